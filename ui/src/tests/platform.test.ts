import axe from "axe-core";
import { expect, onTestFinished, test } from "vitest";
import { page } from "vitest/browser";
import { aim } from "$lib/platform/aim.svelte";
import { holdBack } from "$lib/platform/back";
import { keyboardInset } from "$lib/platform/keyboard";
import { isEnrolLink, watchLinks } from "$lib/platform/link";
import { androidSheet } from "$lib/platform/share";
import { arrived } from "$lib/state/arrived.svelte";
import { coverings } from "$lib/state/covering.svelte";
import { route } from "$lib/state/route.svelte";
import { open } from "./device";

/** A phone's "back" that a test presses, and whether the page has it at the moment. */
function button() {
  const held: (() => void)[] = [];
  return {
    held,
    take: async (pressed: () => void) => {
      held.push(pressed);
      return { unregister: async () => void held.splice(held.indexOf(pressed), 1) };
    },
  };
}

test("back closes what lies on top, one after the other, and then is the phone's again", async () => {
  const { held, take } = button();
  const said: string[] = [];
  const offPanel = coverings.lay(() => (said.push("panel"), offPanel()));
  const offDialog = coverings.lay(() => (said.push("dialog"), offDialog()));
  const release = holdBack(take);
  held[0]?.();
  held[0]?.();
  expect(said).toEqual(["dialog", "panel"]);
  expect(coverings.any).toBe(false);
  release();
  await expect.poll(() => held.length).toBe(0);
});

test("a dialog is closed by back and leaves nothing behind", async () => {
  const screen = await open("volunteer", "work");
  await screen.getByTestId("settings-open").click();
  await expect.element(screen.getByTestId("settings")).toBeVisible();
  expect(coverings.closeTop()).toBe(true);
  await expect.poll(() => screen.getByTestId("settings").elements()).toHaveLength(0);
  expect(coverings.closeTop()).toBe(false);
});

test("a panel covers its list on a phone only; beside it there is nothing to close", async () => {
  await page.viewport(390, 844);
  let screen = await open("police", "review");
  await screen.getByTestId("review-open").nth(1).click();
  await expect.element(screen.getByTestId("beside-close")).toBeVisible();
  expect(coverings.closeTop()).toBe(true);
  await expect.element(screen.getByTestId("beside-close")).not.toBeVisible();
  await screen.unmount();
  await page.viewport(1280, 800);
  screen = await open("police", "review");
  await screen.getByTestId("review-open").nth(1).click();
  await expect.element(screen.getByTestId("evidence")).toBeVisible();
  expect(coverings.any).toBe(false);
  await page.viewport(390, 844);
});

