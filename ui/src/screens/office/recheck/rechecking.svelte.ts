import type { Exported, HamletCard, RecheckResult, RecheckSample, ReviewItem } from "$lib/api.gen";
import { inShell } from "$lib/handing";
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
  /** Of which hamlet the sample was drawn, whatever is picked for the next. */
  drawnOf: string | null = null;
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
      this.drawnOf = hamlet;
      this.found = new Map();
    } catch (thrown) {
      toast.refuse(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** The sample as it was drawn, on paper. */
  paper({ seed, of, items }: RecheckSample, format: string): Promise<Exported> {
    return session.ask("export_recheck", { seed, of, hamlet: this.drawnOf, claims: items.flatMap((item) => item.claims.slice(0, 1)), format, save: inShell });
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
