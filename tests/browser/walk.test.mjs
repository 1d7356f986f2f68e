// A new user's walk through the app. Its script is the guide that new users read: what the guide says to do is
// done, every word that it prints in bold must be in sight where it says so, and its pictures are made here.
// With TUNGNHA_GENERATE=1 the pictures are written; without, they must show what the screens show now.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { Clock } from "./stage/clock.mjs";
import { inSight, steps } from "./stage/guide.mjs";
import { difference, reduced } from "./stage/picture.mjs";
import { ROOT } from "./stage/programs.mjs";
import { Sample } from "./stage/sample.mjs";
import { PHONE, Screen } from "./stage/screen.mjs";

const GUIDE = join(ROOT, "docs/huong-dan/nguoi-moi.md");
const GENERATE = process.env.TUNGNHA_GENERATE === "1";
/** Where pictures that are not as committed are put, to be looked at. */
const DIFFERENT = join(ROOT, "target/e2e/walk");

/** From the first start to the first saved door, in practice. */
const MOST_TAPS = 12;
/** The share of a picture's pixels that a minute on the clock may change: a few digits. */
const MOST_DIFFERENT = 0.001;

/** The commune whose campaign asks for three apps, on a Monday: the list comes in the afternoon, the walk begins in the evening. */
const COMMUNE = "Đông Trạch";
const BOOK = `xã ${COMMUNE}`;
const AFTERNOON = "2026-11-23T16:30:00+07:00";
const EVENING = "2026-11-23T19:05:00+07:00";
const NEWCOMER = "Phạm Thu Hà";

const text = readFileSync(GUIDE, "utf8");
const guide = steps(text);
let directory, sample, clock, screen;
/** What the guide cannot know: the link that the office gives. */
let link = "";
/** What is to be said of the step's picture. */
const different = [];
/** Handles of what is another one each time, a code for instance: not compared in the next picture. */
let random = [];
/** Taps from the first start on, and how many there had been when the first door was saved. */
let taps = 0;
let untilSaved = null;
/** A step failed: what a step needs is what the steps before it have left. */
let stopped = false;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), "tungnha-walk-"));
  const made = join(directory, "sample");
  execFileSync(join(ROOT, "scripts/prepare.sh"), [made, COMMUNE], { env: { ...process.env, ...new Clock(AFTERNOON).env } });
  clock = new Clock(EVENING);
  sample = await Sample.open(made, clock.env);
  screen = await Screen.open(await sample.bridge("newcomer"), PHONE, clock.now);
  await screen.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
});
after(async () => {
  await screen?.browser.close();
  await sample?.close();
  if (directory) rmSync(directory, { recursive: true });
});

for (const step of guide) {
  test(step.title, async (walk) => {
    if (stopped) return walk.skip("an earlier step failed");
    stopped = true;
    assert.equal(step.parts.filter((part) => part.kind === "picture").length, 1, "each step has one picture");
    for (const part of step.parts) {
      await PARTS[part.kind](part);
      // Practice says so itself.
      if (await screen.at("rehearsal-hint", '[data-hint="saved"]').isVisible()) untilSaved ??= taps;
    }
    // A picture that shows something else hinders no later step.
    stopped = false;
    assert.deepEqual(different.splice(0), []);
  });
}

test(`the first door is saved within ${MOST_TAPS} taps of the first start`, () => {
  assert.ok(untilSaved !== null, "no step of the guide has saved a door in practice");
  assert.ok(untilSaved <= MOST_TAPS, `${untilSaved} taps`);
});

test("what the test reads does not disturb a reader", () => {
  // Markdown takes a line that begins with a comment as it stands, with asterisks and all.
  const half = text.split("\n").filter((line) => /^<!--.*-->/u.test(line) && line.replace(/<!--.*?-->/gu, "").trim() !== "");
  assert.deepEqual(half, []);
});

test("every picture belongs to a step", () => {
  const used = guide.flatMap((step) => step.parts.filter((part) => part.kind === "picture").map((part) => basename(part.text)));
  assert.equal(new Set(used).size, used.length, "two steps share a picture");
  const there = readdirSync(join(dirname(GUIDE), "anh"));
  assert.deepEqual(there.filter((name) => !used.includes(name)), []);
});

test("nothing was to be complained about on the way", () => assert.deepEqual(screen.complaints, []));

