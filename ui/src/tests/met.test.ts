import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";
import { on, tap, tapOn, unfolded } from "./doorhand";

const door = (household: string) => session.ask("door", { household });
const outcomes = async (household: string) => (await door(household)).visits.map((visit) => visit.outcome);
const pressed = (outcome: string) => document.querySelector(`[data-testid="outcome-${outcome}"]`)?.getAttribute("aria-pressed");

beforeEach(() => page.viewport(390, 844));

/** A house where everybody agreed on another evening, so that the first tap of this one is a claim. */
async function agreedBefore() {
  const screen = await open("volunteer", "tonight");
  for (const person of (await door("h0-4")).people) await session.ask("notice", { resident: person.id, agreement: "agreed" });
  route.open("door", "h0-4");
  await expect.poll(() => unfolded("h0-4-p0")).toBe(true);
  return screen;
}

test("the first claim says that somebody was met, where it can be seen, and the way on says it no second time", async () => {
  const screen = await agreedBefore();
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => pressed("met")).toBe("true");
  expect(await outcomes("h0-4")).toEqual(["met"]);
  await tapOn("h0-4-p0", "record-next", "ihanoi");
  await tap("next-door");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("số 22");
  expect(await outcomes("h0-4")).toEqual(["met"]);
});

test("a stray tap that is undone leaves no visit, and one claim of two leaves it", async () => {
  await agreedBefore();
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => pressed("met")).toBe("true");
  await tap("undo");
  await expect.poll(() => pressed("met")).toBe("false");
  expect(await outcomes("h0-4")).toEqual([]);
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => on("h0-4-p0", "record-kept", "vneid")).not.toBeNull();
  await tapOn("h0-4-p0", "record-next", "ihanoi");
  await expect.poll(() => on("h0-4-p0", "record-kept", "ihanoi")).not.toBeNull();
  await tap("undo");
  await expect.poll(async () => (await door("h0-4")).people[0]!.apps[1]!.own).toBeNull();
  expect(await outcomes("h0-4")).toEqual(["met"]);
});

test("the volunteer may say otherwise afterwards, or say it again by hand", async () => {
  await agreedBefore();
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => pressed("met")).toBe("true");
  const [implied] = (await door("h0-4")).visits;
  await tap("outcome-met");
  await expect.poll(() => document.querySelector("[data-testid='toast']")?.textContent).toContain("gặp");
  expect((await door("h0-4")).visits.map((visit) => visit.id)).toEqual([implied!.id]);
  await tap("outcome-absent");
  await expect.poll(() => outcomes("h0-4")).toEqual(["absent"]);
  await expect.poll(() => pressed("absent")).toBe("true");
});

test("a note that was typed after the claim goes with the visit", async () => {
  const screen = await agreedBefore();
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => pressed("met")).toBe("true");
  await tap("outcome-other");
  await screen.getByTestId("note-input").fill("Gọi cửa sau");
  await tap("next-door");
  await expect.poll(async () => (await door("h0-4")).visits.map(({ outcome, note }) => [outcome, note])).toEqual([["met", "Gọi cửa sau"]]);
});

test("at a mobile point nobody visits the house", async () => {
  await open("volunteer", "points/s-3", "point");
  await tap("came");
  const shown = () => document.querySelector<HTMLElement>("[data-testid='came-person'] [data-testid='person']")?.dataset.id ?? "";
  await expect.poll(() => on(shown(), "record-next")).not.toBeNull();
  const id = shown();
  const { people } = await session.ask("session", { session: "s-3" });
  const household = people.find((one) => one.row.person.id === id)!.row.person.household;
  const before = await outcomes(household);
  if (on(id, "notice-agreed") !== null) await tapOn(id, "notice-agreed");
  await tapOn(id, "record-next");
  await expect.poll(() => document.querySelector("[data-testid='came-person'] [data-unsent='true']")).not.toBeNull();
  expect(await outcomes(household)).toEqual(before);
});

test("without level 2 the large button is the rung that can be reached, and what lies beyond says why", async () => {
  const screen = await open("volunteer", "door/h0-4");
  const id = "h0-4-p2";
  await tapOn(id, "person-toggle");
  await tapOn(id, "notice-agreed");
  expect((await door("h0-4")).people[2]!.apps[0]!.next).toBe("appointment_level2");
  for (const app of ["ihanoi", "etax"]) {
    await expect.poll(() => on(id, "record-next", app)?.textContent?.trim()).toBe("Ghi: đã cài");
    await tapOn(id, "record-next", app);
    await expect.poll(() => on(id, "record-kept", app)).not.toBeNull();
    await tapOn(id, "record-more", app);
    const doubtful = () => [...document.querySelectorAll<HTMLElement>("[data-testid='choice']")].filter((one) => one.querySelector("[data-testid='choice-doubt']") !== null).map((one) => one.dataset.stage);
    await expect.poll(doubtful).toEqual(["logged_in"]);
    await expect.element(screen.getByTestId("choice-doubt").first()).toHaveTextContent(app === "etax" ? "mã số thuế" : "iHanoi");
    await tap("app-guide");
    await expect.element(screen.getByTestId("guide-step-title")).toBeVisible();
    expect(document.querySelector("[data-testid='guide-over']")?.textContent).not.toContain("Vào bằng VNeID");
    await tap("guide-back");
  }
  expect((await door("h0-4")).people[2]!.apps.slice(1).map((app) => app.stage)).toEqual(["installed", "installed"]);
  // With level 2, one tap is the log-in.
  await tapOn("h0-4-p0", "notice-agreed");
  await tapOn("h0-4-p0", "record-next", "vneid");
  await expect.poll(() => on("h0-4-p0", "record-next", "ihanoi")?.textContent).toContain("Ghi: đã đăng nhập");
});

test("what is read out says until when it is kept and whom to ask", async () => {
  const screen = await open("volunteer", "door/h0-4");
  const ends = session.status!.campaign!.ends.split("-").reverse().join("/");
  const card = screen.getByTestId("notice").first();
  for (const said of [`(${ends})`, "rồi xoá", "hỏi Công an xã", "có đồng ý không"]) await expect.element(card).toHaveTextContent(said);
});

test("a slip that was just made is within reach from wherever the door is scrolled to", async () => {
  const screen = await open("volunteer", "door/h0-4");
  // Nothing is left to do with who gets the slip: the next person comes up.
  await tapOn("h0-4-p1", "person-toggle");
  await tapOn("h0-4-p1", "notice-agreed");
  await tapOn("h0-4-p1", "person-more");
  await tap("menu-appointment");
  await tap("slot");
  await expect.poll(() => unfolded("h0-4-p2")).toBe(true);
  await tap("door-slips");
  await expect.element(screen.getByTestId("slip")).toHaveTextContent((await door("h0-4")).people[1]!.name);
  await tap("slip-close");
  // A second one: both, by name.
  await tapOn("h0-4-p2", "notice-agreed");
  await tapOn("h0-4-p2", "person-more");
  await tap("menu-appointment");
  await tap("slot");
  await expect.poll(() => document.querySelector("[data-testid='door-slips']")?.textContent).toContain("2");
  await expect.poll(() => document.querySelector("[data-testid='toast']"), { timeout: 12_000 }).toBeNull();
  await tap("door-slips");
  await expect.element(screen.getByTestId("door-slips-list")).toBeVisible();
  expect(document.querySelectorAll("[data-testid='door-slips-list'] [data-testid='slip-open']")).toHaveLength(2);
});
