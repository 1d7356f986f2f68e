import type { ApiError, AssignmentCard, Commands, ErrorCode, StaffDevice, StaffLog, StaffMember, StaffPage } from "$lib/api.gen";
import { HAMLETS } from "./village";

type Asked = "staff" | "invite_member" | "new_link" | "revoke_device" | "revoke_member" | "assign_hamlets" | "print_link" | "assignments" | "set_assignment";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const NOW = Math.floor(Date.now() / 1000);
const HOUR = 3600;
const refuse = (code: ErrorCode): never => {
  throw { code, detail: "the made-up server says so" } satisfies ApiError;
};
const hamlet = (h: number) => ({ id: `hamlet-${h}`, name: HAMLETS[h] ?? "" });

function device(id: string, name: string, ago: number | null, unsent: number | null, state = "accepted"): StaffDevice {
  return { device: id, name, check_word: "K7QP", enrolled_at: NOW - 9 * 24 * HOUR, state, received: ago === null ? 0 : 318, unsent, last_sync: ago === null ? null : NOW - ago, this: false };
}

function member(id: string, name: string, role: string, organisation: string | null, hamlets: number[] | null, devices: StaffDevice[]): StaffMember {
  return { member: id, name, role, organisation, hamlets: hamlets?.map(hamlet) ?? null, seen: 1, revoked_at: null, link_until: null, may_change: role !== "office", me: false, devices, lanes: [] };
}

function everybody(): StaffMember[] {
  const young = "Đoàn Thanh niên xã Cẩm Tân";
  const digital = "Tổ chuyển đổi số cộng đồng thôn Phú Lai";
  return [
    { ...member("me", "Thượng uý Hoàng Minh Sơn", "police", "Công an xã Cẩm Tân", null, [{ ...device("pc", "Máy tính phòng trực", 300, 0), this: true }]), me: true },
    member("office", "Lê Thị Thanh Huyền", "office", "UBND xã Cẩm Tân", null, [device("o1", "Máy bàn văn phòng", 26 * HOUR, 0)]),
    { ...member("duc", "Trần Văn Đức", "volunteer", young, [0], [device("d1", "Điện thoại của Đức", 2 * HOUR, 16)]), lanes: [{ hamlet: HAMLETS[0] ?? "", lane: "Ngõ 5", side: "even" }] },
    member("yen", "Bùi Thị Kim Yến", "leader", young, [0, 1], [device("y1", "Điện thoại của Yến", 20 * 60, 0), device("y2", "Máy cũ của Yến", 6 * 24 * HOUR, null, "revoked")]),
    member("thao", "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên", "leader", digital, [0, 1, 2], [device("w2", "Máy tính bảng màu xanh của tổ chuyển đổi số cộng đồng thôn Phú Lai", null, null, "waiting")]),
    member("ngoc", "Nguyễn Thị Bích Ngọc", "volunteer", digital, [0], [device("n1", "Điện thoại của Ngọc", 3 * 24 * HOUR, null)]),
    { ...member("binh", "Phạm Văn Bình", "volunteer", null, [1], []), link_until: NOW + 40 * HOUR },
    member("truong", "Đỗ Đức Trường", "hamlet-head", null, [2], [device("t1", "Điện thoại trưởng thôn", 70 * 60, 0)]),
    { ...member("cu", "Vũ Hữu Lợi", "volunteer", young, [2], [device("l1", "Điện thoại của Lợi", 12 * 24 * HOUR, 0, "revoked")]), revoked_at: NOW - 5 * 24 * HOUR },
  ];
}

function assignment(id: string, h: number, task: string, rest: Partial<AssignmentCard>): AssignmentCard {
  return { id, ...{ hamlet: `hamlet-${h}`, place: HAMLETS[h] ?? "" }, task, who: null, accountable: null, due: null, goal: null, result: null, missing: [], late: false, progress: { done: 0, claimed: 0, of: 320 }, unsent: false, ...rest };
}

function given(): AssignmentCard[] {
  return [
    assignment("a1", 0, "canvass", { who: "Đoàn Thanh niên xã Cẩm Tân", accountable: "Bùi Thị Kim Yến", due: "2025-11-15", goal: 61, progress: { done: 34, claimed: 34, of: 61 } }),
    assignment("a2", 1, "activate", { who: "Tổ chuyển đổi số cộng đồng thôn Phú Lai", due: "2099-12-15", progress: { done: 118, claimed: 131, of: 402 } }),
    assignment("a3", 2, "collect", { accountable: "Đỗ Đức Trường", goal: 45, progress: { done: 12, claimed: 19, of: 377 }, unsent: true }),
    assignment("a4", 0, "ihanoi", { who: "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên", accountable: "Lê Thị Thanh Huyền", due: "2099-12-25", goal: 150, progress: { done: 96, claimed: 104, of: 388 } }),
    assignment("a5", 2, "canvass", { who: "Trưởng thôn và chi bộ", accountable: "Đỗ Đức Trường", due: "2025-11-10", goal: 48, result: "Đã gõ đủ 48 nhà, 3 nhà đi làm xa.", progress: { done: 48, claimed: 48, of: 48 } }),
  ];
}

