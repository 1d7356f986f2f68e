import type { SessionCard } from "$lib/api.gen";
import { clockAt, nowSeconds } from "$lib/words/vietnam";
import { Loaded } from "./loaded.svelte";
import { session } from "./session.svelte";

/** `ahead`: not begun; `running`; `open`: of another day, and nobody said when it ended; `over`. */
export type PointState = "ahead" | "running" | "open" | "over";

/** Whether two moments are of one day. */
export function sameDay(one: number, other: number): boolean {
  const [a, b] = [clockAt(one), clockAt(other)];
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

/** Where a mobile point stands at a moment, seconds since 1970. */
export function pointState(point: SessionCard, now: number): PointState {
  if (point.ends !== null && point.ends <= now) return "over";
  if (point.starts > now) return "ahead";
  return point.ends !== null || sameDay(point.starts, now) ? "running" : "open";
}

/** The mobile points of this device, as they were known last. */
class Points {
  readonly all = new Loaded<SessionCard[]>();
  /** Seconds since 1970, when they were asked for. */
  now = $state(nowSeconds());

  /** The point that is on now, if one is; the one begun last of several. */
  readonly running = $derived<SessionCard | null>(this.all.value?.find((point) => pointState(point, this.now) === "running") ?? null);

  async load() {
    this.now = nowSeconds();
    await this.all.load(() => session.ask("sessions", {}));
  }

  /** Somebody else's turn: what it showed is not theirs. */
  forget() {
    this.all.clear();
  }
}

export const points = new Points();
