import type { Saved } from "$lib/api.gen";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { savedLine } from "$lib/words/place";
import { m } from "$words";

/** A house that the list lacked is saved: its door opens, and for a moment it can be taken back. */
export function openNewDoor(saved: Saved) {
  route.open("door", saved.door.card.id);
  toast.say(savedLine(m.saved_household(), saved.warning), async () => {
    await session.ask("retract", { delta: saved.id });
    route.back("tonight");
    toast.say(m.undone(), null, 2500);
  });
}
