import type { AppCard, Choice, Door, NewAbsence, NewAppointment, Saved } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { appointmentWhen, obstacleWord } from "$lib/words/door";
import { lessonWord } from "$lib/words/office";
import { place, savedLine } from "$lib/words/place";
import { appName, outcomeSaid, stageSaid } from "$lib/words/terms";
import { nowSeconds } from "$lib/words/vietnam";
import { m } from "$words";
import { rehearsal } from "../start/rehearsal.svelte";
import { afterPaint } from "./afterPaint";
import type { DoorDraft, Saying, VisitOf } from "./doorDraft.svelte";
import { standing } from "./standing";
import { witnesses } from "./witnesses";

type About = Omit<Saying, "id">;
type Undo = (delta: string) => Promise<void>;

/** Who said or was told one of these was met. */
const MET: Saying["kind"][] = ["record", "agreed", "appointment", "obstacle", "taught", "proposal", "residency", "added"];
/** Nobody goes to them, so that they count for nothing in how a visit went. */
const NOBODY_GOES = ["gone", "do_not_visit", "claimed", "nothing"];

const RECOUNT_MS = 300;

/** One opening of a door, from the knock to the next house. */
export class Opening {
  readonly household: string;
  readonly form: DoorDraft;
  /** Not somebody of this household at a mobile point, where nobody visits the house. */
  readonly atDoor: boolean;
  readonly loaded = new Loaded<Door>();
  /** Taps being saved. */
  #waiting = $state(0);
  /** What is being saved: the same tap twice is one. */
  readonly #saving = new Set<string>();
  /** Taps are saved one after another, none is dropped. */
  #turn: Promise<unknown> = Promise.resolve();
  #recounting: ReturnType<typeof setTimeout> | undefined;
  /** The last line with an undo: its number and words. */
  #line: { id: number; text: string } | null = null;
  /** Where it was, once the screen is gone: what is still said of it has to name it. */
  #left: string | null = null;
  /** Somebody with something to do has nothing left to do tonight. */
  finished: ((person: string) => void) | null = null;
  /** An appointment was made, and there is something left to do with whom it is. */
  appointed: ((person: string, appointment: string) => void) | null = null;
  /** Something said of somebody was taken back. */
  reopened: ((person: string) => void) | null = null;

  constructor(household: string, form: DoorDraft, atDoor = true) {
    this.household = household;
    this.form = form;
    this.atDoor = atDoor;
  }

  get door(): Door | null {
    return this.loaded.value;
  }
  get busy(): boolean {
    return this.#waiting > 0;
  }

  /** Asks for the door as it is now. */
  load(): Promise<Door | null> {
    return this.loaded.load(() => session.ask("door", { household: this.household }));
  }

