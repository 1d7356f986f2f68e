import type { HoursCard } from "$lib/api.gen";
import { m } from "$words";

export const DESKS = ["police", "one_stop", "tax"] as const;
export type DeskName = (typeof DESKS)[number];

/** A desk's name on its tab. */
export const deskWord = (desk: DeskName): string => ({ police: m.desk_police, one_stop: m.desk_one_stop, tax: m.desk_tax })[desk]();

/** What is written down when somebody's matter is done at a desk. */
export const collectedWord = (desk: DeskName): string => ({ police: m.desk_collect_police, one_stop: m.desk_collect_one_stop, tax: m.desk_collect_tax })[desk]();

/** What came of an appointment. */
export function outcomeWord(outcome: string | null): string {
  const words: Record<string, () => string> = { came: m.desk_came, missed: m.desk_missed, cancelled: m.desk_cancelled };
  return (words[outcome ?? ""] ?? m.desk_waiting)();
}

const two = (n: number) => String(n).padStart(2, "0");
/** A minute of the day: "08:30". */
export const minuteWord = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
/** "08:30" as a minute of the day; `null` for anything else. */
export function readMinute(text: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(text)?.map(Number) ?? [];
  return hour === undefined || minute === undefined || hour > 24 || minute > 59 ? null : hour * 60 + minute;
}

/** Monday first. */
export const weekdays = (): string[] => [m.weekday_1(), m.weekday_2(), m.weekday_3(), m.weekday_4(), m.weekday_5(), m.weekday_6(), m.weekday_0()];

/** The days of some hours: "T2, T3, T4". */
export const daysWord = (bits: number): string => (bits === 127 ? m.desk_days_every() : weekdays().filter((_, n) => (bits >> n) & 1).join(", "));

/** How many slots a day, and how many people. */
export const slotsOf = ({ from, to, slot }: Pick<HoursCard, "from" | "to" | "slot">): number => Math.max(0, Math.floor((to - from) / Math.max(1, slot)));
