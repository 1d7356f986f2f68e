import type { Commands, FilterCount, RecentReview, RecheckResult, ReviewItem } from "$lib/api.gen";
import { HAMLETS, type House } from "./village";

const NOW = Math.floor(Date.now() / 1000);
const TOO_OLD = 3 * 86_400;
type Named = "review_list" | "review" | "undo_review" | "review_recent" | "sample_for_recheck" | "recheck" | "recheck_results" | "compare_official" | "official_difference";
type Replies = { [K in Named]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

interface Made {
  /** Asked when it is used: the houses come only with the constructor. */
  houses: () => House[];
  queue: () => ReviewItem[];
  state: () => string;
  me: () => string;
  next: () => string;
  keepUndo: (id: string, undo: () => void) => void;
}

/** News of moving and death, who need not be visited, and claims that were taken back after they were confirmed. */
function others(queue: ReviewItem[]): ReviewItem[] {
  const told = queue.slice(0, 4).map((item, i): ReviewItem => ({ ...item, claims: [`told${i}`], app: "", level: 0, stage: i === 1 ? "dead" : "moved_out", official: null, flags: [], outcome: null, clock_doubtful: false, state: "residency" }));
  const asked = queue.slice(4, 6).map((item, i): ReviewItem => ({ ...item, claims: [`asked${i}`], state: "questions", withdrawn_at: NOW - 5400 - i * 700, reviewer: "Thượng uý Hoàng Minh Sơn", decided_at: NOW - 90_000 }));
  const reasons = ["away_long", "no_phone", "other", "moved"];
  const proposed = queue.slice(6, 12).map((item, i): ReviewItem => ({ ...item, claims: [`proposed${i}`], app: "", level: 0, stage: reasons[i % 4] ?? "other", official: null, flags: [], outcome: null, clock_doubtful: false, volunteers: ["Nguyễn Văn Thắng"], organisations: ["Trưởng thôn"], state: "proposals" }));
  return [...told, ...asked, ...proposed];
}

/** The review desk of the made-up commune. */
export function reviewReplies({ houses, queue, state: world, me, next, keepUndo }: Made): Replies {
  let made: ReviewItem[] | null = null;
  const all = () => (made ??= [...queue(), ...others(queue())]);
  const decisions: (Omit<RecentReview, "people" | "claims"> & { of: { item: ReviewItem; from: string }[] })[] = [];
  const findings = new Map<string, { by: string; finding: string }>();
  const count = (items: ReviewItem[], values: (item: ReviewItem) => string[]): FilterCount[] => {
    const counts = new Map<string, number>();
    for (const item of items) for (const value of values(item)) counts.set(value, (counts.get(value) ?? 0) + item.claims.length);
    return [...counts].map(([value, n]) => ({ value, count: n }));
  };
  const old = (item: ReviewItem) => (item.received_at ?? NOW) < NOW - TOO_OLD;
  const hamletOf = (item: ReviewItem) => `hamlet-${HAMLETS.indexOf(item.person.hamlet)}`;
  const put = (item: ReviewItem, to: Partial<ReviewItem>) => Object.assign(item, to);
  const back = (id: string, only: string[] | null) => {
    const at = decisions.findIndex((one) => one.id === id);
    const found = decisions[at];
    if (found === undefined) throw { code: "not_found", detail: "the made-up device says so" };
    const gone = found.of.filter(({ item }) => only === null || item.claims.some((claim) => only.includes(claim)));
    for (const { item, from } of gone) put(item, { state: from, reason: null, decided_at: null, reviewer: null, own_decision: null });
    found.of = found.of.filter((one) => !gone.includes(one));
    if (found.of.length === 0) decisions.splice(at, 1);
    return found;
  };
  const settled = (item: ReviewItem) => item.state === "confirmed" && item.app !== "";
  return {
    review_list: ({ state, hamlet, volunteer, app, too_old, after, offset, limit }) => {
      const plain = state === "waiting" || state === "confirmed" || state === "returned";
      const here = (item: ReviewItem) => hamlet === null || hamletOf(item) === hamlet;
      const by = (item: ReviewItem) => !plain || volunteer === null || item.volunteers.includes(volunteer);
      const of = (item: ReviewItem) => !plain || app === null || item.app === app;
      const aged = all().filter((item) => item.state === state && (too_old !== true || old(item)));
      const items = aged.filter((item) => here(item) && by(item) && of(item));
      const from = (after === null ? 0 : Number(after)) + offset;
      const claims = (some: ReviewItem[]) => some.reduce((sum, item) => sum + item.claims.length, 0);
      const waits = (part: string) => all().filter((item) => item.state === part && here(item)).length;
      return {
        total: plain ? claims(items) : items.length,
        oldest: items[0]?.received_at ?? null,
        too_old: claims(items.filter(old)),
        next: plain && from + limit < items.length ? String(from + limit) : null,
        items: items.slice(from, from + limit),
        volunteers: [...new Set(queue().flatMap((item) => item.volunteers))],
        of_hamlets: count(aged.filter((item) => by(item) && of(item)), (item) => [hamletOf(item)]),
        of_volunteers: count(aged.filter((item) => here(item) && of(item)), (item) => item.volunteers.slice(0, 1)),
        of_apps: count(aged.filter((item) => here(item) && by(item)), (item) => [item.app]),
        residency: waits("residency"),
        questions: waits("questions"),
        proposals: waits("proposals"),
      };
    },
    review: ({ claims, decision, quick, reason, ineligible }) => {
      const unsaid = all().some((item) => item.state === "proposals" && item.stage === "other" && claims.includes(item.claims[0] ?? ""));
      if (decision === "confirmed" && ineligible === null && unsaid) throw { code: "bad_input", detail: "ineligible" };
      const why = quick !== null && reason !== null ? `${quick}: ${reason}` : (quick ?? reason);
      const of = all().filter((item) => item.claims.some((claim) => claims.includes(claim))).map((item) => ({ item, from: item.state }));
      const id = next();
      for (const { item } of of) put(item, { state: item.state === "questions" && decision === "returned" ? "gone" : decision, reason: why, reviewer: me(), decided_at: NOW, own_decision: id });
      decisions.unshift({ id, decision, reason: why, at: NOW, of });
      return { id, claims: claims.length };
    },
    undo_review: ({ decision, claims }) => {
      const rest = back(decision, claims);
      return { again: rest.of.length > 0 ? rest.id : null, kept: rest.of.length };
    },
    review_recent: () =>
      decisions.map(({ of, ...one }) => ({
        ...one,
        claims: of.length,
        people: of.map(({ item }) => ({ claim: item.claims[0] ?? "", name: item.person.name, hamlet: item.person.hamlet, app: item.app, level: item.level, stage: item.stage })),
      })),
    sample_for_recheck: ({ n, volunteer }) => {
      // Enough is confirmed to draw from, without anybody having decided in this window.
      const from = [...all().filter(settled), ...queue().filter((item) => item.state === "waiting").slice(10)].filter((item) => !findings.has(item.claims[0] ?? "") && (volunteer === null || item.volunteers.includes(volunteer)));
      return { seed: "8f14e45fceea167a", of: from.length, items: from.filter((_, i) => i % 3 === 1).slice(0, n), formats: ["xlsx", "docx", "pdf"] };
    },
    recheck: ({ claims, finding }) => {
      const id = next();
      const key = claims[0] ?? "";
      findings.set(key, { by: all().find((item) => item.claims[0] === key)?.volunteers[0] ?? "", finding });
      keepUndo(id, () => findings.delete(key));
      return { id };
    },
    recheck_results: () => {
      const one = (volunteer: string, i: number): RecheckResult => {
        const of = (finding: string) => [...findings.values()].filter((found) => found.by === volunteer && found.finding === finding).length;
        const seen = houses().length === 0 ? 0 : 1;
        return { volunteer, confirmed: 112 - i * 31, agrees: of("agrees") + seen * (9 - i), differs: of("differs") + seen * i, not_reached: of("not_reached") + seen };
      };
      return houses().length === 0 ? [] : ["Trần Văn Đức", "Lê Hữu Lực", "Phạm Ngọc Duyên"].map(one);
    },
    compare_official: ({ app }) => ({
      as_of: app === "vneid" && world() !== "empty" ? "2025-11-15" : null,
      hamlets:
        houses().length === 0
          ? []
          : HAMLETS.map((name, i) => ({ hamlet: `hamlet-${i}`, name, claimed: 1480 - i * 301, confirmed: 1204 - i * 260, official: app === "vneid" ? 1190 - i * 240 : 0, confirmed_not_official: 38 - i * 9, official_not_claimed: app === "vneid" ? 24 + i * 11 : 0 })),
    }),
    official_difference: ({ difference, offset, limit }) => {
      const people = queue().map((item) => item.person);
      return (difference === "official_not_claimed" ? [...people].reverse() : people).slice(offset, offset + limit);
    },
  };
}
