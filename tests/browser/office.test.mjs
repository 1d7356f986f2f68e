// The officer's screens in Chromium, over the bridge: the list, the queue, a second workbook, the sync.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Sample } from "./stage/sample.mjs";
import { DESK, Screen } from "./stage/screen.mjs";

const FIRST = `DANH SÁCH NHÂN KHẨU
TT;Thôn;Họ tên chủ hộ;Số nhà;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Dân tộc;Tình trạng VNeID
1;Thôn Thử Hạ;Tống Gia Mẫn;3;Tống Gia Mẫn;05/03/1960;Nam;003060990001;Kinh;Chưa thu nhận
2;Thôn Thử Hạ;Tống Gia Mẫn;3;Âu Thị Khuyên;12/07/1963;Nữ;003163990002;Kinh;Mức 2 đã kích hoạt
3;Thôn Thử Hạ;Tống Thị Khuê;5;Tống Thị Khuê;20/10/1990;Nữ;003190990003;Kinh;Mức 1 đã kích hoạt
4;Thôn Thử Thượng;Cù Xuân Trạch;9;Cù Xuân Trạch;09/09/1955;Nam;003055990004;Kinh;Chưa thu nhận
5;Thôn Thử Thượng;Khổng Thị Nhạn;11;Khổng Thị Nhạn;12/12/1971;Nữ;003171990005;Kinh;Chưa thu nhận
6;Thôn Thử Hạ;Tống Gia Mẫn;3;Tống Gia Mẫn;05/03/1960;Nam;003060990001;Kinh;Chưa thu nhận
7;Thôn Thử Hạ;Lỗi Văn Ngày;6;Lỗi Văn Ngày;31/02/1980;Nam;003080990006;Kinh;Chưa thu nhận
`;
const SECOND = `DANH SÁCH NHÂN KHẨU
TT;Thôn;Họ tên chủ hộ;Số nhà;Họ và tên;Ngày sinh;Giới tính;Số CCCD
1;Thôn Thử Hạ;Tống Gia Mẫn;3;Tống Gia Mẫn;05/03/1960;Nam;003060990001
2;Thôn Thử Hạ;Tống Gia Mẫn;3;Âu Thị Khuyên;12/07/1963;Nữ;003163990002
3;Thôn Thử Thượng;Cù Xuân Trạch;9;Tống Thị Khuê;20/10/1990;Nữ;003190990003
4;Thôn Thử Thượng;Khổng Văn Sáu;30;Khổng Thị Nhạn;1971;Nữ;
`;

/** What an .xlsx begins with: it is a zip. */
const ZIP = Buffer.from("PK\u0003\u0004");

let sample, screen;
before(async () => {
  sample = await Sample.open();
  const { officer } = sample.told;
  screen = await Screen.open(await sample.bridge(officer.home), DESK);
  await screen.pin(officer.pin);
  await screen.see("people-count");
});
after(async () => {
  await screen?.browser.close();
  await sample?.close();
});

test("the resident list", async () => {
  await screen.look("people");
});

