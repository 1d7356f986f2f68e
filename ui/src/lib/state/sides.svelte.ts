import type { Side } from "./lanes";

const KEPT_UNDER = "tungnha.sides";

/** Which side of each lane this window walks. Kept on the device; says nothing about anybody. */
class Sides {
  #chosen = $state.raw<Record<string, Side>>({});

  constructor() {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? "{}");
      const fits = ([, side]: [string, unknown]) => side === "odd" || side === "even";
      if (typeof kept === "object" && kept !== null) this.#chosen = Object.fromEntries(Object.entries(kept).filter(fits));
    } catch {
      // Unreadable or forbidden storage: every lane is walked on both sides.
    }
  }

  /** The side chosen in a lane of a hamlet. */
  of(hamlet: string, lane: string): Side {
    return this.#chosen[`${hamlet} ${lane}`] ?? "both";
  }

  /** Walks a lane on this side from now on. */
  choose(hamlet: string, lane: string, side: Side) {
    const { [`${hamlet} ${lane}`]: _, ...others } = this.#chosen;
    this.#chosen = side === "both" ? others : { ...others, [`${hamlet} ${lane}`]: side };
    try {
      localStorage.setItem(KEPT_UNDER, JSON.stringify(this.#chosen));
    } catch {
      // The choice then lasts as long as the window.
    }
  }
}

export const sides = new Sides();
