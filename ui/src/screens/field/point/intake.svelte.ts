import type { ApiError } from "$lib/api.gen";
import { asApiError } from "$lib/backend";
import { base64 } from "$lib/handing";
import { session } from "$lib/state/session.svelte";
import { sentence } from "$lib/words/errors";
import { m } from "$words";

/** The device takes no more; said here, so that no megabytes travel in vain. */
const LARGEST = 16 * 1024 * 1024;
const HEIC = /\.(heic|heif)$/i;

/** A picture on its way into the device, or why it did not get there. */
export interface Incoming {
  number: number;
  name: string;
  /** Absent while it is worked on. */
  refused: string | null;
  /** The device's own word for it; `null` where the window refused. */
  error: ApiError | null;
}

/** Why the window itself does not take a file, or `null`. */
function refusal(file: File): string | null {
  if (HEIC.test(file.name) || /hei[cf]/.test(file.type)) return m.photo_heic();
  if (file.type !== "" && !file.type.startsWith("image/")) return m.photo_not_image();
  return file.size > LARGEST ? m.photo_too_large() : null;
}

/** Pictures being taken in: one after another, beside whatever else is done meanwhile. */
export class Intake {
  all = $state.raw<Incoming[]>([]);
  #count = 0;
  #turn: Promise<void> = Promise.resolve();

  /** Takes a picture in; `done` hears of the one that is kept. */
  take(point: string, file: File, done: (photo: string) => void) {
    const incoming: Incoming = { number: ++this.#count, name: file.name, refused: refusal(file), error: null };
    this.all = [incoming, ...this.all];
    if (incoming.refused !== null) return;
    this.#turn = this.#turn.then(async () => {
      try {
        const photo = await session.ask("add_photo", { session: point, image: await base64(file) });
        this.close(incoming.number);
        done(photo.id);
      } catch (thrown) {
        const error = asApiError(thrown);
        const refused = error.code === "picture_unreadable" ? m.photo_broken() : sentence(error);
        this.all = this.all.map((one) => (one.number === incoming.number ? { ...one, refused, error } : one));
      }
    });
  }

  /** Says no more of it. */
  close(number: number) {
    this.all = this.all.filter((one) => one.number !== number);
  }
}
