import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { FakeBackend } from "$lib/backend/fake";
import { startSync } from "$lib/state/job.svelte";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

const file = (name: string) => new File(["sealed"], name);

test("a courier's file goes out, and its reply comes in", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("courier-open").click();
  await screen.getByTestId("courier-out").click();
  await expect.element(screen.getByTestId("courier-said")).toHaveTextContent("Đã ghi 38 mục vào tung-nha-2025-11-22.tungnha-parcel");
  await expect.element(screen.getByTestId("work-unsent")).toHaveAttribute("data-count", "38");
  await screen.getByTestId("courier-in").upload(file("tung-nha-2025-11-22.tungnha-reply"));
  await expect.element(screen.getByTestId("courier-said")).toHaveTextContent("đã ký nhận 38 mục, có 12 mục mới và 2 quyết định");
  await expect.element(screen.getByTestId("work-unsent")).toHaveAttribute("data-count", "0");
});

test("a file that is no reply, or another device's, says so; the next one's answer takes its place", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("courier-open").click();
  await screen.getByTestId("courier-in").upload(file("anh.jpg"));
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "unreadable_parcel");
  await screen.getByTestId("courier-in").upload(file("may-khac.tungnha-reply"));
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "not_for_this_device");
  await expect.element(screen.getByTestId("work-unsent")).toHaveAttribute("data-count", "38");
  await screen.getByTestId("courier-in").upload(file("cua-toi.tungnha-reply"));
  await expect.element(screen.getByTestId("courier-said")).toHaveTextContent("đã ký nhận 38 mục");
  expect(screen.getByTestId("error").elements()).toHaveLength(0);
});

test("a late reply and a copied file are told in words", async () => {
  const screen = await open("volunteer", "work", "troubled");
  await screen.getByTestId("courier-open").click();
  await screen.getByTestId("courier-in").upload(file("cua-toi.tungnha-reply"));
  await expect.element(screen.getByTestId("courier-said")).toHaveTextContent("Tệp đến muộn");
  await expect.element(screen.getByTestId("courier-reissued")).toHaveTextContent("Không mất gì");
});

test("a colleague's file is carried on; a wrong one is not", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("courier-open").click();
  await screen.getByTestId("courier-carry").upload(file("ghi-chu.txt"));
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "unreadable_parcel");
  await screen.getByTestId("courier-carry").upload(file("cua-ban.tungnha-parcel"));
  await expect.element(screen.getByTestId("courier-said")).toHaveTextContent("cua-ban.tungnha-reply");
});

test("before the first sync there is nothing to seal a file with", async () => {
  const screen = await open("volunteer", "work", "empty");
  await screen.getByTestId("courier-open").click();
  await screen.getByTestId("courier-out").click();
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "sync_first");
});

test("a new address is learnt from the server's own link and from no other", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("courier-open").click();
  await expect.element(screen.getByTestId("address-learn")).toBeDisabled();
  await screen.getByTestId("address-link").fill("https://example.vn");
  await screen.getByTestId("address-learn").click();
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "bad_link");
  await screen.getByTestId("address-link").fill("tungnha://server?xa-khac");
  await screen.getByTestId("address-learn").click();
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "not_our_server");
  await screen.getByTestId("address-link").fill("  tungnha://server?a=10.0.0.5:8443 ");
  await screen.getByTestId("address-learn").click();
  await expect.element(screen.getByTestId("address-learnt")).toBeVisible();
  await expect.element(screen.getByTestId("address-link")).toHaveValue("");
});

test("a check compares and says so; no sync starts beside it", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("check-start").click();
  await expect.element(screen.getByTestId("sync-start")).toBeDisabled();
  await expect.element(screen.getByTestId("check-start")).toBeEnabled();
  await expect.element(screen.getByTestId("check-said")).toHaveTextContent("Khớp với máy chủ");
});

test("a check that does not agree is told with what was repaired", async () => {
  const screen = await open("volunteer", "work", "troubled");
  await screen.getByTestId("check-start").click();
  await expect.element(screen.getByTestId("check-start")).toBeEnabled();
  await expect.element(screen.getByTestId("check-said")).toHaveTextContent("chưa khớp");
  await expect.element(screen.getByTestId("repairs")).toHaveTextContent("Tổ dân phố Xóm Chùa Hạ: đã bù 14 mục thiếu (");
});

