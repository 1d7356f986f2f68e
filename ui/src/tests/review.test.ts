import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

const list = (state: string) => session.ask("review_list", { hamlet: null, volunteer: null, app: null, state, too_old: null, after: null, offset: 0, limit: 500 });

test("an officer clears 100 claims without the mouse: confirms most, returns some, undoes one", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review", "hundred");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("100");
  await expect.element(screen.getByTestId("review-row").first()).toBeVisible();
  const before = (await list("waiting")).items.map((item) => item.person.name);
  // Three go back, each with its own reason: a number and Enter, and words with the third.
  await userEvent.keyboard("r");
  await expect.element(screen.getByTestId("return-dialog")).toBeVisible();
  await userEvent.keyboard("1{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("99");
  await userEvent.keyboard("jr");
  await expect.element(screen.getByTestId("return-dialog")).toBeVisible();
  await userEvent.keyboard("3{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("98");
  await userEvent.keyboard("r");
  await expect.element(screen.getByTestId("return-dialog")).toBeVisible();
  await userEvent.keyboard("2{Tab}Xem lại giấy tờ{Control>}{Enter}{/Control}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("97");
  // Two one by one, one of them taken back at once.
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("96");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("95");
  await userEvent.keyboard("u");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("96");
  // The rest together.
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("review-bulk")).toHaveTextContent("96");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("empty")).toBeVisible();
  // What the device holds.
  const [waiting, confirmed, returned] = await Promise.all([list("waiting"), list("confirmed"), list("returned")]);
  expect(waiting.items).toHaveLength(0);
  expect(confirmed.items).toHaveLength(97);
  expect(returned.items.map((item) => [item.person.name, item.reason])).toEqual([
    [before[0], "not_listed"],
    [before[2], "wrong_level"],
    [before[3], "wrong_person: Xem lại giấy tờ"],
  ]);
});

const current = () => document.querySelector<HTMLElement>("[data-testid=review-row][data-current=true]")?.dataset.id;

test("past the first hundred a decision leads to the next person, and the list stays where it was", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review", "deep");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("250");
  await expect.element(screen.getByTestId("review-row").first()).toBeVisible();
  // Down to the 151st; further pages come as the end does.
  for (let at = 30; at <= 150; at += 30) {
    await userEvent.keyboard("j".repeat(30));
    await expect.poll(current).toBe(`c${at}`);
  }
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("249");
  await expect.poll(current).toBe("c151");
  await expect.element(screen.getByTestId("evidence")).toHaveTextContent((await list("waiting")).items[150]?.person.name ?? "-");
  // Some above it are decided: the row in view is no other than before.
  await userEvent.keyboard("kkxkxkxjjjj");
  await expect.poll(current).toBe("c151");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("246");
  await expect.poll(current).toBe("c151");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("245");
  await expect.poll(current).toBe("c152");
  // What is taken back is in view again.
  await userEvent.keyboard("u");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("246");
  await expect.poll(current).toBe("c151");
  const confirmed = (await list("confirmed")).items.map((item) => item.claims[0]);
  expect(confirmed).toEqual(["c146", "c147", "c148", "c150"]);
});

test("Enter decides nothing while another part of the desk is on its way", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("review-row").first()).toBeVisible();
  const ask = session.ask.bind(session);
  let answer = () => {};
  const held = vi.spyOn(session, "ask").mockImplementation((async (name: Parameters<typeof ask>[0], args: never) => {
    if (name === "review_list") await new Promise<void>((resolve) => (answer = resolve));
    return ask(name, args);
  }) as typeof ask);
  await userEvent.keyboard("2{Enter}");
  expect(held.mock.calls.map(([name]) => name)).not.toContain("review");
  answer();
  await expect.element(screen.getByTestId("review-told")).toBeVisible();
  held.mockRestore();
  expect((await list("confirmed")).items).toHaveLength(0);
});

test("the keys are told by ?", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("review-row").first()).toBeVisible();
  await userEvent.keyboard("?");
  await expect.element(screen.getByTestId("keys")).toHaveTextContent("chọn tất cả");
});

test("what was just decided is listed, and one of many can be taken back alone", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("review-row").first()).toBeVisible();
  await userEvent.keyboard("xjxjx{Enter}");
  const left = (await list("waiting")).items.length;
  await screen.getByTestId("review-state-recent").click();
  await expect.element(screen.getByTestId("recent-decision")).toHaveAttribute("data-decision", "confirmed");
  await expect.poll(() => screen.getByTestId("recent-undo-one").elements().length).toBe(3);
  await screen.getByTestId("recent-undo-one").first().click();
  await expect.poll(() => screen.getByTestId("recent-undo-one").elements().length).toBe(2);
  expect((await list("waiting")).items.length).toBe(left + 1);
});

test("news of moving and death has its own sentence and decision", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await screen.getByTestId("review-state-residency").click();
  await expect.element(screen.getByTestId("review-told")).toHaveTextContent("sổ");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("review-state-residency")).toHaveTextContent("(3)");
});

test("a claim taken back after it was confirmed asks; keeping and letting go are two keys", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await screen.getByTestId("review-state-questions").click();
  await expect.element(screen.getByTestId("review-question")).toBeVisible();
  await userEvent.keyboard("r");
  await expect.element(screen.getByTestId("review-state-questions")).toHaveTextContent("(1)");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("empty")).toBeVisible();
});

test("the filters say how many each leaves, and what is too old can be seen alone", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("review-too-old")).toHaveTextContent(/\d/);
  await expect.element(screen.getByTestId("review-filter-app")).toHaveTextContent(/VNeID · \d+/);
  await screen.getByTestId("review-too-old").click();
  await expect.element(screen.getByTestId("review-too-old")).toHaveAttribute("aria-pressed", "true");
});

test("a difference opens the people behind it", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "compare");
  await expect.element(screen.getByTestId("compare-as-of")).toHaveTextContent("15/11/2025");
  await screen.getByTestId("compare-show").nth(2).click();
  await expect.element(screen.getByTestId("compare-person").first()).toBeVisible();
});

test("a sample is drawn, looked at and counted with its denominator", async () => {
  await page.viewport(1280, 800);
  const screen = await open("inspector", "recheck");
  await screen.getByTestId("recheck-draw").click();
  await expect.element(screen.getByTestId("recheck-drawn")).toHaveTextContent("8f14e45fceea167a");
  await screen.getByTestId("recheck-agrees").first().click();
  await expect.element(screen.getByTestId("recheck-agrees").first()).toHaveAttribute("aria-pressed", "true");
  await screen.getByTestId("recheck-differs").nth(1).click();
  await screen.getByTestId("recheck-note").fill("Chưa có ứng dụng");
  await screen.getByTestId("recheck-note-save").click();
  await expect.element(screen.getByTestId("recheck-differs").nth(1)).toHaveAttribute("aria-pressed", "true");
  await expect.element(screen.getByTestId("recheck-results")).toHaveTextContent(/\d+\/\d+/);
});

test("at least nine whole claims are in sight on an officer's screen, and one hamlet is not said on every row", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("review-row").first()).toBeVisible();
  const whole = () => screen.getByTestId("review-row").elements().filter((row) => row.getBoundingClientRect().bottom <= innerHeight && getComputedStyle(row.parentElement ?? row).visibility !== "hidden").length;
  await expect.poll(whole).toBeGreaterThanOrEqual(9);
  const first = screen.getByTestId("review-row").first();
  await expect.element(first).toHaveTextContent("Phú Lai");
  await screen.getByTestId("review-filter-hamlet").selectOptions("hamlet-0");
  await expect.element(first).not.toHaveTextContent("Phú Lai");
});
