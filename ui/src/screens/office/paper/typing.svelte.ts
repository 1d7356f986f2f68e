import type { SheetLine, SheetPage, SheetTyped } from "$lib/api.gen";
import { draft, type Kept, keptText } from "$lib/state/drafts.svelte";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { readDay } from "$lib/words/format";
import { differs, isEmpty, isOpen, keptLine, keyOf, type Line, same, toSend, typedLine } from "./line";

/** A sheet that is half typed: it outlives the program. */
export class SheetDraft implements Kept {
  walker = $state("");
  member = $state<string | null>(null);
  /** yyyy-mm-dd; empty for today. */
  day = $state("");
  lines = $state.raw<Record<number, Line>>({});

  toKeep(): object | null {
    const { walker, member, day, lines } = this;
    return Object.keys(lines).length === 0 ? null : { walker, member, day, lines };
  }
  goOn({ walker, member, day, lines }: Record<string, unknown>) {
    this.walker = keptText(walker);
    this.member = keptText(member) || null;
    this.day = keptText(day);
    const kept = Object.entries(typeof lines === "object" && lines !== null ? lines : {});
    this.lines = Object.fromEntries(kept.flatMap(([number, line]) => { const one = keptLine(line); return one === null ? [] : [[Number(number), one]]; }));
  }
}

/** One sheet being typed in: where the hand is, what it has typed, what came of saving it. */
export class Typing {
  readonly page = new Loaded<SheetPage>();
  readonly saved = new Loaded<SheetTyped>();
  readonly draft: SheetDraft;
  /** The line in view, from 0. */
  at = $state(0);
  /** The day's field holds what is no day that this sheet can have been out on; nothing is saved until it does. */
  dayWrong = $state(false);

  constructor(readonly sheet: string) {
    this.draft = draft(`paper:${sheet}`, () => new SheetDraft());
  }

  get lines(): SheetLine[] {
    return this.page.value?.lines ?? [];
  }
  get current(): SheetLine | undefined {
    return this.lines[this.at];
  }
  get day(): string {
    return this.draft.day || (this.page.value?.today ?? "");
  }
  get columns() {
    return this.page.value?.columns ?? [];
  }

  /** The day of the walk as typed: dd/mm, or dd/mm/yyyy. */
  writeDay(text: string) {
    const page = this.page.value;
    if (page === null) return;
    const day = text.trim() === "" ? page.today : readDay(text, page.today.slice(0, 4));
    this.dayWrong = day === null || day < page.first_day || day > page.today;
    if (!this.dayWrong) this.draft.day = day ?? "";
  }

  async load() {
    const page = await this.page.load(() => session.ask("walk_sheet", { sheet: this.sheet }));
    if (page === null) return;
    if (this.draft.walker === "") {
      this.draft.walker = page.card.walker ?? "";
      this.draft.member = page.card.member;
    }
    // A day of an evening that this sheet cannot have been out on.
    if (this.draft.day !== "" && (this.draft.day < page.first_day || this.draft.day > page.today)) this.draft.day = "";
    const first = page.lines.findIndex((line) => line.name !== "" && isEmpty(this.value(line)));
    this.at = Math.max(0, first);
  }

  value(line: SheetLine): Line {
    return this.draft.lines[line.line] ?? typedLine(line);
  }
  /** Typed here and not saved. */
  isChanged(line: SheetLine): boolean {
    const now = this.draft.lines[line.line];
    return now !== undefined && !same(now, typedLine(line));
  }
  get changed(): SheetLine[] {
    return this.lines.filter((line) => line.name !== "" && this.isChanged(line));
  }
  /** Boxes are ticked, and nobody agreed to have that written down. */
  lacksConsent(line: SheetLine): boolean {
    const { marks, consent } = this.value(line);
    return marks.length > 0 && consent !== "agreed" && !(consent === null && (line.notice === "agreed" || line.notice === "by_guardian"));
  }
  /** A phone said something else of a box that is ticked. */
  differs(line: SheetLine): boolean {
    const { marks } = this.value(line);
    const before = typedLine(line).marks;
    return this.columns.some((column, c) => marks.includes(keyOf(column)) && !before.includes(keyOf(column)) && differs(line.cells[c], column));
  }

  /** Who walked and when is known. */
  get isReady(): boolean {
    return this.draft.walker.trim() !== "" && !this.dayWrong;
  }

  move(by: number) {
    this.at = Math.max(0, Math.min(this.lines.length - 1, this.at + by));
  }
  change(line: SheetLine | undefined, change: Partial<Line>) {
    if (line === undefined || line.name === "") return;
    this.draft.lines = { ...this.draft.lines, [line.line]: { ...this.value(line), ...change } };
  }
  /** Ticks a box or takes the tick away. */
  tick(line: SheetLine | undefined, at: number) {
    const column = this.columns[at];
    if (line === undefined || column === undefined) return;
    const { marks } = this.value(line);
    const key = keyOf(column);
    if (marks.includes(key)) this.change(line, { marks: marks.filter((mark) => mark !== key) });
    else if (isOpen(line.cells[at])) this.change(line, { marks: [...marks, key] });
  }
  happened(line: SheetLine | undefined, outcome: string) {
    if (line !== undefined) this.change(line, { outcome: this.value(line).outcome === outcome ? null : outcome });
  }
  agree(line: SheetLine | undefined, consent: string) {
    if (line !== undefined) this.change(line, { consent: this.value(line).consent === consent ? null : consent });
  }
  empty(line: SheetLine | undefined) {
    this.change(line, { outcome: null, back: "", consent: null, marks: [] });
  }

  /** Takes in what is new. What was not taken in stays typed, to be put right. */
  async save(over = false) {
    const { draft, day, columns } = this;
    const lines = this.changed;
    if (lines.length === 0 || !this.isReady || this.saved.busy) return;
    const typed = lines.map((line) => toSend(line.line, this.value(line), columns, day));
    const reply = await this.saved.load(() => session.ask("type_walk_sheet", { sheet: this.sheet, walker: draft.walker.trim(), member: draft.member, day, lines: typed, over }));
    if (reply === null) return;
    const left = new Set(reply.left.map((one) => one.line));
    draft.lines = Object.fromEntries(Object.entries(draft.lines).filter(([number]) => left.has(Number(number))));
    this.page.value = reply.page;
    void session.refresh();
  }
  /** Gives up the ticks that a phone contradicts. */
  keepPhones() {
    const lines = { ...this.draft.lines };
    for (const one of this.saved.value?.left ?? []) {
      const kept = lines[one.line];
      if (one.reason !== "differs" || kept === undefined) continue;
      const mark = one.mark === null ? null : keyOf(one.mark);
      lines[one.line] = mark === null ? { ...kept, consent: null } : { ...kept, marks: kept.marks.filter((each) => each !== mark) };
    }
    this.draft.lines = lines;
    this.saved.clear();
  }
}
