import type { DoubtCard } from "$lib/api.gen";
import { m } from "$words";

const WORDS: Record<string, () => string> = {
  take: m.doubt_take,
  same: m.doubt_same,
  two: m.doubt_two,
  without_id: m.doubt_without_id,
  stay: m.doubt_stay,
  leave_out: m.doubt_leave_out,
};

/** What may be done with a doubtful row, in words. */
export function choiceWord(choice: string, reason: string): string {
  if (reason === "other_hamlet" && choice === "take") return m.doubt_list_hamlet();
  return WORDS[choice]?.() ?? choice;
}

/** A doubt's name in lists. */
export const doubtId = (card: DoubtCard): string => `${card.sheet}\n${card.row}\n${card.reason}`;
