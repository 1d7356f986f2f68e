import type { ExportLog, HamletCard, ListCard, ListCards, ListPage } from "$lib/api.gen";
import { inShell } from "$lib/handing";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { Writing } from "./writing.svelte";

/** As many rows as a preview shows, and lines as the log shows at once. */
const ROWS = 30;
const LINES = 100;

/** The log stands below the lists, as one more place to look. */
export const LOG = "log";

/** The lists that go out: of which hamlet, which one is looked at, and what has left. */
export class Outgoing {
  readonly hamlets = new Loaded<HamletCard[]>();
  readonly cards = new Loaded<ListCards>();
  readonly page = new Loaded<ListPage>();
  readonly log = new Loaded<ExportLog>();
  readonly writing = new Writing();
  hamlet = $state<string | null>(null);
  /** A list's name, or {@link LOG}. */
  chosen = $state("confirmation");

  get card(): ListCard | null {
    return this.cards.value?.cards.find((card) => card.list === this.chosen) ?? null;
  }

  /** Every place to look at, in order. */
  get places(): string[] {
    return [...(this.cards.value?.cards ?? []).map((card) => card.list), LOG];
  }

  async load() {
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    const cards = await this.cards.load(() => session.ask("lists", { hamlet: this.hamlet }));
    if (cards !== null) await this.look();
  }

  /** Reads what is looked at. */
  async look() {
    const { chosen: list, hamlet } = this;
    if (list === LOG) await this.log.load(() => session.ask("exports", { offset: 0, limit: LINES }));
    else await this.page.load(() => session.ask("list_preview", { list, hamlet, limit: ROWS }));
  }

  choose(list: string) {
    if (list === this.chosen) return;
    this.chosen = list;
    this.page.clear();
    this.writing.written.clear();
    void this.look();
  }

  move(by: number) {
    const { places } = this;
    const next = places[Math.max(0, Math.min(places.length - 1, places.indexOf(this.chosen) + by))];
    if (next !== undefined) this.choose(next);
  }

  turn(hamlet: string | null) {
    this.hamlet = hamlet;
    this.writing.written.clear();
    void this.load();
  }

  /** Writes the list in view, hands it out, and reads again who exported last. */
  async write(format: string) {
    if (this.card === null) return;
    const { chosen: list, hamlet } = this;
    const done = await this.writing.write(format, () => session.ask("export_list", { list, hamlet, format, save: inShell }));
    if (done) await this.cards.load(() => session.ask("lists", { hamlet: this.hamlet }));
  }
}
