import { encode } from "uqr";
import { beforeEach, expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { PAGES } from "$lib/backend/fake/pages";
import { coverings } from "$lib/state/covering.svelte";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { settings } from "$lib/state/settings.svelte";
import { nextOf } from "../screens/guide/next";
import { contactParts, guideOf, impostors, unbroken } from "../screens/guide/steps";
import { open } from "./device";
import { tap, tapOn, unfolded } from "./doorhand";

beforeEach(async () => {
  await page.viewport(390, 844);
  settings.locale = "vi";
});

const part = () => document.querySelector<HTMLElement>("[data-testid='guide']")?.dataset.part;
const ids = (app: string, next: string | null) => guideOf(app, next).parts.map((one) => one.id);
const NEVER = "Không đọc mã OTP, mật khẩu cho bất kỳ ai, kể cả tôi.";

/** The modules of a drawn code, row by row, its quiet zone included. */
function drawn(): boolean[][] {
  const svg = document.querySelector<SVGSVGElement>("[data-testid='qr']")!;
  const size = svg.viewBox.baseVal.width;
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y] of svg.querySelector("path")!.getAttribute("d")!.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) rows[Number(y)]![Number(x)] = true;
  return rows;
}

test("from one's work to every guide of the campaign and back", async () => {
  const screen = await open("volunteer", "tonight");
  await tap("tab-work");
  await tap("tile-guide");
  await expect.element(screen.getByTestId("guides")).toBeVisible();
  const rows = [...document.querySelectorAll("[data-testid^='guide-open-']")].map((row) => row.getAttribute("data-testid"));
  expect(rows).toEqual(["guide-open-vneid", "guide-open-ihanoi", "guide-open-etax", "guide-open-impostors"]);
  await tap("guide-open-vneid");
  await expect.element(screen.getByTestId("guide-step-title")).toHaveTextContent("VNeID");
  await tap("guide-back");
  await expect.element(screen.getByTestId("guides")).toBeVisible();
  await tap("guide-back");
  await expect.element(screen.getByTestId("tiles")).toBeVisible();
});

test("only what the campaign asks for has a guide", async () => {
  const screen = await open("volunteer", "guide");
  session.status!.campaign!.apps = session.status!.campaign!.apps.filter((one) => one.app === "vneid");
  await expect.element(screen.getByTestId("guide-open-vneid")).toBeVisible();
  await expect.poll(() => screen.getByTestId("guide-open-etax").elements().length).toBe(0);
  route.replace("guide", "etax");
  await expect.element(screen.getByTestId("guides")).toBeVisible();
});

test("the code is the store's address, black on white with a quiet zone, in the dark too", async () => {
  settings.theme = "dark";
  const screen = await open("volunteer", "guide/vneid");
  try {
    const code = () => screen.getByTestId("qr").element();
    for (const [nth, store] of ["google_play", "app_store"].entries()) {
      await tap(`guide-store-${store}`);
      const address = PAGES.vneid[nth]!.address;
      await expect.element(screen.getByTestId("guide-address")).toHaveTextContent(address);
      expect(code().getAttribute("data-text")).toBe(address);
      expect(drawn()).toEqual(encode(address, { ecc: "M", border: 4 }).data);
      expect(drawn().slice(0, 4).flat().some(Boolean)).toBe(false);
      expect(code().getBoundingClientRect().width).toBeGreaterThanOrEqual(220);
      expect(getComputedStyle(code().querySelector("rect")!).fill).toBe("rgb(255, 255, 255)");
      expect(getComputedStyle(code().querySelector("path")!).fill).toBe("rgb(0, 0, 0)");
    }
  } finally {
    settings.theme = "system";
  }
});

test("without an address the guide says what to look for, and shows no code", async () => {
  const screen = await open("volunteer", "guide/ihanoi");
  await expect.element(screen.getByTestId("guide-no-link")).toHaveTextContent("UBND Thành phố Hà Nội");
  await expect.element(screen.getByTestId("guide-no-link")).toHaveTextContent("Không cài bất cứ thứ gì từ đường dẫn");
  expect(screen.getByTestId("qr").elements()).toEqual([]);
});

