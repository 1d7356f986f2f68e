import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { walk } from "$lib/state/walk.svelte";
import { open } from "./device";

/** A frame that takes longer is a stutter that a hand feels. */
const LONGEST_MS = 50;
/**
 * Frames are timed by the wall's clock, and whatever else runs on this machine is in them: so many of a hundred may
 * be long. `scripts/scroll.mjs` measures what the list itself costs.
 */
const LONG_IN_100 = 8;
/** Pixels a frame: more than a screen. */
const STEP = 900;
/** Elements of the list at any moment, however many doors there are. */
const MOST_ELEMENTS = 600;

test("of 20.000 people only those near the window exist, and the list scrolls through", { timeout: 180_000 }, async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "tonight", "large");
  await expect.poll(() => walk.doors.value?.length, { timeout: 30_000 }).toBe(5000);
  await screen.getByTestId("filter-all").click();
  await expect.poll(() => walk.rows.length).toBeGreaterThan(5000);
  const list = screen.getByTestId("walk").element();
  const frame = () => new Promise<number>((go) => requestAnimationFrame(go));
  const frames: number[] = [];
  let most = 0;
  let last = await frame();
  for (let before = -1; list.scrollTop !== before; ) {
    before = list.scrollTop;
    list.scrollTop += STEP;
    const now = await frame();
    frames.push(now - last);
    most = Math.max(most, list.querySelectorAll("*").length);
    last = now;
  }
  const long = frames.filter((ms) => ms > LONGEST_MS).length;
  console.info(`${frames.length} frames, longest ${Math.max(...frames).toFixed(0)} ms, ${long} over ${LONGEST_MS} ms, at most ${most} elements`);
  expect(frames.length).toBeGreaterThan(300);
  await expect.poll(() => [...list.querySelectorAll<HTMLElement>("[data-testid=door-row]")].at(-1)?.dataset.id).toBe("h0-4999");
  expect(most).toBeLessThan(MOST_ELEMENTS);
  expect((long / frames.length) * 100).toBeLessThan(LONG_IN_100);
});
