import type { HamletCard, HinderedCard, ObstaclePage } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { figure } from "$lib/words/format";
import { m } from "$words";
import { SvelteSet } from "svelte/reactivity";

/** The device gives no more at once. */
const MOST = 500;

/** What hinders people: the oldest first, by state, hamlet and reason; several answered at once. */
export class Hindering {
  readonly page = new Loaded<ObstaclePage>();
  readonly hamlets = new Loaded<HamletCard[]>();
  show = $state("open");
  hamlet = $state<string | null>(null);
  reason = $state<string | null>(null);
  at = $state(0);
  busy = $state(false);
  readonly selected = new SvelteSet<string>();

  get items(): HinderedCard[] {
    return this.page.value?.items ?? [];
  }
  get current(): HinderedCard | null {
    return this.items[this.at] ?? null;
  }
  /** What is answered: whatever is selected, else the row in view. */
  get chosen(): HinderedCard[] {
    const some = this.items.filter((item) => this.selected.has(item.id));
    return some.length > 0 ? some : this.current === null ? [] : [this.current];
  }

  async load() {
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    const { show, hamlet, reason } = this;
    await this.page.load(() => session.ask("obstacles", { show, hamlet, reason, offset: 0, limit: MOST }));
    const there = new Set(this.items.map((item) => item.id));
    for (const id of this.selected) if (!there.has(id)) this.selected.delete(id);
    this.at = Math.max(0, Math.min(this.at, this.items.length - 1));
  }

  turn(to: Partial<Pick<Hindering, "show" | "hamlet" | "reason">>) {
    Object.assign(this, to);
    this.at = 0;
    this.selected.clear();
    void this.load();
  }

  move(by: number) {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + by));
  }

  toggle(id: string | undefined) {
    if (id !== undefined && !this.selected.delete(id)) this.selected.add(id);
  }

  /** All that is shown, or none when all are. */
  toggleAll() {
    const all = this.items.every((item) => this.selected.has(item.id));
    for (const { id } of this.items) if (all) this.selected.delete(id);
      else this.selected.add(id);
  }

  /** Says one thing to all that are chosen; gives whether it was kept. */
  async answer(state: string, owner: string, text: string): Promise<boolean> {
    const obstacles = this.chosen.map((item) => item.id);
    if (obstacles.length === 0 || this.busy) return false;
    this.busy = true;
    const words = (said: string) => (said.trim() === "" ? null : said.trim().normalize("NFC"));
    try {
      const { ids } = await session.ask("answer_obstacles", { obstacles, state, owner: words(owner), text: words(text) });
      this.selected.clear();
      await this.load();
      void session.refresh();
      const count = figure(ids.length);
      const line = state === "taken" ? m.hindered_taken_said({ count }) : state === "closed" ? m.hindered_closed_said({ count }) : m.hindered_answered_said({ count });
      toast.say(line, () => this.#takeBack(ids));
      return true;
    } catch (thrown) {
      toast.refuse(thrown);
      return false;
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
