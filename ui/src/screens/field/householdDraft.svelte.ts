import { type Kept, keptText } from "$lib/state/drafts.svelte";

/** A house to add, as far as it is typed. */
export class HouseholdDraft implements Kept {
  lane = $state("");
  house = $state("");
  head = $state("");
  /** The lane that the form began with: nobody typed it. */
  readonly #given: string;

  constructor(lane: string) {
    this.lane = this.#given = lane;
  }

  toKeep(): object | null {
    const { lane, house, head } = this;
    return lane === this.#given && house === "" && head === "" ? null : { lane, house, head };
  }
  goOn({ lane, house, head }: Record<string, unknown>) {
    [this.lane, this.house, this.head] = [keptText(lane), keptText(house), keptText(head)];
  }
}
