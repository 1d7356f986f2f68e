import type { ApiError } from "$lib/api.gen";
import { asApiError } from "$lib/backend";

/**
 * Something that comes from the device. While it is asked for anew the old value stays on the screen,
 * so nothing jumps; of several questions only the last one's answer counts.
 */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<ApiError | null>(null);
  busy = $state(false);
  #asked = 0;

  /** Asks, and gives the value or `null` when it failed or a later question overtook this one. */
  async load(question: () => Promise<T>): Promise<T | null> {
    const mine = ++this.#asked;
    this.busy = true;
    try {
      const value = await question();
      if (mine !== this.#asked) return null;
      this.value = value;
      this.error = null;
      return value;
    } catch (thrown) {
      if (mine === this.#asked) this.error = asApiError(thrown);
      return null;
    } finally {
      if (mine === this.#asked) this.busy = false;
    }
  }

  /** Forgets the value, for a screen that turns to something else. */
  clear() {
    this.#asked += 1;
    this.value = null;
    this.error = null;
    this.busy = false;
  }
}
