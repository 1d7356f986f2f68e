import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";
import { hand, tap, tapOn, unfolded } from "./doorhand";

beforeEach(() => page.viewport(1280, 800));

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

test("the rest of a day is missed at once, and back at once", async () => {
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
  await tap("slot");
  await expect.poll(async () => (await session.ask("door", { household: "h0-5" })).people[0]?.appointments.length).toBe(1);
  expect(done()).toEqual({ taps: 3, keys: 0 });
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
