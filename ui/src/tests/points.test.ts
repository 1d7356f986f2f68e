import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { FakeBackend } from "$lib/backend/fake";
import { cardText } from "$lib/backend/fake/card";
import { coverings } from "$lib/state/covering.svelte";
import { startSync } from "$lib/state/job.svelte";
import { points } from "$lib/state/points.svelte";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";
import { hand, on, tap, tapOn } from "./doorhand";

const HOA = cardText("Nguyễn Thị Hòa", 1961, "female", "4417");
const PHONE = { width: 390, height: 844 };

async function at(place: string, state = "open") {
  await page.viewport(PHONE.width, PHONE.height);
  return open("volunteer", place, state);
}
const ids = (testid: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`)].map((one) => one.dataset.id ?? "");
/** Whom the screen is about; the person's card unfolds by itself. */
const cameId = () => decodeURIComponent(location.hash).split("/").at(-1) ?? "";
const picture = (text: string, name: string, type: string) => new File([text], name, { type });
async function find(text: string) {
  await page.getByTestId("come-input").fill(text);
  await expect.poll(() => ids("find-hit").length).toBeGreaterThan(0);
}

afterEach(() => vi.restoreAllMocks());

test("the list says what a point is where there is none", async () => {
  await at("points", "empty");
  await expect.element(page.getByTestId("empty")).toHaveTextContent("Điểm lưu động là nơi bà con đến với bạn");
});

test("today's point stands first, and one that nobody ended says so", async () => {
  await at("points", "point");
  await expect.element(page.getByTestId("point-row").first()).toHaveAttribute("data-state", "running");
  expect([...document.querySelectorAll<HTMLElement>('[data-testid="point-row"]')].map((row) => row.dataset.state)).toEqual(["running", "over", "open"]);
});

test("where one has been before, a point begins in three taps from the list and without a key", async () => {
  await at("points");
  await expect.element(page.getByTestId("point-row").first()).toBeVisible();
  const done = hand();
  await tap("point-begin");
  await tap("begin-used");
  await tap("begin-save");
  await expect.element(page.getByTestId("point-place")).toHaveTextContent("Chợ Phú Lai");
  await expect.element(page.getByTestId("point-hours")).toHaveTextContent(/đang mở · từ \d\d:\d\d/);
  expect(done()).toEqual({ taps: 3, keys: 0 });
  await expect.element(page.getByTestId("empty")).toHaveTextContent("Chưa có ai đến");
});

test("a new place needs its kind and a name, and its usual name is one tap", async () => {
  await at("points/new");
  await tap("begin-save");
  await expect.element(page.getByTestId("begin-point")).toHaveTextContent("Chọn một loại nơi.");
  await tap("venue-culture_house");
  await tap("begin-save");
  await expect.element(page.getByTestId("begin-point")).toHaveTextContent("Cần tên để đồng đội");
  await tap("begin-usual");
  await page.getByTestId("begin-hamlet").selectOptions("Thôn Đông Cao");
  await tap("begin-usual");
  await tap("begin-save");
  await expect.element(page.getByTestId("point-place")).toHaveTextContent("Nhà văn hoá Thôn Đông Cao");
});

test("somebody of the list comes, found with a slip of the finger, and no visit of their door is made", async () => {
  await at("points/s-3", "point");
  await tap("point-add");
  const call = vi.spyOn(FakeBackend.prototype, "call");
  // A slip of the finger finds people as well.
  await find("nguyne");
  const name = (await session.ask("door", { household: "h0-1" })).people[0]!.name;
  await find(name);
  await tap("find-hit");
  await expect.element(page.getByTestId("came-person")).toBeVisible();
  await expect.element(page.getByTestId("point-place")).toHaveTextContent("Chợ Phú Lai");
  const asked = call.mock.calls.map(([operation]) => operation);
  expect(asked).toContain("walk_in");
  expect(asked).not.toContain("visit");
  // Back at the point: newest first.
  const who = cameId();
  await tap("came-back");
  await expect.poll(() => ids("came")[0]).toBe(who);
});

test("who was not asked yet is asked first; what is recorded counts for the point", async () => {
  await at("points/s-3", "point");
  // The person from elsewhere of this picture was never asked.
  await expect.poll(() => ids("came")[0]).toBe("far-1");
  await tap("came");
  await expect.poll(() => on("far-1", "notice")).not.toBeNull();
  const call = vi.spyOn(FakeBackend.prototype, "call");
  await tapOn("far-1", "record-next");
  await expect.element(page.getByTestId("notice-sheet")).toBeVisible();
  expect(call.mock.calls.map(([operation]) => operation)).not.toContain("record");
  await tap("notice-sheet-agreed");
  await expect.poll(() => call.mock.calls.map(([operation]) => operation)).toContain("record");
  await expect.poll(() => call.mock.calls.map(([operation]) => operation).indexOf("notice")).toBeLessThan(call.mock.calls.map(([operation]) => operation).indexOf("record"));
  // Somebody added here with something recorded cannot vanish with it.
  await expect.element(page.getByTestId("take-off-first")).toBeVisible();
  await tap("came-next");
  await expect.element(page.getByTestId("come-input")).toBeVisible();
});

test("the guide opens over the person at a point, and closed, they stand there as before", async () => {
  await at("points/s-3", "point");
  await expect.poll(() => ids("came")[0]).toBe("far-1");
  await tap("came");
  const before = location.hash;
  await tapOn("far-1", "record-more");
  await tap("app-guide");
  await expect.element(page.getByTestId("guide-over")).toBeVisible();
  expect(document.querySelectorAll('[data-testid="person-sheet"]')).toHaveLength(0);
  // The phone's back.
  coverings.closeTop();
  await expect.poll(() => document.querySelector('[data-testid="guide-over"]')).toBeNull();
  expect(location.hash).toBe(before);
  await expect.poll(() => on("far-1", "record-next")).not.toBeNull();
});

test("somebody from elsewhere is added with where they live, and taken back whole", async () => {
  await at("points/s-3", "point");
  await tap("point-add");
  await page.getByTestId("come-input").fill("zzzz");
  await tap("come-add");
  await expect.element(page.getByTestId("add-name")).toHaveValue("zzzz");
  await page.getByTestId("add-name").fill("");
  await tap("come-save");
  await expect.element(page.getByTestId("add-name")).toHaveAttribute("aria-invalid", "true");
  await page.getByTestId("add-name").fill("Vàng A Páo");
  await expect.element(page.getByTestId("come-home")).toHaveAttribute("autocapitalize", "none");
  await page.getByTestId("come-home").fill("xã Yên Sở");
  await tap("come-save");
  await expect.element(page.getByTestId("came-person")).toHaveTextContent("ở xã Yên Sở");
  const who = cameId();
  await tap("came-back");
  await expect.poll(() => ids("came")[0]).toBe(who);
  await tap("came");
  const call = vi.spyOn(FakeBackend.prototype, "call");
  await tap("take-off");
  await expect.poll(() => ids("came")).not.toContain(who);
  expect(call.mock.calls.filter(([operation]) => operation === "retract")).toHaveLength(2);
});

test("a tap on the wrong person is undone by the toast, and who is there already is not said twice", async () => {
  await at("point-add/s-3", "point");
  await page.getByTestId("come-ways").getByText("Quét thẻ").click();
  await page.getByTestId("scan-typed").fill(HOA);
  await userEvent.keyboard("{Enter}");
  const call = vi.spyOn(FakeBackend.prototype, "call");
  await tap("scan-open");
  // Nguyễn Thị Hoà is at the point already.
  await expect.element(page.getByTestId("came-person")).toBeVisible();
  expect(call.mock.calls.map(([operation]) => operation)).not.toContain("walk_in");
  // Whoever scans goes on scanning.
  route.replace("point-add", "s-3");
  await expect.element(page.getByTestId("scan-typed")).toBeVisible();
  await page.getByTestId("come-ways").getByText("Tìm").click();
  const name = (await session.ask("door", { household: "h0-1" })).people[0]!.name;
  await find(name);
  await tap("find-hit");
  await expect.element(page.getByTestId("toast")).toHaveTextContent("Đã thêm vào điểm");
  const before = cameId();
  await tap("undo");
  await expect.poll(async () => (await session.ask("session", { session: "s-3" })).people.map((one) => one.row.person.id)).not.toContain(before);
});

test("people are told before a picture, it is kept beside the work, and one's own goes again", async () => {
  await at("points/s-3", "point");
  await tap("point-photo");
  await expect.element(page.getByTestId("photo-tell")).toHaveTextContent("Nói với mọi người là chụp ảnh buổi làm, không chụp mặt gần, không chụp giấy tờ.");
  await page.getByTestId("photo-choose").upload(picture("a picture", "cho.jpg", "image/jpeg"));
  await expect.element(page.getByTestId("photo-sheet")).not.toBeInTheDocument();
  await expect.poll(() => ids("photo").length).toBe(5);
  const states = () => [...document.querySelectorAll('[data-testid="photo-state"]')].map((one) => one.textContent);
  expect(states()).toEqual(["chưa gửi", "chưa gửi", "mới gửi 45\u00a0%", "đã gửi", "ảnh ở máy khác"]);
  const syncing = startSync();
  await expect.poll(states).toEqual(["đang gửi 0\u00a0%", "đang gửi 0\u00a0%", "đang gửi 45\u00a0%", "đã gửi", "ảnh ở máy khác"]);
  await syncing;
  await tap("photo-open");
  await expect.element(page.getByTestId("photo-view")).toBeVisible();
  await tap("photo-remove");
  await expect.poll(() => ids("photo").length).toBe(4);
});

test.each([
  ["giay-to.pdf", "application/pdf", "%PDF", "Đây không phải ảnh."],
  ["IMG_1.HEIC", "", "x", "Ảnh HEIC máy chưa đọc được."],
  ["hong.jpg", "image/jpeg", "no picture", "Tệp ảnh bị hỏng hoặc quá lớn để mở."],
])("%s is refused in words and nothing is lost", async (name, type, text, said) => {
  await at("points/s-3", "point");
  await tap("point-photo");
  await page.getByTestId("photo-choose").upload(picture(text, name, type));
  await expect.element(page.getByTestId("photo-refused")).toHaveTextContent(said);
  await expect.element(page.getByTestId("photo-refused")).toHaveTextContent(name);
  expect(ids("photo").length).toBe(4);
  await tap("photo-refused-close");
  await expect.element(page.getByTestId("photo-refused")).not.toBeInTheDocument();
});

test("a picture too heavy is refused before it travels", async () => {
  await at("points/s-3", "point");
  const call = vi.spyOn(FakeBackend.prototype, "call");
  await tap("point-photo");
  const heavy = new File([new Uint8Array(16 * 1024 * 1024 + 1)], "nang.jpg", { type: "image/jpeg" });
  const data = new DataTransfer();
  data.items.add(heavy);
  const field = page.getByTestId("photo-choose").element() as HTMLInputElement;
  field.files = data.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await expect.element(page.getByTestId("photo-refused")).toHaveTextContent("nặng hơn 16 MB");
  expect(call.mock.calls.map(([operation]) => operation)).not.toContain("add_photo");
});

test("the point ends with a sentence of what came of it, and goes on again", async () => {
  await at("points/s-3", "point");
  await tap("point-end");
  await tap("end-now");
  await expect.element(page.getByTestId("point-summary")).toHaveTextContent("6 người đã đến, 4 việc đã ghi, 4 ảnh.");
  await expect.element(page.getByTestId("point-hours")).toHaveTextContent("đã kết thúc");
  await tap("undo");
  await expect.element(page.getByTestId("point-hours")).toHaveTextContent("đang mở");
  await expect.element(page.getByTestId("point-end")).toBeVisible();
});

test("a point of another day is ended at an hour of that day", async () => {
  await at("points/s-1");
  await expect.element(page.getByTestId("point-hours")).toHaveTextContent("chưa ghi giờ kết thúc");
  await tap("point-end");
  expect(document.querySelector("[data-testid='end-now']")).toBeNull();
  await expect.element(page.getByTestId("end-hour")).toBeVisible();
  const hour = [...document.querySelectorAll<HTMLOptionElement>("[data-testid='end-hour'] option")].at(-1)!.value;
  await page.getByTestId("end-hour").selectOptions(hour);
  await tap("end-save");
  await expect.element(page.getByTestId("point-hours")).toHaveTextContent(`đến ${hour}`);
});

test("tonight says nothing of points while none is on", async () => {
  await at("tonight");
  await expect.element(page.getByTestId("door-row").first()).toBeVisible();
  await expect.poll(() => points.all.value?.length).toBe(2);
  expect(document.querySelector("[data-testid='point-running']")).toBeNull();
});

test("tonight says that a point is on, and leads to it", async () => {
  await at("tonight", "point");
  await expect.element(page.getByTestId("point-running")).toHaveTextContent("Đang ở điểm: Chợ Phú Lai · 6 người");
  await tap("point-running");
  await expect.element(page.getByTestId("point-place")).toHaveTextContent("Chợ Phú Lai");
});

test("somebody new who stands at the point needs no door", async () => {
  await at("find", "point");
  await page.getByTestId("find-input").fill("zzzz");
  await tap("find-add");
  await page.getByTestId("add-name").fill("Giàng Thị Dợ");
  await tap("add-at-point");
  await expect.element(page.getByTestId("new-came")).toBeVisible();
  await expect.element(page.getByTestId("add-name")).toHaveValue("Giàng Thị Dợ");
});
