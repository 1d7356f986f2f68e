import type { ApiError, Colleague, Commands, LineLeft, MemberCard, PersonCard, SheetCell, SheetColumn, SheetLine, SheetPage, TypedLine, WalkSheetCard } from "$lib/api.gen";
import { HAMLETS, type House } from "./village";

type Asked = "plan_walk_sheets" | "print_walk_sheets" | "reprint_walk_sheet" | "walk_sheets" | "walk_sheet" | "type_walk_sheet";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const now = () => Math.floor(Date.now() / 1000);
const text = (seconds: number) => new Date((seconds + 7 * 3600) * 1000).toISOString().slice(0, 10);
const COLUMNS: SheetColumn[] = [{ app: "vneid", level: 1 }, { app: "vneid", level: 2 }, { app: "ihanoi", level: 0 }, { app: "etax", level: 0 }];
const DONE = ["activated", "logged_in", "in_use"];
const MOST = 40;
const SAME = (a: SheetColumn, b: SheetColumn) => a.app === b.app && a.level === b.level;

interface Sheet {
  card: WalkSheetCard;
  lines: SheetLine[];
}

function cell(person: PersonCard, column: SheetColumn): SheetCell {
  const app = person.apps.find((one) => one.app === column.app);
  const reached = app !== undefined && (column.app !== "vneid" || app.level === column.level);
  const stage = reached ? app.stage : "not_registered";
  const above = column.level === 1 && app?.level === 2 && DONE.includes(app.stage);
  const none = app === undefined || app.token === "not_needed" || above;
  return { token: none ? "not_needed" : reached ? app.token : "none", stage, claim: null };
}