test.each(["vneid", "ihanoi", "etax", "impostors"])("every page of %s has the line about the OTP, in large type, and nothing hangs over the edge", async (id) => {
  settings.scale = 160;
  const screen = await open("volunteer", `guide/${id}`);
  try {
    const body = () => document.querySelector<HTMLElement>("[data-testid='guide'] .scroller")!;
    for (let last = false; !last; ) {
      await expect.element(screen.getByTestId("never-otp")).toHaveTextContent(NEVER);
      const title = screen.getByTestId("guide-step-title").element();
      expect(parseFloat(getComputedStyle(title).fontSize)).toBeGreaterThan(28 * 1.6 - 0.1);
      for (const line of body().querySelectorAll(".tell > p:not(.text-muted)")) expect(parseFloat(getComputedStyle(line).fontSize)).toBeGreaterThan(24 * 1.6 - 0.1);
      expect(body().scrollWidth).toBeLessThanOrEqual(body().clientWidth);
      expect(body().clientHeight).toBeGreaterThan(200);
      const [at, of] = screen.getByTestId("guide-at").element().textContent!.match(/\d+/g)!.map(Number);
      last = at === of;
      if (!last) await tap("guide-next");
    }
    await expect.element(screen.getByTestId("guide-next")).toHaveTextContent("Xong");
    await tap("guide-next");
    await expect.poll(() => screen.getByTestId("guide").elements()).toEqual([]);
  } finally {
    settings.scale = 100;
  }
});

test("previous, next and the keys turn the pages, and the heading has the focus", async () => {
  const screen = await open("volunteer", "guide/vneid");
  await expect.element(screen.getByTestId("guide-previous")).toBeDisabled();
  await tap("guide-next");
  await expect.element(screen.getByTestId("guide-step-title")).toHaveTextContent("Bấm Cài đặt");
  await expect.element(screen.getByTestId("guide-step-title")).toHaveFocus();
  await userEvent.keyboard("{ArrowRight}");
  await expect.element(screen.getByTestId("guide-step-title")).toHaveTextContent("Chuẩn bị");
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}");
  await expect.element(screen.getByTestId("guide-at")).toHaveTextContent("Trang 1 trong");
});

test("what is due decides where a guide opens and what it leaves out", () => {
  expect(guideOf("vneid", null).from).toBe("install");
  expect(ids("vneid", null)).toEqual(["install", "level1", "level2", "activate", "trouble"]);
  expect(guideOf("vneid", "activate_level2").from).toBe("activate");
  expect(ids("vneid", "activate_level1")).toEqual(["install", "activate", "trouble"]);
  expect(guideOf("vneid", "appointment_level2").from).toBe("level2");
  // Without level 2 the app is installed first, and the way to an account is its own.
  const titles = (next: string) => guideOf("etax", next).parts.find((one) => one.id === "account")!.steps.map((one) => one.title());
  expect(guideOf("etax", "vneid_first").from).toBe("install");
  expect(guideOf("etax", "own_account").from).toBe("account");
  for (const next of ["vneid_first", "own_account"]) expect(titles(next)).toEqual(["Chưa có VNeID mức 2", "Mã số thuế"]);
  expect(titles("create_account")[0]).toBe("Vào bằng VNeID mức 2");
  expect(guideOf("ihanoi", "log_in").from).toBe("login");
  // Whatever comes next, a guide opens at a part that it has.
  for (const app of ["vneid", "ihanoi", "etax"]) {
    for (const next of ["done", "register", "activate_level1", "await_approval", "install", "create_account", "own_account", "vneid_first", "log_in", "do_again", ""]) expect(ids(app, next)).toContain(guideOf(app, next).from);
  }
});

test("a returned activation is shown the activation, anything else that was returned all of it", async () => {
  await open("volunteer", "tonight");
  const app = (await session.ask("door", { household: "h0-3" })).people[0]!.apps[0]!;
  const returned = { ...app, app: "vneid", next: "do_again" };
  expect(nextOf({ ...returned, stage: "approved" }, false)).toBe("activate_level2");
  expect(guideOf("vneid", nextOf({ ...returned, stage: "dossier_collected" }, false)).from).toBe("install");
  const ihanoi = { ...app, app: "ihanoi", stage: "installed", next: "create_account" };
  expect([nextOf(ihanoi, true), nextOf(ihanoi, false)]).toEqual(["create_account", "own_account"]);
});

