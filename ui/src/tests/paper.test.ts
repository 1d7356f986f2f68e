import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { FakeBackend } from "$lib/backend/fake";
import { forgetDraftsOf, keeper } from "$lib/state/drafts.svelte";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { backAt } from "../screens/office/paper/line";
import { open } from "./device";

type Screen = Awaited<ReturnType<typeof open>>;

/** Goes by Tab to what has this name. */
async function tabTo(testid: string) {
  for (let n = 0; n < 40; n++) {
    await userEvent.tab();
    if ((document.activeElement as HTMLElement | null)?.dataset["testid"] === testid) return;
  }
  throw new Error(`${testid} is not reached by Tab`);
}
const lines = (screen: Screen) => screen.getByTestId("paper-line").elements();
const ticked = (within: Element) => within.querySelectorAll("[aria-pressed='true']").length;

test("forty lines are typed by keys alone, saved as the walker's, and typing them again warns", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "paper/sheet-13");
  const type = vi.spyOn(session, "ask");
  await expect.poll(() => lines(screen).length).toBe(40);
  await userEvent.keyboard("{Control}");
  await tabTo("walker");
  // The list of names opens, and its second entry is taken.
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  await tabTo("paper-grid");
  for (let line = 0; line < 40; line++) {
    expect(lines(screen)[line]?.getAttribute("aria-current"), `line ${line + 1}`).toBe("true");
    await userEvent.keyboard(line % 4 === 3 ? "v{Enter}" : line % 4 === 2 ? "hx{Enter}" : "gd1234{Enter}");
  }
  // Enter on the last line stays there.
  expect(lines(screen)[39]?.getAttribute("aria-current")).toBe("true");
  await expect.element(screen.getByTestId("paper-status")).toHaveTextContent("40 dòng chưa lưu");
  await userEvent.keyboard("s");
  await expect.element(screen.getByTestId("typed-before")).toHaveTextContent("40/40 dòng");

  const sent = type.mock.calls.filter(([name]) => name === "type_walk_sheet").map(([, args]) => args as { walker: string; lines: { outcome: string; consent: string | null; marks: unknown[] }[] });
  expect(sent).toHaveLength(1);
  expect(sent[0]?.lines).toHaveLength(40);
  expect(sent[0]?.walker).not.toBe("");
  expect(sent[0]?.lines[0]).toMatchObject({ outcome: "met", consent: "agreed" });
  expect(sent[0]?.lines[3]).toMatchObject({ outcome: "absent", consent: null, marks: [] });
  // One box differs from what a phone said: it is told, and goes by the paper once somebody says so.
  await expect.element(screen.getByTestId("left")).toHaveTextContent("điện thoại đã ghi khác");
  await tabTo("paper-over");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("left")).not.toBeInTheDocument();
  vi.restoreAllMocks();
});

test("keys correct a line, move both ways and never tick what is done or not asked", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "paper/sheet-13");
  await expect.poll(() => lines(screen).length).toBe(40);
  const first = () => lines(screen)[0]!;
  await userEvent.keyboard("gvd");
  // Of several outcomes the last counts.
  expect(first().querySelector("[data-outcome='absent']")?.getAttribute("aria-pressed")).toBe("true");
  expect(ticked(first())).toBe(2);
  await userEvent.keyboard("v");
  expect(ticked(first())).toBe(1);
  await userEvent.keyboard("{Backspace}");
  expect(ticked(first())).toBe(0);
  await userEvent.keyboard("{Enter}{Enter}{Shift>}{Enter}{/Shift}");
  expect(lines(screen)[1]?.getAttribute("aria-current")).toBe("true");
  await userEvent.keyboard("{ArrowUp}1234");
  expect(ticked(first())).toBe(first().querySelectorAll("[data-testid='tick']").length);
  if (ticked(first()) > 0) await expect.element(screen.getByTestId("needs-consent").first()).toBeVisible();
  // An hour to come back at is written, and Enter goes on.
  await userEvent.keyboard("hn");
  await expect.element(screen.getByTestId("back-at")).toHaveFocus();
  await userEvent.keyboard("19h30 25/12{Enter}");
  expect(lines(screen)[1]?.getAttribute("aria-current")).toBe("true");
  await expect.element(screen.getByTestId("back-at")).toHaveValue("19h30 25/12");
});

test("a Vietnamese keyboard that is composing types the same", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "paper/sheet-13");
  await expect.poll(() => lines(screen).length).toBe(40);
  for (const code of ["KeyG", "KeyD"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Process", code, bubbles: true }));
  await expect.poll(() => lines(screen)[0]?.querySelector("[data-consent='agreed']")?.getAttribute("aria-pressed")).toBe("true");
});