const PARTS = {
  async bold({ text }) {
    const looked = screen.page.waitForFunction(inSight, text, { timeout: 15_000 });
    await looked.catch(async () => {
      mkdirSync(DIFFERENT, { recursive: true });
      await screen.page.screenshot({ path: join(DIFFERENT, "not-in-sight.png") });
      assert.fail(`“${text}” is not in sight: target/e2e/walk/not-in-sight.png`);
    });
  },

  async picture({ text }) {
    const path = join(dirname(GUIDE), text);
    const now = reduced(await atRest());
    const boxes = await Promise.all(random.map((handle) => screen.at(handle).boundingBox()));
    random = [];
    const share = existsSync(path) ? difference(readFileSync(path), now, boxes) : null;
    // A picture that shows the same stays as it is.
    if (share !== null && share <= MOST_DIFFERENT) return;
    if (GENERATE) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, now);
      return;
    }
    mkdirSync(DIFFERENT, { recursive: true });
    writeFileSync(join(DIFFERENT, basename(path)), now);
    const what = share === null ? "is missing" : `shows something else than the screen does now, in ${(share * 100).toFixed(2)} % of it`;
    different.push(`${text} ${what}: look at target/e2e/walk, then make it anew with scripts/generate.sh`);
  },

  async act({ verb, text }) {
    assert.ok(verb in ACTS, `nobody knows how to “${verb}”`);
    await ACTS[verb](text);
  },
};

/** What a step's comments can ask for. */
const ACTS = {
  /** A tap on what has this handle: `chạm: door-row`, of several the nth: `chạm: door-row 3`. */
  chạm: async (handle) => {
    await screen.page.locator(selector(handle)).nth(nth(handle)).click();
    taps += 1;
  },
  thấy: async (handle) => {
    await screen.page.locator(selector(handle)).nth(nth(handle)).waitFor();
  },
  /** What the last tap has said is gone from the screen. */
  "lát sau": async () => {
    await screen.at("toast").waitFor();
    await screen.page.clock.fastForward(10_000);
    await screen.at("toast").waitFor({ state: "detached" });
  },
  "khác mỗi lần": (handle) => {
    random.push(handle);
  },
  cuộn: async (handle) => {
    await screen.page.locator(selector(handle)).nth(nth(handle)).evaluate((element) => element.scrollIntoView({ block: "center" }));
  },
  gõ: async (said) => {
    const [handle, text] = said.split(" = ");
    await screen.at(handle).fill("");
    await screen.at(handle).pressSequentially(text);
  },
  dán: async (handle) => {
    await screen.at(handle).fill(link);
  },
  pin: async (digits) => {
    for (const digit of digits) await screen.press(`pin-${digit}`);
  },
  "cán bộ gửi liên kết": async () => {
    const [hamlet] = sample.told.volunteer.hamlets;
    const member = ["--role", "volunteer", "--name", NEWCOMER, "--organisation", `Đoàn Thanh niên ${BOOK}`, "--hamlet", hamlet];
    ({ link } = sample.desk("enrol", "--unit", BOOK, ...member));
  },
  "cán bộ nhận máy": async () => {
    const { officer } = sample.told;
    const waiting = sample.commandLine(officer, "devices");
    const word = await screen.at("awaiting-word").locator("[aria-hidden]").textContent();
    const mine = waiting.find((one) => one.check_word === word);
    assert.ok(mine, `no device waits with the word ${word}`);
    sample.commandLine(officer, "devices", "accept", mine.device);
  },
};

const selector = (handle) => handle.replace(/ \d+$/u, "").split(" ").map((one) => one.replace(/^([a-z0-9_-]+)/u, '[data-testid="$1"]')).join(" ");
const nth = (handle) => Number(/ (\d+)$/u.exec(handle)?.[1] ?? 1) - 1;

/** A picture of the screen once it has come to rest: two in a row that do not differ. No thumb hovers over it. */
async function atRest() {
  await screen.page.mouse.move(0, 0);
  await screen.page.waitForFunction(() => !document.querySelector("[aria-busy='true']"));
  let last;
  let picture = await screen.page.screenshot({ animations: "disabled", caret: "hide" });
  do {
    last = picture;
    await screen.page.waitForTimeout(120);
    picture = await screen.page.screenshot({ animations: "disabled", caret: "hide" });
  } while (!picture.equals(last));
  return picture;
}
