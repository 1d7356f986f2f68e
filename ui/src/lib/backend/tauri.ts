import { invoke } from "@tauri-apps/api/core";
import type { Commands } from "$lib/api.gen";
import { asApiError, type Backend } from "./backend";

/** The device inside the same program: the window's shell passes each call on. */
export class TauriBackend implements Backend {
  get online(): boolean {
    return navigator.onLine;
  }

  async call<K extends keyof Commands>(name: K, args: Commands[K]["args"]): Promise<Commands[K]["reply"]> {
    try {
      return await invoke<Commands[K]["reply"]>("call", { name, args });
    } catch (error) {
      throw asApiError(error);
    }
  }
}
