import type { ApiError, Commands, Status } from "$lib/api.gen";
import { asApiError, type Backend } from "$lib/backend";
import { draftsOf, forgetDraftsOf, keeper, recallDrafts } from "./drafts.svelte";
import { route } from "./route.svelte";
import { settings } from "./settings.svelte";

/** Out of sight for so long, a phone locks itself. */
export const AWAY_MS = 60_000;
const MINUTE_MS = 60_000;
/** Locking waits so long at most for what is half typed to be written. */
const LAST_WORDS_MS = 1000;
/** Practice is somebody's turn as well. */
const PRACTICE = "practice";

/** Whose turn it is: a member's number, practice, or nobody's yet. */
const ownerOf = (status: Status) => (status.rehearsal ? PRACTICE : String(status.number));

/** How long ago a moment was. A clock that was set back says nothing about it, and only the PIN can. */
function since(moment: number): number {
  const past = Date.now() - moment;
  return past < -MINUTE_MS ? Infinity : past;
}

/** Which screens a role has. */
export type Desk = "field" | "office" | "inspector";

/** The device as the window knows it: where it stands, and the one way to ask it anything. */
class Session {
  #status = $state<Status | null>(null);
  #owner: string | null = null;
  /** Who wants to know that somebody else's turn has come, before anything of theirs is shown. */
  turned: (() => void) | null = null;
  /** Who wants to know what the device has just done. */
  done: ((name: keyof Commands) => void) | null = null;
  /** Why even the first question failed. */
  failed = $state<ApiError | null>(null);
  #backend: Backend | null = null;
  #touched = Date.now();
  /** The number of the member whose turn it was last; 0 before any. */
  lastMember = 0;
  /** Since when the window is out of sight. */
  #away: number | null = null;

  get status(): Status | null {
    return this.#status;
  }
  set status(next: Status | null) {
    const before = { owner: this.#owner, state: this.#status?.state };
    if (next !== null) this.#turn(ownerOf(next));
    if (next !== null && next.number > 0) this.lastMember = next.number;
    this.#status = next;
    const opens = next?.state === "open" && !next.rehearsal && (before.state !== "open" || before.owner !== this.#owner);
    if (opens) void recallDrafts();
  }

  /** What one member had in this window is out of the other's reach before the other is shown anything. */
  #turn(owner: string) {
    const before = this.#owner;
    this.#owner = owner;
    if (owner === before) return;
    draftsOf(owner);
    if (before === null) {
      route.begin(owner);
      return;
    }
    route.turn(before, owner);
    if (before === PRACTICE) {
      forgetDraftsOf(PRACTICE);
      route.forget(PRACTICE);
    }
    this.turned?.();
  }

  /** Takes the backend and asks where the device stands. */
  async start(backend: Backend) {
    this.#backend = backend;
    this.#owner = null;
    this.#status = null;
    keeper.file = { keep: (draft) => this.ask("keep_draft", draft), all: () => this.ask("drafts", {}) };
    this.lastMember = 0;
    await this.refresh();
  }

  /** Whether it may be of use to try the network by oneself. */
  get online(): boolean {
    return this.#backend?.online ?? false;
  }

  /** Asks the device. A refusal because it is locked shows the lock screen by itself. */
  async ask<K extends keyof Commands>(name: K, args: Commands[K]["args"]): Promise<Commands[K]["reply"]> {
    if (this.#backend === null) throw asApiError(new Error("no backend yet"));
    try {
      const reply = await this.#backend.call(name, args);
      this.done?.(name);
      return reply;
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.code === "locked" && this.status?.state === "open") {
        this.status = { ...this.status, state: "locked" };
      }
      throw error;
    }
  }

  /** Asks anew where the device stands. */
  async refresh() {
    const owner = this.#owner;
    try {
      const status = await this.ask("status", {});
      // Where somebody stood whose turn is over by now says nothing any more.
      if (owner === this.#owner) this.status = status;
      this.failed = null;
    } catch (thrown) {
      this.failed = asApiError(thrown);
    }
  }

  /** The screens for this member's role. */
  get desk(): Desk {
    const role = this.status?.member?.role;
    if (role === "police" || role === "office") return "office";
    return role === "inspector" ? "inspector" : "field";
  }

  /** Whether this member splits the lanes among others. */
  get leads(): boolean {
    const role = this.status?.member?.role;
    return role === "leader" || role === "hamlet-head";
  }

  /** Locks now. The window forgets what it showed even when the device does not answer. */
  async lock() {
    if (this.status === null || this.status.rehearsal) return;
    const closed = { ...this.status, state: "locked" as const };
    this.status = closed;
    const owner = this.#owner;
    await Promise.race([keeper.write(), new Promise((late) => setTimeout(late, LAST_WORDS_MS))]);
    const locked = await this.ask("lock", {}).catch(() => closed);
    if (owner === this.#owner) this.status = locked;
  }

  /** A colleague comes to this office's computer: this member is locked, and what is half typed is kept. */
  async addOfficer() {
    await Promise.race([keeper.write(), new Promise((late) => setTimeout(late, LAST_WORDS_MS))]);
    this.status = await this.ask("add_member", {});
  }

  /** Starts watching for inactivity; gives what stops it. */
  watch(): () => void {
    const touch = () => (this.#touched = Date.now());
    const look = () => {
      // Practice shows nobody.
      if (this.status?.state !== "open" || this.status.rehearsal) return;
      const idle = since(this.#touched) >= settings.lockMinutes * MINUTE_MS;
      // Whoever sits at an office looks at other windows all day.
      const away = this.desk === "field" && this.#away !== null && since(this.#away) >= AWAY_MS;
      if (idle || away) void this.lock();
    };
    const seen = () => {
      // A window in the background has slow timers, or none: look before anything is seen again.
      look();
      const hidden = document.visibilityState === "hidden";
      this.#away = hidden ? Date.now() : null;
      // A system that needs memory ends what nobody sees.
      if (hidden) void keeper.write();
    };
    const events = ["pointerdown", "keydown", "wheel", "touchmove"] as const;
    for (const event of events) addEventListener(event, touch, { passive: true });
    document.addEventListener("visibilitychange", seen);
    const timer = setInterval(look, 5000);
    return () => {
      for (const event of events) removeEventListener(event, touch);
      document.removeEventListener("visibilitychange", seen);
      clearInterval(timer);
    };
  }
}

export const session = new Session();
