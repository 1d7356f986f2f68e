import axe from "axe-core";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { settings } from "$lib/state/settings.svelte";
import { importing } from "../screens/office/importing.svelte";
import { open } from "./device";

type Screen = Awaited<ReturnType<typeof open>>;
const tap = (id: string, nth = 0) => (screen: Screen) => screen.getByTestId(id).nth(nth).click();
const upload = async (screen: Screen) => {
  if (screen.getByTestId("import-file").elements().length === 0) importing.again();
  await screen.getByTestId("import-file").upload(new File(["x"], "nhan-khau.xlsx"));
};
const carry = (id: string, name: string) => (screen: Screen) => screen.getByTestId(id).upload(new File(["x"], name));

/** Every screen: what has to be there before it is looked at, and the taps that lead there. */
const SCREENS: [role: string, place: string, state: string, there: string, ...taps: ((screen: Screen) => Promise<void>)[]][] = [
  ["volunteer", "", "new", "enrol"],
  ["volunteer", "", "locked", "lock"],
  ["volunteer", "tonight", "open", "door-row"],
  ["volunteer", "tonight", "empty", "empty"],
  ["volunteer", "tonight", "error", "error"],
  ["volunteer", "door/h0-0", "outside", "app-row"],
  ["volunteer", "door/h0-3", "open", "app-row"],
  ["volunteer", "find", "open", "find-input"],
  ["volunteer", "work", "open", "returned-claim"],
  ["police", "people", "open", "people-row"],
  ["police", "review", "open", "review-row"],
  ["police", "import", "open", "import-file"],
  ["police", "safe", "open", "verify"],
  ["volunteer", "door/h0-0", "open", "notice", tap("person-toggle", 1)],
  ["volunteer", "door/h0-0", "open", "come-back", tap("outcome-come_back")],
  ["volunteer", "door/h0-0", "open", "absence", tap("absence-open")],
  ["volunteer", "door/h0-0", "open", "choice", tap("record-more", 1)],
  ["volunteer", "door/h0-0", "open", "toast", tap("outcome-met")],
  ["volunteer", "work", "open", "settings", tap("settings-open")],
  ["police", "people", "open", "household", tap("people-row", 3)],
  ["police", "review", "open", "evidence", tap("review-open", 1)],
  ["police", "import", "open", "column", upload],
  ["police", "import", "open", "refused", upload, tap("import-to-preview")],
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
  ["police", "disagreements", "open", "disagreement-row"],
  ["police", "disagreements", "empty", "empty"],
  ["police", "disagreements", "error", "error"],
  ["police", "disagreements", "loading", "disagreement-count"],
  ["police", "disagreements", "open", "head-clock", tap("disagreement-row")],
  ["police", "disagreements", "open", "head", tap("disagreement-row", 4)],
  ["police", "disagreements", "open", "undo", tap("disagreement-row"), tap("keep", 1)],
  ["police", "disagreements", "conflict", "toast-error", tap("disagreement-row"), tap("keep")],
];

for (const [role, place, state, there, ...taps] of SCREENS) {
  for (const theme of ["light", "dark"] as const) {
    for (const [width, height] of [[390, 844], [1280, 800]] as const) {
      test(`${role} ${place} ${there} (${state}) has nothing for axe to say, ${theme} ${width}`, async () => {
        await page.viewport(width, height);
        settings.theme = theme;
        const screen = await open(role, place, state);
        for (const one of taps) await one(screen);
        await expect.element(screen.getByTestId(there).first()).toBeInTheDocument();
        // Colours are judged where motion has ended.
        const moving = document.getAnimations().filter((animation) => Number(animation.effect?.getComputedTiming().endTime) < 2000);
        await Promise.all(moving.map((animation) => animation.finished.catch(() => undefined)));
        const result = await axe.run(document.body, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
        const found = result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`);
        expect(found).toEqual([]);
      });
    }
  }
}
