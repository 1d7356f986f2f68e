// Takes a picture of every screen from the build with the in-memory device. The field app is taken on a phone (a
// thumb, the app's own camera and sheets), the office at its own size and on a phone, all in light and dark; tests/browser/screens.test.mjs keeps them.
// `node scripts/screens.mjs [name…]` takes only what begins so; needs `npm run build:fake` before. FAKE and SCREENS name other folders.
import { createServer } from "node:http";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import UPNG from "upng-js";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const MOMENT = new Date("2025-11-22T12:05:00Z");
/** Pictures taken at a time, on two cores. */
const HANDS = 3;
/** How long a screen is given to come to rest, in ms. */
const SETTLES = 300;

const tap = (page, id, nth = 0) => page.getByTestId(id).nth(nth).click();
/** Stops the clock later than any machine is by now: seconds that run are the same in every picture. */
const stop = (page) => page.clock.pauseAt(new Date(MOMENT.getTime() + 20_000));
/** Several taps, one after another. */
const say = async (page, ...ids) => {
  for (const id of ids) await tap(page, id);
};

/** The same at the door about its `nth` person, the first tap on the card and the others wherever they are. */
const sayOf = async (page, nth, ...ids) => {
  const card = page.getByTestId("person").nth(nth);
  for (const id of ids) await ((await card.getByTestId(id).count()) > 0 ? card.getByTestId(id).first() : page.getByTestId(id).first()).click();
};

/** An officer's settings; on a phone they are a sheet away. */
const officeSettings = async (page) => ((await page.getByTestId("rail-more").isVisible()) ? say(page, "rail-more", "more-settings") : tap(page, "settings-open"));

/** Ids of no province, one a line. */
const PASTED = "000161004417\n000058002204\n000194009031";
const sheet = { name: "nhan-khau-cam-tan.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("x") };

/** What the app's plugins answer on a phone that does not exist; its camera sees what `onCamera` is set to, or looks on. */
const shell = () => {
  const answers = {
    "plugin:barcode-scanner|check_permissions": () => ({ camera: "granted" }),
    "plugin:barcode-scanner|scan": () => (globalThis.onCamera === undefined ? new Promise(() => undefined) : { content: globalThis.onCamera, format: "QR_CODE", bounds: [] }),
  };
  globalThis.__TAURI_INTERNALS__ = { invoke: async (command) => answers[command]?.() ?? null, transformCallback: () => 0 };
  globalThis.__TAURI_EVENT_PLUGIN_INTERNALS__ = { unregisterListener: () => undefined };
};
const ANDROID = "Mozilla/5.0 (Linux; Android 14; K; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36";

/** A desk's camera that sees a card on a table, always the same. */
const deskCamera = () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const pen = canvas.getContext("2d");
  const draw = () => {
    for (const [colour, ...place] of [["#6b6256", 0, 0, 640, 480], ["#dfe7e4", 110, 110, 420, 265], ["#9fb8b0", 140, 160, 110, 150]]) {
      pen.fillStyle = colour;
      pen.fillRect(...place);
    }
  };
  draw();
  setInterval(draw, 100);
  navigator.mediaDevices.enumerateDevices = async () => [{ kind: "videoinput" }];
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
};

/** Reads this with the camera where there is one, or types it as a scanner with a plug does. */
const read = async (page, text) => {
  const typed = page.getByTestId("scan-typed");
  await page.getByTestId("scan-inputs").waitFor();
  if (!(await typed.isVisible())) {
    await page.evaluate((text) => (globalThis.onCamera = text), text);
    return tap(page, "scan-camera");
  }
  await typed.fill(text);
  await page.keyboard.press("Enter");
};
const cardOf = (name, year, sex, last4, numberSays = year) => `003${sex === "Nữ" ? 1 : 0}${String(numberSays).slice(2)}00${last4}||${name}|0203${year}|${sex}|Thôn Phú Lai, Xã Cẩm Tân|15032021`;
/** Reads a made-up card; its province code was never issued. */
const readCard = (page, ...of) => read(page, cardOf(...of));

