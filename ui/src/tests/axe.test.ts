import axe from "axe-core";
import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { cardText } from "$lib/backend/fake/card";
import { settings } from "$lib/state/settings.svelte";
import { importing } from "../screens/office/importing.svelte";
import { open } from "./device";

type Screen = Awaited<ReturnType<typeof open>>;
const tap = (id: string, nth = 0) => (screen: Screen) => screen.getByTestId(id).nth(nth).click();
const type = (text: string) => (screen: Screen) => screen.getByTestId("find-input").fill(text);
const comeFind = (text: string) => (screen: Screen) => screen.getByTestId("come-input").fill(text);
const upload = async (screen: Screen) => {
  if (screen.getByTestId("import-file").elements().length === 0) importing.again();
  await screen.getByTestId("import-file").upload(new File(["x"], "nhan-khau.xlsx"));
};
const waitFor = (id: string) => (screen: Screen) => expect.element(screen.getByTestId(id).first()).toBeVisible();
/** On a phone, what a wide screen shows at once. */
const unfold = (id: string) => async (screen: Screen) => {
  const key = screen.getByTestId(id);
  if (key.element().checkVisibility()) await key.click();
};
const press = (key: string) => () => userEvent.keyboard(key);
/** Whoever is done is folded and the next one stands where the eye is. */
const folded = () => expect.poll(() => document.querySelectorAll("[data-testid='person-toggle'][aria-expanded='true']").length).toBe(1);
const scrollTonight = async (screen: Screen) => {
  await expect.element(screen.getByTestId("door-row").first()).toBeVisible();
  screen.getByTestId("walk").element().scrollTo(0, 5000);
};
const carry = (id: string, name: string) => (screen: Screen) => screen.getByTestId(id).upload(new File(["x"], name));

const scanned = (name: string, year: number, last4: string) => async (screen: Screen) => {
  // A form that another picture left half filled would stand in the way.
  if (screen.getByTestId("add-cancel").elements().length > 0) await screen.getByTestId("add-cancel").click();
  await screen.getByTestId("scan-typed").fill(cardText(name, year, "female", last4));
  await userEvent.keyboard("{Enter}");
};

/** A health card's code, a picture that is none, and a name that stands on the list already. */
const wrongCode = async (screen: Screen) => {
  await screen.getByTestId("scan-typed").fill("0123456789|4e677579e1bb856e|1961|1");
  await userEvent.keyboard("{Enter}");
};
const notPicture = (screen: Screen) => screen.getByTestId("photo-choose").upload(new File(["x"], "giay-to.pdf", { type: "application/pdf" }));
const nameAgain = (screen: Screen) => screen.getByTestId("invite-name").fill("Tran van duc");
/** On a phone they are a sheet away. */
const officeSettings = async (screen: Screen) => {
  const beyond = screen.getByTestId("rail-more");
  await expect.element(beyond).toBeInTheDocument();
  if (getComputedStyle(beyond.element()).display === "none") return screen.getByTestId("settings-open").click();
  await beyond.click();
  return screen.getByTestId("more-settings").click();
};
const sameName = async (screen: Screen) => {
  await screen.getByTestId("add-name").fill("Nguyễn Thị Hoà");
  await screen.getByTestId("door-choice").nth(3).click();
  await screen.getByTestId("add-save").click();
};

