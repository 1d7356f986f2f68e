import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { DoorCard, LaneCard } from "$lib/api.gen";
import { startSync } from "$lib/state/job.svelte";
import { doorAfter, filterOf, type Show, type Side, walkRows } from "$lib/state/lanes";
import { session } from "$lib/state/session.svelte";
import { sides } from "$lib/state/sides.svelte";
import { walk } from "$lib/state/walk.svelte";
import { open } from "./device";

const HAMLET = "hamlet-0";
beforeEach(() => {
  for (const lane of ["Ngõ 5", "Ngõ 7", "Ngõ 9", "Ngõ 11"]) sides.choose(HAMLET, lane, "both");
});

const door = (id: string, house: string, side: string | null, more: Partial<DoorCard> = {}): DoorCard => ({
  id, lane: "Ngõ 5", house, head: "", people: 2, lacking: 1, claimed: 0, approved_not_activated: 0, last_outcome: null, come_back_at: null,
  done: false, unsent: false, handed_to: null, handed_to_me: false, side, visited_twice: false, venue: false, ...more,
});
const LANE: LaneCard = { lane: "Ngõ 5", doors: 5, doors_done: 0, doors_come_back: 0, taken: [] };
const DOORS = [door("a", "1", "odd"), door("b", "2", "even"), door("c", "3", "odd"), door("d", "4", "even"), door("e", "", null)];
const shown = (side: Side, show: Show = "all", doors = DOORS, lanes = [LANE]) =>
  walkRows(doors, { lanes, show, side: () => side, now: 1000, dayEnds: 2000 }).map((row) => (row.kind === "door" ? row.door.id : row.kind));

test("one side is walked up and the other back; a house without a number belongs to both", () => {
  expect(shown("both")).toEqual(["lane", "a", "b", "c", "d", "e"]);
  expect(shown("odd")).toEqual(["lane", "a", "c", "e"]);
  expect(shown("even")).toEqual(["lane", "e", "d", "b"]);
  expect(shown("odd", "all", [DOORS[0]!, DOORS[2]!]), "nothing to choose without the other side").toEqual(["lane", "a", "c"]);
});

test("who is to come back when: overdue first, those without a time last, in walking order", () => {
  const back = (id: string, at: number | null) => door(id, id, null, { last_outcome: "absent", come_back_at: at });
  const doors = [back("no", null), back("later", 9000), back("late", 900), back("soon", 1500), back("very late", 100), back("no2", null), door("never", "9", null)];
  expect(shown("both", "come_back", doors)).toEqual(["when", "very late", "late", "when", "soon", "when", "later", "when", "no", "no2"]);
});

test("mine is what I took, on the side that I took, and what was handed to me; what is over is nobody's", () => {
  const taken = (mine: boolean, side: string | null, until: number) => ({ ...LANE, taken: [{ id: "t", holder: "", mine, own: mine, given: false, side, until, unsent: false }] });
  const mine = (lane: LaneCard, doors = DOORS) => doors.filter(filterOf({ lanes: [lane], show: "mine", now: 1000 })).map(({ id }) => id);
  expect(mine(taken(true, null, 2000))).toEqual(["a", "b", "c", "d", "e"]);
  expect(mine(taken(true, "odd", 2000))).toEqual(["a", "c"]);
  expect(mine(taken(true, null, 1000))).toEqual([]);
  expect(mine(taken(false, null, 2000))).toEqual([]);
  expect(mine(LANE, [door("f", "6", "even", { handed_to_me: true }), door("g", "8", "even", { handed_to_me: true, done: true })])).toEqual(["f"]);
});

test("the way on follows the list", () => {
  const rows = walkRows([DOORS[0]!, { ...DOORS[2]!, done: true }, DOORS[3]!], { lanes: [], show: "all", side: () => "both", now: 0, dayEnds: 0 });
  expect(doorAfter(rows, "a")).toBe("d");
  expect(doorAfter(rows, "d")).toBeNull();
  expect(doorAfter(rows, "elsewhere")).toBeNull();
});

test("the most valuable list comes first, and every filter says how many doors it has", async () => {
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  const filters = [...document.querySelectorAll("[data-testid^=filter-]")];
  expect(filters.map((one) => one.getAttribute("data-testid"))).toEqual(["approved_not_activated", "to_do", "mine", "come_back", "done", "all"].map((one) => `filter-${one}`));
  for (const one of filters) expect(one.textContent, one.outerHTML).toMatch(/\d/);
});

test("a lane is taken with one tap and given back with one; both can be undone", async () => {
  const screen = await open("volunteer", "tonight");
  const lane = screen.getByTestId("lane").first();
  await lane.getByTestId("lane-take").click();
  await expect.element(lane.getByTestId("holder")).toHaveTextContent("Bạn đang đi");
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("Bạn nhận Ngõ 5");
  await lane.getByTestId("lane-release").click();
  await expect.element(lane.getByTestId("lane-take")).toBeVisible();
  expect(lane.getByTestId("holder").elements()).toHaveLength(0);
  await screen.getByTestId("undo").click();
  await expect.element(lane.getByTestId("lane-release")).toBeVisible();
  await lane.getByTestId("lane-release").click();
  await lane.getByTestId("lane-take").click();
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("Bạn nhận");
  await screen.getByTestId("undo").click();
  await expect.element(lane.getByTestId("lane-take")).toBeVisible();
});

