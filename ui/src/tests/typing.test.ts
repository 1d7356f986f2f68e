import { afterEach, expect, test } from "vitest";
import { cdp, page } from "vitest/browser";
import { open } from "./device";
import { tap, tapOn } from "./doorhand";

/** What Vietnamese is typed with, as the browser itself hears it: nothing here writes into a field by script. */
interface Protocol {
  send(method: string, args?: object): Promise<unknown>;
}
const keys = () => cdp() as unknown as Protocol;
const insert = (text: string) => keys().send("Input.insertText", { text });
const compose = (text: string) => keys().send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
async function backspace(times: number) {
  const key = { key: "Backspace", code: "Backspace", windowsVirtualKeyCode: 8, nativeVirtualKeyCode: 8 };
  for (let left = times; left > 0; left--) {
    await keys().send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
    await keys().send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  }
}
const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

type Way = () => Promise<unknown>;
/** Every field of the field app that takes Vietnamese: where it is, and the taps that lead to it. */
const FIELDS: [name: string, place: string, testid: string, ...way: Way[]][] = [
  ["find", "find", "find-input"],
  ["note", "door/h0-4", "note-input", () => tap("outcome-other")],
  ["absence, where", "door/h0-5", "absence-place", () => tapOn("h0-5-p0", "person-more"), () => tap("absence-open")],
  ["appointment, where", "door/h0-5", "appointment-place", () => tapOn("h0-5-p0", "person-more"), () => tap("menu-appointment"), () => tap("notice-sheet-agreed")],
  ["somebody new", "door/h0-4", "add-name", () => tap("door-add-person")],
  ["the door of somebody new", "find", "door-search", () => insert("zzzz"), () => tap("find-add")],
  ["a new house, lane", "door/h0-4", "household-lane", () => tap("door-add-household")],
  ["a new house, number", "door/h0-4", "household-house", () => tap("door-add-household")],
  ["a new house, head", "door/h0-4", "household-head", () => tap("door-add-household")],
];

afterEach(() => page.viewport(390, 844));

for (const [name, place, testid, ...way] of FIELDS) {
  test(`Vietnamese typing leaves ${name} as it was typed`, async () => {
    const screen = await open("volunteer", place);
    for (const step of way) await step();
    await expect.element(screen.getByTestId(testid)).toBeVisible();
    const field = screen.getByTestId(testid).element() as HTMLInputElement;
    field.focus();
    field.select();
    if (field.value !== "") await backspace(1);
    const events: string[] = [];
    await expect.poll(() => field.value).toBe("");
    for (const type of ["compositionstart", "compositionend", "keydown"]) field.addEventListener(type, () => events.push(type));

    // A phone's keyboard, or Windows' own method: the word grows inside a composition and is committed.
    for (const text of ["N", "Ng", "Ngu", "Nguy", "Nguye", "Nguyê", "Nguyên", "Nguyễn"]) {
      await compose(text);
      await frames();
      expect(field.value).toBe(text);
    }
    await insert("Nguyễn");
    await frames();
    expect(field.value).toBe("Nguyễn");
    expect(events).toContain("compositionstart");
    expect(events).toContain("compositionend");

    // Unikey: the letters come, and with the tone mark a burst of Backspace takes them back and writes others.
    const burst: [back: number, text: string][] = [[0, " "], [0, "H"], [0, "o"], [0, "a"], [2, "oà"], [0, " "], [0, "D"], [1, "Đ"], [0, "u"], [0, "o"], [2, "ươ"], [0, "n"], [0, "g"], [4, "ường"]];
    for (const [back, text] of burst) {
      await backspace(back);
      await insert(text);
    }
    await frames();
    expect(field.value).toBe("Nguyễn Hoà Đường");
    expect(events.filter((event) => event === "keydown").length).toBeGreaterThanOrEqual(9);

    // In the middle of a word, and slowly: what stands behind stays, and the caret is not thrown to the end.
    field.setSelectionRange(10, 10);
    await backspace(1);
    await frames();
    await insert("ả");
    await frames();
    expect(field.value).toBe("Nguyễn Hoả Đường");
    expect(field.selectionStart).toBe(10);
    field.blur();
    await frames();
    expect(field.value).toBe("Nguyễn Hoả Đường");
    for (const helper of ["autocomplete", "autocorrect"]) expect(["off", null], helper).toContain(field.getAttribute(helper));
    expect(field.getAttribute("list"), "nothing completes it").toBeNull();
  });
}
