import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { route } from "$lib/state/route.svelte";
import { open } from "./device";

const wide = () => page.viewport(1280, 800);

test("what is held is beside what stands, with the reason as a sentence", async () => {
  await wide();
  const screen = await open("police", "held");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("8 mục");
  const row = screen.getByTestId("held-row").first();
  await expect.element(row).toHaveTextContent("VNeID M2, lời khai");
  await expect.element(row).toHaveTextContent("ngoài địa bàn được giao");
  await expect.element(row).toHaveTextContent("Nguyễn Thị Bích Ngọc · giữ 9 ngày");
  await expect.element(screen.getByTestId("held-why")).toHaveTextContent("chưa từng được giao địa bàn này");
  const said = screen.getByTestId("held-said").element().querySelector("[data-field=stage]");
  const stands = screen.getByTestId("held-stands").element().querySelector("[data-field=stage]");
  expect(said?.textContent).toMatch(/Đã kích hoạt mức\s2/);
  expect(stands?.textContent).toContain("khác nhau");
  expect([said?.getAttribute("data-differs"), stands?.getAttribute("data-differs")]).toEqual(["true", "true"]);
  // A visit takes nobody's place.
  await userEvent.keyboard("j");
  await expect.element(screen.getByTestId("held-nothing")).toHaveTextContent("chỉ thêm vào");
});

test("tabs lead from the disagreements and back", async () => {
  await wide();
  const screen = await open("police", "disagreements");
  await screen.getByTestId("to-held").click();
  await expect.element(screen.getByTestId("held-count")).toBeVisible();
  await expect.element(screen.getByTestId("rail-disagreements")).toHaveAttribute("aria-current", "page");
  await screen.getByTestId("to-disagreements").click();
  await expect.element(screen.getByTestId("disagreement-count")).toBeVisible();
});

test("a decision is taken back before it is sent, and the server never hears of it", async () => {
  await wide();
  const screen = await open("police", "held");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("8");
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("Cho tính 1 mục");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("7");
  await userEvent.keyboard("u");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("8");
  expect(screen.getByTestId("held-row").first().element().getAttribute("data-id")).toBe("held-1");
  route.replace("people");
  await expect.element(screen.getByTestId("rail-people")).toHaveAttribute("aria-current", "page");
  route.replace("held");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("8");
});

test("the next decision sends the one before, and leaving the screen sends the last", async () => {
  await wide();
  const screen = await open("police", "held");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("8");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("7");
  // Refused with ready words: a number, Enter.
  await userEvent.keyboard("r");
  await expect.element(screen.getByTestId("held-reject-dialog")).toBeVisible();
  await userEvent.keyboard("2");
  await expect.element(screen.getByTestId("held-words")).toHaveValue("Nhầm người, hãy xem lại tên và năm sinh.");
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("6");
  await screen.getByTestId("rail-people").click();
  await screen.getByTestId("rail-disagreements").click();
  await screen.getByTestId("to-held").click();
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("6");
  const ids = screen.getByTestId("held-row").elements().map((row) => row.getAttribute("data-id"));
  expect(ids).not.toContain("held-1");
  expect(ids).not.toContain("held-2");
});

test("a refusal needs a word to its author", async () => {
  await wide();
  const screen = await open("police", "held");
  await expect.element(screen.getByTestId("held-row").first()).toBeVisible();
  await userEvent.keyboard("r");
  await screen.getByTestId("held-reject-ok").click();
  await expect.element(screen.getByText("Cần một câu cho người ghi.")).toBeVisible();
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("8");
});

test("what cannot be admitted is not offered, and what the server does not take is said and stays", async () => {
  await wide();
  const screen = await open("police", "held");
  await screen.getByTestId("held-open").nth(3).click();
  await expect.element(screen.getByTestId("held-admit")).toBeDisabled();
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("8");
  await screen.getByTestId("held-open").nth(4).click();
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("7");
  // The next decision sends it.
  await userEvent.keyboard("kkk");
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("chưa quyết được: sổ chưa có người hoặc hộ này");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("7");
});

test("several are chosen by keys and decided at once", async () => {
  await wide();
  const screen = await open("police", "held", "many");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("130");
  await screen.getByTestId("held-reason").selectOptions("revoked");
  await expect.element(screen.getByTestId("held-why")).toHaveTextContent("bị thu quyền");
  await userEvent.keyboard("s");
  await expect.element(screen.getByTestId("held-bulk")).toHaveTextContent("100");
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("30");
});

test("past the first page a decision leads to the next, and what was loaded stays", async () => {
  await wide();
  const screen = await open("police", "held", "many");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("130");
  const current = () => document.querySelector<HTMLElement>("[data-testid=held-row][data-current=true]")?.dataset.id;
  for (let at = 22; at <= 110; at += 22) {
    await userEvent.keyboard("j".repeat(22));
    await expect.poll(current).toBe(`held-${at + 1}`);
  }
  await userEvent.keyboard("a");
  await expect.poll(current).toBe("held-112");
  // The next decision sends the first; the server's answer holds a page only.
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("128");
  await expect.poll(current).toBe("held-113");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(current()).toBe("held-113");
});

test("it is recorded for the right person, found by name", async () => {
  await wide();
  const screen = await open("police", "held");
  await expect.element(screen.getByTestId("held-row").first()).toBeVisible();
  await userEvent.keyboard("g");
  await screen.getByTestId("reassign-find").fill("hoa");
  await expect.element(screen.getByTestId("reassign-person").first()).toBeVisible();
  await userEvent.keyboard("{Enter}");
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("Ghi lại cho");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("7");
});

test("without the server it says so, and that nothing is lost", async () => {
  await wide();
  const screen = await open("police", "held", "offline");
  await expect.element(screen.getByTestId("held-offline")).toHaveTextContent("vẫn an toàn");
  await expect.element(screen.getByTestId("held-retry")).toBeVisible();
});

test("whoever was not the quickest reads so", async () => {
  await wide();
  const screen = await open("police", "held", "conflict");
  await expect.element(screen.getByTestId("held-count")).toHaveTextContent("8");
  await userEvent.keyboard("a");
  await userEvent.keyboard("a");
  await expect.element(screen.getByTestId("toast")).toHaveTextContent("đã có người quyết trước");
});
