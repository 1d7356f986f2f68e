import type { AppointmentCard, Commands, DeskPerson, DeskSlot, HoursCard, MissedCard, PersonCard } from "$lib/api.gen";
import { clockAt, momentOf } from "$lib/words/vietnam";
import { street } from "./address";
import type { Desk } from "./door";
import { FORMATS } from "./leaving";
import { fold } from "./names";
import { HAMLETS, type House } from "./village";

type Asked = "desk_hours" | "set_desk_hours" | "desk_slots" | "desk_day" | "attend" | "receive";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const two = (n: number) => String(n).padStart(2, "0");
const now = () => Math.floor(Date.now() / 1000);
const deskOf = (purpose: string) => (purpose === "one_stop" || purpose === "tax" ? purpose : "police");
const DONE: Record<string, string> = { police: "vneid", one_stop: "ihanoi", tax: "etax" };

function today(ahead = 0) {
  const { year, month, day } = clockAt(now());
  const at = clockAt(momentOf(year, month, day + ahead));
  return { ...at, text: `${at.year}-${two(at.month)}-${two(at.day)}`, from: momentOf(at.year, at.month, at.day) };
}

const card = (id: string, of: Partial<HoursCard>): HoursCard => ({
  id,
  desk: deskOf(of.purpose ?? "vneid_level2"),
  purpose: "vneid_level2",
  place: "Công an xã Cẩm Tân, phòng tiếp dân tầng 1",
  weekdays: 127,
  from: 19 * 60,
  to: 21 * 60,
  slot: 30,
  capacity: 3,
  bring: "Thẻ căn cước, điện thoại có SIM chính chủ",
  until: null,
  over: false,
  unsent: false,
  ...of,
});

/** What a desk of the made-up commune knows. With `busy` it has hours, a day full of people and one who missed it. */
export class Counter {
  readonly #desk: Desk;
  #hours: HoursCard[] = [];
  readonly #undo: Map<string, () => void>;
  readonly #by = new Map<string, string>();
  readonly #said = new Map<string, string>();

  constructor(desk: Desk, undo: Map<string, () => void>, busy: boolean) {
    this.#desk = desk;
    this.#undo = undo;
    if (busy) this.#fill();
  }

