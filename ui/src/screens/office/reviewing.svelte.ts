import type { HamletCard, RecentReview, ReviewItem, ReviewPage } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { figure } from "$lib/words/format";
import { m } from "$words";
import { nearest } from "./proposal";

const PAGE = 100;

/** What stands for an item in lists and selections: the first of its claims. */
export function keyOf(item: ReviewItem): string {
  return item.claims[0] ?? `${item.person.id} ${item.app} ${item.level}`;
}

/** The parts of the desk, in the order of their buttons and keys. */
const PARTS = ["waiting", "residency", "proposals", "questions", "confirmed", "returned", "recent"] as const;
export type Part = (typeof PARTS)[number];
/** The parts without a queue of claims: read by their place. */
const BY_PLACE: Part[] = ["residency", "proposals", "questions"];

/** The reviewer's queue: filters, the row in view, the selection, decisions. */
export class Reviewing {
  readonly page = new Loaded<ReviewPage>();
  readonly hamlets = new Loaded<HamletCard[]>();
  readonly recent = new Loaded<RecentReview[]>();
  state = $state<Part>("waiting");
  /** Only what has waited longer than three days. */
  tooOld = $state(false);
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

  /** The parts that this member has work in: what is proposed, the police decide. */
  get parts(): Part[] {
    return PARTS.filter((part) => part !== "proposals" || session.status?.member?.role === "police");
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

  /** Whether what is shown is still to be decided. */
  get open(): boolean {
    return this.state === "waiting" || BY_PLACE.includes(this.state);
  }

  #ask(after: string | null, offset = 0) {
    const { hamlet, volunteer, app } = this;
    // What was just decided stands beside the queue, whose length stays in view.
    const state = this.state === "recent" ? "waiting" : this.state;
    return session.ask("review_list", { hamlet, volunteer, app, state, too_old: this.tooOld, after, offset, limit: PAGE });
  }

  async load() {
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    if (this.state === "recent") await this.recent.load(() => session.ask("review_recent", {}));
    await this.page.load(() => this.#ask(null));
    this.at = Math.max(0, Math.min(this.at, this.items.length - 1));
    const there = new Set(this.items.map(keyOf));
    this.selected = new Set([...this.selected].filter((key) => there.has(key)));
  }

  /** Appends the next page, when the end comes into view. */
  async loadMore() {
    const page = this.page.value;
    if (page === null || this.page.busy || this.state === "recent") return;
    const byPlace = page.next !== null;
    if (!byPlace && (!BY_PLACE.includes(this.state) || page.items.length % PAGE !== 0 || page.items.length === 0)) return;
    await this.page.load(async () => {
      const next = await this.#ask(page.next, byPlace ? 0 : page.items.length);
      return { ...next, items: [...page.items, ...next.items] };
    });
  }

  /** Turns to other filters. */
  turn(to: Partial<Pick<Reviewing, "state" | "hamlet" | "volunteer" | "app" | "tooOld">>) {
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

  /** Whether somebody has to say why before what is chosen can be accepted. */
  get lacksReason(): boolean {
    return this.state === "proposals" && this.chosen.some((item) => nearest(item.stage) === null);
  }

  /**
   * Decides what is chosen, in one delta, and gives whether it was saved. What was taken back after a confirmation
   * has its own words; `ineligible` is why a proposal is accepted.
   */
  async decide(decision: "confirmed" | "returned", quick: string | null = null, reason: string | null = null, ineligible: string | null = null): Promise<boolean> {
    const chosen = this.chosen;
    if (chosen.length === 0 || this.busy || !this.open) return false;
    this.busy = true;
    try {
      const asked = this.state === "questions";
      const key = asked ? (decision === "confirmed" ? "kept" : (quick ?? "withdrawn")) : quick;
      const saved = await session.ask("review", { claims: chosen.flatMap((item) => item.claims), decision, ineligible, quick: key, reason });
      const confirmed = decision === "confirmed";
      const count = { count: saved.claims };
      const proposed = this.state === "proposals";
      const said = proposed ? (confirmed ? m.proposal_saved_accepted({ count: figure(chosen.length) }) : m.proposal_saved_refused({ count: figure(chosen.length) })) : asked ? (confirmed ? m.review_kept() : m.review_dropped()) : confirmed ? m.review_saved_confirmed(count) : m.review_saved_returned(count);
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

  /** Takes one's own decision back, on all of its claims or on these. */
  async takeBack(decision: string, claims: string[] | null = null) {
    await session.ask("undo_review", { decision, claims });
    await this.load();
    toast.say(m.undone(), null, 2500);
  }
}
