import { draft } from "$lib/state/drafts.svelte";

/** What is half done at a door: which person is open, which form, and what stands in it. */
export interface DoorDraft {
  person?: string | null;
  /** Whether the first person with something to do was opened once. */
  begun?: boolean;
  panel?: "come_back" | "other" | null;
  note?: string;
  comeBack?: string;
  absent?: { resident: string; reason: string; place: string; until: string } | null;
}

/** The draft of a door; it outlives the lock. */
export function doorDraft(household: string): DoorDraft {
  return draft<DoorDraft>(`door:${household}`, () => ({}));
}
