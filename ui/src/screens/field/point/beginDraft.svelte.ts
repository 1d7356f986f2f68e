import type { SessionCard } from "$lib/api.gen";

/** A mobile point to begin, as far as it is filled in; outlives the lock. */
export class BeginDraft {
  hamlet = $state("");
  /** Empty while none is chosen. */
  venue = $state("");
  /** Kept as typed. */
  place = $state("");
  /** The usual name that was taken last. */
  taken = $state("");
  /** hh:mm of today; empty for now. */
  from = $state("");
  /** hh:mm of today; empty while it is not known. */
  until = $state("");

  /** The same place as another time. */
  again(point: SessionCard) {
    this.hamlet = point.hamlet;
    this.venue = point.venue;
    this.place = point.place;
  }
}

/** Places used before, each once, the last first. */
export function usedPlaces(points: SessionCard[], most: number): SessionCard[] {
  const seen = new Set<string>();
  return points
    .filter((point) => {
      const key = [point.hamlet, point.venue, point.place].join("\n");
      const first = !seen.has(key);
      seen.add(key);
      return first;
    })
    .slice(0, most);
}
