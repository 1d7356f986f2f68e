import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { Commands } from "$lib/api.gen";
import { FakeBackend } from "$lib/backend/fake";
import { cardText } from "$lib/backend/fake/card";
import { forgetDraft } from "$lib/state/drafts.svelte";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";

const HOA = cardText("Nguyễn Thị Hòa", 1961, "female", "4417");
const NOBODY = cardText("Lò Thị Mẩy", 1990, "female", "0007");

async function scan(state = "open") {
  for (const key of ["scan", "add-person:"]) forgetDraft(key);
  const screen = await open("volunteer", "scan", state);
  await expect.element(screen.getByTestId("scan-file")).toBeInTheDocument();
  return screen;
}
type Screen = Awaited<ReturnType<typeof scan>>;

/** As a scanner with a plug does it: keys, then Enter. */
async function read(screen: Screen, code: string) {
  await screen.getByTestId("scan-typed").fill(code);
  await userEvent.keyboard("{Enter}");
}
const picture = (text: string) => new File([text], "the.jpg", { type: "image/jpeg" });

afterEach(() => vi.restoreAllMocks());

test("a scanned card finds its person, shows no code, and opens the door on that person", async () => {
  const screen = await scan();
  await read(screen, HOA);
  await expect.element(screen.getByTestId("scan-result")).toHaveAttribute("data-verdict", "one");
  await expect.element(screen.getByTestId("scan-agrees")).toBeVisible();
  expect(document.body.innerHTML).not.toContain(HOA.slice(0, 12));
  await screen.getByTestId("scan-open").click();
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5 · số 12");
  await expect.element(screen.getByTestId("person").first()).toHaveTextContent("Nguyễn Thị Hoà");
  expect(location.hash).toBe("#/door/h0-0");
});

test("the scanner's field is empty the moment Enter is pressed, also for a code that is refused", async () => {
  const screen = await scan();
  await read(screen, "0123456789|4e677579e1bb856e|1961|1");
  await expect.element(screen.getByTestId("error")).toHaveTextContent("Đây là mã trên thẻ bảo hiểm y tế. Hãy quét mã QR trên thẻ căn cước.");
  expect((screen.getByTestId("scan-typed").element() as HTMLInputElement).value).toBe("");
});

test("wrong codes are called by their name", async () => {
  const screen = await scan();
  for (const [code, said] of [
    ["https://vneid.gov.vn/abc", "mã của ứng dụng VNeID"],
    ["https://example.com", "mã của một đường dẫn"],
    ["8934567890123", "không phải mã QR của thẻ căn cước"],
    [HOA.slice(0, 40), "đọc chưa trọn"],
  ] as const) {
    await read(screen, code);
    await expect.element(screen.getByTestId("error")).toHaveTextContent(said);
  }
});

test("another birth year is named, and nobody is chosen by the program", async () => {
  const screen = await scan();
  await read(screen, cardText("Nguyễn Thị Hoà", 1962, "female", "4417"));
  await expect.element(screen.getByTestId("scan-differs")).toHaveTextContent("Khác năm sinh: thẻ ghi 1962, danh sách ghi 1961");
  await expect.element(screen.getByRole("heading", { name: "Có thể là người này" })).toBeVisible();
  expect(location.hash).toBe("#/scan");
});

test("a picture may be chosen, dropped or pasted", async () => {
  const screen = await scan();
  const found = screen.getByTestId("scan-result");
  await screen.getByTestId("scan-file").upload(picture("a landscape"));
  await expect.element(screen.getByTestId("error")).toHaveAttribute("data-code", "no_code_in_picture");
  await screen.getByTestId("scan-file").upload(picture(`card:${HOA}`));
  await expect.element(found).toHaveAttribute("data-verdict", "one");
  await screen.getByTestId("scan-again").click();

  const carried = new DataTransfer();
  carried.items.add(picture(`card:${HOA}`));
  screen.getByTestId("scan-drop").element().dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
  await expect.element(found).toHaveAttribute("data-verdict", "one");
  await screen.getByTestId("scan-again").click();

  window.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
  await expect.element(found).toHaveAttribute("data-verdict", "one");
});

