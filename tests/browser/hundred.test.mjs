// An officer clears 100 claims of real volunteers without the mouse, over the real bridge and the real server.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device } from "./stage/device.mjs";
import { Sample } from "./stage/sample.mjs";
import { DESK, Screen } from "./stage/screen.mjs";

const CLAIMS = 100;
/** What was returned for which of the reasons, by the key of the dialog. */
const REASONS = { 1: "not_listed", 3: "wrong_level", 2: "wrong_person: Xem lại giấy tờ" };
/** No way through the rail is longer. */
const RAIL = 30;

let sample, screen, address, officer, volunteer;
before(async () => {
  sample = await Sample.open();
  volunteer = await Device.open(sample, sample.told.volunteer);
  address = await sample.bridge(sample.told.officer.home);
  officer = Device.behind(address);
});
after(async () => {
  await screen?.browser.close();
  await sample?.close();
});

const type = (...keys) => keys.reduce((before, key) => before.then(() => screen.page.keyboard.press(key)), Promise.resolve());
const desk = (state) => officer.ask("review_list", { hamlet: null, volunteer: null, app: null, state, too_old: null, after: null, offset: 0, limit: 500 });
/** Waits until the desk says how many wait. */
const left = (count) => screen.page.waitForFunction((count) => document.querySelector('[data-testid="review-queue"]')?.textContent.includes(`${count} `), count);
const focused = () => screen.page.evaluate(() => document.activeElement?.dataset.testid ?? "");

/** Goes from where the focus is to an entry of the rail. */
async function tabTo(id) {
  for (let key = 0; key < RAIL; key++) {
    if ((await focused()) === id) return;
    await type("Tab");
  }
  assert.fail(`no Tab leads to ${id}`);
}

test("the volunteers' claims are there", async () => {
  // The second volunteer's wait already; the first fills them up to a hundred.
  const { second, officer: who } = sample.told;
  await officer.ask("unlock", { pin: who.pin });
  const waiting = (await desk("waiting")).items;
  assert.ok(waiting.length > 0 && waiting.every((item) => item.volunteers.includes(second.name)));
  let missing = CLAIMS - waiting.length;
  const levels = { activate_level1: 1, activate_level2: 2, register: 1, appointment_level2: 1 };
  const { people } = await volunteer.ask("people", { hamlet: null, lacking: "vneid", find: null, offset: 0, limit: 1000 });
  for (const { person } of people) {
    const level = levels[person.apps.find((app) => app.app === "vneid").next];
    if (missing === 0 || level === undefined || person.state !== "living") continue;
    await volunteer.ask("record", { resident: person.id, app: "vneid", level, stage: "activated", citizen_statement: false, visit: null });
    missing -= 1;
  }
  assert.equal(missing, 0, "the sample has too few people who lack it");
  assert.ok("synced" in (await volunteer.job("sync_start")));
  assert.ok("synced" in (await officer.job("sync_start")));
  await officer.ask("lock");
});

test("100 claims without the mouse: most confirmed together, three returned, one undone", async () => {
  screen = await Screen.open(address, DESK);
  await screen.see("pin-ok");
  await screen.page.evaluate(() => {
    globalThis.pointed = 0;
    for (const kind of ["pointerdown", "mousedown", "wheel", "touchstart"]) {
      document.addEventListener(kind, () => (globalThis.pointed += 1), true);
    }
  });
  await type(...sample.told.officer.pin, "Enter");
  await screen.see("people-count");
  await tabTo("rail-review");
  await type("Enter");
  await left(CLAIMS);
  const before = (await desk("waiting")).items;
  assert.equal(before.length, CLAIMS);
  await screen.seen();

  // Three go back, each with its own reason; the third in words as well.
  await type("r");
  await screen.see("return-dialog");
  await type("1", "Enter");
  await left(99);
  await type("j", "r");
  await screen.see("return-dialog");
  await type("3", "Enter");
  await left(98);
  await type("r");
  await screen.see("return-dialog");
  await type("2", "Tab");
  await screen.page.keyboard.type("Xem lại giấy tờ");
  await type("Control+Enter");
  await left(97);
  // Ten one by one; the last is taken back at once.
  for (let count = 96; count >= 87; count--) {
    await type("Enter");
    await left(count);
  }
  await type("u");
  await left(88);
  // All others together.
  await type("a");
  await screen.see("review-bulk");
  await type("Enter");
  await screen.see("empty");

  const { keys } = await screen.seen();
  console.log(`${keys} keys for ${CLAIMS} claims, the words of one reason among them`);
  assert.ok(keys <= 40, `${keys} keys`);
  assert.equal(await screen.page.evaluate(() => globalThis.pointed), 0, "a pointer was used");

  const [waiting, confirmed, returned] = await Promise.all(["waiting", "confirmed", "returned"].map(desk));
  assert.deepEqual([waiting.items.length, confirmed.items.length, returned.items.length], [0, 97, 3]);
  const back = (item) => returned.items.find((one) => one.claims[0] === item.claims[0])?.reason;
  assert.deepEqual([before[0], before[2], before[3]].map(back), [REASONS[1], REASONS[3], REASONS[2]]);
});

test("the volunteers hear of it at their next sync", async () => {
  assert.ok("synced" in (await officer.job("sync_start")));
  assert.ok("synced" in (await volunteer.job("sync_start")));
  const { work } = await volunteer.ask("status");
  const own = async (state) => (await desk(state)).items.filter((item) => item.volunteers.includes(sample.told.volunteer.name)).length;
  const told = { confirmed: await own("confirmed"), returned: await own("returned") };
  assert.deepEqual({ confirmed: work.confirmed, returned: work.returned, waiting: work.waiting }, { ...told, waiting: 0 });
  assert.ok(told.confirmed > 80);
});

test("nothing was to be complained about on the way", () => assert.deepEqual(screen.complaints, []));
