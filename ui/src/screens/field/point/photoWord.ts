import type { PhotoCard } from "$lib/api.gen";
import { share } from "$lib/words/format";
import { m } from "$words";

/** Where a picture is on its way to the server. `sending`: a sync runs at this moment. */
export function photoWord(photo: PhotoCard, sending: boolean): string {
  if (photo.whole) return m.photo_sent();
  if (photo.sent === null) return m.photo_elsewhere();
  const percent = String(Math.floor(share(photo.sent, photo.bytes)));
  if (sending) return m.photo_sending({ percent });
  return photo.sent > 0 ? m.photo_partly({ percent }) : m.photo_unsent();
}
