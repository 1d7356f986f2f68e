import type { AppCard, Choice, Door, NewAbsence, Saved } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { savedLine } from "$lib/words/place";
import { appName, outcomeSaid, stageWord } from "$lib/words/terms";
import { m } from "$words";

/** A visit that was recorded since this door was opened. */
interface VisitNow {
  id: string;
  outcome: string;
}

/** One opening of a door, from the knock to the next house. */
export class Opening {
  readonly household: string;
  readonly loaded = new Loaded<Door>();
  /** The visit of this opening; a second tap on another outcome replaces it. */
  visit = $state<VisitNow | null>(null);
  /** A tap is being saved; further taps wait. */
  busy = $state(false);
  /** Something was recorded of somebody here, so somebody was met. */
  #spoken = false;

  constructor(household: string) {
    this.household = household;
  }

  get door(): Door | null {
    return this.loaded.value;
  }

  /** Asks for the door as it is now. */
  load(): Promise<Door | null> {
    return this.loaded.load(() => session.ask("door", { household: this.household }));
  }

  /** Saves one statement; the device's reply is the door as it then is. */
  async #save(said: string, tap: () => Promise<Saved>, undone?: () => void): Promise<Saved | null> {
    if (this.busy) return null;
    this.busy = true;
    try {
      const saved = await tap();
      this.loaded.value = saved.door;
      toast.say(savedLine(said, saved.warning), () => this.retract(saved.id, undone));
      void session.refresh();
      return saved;
    } catch (thrown) {
      toast.refuse(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Takes a statement of one's own back. */
  async retract(delta: string, undone?: () => void) {
    await session.ask("retract", { delta });
    if (this.visit?.id === delta) this.visit = null;
    undone?.();
    await this.load();
    toast.say(m.undone(), null, 2500);
    void session.refresh();
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
    if (this.busy) return false;
    const before = this.visit;
    const saved = await this.#save(m.visit_saved({ outcome: outcomeSaid(outcome) }), () =>
      session.ask("visit", {
        household: this.household,
        outcome,
        come_back_at: comeBackAt,
        note: note.trim() === "" ? null : note.trim().normalize("NFC"),
      }),
    );
    if (saved === null) return false;
    this.visit = { id: saved.id, outcome };
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
    const stage = stageWord(app.app, choice.level, choice.stage);
    this.#spoken = true;
    return this.#save(m.record_saved({ app: appName(app.app), stage }), () =>
      session.ask("record", {
        resident,
        app: app.app,
        level: choice.level,
        stage: choice.stage,
        citizen_statement: citizen,
        visit: this.visit?.id ?? null,
      }),
    );
  }

  /** Records that somebody is away. */
  absence(name: string, absence: NewAbsence): Promise<Saved | null> {
    return this.#save(m.absence_saved({ name }), () => session.ask("absence", absence));
  }

  /** Records the answer to the notice. */
  notice(resident: string, agreement: string): Promise<Saved | null> {
    this.#spoken = true;
    const said = agreement === "refused" ? m.notice_saved_refused() : m.notice_saved_agreed();
    return this.#save(said, () => session.ask("notice", { resident, agreement }));
  }

  /**
   * Done here. Who recorded something of somebody met them: the visit says so. Who only looked goes on, and the
   * door stays to do: a stray tap invents no visit. Gives whether one may go on.
   */
  async finish(note: string): Promise<boolean> {
    if (this.visit !== null || (!this.#spoken && note.trim() === "")) return true;
    return this.outcome("met", note);
  }
}
