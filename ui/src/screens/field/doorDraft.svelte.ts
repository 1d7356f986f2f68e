import { draft } from "$lib/state/drafts.svelte";

/** Why somebody is away, as far as it is filled in. */
export interface AbsentDraft {
  resident: string;
  reason: string;
  place: string;
  /** As typed: dd/mm/yyyy or not yet. */
  until: string;
}

/** What is half done at a door: which person is open, which form, and what stands in it. */
export class DoorDraft {
  person = $state<string | null>(null);
  panel = $state<"come_back" | "other" | null>(null);
  note = $state("");
  /** yyyy-mm-dd of an appointment not saved yet; empty when none. */
  comeBackDay = $state("");
  /** hh:mm of it. */
  comeBackHour = $state("19:30");
  absent = $state<AbsentDraft | null>(null);
  /** Whether the first person with something to do was opened once. */
  begun = false;
}

/** The draft of a door; it outlives the lock. */
export function doorDraft(household: string): DoorDraft {
  return draft(`door:${household}`, () => new DoorDraft());
}
