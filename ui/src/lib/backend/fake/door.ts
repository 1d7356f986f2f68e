import type { Commands, PersonCard, Saved } from "$lib/api.gen";
import type { House } from "./village";

type Replies = { [K in keyof Commands]: (args: Commands[K]["args"]) => Commands[K]["reply"] };
type DoorReplies = Pick<
  Replies,
  "residency" | "obstacle" | "appointment" | "propose" | "decide_eligibility" | "add_household" | "add_resident"
>;

/** What the operations at a door need of the made-up device. */
export interface Desk {
  houses: House[];
  /** What mobile points keep of people from elsewhere: no doors. */
  books: House[];
  /** The member's name. */
  me: () => string;
  house: (id: string) => House;
  person: (id: string) => [House, PersonCard];
  /** Notes a statement with what undoes it. */
  saved: (house: House, undo: () => void) => Saved;
  /** The id that the next statement will have. */
  next: () => string;
  /** What is to be brought to an appointment, as the desk's hours say. */
  bring: (purpose: string, at: number | null) => string | null;
  /** Whether the desk's hours for this are known. */
  knows: (purpose: string) => boolean;
}

const NOW = Math.floor(Date.now() / 1000);
/** What is said at a door besides visits, accounts, absences and the notice. */
export function doorReplies(desk: Desk): DoorReplies {
  /** Adds to a list of the person's, and takes it out again. */
  const add = <T extends { id: string }>(house: House, list: T[], item: T) => {
    list.unshift(item);
    return desk.saved(house, () => list.splice(list.findIndex((one) => one.id === item.id), 1));
  };
  return {
    residency: ({ resident, state }) => {
      const [house, person] = desk.person(resident);
      Object.assign(person, { claimed_state: state, claimed_state_own: desk.next() });
      return desk.saved(house, () => Object.assign(person, { claimed_state: null, claimed_state_own: null }));
    },
    obstacle: ({ resident, reason, app }) => {
      const [house, person] = desk.person(resident);
      return add(house, person.obstacles, { id: desk.next(), reason, app, at: NOW, own: true, unsent: true, answer: null });
    },
    appointment: ({ resident, purpose, at, place }) => {
      const [house, person] = desk.person(resident);
      person.appointments = person.appointments.filter((one) => one.purpose !== purpose);
      return add(house, person.appointments, { id: desk.next(), purpose, at, place, bring: desk.bring(purpose, at), expected: at !== null && !desk.knows(purpose), attendance: null, missed: false, own: true, unsent: true });
    },
    propose: ({ resident }) => {
      const [house, person] = desk.person(resident);
      Object.assign(person, { eligibility: "proposed", proposal_own: desk.next() });
      return desk.saved(house, () => Object.assign(person, { eligibility: null, proposal_own: null }));
    },
    decide_eligibility: ({ resident, standing }) => {
      const [house, person] = desk.person(resident);
      const before = person.eligibility;
      person.eligibility = standing;
      return desk.saved(house, () => (person.eligibility = before));
    },
    add_household: ({ hamlet, lane, house, head }) => {
      const made: House = { id: `new-${desk.houses.length}`, hamlet, lane: lane ?? "", house: house ?? "", people: [], visits: [] };
      desk.houses.push(made);
      const saved = desk.saved(made, () => desk.houses.splice(desk.houses.indexOf(made), 1));
      return { ...saved, door: { ...saved.door, card: { ...saved.door.card, head: head ?? "" } } };
    },
    add_resident: ({ household, name, birth_year, sex, last4 }) => {
      const house = desk.house(household);
      const like = desk.houses.flatMap((one) => one.people)[0];
      const id = desk.next();
      const blank = { absence: null, notice: null, notice_own: null, disputed: false, eligibility: null, proposal_own: null, proposal_refused: null, claimed_state: null, claimed_state_own: null, obstacles: [], appointments: [], taught: [] };
      const apps = structuredClone(like?.apps ?? []).map((app) => ({ ...app, level: 0, stage: "not_registered", token: "none", own: null, returned_because: null, flags: [], next: app.app === "vneid" ? "register" : "vneid_first" }));
      house.people.push({ id, household, name, birth_year, sex, last4, state: "living", apps, ...blank });
      const saved = desk.saved(house, () => (house.people = house.people.filter((one) => one.id !== id)));
      return { ...saved, id, same: [] };
    },
  };
}

