import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { Receiving } from "../screens/office/desk/receiving.svelte";
import { clockAt, momentOf, nowSeconds } from "$lib/words/vietnam";
import { open } from "./device";
import { hand, tap, tapOn, unfolded } from "./doorhand";

beforeEach(() => page.viewport(1280, 800));
afterEach(() => vi.useRealTimers());

/** Today at an hour of Việt Nam's. The made-up desk is open from 19:00 to 21:00. */
function today(hour: number, minute = 0): number {
  const { year, month, day } = clockAt(nowSeconds());
  return momentOf(year, month, day, hour, minute);
}

/** The clock stands at `seconds`; timers run on. */
const clock = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: seconds * 1000 });

const current = () => document.querySelector<HTMLElement>("[data-testid='desk-row'][aria-current='true']");
const day = () => session.ask("desk_day", { desk: "police", day: null, find: null });
const press = (keys: string) => userEvent.keyboard(keys);

async function desk() {
  const screen = await open("police", "desk", "desk");
  await expect.element(screen.getByTestId("desk-row").first()).toBeVisible();
  return screen;
}

test("a dossier is collected in two keys and taken back in one", async () => {
  const screen = await desk();
  // The first one came already; the second waits.
  await press("j");
  await expect.poll(() => current()?.dataset.outcome).toBe("waiting");
  const who = current()!.dataset.id;
  await press("d");
  await expect.element(screen.getByTestId("collect-ok")).toHaveFocus();
  await press("{Enter}");
  await expect.poll(() => document.querySelector<HTMLElement>(`[data-testid='desk-row'][data-id='${who}']`)?.dataset.outcome).toBe("came");
  const person = (await day()).slots.flatMap((slot) => slot.people).find((one) => one.appointment === who);
  expect(person).toMatchObject({ outcome: "came", collected: true });
  // The next one who waits is in view.
  expect(current()?.dataset.outcome).toBe("waiting");
  await press("u");
  await expect.poll(async () => (await day()).slots.flatMap((slot) => slot.people).find((one) => one.appointment === who)).toMatchObject({ outcome: null, collected: false });
});

test("came, missed and cancelled have a key each, and a full slot says so", async () => {
  const screen = await desk();
  await expect.element(screen.getByTestId("desk-list")).toHaveTextContent("đã đầy");
  const before = await day();
  for (const key of ["j", "m", "m", "h"]) await press(key);
  await expect.poll(async () => (await day()).missed).toBe(before.missed + 2);
  await expect.poll(async () => (await day()).expected).toBe(before.expected - 1);
  await press("?");
  await expect.element(screen.getByTestId("keys")).toBeVisible();
});

test("missed at once are those whose hour is over and who handed in nothing, today only", async () => {
  clock(today(19, 29));
  const screen = await desk();
  // Nobody's hour is over.
  await expect.element(screen.getByTestId("desk-rest-missed")).not.toBeInTheDocument();
  const page = await day();
  const first = page.slots.find((slot) => slot.people.length > 0)!;
  const unsaid = first.people.filter((one) => one.outcome === null);
  const waiting = unsaid.filter((one) => !one.collected).map((one) => one.appointment);
  expect([waiting.length, unsaid.length]).toEqual([1, 2]);
  const receiving = new Receiving();
  const rest = () => receiving.rest.map((one) => one.appointment);
  await receiving.load();
  expect(rest()).toEqual([]);
  clock(first.ends - 1);
  receiving.look();
  expect(rest()).toEqual([]);
  clock(first.ends);
  receiving.look();
  expect(rest()).toEqual(waiting);
  await receiving.restMissed();
  expect((await day()).missed).toBe(page.missed + 1);
  // Tomorrow's have all their hour to come.
  receiving.go(1);
  await expect.poll(() => receiving.page.value?.today).toBe(false);
  expect(rest()).toEqual([]);
});

test("the rest of a day is missed at once, and back at once", async () => {
  clock(today(21));
  const screen = await desk();
  const before = await day();
  await screen.getByTestId("desk-rest-missed").click();
  await expect.poll(async () => (await day()).missed).toBeGreaterThan(before.missed + 3);
  await press("u");
  await expect.poll(async () => (await day()).missed).toBe(before.missed);
});

test("whoever walks in is found and written down by keys alone", async () => {
  const screen = await desk();
  await press("w");
  await screen.getByTestId("walk-in-find").fill("hoa");
  await expect.element(screen.getByTestId("walk-in-person").first()).toBeVisible();
  const before = (await day()).came;
  await press("{Enter}");
  await expect.poll(async () => (await day()).came).toBe(before + 1);
  await expect.element(screen.getByTestId("walk-in-dialog")).not.toBeInTheDocument();
});

