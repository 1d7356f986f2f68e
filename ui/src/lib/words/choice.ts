import type { AppCard, Choice } from "$lib/api.gen";

const STEP: Record<string, Choice> = {
  activate_level2: { level: 2, stage: "activated" },
  activate_level1: { level: 1, stage: "activated" },
  register: { level: 1, stage: "dossier_collected" },
  appointment_level2: { level: 2, stage: "dossier_collected" },
  install: { level: 0, stage: "installed" },
  create_account: { level: 0, stage: "account_created" },
  log_in: { level: 0, stage: "logged_in" },
};

/** Whether two choices say the same. */
export function sameChoice(a: Choice, b: Choice): boolean {
  return a.level === b.level && a.stage === b.stage;
}

/**
 * The one statement that the large button makes: what the next step ends in, if this member may say it.
 * A returned claim is made again as it was.
 */
export function nextChoice(app: AppCard): Choice | null {
  const wanted = app.next === "do_again" ? { level: app.level, stage: app.stage } : STEP[app.next];
  if (wanted === undefined) return null;
  return app.choices.find((choice) => sameChoice(choice, wanted)) ?? null;
}
