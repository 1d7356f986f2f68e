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
  // What the rows come to is in sight before any of them, and nothing scrolls but the screen.
  await expect.element(screen.getByTestId("sums")).toHaveTextContent("Cộng 17 dòng: tổng số 39.673, chỉ tiêu 20.551, đã xong 412 (16 dòng chưa có số).");
  expect(screen.getByTestId("print").element().getBoundingClientRect().bottom).toBeLessThan(rows.first().element().getBoundingClientRect().top);
  expect(screen.getByTestId("target-table").element().closest("[class*=overflow-auto], [class*=overflow-y]")).toBeNull();
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

test("on a phone the first row is in sight below the formula, and nothing is wider than the screen", async () => {
  await page.viewport(390, 844);
  const screen = await open("police", "targets");
  const first = screen.getByTestId("target-row").first();
  await expect.element(first).toHaveTextContent("TT Phong Sơn");
  expect(first.element().getBoundingClientRect().bottom).toBeLessThan(844);
  expect(document.documentElement.scrollWidth).toBe(390);
});

test("what a colleague said bears no button to withdraw it, and says who may", async () => {
  await wide();
  const screen = await open("police", "targets");
  await expect.element(screen.getByTestId("target-withdraw")).toBeVisible();
  await expect.element(screen.getByTestId("print-withdraw")).toBeVisible();
  await screen.getByTestId("target-pick").selectOptions("t1");
  await expect.element(screen.getByTestId("target-not-mine")).toHaveTextContent("Chỉ cán bộ đã ghi mới rút được");
  expect(screen.getByTestId("target-withdraw").elements()).toHaveLength(0);
  await screen.getByTestId("row-edit").first().click();
  await expect.element(screen.getByTestId("row-not-mine")).toBeVisible();
  expect(screen.getByTestId("row-withdraw").elements()).toHaveLength(0);
});

test("the appendix stands in the plan's form: every column, the printed sum with what the rows come to", async () => {
  await wide();
  const screen = await open("police", "targets/appendix");
  const cells = (testid: string, at: number) => [...screen.getByTestId(testid).nth(at).element().querySelectorAll("th, td")].map((cell) => cell.firstChild?.textContent ?? "");
  await expect.element(screen.getByTestId("appendix-row").nth(16)).toBeVisible();
  expect(cells("appendix-row", 0)).toEqual(["1", "TT Phong Sơn", "7.125", "2.689", "83", "5.802", "1.116", "4.275", "1.199"]);
  expect(cells("appendix-row", 16)).toEqual(["17", "Cẩm Vân", "2.717", "1.878", "213", "1.563", "296", "1.359", "509"]);
  expect(cells("appendix-total", 0)).toEqual(["Tổng", "39.673", "18.807", "1.584", "36.029", "5.434", "20.549", "7.018"]);
  expect(screen.getByTestId("appendix-table").element().querySelectorAll("thead tr")).toHaveLength(3);
  await expect.element(screen.getByTestId("appendix-print")).toHaveTextContent("ghi tổng 20.549; cộng các dòng được 20.551, chênh −2. Số 20.549 là tổng trước khi làm tròn từng dòng");
  await screen.getByTestId("appendix-export").click();
  await screen.getByTestId("list-write").click();
  await expect.element(screen.getByTestId("list-written")).toHaveTextContent("phu-luc-chi-tieu");
});

test("a pasted appendix says what differs, and is kept with its source alone", async () => {
  await wide();
  const screen = await open("police", "targets/appendix");
  await screen.getByTestId("appendix-paste").click();
  await screen.getByTestId("appendix-text").fill("TT\tĐơn vị\tChưa thu nhận\n1\tXã Mới\t100\t10\t2\t30\t4\t60\t6\n2\tXã Khác\tkhoảng 7\t1\t1\t1\t1\t1\t2");
  await expect.element(screen.getByTestId("appendix-read")).toHaveTextContent("Đọc được 2 dòng");
  await expect.element(screen.getByTestId("appendix-differs")).toHaveTextContent("Xã Mới: văn bản ghi chỉ tiêu 60, cách tính trên máy ra 50");
  await expect.element(screen.getByTestId("appendix-faults")).toHaveTextContent("khoảng 7");
  await screen.getByTestId("appendix-keep").click();
  await expect.element(screen.getByTestId("appendix-wrong")).toHaveTextContent("ai chịu trách nhiệm");
  await screen.getByTestId("appendix-owner").fill("Công an huyện");
  await screen.getByTestId("appendix-document").fill("Báo cáo tuần");
  await screen.getByTestId("appendix-as-of").fill("30/10/2024");
  await screen.getByTestId("appendix-keep").click();
  await expect.element(screen.getByTestId("appendix-row").nth(17)).toHaveTextContent("Xã Mới");
  await expect.element(screen.getByTestId("targets")).toHaveTextContent("Nguồn số liệu: Công an huyện, tính đến 30/10/2024.");
});

test("a share is read as it is written", () => {
  expect(["50", "12,5 %", "0,01", "100", "0", "100,01", "1,234", ""].map(readShare)).toEqual([5000, 1250, 1, 10_000, undefined, undefined, undefined, null]);
  expect([5000, 1250, null].map(shareTyped)).toEqual(["50", "12,5", ""]);
});