test("only the side that is walked is taken, and the way on stays on it", async () => {
  await page.viewport(390, 3000);
  const screen = await open("volunteer", "tonight");
  await screen.getByTestId("filter-all").click();
  const lane = screen.getByTestId("lane").nth(2);
  await expect.element(lane).toHaveAttribute("data-lane", "Ngõ 9");
  await lane.getByTestId("side-odd").click();
  await lane.getByTestId("lane-take").click();
  await expect.element(lane.getByTestId("holder").last()).toHaveTextContent("Bạn đang đi bên lẻ");
  await expect.element(lane.getByTestId("lane-hidden")).toBeVisible();
  expect(sides.of(HAMLET, "Ngõ 9")).toBe("odd");
  const first = walk.rows.find((row) => row.kind === "door" && row.door.lane === "Ngõ 9" && !row.door.done);
  const here = first?.kind === "door" ? first.door.id : "";
  const next = walk.after(here, "the device's own");
  const sideOf = (id: string | null) => walk.doors.value?.find((one) => one.id === id)?.side;
  expect([sideOf(here), sideOf(next)]).toEqual(["odd", "odd"]);
  sides.choose(HAMLET, "Ngõ 9", "both");
  expect(walk.after(here, "the device's own")).toBe("the device's own");
  await page.viewport(390, 844);
});

test("two who took a lane without knowing of each other both show, with a warning", async () => {
  await page.viewport(390, 3000);
  const screen = await open("volunteer", "tonight");
  const lane = screen.getByTestId("lane").nth(2);
  await expect.element(lane.getByTestId("lane-clash")).toBeVisible();
  expect(lane.getByTestId("holder").elements()).toHaveLength(2);
  const given = screen.getByTestId("lane").nth(3);
  await expect.element(given).toHaveTextContent("Tổ trưởng giao cho bạn");
  await page.viewport(390, 844);
});

test("a door in somebody else's lane says so and refuses nothing", async () => {
  const screen = await open("volunteer", "door/h0-13");
  await expect.element(screen.getByTestId("door-lane-taken")).toHaveTextContent("Lê Hữu Lực đang đi ngõ này");
  await screen.getByTestId("outcome-absent").click();
  await expect.element(screen.getByTestId("outcome-absent")).toHaveAttribute("aria-pressed", "true");
});

test("a lane that has just been finished is something to be glad of", async () => {
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  const left = (walk.doors.value ?? []).filter((one) => one.lane === "Ngõ 5" && !one.done);
  for (const { id } of left.slice(1)) await session.ask("visit", { household: id, outcome: "met", come_back_at: null, note: null });
  await walk.load();
  expect(screen.getByTestId("lane-finished").elements()).toHaveLength(0);
  await session.ask("visit", { household: left[0]!.id, outcome: "met", come_back_at: null, note: null });
  await walk.load();
  await expect.element(screen.getByTestId("lane-finished")).toHaveTextContent("Xong trọn Ngõ 5: 12 nhà");
});

test("a sync by itself brings the list up to date, and what one reads stays where it is", async () => {
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  const list = screen.getByTestId("walk").element();
  list.scrollTo(0, 1400);
  await expect.poll(() => walk.scrolled).toBeGreaterThan(1300);
  await expect.poll(() => screen.getByTestId("door-row").elements().length).toBeGreaterThan(3);
  const topOf = (row: Element) => row.getBoundingClientRect().top - list.getBoundingClientRect().top;
  const read = [...list.querySelectorAll<HTMLElement>("[data-testid=door-row]")].find((row) => topOf(row) > 0)!;
  const [id, before] = [read.dataset.id!, topOf(read)];
  // Somebody else did doors above, and the sync says so.
  for (const { id: above } of (walk.doors.value ?? []).filter((one) => !one.done).slice(0, 3)) await session.ask("visit", { household: above, outcome: "met", come_back_at: null, note: null });
  await startSync(true);
  await expect.poll(() => walk.count("to_do")).toBe(45);
  await expect.poll(() => Math.abs(topOf(list.querySelector(`[data-id="${id}"]`) ?? list) - before)).toBeLessThan(3);
});

test("a toast covers nothing: what scrolls ends above it", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "tonight");
  await screen.getByTestId("lane").first().getByTestId("lane-take").click();
  await expect.element(screen.getByTestId("toast")).toBeVisible();
  const list = screen.getByTestId("walk").element().getBoundingClientRect();
  expect(list.bottom).toBeLessThanOrEqual(screen.getByTestId("toast").element().getBoundingClientRect().top);
});

test("from a door that was opened in a filter, the way on is that filter's next door", async () => {
  await page.viewport(390, 3000);
  const screen = await open("volunteer", "tonight");
  await screen.getByTestId("filter-come_back").click();
  const rows = screen.getByTestId("door-row");
  await expect.poll(() => rows.elements().length).toBe(5);
  const second = rows.nth(1).element().getAttribute("data-id");
  await rows.nth(0).click();
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5 · số 12A");
  await screen.getByTestId("next-door").click();
  await expect.poll(() => location.hash).toBe(`#/door/${second}`);
  await page.viewport(390, 844);
});

test("a lane given for one side is not offered again, and a come-back that is late says by how much", async () => {
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  await screen.getByTestId("filter-mine").click();
  const given = screen.getByTestId("lane").nth(1);
  await expect.element(given).toHaveAttribute("data-lane", "Ngõ 11");
  expect(given.getByTestId("lane-take").elements()).toHaveLength(0);
  await session.ask("visit", { household: "h0-5", outcome: "come_back", come_back_at: walk.now - 1200, note: null });
  await walk.load();
  await screen.getByTestId("filter-come_back").click();
  await expect.element(screen.getByTestId("when-due")).toBeVisible();
  const late = screen.getByTestId("door-row").first();
  await expect.element(late).toHaveAttribute("data-late", "true");
  await expect.element(late).toHaveTextContent("quá 20 phút");
});
