import { draft } from "$lib/state/drafts.svelte";

/** Why somebody is away, as far as it is filled in. */
export interface AbsentDraft {
  resident: string;
  reason: string;
  place: string;
  /** As typed: dd/mm/yyyy or not yet. */
  until: string;
}

/** An appointment, as far as it is filled in. */
export interface AppointmentDraft {
  resident: string;
  purpose: string;
  place: string;
  /** yyyy-mm-dd; empty when none is chosen. */
  day: string;
  /** hh:mm. */
  hour: string;
}

/** Something said of somebody in this opening of the door. What is undone is no longer among them. */
export interface Saying {
  /** The statement's id, to undo it. */
  id: string;
  kind: "record" | "agreed" | "refused" | "absence" | "appointment" | "obstacle" | "proposal" | "residency" | "added";
  person: string;
  /** With which app; `null` with all. */
  app: string | null;
}

/** The sheet over the door: about whom, and which page of it. */
export interface Sheet {
  person: string;
  page: "menu" | "app" | "absence" | "appointment" | "obstacle" | "propose" | "moved_out" | "dead";
  app: string | null;
}

/** What is half done at a door: who is unfolded, which form, and what stands in it. */
export class DoorDraft {
  /** Who is unfolded, the last one unfolded last. */
  unfolded = $state.raw<string[]>([]);
  sheet = $state.raw<Sheet | null>(null);
  panel = $state<"come_back" | "other" | null>(null);
  note = $state("");
  /** yyyy-mm-dd of an appointment not saved yet; empty when none. */
  comeBackDay = $state("");
  /** hh:mm of it. */
  comeBackHour = $state("19:30");
  absent = $state<AbsentDraft | null>(null);
  appointment = $state<AppointmentDraft | null>(null);
  /** The visit of this opening; a second tap on another outcome replaces it. */
  visit = $state.raw<{ id: string; outcome: string } | null>(null);
  said = $state.raw<Saying[]>([]);
  /** Whether the first person with something to do was unfolded once. */
  begun = false;

  /** Who was unfolded last. To set it is to have nobody else unfolded. */
  get person(): string | null {
    return this.unfolded.at(-1) ?? null;
  }
  set person(id: string | null) {
    this.unfolded = id === null ? [] : [id];
  }

  unfold(id: string) {
    this.unfolded = [...this.unfolded.filter((one) => one !== id), id];
  }
  fold(id: string) {
    this.unfolded = this.unfolded.filter((one) => one !== id);
  }

  /** Gone from the door: coming here again is another opening. What is half typed stays. */
  leave() {
    this.visit = null;
    this.said = [];
    this.sheet = null;
    this.unfolded = [];
    this.begun = false;
  }
}

/** The draft of a door; it outlives the lock. */
export function doorDraft(household: string): DoorDraft {
  return draft(`door:${household}`, () => new DoorDraft());
}
