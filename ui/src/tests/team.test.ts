import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { splitEvenly } from "../screens/field/team/split";
import { open } from "./device";

const lanes = (...left: number[]) => left.map((n, i) => ({ lane: `Ngõ ${i + 1}`, left: n }));
const sums = (split: ReturnType<typeof splitEvenly>) => split.map((part) => part.reduce((sum, { left }) => sum + left, 0));

test("lanes are split next to each other and as evenly as that allows", () => {
  expect(sums(splitEvenly(lanes(10, 10, 10, 10), 2))).toEqual([20, 20]);
  expect(sums(splitEvenly(lanes(1, 1, 1, 30, 1, 1), 3))).toEqual([3, 30, 2]);
  expect(sums(splitEvenly(lanes(9, 1, 1, 1, 1, 1, 1), 2))).toEqual([9, 6]);
  expect(splitEvenly(lanes(5, 0, 7), 2).flat().map(({ lane }) => lane)).toEqual(["Ngõ 1", "Ngõ 3"]);
  expect(splitEvenly(lanes(5, 0, 7), 4)).toEqual([[{ lane: "Ngõ 1", left: 5 }], [{ lane: "Ngõ 3", left: 7 }], [], []]);
  expect(splitEvenly(lanes(), 3)).toEqual([[], [], []]);
  expect(splitEvenly(lanes(4), 0)).toEqual([]);
});

test("no other contiguous split of small teams is more even", () => {
  /** The least sum of squares over every way to cut. */
  const best = (left: number[], people: number): number =>
    people === 1 ? left.reduce((a, b) => a + b, 0) ** 2 : Math.min(...left.slice(people - 1).map((_, i) => best(left.slice(0, i + people - 1), people - 1) + left.slice(i + people - 1).reduce((a, b) => a + b, 0) ** 2));
  let state = 5;
  const roll = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let round = 0; round < 200; round++) {
    const left = Array.from({ length: 1 + Math.floor(roll() * 8) }, () => 1 + Math.floor(roll() * 30));
    const people = 1 + Math.floor(roll() * left.length);
    const split = splitEvenly(lanes(...left), people);
    expect(split.flat().map((lane) => lane.left), "all lanes, in walking order").toEqual(left);
    expect(sums(split).reduce((sum, n) => sum + n * n, 0), `${left} among ${people}`).toBe(best(left, people));
  }
});

test("300 lanes among 20 people take no time to speak of", () => {
  const many = lanes(...Array.from({ length: 300 }, (_, i) => 1 + (i * 7) % 23));
  const began = performance.now();
  expect(splitEvenly(many, 20)).toHaveLength(20);
  expect(performance.now() - began).toBeLessThan(500);
});

test("only who leads has the team", async () => {
  const screen = await open("volunteer", "team");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  expect(screen.getByTestId("tab-team").elements()).toHaveLength(0);
  for (const role of ["leader", "hamlet-head"]) {
    const other = await open(role, "tonight");
    await other.getByTestId("tab-team").last().click();
    await expect.element(other.getByTestId("team").last()).toBeVisible();
  }
});

test("lanes are chosen for a colleague, given with one button, and taken back with one", async () => {
  const screen = await open("leader", "team");
  await expect.element(screen.getByTestId("team-lane").first()).toBeDisabled();
  await screen.getByTestId("team-person").nth(0).click();
  await screen.getByTestId("team-lane").nth(0).click();
  await screen.getByTestId("side-even").click();
  await screen.getByTestId("team-lane").nth(3).click();
  const rows = screen.getByTestId("team-lane-row");
  await expect.element(rows.nth(0)).toHaveTextContent("sẽ giao Trần Văn Đức");
  await expect.element(rows.nth(3)).toHaveTextContent("sẽ giao Trần Văn Đức, bên chẵn");
  const before = await session.ask("lanes", { hamlet: "hamlet-0" });
  expect(before[0]?.taken).toEqual([]);
  await screen.getByTestId("team-save").click();
  await expect.element(rows.nth(0)).toHaveTextContent("Trần Văn Đức đang đi · đến");
  await expect.element(rows.nth(0)).toHaveTextContent("bạn giao");
  await expect.element(rows.nth(0).getByTestId("team-take-back")).toBeVisible();
  await screen.getByTestId("undo").click();
  await expect.poll(() => rows.nth(0).getByTestId("holder").elements()).toHaveLength(0);
});

test("a second tap on a lane takes it out of the plan; another person takes its place", async () => {
  const screen = await open("leader", "team");
  await screen.getByTestId("team-person").nth(0).click();
  await screen.getByTestId("team-lane").nth(0).click();
  await screen.getByTestId("team-lane").nth(1).click();
  await screen.getByTestId("team-lane").nth(0).click();
  await expect.element(screen.getByTestId("team-save")).toHaveTextContent("Giao 1 ngõ");
  await screen.getByTestId("team-person").nth(1).click();
  await screen.getByTestId("team-lane").nth(1).click();
  await expect.element(screen.getByTestId("team-save")).toHaveTextContent("Giao 1 ngõ");
  await expect.element(screen.getByTestId("team-lane-row").nth(1)).toHaveTextContent("sẽ giao Lê Hữu Lực");
});

