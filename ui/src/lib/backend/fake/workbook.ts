import type { AgainCard, DoubtCard, ImportPreview } from "$lib/api.gen";
import { HAMLETS } from "./village";

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
  doubtful(233, "other_hamlet", "Lê Hữu Tám", ["take", "stay", "two"], { other: other(null, "Lê Hữu Tám") }),
  doubtful(410, "id_padded", "Phạm Văn Khánh", ["take", "without_id", "leave_out"], { column: "E", header: "Số ĐDCN/CCCD", text: "••••• 3451" }),
  doubtful(512, "like_in_book", "Đỗ Thị Mận", ["same", "two"], { other: other(null, "Đỗ Thị Mẫn", { birth: "1961" }) }),
];

const AGAIN: AgainCard[] = [
  { sheet: "Phú Lai", row: 1402, reason: "same_id", person: other(1402, "Phạm Văn Khánh"), other: other(410, "Phạm Văn Khánh") },
  { sheet: "Danh sách bổ sung tháng 10 và tháng 11 năm 2025", row: 9, reason: "merged", person: other(9, "Công Huyền Tôn Nữ Nguyễn Thị Bích Nguyên"), other: other(null, "Công Huyền Tôn Nữ Bích Nguyên") },
];

/** What was understood of a made-up workbook. */
export function workbook(file: string): ImportPreview {
  return {
    file,
    form: "table",
    app: "vneid",
    state: null,
    state_needed: false,
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
    again: 2,
    again_rows: AGAIN,
    newer: 0,
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
