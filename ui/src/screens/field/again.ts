import type { Door } from "$lib/api.gen";
import { pickedMoment } from "./evenings";

/** When people are at home. */
const EVENING = "19:30";

/**
 * When to come back for those whom the campaign has yet to come to: the evening of the first day on which somebody
 * who is away is said to be there again; `null` where nobody knows, or that day is over.
 */
export function backAgain(door: Door, now: number): number | null {
  const away = door.people.filter((person) => door.unreached.includes(person.id));
  const evenings = away.map((person) => pickedMoment(person.absence?.until ?? "", EVENING)).filter((at) => at !== null && at > now);
  return evenings.length === 0 ? null : Math.min(...(evenings as number[]));
}
