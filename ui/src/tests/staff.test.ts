import { beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

type Screen = Awaited<ReturnType<typeof open>>;
const rows = (screen: Screen) => screen.getByTestId("member").elements().length;
/** The row of one member, by a part of the name. */
const of = (screen: Screen, name: string) => screen.getByTestId("member").filter({ hasText: name }).first();
const asked = vi.spyOn(session, "ask");
const calls = (name: string) => asked.mock.calls.filter(([one]) => one === name).length;

beforeEach(async () => {
  asked.mockClear();
  await page.viewport(1280, 800);
});

test("members stand by team, by hamlet and by role, and are found by name without marks", async () => {
  const screen = await open("police", "staff");
  await expect.element(screen.getByTestId("member").first()).toBeVisible();
  await expect.poll(() => rows(screen)).toBe(8);
  await screen.getByTestId("staff-group").selectOptions("hamlet");
  // Whoever works in several hamlets stands under each.
  await expect.poll(() => rows(screen)).toBeGreaterThan(8);
  await screen.getByTestId("staff-group").selectOptions("role");
  await expect.element(screen.getByRole("heading", { name: "Trưởng thôn" })).toBeVisible();
  await screen.getByTestId("staff-search").fill("khong ai ca");
  await expect.poll(() => rows(screen)).toBe(0);
  await screen.getByTestId("staff-search").fill("phuong thao");
  await expect.poll(() => rows(screen)).toBe(1);
  await screen.getByTestId("staff-search").fill("");
  await screen.getByTestId("staff-gone").click();
  await expect.poll(() => rows(screen)).toBe(9);
});

test("what a lost phone kept is said before it is replaced, and the link is shown once", async () => {
  const screen = await open("police", "staff");
  await of(screen, "Trần Văn Đức").click();
  await expect.element(screen.getByTestId("device-unsent")).toHaveTextContent("16");
  await screen.getByTestId("device-replace").click();
  await expect.element(screen.getByTestId("loss")).toHaveTextContent("còn 16 mục chưa gửi");
  expect(screen.getByTestId("loss").element().getAttribute("data-sure")).toBe("false");
  await screen.getByTestId("link-make").click();
  await expect.element(screen.getByTestId("qr")).toBeVisible();
  expect(screen.getByTestId("qr").element().getAttribute("data-text")).toContain("tungnha://enrol?");
  await screen.getByTestId("print-a6").click();
  await expect.element(screen.getByTestId("link-printed")).toHaveTextContent("giay-moi-2025-11-22.pdf");
  await screen.getByTestId("link-done").click();
  expect(screen.getByTestId("link-window").elements()).toHaveLength(0);
  await expect.poll(() => screen.getByTestId("device").element().getAttribute("data-state")).toBe("revoked");
  expect(document.body.textContent).not.toContain("ABCDE-FGHJK");
});

test("a phone that has sent everything is said to be safe, one of an old program is not", async () => {
  const screen = await open("police", "staff");
  await of(screen, "Đỗ Đức Trường").click();
  await screen.getByTestId("device-revoke").click();
  await expect.poll(() => screen.getByTestId("loss").element().getAttribute("data-sure")).toBe("true");
  await userEvent.keyboard("{Escape}");
  await of(screen, "Nguyễn Thị Bích Ngọc").click();
  await screen.getByTestId("member-revoke").click();
  await expect.element(screen.getByTestId("loss")).toHaveTextContent("Máy dùng bản cũ");
  expect(screen.getByTestId("loss").element().getAttribute("data-sure")).toBe("false");
  await screen.getByTestId("revoke-ok").click();
  await expect.element(screen.getByTestId("member-revoked")).toBeVisible();
});

test("somebody is invited with a hamlet, and who stands there already is pointed out", async () => {
  const screen = await open("police", "staff");
  await expect.element(screen.getByTestId("member").first()).toBeVisible();
  await expect.poll(() => rows(screen)).toBe(8);
  await userEvent.keyboard("n");
  await screen.getByTestId("invite-save").click();
  expect(calls("invite_member")).toBe(0);
  await screen.getByTestId("invite-name").fill("tran van duc");
  await expect.element(screen.getByTestId("invite-same")).toHaveTextContent("Trần Văn Đức");
  await screen.getByTestId("invite-name").fill("Hà Thị Lụa");
  expect(screen.getByTestId("invite-same").elements()).toHaveLength(0);
  await screen.getByTestId("invite-save").click();
  expect(calls("invite_member")).toBe(0);
  await screen.getByTestId("scope-hamlet").nth(1).click();
  await screen.getByTestId("invite-save").click();
  await expect.element(screen.getByTestId("link-until")).toBeVisible();
  await screen.getByTestId("link-done").click();
  await expect.element(screen.getByTestId("member-panel")).toHaveTextContent("Hà Thị Lụa");
});

test("somebody who was quicker is no harm: the question stays and what stands now is fetched", async () => {
  const screen = await open("police", "staff", "conflict");
  await of(screen, "Trần Văn Đức").click();
  await screen.getByTestId("member-scope").click();
  const before = calls("staff");
  await screen.getByTestId("scope-save").click();
  await expect.element(screen.getByTestId("scope-dialog").getByTestId("error")).toBeVisible();
  await expect.poll(() => calls("staff")).toBe(before + 1);
});

test("a link that no phone could follow is said to be one", async () => {
  const screen = await open("police", "staff", "alone");
  await of(screen, "Trần Văn Đức").click();
  await screen.getByTestId("member-link").click();
  await screen.getByTestId("link-make").click();
  await expect.element(screen.getByTestId("link-here-only")).toBeVisible();
});

test("j and k open one after another, and no key works behind a question", async () => {
  const screen = await open("police", "staff");
  await expect.element(screen.getByTestId("member").first()).toBeVisible();
  await expect.poll(() => rows(screen)).toBe(8);
  await userEvent.keyboard("j");
  await expect.element(screen.getByTestId("member-panel")).toBeVisible();
  const first = screen.getByTestId("member-panel").element().querySelector("h2")?.textContent;
  await userEvent.keyboard("j");
  await expect.poll(() => screen.getByTestId("member-panel").element().querySelector("h2")?.textContent).not.toBe(first);
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => screen.getByTestId("member-panel").elements().length).toBe(0);
});

