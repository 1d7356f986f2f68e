/** Why somebody is not eligible, in the order of the plan (D-19) and of the keys. */
export const INELIGIBLE = ["no_phone", "imprisoned", "abroad", "institution", "moved_out", "whereabouts_unknown", "dead", "excused"];

/** The police's reason that is nearest to a proposal's; `null` where only a person can tell. */
export function nearest(coarse: string): string | null {
  return { no_phone: "no_phone", away_long: "whereabouts_unknown", moved: "moved_out" }[coarse] ?? null;
}
