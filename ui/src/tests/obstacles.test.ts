import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

test("obstacles of one reason are answered at once by keys, and undone", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "obstacles");
  await expect.element(screen.getByTestId("hindered-count")).toHaveTextContent("18 việc, cũ nhất 19 ngày");
  await document.querySelector<HTMLElement>("[data-testid='reason'][data-reason='sim_not_own']")!.click();
  await expect.poll(() => screen.getByTestId("hindered").elements().length).toBe(6);
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("hindered-selected")).toHaveTextContent("Đã chọn 6");
  await userEvent.keyboard("r");
  await expect.element(screen.getByTestId("answer-text")).toHaveFocus();
  await screen.getByTestId("answer-save").click();
  await expect.element(screen.getByTestId("answer-text")).toHaveAttribute("aria-invalid", "true");
  await screen.getByTestId("answer-text").fill("Đổi số chính chủ ở công an xã chiều thứ Năm");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("Đã trả lời 6 việc");
  await expect.element(screen.getByTestId("hindered-count")).toHaveTextContent("12 việc");
  await userEvent.keyboard("u");
  await expect.element(screen.getByTestId("hindered-count")).toHaveTextContent("18 việc");
});

test("one is taken, and stays open with its owner; closed, it is among the closed", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "obstacles");
  await expect.element(screen.getByTestId("hindered").first()).toBeVisible();
  await userEvent.keyboard("j");
  await expect.element(screen.getByTestId("hindered").nth(1)).toHaveAttribute("data-current", "true");
  await userEvent.keyboard("t");
  await screen.getByTestId("answer-owner").fill("Tổ công nghệ số");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("hindered-answer").first()).toHaveTextContent("Đang xử lý, Tổ công nghệ số");
  await expect.element(screen.getByTestId("hindered-count")).toHaveTextContent("18 việc");
  await userEvent.keyboard("c");
  await screen.getByTestId("answer-save").click();
  await expect.element(screen.getByTestId("hindered-count")).toHaveTextContent("17 việc");
  await screen.getByTestId("hindered-show").selectOptions("closed");
  await expect.poll(() => screen.getByTestId("hindered").elements().length).toBe(2);
});

test("an answer stands new in one's work until it is read, and at the door", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "work");
  await expect.element(screen.getByTestId("answers-new")).toHaveTextContent("2 mới");
  await expect.element(screen.getByTestId("answer").first()).toHaveTextContent("không cần hẹn");
  await screen.getByTestId("answer").first().click();
  await expect.element(screen.getByTestId("answer-line").first()).toHaveTextContent("Đã trả lời, Công an xã");
  const work = await session.ask("my_work", {});
  expect(work.answers.map((one) => one.read).filter(Boolean)).toHaveLength(1);
});

test("all answers are marked as read at once", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("answers-read").click();
  await expect.poll(() => screen.getByTestId("answers-new").elements().length).toBe(0);
  expect(screen.getByTestId("answer").elements().every((one) => (one as HTMLElement).dataset.read === "true")).toBe(true);
});

test("a tick is one tap in the menu, shown on the card, and taken back by a second one", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "door/h0-0");
  await screen.getByTestId("person-more").first().click();
  await screen.getByTestId("tick").first().click();
  await expect.element(screen.getByTestId("taught-line").first()).toHaveTextContent("Đã đăng nhập Cổng dịch vụ công");
  await screen.getByTestId("person-more").first().click();
  await expect.element(screen.getByTestId("tick").first()).toHaveAttribute("aria-pressed", "true");
  await screen.getByTestId("tick").first().click();
  await expect.poll(() => screen.getByTestId("taught-line").elements().length).toBe(0);
});
