import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { settings } from "$lib/state/settings.svelte";
import { open } from "./device";

type Screen = Awaited<ReturnType<typeof open>>;

beforeEach(() => page.viewport(390, 844));
afterEach(() => {
  vi.useRealTimers();
  settings.lockMinutes = 5;
});

const unlock = async (screen: Screen) => {
  await expect.element(screen.getByTestId("pin-input")).toBeVisible();
  await userEvent.keyboard("246810{Enter}");
};

test("from the first start to the first saved door in practice it takes at most twelve taps", async () => {
  const screen = await open("volunteer", "", "new");
  let taps = 0;
  const tap = async (id: string) => {
    await screen.getByTestId(id).first().click();
    taps += 1;
  };
  await tap("practice-start");
  await expect.element(screen.getByTestId("rehearsal")).toHaveTextContent("Tập thử: người và nhà đều bịa, không gửi đi đâu");
  await expect.element(screen.getByTestId("rehearsal-hint")).toHaveAttribute("data-hint", "begin");
  await tap("door-row");
  await tap("notice-agreed");
  await tap("record-next");
  await tap("next-door");
  await expect.element(screen.getByTestId("rehearsal-hint")).toHaveAttribute("data-hint", "saved");
  const work = await session.ask("my_work", {});
  expect(work.counts.unsent).toBeGreaterThan(0);
  expect(taps).toBeLessThanOrEqual(12);
});

test("the advice goes when it was read, and comes once", async () => {
  const screen = await open("volunteer", "", "new");
  await screen.getByTestId("practice-start").click();
  await screen.getByTestId("rehearsal-hint-close").click();
  await expect.poll(() => screen.getByTestId("rehearsal-hint").elements()).toHaveLength(0);
  for (const hint of ["saved", "undo"]) {
    await screen.getByTestId("door-row").first().click();
    await screen.getByTestId("outcome-met").click();
    await expect.element(screen.getByTestId("rehearsal-hint")).toHaveAttribute("data-hint", hint);
    await screen.getByTestId("rehearsal-hint-close").click();
    await screen.getByTestId("back").click();
  }
  await screen.getByTestId("door-row").first().click();
  await screen.getByTestId("outcome-met").click();
  await expect.element(screen.getByTestId("outcome-met")).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByTestId("rehearsal-hint").elements()).toHaveLength(0);
});

test("practice sends nothing, says so, and ends where it began", async () => {
  const screen = await open("volunteer", "", "locked");
  await screen.getByTestId("practice-start").click();
  await screen.getByTestId("tab-work").click();
  await screen.getByTestId("sync-start").click();
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "practice_only");
  // Nothing to protect, so nothing to lock.
  await session.lock();
  await screen.getByTestId("practice-end").click();
  await expect.element(screen.getByTestId("lock")).toBeVisible();
  await unlock(screen);
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  expect(screen.getByTestId("rehearsal").elements()).toHaveLength(0);
  await screen.getByTestId("tab-work").click();
  // The failed sync was of practice.
  await expect.element(screen.getByTestId("sync-start")).toBeVisible();
  expect(screen.getByTestId("error").elements()).toHaveLength(0);
});

test("another person takes over in two steps: the name, the PIN", async () => {
  const screen = await open("volunteer", "tonight", "shared");
  await expect.element(screen.getByRole("heading", { name: "Trần Văn Đức" })).toBeVisible();
  await expect.element(screen.getByTestId("person-pick").first()).toHaveTextContent("còn 12 mục chưa gửi");
  await expect.element(screen.getByTestId("person-pick").nth(1)).toHaveTextContent("đã gửi hết");
  await screen.getByTestId("person-pick").first().click();
  await expect.element(screen.getByRole("heading", { name: "Nguyễn Thị Bích Ngọc" })).toBeVisible();
  await expect.element(screen.getByTestId("person-pick").first()).toHaveTextContent("Trần Văn Đức");
  await unlock(screen);
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  expect(session.status?.number).toBe(2);
});

test("one more person is added, or not after all", async () => {
  const screen = await open("volunteer", "", "locked");
  await screen.getByTestId("person-add").click();
  await expect.element(screen.getByRole("heading", { name: "Thêm một người dùng máy này" })).toBeVisible();
  await screen.getByTestId("enrol-link").fill("tungnha://x/abc");
  await screen.getByTestId("enrol-back").click();
  await expect.element(screen.getByRole("heading", { name: "Trần Văn Đức" })).toBeVisible();
  await screen.getByTestId("person-add").click();
  // What was given up is gone.
  await expect.element(screen.getByTestId("enrol-link")).toHaveValue("");
  await screen.getByTestId("enrol-link").fill("tungnha://x/abc");
  await screen.getByTestId("enrol-next").click();
  await userEvent.keyboard("246810{Enter}");
  await expect.element(screen.getByText("Nhập lại mã PIN")).toBeVisible();
  await userEvent.keyboard("246810{Enter}");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  expect(session.status).toMatchObject({ number: 2, members: 2 });
});

