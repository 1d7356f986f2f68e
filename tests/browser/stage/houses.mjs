// Houses of the sample by the state of their people, as a device lists them.

/** What one tap brings to its end at the door, and what only the police can do, for whom a tap makes an appointment. */
const RECORDED = ["activate_level1", "activate_level2", "install", "create_account", "log_in", "vneid_first"];
const AT_POLICE = "appointment_level2";

const next = (person, app) => person.apps.find((one) => one.app === app)?.next;
/** Whether VNeID takes an appointment with the police. */
export const needsPolice = (person) => next(person, "vneid") === AT_POLICE;
const toDo = (person) => person.apps.length === 3 && person.apps.every((app) => [...RECORDED, AT_POLICE].includes(app.next));
const adult = (person) => next(person, "etax") !== "not_of_age" && next(person, "etax") !== "check_age";

/** The houses of the people that `tungnha list` gives: each an array of people in their order. */
function houses({ people }) {
  const all = new Map();
  for (const { person } of people) all.set(person.household, [...(all.get(person.household) ?? []), person]);
  return [...all.values()];
}

const fourAdults = (people) => people.length === 4 && people.every((one) => one.state === "living" && adult(one));

/** A house of four where every app of everybody is still to do; at most one of them needs the police for VNeID. */
export function fullHouse(list) {
  const found = houses(list).find((people) => fourAdults(people) && people.every(toDo) && people.filter(needsPolice).length <= 1);
  if (found === undefined) throw new Error("the sample has no house of four with three apps each to do: another seed is needed");
  return found;
}

/** A house of four adults, one of whom needs the police, and all of whom have something to do. */
export function mixedHouse(list) {
  const busy = (person) => person.apps.some((app) => [...RECORDED, AT_POLICE].includes(app.next));
  const found = houses(list).find((people) => fourAdults(people) && people.every(busy) && people.filter(needsPolice).length === 1);
  if (found === undefined) throw new Error("the sample has no house of four, one of whom needs the police: another seed is needed");
  return found;
}
