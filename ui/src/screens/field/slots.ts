import { clockAt, momentOf } from "$lib/words/vietnam";

/** An hour at which the office may receive people. */
export interface Slot {
  part: "morning" | "monday" | "weekday" | "evening" | "saturday";
  /** Seconds since 1970. */
  at: number;
}

/** Offices that keep office hours only; the police receive people in the evening and on Saturday during a campaign. */
const OFFICE_HOURS = ["one_stop", "tax"];

/**
 * What is offered at `now` (seconds) for a purpose while nobody has typed hours: all of it is only expected, and the
 * slip says so. Never a Sunday; one-stop and tax in the morning of working days, the police also in the evening of
 * the next day and on Saturday morning.
 */
export function slots(now: number, purpose: string): Slot[] {
  const today = clockAt(now);
  const at = (ahead: number, hour: number) => momentOf(today.year, today.month, today.day + ahead, hour);
  const weekday = (ahead: number) => (today.weekday + ahead) % 7;
  if (OFFICE_HOURS.includes(purpose)) {
    const working = [1, 2, 3, 4, 5, 6].filter((ahead) => weekday(ahead) !== 0 && weekday(ahead) !== 6);
    return working.slice(0, 2).map((ahead) => ({ part: ahead === 1 ? "morning" : weekday(ahead) === 1 ? "monday" : "weekday", at: at(ahead, 8) }));
  }
  if (weekday(1) === 0) return [{ part: "monday", at: at(2, 8) }];
  const offers: Slot[] = [
    { part: weekday(1) === 6 ? "saturday" : "morning", at: at(1, 8) },
    { part: "evening", at: at(1, 19) },
  ];
  const toSaturday = (6 - today.weekday + 7) % 7;
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
