import type { ApiError, CheckReport, Commands, Disagreement, Door, ErrorCode, Exported, Job, JobOutcome, PersonCard, PersonRow, ReviewItem, Saved, Status } from "$lib/api.gen";
import type { Backend } from "../backend";
import { acceptance, acceptanceReplies } from "./acceptance";
import { Counter } from "./counter";
import { cardImage, cardMatch, newPerson } from "./card";
import { COUNTS, NO_COUNTS, queue, STORIES } from "./desk";
import { disagreements } from "./disagreements";
import { type Desk, doorReplies } from "./door";
import { draftReplies } from "./drafts";
import { duplicateReplies, duplicates } from "./duplicates";
import { practiceHouses, Sharing } from "./members";
import { askedReplies } from "./asked";
import { figureReplies } from "./figures";
import { heldReplies } from "./held";
import { importReplies } from "./importing";
import { found } from "./find";
import { Leaving } from "./leaving";
import { listReplies } from "./lists";
import { fold } from "./names";
import { answersOf, hinder, obstacleReplies } from "./obstacles";
import { PAGES } from "./pages";
import { paperReplies } from "./paper";
import { reviewReplies } from "./review";
import { sessionReplies } from "./sessions";
import { staffReplies } from "./staff";
import { targetReplies } from "./targets";
import { Team } from "./team";
import { doorOf, HAMLETS, hamletCard, type House, largeHamlet, settle, village } from "./village";
import { checked, myWork, troubles } from "./waiting";

type Shared = "members" | "switch_member" | "add_member" | "practice_start" | "practice_end";
type Replies = { [K in Exclude<keyof Commands, Shared>]: (args: Commands[K]["args"]) => Commands[K]["reply"] | Promise<Commands[K]["reply"]> };

const refuse = (code: ErrorCode): never => {
  throw { code, detail: "the made-up device says so" } satisfies ApiError;
};
const now = () => Math.floor(Date.now() / 1000);

/**
 * A device that lives in this window's memory, for component tests and for looking at screens.
 * `state`: open, new, locked, forgetful (locked, and nobody knows what waits), empty, error, loading, outside,
 * shared (locked, two more people), practice, awaiting (enrolled, not accepted until it looks), captive, online (a network to try by oneself, then as open), troubled, real (people who are not invented), conflict (somebody else is always
 * quicker), many (more disagreements than a page), large (a hamlet of 20.000 people), alone (nobody else is known here),
 * offline (the server is out of reach), point (a mobile point is on), desk (the police receive people, and one of them did not come).
 */
export class FakeBackend implements Backend {
  readonly #houses: House[];
  readonly #books: House[] = [];
  readonly #queue: ReviewItem[];
  readonly #sharing: Sharing;
  readonly #team: Team;
  readonly #counter: Counter;
  readonly #leaving = new Leaving(() => this.#status.member);
  #disagreements: Disagreement[];
  #checked: CheckReport | null = null;
  /** Which answers were read. */
  readonly #readAnswers = new Set<string>();
  /** What is half typed. */
  readonly drafts = new Map<string, string>();
  /** How often each operation was called. */
  readonly calls = new Map<string, number>();
  readonly #undo = new Map<string, () => void>();
  readonly #jobs = new Map<number, { kind: string; began: number; ends: JobOutcome; stopped: boolean }>();
  readonly #state: string;
  #status: Status;
  #count = 0;

