// The promise of the door in Chromium at 390×844: a house of four with three apps each in eighteen taps, a mixed
// house in sixteen, no typing, nothing that moves under the thumb, and at the office exactly what was tapped.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Device } from "./stage/device.mjs";
import { Hand } from "./stage/hand.mjs";
import { fullHouse, mixedHouse, needsPolice } from "./stage/houses.mjs";
import { Sample } from "./stage/sample.mjs";
import { PHONE, Screen } from "./stage/screen.mjs";

/** How much of the screen may move by itself, all added up (a fifth of what the web calls good). */
const STILL = 0.02;

let sample, screen, hand, full, mixed;
/** What the office knows of everybody before. */
let known;
before(async () => {
  sample = await Sample.ofThreeApps();
  const list = sample.commandLine(sample.told.volunteer, "list");
  [full, mixed] = [fullHouse(list), mixedHouse(list)];
  known = atOffice();
  screen = await Screen.open(await sample.bridge(sample.told.volunteer.home), PHONE);
  hand = new Hand(screen);
});
after(async () => {
  await screen?.browser.close();
  await sample?.close();
});

test("from the lock to the first door nothing moves by itself", async () => {
  await screen.pin(sample.told.volunteer.pin);
  await screen.see("door-row");
  await still("the lock and Tonight");
  await screen.look("door-tonight");
});

test("a house of four, three apps each: at most eighteen taps, no typing", async () => {
  await open(full[0]);
  await screen.look("door-first-paint");
  for (const person of full) {
    await hand.unfolded(person);
    await hand.agree(person);
    // Who needs the police for VNeID gets the other two first: the appointment ends what can be done.
    const apps = person.apps.map(({ app }) => app);
    for (const app of needsPolice(person) ? apps.filter((one) => one !== "vneid") : apps) {
      await hand.tapOn(person, "record-next", app);
      await hand.on(person, `[data-app="${app}"] [data-token="claimed"][data-unsent="true"]`).waitFor();
    }
    if (needsPolice(person)) {
      await hand.tapOn(person, "appoint-next", "vneid");
      await hand.tap("slot");
    }
  }
  await screen.look("door-full");
  await leave();
  await hand.did({ taps: 18 });
  await still("the house of four");
});

test("a mixed house: at most sixteen taps", async () => {
  await open(mixed[0]);
  const { refuses, away, unfit, goes } = roles();
  for (const person of mixed) {
    await hand.unfolded(person);
    if (person === refuses) await hand.tapOn(person, "notice-refused");
    else if (person === goes) {
      await hand.agree(person);
      await hand.tapOn(person, "appoint-next", "vneid");
      await screen.see("appointment");
      await screen.look("door-appointment");
      await hand.tap("slot");
    } else {
      await hand.tapOn(person, "person-more");
      await screen.see("person-sheet");
      for (const one of person === away ? ["absence-open", "absence-other_province", "absence-back-month", "absence-save"] : ["menu-propose", "propose-no_phone"]) {
        await hand.tap(one);
      }
    }
    await hand.standing(person, { [refuses.id]: "refused", [away.id]: "absent", [unfit.id]: "proposed", [goes.id]: "done" }[person.id]);
  }
  await screen.look("door-mixed");
  await leave();
  await hand.did({ taps: 16 });
  await still("the mixed house");
});

test("finding moves nothing that stood there", async () => {
  await screen.press("back");
  await screen.press("tab-find");
  await screen.at("find-input").pressSequentially("nguyen thi");
  await screen.see("find-hit");
  await still("Find");
  await screen.look("door-find");
});