test("without a network the screen says where the list is, and asks again", async () => {
  const screen = await open("police", "staff", "captive");
  await screen.getByTestId("staff-again").click();
  await expect.poll(() => calls("staff")).toBe(2);
});

test("an assignment says by word what it lacks, and is closed with its result", async () => {
  const screen = await open("police", "staff/work");
  const row = (id: string) => screen.getByTestId("assignment").elements().find((one) => (one as HTMLElement).dataset["id"] === id);
  await expect.poll(() => row("a2")?.querySelector("[data-testid='assignment-missing']")?.textContent).toContain("rõ kết quả, rõ trách nhiệm");
  expect(row("a3")?.textContent).toContain("rõ người, rõ tiến độ");
  // Past its day the goal alone is no result.
  expect(row("a1")?.querySelector("[data-testid='assignment-missing']")?.textContent).toContain("rõ kết quả");
  expect(row("a4")?.querySelector("[data-testid='assignment-missing']")).toBeNull();
  (row("a1")?.querySelector("[data-testid='assignment-close']") as HTMLElement).click();
  await screen.getByTestId("assignment-save").click();
  expect(calls("set_assignment")).toBe(0);
  await screen.getByTestId("assignment-result").fill("Đã gõ 61 nhà");
  await screen.getByTestId("assignment-save").click();
  await expect.poll(() => row("a1")).toBeUndefined();
  await screen.getByTestId("assignments-closed").click();
  await expect.poll(() => row("a1")?.textContent).toContain("Đã gõ 61 nhà");
});

test("an assignment without a day or a hamlet is not guessed", async () => {
  const screen = await open("police", "staff/work");
  await screen.getByTestId("assignment-add").click();
  await screen.getByTestId("assignment-save").click();
  expect(calls("set_assignment")).toBe(0);
  await screen.getByTestId("assignment-hamlet").selectOptions("hamlet-1");
  await screen.getByTestId("assignment-due").fill("31/2/2025");
  await screen.getByTestId("assignment-save").click();
  expect(calls("set_assignment")).toBe(0);
  await screen.getByTestId("assignment-due").fill("15/12/2099");
  await screen.getByTestId("assignment-save").click();
  await expect.poll(() => screen.getByTestId("assignment").elements().length).toBe(5);
});