  constructor(role: string, state = "open") {
    this.#state = state;
    this.#sharing = new Sharing(state, () => new FakeBackend("volunteer", "practice"));
    this.#houses = state === "empty" ? [] : state === "practice" ? practiceHouses() : state === "large" || state === "hundred" || state === "deep" ? largeHamlet() : village();
    if (state !== "practice" && state !== "large") hinder(this.#houses);
    const judged = state === "practice" ? [] : this.#houses;
    this.#queue = queue(judged, { hundred: 100, deep: 250 }[state] ?? 40);
    this.#team = new Team(this.#desk(), state);
    this.#counter = new Counter(this.#desk(), this.#undo, state === "desk");
    this.#disagreements = disagreements(judged, state === "many");
    const locked = state === "locked" || state === "forgetful" || state === "shared";
    const office = role === "police" || role === "office" || role === "inspector";
    this.#status = {
      state: state === "new" ? "new" : locked ? "locked" : "open",
      member: state === "new" ? null : { name: office ? "Thượng uý Hoàng Minh Sơn" : role === "leader" || role === "hamlet-head" ? "Bùi Thị Kim Yến" : "Trần Văn Đức", role, organisation: office ? "Công an xã Cẩm Tân" : "Đoàn Thanh niên xã Cẩm Tân" },
      book: "xã Cẩm Tân",
      campaign: {
        title: "50 ngày đêm cao điểm VNeID",
        theme: "Đi từng ngõ, gõ từng nhà, rà từng người",
        starts: "2025-11-01",
        ends: "2025-12-31",
        hour_from: 7,
        hour_to: 22,
        apps: [
          { app: "vneid", minimum_age: 14, links: PAGES.vneid },
          { app: "ihanoi", minimum_age: 15, links: [] },
          { app: "etax", minimum_age: 18, links: PAGES.etax },
        ],
        contact: "Công an xã Cẩm Tân (số thử), 0530 000 000",
        milestones: [{ title: "Đạt 80 % chỉ tiêu", due: "2025-12-15" }],
        warning: state === "outside" ? "outside_hours" : null,
      },
      practice: state !== "real",
      ...Sharing.status(state),
      work: state === "empty" || state === "practice" ? NO_COUNTS : { ...COUNTS },
      unsent_known: state !== "forgetful",
      last_sync: STORIES[0] ?? null,
      ...troubles(state === "troubled"),
      ...acceptance(state),
      version: "0.1.0",
    };
  }

  get online(): boolean {
    return this.#state === "online";
  }

