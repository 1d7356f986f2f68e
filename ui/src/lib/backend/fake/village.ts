import type { AppCard, Choice, Door, DoorCard, HamletCard, PersonCard, VisitCard } from "$lib/api.gen";
import { dice, nameOf } from "./names";

/** A household of the made-up commune. */
export interface House {
  id: string;
  hamlet: string;
  lane: string;
  house: string;
  people: PersonCard[];
  visits: VisitCard[];
  /** To whom it is given to come back. */
  handed_to?: string | null;
}

export const HAMLETS = ["Thôn Phú Lai", "Thôn Đông Cao", "Tổ dân phố Xóm Chùa Hạ"];
const NOW = Math.floor(Date.now() / 1000);
const LADDER: Choice[] = ["installed", "account_created", "logged_in"].map((stage) => ({ level: 0, stage }));
const VNEID: Choice[] = [
  { level: 1, stage: "dossier_collected" },
  { level: 1, stage: "activated" },
  { level: 2, stage: "activated" },
];

function card(app: string, level: number, stage: string, token: string, next: string): AppCard {
  const choices = token === "not_needed" || next === "vneid_first" ? [] : app === "vneid" ? VNEID : LADDER;
  return { app, level, stage, token, next, unsent: false, flags: [], own: null, returned_because: null, choices };
}

const STATES: [number, string, string, string][] = [
  [0, "not_registered", "none", "register"],
  [2, "approved", "none", "activate_level2"],
  [1, "activated", "confirmed", "appointment_level2"],
  [2, "activated", "confirmed", "done"],
  [2, "activated", "confirmed", "done"],
];

/** What follows for the other apps and the next step, once VNeID stands as it does. */
export function settle(person: PersonCard) {
  const vneid = person.apps[0];
  if (vneid === undefined) return;
  const ready = vneid.level === 2 && vneid.stage === "activated" && vneid.token !== "returned";
  for (const app of person.apps.slice(1)) {
    if (app.token === "not_needed") continue;
    app.next = { installed: "create_account", account_created: "log_in", logged_in: "done", in_use: "done" }[app.stage] ?? (ready ? "install" : "vneid_first");
    app.choices = LADDER;
  }
}

function person(roll: () => number, id: string, household: string, age: number, female: boolean): PersonCard {
  const adult = age >= 14;
  const [level, stage, token, next] = STATES[Math.floor(roll() * STATES.length)] ?? STATES[0]!;
  const apps = adult
    ? [card("vneid", level, stage, token, next), card("ihanoi", 0, "not_registered", "none", "install"), card("etax", 0, "not_registered", "none", "install")]
    : ["vneid", "ihanoi", "etax"].map((app) => card(app, 0, "not_registered", "not_needed", "not_of_age"));
  if (adult && age < 18) apps[2] = card("etax", 0, "not_applicable", "not_needed", "not_of_age");
  const made: PersonCard = {
    id,
    household,
    name: nameOf(roll, female),
    birth_year: new Date().getFullYear() - age,
    sex: female ? "female" : "male",
    last4: String(Math.floor(roll() * 9000) + 1000),
    state: "living",
    apps,
    absence: null,
    notice: roll() < 0.5 ? "agreed" : null,
    notice_own: null,
    disputed: false,
    eligibility: null,
    proposal_own: null,
    proposal_refused: null,
    claimed_state: null,
    claimed_state_own: null,
    obstacles: [],
    appointments: [],
    taught: [],
  };
  if (next === "done" && roll() < 0.7) {
    for (const app of made.apps.slice(1)) if (app.token !== "not_needed") Object.assign(app, { stage: "logged_in", token: roll() < 0.3 ? "claimed" : "confirmed" });
  }
  settle(made);
  return made;
}

/** Some two hundred people in three hamlets. */
export function village(): House[] {
  const roll = dice(61);
  const houses: House[] = [];
  HAMLETS.forEach((_, h) => {
    const total = h === 0 ? 61 : 24;
    for (let i = 0; i < total; i++) {
      const id = `h${h}-${i}`;
      const size = 1 + Math.floor(roll() * 5);
      const female = roll() < 0.5;
      const people = Array.from({ length: size }, (_, p) =>
        person(roll, `${id}-p${p}`, id, p === 0 ? 38 + Math.floor(roll() * 40) : p === 1 ? 30 + Math.floor(roll() * 30) : 4 + Math.floor(roll() * 22), p === 0 ? female : roll() < 0.5),
      );
      const number = 2 * (i % 12) + 12;
      // The last three stand in no lane.
      const alone = i - (total - 3) + 1;
      const house = alone > 0 ? String(alone) : i % 12 === 1 ? (i >= 24 ? "1A" : `${number - 2}A`) : String(i >= 24 ? (i % 12) + 1 : number);
      houses.push({ id, hamlet: `hamlet-${h}`, lane: alone > 0 ? "" : `Ngõ ${5 + 2 * Math.floor(i / 12)}`, house, people, visits: [] });
    }
  });
  remarkable(houses);
  return houses;
}

