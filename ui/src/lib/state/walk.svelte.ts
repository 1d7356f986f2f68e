import type { DoorCard, HamletCard, LaneCard, TakingCard } from "$lib/api.gen";
import { clockAt, momentOf, nowSeconds } from "$lib/words/vietnam";
import { doorAfter, filterOf, type Show, type Side, type Walking, walkRows, type WalkRow } from "./lanes";
import { Loaded } from "./loaded.svelte";
import { session } from "./session.svelte";
import { sides } from "./sides.svelte";

const PAGE = 1000;

/** The evening's walk: a hamlet's doors in walking order. Outlives the door that is open. */
class Walk {
  readonly hamlets = new Loaded<HamletCard[]>();
  /** All of the hamlet's doors: what is shown of them is chosen here, so that a filter answers at once. */
  readonly doors = new Loaded<DoorCard[]>();
  readonly lanes = new Loaded<LaneCard[]>();
  hamlet = $state<string | null>(null);
  show = $state<Show>("to_do");
  /** Seconds since 1970; what is due or over is so by this. */
  now = $state(nowSeconds());
  /** A lane that was finished since the list was last seen: something to be glad of. */
  finished = $state.raw<LaneCard | null>(null);
  /** The lane that the list is to show next. */
  sought: string | null = null;
  /** How far the list was scrolled, in pixels. */
  scrolled = 0;
  #loadedFor: string | null = null;

  readonly #walking = $derived.by<Walking>(() => {
    const { year, month, day } = clockAt(this.now);
    const hamlet = this.here?.id ?? "";
    return { lanes: this.lanes.value ?? [], show: this.show, side: (lane) => sides.of(hamlet, lane), now: this.now, dayEnds: momentOf(year, month, day + 1) };
  });
  /** The list as it is shown. */
  readonly rows = $derived<WalkRow[]>(walkRows(this.doors.value ?? [], this.#walking));

  /** The hamlet in view; the first one until another is chosen. */
  get here(): HamletCard | null {
    const all = this.hamlets.value ?? [];
    return all.find((hamlet) => hamlet.id === this.hamlet) ?? all[0] ?? null;
  }

  /** How many doors a filter shows; `null` before they are known. */
  count(show: Show): number | null {
    const doors = this.doors.value;
    return doors === null ? null : doors.filter(filterOf({ ...this.#walking, show })).length;
  }

  /** Asks for everything the list shows. What is shown stays until the answer is there. */
  async load() {
    this.now = nowSeconds();
    if ((await this.hamlets.load(() => session.ask("hamlets", {}))) === null) return;
    const here = this.here;
    if (here === null) {
      this.doors.value = [];
      return;
    }
    if (this.#loadedFor !== here.id) this.lanes.clear();
    this.#loadedFor = here.id;
    await Promise.all([this.loadLanes(here.id), this.doors.load(() => this.#allDoors(here.id))]);
  }

  /** Asks for the lanes; notices one that has been finished since. */
  async loadLanes(hamlet: string) {
    const before = this.lanes.value;
    const after = await this.lanes.load(() => session.ask("lanes", { hamlet }));
    if (before === null || after === null) return;
    const isOver = (lane: LaneCard | undefined) => lane !== undefined && lane.doors > 0 && lane.doors_done === lane.doors;
    const open = new Set(before.filter((lane) => !isOver(lane)).map((lane) => lane.lane));
    this.finished = after.filter((lane) => isOver(lane) && open.has(lane.lane)).at(-1) ?? this.finished;
  }

  async #allDoors(hamlet: string): Promise<DoorCard[]> {
    const all: DoorCard[] = [];
    for (;;) {
      const page = await session.ask("doors", { hamlet, lane: null, show: "all", offset: all.length, limit: PAGE });
      all.push(...page.doors);
      if (page.doors.length === 0 || all.length >= page.total || this.here?.id !== hamlet) return all;
      // Of a large hamlet the first doors are there before the last.
      if (this.doors.value === null) this.doors.value = [...all];
    }
  }

  /** Who has a lane, as the device has just said. */
  tell(lane: string, taken: TakingCard[]) {
    const all = this.lanes.value ?? [];
    this.lanes.value = all.map((one) => (one.lane === lane ? { ...one, taken } : one));
  }

  /** Walks a lane on this side from now on. */
  walkSide(lane: string, side: Side) {
    sides.choose(this.here?.id ?? "", lane, side);
  }

  /**
   * The door to open after `here`: the list's own next where a person has chosen what it shows, and otherwise
   * `next`, the device's.
   */
  after(here: string, next: string | null): string | null {
    const lane = this.doors.value?.find((door) => door.id === here)?.lane;
    if (lane === undefined) return next;
    const chosen = !["to_do", "all"].includes(this.show) || sides.of(this.here?.id ?? "", lane) !== "both";
    return chosen ? doorAfter(this.rows, here) : next;
  }

  /** Turns to another filter. */
  turn(show: Show) {
    this.show = show;
    this.scrolled = 0;
    this.finished = null;
  }

  /** Turns to all doors of a lane. */
  seek(lane: string) {
    this.sought = lane;
    // The list looks for it when its rows change.
    if (this.show === "all") this.doors.value = [...(this.doors.value ?? [])];
    this.turn("all");
  }

  /** Turns to another hamlet. */
  go(hamlet: string) {
    this.hamlet = hamlet;
    this.scrolled = 0;
    this.finished = null;
    this.doors.clear();
    void this.load();
  }

  /** Forgets what it showed, when the device locks. */
  clear() {
    this.hamlets.clear();
    this.doors.clear();
    this.lanes.clear();
    this.finished = null;
  }

  /** Forgets where it was as well, when somebody else's turn comes. */
  forget() {
    this.clear();
    this.hamlet = null;
    this.show = "to_do";
    this.scrolled = 0;
  }
}

export const walk = new Walk();
