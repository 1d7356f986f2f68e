// The guides as they are printed: the quick one is two A4 pages, and words in bold are the app's, there and in the
// full ones for volunteers and for officers. With TUNGNHA_GENERATE=1 the PDF is printed into docs/huong-dan; without, the PDF there must be
// the print of what the guide is now.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { ROOT } from "./stage/programs.mjs";
import { DESK, Screen } from "./stage/screen.mjs";
import { unknown } from "./stage/words.mjs";

const GUIDE = join(ROOT, "docs/huong-dan/huong-dan-nhanh.html");
const FULL = ["tinh-nguyen-vien.md", "cong-an-xa.md"];
const PRINT = GUIDE.replace(/html$/u, "pdf");

let screen, pictures;
before(async () => {
  screen = await Screen.open(pathToFileURL(GUIDE).href, DESK);
  await screen.page.evaluate(() => document.fonts.ready);
  pictures = await screen.page.locator("img").evaluateAll((all) => all.map((one) => one.getAttribute("src")));
});
after(() => screen?.browser.close());

test("every picture and the app's own letters are there", async () => {
  assert.ok(pictures.length > 0);
  for (const picture of pictures) assert.ok(existsSync(join(dirname(GUIDE), picture)), `${picture}: walk.test.mjs makes it`);
  const loaded = await screen.page.locator("img").evaluateAll((all) => all.every((one) => one.naturalWidth > 0));
  assert.ok(loaded);
  const fonts = await screen.page.evaluate(() => [...document.fonts].map(({ weight, status }) => `${weight} ${status}`));
  assert.deepEqual(["400 loaded", "600 loaded"].filter((font) => !fonts.includes(font)), []);
  assert.deepEqual(screen.complaints, []);
});

test("every word in bold is a word of the app", async () => {
  const bold = await screen.page.locator("b").allTextContents();
  assert.ok(bold.length > 40);
  assert.deepEqual(unknown(bold), []);
});

for (const guide of FULL) {
  test(`so it is in ${guide}`, () => {
    const bold = [...readFileSync(join(dirname(GUIDE), guide), "utf8").matchAll(/\*\*(?<word>[^*]+)\*\*/gu)].map(({ groups }) => groups.word);
    assert.ok(bold.length > 80);
    assert.deepEqual(unknown(bold), []);
  });
}

test("it prints on two A4 pages and nothing is cut off", async () => {
  const cut = await screen.page.locator(".sheet").evaluateAll((sheets) =>
    sheets.map((sheet) => ({ down: sheet.scrollHeight - sheet.clientHeight, across: sheet.scrollWidth - sheet.clientWidth })),
  );
  assert.deepEqual(cut, [{ down: 0, across: 0 }, { down: 0, across: 0 }]);
  // The print carries what it was made of in its title, so that a stale one is known.
  const made = `Tung Nha, huong dan nhanh, ${origin()}`;
  await screen.page.evaluate((title) => (document.title = title), made);
  const pdf = await screen.page.pdf({ preferCSSPageSize: true, printBackground: true });
  assert.equal(pages(pdf), 2);
  assert.match(pdf.toString("latin1"), /\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/u);
  const kept = existsSync(PRINT) && readFileSync(PRINT).includes(made);
  if (process.env.TUNGNHA_GENERATE === "1" && !kept) writeFileSync(PRINT, pdf);
  else assert.ok(kept, `${PRINT} is the print of something else: scripts/generate.sh prints it anew`);
  assert.equal(pages(readFileSync(PRINT)), 2);
});

const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0;

/** What the guide and its pictures are, in short. */
function origin() {
  const hash = createHash("sha256");
  for (const path of [GUIDE, ...pictures.map((picture) => join(dirname(GUIDE), picture))]) hash.update(readFileSync(path));
  return hash.digest("hex").slice(0, 16);
}
