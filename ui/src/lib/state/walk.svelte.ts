import type { DoorCard, HamletCard, LaneCard } from "$lib/api.gen";
import { Loaded } from "./loaded.svelte";
import { session } from "./session.svelte";

/** Which doors the list shows. */
export type Show = "to_do" | "approved_not_activated" | "come_back" | "done" | "all";

/** The evening's walk: a hamlet's doors in walking order. Outlives the door that is open. */
class Walk {
  readonly hamlets = new Loaded<HamletCard[]>();
  readonly doors = new Loaded<DoorCard[]>();
  readonly lanes = new Loaded<LaneCard[]>();
  hamlet = $state<string | null>(null);
  show = $state<Show>("to_do");
  /** How far the list was scrolled, in pixels. */
  scrolled = 0;

  /** The hamlet in view; the first one until another is chosen. */
  get here(): HamletCard | null {
    const all = this.hamlets.value ?? [];
    return all.find((hamlet) => hamlet.id === this.hamlet) ?? all[0] ?? null;
  }

  /** Asks for everything the list shows. */
  async load() {
    if ((await this.hamlets.load(() => session.ask("hamlets", {}))) === null) return;
    const here = this.here;
    if (here === null) {
      this.doors.value = [];
      return;
    }
    await Promise.all([
      this.lanes.load(() => session.ask("lanes", { hamlet: here.id })),
      this.doors.load(() => this.#allDoors(here.id, this.show)),
    ]);
  }

  async #allDoors(hamlet: string, show: Show): Promise<DoorCard[]> {
    const all: DoorCard[] = [];
    for (;;) {
      const page = await session.ask("doors", { hamlet, lane: null, show, offset: all.length, limit: 1000 });
      all.push(...page.doors);
      if (page.doors.length === 0 || all.length >= page.total) return all;
    }
  }

  /** Turns to another filter. */
  turn(show: Show) {
    this.show = show;
    this.scrolled = 0;
    void this.load();
  }

  /** Turns to another hamlet. */
  go(hamlet: string) {
    this.hamlet = hamlet;
    this.scrolled = 0;
    this.doors.clear();
    void this.load();
  }

  /** Forgets what it showed, when the device locks. */
  clear() {
    this.hamlets.clear();
    this.doors.clear();
    this.lanes.clear();
  }
}

export const walk = new Walk();
