import { session } from "$lib/state/session.svelte";

/** What may be said to somebody who practises, one line at a time, each once. */
export type Hint = "begin" | "saved" | "undo";

/** How far somebody has come in practice. */
class Rehearsal {
  hint = $state<Hint | null>(null);
  #doors = 0;
  #on = false;

  /** Watches a practice from its beginning to its end; gives what stops it. */
  watch(): () => void {
    this.#doors = 0;
    this.hint = "begin";
    this.#on = true;
    const heard = (name: string) => {
      if (name === "visit") this.#saved();
    };
    session.done = heard;
    return () => {
      if (session.done === heard) session.done = null;
      this.hint = null;
      this.#on = false;
    };
  }

  /** Somebody is done at a door whose visit was saved along with a claim. */
  doorSaved() {
    if (this.#on) this.#saved();
  }

  /** A door has been saved. */
  #saved() {
    this.#doors += 1;
    if (this.#doors === 1) this.hint = "saved";
    if (this.#doors === 2) this.hint = "undo";
  }

  /** The line was read. */
  dismiss() {
    this.hint = null;
  }
}

export const rehearsal = new Rehearsal();
