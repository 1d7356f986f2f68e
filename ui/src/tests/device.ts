import { render } from "vitest-browser-svelte";
import App from "../App.svelte";
import "../app.css";
import { FakeBackend } from "$lib/backend/fake";
import { forgetDraftsOf } from "$lib/state/drafts.svelte";
import { check, sync } from "$lib/state/job.svelte";
import { points } from "$lib/state/points.svelte";
import { route } from "$lib/state/route.svelte";
import { session } from "$lib/state/session.svelte";
import { walk } from "$lib/state/walk.svelte";

/** Forgets the syncs and checks of the test before: the window remembers them across screens. */
export function forgetJobs() {
  for (const job of [sync, check]) Object.assign(job, { job: null, error: null, missed: null, ended: -Infinity });
}

/** Opens the app on a made-up device, at a place. */
export async function open(role: string, place: string, state = "open") {
  const [name = "", id] = place.split("/");
  // Drafts and the walk outlive screens on purpose; a test begins without any.
  forgetJobs();
  walk.forget();
  points.forget();
  for (const owner of ["0", "1", "2", "3"]) forgetDraftsOf(owner);
  route.replace(name, id ?? null);
  await session.start(new FakeBackend(role, state));
  const screen = await render(App);
  // As in index.html: the app fills the window.
  screen.container.id = "app";
  return screen;
}
