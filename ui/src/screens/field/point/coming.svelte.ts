import type { SavedWalkIn } from "$lib/api.gen";
import { draft } from "$lib/state/drafts.svelte";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { m } from "$words";
import { addPersonDraft, forgetAddPerson, type Prefill } from "../addPersonDraft.svelte";
import { turnToCame } from "./pointPlace";

export type Way = "find" | "scan" | "new";

/** Somebody being added to a point, as far as it is filled in; outlives the lock. */
export class ComingDraft {
  way = $state<Way>("find");
  /** What is looked for. */
  text = $state("");
  /** Where somebody new lives, as typed. */
  home = $state("");
}

const key = (point: string) => `come:${point}`;
export const comingDraft = (point: string) => draft(key(point), () => new ComingDraft());

/** Under which key the form for somebody new of a point is kept. */
export const newOf = (point: string) => `point:${point}`;

/** Turns to the form for somebody new, with what is known of them. */
export function beginNew(point: string, prefill: Prefill | null) {
  forgetAddPerson(newOf(point));
  addPersonDraft(newOf(point), prefill);
  comingDraft(point).way = "new";
}

/** Ready for the next one: whoever scans goes on scanning. */
function clear(point: string) {
  forgetAddPerson(newOf(point));
  const form = comingDraft(point);
  Object.assign(form, { text: "", home: "" });
  if (form.way === "new") form.way = "find";
}

/** Shows somebody who is at the point already. */
export function isHere(point: string, resident: string) {
  clear(point);
  turnToCame(point, resident);
}

/** Takes somebody off a point; one who was `added` there leaves its book as well. */
export async function takeOff(walkIn: string, resident: string, added: boolean) {
  await session.ask("retract", { delta: walkIn });
  if (added) await session.ask("retract", { delta: resident });
  void session.refresh();
}

/** Somebody has come: on to what is recorded of them. */
export function arrived(point: string, saved: SavedWalkIn, name: string, added: boolean) {
  clear(point);
  void session.refresh();
  turnToCame(point, saved.resident);
  toast.say(m.come_saved(), async () => {
    await takeOff(saved.id, saved.resident, added);
    toast.say(m.came_taken_back({ name }), null, 2500);
    const { screen, id } = route.place;
    if (screen === "point-person" && id === `${point}/${saved.resident}`) route.back("points");
  });
}
