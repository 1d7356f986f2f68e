// The field app's own path in Chromium, over the bridge; every screen is looked at on the way.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Sample } from "./stage/sample.mjs";
import { PHONE, Screen } from "./stage/screen.mjs";

/** The one person whom the sample always has, and how a thumb types her name. */
const NAME = "Đặng Thị Hoà";
const TYPED = "dang thi hoa";

let sample;
before(async () => (sample = await Sample.open()));
after(() => sample?.close());

test("a new device asks for its link", async () => {
  const screen = await Screen.open(await sample.bridge("new"), PHONE);
  await screen.see("enrol-begin");
  await screen.look("enrol-begin");
  await screen.press("enrol-begin");
  await screen.see("enrol-link");
  await screen.look("enrol-link");
  await screen.at("enrol-link").fill("tungnha:nothing");
  await screen.press("enrol-next");
  await screen.see("pin-ok");
  await screen.look("enrol-pin");
  await screen.close();
});

test("without the token the page shows nothing of the device", async () => {
  const url = new URL(await sample.bridge("another"));
  url.hash = "";
  const screen = await Screen.open(url.href, PHONE);
  await screen.see("error");
  assert.equal(await screen.at("enrol").count(), 0);
  screen.complaints = [];
  await screen.close();
});

test("an evening from the lock to the confirmation", async () => {
  const { volunteer, officer } = sample.told;
  const screen = await Screen.open(await sample.bridge(volunteer.home), PHONE);
  await screen.see("lock");
  await screen.look("lock");
  await screen.pin(volunteer.pin);
  await screen.see("door-row");
  await screen.look("tonight");

  const resident = await findAndOpen(screen, true);
  const vneid = `[data-testid="person"][data-id="${resident}"] [data-app="vneid"]`;
  await screen.look("door");
  await screen.press("outcome-met");
  await screen.press("notice-agreed");
  await screen.page.locator(`${vneid} [data-testid="record-next"]`).click();
  await screen.page.locator(`${vneid} [data-token="claimed"][data-unsent="true"]`).waitFor();
  await screen.look("recorded");

  const door = screen.page.url();
  await screen.press("next-door");
  await screen.page.waitForURL((url) => url.href !== door);
  await screen.see("outcome-met");
  await screen.press("back");
  await screen.press("tab-work");
  await screen.look("work-unsent");
  await sync(screen, "work-unsent", 0);
  await screen.look("work-synced");

  sample.commandLine(officer, "sync");
  const { items } = sample.commandLine(officer, "review", "list");
  const item = items.find((one) => one.person.id === resident);
  sample.commandLine(officer, "review", "confirm", ...item.claims);
  sample.commandLine(officer, "sync");

  await sync(screen, "work-confirmed", 1);
  assert.equal(await findAndOpen(screen), resident);
  await screen.page.locator(`${vneid} [data-token="confirmed"][data-unsent="false"]`).waitFor();
  await screen.look("confirmed");
  await screen.close();
});

/** Finds the person by typing and opens her door; gives her id. */
async function findAndOpen(screen, look = false) {
  await screen.press("tab-find");
  await screen.at("find-input").fill("");
  await screen.at("find-input").pressSequentially(TYPED);
  const hit = screen.at("find-hit").first();
  await hit.getByText(NAME).waitFor();
  if (look) await screen.look("find");
  const id = await hit.getAttribute("data-id");
  await hit.click();
  await screen.see("outcome-met", ":enabled");
  return id;
}

/** Syncs from the screen that says whether the work is safe, and waits until `row` of it says `count`. */
async function sync(screen, row, count) {
  await screen.press("tab-work");
  await screen.press("sync-start");
  await screen.see(row, `[data-count="${count}"]`);
}