test("at the office there is what was tapped, and nothing else", async () => {
  await screen.press("tab-work");
  await screen.press("sync-start");
  await screen.see("work-unsent", '[data-count="0"]');
  await screen.look("door-work");
  const { officer } = sample.told;
  sample.commandLine(officer, "sync");

  const now = atOffice();
  const changed = [...now.people.values()].filter((one) => JSON.stringify(one) !== JSON.stringify(known.people.get(one.id)));
  const { refuses, away, unfit, goes } = roles();
  const of = (people) => people.map((one) => one.id).sort();
  assert.deepEqual(of(changed), of([...full, ...mixed]));

  for (const person of full) {
    const seen = now.people.get(person.id);
    assert.equal(seen.notice, "agreed");
    assert.deepEqual(
      seen.apps.filter((app) => app.token === "claimed").map((app) => [app.app, app.level, app.stage]),
      person.apps.filter(({ app }) => app !== "vneid" || !needsPolice(person)).map((app) => said(app, person)),
    );
    assert.equal(seen.appointments.length, needsPolice(person) ? 1 : 0);
  }
  assert.equal(now.people.get(refuses.id).notice, "refused");
  const { absence } = now.people.get(away.id);
  assert.equal(absence.reason, "other_province");
  assert.match(absence.until, /^\d{4}-\d\d-\d\d$/);
  assert.equal(now.people.get(unfit.id).eligibility, "proposed");
  const { notice, appointments } = now.people.get(goes.id);
  assert.deepEqual([notice, appointments.map((one) => one.purpose)], ["agreed", ["vneid_level2"]]);
  assert.ok(appointments[0].at > Date.now() / 1000, "an appointment is ahead");
  for (const person of mixed) assert.ok(now.people.get(person.id).apps.every((app) => app.token !== "claimed"));

  // The police's queue: VNeID of the full house.
  const waiting = now.review.filter((item) => !known.review.some((one) => one.claims[0] === item.claims[0]));
  assert.deepEqual(
    waiting.map((item) => [item.person.id, item.app, item.level, item.stage]).sort(),
    full.filter((person) => !needsPolice(person)).map((person) => [person.id, ...said(person.apps[0], person)]).sort(),
  );
  // For each: who, when, and the visit that the first tap said.
  for (const item of waiting) {
    assert.deepEqual([item.volunteers, item.outcome], [[sample.told.volunteer.name], "met"]);
    assert.ok(item.said_at <= Date.now() / 1000);
  }

  // One visit each, which the door says by itself: somebody was met.
  const device = await Device.open(sample, officer);
  for (const [{ household }] of [full, mixed]) {
    const { visits } = await device.ask("door", { household });
    assert.deepEqual(visits.map(({ outcome, by }) => [outcome, by]), [["met", sample.told.volunteer.name]]);
  }
});

test("nothing was to be complained about on the way", () => assert.deepEqual(screen.complaints, []));

/** What one tap on the large button of an app says: without level 2 of VNeID, the next rung of the ladder. */
const said = ({ app, next, stage }, person) => {
  const activated = { activate_level1: [1, "activated"], activate_level2: [2, "activated"] }[next];
  const vneid = person.apps.find((one) => one.app === "vneid");
  const level2 = vneid.next === "activate_level2" || (vneid.level === 2 && vneid.stage === "activated");
  const rung = { installed: "account_created", account_created: "logged_in" }[stage] ?? "installed";
  return [app, ...(activated ?? [0, level2 ? "logged_in" : rung])];
};

/** Who does what at the mixed house: one goes to the police, the others refuse, are away and are not eligible in their order. */
function roles() {
  const goes = mixed.find(needsPolice);
  const [refuses, away, unfit] = mixed.filter((person) => person !== goes);
  return { goes, refuses, away, unfit };
}

/** Every person and every waiting item as the officer's device has them. */
function atOffice() {
  const { officer } = sample.told;
  const { people } = sample.commandLine(officer, "list");
  const { items } = sample.commandLine(officer, "review", "list");
  return { people: new Map(people.map(({ person }) => [person.id, person])), review: items };
}

/** Finds the person's door and opens it; from its first paint on, taps are counted. */
async function open(person) {
  if (await screen.at("back").count()) await screen.press("back");
  await screen.press("tab-find");
  await screen.at("find-input").fill(person.name);
  await screen.press("find-hit", `[data-id="${person.id}"]`);
  await screen.see("outcome-met", ":enabled");
  await hand.begin();
}

/** On to the next door, which is there when this returns. */
async function leave() {
  const door = screen.page.url();
  await hand.tap("next-door");
  await screen.page.waitForURL((url) => url.href !== door);
  await screen.see("outcome-met", ":enabled");
}

/** Asserts that hardly anything moved since the last time. */
async function still(where) {
  const moved = await hand.moved();
  const sum = moved.reduce((all, { by }) => all + by, 0);
  console.log(`layout shift, ${where}: ${sum.toFixed(4)}`);
  assert.ok(sum < STILL, `${where}: ${sum.toFixed(4)} of ${JSON.stringify(moved)}`);
}
