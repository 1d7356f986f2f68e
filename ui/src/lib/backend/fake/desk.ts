import type { DoubtCard, DoubtDecision, ImportPreview, ReviewItem, SyncStory, WorkCounts } from "$lib/api.gen";
import { HAMLETS, type House } from "./village";

const NOW = Math.floor(Date.now() / 1000);

/** The reviewer's queue of the made-up commune; in a long one nobody says what another says. */
export function queue(houses: House[], length = 40): ReviewItem[] {
  const volunteers = ["Trần Văn Đức", "Lê Hữu Lực", "Phạm Ngọc Duyên"];
  return houses.slice(0, length).map((house, i) => {
    const person = house.people[0]!;
    const app = ["vneid", "vneid", "ihanoi", "etax"][i % 4]!;
    const ladder = app !== "vneid";
    const several = length === 40 && i % 9 === 4;
    return {
      claims: several ? [`c${i}`, `c${i}b`] : [`c${i}`],
      person: {
        id: person.id,
        name: person.name,
        birth: i % 6 === 5 ? String(person.birth_year) : `0${(i % 9) + 1}/0${(i % 8) + 1}/${person.birth_year}`,
        sex: person.sex,
        personal_id: `000${person.sex === "female" ? 1 : 0}61${String(100000 + i * 37).slice(0, 2)}${person.last4}`,
        phones: i % 3 === 0 ? ["0900 000 0" + String(10 + i)] : [],
        hamlet: HAMLETS[0] ?? "",
        address: `${house.lane === "" ? "" : `${house.lane}, `}số ${house.house}`,
        household: house.id,
      },
      app,
      level: ladder ? 0 : i % 3 === 0 ? 1 : 2,
      stage: ladder ? "logged_in" : "activated",
      citizen_statement: i % 7 === 3,
      volunteers: several ? volunteers.slice(0, 2) : [volunteers[i % 3]!],
      organisations: ["Đoàn Thanh niên xã Cẩm Tân"],
      paper: i % 9 === 4 ? { sheet: "sheet-12", number: 12, line: i + 1, walker: "Trần Văn Đức", typed_by: "Thượng uý Hoàng Minh Sơn", typed_at: NOW - 5400 } : null,
      said_at: NOW - 310_000 + i * 2400,
      received_at: NOW - 300_000 + i * 2400,
      clock_doubtful: i % 9 === 2,
      official: ladder ? null : { level: 2, stage: i % 5 === 0 ? "not_registered" : "approved", as_of: "2025-11-15" },
      flags: !ladder && i % 5 === 0 ? ["ahead_of_list"] : [],
      outcome: i % 4 === 1 ? null : "met",
      state: "waiting",
      withdrawn_at: null,
      reviewer: null,
      decided_at: null,
      reason: null,
      own_decision: null,
    };
  });
}

export const STORIES: SyncStory[] = [
  { at: NOW - 4200, outcome: "done", sent: 41, received: 12, requests: 2, bytes_up: 5230, bytes_down: 3190 },
  { at: NOW - 11_000, outcome: "captive_portal", sent: 0, received: 0, requests: 1, bytes_up: 0, bytes_down: 0 },
  { at: NOW - 90_000, outcome: "done", sent: 0, received: 0, requests: 1, bytes_up: 310, bytes_down: 420 },
];

export const COUNTS: WorkCounts = { unsent: 38, received: 214, waiting: 96, confirmed: 112, returned: 2, held: 2, rejected: 1, reassigned: 1 };
export const NO_COUNTS: WorkCounts = { unsent: 0, received: 0, waiting: 0, confirmed: 0, returned: 0, held: 0, rejected: 0, reassigned: 0 };

const column = (letter: string, header: string, field: string | null, example: string, dropped = false) => ({ sheet: "Phú Lai", column: letter, header, field, dropped, example });

const SHEET = [
  ["1", "NGUYỄN THỊ HOÀ", "12/03/1961", "Nữ", "•••• •••• 4417", "", "", "NGUYỄN THỊ HOÀ", "Số 12 ngõ 5, thôn Phú Lai", "Đã kích hoạt mức 2", "Đ/c Sơn", ""],
  ["2", "TRẦN VĂN LỘC", "1958", "Nam", "•••• •••• 2204", "", "", "NGUYỄN THỊ HOÀ", "Số 12 ngõ 5, thôn Phú Lai", "Chưa thu nhận", "Đ/c Sơn", "đi làm xa"],
  ["3", "TRẦN THU TRANG", "07/11/1994", "Nữ", "•••• •••• 9031", "", "", "NGUYỄN THỊ HOÀ", "Số 12 ngõ 5, thôn Phú Lai", "Mức 2 chưa kích hoạt", "Đ/c Hà", ""],
];

