// The officer's screens in Chromium, over the bridge: the list, the queue, a second workbook, the sync.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Sample } from "./stage/sample.mjs";
import { DESK, Screen } from "./stage/screen.mjs";

/** What an .xlsx begins with: it is a zip. */
const ZIP = Buffer.from("PK\u0003\u0004");

let sample, screen;
before(async () => {
  sample = await Sample.open();
  const { officer } = sample.told;
  screen = await Screen.open(await sample.bridge(officer.home), DESK);
  await screen.pin(officer.pin);
  await screen.see("people-count");
});
after(async () => {
  await screen?.browser.close();
  await sample?.close();
});

test("the resident list", async () => {
  await screen.look("people");
});

test("a claim is confirmed, another returned with a reason, and the list goes out", async () => {
  await screen.press("rail-review");
  await screen.press("review-open");
  await screen.look("review");
  const [first, second] = await screen.at("review-row").evaluateAll((rows) => rows.map((row) => row.dataset.id));

  await screen.press("review-confirm");
  await gone(first);
  await screen.at("review-row", `[data-id="${second}"]`).getByTestId("review-open").click();
  await screen.press("review-return");
  await screen.see("return-dialog");
  await screen.look("return");
  await screen.at("reason-input").fill("Chưa thấy trên hệ thống");
  await screen.press("reason-ok");
  await gone(second);

  for (const [state, id] of [["confirmed", first], ["returned", second]]) {
    await screen.press(`review-state-${state}`);
    await screen.see("review-row", `[data-id="${id}"]`);
  }
  const [download] = await Promise.all([screen.page.waitForEvent("download"), screen.press("review-export")]);
  const list = readFileSync(await download.path());
  assert.deepEqual(list.subarray(0, 4), ZIP);
  assert.match(download.suggestedFilename(), /\.xlsx$/);
  await screen.see("exported");
  await screen.page.keyboard.press("Escape");
});

test("a second workbook is understood, its faults are named, and it is taken in", async () => {
  await screen.press("rail-import");
  await screen.look("import-file");
  await screen.at("import-file").setInputFiles(sample.path(sample.told.workbook));
  await screen.see("import-to-preview");
  await screen.look("import-columns");
  await screen.press("import-to-preview");
  await screen.see("refused");
  await screen.look("import-preview");
  await screen.press("import-apply");
  await screen.see("import-result");
  await screen.look("import-result");
});

test("where people disagree", async () => {
  await screen.press("rail-disagreements");
  // Either there are some to settle, or it says that there are none.
  await screen.page.locator('[data-testid="disagreement-row"], [data-testid="empty"]').first().waitFor();
  await screen.look("disagreements");
});

test("the office syncs", async () => {
  await screen.press("rail-safe");
  await screen.press("sync-start");
  await screen.see("work-unsent", '[data-count="0"]');
  await screen.look("safe");
});

test("nothing was to be complained about on the way", () => assert.deepEqual(screen.complaints, []));

/** Waits until a row has left the queue. */
const gone = (id) => screen.at("review-row", `[data-id="${id}"]`).waitFor({ state: "detached" });
