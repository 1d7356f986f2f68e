import { page } from "vitest/browser";
import { expect } from "vitest";

/** The card of a person at the open door. */
export const card = (id: string) => document.querySelector<HTMLElement>(`[data-testid="person"][data-id="${id}"]`);
/** Where that person stands, as the card says. */
export const standing = (id: string) => card(id)?.dataset.standing;
/** Whether that person's card is unfolded. */
export const unfolded = (id: string) => card(id)?.querySelector("[data-testid='person-toggle']")?.getAttribute("aria-expanded") === "true";

/** Something on a person's card. */
export function on(id: string, testid: string, app?: string): HTMLElement | null {
  return card(id)?.querySelector<HTMLElement>(`${app === undefined ? "" : `[data-app="${app}"] `}[data-testid="${testid}"]`) ?? null;
}

/** Taps something on a person's card once it is there. */
export async function tapOn(id: string, testid: string, app?: string) {
  await expect.poll(() => on(id, testid, app), { message: `${testid} of ${id}` }).not.toBeNull();
  await page.elementLocator(on(id, testid, app)!).click();
}

/** Taps something anywhere. */
export const tap = (testid: string, nth = 0) => page.getByTestId(testid).nth(nth).click();

/**
 * Counts what a hand really does: trusted clicks and keys. Gives how many so far. At the document, since
 * Playwright stops at the window what would hit something else than was meant, and tries again.
 */
export function hand(): () => { taps: number; keys: number } {
  const done = { taps: 0, keys: 0 };
  document.addEventListener("click", (event) => (done.taps += event.isTrusted ? 1 : 0), true);
  document.addEventListener("keydown", (event) => (done.keys += event.isTrusted ? 1 : 0), true);
  return () => ({ ...done });
}
