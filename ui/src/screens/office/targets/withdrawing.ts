import { asApiError } from "$lib/backend";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { m } from "$words";

/** Withdraws a target, a part of one or a milestone, and offers to put it back; gives whether it is gone. */
export async function withdraw(id: string, said: string, changed: () => unknown): Promise<boolean> {
  try {
    await session.ask("withdraw", { id });
    toast.say(said, async () => {
      await session.ask("put_back", { id });
      toast.say(m.targets_put_back(), null, 2500);
      changed();
    });
    changed();
    void session.refresh();
    return true;
  } catch (thrown) {
    // What a colleague said is the colleague's to take back.
    if (asApiError(thrown).code === "not_allowed") toast.say(m.targets_withdraw_others());
    else toast.refuse(thrown);
    return false;
  }
}