/** Every screen: what has to be there before it is looked at, and the taps that lead there. */
const SCREENS: [role: string, place: string, state: string, there: string, ...taps: ((screen: Screen) => Promise<unknown>)[]][] = [
  ["volunteer", "", "new", "enrol"],
  ["volunteer", "", "locked", "lock"],
  ["volunteer", "", "new", "enrol-link", tap("enrol-begin")],
  ["volunteer", "", "shared", "person-pick"],
  ["volunteer", "", "locked", "enrol-back", tap("person-add")],
  ["volunteer", "", "new", "rehearsal-hint", tap("practice-start")],
  ["volunteer", "", "awaiting", "awaiting"],
  ["police", "staff", "open", "waiting-device", waitFor("member")],
  ["police", "staff", "open", "refuse-dialog", tap("device-refuse")],
  ["police", "staff", "open", "device", tap("member", 2)],
  ["police", "staff", "open", "revoke-dialog", tap("member", 2), tap("device-revoke")],
  ["police", "staff", "open", "scope-dialog", tap("member", 2), tap("member-scope")],
  ["police", "staff", "open", "invite-same", tap("staff-invite"), tap("invite-save"), nameAgain],
  ["police", "staff", "open", "link-window", tap("member", 2), tap("device-replace"), tap("link-make")],
  ["police", "staff", "empty", "member"],
  ["police", "staff", "captive", "staff-again"],
  ["police", "staff", "loading", "staff-search"],
  ["police", "staff/work", "open", "assignment"],
  ["police", "staff/work", "open", "assignment-form", tap("assignment-add"), tap("assignment-save")],
  ["police", "staff/work", "empty", "empty"],
  ["police", "staff/work", "error", "error"],
  ["volunteer", "tonight", "open", "door-row"],
  ["volunteer", "tonight", "empty", "empty"],
  ["volunteer", "tonight", "error", "error"],
  ["volunteer", "tonight", "open", "holder", tap("filter-mine")],
  ["volunteer", "tonight", "open", "lane-release", tap("lane-take")],
  ["volunteer", "tonight", "open", "when-unsaid", tap("filter-come_back")],
  ["volunteer", "tonight", "large", "pinned", scrollTonight],
  ["volunteer", "tonight", "open", "lane-menu", tap("lane-more")],
  ["volunteer", "tonight", "open", "add-household", tap("lane-more"), tap("lane-add")],
  ["volunteer", "door/h0-13", "open", "door-lane-taken"],
  ["leader", "team", "open", "team-lane"],
  ["leader", "team/assign", "open", "team-save", tap("team-person", 1), tap("team-lane", 0), tap("side-even"), tap("team-lane", 3)],
  ["leader", "team/assign", "open", "team-even-do", tap("team-even")],
  ["leader", "team/assign", "open", "team-take-back", tap("team-person", 1), tap("team-lane", 0), tap("team-save")],
  ["leader", "team/coverage", "open", "coverage"],
  ["hamlet-head", "team/come-back", "open", "team-door"],
  ["leader", "team/come-back", "open", "team-give-dialog", tap("team-give")],
  ["leader", "team", "alone", "empty"],
  ["leader", "team", "error", "error"],
  ["leader", "team", "loading", "team"],
  ["volunteer", "door/h0-0", "outside", "app-row"],
  ["volunteer", "door/h0-3", "open", "app-row"],
  ["volunteer", "door/h0-4", "open", "choice-doubt", tap("person-toggle", 2), tap("notice-agreed", 1), tap("record-more", 4)],
  ["volunteer", "door/h0-4", "open", "choice", tap("record-more")],
  ["volunteer", "door/h0-4", "open", "door-slips", tap("person-more"), tap("menu-appointment"), tap("notice-sheet-agreed"), tap("slot")],
  ["volunteer", "find", "open", "find-examples"],
  ["volunteer", "find", "open", "find-why", type("nguyne")],
  ["volunteer", "find", "open", "find-add", type("zzzz")],
  ["volunteer", "find", "open", "same-undo", type("zzzz"), tap("find-add"), sameName],
  ["volunteer", "work", "open", "returned-claim"],
  ["volunteer", "guide", "open", "guides"],
  ["volunteer", "guide/vneid", "open", "qr"],
  ["volunteer", "guide/vneid", "open", "guide-dial", tap("guide-part-activate")],
  ["volunteer", "guide/ihanoi", "open", "guide-no-link"],
  ["volunteer", "guide/impostors", "open", "guide"],
  ["volunteer", "credential", "open", "credential-rehearsal"],
  ["volunteer", "credential", "real", "living"],
  ["volunteer", "door/h0-0", "open", "guide-over", tap("record-more"), tap("app-guide")],
  ["volunteer", "scan", "open", "scan-inputs"],
  ["volunteer", "scan", "open", "scan-agrees", scanned("Nguyễn Thị Hoà", 1961, "4417")],
  ["volunteer", "scan", "open", "scan-differs", scanned("Nguyễn Thị Hoà", 1962, "4417")],
  ["volunteer", "scan", "open", "scan-add", scanned("Lò Thị Mẩy", 1990, "0007")],
  ["volunteer", "scan", "open", "error", wrongCode],
  ["volunteer", "scan", "error", "error", scanned("Lò Thị Mẩy", 1990, "0007")],
  ["volunteer", "scan", "open", "door-choice", scanned("Lo Thi May", 1990, "0007"), tap("scan-add")],
  ["volunteer", "scan", "open", "scan-added", scanned("Nguyễn Thị Hoà", 1961, "4417"), tap("scan-add"), tap("door-choice", 3), tap("add-save")],
  ["volunteer", "tonight", "point", "point-running"],
  ["volunteer", "points", "point", "point-row"],
  ["volunteer", "points", "empty", "empty"],
  ["volunteer", "points", "error", "error"],
  ["volunteer", "points/new", "open", "begin-used", tap("begin-save")],
  ["volunteer", "points/s-3", "point", "photo-state"],
  ["volunteer", "points/s-2", "open", "point-summary"],
  ["volunteer", "points/s-3", "point", "photo-tell", tap("point-photo")],
  ["volunteer", "points/s-3", "point", "photo-refused", tap("point-photo"), notPicture],
  ["volunteer", "points/s-3", "point", "photo-view", tap("photo-open")],
  ["volunteer", "points/s-3", "point", "end-now", tap("point-end")],
  ["volunteer", "point-add/s-3", "point", "find-note", comeFind("hoa")],
  ["volunteer", "point-add/s-3", "point", "new-came", comeFind("1234"), tap("come-add"), tap("come-save")],
  ["volunteer", "points/s-3", "point", "take-off", tap("came")],
  ["volunteer", "points/s-3", "point", "guide-over", tap("came"), tap("record-more"), tap("app-guide")],
  ["police", "people", "open", "people-row"],
  ["police", "review", "open", "review-row"],
  ["police", "review", "error", "error"],
  ["police", "review", "empty", "empty"],
  ["police", "review", "open", "review-told", tap("review-state-residency")],
  ["police", "review", "open", "review-question", tap("review-state-questions")],
  ["police", "review", "open", "empty", tap("review-state-recent")],
  ["police", "review", "open", "keys", waitFor("review-row"), press("?")],
  ["police", "review", "open", "evidence-proposal", tap("review-state-proposals")],
  ["police", "review", "empty", "empty", tap("review-state-proposals")],
  ["police", "review", "open", "accept-dialog", tap("review-state-proposals"), waitFor("review-row"), press("e")],
  ["police", "review", "open", "return-dialog", tap("review-state-proposals"), waitFor("review-row"), press("r")],
  ["office", "figures/asked", "open", "asked-app"],
  ["office", "figures/asked", "empty", "empty"],
  ["office", "figures/asked", "error", "error"],
  ["office", "figures/asked", "open", "asked-leaves", tap("asked-edit", 1), (screen) => screen.getByTestId("asked-role").selectOptions("police")],
  ["office", "targets", "open", "milestone-due", tap("milestones-open"), tap("milestone-add")],
  ["police", "targets", "open", "milestone", tap("milestones-open")],
  ["office", "targets", "open", "row-withdraw", tap("row-edit")],
  ["police", "compare", "open", "compare-row"],
  ["police", "compare", "open", "compare-person", tap("compare-show")],
  ["police", "compare", "error", "error"],
  ["police", "compare", "empty", "empty"],
  ["police", "recheck", "open", "recheck-result"],
  ["inspector", "recheck", "open", "recheck-row", tap("recheck-draw")],
  ["inspector", "recheck", "open", "list-write", tap("recheck-draw"), tap("recheck-print")],
  ["police", "recheck", "error", "error"],
  ["police", "import", "open", "import-file"],
  ["police", "safe", "open", "verify"],
  ["volunteer", "door/h0-0", "open", "notice", tap("person-toggle", 1)],
  ["volunteer", "door/h0-0", "open", "come-back", tap("outcome-come_back")],
  ["volunteer", "door/h0-4", "open", "notice-sheet", tap("record-next")],
  ["volunteer", "door/h0-4", "open", "record-kept", tap("notice-agreed"), tap("record-next")],
  ["volunteer", "door/h0-4", "open", "said", tap("notice-agreed"), tap("person-more")],
  ["volunteer", "door/h0-5", "open", "absence", tap("person-more"), tap("absence-open"), tap("absence-hospital")],
  ["volunteer", "door/h0-5", "open", "appointment", tap("person-more"), tap("menu-appointment"), tap("notice-sheet-agreed")],
  ["volunteer", "door/h0-5", "desk", "slot", tap("person-more"), tap("menu-appointment"), tap("notice-sheet-agreed")],
  ["volunteer", "door/h0-2", "desk", "missed-again"],
  ["volunteer", "work", "desk", "missed-door"],
  ["police", "desk", "desk", "desk-row"],
  ["police", "desk", "desk", "list-write", waitFor("desk-row"), unfold("desk-more"), tap("desk-print")],
  ["police", "desk", "open", "empty"],
  ["police", "desk", "error", "error"],
  ["police", "desk", "desk", "collect-ok", waitFor("desk-row"), press("j"), press("d")],
  ["police", "desk", "desk", "walk-in-person", tap("desk-walk-in"), (screen) => screen.getByTestId("walk-in-find").fill("hoa")],
  ["police", "desk/hours", "desk", "hours-row"],
  ["police", "desk/hours", "open", "hours-wrong", tap("hours-new"), tap("hours-save")],
  ["volunteer", "door/h0-5", "open", "slip", tap("person-more"), tap("menu-appointment"), tap("notice-sheet-agreed"), tap("slot"), tap("slip-open")],
  ["volunteer", "door/h0-5", "open", "obstacles", tap("person-more"), tap("menu-obstacle"), tap("notice-sheet-agreed")],
  ["volunteer", "door/h0-5", "open", "propose", tap("person-more"), tap("menu-propose")],
  ["volunteer", "door/h0-5", "open", "person-line", tap("person-more"), tap("menu-propose"), tap("propose-other"), folded],
  ["volunteer", "door/h0-5", "open", "residency", tap("person-more"), tap("menu-dead")],
  ["volunteer", "door/h0-5", "open", "person-line", tap("notice-refused"), folded],
  ["volunteer", "door/h0-4", "open", "other", tap("outcome-other")],
  ["volunteer", "door/h0-4", "open", "add-household", tap("door-add-household"), tap("household-lane-choice")],
  ["volunteer", "door/h0-4", "open", "add-person", tap("door-add-person")],
  ["volunteer", "door/h0-1", "open", "visited-twice"],
  ["volunteer", "door/h0-0", "open", "choice", tap("record-more", 1)],
  ["volunteer", "door/h0-0", "open", "toast", tap("outcome-met")],
  ["volunteer", "work", "open", "settings", tap("settings-open")],
  ["police", "people", "open", "household", tap("people-row", 3)],
  ["police", "people", "together", "same-computer", officeSettings],
  ["police", "people", "apart", "same-computer", officeSettings],
  ["police", "review", "open", "evidence", tap("review-open", 1)],
  ["police", "import", "open", "column", upload],
  ["police", "import", "open", "refused", upload, tap("import-to-preview")],
  ["police", "import", "open", "alike-dialog", upload, tap("import-to-preview"), waitFor("doubt"), press("a")],
  ["police", "import", "open", "apply-dialog", upload, tap("import-to-preview"), tap("import-apply")],
  ["police", "import", "open", "import-result", upload, tap("import-to-preview"), tap("import-apply"), tap("apply-ok")],
  ["inspector", "people", "open", "people-row"],
  ["volunteer", "", "forgetful", "lock"],
  ["volunteer", "door/h0-1", "open", "disputed"],
  ["volunteer", "work", "empty", "work-unsent"],
  ["volunteer", "work", "error", "error"],
  ["volunteer", "work", "loading", "work-sentence"],
  ["volunteer", "work", "troubled", "note-reissued"],
  ["volunteer", "work", "troubled", "decided-item", tap("work-held"), tap("work-rejected"), tap("work-reassigned"), tap("decided-more")],
  ["volunteer", "work", "open", "courier-said", tap("courier-open"), tap("courier-out")],
  ["volunteer", "work", "troubled", "courier-reissued", tap("courier-open"), carry("courier-in", "cua-toi.tungnha-reply")],
  ["volunteer", "work", "open", "error", tap("courier-open"), carry("courier-in", "anh.jpg")],
  ["volunteer", "work", "troubled", "repairs", tap("check-start")],
  ["police", "safe", "troubled", "note-reads-wait"],
  ["police", "review", "open", "review-clock", tap("review-open", 2)],
  ["police", "lists", "open", "list-preview"],
  ["police", "lists", "open", "export-line", tap("list-log")],
  ["office", "lists", "empty", "list-nobody"],
  ["police", "lists", "error", "error"],
  ["police", "lists", "loading", "lists-as-of"],
  ["police", "paper", "open", "sheet"],
  ["police", "paper", "open", "sheets-printed", tap("print-sheets")],
  ["police", "paper", "empty", "empty"],
  ["police", "paper", "error", "error"],
  ["police", "paper", "loading", "paper-find"],
  ["police", "paper/sheet-12", "open", "typed-before"],
  ["police", "paper/sheet-13", "open", "back-at", waitFor("paper-line"), press("h")],
  ["police", "paper/sheet-13", "open", "keys", waitFor("paper-line"), press("?")],
  ["police", "paper/sheet-13", "error", "error"],
  ["police", "duplicates", "open", "duplicate"],
  ["police", "duplicates", "empty", "empty"],
  ["police", "duplicates", "error", "error"],
  ["police", "duplicates", "loading", "duplicate-count"],
  ["police", "duplicates", "open", "duplicate-undo", tap("duplicate-one"), tap("duplicate-same")],
  ["police", "obstacles", "open", "hindered"],
  ["police", "obstacles", "empty", "empty"],
  ["police", "obstacles", "open", "answer-text", tap("hindered-select"), tap("hindered-do")],
  ["police", "targets", "open", "target-total"],
  ["police", "targets/t1", "open", "invented"],
  ["police", "targets/appendix", "open", "appendix-total"],
  ["police", "targets/appendix", "open", "appendix-text", tap("appendix-paste")],
  ["police", "targets", "empty", "empty"],
  ["police", "targets", "error", "error"],
  ["police", "targets", "loading", "targets"],
  ["police", "targets", "open", "row-reason", tap("row-edit")],
  ["police", "targets", "open", "due-share", tap("due-add")],
  ["police", "targets", "open", "print-total", tap("print-add")],
  ["police", "targets", "open", "target-form-share", tap("target-edit")],
  ["police", "figures/official", "open", "official"],
  ["police", "figures/official", "open", "before", tap("history-open")],
  ["police", "figures/official", "open", "figure-save", tap("type-figures")],
  ["police", "figures/organisations", "open", "declared"],
  ["police", "figures/organisations", "open", "organisation-save", tap("organisation-add")],
  ["police", "figures/groups", "open", "group"],
  ["police", "figures/groups", "open", "member", tap("group-open")],
  ["police", "figures/groups", "open", "membership-save", tap("group-add")],
  ["police", "figures/taught", "open", "taught"],
  ["volunteer", "door/h0-6", "open", "answer-line"],
  ["volunteer", "door/h0-0", "open", "tick", tap("person-more")],
  ["police", "held", "open", "held-row"],
  ["police", "held", "many", "held-bulk", tap("held-select"), tap("held-select", 1)],
  ["police", "held", "empty", "empty"],
  ["police", "held", "error", "error"],
  ["police", "held", "loading", "held-count"],
  ["police", "held", "offline", "held-offline"],
  ["police", "held", "open", "held-stands", tap("held-open")],
  ["police", "held", "open", "held-clock", tap("held-open", 2)],
  ["police", "held", "open", "held-words", tap("held-open"), tap("held-reject")],
  ["police", "held", "open", "reassign-find", tap("held-open"), tap("held-reassign")],
  ["police", "held", "open", "undo", tap("held-open"), tap("held-admit")],
  ["police", "disagreements", "open", "disagreement-row"],
  ["police", "disagreements", "empty", "empty"],
  ["police", "disagreements", "error", "error"],
  ["police", "disagreements", "loading", "disagreement-count"],
  ["police", "disagreements", "open", "head-clock", tap("disagreement-row")],
  ["police", "disagreements", "open", "head", tap("disagreement-row", 4)],
  ["police", "disagreements", "open", "undo", tap("disagreement-row"), tap("keep", 1)],
  ["police", "disagreements", "conflict", "toast-error", tap("disagreement-row"), tap("keep")],
];

