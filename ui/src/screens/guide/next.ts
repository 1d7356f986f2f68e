import type { AppCard } from "$lib/api.gen";

/**
 * What is to be done with an app at the door, as its guide needs to know: a returned activation is an activation, and
 * whom VNeID does not let in (no `level2`) makes an account in the app itself.
 */
export function nextOf(app: AppCard, level2: boolean): string {
  if (app.next === "create_account" && !level2) return "own_account";
  if (app.next !== "do_again") return app.next;
  return app.app === "vneid" && app.stage === "approved" ? "activate_level2" : "";
}
