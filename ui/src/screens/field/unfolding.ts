import { flushSync } from "svelte";

/** Scrolling is over by then, whatever the browser tells. */
const SETTLED_MS = 600;

/** The people's cards in their scroller. Brings one up and folds another without moving what is looked at. */
export class Unfolding {
  scroller: HTMLElement | null = null;
  readonly #cards = new Map<string, HTMLElement>();

  /** Keeps hold of a person's card for as long as it exists. */
  card(id: string): (element: HTMLElement) => () => void {
    return (element) => {
      this.#cards.set(id, element);
      return () => void this.#cards.delete(id);
    };
  }

  /** The line of a slip on a person's card. */
  #slip(id: string, appointment: string): HTMLElement | null {
    return this.#cards.get(id)?.querySelector<HTMLElement>(`[data-testid="slip-open"][data-id="${CSS.escape(appointment)}"]`) ?? null;
  }

  /** Shows the slip that was just made, should it be out of sight. */
  see(id: string, appointment: string) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#slip(id, appointment)?.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
  }

  /** Scrolls until the person's card begins at the top, or as far as there is something below. */
  async bring(id: string) {
    const [card, scroller] = [this.#cards.get(id), this.scroller];
    if (card === undefined || scroller === null) return;
    const by = card.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 4;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const room = by < 0 ? scroller.scrollTop : scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop;
    if (Math.min(Math.abs(by), room) < 2) return;
    scroller.scrollBy({ top: by, behavior: still ? "instant" : "smooth" });
    if (!still) await settled(scroller);
  }

  /** Puts the keyboard on the person, without scrolling. */
  focus(id: string) {
    this.#cards.get(id)?.querySelector<HTMLElement>("[data-testid='person-toggle']")?.focus({ preventScroll: true });
  }

  /**
   * Folds one person's card while another's stays where it is on the screen. Where there is too little above
   * to make up for the height, nothing is folded: better a long card than one that jumps.
   */
  fold(id: string, stays: string, change: () => void) {
    const [card, anchor, scroller] = [this.#cards.get(id), this.#cards.get(stays), this.scroller];
    if (card === undefined || anchor === undefined || scroller === null) return;
    const before = anchor.getBoundingClientRect().top;
    const above = card.getBoundingClientRect().top < before;
    const head = card.firstElementChild as HTMLElement | null;
    if (above && scroller.scrollTop < card.offsetHeight - (head?.offsetHeight ?? 0)) return;
    flushSync(change);
    scroller.scrollTop += anchor.getBoundingClientRect().top - before;
  }
}

function settled(scroller: HTMLElement): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, SETTLED_MS);
    scroller.addEventListener(
      "scrollend",
      () => {
        clearTimeout(timer);
        done();
      },
      { once: true },
    );
  });
}
