import { time } from "$lib/words/format";
import { clockAt, momentOf } from "$lib/words/vietnam";

const HALF = 1800;

/** Every half hour strictly between two moments that is of `day`'s day, as hh:mm. */
export function halfHours(from: number, to: number, day: number): string[] {
  const { year, month, day: date } = clockAt(day);
  const [begins, ends] = [momentOf(year, month, date), momentOf(year, month, date + 1)];
  const all: string[] = [];
  for (let at = Math.ceil((Math.max(from, begins) + 1) / HALF) * HALF; at < Math.min(to, ends); at += HALF) all.push(time(at));
  return all;
}

/** The moment at which the clock of `day`'s day shows hh:mm. */
export function todayAt(hour: string, day: number): number {
  const { year, month, day: date } = clockAt(day);
  const [h = 0, minute = 0] = hour.split(":").map(Number);
  return momentOf(year, month, date, h, minute);
}