  #standing(person: string) {
    const card = this.door?.people.find((one) => one.id === person);
    return card === undefined ? null : standing(card, this.form.said, nowSeconds());
  }

  /** The screen is gone. The last line stays in sight over another house, with its undo: now it says which was meant. */
  leave() {
    const card = this.door?.card;
    this.#left = card === undefined ? null : place(card.lane, card.house);
    if (this.#line !== null) toast.reword(this.#line.id, this.#named(this.#line.text));
  }

  #named = (text: string) => (this.#left === null ? text : m.toast_at({ said: text, place: this.#left }));

  #say(text: string, undo: () => Promise<void>) {
    this.#line = { id: toast.say(this.#named(text), undo), text };
  }

  /** Saves in turn; `key` names the tap. Gives `null` when it failed or is being saved already. */
  #save(key: string, tap: () => Promise<Saved>, line: string, about: About | null, undo?: Undo): Promise<Saved | null> {
    if (this.#saving.has(key)) return Promise.resolve(null);
    this.#saving.add(key);
    this.#waiting += 1;
    const turn = this.#turn.then(async () => {
      try {
        const saved = await tap();
        this.adopt(saved, line, about, undo);
        return saved;
      } catch (thrown) {
        toast.refuse(thrown);
        return null;
      } finally {
        this.#saving.delete(key);
        this.#waiting -= 1;
      }
    });
    this.#turn = turn;
    return turn;
  }

  /** Shows what was saved: the device's reply is the door as it then is. */
  adopt(saved: Saved, line: string, about: About | null, undo: Undo = (delta) => this.retract(delta)) {
    const before = about === null ? null : this.#standing(about.person);
    this.loaded.value = saved.door;
    if (about !== null) this.form.said = [...this.form.said, { id: saved.id, ...about }];
    if (about !== null && MET.includes(about.kind) && this.form.visit !== null) witnesses.add(this.form.visit.id, saved.id);
    const done = about !== null && before === "open" && this.#standing(about.person) !== "open";
    this.#recount();
    // The token answers the tap; what comes after it waits for the next frame.
    afterPaint(() => {
      this.#say(savedLine(line, saved.warning), () => undo(saved.id));
      if (done) this.finished?.(about.person);
      else if (about?.kind === "appointment") this.appointed?.(about.person, saved.id);
    });
  }

  /** How much waits to be sent is asked when the screen has answered, once for a handful of taps. */
  #recount() {
    clearTimeout(this.#recounting);
    this.#recounting = setTimeout(() => void session.refresh(), RECOUNT_MS);
  }

  /** Takes a statement of one's own back. */
  async retract(delta: string) {
    await session.ask("retract", { delta });
    const about = this.form.said.find((one) => one.id === delta);
    this.form.said = this.form.said.filter((one) => one.id !== delta);
    witnesses.release(delta);
    const visit = witnesses.lost(delta);
    if (visit !== null) await session.ask("retract", { delta: visit });
    if (this.form.visit !== null && [delta, visit].includes(this.form.visit.id)) this.form.visit = null;
    await this.load();
    toast.say(m.undone(), null, 2500);
    this.#recount();
    if (about !== undefined) this.reopened?.(about.person);
  }

  /** Undoes a changed outcome: what was said before it is said again, so that no agreed evening is lost. */
  async #unchange(delta: string, before: VisitOf, said: string[]) {
    const { outcome, comeBackAt, note } = before;
    const saved = await session.ask("visit", { household: this.household, outcome, come_back_at: comeBackAt, note });
    await session.ask("retract", { delta });
    if (before.implied) witnesses.came(saved.id, said);
    if (this.form.visit?.id === delta) this.form.visit = { ...before, id: saved.id };
    await this.load();
    toast.say(m.undone_again({ outcome: outcomeSaid(outcome) }), null, 2500);
    this.#recount();
  }

  /** The same from the history, where a failure has to be said. */
  async takeBack(delta: string) {
    try {
      await this.retract(delta);
    } catch (thrown) {
      toast.refuse(thrown);
    }
  }

  /** Records what happened at the door. A second outcome of one opening takes the place of the first. */
  async outcome(outcome: string, note: string, comeBackAt: number | null = null): Promise<boolean> {
    await this.#turn;
    const word = note.trim().normalize("NFC");
    const before = this.form.visit;
    // Said already, with a claim: now somebody has tapped it, and what names that visit goes on naming it.
    if (before?.implied && before.outcome === outcome && word === "") {
      this.form.visit = { ...before, implied: false };
      witnesses.release(before.id);
      this.#say(m.visit_saved({ outcome: outcomeSaid(outcome) }), () => this.retract(before.id));
      return true;
    }
    const kept = word === "" ? null : word;
    const tap = () => session.ask("visit", { household: this.household, outcome, come_back_at: comeBackAt, note: kept });
    const said = before === null ? [] : witnesses.release(before.id);
    const undo: Undo = (delta) => (before === null ? this.retract(delta) : this.#unchange(delta, before, said));
    const saved = await this.#save("visit", tap, m.visit_saved({ outcome: outcomeSaid(outcome) }), null, undo);
    if (saved === null) {
      if (before?.implied) witnesses.came(before.id, said);
      return false;
    }
    this.form.visit = { id: saved.id, outcome, comeBackAt, note: kept, implied: false };
    if (before !== null) {
      try {
        await session.ask("retract", { delta: before.id });
        await this.load();
      } catch (thrown) {
        toast.refuse(thrown);
      }
    }
    return true;
  }

  /** Records a stage of one app. */
  record(resident: string, app: AppCard, choice: Choice, citizen: boolean): Promise<Saved | null> {
    const line = m.record_saved({ app: appName(app.app), stage: stageSaid(app.app, choice.level, choice.stage) });
    const { level, stage } = choice;
    const tap = async () => {
      const visit = this.form.visit?.id ?? null;
      const met = this.atDoor && visit === null;
      const known = new Set(this.door?.visits.map((one) => one.id));
      const saved = await session.ask("record", { resident, app: app.app, level, stage, citizen_statement: citizen, visit, met });
      const came = met ? saved.door.visits.find((one) => one.own && !known.has(one.id)) : undefined;
      if (came !== undefined) {
        this.form.visit = { id: came.id, outcome: came.outcome, comeBackAt: null, note: null, implied: true };
        witnesses.came(came.id, this.form.said.filter((one) => MET.includes(one.kind)).map((one) => one.id));
      }
      return saved;
    };
    return this.#save(`${resident} ${app.app} ${level} ${stage}`, tap, line, { kind: "record", person: resident, app: app.app });
  }

  /** Records that somebody is away. */
  absence(name: string, absence: NewAbsence): Promise<Saved | null> {
    return this.#save(`${absence.resident} absence`, () => session.ask("absence", absence), m.absence_saved({ name }), { kind: "absence", person: absence.resident, app: null });
  }

  /** Records the answer to the notice. */
  notice(resident: string, agreement: string): Promise<Saved | null> {
    const refused = agreement === "refused";
    const line = refused ? m.notice_saved_refused() : m.notice_saved_agreed();
    return this.#save(`${resident} ${agreement}`, () => session.ask("notice", { resident, agreement }), line, { kind: refused ? "refused" : "agreed", person: resident, app: null });
  }

  /** Records what hinders somebody, with one app or with all. */
  obstacle(resident: string, reason: string, app: string | null): Promise<Saved | null> {
    return this.#save(`${resident} ${reason}`, () => session.ask("obstacle", { resident, reason, app }), m.saved_obstacle({ reason: obstacleWord(reason) }), { kind: "obstacle", person: resident, app });
  }

  /** Records that somebody was taught something. */
  teach(resident: string, lesson: string): Promise<Saved | null> {
    return this.#save(`${resident} ${lesson}`, () => session.ask("teach", { resident, lesson, app: null }), m.saved_taught({ lesson: lessonWord(lesson) }), { kind: "taught", person: resident, app: null });
  }

  /** Records when somebody goes where only others can help. */
  appointment(of: NewAppointment): Promise<Saved | null> {
    return this.#save(`${of.resident} appointment`, () => session.ask("appointment", of), m.saved_appointment({ when: appointmentWhen(of.at) }), { kind: "appointment", person: of.resident, app: null });
  }

  /** Proposes that somebody is not in scope. */
  propose(resident: string, coarse: string): Promise<Saved | null> {
    return this.#save(`${resident} propose`, () => session.ask("propose", { resident, coarse }), m.saved_proposal(), { kind: "proposal", person: resident, app: null });
  }

  /** Passes on that somebody moved away or died. */
  residency(resident: string, state: string): Promise<Saved | null> {
    return this.#save(`${resident} residency`, () => session.ask("residency", { resident, state }), m.saved_residency(), { kind: "residency", person: resident, app: null });
  }

  /** What the visit of this opening was, by what was said in it; `null` when nothing was. */
  get came(): string | null {
    const kinds = new Set(this.form.said.map((one) => one.kind));
    if (MET.some((kind) => kinds.has(kind))) return "met";
    if (kinds.has("refused") && this.#allRefused()) return "refused";
    return kinds.has("absence") ? "absent" : null;
  }

  /** Nobody is left whom one might still ask. */
  #allRefused(): boolean {
    const asked = (this.door?.people ?? []).map((person) => standing(person, this.form.said, nowSeconds()));
    return asked.every((one) => one === "refused" || NOBODY_GOES.includes(one));
  }

  /**
   * Done here. Who recorded something of somebody met them: the visit says so; where everybody refused or was
   * away, it says that. One refusal closes no house: whoever was not asked stays to do, as where one only looked; a
   * stray tap invents no visit. A note that nothing took along is saved with the visit as it is. Gives whether one
   * may go on.
   */
  async finish(note: string): Promise<boolean> {
    await this.#turn;
    const { visit } = this.form;
    const noted = note.trim() !== "";
    const came = visit === null ? (this.came ?? (noted ? "met" : null)) : noted ? visit.outcome : null;
    if (came !== null) return this.outcome(came, note, visit?.comeBackAt ?? null);
    if (visit?.implied) rehearsal.doorSaved();
    return true;
  }
}
