import type { AppCard, AppointmentCard, Choice, PersonCard } from "$lib/api.gen";
import { nextChoice, sameChoice } from "$lib/words/choice";
import type { Saying } from "./doorDraft.svelte";

/**
 * Where somebody stands tonight: `open` (something can be done now), `done` (nothing can, whether all is there
 * or others have to act), or why nobody is asked anything.
 */
export type Standing = "gone" | "claimed" | "do_not_visit" | "proposed" | "refused" | "absent" | "nothing" | "open" | "done";

/** A day long an appointment is shown after its hour: nobody tears it up at the door of the office. */
const A_DAY = 86_400;
const AT_POLICE = ["vneid_level2", "card_and_level2"];

/** Appointments that are still ahead, or without an hour, and of which nothing came yet. */
export function ahead(person: PersonCard, now: number): AppointmentCard[] {
  return person.appointments.filter((one) => one.attendance === null && (one.at === null || one.at > now - A_DAY));
}

/** Appointments that were missed, with nothing in their place. */
export const missed = (person: PersonCard): AppointmentCard[] => person.appointments.filter((one) => one.missed);

/** The appointment at which the police make level 2, if there is one ahead. */
export function atPolice(person: PersonCard, now: number): AppointmentCard | undefined {
  return ahead(person, now).find((one) => AT_POLICE.includes(one.purpose));
}

/** Whether VNeID waits for the police, so that nobody at the door can do more for it or for what builds on it. */
function waitsForPolice(person: PersonCard, now: number): boolean {
  const vneid = person.apps.find((app) => app.app === "vneid");
  return vneid?.next === "await_approval" || atPolice(person, now) !== undefined;
}

/** Apps with something left to do tonight: nothing was said of them in this opening, and it is ours to do. */
export function openApps(person: PersonCard, said: Saying[], now: number): AppCard[] {
  return person.apps.filter((app) => {
    if (app.token === "not_needed" || ["done", "not_of_age", "await_approval"].includes(app.next)) return false;
    if (said.some((one) => one.person === person.id && ["record", "obstacle"].includes(one.kind) && (one.app === app.app || one.app === null))) return false;
    if (app.next === "vneid_first") return !waitsForPolice(person, now);
    return app.app !== "vneid" || atPolice(person, now) === undefined;
  });
}

export function standing(person: PersonCard, said: Saying[], now: number): Standing {
  if (person.state !== "living") return "gone";
  if (person.eligibility === "do_not_visit") return "do_not_visit";
  if (person.claimed_state === "dead" || person.claimed_state === "moved_out") return "claimed";
  if (person.notice === "refused") return "refused";
  if (person.eligibility === "proposed") return "proposed";
  if (person.absence !== null) return "absent";
  if (person.apps.every((app) => app.token === "not_needed")) return "nothing";
  return openApps(person, said, now).length > 0 ? "open" : "done";
}

/** Who comes after `from`: the next person with something to do, from the top again at the end. */
export function following(people: PersonCard[], from: string | null, said: Saying[], now: number): PersonCard | undefined {
  const at = people.findIndex((person) => person.id === from) + 1;
  return [...people.slice(at), ...people.slice(0, at)].find((person) => person.id !== from && standing(person, said, now) === "open");
}

/** Under sixteen: a parent or guardian agrees. By the year alone, so a birthday still ahead counts as had. */
export function isChild(person: PersonCard, year: number): boolean {
  return person.birth_year !== null && year - person.birth_year < 16;
}

/** What the large button of an app does: record a stage, or make the appointment that only police can keep. */
export type Step = { kind: "record"; choice: Choice } | { kind: "appoint" };

const SIGNED_IN: Choice = { level: 0, stage: "logged_in" };
const RUNGS: Record<string, string> = { not_registered: "installed", installed: "account_created", account_created: "logged_in" };

/**
 * Whether the others can be logged into with VNeID: level 2 stands activated, by the list or by a claim. Where a
 * campaign does not ask about VNeID, nothing is known of it, and nothing stands in the way.
 */
export function hasLevel2(person: PersonCard): boolean {
  const vneid = person.apps.find((app) => app.app === "vneid");
  return vneid === undefined || (vneid.level === 2 && vneid.stage === "activated" && vneid.token !== "returned");
}

/**
 * The one next step. With level 2 of VNeID it ends, for iHanoi and eTax, in the first log-in, which is what counts and
 * what is usually reached at the door in one go; who got less far says so behind "other". Without it there is no
 * logging in by VNeID (`domain.md` 4.2, 4.3): the next rung of the ladder is the most that one tap may say.
 */
export function stepOf(app: AppCard, level2: boolean): Step | null {
  const may = (choice: Choice) => app.choices.find((one) => sameChoice(one, choice));
  const further = () => (level2 ? may(SIGNED_IN) : may({ level: 0, stage: RUNGS[app.stage] ?? "" }));
  let choice: Choice | null | undefined = nextChoice(app);
  if (["install", "create_account", "log_in", "vneid_first"].includes(app.next)) choice = further();
  // Of a returned claim only what is sure is shown: what comes after it was claimed.
  if (app.next === "do_again" && !choice) choice = app.app === "vneid" ? (app.stage === "approved" ? may({ level: app.level, stage: "activated" }) : null) : further();
  if (choice) return { kind: "record", choice };
  return app.next === "appointment_level2" ? { kind: "appoint" } : null;
}

/** Why somebody cannot have come as far as `choice` says, unless in another way; empty when nothing speaks against it. */
export function doubtOf(app: AppCard, choice: Choice, level2: boolean): "" | "ihanoi" | "etax" {
  const loggedIn = ["logged_in", "in_use"].includes(choice.stage);
  const has = ["account_created", "logged_in", "in_use"].includes(app.stage);
  return loggedIn && !level2 && !has && (app.app === "ihanoi" || app.app === "etax") ? app.app : "";
}
