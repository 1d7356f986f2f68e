import type { TargetCard, TargetLine } from "$lib/api.gen";
import { m } from "$words";
import { day, figure } from "./format";
import { groupWord } from "./office";
import { appName } from "./terms";
import { clockAt } from "./vietnam";

type Words = Record<string, () => string>;

const VNEID = ["not_collected", "awaiting_approval", "level1_activated", "level1_not_activated", "level2_activated", "level2_not_activated"];
const LADDER = ["not_collected", "installed", "account_created", "logged_in", "in_use", "not_applicable"];

/** The columns into which people are divided with one app. */
export function columnsOf(app: string): string[] {
  return app === "vneid" ? VNEID : LADDER;
}

/** One column. */
export function columnWord(app: string, column: string): string {
  const words: Words = {
    not_collected: app === "vneid" ? m.targets_c_not_collected : m.targets_c_not_installed,
    awaiting_approval: m.targets_c_awaiting_approval,
    level1_activated: m.targets_c_level1_activated,
    level1_not_activated: m.targets_c_level1_not_activated,
    level2_activated: m.targets_c_level2_activated,
    level2_not_activated: m.targets_c_level2_not_activated,
    installed: m.targets_c_installed,
    account_created: m.targets_c_account_created,
    logged_in: m.targets_c_logged_in,
    in_use: m.targets_c_in_use,
  };
  return (words[column] ?? m.targets_c_not_applicable)();
}

/** Several columns; everybody where none is missing. */
function columnsWord(app: string, columns: string[]): string {
  if (columnsOf(app).every((column) => columns.includes(column))) return m.targets_everybody();
  return columns.map((column) => columnWord(app, column)).join(", ");
}

/** How a share becomes people. */
export function roundingWord(rounding: string): string {
  const words: Words = { up: m.targets_round_up, down: m.targets_round_down };
  return (words[rounding] ?? m.targets_round_half_up)();
}

/** What rates are of. */
export function denominatorWord(denominator: string): string {
  return denominator === "base" ? m.targets_of_base() : m.targets_of_target();
}

/** Whom a base leaves out. */
export function markWord(mark: string): string {
  const words: Words = { absent: m.targets_mark_absent, excused: m.targets_mark_excused };
  return (words[mark] ?? m.targets_mark_ineligible)();
}

/** "50 % của số chưa thu nhận hồ sơ tại 05/11/2024, làm tròn 0,5 lên". */
export function formulaWord(card: TargetCard): string {
  const of = { whom: columnsWord(card.app, card.base), day: day(card.on) };
  if (card.share_text === null) return m.targets_formula_typed(of);
  return m.targets_formula({ ...of, share: card.share_text, rounding: roundingWord(card.rounding) });
}

/** Of what age, what counts, of what rates are. */
export function termsWord(card: TargetCard): string {
  return m.targets_terms({ app: appName(card.app), age: card.minimum_age, day: day(card.on), done: columnsWord(card.app, card.done), of: denominatorWord(card.denominator) });
}

/** Who bears a line. */
export function bearerWord(line: TargetLine): string {
  if (line.name !== null) return line.name;
  return line.bearer === "book" ? m.targets_book() : line.bearer === "group" ? groupWord(line.key) : line.key;
}

/** What an excepted line is asked for: "60 %" or "1.200". */
export function askedWord(line: TargetLine): string {
  return line.share ?? (line.count === null ? "" : figure(line.count));
}

/** A share typed in per cent, in hundredths of a per cent; `null` for none, `undefined` for what is no share. */
export function readShare(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const [, whole = "", decimals = ""] = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text) ?? [];
  if (whole === "") return undefined;
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  return hundredths >= 1 && hundredths <= 10_000 ? hundredths : undefined;
}

/** The same as one types it. */
export function shareTyped(hundredths: number | null): string {
  return hundredths === null ? "" : String(hundredths / 100).replace(".", ",");
}

/** The day of a moment as documents write it: "05/11/2024". */
export function dayAt(seconds: number): string {
  const { year, month, day: date } = clockAt(seconds);
  return [date, month].map((n) => String(n).padStart(2, "0")).join("/") + `/${year}`;
}
