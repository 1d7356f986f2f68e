import type { Choice, PersonCard } from "$lib/api.gen";
import { draft, type Kept, keptText } from "$lib/state/drafts.svelte";

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
  kind: "record" | "agreed" | "refused" | "absence" | "appointment" | "obstacle" | "taught" | "proposal" | "residency" | "added";
  person: string;
  /** With which app; `null` with all. */
  app: string | null;
}

/** The visit of an opening. */
export interface VisitOf {
  id: string;
  outcome: string;
  comeBackAt: number | null;
  note: string | null;
  /** Saved along with a claim: nobody has tapped an outcome. It goes when nothing that was said stands any more. */
  implied: boolean;
}

/** The sheet over the door: about whom, and which page of it. */
export interface Sheet {
  person: string;
  page: "menu" | "app" | "absence" | "appointment" | "obstacle" | "propose" | "moved_out" | "dead";
  app: string | null;
}

/** What waits for the answer to the notice: a stage to be recorded, or a page to be opened. */
export type Wanted = { kind: "record"; app: string; choice: Choice; citizen: boolean } | { kind: "page"; page: "appointment" | "obstacle"; app: string | null };

/** A form about somebody as it was kept: all its fields are texts. */
function keptForm<T extends { resident: string }>(kept: unknown, fields: T): T | null {
  if (typeof kept !== "object" || kept === null) return null;
  const texts = kept as Record<string, unknown>;
  const form = Object.fromEntries(Object.keys(fields).map((name) => [name, keptText(texts[name])])) as unknown as T;
  return form.resident === "" ? null : form;
}

/** What is half done at a door: who is unfolded, which form, and what stands in it. */
export class DoorDraft implements Kept {
  /** Who is unfolded, the last one unfolded last. */
  unfolded = $state.raw<string[]>([]);
  sheet = $state.raw<Sheet | null>(null);
  /** The guide that is being shown, over the door: of which app, and what of it for whom. */
  guide = $state.raw<{ person: string; app: string; next: string } | null>(null);
  /** The notice is being read, over the door: to whom, and what somebody wanted to do before it was answered. */
  reading = $state.raw<{ person: string; wanted: Wanted | null } | null>(null);
  panel = $state<"come_back" | "other" | null>(null);
  note = $state("");
  /** yyyy-mm-dd of an appointment not saved yet; empty when none. */
  comeBackDay = $state("");
  /** hh:mm of it. */
  comeBackHour = $state("19:30");
  absent = $state<AbsentDraft | null>(null);
  appointment = $state<AppointmentDraft | null>(null);
  /** The visit of this opening; a second tap on another outcome replaces it. */
  visit = $state.raw<VisitOf | null>(null);
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

  /** Only what was typed or chosen in a form: the taps are saved already. */
  toKeep(): object | null {
    const { note, absent, appointment } = this;
    const away = absent !== null && [absent.reason, absent.place, absent.until].some((text) => text !== "") ? { ...absent } : null;
    const going = appointment !== null && [appointment.place, appointment.day].some((text) => text !== "") ? { ...appointment } : null;
    return note === "" && away === null && going === null ? null : { note, absent: away, appointment: going };
  }
  goOn({ note, absent, appointment }: Record<string, unknown>) {
    this.note = keptText(note);
    this.absent = keptForm<AbsentDraft>(absent, { resident: "", reason: "", place: "", until: "" });
    this.appointment = keptForm<AppointmentDraft>(appointment, { resident: "", purpose: "", place: "", day: "", hour: "" });
    // A note goes with the next outcome: it is to be seen before.
    if (this.note !== "") this.panel ??= "other";
  }

  unfold(id: string) {
    this.unfolded = [...this.unfolded.filter((one) => one !== id), id];
  }
  fold(id: string) {
    this.unfolded = this.unfolded.filter((one) => one !== id);
  }

  /**
   * The one way to whatever the notice comes before (`domain.md` 4.4, 5.2): gives whether it may be done now. Where
   * nobody has asked yet, the notice is read first and what was wanted waits for the answer; after a no there is
   * nothing to do.
   */
  mayNow(person: PersonCard, wanted: Wanted): boolean {
    if (person.notice === null) this.reading = { person: person.id, wanted };
    return person.notice !== null && person.notice !== "refused";
  }

  /** Gone from the door: coming here again is another opening. What is half typed stays. */
  leave() {
    this.visit = null;
    this.said = [];
    this.sheet = null;
    this.guide = null;
    this.reading = null;
    // A note goes with the next outcome: it is to be seen before.
    this.panel = this.note === "" ? null : "other";
    this.comeBackDay = "";
    this.unfolded = [];
    this.begun = false;
  }
}

/** The draft of a door; it outlives the lock. */
export function doorDraft(household: string): DoorDraft {
  return draft(`door:${household}`, () => new DoorDraft());
}