const doubtful = (row: number, reason: string, name: string, choices: string[], more: Partial<DoubtCard> = {}): DoubtCard => ({
  sheet: "Phú Lai",
  row,
  column: "",
  header: "",
  reason,
  text: "",
  person: { place: null, name, birth: "12/03/1961", last4: "0931", hamlet: HAMLETS[0] ?? "", address: "số 12, ngõ 5" },
  other: null,
  choices,
  decided: null,
  ...more,
});
const other = (row: number | null, name: string, more: Partial<DoubtCard["person"]> = {}): DoubtCard["person"] => ({ place: row === null ? null : { sheet: "Phú Lai", row }, name, birth: "12/03/1961", last4: "0931", hamlet: HAMLETS[1] ?? "", address: "số 7", ...more });
const TWINS = ["same", "two", "leave_out"];
const DOUBTS: DoubtCard[] = [
  doubtful(1204, "duplicate_id", "Nguyễn Thị Hoà", TWINS, { column: "E", header: "Số ĐDCN/CCCD", text: "•••• •••• 0931", other: other(88, "Nguyễn Thị Hoà") }),
  doubtful(1310, "duplicate_id", "Công Huyền Tôn Nữ Nguyễn Thị Bích Nguyên", TWINS, { column: "E", header: "Số ĐDCN/CCCD", text: "•••• •••• 0931", other: other(91, "Công Huyền Tôn Nữ Bích Nguyên") }),
  doubtful(233, "other_hamlet", "Lê Hữu Tám", ["take", "stay"], { other: other(null, "Lê Hữu Tám") }),
  doubtful(410, "id_padded", "Phạm Văn Khánh", ["take", "without_id", "leave_out"], { column: "E", header: "Số ĐDCN/CCCD", text: "••••• 3451" }),
  doubtful(512, "like_in_book", "Đỗ Thị Mận", ["same", "two"], { other: other(null, "Đỗ Thị Mẫn", { birth: "1961" }) }),
];

/** The preview with what was decided of its doubtful rows. */
export function decideDoubts(preview: ImportPreview, decisions: DoubtDecision[]): ImportPreview {
  const doubts = preview.doubts.map((card) => {
    const decided = decisions.find((one) => one.sheet === card.sheet && one.row === card.row && one.reason === card.reason);
    return decided === undefined ? card : { ...card, decided: decided.choice };
  });
  const left = doubts.filter((card) => card.decided === "leave_out").length;
  return { ...preview, doubts, undecided: doubts.filter((card) => card.decided === null).length, refused_rows: 3 + left, again: doubts.filter((card) => card.decided === "same" && card.reason !== "like_in_book").length };
}

/** What was understood of a made-up workbook. */
export function preview(file: string): ImportPreview {
  return {
    file,
    title: ["CÔNG AN XÃ CẨM TÂN", "DANH SÁCH NHÂN KHẨU TỪ 14 TUỔI TRỞ LÊN", "(Tính đến ngày 15/11/2025)"],
    as_of: "2025-11-15",
    practice: true,
    columns: [
      column("A", "STT", "row_number", "1"),
      column("B", "Họ, chữ đệm và tên", "name", "NGUYỄN THỊ HOÀ"),
      column("C", "Ngày, tháng, năm sinh", "birth", "12/03/1961"),
      column("D", "Giới tính", "sex", "Nữ"),
      column("E", "Số ĐDCN/CCCD", "personal_id", "•••• •••• 4417"),
      column("F", "Dân tộc", null, "", true),
      column("G", "Tôn giáo", null, "", true),
      column("H", "Họ tên chủ hộ", "head_name", "NGUYỄN THỊ HOÀ"),
      column("I", "Nơi ở hiện tại", "address", "Số 12 ngõ 5, thôn Phú Lai"),
      column("J", "Tình trạng / Mức độ", "vneid", "Đã kích hoạt mức 2"),
      column("K", "Cán bộ phụ trách", null, "Đ/c Sơn"),
      column("L", "Ghi chú", "note", "đi làm xa"),
    ],
    tables: [{ sheet: "Phú Lai", rows: SHEET }],
    again: 0,
    undecided: DOUBTS.length,
    doubts: DOUBTS,
    people: 12_408,
    households: 3561,
    hamlets: HAMLETS.map((name, i) => ({ name, households: [1480, 1203, 878][i] ?? 0, people: [5120, 4210, 3078][i] ?? 0 })),
    new: 12_311,
    changed: 97,
    same: 0,
    counts: { not_collected: 3310, level1_activated: 1204, level1_approved: 611, level2_activated: 5987, level2_approved: 1296 },
    refused: [
      { sheet: "Phú Lai", row: 118, column: "E", header: "Số ĐDCN/CCCD", reason: "id_lost_digits", text: "•,••E+10" },
      { sheet: "Phú Lai", row: 402, column: "C", header: "Ngày, tháng, năm sinh", reason: "birth_impossible", text: "31/02/1974" },
      { sheet: "Đông Cao", row: 77, column: "B", header: "Họ, chữ đệm và tên", reason: "old_encoding", text: "NguyÔn ThÞ Hoµ" },
    ],
    refused_rows: 3,
    doubtful: DOUBTS.length,
    hidden: [
      { sheet: "Đông Cao", what: "rows", places: ["77", "78"] },
      { sheet: "Cũ", what: "sheet", places: [] },
    ],
    flagged: [{ sheet: "Đông Cao", row: 1204, column: "E", header: "Số ĐDCN/CCCD", reason: "duplicate_id", text: "•••• •••• 0931" }],
    skipped: 41,
  };
}
