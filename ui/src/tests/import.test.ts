import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Commands, DoubtDecision } from "$lib/api.gen";
import { FakeBackend } from "$lib/backend/fake";
import { importing } from "../screens/office/importing.svelte";
import { open } from "./device";

const HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Dân tộc", "Số nhà", "Thôn", "Tình trạng"];
const PHU_LAI = "Thôn Phú Lai";
type Row = [name: string, birth: string, id: string, hamlet: string, state: string];
const NINE: Row[] = [
  ["Nguyễn Thị Hoà", "12/03/1961", "000161004417", PHU_LAI, "Đã kích hoạt mức 2"],
  ["Trần Văn Lộc", "1958", "000058002204", PHU_LAI, "Chưa thu nhận"],
  ["Trần Thu Trang", "07/11/1994", "000194009031", PHU_LAI, "Mức 2 chưa kích hoạt"],
  ["Lê Hữu Tám", "31/02/1974", "000074001111", PHU_LAI, "Chưa thu nhận"],
  ["Đỗ Thị Mận", "05/05/1980", "000180002222", "Thôn Đông Cao", "Mức 1 chưa kích hoạt"],
  ["Nguyễn Thị Hoà", "12/03/1961", "000161004417", PHU_LAI, "Đã kích hoạt mức 2"],
  ["Phạm Văn Khánh", "09/09/1990", "000180002222", "Thôn Đông Cao", "Chưa thu nhận"],
  ["Bùi Văn An", "20/10/1985", "000085003333", "Thôn Đông Cao", "Đã kích hoạt mức 1"],
  ["Ngô Thị Lan", "21/12/1979", "000179004444", "Thôn Đông Cao", "Chưa thu nhận"],
];
const text = (rows: Row[], parted: string) => [HEAD, ...rows.map(([name, birth, id, hamlet, state], n) => [n + 1, name, birth, "Nữ", id, "Kinh", n + 1, hamlet, state])].map((row) => row.join(parted)).join("\n");
const csv = (rows: Row[], name = "nhan-khau.csv") => new File([text(rows, ",")], name);
/** So many pairs of rows with one id and two names. */
const doubtful = (count: number): Row[] => Array.from({ length: 2 * count }, (_, n): Row => [`Người ${n % 2 === 0 ? "Một" : "Hai"} ${Math.floor(n / 2)}`, "1970", `00007000${String(1000 + Math.floor(n / 2))}`, PHU_LAI, ""]);
const told = (name: string) => page.getByTestId(name);
const cells = (name: string) => [...told(name).element().querySelectorAll("tbody td")].map((cell) => cell.textContent?.trim());
/** What one says to everybody who copies cells. */
const paste = (copied: string) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", copied);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
};
/** What is asked of the device from here on; `slow` holds its answers about doubts back so many milliseconds. */
function asked<K extends keyof Commands>(command: K, slow = 0): Commands[K]["args"][] {
  const all: Commands[K]["args"][] = [];
  const call = FakeBackend.prototype.call;
  vi.spyOn(FakeBackend.prototype, "call").mockImplementation(async function (this: FakeBackend, name, args) {
    if (String(name) === command) {
      all.push(structuredClone(args) as Commands[K]["args"]);
      if (slow > 0) await new Promise((go) => setTimeout(go, slow));
    }
    return call.call(this, name, args) as never;
  });
  return all;
}
async function preview(file: File) {
  const screen = await open("police", "import");
  await told("import-file").upload(file);
  await told("import-to-preview").click();
  await expect.element(told("import-apply")).toBeVisible();
  return screen;
}

beforeEach(async () => {
  vi.restoreAllMocks();
  importing.forget();
  await page.viewport(1280, 800);
});

test("a list goes from file to result, and what is said of it is what the file says", async () => {
  const sent = asked("import_preview_start");
  await open("police", "import");
  await told("import-file").upload(csv(NINE));
  await expect.element(told("list-head")).toHaveTextContent("nhan-khau.csv");
  expect(sent.map(({ name }) => name)).toEqual(["nhan-khau.csv"]);
  expect(new TextDecoder().decode(Uint8Array.from(atob(sent[0]!.bytes_base64), (char) => char.charCodeAt(0)))).toBe(text(NINE, ","));
  // What must not be kept is nowhere on the screen.
  await expect.element(told("sheet")).toHaveTextContent("Bỏ, không lưu");
  await expect.element(told("sheet")).not.toHaveTextContent("Kinh");
  await expect.element(told("sheet")).not.toHaveTextContent("000161004417");

  await told("import-to-preview").click();
  await expect.element(told("counts")).toBeVisible();
  expect(cells("counts")).toEqual(["3", "1", "1", "1", "1"]);
  await expect.element(told("refused")).toHaveTextContent("31/02/1974");
  expect(told("again-row").elements().map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent?.trim()).slice(0, 4))).toEqual([["Trang 1", "7", "Nguyễn Thị Hoà12/03/1961 · •••• 4417 · 6, Thôn Phú Lai", "Dòng 2Nguyễn Thị Hoà"]]);
  await expect.element(told("doubt-left")).toHaveAttribute("data-count", "1");

  await told("import-apply").click();
  await expect.element(told("apply-undecided")).toHaveTextContent("1");
  await told("apply-ok").click();
  await expect.element(told("import-result")).toHaveTextContent("Thêm 7 người");
  await expect.element(told("import-result")).toHaveTextContent("1 dòng");
});

