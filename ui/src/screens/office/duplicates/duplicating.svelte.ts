import type { Duplicate, DuplicatePage, HamletCard } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { m } from "$words";

const PAGE = 100;

/** Which pairs are shown. */
export type PairState = "open" | "same" | "different";

/** A pair's name in lists. */
export const pairId = (pair: Duplicate): string => [pair.gives_way.id, pair.stays.id].sort().join(" ");

/** People whom the roll may have twice: the pairs, the one in view, and what is decided. */
export class Duplicating {
  readonly page = new Loaded<DuplicatePage>();
  readonly hamlets = new Loaded<HamletCard[]>();
  hamlet = $state<string | null>(null);
  state = $state<PairState>("open");
  /** Index of the pair in view. */
  at = $state(0);
  /** Pairs of which the other one is to stay than proposed. */
  swapped = $state.raw<ReadonlySet<string>>(new Set());
  busy = $state(false);

  get items(): Duplicate[] {
    return this.page.value?.items ?? [];
  }

  get current(): Duplicate | null {
    return this.items[this.at] ?? null;
  }

  /** Pairs that share a whole id: the only ones decided together. */
  get sure(): Duplicate[] {
    return this.state === "open" ? this.items.filter((pair) => pair.evidence.includes("same_id")) : [];
  }

  /** The two as they are to be decided: who gives way, who stays. */
  order(pair: Duplicate): [gives: Duplicate["stays"], stays: Duplicate["stays"]] {
    return this.swapped.has(pairId(pair)) ? [pair.stays, pair.gives_way] : [pair.gives_way, pair.stays];
  }

  async load() {
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    const limit = Math.min(500, Math.max(PAGE, this.items.length));
    await this.page.load(() => session.ask("duplicates", { hamlet: this.hamlet, state: this.state, offset: 0, limit }));
    this.at = Math.max(0, Math.min(this.at, this.items.length - 1));
  }

  /** Appends the next page, when the end comes into view. */
  async loadMore() {
    const page = this.page.value;
    if (page === null || page.items.length >= page.total || this.page.busy) return;
    await this.page.load(async () => {
      const next = await session.ask("duplicates", { hamlet: this.hamlet, state: this.state, offset: page.items.length, limit: PAGE });
      return { ...next, items: [...page.items, ...next.items] };
    });
  }

  /** Turns to other pairs. */
  turn(to: { hamlet?: string | null; state?: PairState }) {
    if (to.hamlet !== undefined) this.hamlet = to.hamlet;
    if (to.state !== undefined) this.state = to.state;
    this.at = 0;
    this.page.value = null;
    void this.load();
  }

  move(by: number) {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + by));
  }

  /** The other of the two is to stay. */
  swap(pair = this.current) {
    if (pair === null || pair.decided !== null) return;
    const id = pairId(pair);
    const swapped = new Set(this.swapped);
    if (!swapped.delete(id)) swapped.add(id);
    this.swapped = swapped;
  }

  /** Says of the pair in view that it is one person, or two. */
  async decide(same: boolean) {
    const pair = this.current;
    if (pair === null || pair.decided !== null) return;
    await this.#say([pair], same, same ? m.dup_saved_one() : m.dup_saved_two());
  }

  /** Merges all that share a whole id. */
  async decideSure() {
    const pairs = this.sure;
    if (pairs.length > 0) await this.#say(pairs, true, m.dup_saved_many({ count: pairs.length }));
  }

  /** Takes a decision back: one's own by retracting it, another's by saying the opposite. */
  async undo(pair = this.current) {
    const decided = pair?.decided;
    if (!pair || !decided || this.busy) return;
    if (decided.own) return this.#takeBack([decided.id]);
    await this.#say([pair], !decided.same, decided.same ? m.dup_saved_two() : m.dup_saved_one());
  }

  async #say(pairs: Duplicate[], same: boolean, word: string) {
    if (this.busy || this.page.busy) return;
    this.busy = true;
    try {
      const decisions = pairs.map((pair) => {
        const [gives, stays] = this.order(pair);
        return { resident: gives.id, other: stays.id, same };
      });
      const { ids } = await session.ask("decide_duplicates", { decisions });
      toast.say(word, () => this.#takeBack(ids));
      await this.load();
      void session.refresh();
    } catch (thrown) {
      if (asApiError(thrown).code === "conflict") await this.load();
      toast.refuse(thrown);
    } finally {
      this.busy = false;
    }
  }

  async #takeBack(ids: string[]) {
    for (const delta of ids) await session.ask("retract", { delta });
    await this.load();
    void session.refresh();
    toast.say(m.undone(), null, 2500);
  }
}
