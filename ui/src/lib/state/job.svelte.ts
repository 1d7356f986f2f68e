import type { ApiError, Job, JobOutcome } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { session } from "./session.svelte";

const POLL_MS = 200;

/** A long job: started here, watched until it ends, and stopped on request. */
export class JobWatch {
  job = $state.raw<Job | null>(null);
  error = $state.raw<ApiError | null>(null);
  running = $state(false);
  stopping = $state(false);

  /** Starts a job and follows it. Gives its outcome, or `null` when it failed or was stopped. */
  async run(start: () => Promise<Job>): Promise<JobOutcome | null> {
    if (this.running) return null;
    this.running = true;
    this.stopping = false;
    this.error = null;
    this.job = null;
    try {
      let job = await start();
      this.job = job;
      while (job.outcome === null) {
        await new Promise((go) => setTimeout(go, POLL_MS));
        job = await session.ask("job", { job: job.job });
        this.job = job;
      }
      if (typeof job.outcome === "object" && "failed" in job.outcome) {
        this.error = job.outcome.failed;
        return null;
      }
      return job.outcome === "stopped" ? null : job.outcome;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return null;
    } finally {
      this.running = false;
      this.stopping = false;
    }
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

/** Sends and receives, then asks anew how much is where. */
export async function startSync(): Promise<void> {
  await sync.run(() => session.ask("sync_start", {}));
  await session.refresh();
}