test("the day is searched, and other days and desks are turned to", async () => {
  const screen = await desk();
  await press("/");
  await expect.element(screen.getByTestId("desk-find")).toHaveFocus();
  await screen.getByTestId("desk-find").fill("thao nguyen");
  await expect.poll(() => document.querySelectorAll("[data-testid='desk-row']").length).toBe(1);
  await screen.getByTestId("desk-find").fill("zzz");
  await expect.element(screen.getByTestId("desk-none-found")).toBeVisible();
  await screen.getByTestId("desk-find").fill("");
  await screen.getByTestId("desk-after").click();
  await expect.element(screen.getByTestId("desk-summary")).toHaveTextContent("0 người hẹn");
  await screen.getByTestId("desk-tax").click();
  await expect.element(screen.getByTestId("empty")).toBeVisible();
});

test("the day goes out as a paper with everybody in it, and the log has it", async () => {
  const screen = await desk();
  await screen.getByTestId("desk-find").fill("zzz");
  await expect.element(screen.getByTestId("desk-none-found")).toBeVisible();
  await screen.getByTestId("desk-print").click();
  await screen.getByTestId("list-write").nth(2).click();
  await expect.element(screen.getByTestId("list-written")).toHaveTextContent("desk-day-");
  const page = await day();
  const everybody = page.slots.reduce((sum, slot) => sum + slot.people.length, page.outside.length + page.unsaid.length);
  const [line] = (await session.ask("exports", { offset: 0, limit: 1 })).lines;
  expect(line).toMatchObject({ list: "desk_day", format: "pdf", rows: everybody, unsent: true });
  expect(everybody).toBeGreaterThan(8);
});

test("on a phone the first person is in view, and the rest of the head is one tap away", async () => {
  await page.viewport(390, 844);
  const screen = await desk();
  expect(document.querySelector("[data-testid='desk-row']")!.getBoundingClientRect().top).toBeLessThan(420);
  await expect.element(screen.getByTestId("desk-tax")).not.toBeVisible();
  await screen.getByTestId("desk-more").click();
  await screen.getByTestId("desk-tax").click();
  await expect.element(screen.getByTestId("desk-summary")).toHaveTextContent("Thuế");
  await screen.getByTestId("desk-tab-hours").click();
  await expect.element(screen.getByTestId("desk-tab-day")).toBeVisible();
});

test("hours are typed, what is missing is said, and they end", async () => {
  const screen = await open("police", "desk/hours");
  await screen.getByTestId("hours-new").click();
  await screen.getByTestId("hours-save").click();
  await expect.element(screen.getByTestId("hours-wrong").first()).toBeVisible();
  await screen.getByTestId("hours-place").fill("Công an xã");
  await screen.getByTestId("hours-from").fill("08:00");
  await screen.getByTestId("hours-to").fill("10:00");
  await expect.element(screen.getByTestId("hours-sum")).toHaveTextContent("4 lượt");
  await screen.getByTestId("hours-save").click();
  await expect.element(screen.getByTestId("hours-row")).toHaveTextContent("08:00 đến 10:00");
  expect(await session.ask("desk_hours", {})).toMatchObject([{ purpose: "vneid_level2", place: "Công an xã", weekdays: 31, from: 480, to: 600, until: null }]);
  await screen.getByTestId("hours-row").click();
  await screen.getByTestId("hours-end").click();
  await expect.poll(async () => (await session.ask("desk_hours", {}))[0]?.until).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test("a slot at the door is one tap, as the usual hours are, and the slip says what to bring", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "door/h0-5", "desk");
  await expect.poll(() => unfolded("h0-5-p0")).toBe(true);
  const done = hand();
  await tapOn("h0-5-p0", "person-more");
  await tap("menu-appointment");
  await tap("notice-sheet-agreed");
  await tap("slot");
  await expect.poll(async () => (await session.ask("door", { household: "h0-5" })).people[0]?.appointments.length).toBe(1);
  expect(done()).toEqual({ taps: 4, keys: 0 });
  const [made] = (await session.ask("door", { household: "h0-5" })).people[0]!.appointments;
  expect(made).toMatchObject({ purpose: "vneid_level2", bring: "Thẻ căn cước, điện thoại có SIM chính chủ" });
  expect(made?.place).toContain("Công an xã Cẩm Tân");
  await tap("slip-open");
  await expect.element(screen.getByTestId("slip")).toHaveTextContent("Điện thoại có SIM chính chủ");
});

test("who missed an appointment comes back to the volunteer, and another one settles it", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "work", "desk");
  await screen.getByTestId("missed-door").click();
  await expect.element(screen.getByTestId("missed-again")).toHaveTextContent("Lỡ hẹn");
  const before = (await session.ask("hamlets", {}))[0]!.doors_come_back;
  await screen.getByTestId("missed-again").click();
  await tap("slot");
  await expect.element(screen.getByTestId("missed-again")).not.toBeInTheDocument();
  expect((await session.ask("hamlets", {}))[0]!.doors_come_back).toBe(before - 1);
  expect((await session.ask("my_work", {})).missed).toEqual([]);
});
