import type { CampaignCard } from "$lib/api.gen";
import { m } from "$words";
import { day } from "./format";

/** A door's place: "Ngõ 5 · số 12". */
export function place(lane: string, house: string): string {
  if (lane !== "" && house !== "") return m.place_lane_house({ lane, house });
  if (house !== "") return m.place_house({ house });
  return lane === "" ? m.place_unknown() : m.place_lane({ lane });
}

/** A lane as a heading. */
export const laneName = (lane: string): string => (lane === "" ? m.lane_none() : lane);

/** A lane within a sentence. */
export const laneSaid = (lane: string): string => (lane === "" ? m.lane_none_said() : lane);

/** A word of warning for a visit at this moment, if the campaign has one. */
export function warningLine(campaign: CampaignCard | null): string | null {
  switch (campaign?.warning) {
    case undefined:
    case null:
      return null;
    case "outside_hours":
      return m.warning_outside_hours({ from: campaign?.hour_from ?? 0, to: campaign?.hour_to ?? 0 });
    case "not_started":
      return m.warning_not_started({ day: day(campaign?.starts ?? "") });
    case "ended":
      return m.warning_ended({ day: day(campaign?.ends ?? "") });
    default:
      return m.warning_other();
  }
}

/** What to say when a tap was saved: with the device's warning, when it gave one. */
export function savedLine(said: string, warning: string | null): string {
  if (warning === null) return said;
  return warning === "outside_hours" ? m.saved_outside_hours() : m.saved_outside_campaign();
}
