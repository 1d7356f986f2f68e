// Takes a picture of every screen from the build with the in-memory device: two sizes, light and dark.
// `node scripts/screens.mjs [folder] [only]`; needs `npm run build:fake` before.
import { createServer } from "node:http";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import UPNG from "upng-js";

const folder = process.argv[2] ?? "../docs/screens";
const only = process.argv[3] ?? "";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

const server = createServer((request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  try {
    const bytes = readFileSync(join("dist-fake", path === "/" ? "index.html" : path));
    response.setHeader("content-type", TYPES[extname(path)] ?? "text/html").end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const tap = (page, id, nth = 0) => page.getByTestId(id).nth(nth).click();
const sheet = { name: "nhan-khau-cam-tan.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("x") };

/** name, query, place, and what to do before the picture. */
const SHOTS = [
  ["enrol", "fake=volunteer&state=new", ""],
  ["lock", "fake=volunteer&state=locked", "", async (page) => {
    await page.getByTestId("pin-input").pressSequentially("123456");
    await tap(page, "pin-ok");
    await page.getByTestId("pin-input").pressSequentially("2468");
  }],
  ["tonight", "fake=volunteer", "tonight"],
  ["tonight-empty", "fake=volunteer&state=empty", "tonight"],
  ["tonight-error", "fake=volunteer&state=error", "tonight"],
  ["door", "fake=volunteer", "door/h0-0"],
  ["door-notice", "fake=volunteer", "door/h0-0", (page) => tap(page, "person-toggle", 1)],
  ["door-recorded", "fake=volunteer&state=outside", "door/h0-0", async (page) => {
    await tap(page, "record-next");
    await tap(page, "outcome-met");
  }],
  ["door-come-back", "fake=volunteer", "door/h0-1", (page) => tap(page, "outcome-come_back")],
  ["door-returned", "fake=volunteer", "door/h0-3"],
  ["find", "fake=volunteer", "find", (page) => page.getByTestId("find-input").fill("hoa")],
  ["work", "fake=volunteer", "work"],
  ["work-sync", "fake=volunteer&state=captive", "work", async (page) => {
    await tap(page, "sync-start");
    await page.getByTestId("sync-outcome").waitFor();
    await tap(page, "work-unsent");
  }],
  ["work-troubled", "fake=volunteer&state=troubled", "work", (page) => tap(page, "work-held")],
  ["work-later", "fake=volunteer&state=troubled", "work", async (page) => {
    await tap(page, "courier-open");
    await tap(page, "courier-out");
    await page.getByTestId("courier").evaluate((courier) => courier.scrollIntoView());
  }],
  ["work-empty", "fake=volunteer&state=empty", "work"],
  ["settings", "fake=volunteer", "work", (page) => tap(page, "settings-open")],
  ["people", "fake=police", "people", (page) => tap(page, "people-row", 2), 1280],
  ["people-list", "fake=inspector", "people"],
  ["review", "fake=police", "review"],
  ["disagreements", "fake=police", "disagreements"],
  ["disagreements-empty", "fake=police&state=empty", "disagreements"],
  ["disagreements-open", "fake=police", "disagreements", (page) => tap(page, "disagreement-row", 3)],
  ["disagreements-settled", "fake=police", "disagreements", async (page) => {
    await page.keyboard.press("1");
    await page.getByTestId("undo").waitFor();
  }],
  ["review-selected", "fake=police", "review", async (page) => {
    for (const i of [0, 2, 3]) await page.getByTestId("review-select").nth(i).check();
  }],
  ["review-return", "fake=police", "review", async (page) => {
    await page.keyboard.press("j");
    await page.keyboard.press("r");
  }],
  ["import-file", "fake=police", "import"],
  ["import-columns", "fake=police", "import", async (page) => {
    await page.getByTestId("import-file").setInputFiles(sheet);
    await page.getByTestId("import-to-preview").waitFor();
  }],
  ["import-preview", "fake=police", "import", async (page) => {
    await page.getByTestId("import-file").setInputFiles(sheet);
    await tap(page, "import-to-preview");
  }],
  ["import-result", "fake=police", "import", async (page) => {
    await page.getByTestId("import-file").setInputFiles(sheet);
    await tap(page, "import-to-preview");
    await tap(page, "import-apply");
    await page.getByTestId("import-result").waitFor();
  }],
  ["safe", "fake=police", "safe"],
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=vi-VN"],
});
mkdirSync(folder, { recursive: true });
for (const [width, height] of [[390, 844], [1280, 800]]) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: "reduce", locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
    for (const [name, query, place, act, from = 0] of SHOTS) {
      if ((only !== "" && !name.startsWith(only)) || width < from) continue;
      const page = await context.newPage();
      page.on("pageerror", (error) => console.error(`${name}: ${error.message}`));
      page.on("console", (message) => message.type() === "error" && console.error(`${name}: ${message.text()}`));
      await page.clock.install({ time: new Date("2025-11-22T12:05:00Z") });
      await page.goto(`${origin}/?${query}#/${place}`);
      await page.waitForTimeout(250);
      await act?.(page);
      await page.waitForTimeout(250);
      // Sixty-four colours tell the same at a quarter of the size.
      const shot = UPNG.decode(await page.screenshot({ animations: "disabled" }));
      const small = UPNG.encode([UPNG.toRGBA8(shot)[0]], shot.width, shot.height, 64);
      writeFileSync(join(folder, `${name}-${width}-${colorScheme}.png`), Buffer.from(small));
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
server.close();
