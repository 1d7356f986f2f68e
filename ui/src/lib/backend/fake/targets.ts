import type { ApiError, Commands, NewTarget, MilestoneLine, NewTargetRow, TargetCard, TargetDueCard, TargetLine, TargetPage, TargetPrintCard } from "$lib/api.gen";
import { APPENDIX, appendixPage, begunColumns, keepColumns, readAppendix } from "./appendix";
import { HAMLETS } from "./village";

type Asked = "targets" | "target" | "set_target" | "set_target_row" | "set_target_due" | "set_target_print" | "withdraw" | "put_back" | "milestones" | "set_milestone" | "appendix" | "read_appendix" | "set_appendix" | "export_appendix";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };
interface Kept {
  terms: NewTarget & { id: string };
  rows: (NewTargetRow & { id: string })[];
  dues: TargetDueCard[];
  prints: { id: string; total: number; document: string }[];
}

const now = () => Math.floor(Date.now() / 1000);
const refuse = (code: ApiError["code"]): never => {
  throw { code, detail: "the made-up device says so" } satisfies ApiError;
};
const figure = (n: number) => n.toLocaleString("vi-VN", { maximumFractionDigits: 4 });
const percent = (hundredths: number) => `${(hundredths / 100).toLocaleString("vi-VN")} %`;

/** Done and asked for; one commune's are a plan's (document 004), the others are invented. */
const LEAGUE: [string, number, number][] = [
  ["TT Chư Ty (giả định)", 3402, 5103], ["Ia Dơk (giả định)", 1215, 2700], ["Ia Krêl (giả định)", 1638, 3120], ["Ia Din (giả định)", 720, 1600], ["Ia Kla (giả định)", 1240, 2480],
  ["Ia Dom", 1324, 2887], ["Ia Lang (giả định)", 480, 1500], ["Ia Kriêng (giả định)", 1012, 2300], ["Ia Pnôn (giả định)", 300, 1450], ["Ia Nan (giả định)", 455, 1900],
];
const VNEID = ["not_collected", "awaiting_approval", "level1_activated", "level1_not_activated", "level2_activated", "level2_not_activated"];
const TERMS = { reason: null, app: "vneid", minimum_age: 14, on: "2024-11-05", base: ["not_collected"], left_out: [], share: 5000, rounding: "half_up", done: ["level2_activated", "level2_not_activated"], denominator: "target" };
const ROW = { unit: null, hamlet: null, organisation: null, group: null, base: null, share: null, count: null, reason: null, name: null, position: null, done: null, as_of: null, invented: false };

const unitOf = (i: number) => String(14_923 + 3 * i);

function begun(): Kept[] {
  const appendix = APPENDIX.map(([name, base], i) => ({ ...ROW, id: `a${i}`, target: "t0", unit: unitOf(i), name, base, position: i + 1, ...(i === 0 ? { share: 6000, reason: "Thị trấn: giao 60 % theo phụ lục" } : {}), ...(name === "Cẩm Tân" ? { done: 412, as_of: now() - 7200 } : {}) }));
  const activation = APPENDIX.map(([name, , , one, , two], i) => ({ ...ROW, id: `k${i}`, target: "t2", unit: unitOf(i), name, base: one + two, position: i + 1 }));
  const league = LEAGUE.map(([name, done, count], i) => ({ ...ROW, id: `l${i}`, target: "t1", unit: String(23_857 + 3 * i), name, count, done, as_of: 1_694_797_200, position: i + 1, base: name === "Ia Dom" ? 5774 : null, invented: name !== "Ia Dom" }));
  const due = { id: "due0", milestone: "ms0", title: "Đạt 80 % chỉ tiêu", day: "2025-12-15", share: "80 %", count: null, unsent: false, may_withdraw: true };
  return [
    { terms: { ...TERMS, id: "t0", title: "Chỉ tiêu cấp tài khoản định danh mức 2 trong cao điểm" }, rows: appendix, dues: [due], prints: [{ id: "p0", total: 20_549, document: "Phụ lục kèm theo kế hoạch của xã" }] },
    { terms: { ...TERMS, id: "t1", title: "Kích hoạt tài khoản định danh điện tử", on: "2023-09-15", base: VNEID, share: null, done: ["level1_activated", "level2_activated"] }, rows: league, dues: [], prints: [] },
    { terms: { ...TERMS, id: "t2", title: "Chỉ tiêu kích hoạt (M1+M2)", base: ["level1_not_activated", "level2_not_activated"], share: 10_000, done: ["level1_activated", "level2_activated"] }, rows: activation, dues: [], prints: [{ id: "p2", total: 7018, document: "Phụ lục kèm theo kế hoạch của xã" }] },
  ];
}

