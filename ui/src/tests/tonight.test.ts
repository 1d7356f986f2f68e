import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { DoorCard, LaneCard } from "$lib/api.gen";
import { startSync } from "$lib/state/job.svelte";
import { doorAfter, filterOf, type Show, type Side, walkRows } from "$lib/state/lanes";
import { session } from "$lib/state/session.svelte";
import { sides } from "$lib/state/sides.svelte";
import { walk } from "$lib/state/walk.svelte";
import { clockAt, momentOf } from "$lib/words/vietnam";
import { open } from "./device";

const HAMLET = "hamlet-0";
beforeEach(async () => {
  await page.viewport(390, 844);
  for (const lane of ["Ngõ 5", "Ngõ 7", "Ngõ 9", "Ngõ 11"]) sides.choose(HAMLET, lane, "both");
});

const door = (id: string, house: string, side: string | null, more: Partial<DoorCard> = {}): DoorCard => ({
  id, lane: "Ngõ 5", house, head: "", people: 2, lacking: 1, claimed: 0, approved_not_activated: 0, last_outcome: null, come_back_at: null,
  done: false, unsent: false, handed_to: null, handed_to_me: false, side, visited_twice: false, missed: 0, unreached: 0, venue: false, ...more,
});
const LANE: LaneCard = { lane: "Ngõ 5", doors: 5, doors_done: 0, doors_come_back: 0, doors_done_in_part: 0, people_unreached: 0, taken: [] };
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
  expect(filters.map((one) => one.getAttribute("data-testid"))).toEqual(["approved_not_activated", "to_do", "come_back", "mine", "done", "all"].map((one) => `filter-${one}`));
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
  // Those that are done, but not with everybody, are among them.
  const { total, doors } = await session.ask("doors", { hamlet: "hamlet-0", lane: null, show: "come_back", offset: 0, limit: 100 });
  expect(doors.some((door) => door.done && door.unreached > 0)).toBe(true);
  await expect.poll(() => rows.elements().length).toBe(total);
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

test("from a lane's menu a house of this lane is added, and its door opens", async () => {
  const screen = await open("volunteer", "tonight");
  const lane = screen.getByTestId("lane").first();
  await lane.getByTestId("lane-more").click();
  await screen.getByTestId("lane-add").click();
  await expect.element(screen.getByTestId("household-lane")).toHaveValue("Ngõ 5");
  await screen.getByTestId("household-house").fill("48B");
  await screen.getByTestId("household-save").click();
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5 · số 48B");
  expect((await session.ask("doors", { hamlet: HAMLET, lane: null, show: "all", offset: 0, limit: 1000 })).doors.filter((one) => one.house === "48B" && one.lane === "Ngõ 5")).toHaveLength(1);
  await screen.getByTestId("undo").click();
  await expect.poll(() => location.hash).toBe("#/tonight");
  expect((await session.ask("doors", { hamlet: HAMLET, lane: null, show: "all", offset: 0, limit: 1000 })).doors.filter((one) => one.house === "48B")).toHaveLength(0);
});

test("at the list's end stands the way to add a house, of one's own lane where there is one", async () => {
  await page.viewport(390, 6000);
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("tonight-add")).toBeVisible();
  expect(screen.getByTestId("tonight-add").element().getBoundingClientRect().top).toBeGreaterThan(screen.getByTestId("door-row").last().element().getBoundingClientRect().bottom);
  await screen.getByTestId("filter-done").click();
  await expect.poll(() => screen.getByTestId("tonight-add").elements().length, { message: "what is done lacks nothing" }).toBe(0);
  await screen.getByTestId("filter-to_do").click();
  const own = (walk.lanes.value ?? []).filter((lane) => lane.taken.some((one) => one.mine)).map((lane) => lane.lane);
  expect(own).toEqual(["Ngõ 11"]);
  await screen.getByTestId("tonight-add").click();
  await expect.element(screen.getByTestId("household-lane")).toHaveValue("Ngõ 11");
  await page.viewport(390, 844);
});

test("all doors of a lane are seen from its menu, those that are done too", async () => {
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  const list = screen.getByTestId("walk").element();
  list.scrollTo(0, 1600);
  const lane = screen.getByTestId("lane").last();
  await expect.poll(() => lane.element().getAttribute("data-lane")).not.toBe("Ngõ 5");
  const name = lane.element().getAttribute("data-lane");
  for (const again of [false, true]) {
    if (again) list.scrollTo(0, 0);
    const head = again ? screen.getByTestId("lane").first() : lane;
    const wanted = again ? "Ngõ 5" : name;
    await head.getByTestId("lane-more").click();
    await screen.getByTestId("lane-all").click();
    expect(walk.show).toBe("all");
    const top = () => {
      const there = list.querySelector(`[data-testid=lane][data-lane="${wanted}"]`);
      return there === null ? Infinity : Math.abs(there.getBoundingClientRect().top - list.getBoundingClientRect().top);
    };
    await expect.poll(top).toBeLessThan(3);
  }
});

test("the three lists of an evening are in sight on a phone, counts and all", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  for (const show of ["approved_not_activated", "to_do", "come_back"]) {
    const chip = screen.getByTestId(`filter-${show}`).element();
    expect(chip.textContent).toMatch(/\d/);
    expect(chip.getBoundingClientRect().right, show).toBeLessThanOrEqual(390);
  }
});

test("a door without a time gives its whole width to the name", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "tonight");
  await screen.getByTestId("filter-come_back").click();
  const last = screen.getByTestId("door-last").first();
  await expect.element(last).toBeVisible();
  const row = last.element().closest("button")!;
  expect(row.querySelector(".name")!.getBoundingClientRect().left).toBeLessThan(30);
  expect(last.element().getBoundingClientRect().height).toBeLessThan(30);
});

test("the most valuable list stands in the first screenful with its count, whatever the letters' size", async () => {
  const screen = await open("volunteer", "tonight");
  const chip = screen.getByTestId("filter-approved_not_activated");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  for (const size of ["100%", "160%"]) {
    document.documentElement.style.fontSize = size;
    const box = chip.element().getBoundingClientRect();
    expect([box.left >= 0, box.right <= 390], size).toEqual([true, true]);
  }
  document.documentElement.style.fontSize = "";
  const count = (walk.doors.value ?? []).filter((one) => one.approved_not_activated > 0).length;
  expect(count).toBeGreaterThan(0);
  await expect.element(chip).toHaveTextContent(String(count));
  await chip.click();
  await expect.poll(() => walk.rows.filter((row) => row.kind === "door").length).toBe(count);
  const rows = walk.rows;
  expect(rows[0]?.kind, "by lane").toBe("lane");
  for (const row of rows) if (row.kind === "door") expect(rows[row.head]).toMatchObject({ kind: "lane", lane: { lane: row.door.lane } });
});

test("a door to come back to says at what time", async () => {
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  const { year, month, day } = clockAt(walk.now);
  const at = momentOf(year, month, day) + (19 * 60 + 30) * 60;
  await session.ask("visit", { household: "h0-5", outcome: "come_back", come_back_at: at, note: null });
  await walk.load();
  await screen.getByTestId("filter-come_back").click();
  const row = () => document.querySelector('[data-testid=door-row][data-id="h0-5"]');
  await expect.poll(() => row()?.textContent).toContain("19:30");
  await screen.getByTestId("filter-to_do").click();
  await expect.poll(() => row()?.textContent).toContain("19:30");
});
