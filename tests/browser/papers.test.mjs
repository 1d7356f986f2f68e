// Every list of a real commune leaves the screen in every form, and programs that are not ours read it again.
// The files and a picture of every page stay in target/e2e/papers.

import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Device } from "./stage/device.mjs";
import { cells, drawn, fonts, pages, workbooks } from "./stage/foreign.mjs";
import { ROOT } from "./stage/programs.mjs";
import { Sample } from "./stage/sample.mjs";
import { DESK, Screen } from "./stage/screen.mjs";

const FOLDER = join(ROOT, "target/e2e/papers");
const LISTS = ["confirmation", "absent", "ineligible", "approved_not_activated", "not_collected"];
/** As many rows as `list_preview` gives at most. */
const SHOWN = 500;

let sample, screen, officer, hamlet;
before(async () => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  sample = await Sample.open();
  const { told } = sample;
  const address = await sample.bridge(told.officer.home);
  officer = Device.behind(address);
  await officer.ask("unlock", { pin: told.officer.pin });
  hamlet = (await officer.ask("hamlets")).find((one) => told.volunteer.hamlets.includes(one.name)).id;
  const volunteer = await Device.open(sample, told.volunteer);
  await evening(volunteer);
  assert.ok("synced" in (await volunteer.job("sync_start")));
  await decided();
  screen = await Screen.open(address, DESK);
  await screen.press("rail-lists");
  await screen.see("list-card");
  await screen.at("lists-hamlet").selectOption(hamlet);
  await screen.see("list-row");
});
after(async () => {
  await screen?.browser.close();
  await sample?.close();
});

/** Of the hamlet's people some get their account, some are not there, one is to be excused. */
async function evening(volunteer) {
  const levels = { activate_level1: 1, activate_level2: 2, register: 1 };
  const name = (await officer.ask("hamlets")).find((one) => one.id === hamlet).name;
  const { people } = await volunteer.ask("people", { hamlet: name, lacking: "vneid", find: null, offset: 0, limit: 400 });
  const doors = new Set();
  for (const [at, { person }] of people.entries()) {
    const level = levels[person.apps[0].next];
    if (at % 3 === 0 && level !== undefined) await volunteer.ask("record", { resident: person.id, app: "vneid", level, stage: "activated", citizen_statement: false, visit: null });
    else if (at % 3 === 1 && !doors.has(person.household)) await volunteer.ask("visit", { household: person.household, outcome: "absent", come_back_at: null, note: null });
    else if (at % 3 === 2 && at < 60) await volunteer.ask("absence", { resident: person.id, reason: "other_province", place: "khu công nghiệp Sóng Thần, phường Dĩ An, Bình Dương", until: "2027-01-20" });
    doors.add(person.household);
  }
}

/** The police confirm what came, and decide who is not eligible. */
async function decided() {
  assert.ok("synced" in (await officer.job("sync_start")));
  const waiting = await officer.ask("review_list", { hamlet, volunteer: null, app: null, state: "waiting", too_old: null, after: null, offset: 0, limit: 500 });
  assert.ok(waiting.items.length > 20);
  await officer.ask("review", { claims: waiting.items.flatMap((item) => item.claims), decision: "confirmed", quick: null, reason: null });
  const name = (await officer.ask("hamlets")).find((one) => one.id === hamlet).name;
  const { people } = await officer.ask("people", { hamlet: name, lacking: "vneid", find: null, offset: 0, limit: 40 });
  const reasons = ["no_phone", "abroad", "institution", "moved_out", "whereabouts_unknown"];
  for (const [at, { person }] of people.entries()) {
    await officer.ask("decide_eligibility", { resident: person.id, standing: "do_not_visit", reason: reasons[at % reasons.length] });
  }
}

/** Writes the list in view and keeps it; gives where. */
async function written(list, format) {
  const [download] = await Promise.all([screen.page.waitForEvent("download"), screen.press("list-write", `[data-format="${format}"]`)]);
  const file = join(FOLDER, `${list}.${format}`);
  await download.saveAs(file);
  assert.ok(download.suggestedFilename().endsWith(`.${format}`));
  await screen.see("list-written");
  return file;
}

async function open(list) {
  await screen.press("list-card", `[data-list="${list}"]`);
  await screen.see("list-card", `[data-list="${list}"][aria-current="true"]`);
  await screen.see("list-preview");
}

