import type { Draft, KeepDraft } from "$lib/api.gen";

/** What is typed is written when the hand rests so long. */
export const REST_MS = 700;
/** The device refuses more, in bytes. */
const LONGEST = { key: 128, text: 8192 };

/** The device's two operations. */
export interface DraftFile {
  keep(draft: KeepDraft): Promise<unknown>;
  all(): Promise<Draft[]>;
}

const bytes = (text: string) => new TextEncoder().encode(text).length;

/**
 * Writes half-typed forms to the device and reads what an earlier program left. It never stands in the way of a tap:
 * nobody waits for it, it writes one at a time and when the hand rests, and what cannot be written stays in memory,
 * where it was before.
 */
export class Keeper {
  /** Where to; without it nothing is kept. */
  file: DraftFile | null = null;
  #owner = "";
  /** On the device, as far as known: key and text. */
  #there = new Map<string, string>();
  readonly #waiting = new Map<string, string | null>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | null = null;

  /** Somebody else's turn: nothing of the one before is known any more. */
  turn(owner: string) {
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.forget();
  }

  /** Writes nothing more of what waits, and knows nothing of what is there. */
  forget() {
    this.#there = new Map();
    this.#waiting.clear();
    clearTimeout(this.#timer);
  }

  /** Asks the device what was half typed. */
  async recall() {
    const owner = this.#owner;
    const all = await this.file?.all().catch(() => null);
    if (!all || owner !== this.#owner) return;
    this.#there = new Map(all.map(({ key, text }) => [key, text]));
  }

  /** What an earlier program left under `key`. */
  recalled(key: string): string | null {
    return this.#waiting.has(key) ? null : (this.#there.get(key) ?? null);
  }

  /** Keeps `text` under `key` soon, or forgets it. */
  keep(key: string, text: string | null) {
    if (this.file === null || bytes(key) > LONGEST.key || (text !== null && bytes(text) > LONGEST.text)) return;
    if ((this.#there.get(key) ?? null) === text) this.#waiting.delete(key);
    else this.#waiting.set(key, text);
    clearTimeout(this.#timer);
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => this.#whenIdle(), REST_MS);
  }

  #whenIdle() {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => void this.write(), { timeout: REST_MS });
    else void this.write();
  }

  /** Writes what waits, now: the window goes out of sight, or locks. */
  async write(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing;
    if (this.#waiting.size === 0) return;
    this.#writing = this.#writeAll();
    await this.#writing;
    this.#writing = null;
  }

  async #writeAll() {
    const [owner, file] = [this.#owner, this.file];
    for (const [key, text] of [...this.#waiting]) {
      if (file === null || owner !== this.#owner) return;
      try {
        await file.keep({ key, text });
      } catch {
        // Locked, or the disk is full: it waits for the next time.
        return;
      }
      if (owner !== this.#owner) return;
      if (text === null) this.#there.delete(key);
      else this.#there.set(key, text);
      if (this.#waiting.get(key) === text) this.#waiting.delete(key);
    }
  }
}
