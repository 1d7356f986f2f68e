import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { open } from "./device";

test("the queue is worked by keys: move, select, confirm, undo", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("44");
  await userEvent.keyboard("x");
  await userEvent.keyboard("j");
  await userEvent.keyboard("x");
  await expect.element(screen.getByTestId("review-bulk")).toHaveTextContent("2");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("42");
  await userEvent.keyboard("u");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("44");
});

test("a return needs a reason", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("review-row").first()).toBeVisible();
  await userEvent.keyboard("r");
  await screen.getByTestId("reason-ok").click();
  await expect.element(screen.getByTestId("reason-input")).toHaveAttribute("aria-invalid", "true");
  await screen.getByTestId("reason-input").fill("Nhầm mức");
  await screen.getByTestId("reason-ok").click();
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("43");
});

test("an inspector has the list and nothing else", async () => {
  const screen = await open("inspector", "review");
  await expect.element(screen.getByTestId("people-row").first()).toBeVisible();
  expect(screen.getByTestId("rail-review").elements()).toHaveLength(0);
});
