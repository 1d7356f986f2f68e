import type { HeldItem, HeldPage } from "$lib/api.gen";
import { startSync } from "$lib/state/job.svelte";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast, UNDO_MS } from "$lib/state/toast.svelte";
import { m } from "$words";
import { kept } from "../kept";
import { unableWord } from "./words";

const PAGE = 100;

type Decision = "admit" | "reject" | "reassign";

/** Where something is said again. */
export interface Instead {
  id: string;
  name: string;
}

/** A decision that has not been sent: until then it can be taken back, and the server knows nothing of it. */
interface Pending {
  ids: string[];
  decision: Decision;
  words: string | null;
  to: string | null;
  /** Whose decision it is. */
  member: number;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * What the server holds, page by page, the selection, and decisions. The server's word is final, so a decision waits
 * a few seconds in this window before it is sent; whatever is not sent is held as before.
 */
export class Holding {
  readonly page = new Loaded<HeldPage>();
  reason = $state<string | null>(null);
  /** Index of the row in view. */
  at = $state(0);
  selected = $state.raw<ReadonlySet<string>>(new Set());
  /** What was decided here and is not answered for yet. */
  #decided = $state.raw<ReadonlySet<string>>(new Set());
  #pending: Pending | null = null;
  /** Another reason was asked for and is not here yet: what is still in sight is nothing to decide on. */
  turning = $state(false);

  get items(): HeldItem[] {
    return (this.page.value?.items ?? []).filter((item) => !this.#decided.has(item.id));
  }

  /** How many wait, without those that were just decided. */
  get total(): number {
    return Math.max(0, (this.page.value?.total ?? 0) - this.#decided.size);
  }

  /** The row in view. */
  get current(): HeldItem | null {
    return this.items[this.at] ?? null;
  }

  /** What a decision is about: the selection, or else the row in view. */
  get chosen(): HeldItem[] {
    if (this.turning || this.page.error !== null) return [];
    if (this.selected.size > 0) return this.items.filter((item) => this.selected.has(item.id));
    return this.current === null ? [] : [this.current];
  }

  #filter(after: string | null = null, limit = PAGE) {
    return { reason: this.reason, after, limit };
  }

  async load() {
    let before: HeldItem[] = [];
    const page = await this.page.load(async () => {
      const now = await session.ask("held", this.#filter());
      if (!this.turning) before = this.items;
      return now;
    });
    if (page === null) return;
    this.turning = false;
    this.#settle(before);
  }

  /** Appends the next page, when the end comes into view. */
  async loadMore() {
    const page = this.page.value;
    if (page === null || page.next === null || this.page.busy) return;
    await this.page.load(async () => {
      const next = await session.ask("held", this.#filter(page.next));
      return { ...next, items: [...page.items, ...next.items] };
    });
  }

  /** Turns to another reason, or to all. */
  turn(reason: string | null) {
    this.reason = reason;
    this.at = 0;
    this.selected = new Set();
    this.turning = true;
    void this.load();
  }

  move(by: number) {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + by));
  }

  toggle(item: HeldItem) {
    const next = new Set(this.selected);
    if (!next.delete(item.id)) next.add(item.id);
    this.selected = next;
  }

  toggleAll() {
    this.selected = this.selected.size === this.items.length ? new Set() : new Set(this.items.map((item) => item.id));
  }

  /**
   * Decides what is chosen, or `of`, which a dialog was opened for; it goes out after a few seconds, or with the next
   * decision.
   */
  decide(decision: Decision, { words = null, instead = null, of = this.chosen }: { words?: string | null; instead?: Instead | null; of?: HeldItem[] } = {}) {
    const ids = of.map((item) => item.id);
    if (ids.length === 0) return;
    void this.flush();
    const member = session.status?.number ?? 0;
    this.#pending = { ids, decision, words, to: instead?.id ?? null, member, timer: setTimeout(() => void this.flush(), UNDO_MS) };
    this.selected = new Set();
    const before = this.items;
    this.#decided = new Set([...this.#decided, ...ids]);
    this.#settle(before);
    const count = { count: ids.length };
    const said = instead !== null ? m.held_reassigning({ name: instead.name }) : decision === "admit" ? m.held_admitting(count) : m.held_rejecting(count);
    toast.say(said, () => this.#takeBack());
  }

  /** Sends what waits to be sent. Somebody else's turn has come: then it is nobody's to send, and stays held. */
  async flush() {
    const pending = this.#pending;
    if (pending === null) return;
    this.#pending = null;
    clearTimeout(pending.timer);
    const { ids, decision, words, to, member } = pending;
    const { reason } = this;
    if (session.status?.state !== "open" || session.status.number !== member) {
      this.#shown(ids);
      return;
    }
    try {
      const page = await session.ask("decide_held", { ids, decision, words, to, filter: this.#filter() });
      const before = this.items;
      // Somebody who turned to another reason meanwhile waits for that one.
      if (this.turning || this.reason !== reason) await this.load();
      else await this.page.load(() => Promise.resolve(this.#withTail(page)));
      this.#shown(ids, before);
      this.#tell(page);
      // What counts now comes down, and is everybody's.
      void startSync(true);
    } catch (thrown) {
      this.#shown(ids);
      toast.refuse(thrown);
    }
  }

  /** The server's first page, and after it what had been loaded beyond it, without what is no longer held. */
  #withTail(page: HeldPage): HeldPage {
    const loaded = this.page.value;
    const last = page.items.at(-1)?.id;
    const end = loaded?.items.findIndex((item) => item.id === last) ?? -1;
    if (loaded === null || page.next === null || end < 0) return page;
    const gone = new Set(page.decided.filter((one) => one.became !== "held" && (one.became !== "unable" || one.why === "not_held")).map((one) => one.id));
    const tail = loaded.items.slice(end + 1).filter((item) => !gone.has(item.id));
    return tail.length === 0 ? page : { ...page, items: [...page.items, ...tail], next: loaded.next };
  }

  /** From now on the list says of these what the server says; `before` is what was in sight until now. */
  #shown(ids: string[], before = this.items) {
    this.#decided = new Set([...this.#decided].filter((id) => !ids.includes(id)));
    this.#settle(before);
  }

  /** What did not go as it was meant is said; the rest is gone from the list. */
  #tell(page: HeldPage) {
    const unable = page.decided.filter((one) => one.became === "unable");
    const still = page.decided.filter((one) => one.became === "held");
    const done = page.decided.length - unable.length - still.length;
    const first = unable[0];
    // The decision after it may wait still, and keeps its way back.
    const back = this.#pending === null ? null : () => this.#takeBack();
    if (first !== undefined) toast.say(m.held_unable({ count: unable.length, why: unableWord(first.why) }), back);
    else if (still.length > 0) toast.say(m.held_still({ count: still.length }), back);
    else if (this.#pending === null) toast.say(m.held_done({ count: done }), null, 2500);
  }

  async #takeBack() {
    const pending = this.#pending;
    if (pending === null) return;
    clearTimeout(pending.timer);
    this.#pending = null;
    this.#shown(pending.ids);
    const there = this.items.findIndex((item) => item.id === pending.ids[0]);
    if (there >= 0) this.at = there;
    toast.say(m.undone(), null, 2500);
  }

  /** Keeps the row in view, or the next that is there, and the selection within what is there. */
  #settle(before: HeldItem[]) {
    this.at = kept(before, this.at, this.items, (item) => item.id);
    const there = new Set(this.items.map((item) => item.id));
    this.selected = new Set([...this.selected].filter((id) => there.has(id)));
  }
}
