import type { CheckReport, DecidedCard, HeldCard, MyWork, RepairCard, ReviewItem, Status, WorkCounts } from "$lib/api.gen";
import { STORIES } from "./desk";
import { HAMLETS, type House } from "./village";

const NOW = Math.floor(Date.now() / 1000);

const REPAIRS: RepairCard[] = [
  { at: NOW - 3600, hamlet: HAMLETS[2] ?? "", missing: 14, extra: 0 },
  { at: NOW - 90_000, hamlet: HAMLETS[0] ?? "", missing: 1, extra: 2 },
];

type Held = Pick<HeldCard, "id" | "kind" | "at" | "about" | "app" | "level" | "says">;

/** A statement as held and decided work tells it. */
function statement(house: House, id: string, kind: string, app: string | null, level: number | null, says: [field: string, value: string][]): Held {
  const person = house.people[0];
  const about = { resident: person?.id ?? null, household: house.id, name: person?.name ?? "", birth_year: person?.birth_year ?? null, hamlet: HAMLETS[0] ?? "", lane: house.lane, house: house.house };
  return { id, kind, at: NOW - 60_000, about, app, level, says: says.map(([field, value]) => ({ field, value, differs: false })) };
}

function held(houses: House[]): HeldCard[] {
  const long = { ...statement(houses[0]!, "x1", "account", "vneid", 2, [["stage", "activated"]]) };
  long.about = { ...long.about, name: "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyên", hamlet: HAMLETS[2] ?? "" };
  const unknown = statement(houses[1]!, "x2", "visit", null, null, [["outcome", "come_back"], ["note", "Cô chú đi làm ca, về sau 19 giờ"]]);
  unknown.about = { ...unknown.about, name: "", resident: null, hamlet: "", lane: "", house: "" };
  return [{ ...long, reason: "out_of_scope" }, { ...unknown, reason: "unknown_subject" }];
}

function decided(houses: House[]): DecidedCard[] {
  const by = "Thượng uý Hoàng Minh Sơn";
  const of = (i: number, decision: string, words: string | null, said: Held): DecidedCard => ({ ...said, id: `decided-${i}`, decision, words, by, said_at: NOW - 190_000 - i * 9000, at: NOW - 5000 - i * 9000 });
  return [
    of(0, "rejected", "Người này đã chuyển khẩu về xã Đông Sơn từ tháng 3, mời bạn không ghi tiếp ở đây", statement(houses[4]!, "", "account", "etax", 0, [["stage", "logged_in"]])),
    of(1, "reassigned", "Đã ghi vào đúng hộ số 14, ngõ 5", statement(houses[5]!, "", "account", "vneid", 2, [["stage", "activated"]])),
    of(2, "admitted", null, statement(houses[6]!, "", "visit", null, null, [["outcome", "met"]])),
    of(3, "admitted", null, statement(houses[7]!, "", "absence", null, null, [["reason", "hospital"], ["place", "Bệnh viện huyện"]])),
    of(4, "held", "Chờ Công an xã bên cạnh trả lời", statement(houses[8]!, "", "notice", null, null, [["agreement", "agreed"]])),
  ];
}

/** What "my work" tells. `troubled`: everything that can be told is. */
export function myWork(houses: House[], queue: ReviewItem[], counts: WorkCounts, troubled: boolean, checked: CheckReport | null): MyWork {
  const none = houses.length === 0;
  const claims = queue.slice(0, 6).map((item, i) => ({
    id: item.claims[0] ?? "",
    resident: item.person.id,
    household: item.person.household,
    name: item.person.name,
    hamlet: item.person.hamlet,
    lane: houses[i]?.lane ?? "",
    house: houses[i]?.house ?? "",
    app: item.app,
    level: item.level,
    stage: item.stage,
    at: item.said_at,
    reviewer: "Hoàng Minh Sơn",
    decided_at: item.said_at + 40_000,
    reason: i < 2 ? ["Hệ thống chưa ghi nhận, hãy kiểm tra lại tại nhà", "Có thể nhầm người, hãy đối chiếu 4 số cuối"][i]! : null,
  }));
  return {
    counts,
    missed: [],
    pictures_waiting: 0,
    doors_today: none ? 0 : 17,
    people_today: none ? 0 : 43,
    given: [],
    answers: [],
    returned: claims.slice(0, 2),
    confirmed: claims.slice(2),
    held: none ? [] : held(houses),
    decided: none ? [] : decided(houses),
    reissued: troubled ? [{ at: NOW - 30_000, deltas: 12 }] : [],
    repairs: troubled ? REPAIRS : [],
    checked_at: checked?.sync.at ?? (none ? null : NOW - 40_000),
    check_agrees: checked?.agrees ?? !troubled,
    syncs: none ? [] : STORIES,
  };
}

/** How a check ends. */
export function checked(troubled: boolean): CheckReport {
  const at = Math.floor(Date.now() / 1000);
  const outcome = troubled ? "check_failed" : "done";
  return { sync: { at, outcome, sent: 0, received: 0, requests: 2, bytes_up: 400, bytes_down: 900 }, compared: true, agrees: !troubled, repaired: [] };
}

/** What the status tells of trouble. */
export function troubles(troubled: boolean): Pick<Status, "reads_wait" | "clock_off_seconds" | "grant_expired"> {
  return { reads_wait: troubled, clock_off_seconds: troubled ? 86_400 * 41 : null, grant_expired: troubled };
}
