import type { HamletCard, RecheckResult, RecheckSample, ReviewItem } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { m } from "$words";

export type Finding = "agrees" | "differs" | "not_reached";

/** A random sample of confirmed cases, and what was found of them. It stays drawn while other screens are open. */
export class Rechecking {
  readonly hamlets = new Loaded<HamletCard[]>();
  readonly results = new Loaded<RecheckResult[]>();
  sample = $state.raw<RecheckSample | null>(null);
  /** What was found in this sample, by the first claim of each case. */
  found = $state.raw<ReadonlyMap<string, Finding>>(new Map());
  n = $state(10);
  hamlet = $state<string | null>(null);
  volunteer = $state<string | null>(null);
  busy = $state(false);

  async load() {
    if (this.hamlets.value === null) void this.hamlets.load(() => session.ask("hamlets", {}));
    await this.results.load(() => session.ask("recheck_results", {}));
  }

  async draw() {
    const { n, hamlet, volunteer } = this;
    this.busy = true;
    try {
      this.sample = await session.ask("sample_for_recheck", { n, hamlet, volunteer, seed: null });
      this.found = new Map();
    } catch (thrown) {
      toast.refuse(thrown);
    } finally {
      this.busy = false;
    }
  }

  async find(item: ReviewItem, finding: Finding, note: string | null = null) {
    const key = item.claims[0] ?? "";
    const before = this.found;
    try {
      const { id } = await session.ask("recheck", { resident: item.person.id, claims: item.claims, finding, note });
      this.found = new Map([...this.found, [key, finding]]);
      toast.say(m.recheck_saved(), async () => {
        await session.ask("retract", { delta: id });
        this.found = before;
        await this.load();
      });
      await this.load();
    } catch (thrown) {
      toast.refuse(thrown);
    }
  }
}
