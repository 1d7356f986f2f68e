// A moment of one's own for programs: pictures and offers ("tomorrow", "Saturday") do not change with the day.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const LIBRARIES = "/usr/lib";

/** The library that tells a program another time; Debian's package faketime brings it. */
function library() {
  const found = readdirSync(LIBRARIES)
    .map((folder) => join(LIBRARIES, folder, "faketime/libfaketimeMT.so.1"))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error("Debian's package faketime is missing: scripts/install.sh test");
  return found;
}

/** A clock that shows `moment` now and goes on as fast as any other. */
export class Clock {
  #ahead;

  constructor(moment) {
    this.#ahead = Math.round((new Date(moment).getTime() - Date.now()) / 1000);
  }

  /** What it shows. */
  get now() {
    return new Date(Date.now() + this.#ahead * 1000);
  }

  /** What a program is told so that it believes this clock; how long something takes stays true. */
  get env() {
    return { LD_PRELOAD: library(), FAKETIME: `${this.#ahead >= 0 ? "+" : ""}${this.#ahead}s`, FAKETIME_DONT_FAKE_MONOTONIC: "1" };
  }
}
