import axe from "axe-core";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

const list = (state: string) => session.ask("review_list", { hamlet: null, volunteer: null, app: null, state, too_old: null, after: null, offset: 0, limit: 500 });

test("the police decide proposals by keys: accept, refuse with a reason, undo, and say why where only a person can tell", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("review-state-proposals")).toHaveTextContent("6");
  const before = (await list("proposals")).items.map((item) => [item.person.name, item.stage]);
  expect(before.map(([, stage]) => stage)).toEqual(["away_long", "no_phone", "other", "moved", "away_long", "no_phone"]);
  // The third part of the desk.
  await userEvent.keyboard("3");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("6");
  await expect.element(screen.getByTestId("evidence-proposal")).toHaveTextContent("không rõ địa chỉ nơi đến");
  await expect.element(screen.getByTestId("evidence")).toHaveTextContent("Nguyễn Văn Thắng");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("5");
  await userEvent.keyboard("u");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("6");
  // Refused: the author reads why.
  await userEvent.keyboard("jr");
  await expect.element(screen.getByTestId("return-dialog")).toHaveTextContent("vẫn thuộc diện");
  await userEvent.keyboard("2{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("5");
  // The reason that only a person knows is asked for, and Escape lets it wait.
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("accept-dialog")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("5");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("accept-dialog")).toBeVisible();
  await userEvent.keyboard("2{Enter}");
  await expect.element(screen.getByTestId("review-queue")).toHaveTextContent("4");
  // All the others at once, each with the reason nearest to its own.
  await userEvent.keyboard("a{Enter}");
  await expect.element(screen.getByTestId("empty")).toBeVisible();
  expect((await list("proposals")).items).toHaveLength(0);
  const returned = (await list("returned")).items.filter((item) => item.app === "");
  expect(returned.map((item) => [item.person.name, item.reason])).toEqual([[before[1]![0], "ask_family"]]);
});

test("whoever does not decide it has no such part", async () => {
  await page.viewport(1280, 800);
  const screen = await open("office", "review");
  await expect.element(screen.getByTestId("review-row").first()).toBeVisible();
  expect(screen.getByTestId("review-state-proposals").elements()).toHaveLength(0);
  await userEvent.keyboard("?");
  await expect.element(screen.getByTestId("keys")).toHaveTextContent("1–6");
});

test("the office sets who decides and whose the figure is, and takes it back", async () => {
  await page.viewport(1280, 800);
  const screen = await open("office", "figures/asked");
  const ihanoi = () => screen.getByTestId("asked-app").nth(1);
  await expect.element(ihanoi()).toHaveTextContent("Bạn duyệt");
  await screen.getByTestId("asked-edit").nth(1).click();
  await screen.getByTestId("asked-role").selectOptions("police");
  await expect.element(screen.getByTestId("asked-leaves")).toBeVisible();
  await screen.getByTestId("asked-figure-owner").fill("Công an xã Cẩm Tân");
  await screen.getByTestId("asked-save").click();
  await expect.element(ihanoi().getByTestId("asked-reviewer")).toHaveTextContent("Công an xã");
  await expect.element(ihanoi().getByTestId("asked-owner")).toHaveTextContent("Công an xã Cẩm Tân");
  await expect.element(ihanoi()).not.toHaveTextContent("Bạn duyệt");
  await screen.getByTestId("undo").click();
  await expect.element(ihanoi()).toHaveTextContent("Bạn duyệt");
});

test("the police read who decides and change nothing", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "figures/asked");
  await expect.element(screen.getByTestId("asked-app").nth(2)).toHaveTextContent("Chi cục Thuế");
  await expect.element(screen.getByTestId("asked-reads")).toBeVisible();
  expect(screen.getByTestId("asked-edit").elements()).toHaveLength(0);
});

test("milestones are added, and a target is due by them", async () => {
  await page.viewport(1280, 800);
  const screen = await open("office", "targets");
  await screen.getByTestId("milestones-open").click();
  await screen.getByTestId("milestone-add").click();
  await screen.getByTestId("milestone-save").click();
  await expect.element(screen.getByTestId("milestones-dialog").getByRole("alert")).toBeVisible();
  await screen.getByTestId("milestone-title").fill("Sơ kết giữa đợt");
  await screen.getByTestId("milestone-due").fill("20/12/2025");
  await screen.getByTestId("milestone-save").click();
  await expect.element(screen.getByTestId("milestone").nth(1)).toHaveTextContent("Sơ kết giữa đợt");
  await screen.getByTestId("milestone-withdraw").first().click();
  expect(screen.getByTestId("milestone").elements().length).toBeLessThanOrEqual(3);
  await expect.element(screen.getByTestId("milestones-dialog")).not.toHaveTextContent("Sơ kết giữa đợt");
  await userEvent.keyboard("{Escape}");
  await screen.getByTestId("due-add").click();
  await expect.element(screen.getByTestId("due-milestone")).not.toHaveTextContent("Sơ kết giữa đợt");
});

test("a target and its parts are withdrawn and put back", async () => {
  await page.viewport(1280, 800);
  const screen = await open("police", "targets");
  await expect.element(screen.getByTestId("due")).toBeVisible();
  for (const part of ["due", "print"]) {
    await screen.getByTestId(`${part}-withdraw`).click();
    await expect.poll(() => screen.getByTestId(part).elements().length).toBe(0);
    await screen.getByTestId("undo").click();
    await expect.element(screen.getByTestId(part)).toBeVisible();
  }
  const pick = screen.getByTestId("target-pick").element() as HTMLSelectElement;
  const title = pick.selectedOptions[0]?.textContent;
  await screen.getByTestId("target-withdraw").click();
  await expect.poll(() => pick.selectedOptions[0]?.textContent).not.toBe(title);
});

test("on a phone the other screens are a sheet away, and the focus comes back", async () => {
  await page.viewport(390, 844);
  const screen = await open("police", "review");
  await expect.element(screen.getByTestId("rail-more")).toBeVisible();
  expect(screen.getByTestId("rail-targets").element().getBoundingClientRect().width).toBe(0);
  await screen.getByTestId("rail-more").click();
  await expect.element(screen.getByTestId("rail-sheet")).toBeVisible();
  expect((await axe.run(document.body)).violations.map(({ id }) => id).filter((id) => id !== "region")).toEqual([]);
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => screen.getByTestId("rail-sheet").elements().length).toBe(0);
  expect(document.activeElement).toBe(screen.getByTestId("rail-more").element());
  await screen.getByTestId("rail-more").click();
  await screen.getByTestId("more-targets").click();
  await expect.element(screen.getByTestId("targets")).toBeVisible();
  await expect.element(screen.getByTestId("rail-more")).toHaveAttribute("aria-current", "page");
  await screen.getByTestId("rail-more").click();
  await screen.getByTestId("more-settings").click();
  await expect.poll(() => screen.getByTestId("rail-sheet").elements().length).toBe(0);
  await expect.element(screen.getByRole("dialog")).toBeVisible();
});
