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

  constructor() {
    addEventListener("popstate", () => {
      this.#depth = Math.max(0, this.#depth - 1);
      this.place = parse(location.hash);
    });
  }

  /** Opens a place on top of this one. */
  open(screen: string, id: string | null = null) {
    this.#depth += 1;
    history.pushState(null, "", hashOf(screen, id));
    this.place = { screen, id };
  }

  /** Shows a place instead of this one. */
  replace(screen: string, id: string | null = null) {
    history.replaceState(null, "", hashOf(screen, id));
    this.place = { screen, id };
  }

  /** Back to where the window came from, or to `fallback` when it came from nowhere. */
  back(fallback: string) {
    if (this.#depth > 0) history.back();
    else this.replace(fallback);
  }
}

export const route = new Route();