/** Days from today until `day`, both included. */
function daysTo(day: string): number {
  const today = Math.floor((now() + 25_200) / 86_400);
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) - today + 1;
}

function paceOf(due: TargetDueCard, target: number, done: number): TargetLine["paces"][number] {
  const required = due.count ?? Math.ceil((target * Number.parseFloat((due.share ?? "0").replace(",", "."))) / 100);
  const [remaining, days] = [Math.max(0, required - done), daysTo(due.day)];
  if (remaining === 0) return { due: due.id, required, state: "reached", remaining, days: 0, per_day: 0 };
  return days < 1 ? { due: due.id, required, state: "overdue", remaining, days: 0, per_day: 0 } : { due: due.id, required, state: "daily", remaining, days, per_day: Math.ceil(remaining / days) };
}

const rateOf = (done: number | null, of: number | null) => (done === null || of === null || of === 0 ? null : { numerator: done, denominator: of, printed: `${((done / of) * 100).toLocaleString("vi-VN", { maximumFractionDigits: 2 })} %`, whole: done >= of });

function lineOf({ terms, dues }: Kept, row: NewTargetRow & { id: string | null }, counted: { base: number; claimed: number; confirmed: number } | null): TargetLine {
  const base = row.base ?? counted?.base ?? null;
  const share = row.count === null ? (row.share ?? terms.share) : null;
  const exact = row.count ?? (share === null || base === null ? null : (base * share) / 10_000);
  const target = exact === null ? null : terms.rounding === "up" ? Math.ceil(exact) : terms.rounding === "down" ? Math.floor(exact) : Math.floor(exact + 0.5);
  const done = row.done ?? counted?.confirmed ?? null;
  const [of, other] = terms.denominator === "base" ? [base, target] : [target, base];
  const bearer = row.unit !== null ? "unit" : row.hamlet !== null ? "hamlet" : row.organisation !== null ? "organisation" : row.group !== null ? "group" : "book";
  const left = target === null || done === null ? null : target - done;
  return {
    id: row.id, bearer, key: row.unit ?? row.hamlet ?? row.organisation ?? row.group ?? "", name: row.name, position: row.position,
    base, base_typed: row.base !== null, left_out: 0, age_unsure: 0, ineligible: 0, excused: 0, absent: 0,
    share: share === null ? null : percent(share), count: row.count, exact: exact === null ? null : figure(exact), target,
    excepted: row.share !== null || row.count !== null, reason: row.reason,
    claimed: counted?.claimed ?? null, confirmed: counted?.confirmed ?? null, official: null,
    done, says: done === null ? null : row.done === null ? "confirmed" : "typed", as_of: done === null ? null : (row.as_of ?? now()),
    rate: rateOf(done, of), other_rate: rateOf(done, other), remaining: left === null ? null : Math.max(0, left), beyond: left === null ? null : Math.max(0, -left), rank: null,
    paces: target === null || done === null ? [] : dues.map((due) => paceOf(due, target, done)),
    invented: row.invented, twice: false, unsent: row.id?.startsWith("n") ?? false, disputed: false, may_withdraw: row.id !== null && row.id !== "l0",
  };
}

