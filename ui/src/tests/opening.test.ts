import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { coverings } from "$lib/state/covering.svelte";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { clockAt, momentOf, nowSeconds } from "$lib/words/vietnam";
import { slots } from "../screens/field/slots";
import { twoVisitors } from "../screens/field/twice";
import { open } from "./device";
import { on, tap, tapOn, unfolded } from "./doorhand";

const door = (household: string) => session.ask("door", { household });
const outcomes = async (household: string) => (await door(household)).visits.map((visit) => visit.outcome);
const pressed = (outcome: string) => document.querySelector(`[data-testid="outcome-${outcome}"]`)?.getAttribute("aria-pressed");
const there = (testid: string) => document.querySelectorAll(`[data-testid="${testid}"]`).length;

beforeEach(() => page.viewport(390, 844));

/** The door at which everybody said yes on another evening. */
async function agreedBefore(household = "h0-4", but: string[] = []) {
  const screen = await open("volunteer", "tonight");
  for (const { id } of (await door(household)).people) if (!but.includes(id)) await session.ask("notice", { resident: id, agreement: "agreed" });
  route.open("door", household);
  await expect.poll(() => unfolded(`${household}-p0`)).toBe(true);
  return screen;
}

/** One person's claim, on an evening of which the notice was answered before. */
async function oneClaim() {
  const screen = await agreedBefore();
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => pressed("met")).toBe("true");
  return screen;
}

test("one claim about one of four leaves three to be come back to, and says so wherever the door stands", async () => {
  const screen = await open("volunteer", "door/h0-4");
  await tapOn("h0-4-p0", "notice-agreed");
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => pressed("met")).toBe("true");
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 22");
  expect(await outcomes("h0-4")).toEqual(["met"]);
  await tap("back");
  await tap("filter-come_back");
  const row = () => document.querySelector<HTMLElement>("[data-testid='door-row'][data-id='h0-4']");
  await expect.poll(() => row()?.textContent).toContain("còn 3 người");
  const [hamlet] = await session.ask("hamlets", {});
  const left = hamlet!.people_unreached;
  expect([hamlet!.doors_done_in_part > 0, left >= 3]).toEqual([true, true]);
  await expect.element(screen.getByTestId("people-unreached")).toHaveTextContent(`${left} người chưa gặp`);
  const shown = hamlet!.doors_come_back + hamlet!.doors_done_in_part;
  await expect.element(screen.getByTestId("filter-come_back")).toHaveTextContent(String(shown));
  // Beside the doors that are done, not among the untouched ones.
  await tap("filter-done");
  await expect.poll(() => row()?.textContent).toContain("còn 3 người");
});

test("one tap agrees to come back on the day on which who is away is there again", async () => {
  const screen = await open("volunteer", "door/h0-4");
  expect(there("door-again")).toBe(0);
  await tapOn("h0-4-p0", "person-more");
  for (const one of ["absence-open", "absence-at_work", "absence-back-weekend", "absence-save"]) await tap(one);
  await tapOn("h0-4-p1", "notice-agreed");
  await tapOn("h0-4-p1", "record-next", "vneid");
  await expect.element(screen.getByTestId("door-again")).toHaveTextContent("28/11");
  await tap("door-again");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 22");
  const { visits, card } = await door("h0-4");
  expect(visits.map(({ outcome, come_back_at }) => [outcome, come_back_at])).toEqual([["come_back", momentOf(2026, 11, 28, 19, 30)]]);
  expect([card.done, card.unreached]).toEqual([false, 0]);
});

test("where everybody answered, nothing is offered beside the way on", async () => {
  await oneClaim();
  expect(there("door-again")).toBe(0);
});

test("nothing is recorded before the notice is answered, by whichever way", async () => {
  const screen = await open("volunteer", "door/h0-4");
  const id = "h0-4-p2";
  const said = async () => {
    const { apps, obstacles, appointments, notice } = (await door("h0-4")).people[2]!;
    return [apps.filter((app) => app.own !== null).length, obstacles.length, appointments.length, notice];
  };
  const asked = async () => {
    await expect.element(screen.getByTestId("notice-sheet")).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => there("notice-sheet")).toBe(0);
    expect([there("appointment"), there("obstacles")]).toEqual([0, 0]);
    expect(await said()).toEqual([0, 0, 0, null]);
  };
  await tapOn(id, "person-toggle");
  await tapOn(id, "record-more", "ihanoi");
  await tap("choice");
  await asked();
  await tap("app-trouble");
  await asked();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => there("person-sheet")).toBe(0);
  await tapOn(id, "appoint-next");
  await asked();
  await tapOn(id, "person-more");
  for (const item of ["menu-appointment", "menu-obstacle"]) {
    await tap(item);
    await asked();
  }
  // Agreed: what was wanted is done at once.
  await tap("menu-obstacle");
  await tap("notice-sheet-agreed");
  await tap("obstacle");
  await expect.poll(said).toEqual([0, 1, 0, "agreed"]);
});