test("from any tab, back shows the list; from the list it leaves", async () => {
  const screen = await open("volunteer", "tonight");
  // What other tests went back from lies ahead in the page's history, until something new is opened.
  history.pushState(history.state, "", location.href);
  const before = history.length;
  await screen.getByTestId("tab-find").click();
  await screen.getByTestId("tab-work").click();
  expect(history.length).toBe(before + 1);
  history.back();
  await expect.poll(() => route.place.screen).toBe("tonight");
  await screen.getByTestId("tab-work").click();
  await screen.getByTestId("tab-tonight").click();
  await expect.poll(() => location.hash).toBe("#/tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
});

test("a keyboard takes height; a browser's bar and a magnified page do not", () => {
  expect(keyboardInset(844, { height: 510, offsetTop: 0, scale: 1 })).toBe(334);
  expect(keyboardInset(844, { height: 410, offsetTop: 100, scale: 1 })).toBe(334);
  expect(keyboardInset(844, { height: 788, offsetTop: 0, scale: 1 })).toBe(0);
  expect(keyboardInset(844, { height: 422, offsetTop: 0, scale: 2 })).toBe(0);
});

test("the link that opened the app fills the enrolment, once; other links say nothing", async () => {
  const link = "tungnha://enrol?at=10.0.0.2:8443&code=abc&key=def";
  expect(isEnrolLink(link)).toBe(true);
  expect(isEnrolLink("https://xa.example.vn/e#at=10.0.0.2:8443&code=abc&key=def")).toBe(true);
  expect(isEnrolLink("https://xa.example.vn/")).toBe(false);
  expect(isEnrolLink("tungnha://door?id=1")).toBe(false);
  expect(isEnrolLink("javascript:alert(1)")).toBe(false);
  arrived.come(link);
  const screen = await open("volunteer", "", "new");
  await expect.element(screen.getByTestId("enrol-link")).toHaveValue(link);
  // The phone tells again what started the app.
  arrived.begin(link);
  expect(arrived.link).toBeNull();
});

test("what started the app counts once; the same link opened again counts again", async () => {
  const link = "tungnha://enrol?at=10.0.0.2:8443&code=again&key=def";
  let tap: (links: string[]) => void = () => undefined;
  const links = {
    current: async () => [link],
    opened: async (take: (links: string[]) => void) => {
      tap = take;
      return () => undefined;
    },
  };
  for (const expected of [link, null]) {
    const end = watchLinks(arrived, links);
    await new Promise((done) => setTimeout(done));
    expect(arrived.take()).toBe(expected);
    end();
  }
  const end = watchLinks(arrived, links);
  await new Promise((done) => setTimeout(done));
  for (let time = 0; time < 2; time += 1) {
    tap(["tungnha://door?id=1", link]);
    expect(arrived.take()).toBe(link);
  }
  end();
  tap([link]);
  expect(arrived.link).toBeNull();
});

test("a link that comes during practice ends it by one tap, and is filled in", async () => {
  const link = "tungnha://enrol?at=10.0.0.2:8443&code=third&key=def";
  const screen = await open("volunteer", "", "new");
  await screen.getByTestId("practice-start").click();
  await expect.element(screen.getByTestId("rehearsal-hint")).toBeVisible();
  arrived.come(link);
  await expect.element(screen.getByTestId("rehearsal-link")).toBeVisible();
  expect(document.body.textContent).not.toContain("khoá máy");
  expect((await axe.run(screen.container)).violations).toEqual([]);
  await screen.getByTestId("rehearsal-link-go").click();
  await expect.element(screen.getByTestId("enrol-link")).toHaveValue(link);
});

test("practice begun at somebody's lock: the link is for one more on this phone", async () => {
  const link = "tungnha://enrol?at=10.0.0.2:8443&code=fourth&key=def";
  const screen = await open("volunteer", "", "locked");
  await screen.getByTestId("practice-start").click();
  await expect.element(screen.getByTestId("rehearsal-hint")).toBeVisible();
  arrived.come(link);
  await screen.getByTestId("rehearsal-link-go").click();
  await expect.element(screen.getByTestId("enrol-link")).toHaveValue(link);
  await expect.element(screen.getByText("Thêm một người dùng máy này")).toBeVisible();
});

test("a link that opens somebody's app waits at the lock", async () => {
  arrived.come("tungnha://enrol?at=10.0.0.2:8443&code=second&key=def");
  const screen = await open("volunteer", "tonight", "locked");
  await expect.element(screen.getByTestId("link-arrived")).toBeVisible();
  expect((await axe.run(screen.container)).violations).toEqual([]);
  arrived.take();
});

/** A page with its own globals in which `too-old.js` runs after `before` has made it older. */
async function older(before: (view: Window & typeof globalThis) => void): Promise<Document> {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const view = frame.contentWindow as Window & typeof globalThis;
  const place = view.document.createElement("div");
  place.id = "app";
  view.document.body.append(place);
  before(view);
  const script = view.document.createElement("script");
  script.src = new URL("/too-old.js", location.origin).href;
  await new Promise((loaded, failed) => {
    script.onload = loaded;
    script.onerror = failed;
    view.document.body.append(script);
  });
  return view.document;
}

test("a WebView that is too old gets a sentence instead of the app; one that is not gets the app", async () => {
  const now = await older(() => undefined);
  expect(now.getElementById("app")).not.toBeNull();
  expect(now.querySelector("main")).toBeNull();
  for (const feature of ["structuredClone", "CSSLayerBlockRule", "HTMLDialogElement"]) {
    const old = await older((view) => Reflect.set(view, feature, undefined));
    expect(old.getElementById("app")).toBeNull();
    expect([...old.querySelectorAll("main p")].map((line) => line.getAttribute("lang"))).toEqual(["vi", "en"]);
    expect(old.querySelector("main")?.textContent).toContain("vẫn còn nguyên");
  }
  const phone = await older((view) => {
    Reflect.deleteProperty(view.Array.prototype, "at");
    Object.defineProperty(view.navigator, "userAgent", { value: "Mozilla/5.0 (Linux; Android 7.0; wv) Chrome/91.0" });
  });
  expect(phone.querySelector("main")?.textContent).toContain("Android System WebView");
});

/** Answers the phone's plugins as `said` does, until the test ends. */
function shell(said: (command: string, args: unknown) => unknown) {
  const invoke = async (command: string, args: unknown) => said(command, args);
  Reflect.set(window, "__TAURI_INTERNALS__", { invoke, transformCallback: () => 0 });
  onTestFinished(() => void Reflect.deleteProperty(window, "__TAURI_INTERNALS__"));
}

test("the camera shows through a page that has nothing but a frame, and closes by its button or by back", async () => {
  let stopped: (reason: string) => void = () => undefined;
  shell((command) => {
    if (command.endsWith("check_permissions")) return { camera: "granted" };
    if (command.endsWith("cancel")) return stopped("cancelled");
    return new Promise((_, reject) => (stopped = reject));
  });
  const screen = await open("volunteer", "tonight");
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  for (const close of [() => screen.getByTestId("aim-close").click(), async () => void coverings.closeTop()]) {
    const scanned = aim.scan();
    await expect.element(screen.getByTestId("aim-close")).toBeVisible();
    await expect.element(screen.getByTestId("door-row").first()).not.toBeVisible();
    expect(getComputedStyle(document.body).backgroundColor).toBe("rgba(0, 0, 0, 0)");
    expect((await axe.run(screen.container)).violations).toEqual([]);
    await close();
    expect(await scanned).toBe("");
    await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  }
  expect(coverings.any).toBe(false);
});

test("a camera that is not allowed is an error, a code that is seen is its text", async () => {
  let camera = "denied";
  shell((command) => (command.endsWith("permissions") ? { camera } : { content: "0123|456|Name|01012000" }));
  await expect(aim.scan()).rejects.toThrow();
  camera = "granted";
  expect(await aim.scan()).toBe("0123|456|Name|01012000");
  expect(aim.on).toBe(false);
});

test("a file is shared with its kind; a sheet that was closed is no error", async () => {
  const asked: unknown[] = [];
  let refused = "Share cancelled";
  shell((_, args) => {
    asked.push(args);
    throw refused;
  });
  const file = { file_name: "cho-xac-nhan.xlsx", path: "/cache/parcels/cho-xac-nhan.xlsx", bytes_base64: "", rows: 3 };
  await androidSheet.share(file);
  expect(asked).toMatchObject([{ url: file.path, title: file.file_name, mimeType: expect.stringContaining("spreadsheetml") }]);
  refused = "no such file";
  await expect(androidSheet.share(file)).rejects.toBe("no such file");
  await expect(androidSheet.share({ ...file, path: null })).rejects.toThrow();
});
