import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

test("every list says how many stand in it and who exported it last, and shows its first rows", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "lists");
  await expect.element(screen.getByTestId("list-card").first()).toHaveTextContent("Xác nhận");
  expect(screen.getByTestId("list-card").elements()).toHaveLength(6);
  await expect.element(screen.getByTestId("list-card").first()).toHaveTextContent("Thượng uý Hoàng Minh Sơn");
  await screen.getByTestId("list-card").nth(2).click();
  await expect.element(screen.getByTestId("list-preview")).toHaveTextContent("DANH SÁCH CÔNG DÂN KHÔNG ĐỦ ĐIỀU KIỆN");
  await expect.element(screen.getByTestId("list-totals")).toHaveTextContent("mẫu số: 120 người từ đủ 14 tuổi đã rà soát");
});

test("the office does not see who is not eligible", async () => {
  await page.viewport(1280, 800);
  const screen = await open("office", "lists");
  await expect.element(screen.getByTestId("list-card").first()).toBeVisible();
  expect(screen.getByTestId("list-card").elements().map((card) => card.getAttribute("data-list"))).not.toContain("ineligible");
});

test("writing a list says where it is, and the log says who wrote it", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "lists");
  await screen.getByTestId("list-card").nth(3).click();
  await screen.getByTestId("list-write").nth(2).click();
  await expect.element(screen.getByTestId("list-written")).toHaveTextContent("approved-not-activated-2025-11-22.pdf");
  await screen.getByTestId("list-log").click();
  const line = screen.getByTestId("export-line").first();
  await expect.element(line).toHaveTextContent("chưa gửi");
  await expect.element(line).toHaveTextContent("PDF để in");
  await expect.element(line).toHaveTextContent(session.status?.member?.name ?? "-");
});

test("the filter by hamlet counts anew; hands stay on the keyboard", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "lists");
  const rows = () => screen.getByTestId("list-rows").elements().map((one) => Number(one.textContent));
  await expect.element(screen.getByTestId("list-card").first()).toBeVisible();
  const all = rows();
  await userEvent.keyboard("jj");
  await expect.element(screen.getByTestId("list-card").nth(2)).toHaveAttribute("aria-current", "true");
  await screen.getByTestId("lists-hamlet").selectOptions("hamlet-0");
  await expect.poll(() => rows()[1]).toBeLessThan(all[1] ?? 0);
});

test("on a narrow screen a card covers the lists until it is closed", async () => {
  await page.viewport(390, 844);
  const screen = await open("police", "lists");
  await screen.getByTestId("list-card").nth(1).click();
  await expect.element(screen.getByTestId("list-preview")).toBeVisible();
  await screen.getByTestId("beside-close").click();
  await expect.element(screen.getByTestId("list-card").nth(1)).toBeVisible();
});

test("a table wider than its place says so until its last column is in view", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "lists");
  const row = screen.getByTestId("list-row").first();
  await expect.element(row).toBeVisible();
  // TT, name, birth, personal id, address.
  const cells = [...row.element().children].map((cell) => cell.textContent ?? "");
  expect(cells[3]).toMatch(/^\d{12}$/);
  expect(cells[4]).toMatch(/^(Thôn|Tổ dân phố) .+, số /);
  const hint = screen.getByTestId("columns-beyond");
  await hint.click();
  const region = screen.getByTestId("list-preview").element();
  expect(region.scrollLeft).toBeGreaterThan(0);
  region.scrollLeft = region.scrollWidth;
  await expect.element(hint).not.toBeInTheDocument();
  await page.viewport(2200, 800);
  region.scrollLeft = 0;
  await expect.element(hint).not.toBeInTheDocument();
});

test("a drawn sample goes out in its order, and the log has it", async () => {
  await page.viewport(1280, 800);
  const screen = await open("inspector", "recheck");
  await screen.getByTestId("recheck-draw").click();
  await screen.getByTestId("recheck-print").click();
  const cases = screen.getByTestId("recheck-row").elements().length;
  await screen.getByTestId("list-write").first().click();
  await expect.element(screen.getByTestId("list-written")).toHaveTextContent(`${cases} dòng`);
  expect((await session.ask("exports", { offset: 0, limit: 1 })).lines).toMatchObject([{ list: "recheck_sample", format: "xlsx", rows: cases }]);
});