test("a stage behind 'other' is recorded with the yes, and not with the no", async () => {
  await open("volunteer", "door/h0-4");
  const own = async (n: number) => (await door("h0-4")).people[n]!.apps[1]!.own;
  await tapOn("h0-4-p0", "record-more", "ihanoi");
  await tap("choice");
  await tap("notice-sheet-agreed");
  await expect.poll(() => own(0)).not.toBeNull();
  await expect.poll(() => there("person-sheet")).toBe(0);
  await tapOn("h0-4-p1", "person-toggle");
  await tapOn("h0-4-p1", "record-more", "ihanoi");
  await tap("choice");
  await tap("notice-sheet-refused");
  await expect.poll(async () => (await door("h0-4")).people[1]!.notice).toBe("refused");
  await expect.poll(() => there("person-sheet")).toBe(0);
  expect(await own(1)).toBeNull();
});

test("after a no only a death and a move can be passed on, and the device refuses the rest with a sentence", async () => {
  const screen = await open("volunteer", "door/h0-4");
  await tapOn("h0-4-p0", "notice-refused");
  await expect.poll(() => unfolded("h0-4-p1")).toBe(true);
  // The next person comes up first; then this one may be folded.
  await new Promise((done) => setTimeout(done, 1200));
  if (!unfolded("h0-4-p0")) await tapOn("h0-4-p0", "person-toggle");
  await tapOn("h0-4-p0", "person-more");
  const items = () => [...document.querySelectorAll<HTMLElement>("[data-testid='person-sheet'] button[data-testid]")].map((one) => one.dataset.testid);
  await expect.poll(items).toEqual(["said-undo", "menu-moved_out", "menu-dead"]);
  const refused = session.ask("record", { resident: "h0-4-p0", app: "vneid", level: 1, stage: "activated", citizen_statement: false, visit: null, met: true });
  await expect(refused).rejects.toMatchObject({ code: "notice_refused" });
  // Their own words can be withdrawn.
  await tap("said-undo");
  await expect.poll(async () => (await door("h0-4")).people[0]!.notice).toBeNull();
  await expect.element(screen.getByTestId("person").first()).toHaveAttribute("data-standing", "open");
});

test("undone at the next house, a stray claim leaves no visit behind, and the line says which house it was", async () => {
  const screen = await oneClaim();
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 22");
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("(Ngõ 5 · số 20)");
  await tap("undo");
  await expect.poll(() => outcomes("h0-4")).toEqual([]);
  expect((await door("h0-4")).people[0]!.apps[0]!.own).toBeNull();
});

test("taken back later from the person's own list, it leaves none either; a visit that was tapped stays", async () => {
  for (const [tapped, left] of [[false, []], [true, ["met"]]] as const) {
    const screen = await oneClaim();
    if (tapped) {
      await tap("outcome-met");
      await expect.poll(() => document.querySelector("[data-testid='toast']")?.textContent).toContain("gặp");
    }
    await tap("next-door");
    await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 22");
    route.open("door", "h0-4");
    await tapOn("h0-4-p0", "person-more");
    // The answer to the notice stands above it.
    await tap("said-undo", 1);
    await expect.poll(async () => (await door("h0-4")).people[0]!.apps[0]!.own).toBeNull();
    await expect.poll(() => outcomes("h0-4")).toEqual(left);
    await screen.unmount();
  }
});

test("undoing a mis-tapped outcome brings back the evening that was agreed", async () => {
  const screen = await open("volunteer", "door/h0-0");
  await tap("outcome-come_back");
  await tap("come-back-choice");
  await expect.poll(() => outcomes("h0-0")).toEqual(["come_back"]);
  const agreed = (await door("h0-0")).visits[0]!.come_back_at;
  expect(agreed).toBeGreaterThan(nowSeconds());
  await tap("outcome-met");
  await expect.poll(() => outcomes("h0-0")).toEqual(["met"]);
  await tap("undo");
  await expect.poll(async () => (await door("h0-0")).visits.map(({ outcome, come_back_at }) => [outcome, come_back_at])).toEqual([["come_back", agreed]]);
  // It is the visit of this opening again: the next tap takes its place.
  await tap("outcome-absent");
  await expect.poll(() => outcomes("h0-0")).toEqual(["absent"]);
  await expect.element(screen.getByTestId("outcome-absent")).toHaveAttribute("aria-pressed", "true");
});

test("where no hours are known nobody is sent to a closed desk", () => {
  for (let day = 0; day < 7; day++) {
    const now = momentOf(2026, 11, 23 + day, 19, 30);
    for (const purpose of ["vneid_level2", "card_and_level2", "one_stop", "tax"]) {
      const offers = slots(now, purpose).map(({ part, at }) => ({ part, at, ...clockAt(at) }));
      expect(offers.length).toBeGreaterThan(0);
      for (const { at, part, weekday, hour } of offers) {
        expect(at).toBeGreaterThan(now);
        expect(weekday).not.toBe(0);
        if (part === "saturday") expect(weekday).toBe(6);
        if (part === "monday") expect(weekday).toBe(1);
        if (purpose === "one_stop" || purpose === "tax") expect([weekday === 6, hour >= 17]).toEqual([false, false]);
      }
    }
  }
});

