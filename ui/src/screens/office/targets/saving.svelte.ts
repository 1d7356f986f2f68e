import type { ApiError } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { m } from "$words";

/** One form of a target while it is kept: what the device refused, and whether it is still busy. */
export class Saving {
  error = $state.raw<ApiError | null>(null);
  busy = $state(false);

  /** Keeps it; gives the thing's id, or `null` when the device refused. */
  async save(say: () => Promise<{ id: string; warning: string | null }>): Promise<string | null> {
    if (this.busy) return null;
    this.busy = true;
    try {
      const { id } = await say();
      this.error = null;
      void session.refresh();
      toast.say(m.targets_saved());
      return id;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/** Typed words without the blanks around them; `null` for none. */
export function words(text: string): string | null {
  const plain = text.trim().normalize("NFC");
  return plain === "" ? null : plain;
}
