import type { CampaignCard } from "$lib/api.gen";
import { day } from "$lib/words/format";
import { appName } from "$lib/words/terms";
import { m } from "$words";

/** A sentence, or what is dialled, larger than all else. */
export type Line = (() => string) | { dial: () => string };

/** One screenful of a guide. */
export interface Step {
  title: () => string;
  lines: Line[];
  /** The app's screens may differ: they could not be seen in public sources (`domain.md` 4.1 to 4.3). */
  varies: boolean;
}

/** A part of a guide. The part `install` begins with the page of the stores. */
export interface Part {
  id: string;
  word: () => string;
  steps: Step[];
}

/** What a guide needs to know of the campaign. */
export type Frame = Pick<CampaignCard, "starts" | "ends" | "hour_from" | "hour_to" | "contact">;

const step = (title: () => string, ...lines: Line[]): Step => ({ title, lines, varies: false });
const varying = (title: () => string, ...lines: Line[]): Step => ({ title, lines, varies: true });
const HOTLINE: Line = { dial: m.guide_hotline };

function install(app: string): Part {
  const name = { app: appName(app) };
  return { id: "install", word: m.guide_part_install, steps: [step(m.guide_install, () => m.guide_install_1(name), m.guide_install_2)] };
}

/** `domain.md` 4.1. */
const LEVEL1: Part = {
  id: "level1",
  word: m.guide_part_level1,
  steps: [
    step(m.guide_v1_prepare, m.guide_v1_prepare_1, m.guide_v1_prepare_2, m.guide_v1_child),
    varying(m.guide_v1_register, m.guide_v1_register_1, m.guide_v1_register_2),
    varying(m.guide_v1_face, m.guide_v1_face_1),
    step(m.guide_v1_wait, m.guide_v1_wait_1, m.guide_v1_wait_2),
  ],
};
const LEVEL2: Part = {
  id: "level2",
  word: m.guide_part_level2,
  steps: [
    step(m.guide_v2_police, m.guide_v2_police_1, m.guide_v2_police_2),
    step(m.guide_v2_wait, m.guide_v2_wait_1, m.guide_v2_wait_2, m.guide_v2_wait_3),
  ],
};
const ACTIVATE: Part = {
  id: "activate",
  word: m.guide_part_activate,
  steps: [
    step(m.guide_va_seven, m.guide_va_seven_1, m.guide_va_seven_2, HOTLINE),
    step(m.guide_va_own, m.guide_va_own_1, m.guide_va_own_2),
    varying(m.guide_va_open, m.guide_va_open_1, m.guide_va_open_2),
    step(m.guide_va_otp, m.guide_va_otp_1, m.guide_va_otp_2),
    step(m.guide_va_password, m.guide_va_password_1, m.guide_va_password_2, m.guide_va_password_3),
    step(m.guide_va_passcode, m.guide_va_passcode_1),
    step(m.guide_va_questions, m.guide_va_questions_1),
    step(m.guide_va_end, m.guide_va_end_1, m.guide_va_web),
  ],
};
const TROUBLE: Part = {
  id: "trouble",
  word: m.guide_part_trouble,
  steps: [
    step(m.guide_vt_call, m.guide_vt_call_1, HOTLINE, m.guide_vt_call_2),
    step(m.guide_vt_otp, m.guide_vt_otp_1, m.guide_vt_otp_2),
    step(m.guide_vt_data, m.guide_vt_data_1),
  ],
};

const account = (...steps: Step[]): Part => ({ id: "account", word: m.guide_part_account, steps });
const IHANOI_OWN = varying(m.guide_i_own, m.guide_i_own_1);
const ETAX_OWN = [varying(m.guide_e_own, m.guide_e_own_1, m.guide_e_own_2), step(m.guide_e_code, m.guide_e_code_1, m.guide_e_code_2)];
/** The way to an account for whom VNeID does not let in. */
const OWN: Record<string, Part> = { ihanoi: account(IHANOI_OWN), etax: account(...ETAX_OWN) };

const IHANOI: Part[] = [
  account(varying(m.guide_i_vneid, m.guide_i_vneid_1, m.guide_i_vneid_2), IHANOI_OWN),
  { id: "login", word: m.guide_part_login, steps: [varying(m.guide_i_end, m.guide_i_end_1)] },
];