/** A household of grown-ups of whom nobody was asked yet, each as far with VNeID as said. */
function grown(house: House, states: string[]) {
  const roll = dice(house.id.length + states.length);
  house.people = states.map((state, n) => {
    const made = person(roll, `${house.id}-p${n}`, house.id, 62 - 7 * n, n % 2 === 0);
    const [level, stage, token, next] = { approved: STATES[1]!, register: STATES[0]!, appointment: STATES[2]!, done: STATES[3]! }[state] ?? STATES[0]!;
    made.notice = null;
    made.apps = [card("vneid", level, stage, token, next), card("ihanoi", 0, "not_registered", "none", "install"), card("etax", 0, "not_registered", "none", "install")];
    settle(made);
    return made;
  });
}

/** What a picture has to show: long names, an appointment, a return, someone away, a settled house. */
function remarkable(houses: House[]) {
  const [first, second, third, fourth] = houses as [House, House, House, House];
  first.people = first.people.slice(0, 1).concat(first.people.length > 1 ? first.people.slice(1, 3) : third.people.slice(1, 3));
  const hoa = first.people[0]!;
  Object.assign(hoa, { name: "Nguyễn Thị Hoà", birth_year: 1961, sex: "female", last4: "4417", notice: "agreed" });
  hoa.apps = [card("vneid", 2, "activated", "confirmed", "done"), card("ihanoi", 0, "not_registered", "none", "install"), card("etax", 0, "not_registered", "none", "install")];
  settle(hoa);
  const long = first.people[1];
  if (long) {
    Object.assign(long, { name: "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên", sex: "female", notice: null });
    long.apps = [card("vneid", 2, "approved", "none", "activate_level2"), card("ihanoi", 0, "not_registered", "none", "install"), card("etax", 0, "not_registered", "none", "install")];
    settle(long);
  }
  second.visits = [{ id: "v-old", outcome: "come_back", at: NOW - 86_000, by: "Lê Hữu Lực", note: "Cô chú đi làm ca, về sau 19 giờ", come_back_at: NOW + 5400, unsent: false, own: false }];
  second.visits.push({ id: "v-older", outcome: "absent", at: NOW - 90_000, by: "Trần Văn Đức", note: null, come_back_at: null, unsent: false, own: true });
  grown(houses[4]!, ["approved", "register", "appointment", "approved"]);
  grown(houses[5]!, ["approved", "appointment", "register", "register", "done"]);
  Object.assign(houses[5]!.people[4]!, { notice: "agreed", eligibility: "do_not_visit" });
  for (const person of third.people) {
    person.notice = "agreed";
    person.apps = person.apps.map((app) => (app.token === "not_needed" ? app : { ...card(app.app, app.app === "vneid" ? 2 : 0, app.app === "vneid" ? "activated" : "logged_in", "confirmed", "done") }));
  }
  third.visits = [{ id: "v-met", outcome: "met", at: NOW - 3600, by: "Trần Văn Đức", note: null, come_back_at: null, unsent: false, own: true }];
  const back = fourth.people[0]!;
  back.notice = "agreed";
  back.apps[0] = { ...card("vneid", 2, "activated", "returned", "do_again"), returned_because: "Hệ thống chưa ghi nhận, hãy kiểm tra lại tại nhà", flags: ["ahead_of_list", "disputed"] };
  second.people[0]!.disputed = true;
  fourth.people[1] && (fourth.people[1].absence = { reason: "other_province", place: "Bình Dương", until: `${new Date().getFullYear() + 1}-01-20`, own: null });
  if (houses[10]) houses[10].handed_to = "Trần Văn Đức";
  houses.slice(8, 40).forEach((house, i) => {
    if (i % 2 === 0) house.visits = [{ id: `v${i}`, outcome: i % 8 === 2 ? "absent" : "met", at: NOW - 7200 - i * 300, by: "Trần Văn Đức", note: null, come_back_at: null, unsent: i % 3 === 0, own: true }];
  });
}

