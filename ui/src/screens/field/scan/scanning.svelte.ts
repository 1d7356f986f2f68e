import type { CardMatch } from "$lib/api.gen";
import { base64 } from "$lib/handing";
import { draft } from "$lib/state/drafts.svelte";
import { Loaded } from "$lib/state/loaded.svelte";
import { session } from "$lib/state/session.svelte";
import type { Prefill } from "../addPersonDraft.svelte";

/** The device takes no more; said here, so that no megabytes travel in vain. */
const LARGEST = 16 * 1024 * 1024;

/** One scan: what was asked of the device and what it answered. Gone with the screen and with the lock. */
export class Scanning {
  readonly found = new Loaded<CardMatch>();

  /** Matches what a scanner or the phone's camera read. */
  text(text: string): Promise<CardMatch | null> {
    return this.found.load(() => session.ask("card_match", { text }));
  }

  /** Matches a picture that somebody chose, dropped or pasted. */
  picture(file: File): Promise<CardMatch | null> {
    return this.found.load(async () => {
      if (file.size > LARGEST) throw { code: "picture_unreadable", detail: "too many bytes" };
      return session.ask("card_image", { image: await base64(file) });
    });
  }
}

/** What outlives the lock: that somebody new is being added, as far as a door may hold it. */
class ScanDraft {
  adding = $state<Prefill | null>(null);
}

export const scanDraft = () => draft("scan", () => new ScanDraft());