test("a claim is confirmed, another returned with a reason, and the list goes out", async () => {
  await screen.press("rail-review");
  await screen.press("review-open");
  await screen.look("review");
  const [first, second] = await screen.at("review-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));

  await screen.press("review-confirm");
  await gone(first);
  await screen.at("review-row", `[data-id="${second}"]`).getByTestId("review-open").click();
  await screen.press("review-return");
  await screen.see("return-dialog");
  await screen.look("return");
  await screen.at("reason-input").fill("Chưa thấy trên hệ thống");
  await screen.press("reason-ok");
  await gone(second);

  for (const [state, id] of [["confirmed", first], ["returned", second]]) {
    await screen.press(`review-state-${state}`);
    await screen.see("review-row", `[data-id="${id}"]`);
  }
  const [download] = await Promise.all([screen.page.waitForEvent("download"), screen.press("review-export")]);
  const list = readFileSync(await download.path());
  assert.deepEqual(list.subarray(0, 4), ZIP);
  assert.match(download.suggestedFilename(), /\.xlsx$/);
  await screen.see("exported");
  await screen.page.keyboard.press("Escape");
});

test("a second workbook is understood, its faults are named, and it is taken in", async () => {
  await screen.press("rail-import");
  await screen.look("import-file");
  await screen.at("import-file").setInputFiles(sample.path(sample.told.workbook));
  await screen.see("import-to-preview");
  await screen.look("import-columns");
  await screen.press("import-to-preview");
  await screen.see("refused");
  await screen.look("import-preview");
  await screen.press("import-apply");
  await screen.press("apply-ok");
  await screen.see("import-result");
  await screen.look("import-result");
  await screen.press("import-again");
});

test("the people of a list are the people of the book", async () => {
  await read("danh-sach-thu.csv", FIRST);
  // A row with an id that stood there already is a question; said to be the same person, it names the row it repeats.
  await screen.see("doubt", '[data-reason="duplicate_id"]');
  assert.equal(await screen.at("doubt").count(), 1);
  await screen.page.keyboard.press("1");
  await screen.see("again-row");
  assert.deepEqual(await rows("again-row", [1, 3]), [["8", "Dòng 3Tống Gia Mẫn"]]);
  assert.match(await screen.at("refused").innerText(), /31\/02\/1980/);
  await screen.page.keyboard.press("n");
  await screen.see("apply-dialog");
  await screen.page.keyboard.press("Enter");
  assert.match(await (await screen.see("import-result")).innerText(), /Thêm 5 người/);
  await screen.page.keyboard.press("n");
  await finds("Tống Gia Mẫn", [["Tống Gia Mẫn", "1960", "0001", "Số 3"]]);
  await finds("Âu Thị Khuyên", [["Âu Thị Khuyên", "1963", "0002", "Số 3"]]);
  await finds("Tống Thị Khuê", [["Tống Thị Khuê", "1990", "0003", "Số 5"]]);
  await finds("Khổng Thị Nhạn", [["Khổng Thị Nhạn", "1971", "0005", "Số 11"]]);
});

test("next month's list has fewer columns, somebody who moved and a namesake: each is asked about, nothing else changes", async () => {
  const KHUYEN = [["Âu Thị Khuyên", "1963", "0002", "Số 3"]];
  await finds("Âu Thị Khuyên", KHUYEN);
  const before = await states();
  assert.match(before.join(), /M2|[Mm]ức 2/);
  await screen.press("rail-import");
  if (await screen.at("import-again").count()) await screen.press("import-again");
  await read("danh-sach-thang-sau.csv", SECOND);
  const reasons = () => screen.at("doubt").evaluateAll((cards) => cards.map((card) => [card.ariaLabel, card.dataset.reason, card.dataset.decided ?? null]));
  assert.deepEqual(await reasons(), [
    ["Tống Thị Khuê", "other_hamlet", null],
    ["Khổng Thị Nhạn", "like_in_book", null],
  ]);
  // As the list says; and somebody else.
  await screen.page.keyboard.press("1");
  await screen.page.keyboard.press("2");
  await screen.see("doubt-left", '[data-count="0"]');
  assert.deepEqual((await reasons()).map(([, , decided]) => decided), ["take", "two"]);
  await screen.page.keyboard.press("n");
  await screen.see("apply-dialog");
  await screen.page.keyboard.press("Enter");
  assert.match(await (await screen.see("import-result")).innerText(), /Thêm 1 người, đổi 1, giữ nguyên 2/);
  await screen.page.keyboard.press("n");
  await finds("Tống Thị Khuê", [["Tống Thị Khuê", "1990", "0003", "Số 9"]]);
  await finds("Khổng Thị Nhạn", [
    ["Khổng Thị Nhạn", "1971", "", "Số 30"],
    ["Khổng Thị Nhạn", "1971", "0005", "Số 11"],
  ]);
  await finds("Tống Gia Mẫn", [["Tống Gia Mẫn", "1960", "0001", "Số 3"]]);
  // The column that was not there took nothing away.
  await finds("Âu Thị Khuyên", KHUYEN);
  assert.deepEqual(await states(), before);
});

test("where people disagree", async () => {
  await screen.press("rail-disagreements");
  // Either there are some to settle, or it says that there are none.
  await screen.page.locator('[data-testid="disagreement-row"], [data-testid="empty"]').first().waitFor();
  await screen.look("disagreements");
});

test("the office syncs", async () => {
  await screen.press("rail-safe");
  await screen.press("sync-start");
  await screen.see("work-unsent", '[data-count="0"]');
  await screen.look("safe");
});

test("nothing was to be complained about on the way", () => assert.deepEqual(screen.complaints, []));

/** Waits until a row has left the queue. */
const gone = (id) => screen.at("review-row", `[data-id="${id}"]`).waitFor({ state: "detached" });

/** Brings a list made here as far as its preview, by keys where there is a key. */
async function read(name, text) {
  await screen.at("import-file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await screen.see("import-to-preview");
  assert.match(await screen.at("list-head").innerText(), new RegExp(name));
  await screen.page.keyboard.press("n");
  await screen.see("import-apply");
}

/** Some cells of each such row. */
const rows = (id, places) => screen.at(id).evaluateAll((all, places) => all.map((row) => places.map((n) => row.children[n].textContent.trim())), places);

/** Looks for somebody on the list of people: birth year, last four digits and place of whoever is called exactly so; names that are alike are found as well. */
async function finds(name, people) {
  if (!(await screen.at("people-find").count())) await screen.press("rail-people");
  await (await screen.see("people-find")).fill(name);
  const told = () => screen.at("people-row").evaluateAll((all, name) => all.map((row) => [...row.firstElementChild.children].slice(0, 4).map((cell) => cell.textContent.trim())).filter(([of]) => of === name).sort(), name);
  // The answer comes when it comes; what stands there until then is the list before.
  let found = await told();
  for (let tries = 0; tries < 100 && JSON.stringify(found) !== JSON.stringify(people); tries++) {
    await screen.page.waitForTimeout(100);
    found = await told();
  }
  assert.deepEqual(found, people);
}

/** What the first of those found has of each app. */
const states = () => screen.at("people-row").first().evaluate((row) => [...row.firstElementChild.children].slice(5).map((cell) => cell.textContent.trim()));