test("a sheet half typed is there again after the program was killed", async () => {
  await page.viewport(1280, 800);
  let file = new Map<string, string>();
  const begin = async () => {
    const before = new Map(file);
    // Of a killed program nothing is left in the window.
    for (const owner of ["0", "1", "2", "3"]) forgetDraftsOf(owner);
    keeper.turn("nobody");
    const next = new FakeBackend("police");
    for (const [key, text] of before) next.drafts.set(key, text);
    file = next.drafts;
    const start = session.start.bind(session);
    vi.spyOn(session, "start").mockImplementation(() => start(next));
    const screen = await open("police", "paper/sheet-13");
    vi.restoreAllMocks();
    await expect.poll(() => lines(screen).length).toBe(40);
    return screen;
  };
  let screen = await begin();
  await userEvent.keyboard("gd{Enter}v{Enter}");
  await expect.poll(() => file.get("paper:sheet-13")).toContain("absent");
  screen.unmount();
  screen = await begin();
  await expect.element(screen.getByTestId("paper-status")).toHaveTextContent("2 dòng chưa lưu");
  expect(ticked(lines(screen)[0]!)).toBe(2);
  // The hand goes on where it was.
  expect(lines(screen)[2]?.getAttribute("aria-current")).toBe("true");
});

test("a sheet is found by the number or the code that a scanner types", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "lists");
  await screen.getByTestId("lists-paper").click();
  await expect.element(screen.getByTestId("paper-find")).toHaveFocus();
  await expect.element(screen.getByTestId("sheet").first()).toBeVisible();
  await userEvent.keyboard("99{Enter}");
  await expect.element(screen.getByTestId("paper-none")).toHaveTextContent("99");
  await userEvent.clear(screen.getByTestId("paper-find"));
  await userEvent.keyboard("12-5028{Enter}");
  await expect.poll(() => route.place.id).toBe("sheet-12");
  await expect.element(screen.getByTestId("typed-before")).toHaveTextContent("6/40 dòng");
});

test("printing says how many sheets it would be, and where the file is", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "paper");
  await expect.element(screen.getByTestId("print-plan")).toHaveTextContent("phiếu");
  await screen.getByTestId("print-sheets").click();
  await expect.element(screen.getByTestId("sheets-printed")).toHaveTextContent("phieu-di-nha-14");
  await expect.poll(() => screen.getByTestId("sheet").elements().length).toBeGreaterThan(2);
});

test("a claim from paper names who walked and who typed", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await screen.getByTestId("review-open").nth(4).click();
  await expect.element(screen.getByTestId("review-paper")).toHaveTextContent("Từ phiếu giấy số 12");
  await expect.element(screen.getByTestId("review-paper")).toHaveTextContent("Thượng uý Hoàng Minh Sơn nhập");
});

test("when to come back is read as people write it", () => {
  const at = (text: string) => { const found = backAt(text, "2025-11-22"); return found === null ? null : new Date((found + 7 * 3600) * 1000).toISOString().slice(0, 16); };
  expect(at("19h30 25/11")).toBe("2025-11-25T19:30");
  expect(at("8h")).toBe("2025-11-23T08:00");
  expect(at("20:15")).toBe("2025-11-23T20:15");
  expect(at("7h 2/1")).toBe("2026-01-02T07:00");
  for (const wrong of ["", "mai", "25h", "19h75", "19h 31/11", "19h 1/13"]) expect(at(wrong), wrong).toBeNull();
});

test("the day of the walk is typed short, shown in full, and nothing is saved under a day that cannot be", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "paper/sheet-13");
  const type = vi.spyOn(session, "ask");
  const day = screen.getByTestId("walk-day");
  await expect.element(day).toHaveValue("23/11/2026");
  await userEvent.fill(screen.getByTestId("walk-day"), "22/11");
  await userEvent.tab();
  await expect.element(day).toHaveValue("22/11/2026");
  await userEvent.selectOptions(screen.getByTestId("walker"), "*");
  await userEvent.fill(screen.getByTestId("walker-name"), "Phạm Thị Ánh Nguyệt");
  await tabTo("paper-grid");
  await userEvent.keyboard("v{Enter}");
  for (const wrong of ["31/2", "24/11/2026", "hôm qua"]) {
    await userEvent.fill(day, wrong);
    await userEvent.tab();
    await expect.element(screen.getByTestId("walk-day-wrong")).toHaveTextContent("đến 23/11/2026");
    await expect.element(screen.getByTestId("paper-save")).toBeDisabled();
  }
  await userEvent.fill(day, "22.11.2026");
  await userEvent.tab();
  await expect.element(screen.getByTestId("walk-day-wrong")).not.toBeInTheDocument();
  await screen.getByTestId("paper-save").click();
  await expect.element(screen.getByTestId("paper-status")).toHaveTextContent("Đã lưu");
  const sent = type.mock.calls.filter(([name]) => name === "type_walk_sheet").map(([, args]) => args as { day: string });
  expect(sent.map((one) => one.day)).toEqual(["2026-11-22"]);
  vi.restoreAllMocks();
});
