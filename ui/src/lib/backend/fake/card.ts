import type { CardMatch, CardPerson, ErrorCode, NewResident, PersonCard, PersonRow } from "$lib/api.gen";
import { fold } from "./names";

const refuse = (code: ErrorCode): never => {
  throw { code, detail: "" };
};

/** A made-up card's code; its province was never issued. */
export function cardText(name: string, birthYear: number, sex: string, last4: string, address = "Thôn Phú Lai, Xã Cẩm Tân"): string {
  const century = birthYear >= 2000 ? 2 : 0;
  const number = `003${century + (sex === "female" ? 1 : 0)}${String(birthYear).slice(2)}00${last4}`;
  return [number, "", name, `0203${birthYear}`, sex === "female" ? "Nữ" : "Nam", address, "15032021"].join("|");
}

/** As a real device judges, in few lines: wrong codes by name, people by name, year, sex and digits. */
export function cardMatch(text: string, rows: PersonRow[]): CardMatch {
  if (/vneid/i.test(text)) refuse("vneid_code");
  if (text.includes("://")) refuse("link_code");
  const [number = "", old = "", name = "", birth = "", sexWord = "", address = "", issued] = text.trim().split("|");
  if (/^[0-9a-f]{6,}$/i.test(old) && number.length !== 12) refuse("health_card");
  if (!/^\d{12}$/.test(number)) refuse("not_a_card");
  if (issued === undefined || !/^\d{8}$/.test(birth)) refuse("card_unreadable");
  const [birth_year, sex, last4] = [Number(birth.slice(4)), sexWord === "Nam" ? "male" : "female", number.slice(8)];
  const people: CardPerson[] = [];
  for (const row of rows) {
    const person = row.person;
    const differs = [
      ...(fold(person.name) === fold(name) ? [] : ["name"]),
      ...(person.birth_year === birth_year ? [] : ["birth_year"]),
      ...(person.sex === sex ? [] : ["sex"]),
      ...(person.last4 === null || person.last4 === last4 ? [] : ["last4"]),
    ];
    const named = !differs.includes("name");
    if (named && (person.last4 === last4 || !["birth_year", "sex"].some((what) => differs.includes(what)))) people.push({ row, differs });
  }
  people.sort((a, b) => a.differs.length - b.differs.length);
  const sure = people.filter((one) => one.differs.length === 0 && one.row.person.last4 === last4);
  const offered = sure.length > 0 ? sure : people;
  return {
    verdict: offered.length === 0 ? "none" : offered.length === 1 ? "one" : "several",
    people: offered.slice(0, 8),
    prefill: { name, birth_year, sex, last4, address },
    notes: [...(number.slice(4, 6) === birth.slice(6) ? [] : ["number_birth_year"]), ...(/^[\x20-\x7e]*$/.test(name) ? ["bare_name"] : [])],
  };
}

/** It reads no pictures: a "picture" is the code's text after the word `card:`. */
export function cardImage(image: string, rows: PersonRow[]): CardMatch {
  const text = new TextDecoder().decode(Uint8Array.from(atob(image), (char) => char.charCodeAt(0)));
  if (text.startsWith("no picture")) refuse("picture_unreadable");
  return text.startsWith("card:") ? cardMatch(text.slice(5), rows) : refuse("no_code_in_picture");
}

/** Somebody new, of whom nothing is known yet. */
export function newPerson(id: string, of: NewResident, like: PersonCard): PersonCard {
  const apps = like.apps.map((app) => ({ ...app, level: 0, stage: "not_registered", token: "none", next: app.app === "vneid" ? "register" : "vneid_first", unsent: false, flags: [], own: null, returned_because: null }));
  const { household, name, birth_year, sex, last4 } = of;
  return { ...like, id, household, name, birth_year, sex, last4, apps, state: "living", absence: null, notice: null, disputed: false };
}
