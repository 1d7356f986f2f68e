import type { HamletCard, PeoplePage } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";

const PAGE = 1000;

/** The roll as an office reads it: a hamlet, who lacks what, who is looked for. */
export class Listing {
  readonly hamlets = new Loaded<HamletCard[]>();
  readonly page = new Loaded<PeoplePage>();
  hamlet = $state<string | null>(null);
  lacking = $state<string | null>(null);
  find = $state("");

  async load() {
    if (this.hamlets.value === null) await this.hamlets.load(() => session.ask("hamlets", {}));
    await this.page.load(() => this.#ask(0));
  }

  #ask(offset: number) {
    const find = this.find.trim().normalize("NFC");
    const { hamlet, lacking } = this;
    return session.ask("people", { hamlet, lacking, find: find === "" ? null : find, offset, limit: PAGE });
  }

  /** Appends the next page, when the end comes into view. */
  async loadMore() {
    const page = this.page.value;
    if (page === null || this.page.busy || page.people.length >= page.total) return;
    await this.page.load(async () => {
      const next = await this.#ask(page.people.length);
      return { total: next.total, people: [...page.people, ...next.people] };
    });
  }

  /** Turns to other filters. */
  turn(to: Partial<Pick<Listing, "hamlet" | "lacking">>) {
    Object.assign(this, to);
    void this.load();
  }
}
