import type { About, Disagreement, SaidField } from "$lib/api.gen";
import { m } from "$words";
import { coarseWord, obstacleWord, purposeWord } from "./door";
import { day, fullMoment } from "./format";
import { lessonWord } from "./office";
import { place } from "./place";
import { venueWord } from "./point";
import { absenceWord, appName, appShort, ineligibleWord, outcomeWord, roleWord, stageWord } from "./terms";

type Words = Record<string, () => string>;

const REGISTERS: Words = {
  campaign: m.register_campaign,
  campaign_app: m.register_campaign_app,
  milestone: m.register_milestone,
  hamlet: m.register_hamlet,
  household: m.register_household,
  resident: m.register_resident,
  residency: m.register_residency,
  identity: m.register_identity,
  account: m.register_account,
  absence: m.register_absence,
  notice: m.register_notice,
  review: m.register_review,
  visit: m.register_visit,
  obstacle: m.register_obstacle,
  appointment: m.register_appointment,
  eligibility: m.register_eligibility,
  ineligible_reason: m.register_ineligible_reason,
  taught: m.register_taught,
  lane: m.register_lane,
  handover: m.register_handover,
  session: m.register_session,
  walk_in: m.register_walk_in,
  photo: m.register_photo,
  retract: m.register_retract,
  settle: m.register_settle,
  membership: m.register_membership,
  organisation: m.register_organisation,
  figure: m.register_figure,
  sameness: m.register_sameness,
  attendance: m.register_attendance,
  desk_hours: m.register_desk_hours,
  answer: m.register_answer,
  typed: m.register_typed,
  recheck: m.register_recheck,
  target: m.register_target,
  assignment: m.register_assignment,
  unknown: m.register_unknown,
  unreadable: m.register_unreadable,
};

const FIELDS: Words = {
  stage: m.said_stage,
  as_of: m.said_as_of,
  approved_on: m.said_approved_on,
  state: m.said_state,
  name: m.said_name,
  birth_year: m.said_birth_year,
  sex: m.said_sex,
  last4: m.said_last4,
  household: m.said_household,
  position: m.said_position,
  hamlet: m.said_hamlet,
  lane: m.said_lane,
  house: m.said_house,
  head: m.said_head,
  code: m.said_code,
  birth: m.said_birth,
  personal_id: m.said_personal_id,
  phones: m.said_phones,
  residence: m.said_residence,
  legacy_id9: m.said_legacy_id9,
  reason: m.said_reason,
  place: m.said_place,
  until: m.said_until,
  agreement: m.said_agreement,
  text_version: m.said_text_version,
  hamlet_kind: m.said_hamlet_kind,
  decision: m.said_decision,
  outcome: m.said_outcome,
  come_back_at: m.said_come_back_at,
  note: m.said_note,
  title: m.said_title,
  theme: m.said_theme,
  starts: m.said_starts,
  ends: m.said_ends,
  hour_from: m.said_hour_from,
  hour_to: m.said_hour_to,
  close_at: m.said_close_at,
  reference_date: m.said_reference_date,
  practice: m.said_practice,
  minimum_age: m.said_minimum_age,
  reviewer: m.said_reviewer,
  reviewer_of: m.said_reviewer_of,
  figure_owner: m.said_figure_owner,
  due: m.said_due,
  contact: m.said_contact,
  google_play: m.said_google_play,
  app_store: m.said_app_store,
  obstacle: m.said_what_hinders,
  app: m.said_app,
  purpose: m.said_purpose,
  appointed_at: m.said_appointed_at,
  until_at: m.said_until_at,
  starts_at: m.said_starts_at,
  ends_at: m.said_ends_at,
  given_to: m.said_given_to,
  eligibility: m.said_eligibility,
  coarse: m.said_coarse,
  ineligible_reason: m.said_ineligible_reason,
  lesson: m.said_lesson,
  venue: m.said_venue,
  home: m.said_home,
  text: m.said_text,
  owner: m.said_owner,
  count: m.said_count,
  since: m.said_since,
};

const SOURCES: Words = {
  official_list: m.source_official_list,
  police_entry: m.source_police_entry,
  volunteer_claim: m.source_volunteer_claim,
  citizen_statement: m.source_citizen_statement,
};

