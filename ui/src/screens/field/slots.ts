import { clockAt, momentOf } from "$lib/words/vietnam";

/** An hour at which the office receives people. */
export interface Slot {
  part: "morning" | "monday" | "evening" | "saturday";
  /** Seconds since 1970. */
  at: number;
}

/** The hours on offer at `now` (seconds): the next morning, the police's evening hours, Saturday morning. */
export function slots(now: number): Slot[] {
  const today = clockAt(now);
  const at = (ahead: number, hour: number) => momentOf(today.year, today.month, today.day + ahead, hour);
  const tomorrow = (today.weekday + 1) % 7;
  const toSaturday = (6 - today.weekday + 7) % 7;
  const offers: Slot[] = [tomorrow === 0 ? { part: "monday", at: at(2, 8) } : tomorrow === 6 ? { part: "saturday", at: at(1, 8) } : { part: "morning", at: at(1, 8) }];
  offers.push({ part: "evening", at: at(1, 19) });
  if (toSaturday > 1) offers.push({ part: "saturday", at: at(toSaturday, 8) });
  return offers;
}

const two = (n: number) => String(n).padStart(2, "0");

/** When people who are away are usually back: tomorrow, the next Saturday, in a month; `dd/mm/yyyy`. */
export function returns(now: number): { when: "tomorrow" | "weekend" | "month"; day: string }[] {
  const today = clockAt(now);
  const day = (months: number, days: number) => {
    const at = clockAt(momentOf(today.year, today.month + months, today.day + days));
    return `${two(at.day)}/${two(at.month)}/${at.year}`;
  };
  const toSaturday = (6 - today.weekday + 7) % 7;
  return [
    { when: "tomorrow", day: day(0, 1) },
    ...(toSaturday > 1 ? [{ when: "weekend" as const, day: day(0, toSaturday) }] : []),
    { when: "month", day: day(1, 0) },
  ];
}
