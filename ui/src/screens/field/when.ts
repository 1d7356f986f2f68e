import type { When } from "$lib/state/lanes";
import { m } from "$words";

/** When to come back, as a heading. */
export const whenWord = (when: When): string => ({ due: m.back_due, today: m.back_today, later: m.back_later, unsaid: m.back_unsaid })[when]();

/** What happened last time, in a word; `null` where nothing needs to be said. */
export function lastWord(outcome: string | null): string | null {
  const words: Record<string, () => string> = {
    absent: m.door_last_absent,
    come_back: m.door_last_come_back,
    refused: m.door_last_refused,
    moved_out: m.door_last_moved_out,
    not_found: m.door_last_not_found,
  };
  return words[outcome ?? ""]?.() ?? null;
}
