/** A house to add, as far as it is typed. */
export class HouseholdDraft {
  lane = $state("");
  house = $state("");
  head = $state("");

  constructor(lane: string) {
    this.lane = lane;
  }
}
