// docs/screens holds a picture of every screen in every state that ui/scripts/screens.mjs knows, and no other. With
// PICTURES=all, as in scripts/test-long.sh, all of them are taken again and must show what the committed ones show;
// else the ones named here. `npm --prefix ui run screens` writes all of them (some minutes); look at them before
// they are committed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { PICTURES, Stage } from "../../ui/scripts/screens.mjs";
import { difference } from "./stage/picture.mjs";
import { ROOT } from "./stage/programs.mjs";

const KEPT = join(ROOT, "docs/screens");
/** Where pictures that are not as committed are put, to be looked at. */
const DIFFERENT = join(ROOT, "target/e2e/screens");
/** One of each kind of the field app's screens, and what only a phone has or lacks; taking all costs minutes. */
const AGAIN = [
  "lock-390-light",
  "practice-390-light",
  "tonight-390-light",
  "tonight-390-dark",
  "tonight-taken-390-light",
  "team-come-back-390-light",
  "door-390-dark",
  "door-notice-390-light",
  "door-appointment-390-light",
  "door-mixed-done-390-light",
  "find-similar-390-light",
  "scan-390-light",
  "scan-differs-390-light",
  "aim-390-dark",
  "page-camera-1280-light",
  "enrol-scan-390-light",
  "credential-390-light",
  "point-photo-390-light",
  "point-390-light",
  "work-morning-390-light",
  "guide-store-390-light",
  "settings-390-dark",
].map((name) => `${name}.png`);
/** The share of a picture's pixels that may differ: the edge of a letter. */
const MOST_DIFFERENT = 0.001;

test("there is a picture of every screen, and of nothing else", () => {
  const wanted = PICTURES.map(({ file }) => file).sort();
  assert.equal(new Set(wanted).size, wanted.length, "two shots have one name");
  const there = readdirSync(KEPT).sort();
  const lacking = wanted.filter((file) => !there.includes(file));
  const left = there.filter((file) => !wanted.includes(file));
  assert.deepEqual({ lacking, left }, { lacking: [], left: [] }, "npm --prefix ui run screens");
});

test("the pictures show what the screens show", async (check) => {
  const all = process.env.PICTURES === "all";
  const again = PICTURES.filter(({ file }) => all || AGAIN.includes(file));
  assert.equal(again.length, all ? PICTURES.length : AGAIN.length, "one of them is no shot any more");
  const build = mkdtempSync(join(tmpdir(), "tungnha-fake-"));
  check.after(() => rmSync(build, { recursive: true }));
  execFileSync("npx", ["vite", "build", "--mode", "fake", "--outDir", build, "--emptyOutDir", "--logLevel", "error"], { cwd: join(ROOT, "ui"), stdio: "inherit" });
  const stage = await Stage.open(build);
  check.after(() => stage.close());
  const said = [];
  await stage.take(again, ({ file }, picture, complaints) => {
    said.push(...complaints.map((complaint) => `${file}: ${complaint}`));
    const share = difference(readFileSync(join(KEPT, file)), picture);
    if (share <= MOST_DIFFERENT) return;
    mkdirSync(DIFFERENT, { recursive: true });
    writeFileSync(join(DIFFERENT, file), picture);
    said.push(`${file}: ${(share * 100).toFixed(2)} % is another: target/e2e/screens/${file}; npm --prefix ui run screens`);
  });
  assert.deepEqual(said, []);
});
