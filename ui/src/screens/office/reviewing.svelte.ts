import type { HamletCard, ReviewItem, ReviewPage } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { m } from "$words";

const PAGE = 500;

/** What stands for an item in lists and selections: the first of its claims. */
export function keyOf(item: ReviewItem): string {
  return item.claims[0] ?? `${item.person.id} ${item.app} ${item.level}`;
}

/** The reviewer's queue: filters, the row in view, the selection, decisions. */
export class Reviewing {
  readonly page = new Loaded<ReviewPage>();
  readonly hamlets = new Loaded<HamletCard[]>();
  state = $state<"waiting" | "confirmed" | "returned">("waiting");
  hamlet = $state<string | null>(null);
  volunteer = $state<string | null>(null);
  app = $state<string | null>(null);
  /** Index of the row in view. */
  at = $state(0);
  selected = $state.raw<ReadonlySet<string>>(new Set());
  busy = $state(false);

  get items(): ReviewItem[] {
    return this.page.value?.items ?? [];
  }

  /** The row in view. */
  get current(): ReviewItem | null {
    return this.items[this.at] ?? null;
  }

  /** What a decision is about: the selection, or else the row in view. */
  get chosen(): ReviewItem[] {
    if (this.selected.size > 0) return this.items.filter((item) => this.selected.has(keyOf(item)));
    return this.current === null ? [] : [this.current];
  }

  async load() {
    const { hamlet, volunteer, app, state } = this;
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    await this.page.load(() => session.ask("review_list", { hamlet, volunteer, app, state, offset: 0, limit: PAGE }));
    this.at = Math.max(0, Math.min(this.at, this.items.length - 1));
    const there = new Set(this.items.map(keyOf));
    this.selected = new Set([...this.selected].filter((key) => there.has(key)));
  }

  /** Appends the next page, when the end comes into view. */
  async loadMore() {
    const page = this.page.value;
    if (page === null || this.page.busy || page.items.length >= page.total) return;
    const { hamlet, volunteer, app, state } = this;
    await this.page.load(async () => {
      const next = await session.ask("review_list", { hamlet, volunteer, app, state, offset: page.items.length, limit: PAGE });
      return { ...next, items: [...page.items, ...next.items] };
    });
  }

  /** Turns to other filters. */
  turn(to: Partial<Pick<Reviewing, "state" | "hamlet" | "volunteer" | "app">>) {
    Object.assign(this, to);
    this.at = 0;
    this.selected = new Set();
    void this.load();
  }

  move(by: number) {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + by));
  }

  toggle(item: ReviewItem) {
    const next = new Set(this.selected);
    if (!next.delete(keyOf(item))) next.add(keyOf(item));
    this.selected = next;
  }

  toggleAll() {
    this.selected = this.selected.size === this.items.length ? new Set() : new Set(this.items.map(keyOf));
  }

  /** Decides what is chosen, in one delta. Gives whether it was saved. */
  async decide(decision: "confirmed" | "returned", reason: string | null = null): Promise<boolean> {
    const chosen = this.chosen;
    if (chosen.length === 0 || this.busy || this.state !== "waiting") return false;
    this.busy = true;
    try {
      const saved = await session.ask("review", { claims: chosen.flatMap((item) => item.claims), decision, reason });
      const said = decision === "confirmed" ? m.review_saved_confirmed({ count: saved.claims }) : m.review_saved_returned({ count: saved.claims });
      toast.say(said, () => this.takeBack(saved.id));
      this.selected = new Set();
      await this.load();
      void session.refresh();
      return true;
    } catch (thrown) {
      toast.refuse(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Takes one's own decision back. */
  async takeBack(decision: string) {
    await session.ask("retract", { delta: decision });
    await this.load();
    toast.say(m.undone(), null, 2500);
  }
}
