import type { ListState } from "$lib/api.gen";
import { stageWord } from "$lib/words/terms";
import { m } from "$words";

/** The apps that a list may be about. */
export const APPS = ["vneid", "ihanoi", "etax"];

const LADDER = ["not_registered", "installed", "account_created", "logged_in", "in_use"];
const OF_LEVEL = ["dossier_collected", "approved", "activated", "rejected", "locked"];

/** The states that everybody of a list may share, by its app. */
export function statesOf(app: string): ListState[] {
  if (app !== "vneid") return LADDER.map((stage) => ({ level: null, stage }));
  const levels = [2, 1].flatMap((level) => OF_LEVEL.map((stage) => ({ level, stage })));
  return [{ level: null, stage: "not_registered" }, ...levels];
}

/** Such a state in words. */
export function stateWord(app: string, { level, stage }: ListState): string {
  return app === "vneid" && stage === "not_registered" ? m.import_counts_not_collected() : stageWord(app, level ?? 0, stage);
}

/** Such a state as the value of a choice. */
export const stateKey = ({ level, stage }: ListState): string => (level === null ? stage : `${stage} ${level}`);
