import type { FigureCard } from "$lib/api.gen";
import { m } from "$words";
import { figure, fullMoment } from "./format";
import { appName, roleWord, stageWord } from "./terms";
import { nowSeconds } from "./vietnam";

type Words = Record<string, () => string>;

const AGE_HOUR = 3600;
const AGE_DAY = 86_400;

/** How long something waits: "3 ngày". */
export function age(since: number, now = nowSeconds()): string {
  const past = now - since;
  if (past < AGE_HOUR) return m.hindered_age_now();
  return past < AGE_DAY ? m.hindered_age_hours({ hours: Math.floor(past / AGE_HOUR) }) : m.hindered_age_days({ days: Math.floor(past / AGE_DAY) });
}

/** How far an answer is. */
export function answerState(state: string): string {
  const words: Words = { taken: m.answer_taken, closed: m.answer_closed };
  return (words[state] ?? m.answer_answered)();
}

/** What somebody was taught. */
export function lessonWord(lesson: string): string {
  return lesson === "portal_login" ? m.lesson_portal_login() : m.lesson_guided_use();
}

/** What is counted: "VNeID: Đã kích hoạt mức 2". */
export function measureWord({ app, level, stage }: { app: string; level: number; stage: string }): string {
  return `${appName(app)}: ${stageWord(app, level === 0 && app === "vneid" ? 2 : level, stage)}`;
}

/** Of whom a figure speaks. */
export function populationWord(population: string): string {
  const words: Words = { officials: m.figures_population_officials, citizens: m.figures_population_citizens, organisations: m.figures_population_organisations };
  return (words[population] ?? m.figures_population_everybody)();
}

/** An organisation's kind. */
export function organisationSort(sort: string): string {
  const words: Words = { agency: m.org_agency, school: m.org_school, enterprise: m.org_enterprise, armed_forces: m.org_armed_forces, association: m.org_association, party: m.org_party, team: m.org_team };
  return (words[sort] ?? m.org_other)();
}
export const ORGANISATION_SORTS = ["agency", "school", "enterprise", "armed_forces", "association", "party", "team", "other"];

/** As what somebody belongs. */
export function groupWord(group: string): string {
  const words: Words = {
    official: m.group_official,
    party_member: m.group_party_member,
    armed_forces: m.group_armed_forces,
    union_member: m.group_union_member,
    association_member: m.group_association_member,
    teacher: m.group_teacher,
    pupil: m.group_pupil,
    worker: m.group_worker,
  };
  return (words[group] ?? m.group_relative)();
}
export const GROUPS = ["official", "party_member", "armed_forces", "union_member", "association_member", "teacher", "pupil", "worker", "relative"];

/** Whose figure it is and of when. */
export const ownerLine = (of: FigureCard): string => m.figures_official_more({ owner: of.owner, when: fullMoment(of.as_of) });

/** A difference with its sign: "+12", "−3". */
export function signed(n: number): string {
  return n === 0 ? "0" : n > 0 ? `+${figure(n)}` : `−${figure(-n)}`;
}

/** A whole number as typed: 1234, 1.234 or 1 234; `null` for anything else. */
export function readNumber(text: string): number | null {
  const plain = text.trim();
  if (!/^(\d+|\d{1,3}([., \u00a0]\d{3})+)$/.test(plain)) return null;
  const number = Number(plain.replace(/\D/g, ""));
  return number <= 10_000_000 ? number : null;
}

/** Who decides on an app's claims: "Công an xã", or only the people of one organisation. */
export function reviewerWord(asked: { reviewer: string; reviewer_of: string | null }): string {
  const role = roleWord(asked.reviewer);
  return asked.reviewer_of === null ? role : m.asked_reviewer_of({ role, organisation: asked.reviewer_of });
}

/** Whose an app's official figure is: as the campaign says, else the usual one. */
export function figureOwner(asked: { app: string; reviewer: string | null; figure_owner: string | null }): string {
  return asked.figure_owner ?? (asked.app === "etax" ? m.figures_owner_tax() : asked.reviewer === "office" ? m.figures_owner_office() : m.figures_owner_police());
}
