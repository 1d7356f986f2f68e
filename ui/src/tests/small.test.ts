import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { settings } from "$lib/state/settings.svelte";
import { toast } from "$lib/state/toast.svelte";
import { open } from "./device";
import { on, tap, tapOn, unfolded } from "./doorhand";

afterEach(() => (settings.scale = 100));

const WIDE = 360;
const HIGH = 640;

/** What can be pressed and is not covered by a dialog or scrolled away. */
function buttons(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>("button, a[href], input, [role='tab']")];
  return all.filter((one) => {
    const box = one.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || one.closest("[inert], .sr-only") !== null || !one.checkVisibility({ visibilityProperty: true })) return false;
    const top = document.elementFromPoint(Math.min(Math.max(box.left + box.width / 2, 0), WIDE - 1), Math.min(Math.max(box.top + box.height / 2, 0), HIGH - 1));
    return top !== null && (one.contains(top) || top.contains(one));
  });
}

const nameOf = (one: HTMLElement) => one.dataset.testid ?? one.getAttribute("aria-label") ?? one.textContent?.trim().slice(0, 30) ?? "";

/** Buttons whose words are cut off, that hang over an edge, or that lie on one another. */
function crowded(): string[] {
  const found: string[] = [];
  const there = buttons();
  for (const one of there) {
    const box = one.getBoundingClientRect();
    // What scrolls sideways on purpose may begin or end beyond the edge.
    if ((box.left < -0.5 || box.right > WIDE + 0.5) && !sideways(one)) found.push(`${nameOf(one)} hangs over the edge: ${box.left} to ${box.right}`);
    // What is typed may be longer than its field.
    if (one.matches("input")) continue;
    if (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) found.push(`${nameOf(one)} is cut: ${one.scrollWidth}×${one.scrollHeight} in ${one.clientWidth}×${one.clientHeight}`);
    for (const other of there) {
      // A field has its buttons inside.
      if (other === one || other.matches("input") || one.contains(other) || other.contains(one)) continue;
      const [mine, theirs] = [shown(one), shown(other)];
      const [wide, high] = [Math.min(mine.right, theirs.right) - Math.max(mine.left, theirs.left), Math.min(mine.bottom, theirs.bottom) - Math.max(mine.top, theirs.top)];
      if (wide > 1 && high > 1 && !sticky(one) && !sticky(other)) found.push(`${nameOf(one)} lies on ${nameOf(other)}`);
    }
  }
  return found;
}

/** The part of it that no scroller around it hides. */
function shown(one: HTMLElement) {
  let { left, right, top, bottom } = one.getBoundingClientRect();
  for (let at = one.parentElement; at !== null; at = at.parentElement) {
    if (getComputedStyle(at).overflowY === "visible") continue;
    const frame = at.getBoundingClientRect();
    [left, right, top, bottom] = [Math.max(left, frame.left), Math.min(right, frame.right), Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
  }
  return { left, right, top, bottom };
}

/** Within a strip that scrolls sideways. */
const sideways = (one: HTMLElement) => {
  for (let at = one.parentElement; at !== null; at = at.parentElement) if (["auto", "scroll"].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
  return false;
};

/** A heading that stands over what scrolls beneath it. */
const sticky = (one: HTMLElement) => {
  for (let at: HTMLElement | null = one; at !== null; at = at.parentElement) if (getComputedStyle(at).position === "sticky") return true;
  return false;
};

/** Whether all of it can be seen. */
function seen(testid: string): boolean {
  const box = document.querySelector(`[data-testid="${testid}"]`)?.getBoundingClientRect();
  return box !== undefined && box.height > 40 && box.top >= 0 && box.bottom <= HIGH + 0.5 && box.left >= 0 && box.right <= WIDE + 0.5;
}

type Way = () => Promise<unknown>;
const SCREENS: [name: string, role: string, place: string, state: string, primary: string, way?: Way][] = [
  ["Tonight", "volunteer", "tonight", "open", "tab-tonight"],
  ["the door", "volunteer", "door/h0-4", "open", "next-door", () => expect.poll(() => unfolded("h0-4-p0")).toBe(true)],
  ["the door with what was said", "volunteer", "door/h0-4", "open", "next-door", async () => {
    await tapOn("h0-4-p2", "person-toggle");
    await tapOn("h0-4-p2", "notice-agreed");
    await tapOn("h0-4-p2", "record-next", "ihanoi");
    await tapOn("h0-4-p2", "appoint-next");
    await tap("slot");
    await expect.poll(() => on("h0-4-p2", "slip-open")).not.toBeNull();
  }],
  ["coming back", "volunteer", "door/h0-0", "open", "next-door", () => tap("outcome-come_back")],
  ["Find", "volunteer", "find", "open", "find-input"],
  ["Find with hits", "volunteer", "find", "open", "find-input", () => page.getByTestId("find-input").fill("nguyen")],
  ["the PIN", "volunteer", "", "locked", "pin-ok"],
  ["the guide", "volunteer", "guide/vneid", "open", "guide-next"],
  ["a step of the guide", "volunteer", "guide/vneid", "open", "guide-next", () => tap("guide-part-activate")],
];

for (const scale of [100, 130]) {
  test.each(SCREENS)(`on the smallest phone nothing of %s is cut or covered, and the way on is in sight, letters at ${scale} %%`, async (_name, role, place, state, primary, way) => {
    await page.viewport(WIDE, HIGH);
    settings.scale = scale;
    toast.clear();
    const screen = await open(role, place, state);
    await expect.element(screen.getByTestId(primary).first()).toBeInTheDocument();
    await way?.();
    await new Promise((done) => setTimeout(done, 400));
    expect(crowded()).toEqual([]);
    expect(document.documentElement.scrollWidth, "nothing to scroll sideways").toBeLessThanOrEqual(WIDE);
    expect(seen(primary), `${primary} in sight`).toBe(true);
  });
}

test("what hangs over, is cut or is covered would be told", async () => {
  await page.viewport(WIDE, HIGH);
  await open("volunteer", "tonight");
  const bad = document.createElement("div");
  bad.innerHTML = `<button data-testid="z-cut" style="position:fixed;z-index:99;top:0;left:0;width:60px;height:20px;overflow:hidden;white-space:nowrap">Xong, nhà tiếp</button>
    <button data-testid="z-over" style="position:fixed;z-index:99;top:40px;left:300px;width:90px;height:40px">Vắng</button>`;
  document.body.append(bad);
  try {
    const told = crowded().join("\n");
    expect(told).toContain("z-cut is cut");
    expect(told).toContain("z-over hangs over the edge");
  } finally {
    bad.remove();
  }
});
