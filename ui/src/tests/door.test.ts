import { beforeEach, expect, test, vi } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";
import { card, hand, on, standing, tap, tapOn, unfolded } from "./doorhand";

const door = (household: string) => session.ask("door", { household });
const person = async (household: string, n: number) => (await door(household)).people[n]!;

beforeEach(() => page.viewport(390, 844));

test("a house of four, three apps each, takes at most eighteen taps and no typing", async () => {
  const screen = await open("volunteer", "door/h0-4");
  const done = hand();
  for (const n of [0, 1, 2, 3]) {
    const id = `h0-4-p${n}`;
    await expect.poll(() => unfolded(id)).toBe(true);
    await tapOn(id, "notice-agreed");
    // Who needs the police for VNeID gets the other two first: the appointment ends what can be done.
    for (const app of n === 2 ? ["ihanoi", "etax", "vneid"] : ["vneid", "ihanoi", "etax"]) {
      if (n === 2 && app === "vneid") {
        await tapOn(id, "appoint-next", app);
        await tap("slot");
      } else {
        await tapOn(id, "record-next", app);
        await expect.poll(() => card(id)?.querySelector(`[data-app="${app}"] [data-unsent="true"]`)).not.toBeNull();
      }
    }
  }
  await expect.poll(async () => (await door("h0-4")).people.map((one) => one.apps.filter((app) => app.own !== null).length + one.appointments.length)).toEqual([3, 3, 3, 3]);
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 22");
  expect(done()).toEqual({ taps: 18, keys: 0 });
  expect((await door("h0-4")).visits.map((visit) => visit.outcome)).toEqual(["met"]);
});

test("a mixed house takes at most sixteen taps", async () => {
  const screen = await open("volunteer", "door/h0-5");
  await expect.poll(() => unfolded("h0-5-p0")).toBe(true);
  const done = hand();
  await tapOn("h0-5-p0", "notice-refused");
  await expect.poll(() => unfolded("h0-5-p1")).toBe(true);
  await tapOn("h0-5-p1", "person-more");
  for (const id of ["absence-open", "absence-other_province", "absence-back-month", "absence-save"]) await tap(id);
  await expect.poll(() => unfolded("h0-5-p2")).toBe(true);
  await tapOn("h0-5-p2", "notice-agreed");
  await tapOn("h0-5-p2", "record-next", "vneid");
  await tapOn("h0-5-p2", "appoint-next");
  await tap("slot");
  await expect.poll(() => unfolded("h0-5-p3")).toBe(true);
  await tapOn("h0-5-p3", "person-more");
  await tap("menu-propose");
  await tap("propose-no_phone");
  await expect.poll(() => [0, 1, 2, 3, 4].map((n) => standing(`h0-5-p${n}`))).toEqual(["refused", "absent", "done", "proposed", "do_not_visit"]);
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).not.toHaveTextContent("số 22");
  expect(done().taps).toBeLessThanOrEqual(16);
  expect(done().keys).toBe(0);
  const { people, visits } = await door("h0-5");
  expect(visits.map((visit) => visit.outcome)).toEqual(["met"]);
  expect(people[1]?.absence).toMatchObject({ reason: "other_province" });
  expect(people[1]?.absence?.until).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(people[2]?.appointments[0]).toMatchObject({ purpose: "vneid_level2", place: null });
});

test("the first with something to do is unfolded; who is done folds and the next unfolds", async () => {
  await open("volunteer", "door/h0-4");
  await expect.poll(() => [0, 1, 2, 3].map((n) => unfolded(`h0-4-p${n}`))).toEqual([true, false, false, false]);
  await tapOn("h0-4-p0", "notice-agreed");
  for (const app of ["vneid", "ihanoi"]) await tapOn("h0-4-p0", "record-next", app);
  await expect.poll(() => on("h0-4-p0", "record-kept", "ihanoi")).not.toBeNull();
  expect(unfolded("h0-4-p1")).toBe(false);
  await tapOn("h0-4-p0", "record-next", "etax");
  await expect.poll(() => unfolded("h0-4-p1")).toBe(true);
  await expect.poll(() => unfolded("h0-4-p0")).toBe(false);
  expect(document.activeElement).toBe(on("h0-4-p1", "person-toggle"));
});

test("unfolding by hand folds nobody: nothing above moves", async () => {
  await open("volunteer", "door/h0-4");
  await expect.poll(() => unfolded("h0-4-p0")).toBe(true);
  await tapOn("h0-4-p2", "person-toggle");
  expect([unfolded("h0-4-p0"), unfolded("h0-4-p2")]).toEqual([true, true]);
});

