import type { ApiError } from "$lib/api.gen";
import { asApiError } from "$lib/backend";

/** How long the undo of a tap stays in reach. */
export const UNDO_MS = 8000;

/** One line about what just happened, with the way back. */
export interface Said {
  id: number;
  text: string;
  undo: (() => Promise<void>) | null;
}

/** What the window says about the last tap: saved with undo, or why not. */
class Toast {
  said = $state.raw<Said | null>(null);
  error = $state.raw<ApiError | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;

  /** Says that something was saved; `undo` takes it back. Gives the line's number. */
  say(text: string, undo: (() => Promise<void>) | null = null, stay = UNDO_MS): number {
    clearTimeout(this.#timer);
    this.error = null;
    this.said = { id: ++this.#count, text, undo };
    this.#timer = setTimeout(() => (this.said = null), stay);
    return this.#count;
  }

  /** Words a line anew that still stands, without its coming again. */
  reword(id: number, text: string) {
    if (this.said?.id === id) this.said = { ...this.said, text };
  }

  /** Says why a tap did nothing; it stays until it is closed. */
  refuse(thrown: unknown) {
    this.clear();
    this.error = asApiError(thrown);
  }

  /** Takes the last tap back. */
  async undo() {
    const undo = this.said?.undo;
    this.clear();
    if (undo === null || undo === undefined) return;
    try {
      await undo();
    } catch (thrown) {
      this.refuse(thrown);
    }
  }

  clear() {
    clearTimeout(this.#timer);
    this.said = null;
    this.error = null;
  }
}

export const toast = new Toast();