/** Paper of the made-up village: sheet 12 was typed in by somebody before, of sheet 13 phones have said a few things meanwhile. */
export function paperReplies(houses: () => House[], member: () => MemberCard | null, colleagues: () => Colleague[], refuse: (code: ApiError["code"]) => never): Replies {
  let kept: Sheet[] | null = null;
  let number = 11;

  const lacks = (person: PersonCard) => person.apps.some((app) => app.token !== "not_needed" && app.next !== "done");
  function planned(hamlet: string, lane: string | null, everybody: boolean): { lane: string; lines: SheetLine[]; doors: number }[] {
    const sheets: { lane: string; lines: SheetLine[]; doors: number }[] = [];
    for (const house of houses().filter((one) => one.hamlet === hamlet && (lane === null || one.lane === lane))) {
      const people = house.people.filter((person) => person.apps.some((app) => app.token !== "not_needed") && (everybody || lacks(person)));
      if (people.length === 0) continue;
      let last = sheets.at(-1);
      if (last === undefined || last.lane !== house.lane || last.lines.length + people.length > MOST) sheets.push((last = { lane: house.lane, lines: [], doors: 0 }));
      last.doors += 1;
      for (const person of people) last.lines.push(lineOf(last.lines.length + 1, house, person));
    }
    return sheets;
  }
  const lineOf = (line: number, house: House, person: PersonCard): SheetLine => ({
    line,
    resident: person.id,
    name: person.name,
    birth_year: person.birth_year,
    last4: person.last4,
    household: house.id,
    house: house.house,
    guardian: person.birth_year !== null && new Date().getFullYear() - person.birth_year < 16,
    cells: COLUMNS.map((column) => cell(person, column)),
    notice: person.notice,
    visit: null,
    typed: null,
  });
  const cardOf = (id: number, hamlet: string, lane: string, lines: SheetLine[], walker: string | null, at: number): WalkSheetCard => ({
    id: `sheet-${id}`,
    number: id,
    code: `${id}-${String((id * 7919) % 10_000).padStart(4, "0")}`,
    hamlet,
    hamlet_name: HAMLETS[Number(hamlet.slice(7))] ?? "",
    lane,
    lines: lines.length,
    typed: 0,
    printed_at: at,
    printed_by: member()?.name ?? "",
    walker,
    member: null,
    unsent: false,
  });
  function typed(sheet: Sheet, line: SheetLine, given: TypedLine, by: string, at: number, walker: string) {
    const empty = given.outcome === null && given.consent === null && given.marks.length === 0;
    line.typed = empty ? null : { outcome: given.outcome, come_back_at: given.come_back_at, consent: given.consent, marks: given.marks, at, by, walker, own: by === "" };
    COLUMNS.forEach((column, c) => {
      const box = line.cells[c];
      if (box !== undefined && given.marks.some((mark) => SAME(mark, column))) line.cells[c] = { ...box, token: "claimed", stage: column.app === "vneid" ? "activated" : "logged_in" };
    });
    sheet.card = { ...sheet.card, typed: sheet.lines.filter((one) => one.typed !== null).length };
  }
  function begun(): Sheet[] {
    const sheets = planned("hamlet-0", null, true).flatMap((part) => part.lines);
    // One full sheet each, whatever the lanes of the made-up hamlet.
    const part = (from: number) => sheets.slice(from, from + MOST).map((line, n) => ({ ...line, line: n + 1, cells: line.cells.map((box) => ({ ...box })) }));
    const [one, two] = [part(0), part(MOST)];
    if (one.length === 0) return [];
    const first: Sheet = { card: cardOf(12, "hamlet-0", "Ngõ 5", one, "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên", now() - 26 * 3600), lines: one };
    const second: Sheet = { card: cardOf(13, "hamlet-0", "Ngõ 7", two, null, now() - 25 * 3600), lines: two };
    for (const line of first.lines.slice(0, 6)) {
      const marks = COLUMNS.filter((_, c) => line.cells[c]?.token === "none").slice(0, 1);
      typed(first, line, { line: line.line, outcome: "met", come_back_at: null, consent: "agreed", marks }, "Thượng uý Hoàng Minh Sơn", now() - 7200, first.card.walker ?? "");
    }
    const differing = second.lines.find((line) => line.cells[2]?.token === "none");
    const box = differing?.cells[2];
    if (box !== undefined) Object.assign(box, { stage: "installed", claim: { stage: "installed", by: "Trần Văn Đức", at: now() - 3 * 3600 } });
    if (differing !== undefined) {
      const opens = second.lines.find((line) => line.household === differing.household);
      if (opens !== undefined) opens.visit = { outcome: "met", by: "Trần Văn Đức", at: now() - 3 * 3600 };
    }
    number = 13;
    return [second, first];
  }
  // Asked when it is used: the houses come only with the constructor.
  const all = () => (kept ??= begun());
  const find = (id: string): Sheet => all().find((sheet) => sheet.card.id === id) ?? refuse("not_found");
  const page = (sheet: Sheet): SheetPage => ({
    card: sheet.card,
    columns: COLUMNS,
    lines: sheet.lines.map((line) => ({ ...line, cells: line.cells.map((one) => ({ ...one })) })),
    first_day: text(sheet.card.printed_at),
    today: text(now()),
    colleagues: colleagues(),
  });
  const file = (name: string, rows: number, save: boolean) => ({ file_name: name, path: save ? `/home/can-bo/Downloads/${name}` : null, bytes_base64: btoa("sheets"), rows });

  return {
    plan_walk_sheets: ({ hamlet, lane, everybody }) => ({
      sheets: planned(hamlet, lane, everybody).map((sheet) => ({ lane: sheet.lane, doors: sheet.doors, lines: sheet.lines.length })),
      prints: true,
    }),
    print_walk_sheets: ({ hamlet, lane, everybody, member: walker, save }) => {
      all();
      const name = colleagues().find((one) => one.member === walker)?.name ?? null;
      const made = planned(hamlet, lane, everybody).map((sheet) => ({ card: { ...cardOf(++number, hamlet, sheet.lane, sheet.lines, name, now()), unsent: true }, lines: sheet.lines }));
      kept = [...made.reverse(), ...all()];
      return file(`phieu-di-nha-${number - made.length + 1}-${number}.pdf`, made.reduce((sum, sheet) => sum + sheet.lines.length, 0), save);
    },
    reprint_walk_sheet: ({ sheet, save }) => file(`phieu-di-nha-${find(sheet).card.number}.pdf`, find(sheet).lines.length, save),
    walk_sheets: () => ({ sheets: all().map((sheet) => sheet.card) }),
    walk_sheet: ({ sheet }) => page(find(sheet)),
    type_walk_sheet: ({ sheet: id, walker, member: who, lines, over }) => {
      const sheet = find(id);
      const left: LineLeft[] = [];
      let said = 0;
      for (const given of lines) {
        const line = sheet.lines[given.line - 1];
        if (line === undefined) continue;
        const agreed = given.consent === "agreed" || (given.consent === null && line.notice !== null && line.notice !== "refused");
        const marks = given.marks.filter((mark) => {
          const claim = line.cells[COLUMNS.findIndex((column) => SAME(column, mark))]?.claim ?? null;
          const reason = !agreed ? "no_consent" : claim !== null && !DONE.includes(claim.stage) && !over ? "differs" : null;
          if (reason !== null) left.push({ line: given.line, reason, mark });
          return reason === null;
        });
        const before = line.typed?.marks ?? [];
        said += marks.filter((mark) => !before.some((one) => SAME(one, mark))).length + (given.outcome !== null && line.typed === null ? 1 : 0);
        typed(sheet, line, { ...given, marks }, "", now(), walker);
      }
      sheet.card = { ...sheet.card, walker, member: who };
      return { said, taken_back: 0, left, page: page(sheet) };
    },
  };
}