const preview = (list) => officer.ask("list_preview", { list, hamlet, limit: SHOWN });
/** Without blanks: on paper a cell's words may be broken over lines. */
const bare = (text) => text.normalize("NFC").replace(/\s+/gu, "");

/** There is something on every page, and nothing where a printer leaves it out. */
function printable(pictures, list) {
  for (const [at, { ink, outside }] of pictures.entries()) {
    assert.ok(ink > 0.002, `${list}: page ${at + 1} is empty`);
    assert.equal(outside, 0, `${list}: page ${at + 1} runs over its edge`);
  }
}

test("workbooks: LibreOffice finds in every cell what the device shows", async () => {
  const files = [];
  for (const list of LISTS) {
    await open(list);
    files.push(await written(list, "xlsx"));
    await written(list, "docx");
  }
  for (const [at, read] of workbooks(files).entries()) {
    const page = await preview(LISTS[at]);
    assert.ok(page.rows > 0 && page.rows <= SHOWN, `${LISTS[at]}: ${page.rows} rows`);
    const expected = [page.columns, ...page.groups.flatMap((group) => [...(group.heading ? [[group.heading]] : []), ...group.rows])];
    const first = read.findIndex((row) => row[0] === "TT");
    const table = read.slice(first, first + expected.length).map((row, n) => row.slice(0, expected[n].length));
    assert.deepEqual(table, expected, LISTS[at]);
    const below = read.slice(first + expected.length).flat().join("\n");
    for (const total of page.totals) assert.ok(below.includes(total), `${LISTS[at]}: ${total}`);
  }
});

test("PDFs: fonts inside, header on every page, pages numbered, everybody named, the signature not alone", async () => {
  for (const list of LISTS) {
    await open(list);
    const file = await written(list, "pdf");
    printable(drawn(file), list);
    for (const font of fonts(file)) assert.ok(font.whole && font.name.includes("Tinos"), `${list}: ${font.name}`);
    const said = pages(file);
    const page = await preview(list);
    for (const [at, text] of said.entries()) {
      assert.ok(text.toLowerCase().includes(`trang ${at + 1}/${said.length}`), `${list}: page ${at + 1}`);
      assert.ok(bare(text).includes("KHÔNGPHẢINGƯỜITHẬT"), `${list}: page ${at + 1} does not say that nobody is real`);
    }
    const all = bare(said.join(""));
    for (const words of ["CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM", bare(page.title), "NGƯỜILẬPBIỂU"]) assert.ok(all.includes(words), `${list}: ${words}`);
    for (const total of page.totals) assert.ok(all.includes(bare(total)), `${list}: ${total}`);
    // Everybody stands there, each cell whole and behind the one before.
    const set = cells(file);
    for (const row of page.groups.flatMap((group) => group.rows)) {
      assert.ok(set.includes(bare(row.join(""))), `${list}: row ${row[0]} is not on paper as it is on the screen`);
    }
    const last = said.at(-1);
    assert.ok(last.includes("NGƯỜI LẬP BIỂU") && (said.length === 1 || /Danh sách có|Tỷ lệ|\n\s*\d+\s+\p{L}/u.test(last)), `${list}: a signature alone`);
  }
});

test("slips: one a household, four a page, none cut off", async () => {
  await open("slips");
  const file = await written("slips", "pdf");
  await written("slips", "docx");
  // The marks to cut along reach the edge.
  printable(drawn(file, 0), "slips");
  const page = await preview("slips");
  const said = pages(file);
  assert.equal(said.length, Math.ceil(page.rows / 4));
  assert.equal(said.join("").match(/Kính gửi:/gu).length, page.rows);
  for (const font of fonts(file)) assert.ok(font.whole, font.name);
});

test("everything that left stands in the log, with who and how much", async () => {
  const log = await officer.ask("exports", { offset: 0, limit: 500 });
  assert.equal(log.total, LISTS.length * 3 + 2);
  for (const line of log.lines) {
    assert.equal(line.by, sample.told.officer.name);
    assert.equal(line.rows, (await preview(line.list)).rows, line.list);
  }
  await screen.press("list-log");
  await screen.see("export-line");
  assert.equal(await screen.at("export-line").count(), log.total);
});

test("nothing was to be complained about on the way", () => assert.deepEqual(screen.complaints, []));
