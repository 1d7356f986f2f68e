import { m } from "$words";

type Words = Record<string, () => string>;
const pick = (words: Words, key: string, other: () => string) => (words[key] ?? other)();

/** An app's name. */
export function appName(app: string): string {
  return pick({ vneid: m.appname_vneid, ihanoi: m.appname_ihanoi, etax: m.appname_etax }, app, () => app);
}

/** An app's name where there is little room. */
export function appShort(app: string): string {
  return app === "etax" ? m.appname_etax_short() : appName(app);
}

/** The word beside a state token. */
export function tokenWord(token: string): string {
  const words: Words = {
    none: m.token_none,
    claimed: m.token_claimed,
    confirmed: m.token_confirmed,
    returned: m.token_returned,
    not_needed: m.token_not_needed,
  };
  return pick(words, token, () => token);
}

function vneidStage(level: number, stage: string): string {
  if (level === 0) return m.stage_vneid_none();
  const of = { level: String(level) };
  const words: Words = {
    not_registered: () => m.stage_vneid_not_registered(of),
    dossier_collected: level === 1 ? m.stage_vneid_dossier1 : m.stage_vneid_dossier2,
    rejected: () => m.stage_vneid_rejected(of),
    approved: () => m.stage_vneid_approved(of),
    activated: () => m.stage_vneid_activated(of),
    locked: () => m.stage_vneid_locked(of),
    not_applicable: m.stage_not_applicable,
  };
  return pick(words, stage, m.stage_unknown);
}

/** A stage in words: "Đã kích hoạt mức 2". */
export function stageWord(app: string, level: number, stage: string): string {
  if (app === "vneid") return vneidStage(level, stage);
  const words: Words = {
    not_registered: m.stage_not_registered,
    installed: m.stage_installed,
    account_created: m.stage_account_created,
    logged_in: m.stage_logged_in,
    in_use: m.stage_in_use,
    not_applicable: m.stage_not_applicable,
  };
  return pick(words, stage, m.stage_unknown);
}

/** A stage within a sentence: "đã kích hoạt mức 2". */
export function stageSaid(app: string, level: number, stage: string): string {
  const word = stageWord(app, level, stage);
  return word.charAt(0).toLocaleLowerCase("vi") + word.slice(1);
}

/** What to do next, as one says it: "kích hoạt mức 2 trên máy người dân". */
export function nextWord(next: string): string {
  const words: Words = {
    done: m.next_done,
    not_of_age: m.next_not_of_age,
    check_age: m.next_check_age,
    activate_level2: m.next_activate_level2,
    activate_level1: m.next_activate_level1,
    register: m.next_register,
    appointment_level2: m.next_appointment_level2,
    await_approval: m.next_await_approval,
    vneid_first: m.next_vneid_first,
    install: m.next_install,
    create_account: m.next_create_account,
    log_in: m.next_log_in,
    do_again: m.next_do_again,
  };
  return pick(words, next, m.next_unknown);
}

/** An outcome on a button. */
export function outcomeWord(outcome: string): string {
  const words: Words = {
    met: m.outcome_met,
    absent: m.outcome_absent,
    come_back: m.outcome_come_back,
    refused: m.outcome_refused,
    moved_out: m.outcome_moved_out,
    not_found: m.outcome_not_found,
  };
  return pick(words, outcome, () => outcome);
}

/** An outcome within a sentence. */
export function outcomeSaid(outcome: string): string {
  const words: Words = {
    met: m.outcome_met_said,
    absent: m.outcome_absent_said,
    come_back: m.outcome_come_back_said,
    refused: m.outcome_refused_said,
    moved_out: m.outcome_moved_out_said,
    not_found: m.outcome_not_found_said,
  };
  return pick(words, outcome, () => outcome);
}

/** Why somebody is away. */
export function absenceWord(reason: string): string {
  const words: Words = {
    at_work: m.absence_at_work,
    other_province: m.absence_other_province,
    hospital: m.absence_hospital,
    abroad: m.absence_abroad,
    unknown: m.absence_unknown,
  };
  return pick(words, reason, m.absence_unknown);
}

/** A role as people call it. */
export function roleWord(role: string): string {
  const words: Words = {
    volunteer: m.role_volunteer,
    leader: m.role_leader,
    "hamlet-head": m.role_hamlet_head,
    police: m.role_police,
    office: m.role_office,
    inspector: m.role_inspector,
    server: m.role_server,
  };
  return pick(words, role, () => role);
}

/** Something odd that a person should look at. */
export function flagWord(flag: string): string {
  const words: Words = {
    disputed: m.flag_disputed,
    ahead_of_list: m.flag_ahead_of_list,
    behind_list: m.flag_behind_list,
    too_young: m.flag_too_young,
  };
  return pick(words, flag, m.flag_other);
}

/** Why the server holds something for a person. */
export function heldWord(reason: string): string {
  const words: Words = {
    malformed: m.held_malformed,
    unknown_kind: m.held_unknown_kind,
    out_of_scope: m.held_out_of_scope,
    role_may_not: m.held_role_may_not,
    unknown_subject: m.held_unknown_subject,
    revoked: m.held_revoked,
    after_close: m.held_after_close,
    rejected: m.held_rejected,
    reassigned: m.held_reassigned,
  };
  return pick(words, reason, m.held_other);
}

/** Why somebody is not eligible, as the police say it. */
export function ineligibleWord(reason: string): string {
  const words: Words = {
    no_phone: m.ineligible_no_phone,
    imprisoned: m.ineligible_imprisoned,
    abroad: m.ineligible_abroad,
    institution: m.ineligible_institution,
    moved_out: m.ineligible_moved_out,
    whereabouts_unknown: m.ineligible_whereabouts_unknown,
    dead: m.ineligible_dead,
    excused: m.ineligible_excused,
  };
  return pick(words, reason, m.ineligible_excused);
}

/** Why a claim went back: a key, words, or a key with words after it. */
export function reasonWord(reason: string): string {
  const words: Words = {
    not_listed: m.return_quick_not_listed,
    wrong_person: m.return_quick_wrong_person,
    wrong_level: m.return_quick_level,
    no_such_person: m.return_quick_no_such_person,
    recheck: m.return_quick_recheck,
    withdrawn: m.return_quick_withdrawn,
    kept: m.return_quick_kept,
    still_eligible: m.return_quick_still_eligible,
    ask_family: m.return_quick_ask_family,
  };
  const [, key = "", , more = ""] = /^([a-z_]+)(: ([^]*))?$/.exec(reason) ?? [];
  const word = words[key];
  if (word === undefined) return reason;
  return more === "" ? word() : `${word()}. ${more}`;
}