test("a file that is no list says so and changes nothing", async () => {
  await open("police", "import");
  await told("import-file").upload(new File(["x"], "anh.jpg"));
  await expect.element(told("error")).toHaveAttribute("data-code", "unreadable_sheet");
  await expect.element(told("import")).toHaveAttribute("data-step", "file");
});

test("twenty doubts are decided by twenty keys, pressed without waiting for the device", async () => {
  const sent = asked("import_decide", 400);
  await preview(csv(doubtful(20)));
  await expect.element(told("doubt-left")).toHaveAttribute("data-count", "20");
  const keys = Array.from({ length: 20 }, (_, n) => String((n % 3) + 1));
  for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  // On the screen they are decided before the device has answered once.
  await expect.element(told("doubt-left")).toHaveAttribute("data-count", "0");
  expect(sent).toHaveLength(1);
  await importing.deciding.settled();
  const choices = ["same", "two", "leave_out"];
  const decided = sent.flatMap(({ decisions }): DoubtDecision[] => decisions);
  expect(decided.map(({ row, choice }) => [row, choice])).toEqual(keys.map((key, n) => [2 * n + 3, choices[Number(key) - 1]]));
  // What gathered meanwhile went together: the list was planned twice, not twenty times.
  expect(sent).toHaveLength(2);
  expect(importing.preview?.doubts.map((card) => card.decided)).toEqual(keys.map((key) => choices[Number(key) - 1]));
});

test("the list is taken in only once the device knows every decision", async () => {
  const sent = asked("import_decide", 300);
  await preview(csv(doubtful(3)));
  await userEvent.keyboard("333n{Enter}");
  await expect.element(told("import-result")).toHaveTextContent("Thêm 3 người");
  expect(sent.flatMap(({ decisions }) => decisions)).toHaveLength(3);
});

