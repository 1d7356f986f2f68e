import type { AgainCard } from "$lib/api.gen";
import { figure } from "$lib/words/format";
import { m } from "$words";

const WORDS: Record<string, () => string> = {
  same_id: m.again_same_id,
  same_row: m.again_same_row,
  decided: m.again_decided,
  merged: m.again_merged,
};

/** Why a row only says somebody again, in words. */
export const againWord = (reason: string): string => WORDS[reason]?.() ?? reason;

/** Which row it repeats: on its own sheet by the number alone; the book's person has no row. */
export function repeated({ sheet, other }: AgainCard): string {
  if (!other.place) return m.doubt_in_book();
  const row = figure(other.place.row);
  return other.place.sheet === sheet ? m.again_row({ row }) : m.doubt_row({ sheet: other.place.sheet, row });
}
