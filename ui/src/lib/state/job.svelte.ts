import type { ApiError, Job, JobOutcome } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { session } from "./session.svelte";

const POLL_MS = 200;
let underWay = 0;

/** Whether any long job of this window is under way. */
export const anyJob = (): boolean => underWay > 0;

/** A long job: started here, watched until it ends, and stopped on request. */
export class JobWatch {
  job = $state.raw<Job | null>(null);
  /** Why the last one failed that a person started. What runs by itself leaves it until it succeeds. */
  error = $state.raw<ApiError | null>(null);
  /** Why the last one failed that nobody had asked for. */
  missed = $state.raw<ApiError | null>(null);
  running = $state(false);
  stopping = $state(false);
  /** When the last one ended, by the window's own clock, which nobody sets. */
  ended = -Infinity;
  /** Who wants to know of each end. */
  after: (() => void) | null = null;
  /** How often somebody else's turn came. */
  #turns = 0;

  /**
   * Starts a job and follows it. Gives its outcome, or `null` when it failed or was stopped.
   * `byItself`: nobody asked for it, so it must not take the place of what a person reads.
   */
  async run(start: () => Promise<Job>, byItself = false): Promise<JobOutcome | null> {
    if (this.running) return null;
    const turn = this.#turns;
    underWay += 1;
    this.running = true;
    this.stopping = false;
    this.missed = null;
    if (!byItself) this.error = null;
    this.job = null;
    try {
      let job = await start();
      if (turn !== this.#turns) return null;
      this.job = job;
      while (job.outcome === null) {
        await new Promise((go) => setTimeout(go, POLL_MS));
        if (turn !== this.#turns) return null;
        job = await session.ask("job", { job: job.job });
        if (turn !== this.#turns) return null;
        this.job = job;
      }
      if (typeof job.outcome === "object" && "failed" in job.outcome) throw job.outcome.failed;
      this.error = null;
      return job.outcome === "stopped" ? null : job.outcome;
    } catch (thrown) {
      if (turn !== this.#turns) return null;
      if (byItself) this.missed = asApiError(thrown);
      else this.error = asApiError(thrown);
      return null;
    } finally {
      underWay -= 1;
      if (turn === this.#turns) {
        this.running = false;
        this.stopping = false;
        this.ended = performance.now();
        this.after?.();
      }
    }
  }

  /** Somebody else's turn: what runs goes on in the device, and nobody here hears of it. */
  forget() {
    this.#turns += 1;
    this.job = null;
    this.error = null;
    this.missed = null;
    this.running = false;
    this.stopping = false;
    this.ended = -Infinity;
  }

  /** Asks the job to stop at the next safe point. */
  async stop() {
    if (this.job === null || this.stopping) return;
    this.stopping = true;
    try {
      await session.ask("job_stop", { job: this.job.job });
    } catch (thrown) {
      this.error = asApiError(thrown);
      this.stopping = false;
    }
  }

  /** Whether the last job was stopped by the person. */
  get stopped(): boolean {
    return this.job?.outcome === "stopped";
  }
}

/** The one sync of this window: it goes on while one looks at other screens. */
export const sync = new JobWatch();

/** Sends and receives, then asks anew how much is where. `byItself`: nobody asked for it. */
export async function startSync(byItself = false): Promise<void> {
  await sync.run(() => session.ask("sync_start", {}), byItself);
  await session.refresh();
}

/** The closing check: a sync that compares at its end. */
export const check = new JobWatch();

/** Compares with the server now. */
export async function startCheck(): Promise<void> {
  await check.run(() => session.ask("check_start", {}));
  await session.refresh();
}
