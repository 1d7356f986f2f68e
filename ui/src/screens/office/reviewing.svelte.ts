import type { HamletCard, RecentReview, ReviewItem, ReviewPage } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { figure } from "$lib/words/format";
import { m } from "$words";
import { kept } from "./kept";
import { nearest } from "./proposal";

const PAGE = 100;
/** The device gives no more at once. */
const MOST = 500;

/** What stands for an item in lists and selections: the first of its claims. */
export function keyOf(item: ReviewItem): string {
  return item.claims[0] ?? `${item.person.id} ${item.app} ${item.level}`;
}

/** The parts of the desk, in the order of their buttons and keys. */
const PARTS = ["waiting", "residency", "proposals", "questions", "confirmed", "returned", "recent"] as const;
export type Part = (typeof PARTS)[number];
/** The parts without a queue of claims: read by their place. */
const BY_PLACE: Part[] = ["residency", "proposals", "questions"];

/** What goes with a decision, and what it is about if not what is chosen now. */
interface Words {
  quick?: string | null;
  reason?: string | null;
  ineligible?: string | null;
  of?: ReviewItem[];
}

/** Whether more may follow: a queue of claims says so, the others end with a page that is not full. */
function goesOn(page: ReviewPage, part: Part, limit: number): boolean {
  if (page.next !== null) return true;
  return BY_PLACE.includes(part) && page.items.length > 0 && page.items.length % limit === 0;
}

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
  /** Another part or filter was asked for and is not here yet: what is still in sight is nothing to decide on. */
  turning = $state(false);

  /** What was decided a moment ago and the list does not know of yet: it is out of sight at once. */
  #gone = $state.raw<ReadonlySet<string>>(new Set());

  get items(): ReviewItem[] {
    const items = this.page.value?.items ?? [];
    return this.#gone.size === 0 ? items : items.filter((item) => !this.#gone.has(keyOf(item)));
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
    if (this.turning || this.page.error !== null) return [];
    if (this.selected.size > 0) return this.items.filter((item) => this.selected.has(keyOf(item)));
    return this.current === null ? [] : [this.current];
  }

  /** Whether what is shown is still to be decided. */
  get open(): boolean {
    return this.state === "waiting" || BY_PLACE.includes(this.state);
  }

  #ask(after: string | null, offset: number, limit: number) {
    const { hamlet, volunteer, app } = this;
    // What was just decided stands beside the queue, whose length stays in view.
    const state = this.state === "recent" ? "waiting" : this.state;
    return session.ask("review_list", { hamlet, volunteer, app, state, too_old: this.tooOld, after, offset, limit });
  }

  /** As many rows as `wanted`, or all there are. */
  async #rows(wanted: number): Promise<ReviewPage> {
    let page = await this.#ask(null, 0, Math.min(MOST, wanted));
    while (page.items.length < wanted && goesOn(page, this.state, Math.min(MOST, wanted))) {
      const next = await this.#ask(page.next, page.next === null ? page.items.length : 0, MOST);
      if (next.items.length === 0) break;
      page = { ...next, items: [...page.items, ...next.items] };
    }
    return page;
  }

  /**
   * Asks anew for as many rows as are shown, in whole pages. The row in view stays, or else the next one that is still there; `show`
   * brings the row with this claim into view instead.
   */
  async load(show: string | null = null) {
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    if (this.state === "recent") await this.recent.load(() => session.ask("review_recent", {}));
    let [before, at]: [ReviewItem[], number] = [[], 0];
    const page = await this.page.load(async () => {
      const now = await this.#rows(this.turning ? PAGE : Math.max(1, Math.ceil(this.items.length / PAGE)) * PAGE);
      // Read as late as can be: whoever moves on while this is asked for has moved on.
      if (!this.turning) [before, at] = [this.items, this.at];
      return now;
    });
    // A later question brings its own answer.
    if (page === null) return;
    this.turning = false;
    this.#gone = new Set();
    const shown = show === null ? -1 : page.items.findIndex((item) => item.claims.includes(show));
    this.at = shown >= 0 ? shown : kept(before, at, page.items, keyOf);
    const there = new Set(page.items.map(keyOf));
    this.selected = new Set([...this.selected].filter((key) => there.has(key)));
  }

  /** Appends the next page, when the end comes into view. */
  async loadMore() {
    const page = this.page.value;
    if (page === null || this.page.busy || this.state === "recent" || !goesOn(page, this.state, PAGE)) return;
    await this.page.load(async () => {
      const next = await this.#ask(page.next, page.next === null ? page.items.length : 0, PAGE);
      return { ...next, items: [...page.items, ...next.items] };
    });
  }

  /** Turns to other filters. */
  turn(to: Partial<Pick<Reviewing, "state" | "hamlet" | "volunteer" | "app" | "tooOld">>) {
    Object.assign(this, to);
    this.at = 0;
    this.selected = new Set();
    this.turning = true;
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
   * Decides what is chosen, or `of`, which a dialog was opened for, in one delta, and gives whether it was saved. What
   * was taken back after a confirmation has its own words; `ineligible` is why a proposal is accepted.
   */
  async decide(decision: "confirmed" | "returned", { quick = null, reason = null, ineligible = null, of = this.chosen }: Words = {}): Promise<boolean> {
    if (of.length === 0 || this.busy || !this.open) return false;
    this.busy = true;
    const before = this.items;
    this.#gone = new Set(of.map(keyOf));
    this.at = kept(before, this.at, this.items, keyOf);
    try {
      const asked = this.state === "questions";
      const key = asked ? (decision === "confirmed" ? "kept" : (quick ?? "withdrawn")) : quick;
      const saved = await session.ask("review", { claims: of.flatMap((item) => item.claims), decision, ineligible, quick: key, reason });
      toast.say(this.#said(decision, of.length, saved.claims), () => this.takeBack(saved.id, null, of[0]?.claims[0]));
      this.selected = new Set();
      await this.load();
      void session.refresh();
      return true;
    } catch (thrown) {
      this.#gone = new Set();
      this.at = Math.max(0, this.items.findIndex((item) => of.includes(item)));
      toast.refuse(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What is said of a decision that was saved. */
  #said(decision: "confirmed" | "returned", items: number, claims: number): string {
    const confirmed = decision === "confirmed";
    if (this.state === "proposals") return (confirmed ? m.proposal_saved_accepted : m.proposal_saved_refused)({ count: figure(items) });
    if (this.state === "questions") return confirmed ? m.review_kept() : m.review_dropped();
    return (confirmed ? m.review_saved_confirmed : m.review_saved_returned)({ count: claims });
  }

  /** Takes one's own decision back, on all of its claims or on these, and shows the claim `show` again. */
  async takeBack(decision: string, claims: string[] | null = null, show: string | null = null) {
    await session.ask("undo_review", { decision, claims });
    await this.load(show);
    toast.say(m.undone(), null, 2500);
  }
}
