import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ApiError, Commands, Job, JobOutcome } from "$lib/api.gen";
import type { Backend } from "$lib/backend";
import { FakeBackend } from "$lib/backend/fake";
import { AT_LEAST_MS, AutoSync, EVERY_MS, WAITS_MS } from "$lib/state/autosync.svelte";
import { JobWatch, startCheck, startSync, sync } from "$lib/state/job.svelte";
import { session } from "$lib/state/session.svelte";
import { forgetJobs } from "./device";

const MINUTE = 60_000;
const SYNCED: JobOutcome = { synced: { at: 0, outcome: "done", sent: 0, received: 0, requests: 1, bytes_up: 0, bytes_down: 0 } };
const FAILED: JobOutcome = { failed: { code: "no_connection", detail: "" } };

/** A device whose jobs end when and as the test says. */
class Line implements Backend {
  online = true;
  /** When syncs began, by the window's clock. */
  readonly began: number[] = [];
  /** How jobs end; `null`: they go on. */
  ends: JobOutcome | null = SYNCED;
  #finish: (() => void)[] = [];
  refuses: ApiError | null = null;
  readonly #device = new FakeBackend("volunteer");

  async call<K extends keyof Commands>(name: K, args: Commands[K]["args"]): Promise<Commands[K]["reply"]> {
    const job = (): Job => ({ job: 1, kind: "sync", stage: "sending", done: 0, total: 0, outcome: this.ends });
    if (name === "sync_start") {
      this.began.push(performance.now());
      if (this.refuses !== null) throw this.refuses;
    }
    // Asked how a job is that goes on, it takes its time, so that nobody has to ask for minutes.
    if (name === "job" && this.ends === null) await new Promise<void>((go) => this.#finish.push(go));
    const jobs = ["sync_start", "check_start", "import_start", "job"].includes(name);
    return jobs ? (job() as Commands[K]["reply"]) : this.#device.call(name, args);
  }

  /** What goes on ends. */
  async finish(ends: JobOutcome) {
    this.ends = ends;
    for (const go of this.#finish.splice(0)) go();
    await later(1000);
  }
}

let line: Line;
let unwatch: () => void = () => undefined;
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const networkAppears = () => dispatchEvent(new Event("online"));
const comesToFront = () => document.dispatchEvent(new Event("visibilitychange"));
async function watch() {
  unwatch = new AutoSync().watch();
  await later(0);
}
/** What waits to be sent. */
function waiting(unsent: number) {
  if (session.status !== null) session.status = { ...session.status, work: { ...session.status.work, unsent } };
}

beforeEach(async () => {
  vi.useFakeTimers();
  forgetJobs();
  line = new Line();
  await session.start(line);
});
afterEach(async () => {
  unwatch();
  await line.finish(SYNCED);
  vi.useRealTimers();
});

test("an unlocked window syncs at once, and again after a while only if something waits", async () => {
  await watch();
  expect(line.began).toHaveLength(1);
  waiting(0);
  await later(EVERY_MS);
  expect(line.began).toHaveLength(1);
  waiting(1);
  await later(EVERY_MS);
  expect(line.began).toHaveLength(2);
});

test("never twice within a minute, and what was asked for too early comes when the minute is over", async () => {
  await watch();
  await later(20_000);
  networkAppears();
  comesToFront();
  networkAppears();
  await later(0);
  expect(line.began).toHaveLength(1);
  await later(AT_LEAST_MS);
  expect(line.began).toHaveLength(2);
  expect(line.began[1]! - line.began[0]!).toBeGreaterThanOrEqual(AT_LEAST_MS);
});

test("the minute counts from a sync that the person started as well", async () => {
  line.online = false;
  await watch();
  await startSync();
  line.online = true;
  networkAppears();
  await later(0);
  expect(line.began).toHaveLength(1);
});

test("never while a sync, a check or an import is under way", async () => {
  await watch();
  await later(2 * MINUTE);
  line.ends = null;
  const checking = startCheck();
  networkAppears();
  await later(3 * MINUTE);
  expect(line.began).toHaveLength(1);
  await line.finish(SYNCED);
  await checking;

  const importing = new JobWatch();
  line.ends = null;
  const done = importing.run(() => session.ask("import_start", {}));
  await later(2 * MINUTE);
  networkAppears();
  await later(5 * MINUTE);
  expect(line.began).toHaveLength(1);
  await line.finish(SYNCED);
  await done;
  await later(2 * MINUTE);
  expect(line.began).toHaveLength(2);

  await later(2 * MINUTE);
  line.ends = null;
  networkAppears();
  await later(10 * MINUTE);
  comesToFront();
  await later(10 * MINUTE);
  expect(line.began).toHaveLength(3);
});

test("failures wait longer and longer; a network that appears starts over", async () => {
  line.ends = FAILED;
  await watch();
  const expected = [...WAITS_MS, WAITS_MS.at(-1)!];
  await later(expected.reduce((sum, wait) => sum + wait, 0));
  expect(line.began.slice(1).map((at, i) => at - line.began[i]!)).toEqual(expected);
  await later(2 * MINUTE);
  networkAppears();
  await later(WAITS_MS[0]!);
  expect(line.began.slice(-2).map((at, i, all) => at - (all[i - 1] ?? at))).toEqual([0, WAITS_MS[0]]);
});

test("a failure in the background is told quietly and leaves what the person reads", async () => {
  line.ends = FAILED;
  await watch();
  expect(sync.error).toBeNull();
  expect(sync.missed?.code).toBe("no_connection");

  line.ends = { failed: { code: "captive_portal", detail: "" } };
  await startSync();
  expect(sync.error?.code).toBe("captive_portal");
  line.ends = FAILED;
  networkAppears();
  await later(2 * MINUTE);
  expect(line.began.length).toBeGreaterThan(2);
  expect(sync.error?.code).toBe("captive_portal");

  line.ends = SYNCED;
  networkAppears();
  await later(2 * MINUTE);
  expect(sync.error).toBeNull();
});

test("a refusal to start is a failure like any other", async () => {
  line.refuses = { code: "job_running", detail: "" };
  await watch();
  expect(sync.running).toBe(false);
  line.refuses = null;
  await later(WAITS_MS[0]! + 1000);
  expect(line.began).toHaveLength(2);
});

test("what the person stopped stays stopped for a quarter of an hour, or until another network", async () => {
  line.ends = "stopped";
  await watch();
  line.ends = SYNCED;
  await later(2 * MINUTE);
  comesToFront();
  await later(11 * MINUTE);
  expect(line.began).toHaveLength(1);
  networkAppears();
  await later(0);
  expect(line.began).toHaveLength(2);
});

test("without a network, locked, or after it was told to end, it does nothing", async () => {
  line.online = false;
  await watch();
  comesToFront();
  await later(30 * MINUTE);
  expect(line.began).toHaveLength(0);
  line.online = true;
  await session.lock();
  networkAppears();
  await later(30 * MINUTE);
  expect(line.began).toHaveLength(0);
  unwatch();
  await session.ask("unlock", { pin: "246810" });
  await session.refresh();
  networkAppears();
  comesToFront();
  await later(30 * MINUTE);
  expect(line.began).toHaveLength(0);
});

test("ending it while a sync is under way begins nothing later", async () => {
  line.ends = null;
  await watch();
  await later(1000);
  unwatch();
  await line.finish(FAILED);
  await later(60 * MINUTE);
  expect(line.began).toHaveLength(1);
});

test("a number that changes does not make it begin anew", async () => {
  const auto = new AutoSync();
  const end = $effect.root(() => {
    $effect(() => auto.watch());
  });
  await later(0);
  expect(line.began).toHaveLength(1);
  await later(2 * MINUTE);
  waiting(5);
  await session.refresh();
  await later(MINUTE);
  expect(line.began).toHaveLength(1);
  end();
});
