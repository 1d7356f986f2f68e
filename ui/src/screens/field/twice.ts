import type { VisitCard } from "$lib/api.gen";

const A_DAY = 86_400;

/** The last two visits one after another that two people made within a day, the later one first; `null` when there are none. `visits`: the last first. */
export function twoVisitors(visits: VisitCard[]): [VisitCard, VisitCard] | null {
  for (const [at, later] of visits.entries()) {
    const earlier = visits[at + 1];
    if (earlier !== undefined && earlier.by !== later.by && later.at - earlier.at < A_DAY) return [later, earlier];
  }
  return null;
}