test("recording before the notice was answered asks for the answer first, and no answer is pressed beforehand", async () => {
  const screen = await open("volunteer", "door/h0-4");
  await expect.poll(() => unfolded("h0-4-p0")).toBe(true);
  expect([on("h0-4-p0", "notice-agreed"), on("h0-4-p0", "notice-refused")].map((button) => button?.getAttribute("aria-pressed"))).toEqual(["false", "false"]);
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.element(screen.getByTestId("notice-sheet")).toBeVisible();
  expect((await person("h0-4", 0)).apps[0]?.own).toBeNull();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => screen.getByTestId("notice-sheet").elements()).toHaveLength(0);
  expect(await person("h0-4", 0)).toMatchObject({ notice: null });
  await tapOn("h0-4-p0", "record-next", "vneid");
  await tap("notice-sheet-agreed");
  await expect.poll(async () => (await person("h0-4", 0)).apps[0]?.token).toBe("claimed");
  expect((await person("h0-4", 0)).notice).toBe("agreed");
});

test("who refuses is asked nothing more, and the others of the house stay to do", async () => {
  const screen = await open("volunteer", "door/h0-5");
  await tapOn("h0-5-p0", "notice-refused");
  await expect.poll(() => standing("h0-5-p0")).toBe("refused");
  expect(on("h0-5-p0", "app-row")).toBeNull();
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).not.toHaveTextContent("số 22");
  const { visits, card: row, people } = await door("h0-5");
  expect([visits, row.done, row.last_outcome, people[0]?.notice]).toEqual([[], false, null, "refused"]);
});

test("a house of which everybody who is asked refuses is a refusal", async () => {
  const screen = await open("volunteer", "door/h0-5");
  // The fifth need not be visited, and is asked nothing.
  for (const n of [0, 1, 2, 3]) {
    await expect.poll(() => unfolded(`h0-5-p${n}`)).toBe(true);
    await tapOn(`h0-5-p${n}`, "notice-refused");
    await expect.poll(() => standing(`h0-5-p${n}`)).toBe("refused");
  }
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).not.toHaveTextContent("số 22");
  const { visits, card: row } = await door("h0-5");
  expect([visits.map((visit) => visit.outcome), row.done]).toEqual([["refused"], true]);
});

test("who need not be visited is a line without a reason and without apps", async () => {
  const screen = await open("volunteer", "door/h0-5");
  await expect.poll(() => standing("h0-5-p4")).toBe("do_not_visit");
  expect(card("h0-5-p4")?.textContent).toContain("Không cần đến");
  expect(card("h0-5-p4")?.querySelectorAll("button, [data-token]")).toHaveLength(0);
  await expect.element(screen.getByTestId("person").nth(4)).toBeInTheDocument();
});

/** Every kind of statement about somebody: the taps that say it, and what it leaves. */
const SAID: [kind: string, taps: string[], said: (one: Awaited<ReturnType<typeof person>>) => unknown, before: unknown, after: unknown][] = [
  ["an absence", ["absence-open", "absence-hospital", "absence-save"], (one) => one.absence?.reason ?? null, null, "hospital"],
  ["an appointment", ["menu-appointment", "slot"], (one) => one.appointments.length, 0, 1],
  ["an obstacle", ["menu-obstacle", "obstacle"], (one) => one.obstacles[0]?.reason ?? null, null, "no_smartphone"],
  ["a proposal", ["menu-propose", "propose-other"], (one) => one.eligibility, null, "proposed"],
  ["a move", ["menu-moved_out", "residency-save"], (one) => one.claimed_state, null, "moved_out"],
  ["a death", ["menu-dead", "residency-save"], (one) => one.claimed_state, null, "dead"],
];
for (const [kind, taps, said, before, after] of SAID) {
  test(`${kind} is undone from the bar and, later, from the person's own list`, async () => {
    const screen = await open("volunteer", "tonight");
    const id = "h0-5-p0";
    await session.ask("notice", { resident: id, agreement: "agreed" });
    route.open("door", "h0-5");
    await tapOn(id, "person-more");
    for (const one of taps) await tap(one);
    await expect.poll(async () => said(await person("h0-5", 0))).toBe(after);
    await tap("undo");
    await expect.poll(async () => said(await person("h0-5", 0))).toBe(before);
    // Back at the person of whom it was said.
    await expect.poll(() => unfolded(id)).toBe(true);
    await tapOn(id, "person-more");
    for (const one of taps) await tap(one);
    await expect.poll(async () => said(await person("h0-5", 0))).toBe(after);
    await expect.poll(() => screen.getByTestId("person-sheet").elements()).toHaveLength(0);
    await expect.poll(() => unfolded(id)).toBe(false);
    await tapOn(id, "person-toggle");
    await tapOn(id, "person-more");
    // The answer to the notice stands before appointments and obstacles.
    await tap("said-undo", kind === "an appointment" || kind === "an obstacle" ? 1 : 0);
    await expect.poll(async () => said(await person("h0-5", 0))).toBe(before);
  });
}

