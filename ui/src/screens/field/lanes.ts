import type { DoorCard, LaneCard } from "$lib/api.gen";

/** A line of the walking list: a lane's heading or a door. */
export type WalkRow =
  | { kind: "lane"; key: string; lane: LaneCard; shown: number }
  | { kind: "door"; key: string; door: DoorCard };

/** Doors, which come in walking order, under the heading of their lane. */
export function byLane(doors: DoorCard[], lanes: LaneCard[]): WalkRow[] {
  const known = new Map(lanes.map((lane) => [lane.lane, lane]));
  const rows: WalkRow[] = [];
  let head: Extract<WalkRow, { kind: "lane" }> | null = null;
  for (const door of doors) {
    if (head === null || head.lane.lane !== door.lane) {
      const lane = known.get(door.lane) ?? { lane: door.lane, doors: 0, doors_done: 0 };
      // A lane may come again further on the way; its heading is then another row.
      head = { kind: "lane", key: `lane ${rows.length}`, lane, shown: 0 };
      rows.push(head);
    }
    head.shown += 1;
    rows.push({ kind: "door", key: door.id, door });
  }
  return rows;
}
