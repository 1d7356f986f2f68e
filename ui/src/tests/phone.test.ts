import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page } from "vitest/browser";
import { cardText } from "$lib/backend/fake/card";
import { FakeBackend } from "$lib/backend/fake";
import { forgetDraft } from "$lib/state/drafts.svelte";
import { open } from "./device";

// The app on an Android phone; its plugins answer as a test says.
vi.mock("$lib/platform/kind", () => ({ inShell: true, onAndroid: true }));

let camera: () => unknown = () => "";
beforeEach(async () => {
  await page.viewport(390, 844);
  for (const key of ["scan", "add-person:"]) forgetDraft(key);
  const invoke = async (command: string) => {
    if (command.endsWith("|check_permissions")) return { camera: "granted" };
    if (command.endsWith("|scan")) return camera();
    return null;
  };
  Reflect.set(window, "__TAURI_INTERNALS__", { invoke, transformCallback: () => 0 });
  Reflect.set(window, "__TAURI_EVENT_PLUGIN_INTERNALS__", { unregisterListener: () => undefined });
});
afterEach(() => vi.restoreAllMocks());
const denied = () => {
  throw new Error("no permission");
};

test("on a phone a card is read by the camera alone: no picture is chosen, dropped or pasted", async () => {
  const call = vi.spyOn(FakeBackend.prototype, "call");
  const screen = await open("volunteer", "scan");
  await expect.element(screen.getByTestId("scan-camera")).toBeVisible();
  expect(document.querySelectorAll('input[type="file"]')).toHaveLength(0);
  expect(screen.getByTestId("scan-typed").elements()).toHaveLength(0);
  const carried = new DataTransfer();
  carried.items.add(new File(["x"], "the.jpg", { type: "image/jpeg" }));
  window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
  await new Promise((done) => setTimeout(done, 50));
  expect(call.mock.calls.map(([name]) => name)).not.toContain("card_image");
  camera = () => ({ content: cardText("Nguyễn Thị Hòa", 1961, "female", "4417"), format: "QR_CODE", bounds: [] });
  await screen.getByTestId("scan-camera").click();
  await expect.element(screen.getByTestId("scan-result")).toHaveAttribute("data-verdict", "one");
});

test("a phone's camera that is refused leads to typing, and to no picture", async () => {
  camera = denied;
  const screen = await open("volunteer", "scan");
  await screen.getByTestId("scan-camera").click();
  await expect.element(screen.getByTestId("camera-refused")).toHaveTextContent("4 số cuối");
  expect(screen.getByTestId("scan-inputs").element().textContent).not.toContain("ảnh chụp thẻ");
  expect(screen.getByTestId("camera-refused").element().textContent).not.toContain("tấm ảnh");
  expect((await axe.run(screen.container)).violations).toEqual([]);
  await screen.getByTestId("scan-find").click();
  await expect.element(screen.getByTestId("find-input")).toBeVisible();
});

test("a phone enrols by scanning or pasting, and its words say both", async () => {
  camera = () => ({ content: cardText("Nguyễn Thị Hòa", 1961, "female", "4417") });
  const screen = await open("volunteer", "", "new");
  await screen.getByTestId("enrol-begin").click();
  await expect.element(screen.getByText("Quét mã cán bộ xã đưa, hoặc dán liên kết.")).toBeVisible();
  await expect.element(screen.getByText("Bắt đầu bằng tungnha:// hoặc trang của xã")).toBeVisible();
  // A card is not an office's code, and does not stay in the field.
  await screen.getByTestId("enrol-scan").click();
  await expect.element(screen.getByTestId("enrol-scan-said")).toHaveTextContent("không phải liên kết mời");
  await expect.element(screen.getByTestId("enrol-link")).toHaveValue("");
  const page = "https://xa.example.vn/e#at=10.0.0.2:8443&code=abc&key=def";
  camera = () => ({ content: page });
  await screen.getByTestId("enrol-scan").click();
  await expect.element(screen.getByTestId("enrol-link")).toHaveValue(page);
});

test("at a point the camera that is refused leads to the point's own search", async () => {
  camera = denied;
  const screen = await open("volunteer", "point-add/s-3", "point");
  await screen.getByTestId("come-ways").getByText("Quét thẻ").click();
  await screen.getByTestId("scan-camera").click();
  await expect.element(screen.getByTestId("camera-refused")).toBeVisible();
  expect(document.querySelectorAll('input[type="file"]')).toHaveLength(0);
  await screen.getByTestId("scan-find").click();
  await expect.element(screen.getByTestId("come-input")).toBeVisible();
  expect(location.hash).toBe("#/point-add/s-3");
});
