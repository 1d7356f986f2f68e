import { afterEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { PersonRow } from "$lib/api.gen";
import { FakeBackend } from "$lib/backend/fake";
import { forgetDraft } from "$lib/state/drafts.svelte";
import { session } from "$lib/state/session.svelte";
import { marks } from "../screens/field/find/marks";
import { open } from "./device";

afterEach(() => vi.restoreAllMocks());

async function find() {
  forgetDraft("find");
  const screen = await open("volunteer", "find");
  await expect.element(screen.getByTestId("find-input")).toBeVisible();
  const field = screen.getByTestId("find-input").element() as HTMLInputElement;
  return { screen, field };
}

/** What an input method does: it changes the field and says so, without a key that anybody sees. */
function write(field: HTMLInputElement, value: string, inputType = "insertText", isComposing = false) {
  field.value = value;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType, isComposing }));
}
const backspace = (field: HTMLInputElement) => {
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Backspace", bubbles: true }));
  write(field, [...field.value].slice(0, -1).join(""), "deleteContentBackward");
};
const names = () => [...document.querySelectorAll("[data-testid=find-hit] .name")].map((name) => name.textContent);
const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Looks at every change of the page and counts how often nobody and nothing stood in the list. */
function watchForGaps() {
  let gaps = 0;
  const watcher = new MutationObserver(() => {
    if (document.querySelector("[data-testid=find-hit]") === null) gaps += 1;
  });
  watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
  return () => {
    watcher.disconnect();
    return gaps;
  };
}

test("a burst of Backspace and letters, as Unikey sends it, loses no letter and never empties the list", async () => {
  const { field } = await find();
  write(field, "hoa");
  await expect.poll(() => names().length).toBeGreaterThan(0);
  const gaps = watchForGaps();
  // "hoaf" becomes "hoà": the method takes back two letters and writes others; some take back all of it.
  for (const slow of [false, true]) {
    for (let letters = field.value.length; letters > 0; letters--) {
      backspace(field);
      if (slow) await frame();
    }
    for (const text of ["h", "ho", slow ? "hoa" : "hoà"]) {
      write(field, text);
      if (slow) await frame();
    }
    await expect.poll(() => names().length).toBeGreaterThan(0);
  }
  write(field, "hoà");
  await frame();
  await frame();
  expect(field.value).toBe("hoà");
  expect(gaps()).toBe(0);
});

test("it searches in the middle of a composition and leaves the field to it", async () => {
  const { field } = await find();
  const asked = vi.spyOn(session, "ask");
  field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  for (const text of ["n", "ng", "ngu", "nguy", "nguyê", "nguyễ", "nguyễn"]) {
    field.dispatchEvent(new CompositionEvent("compositionupdate", { bubbles: true, data: text }));
    write(field, text, "insertCompositionText", true);
    expect(field.value).toBe(text);
    await frame();
    await frame();
    expect(field.value).toBe(text);
  }
  await expect.poll(() => names().length).toBeGreaterThan(0);
  expect(asked.mock.calls.map(([, args]) => (args as { text: string }).text)).toContain("nguyễn");
  await expect.poll(() => names().filter((name) => !/Nguy[êễ]n/.test(name ?? ""))).toEqual([]);
  // The key that ends the composition is the method's, not ours.
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true, isComposing: true }));
  field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "nguyễn" }));
  expect(location.hash).toBe("#/find");
  expect(field.value).toBe("nguyễn");
});

test("the keyboard's own helpers are off, so that none eats a letter", async () => {
  const { field } = await find();
  for (const helper of ["autocomplete", "autocorrect", "autocapitalize"]) expect(field.getAttribute(helper)).toBe("off");
  expect(field.getAttribute("spellcheck")).toBe("false");
});