const lacks = (person: PersonCard) => person.state === "living" && person.notice !== "refused" && person.apps.some((app) => !["done", "not_of_age"].includes(app.next));

/** On which side of its lane a house stands. */
function sideOf(house: string): string | null {
  const [, number] = /(\d+)\D*$/.exec(house) ?? [];
  return number === undefined ? null : Number(number) % 2 === 1 ? "odd" : "even";
}

/** 20.000 people behind 5.000 doors of one hamlet. */
export function largeHamlet(): House[] {
  const roll = dice(7);
  return Array.from({ length: 5000 }, (_, i) => {
    const id = `h0-${i}`;
    const people = Array.from({ length: 4 }, (_, p) => person(roll, `${id}-p${p}`, id, 20 + Math.floor(roll() * 60), roll() < 0.5));
    return { id, hamlet: "hamlet-0", lane: `Ngõ ${1 + Math.floor(i / 25)}`, house: i % 25 === 7 ? `${i % 25}A` : String(1 + (i % 25)), people, visits: [] };
  });
}

/** Whom the campaign has yet to come to, as the device reckons it. */
export function isUnreached(person: PersonCard): boolean {
  const nobodyGoes = person.claimed_state !== null || ["do_not_visit", "proposed"].includes(person.eligibility ?? "") || !lacks(person);
  const heard = person.notice !== null || person.appointments.length > 0 || person.apps.some((app) => app.own !== null || ["claimed", "returned"].includes(app.token));
  return !nobodyGoes && (person.absence !== null || !heard);
}

/** A door as the list shows it. */
export function doorCard(house: House): DoorCard {
  const last = house.visits[0];
  const missed = house.people.filter((person) => person.appointments.some((one) => one.missed)).length;
  const approved = house.people.filter((person) => person.apps[0]?.stage === "approved").length;
  return {
    id: house.id,
    lane: house.lane,
    house: house.house,
    head: house.people[0]?.name ?? "",
    people: house.people.length,
    lacking: house.people.filter(lacks).length,
    claimed: house.people.filter((person) => person.apps.some((app) => app.token === "claimed")).length,
    approved_not_activated: approved,
    last_outcome: last?.outcome ?? null,
    come_back_at: last?.come_back_at ?? null,
    missed,
    unreached: last?.outcome === "met" ? house.people.filter(isUnreached).length : 0,
    done: last !== undefined && !["absent", "come_back"].includes(last.outcome) && missed === 0,
    handed_to: house.handed_to ?? null,
    handed_to_me: false,
    side: sideOf(house.house),
    visited_twice: house.visits.some((visit, at) => at > 0 && visit.by !== house.visits[at - 1]?.by),
    venue: false,
    unsent: house.visits.some((visit) => visit.unsent) || house.people.some((person) => person.apps.some((app) => app.unsent)),
  };
}

/** A door opened. */
export function doorOf(houses: House[], house: House): Door {
  const at = houses.indexOf(house);
  const rest = [...houses.slice(at + 1), ...houses.slice(0, at)].filter((other) => other.hamlet === house.hamlet);
  const h = Number(house.hamlet.slice(7));
  return {
    card: doorCard(house),
    hamlet: house.hamlet,
    hamlet_name: HAMLETS[h] ?? "",
    people: structuredClone(house.people),
    unreached: house.people.filter(isUnreached).map((person) => person.id),
    visits: structuredClone(house.visits),
    next: rest.find((other) => !doorCard(other).done)?.id ?? null,
    taken: [],
  };
}

/** A hamlet with its progress. */
export function hamletCard(houses: House[], h: number): HamletCard {
  const mine = houses.filter((house) => house.hamlet === `hamlet-${h}`);
  const doors = mine.map(doorCard);
  const people = mine.flatMap((house) => house.people.filter((person) => person.apps.some((app) => app.token !== "not_needed")));
  return {
    id: `hamlet-${h}`,
    name: HAMLETS[h] ?? "",
    doors: doors.length,
    doors_done: doors.filter((door) => door.done).length,
    doors_come_back: doors.filter((door) => !door.done && door.last_outcome !== null).length,
    doors_done_in_part: doors.filter((door) => door.done && door.unreached > 0).length,
    people_unreached: doors.reduce((sum, door) => sum + (door.done ? door.unreached : 0), 0),
    people: people.length,
    people_lacking: people.filter(lacks).length,
    approved_not_activated: people.filter((person) => person.apps[0]?.stage === "approved").length,
  };
}