test("at the door the guide opens at the step that is due; closed, nothing of the door is lost", async () => {
  const screen = await open("volunteer", "door/h0-4");
  const id = "h0-4-p0";
  await expect.poll(() => unfolded(id)).toBe(true);
  await tapOn(id, "notice-agreed");
  await tap("outcome-met");
  const app = (await session.ask("door", { household: "h0-4" })).people[0]!.apps[0]!;
  expect(app.next).toBe("activate_level2");
  const main = document.querySelector("main")!;
  main.scrollTo(0, 40);
  const before = main.scrollTop;
  await tapOn(id, "record-more", "vneid");
  await tap("app-guide");
  await expect.element(screen.getByTestId("guide-over")).toBeVisible();
  expect(part()).toBe("activate");
  await expect.element(screen.getByTestId("guide-dial")).toHaveTextContent("1900 0368");
  expect(coverings.any).toBe(true);
  // The phone's back.
  coverings.closeTop();
  await expect.poll(() => screen.getByTestId("guide-over").elements().length).toBe(0);
  expect(route.place).toEqual({ screen: "door", id: "h0-4" });
  expect(unfolded(id)).toBe(true);
  expect(document.querySelector("main")!.scrollTop).toBe(before);
  await expect.poll(() => document.activeElement?.closest("[data-testid='person']")?.getAttribute("data-id")).toBe(id);
  // The visit of this opening is still the same one: another outcome replaces it.
  await tap("outcome-refused");
  await expect.poll(async () => (await session.ask("door", { household: "h0-4" })).visits.map((visit) => visit.outcome)).toEqual(["refused"]);
});

test("the person's menu shows the guide of the app that is due", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await tap("person-more");
  await expect.element(screen.getByTestId("menu-guide")).toHaveTextContent("iHanoi");
  await tap("menu-guide");
  await expect.element(screen.getByTestId("guide-over")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => screen.getByTestId("guide-over").elements().length).toBe(0);
});

test("how to know an impostor has the campaign's hours and the office's telephone", () => {
  const frame = { starts: "2025-11-01", ends: "2025-12-31", hour_from: 7, hour_to: 22, contact: "Công an xã, 0530 000 000" };
  const said = (guide: ReturnType<typeof impostors>) =>
    guide.parts.flatMap((one) => one.steps.flatMap((step) => step.lines.map((line) => (typeof line === "function" ? line() : line.dial())))).join("\n");
  expect(said(impostors(frame))).toContain("Chỉ từ 7 giờ đến 22 giờ, từ 01/11/2025 đến 31/12/2025.");
  expect(said(impostors(frame))).toContain(unbroken("Công an xã, 0530 000 000"));
  expect(said(impostors({ ...frame, contact: null }))).toContain("theo số bạn đã biết");
  expect(said(impostors(null))).not.toContain("giờ đến");
  expect(unbroken("Công an xã, 0530 000 000")).toBe("Công an xã, 0530\u00a0000\u00a0000");
});

test("the card says who, of which commune, until when, and whom to call", async () => {
  const screen = await open("volunteer", "tonight", "real");
  await tap("tab-work");
  await tap("tile-credential");
  const card = screen.getByTestId("credential");
  for (const text of ["Tình nguyện viên", "Trần Văn Đức", "Đoàn Thanh niên xã Cẩm Tân", "50 ngày đêm cao điểm VNeID", "Từ 01/11/2025 đến 31/12/2025", "Cán bộ không bao giờ hỏi mã OTP, mật khẩu, không thu tiền."]) await expect.element(card).toHaveTextContent(text);
  await expect.element(screen.getByTestId("credential-contact")).toHaveTextContent("0530");
  expect(screen.getByTestId("credential-rehearsal").elements()).toEqual([]);
  expect(screen.getByTestId("credential-doubt").elements()).toEqual([]);
  await tap("credential-close");
  await expect.element(screen.getByTestId("tiles")).toBeVisible();
});