test("hands stay on the keyboard from the file to the list", async () => {
  await open("police", "import");
  await told("import-file").upload(csv([...NINE, ...doubtful(4)]));
  await expect.element(told("import-to-preview")).toBeVisible();
  await userEvent.keyboard("n");
  await expect.element(told("doubt").first()).toHaveAttribute("aria-current", "true");
  await userEvent.keyboard("2");
  await expect.element(told("doubt").first()).toHaveAttribute("data-decided", "two");
  await expect.element(told("doubt").nth(1)).toHaveAttribute("aria-current", "true");
  // All of one reason, and how many they are.
  await userEvent.keyboard("a");
  await expect.element(told("alike-dialog")).toHaveTextContent("Quyết 4 dòng");
  await userEvent.keyboard("3");
  await expect.element(told("doubt-left")).toHaveAttribute("data-count", "0");
  // The last step is taken back, and is in hand again.
  await userEvent.keyboard("u");
  await expect.element(told("doubt-left")).toHaveAttribute("data-count", "4");
  await expect.element(told("doubt").nth(1)).toHaveAttribute("aria-current", "true");
  // The same key on a row that is decided so already changes nothing and goes on.
  await userEvent.keyboard("j1k1");
  await expect.element(told("doubt-left")).toHaveAttribute("data-count", "3");
  await expect.element(told("doubt").nth(3)).toHaveAttribute("aria-current", "true");
  await userEvent.keyboard("?");
  await expect.element(told("keys")).toHaveTextContent("nhập vào sổ");
  await userEvent.keyboard("n");
  expect(told("apply-dialog").elements()).toHaveLength(0);
  await userEvent.keyboard("{Escape}n");
  await expect.element(told("apply-dialog")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(told("apply-dialog")).not.toBeInTheDocument();
  expect(importing.step).toBe("preview");
  await userEvent.keyboard("n{Enter}");
  await expect.element(told("import-result")).toBeVisible();
  await userEvent.keyboard("n");
  await expect.element(told("people-row").first()).toBeVisible();
});

test("a decision by mouse goes on as well, and pressed again it is taken back", async () => {
  await preview(csv(doubtful(3)));
  await told("doubt").nth(1).getByTestId("doubt-leave_out").click();
  await expect.element(told("doubt").nth(1)).toHaveAttribute("data-decided", "leave_out");
  await expect.element(told("doubt").nth(2)).toHaveAttribute("aria-current", "true");
  await told("doubt").nth(1).getByTestId("doubt-leave_out").click();
  await expect.element(told("doubt-left")).toHaveAttribute("data-count", "3");
  await expect.element(told("doubt").nth(1)).toHaveAttribute("aria-current", "true");
});

test("what the device refuses to decide shows as undecided again", async () => {
  await preview(csv(doubtful(2)));
  vi.spyOn(FakeBackend.prototype, "call").mockRejectedValueOnce({ code: "bad_input", detail: "choice" });
  await userEvent.keyboard("1");
  await expect.element(told("error")).toHaveAttribute("data-code", "bad_input");
  await expect.element(told("doubt-left")).toHaveAttribute("data-count", "2");
  // It is not taken in behind that.
  await userEvent.keyboard("n{Enter}");
  await expect.poll(() => importing.saving.error?.code).toBe("bad_input");
  expect(importing.step).toBe("preview");
});

test("copied cells are a list: Ctrl+V on the first step reads them", async () => {
  const sent = asked("import_text_start");
  await open("police", "import");
  await expect.element(told("import-text")).toBeVisible();
  paste("0912");
  paste(text(NINE, "\t"));
  await expect.element(told("list-head")).toHaveTextContent("Bảng đã dán");
  expect(sent).toEqual([{ text: text(NINE, "\t") }]);
  await told("import-to-preview").click();
  await expect.element(told("counts")).toBeVisible();
  expect(cells("counts")).toEqual(["3", "1", "1", "1", "1"]);
});

test("what is no table stays where it was pasted, to be mended", async () => {
  await open("police", "import");
  await told("import-text").fill("xin chào\ncác bạn");
  await told("import-paste").click();
  await expect.element(told("paste-unread")).toBeVisible();
  await expect.element(told("import-text")).toHaveValue("xin chào\ncác bạn");
});

test("the list is about the app that somebody chose, and the preview says so", async () => {
  const sent = asked("import_columns_start");
  await open("police", "import");
  await told("import-file").upload(csv(NINE));
  await expect.element(told("list-head")).toHaveTextContent("Danh sách VNeID");
  await told("import-app").getByText("iHanoi").click();
  await expect.element(told("list-head")).toHaveTextContent("Danh sách iHanoi");
  expect(sent).toEqual([{ columns: [], app: "ihanoi", state: null }]);
  await told("import-to-preview").click();
  await expect.element(told("list-head")).toHaveTextContent("Danh sách iHanoi");
  // The plan's five columns are VNeID's.
  expect(told("counts").elements()).toHaveLength(0);
});

test("ids alone are asked for the state of everybody first", async () => {
  const sent = asked("import_columns_start");
  await open("police", "import");
  await expect.element(told("import-text")).toBeVisible();
  paste("000161004417\n000058002204");
  await expect.element(told("ids-only")).toHaveTextContent("Hãy chọn");
  await expect.element(told("import-to-preview")).toBeDisabled();
  await userEvent.keyboard("n");
  expect(importing.step).toBe("columns");
  await told("import-app").getByText("eTax Mobile").click();
  await expect.element(told("list-head")).toHaveTextContent("eTax");
  await userEvent.selectOptions(told("import-state"), "account_created");
  await expect.element(told("import-to-preview")).toBeEnabled();
  expect(sent.at(-1)).toEqual({ columns: [], app: null, state: { level: null, stage: "account_created" } });
  await userEvent.keyboard("n");
  await expect.element(told("import-apply")).toBeEnabled();
});

test("a column named otherwise is read as that", async () => {
  const sent = asked("import_columns_start");
  await open("police", "import");
  await told("import-file").upload(csv(NINE));
  await userEvent.selectOptions(told("column").nth(8).getByRole("combobox"), "note");
  await told("import-read-again").click();
  await told("import-to-preview").click();
  expect(sent).toEqual([{ columns: [{ sheet: "Trang 1", column: "I", field: "note" }], app: null, state: null }]);
  await expect.element(told("counts")).toBeVisible();
  expect(cells("counts")).toEqual(["7", "0", "0", "0", "0"]);
});

test("a large workbook: the bar keeps to one line on a phone, and rows told again name their row", async () => {
  await page.viewport(390, 844);
  await preview(new File(["x"], "danh-sach-nhan-khau-tu-14-tuoi-tro-len-xa-cam-tan-huyen-cam-thuy-tinh-den-15-11-2025.xlsx"));
  const bar = told("import-apply").element().parentElement!;
  expect(bar.getBoundingClientRect().height).toBeLessThanOrEqual(80);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
  await expect.element(told("again-row").first()).toHaveTextContent("Dòng 410");
  await expect.element(told("again-row").nth(1)).toHaveTextContent("Trong sổ");
});
