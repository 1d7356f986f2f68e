/** A lane as the split sees it. */
export interface LaneWork {
  lane: string;
  /** Doors still to do. */
  left: number;
}

/**
 * Splits lanes, in walking order, among `people`: each gets lanes that lie next to each other, and as even a number
 * of doors as that allows (the least sum of squares). Lanes without anything to do are nobody's. Of more people than
 * lanes the last ones get none. Gives the lanes of each, in the order of `people`.
 */
export function splitEvenly(lanes: LaneWork[], people: number): LaneWork[][] {
  const work = lanes.filter((lane) => lane.left > 0);
  const parts = Math.min(people, work.length);
  const split: LaneWork[][] = Array.from({ length: people }, () => []);
  if (parts === 0) return split;
  const before = [0];
  for (const { left } of work) before.push((before.at(-1) ?? 0) + left);
  const sum = (from: number, to: number) => (before[to] ?? 0) - (before[from] ?? 0);

  // best[p][n]: the least that the first n lanes cost among p people; cut[p][n]: where the last one's lanes begin.
  let best = work.map((_, n) => sum(0, n + 1) ** 2);
  best.unshift(Infinity);
  const cuts: number[][] = [];
  for (let p = 2; p <= parts; p++) {
    const next = new Array<number>(work.length + 1).fill(Infinity);
    const cut = new Array<number>(work.length + 1).fill(0);
    for (let n = p; n <= work.length; n++) {
      for (let from = p - 1; from < n; from++) {
        const cost = (best[from] ?? Infinity) + sum(from, n) ** 2;
        if (cost < (next[n] ?? Infinity)) {
          next[n] = cost;
          cut[n] = from;
        }
      }
    }
    best = next;
    cuts.push(cut);
  }
  let end = work.length;
  for (let p = parts - 1; p > 0; p--) {
    const from = cuts[p - 1]?.[end] ?? 0;
    split[p] = work.slice(from, end);
    end = from;
  }
  split[0] = work.slice(0, end);
  return split;
}