test("whom to call and the number stand on lines of their own, without a comma left hanging", async () => {
  expect(contactParts("Công an xã (số thử), 0530 000 000")).toEqual({ who: "Công an xã (số thử)", number: "0530\u00a0000\u00a0000" });
  expect(contactParts("Công an xã: +84 24 0000 0000")).toEqual({ who: "Công an xã", number: "+84\u00a024\u00a00000\u00a00000" });
  expect(contactParts("0530 000 000")).toEqual({ who: "", number: "0530\u00a0000\u00a0000" });
  expect(contactParts("Trụ sở UBND xã, thôn 3")).toEqual({ who: "Trụ sở UBND xã, thôn 3", number: null });
  const screen = await open("volunteer", "credential", "real");
  await expect.element(screen.getByTestId("credential-contact")).toHaveTextContent(/^Công an xã Cẩm Tân \(số thử\)0530/);
});

test.each(["open", "practice"])("among invented people (%s) the card says that it is none", async (state) => {
  const screen = await open("volunteer", "credential", state);
  await expect.element(screen.getByTestId("credential-rehearsal")).toHaveTextContent("đây không phải là thẻ");
});

test("outside its days, or with rights run out, the card says that it does not hold", async () => {
  const screen = await open("volunteer", "credential", "real");
  session.status = { ...session.status!, grant_expired: true, campaign: { ...session.status!.campaign!, warning: "ended", contact: null } };
  await expect.poll(() => screen.getByTestId("credential-doubt").elements().length).toBe(2);
  await expect.element(screen.getByTestId("credential-ask")).toHaveTextContent("theo số bạn đã biết");
});

test("the card is printed for the commune's stamp, with nothing of the screen; none that does not hold is", async () => {
  const screen = await open("volunteer", "credential", "real");
  const printed = vi.spyOn(window, "print").mockImplementation(() => undefined);
  await tap("credential-print");
  expect(printed).toHaveBeenCalledOnce();
  printed.mockRestore();
  const media = (value: string) => cdp().send("Emulation.setEmulatedMedia", { media: value });
  await media("print");
  const paper = screen.getByTestId("credential-paper").element();
  try {
    await expect.poll(() => getComputedStyle(paper).display).toBe("block");
    expect([...document.body.children].filter((one) => getComputedStyle(one).display !== "none")).toEqual([paper]);
    for (const said of [session.status!.member!.name, session.status!.book, "0530", "Dấu của UBND xã", "không bao giờ hỏi mã OTP"]) expect(paper.textContent).toContain(said);
    // A6 less its margins, at 96 points an inch, also for a long name.
    session.status = { ...session.status!, member: { ...session.status!.member!, name: "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên" } };
    await expect.poll(() => paper.textContent).toContain("Công Tằng");
    expect(paper.getBoundingClientRect().height).toBeLessThan(((148 - 16) / 25.4) * 96);
  } finally {
    await media("");
  }
  session.status = { ...session.status!, grant_expired: true };
  await expect.poll(() => screen.getByTestId("credential-print").elements()).toEqual([]);
  expect(document.querySelector("[data-testid='credential-paper']")).toBeNull();
});

test("the card lives: a bar that moves, or the seconds where nothing may move", async () => {
  const screen = await open("volunteer", "credential", "real");
  await expect.element(screen.getByTestId("living")).toBeVisible();
  const runner = () => screen.getByTestId("living-bar").element().firstElementChild!.getBoundingClientRect().left;
  const before = runner();
  await expect.poll(runner, { timeout: 3000 }).not.toBe(before);
  expect(screen.getByTestId("living-seconds").elements()).toEqual([]);
  const media = (value: string) => cdp().send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-reduced-motion", value }] });
  await media("reduce");
  try {
    await expect.element(screen.getByTestId("living-seconds")).toBeVisible();
    expect(screen.getByTestId("living-bar").elements()).toEqual([]);
    const seconds = () => screen.getByTestId("living-seconds").element().textContent;
    const then = seconds();
    await expect.poll(seconds, { timeout: 3000 }).not.toBe(then);
  } finally {
    await media("no-preference");
  }
});

test("in English the same pages speak English", async () => {
  settings.locale = "en";
  const screen = await open("volunteer", "guide/vneid");
  try {
    await expect.element(screen.getByTestId("never-otp")).toHaveTextContent("Never tell anyone an OTP or a password, not even me.");
    await tap("guide-part-activate");
    await expect.element(screen.getByTestId("guide-step-title")).toHaveTextContent("Activate within 7 days");
  } finally {
    settings.locale = "vi";
  }
});
