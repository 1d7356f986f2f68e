import { coarseWord } from "$lib/words/door";
import { appName, appShort, stageWord } from "$lib/words/terms";
import { m } from "$words";

/** Why somebody is proposed as not eligible, coarse enough to stand in the open. */
const COARSE = ["no_phone", "away_long", "moved", "other"];

/** Whether it is a proposal that somebody need not be visited. */
export function isProposed(claim: { app: string; stage: string }): boolean {
  return claim.app === "" && COARSE.includes(claim.stage);
}

/** The state token of an item of the desk. */
export function tokenOf(state: string): string {
  const tokens: Record<string, string> = { waiting: "claimed", residency: "claimed", questions: "confirmed", proposals: "none" };
  return tokens[state] ?? state;
}

/** What is said of somebody: "VNeID: Đã kích hoạt mức 2", "Báo đã chuyển đi", or why no visit is needed. */
export function claimWord(claim: { app: string; level: number; stage: string }, short = false): string {
  if (claim.app !== "") return `${(short ? appShort : appName)(claim.app)}: ${stageWord(claim.app, claim.level, claim.stage)}`;
  if (isProposed(claim)) return m.proposal_claim({ reason: coarseWord(claim.stage) });
  return claim.stage === "dead" ? m.review_told_dead() : claim.stage === "moved_out" ? m.review_told_moved_out() : m.review_told_living();
}
