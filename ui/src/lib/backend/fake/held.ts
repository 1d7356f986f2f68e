import type { About, ApiError, Commands, FilterCount, HeadCard, HeldItem, HeldOutcome, HeldPage, PersonOfReview, SaidField } from "$lib/api.gen";
import { street } from "./address";
import { HAMLETS, type House } from "./village";

const NOW = Math.floor(Date.now() / 1000);
const DAY = 86_400;
type Says = Record<string, string | null>;
type Asked = "held" | "decide_held";
type Replies = { [K in Asked]: (args: Commands[K]["args"]) => Commands[K]["reply"] };

const fields = (says: Says, beside?: Says): SaidField[] =>
  Object.entries(says).map(([field, value]) => ({ field, value, differs: beside !== undefined && (beside[field] ?? null) !== value }));

function aboutOf(house: House, at: number | null): About {
  const person = at === null ? undefined : house.people[at];
  return { resident: person?.id ?? null, household: house.id, name: person?.name ?? house.people[0]?.name ?? "", birth_year: person?.birth_year ?? null, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: house.lane, house: house.house };
}

function personOf(house: House, at: number): PersonOfReview | null {
  const person = house.people[at];
  if (person === undefined) return null;
  const { id, name, sex } = person;
  return { id, name, birth: String(person.birth_year ?? ""), sex, personal_id: "000161004417", phones: ["0900 000 018"], hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", address: street(house), household: house.id };
}

function stands(says: Says, held: Says, more: Partial<HeadCard> = {}): HeadCard {
  return { id: `stands-${more.by ?? "list"}`, says: fields(says, held), by: "Trần Văn Đức", role: "volunteer", organisation: "Đoàn Thanh niên xã Cẩm Tân", said_at: NOW - 6 * DAY, received_at: NOW - 6 * DAY + 900, unsent: false, own: false, clock_doubtful: false, shown: true, ...more };
}

const NOTHING: About = { resident: null, household: null, name: "", birth_year: null, hamlet: "", lane: "", house: "" };
const CLAIM = { kind: "account", app: "vneid", level: 2, source: "volunteer_claim", points_at: "resident" };

/** What the made-up server holds, the longest held first. `many`: more than a page. */
function made(houses: House[], many: boolean): HeldItem[] {
  if (houses.length === 0) return [];
  let count = 0;
  const one = (reason: string, age: number, about: About, says: Says, more: Partial<HeldItem>): HeldItem => ({
    id: `held-${++count}`,
    kind: "unknown",
    reason,
    received_at: NOW - age,
    said_at: NOW - age - 1500,
    clock_doubtful: false,
    by: "Nguyễn Thị Bích Ngọc",
    role: "volunteer",
    organisation: "Đoàn Thanh niên xã Cẩm Tân",
    device_name: "Điện thoại của Ngọc",
    about,
    app: null,
    level: null,
    source: null,
    says: fields(says),
    stands: [],
    person: null,
    official: null,
    points_at: null,
    ...more,
  });
  const [first, second, third, fourth, fifth] = houses as [House, House, House, House, House];
  const activated: Says = { stage: "activated", as_of: null, approved_on: null };
  const approved: Says = { stage: "approved", as_of: null, approved_on: null };
  const found = [
    one("out_of_scope", 9 * DAY, aboutOf(second, 0), activated, {
      ...CLAIM,
      says: fields(activated, approved),
      stands: [stands(approved, activated)],
      person: personOf(second, 0),
      official: { level: 2, stage: "approved", as_of: "2025-11-12" },
    }),
    one("revoked", 6 * DAY, aboutOf(first, null), { outcome: "met", come_back_at: null, note: "Cổng khoá, gọi chuông bên phải" }, { kind: "visit", points_at: "household", device_name: "Máy tính bảng màu xanh của tổ chuyển đổi số cộng đồng thôn Phú Lai" }),
    one("after_close", 5 * DAY, aboutOf(fourth, 0), { state: "moved_out" }, {
      kind: "residency",
      source: "volunteer_claim",
      points_at: "resident",
      says: fields({ state: "moved_out" }, { state: "living" }),
      stands: [stands({ state: "living" }, { state: "moved_out" }, { by: "Thượng uý Hoàng Minh Sơn", role: "police", organisation: "Công an xã Cẩm Tân" })],
      person: personOf(fourth, 0),
      clock_doubtful: true,
      said_at: NOW + 40 * DAY,
    }),
    one("malformed", 4 * DAY, NOTHING, {}, { kind: "unreadable", said_at: null, by: "" }),
    one("unknown_subject", 4 * DAY - 60, NOTHING, activated, { ...CLAIM, app: "ihanoi", level: 0 }),
    one("revoked", 3 * DAY, aboutOf(first, 1), activated, { ...CLAIM, person: personOf(first, 1), by: "Công Huyền Tôn Nữ Nguyễn Thị Bích Nguyên" }),
    one("role_may_not", 2 * DAY, aboutOf(third, 0), { eligibility: "do_not_visit", coarse: null }, { kind: "eligibility", person: personOf(third, 0), by: "Lê Hữu Lực", role: "leader", points_at: "resident" }),
    one("unknown_kind", 3000, aboutOf(fifth, null), {}, { kind: "unknown" }),
  ];
  for (let i = 0; many && found.length < 130; i++) {
    const house = houses[5 + (i % (houses.length - 5))]!;
    found.push(one("revoked", 2500 - i * 10, aboutOf(house, 0), activated, { ...CLAIM, person: personOf(house, 0) }));
  }
  return found;
}

/** The replies about what is held; `state` offline: no server answers, conflict: somebody is always quicker. */
export function heldReplies(houses: () => House[], state: () => string): Replies {
  let kept: HeldItem[] | null = null;
  const all = () => (kept ??= made(houses(), state() === "many"));
  const reach = () => {
    if (state() === "offline") throw { code: "no_connection", detail: "" } satisfies ApiError;
  };
  const page = ({ reason, after, limit }: Commands["held"]["args"], decided: HeldOutcome[] = []): HeldPage => {
    const counts = new Map<string, number>();
    for (const item of all()) counts.set(item.reason, (counts.get(item.reason) ?? 0) + 1);
    const reasons = [...counts].map(([value, count]): FilterCount => ({ value, count }));
    const wanted = all().filter((item) => reason === null || item.reason === reason);
    const from = after === null ? 0 : Number(after);
    return { items: wanted.slice(from, from + limit), total: all().length, reasons, next: from + limit < wanted.length ? String(from + limit) : null, decided };
  };
  return {
    held: (args) => {
      reach();
      return page(args);
    },
    decide_held: ({ ids, decision, filter }) => {
      reach();
      const decided = ids.map((id): HeldOutcome => {
        const item = all().find((one) => one.id === id);
        if (item === undefined || state() === "conflict") return { id, became: "unable", why: "not_held" };
        if (decision === "admit" && item.reason === "unknown_subject") return { id, became: "unable", why: "unknown_subject" };
        return { id, became: decision === "admit" ? "admitted" : decision === "reject" ? "rejected" : "reassigned", why: null };
      });
      const gone = new Set(decided.filter((one) => one.became !== "unable" || state() === "conflict").map((one) => one.id));
      kept = all().filter((item) => !gone.has(item.id));
      return page(filter, decided);
    },
  };
}