/** Targets of the made-up commune. */
export function targetReplies(empty: () => boolean, role: () => string): Replies {
  let [kept, count] = [begun(), 0];
  let milestones: MilestoneLine[] = [
    { id: "ms0", title: "Đạt 80 % chỉ tiêu", day: "2025-12-15", may_withdraw: false },
    { id: "ms1", title: "Hoàn thành thu nhận hồ sơ và kích hoạt của toàn xã, báo cáo kết quả về huyện", day: "2025-12-31", may_withdraw: true },
  ];
  /** How to put back what was withdrawn. */
  const gone = new Map<string, () => void>();
  const without = <T extends { id: string }>(of: T[], id: string, put: (to: T[]) => void): boolean => {
    if (!of.some((one) => one.id === id)) return false;
    gone.set(id, () => put(of));
    put(of.filter((one) => one.id !== id));
    return true;
  };
  const milestoneReply = () => ({ milestones: [...milestones].sort((a, b) => a.day.localeCompare(b.day)), may_write: role() === "office" });
  const next = () => `n${++count}`;
  const all = () => (empty() ? kept.filter((one) => one.terms.id.startsWith("n")) : kept);
  const find = (id: string): Kept => all().find((one) => one.terms.id === id) ?? refuse("not_found");
  const card = ({ terms, rows }: Kept): TargetCard => ({ ...terms, share_text: terms.share === null ? null : percent(terms.share), rows: rows.length, by: "Thượng uý Hoàng Minh Sơn", at: now() - 86_400, unsent: terms.id.startsWith("n"), disputed: false, may_withdraw: terms.id !== "t1" });

  function linesOf(of: Kept, by: string): TargetLine[] {
    const typed = of.rows.filter((row) => by === "unit" && row.unit !== null);
    const hamlets = by !== "hamlet" ? [] : HAMLETS.map((name, i) => {
      const id = `hamlet-${i}`;
      const row = of.rows.find((one) => one.hamlet === id);
      return lineOf(of, { ...ROW, target: of.terms.id, ...row, id: row?.id ?? null, hamlet: id, name }, { base: 61 + 37 * i, claimed: 20 + 4 * i, confirmed: 14 + 3 * i });
    });
    const groups = by !== "group" ? [] : ["official", "teacher"].map((group) => {
      const row = of.rows.find((one) => one.group === group);
      return lineOf(of, { ...ROW, target: of.terms.id, ...row, id: row?.id ?? null, group }, { base: 9, claimed: 7, confirmed: 6 });
    });
    const lines = [...typed.map((row) => lineOf(of, row, null)), ...hamlets, ...groups];
    const value = ({ rate }: TargetLine) => (rate === null ? -1 : rate.numerator / rate.denominator);
    return lines.map((line) => ({ ...line, rank: line.rate === null ? null : 1 + lines.filter((other) => value(other) > value(line)).length }));
  }

  function pageOf(of: Kept, asked: string | null): TargetPage {
    const by = asked ?? (of.rows.some((row) => row.unit !== null) ? "unit" : "hamlet");
    const rows = linesOf(of, by);
    const sum = rows.reduce((to, row) => to + (row.target ?? 0), 0);
    const exact = rows.reduce((to, row) => to + (row.exact === null ? 0 : Number(row.exact.replaceAll(".", "").replace(",", "."))), 0);
    const own = of.rows.find((row) => [row.unit, row.hamlet, row.organisation, row.group].every((bearer) => bearer === null));
    const book = own === undefined || by === "unit" ? null : lineOf(of, own, { base: 480, claimed: 150, confirmed: 110 });
    const prints: TargetPrintCard[] = of.prints.map((print) => ({ ...print, explanation: print.total === sum ? "sum_of_rows" : print.total === Math.floor(exact + 0.5) ? "sum_before_rounding" : "unexplained", difference: print.total - sum, unsent: false, may_withdraw: print.id !== "p2" }));
    const adds = by === "unit" || by === "hamlet";
    const total = { sum, before_rounding: figure(exact), without: rows.filter((row) => row.target === null).length, base: rows.reduce((to, row) => to + (row.base ?? 0), 0), done: rows.reduce((to, row) => to + (row.done ?? 0), 0), parent: book?.target ?? null, spread: book?.target == null ? null : sum - book.target };
    return { card: card(of), by, rows, book, total: adds ? total : null, dues: of.dues, prints: adds ? prints : [], milestones: milestones.map(({ id, title, day }) => ({ id, title, day })), as_of: now(), base_from: null, may_write: true };
  }

  const columns = begunColumns(APPENDIX.map((_, i) => unitOf(i)), now() - 86_400);
  const asking = (base: string) => all().find((one) => one.terms.app === "vneid" && one.terms.base.join() === base);
  const appendix = (by: string) => {
    const [level2, activation] = [asking("not_collected"), asking("level1_not_activated,level2_not_activated")];
    return appendixPage(columns, level2 ? pageOf(level2, by) : null, activation ? pageOf(activation, by) : null, by, now());
  };
  const codeOf = (name: string) => all().flatMap((of) => of.rows).find((row) => row.name === name)?.unit ?? name;

  return {
    appendix: ({ by }) => appendix(by ?? (empty() ? "hamlet" : "unit")),
    read_appendix: ({ text }) => readAppendix(text, codeOf),
    set_appendix: (args) => {
      keepColumns(columns, args);
      for (const of of [asking("not_collected"), asking("level1_not_activated,level2_not_activated")])
        for (const row of args.rows)
          if (of && row.unit !== null && !of.rows.some((one) => one.unit === row.unit)) of.rows = [...of.rows, { ...ROW, id: next(), target: of.terms.id, unit: row.unit, name: row.name, base: row.columns[0] ?? null, position: of.rows.length + 1 }];
      return { ids: args.rows.map(next) };
    },
    export_appendix: ({ by }) => ({ file_name: "phu-luc-chi-tieu-2025-11-22.xlsx", path: null, bytes_base64: "", rows: appendix(by).rows.length }),
    targets: () => ({ targets: all().map(card), may_write: true, reference_date: "2025-11-01" }),
    target: ({ target, by }) => pageOf(find(target), by),
    set_target: (args) => {
      const id = args.id ?? next();
      if (args.id !== null) find(args.id).terms = { ...args, id };
      else kept = [{ terms: { ...args, id }, rows: [], dues: [], prints: [] }, ...kept];
      return { id, warning: null };
    },
    set_target_row: (args) => {
      const of = find(args.target);
      const id = args.id ?? next();
      if (of.terms.share !== null && (args.share !== null || args.count !== null) && args.reason === null) refuse("bad_input");
      of.rows = args.id === null ? [...of.rows, { ...args, id }] : of.rows.map((row) => (row.id === id ? { ...args, id } : row));
      return { id, warning: null };
    },
    set_target_due: ({ id: changed, target, milestone, share, count: number }) => {
      const of = find(target);
      const id = changed ?? next();
      of.dues = [...of.dues.filter((due) => due.id !== id), { id, milestone, title: milestones.find((one) => one.id === milestone)?.title ?? "", day: milestones.find((one) => one.id === milestone)?.day ?? "", share: share === null ? null : percent(share), count: number, unsent: true, may_withdraw: true }];
      return { id, warning: null };
    },
    set_target_print: ({ id: changed, target, total, document }) => {
      const of = find(target);
      const id = changed ?? next();
      of.prints = [{ id, total, document }, ...of.prints.filter((print) => print.id !== id)];
      return { id, warning: null };
    },
    withdraw: ({ id }) => {
      // A colleague typed the league and its first row, and one printed total.
      if (["l0", "t1", "p2"].includes(id)) refuse("not_allowed");
      const targets = kept.map((of) => ({ id: of.terms.id, of }));
      const found =
        without(targets, id, (to) => (kept = to.map(({ of }) => of))) ||
        without(milestones, id, (to) => (milestones = to)) ||
        kept.some((of) => without(of.rows, id, (to) => (of.rows = to)) || without(of.dues, id, (to) => (of.dues = to)) || without(of.prints, id, (to) => (of.prints = to)));
      if (!found) refuse("not_found");
      return {};
    },
    put_back: ({ id }) => {
      (gone.get(id) ?? (() => refuse("conflict")))();
      gone.delete(id);
      return {};
    },
    milestones: milestoneReply,
    set_milestone: ({ id: changed, title, due: day }) => {
      const id = changed ?? next();
      milestones = [...milestones.filter((one) => one.id !== id), { id, title, day, may_withdraw: milestones.find((one) => one.id === id)?.may_withdraw ?? true }];
      return milestoneReply();
    },
  };
}