const ETAX: Part[] = [
  account(varying(m.guide_e_vneid, m.guide_e_vneid_1, m.guide_e_vneid_2), ...ETAX_OWN),
  { id: "login", word: m.guide_part_login, steps: [varying(m.guide_e_end, m.guide_e_end_1, m.guide_e_end_2)] },
];

/** The parts of an app's guide, in the order in which one goes through them. */
function allOf(app: string): Part[] {
  const first = install(app);
  if (app === "vneid") return [first, LEVEL1, LEVEL2, ACTIVATE, TROUBLE];
  if (app === "ihanoi") return [first, ...IHANOI];
  return app === "etax" ? [first, ...ETAX] : [first];
}

/** Which parts somebody needs for what comes next, the first being where the guide opens; `null` for all. */
function needed(app: string, next: string | null): string[] | null {
  if (app === "vneid") {
    if (next === "activate_level1" || next === "activate_level2") return ["activate", "install", "trouble"];
    if (next === "appointment_level2" || next === "await_approval") return ["level2", "install", "activate"];
    if (next === "register") return ["install", "level1", "level2", "activate"];
    return null;
  }
  if (next === "vneid_first") return ["install", "account", "login"];
  if (next === "create_account" || next === "own_account") return ["account", "install", "login"];
  return next === "log_in" ? ["login", "install", "account"] : null;
}

/** A guide as it opens: its parts in order, and the part to open first. */
export interface Guide {
  parts: Part[];
  from: string;
}

/** The guide of an app for somebody with whom `next` is to be done; for anybody when that is `null`. */
export function guideOf(app: string, next: string | null): Guide {
  const of = needed(app, next);
  const own = next === "vneid_first" || next === "own_account" ? OWN[app] : undefined;
  const parts = allOf(app)
    .filter((part) => of === null || of.includes(part.id))
    .map((part) => (part.id === "account" && own !== undefined ? own : part));
  return { parts, from: of?.[0] ?? "install" };
}

/** How to know an impostor (`domain.md` 5.2, 14), with the campaign's own days, hours and telephone. */
export function impostors(frame: Frame | null): Guide {
  const hours = frame && { from: frame.hour_from, to: frame.hour_to, starts: day(frame.starts), ends: day(frame.ends) };
  const contact = frame?.contact ?? null;
  const steps = [
    step(m.guide_s_who, m.guide_s_who_1, m.guide_s_who_2),
    step(m.guide_s_otp, m.guide_s_otp_1, m.guide_s_otp_2),
    step(m.guide_s_apk, m.guide_s_apk_1),
    step(m.guide_s_money, m.guide_s_money_1),
    ...(hours ? [step(m.guide_s_hours, () => m.guide_s_hours_1(hours), m.guide_s_hours_2)] : []),
    contact === null ? step(m.guide_s_ask, m.guide_s_ask_none, m.guide_s_ask_2) : step(m.guide_s_ask, m.guide_s_ask_1, { dial: () => unbroken(contact) }, m.guide_s_ask_2),
  ];
  return { parts: [{ id: "impostors", word: m.guide_scam, steps }], from: "impostors" };
}

/** A contact in which no number breaks at the end of a line. */
export const unbroken = (contact: string): string => contact.replace(/(\d) (?=\d)/g, "$1\u00a0");

/** A contact's number apart from whose it is, where it ends with one: each gets its own line, without what joined them. */
export function contactParts(contact: string): { who: string; number: string | null } {
  const [, who, number] = /^(.*?)[\s,;:·–-]*(\+?\d[\d .]{5,}\d)\s*$/u.exec(contact) ?? [];
  return number === undefined ? { who: unbroken(contact), number: null } : { who: who ?? "", number: unbroken(number) };
}

const OWNERS: Record<string, () => string> = { vneid: m.guide_owner_vneid, ihanoi: m.guide_owner_ihanoi, etax: m.guide_owner_etax };
const PURPOSES: Record<string, () => string> = { vneid: m.guide_for_vneid, ihanoi: m.guide_for_ihanoi, etax: m.guide_for_etax };

/** Whose app it is, as one looks for it in the store. */
export const ownerOf = (app: string): string => OWNERS[app]?.() ?? "";
/** What it is for, in a word. */
export const purposeOf = (app: string): string => PURPOSES[app]?.() ?? "";
