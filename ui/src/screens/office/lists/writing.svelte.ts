import type { Exported } from "$lib/api.gen";
import { handOut } from "$lib/handing";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";

/** A paper that is written in a format, handed out, and told of. */
export class Writing {
  readonly written = new Loaded<Exported>();
  /** Which format is being written. */
  format = $state<string | null>(null);

  /** Whether it was written and handed out. */
  async write(format: string, ask: (format: string) => Promise<Exported>): Promise<boolean> {
    if (this.format !== null) return false;
    this.format = format;
    const file = await this.written.load(() => ask(format));
    this.format = null;
    if (file === null) return false;
    handOut(file);
    void session.refresh();
    return true;
  }
}