test("a late answer never stands over a newer one, and a slow device is asked for the newest text next", async () => {
  const { field } = await find();
  const device = new FakeBackend("volunteer");
  const waiting = new Map<string, (rows: PersonRow[]) => void>();
  vi.spyOn(session, "ask").mockImplementation(async (name, args) => {
    if (name !== "find") return device.call(name, args);
    return new Promise((answer) => waiting.set((args as { text: string }).text, answer as (rows: PersonRow[]) => void)) as never;
  });
  const answer = async (text: string) => waiting.get(text)?.(await device.call("find", { text, limit: 50 }));
  write(field, "h");
  await expect.poll(() => waiting.has("h")).toBe(true);
  for (const text of ["ho", "hoa", "hoan"]) {
    write(field, text);
    await frame();
  }
  write(field, "duc");
  await frame();
  expect([...waiting.keys()]).toEqual(["h"]);
  await answer("h");
  await expect.poll(() => [...waiting.keys()]).toEqual(["h", "duc"]);
  await answer("duc");
  await expect.poll(() => names().length > 0 && names().every((name) => /Đức/.test(name ?? ""))).toBe(true);
  await answer("h");
  await frame();
  expect(names().every((name) => /Đức/.test(name ?? ""))).toBe(true);
});

test("down, up and Enter go through the people; Enter in the field opens the first", async () => {
  await page.viewport(1280, 800);
  const { field } = await find();
  write(field, "hoa");
  await expect.poll(() => names().length).toBeGreaterThan(1);
  const rows = [...document.querySelectorAll<HTMLElement>("[data-testid=find-hit]")];
  field.focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}");
  expect(document.activeElement).toBe(rows[1]);
  await userEvent.keyboard("{ArrowUp}{ArrowUp}");
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe("hoa");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => location.hash).toMatch(/^#\/door\//);
});

test("nobody is found: it says so after a moment, and offers to add a person", async () => {
  const { screen, field } = await find();
  await expect.element(screen.getByTestId("find-examples")).toBeVisible();
  write(field, "zzzz");
  await expect.element(screen.getByTestId("empty")).toBeVisible();
  await screen.getByTestId("find-add").click();
  await expect.element(screen.getByRole("heading", { level: 1 })).toBeVisible();
  expect(document.querySelector<HTMLInputElement>("form input")?.value).toBe("zzzz");
});

test("a row says why it was found when the name does not", async () => {
  const { screen, field } = await find();
  write(field, "12");
  await expect.poll(() => document.querySelectorAll("[data-testid=find-why]").length).toBeGreaterThan(0);
  write(field, "nguyne");
  await expect.element(screen.getByTestId("find-why").first()).toHaveTextContent("gần giống");
});

test("what was typed is marked in the name", () => {
  const shown = (name: string, typed: string) => marks(name, typed).map((part) => (part.typed ? `[${part.text}]` : part.text)).join("");
  expect(shown("Đặng Thị Hoà", "dang h")).toBe("[Đặng] Thị [H]oà");
  expect(shown("Nguyễn Văn An", "nguyenva")).toBe("[Nguyễn] [Vă]n An");
  expect(shown("Lê Thị Lý", "li")).toBe("Lê Thị [Lý]");
  expect(shown("Siu H'Blưk", "hbl")).toBe("Siu [H]'[Bl]ưk");
  expect(shown("Lê An", "an 12")).toBe("Lê [An]");
});

test("somebody added who looks like somebody on the list: both are shown, and one tap takes the new one back", async () => {
  for (const choice of ["same-undo", "same-keep"]) {
    const { screen, field } = await find();
    write(field, "zzzz");
    await screen.getByTestId("find-add").click();
    await screen.getByTestId("add-name").fill("Nguyen Thi Hoa");
    await screen.getByTestId("door-choice").nth(3).click();
    await screen.getByTestId("add-save").click();
    await expect.element(screen.getByTestId("same-sheet")).toHaveTextContent("Nguyễn Thị Hoà");
    const people = async () => (await session.ask("find", { text: "Nguyen Thi Hoa", limit: 50 })).filter((row) => row.person.name === "Nguyen Thi Hoa");
    expect(await people()).toHaveLength(1);
    await screen.getByTestId(choice).click();
    if (choice === "same-undo") {
      await expect.poll(people).toHaveLength(0);
      expect(location.hash).toBe("#/find");
      await expect.element(screen.getByTestId("find-input")).toHaveValue("zzzz");
    } else {
      await expect.poll(() => location.hash).toMatch(/^#\/door\//);
      expect(await people()).toHaveLength(1);
      await screen.getByTestId("undo").click();
      await expect.poll(() => location.hash).toBe("#/find");
      expect(await people()).toHaveLength(0);
    }
    screen.unmount();
  }
});
