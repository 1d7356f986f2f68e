// From the key to the list and from the tap to the token, in Chromium at 390×844 with its processor slowed down.
//
//   node latency.mjs [FILE]    writes every time as JSON to FILE (target/bench/latency.json)
//
// A time goes from the event's own time stamp, which the browser gives before any script runs, to the end of the
// painting of the frame with what changed. The device behind it is not slowed down. Figures of a busy
// machine are figures of the waiting for the others: its load is told with them.

import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../stage/programs.mjs";
import { Sample } from "../stage/sample.mjs";
import { PHONE, Screen } from "../stage/screen.mjs";
import { measure } from "./measure.mjs";

const SLOWER = 6;
const TAPS = 40;
/** The rows that fit on the screen; what is drawn below them when the hand rests is not waited for. */
const IN_SIGHT = '.found:nth-child(-n + 6) [data-testid="find-hit"]';
const TEXTS = ["nguyen thi", "tran van", "ngo 31", "le huu", "dang thi hoa", "so 17", "pham van hung"];

const sample = await Sample.ofThreeApps();
try {
  const screen = await Screen.open(await sample.bridge(sample.told.volunteer.home), PHONE);
  await screen.page.evaluate(measure);
  await screen.pin(sample.told.volunteer.pin);
  await screen.see("door-row");
  const devtools = await screen.page.context().newCDPSession(screen.page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const [keys, taps] = [await type(screen), await tap(screen)];
  await screen.browser.close();
  const file = process.argv[2] ?? join(ROOT, "target/bench/latency.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ slower: SLOWER, load: loadavg()[0], unit: "ms", keys, taps }, null, 1)}\n`);
  console.log(`| processor slowed down six times; load ${loadavg()[0].toFixed(1)} | times | least | p50 | p95 | slowest |\n| --- | --- | --- | --- | --- | --- |`);
  for (const [what, times] of [["key to list", keys], ["tap to token", taps]]) {
    const of = (share) => `${[...times].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * times.length) - 1)].toFixed(0)} ms`;
    console.log(`| ${what} | ${times.length} | ${of(0)} | ${of(0.5)} | ${of(0.95)} | ${of(1)} |`);
  }
} finally {
  await sample.close();
}

/** One time: from `event` at what `act` does to the change of what `selector` finds; `null` when nothing changes. */
async function time(screen, event, selector, act) {
  await screen.page.evaluate(([event, selector]) => globalThis.measured.begin(event, selector), [event, selector]);
  await act();
  return screen.page.evaluate(() => globalThis.measured.end());
}

/** Types names letter by letter; each letter waits for its list. */
async function type(screen) {
  const times = [];
  await screen.press("tab-find");
  for (const text of TEXTS) {
    await screen.at("find-input").fill("");
    await screen.at("find-hit").first().waitFor({ state: "detached" });
    for (const letter of text) {
      const took = await time(screen, "keydown", IN_SIGHT, () => screen.page.keyboard.press(letter === " " ? "Space" : letter));
      // A letter after which the same people stand there in the same order paints nothing.
      if (took !== null) times.push(took);
    }
  }
  return times;
}

/** Records what can be recorded, door after door. */
async function tap(screen) {
  const times = [];
  await screen.press("tab-tonight");
  await screen.press("door-row");
  while (times.length < TAPS) {
    await screen.see("outcome-met", ":enabled");
    const agreed = screen.at("notice-agreed", '[aria-pressed="false"]').first();
    if ((await agreed.count()) === 0) {
      const door = screen.page.url();
      await screen.press("next-door");
      await screen.page.waitForURL((url) => url.href !== door);
      continue;
    }
    const person = await agreed.evaluate((button) => button.closest('[data-testid="person"]').dataset.id);
    const card = screen.page.locator(`[data-testid="person"][data-id="${person}"]`);
    await agreed.click();
    await card.locator('[data-testid="notice-agreed"][aria-pressed="true"]').waitFor();
    const apps = await card.locator('[data-testid="app-row"]:has([data-testid="record-next"])').evaluateAll((rows) => rows.map((row) => row.dataset.app));
    for (const app of apps) {
      const row = `[data-testid="person"][data-id="${person}"] [data-app="${app}"]`;
      const button = screen.page.locator(`${row} [data-testid="record-next"]`);
      await button.scrollIntoViewIfNeeded();
      const took = await time(screen, "click", `${row} [data-token]`, () => button.click());
      if (took !== null) times.push(took);
    }
    // Whoever has an appointment left is passed over: the next person unfolds by hand.
    const next = card.locator("xpath=following-sibling::li").first();
    if ((await next.count()) && (await next.locator('[data-testid="person-toggle"][aria-expanded="false"]').count())) await next.getByTestId("person-toggle").click();
  }
  return times;
}