test("somebody new: the form is filled in, a door is chosen, and the device gets what was typed in NFC", async () => {
  const screen = await scan();
  await read(screen, NOBODY);
  await expect.element(screen.getByTestId("scan-result")).toHaveAttribute("data-verdict", "none");
  await screen.getByTestId("scan-add").click();
  await expect.element(screen.getByTestId("add-name")).toHaveValue("Lò Thị Mẩy");
  await expect.element(screen.getByTestId("add-birth-year")).toHaveValue("1990");
  await expect.element(screen.getByTestId("add-last4")).toHaveValue("0007");
  await expect.element(screen.getByTestId("add-sex-female")).toHaveAttribute("aria-pressed", "true");
  await expect.element(screen.getByTestId("scan-address")).toHaveTextContent("Chỉ để xem, không lưu");

  // What an input method puts there stays as it is while one types.
  const decomposed = "Lò Thị Mẩy Em".normalize("NFD");
  await screen.getByTestId("add-name").fill(decomposed);
  expect((screen.getByTestId("add-name").element() as HTMLInputElement).value).toBe(decomposed);

  const ask = vi.spyOn(session, "ask");
  await screen.getByTestId("add-save").click();
  await expect.element(screen.getByText("Hãy chọn nhà.")).toBeVisible();
  expect(ask.mock.calls.filter(([name]) => name === "add_resident")).toEqual([]);
  await screen.getByTestId("door-search").fill("12 ngo 5");
  await screen.getByTestId("door-choice").first().click();
  await screen.getByTestId("add-save").click();
  await expect.element(screen.getByTestId("scan-added")).toHaveTextContent("Đã thêm Lò Thị Mẩy Em");
  expect(ask.mock.calls.find(([name]) => name === "add_resident")?.[1]).toEqual({ household: "h0-0", name: "Lò Thị Mẩy Em".normalize("NFC"), birth_year: 1990, sex: "female", last4: "0007" });
  await screen.getByTestId("scan-open").click();
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5 · số 12");
  await expect.element(screen.getByText("Lò Thị Mẩy Em")).toBeVisible();
});

test("an input method's Enter chooses a word and saves nothing", async () => {
  const screen = await scan();
  await read(screen, NOBODY);
  await screen.getByTestId("scan-add").click();
  const ask = vi.spyOn(session, "ask");
  const input = screen.getByTestId("add-name").element() as HTMLInputElement;
  input.dispatchEvent(new CompositionEvent("compositionstart", { data: "" }));
  input.value = "Nguyê";
  input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, inputType: "insertCompositionText", data: "Nguyê" }));
  await new Promise((done) => setTimeout(done, 20));
  expect(input.value).toBe("Nguyê");
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true, cancelable: true }));
  input.value = "Nguyễn";
  input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true, inputType: "insertCompositionText", data: "Nguyễn" }));
  input.dispatchEvent(new CompositionEvent("compositionend", { data: "Nguyễn" }));
  expect(input.value).toBe("Nguyễn");
  expect(ask.mock.calls.filter(([name]) => name === "add_resident")).toEqual([]);
});

test("a half-filled form survives the lock; what the card said does not", async () => {
  const screen = await scan();
  await read(screen, NOBODY);
  await screen.getByTestId("scan-add").click();
  await screen.getByTestId("add-name").fill("Lò Thị Mẩy Út");
  await session.lock();
  await expect.element(screen.getByTestId("lock")).toBeVisible();
  expect(document.body.innerHTML).not.toContain("Mẩy");
  await userEvent.keyboard("246810{Enter}");
  await expect.element(screen.getByTestId("add-name")).toHaveValue("Lò Thị Mẩy Út");
  expect(screen.getByTestId("scan-address").elements()).toHaveLength(0);
});

