import type { AppCard, AppointmentCard, PersonCard } from "$lib/api.gen";
import { settings } from "$lib/state/settings.svelte";
import { m } from "$words";
import { dayWord, time } from "./format";
import { appName, nextWord } from "./terms";
import { clockAt } from "./vietnam";

type Words = Record<string, () => string>;

/** What hinders, in a few words. */
export function obstacleWord(reason: string): string {
  const words: Words = {
    no_smartphone: m.obstacle_no_smartphone,
    old_phone: m.obstacle_old_phone,
    sim_not_own: m.obstacle_sim_not_own,
    number_changed: m.obstacle_number_changed,
    no_otp: m.obstacle_no_otp,
    forgot_password: m.obstacle_forgot_password,
    seven_days_passed: m.obstacle_seven_days_passed,
    card_expired: m.obstacle_card_expired,
    data_wrong: m.obstacle_data_wrong,
    other_device: m.obstacle_other_device,
    no_network: m.obstacle_no_network,
    needs_family: m.obstacle_needs_family,
    needs_interpreter: m.obstacle_needs_interpreter,
    tax_mismatch: m.obstacle_tax_mismatch,
  };
  return (words[reason] ?? m.obstacle_unknown)();
}

/** Why somebody may not be in scope, coarse. */
export function coarseWord(coarse: string): string {
  const words: Words = { no_phone: m.propose_no_phone, away_long: m.propose_away_long, moved: m.propose_moved };
  return (words[coarse] ?? m.propose_other)();
}

/** What an appointment is for. */
export function purposeWord(purpose: string): string {
  const words: Words = {
    card_and_level2: m.appointment_card_and_level2,
    one_stop: m.appointment_one_stop,
    tax: m.appointment_tax,
  };
  return (words[purpose] ?? m.appointment_vneid_level2)();
}

/** Where one goes for it unless another place was said. */
export function usualPlace(purpose: string): string {
  const words: Words = { one_stop: m.appointment_at_one_stop, tax: m.appointment_at_tax };
  return (words[purpose] ?? m.appointment_at_police)();
}

/** What to bring along, so that nobody has to come twice. */
export function bring(purpose: string): string[] {
  const card = purpose === "card_and_level2" ? m.bring_old_card() : m.bring_card();
  const sim = purpose === "one_stop" || purpose === "tax" ? [] : [m.bring_sim()];
  return [card, m.bring_phone(), ...sim, ...(purpose === "tax" ? [m.bring_tax_code()] : [])];
}

const two = (n: number) => String(n).padStart(2, "0");

/** The day of a moment: "24/11". */
export function dateOf(seconds: number): string {
  const at = clockAt(seconds);
  return `${two(at.day)}/${two(at.month)}`;
}

/** The day of a moment in full, for the citizen. */
export function fullDay(seconds: number): string {
  const format = new Intl.DateTimeFormat(settings.locale === "en" ? "en-GB" : "vi-VN", { weekday: "long", timeZone: "Asia/Ho_Chi_Minh" });
  return `${format.format(seconds * 1000)} ${dateOf(seconds)}/${clockAt(seconds).year}`;
}

/** The day of a moment with its weekday: "T2 24/11". */
export function dayOf(seconds: number): string {
  const at = clockAt(seconds);
  return dayWord(`${at.year}-${two(at.month)}-${two(at.day)}`);
}

/** When an appointment is; "told later" while only "soon" is agreed. */
export function appointmentWhen(at: number | null): string {
  return at === null ? m.appointment_when_unsaid() : m.appointment_when_at({ day: dayOf(at), time: time(at) });
}

/** Names of apps as one says them: "VNeID, iHanoi và eTax Mobile". */
export function appNames(apps: string[]): string {
  const names = apps.map(appName);
  const last = names.pop() ?? "";
  return names.length === 0 ? last : m.apps_and({ first: names.join(", "), last });
}

const withoutLevel2 = (app: AppCard) => (app.app === "etax" ? m.step_vneid_or_tax() : m.step_vneid_first());

/**
 * What to do next with one app at the door; with the appointment that has been made for it. `level2`: VNeID can be
 * logged in with.
 */
export function stepWord(app: AppCard, person: PersonCard, appointment: AppointmentCard | undefined, level2: boolean): string {
  if (app.app === "vneid" && appointment !== undefined && app.next !== "done") return m.step_appointed({ when: appointment.at === null ? appointmentWhen(null) : dateOf(appointment.at) });
  if (["done", "not_of_age", "await_approval"].includes(app.next)) return nextWord(app.next);
  const hindered = person.obstacles.find((one) => one.app === app.app || one.app === null);
  if (hindered !== undefined) return m.step_stuck({ reason: obstacleWord(hindered.reason) });
  switch (app.next) {
    case "install":
      return m.step_sign_in();
    case "appointment_level2":
      return m.step_to_police();
    case "create_account":
      return level2 ? m.step_account() : withoutLevel2(app);
    case "vneid_first":
      return withoutLevel2(app);
    default:
      return nextWord(app.next);
  }
}
