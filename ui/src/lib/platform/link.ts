import { onAndroid } from "./kind";

/** The app's own form, and a page's address with the same in its fragment (`crates/protocol`, enrol_link). */
const ENROL = /^(tungnha:\/\/enrol[?#]|https?:\/\/[^#]+#(.+&)?code=)/i;

/** Whether `link` is an office's: opening the app by any other says nothing. */
export function isEnrolLink(link: string): boolean {
  return ENROL.test(link);
}

/**
 * Hands over the link that opened the app, and each that opens it while it runs: from the phone's camera,
 * from a message, from the office's page. Gives what ends it; does nothing where no link opens an app.
 */
export function watchLinks(opened: (link: string) => void): () => void {
  if (!onAndroid) return () => undefined;
  let ended = false;
  let unlisten: (() => void) | undefined;
  const take = (links: readonly (string | null)[] | null) => {
    const link = links?.find((one) => one !== null && isEnrolLink(one));
    if (!ended && link) opened(link);
  };
  void (async () => {
    const { getCurrent, onOpenUrl } = await import("@tauri-apps/plugin-deep-link");
    unlisten = await onOpenUrl(take);
    if (ended) unlisten();
    else take(await getCurrent());
  })().catch(() => undefined);
  return () => {
    ended = true;
    unlisten?.();
  };
}
