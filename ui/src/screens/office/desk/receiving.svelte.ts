import type { DeskPage, DeskPerson } from "$lib/api.gen";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import { toast } from "$lib/state/toast.svelte";
import { clockAt, momentOf, nowSeconds } from "$lib/words/vietnam";
import { m } from "$words";
import { collectedWord, type DeskName } from "./words";

const two = (n: number) => String(n).padStart(2, "0");

/** How long an appointment lasts at an hour at which no desk is open: a usual slot, in seconds. */
const USUAL = 1800;

/** The day `by` days after `day` (yyyy-mm-dd). */
export function dayAfter(day: string, by: number): string {
  const [y = 0, month = 1, d = 1] = day.split("-").map(Number);
  const at = clockAt(momentOf(y, month, d + by));
  return `${at.year}-${two(at.month)}-${two(at.day)}`;
}

/** A desk's day: who comes, who is in view, and what is written down of them. */
export class Receiving {
  readonly page = new Loaded<DeskPage>();
  desk = $state<DeskName>("police");
  /** yyyy-mm-dd; `null` for today. */
  day = $state<string | null>(null);
  find = $state("");
  /** The appointment in view. */
  at = $state<string | null>(null);
  busy = $state(false);
  /** The moment as last looked at the clock, in seconds: whose hour is over changes while the page stands. */
  now = $state(nowSeconds());

  /** Everybody of the page, as they stand below one another. */
  readonly people = $derived<DeskPerson[]>(this.page.value === null ? [] : [...this.page.value.slots.flatMap((slot) => slot.people), ...this.page.value.outside, ...this.page.value.unsaid]);
  readonly current = $derived<DeskPerson | null>(this.people.find((one) => one.appointment === this.at) ?? this.people[0] ?? null);

  async load() {
    const { desk, day, find } = this;
    this.look();
    await this.page.load(() => session.ask("desk_day", { desk, day, find: find.trim() === "" ? null : find.trim().normalize("NFC") }));
  }

  /** Looks at the clock. */
  look() {
    this.now = nowSeconds();
  }

  turn(to: Partial<Pick<Receiving, "desk" | "day" | "find">>) {
    Object.assign(this, to);
    return this.load();
  }

  /** To another day. */
  go(by: number) {
    const here = this.page.value?.day;
    if (here !== undefined) void this.turn({ day: dayAfter(here, by) });
  }

  move(by: number) {
    const n = this.people.findIndex((one) => one === this.current);
    this.at = this.people[Math.max(0, Math.min(this.people.length - 1, n + by))]?.appointment ?? null;
  }

  /** Whose hour is over, and who neither came nor handed anything in nor was written down otherwise. */
  get rest(): DeskPerson[] {
    const { value } = this.page;
    if (value === null) return [];
    const over = [...value.slots.filter((slot) => slot.ends <= this.now).flatMap((slot) => slot.people), ...value.outside.filter((one) => one.at !== null && one.at + USUAL <= this.now)];
    return over.filter((one) => one.outcome === null && !one.collected);
  }

  async #say(ask: () => Promise<{ said: string[] }>, line: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const { said } = await ask();
      toast.say(line, () => this.#takeBack(said));
      await this.load();
      void session.refresh();
      return true;
    } catch (thrown) {
      toast.refuse(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Came, missed or cancelled. The next one that waits comes into view. */
  async attend(outcome: "came" | "missed" | "cancelled", who = this.current): Promise<boolean> {
    if (who === null || who.outcome === outcome) return false;
    const words = { came: m.desk_saved_came, missed: m.desk_saved_missed, cancelled: m.desk_saved_cancelled };
    const done = await this.#say(() => session.ask("attend", { appointments: [who.appointment], outcome }), words[outcome]({ name: who.name }));
    if (done) this.#next(who);
    return done;
  }

  /** Everybody whose hour went by without them. */
  async restMissed(): Promise<boolean> {
    this.look();
    const { rest } = this;
    if (rest.length === 0) return false;
    return this.#say(() => session.ask("attend", { appointments: rest.map((one) => one.appointment), outcome: "missed" }), m.desk_rest_missed_said({ count: rest.length }));
  }

  /** What the desk is for is done, and the person came: one step. */
  async collect(who: DeskPerson): Promise<boolean> {
    const { desk } = this;
    const line = m.desk_saved_collected({ done: collectedWord(desk), name: who.name });
    const done = await this.#say(() => session.ask("receive", { resident: who.resident, desk, appointment: who.appointment, collected: true }), line);
    if (done) this.#next(who);
    return done;
  }

  /** Somebody is here without an appointment; comes into view. */
  async walkIn(resident: string, name: string): Promise<boolean> {
    const { desk } = this;
    this.day = null;
    this.find = "";
    const done = await this.#say(() => session.ask("receive", { resident, desk, appointment: null, collected: false }), m.desk_saved_came({ name }));
    if (done) this.at = this.people.find((one) => one.resident === resident)?.appointment ?? this.at;
    return done;
  }

  #next(from: DeskPerson) {
    const n = this.people.findIndex((one) => one.appointment === from.appointment);
    this.at = (this.people.slice(n + 1).find((one) => one.outcome === null) ?? this.people[n])?.appointment ?? null;
  }

  async #takeBack(said: string[]) {
    for (const delta of [...said].reverse()) await session.ask("retract", { delta });
    await this.load();
    toast.say(m.undone(), null, 2500);
  }
}
