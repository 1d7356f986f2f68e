import type { SheetCell, SheetColumn, SheetLine, TypedLine } from "$lib/api.gen";

/** What stands on one line of the paper. */
export interface Line {
  /** met, absent, come_back, refused. */
  outcome: string | null;
  /** When to come back, as written: "19h30 25/11". */
  back: string;
  /** agreed, refused. */
  consent: string | null;
  /** The ticked boxes by {@link keyOf}. */
  marks: string[];
}

export const keyOf = (column: SheetColumn): string => `${column.app}${column.level}`;
/** What a tick says of the app. */
export const stageOf = (app: string): string => (app === "vneid" ? "activated" : "logged_in");
const DONE = ["activated", "logged_in", "in_use"];
/** Whether a box is there to be ticked. */
export const isOpen = (cell: SheetCell | undefined): boolean => cell !== undefined && cell.token !== "not_needed" && !(DONE.includes(cell.stage) && (cell.token === "claimed" || cell.token === "confirmed"));
/** Whether a phone said something else than a tick would. */
export const differs = (cell: SheetCell | undefined, column: SheetColumn): boolean => cell?.claim != null && cell.claim.stage !== stageOf(column.app) && isOpen(cell);

const two = (n: number): string => String(n).padStart(2, "0");

/** The line as it was typed before; an empty one where nothing was. */
export function typedLine(line: SheetLine): Line {
  const typed = line.typed;
  if (typed === null) return { outcome: null, back: "", consent: null, marks: [] };
  const back = typed.come_back_at === null ? null : new Date((typed.come_back_at + 7 * 3600) * 1000);
  return {
    outcome: typed.outcome,
    back: back === null ? "" : `${back.getUTCHours()}h${two(back.getUTCMinutes())} ${two(back.getUTCDate())}/${two(back.getUTCMonth() + 1)}`,
    consent: typed.consent,
    marks: typed.marks.map(keyOf),
  };
}

/** Whether two lines say the same. */
export const same = (a: Line, b: Line): boolean =>
  a.outcome === b.outcome && a.consent === b.consent && (a.outcome !== "come_back" || a.back.trim() === b.back.trim()) && a.marks.length === b.marks.length && a.marks.every((mark) => b.marks.includes(mark));

export const isEmpty = (line: Line): boolean => line.outcome === null && line.consent === null && line.marks.length === 0;

/**
 * The moment in "19h30 25/11", seconds; without a day the one after the walk. `null` for what is no such moment.
 * `walked` is yyyy-mm-dd.
 */
export function backAt(text: string, walked: string): number | null {
  const found = /^(\d{1,2})\s*[h:g]\s*(\d{2})?(?:\s+(\d{1,2})\/(\d{1,2}))?$/i.exec(text.trim());
  const [year = NaN, month = NaN, day = NaN] = walked.split("-").map(Number);
  if (found === null || Number.isNaN(day)) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  const [d, mon] = found[3] === undefined ? [day + 1, month] : [Number(found[3]), Number(found[4])];
  if (hour > 23 || minute > 59 || mon < 1 || mon > 12 || d < 1 || d > 32) return null;
  const at = Date.UTC(mon < month ? year + 1 : year, mon - 1, d, hour - 7, minute) / 1000;
  // The 31st of a month of thirty days is no day.
  return found[3] !== undefined && new Date((at + 7 * 3600) * 1000).getUTCDate() !== d ? null : at;
}

/** The line as the device takes it. */
export function toSend(number: number, line: Line, columns: SheetColumn[], walked: string): TypedLine {
  return {
    line: number,
    outcome: line.outcome,
    come_back_at: line.outcome === "come_back" ? backAt(line.back, walked) : null,
    consent: line.consent,
    marks: columns.filter((column) => line.marks.includes(keyOf(column))),
  };
}

/** A line of what was kept, as far as it fits. */
export function keptLine(kept: unknown): Line | null {
  if (typeof kept !== "object" || kept === null) return null;
  const { outcome, back, consent, marks } = kept as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return { outcome: text(outcome), back: text(back) ?? "", consent: text(consent), marks: Array.isArray(marks) ? marks.filter((mark) => typeof mark === "string") : [] };
}
