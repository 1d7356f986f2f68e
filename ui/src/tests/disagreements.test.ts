import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

const LONG = "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên";

test("who said what is side by side, and what differs is marked with a word", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "disagreements");
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("8");
  const row = screen.getByTestId("disagreement-row").first();
  await expect.element(row).toHaveTextContent(LONG);
  await expect.element(row).toHaveTextContent("VNeID M2, lời khai");
  await expect.element(row).toHaveTextContent("2 người: Đã kích hoạt mức 2");
  const heads = screen.getByTestId("head");
  expect(heads.elements()).toHaveLength(3);
  await expect.element(heads.first()).toHaveTextContent("đang hiện tạm");
  await expect.element(heads.first()).toHaveTextContent("chưa gửi");
  await expect.element(heads.first()).toHaveTextContent("khác nhau");
  await expect.element(heads.nth(1).getByTestId("head-clock")).toBeVisible();

  await screen.getByTestId("disagreement-row").nth(1).click();
  const differing = [...heads.first().element().querySelectorAll("[data-field]")].map((field) => [field.getAttribute("data-field"), field.getAttribute("data-differs")]);
  // Nobody said anything of the place in the household.
  expect(differing).toEqual([["name", "true"], ["birth_year", "true"], ["sex", "false"], ["last4", "false"], ["household", "false"]]);
});

test("a head is kept by a press, and the undo brings the disagreement back into view", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "disagreements");
  await screen.getByTestId("keep").nth(1).click();
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("Đã quyết");
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("7");
  await expect.element(screen.getByTestId("disagreement")).toHaveTextContent("Nguyễn Thị Hoà");
  await screen.getByTestId("undo").click();
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("8");
  await expect.element(screen.getByTestId("disagreement")).toHaveTextContent(LONG);
});

test("hands stay on the keyboard: move, keep, undo, help", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "disagreements");
  await expect.element(screen.getByTestId("disagreement")).toHaveTextContent(LONG);
  await userEvent.keyboard("jjk");
  await expect.element(screen.getByTestId("disagreement")).toHaveTextContent("Nguyễn Thị Hoà");
  await userEvent.keyboard("9");
  await userEvent.keyboard("2");
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("7");
  await userEvent.keyboard("u");
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("8");
  await expect.element(screen.getByTestId("disagreement")).toHaveTextContent("Nguyễn Thị Hoà");
  await userEvent.keyboard("?");
  await expect.element(screen.getByTestId("keys")).toHaveTextContent("giữ lời thứ 1–9");
  await userEvent.keyboard("1");
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("8");
});

test("somebody was quicker: nothing is saved, what came is shown, and it is said", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "disagreements", "conflict");
  await expect.element(screen.getByTestId("head").nth(2)).toBeVisible();
  await userEvent.keyboard("1");
  await expect.element(screen.getByTestId("toast-error")).toHaveAttribute("data-code", "conflict");
  await expect.element(screen.getByTestId("head").nth(3)).toHaveTextContent("Bùi Thị Kim Yến");
  await expect.element(screen.getByTestId("disagreement")).toHaveTextContent(LONG);
  await userEvent.keyboard("1");
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("7");
});

test("who may not settle reads who does", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "disagreements");
  await expect.element(screen.getByTestId("disagreement")).toBeVisible();
  await userEvent.keyboard("jjjjjjj");
  await expect.element(screen.getByTestId("may-not-settle")).toBeVisible();
  expect(screen.getByTestId("keep").elements()).toHaveLength(0);
  await userEvent.keyboard("1");
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("8");
});

test("the list goes on by pages, and by hamlet", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "disagreements", "many");
  await expect.element(screen.getByTestId("disagreement-count")).toHaveTextContent("130");
  const all = await session.ask("disagreements", { hamlet: null, limit: 200, after: null });
  const last = all.items.at(-1)?.id;
  await userEvent.keyboard("j".repeat(129));
  await expect.poll(async () => {
    await userEvent.keyboard("j");
    return screen.getByTestId("disagreement-row").elements().find((row) => row.getAttribute("data-current") === "true")?.getAttribute("data-id");
  }, { timeout: 5000 }).toBe(last);
  await screen.getByTestId("disagreement-hamlet").selectOptions("hamlet-1");
  await expect.element(screen.getByTestId("disagreement-count")).not.toHaveTextContent("130");
  await expect.element(screen.getByTestId("disagreement-row").first()).toHaveTextContent("Thôn Đông Cao");
});

test("on a phone the list comes first, then the cards, and back", async () => {
  await page.viewport(390, 844);
  const screen = await open("police", "disagreements");
  await expect.element(screen.getByTestId("disagreement-row").first()).toBeVisible();
  await expect.element(screen.getByTestId("disagreement")).not.toBeVisible();
  await screen.getByTestId("disagreement-row").nth(3).click();
  await expect.element(screen.getByTestId("disagreement")).toBeVisible();
  const [one, two] = screen.getByTestId("head").elements().map((head) => head.getBoundingClientRect());
  expect(two!.top).toBeGreaterThan(one!.bottom);
  await screen.getByTestId("beside-close").click();
  await expect.element(screen.getByTestId("disagreement")).not.toBeVisible();
});

test("the rail of a phone fits, and no page scrolls sideways", async () => {
  await page.viewport(390, 844);
  const screen = await open("police", "disagreements");
  await expect.element(screen.getByTestId("disagreement-row").first()).toBeVisible();
  for (const id of ["rail-people", "rail-review", "rail-desk", "rail-lists", "rail-more"]) {
    const { left, right, width } = screen.getByTestId(id).element().getBoundingClientRect();
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(390);
    expect(width).toBeGreaterThanOrEqual(48);
  }
  expect(document.documentElement.scrollWidth).toBe(390);
});

test("an inspector has no such screen", async () => {
  const screen = await open("inspector", "disagreements");
  await expect.element(screen.getByTestId("people-row").first()).toBeVisible();
  expect(screen.getByTestId("rail-disagreements").elements()).toHaveLength(0);
  expect(session.desk).toBe("inspector");
});
