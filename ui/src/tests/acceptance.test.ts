import { expect, test } from "vitest";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

test("a phone that waits shows its name and letters, and nothing of anybody; accepted, it goes on by itself", async () => {
  const screen = await open("volunteer", "tonight", "awaiting");
  await expect.element(screen.getByTestId("awaiting-word")).toHaveTextContent("H4RT");
  await expect.element(screen.getByTestId("awaiting-device")).toHaveTextContent("Điện thoại của Đức");
  expect(screen.getByTestId("door-row").elements()).toHaveLength(0);
  await screen.getByTestId("awaiting-look").click();
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
});

test("while it waits, one may practise and comes back to waiting", async () => {
  const screen = await open("volunteer", "tonight", "awaiting");
  await screen.getByTestId("awaiting-practice").click();
  await expect.poll(() => session.status?.rehearsal).toBe(true);
  expect(screen.getByTestId("awaiting").elements()).toHaveLength(0);
});

test("an officer accepts the phone whose letters fit, and refuses the other after a question", async () => {
  const screen = await open("police", "staff");
  await expect.element(screen.getByTestId("waiting-word").first()).toHaveTextContent("K7QP");
  await screen.getByTestId("device-accept").first().click();
  await expect.element(screen.getByTestId("devices-said")).toHaveTextContent("Đã nhận Điện thoại của Ngọc của Nguyễn Thị Bích Ngọc.");
  await expect.poll(() => screen.getByTestId("waiting-device").elements()).toHaveLength(1);
  await screen.getByTestId("device-refuse").click();
  await expect.element(screen.getByTestId("refuse-dialog")).toBeVisible();
  await screen.getByTestId("refuse-ok").click();
  await expect.element(screen.getByTestId("devices-none")).toBeVisible();
});

test("without a network the office hears why it sees no phones", async () => {
  const screen = await open("police", "staff", "error");
  const panel = screen.getByTestId("waiting-devices");
  await expect.element(panel.getByTestId("error")).toBeVisible();
});
