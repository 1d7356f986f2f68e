import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { open } from "./device";

const desk = async (tab: string, state = "open") => {
  await page.viewport(1280, 800);
  return open("police", `figures/${tab}`, state);
};

test("three figures stand side by side, the official one with its owner and hour", async () => {
  const screen = await desk("official");
  await expect.element(screen.getByTestId("official")).toHaveTextContent("118");
  await expect.element(screen.getByTestId("official")).toHaveTextContent("Công an xã Cẩm Tân, tính đến");
  await expect.element(screen.getByTestId("hamlets-sum")).toHaveTextContent("101 (2/3 thôn có số)");
  await screen.getByTestId("measure").selectOptions("3");
  await expect.element(screen.getByTestId("official")).toHaveTextContent("Chưa có ai nhập");
  await expect.element(screen.getByTestId("gap")).toHaveTextContent("–");
});

test("a corrected figure tells what it said before", async () => {
  const screen = await desk("official");
  await screen.getByTestId("history-open").click();
  await expect.element(screen.getByTestId("before")).toHaveTextContent("trước là 181");
  await screen.getByTestId("figure-correct").first().click();
  await screen.getByTestId("figure-count").fill("119");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("official")).toHaveTextContent("119");
  await screen.getByTestId("undo").click();
  await expect.element(screen.getByTestId("official")).toHaveTextContent("118");
});

test("a pasted table names every bad cell, and is kept once it has none; the printed total stands beside the sum", async () => {
  const screen = await desk("official");
  await screen.getByTestId("type-figures").click();
  await screen.getByTestId("figures-how").getByText("Từng thôn").click();
  await screen.getByTestId("paste").fill("Thôn\tSố\nPhú Lai\tkhoảng 20\nXóm Lạ\t7");
  await expect.element(screen.getByTestId("faults")).toHaveTextContent("Dòng 2, cột B: khoảng 20 (không phải số nguyên)");
  await expect.element(screen.getByTestId("faults")).toHaveTextContent("Dòng 3, cột A: Xóm Lạ (không có thôn này)");
  await screen.getByTestId("figure-save").click();
  await expect.element(screen.getByTestId("type-dialog")).toBeVisible();
  await screen.getByTestId("paste").fill("Phú Lai\t80\nĐông Cao\t40\nXóm Chùa Hạ\t10\nTổng\t131");
  await expect.element(screen.getByTestId("paste-total")).toHaveTextContent("131");
  await screen.getByTestId("figure-save").click();
  await expect.element(screen.getByTestId("official")).toHaveTextContent("131");
  await expect.element(screen.getByTestId("sum-differs")).toHaveTextContent("chênh +1");
});

test("a moment or an owner that is missing keeps nothing", async () => {
  const screen = await desk("official");
  await screen.getByTestId("type-figures").click();
  await screen.getByTestId("figure-count").fill("12,5");
  await screen.getByTestId("figure-save").click();
  await expect.element(screen.getByTestId("figure-count")).toHaveAttribute("aria-invalid", "true");
  await screen.getByTestId("figure-count").fill("1.250");
  await screen.getByTestId("figure-day").fill("31/02/2025");
  await screen.getByTestId("figure-save").click();
  await expect.element(screen.getByTestId("figure-day")).toHaveAttribute("aria-invalid", "true");
  await screen.getByTestId("figure-day").fill("22/11/2025");
  await screen.getByTestId("figure-owner").fill(" ");
  await screen.getByTestId("figure-save").click();
  await expect.element(screen.getByTestId("figure-owner")).toHaveAttribute("aria-invalid", "true");
});

test("organisations stand on their own axis and declare their own counts", async () => {
  const screen = await desk("organisations");
  await expect.element(screen.getByTestId("axis")).toHaveTextContent("không cộng vào số của thôn, xã");
  await expect.element(screen.getByTestId("declared").first()).toHaveTextContent("412/430");
  await screen.getByTestId("declare").nth(1).click();
  await screen.getByTestId("figure-count").fill("900");
  await screen.getByTestId("figure-save").click();
  await expect.element(screen.getByTestId("declared").nth(1)).toHaveTextContent("900");
  await screen.getByTestId("organisation-add").click();
  await screen.getByTestId("organisation-save").click();
  await expect.element(screen.getByTestId("organisation-name")).toHaveAttribute("aria-invalid", "true");
  await screen.getByTestId("organisation-name").fill("Trạm Y tế xã");
  await screen.getByTestId("organisation-save").click();
  await expect.poll(() => screen.getByTestId("organisation").elements().length).toBe(4);
  // Nothing of it is added to the commune.
  await screen.getByTestId("figures-official").click();
  await expect.element(screen.getByTestId("official")).toHaveTextContent("118");
});

test("who is excused stays in the total; one more belongs, and leaves", async () => {
  const screen = await desk("groups");
  const group = screen.getByTestId("group").nth(1);
  await expect.element(group).toHaveTextContent("Cán bộ, công chức, viên chức");
  const before = group.element().querySelectorAll("td")[0]!.textContent;
  await screen.getByTestId("group-add").click();
  await screen.getByTestId("membership-organisation").selectOptions("org-3");
  await screen.getByTestId("membership-find").fill("hoa");
  await screen.getByTestId("membership-pick").first().click();
  await screen.getByTestId("membership-excused").fill("Nghỉ thai sản");
  await screen.getByTestId("membership-save").click();
  await expect.poll(() => Number(group.element().querySelectorAll("td")[0]!.textContent)).toBe(Number(before) + 1);
  await screen.getByTestId("group-open").nth(1).click();
  await expect.poll(() => screen.getByTestId("member-stand").elements().some((one) => one.textContent === "có lý do: Nghỉ thai sản")).toBe(true);
  await screen.getByTestId("member").first().click();
  await screen.getByTestId("membership-until").fill("01/11/2025");
  await screen.getByTestId("membership-save").click();
  await expect.element(screen.getByTestId("member-stand").first()).toHaveTextContent("đã thôi 01/11/2025");
});

test("ticks are counted by hamlet", async () => {
  const screen = await desk("taught");
  await expect.element(screen.getByTestId("taught")).toHaveTextContent("Cộng");
  await expect.element(screen.getByTestId("taught")).toHaveTextContent("39");
});

test("without anything each tab says so", async () => {
  const screen = await desk("groups", "error");
  await expect.element(screen.getByTestId("error")).toBeVisible();
  const empty = await desk("organisations", "empty");
  await expect.element(empty.getByTestId("empty").first()).toBeVisible();
});

test("on a phone every column of a group is in sight", async () => {
  await page.viewport(390, 844);
  const screen = await open("police", "figures/groups");
  const group = screen.getByTestId("group").first();
  await expect.element(group).toHaveTextContent("Còn lại");
  const beyond = [...group.element().querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > 390);
  expect(beyond).toHaveLength(0);
});