/** name, query, place, what to do before the picture, and the least width that it is for. */
const SHOTS = [
  ["enrol", "fake=volunteer&state=new", ""],
  ["lock", "fake=volunteer&state=locked", "", async (page) => {
    await page.getByTestId("pin-input").pressSequentially("123456");
    await tap(page, "pin-ok");
    await page.getByTestId("pin-input").pressSequentially("2468");
  }],
  ["awaiting", "fake=volunteer&state=awaiting", ""],
  ["enrol-link", "fake=volunteer&state=new", "", (page) => tap(page, "enrol-begin")],
  ["enrol-scan", "fake=volunteer&state=new", "", async (page) => {
    await tap(page, "enrol-begin");
    await page.evaluate((text) => (globalThis.onCamera = text), cardOf("Nguyễn Thị Hoà", 1961, "Nữ", "4417"));
    await tap(page, "enrol-scan");
  }],
  ["lock-shared", "fake=volunteer&state=shared", ""],
  ["person-add", "fake=volunteer&state=locked", "", (page) => tap(page, "person-add")],
  ["computer-shared", "fake=police&state=together", "people", (page) => officeSettings(page)],
  ["computer-apart", "fake=police&state=apart", "people", (page) => officeSettings(page)],
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
  ["door-app-beyond", "fake=volunteer", "door/h0-4", (page) => sayOf(page, 2, "person-toggle", "notice-agreed").then(() => page.getByTestId("person").nth(2).locator('[data-app="etax"] [data-testid="record-more"]').click())],
  ["door-slips", "fake=volunteer", "door/h0-4", async (page) => {
    for (const nth of [1, 2]) await sayOf(page, nth, "person-toggle", "person-more", "menu-appointment", "notice-sheet-agreed", "slot");
    await page.clock.runFor(9000);
  }],
  ["door-slips-list", "fake=volunteer", "door/h0-4", async (page) => {
    for (const nth of [1, 2]) await sayOf(page, nth, "person-toggle", "person-more", "menu-appointment", "notice-sheet-agreed", "slot");
    await page.clock.runFor(9000);
    await tap(page, "door-slips");
  }],
  ["door-menu", "fake=volunteer", "door/h0-4", (page) => say(page, "notice-agreed", "record-next", "person-more")],
  ["door-app", "fake=volunteer", "door/h0-4", (page) => say(page, "notice-agreed", "record-next", "record-more")],
  ["door-absence", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "absence-open", "absence-other_province", "absence-back-month")],
  ["door-appointment", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "menu-appointment", "notice-sheet-agreed")],
  ["door-slip", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "menu-appointment", "notice-sheet-agreed", "slot", "slip-open")],
  ["door-slots", "fake=volunteer&state=desk", "door/h0-5", (page) => say(page, "person-more", "menu-appointment", "notice-sheet-agreed")],
  ["door-missed", "fake=volunteer&state=desk", "door/h0-2"],
  ["work-missed", "fake=volunteer&state=desk", "work"],
  ["desk", "fake=police&state=desk", "desk", (page) => page.getByTestId("desk-row").first().waitFor()],
  ["desk-collect", "fake=police&state=desk", "desk", async (page) => {
    await page.getByTestId("desk-row").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("d");
  }],
  ["desk-walk-in", "fake=police&state=desk", "desk", async (page) => {
    await tap(page, "desk-walk-in");
    await page.getByTestId("walk-in-find").fill("hoa");
  }],
  ["desk-empty", "fake=police", "desk"],
  ["desk-hours", "fake=police&state=desk", "desk/hours", (page) => tap(page, "hours-row", 1), 1280],
  ["desk-hours-list", "fake=police&state=desk", "desk/hours"],
  ["door-obstacle", "fake=volunteer", "door/h0-5", (page) => say(page, "person-more", "menu-obstacle", "notice-sheet-agreed")],
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
  ["scan-one", "fake=volunteer", "scan", (page) => readCard(page, "Nguyễn Thị Hoà", 1961, "Nữ", "4417")],
  ["scan-differs", "fake=volunteer", "scan", (page) => readCard(page, "Nguyễn Thị Hoà", 1962, "Nữ", "4417", 1961)],
  ["scan-none", "fake=volunteer", "scan", (page) => readCard(page, "Lò Thị Mẩy", 1990, "Nữ", "0007")],
  ["scan-wrong", "fake=volunteer", "scan", (page) => read(page, "0123456789|4e677579e1bb856e|1961|1")],
  ["aim", "fake=volunteer", "scan", async (page) => {
    await tap(page, "scan-camera");
    // What Android shows behind the page.
    await page.evaluate(() => document.documentElement.style.setProperty("background", "linear-gradient(#8a7f70, #5c5348)", "important"));
  }],
  ["page-camera", "fake=volunteer", "tonight", async (page) => {
    await page.evaluate(deskCamera);
    await say(page, "tab-scan", "scan-camera");
    await page.waitForTimeout(600);
  }, 1280],
  ["scan-add", "fake=volunteer", "scan", async (page) => {
    await readCard(page, "Lò Thị Mẩy", 1990, "Nữ", "0007");
    await tap(page, "scan-add");
  }],
  ["scan-added", "fake=volunteer", "scan", async (page) => {
    await readCard(page, "Nguyễn Thị Hoà", 1961, "Nữ", "4417");
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
  ["credential", "fake=volunteer&state=real", "credential", stop],
  ["credential-practice", "fake=volunteer&state=practice", "credential", stop],
  ["settings", "fake=volunteer", "work", (page) => tap(page, "settings-open")],
  ["people", "fake=police", "people", (page) => tap(page, "people-row", 2), 1280],
  ["people-list", "fake=inspector", "people"],
  ["review", "fake=police", "review"],
  ["review-residency", "fake=police", "review", (page) => tap(page, "review-state-residency")],
  ["review-proposals", "fake=police", "review", (page) => tap(page, "review-state-proposals")],
  ["review-accept", "fake=police", "review", async (page) => {
    await tap(page, "review-state-proposals");
    await page.getByTestId("review-row").first().waitFor();
    await page.keyboard.press("e");
  }],
  ["review-questions", "fake=police", "review", (page) => tap(page, "review-state-questions")],
  ["review-recent", "fake=police", "review", async (page) => {
    await page.getByTestId("review-row").first().waitFor();
    for (const key of ["x", "j", "x", "j", "x", "Enter"]) await page.keyboard.press(key);
    await tap(page, "review-state-recent");
  }],
  ["compare", "fake=police", "compare", (page) => tap(page, "compare-show", 2), 1280],
  ["compare-list", "fake=police", "compare"],
  ["recheck", "fake=inspector", "recheck", async (page) => {
    await tap(page, "recheck-draw");
    await tap(page, "recheck-agrees");
    await tap(page, "recheck-differs", 1);
  }],
  ["lists", "fake=police", "lists"],
  ["lists-ineligible", "fake=police", "lists", (page) => tap(page, "list-card", 2)],
  ["lists-log", "fake=police", "lists", (page) => tap(page, "list-log")],
  ["paper", "fake=police", "paper"],
  ["paper-printed", "fake=police", "paper", (page) => tap(page, "print-sheets"), 1280],
  ["paper-empty", "fake=police&state=empty", "paper"],
  ["paper-sheet", "fake=police", "paper/sheet-12"],
  ["paper-typing", "fake=police", "paper/sheet-13", async (page) => {
    await page.getByTestId("paper-line").first().waitFor();
    await page.keyboard.type("gd1234");
    for (const keys of ["gd1234", "v", "h", "gx", "1234", "gd1234"]) {
      await page.keyboard.press("Enter");
      await page.keyboard.type(keys);
    }
    await page.getByTestId("walker").selectOption({ index: 1 });
    await tap(page, "paper-save");
  }, 1280],
  ["duplicates", "fake=police", "duplicates"],
  ["held", "fake=police", "held"],
  ["held-open", "fake=police", "held", (page) => tap(page, "held-open", 2)],
  ["held-none", "fake=police", "held", (page) => tap(page, "held-open", 3)],
  ["held-selected", "fake=police&state=many", "held", (page) => say(page, "held-select", "held-open")],
  ["held-reject", "fake=police", "held", (page) => say(page, "held-open", "held-reject", "held-quick", "held-reject-ok")],
  ["held-reject-words", "fake=police", "held", (page) => say(page, "held-open", "held-reject")],
  ["held-reassign", "fake=police", "held", async (page) => {
    await say(page, "held-open", "held-reassign");
    await page.getByTestId("reassign-find").fill("hoa");
    await page.getByTestId("reassign-person").first().waitFor();
  }],
  ["held-empty", "fake=police&state=empty", "held"],
  ["held-offline", "fake=police&state=offline", "held"],
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
  ["import-pasted", "fake=police", "import", async (page) => {
    await page.getByTestId("import-text").fill(PASTED);
    await tap(page, "import-paste");
    await page.getByTestId("ids-only").waitFor();
  }],
  ["import-alike", "fake=police", "import", async (page) => {
    await page.getByTestId("import-file").setInputFiles(sheet);
    await tap(page, "import-to-preview");
    await page.getByTestId("doubt").first().waitFor();
    await page.keyboard.press("a");
  }],
  ["import-apply", "fake=police", "import", async (page) => {
    await page.getByTestId("import-file").setInputFiles(sheet);
    await tap(page, "import-to-preview");
    await tap(page, "import-apply");
  }],
  ["import-result", "fake=police", "import", async (page) => {
    await page.getByTestId("import-file").setInputFiles(sheet);
    await tap(page, "import-to-preview");
    await tap(page, "import-apply");
    await tap(page, "apply-ok");
    await page.getByTestId("import-result").waitFor();
  }],
  ["obstacles", "fake=police", "obstacles"],
  ["obstacles-answer", "fake=police", "obstacles", async (page) => {
    await tap(page, "reason", 1);
    await tap(page, "hindered-all");
    await tap(page, "hindered-do");
  }],
  ["obstacles-empty", "fake=police&state=empty", "obstacles"],
  ["door-answer", "fake=volunteer", "door/h0-6"],
  ["targets", "fake=police", "targets"],
  ["targets-invented", "fake=police", "targets/t1"],
  ["targets-appendix", "fake=police", "targets/appendix"],
  ["targets-appendix-paste", "fake=police", "targets/appendix", (page) => tap(page, "appendix-paste")],
  ["targets-empty", "fake=police&state=empty", "targets"],
  ["targets-row", "fake=police", "targets", (page) => tap(page, "row-edit", 1)],
  ["milestones", "fake=office", "targets", (page) => say(page, "milestones-open", "milestone-add")],
  ["targets-terms", "fake=police", "targets", (page) => tap(page, "target-edit")],
  ["figures", "fake=police", "figures/official"],
  ["figures-history", "fake=police", "figures/official", (page) => tap(page, "history-open")],
  ["figures-paste", "fake=police", "figures/official", async (page) => {
    await tap(page, "type-figures");
    await page.getByTestId("figures-how").locator("[data-value=table]").click();
    await page.getByTestId("paste").fill("Thôn\tSố\nPhú Lai\tkhoảng 20\nĐông Cao\t40\nXóm Lạ\t7");
    await page.getByTestId("faults").waitFor();
  }],
  ["organisations", "fake=police", "figures/organisations"],
  ["groups", "fake=police", "figures/groups"],
  ["group-members", "fake=police", "figures/groups", (page) => tap(page, "group-open", 1)],
  ["group-add", "fake=police", "figures/groups", (page) => tap(page, "group-add")],
  ["taught", "fake=police", "figures/taught"],
  ["asked", "fake=office", "figures/asked"],
  ["asked-edit", "fake=office", "figures/asked", (page) => tap(page, "asked-edit", 1)],
  ["staff", "fake=police", "staff", (page) => page.getByTestId("waiting-device").first().waitFor()],
  ["staff-member", "fake=police", "staff", (page) => tap(page, "member", 2)],
  ["staff-invite", "fake=police", "staff", (page) => say(page, "staff-invite", "invite-save")],
  ["staff-link", "fake=police", "staff", async (page) => {
    await tap(page, "member", 2);
    await say(page, "device-replace", "link-make");
    await page.getByTestId("qr").waitFor();
  }],
  ["staff-replace", "fake=police", "staff", async (page) => {
    await tap(page, "member", 2);
    await tap(page, "device-replace");
  }],
  ["staff-offline", "fake=police&state=captive", "staff"],
  ["staff-work", "fake=police", "staff/work", (page) => page.getByTestId("assignment").first().waitFor()],
  ["staff-work-form", "fake=police", "staff/work", (page) => tap(page, "assignment-change")],
  ["staff-work-empty", "fake=police&state=empty", "staff/work"],
  ["safe", "fake=police", "safe"],
];

/** Screens of the field app that are looked at on a wide screen too. */
const WIDE = ["lock", "tonight", "door", "find", "scan", "page-camera", "point", "work-morning", "guides", "settings"];
/** Screens that are looked at on the smallest phone too. */
const SMALL = ["lock", "tonight", "door", "find", "guide-store", "door-slips"];
const PHONE = { width: 390, height: 844 };
const TINY = { width: 360, height: 640 };
const OFFICE = { width: 1280, height: 800 };

/** Every picture there is: its file's name and what it shows, in which size and light. */
export const PICTURES = SHOTS.flatMap(([name, query, place, act, from = 0]) => {
  const field = /fake=(volunteer|leader)/u.test(query);
  const sizes = [PHONE, ...(SMALL.includes(name) ? [TINY] : []), ...(field && !WIDE.includes(name) ? [] : [OFFICE])].filter(({ width }) => width >= from);
  return sizes.flatMap((viewport) =>
    ["light", "dark"].map((colorScheme) => ({ file: `${name}-${viewport.width}-${colorScheme}.png`, name, query, place, act, viewport, colorScheme })),
  );
});

/** The build with the in-memory device, served to a browser. */
export class Stage {
  #server;
  #browser;
  #origin;

  static async open(build) {
    const stage = new Stage();
    stage.#server = createServer((request, response) => {
      const path = new URL(request.url, "http://x").pathname;
      try {
        const bytes = readFileSync(join(build, path === "/" ? "index.html" : path));
        response.setHeader("content-type", TYPES[extname(path)] ?? "text/html").end(bytes);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise((ready) => stage.#server.listen(0, "127.0.0.1", ready));
    stage.#origin = `http://127.0.0.1:${stage.#server.address().port}`;
    stage.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=vi-VN"],
    });
    return stage;
  }

  async close() {
    await this.#browser.close();
    this.#server.close();
  }

  /** Takes these pictures, several at a time, and hands each on with what the page complained of. */
  async take(pictures, done) {
    const waiting = [...pictures];
    const hand = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await done(next, ...(await this.#one(next)));
    };
    await Promise.all(Array.from({ length: HANDS }, hand));
  }

  async #one({ query, place, act, viewport, colorScheme }) {
    const phone = viewport.width <= PHONE.width;
    const context = await this.#browser.newContext({
      viewport,
      colorScheme,
      reducedMotion: "reduce",
      locale: "vi-VN",
      timezoneId: "Asia/Ho_Chi_Minh",
      ...(phone ? { hasTouch: true, isMobile: true, userAgent: ANDROID } : {}),
    });
    if (phone) await context.addInitScript(shell);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.clock.install({ time: MOMENT });
    await page.goto(`${this.#origin}/?${query}#/${place}`);
    await page.waitForTimeout(SETTLES);
    try {
      await act?.(page);
    } catch (error) {
      complaints.push(error.message);
    }
    await page.waitForTimeout(SETTLES);
    // Sixty-four colours tell the same at a quarter of the size.
    const shot = UPNG.decode(await page.screenshot({ animations: "disabled" }));
    await context.close();
    return [Buffer.from(UPNG.encode([UPNG.toRGBA8(shot)[0]], shot.width, shot.height, 64)), complaints];
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.env.SCREENS ?? "../docs/screens";
  const only = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  const files = new Set(PICTURES.map(({ file }) => file));
  for (const file of readdirSync(folder)) if (!files.has(file)) rmSync(join(folder, file));
  const stage = await Stage.open(process.env.FAKE ?? "dist-fake");
  await stage.take(PICTURES.filter(({ name }) => only.length === 0 || only.some((one) => name.startsWith(one))), ({ file }, picture, complaints) => {
    for (const complaint of complaints) console.error(`${file}: ${complaint}`);
    writeFileSync(join(folder, file), picture);
  });
  await stage.close();
}
