import type { SessionCard } from "$lib/api.gen";
import type { PointState } from "$lib/state/points.svelte";
import { sameDay } from "$lib/state/points.svelte";
import { m } from "$words";
import { moment, time } from "./format";

/** Kinds of places, the most usual first. */
export const VENUES = ["culture_house", "market", "school", "workplace", "religious", "mall", "meeting", "desk", "other"] as const;

/** A kind of place. */
export function venueWord(venue: string): string {
  const words: Record<string, () => string> = {
    culture_house: m.venue_culture_house,
    market: m.venue_market,
    school: m.venue_school,
    workplace: m.venue_workplace,
    religious: m.venue_religious,
    mall: m.venue_mall,
    meeting: m.venue_meeting,
    desk: m.venue_desk,
  };
  return (words[venue] ?? m.venue_other)();
}

/** From when to when: "18:30 đến 20:45", with the day where it is not today. */
export function hours(point: SessionCard, now: number): string {
  const from = moment(point.starts, now);
  if (point.ends === null) return m.point_hours_from({ from });
  return m.point_hours({ from, to: sameDay(point.starts, point.ends) ? time(point.ends) : moment(point.ends, now) });
}

/** Where a point stands. */
export function pointWord(state: PointState): string {
  return { ahead: m.point_state_ahead, running: m.point_state_running, open: m.point_state_open, over: m.point_state_over }[state]();
}

/** What came of it: "12 người đã đến, 7 việc đã ghi, 3 ảnh." */
export function summary(point: SessionCard, recorded: number): string {
  return m.point_summary({ people: m.point_came({ count: point.people }), recorded: m.point_recorded({ count: recorded }), photos: m.point_photos({ count: point.photos }) });
}