  async call<K extends keyof Commands>(name: K, args: Commands[K]["args"]): Promise<Commands[K]["reply"]> {
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
    const free = ["status", "unlock", "enrol", "lock"].includes(name);
    if (this.#state === "loading" && !free) return new Promise(() => undefined);
    await Promise.resolve();
    if (this.#sharing.takes(name)) return structuredClone(await this.#sharing.call(name, args, this.#status)) as Commands[K]["reply"];
    if (this.#state === "error" && !free) refuse("file_busy");
    if (this.#status.state !== "open" && !free) refuse("locked");
    // Like a real device, it hands out copies.
    return structuredClone(await this.#replies[name as keyof Replies](structuredClone(args) as never)) as Commands[K]["reply"];
  }

  #desk(): Desk {
    // Asked when it is used: the houses come only with the constructor.
    const houses = () => this.#houses;
    return {
      get houses() {
        return houses();
      },
      books: this.#books,
      me: () => this.#status.member?.name ?? "",
      house: (id) => this.#house(id),
      person: (id) => this.#person(id),
      saved: (house, undo) => this.#saved(house, undo),
      next: () => `d${this.#count + 1}`,
      bring: (purpose, at) => this.#counter.bring(purpose, at),
      knows: (purpose) => this.#counter.known(purpose),
    };
  }

  #opened(house: House): Door {
    return { ...doorOf(this.#houses, house), card: this.#team.door(house), taken: this.#team.elsewhere(house) };
  }
  #house(id: string): House {
    return [...this.#houses, ...this.#books].find((house) => house.id === id) ?? refuse("not_found");
  }
  #person(id: string): [House, PersonCard] {
    const house = [...this.#houses, ...this.#books].find((one) => one.people.some((person) => person.id === id)) ?? refuse("not_found");
    return [house, house.people.find((person) => person.id === id) ?? refuse("not_found")];
  }
  #saved(house: House, undo: () => void): Saved {
    const id = `d${++this.#count}`;
    this.#undo.set(id, undo);
    this.#status.work.unsent += 1;
    return { id, warning: this.#state === "outside" ? "outside_hours" : null, door: this.#opened(house) };
  }
  #row(house: House, person: PersonCard): PersonRow {
    return { person, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: house.lane, house: house.house, found_by: "name" };
  }
  #rows(text: string): PersonRow[] {
    return found(this.#houses.flatMap((house) => house.people.map((person) => this.#row(house, person))), text);
  }
  #start(kind: string, ends: JobOutcome): Job {
    const job = ++this.#count;
    this.#jobs.set(job, { kind, began: Date.now(), ends, stopped: false });
    return this.#job(job);
  }
  #job(job: number): Job {
    const { kind, began, ends, stopped } = this.#jobs.get(job) ?? refuse("no_job");
    const part = Math.min(1, (Date.now() - began) / 900);
    const stage = kind !== "sync" ? (kind === "import" ? "saving" : "reading") : part < 0.2 ? "connecting" : part < 0.7 ? "sending" : "receiving";
    return { job, kind, stage, done: Math.round(part * 38), total: 38, outcome: stopped ? "stopped" : part < 1 ? null : ends };
  }

  /** A file as it is handed out; a window that saves it is told where. */
  #file(file_name: string, rows: number, save: boolean): Exported {
    return { file_name, path: save ? `/storage/emulated/0/Download/Từng Nhà/${file_name}` : null, bytes_base64: btoa("sealed"), rows };
  }

  readonly #replies: Replies = {
    ...acceptanceReplies(() => this.#state),
    ...importReplies((kind, ends) => this.#start(kind, ends)),
    ...heldReplies(() => this.#houses, () => this.#state),
    ...sessionReplies(this.#desk(), () => this.#state),
    ...staffReplies(() => this.#state, () => `d${++this.#count}`, (id, undo) => this.#undo.set(id, undo)),
    ...doorReplies(this.#desk()),
    desk_hours: (args) => this.#counter.replies.desk_hours(args),
    set_desk_hours: (args) => this.#counter.replies.set_desk_hours(args),
    desk_slots: (args) => this.#counter.replies.desk_slots(args),
    desk_day: (args) => this.#counter.replies.desk_day(args),
    attend: (args) => this.#counter.replies.attend(args),
    receive: (args) => this.#counter.replies.receive(args),
    ...listReplies(() => this.#houses, () => this.#status.member, this.#leaving),
    ...this.#leaving.replies((args) => this.#counter.replies.desk_day(args)),
    ...paperReplies(() => this.#houses, () => this.#status.member, () => this.#team.replies().colleagues({ hamlet: "hamlet-0" }), refuse),
    ...reviewReplies({ houses: () => this.#houses, queue: () => this.#queue, state: () => this.#state, me: () => this.#status.member?.name ?? "", next: () => `d${++this.#count}`, keepUndo: (id, undo) => this.#undo.set(id, undo) }),
    ...duplicateReplies(() => duplicates(this.#houses), () => this.#state === "empty", () => `d${++this.#count}`, this.#undo),
    ...figureReplies(this.#desk(), () => this.#state === "empty", (id, undo) => this.#undo.set(id, undo)),
    ...targetReplies(() => this.#state === "empty", () => this.#status.member?.role ?? ""),
    ...askedReplies(() => this.#state === "empty", () => this.#status.member),
    ...obstacleReplies(this.#desk(), this.#readAnswers, (id, undo) => this.#undo.set(id, undo)),
    ...draftReplies(this.drafts, () => this.#status.number),
    lanes: (args) => this.#team.replies().lanes(args),
    doors: (args) => this.#team.replies().doors(args),
    take_lane: (args) => this.#team.replies().take_lane(args),
    handover: (args) => this.#team.replies().handover(args),
    colleagues: (args) => this.#team.replies().colleagues(args),
    coverage: (args) => this.#team.replies().coverage(args),
    status: () => this.#status,
    enrol: ({ link }) => {
      if (!link.includes("://")) refuse("bad_link");
      this.#status.member = { name: "Trần Văn Đức", role: "volunteer", organisation: "Đoàn Thanh niên xã Cẩm Tân" };
      this.#status.state = "open";
      this.#sharing.enrolled(this.#status);
      return this.#status;
    },
    unlock: ({ pin }) => {
      if (pin !== "246810") refuse("wrong_pin");
      this.#status.state = "open";
      return this.#status;
    },
    lock: () => {
      this.#status.state = "locked";
      return this.#status;
    },
    hamlets: () => (this.#houses.length === 0 ? [] : HAMLETS.map((_, h) => hamletCard(this.#houses, h))),
    door: ({ household }) => this.#opened(this.#house(household)),
    find: ({ text, limit }) => this.#rows(text).slice(0, limit),
    card_match: ({ text }) => cardMatch(text, this.#rows("")),
    card_image: ({ image }) => cardImage(image, this.#rows("")),
    people: ({ hamlet, lacking, find, offset, limit }) => {
      const place = HAMLETS[Number(hamlet?.slice(7))];
      const people = this.#rows(find ?? "").filter(
        (row) => (hamlet === null || row.hamlet === place) && (lacking === null || row.person.apps.some((app) => app.app === lacking && !["done", "not_of_age"].includes(app.next))),
      );
      return { total: people.length, people: people.slice(offset, offset + limit) };
    },
    visit: ({ household, outcome, come_back_at, note }) => {
      const house = this.#house(household);
      const id = `d${this.#count + 1}`;
      house.visits.unshift({ id, outcome, at: now(), by: this.#status.member?.name ?? "", note, come_back_at, unsent: true, own: true });
      return this.#saved(house, () => (house.visits = house.visits.filter((visit) => visit.id !== id)));
    },
    record: ({ resident, app, level, stage, visit, met }) => {
      const [house, person] = this.#person(resident);
      if (person.notice === "refused") refuse("notice_refused");
      const at = person.apps.findIndex((card) => card.app === app);
      const before = structuredClone(person.apps);
      const card = person.apps[at] ?? refuse("not_found");
      const done = stage === "activated" ? (level === 2 ? "done" : "appointment_level2") : stage === "dossier_collected" ? (level === 2 ? "await_approval" : "appointment_level2") : "done";
      // Both are statements of their own, and each is taken back by itself.
      if (visit === null && met === true) void this.#replies.visit({ household: house.id, outcome: "met", come_back_at: null, note: null });
      person.apps[at] = { ...card, level, stage, token: "claimed", unsent: true, next: done, own: `d${this.#count + 1}`, returned_because: null, flags: [] };
      settle(person);
      return this.#saved(house, () => (person.apps = before));
    },
    add_resident: (of) => {
      const house = this.#house(of.household);
      const same = this.#rows("").filter(({ person }) => fold(person.name) === fold(of.name) && (of.birth_year === null || person.birth_year === of.birth_year));
      const person = newPerson(`d${this.#count + 1}`, of, this.#person("h0-0-p0")[1]);
      house.people.push(person);
      return { ...this.#saved(house, () => (house.people = house.people.filter((one) => one !== person))), same };
    },
    absence: ({ resident, reason, place, until }) => {
      const [house, person] = this.#person(resident);
      const before = person.absence;
      person.absence = { reason, place, until, own: `d${this.#count + 1}` };
      return this.#saved(house, () => (person.absence = before));
    },
    notice: ({ resident, agreement }) => {
      const [house, person] = this.#person(resident);
      const before = person.notice;
      Object.assign(person, { notice: agreement, notice_own: `d${this.#count + 1}` });
      return this.#saved(house, () => Object.assign(person, { notice: before, notice_own: null }));
    },
    retract: ({ delta }) => {
      (this.#undo.get(delta) ?? refuse("not_found"))();
      return {};
    },
    my_work: () => ({ ...myWork(this.#state === "practice" ? [] : this.#houses, this.#queue, this.#status.work, this.#state === "troubled", this.#checked), given: this.#team.given(this.#houses), answers: this.#state === "practice" ? [] : answersOf(this.#houses, this.#readAnswers), missed: this.#counter.missed() }),
    sync_start: () => {
      // Meanwhile an officer has accepted the phone.
      this.#status.awaiting_acceptance = false;
      const sent = this.#status.work.unsent;
      const ends: JobOutcome = this.#state === "captive" ? { failed: { code: "captive_portal", detail: "" } } : { synced: { at: now(), outcome: "done", sent, received: 12, requests: 2, bytes_up: 5000, bytes_down: 3000 } };
      if (this.#state !== "captive") this.#status.work = { ...this.#status.work, unsent: 0, received: this.#status.work.received + sent };
      return this.#start("sync", ends);
    },
    check_start: () => {
      if (this.#state === "captive") return this.#start("sync", { failed: { code: "captive_portal", detail: "" } });
      this.#checked = checked(this.#state === "troubled");
      return this.#start("sync", { checked: this.#checked });
    },
    courier_out: ({ save }) => {
      if (this.#state === "empty") refuse("sync_first");
      return this.#file("tung-nha-2025-11-22.tungnha-parcel", this.#status.work.unsent, save);
    },
    courier_in: ({ name }) => {
      if (!name.endsWith(".tungnha-reply")) refuse("unreadable_parcel");
      if (name.startsWith("may-khac")) refuse("not_for_this_device");
      const sent = this.#status.work.unsent;
      this.#status.work = { ...this.#status.work, unsent: 0, received: this.#status.work.received + sent };
      const troubled = this.#state === "troubled";
      return { sent, received: troubled ? 0 : 12, decided: 2, late: troubled, reissued: troubled };
    },
    courier_carry: ({ name, save }) => {
      if (!name.endsWith(".tungnha-parcel")) refuse("unreadable_parcel");
      return this.#file(name.replace(/parcel$/, "reply"), 0, save);
    },
    learn_addresses: ({ link }) => {
      if (!link.startsWith("tungnha://server?")) refuse("bad_link");
      return link.includes("xa-khac") ? refuse("not_our_server") : {};
    },
    job: ({ job }) => this.#job(job),
    job_stop: ({ job }) => {
      (this.#jobs.get(job) ?? refuse("no_job")).stopped = true;
      return {};
    },
    disagreements: ({ hamlet, limit, after }) => {
      const place = HAMLETS[Number(hamlet?.slice(7))];
      const all = this.#disagreements.filter((one) => hamlet === null || one.about.hamlet === place);
      const from = after === null ? 0 : all.findIndex((one) => one.id === after) + 1;
      const items = all.slice(from, from + (limit ?? 100));
      return { items, total: all.length, next: from + items.length < all.length ? (items.at(-1)?.id ?? null) : null };
    },
    settle: ({ stands, over }) => {
      const at = this.#disagreements.findIndex((one) => one.heads.some((head) => head.id === stands));
      const found = this.#disagreements[at] ?? refuse("conflict");
      const late = found.heads[1];
      if (this.#state === "conflict" && found.heads.length < 4 && late) {
        found.heads.push({ ...late, id: `${late.id}-late`, by: "Bùi Thị Kim Yến", said_at: now() - 60, received_at: now() - 30, shown: false });
      }
      const seen = new Set([stands, ...over]);
      if (found.heads.length !== seen.size || found.heads.some((head) => !seen.has(head.id))) refuse("conflict");
      if (!found.may_settle) refuse("not_allowed");
      this.#disagreements = this.#disagreements.filter((one) => one !== found);
      const id = `d${++this.#count}`;
      this.#undo.set(id, () => this.#disagreements.splice(at, 0, found));
      this.#status.work.unsent += 1;
      return { id };
    },
    verify: () => ({ agrees: true, deltas: 28_114, registers: 61_230, differences: [] }),
  };
}
