import axe from "axe-core";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { settings } from "$lib/state/settings.svelte";
import { open } from "./device";

/** Every screen, and what has to be there before it is looked at. */
const SCREENS: [role: string, place: string, state: string, there: string][] = [
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
];

for (const [role, place, state, there] of SCREENS) {
  for (const theme of ["light", "dark"] as const) {
    for (const [width, height] of [[390, 844], [1280, 800]] as const) {
      test(`${place === "" ? there : place} (${state}) has nothing for axe to say, ${theme} ${width}`, async () => {
        await page.viewport(width, height);
        settings.theme = theme;
        const screen = await open(role, place, state);
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