test("a claim and an answer to the notice are undone from the person's own list", async () => {
  await open("volunteer", "door/h0-4");
  await tapOn("h0-4-p0", "notice-agreed");
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => on("h0-4-p0", "record-kept")).not.toBeNull();
  await tapOn("h0-4-p0", "person-more");
  await tap("said-undo", 1);
  await expect.poll(async () => (await person("h0-4", 0)).apps[0]?.token).toBe("none");
  await tapOn("h0-4-p0", "person-more");
  await tap("said-undo");
  await expect.poll(async () => (await person("h0-4", 0)).notice).toBeNull();
});

test("an app's trouble is said with one tap and names the app", async () => {
  await open("volunteer", "door/h0-4");
  await tapOn("h0-4-p0", "notice-agreed");
  await tapOn("h0-4-p0", "record-more", "ihanoi");
  await tap("app-trouble");
  await page.elementLocator(document.querySelector("[data-testid='obstacle'][data-reason='forgot_password']")!).click();
  await expect.poll(async () => (await person("h0-4", 0)).obstacles).toMatchObject([{ reason: "forgot_password", app: "ihanoi" }]);
  expect(unfolded("h0-4-p0")).toBe(true);
});

test("a slip shows when, where and what to bring, and no number of anybody", async () => {
  const screen = await open("volunteer", "door/h0-5");
  await tapOn("h0-5-p1", "person-toggle");
  await tapOn("h0-5-p1", "notice-agreed");
  await tapOn("h0-5-p1", "appoint-next");
  await tap("slot");
  const { last4 } = await person("h0-5", 1);
  await tapOn("h0-5-p1", "slip-open");
  await expect.element(screen.getByTestId("slip")).toHaveTextContent("Công an xã");
  await expect.element(screen.getByTestId("slip")).toHaveTextContent("Thẻ căn cước");
  expect(screen.getByTestId("slip").element().textContent).not.toContain(last4);
  // Shared where the machine can, as text; else put where it can be pasted.
  const shared: string[] = [];
  const { share } = navigator;
  for (const there of [true, false]) {
    const last = () => shared.at(-1) ?? "";
    Object.defineProperty(navigator, "share", { configurable: true, value: there ? async ({ text }: { text: string }) => void shared.push(text) : undefined });
    const copy = vi.spyOn(navigator.clipboard, "writeText").mockImplementation(async (text) => void shared.push(text));
    await tap("slip-close");
    await tapOn("h0-5-p1", "slip-open");
    await tap("slip-share");
    await expect.poll(() => shared.length).toBe(there ? 1 : 2);
    expect(last()).toContain("Tại Công an xã");
    expect(last()).toContain("Thẻ căn cước");
    expect(last()).not.toContain(last4);
    expect((last().match(/\d{4,}/g) ?? []).filter((number) => !/^20\d\d$/.test(number)), "no number but the year").toEqual([]);
    expect(copy).toHaveBeenCalledTimes(there ? 0 : 1);
    expect(screen.getByTestId("slip-said").elements()).toHaveLength(there ? 0 : 1);
    copy.mockRestore();
  }
  Object.defineProperty(navigator, "share", { configurable: true, value: share });
  // Printed: the slip, and nothing of the screen.
  const printed = vi.spyOn(window, "print").mockImplementation(() => undefined);
  await tap("slip-print");
  expect(printed).toHaveBeenCalledOnce();
  printed.mockRestore();
  expect(document.title, "what a PDF would be named").toBe("Từng Nhà");
  const devtools = cdp() as unknown as { send(method: string, args: object): Promise<unknown> };
  await devtools.send("Emulation.setEmulatedMedia", { media: "print" });
  const paper = screen.getByTestId("slip-paper").element();
  await expect.poll(() => getComputedStyle(paper).display).toBe("block");
  expect([...document.body.children].filter((one) => getComputedStyle(one).display !== "none")).toEqual([paper]);
  expect(paper.textContent).not.toContain(last4);
  const height = paper.getBoundingClientRect().height;
  const sizes = () => document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join();
  expect(sizes()).toContain("size: 105mm 148mm");
  await devtools.send("Emulation.setEmulatedMedia", { media: "" });
  // 148 mm less the margins, at 96 points an inch.
  expect(height).toBeLessThan(((148 - 16) / 25.4) * 96);
  await expect.poll(() => getComputedStyle(paper).display).toBe("none");
  await tap("slip-close");
  await expect.poll(() => document.querySelector("[data-testid=slip-paper]")).toBeNull();
  expect(sizes(), "whatever else is printed has its own size").toBe("");
  await expect.poll(() => document.activeElement === on("h0-5-p1", "slip-open")).toBe(true);
});

