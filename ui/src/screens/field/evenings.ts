import { clockAt, momentOf } from "$lib/words/vietnam";

/** A time to come back, as people name it. */
export interface Evening {
  day: "tonight" | "tomorrow" | "saturday" | "sunday";
  /** hh:mm. */
  time: string;
  /** Seconds since 1970. */
  at: number;
}

/** The evenings on offer at `now` (seconds): later tonight, tomorrow, and the weekend's mornings. */
export function evenings(now: number): Evening[] {
  const today = clockAt(now);
  const at = (ahead: number, hour: number, minute: number) => momentOf(today.year, today.month, today.day + ahead, hour, minute);
  const offers: Evening[] = [];
  if (today.hour < 19) offers.push({ day: "tonight", time: "19:30", at: at(0, 19, 30) });
  if (today.hour < 20) offers.push({ day: "tonight", time: "20:30", at: at(0, 20, 30) });
  offers.push({ day: "tomorrow", time: "19:30", at: at(1, 19, 30) });
  const toSaturday = (6 - today.weekday + 7) % 7;
  if (toSaturday > 1) offers.push({ day: "saturday", time: "09:00", at: at(toSaturday, 9, 0) });
  const toSunday = (7 - today.weekday) % 7;
  if (toSunday > 1) offers.push({ day: "sunday", time: "09:00", at: at(toSunday, 9, 0) });
  return offers.slice(0, 5);
}

const two = (n: number) => String(n).padStart(2, "0");

/** The days from `now` (seconds) on, `yyyy-mm-dd`. */
export function daysAhead(now: number, count: number): string[] {
  const today = clockAt(now);
  return Array.from({ length: count }, (_, i) => {
    const day = clockAt(momentOf(today.year, today.month, today.day + i));
    return `${day.year}-${two(day.month)}-${two(day.day)}`;
  });
}

/** The moment of a day `yyyy-mm-dd` and a time `hh:mm`; `null` when no day is chosen. */
export function pickedMoment(day: string, time: string): number | null {
  const [y, month, d] = day.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return y === undefined || month === undefined || d === undefined ? null : momentOf(y, month, d, hour, minute);
}

/** Those of the times `hh:mm` that are still ahead on the day `yyyy-mm-dd`; all of them while none is chosen. */
export const stillAhead = (day: string, times: string[], now: number): string[] => times.filter((time) => (pickedMoment(day, time) ?? now + 1) > now);

/** The half hours of a day's field work, `hh:mm`. */
export function moments(from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from) * 2 }, (_, i) => `${two(from + Math.floor(i / 2))}:${i % 2 === 0 ? "00" : "30"}`);
}
