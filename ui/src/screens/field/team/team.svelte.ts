import type { Colleague, Coverage, LaneCard } from "$lib/api.gen";
import type { Side } from "$lib/state/lanes";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { walk } from "$lib/state/walk.svelte";
import { laneSaid } from "$lib/words/place";
import { m } from "$words";
import { splitEvenly } from "./split";

/** A lane, or a side of it, that is going to be given to somebody. */
export interface Part {
  lane: string;
  side: Side;
  /** The colleague's member id. */
  member: string;
}

/** How many lanes these parts are of. */
const lanesOf = (parts: readonly Part[]): number => new Set(parts.map((part) => part.lane)).size;

/** Doors of a lane still to do. */
export const leftOf = (lane: LaneCard): number => Math.max(0, lane.doors - lane.doors_done);

/** One hamlet's team tonight: who is there, how far they are, and what is going to be given to whom. */
export class Team {
  readonly colleagues = new Loaded<Colleague[]>();
  readonly coverage = new Loaded<Coverage>();
  readonly lanes = new Loaded<LaneCard[]>();
  /** What is planned and not given yet. */
  plan = $state.raw<Part[]>([]);
  /** Whose lanes are being chosen. */
  member = $state<string | null>(null);
  side = $state<Side>("both");
  busy = $state(false);
  #hamlet = "";

  /** Asks anew for everything of a hamlet; another hamlet begins without a plan. */
  async load(hamlet: string) {
    if (hamlet !== this.#hamlet) {
      this.plan = [];
      this.member = null;
      this.forget();
    }
    this.#hamlet = hamlet;
    await Promise.all([
      this.colleagues.load(() => session.ask("colleagues", { hamlet })),
      this.coverage.load(() => session.ask("coverage", { hamlet })),
      this.lanes.load(() => session.ask("lanes", { hamlet })),
    ]);
  }

  /** Forgets what the device said; the plan, which only names lanes and members, stays. */
  forget() {
    for (const one of [this.colleagues, this.coverage, this.lanes]) one.clear();
  }

  nameOf(member: string): string {
    return this.colleagues.value?.find((one) => one.member === member)?.name ?? "";
  }

  /** How many lanes the plan gives; one that two people share is one. */
  get lanesPlanned(): number {
    return lanesOf(this.plan);
  }

  /** The parts planned for a lane. */
  planned(lane: string): Part[] {
    return this.plan.filter((part) => part.lane === lane);
  }

  /** How much the plan gives to somebody. A side counts as half its lane. */
  loadOf(member: string): { lanes: number; doors: number } {
    const mine = this.plan.filter((part) => part.member === member);
    const left = new Map(this.lanes.value?.map((lane) => [lane.lane, leftOf(lane)]));
    const doors = mine.reduce((sum, part) => sum + (left.get(part.lane) ?? 0) * (part.side === "both" ? 1 : 0.5), 0);
    return { lanes: mine.length, doors: Math.round(doors) };
  }

  /** Plans a lane for the chosen one, on the chosen side; the same again takes it out of the plan. */
  tap(lane: string) {
    const { member, side } = this;
    if (member === null) return;
    const others = this.plan.filter((part) => part.lane !== lane || (side !== "both" && part.side !== "both" && part.side !== side));
    const same = this.plan.some((part) => part.lane === lane && part.member === member && part.side === side);
    this.plan = same ? this.plan.filter((part) => part.lane !== lane || part.side !== side) : [...others, { lane, side, member }];
  }

  /** Plans all lanes anew, evenly among these. */
  even(members: string[]) {
    const work = (this.lanes.value ?? []).map((lane) => ({ lane: lane.lane, left: leftOf(lane) }));
    const split = splitEvenly(work, members.length);
    this.plan = members.flatMap((member, n) => (split[n] ?? []).map(({ lane }) => ({ lane, side: "both" as const, member })));
  }

  /** Gives what is planned. What could not be given stays in the plan. */
  async save() {
    if (this.busy) return;
    this.busy = true;
    const given: string[] = [];
    const lanes = this.lanesPlanned;
    try {
      for (const part of this.plan) {
        const side = part.side === "both" ? null : part.side;
        const { id } = await session.ask("take_lane", { hamlet: this.#hamlet, lane: part.lane, side, until: null, member: part.member });
        given.push(id);
        this.plan = this.plan.filter((one) => one !== part);
      }
      toast.say(m.team_saved({ count: lanes }), () => this.#takeBack(given));
    } catch (thrown) {
      toast.refuse(thrown);
    } finally {
      this.busy = false;
      await this.#again();
    }
  }

  /** Takes a lane back that was given on this device. */
  async takeBack(lane: string, taking: string) {
    try {
      await this.#takeBack([taking]);
      toast.say(m.team_taken_back({ lane: laneSaid(lane) }), null, 2500);
    } catch (thrown) {
      toast.refuse(thrown);
    }
  }

  /** Gives a door to somebody to come back to. */
  async handOver(household: string, member: string) {
    try {
      const { id } = await session.ask("handover", { household, member, until: null });
      await this.#again();
      toast.say(m.team_handed({ name: this.nameOf(member) }), () => this.#takeBack([id]));
    } catch (thrown) {
      toast.refuse(thrown);
    }
  }

  async #takeBack(ids: string[]) {
    for (const delta of ids) await session.ask("retract", { delta });
    await this.#again();
  }

  async #again() {
    void session.refresh();
    await Promise.all([this.load(this.#hamlet), walk.loadLanes(this.#hamlet)]);
  }
}