  #fill() {
    this.#hours = [
      card("hours-1", {}),
      card("hours-2", { weekdays: 31, from: 8 * 60, to: 11 * 60, slot: 60, capacity: 6 }),
      card("hours-3", { purpose: "one_stop", place: "Bộ phận một cửa xã Cẩm Tân", weekdays: 31, from: 7 * 60 + 30, to: 11 * 60 + 30, bring: null }),
      card("hours-4", { purpose: "tax", place: "Nhà văn hoá thôn Phú Lai", weekdays: 32, until: today(-3).text, over: true }),
    ];
    const evening = today().from + 19 * 3600;
    const people = this.#desk.houses.slice(6, 18).map((house) => house.people[0]!);
    people[1]!.name = "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên";
    people.forEach((person, i) => {
      const slot = i < 4 ? 0 : Math.floor((i - 1) / 3);
      const attendance = i === 0 ? "came" : i === 2 ? "missed" : null;
      this.#add(person, `booked-${i}`, "vneid_level2", i === 11 ? null : evening + slot * 1800, attendance);
    });
    const missed = this.#desk.houses[2]!.people[0]!;
    this.#add(missed, "booked-old", "vneid_level2", today(-2).from + 8 * 3600, "missed");
    missed.appointments[0]!.own = true;
    missed.apps[0]!.next = "appointment_level2";
  }

  #add(person: PersonCard, id: string, purpose: string, at: number | null, attendance: string | null): AppointmentCard {
    const made: AppointmentCard = { id, purpose, at, place: null, bring: this.bring(purpose, at), expected: at !== null && !this.known(purpose), attendance, missed: attendance === "missed", own: false, unsent: false };
    person.appointments = [made, ...person.appointments.filter((one) => one.purpose !== purpose)];
    this.#by.set(id, "Trần Văn Đức");
    return made;
  }

  /** What is to be brought, as the hours say. */
  bring(purpose: string, at: number | null): string | null {
    if (at === null) return null;
    return this.#open(purpose).find((one) => this.#slots(one, at).some((slot) => slot.at <= at && at < slot.ends))?.bring ?? null;
  }

  /** Whether anybody typed hours for it. */
  known(purpose: string): boolean {
    return this.#open(purpose).length > 0;
  }

  #open(purpose: string): HoursCard[] {
    const own = this.#hours.filter((one) => !one.over && one.purpose === purpose);
    return own.length > 0 ? own : this.#hours.filter((one) => !one.over && one.desk === deskOf(purpose));
  }

  /** The slots of some hours on the day of a moment. */
  #slots(hours: HoursCard, at: number): DeskSlot[] {
    const { year, month, day, weekday } = clockAt(at);
    if (((hours.weekdays >> ((weekday + 6) % 7)) & 1) === 0) return [];
    const start = momentOf(year, month, day);
    return Array.from({ length: Math.floor((hours.to - hours.from) / hours.slot) }, (_, n) => {
      const from = start + (hours.from + n * hours.slot) * 60;
      return { at: from, ends: from + hours.slot * 60, place: hours.place, capacity: hours.capacity, booked: 0, people: [] };
    });
  }

  #booked(): { house: House; person: PersonCard; of: AppointmentCard }[] {
    return this.#desk.houses.flatMap((house) => house.people.flatMap((person) => person.appointments.map((of) => ({ house, person, of }))));
  }

  #count(slot: DeskSlot, desk: string): number {
    return this.#booked().filter(({ of }) => deskOf(of.purpose) === desk && of.attendance !== "cancelled" && of.at !== null && slot.at <= of.at && of.at < slot.ends).length;
  }

  /** Own appointments that were missed. */
  missed(): MissedCard[] {
    return this.#booked()
      .filter(({ of }) => of.missed && of.own)
      .map(({ house, person, of }) => ({ appointment: of.id, resident: person.id, household: house.id, name: person.name, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: house.lane, house: house.house, purpose: of.purpose, at: of.at }));
  }

  #row(house: House, person: PersonCard, of: AppointmentCard): DeskPerson {
    const app = person.apps.find((one) => one.app === DONE[deskOf(of.purpose)]);
    return {
      appointment: of.id,
      resident: person.id,
      name: person.name,
      birth_year: person.birth_year,
      last4: person.last4,
      hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "",
      address: street(house),
      phones: person.id.length % 2 === 0 ? ["0530 000 417"] : [],
      purpose: of.purpose,
      at: of.at,
      place: of.place,
      by: this.#by.get(of.id) ?? this.#desk.me(),
      bring: of.bring,
      outcome: of.attendance,
      outcome_own: this.#said.get(of.id) ?? null,
      collected: app !== undefined && ["done", "await_approval"].includes(app.next),
      unsent: of.unsent,
    };
  }

  #attend(house: House, of: AppointmentCard, outcome: string): string {
    const before = { attendance: of.attendance, missed: of.missed };
    Object.assign(of, { attendance: outcome, missed: outcome === "missed" });
    const { id } = this.#desk.saved(house, () => {
      Object.assign(of, before);
      this.#said.delete(of.id);
    });
    this.#said.set(of.id, id);
    return id;
  }

  readonly replies: Replies = {
    desk_hours: () => this.#hours,
    set_desk_hours: ({ id, ...typed }) => {
      const before = this.#hours;
      const known = before.find((one) => one.id === id);
      const made = card(known?.id ?? `hours-${before.length + 1}`, { ...typed, over: typed.until !== null && typed.until < today().text, unsent: true });
      this.#hours = known === undefined ? [...before, made] : before.map((one) => (one === known ? made : one));
      const said = `hours-said-${this.#undo.size}`;
      this.#undo.set(said, () => (this.#hours = before));
      return { id: said, hours: this.#hours };
    },
    desk_slots: ({ purpose, days }) => {
      const offers = Array.from({ length: days }, (_, n) => this.#open(purpose).flatMap((one) => this.#slots(one, today(n).from).map((slot) => ({ slot, one })))).flat();
      return offers
        .filter(({ slot }) => slot.at > now())
        .sort((a, b) => a.slot.at - b.slot.at)
        .map(({ slot, one }) => ({ at: slot.at, ends: slot.ends, place: slot.place, capacity: slot.capacity, left: Math.max(0, slot.capacity - this.#count(slot, one.desk)), bring: one.bring }));
    },
    desk_day: ({ desk, day, find }) => {
      const here = day === null ? today() : { text: day, from: momentOf(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))) };
      const of_desk = this.#booked().filter(({ of }) => deskOf(of.purpose) === desk);
      const of_day = of_desk.filter(({ of }) => of.at !== null && of.at >= here.from && of.at < here.from + 86_400);
      const words = fold(find ?? "").split(" ").filter(Boolean);
      const wanted = ({ person }: { person: PersonCard }) => words.every((word) => fold(person.name).split(" ").some((part) => part.startsWith(word)));
      const rows = (list: typeof of_desk) => list.filter(wanted).sort((a, b) => (a.of.at ?? 0) - (b.of.at ?? 0)).map(({ house, person, of }) => this.#row(house, person, of));
      const slots = this.#hours.filter((one) => !one.over && one.desk === desk).flatMap((one) => this.#slots(one, here.from)).sort((a, b) => a.at - b.at);
      const within = (slot: DeskSlot, at: number | null) => at !== null && slot.at <= at && at < slot.ends;
      const all = rows(of_day);
      for (const slot of slots) Object.assign(slot, { booked: this.#count(slot, desk), people: all.filter((one) => within(slot, one.at)) });
      const count = (outcome: string) => of_day.filter(({ of }) => of.attendance === outcome).length;
      const is_today = here.text === today().text;
      return {
        day: here.text,
        today: is_today,
        slots,
        outside: all.filter((one) => !slots.some((slot) => within(slot, one.at))),
        unsaid: is_today ? rows(of_desk.filter(({ of }) => of.at === null && of.attendance === null)) : [],
        expected: of_day.length - count("cancelled"),
        came: count("came") + of_day.filter(({ house, person, of }) => of.attendance === null && here.from <= now() && this.#row(house, person, of).collected).length,
        missed: count("missed"),
        may_collect: true,
        formats: FORMATS,
      };
    },
    attend: ({ appointments, outcome }) => ({
      said: this.#booked()
        .filter(({ of }) => appointments.includes(of.id))
        .map(({ house, of }) => this.#attend(house, of, outcome)),
    }),
    receive: ({ resident, desk, appointment, collected }) => {
      const [house, person] = this.#desk.person(resident);
      const purpose = desk === "police" ? "vneid_level2" : desk;
      const said: string[] = [];
      let of = person.appointments.find((one) => one.id === appointment) ?? person.appointments.find((one) => deskOf(one.purpose) === desk && one.attendance !== "missed");
      if (of === undefined) {
        const before = person.appointments;
        of = this.#add(person, this.#desk.next(), purpose, now(), null);
        said.push(this.#desk.saved(house, () => (person.appointments = before)).id);
      }
      if (of.attendance !== "came") said.push(this.#attend(house, of, "came"));
      const app = person.apps.find((one) => one.app === DONE[desk]);
      if (collected && app !== undefined) {
        const before = { ...app };
        Object.assign(app, desk === "police" ? { level: 2, stage: "dossier_collected", token: "confirmed", next: "await_approval" } : { stage: "logged_in", token: "confirmed", next: "done" });
        said.push(this.#desk.saved(house, () => Object.assign(app, before)).id);
      }
      return { said };
    },
  };
}
