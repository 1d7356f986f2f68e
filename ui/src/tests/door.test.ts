import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

test("a tap is saved, shown at once, and can be undone", async () => {
  const screen = await open("volunteer", "door/h0-0");
  const row = screen.getByTestId("app-row").nth(1);
  await row.getByTestId("record-next").click();
  await expect.element(row.getByText("đã khai, chờ gửi")).toBeVisible();
  await screen.getByTestId("undo").click();
  await expect.element(row.getByText("Chưa cài")).toBeVisible();
});

test("nobody is recorded before the notice was answered", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await screen.getByTestId("person-toggle").nth(1).click();
  const person = screen.getByTestId("person").nth(1);
  await expect.element(person.getByTestId("notice")).toBeVisible();
  expect(person.getByTestId("record-next").elements()).toHaveLength(0);
  await person.getByTestId("notice-agreed").click();
  await expect.element(person.getByTestId("record-next").first()).toBeVisible();
});

test("going on without a word to anybody invents no visit", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5 · số 12");
  await screen.getByTestId("next-door").click();
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 12A");
  const before = await session.ask("door", { household: "h0-0" });
  expect(before.visits).toEqual([]);
});

test("going on after recording says that somebody was met, once, and opens the next door", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5 · số 12");
  await screen.getByTestId("person-toggle").nth(1).click();
  await screen.getByTestId("person").nth(1).getByTestId("notice-agreed").click();
  await screen.getByTestId("next-door").click();
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 12A");
  const before = await session.ask("door", { household: "h0-0" });
  expect(before.visits.map((visit) => visit.outcome)).toEqual(["met"]);
});

test("another outcome of the same opening takes the place of the first", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await screen.getByTestId("outcome-absent").click();
  await expect.element(screen.getByTestId("outcome-absent")).toHaveAttribute("aria-pressed", "true");
  await screen.getByTestId("outcome-met").click();
  await expect.element(screen.getByTestId("outcome-met")).toHaveAttribute("aria-pressed", "true");
  const door = await session.ask("door", { household: "h0-0" });
  expect(door.visits.map((visit) => visit.outcome)).toEqual(["met"]);
});

test("a half-written note survives the lock", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "door/h0-2");
  await screen.getByTestId("outcome-other").click();
  await screen.getByTestId("note-input").fill("Gọi cửa sau");
  await session.lock();
  await expect.element(screen.getByTestId("lock")).toBeVisible();
  expect(document.body.textContent).not.toContain("Ngõ");
  await userEvent.keyboard("246810{Enter}");
  await expect.element(screen.getByTestId("note-input")).toHaveValue("Gọi cửa sau");
});
