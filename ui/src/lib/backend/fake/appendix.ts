import type { AppendixLine, AppendixPage, AppendixRead, AppendixRow, NewAppendix, TableFault, TargetLine, TargetPage } from "$lib/api.gen";

/** The appendix of a district's plan (document 002): units with their five columns. */
export const APPENDIX: [string, number, number, number, number, number][] = [
  ["TT Phong Sơn", 7125, 2689, 83, 5802, 1116], ["Cẩm Thành", 1976, 464, 81, 2989, 682], ["Cẩm Quý", 2790, 1750, 100, 2266, 324], ["Cẩm Lương", 1060, 421, 35, 938, 97],
  ["Cẩm Thạch", 2009, 1450, 143, 1773, 213], ["Cẩm Liên", 958, 447, 10, 2108, 130], ["Cẩm Giang", 1590, 684, 97, 1608, 203], ["Cẩm Bình", 4089, 1668, 83, 2875, 459],
  ["Cẩm Tú", 2180, 1361, 100, 2012, 150], ["Cẩm Châu", 1892, 513, 59, 1672, 243], ["Cẩm Tâm", 1400, 613, 49, 1186, 194], ["Cẩm Ngọc", 2494, 814, 162, 2554, 399],
  ["Cẩm Long", 2214, 1372, 158, 1190, 266], ["Cẩm Yên", 1168, 237, 30, 1641, 173], ["Cẩm Tân", 2073, 881, 84, 2412, 306], ["Cẩm Phú", 1938, 1565, 97, 1440, 183], ["Cẩm Vân", 2717, 1878, 213, 1563, 296],
];
const COLUMNS = [0, 1, 2, 3, 4];

/** What somebody answers for, by a unit's code. */
export type Columns = Map<string, { counts: (number | null)[]; owner: string; as_of: number }>;

/** The appendix as the plan has it. */
export function begunColumns(codes: string[], as_of: number): Columns {
  return new Map(APPENDIX.map(([, ...counts], i) => [codes[i]!, { counts, owner: "Công an huyện Cẩm Thủy", as_of }]));
}

/** The page of two targets' tables beside one another. */
export function appendixPage(columns: Columns, level2: TargetPage | null, activation: TargetPage | null, by: string, as_of: number): AppendixPage {
  const line = (of: TargetPage | null, key: string): TargetLine | undefined => of?.rows.find((row) => row.key === key);
  const asked = (row: TargetLine | undefined) => (row?.excepted ? (row.share ?? String(row.count)) : null);
  const first = (level2 ?? activation)?.rows ?? [];
  const rows = first.map((row): AppendixRow => {
    const [kept, one, two] = [columns.get(row.key), line(level2, row.key), line(activation, row.key)];
    const cells = COLUMNS.map((at) => (kept ? { count: kept.counts[at] ?? null, owner: kept.owner, as_of: kept.as_of } : { count: by === "hamlet" ? 7 + 5 * at : null, owner: null, as_of: null }));
    return {
      bearer: row.bearer, key: row.key, name: row.name, position: row.position, cells, invented: row.invented,
      level2: one?.target ?? null, level2_excepted: asked(one), level2_reason: one?.reason ?? null,
      activation: two?.target ?? null, activation_excepted: asked(two), activation_reason: two?.reason ?? null,
    };
  });
  const half = (of: TargetPage | null) => of && { id: of.card.id, title: of.card.title, sum: of.total?.sum ?? 0, without: of.total?.without ?? 0, printed: of.prints[0] ?? null };
  const total = COLUMNS.map((at) => ({ sum: rows.reduce((sum, row) => sum + (row.cells[at]?.count ?? 0), 0), without: rows.filter((row) => row.cells[at]?.count == null).length }));
  return { by, on: level2?.card.on ?? "2025-11-01", level2: half(level2), activation: half(activation), rows, total, as_of };
}

/** A pasted appendix, read as the device reads it, without its finer points. */
export function readAppendix(text: string, unitOf: (name: string) => string): AppendixRead {
  const number = (cell: string) => (/^\d{1,3}(\.?\d{3})*$/.test(cell) ? Number(cell.replaceAll(".", "")) : null);
  const [lines, faults]: [AppendixLine[], TableFault[]] = [[], []];
  let total: AppendixLine | null = null;
  text.split("\n").forEach((row, at) => {
    const cells = row.split("\t").map((cell) => cell.trim());
    const sum = /^tổng/i.test(cells[0] ?? "");
    const [name = "", numbers] = [sum ? cells[0] : cells[1], cells.slice(2, 9)];
    if (name === "" || numbers.every((cell) => number(cell) === null)) return;
    numbers.forEach((cell, i) => {
      if (cell !== "" && number(cell) === null) faults.push({ line: at + 1, column: "CDEFGHI"[i]!, text: cell, reason: "not_a_number" });
    });
    const [a = null, b = null, c = null, d = null, e = null, level2 = null, activation = null] = numbers.map(number);
    const ours = sum || a === null ? null : Math.floor(a * 0.5 + 0.5);
    const line: AppendixLine = { line: at + 1, unit: unitOf(name), hamlet: null, name, columns: [a, b, c, d, e], level2, level2_ours: ours, activation, activation_ours: c === null || e === null ? null : c + e };
    if (sum) total = line;
    else lines.push(line);
  });
  return { rows: lines, total, faults };
}

/** Keeps what was pasted. */
export function keepColumns(columns: Columns, args: NewAppendix) {
  for (const row of args.rows) columns.set(row.unit ?? row.hamlet ?? "", { counts: row.columns, owner: args.owner, as_of: args.as_of });
}
