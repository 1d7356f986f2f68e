import type { DoorCard, LaneCard, TakingCard } from "$lib/api.gen";

/** Which doors the list shows. */
export type Show = "approved_not_activated" | "to_do" | "mine" | "come_back" | "done" | "all";
/** Which side of a lane is walked: odd numbers on the way up, even ones on the way back, or both at once. */
export type Side = "both" | "odd" | "even";
/** When somebody is to come back: it is time, later today, another day, or nobody said when. */
export type When = "due" | "today" | "later" | "unsaid";

/** A lane's heading: how much of it is shown, and how much the chosen side hides. */
export interface LaneRow {
  kind: "lane";
  key: string;
  lane: LaneCard;
  side: Side;
  /** It has numbers on both sides, so that there is something to choose. */
  sided: boolean;
  shown: number;
  hidden: number;
}
/** A line of the walking list. `head` is the row of the heading that it stands under. */
export type WalkRow =
  | LaneRow
  | { kind: "when"; key: string; when: When; count: number }
  | { kind: "door"; key: string; door: DoorCard; head: number };

/** What the list depends on besides the doors. */
export interface Walking {
  lanes: LaneCard[];
  show: Show;
  /** The side chosen in a lane. */
  side: (lane: string) => Side;
  /** Seconds since 1970. */
  now: number;
  /** When today is over, seconds. */
  dayEnds: number;
}

/** The takings that are not over at `now`: what expires is over by itself. */
export const standing = (taken: TakingCard[], now: number): TakingCard[] => taken.filter((one) => one.until > now);

const covers = (taking: TakingCard, door: DoorCard) => taking.side === null || taking.side === door.side;
/** Visited, and somebody has to go again: nobody was met, it was agreed, or not everybody was reached. */
export const isComeBack = (door: DoorCard) => door.last_outcome !== null && (!door.done || door.unreached > 0);

/** Tells which doors a filter shows. */
export function filterOf({ lanes, show, now }: Pick<Walking, "lanes" | "show" | "now">): (door: DoorCard) => boolean {
  switch (show) {
    case "approved_not_activated":
      return (door) => door.approved_not_activated > 0;
    case "to_do":
      return (door) => !door.done;
    case "come_back":
      return isComeBack;
    case "done":
      return (door) => door.done;
    case "all":
      return () => true;
    case "mine": {
      const mine = new Map(lanes.map((lane) => [lane.lane, standing(lane.taken, now).filter((one) => one.mine)]));
      return (door) => !door.done && (door.handed_to_me || (mine.get(door.lane) ?? []).some((one) => covers(one, door)));
    }
  }
}

/** Doors, which come in walking order, as the list shows them. */
export function walkRows(doors: DoorCard[], walking: Walking): WalkRow[] {
  const shown = doors.filter(filterOf(walking));
  return walking.show === "come_back" ? byTime(shown, walking) : byLane(shown, sidedLanes(doors), walking);
}

/** The lanes that have numbers on both sides. */
function sidedLanes(doors: DoorCard[]): Set<string> {
  const seen = new Map<string, string>();
  const sided = new Set<string>();
  for (const { lane, side } of doors) {
    if (side === null) continue;
    const before = seen.get(lane);
    if (before === undefined) seen.set(lane, side);
    else if (before !== side) sided.add(lane);
  }
  return sided;
}

function byLane(doors: DoorCard[], sided: Set<string>, walking: Walking): WalkRow[] {
  const known = new Map(walking.lanes.map((lane) => [lane.lane, lane]));
  const groups: DoorCard[][] = [];
  for (const door of doors) {
    const last = groups.at(-1);
    if (last?.[0]?.lane === door.lane) last.push(door);
    else groups.push([door]);
  }
  const rows: WalkRow[] = [];
  const again = new Map<string, number>();
  for (const group of groups) {
    const name = group[0]?.lane ?? "";
    // A lane may come again further on the way; its heading is then another row.
    const time = (again.get(name) ?? 0) + 1;
    again.set(name, time);
    const side = sided.has(name) ? walking.side(name) : "both";
    const there = side === "both" ? group : group.filter((door) => door.side === side || door.side === null);
    if (side === "even") there.reverse();
    const lane = known.get(name) ?? { lane: name, doors: 0, doors_done: 0, doors_come_back: 0, doors_done_in_part: 0, people_unreached: 0, taken: [] };
    const head = rows.length;
    rows.push({ kind: "lane", key: `lane ${time} ${name}`, lane, side, sided: sided.has(name), shown: there.length, hidden: group.length - there.length });
    for (const door of there) rows.push({ kind: "door", key: door.id, door, head });
  }
  return rows;
}

/** What is due when: the longest overdue first, those without a time last and in walking order. */
function byTime(doors: DoorCard[], { now, dayEnds }: Walking): WalkRow[] {
  const whenOf = ({ come_back_at: at }: DoorCard): When => (at === null ? "unsaid" : at <= now ? "due" : at < dayEnds ? "today" : "later");
  const rows: WalkRow[] = [];
  for (const when of ["due", "today", "later", "unsaid"] as const) {
    const there = doors.filter((door) => whenOf(door) === when);
    if (there.length === 0) continue;
    there.sort((a, b) => (a.come_back_at ?? 0) - (b.come_back_at ?? 0));
    const head = rows.length;
    rows.push({ kind: "when", key: `when ${when}`, when, count: there.length });
    for (const door of there) rows.push({ kind: "door", key: door.id, door, head });
  }
  return rows;
}

/** The first door to do behind `here` as the list shows it; `null` when there is none, or `here` is not in it. */
export function doorAfter(rows: WalkRow[], here: string): string | null {
  const at = rows.findIndex((row) => row.kind === "door" && row.door.id === here);
  if (at < 0) return null;
  // Among those to come back to, a door that is done still has people to reach.
  const again = rows[0]?.kind === "when";
  const next = rows.slice(at + 1).find((row) => row.kind === "door" && (again || !row.door.done));
  return next?.kind === "door" ? next.door.id : null;
}