test("an hour that nobody has typed is called expected, on the form and on the slip", async () => {
  const screen = await agreedBefore();
  await tapOn("h0-4-p2", "person-toggle");
  await tapOn("h0-4-p2", "appoint-next");
  await expect.element(screen.getByTestId("slots-expected")).toBeVisible();
  await tap("purpose-tax");
  await tap("slot");
  await tapOn("h0-4-p2", "slip-open");
  await expect.element(screen.getByTestId("slip-expected")).toHaveTextContent("cơ quan thuế");
  await tap("slip-close");
});

test("nothing is agreed for an hour that has passed", async () => {
  const screen = await agreedBefore();
  // It is half past seven in the evening.
  const choose = async (testid: string, value: string) => userEvent.selectOptions(screen.getByTestId(testid), value);
  const values = (testid: string) => [...(document.querySelector(`[data-testid="${testid}"]`) as HTMLSelectElement).options].map((one) => one.value);
  await tap("outcome-come_back");
  await choose("come-back-day", "2026-11-23");
  expect(values("come-back-hour")).toEqual(["20:00", "20:30", "21:00", "21:30"]);
  await expect.element(screen.getByTestId("come-back-hour")).toHaveValue("20:00");
  await expect.element(screen.getByTestId("come-back-save")).toBeEnabled();
  await tap("outcome-come_back");
  await tapOn("h0-4-p2", "person-toggle");
  await tapOn("h0-4-p2", "appoint-next");
  await expect.element(screen.getByTestId("appointment-save")).toBeDisabled();
  await choose("appointment-day", "2026-11-23");
  await expect.element(screen.getByTestId("appointment-hour")).toHaveValue("20:00");
  await tap("appointment-save");
  await expect.poll(async () => (await door("h0-4")).people[2]!.appointments[0]?.at).toBe(momentOf(2026, 11, 23, 20));
});

test("a form half filled in waits at the door when one goes on", async () => {
  const screen = await agreedBefore();
  await tapOn("h0-4-p1", "person-toggle");
  await tapOn("h0-4-p1", "person-more");
  await tap("absence-open");
  await tap("absence-hospital");
  await screen.getByTestId("absence-place").fill("Viện huyện");
  await userEvent.keyboard("{Escape}");
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => pressed("met")).toBe("true");
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 22");
  route.open("door", "h0-4");
  await tapOn("h0-4-p1", "person-toggle");
  await tapOn("h0-4-p1", "person-more");
  await tap("absence-open");
  await expect.element(screen.getByTestId("absence-place")).toHaveValue("Viện huyện");
  await expect.element(screen.getByTestId("absence-hospital")).toHaveAttribute("aria-pressed", "true");
});

test("going back closes the panel over the people first, and a panel without a note is gone with the door", async () => {
  const screen = await open("volunteer", "door/h0-4");
  for (const [panel, button] of [["come-back", "outcome-come_back"], ["other", "outcome-other"]] as const) {
    await tap(button);
    await expect.poll(() => there(panel)).toBe(1);
    expect(coverings.closeTop()).toBe(true);
    await expect.poll(() => there(panel)).toBe(0);
  }
  expect(coverings.any).toBe(false);
  await tap("outcome-come_back");
  await expect.poll(() => there("come-back")).toBe(1);
  route.back("tonight");
  await expect.poll(() => coverings.any).toBe(false);
  route.open("door", "h0-4");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 20");
  expect(there("come-back")).toBe(0);
});

test("a button says what it records, and a token for which level it speaks", async () => {
  await agreedBefore();
  const next = () => on("h0-4-p0", "record-next", "vneid");
  expect(next()?.textContent?.trim().replaceAll("\u00a0", " ")).toBe("Ghi: đã kích hoạt mức 2");
  expect(next()?.querySelector(".lucide-check")).toBeNull();
  await tapOn("h0-4-p2", "person-toggle");
  await expect.poll(() => document.querySelector("[data-id='h0-4-p2'] [data-app='vneid']")?.textContent?.replaceAll("\u00a0", " ")).toContain("mức 1 · xác nhận");
});

test("two visitors within a day are named with what came of it, and told once", async () => {
  const screen = await open("volunteer", "door/h0-1");
  const { visits } = await door("h0-1");
  expect(twoVisitors(visits)?.map((one) => one.by)).toEqual(["Lê Hữu Lực", "Trần Văn Đức"]);
  expect(twoVisitors(visits.slice(0, 1))).toBeNull();
  const banner = screen.getByTestId("visited-twice");
  for (const by of ["Lê Hữu Lực", "Trần Văn Đức"]) await expect.element(banner).toHaveTextContent(by);
  expect(document.querySelector("header")?.textContent).not.toContain("Lê Hữu Lực");
});
