import type { LineLeft, SheetColumn, WalkSheetCard } from "$lib/api.gen";
import { appName, appShort } from "$lib/words/terms";
import { m } from "$words";

/** A box in a few letters: "VNeID M2", "iHanoi". */
export const columnWord = (column: SheetColumn): string => (column.app === "vneid" ? m.paper_vneid({ level: column.level }) : appShort(column.app));
/** What a tick in it says. */
export const columnSays = (column: SheetColumn): string => (column.app === "vneid" ? m.paper_tick_vneid({ level: column.level }) : m.paper_tick_app({ app: appName(column.app) }));
/** Where a sheet goes. */
export const placeWord = (card: WalkSheetCard): string => (card.lane === "" ? card.hamlet_name : `${card.hamlet_name}, ${card.lane}`);

const REASONS: Record<string, () => string> = {
  no_consent: m.paper_left_no_consent,
  differs: m.paper_left_differs,
  not_asked: m.paper_left_not_asked,
  not_yours: m.paper_left_not_yours,
  gone: m.paper_left_gone,
};
/** Why something on a line was not taken in. */
export function leftWord(left: LineLeft): string {
  const why = REASONS[left.reason]?.() ?? left.reason;
  const what = left.mark === null ? "" : `${columnWord(left.mark)}: `;
  return m.paper_left_line({ line: left.line, why: `${what}${why}` });
}
