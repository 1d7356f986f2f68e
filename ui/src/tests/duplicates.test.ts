import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { preview } from "$lib/backend/fake/desk";
import { importing } from "../screens/office/importing.svelte";
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

test("doubtful rows are decided one by one, by key, and all of a reason", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "import");
  importing.preview = preview("cam-tan.xlsx");
  importing.step = "preview";
  await expect.element(screen.getByTestId("doubts")).toHaveTextContent("còn 5");
  await userEvent.keyboard("jj");
  await expect.element(screen.getByTestId("doubt").nth(1)).toHaveAttribute("aria-current", "true");
  await userEvent.keyboard("2");
  await expect.element(screen.getByTestId("doubt").nth(1)).toHaveAttribute("data-decided", "two");
  await screen.getByTestId("doubt-leave_out").first().click();
  await expect.element(screen.getByTestId("doubts")).toHaveTextContent("còn 3");
  // Pressed again, the decision is taken back.
  await screen.getByTestId("doubt-leave_out").first().click();
  await expect.element(screen.getByTestId("doubts")).toHaveTextContent("còn 4");
  importing.again();
});

test("the sheet stands with its columns marked, and nothing of what is dropped", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "import");
  importing.preview = preview("cam-tan.xlsx");
  importing.step = "columns";
  const sheet = screen.getByTestId("sheet");
  await expect.element(sheet).toHaveTextContent("Bỏ, không lưu");
  await expect.element(sheet).toHaveTextContent("TRẦN VĂN LỘC");
  importing.again();
});
