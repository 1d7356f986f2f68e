/** A measured height is rounded: room for all of it would make it grow and be measured again. */
const ROUNDING = 1;

/** Room that is kept: as much as what stands in it ever took, in pixels. */
export class Reserved {
  #room = $state(0);

  get room(): number {
    return this.#room;
  }
  /** It is so tall now; nothing while it is not on the page. */
  measured(height: number | null | undefined) {
    const tall = (height ?? 0) - ROUNDING;
    if (tall > this.#room) this.#room = tall;
  }
}
