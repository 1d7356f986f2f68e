import type { ApiError, PersonRow } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { session } from "$lib/state/session.svelte";

/** Rows asked for while somebody types, and when they scroll to the end of these. */
export const FEW = 50;
export const MANY = 200;
/**
 * Input methods such as Unikey take letters back and write others in a burst, so the field is empty or holds
 * what nobody is called for a moment. Only what stays this long is shown as "nothing".
 */
export const STEADY_MS = 150;

/**
 * The answers to what stands in the field. The last rows stay until there is a newer answer; an answer that was
 * overtaken is never shown over a newer one. One question is on its way at a time, so that a slow phone is
 * always asked for the newest text next and never for all the letters in between.
 */
export class Finding {
  rows = $state.raw<PersonRow[]>([]);
  /** For which text the rows are; empty when nothing is asked. */
  text = $state("");
  error = $state.raw<ApiError | null>(null);
  /** There may be more people than rows. */
  more = $state(false);
  /** People of several hamlets have been seen, so rows say where they live. */
  several = $state(false);
  #wanted = "";
  #limit = FEW;
  #frame: number | null = null;
  #steady: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  readonly #hamlets = new Set<string>();

  /** What stands in the field now. Asked for with the next frame: a burst of keys is one question. */
  type(text: string) {
    const wanted = text.trim().normalize("NFC");
    clearTimeout(this.#steady);
    if (wanted === this.#wanted) {
      if (wanted !== "") this.#soon();
      return;
    }
    this.#wanted = wanted;
    this.#limit = FEW;
    if (wanted === "") this.#steady = setTimeout(() => this.#forget(), STEADY_MS);
    else this.#soon();
  }

  /** The field was cleared on purpose. */
  clear() {
    clearTimeout(this.#steady);
    this.#wanted = "";
    this.#forget();
  }

  /** Asks for as many rows as there are at most. */
  all() {
    if (!this.more || this.#limit === MANY) return;
    this.#limit = MANY;
    void this.#ask();
  }

  /** The screen goes. */
  stop() {
    clearTimeout(this.#steady);
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  #soon() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      void this.#ask();
    });
  }

  async #ask() {
    if (this.#asking || this.#wanted === "") return;
    this.#asking = true;
    const [text, limit] = [this.#wanted, this.#limit];
    try {
      const rows = await session.ask("find", { text, limit });
      this.error = null;
      this.#show(rows, text, limit);
    } catch (thrown) {
      if (text === this.#wanted) this.error = asApiError(thrown);
    } finally {
      this.#asking = false;
    }
    if (text !== this.#wanted || limit !== this.#limit) void this.#ask();
  }

  #show(rows: PersonRow[], text: string, limit: number) {
    const show = () => {
      for (const row of rows) this.#hamlets.add(row.hamlet);
      this.several = this.#hamlets.size > 1;
      this.rows = rows;
      this.text = text;
      this.more = rows.length >= limit;
    };
    if (text === this.#wanted && rows.length === 0) {
      this.#steady = setTimeout(show, this.rows.length === 0 ? 0 : STEADY_MS);
    } else if (text === this.#wanted || (rows.length > 0 && this.#wanted !== "")) show();
  }

  #forget() {
    this.rows = [];
    this.text = "";
    this.error = null;
    this.more = false;
  }
}
