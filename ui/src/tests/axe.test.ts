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
        await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
        const result = await axe.run(document.body, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
        const found = result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`);
        expect(found).toEqual([]);
      });
    }
  }
}
