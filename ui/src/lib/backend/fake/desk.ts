import type { ImportPreview, ReviewItem, SyncStory, WorkCounts } from "$lib/api.gen";
import { HAMLETS, type House } from "./village";

const NOW = Math.floor(Date.now() / 1000);

/** The reviewer's queue of the made-up commune. */
export function queue(houses: House[]): ReviewItem[] {
  const volunteers = ["Trần Văn Đức", "Lê Hữu Lực", "Phạm Ngọc Duyên"];
  return houses.slice(0, 40).map((house, i) => {
    const person = house.people[0]!;
    const app = ["vneid", "vneid", "ihanoi", "etax"][i % 4]!;
    const ladder = app !== "vneid";
    return {
      claims: i % 9 === 4 ? [`c${i}`, `c${i}b`] : [`c${i}`],
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
      volunteers: i % 9 === 4 ? volunteers.slice(0, 2) : [volunteers[i % 3]!],
      organisations: ["Đoàn Thanh niên xã Cẩm Tân"],
      said_at: NOW - 190_000 + i * 2400,
      received_at: NOW - 180_000 + i * 2400,
      clock_doubtful: i % 9 === 2,
      official: ladder ? null : { level: 2, stage: i % 5 === 0 ? "not_registered" : "approved", as_of: "2025-11-15" },
      flags: !ladder && i % 5 === 0 ? ["ahead_of_list"] : [],
      outcome: i % 4 === 1 ? null : "met",
      state: "waiting",
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
    doubtful: 1,
    hidden: [
      { sheet: "Đông Cao", what: "rows", places: ["77", "78"] },
      { sheet: "Cũ", what: "sheet", places: [] },
    ],
    flagged: [{ sheet: "Đông Cao", row: 1204, column: "E", header: "Số ĐDCN/CCCD", reason: "duplicate_id", text: "•••• •••• 0931" }],
    skipped: 41,
  };
}
