// One browser page, driven as a hand would, looked at and checked for everybody's use.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { ROOT } from "./programs.mjs";
import { watch } from "./watch.mjs";

const PICTURES = join(ROOT, "target/e2e/pictures");
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

export class Screen {
  /** What the page complained about (exceptions, what its own policy forbade it), and what `look` found. */
  complaints = [];
  /** What the hand did and what moved, as far as it was taken from the page. */
  #seen = { taps: 0, keys: 0, moved: [] };

  /** `now` is what the page's clock shows at its beginning, if not the machine's. */
  static async open(url, viewport, now = null) {
    const screen = new Screen();
    screen.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
    // What is opened as a phone is one: a thumb instead of a pointer, and its own way of fitting a page.
    const phone = viewport.width <= PHONE.width;
    const page = await screen.browser.newPage({ viewport, hasTouch: phone, isMobile: phone, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
    screen.page = page;
    screen.viewport = viewport;
    page.setDefaultTimeout(30_000);
    page.on("pageerror", (error) => screen.complaints.push(String(error)));
    page.on("console", (message) => {
      // A coded refusal answers with 422, which the browser's console calls a failure to load.
      if (message.type() === "error" && !message.text().includes("422")) screen.complaints.push(message.text());
    });
    if (now !== null) await page.clock.install({ time: now });
    await page.addInitScript(watch);
    await page.goto(url);
    return screen;
  }

  /** Two frames: what was asked for is painted. */
  async painted() {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  async #take() {
    const { taps, keys, moved } = await this.page.evaluate(() => globalThis.watched.take());
    this.#seen.taps += taps;
    this.#seen.keys += keys;
    this.#seen.moved.push(...moved);
  }

  /** How often the page was really clicked and typed on, and what moved, since the last call; what `look` does is not in it. */
  async seen() {
    await this.painted();
    await this.#take();
    const seen = this.#seen;
    this.#seen = { taps: 0, keys: 0, moved: [] };
    return seen;
  }

  /** The element with this `data-testid`; `within` narrows by a further selector on the element. */
  at(id, within = "") {
    return this.page.locator(`[data-testid="${id}"]${within}`);
  }

  /** Waits until the first such element is shown. */
  async see(id, within = "") {
    const element = this.at(id, within).first();
    await element.waitFor();
    return element;
  }

  /** Presses the first such element. */
  async press(id, within = "") {
    await this.at(id, within).first().click();
  }

  /** Types a PIN as on the lock screen and confirms it. */
  async pin(pin) {
    for (const digit of pin) await this.press(`pin-${digit}`);
    await this.press("pin-ok");
  }

  /**
   * Looks at the screen as it is now in both sizes, light and dark: a picture of each, and a complaint
   * for each violation of WCAG A or AA.
   */
  async look(name) {
    mkdirSync(PICTURES, { recursive: true });
    await this.#take();
    for (const [size, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
      await this.page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"]) {
        await this.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        writeFileSync(join(PICTURES, `${name}-${size}-${colorScheme}.png`), await this.#picture());
        this.complaints.push(...(await this.#violations()).map((said) => `${name}, ${size}, ${colorScheme}: ${said}`));
      }
    }
    await this.page.setViewportSize(this.viewport);
    await this.page.emulateMedia({ colorScheme: null, reducedMotion: null });
    // Another size moves everything, as it should.
    await this.painted();
    await this.page.evaluate(() => globalThis.watched.take());
  }

  /** A picture of the screen once it has come to rest: two in a row that do not differ. */
  async #picture() {
    let before;
    let picture = await this.page.screenshot();
    do {
      before = picture;
      picture = await this.page.screenshot();
    } while (!picture.equals(before));
    return picture;
  }

  async #violations() {
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() =>
      globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
    );
    const said = [];
    for (const { id, help, nodes } of violations) {
      for (const node of nodes) {
        if (id === "target-size" && (await this.#largeInSight(node.target[0]))) continue;
        said.push(`${id} (${help}): ${node.html.slice(0, 160)}`);
      }
    }
    return said;
  }

  /** Whether a target that is small because half of it is scrolled away is large enough once it is not. */
  #largeInSight(selector) {
    return this.page.evaluate(async (selector) => {
      const target = document.querySelector(selector);
      let scroller = target.parentElement;
      while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
      if (scroller === null) return false;
      const before = scroller.scrollTop;
      target.scrollIntoView({ block: "center", behavior: "instant" });
      const { violations } = await globalThis.axe.run({ runOnly: { type: "rule", values: ["target-size"] } });
      const still = violations.some(({ nodes }) => nodes.some((node) => document.querySelector(node.target[0]) === target));
      scroller.scrollTop = before;
      return !still;
    }, selector);
  }

  /** Closes the browser; there must have been nothing to complain about. */
  async close() {
    await this.browser.close();
    assert.deepEqual(this.complaints, []);
  }
}
