import { draft, forgetDraft, type Kept, keptText } from "$lib/state/drafts.svelte";

/** What the form begins with. */
export interface Prefill {
  name: string;
  birth_year: number | null;
  /** `male`, `female`. */
  sex: string | null;
  last4: string | null;
}

/** A door, as far as the form has to show it. */
export interface ChosenDoor {
  id: string;
  lane: string;
  house: string;
  head: string;
}

/** Somebody to add, as far as it is typed. Kept as typed: nothing is rewritten while a key is down. */
export class AddPersonDraft implements Kept {
  name = $state("");
  birthYear = $state("");
  sex = $state<string | null>(null);
  last4 = $state("");
  door = $state.raw<ChosenDoor | null>(null);

  /** Nothing that a card said is ever written down before it is saved. */
  readonly #ofCard: boolean;

  constructor(prefill: Prefill | null) {
    this.#ofCard = prefill !== null && (prefill.birth_year !== null || prefill.last4 !== null);
    this.name = prefill?.name ?? "";
    this.birthYear = prefill?.birth_year == null ? "" : String(prefill.birth_year);
    this.sex = prefill?.sex ?? null;
    this.last4 = prefill?.last4 ?? "";
  }

  toKeep(): object | null {
    const { name, birthYear, sex, last4, door } = this;
    const typed = [name, birthYear, last4].some((text) => text !== "");
    return this.#ofCard || !typed ? null : { name, birthYear, sex, last4, door };
  }
  goOn({ name, birthYear, sex, last4, door }: Record<string, unknown>) {
    if (this.#ofCard) return;
    [this.name, this.birthYear, this.last4] = [keptText(name), keptText(birthYear), keptText(last4)];
    this.sex = keptText(sex) || null;
    const at = (door ?? {}) as Record<string, unknown>;
    const chosen = { id: keptText(at.id), lane: keptText(at.lane), house: keptText(at.house), head: keptText(at.head) };
    this.door = chosen.id === "" ? null : chosen;
  }
}

const key = (household: string | null) => `add-person:${household ?? ""}`;

/** The half-filled form for a door, or for a door still to choose; it outlives the lock. */
export function addPersonDraft(household: string | null, prefill: Prefill | null): AddPersonDraft {
  return draft(key(household), () => new AddPersonDraft(prefill));
}

/** Saved or given up. */
export function forgetAddPerson(household: string | null) {
  forgetDraft(key(household));
}

/** What is wrong with a field as typed, or `null`. */
export function faults(form: AddPersonDraft, household: string | null, thisYear: number) {
  const year = form.birthYear.trim();
  const last4 = form.last4.trim();
  return {
    name: form.name.trim() === "",
    birthYear: year !== "" && !(/^\d{4}$/.test(year) && Number(year) >= FIRST_YEAR && Number(year) <= thisYear),
    last4: last4 !== "" && !/^\d{4}$/.test(last4),
    door: household === null && form.door === null,
  };
}

/** Nobody alive was born before. */
export const FIRST_YEAR = 1900;
