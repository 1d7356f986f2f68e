import type { TakingCard } from "$lib/api.gen";
import type { Side } from "$lib/state/lanes";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { walk } from "$lib/state/walk.svelte";
import { time } from "$lib/words/format";
import { laneSaid } from "$lib/words/place";
import { m } from "$words";

const sideOf = (side: Side) => (side === "both" ? null : side);

async function again() {
  const here = walk.here;
  if (here !== null) await walk.loadLanes(here.id);
  void session.refresh();
}

/** Takes a lane, or the side of it that is walked, for this evening. Who else has it is said, never refused. */
export async function takeLane(lane: string, side: Side) {
  const hamlet = walk.here?.id;
  if (hamlet === undefined) return;
  try {
    const { id, taken } = await session.ask("take_lane", { hamlet, lane, side: sideOf(side), until: null, member: null });
    walk.tell(lane, taken);
    const mine = taken.find((one) => one.id === id);
    const other = taken.find((one) => !one.mine);
    const said = { lane: laneSaid(lane) };
    const text = other === undefined ? m.lane_taken({ ...said, time: time(mine?.until ?? 0) }) : m.lane_taken_too({ ...said, name: other.holder });
    toast.say(text, async () => {
      await session.ask("retract", { delta: id });
      await again();
    });
    void session.refresh();
  } catch (thrown) {
    toast.refuse(thrown);
  }
}

/** Gives back what this member has taken of a lane; the undo takes it again as it was. */
export async function releaseLane(lane: string, own: TakingCard[]) {
  const hamlet = walk.here?.id;
  if (hamlet === undefined) return;
  try {
    for (const { id } of own) await session.ask("retract", { delta: id });
    await again();
    toast.say(m.lane_released({ lane: laneSaid(lane) }), async () => {
      for (const { side, until } of own) await session.ask("take_lane", { hamlet, lane, side, until, member: null });
      await again();
    });
  } catch (thrown) {
    toast.refuse(thrown);
  }
}
