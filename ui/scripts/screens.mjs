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
/** Several taps, one after another. */
const say = async (page, ...ids) => {
  for (const id of ids) await tap(page, id);
};

/** The same at the door about its `nth` person, the first tap on the card and the others wherever they are. */
const sayOf = async (page, nth, ...ids) => {
  const card = page.getByTestId("person").nth(nth);
  for (const id of ids) await ((await card.getByTestId(id).count()) > 0 ? card.getByTestId(id).first() : page.getByTestId(id).first()).click();
};

const sheet = { name: "nhan-khau-cam-tan.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("x") };

/** Types a made-up card as a scanner with a plug does; its province code was never issued. */
const typeCard = async (page, name, year, sex, last4, numberSays = year) => {
  await page.getByTestId("scan-typed").fill(`003${sex === "Nữ" ? 1 : 0}${String(numberSays).slice(2)}00${last4}||${name}|0203${year}|${sex}|Thôn Phú Lai, Xã Cẩm Tân|15032021`);
  await page.keyboard.press("Enter");
};

/** name, query, place, and what to do before the picture. */
const SHOTS = [
  ["enrol", "fake=volunteer&state=new", ""],
  ["lock", "fake=volunteer&state=locked", "", async (page) => {
    await page.getByTestId("pin-input").pressSequentially("123456");
    await tap(page, "pin-ok");
    await page.getByTestId("pin-input").pressSequentially("2468");
  }],
  ["awaiting", "fake=volunteer&state=awaiting", ""],
  ["enrol-link", "fake=volunteer&state=new", "", (page) => tap(page, "enrol-begin")],
  ["lock-shared", "fake=volunteer&state=shared", ""],
  ["person-add", "fake=volunteer&state=locked", "", (page) => tap(page, "person-add")],
  ["practice", "fake=volunteer&state=new", "", (page) => tap(page, "practice-start")],
  ["practice-door", "fake=volunteer&state=new", "", async (page) => {
    await tap(page, "practice-start");
    await tap(page, "door-row");
    await tap(page, "notice-agreed");
    await tap(page, "record-next");
    await tap(page, "next-door");
  }],
  ["tonight", "fake=volunteer", "tonight"],
  ["tonight-empty", "fake=volunteer&state=empty", "tonight"],
  ["tonight-error", "fake=volunteer&state=error", "tonight"],
  ["tonight-mine", "fake=volunteer", "tonight", (page) => tap(page, "filter-mine")],
  ["tonight-taken", "fake=volunteer", "tonight", (page) => page.getByTestId("walk").evaluate((list) => list.scrollTo(0, 1500))],
  ["tonight-lane-menu", "fake=volunteer", "tonight", (page) => tap(page, "lane-more")],
  ["tonight-add", "fake=volunteer", "tonight", (page) => say(page, "lane-more", "lane-add")],
  ["tonight-end", "fake=volunteer", "tonight", async (page) => {
    await page.getByTestId("walk").evaluate((list) => list.scrollTo(0, 1e6));
    await page.waitForTimeout(250);
    await page.getByTestId("walk").evaluate((list) => list.scrollTo(0, 1e6));
  }],
  ["tonight-come-back", "fake=volunteer", "tonight", (page) => tap(page, "filter-come_back")],
  ["tonight-20000", "fake=volunteer&state=large", "tonight", async (page) => {
    await page.getByTestId("door-row").first().waitFor();
    await page.getByTestId("walk").evaluate((list) => list.scrollTo(0, 9000));
  }],
  ["door-taken", "fake=volunteer", "door/h0-13"],
  ["team", "fake=leader", "team"],
  ["team-assign", "fake=leader", "team/assign", async (page) => {
    await tap(page, "team-person", 1);
    await tap(page, "team-lane");
  }],
  ["team-even", "fake=leader", "team/assign", async (page) => {
    await tap(page, "team-even");
    await tap(page, "team-even-do");
  }],
  ["team-coverage", "fake=leader", "team/coverage"],
  ["team-come-back", "fake=leader", "team/come-back"],
  ["team-give", "fake=leader", "team/come-back", (page) => tap(page, "team-give")],
  ["team-alone", "fake=leader&state=alone", "team"],
  ["door", "fake=volunteer", "door/h0-0"],
  ["door-notice", "fake=volunteer", "door/h0-4"],
  ["door-notice-full", "fake=volunteer", "door/h0-4", (page) => tap(page, "record-next")],
  ["door-menu", "fake=volunteer", "door/h0-4", (page) => say(page, "notice-agreed", "record-next", "person-more")],
  ["door-app", "fake=volunteer", "door/h0-4", (page) => say(page, "notice-agreed", "record-next", "record-more")],
  ["door-absence", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "absence-open", "absence-other_province", "absence-back-month")],
  ["door-appointment", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "menu-appointment")],
  ["door-slip", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "menu-appointment", "slot", "slip-open")],
  ["door-obstacle", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "menu-obstacle")],
  ["door-proposal", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "menu-propose")],
  ["door-residency", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "menu-dead")],
  ["door-other", "fake=volunteer", "door/h0-4", (page) => tap(page, "outcome-other")],
  ["door-twice", "fake=volunteer", "door/h0-1"],
  ["door-mixed-done", "fake=volunteer", "door/h0-5", async (page) => {
    await tap(page, "notice-refused");
    await sayOf(page, 1, "person-more", "absence-open", "absence-other_province", "absence-back-month", "absence-save");
    await sayOf(page, 2, "notice-agreed", "record-next", "appoint-next", "slot");
    await sayOf(page, 3, "person-more", "menu-propose", "propose-no_phone");
    await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
  }],
  ["add-household", "fake=volunteer", "door/h0-4", (page) => tap(page, "door-add-household")],
  ["door-add-person", "fake=volunteer", "door/h0-4", (page) => tap(page, "door-add-person")],
  ["door-recorded", "fake=volunteer&state=outside", "door/h0-0", async (page) => {
    await tap(page, "record-next");
    await tap(page, "outcome-met");
  }],
  ["door-come-back", "fake=volunteer", "door/h0-1", (page) => tap(page, "outcome-come_back")],
  ["door-returned", "fake=volunteer", "door/h0-3"],
  ["find", "fake=volunteer", "find", (page) => page.getByTestId("find-input").fill("hoa")],
  ["find-empty", "fake=volunteer", "find"],
  ["find-similar", "fake=volunteer", "find", (page) => page.getByTestId("find-input").fill("nguyne")],
  ["find-none", "fake=volunteer", "find", async (page) => {
    await page.getByTestId("find-input").fill("zzzz");
    await page.getByTestId("find-add").waitFor();
  }],
  ["find-same", "fake=volunteer", "find", async (page) => {
    await page.getByTestId("find-input").fill("zzzz");
    await tap(page, "find-add");
    await page.getByTestId("add-name").fill("Nguyễn Thị Hoà");
    await tap(page, "door-choice", 3);
    await tap(page, "add-save");
  }],
  ["scan", "fake=volunteer", "scan"],
  ["scan-one", "fake=volunteer", "scan", (page) => typeCard(page, "Nguyễn Thị Hoà", 1961, "Nữ", "4417")],
  ["scan-differs", "fake=volunteer", "scan", (page) => typeCard(page, "Nguyễn Thị Hoà", 1962, "Nữ", "4417", 1961)],
  ["scan-none", "fake=volunteer", "scan", (page) => typeCard(page, "Lò Thị Mẩy", 1990, "Nữ", "0007")],
  ["scan-wrong", "fake=volunteer", "scan", async (page) => {
    await page.getByTestId("scan-typed").fill("0123456789|4e677579e1bb856e|1961|1");
    await page.keyboard.press("Enter");
  }],
  ["scan-add", "fake=volunteer", "scan", async (page) => {
    await typeCard(page, "Lò Thị Mẩy", 1990, "Nữ", "0007");
    await tap(page, "scan-add");
  }],
  ["scan-added", "fake=volunteer", "scan", async (page) => {
    await typeCard(page, "Nguyễn Thị Hoà", 1961, "Nữ", "4417");
    await tap(page, "scan-add");
    await tap(page, "door-choice", 3);
    await tap(page, "add-save");
  }],
  ["points", "fake=volunteer&state=point", "points"],
  ["points-empty", "fake=volunteer&state=empty", "points"],
  ["point-begin", "fake=volunteer", "points/new", (page) => tap(page, "begin-used")],
  ["point", "fake=volunteer&state=point", "points/s-3"],
  ["point-photo", "fake=volunteer&state=point", "points/s-3", (page) => tap(page, "point-photo")],
  ["point-photo-refused", "fake=volunteer&state=point", "points/s-3", async (page) => {
    await tap(page, "point-photo");
    await page.getByTestId("photo-choose").setInputFiles({ name: "giay-to.pdf", mimeType: "application/pdf", buffer: Buffer.from("x") });
  }],
  ["point-photo-open", "fake=volunteer&state=point", "points/s-3", (page) => tap(page, "photo-open", 1)],
  ["point-add", "fake=volunteer&state=point", "point-add/s-3", (page) => page.getByTestId("come-input").fill("hoa")],
  ["point-new", "fake=volunteer&state=point", "point-add/s-3", async (page) => {
    await page.getByTestId("come-input").fill("Vàng A Páo");
    await tap(page, "come-add");
  }],
  ["point-person", "fake=volunteer&state=point", "points/s-3", (page) => tap(page, "came")],
  ["point-end", "fake=volunteer&state=point", "points/s-3", (page) => tap(page, "point-end")],
  ["point-ended", "fake=volunteer", "points/s-2"],
  ["tonight-point", "fake=volunteer&state=point", "tonight"],
  ["work-morning", "fake=volunteer", "work"],
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
  ["guides", "fake=volunteer", "guide"],
  ["guide-store", "fake=volunteer", "guide/vneid"],
  ["guide-no-link", "fake=volunteer", "guide/ihanoi"],
  ["guide-activate", "fake=volunteer", "guide/vneid", (page) => tap(page, "guide-part-activate")],
  ["guide-impostors", "fake=volunteer", "guide/impostors"],
  ["guide-door", "fake=volunteer", "door/h0-0", (page) => say(page, "record-more", "app-guide")],
  ["credential", "fake=volunteer&state=real", "credential"],
  ["credential-practice", "fake=volunteer&state=practice", "credential"],
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