const CODED: Record<string, Words> = {
  sex: { male: m.person_male, female: m.person_female },
  state: { living: m.state_living, moved_out: m.state_moved_out, dead: m.state_dead },
  decision: { confirmed: m.decision_confirmed, returned: m.decision_returned },
  agreement: { agreed: m.agreement_agreed, refused: m.agreement_refused, by_guardian: m.agreement_by_guardian },
  residence: {
    permanent: m.residence_permanent,
    temporary: m.residence_temporary,
    temporarily_absent: m.residence_temporarily_absent,
    stay: m.residence_stay,
  },
  practice: { true: m.said_yes, false: m.said_no },
  eligibility: { proposed: m.eligibility_proposed, do_not_visit: m.eligibility_do_not_visit, eligible: m.eligibility_eligible },
  hamlet_kind: {
    thon: m.hamlet_thon,
    lang: m.hamlet_lang,
    ban: m.hamlet_ban,
    buon: m.hamlet_buon,
    xom: m.hamlet_xom,
    ap: m.hamlet_ap,
    khu_pho: m.hamlet_khu_pho,
    to_dan_pho: m.hamlet_to_dan_pho,
  },
};

/** A register or a kind of statement in words. */
export function registerWord(kind: string): string {
  return (REGISTERS[kind] ?? m.register_other)();
}

/** A field of a statement in words. */
export function saidField(field: string): string {
  return (FIELDS[field] ?? m.said_other)();
}

/** What a field says in words; `app` and `level` give a stage its meaning, `kind` a reason. */
export function saidValue(said: SaidField, kind: string, app: string | null, level: number | null): string {
  const value = said.value;
  if (value === null || value === "") return m.disagree_nothing_said();
  switch (said.field) {
    case "stage":
      return stageWord(app ?? "", level ?? 0, value);
    case "outcome":
      return outcomeWord(value);
    case "reason":
      return kind === "absence" ? absenceWord(value) : value;
    case "as_of":
    case "approved_on":
    case "until":
    case "starts":
    case "ends":
    case "reference_date":
    case "due":
    case "since":
      return day(value);
    case "obstacle":
      return obstacleWord(value);
    case "purpose":
      return purposeWord(value);
    case "coarse":
      return coarseWord(value);
    case "ineligible_reason":
      return ineligibleWord(value);
    case "lesson":
      return lessonWord(value);
    case "venue":
      return venueWord(value);
    case "app":
      return appName(value);
    case "appointed_at":
    case "until_at":
    case "starts_at":
    case "ends_at":
    case "come_back_at":
    case "close_at":
      return fullMoment(Number(value));
    case "reviewer":
      return roleWord(value);
    default:
      return CODED[said.field]?.[value]?.() ?? value;
  }
}

/** Where something is: "Thôn Phú Lai, ngõ 5 · số 12". */
export function aboutPlace(about: About): string {
  const door = about.lane === "" && about.house === "" ? "" : place(about.lane, about.house);
  return [about.hamlet === about.name ? "" : about.hamlet, door].filter((part) => part !== "").join(", ");
}

/** What a disagreement is about beside its person or door: "VNeID M2, lời khai". */
export function registerLine(of: Pick<Disagreement, "kind" | "app" | "level" | "source">, short = false): string {
  const app = of.app === null ? null : `${short ? appShort(of.app) : appName(of.app)}${of.level ? ` ${m.app_level({ level: String(of.level) })}` : ""}`;
  // An account is named by its app; a decision about one, or an app's terms, by both.
  const what = of.kind === "account" && app !== null ? [app] : app === null ? [registerWord(of.kind)] : [registerWord(of.kind), app];
  const source = of.source === null ? undefined : SOURCES[of.source]?.();
  return [...what, ...(source === undefined ? [] : [source])].join(", ");
}

/** How many people say what, by the fields in which they differ; the words that are shown meanwhile first. */
export function tally(of: Disagreement): { count: number; what: string }[] {
  const counts = new Map<string, number>();
  for (const head of of.heads) {
    const differing = head.says.filter((said) => said.differs);
    const what = (differing.length > 0 ? differing : head.says).map((said) => saidValue(said, of.kind, of.app, of.level)).join(", ");
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => ({ what, count }));
}
