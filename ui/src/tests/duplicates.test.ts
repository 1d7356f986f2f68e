import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { open } from "./device";

const LONG = "Công Huyền Tôn Nữ Nguyễn Thị Bích Nguyên";

test("a pair says what speaks for it, is merged, found among the merged, and taken back", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "duplicates");
  await expect.element(screen.getByTestId("duplicate-count")).toHaveTextContent("7");
  await expect.element(screen.getByTestId("duplicate-evidence").first()).toHaveTextContent("trùng số định danh, trùng họ tên");
  await screen.getByTestId("duplicate-one").first().click();
  await expect.element(screen.getByTestId("duplicate-count")).toHaveTextContent("6");
  await screen.getByTestId("duplicate-same").click();
  await expect.element(screen.getByTestId("duplicate-count")).toHaveTextContent("1");
  await screen.getByTestId("duplicate-undo").click();
  await expect.element(screen.getByTestId("empty")).toBeVisible();
  await screen.getByTestId("duplicate-open").click();
  await expect.element(screen.getByTestId("duplicate-count")).toHaveTextContent("7");
});

test("hands stay on the keyboard: move, swap, merge, keep apart, undo", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "duplicates");
  await expect.element(screen.getByTestId("duplicate-count")).toHaveTextContent("7");
  await userEvent.keyboard("j");
  await expect.element(screen.getByTestId("duplicate").nth(1)).toHaveAttribute("aria-current", "true");
  await expect.element(screen.getByTestId("duplicate").nth(1)).toHaveTextContent(LONG);
  const first = () => screen.getByTestId("duplicate").nth(1).element().querySelector("tbody tr:last-child td")?.textContent;
  const before = first();
  await userEvent.keyboard("s");
  await expect.poll(first).not.toBe(before);
  await userEvent.keyboard("2");
  await expect.element(screen.getByTestId("duplicate-count")).toHaveTextContent("6");
  await userEvent.keyboard("u");
  await expect.element(screen.getByTestId("duplicate-count")).toHaveTextContent("7");
});

test("all pairs of one whole id are merged together", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "duplicates");
  await screen.getByTestId("duplicate-sure").click();
  await expect.element(screen.getByTestId("duplicate-count")).toHaveTextContent("4");
});

test("on a phone an id stands in one piece under the other's", async () => {
  await page.viewport(390, 844);
  const screen = await open("police", "duplicates");
  const stack = screen.getByTestId("duplicate-stack").first();
  await expect.element(stack).toBeVisible();
  const ids = [...stack.element().querySelectorAll<HTMLElement>("dd > span:last-child")].filter((one) => /^\d{12}$/.test(one.textContent ?? ""));
  expect(ids).toHaveLength(2);
  for (const id of ids) expect(id.getBoundingClientRect().height).toBeLessThan(30);
  expect(ids[0]?.getBoundingClientRect().left).toBe(ids[1]?.getBoundingClientRect().left);
});
