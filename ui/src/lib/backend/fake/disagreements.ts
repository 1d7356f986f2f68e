import type { About, Disagreement, HeadCard, SaidField } from "$lib/api.gen";
import { HAMLETS, type House } from "./village";

const NOW = Math.floor(Date.now() / 1000);
const YEAR = new Date().getFullYear();

type Says = Record<string, string | null>;
interface Person {
  by: string;
  role: string;
  organisation: string | null;
}
const YOUTH = "Đoàn Thanh niên Cộng sản Hồ Chí Minh xã Cẩm Tân";
const DUC: Person = { by: "Trần Văn Đức", role: "volunteer", organisation: YOUTH };
const NGUYEN: Person = { by: "Công Huyền Tôn Nữ Nguyễn Thị Bích Nguyên", role: "volunteer", organisation: YOUTH };
const LUC: Person = { by: "Lê Hữu Lực", role: "leader", organisation: YOUTH };
const HEAD: Person = { by: "Phạm Ngọc Duyên", role: "hamlet-head", organisation: null };
const SON: Person = { by: "Thượng uý Hoàng Minh Sơn", role: "police", organisation: "Công an xã Cẩm Tân" };
const HA: Person = { by: "Đại uý Vũ Thị Hồng Hà", role: "police", organisation: "Công an xã Cẩm Tân" };

let count = 0;

/** Several statements side by side; the first is the one shown meanwhile. */
function heads(...said: [who: Person, says: Says, more?: Partial<HeadCard>][]): HeadCard[] {
  const fields = Object.keys(said[0]?.[1] ?? {});
  const differs = (field: string) => new Set(said.map(([, says]) => says[field] ?? null)).size > 1;
  return said.map(([who, says, more], i) => ({
    id: `head-${++count}`,
    says: fields.map((field): SaidField => ({ field, value: says[field] ?? null, differs: differs(field) })),
    ...who,
    said_at: NOW - 93_000 + i * 4200,
    received_at: NOW - 91_000 + i * 4200,
    unsent: false,
    own: false,
    clock_doubtful: false,
    shown: i === 0,
    ...more,
  }));
}

function aboutOf(house: House, at = 0): About {
  const person = house.people[at];
  return { resident: person?.id ?? null, household: house.id, name: person?.name ?? "", birth_year: person?.birth_year ?? null, hamlet: HAMLETS[Number(house.hamlet.slice(7))] ?? "", lane: house.lane, house: house.house };
}

function one(kind: string, about: About, said: HeadCard[], more: Partial<Disagreement> = {}): Disagreement {
  return { id: `register-${++count}`, kind, app: null, level: null, source: null, about, heads: said, may_settle: true, ...more };
}

/** What people of the made-up commune do not agree about. `many`: more than a page. */
export function disagreements(houses: House[], many: boolean): Disagreement[] {
  if (houses.length === 0) return [];
  count = 0;
  const [first, second, third, fourth, fifth, sixth] = houses as [House, House, House, House, House, House];
  const claim = { app: "vneid", level: 2, source: "volunteer_claim" };
  const person = (name: string, birth_year: number): Says => ({ name, birth_year: String(birth_year), sex: "female", last4: "4417", household: "Thôn Phú Lai, số 12, ngõ 5", position: null });
  const found = [
    one("account", aboutOf(first, 1), heads(
      [DUC, { stage: "activated", as_of: null, approved_on: null }, { own: true, unsent: true, received_at: null }],
      [NGUYEN, { stage: "approved", as_of: null, approved_on: null }, { clock_doubtful: true, said_at: NOW + 86_400 * 41 }],
      [LUC, { stage: "activated", as_of: null, approved_on: null }],
    ), claim),
    one("resident", aboutOf(first), heads([SON, person("Nguyễn Thị Hoà", 1961)], [HA, person("Nguyễn Thị Hoà Bình", 1962)])),
    one("residency", aboutOf(second), heads([HEAD, { state: "living" }], [DUC, { state: "moved_out" }]), { source: "volunteer_claim" }),
    one("absence", aboutOf(fourth, 1), heads(
      [DUC, { reason: "other_province", place: "Bình Dương", until: `${YEAR + 1}-01-20` }],
      [HEAD, { reason: "hospital", place: "Bệnh viện Đa khoa khu vực Củ Chi, khoa Nội tổng hợp, phòng 312", until: null }],
    )),
    one("identity", aboutOf(third), heads(
      [SON, { birth: "12/03/1961", personal_id: "000161004417", phones: "0900 000 018", residence: "permanent", legacy_id9: null }],
      [HA, { birth: "12/08/1961", personal_id: "000161004417", phones: "0900 000 018, 0900 000 019", residence: "temporary", legacy_id9: null }],
    )),
    one("review", aboutOf(fifth), heads(
      [SON, { decision: "confirmed", reason: null }],
      [HA, { decision: "returned", reason: "Hệ thống chưa ghi nhận, hãy kiểm tra lại tại nhà và chụp lại màn hình nơi có ngày kích hoạt" }],
    ), { app: "ihanoi", level: 0 }),
    one("household", { ...aboutOf(sixth), resident: null, birth_year: null }, heads(
      [SON, { hamlet: "Thôn Phú Lai", lane: sixth.lane, house: sixth.house, head: "Đặng Thị Hồng Yến", code: "PL-0118" }],
      [HA, { hamlet: "Thôn Phú Lai", lane: sixth.lane, house: `${sixth.house}B`, head: "Đặng Thị Hồng Yến", code: "PL-0118" }],
    )),
    one("campaign_app", { resident: null, household: null, name: "50 ngày đêm cao điểm VNeID", birth_year: null, hamlet: "", lane: "", house: "" }, heads(
      [{ by: "Nguyễn Quang Khánh", role: "office", organisation: "UBND xã Cẩm Tân" }, { minimum_age: "15", reviewer: "office", google_play: null, app_store: null }],
      [{ by: "Cẩm Tân", role: "server", organisation: null }, { minimum_age: "14", reviewer: "police", google_play: null, app_store: null }],
    ), { app: "ihanoi", level: 0, may_settle: false }),
  ];
  if (many) {
    for (let i = 0; found.length < 130; i++) {
      const house = houses[6 + (i % (houses.length - 6))]!;
      found.push(one("account", aboutOf(house), heads([DUC, { stage: "activated" }], [LUC, { stage: "dossier_collected" }]), claim));
    }
  }
  return found;
}
