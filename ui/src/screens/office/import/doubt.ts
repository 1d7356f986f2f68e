import type { DoubtCard, DoubtPerson } from "$lib/api.gen";
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

/** A doubt's name in lists, and that of a decision on it. */
export const doubtId = ({ sheet, row, reason }: Pick<DoubtCard, "sheet" | "row" | "reason">): string => `${sheet}\n${row}\n${reason}`;

/** What is known of somebody beside the name. */
export function facts({ birth, last4, address, hamlet }: DoubtPerson): string {
  const place = [address, hamlet].filter((part) => part !== "").join(", ");
  return [birth, last4 && `•••• ${last4}`, place].filter((part) => part).join(" · ");
}
