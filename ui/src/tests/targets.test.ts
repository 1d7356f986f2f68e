import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { readShare, shareTyped } from "$lib/words/target";
import { open } from "./device";

const wide = () => page.viewport(1280, 800);

test("the formula is said in words, the exception with its reason, the printed total beside the sum", async () => {
  await wide();
  const screen = await open("police", "targets");
  await expect.element(screen.getByTestId("formula")).toHaveTextContent("50 % của số chưa thu nhận hồ sơ tại 05/11/2024, làm tròn 0,5 lên");
  const rows = screen.getByTestId("target-row");
  await expect.element(rows.nth(16)).toHaveTextContent("1.359");
  await expect.element(rows.nth(0)).toHaveTextContent("4.275");
  await expect.element(screen.getByTestId("excepted")).toHaveTextContent("Giao riêng 60 %: Thị trấn: giao 60 % theo phụ lục");
  await expect.element(rows.nth(14)).toHaveTextContent("50 % = 1.036,5");
  await expect.element(screen.getByTestId("target-total")).toHaveTextContent("20.551");
  await expect.element(screen.getByTestId("print")).toHaveTextContent("In 20.549, các dòng đã làm tròn cộng lại 20.551 (chênh −2). Số in là tổng trước khi làm tròn, không sửa.");
});

test("a commune is fourth of ten beside nine that are marked invented", async () => {
  await wide();
  const screen = await open("police", "targets/t1");
  const row = screen.getByTestId("target-row").nth(5);
  await expect.element(row).toHaveTextContent("45,86 %");
  await expect.element(row).toHaveTextContent("1.324/2.887");
  await expect.element(row).toHaveTextContent("4/10");
  expect(screen.getByTestId("invented").elements()).toHaveLength(9);
});

test("a row is overridden only with a reason, found by keys", async () => {
  await wide();
  const screen = await open("police", "targets");
  await expect.element(screen.getByTestId("target-row").first()).toBeVisible();
  await userEvent.keyboard("jj{Enter}");
  await expect.element(screen.getByTestId("row-dialog")).toHaveTextContent("Cẩm Thành");
  await screen.getByTestId("row-count").fill("1000");
  await screen.getByTestId("row-save").click();
  await expect.element(screen.getByTestId("row-wrong")).toHaveTextContent("cần lý do");
  await screen.getByTestId("row-reason").fill("Nhiều người đi làm xa");
  await screen.getByTestId("row-save").click();
  await expect.element(screen.getByTestId("target-row").nth(1)).toHaveTextContent("Giao riêng 1.000: Nhiều người đi làm xa");
  await expect.element(screen.getByTestId("target-total")).toHaveTextContent("20.563");
  await expect.element(screen.getByTestId("print")).toHaveTextContent("Chưa rõ vì sao");
});

test("hamlets are counted from the roll and compared with what the commune was given", async () => {
  await wide();
  const screen = await open("police", "targets");
  await screen.getByTestId("targets-by").getByText("Thôn").click();
  await expect.element(screen.getByTestId("target-row").first()).toHaveTextContent("Thôn Phú Lai");
  await screen.getByTestId("row-add").click();
  await screen.getByTestId("row-count").fill("160");
  await screen.getByTestId("row-reason").fill("Huyện giao");
  await screen.getByTestId("row-save").click();
  await expect.element(screen.getByTestId("spread")).toHaveTextContent("Toàn xã được giao 160");
  await screen.getByTestId("targets-by").getByText("Nhóm 100 %").click();
  await expect.element(screen.getByTestId("targets")).toHaveTextContent("Không cộng");
});

test("a target is set from nothing, and says what is missing", async () => {
  await wide();
  const screen = await open("police", "targets", "empty");
  await screen.getByTestId("target-new").click();
  await screen.getByTestId("target-save").click();
  await expect.element(screen.getByTestId("target-wrong")).toBeVisible();
  await screen.getByTestId("target-form-title").fill("Chỉ tiêu kích hoạt");
  await screen.getByTestId("target-form-share").fill("12,5");
  await screen.getByTestId("target-save").click();
  await expect.element(screen.getByTestId("formula")).toHaveTextContent("12,5 % của số chưa thu nhận hồ sơ tại 01/11/2025");
});

test("a share is read as it is written", () => {
  expect(["50", "12,5 %", "0,01", "100", "0", "100,01", "1,234", ""].map(readShare)).toEqual([5000, 1250, 1, 10_000, undefined, undefined, undefined, null]);
  expect([5000, 1250, null].map(shareTyped)).toEqual(["50", "12,5", ""]);
});