/** As the device does it: what is not clear of the five. */
function judged(card: AssignmentCard): AssignmentCard {
  const late = card.result === null && card.due !== null && card.due < new Date().toISOString().slice(0, 10);
  const lacks: [string, boolean][] = [["who", card.who === null], ["progress", card.due === null], ["result", card.result === null && (card.goal === null || late)], ["accountable", card.accountable === null]];
  return { ...card, late, missing: lacks.filter(([, missing]) => missing).map(([word]) => word) };
}

/** People, phones and assignments of the made-up commune. */
export function staffReplies(state: () => string, next: () => string, keepUndo: (id: string, undo: () => void) => void): Replies {
  let members = everybody();
  let log: StaffLog[] = [{ at: NOW - 5 * 24 * HOUR, by: "Thượng uý Hoàng Minh Sơn", act: "member_revoked", member: "cu", device: null }];
  let assignments = given();
  const page = (): StaffPage => ({ members: state() === "empty" ? members.slice(0, 1) : members, log, roles: ["volunteer", "leader", "hamlet-head", "police", "inspector"], whole_book: true });
  const found = (id: string) => members.find((one) => one.member === id) ?? refuse("not_found");
  const change = (id: string, act: string, to: (one: StaffMember) => Partial<StaffMember>, of: string | null = null) => {
    if (state() === "conflict") refuse("conflict");
    const before = found(id);
    const name = before.devices.find((one) => one.device === of)?.name ?? null;
    members = members.map((one) => (one.member === id ? { ...one, ...to(one), seen: one.seen + 1 } : one));
    log = [{ at: NOW, by: "Thượng uý Hoàng Minh Sơn", act, member: id, device: name }, ...log];
  };
  const revoked = (devices: StaffDevice[], id: string | null) => devices.map((one) => (one.device === id ? { ...one, state: "revoked" } : one));
  const link = (id: string, until: number) => {
    const text = "tungnha://enrol?at=192.168.1.20:8443&code=ABCDE-FGHJK-LMNPQ-RSTUV&key=6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRtbL8";
    return { member: id, name: found(id).name, qr: text, link: text, until, here_only: state() === "alone", page: page() };
  };
  return {
    staff: () => (state() === "captive" ? refuse("no_connection") : page()),
    invite_member: ({ member: id, name, role, organisation, hamlets, hours }) => {
      if (state() === "conflict") refuse("conflict");
      const until = NOW + hours * HOUR;
      if (!members.some((one) => one.member === id)) members = [...members, { ...member(id, name, role, organisation, hamlets?.map((h) => Number(h.slice(7))) ?? null, []), link_until: until }];
      log = [{ at: NOW, by: "Thượng uý Hoàng Minh Sơn", act: "invited", member: id, device: null }, ...log];
      return link(id, until);
    },
    new_link: ({ member: id, replaces, hours }) => {
      const until = NOW + hours * HOUR;
      change(id, "link", (one) => ({ link_until: until, devices: revoked(one.devices, replaces) }), replaces);
      return link(id, until);
    },
    revoke_device: ({ device: id }) => {
      const owner = members.find((one) => one.devices.some((device) => device.device === id)) ?? refuse("not_found");
      change(owner.member, "device_revoked", (one) => ({ devices: revoked(one.devices, id) }), id);
      return page();
    },
    revoke_member: ({ member: id }) => {
      change(id, "member_revoked", () => ({ revoked_at: NOW, link_until: null }));
      return page();
    },
    assign_hamlets: ({ member: id, hamlets }) => {
      change(id, "assigned", () => ({ hamlets: hamlets.map((h) => hamlet(Number(h.slice(7)))) }));
      return page();
    },
    print_link: ({ save }) => ({ file_name: "giay-moi-2025-11-22.pdf", path: save ? "/home/can-bo/TungNha/giay-moi-2025-11-22.pdf" : null, bytes_base64: btoa("%PDF-"), rows: 1 }),
    assignments: ({ hamlet: of, closed }) => {
      const all = (state() === "empty" ? [] : assignments).filter((card) => (closed || card.result === null) && (of === null || card.hamlet === of)).map(judged);
      all.sort((a, b) => Number(a.result !== null) - Number(b.result !== null) || Number(b.late) - Number(a.late) || b.missing.length - a.missing.length);
      return { assignments: all, lacking: all.filter((card) => card.missing.length > 0).length, late: all.filter((card) => card.late).length, may_write: true };
    },
    set_assignment: ({ of, ...rest }) => {
      const id = next();
      const before = assignments;
      const h = Number(rest.hamlet.slice(7));
      assignments = of === null ? [...assignments, assignment(id, h, rest.task, { ...rest, unsent: true })] : assignments.map((card) => (card.id === of ? { ...card, ...rest, unsent: true } : card));
      keepUndo(id, () => (assignments = before));
      return { ids: [id] };
    },
  };
}