test("a person and a house that the list lacks are added and can be taken back", async () => {
  const screen = await open("volunteer", "door/h0-4");
  await tap("door-add-person");
  await screen.getByTestId("add-name").fill("Lò Thị Mẩy");
  await tap("add-save");
  await expect.poll(async () => (await door("h0-4")).people.map((one) => one.name)).toContain("Lò Thị Mẩy");
  await tap("undo");
  await expect.poll(async () => (await door("h0-4")).people).toHaveLength(4);
  await tap("door-add-household");
  await tap("household-lane-choice");
  await screen.getByTestId("household-house").fill("48B");
  await tap("household-save");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 7 · số 48B");
  await tap("undo");
  await expect.poll(() => screen.getByTestId("door-place").elements().map((one) => one.textContent)).not.toContain("Ngõ 7 · số 48B");
});

test("everything is within reach of the keyboard, and the focus comes back", async () => {
  const screen = await open("volunteer", "door/h0-4");
  await expect.poll(() => unfolded("h0-4-p0")).toBe(true);
  on("h0-4-p0", "person-more")!.focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("person-sheet")).toBeVisible();
  (screen.getByTestId("absence-open").element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => document.activeElement?.getAttribute("data-page")).toBe("absence");
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => screen.getByTestId("person-sheet").elements()).toHaveLength(0);
  await expect.poll(() => document.activeElement === on("h0-4-p0", "person-more")).toBe(true);
  on("h0-4-p0", "notice-agreed")!.focus();
  await userEvent.keyboard(" ");
  await expect.poll(() => on("h0-4-p0", "notice-agreed")?.getAttribute("aria-pressed")).toBe("true");
  expect(document.activeElement).toBe(on("h0-4-p0", "notice-agreed"));
});

test("going on without a word to anybody invents no visit", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5 · số 12");
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 12A");
  expect((await door("h0-0")).visits).toEqual([]);
});

test("another outcome of the same opening takes the place of the first", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await tap("outcome-absent");
  await expect.element(screen.getByTestId("outcome-absent")).toHaveAttribute("aria-pressed", "true");
  await tap("outcome-met");
  await expect.element(screen.getByTestId("outcome-met")).toHaveAttribute("aria-pressed", "true");
  await expect.poll(async () => (await door("h0-0")).visits.map((visit) => visit.outcome)).toEqual(["met"]);
});

test("a lock in the middle ends nothing: note, outcome and who is unfolded are there again", async () => {
  const screen = await open("volunteer", "door/h0-4");
  await tapOn("h0-4-p0", "notice-agreed");
  await tapOn("h0-4-p2", "person-toggle");
  await tap("outcome-absent");
  await expect.element(screen.getByTestId("outcome-absent")).toHaveAttribute("aria-pressed", "true");
  await tap("outcome-other");
  await screen.getByTestId("note-input").fill("Gọi cửa sau");
  await session.lock();
  await expect.element(screen.getByTestId("lock")).toBeVisible();
  expect(document.body.textContent).not.toContain("Ngõ");
  await userEvent.keyboard("246810{Enter}");
  await expect.element(screen.getByTestId("note-input")).toHaveValue("Gọi cửa sau");
  expect([unfolded("h0-4-p0"), unfolded("h0-4-p2")]).toEqual([true, true]);
  await tap("outcome-met");
  await expect.poll(async () => (await door("h0-4")).visits.map((visit) => visit.outcome)).toEqual(["met"]);
});

test("coming to the same door again is another opening", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await tap("outcome-absent");
  await expect.element(screen.getByTestId("outcome-absent")).toHaveAttribute("aria-pressed", "true");
  await tap("back");
  await tap("door-row");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5 · số 12");
  await tap("outcome-met");
  await expect.poll(async () => (await door("h0-0")).visits.map((visit) => visit.outcome)).toEqual(["met", "absent"]);
});

test("recording a person moves nothing, not even right after the tap", async () => {
  const shifts: number[] = [];
  const observer = new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => (entry as PerformanceEntry & { value: number }).value)));
  observer.observe({ type: "layout-shift" });
  const frames = () => new Promise((done) => setTimeout(done, 300));
  const screen = await open("volunteer", "door/h0-4");
  // Two people whose rows change their words and buttons most; the last tap of a person brings up the next one.
  await tapOn("h0-4-p0", "person-toggle");
  await tapOn("h0-4-p1", "person-toggle");
  await frames();
  shifts.length = 0;
  await tapOn("h0-4-p1", "notice-agreed");
  for (const app of ["vneid", "ihanoi"]) {
    await tapOn("h0-4-p1", "record-next", app);
    await frames();
  }
  expect(shifts.filter((value) => value > 0.001)).toEqual([]);
  // The same eyes see what does move.
  screen.getByTestId("person").first().element().insertAdjacentHTML("beforebegin", "<li style='height:60px'></li>");
  await expect.poll(() => shifts.some((value) => value > 0.001)).toBe(true);
  observer.disconnect();
});
