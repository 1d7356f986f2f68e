import type { AssignmentCard, StaffDevice, StaffLane, StaffLog, StaffMember } from "$lib/api.gen";
import { m } from "$words";
import { figure, fullMoment } from "./format";
import { roleWord } from "./terms";

/** Members under one heading. */
export interface StaffGroup {
  key: string;
  title: string;
  members: StaffMember[];
}

/** Members by team, by hamlet or by role. Whoever works in two hamlets stands under both; the whole book is a heading of its own. */
export function groups(members: StaffMember[], by: "organisation" | "hamlet" | "role"): StaffGroup[] {
  const parts = new Map<string, StaffGroup>();
  const put = (key: string, title: string, member: StaffMember) => {
    const part = parts.get(key) ?? { key, title, members: [] };
    part.members.push(member);
    parts.set(key, part);
  };
  for (const member of members) {
    if (by === "role") put(member.role, roleWord(member.role), member);
    else if (by === "organisation") put(member.organisation ?? "", member.organisation ?? m.staff_no_organisation(), member);
    else if (member.hamlets === null) put("", m.staff_whole_book(), member);
    else for (const hamlet of member.hamlets) put(hamlet.id, hamlet.name || m.staff_hamlet_unknown(), member);
  }
  const last = (part: StaffGroup) => (part.key === "" ? 1 : 0);
  return [...parts.values()].sort((a, b) => last(a) - last(b) || a.title.localeCompare(b.title, "vi", { numeric: true }));
}

/** Where somebody works: two hamlets by name, more by number. */
export function placesOf(member: StaffMember): string {
  if (member.hamlets === null) return m.staff_whole_book();
  const names = member.hamlets.map((hamlet) => hamlet.name || m.staff_hamlet_unknown());
  const [first = m.staff_no_hamlet(), second, ...more] = names;
  if (second === undefined) return first;
  return more.length === 0 ? `${first}, ${second}` : m.staff_places_more({ first, count: figure(names.length - 1) });
}

/** The one thing to be said of a member in a list, with its look. */
export function statusOf(member: StaffMember): { word: string; look: string } {
  if (member.revoked_at !== null) return { word: m.staff_state_revoked(), look: "text-muted" };
  const working = member.devices.filter((device) => device.state === "accepted");
  if (member.devices.some((device) => device.state === "waiting")) return { word: m.staff_state_waiting(), look: "font-semibold text-attention" };
  const unsent = working.reduce((sum, device) => sum + (device.unsent ?? 0), 0);
  if (unsent > 0) return { word: m.staff_state_unsent({ count: figure(unsent) }), look: "text-attention" };
  if (working.length > 0) return { word: m.staff_state_devices({ count: working.length }), look: "" };
  return member.link_until === null ? { word: m.staff_state_none(), look: "text-muted" } : { word: m.staff_state_link(), look: "text-info" };
}

/** How a device stands with the office. */
export function deviceState(state: string): { word: string; look: string } {
  if (state === "waiting") return { word: m.staff_device_waiting(), look: "text-attention" };
  return state === "revoked" ? { word: m.staff_device_revoked_state(), look: "text-muted" } : { word: m.staff_device_accepted(), look: "text-muted" };
}

/** How much a device had not sent when it was last heard of. */
export function unsentWord(device: StaffDevice): string {
  return device.unsent === null ? m.staff_unsent_unknown() : figure(device.unsent);
}

/** What would be lost with a device, and whether that is known for sure. */
export function lossOf(device: StaffDevice): { word: string; sure: boolean } {
  if (device.last_sync === null) return { word: m.staff_loss_never(), sure: false };
  const at = fullMoment(device.last_sync);
  if (device.unsent === null) return { word: m.staff_loss_unknown({ at }), sure: false };
  if (device.unsent > 0) return { word: m.staff_loss_some({ at, count: figure(device.unsent) }), sure: false };
  return { word: m.staff_loss_none({ at }), sure: true };
}

/** A lane of tonight: "Thôn Phú Lai, Ngõ 5, số chẵn". */
export function laneWord(lane: StaffLane): string {
  const side = lane.side === "odd" ? m.staff_side_odd() : lane.side === "even" ? m.staff_side_even() : "";
  return [lane.hamlet, lane.lane === "" ? m.staff_no_lane() : lane.lane, side].filter((word) => word !== "").join(", ");
}

/** What an officer did. */
export function actWord(line: StaffLog): string {
  const device = line.device ?? "";
  switch (line.act) {
    case "invited":
      return m.staff_act_invited();
    case "link":
      return device === "" ? m.staff_act_link() : m.staff_act_replaced({ device });
    case "device_revoked":
      return m.staff_act_device_revoked({ device });
    case "member_revoked":
      return m.staff_act_member_revoked();
    case "assigned":
      return m.staff_act_assigned();
    default:
      return m.staff_act_other();
  }
}

/** A random name for somebody new (RFC 9562, version 4). */
export function freshId(): string {
  return crypto.randomUUID();
}

/** What is to be done. */
export function taskWord(task: string): string {
  const words: Record<string, () => string> = { collect: m.task_collect, activate: m.task_activate, ihanoi: m.task_ihanoi, etax: m.task_etax, canvass: m.task_canvass };
  return (words[task] ?? (() => task))();
}

export const TASKS = ["canvass", "collect", "activate", "ihanoi", "etax"];

/** The five that have to be clear (5 rõ), in the plan's order, each with whether it is. */
export function five(card: AssignmentCard): { key: string; word: string; clear: boolean }[] {
  const words: [string, () => string][] = [["who", m.five_who], ["task", m.five_task], ["progress", m.five_progress], ["result", m.five_result], ["accountable", m.five_accountable]];
  return words.map(([key, word]) => ({ key, word: word(), clear: !card.missing.includes(key) }));
}
