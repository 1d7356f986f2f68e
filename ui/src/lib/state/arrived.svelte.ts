/**
 * The office's link that opened the app, until a screen has taken it. Only in memory: it is as good as a
 * key until it has been used.
 */
class Arrived {
  link = $state<string | null>(null);
  #last = "";

  /** The link that the phone says started the app. It says so again and again: only once it is news. */
  begin(link: string) {
    if (link !== this.#last) this.come(link);
  }

  /** Somebody has opened a link: each time anew, also the same one after it was put aside. */
  come(link: string) {
    this.#last = link;
    this.link = link;
  }

  /** Takes it: the next one who asks gets none. */
  take(): string | null {
    const link = this.link;
    this.link = null;
    return link;
  }
}

export const arrived = new Arrived();
