import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { FakeBackend } from "$lib/backend/fake";
import { forgetDraftsOf, keeper } from "$lib/state/drafts.svelte";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { open } from "./device";
import { tap, tapOn } from "./doorhand";

afterEach(() => vi.restoreAllMocks());

const device = () => {
  let made: FakeBackend | undefined;
  return {
    /** Opens the app on a device that goes on with the file of the one before: its program was killed. */
    async open(place: string) {
      const file = new Map(made?.drafts);
      // Of a killed program nothing is left in the window.
      for (const owner of ["0", "1", "2", "3"]) forgetDraftsOf(owner);
      keeper.turn("nobody");
      const next = (made = new FakeBackend("volunteer"));
      for (const [key, text] of file) next.drafts.set(key, text);
      const start = session.start.bind(session);
      vi.spyOn(session, "start").mockImplementation(() => start(next));
      const screen = await open("volunteer", place);
      vi.restoreAllMocks();
      return screen;
    },
    get file(): Map<string, string> {
      return made?.drafts ?? new Map<string, string>();
    },
    get calls() {
      return made?.calls.get("keep_draft") ?? 0;
    },
  };
};

test("a note outlives the program that was killed, is seen again, and goes with the door", async () => {
  const phone = device();
  let screen = await phone.open("door/h0-4");
  await tap("outcome-other");
  await screen.getByTestId("note-input").fill("Nhà có chó, gọi cổng sau");
  expect(phone.file.size, "nothing is written while the hand is at it").toBe(0);
  await expect.poll(() => phone.file.get("door:h0-4")).toContain("chó");
  screen.unmount();
  screen = await phone.open("door/h0-4");
  await expect.element(screen.getByTestId("note-input")).toHaveValue("Nhà có chó, gọi cổng sau");
  await tap("outcome-not_found");
  await tap("next-door");
  await expect.poll(() => phone.file.has("door:h0-4")).toBe(false);
});

test("a half-filled absence and a half-typed appointment are there again", async () => {
  const phone = device();
  let screen = await phone.open("door/h0-5");
  await tapOn("h0-5-p0", "person-more");
  await tap("absence-open");
  await tap("absence-other_province");
  await screen.getByTestId("absence-place").fill("Bình Dương");
  await expect.poll(() => phone.file.get("door:h0-5")).toContain("Bình Dương");
  screen.unmount();
  screen = await phone.open("door/h0-5");
  await tapOn("h0-5-p0", "person-more");
  await tap("absence-open");
  await expect.element(screen.getByTestId("absence-place")).toHaveValue("Bình Dương");
  await expect.element(screen.getByTestId("absence-other_province")).toHaveAttribute("aria-pressed", "true");
  await tap("absence-save");
  await expect.poll(() => phone.file.has("door:h0-5"), { message: "saved: nothing is half typed" }).toBe(false);
  await tapOn("h0-5-p1", "person-more");
  await tap("menu-appointment");
  await tap("notice-sheet-agreed");
  await screen.getByTestId("appointment-place").fill("Nhà văn hoá");
  await expect.poll(() => phone.file.get("door:h0-5")).toContain("Nhà văn hoá");
  screen.unmount();
  screen = await phone.open("door/h0-5");
  await tapOn("h0-5-p1", "person-toggle");
  await tapOn("h0-5-p1", "person-more");
  await tap("menu-appointment");
  await tap("notice-sheet-agreed");
  await expect.element(screen.getByTestId("appointment-place")).toHaveValue("Nhà văn hoá");
});

test("somebody to add and a house to add are there again, and are gone when they are given up", async () => {
  const phone = device();
  let screen = await phone.open("door/h0-4");
  await tap("door-add-person");
  await screen.getByTestId("add-name").fill("Lò Thị Mẩy");
  await screen.getByTestId("add-birth-year").fill("199");
  await expect.poll(() => phone.file.get("add-person:h0-4")).toContain("199");
  screen.unmount();
  screen = await phone.open("door/h0-4");
  await tap("door-add-person");
  await expect.element(screen.getByTestId("add-name")).toHaveValue("Lò Thị Mẩy");
  await expect.element(screen.getByTestId("add-birth-year")).toHaveValue("199");
  await tap("add-cancel");
  await expect.poll(() => phone.file.size).toBe(0);
  await tap("door-add-household");
  await screen.getByTestId("household-house").fill("48B");
  await expect.poll(() => phone.file.size).toBe(1);
  screen.unmount();
  screen = await phone.open("door/h0-4");
  await tap("door-add-household");
  await expect.element(screen.getByTestId("household-house")).toHaveValue("48B");
});

test("a burst of keys is one writing, and a screen that merely opens writes nothing", async () => {
  const phone = device();
  const screen = await phone.open("door/h0-4");
  await tap("outcome-other");
  const note = screen.getByTestId("note-input").element() as HTMLTextAreaElement;
  for (const text of ["C", "Ch", "Chu", "Chu ", "Chu y"]) {
    note.value = text;
    note.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
    await new Promise((done) => requestAnimationFrame(done));
  }
  await expect.poll(() => phone.file.get("door:h0-4")).toContain("Chu y");
  expect(phone.calls).toBe(1);
  await route.replace("find", null);
  await new Promise((done) => setTimeout(done, 1000));
  expect(phone.calls).toBe(1);
});

test("a device that does not write stops nothing, and out of sight what waits is written at once", async () => {
  const phone = device();
  const screen = await phone.open("door/h0-4");
  const ask = session.ask.bind(session);
  let written = 0;
  const stuck = vi.spyOn(session, "ask").mockImplementation(async (name, args) => {
    if (name !== "keep_draft") return ask(name, args);
    written += 1;
    throw { code: "disk_full", detail: "" };
  });
  await tap("outcome-other");
  await screen.getByTestId("note-input").fill("Gọi trước");
  await expect.poll(() => written).toBeGreaterThan(0);
  expect(screen.getByTestId("toast-error").elements()).toHaveLength(0);
  await expect.element(screen.getByTestId("note-input")).toHaveValue("Gọi trước");
  stuck.mockRestore();
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await expect.poll(() => phone.file.get("door:h0-4")).toContain("Gọi trước");
});

test("nothing that a card said is written before it is saved", async () => {
  const phone = device();
  const screen = await phone.open("scan");
  await screen.getByTestId("scan-typed").fill("003190000007||Lò Thị Mẩy|02031990|Nữ|Thôn Phú Lai, Xã Cẩm Tân|15032021");
  await userEvent.keyboard("{Enter}");
  await page.getByTestId("scan-add").click();
  await expect.element(screen.getByTestId("add-name")).toHaveValue("Lò Thị Mẩy");
  await screen.getByTestId("add-name").fill("Lò Thị Mẩy A");
  await new Promise((done) => setTimeout(done, 1600));
  expect([...phone.file.values()].join()).not.toContain("Mẩy");
});
