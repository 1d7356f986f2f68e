import { settings } from "$lib/state/settings.svelte";
import { m } from "$words";
import { clockAt, momentOf, nowSeconds } from "./vietnam";

const two = (n: number) => String(n).padStart(2, "0");

/** A count with its thousands set apart: 12.345 in Vietnamese. */
export function figure(n: number): string {
  return new Intl.NumberFormat(settings.locale).format(n);
}

/** A day `yyyy-mm-dd` as dd/mm/yyyy. */
export function day(text: string): string {
  const [y, m, d] = text.split("-");
  return d === undefined ? text : `${d}/${m}/${y}`;
}

const WEEKDAYS = [m.weekday_0, m.weekday_1, m.weekday_2, m.weekday_3, m.weekday_4, m.weekday_5, m.weekday_6];

/** A day `yyyy-mm-dd` with its weekday: "T2 24/11". */
export function dayWord(text: string): string {
  const [y = 0, month = 1, d = 1] = text.split("-").map(Number);
  const weekday = WEEKDAYS[clockAt(momentOf(y, month, d)).weekday]?.() ?? "";
  return `${weekday} ${two(d)}/${two(month)}`;
}

/**
 * What was typed as dd/mm/yyyy, as `yyyy-mm-dd`; `null` when the calendar has no such day. With `year`, dd/mm is
 * enough and is of that year.
 */
export function readDay(text: string, year?: string): string | null {
  const typed = /^\s*(\d{1,2})[/.\-\s]?(\d{1,2})(?:[/.\-\s]?(\d{4}))?\s*$/.exec(text);
  const [d, month, y] = [typed?.[1], typed?.[2], typed?.[3] ?? year].map((one) => (one === undefined ? Number.NaN : Number(one)));
  if (d === undefined || month === undefined || y === undefined || Number.isNaN(d + month + y)) return null;
  const at = clockAt(momentOf(y, month, d));
  return at.month === month && at.day === d ? `${y}-${two(month)}-${two(d)}` : null;
}

/** The time of a moment (seconds since 1970), 24 hours, in Việt Nam. */
export function time(moment: number): string {
  const at = clockAt(moment);
  return `${two(at.hour)}:${two(at.minute)}`;
}

/** A moment in as few figures as still say it: today the time, this year the day and time. */
export function moment(seconds: number, now = nowSeconds()): string {
  const [at, today] = [clockAt(seconds), clockAt(now)];
  const date = `${two(at.day)}/${two(at.month)}`;
  if (at.year !== today.year) return `${date}/${at.year} ${time(seconds)}`;
  if (at.month !== today.month || at.day !== today.day) return `${date} ${time(seconds)}`;
  return time(seconds);
}

/** A moment taken apart for a column: the time, and the day when it is not today's. */
export function clockOrDay(seconds: number, now = nowSeconds()): { time: string; day: string | null } {
  const [at, today] = [clockAt(seconds), clockAt(now)];
  const same = at.year === today.year && at.month === today.month && at.day === today.day;
  return { time: time(seconds), day: same ? null : `${two(at.day)}/${two(at.month)}` };
}

/** A moment in full: dd/mm/yyyy hh:mm. */
export function fullMoment(seconds: number): string {
  const at = clockAt(seconds);
  return `${two(at.day)}/${two(at.month)}/${at.year} ${time(seconds)}`;
}

/** Bytes as people read them. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const kilo = bytes / 1000;
  const format = new Intl.NumberFormat(settings.locale, { maximumFractionDigits: 1 });
  return kilo < 1000 ? `${format.format(kilo)} kB` : `${format.format(kilo / 1000)} MB`;
}

/** How much of `total` is done, in per cent. */
export function share(done: number, total: number): number {
  return total === 0 ? 0 : Math.min(100, (done / total) * 100);
}