test("what a person should know about the device and its server is told", async () => {
  const screen = await open("volunteer", "work", "troubled");
  await expect.element(screen.getByTestId("note-reads-wait")).toBeVisible();
  await expect.element(screen.getByTestId("note-clock")).toHaveTextContent("chậm 41 ngày");
  await expect.element(screen.getByTestId("note-grant")).toBeVisible();
  await expect.element(screen.getByTestId("note-reissued")).toHaveTextContent("12 mục chưa gửi");
  await session.start(new FakeBackend("volunteer"));
  await expect.poll(() => screen.getByTestId("note-clock").elements()).toHaveLength(0);
});

test("what was held says why, and what the office answered is read in its words", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("work-held").click();
  await expect.element(screen.getByText("ngoài địa bàn được giao", { exact: false })).toBeVisible();
  await expect.element(screen.getByText("Một mục không còn trên máy này")).toBeVisible();
  const answers = screen.getByTestId("decided").getByTestId("decided-item");
  await expect.element(answers.first()).toHaveAttribute("data-decision", "rejected");
  await expect.element(answers.first()).toHaveTextContent("đã chuyển khẩu về xã Đông Sơn");
  expect(answers.elements()).toHaveLength(3);
  await screen.getByTestId("decided-more").click();
  await expect.element(answers.nth(4)).toHaveAttribute("data-decision", "held");
  await screen.getByTestId("work-reassigned").click();
  await expect.element(screen.getByText("Đã ghi vào đúng hộ số 14, ngõ 5").first()).toBeVisible();
});

test("a sync by itself that fails is a quiet line; one that the person started is a card", async () => {
  const screen = await open("volunteer", "work", "captive");
  await expect.element(screen.getByTestId("sync-start")).toBeVisible();
  await startSync(true);
  await expect.element(screen.getByTestId("sync-outcome")).toHaveAttribute("data-outcome", "captive_portal");
  expect(screen.getByTestId("error").elements()).toHaveLength(0);
  await screen.getByTestId("sync-start").click();
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "captive_portal");
});

test("with a network the open window sends by itself; without one it leaves the network alone", async () => {
  const screen = await open("volunteer", "work", "online");
  await expect.element(screen.getByTestId("work-unsent")).toHaveAttribute("data-count", "0");
  const alone = new FakeBackend("volunteer");
  await session.start(alone);
  dispatchEvent(new Event("online"));
  await session.refresh();
  expect(alone.calls.get("sync_start")).toBeUndefined();
});

test("in the morning the way to send stands right under the sentence, whatever came back", async () => {
  await page.viewport(390, 844);
  const screen = await open("volunteer", "work");
  await expect.element(screen.getByTestId("work-sentence")).toHaveTextContent("38 mục chưa gửi");
  await expect.element(screen.getByTestId("returned")).toBeVisible();
  const top = (id: string) => screen.getByTestId(id).element().getBoundingClientRect().top;
  expect(screen.getByTestId("sync-start").element().getBoundingClientRect().bottom).toBeLessThan(300);
  const order = ["work-sentence", "sync-start", "returned", "tiles", "work-unsent"].map(top);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test("the product's symbol stands only where it means what it means everywhere", async () => {
  const screen = await open("volunteer", "work", "troubled");
  await expect.element(screen.getByTestId("work-held")).toBeVisible();
  const marks = ["unsent", "received", "confirmed", "returned", "held", "rejected", "reassigned"].map((row) => {
    const token = screen.getByTestId(`work-${row}`).element().querySelector<HTMLElement>("[data-token]");
    return [row, token === null ? null : token.dataset.unsent === "true" ? "unsent" : token.dataset.token];
  });
  expect(Object.fromEntries(marks)).toEqual({ unsent: "unsent", received: null, confirmed: "confirmed", returned: "returned", held: null, rejected: null, reassigned: null });
});

test("a person of whom two people said different things is told so at the door", async () => {
  const screen = await open("volunteer", "door/h0-1");
  await expect.element(screen.getByTestId("disputed")).toHaveTextContent("Hai người ghi khác nhau về người này");
});

test("an app of which two people said different things is told so at the door", async () => {
  const screen = await open("volunteer", "door/h0-3");
  await expect.element(screen.getByTestId("flag").nth(1)).toHaveTextContent("người duyệt sẽ quyết");
});
