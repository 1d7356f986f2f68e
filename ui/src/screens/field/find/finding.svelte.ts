import type { ApiError, PersonRow } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { session } from "$lib/state/session.svelte";

/** Rows asked for while somebody types, and when they scroll to the end of these. */
export const FEW = 20;
export const MANY = 200;
/**
 * Input methods such as Unikey take letters back and write others in a burst, so the field is empty or holds
 * what nobody is called for a moment. Only what stays this long is shown as "nothing".
 */
export const STEADY_MS = 150;
/** Rows that fill the tallest screen: drawn at once. The others follow when the hand rests, so that no key waits for them. */
const SCREENFUL = 6;
/** Keys closer together than this are a burst; the first of them is asked for at once. */
const BURST_MS = 40;
/** Whoever types faster than the device answers still sees the list follow at this pace. */
const PACE_MS = 300;

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
  /** How many of the rows are drawn. */
  drawn = $state(SCREENFUL);
  /** People of several hamlets have been seen, so rows say where they live. */
  several = $state(false);
  #wanted = "";
  #limit = FEW;
  #frame: number | null = null;
  #steady: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #typedAt = 0;
  #shownAt = 0;
  readonly #hamlets = new Set<string>();

  /** What stands in the field now: asked for at once, and with the next frame what follows in a burst of keys. */
  type(text: string) {
    const wanted = text.trim().normalize("NFC");
    clearTimeout(this.#steady);
    clearTimeout(this.#rest);
    if (wanted === this.#wanted) {
      this.#drawRest();
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
    clearTimeout(this.#rest);
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  #soon() {
    const burst = performance.now() - this.#typedAt < BURST_MS;
    this.#typedAt = performance.now();
    if (!burst && this.#frame === null) {
      void this.#ask();
      return;
    }
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
      this.#shownAt = performance.now();
      this.rows = rows;
      this.drawn = limit === FEW ? SCREENFUL : rows.length;
      this.#drawRest();
      this.text = text;
      this.more = rows.length >= limit;
    };
    if (text === this.#wanted && rows.length === 0) {
      this.#steady = setTimeout(show, this.rows.length === 0 ? 0 : STEADY_MS);
    } else if (text === this.#wanted) show();
    // A newer question is on its way: what it overtook is drawn only where nothing has been for a while.
    else if (rows.length > 0 && this.#wanted !== "" && performance.now() - this.#shownAt > PACE_MS) show();
  }

  #drawRest() {
    clearTimeout(this.#rest);
    if (this.drawn < this.rows.length) this.#rest = setTimeout(() => (this.drawn = this.rows.length), STEADY_MS);
  }

  #forget() {
    this.rows = [];
    this.text = "";
    this.error = null;
    this.more = false;
  }
}
