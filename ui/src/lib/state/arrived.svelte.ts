/**
 * The office's link that opened the app, until a screen has taken it. Only in memory: it is as good as a
 * key until it has been used.
 */
class Arrived {
  link = $state<string | null>(null);
  #seen = "";

  /** A link came. The phone tells the one that started the app again and again: each counts once. */
  come(link: string) {
    if (link === this.#seen) return;
    this.#seen = link;
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
