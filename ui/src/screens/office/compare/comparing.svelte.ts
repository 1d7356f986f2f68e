import type { OfficialCompared, PersonOfReview } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";

const PAGE = 200;

export type Difference = "confirmed_not_official" | "official_not_claimed";

/** Claimed, confirmed and official of one app at one level, and the people behind one difference. */
export class Comparing {
  readonly figures = new Loaded<OfficialCompared>();
  readonly people = new Loaded<PersonOfReview[]>();
  app = $state("vneid");
  level = $state(2);
  /** The difference whose people are shown; a hamlet's, or all of them. */
  shown = $state<{ difference: Difference; hamlet: string | null; name: string; count: number } | null>(null);

  async load() {
    const { app, level } = this;
    await this.figures.load(() => session.ask("compare_official", { app, level }));
  }

  turn(app: string, level: number) {
    Object.assign(this, { app, level, shown: null });
    this.people.clear();
    void this.load();
  }

  #ask(offset: number) {
    const { app, level } = this;
    const { difference = "confirmed_not_official", hamlet = null } = this.shown ?? {};
    return session.ask("official_difference", { app, level, difference, hamlet, offset, limit: PAGE });
  }

  async show(difference: Difference, hamlet: string | null, name: string, count: number) {
    this.shown = { difference, hamlet, name, count };
    this.people.clear();
    await this.people.load(() => this.#ask(0));
  }

  async more() {
    const people = this.people.value;
    if (people === null || this.people.busy || people.length >= (this.shown?.count ?? 0)) return;
    await this.people.load(async () => [...people, ...(await this.#ask(people.length))]);
  }
}
