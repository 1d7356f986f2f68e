import type { Disagreement, DisagreementPage, HamletCard } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { m } from "$words";

const PAGE = 100;
/** The device gives no more at once. */
const MOST = 500;

/** What people do not agree about: the list, the row in view, and which words stand. */
export class Disagreeing {
  readonly page = new Loaded<DisagreementPage>();
  readonly hamlets = new Loaded<HamletCard[]>();
  hamlet = $state<string | null>(null);
  /** Index of the row in view. */
  at = $state(0);
  busy = $state(false);

  get items(): Disagreement[] {
    return this.page.value?.items ?? [];
  }

  /** The row in view. */
  get current(): Disagreement | null {
    return this.items[this.at] ?? null;
  }

  /** Asks anew. The row `keep` stays in view, or else whatever took its place. */
  async load(keep = this.current?.id) {
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    const limit = Math.min(MOST, Math.max(PAGE, this.items.length));
    await this.page.load(() => session.ask("disagreements", { hamlet: this.hamlet, limit, after: null }));
    const there = this.items.findIndex((item) => item.id === keep);
    this.at = there >= 0 ? there : Math.max(0, Math.min(this.at, this.items.length - 1));
  }

  /** Appends the next page, when the end comes into view. */
  async loadMore() {
    const page = this.page.value;
    if (page === null || page.next === null || this.page.busy) return;
    await this.page.load(async () => {
      const next = await session.ask("disagreements", { hamlet: this.hamlet, limit: PAGE, after: page.next });
      return { ...next, items: [...page.items, ...next.items] };
    });
  }

  /** Turns to another hamlet, or to all. */
  turn(hamlet: string | null) {
    this.hamlet = hamlet;
    this.at = 0;
    void this.load();
  }

  move(by: number) {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + by));
  }

  /** Lets the statement at `which` of the row in view stand over the others that are seen. */
  async settle(which: number) {
    const item = this.current;
    const stands = item?.heads[which];
    if (item === null || stands === undefined || this.busy || this.page.busy || !item.may_settle) return;
    this.busy = true;
    try {
      const over = item.heads.filter((head) => head !== stands).map((head) => head.id);
      const saved = await session.ask("settle", { stands: stands.id, over });
      toast.say(m.disagree_settled(), () => this.#takeBack(saved.id, item.id));
      await this.load();
      void session.refresh();
    } catch (thrown) {
      // What was seen is not so any more: show what is.
      if (asApiError(thrown).code === "conflict") await this.load();
      toast.refuse(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** Takes one's own settlement back, and shows what it was about. */
  async #takeBack(settlement: string, register: string) {
    await session.ask("retract", { delta: settlement });
    await this.load(register);
    void session.refresh();
    toast.say(m.undone(), null, 2500);
  }
}