const told = (one: axe.Result) => `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`;

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Colours are judged where motion has ended: three frames in which nothing moves any more. */
async function still() {
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await frame();
    const moving = document.getAnimations().filter((animation) => animation.playState === "running" && Number(animation.effect?.getComputedTiming().endTime) < 2000);
    if (moving.length > 0) quiet = -1;
    await Promise.all(moving.map((animation) => animation.finished.catch(() => undefined)));
  }
}

/** What is too small to tap even where the bar at the bottom does not happen to cut it: looked at again in the middle. */
async function tooSmall(result: axe.AxeResults) {
  const found: string[] = [];
  for (const node of result.violations.find(({ id }) => id === "target-size")?.nodes ?? []) {
    const selector = String(node.target[0]);
    document.querySelector(selector)?.scrollIntoView({ block: "center", behavior: "instant" });
    const again = await axe.run(selector, { runOnly: { type: "rule", values: ["target-size"] } });
    found.push(...again.violations.map(told));
  }
  return found;
}

for (const [role, place, state, there, ...taps] of SCREENS) {
  for (const theme of ["light", "dark"] as const) {
    for (const [width, height] of [[390, 844], [1280, 800]] as const) {
      test(`${role} ${place} ${there} (${state}) has nothing for axe to say, ${theme} ${width}`, async () => {
        await page.viewport(width, height);
        settings.theme = theme;
        const screen = await open(role, place, state);
        for (const one of taps) await one(screen);
        await expect.element(screen.getByTestId(there).first()).toBeInTheDocument();
        await still();
        const result = await axe.run(document.body, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
        const found = result.violations.filter(({ id }) => id !== "target-size").map(told);
        expect([...found, ...(await tooSmall(result))]).toEqual([]);
      });
    }
  }
}