test("what one has half filled outlives the other's turn, and the other never sees it", async () => {
  const screen = await open("volunteer", "door/h0-2", "shared");
  await unlock(screen);
  await screen.getByTestId("outcome-other").click();
  await screen.getByTestId("note-input").fill("Gọi cửa sau");
  await session.lock();
  await screen.getByTestId("person-pick").first().click();
  await expect.element(screen.getByRole("heading", { name: "Nguyễn Thị Bích Ngọc" })).toBeVisible();
  // Not even the place: that one begins at the list.
  expect(location.hash).toBe("#/");
  await unlock(screen);
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  // The very same door.
  const { route } = await import("$lib/state/route.svelte");
  route.open("door", "h0-2");
  await screen.getByTestId("outcome-other").click();
  await expect.element(screen.getByTestId("note-input")).toHaveValue("");
  await screen.getByTestId("note-input").fill("Nhà có chó");
  await session.lock();
  await screen.getByTestId("person-pick").first().click();
  await expect.element(screen.getByRole("heading", { name: "Trần Văn Đức" })).toBeVisible();
  await unlock(screen);
  await expect.element(screen.getByTestId("note-input")).toHaveValue("Gọi cửa sau");
});

test("back does not lead to a place that somebody else had open", async () => {
  const screen = await open("volunteer", "tonight", "shared");
  await unlock(screen);
  await screen.getByTestId("door-row").first().click();
  await expect.element(screen.getByTestId("next-door")).toBeVisible();
  await session.lock();
  await screen.getByTestId("person-pick").first().click();
  await expect.element(screen.getByRole("heading", { name: "Nguyễn Thị Bích Ngọc" })).toBeVisible();
  await unlock(screen);
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  history.back();
  await new Promise((go) => setTimeout(go, 100));
  expect(location.hash).toBe("#/");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
});

/** The window's clock and its looking about, in the test's hands; what polls keeps its own. */
const stopClock = () => vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
const touch = () => dispatchEvent(new Event("pointerdown"));
function turnAway(hidden: boolean) {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(hidden ? "hidden" : "visible");
  document.dispatchEvent(new Event("visibilitychange"));
}

test("untouched, it locks after the minutes that were chosen, and a half-filled absence is still there", async () => {
  stopClock();
  settings.lockMinutes = 1;
  const screen = await open("volunteer", "door/h0-0");
  await screen.getByTestId("person-more").first().click();
  await screen.getByTestId("absence-open").click();
  await screen.getByTestId("absence-hospital").click();
  await screen.getByTestId("absence-until").fill("30/11/20");
  await vi.advanceTimersByTimeAsync(50_000);
  expect(session.status?.state).toBe("open");
  await vi.advanceTimersByTimeAsync(15_000);
  expect(session.status?.state).toBe("locked");
  await expect.element(screen.getByTestId("lock")).toBeVisible();
  await unlock(screen);
  await expect.element(screen.getByTestId("absence-until")).toHaveValue("30/11/20");
  await expect.element(screen.getByTestId("absence-hospital")).toHaveAttribute("aria-pressed", "true");
});

test("by default it waits five minutes", async () => {
  stopClock();
  await open("volunteer", "tonight");
  touch();
  await vi.advanceTimersByTimeAsync(4 * 60_000 + 50_000);
  expect(session.status?.state).toBe("open");
  await vi.advanceTimersByTimeAsync(15_000);
  expect(session.status?.state).toBe("locked");
});

test("out of sight it locks after a minute, also when it slept meanwhile", async () => {
  stopClock();
  settings.lockMinutes = 15;
  const screen = await open("volunteer", "tonight");
  touch();
  turnAway(true);
  await vi.advanceTimersByTimeAsync(40_000);
  turnAway(false);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(session.status?.state).toBe("open");
  turnAway(true);
  await vi.advanceTimersByTimeAsync(66_000);
  expect(session.status?.state).toBe("locked");
  turnAway(false);
  await unlock(screen);
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  // A phone's timers stop when the program is put aside: only the clock goes on.
  turnAway(true);
  vi.setSystemTime(Date.now() + 61_000);
  turnAway(false);
  expect(session.status?.state).toBe("locked");
});

test("a clock that is set back does not keep it open", async () => {
  stopClock();
  await open("volunteer", "tonight");
  touch();
  vi.setSystemTime(Date.now() - 3_600_000);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(session.status?.state).toBe("locked");
});

test("an office that looks at another window is not locked after a minute", async () => {
  stopClock();
  await open("police", "people");
  touch();
  turnAway(true);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(session.status?.state).toBe("open");
  await vi.advanceTimersByTimeAsync(200_000);
  expect(session.status?.state).toBe("locked");
  turnAway(false);
});

test("practice is never locked", async () => {
  stopClock();
  const screen = await open("volunteer", "", "new");
  await screen.getByTestId("practice-start").click();
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  await expect.element(screen.getByTestId("rehearsal")).toBeVisible();
});

test("the settings lead to the other people and to how soon it locks", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("settings-open").click();
  await screen.getByTestId("lock-after").getByText("15 phút").click();
  expect(settings.lockMinutes).toBe(15);
  await screen.getByTestId("change-person").click();
  await expect.element(screen.getByTestId("person-add")).toBeVisible();
});
