import { appName, appShort, stageWord } from "$lib/words/terms";
import { m } from "$words";

/** What is claimed of somebody: "VNeID: Đã kích hoạt mức 2", or "Báo đã chuyển đi". */
export function claimWord(claim: { app: string; level: number; stage: string }, short = false): string {
  if (claim.app !== "") return `${(short ? appShort : appName)(claim.app)}: ${stageWord(claim.app, claim.level, claim.stage)}`;
  return claim.stage === "dead" ? m.review_told_dead() : claim.stage === "moved_out" ? m.review_told_moved_out() : m.review_told_living();
}
