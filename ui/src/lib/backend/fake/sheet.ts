import type { AgainCard, ColumnCard, ColumnChoice, DoubtCard, DoubtPerson, ImportPreview, ListState, RefusedCard } from "$lib/api.gen";
import { fold } from "./names";

/** A list that somebody brought, and how it is to be read. */
export interface Brought {
  file: string;
  text: string;
  columns: ColumnChoice[];
  app: string;
  state: ListState | null;
}

const SHEET = "Trang 1";
const HEADERS: [RegExp, string | null][] = [
  [/^(stt|tt)$/, "row_number"],
  [/dan toc|ton giao/, null],
  [/ho.* ten/, "name"],
  [/sinh/, "birth"],
  [/gioi tinh/, "sex"],
  [/dinh danh|cccd/, "personal_id"],
  [/thon/, "hamlet"],
  [/so nha|dia chi/, "address"],
  [/vneid|tai khoan|tinh trang/, "vneid"],
];
const letter = (n: number) => String.fromCharCode(65 + n);
const masked = (id: string) => `•••• •••• ${id.slice(-4)}`;

/** Whether there is such a day, or at least such a year. */
function isBirth(text: string): boolean {
  const [year = 0, month = 1, day = 1] = text.split("/").map(Number).reverse();
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** What is understood of text in lines; nothing when it is no list. */
export function understood({ file, text, columns, app, state }: Brought): ImportPreview | null {
  const lines = text.trim().split(/\r?\n/);
  const ids = lines.every((line) => /^\d{12}$/.test(line.trim()));
  const parted = /\t/.test(text) ? "\t" : ",";
  const cells = lines.map((line) => line.split(parted).map((cell) => cell.trim()));
  const heads = ids ? [""] : (cells[0] ?? []);
  const cards: ColumnCard[] = heads.map((header, n) => {
    const known = HEADERS.find(([pattern]) => pattern.test(fold(header)));
    const chosen = columns.find((choice) => choice.column === letter(n));
    const dropped = known?.[1] === null;
    const field = ids ? "personal_id" : chosen === undefined ? (known?.[1] ?? null) : chosen.field;
    const example = cells[ids ? 0 : 1]?.[n] ?? "";
    return { sheet: SHEET, column: letter(n), header, field, dropped, example: dropped ? "" : field === "personal_id" ? masked(example) : example };
  });
  const fields = cards.map((card) => card.field);
  if (!ids && (cells.length < 2 || !fields.includes("name"))) return null;

  const refused: RefusedCard[] = [];
  const doubts: DoubtCard[] = [];
  const again_rows: AgainCard[] = [];
  const hamlets = new Map<string, number>();
  const counts = { not_collected: 0, level1_activated: 0, level1_approved: 0, level2_activated: 0, level2_approved: 0 };
  const seen = new Map<string, DoubtPerson>();
  let people = 0;
  cells.forEach((row, n) => {
    if (n === 0 && !ids) return;
    const of = (field: string) => row[fields.indexOf(field)] ?? "";
    const place = { sheet: SHEET, row: n + 1 };
    const id = of("personal_id");
    const person = { place, name: of("name"), birth: of("birth"), last4: id.slice(-4), hamlet: of("hamlet"), address: of("address") };
    if (!ids && !isBirth(person.birth)) {
      const column = fields.indexOf("birth");
      return refused.push({ ...place, column: letter(column), header: heads[column] ?? "", reason: "birth_impossible", text: person.birth });
    }
    const other = seen.get(id);
    if (other?.name === person.name) return again_rows.push({ ...place, reason: "same_id", person, other });
    if (other) {
      const column = fields.indexOf("personal_id");
      doubts.push({ ...place, column: letter(column), header: heads[column] ?? "", reason: "duplicate_id", text: masked(id), person: { ...person, place: null }, other, choices: ["same", "two", "leave_out"], decided: null });
    } else if (id !== "") seen.set(id, person);
    people += 1;
    hamlets.set(person.hamlet, (hamlets.get(person.hamlet) ?? 0) + 1);
    const said = fold(of("vneid"));
    const level = said.includes("muc 1") ? "level1" : "level2";
    if (said === "" || said.includes("chua thu nhan")) counts.not_collected += 1;
    else counts[`${level}_${said.includes("da kich hoat") ? "activated" : "approved"}`] += 1;
  });
  const state_needed = ids && state === null;
  const none = { not_collected: 0, level1_activated: 0, level1_approved: 0, level2_activated: 0, level2_approved: 0 };
  return {
    file, form: ids ? "ids" : "table", app, state, state_needed, title: [], as_of: null, practice: true, columns: cards,
    tables: [{ sheet: SHEET, rows: cells.slice(ids ? 0 : 1, 4).map((row) => row.map((cell, n) => (cards[n]?.dropped ? "" : cards[n]?.field === "personal_id" ? masked(cell) : cell))) }],
    people: state_needed ? 0 : people, households: people, hamlets: [...hamlets].map(([name, of]) => ({ name, households: of, people: of })),
    new: people, changed: 0, same: 0, newer: 0, counts: app === "vneid" && !ids ? counts : none,
    refused, refused_rows: refused.length, doubtful: doubts.length, again: again_rows.length, again_rows,
    undecided: doubts.length, doubts, hidden: [], flagged: [], skipped: 0,
  };
}
