import type { Colleague, Exported, HamletCard, LaneCard, SheetList, SheetsPlan, WalkSheetCard } from "$lib/api.gen";
import { handOut, inShell } from "$lib/handing";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";

/** The sheets that were printed, and the next ones to print. */
export class Printing {
  readonly sheets = new Loaded<SheetList>();
  readonly hamlets = new Loaded<HamletCard[]>();
  readonly lanes = new Loaded<LaneCard[]>();
  readonly colleagues = new Loaded<Colleague[]>();
  readonly plan = new Loaded<SheetsPlan>();
  readonly printed = new Loaded<Exported>();
  hamlet = $state<string | null>(null);
  lane = $state<string | null>(null);
  everybody = $state(false);
  member = $state<string | null>(null);

  get cards(): WalkSheetCard[] {
    return this.sheets.value?.sheets ?? [];
  }
  get lines(): number {
    return this.plan.value?.sheets.reduce((sum, sheet) => sum + sheet.lines, 0) ?? 0;
  }
  get doors(): number {
    return this.plan.value?.sheets.reduce((sum, sheet) => sum + sheet.doors, 0) ?? 0;
  }

  async load() {
    void this.sheets.load(() => session.ask("walk_sheets", {}));
    const hamlets = await this.hamlets.load(() => session.ask("hamlets", {}));
    const first = hamlets?.[0];
    if (this.hamlet === null && first !== undefined) this.turn({ hamlet: first.id });
  }

  turn(to: Partial<Pick<Printing, "hamlet" | "lane" | "everybody" | "member">>) {
    if (to.hamlet !== undefined && to.hamlet !== this.hamlet) {
      this.lane = null;
      this.member = null;
      this.lanes.clear();
      const hamlet = to.hamlet ?? "";
      void this.lanes.load(() => session.ask("lanes", { hamlet }));
      void this.colleagues.load(() => session.ask("colleagues", { hamlet }));
    }
    Object.assign(this, to);
    this.printed.clear();
    const { hamlet, lane, everybody } = this;
    if (hamlet !== null && to.member === undefined) void this.plan.load(() => session.ask("plan_walk_sheets", { hamlet, lane, everybody }));
  }

  async print() {
    const { hamlet, lane, everybody, member } = this;
    if (hamlet === null || this.printed.busy) return;
    await this.#given(() => session.ask("print_walk_sheets", { hamlet, lane, everybody, member, save: inShell }));
  }
  async again(sheet: string) {
    if (!this.printed.busy) await this.#given(() => session.ask("reprint_walk_sheet", { sheet, save: inShell }));
  }
  async #given(question: () => Promise<Exported>) {
    const file = await this.printed.load(question);
    if (file === null) return;
    handOut(file);
    await this.sheets.load(() => session.ask("walk_sheets", {}));
    void session.refresh();
  }

  /** The sheets that a text may mean: a number, or the whole code as a scanner types it. */
  found(text: string): WalkSheetCard[] {
    const wanted = text.replace(/\s/g, "").replace(/[–—_]/g, "-");
    const exact = this.cards.filter((card) => card.code === wanted);
    return exact.length > 0 ? exact : this.cards.filter((card) => String(card.number) === wanted.replace(/^0+(?=\d)/, ""));
  }
}