test("a lane whose sides go to two people is one lane", async () => {
  const screen = await open("leader", "team");
  for (const [nth, side] of [[0, "even"], [1, "odd"]] as const) {
    await screen.getByTestId("team-person").nth(nth).click();
    await screen.getByTestId(`side-${side}`).first().click();
    await screen.getByTestId("team-lane").nth(0).click();
  }
  await expect.element(screen.getByTestId("team-lane-row").nth(0)).toHaveTextContent("Lê Hữu Lực");
  await expect.element(screen.getByTestId("team-save")).toHaveTextContent("Giao 1 ngõ");
  await screen.getByTestId("team-save").click();
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("Đã giao 1 ngõ");
});

test("doors without a time stand under their own heading, each with the way to give it away", async () => {
  await page.viewport(390, 844);
  const screen = await open("leader", "team/come-back");
  await expect.element(screen.getByTestId("team-unsaid")).toHaveTextContent("Chưa hẹn giờ 14");
  const below = screen.getByTestId("team-door").elements().filter((row) => !!(screen.getByTestId("team-unsaid").element().compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING));
  expect(below).toHaveLength(14);
  for (const row of below) {
    expect(row.textContent).not.toContain("Chưa hẹn giờ");
    const name = row.querySelector(".name")!;
    expect(name.getBoundingClientRect().height, name.textContent ?? "").toBeLessThan(40);
    expect(row.querySelector('[data-testid="team-give"]')).not.toBeNull();
  }
});

test("an even split can be changed before anything is given, and outlives the lock", async () => {
  const screen = await open("leader", "team");
  await screen.getByTestId("team-even").click();
  await expect.element(screen.getByTestId("team-even-do")).toHaveTextContent("Chia đều cho 3 người");
  await screen.getByTestId("team-even-do").click();
  await expect.element(screen.getByTestId("team-save")).toHaveTextContent("Giao 6 ngõ");
  await screen.getByTestId("team-person").nth(2).click();
  await screen.getByTestId("team-lane").nth(0).click();
  await expect.element(screen.getByTestId("team-lane-row").nth(0)).toHaveTextContent("sẽ giao Bùi Thị Kim Yến");
  await session.lock();
  expect(document.body.textContent).not.toContain("Ngõ");
  await session.ask("unlock", { pin: "246810" });
  await session.refresh();
  await expect.element(screen.getByTestId("team-save")).toHaveTextContent("Giao 6 ngõ");
  await screen.getByTestId("team-drop").click();
  expect(screen.getByTestId("team-save").elements()).toHaveLength(0);
});

test("coverage says how far each has come and which lanes they have", async () => {
  const screen = await open("leader", "team/coverage");
  const members = screen.getByTestId("coverage");
  await expect.element(members.nth(1)).toHaveTextContent("Lê Hữu Lực");
  await expect.element(members.nth(1)).toHaveTextContent("Tối nay: Ngõ 7, Ngõ 9");
  await expect.element(members.nth(2)).toHaveTextContent("chưa thấy lần đến nào");
  expect(screen.getByTestId("coverage-lane").elements()).toHaveLength(6);
});

test("a come-back is given to somebody, who finds it among theirs; the undo takes it back", async () => {
  const screen = await open("leader", "team/come-back");
  const door = screen.getByTestId("team-door").first();
  await expect.element(door).toHaveAttribute("data-id", "h0-1");
  await door.getByTestId("team-give").click();
  await screen.getByTestId("team-give-dialog").getByTestId("team-person").nth(1).click();
  await expect.element(door).toHaveTextContent("giao Lê Hữu Lực");
  await screen.getByTestId("undo").click();
  await expect.poll(() => door.element().textContent).not.toContain("giao Lê Hữu Lực");
});

test("where the server has not said who works here, the screen says why nobody is there", async () => {
  const screen = await open("leader", "team", "alone");
  await expect.element(screen.getByTestId("empty")).toHaveTextContent("Chưa thấy ai khác trong tổ");
  await expect.element(screen.getByTestId("empty")).toHaveTextContent("sau lần gửi và nhận tới");
});

test("in the morning what came back stands with its place right under the sync; what was given to me after it", async () => {
  const screen = await open("volunteer", "work");
  const claim = screen.getByTestId("returned-claim").first();
  await expect.element(claim).toHaveTextContent("Ngõ 5 · số 12 · Thôn Phú Lai");
  const above = (one: Element, other: Element) => expect(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  above(screen.getByTestId("sync-start").element(), claim.element());
  const given = screen.getByTestId("given-door");
  await expect.element(given).toHaveAttribute("data-id", "h0-10");
  above(claim.element(), given.element());
  await given.click();
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5");
});
