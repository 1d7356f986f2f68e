import { onAndroid } from "./kind";

/** The app's own form, and a page's address with the same in its fragment (`crates/protocol`, enrol_link). */
const ENROL = /^(tungnha:\/\/enrol[?#]|https?:\/\/[^#]+#(.+&)?code=)/i;

/** Whether `link` is an office's: opening the app by any other says nothing. */
export function isEnrolLink(link: string): boolean {
  return ENROL.test(link);
}

/** Where links come from: the one that started the app, and each that opens it while it runs. */
export interface Links {
  current(): Promise<readonly (string | null)[] | null>;
  opened(take: (links: readonly (string | null)[]) => void): Promise<() => void>;
}

/** Who is told of a link. */
export interface Receiver {
  /** It started the app; told each time that somebody begins to watch. */
  begin(link: string): void;
  /** It was opened now. */
  come(link: string): void;
}

const onThePhone: Links = {
  async current() {
    return (await import("@tauri-apps/plugin-deep-link")).getCurrent();
  },
  async opened(take) {
    return (await import("@tauri-apps/plugin-deep-link")).onOpenUrl(take);
  },
};

/**
 * Hands over the link that opened the app, and each that opens it while it runs: from the phone's camera,
 * from a message, from the office's page. Gives what ends it; does nothing where no link opens an app.
 */
export function watchLinks(to: Receiver, from: Links | null = onAndroid ? onThePhone : null): () => void {
  if (from === null) return () => undefined;
  let ended = false;
  let unlisten: (() => void) | undefined;
  const first = (links: readonly (string | null)[] | null) => (ended ? undefined : (links?.find((one) => one !== null && isEnrolLink(one)) ?? undefined));
  void (async () => {
    unlisten = await from.opened((links) => {
      const link = first(links);
      if (link !== undefined) to.come(link);
    });
    if (ended) return unlisten();
    const link = first(await from.current());
    if (link !== undefined) to.begin(link);
  })().catch(() => undefined);
  return () => {
    ended = true;
    unlisten?.();
  };
}
