import { untrack } from "svelte";
import { anyJob, check, startSync, sync } from "./job.svelte";
import { session } from "./session.svelte";

/** After so many failures in a row it waits so long; the last one repeats. */
export const WAITS_MS = [1, 2, 5, 10, 15].map((minutes) => minutes * 60_000);
/** Never sooner than this after the last sync, whoever started that. */
export const AT_LEAST_MS = 60_000;
/** While something waits and nothing fails, it looks this often. */
export const EVERY_MS = 5 * 60_000;
const LONGEST_MS = Math.max(...WAITS_MS);

/**
 * Sends and receives by itself while the window is open and unlocked: when it is unlocked, when a network
 * appears, when the window comes back to the front, and every few minutes while something waits. It opens
 * nothing, takes no focus, and says no more than the sync's own line says.
 */
export class AutoSync {
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Until then nothing begins by itself: somebody has just stopped it. */
  #hushed = -Infinity;

  /** Starts watching; gives what stops it. One at a time. */
  watch(): () => void {
    const appeared = () => {
      // Another network is another chance: what failed, or was stopped, before says nothing about it.
      this.#failures = 0;
      this.#hushed = -Infinity;
      this.#look();
    };
    const front = () => {
      if (document.visibilityState === "visible") this.#look();
    };
    addEventListener("online", appeared);
    document.addEventListener("visibilitychange", front);
    const ended = () => this.#ended();
    sync.after = ended;
    // Whoever watches is not to begin anew with every number that changes.
    untrack(() => this.#look());
    return () => {
      removeEventListener("online", appeared);
      document.removeEventListener("visibilitychange", front);
      if (sync.after === ended) sync.after = null;
      clearTimeout(this.#timer);
    };
  }

  /** Begins, or says when it will look again. */
  #look() {
    const now = performance.now();
    const early = Math.max(Math.max(sync.ended, check.ended) + AT_LEAST_MS, this.#hushed) - now;
    if (session.status?.state !== "open" || !session.online) this.#later();
    else if (anyJob()) this.#again(AT_LEAST_MS);
    else if (early > 0) this.#again(early);
    else {
      clearTimeout(this.#timer);
      void startSync(true);
    }
  }

  /** A sync has ended, whoever started it. */
  #ended() {
    if (sync.stopped) this.#hushed = performance.now() + LONGEST_MS;
    else this.#failures = sync.error === null && sync.missed === null ? 0 : this.#failures + 1;
    this.#later();
  }

  /** Looks again after a while if something waits then. */
  #later() {
    const wait = this.#failures === 0 ? EVERY_MS : (WAITS_MS[this.#failures - 1] ?? LONGEST_MS);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Without anything to send there is no hurry: a network that appears, or a person, asks again.
      if ((session.status?.work.unsent ?? 0) > 0) this.#look();
      else this.#later();
    }, wait);
  }

  /** What was asked for comes a little later. */
  #again(wait: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), wait);
  }
}

export const autosync = new AutoSync();
