import type { ApiError, Commands, Status } from "$lib/api.gen";
import { asApiError, type Backend } from "$lib/backend";

/** Without a touch or a key for so long, the device locks itself. */
const LOCK_AFTER_MS = 5 * 60 * 1000;

/** Which screens a role has. */
export type Desk = "field" | "office" | "inspector";

/** The device as the window knows it: where it stands, and the one way to ask it anything. */
class Session {
  status = $state<Status | null>(null);
  /** Why even the first question failed. */
  failed = $state<ApiError | null>(null);
  #backend: Backend | null = null;
  #touched = Date.now();

  /** Takes the backend and asks where the device stands. */
  async start(backend: Backend) {
    this.#backend = backend;
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
      return await this.#backend.call(name, args);
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
    try {
      this.status = await this.ask("status", {});
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

  /** Locks now. The window forgets what it showed even when the device does not answer. */
  async lock() {
    if (this.status === null) return;
    const closed = { ...this.status, state: "locked" as const };
    this.status = closed;
    try {
      this.status = await this.ask("lock", {});
    } catch {
      this.status = closed;
    }
  }

  /** Starts watching for inactivity; gives what stops it. */
  watch(): () => void {
    const touch = () => (this.#touched = Date.now());
    const look = () => {
      const idle = Date.now() - this.#touched;
      if (this.status?.state === "open" && idle >= LOCK_AFTER_MS) void this.lock();
    };
    const events = ["pointerdown", "keydown", "wheel", "touchmove"] as const;
    for (const event of events) addEventListener(event, touch, { passive: true });
    // A window in the background has slow timers: look again the moment it comes back.
    document.addEventListener("visibilitychange", look);
    const timer = setInterval(look, 5000);
    return () => {
      for (const event of events) removeEventListener(event, touch);
      document.removeEventListener("visibilitychange", look);
      clearInterval(timer);
    };
  }
}

export const session = new Session();
