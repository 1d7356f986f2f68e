import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { takeToken } from "$lib/backend/bridge";
import { FakeBackend } from "$lib/backend/fake";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

test("a wrong PIN says so; the right one opens; the keypad and the keyboard both type", async () => {
  const screen = await open("volunteer", "tonight", "locked");
  for (const digit of "111111") await screen.getByTestId(`pin-${digit}`).click();
  await screen.getByTestId("pin-ok").click();
  await expect.element(screen.getByTestId("lock-said")).toHaveAttribute("data-code", "wrong_pin");
  await userEvent.keyboard("246810{Enter}");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
});

test("a locked device says how much waits, if it knows", async () => {
  const screen = await open("volunteer", "tonight", "locked");
  await expect.element(screen.getByTestId("lock-unsent")).toHaveTextContent("38 mục chưa gửi vẫn an toàn");
  await session.start(new FakeBackend("volunteer", "forgetful"));
  await expect.poll(() => screen.getByTestId("lock-unsent").elements()).toHaveLength(0);
  await expect.element(screen.getByTestId("lock")).toBeVisible();
});

test("a device is enrolled with a link and a PIN said twice", async () => {
  const screen = await open("volunteer", "", "new");
  await screen.getByTestId("enrol-begin").click();
  await screen.getByTestId("enrol-link").fill("tungnha://xa-cam-tan/abc");
  await screen.getByTestId("enrol-next").click();
  await userEvent.keyboard("123456{Enter}");
  await expect.element(screen.getByText("Mã này quá dễ đoán. Hãy chọn mã khác.")).toBeVisible();
  await userEvent.keyboard("246810{Enter}");
  await expect.element(screen.getByText("Nhập lại mã PIN")).toBeVisible();
  await userEvent.keyboard("246810{Enter}");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
});

test("the bridge's token leaves the address bar", () => {
  history.replaceState(null, "", "#token=abc%2Bdef");
  expect(takeToken()).toBe("abc+def");
  expect(location.hash).toBe("");
  expect(takeToken()).toBe("abc+def");
});

test("an officer sees with whom the computer's data is shared, and leaves a place to a colleague", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "people", "together");
  await screen.getByTestId("settings-open").click();
  await expect.element(screen.getByTestId("shares-with")).toHaveTextContent("Trịnh Thị Hoà");
  await screen.getByTestId("officer-add").click();
  await expect.element(screen.getByTestId("enrol-link")).toBeVisible();
  expect(session.status?.state).toBe("new");
});

test("whoever has data apart is told so", async () => {
  await page.viewport(1280, 800);
  const screen = await open("office", "people", "apart");
  await screen.getByTestId("settings-open").click();
  await expect.element(screen.getByTestId("apart")).toBeVisible();
});

test("on a volunteer's phone nobody is offered another one's data", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "work");
  await screen.getByTestId("settings-open").click();
  await expect.element(screen.getByTestId("settings")).toBeVisible();
  expect(screen.getByTestId("same-computer").elements()).toHaveLength(0);
});
