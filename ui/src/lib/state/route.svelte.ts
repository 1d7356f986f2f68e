/** Where the window is: a screen and what it shows. */
export interface Place {
  screen: string;
  id: string | null;
}

function parse(hash: string): Place {
  const [screen = "", id = ""] = hash.replace(/^#\/?/, "").split("/");
  return { screen, id: id === "" ? null : decodeURIComponent(id) };
}

function hashOf(screen: string, id: string | null): string {
  return id === null ? `#/${screen}` : `#/${screen}/${encodeURIComponent(id)}`;
}

/** The place in the address's fragment, so that the phone's back button closes a door. */
class Route {
  place = $state<Place>(parse(location.hash));
  /** How many places the window opened on top of the first. */
  #depth = 0;
  /** Where going back is to end, whatever was there. */
  #home: string | null = null;
  /** Whose turn it is; the first one's until somebody else's comes. */
  #owner = "";
  /** Where everybody else was when their turn ended. */
  readonly #places = new Map<string, Place>();

  constructor() {
    addEventListener("popstate", (event) => {
      this.#depth = Math.max(0, this.#depth - 1);
      // What somebody else had open before is not this one's to go back to.
      const owner: unknown = event.state;
      if (typeof owner === "string" && owner !== this.#owner) this.replace("");
      else if (this.#home !== null) this.replace(this.#home);
      else this.place = parse(location.hash);
      this.#home = null;
    });
  }

  /** Somebody else's turn begins where theirs ended; `from` is kept for when that turn comes again. */
  turn(from: string, to: string) {
    this.#places.set(from, this.place);
    this.#owner = to;
    this.#depth = 0;
    const { screen, id } = this.#places.get(to) ?? { screen: "", id: null };
    this.replace(screen, id);
  }

  /** It is `owner`'s turn from the start on; nobody else has been anywhere. */
  begin(owner: string) {
    this.#places.clear();
    this.#owner = owner;
  }

  /** Whoever's turn that was does not come back to where it ended. */
  forget(owner: string) {
    this.#places.delete(owner);
  }

  /** Opens a place on top of this one. */
  open(screen: string, id: string | null = null) {
    this.#depth += 1;
    history.pushState(this.#owner, "", hashOf(screen, id));
    this.place = { screen, id };
  }

  /** Shows a place instead of this one. */
  replace(screen: string, id: string | null = null) {
    history.replaceState(this.#owner, "", hashOf(screen, id));
    this.place = { screen, id };
  }

  /**
   * Shows one of the frame's own places. Going back from any of them shows `home`, and from there leaves
   * the app, as people are used to from other apps.
   */
  switchTo(screen: string, home: string) {
    if (screen === this.place.screen && this.place.id === null) return;
    if (screen === home && this.#depth > 0) {
      this.#home = home;
      this.place = { screen, id: null };
      history.back();
    } else if (screen === home || this.#depth > 0) this.replace(screen);
    else this.open(screen);
  }

  /** Back to where the window came from, or to `fallback` when it came from nowhere. */
  back(fallback: string) {
    if (this.#depth > 0) history.back();
    else this.replace(fallback);
  }
}

export const route = new Route();
