/**
 * Visits that nobody tapped: they came along with a claim. Each with what was said in its opening that shows somebody
 * was met. With the last of that taken back the visit goes too, however long ago the opening was: a stray tap invents
 * no visit. In memory only: a program that was started anew leaves what was saved as it is.
 */
class Witnesses {
  readonly #of = new Map<string, Set<string>>();

  /** A visit came along; `said` bears it out. */
  came(visit: string, said: string[]) {
    this.#of.set(visit, new Set(said));
  }
  /** Something more bears it out. Nothing where the visit was tapped. */
  add(visit: string, said: string) {
    this.#of.get(visit)?.add(said);
  }
  /** Somebody tapped the visit, or took it back: it depends on nothing any more. Gives what bore it out. */
  release(visit: string): string[] {
    const said = [...(this.#of.get(visit) ?? [])];
    this.#of.delete(visit);
    return said;
  }
  /** A statement was taken back. Gives the visit that nothing bears out any more, if there is one. */
  lost(said: string): string | null {
    for (const [visit, witnesses] of this.#of) {
      if (!witnesses.delete(said) || witnesses.size > 0) continue;
      this.#of.delete(visit);
      return visit;
    }
    return null;
  }
}

export const witnesses = new Witnesses();