test("the door that was open last is the first to be offered", async () => {
  const screen = await scan();
  route.replace("door", "h1-3");
  await expect.element(screen.getByTestId("door-place")).toHaveTextContent("Ngõ 5");
  route.replace("scan");
  await read(screen, NOBODY);
  await screen.getByTestId("scan-add").click();
  await expect.element(screen.getByTestId("door-choice").first()).toContainElement(screen.getByTestId("door-recent").element() as HTMLElement);
  const door = await session.ask("door", { household: "h1-3" });
  await expect.element(screen.getByTestId("door-choice").first()).toHaveTextContent(door.card.head);
  await expect.element(screen.getByTestId("door-hamlet")).toHaveValue("hamlet-1");
});

/** A camera that shows a blank wall, and a device that sees a card in the third frame. */
async function camera(screen: Screen) {
  const canvas = document.createElement("canvas");
  canvas.getContext("2d")?.fillRect(0, 0, 320, 240);
  const stream = canvas.captureStream(10);
  const draw = setInterval(() => canvas.getContext("2d")?.fillRect(0, 0, 320, 240), 50);
  vi.spyOn(navigator.mediaDevices, "enumerateDevices").mockResolvedValue([{ kind: "videoinput" } as MediaDeviceInfo]);
  vi.spyOn(navigator.mediaDevices, "getUserMedia").mockResolvedValue(stream);
  class Seeing extends FakeBackend {
    readonly frames: number[] = [];
    override async call<K extends keyof Commands>(name: K, args: Commands[K]["args"]): Promise<Commands[K]["reply"]> {
      if (name !== "card_image") return super.call(name, args);
      this.frames.push(performance.now());
      expect((args as Commands["card_image"]["args"]).image.slice(0, 4)).toBe("/9j/");
      const seen = this.frames.length < 3 ? "nothing" : `card:${HOA}`;
      const bytes = new TextEncoder().encode(seen);
      return super.call(name, { image: btoa(String.fromCharCode(...bytes)) } as Commands[K]["args"]);
    }
  }
  const device = new Seeing("volunteer");
  await session.start(device);
  await screen.getByTestId("tab-find").click();
  await screen.getByTestId("tab-scan").click();
  await screen.getByTestId("scan-camera").click();
  await expect.element(screen.getByTestId("page-camera")).toBeVisible();
  const isOff = () => stream.getTracks().every((track) => track.readyState === "ended");
  return { device, isOff, end: () => clearInterval(draw) };
}

test("the page's camera asks twice a second at most and is off at the first hit", async () => {
  const screen = await scan();
  const { device, isOff, end } = await camera(screen);
  await expect.element(screen.getByTestId("scan-result"), { timeout: 5000 }).toHaveAttribute("data-verdict", "one");
  expect(isOff()).toBe(true);
  expect(device.frames).toHaveLength(3);
  device.frames.slice(1).forEach((at, i) => expect(at - (device.frames[i] ?? 0)).toBeGreaterThan(480));
  end();
});

test("the page's camera is off when one leaves, stops it, or the window is hidden", async () => {
  await page.viewport(390, 844);
  const screen = await scan();
  let one = await camera(screen);
  await screen.getByTestId("tab-find").click();
  await expect.poll(one.isOff).toBe(true);
  one.end();
  one = await camera(screen);
  await screen.getByTestId("camera-stop").click();
  await expect.poll(one.isOff).toBe(true);
  one.end();
  one = await camera(screen);
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await expect.poll(one.isOff).toBe(true);
  one.end();
});

test("a camera that is not allowed says so, and the other ways stay", async () => {
  vi.spyOn(navigator.mediaDevices, "enumerateDevices").mockResolvedValue([{ kind: "videoinput" } as MediaDeviceInfo]);
  vi.spyOn(navigator.mediaDevices, "getUserMedia").mockRejectedValue(new DOMException("no", "NotAllowedError"));
  const screen = await scan();
  await screen.getByTestId("scan-camera").click();
  await expect.element(screen.getByTestId("camera-refused")).toBeVisible();
  await expect.element(screen.getByTestId("scan-file")).toBeInTheDocument();
});
