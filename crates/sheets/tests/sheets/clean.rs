//! A whole list as a careful office makes it: titles, merged two-row header, column numbers.

use super::book::{names, read, workbook};
use rust_xlsxwriter::{Format, Worksheet};
use tungnha_core::words::{ResidenceKind, ResidentState, Sex, Stage};
use tungnha_sheets::resident_list::{Field, SkipReason, VneidState};

const UPPER: [&str; 16] = [
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Số định danh\ncá nhân",
    "Hộ gia đình",
    "",
    "",
    "Nơi ở",
    "",
    "",
    "Số điện thoại",
    "Cư trú",
    "Tài khoản định danh điện tử",
    "",
    "Ghi chú",
];
const LOWER: [&str; 16] = [
    "",
    "",
    "",
    "",
    "",
    "Quan hệ với chủ hộ",
    "Họ tên chủ hộ",
    "Mã hộ",
    "Thôn",
    "Ngõ",
    "Số nhà",
    "",
    "",
    "Tình trạng VNeID",
    "Ngày phê duyệt",
    "",
];

fn merge(sheet: &mut Worksheet, row: u32, from: u16, last_row: u32, to: u16, text: &str) {
    sheet
        .merge_range(row, from, last_row, to, text, &Format::new())
        .expect("merged");
}

fn head(sheet: &mut Worksheet) {
    merge(sheet, 0, 0, 0, 5, "CÔNG AN XÃ CẨM TÂN");
    merge(sheet, 0, 9, 0, 15, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    merge(sheet, 1, 9, 1, 15, "Độc lập - Tự do - Hạnh phúc");
    merge(
        sheet,
        2,
        0,
        2,
        15,
        "DANH SÁCH NHÂN KHẨU VÀ TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ XÃ CẨM TÂN",
    );
    merge(sheet, 3, 0, 3, 15, "Tính đến ngày 05/11/2024");
    for (from, to) in [(5, 7), (8, 10), (13, 14)] {
        merge(sheet, 4, from, 4, to, UPPER[usize::from(from)]);
    }
    for (at, column) in (0u16..).zip(0..16usize) {
        if LOWER[column].is_empty() {
            merge(sheet, 4, at, 5, at, UPPER[column]);
        } else {
            sheet.write_string(5, at, LOWER[column]).expect("written");
        }
        sheet
            .write_string(6, at, format!("({})", at + 1))
            .expect("written");
    }
}

fn write(sheet: &mut Worksheet, row: u32, line: &str) {
    for (at, cell) in (0u16..)
        .zip(line.split('|'))
        .filter(|(_, cell)| !cell.is_empty())
    {
        match cell
            .strip_prefix('#')
            .and_then(|number| number.parse::<f64>().ok())
        {
            Some(number) => sheet.write_number(row, at, number),
            None => sheet.write_string(row, at, cell),
        }
        .expect("written");
    }
}

#[test]
fn a_careful_list_is_read_whole_and_without_remarks() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        head(sheet);
        write(
            sheet,
            7,
            "#1|Nguyễn Thị Hoà|05/03/1961|Nữ|003161000017|Chủ hộ|Nguyễn Thị Hoà|H0001|Thôn Phú Lai|Ngõ 5|12|0900000123|Thường trú|Mức 2 chưa kích hoạt|01/10/2024|",
        );
        write(
            sheet,
            8,
            "#2|Trần Văn Đức|1990|Nam|003090000025|Con|Nguyễn Thị Hoà|H0001|Thôn Phú Lai|Ngõ 5|12||Tạm vắng|Chưa thu nhận hồ sơ||Đi làm xa",
        );
        write(
            sheet,
            9,
            "#3|Trần Bảo An|07/08/2015|Nữ|003315000033|Cháu|Nguyễn Thị Hoà|H0001|Thôn Phú Lai|Ngõ 5|12||Thường trú|||",
        );
        merge(sheet, 11, 9, 11, 15, "Cẩm Tân, ngày 05 tháng 11 năm 2024");
        merge(sheet, 12, 0, 12, 5, "NGƯỜI LẬP BIỂU");
        merge(sheet, 12, 9, 12, 15, "TRƯỞNG CÔNG AN XÃ");
        merge(sheet, 13, 0, 13, 5, "(Ký, ghi rõ họ tên)");
        merge(sheet, 15, 0, 15, 5, "Lê Văn Lập");
    });
    let list = read(&bytes);

    assert_eq!(
        names(&list),
        ["Nguyễn Thị Hoà", "Trần Văn Đức", "Trần Bảo An"]
    );
    assert!(
        list.refused.is_empty() && list.flagged.is_empty(),
        "{:?} {:?}",
        list.refused,
        list.flagged
    );
    assert!(list.practice);
    assert_eq!(
        list.as_of.map(|day| day.in_words()).as_deref(),
        Some("05/11/2024")
    );
    assert_eq!(
        list.title[0],
        "CÔNG AN XÃ CẨM TÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    );
    let why = |reason| list.skipped.iter().filter(|row| row.why == reason).count();
    assert_eq!(why(SkipReason::Title), 4);
    assert_eq!(why(SkipReason::Header), 2);
    assert_eq!(why(SkipReason::ColumnNumbers), 1);
    assert_eq!(why(SkipReason::Signature), 4);

    let first = &list.rows[0];
    assert_eq!(first.row, 8);
    assert_eq!(first.birth.to_string(), "05/03/1961");
    assert_eq!(first.sex, Sex::Female);
    assert_eq!(
        first.personal_id.map(|id| id.to_string()).as_deref(),
        Some("003161000017")
    );
    assert_eq!(first.hamlet.as_deref(), Some("Thôn Phú Lai"));
    assert_eq!(
        (first.lane.as_deref(), first.house.as_deref()),
        (Some("Ngõ 5"), Some("12"))
    );
    assert_eq!(first.household_code.as_deref(), Some("H0001"));
    assert_eq!(first.phone[0].as_digits(), "0900000123");
    assert_eq!(first.residence, Some(ResidenceKind::Permanent));
    assert_eq!(first.state, ResidentState::Living);
    assert_eq!(
        first.vneid,
        Some(VneidState {
            level: Some(2),
            stage: Stage::Approved
        })
    );
    assert_eq!(
        first.approved_on.map(|day| day.in_words()).as_deref(),
        Some("01/10/2024")
    );

    let second = &list.rows[1];
    assert_eq!(second.birth.to_string(), "1990");
    assert_eq!(second.relation_to_head.as_deref(), Some("Con"));
    assert_eq!(second.head_name.as_deref(), Some("Nguyễn Thị Hoà"));
    assert_eq!(second.residence, Some(ResidenceKind::TemporarilyAbsent));
    assert_eq!(
        second.vneid,
        Some(VneidState {
            level: None,
            stage: Stage::NotRegistered
        })
    );
    assert_eq!(second.note.as_deref(), Some("Đi làm xa"));
    assert_eq!(list.rows[2].vneid, None);
}

#[test]
fn each_column_is_explained() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        head(sheet);
        write(
            sheet,
            7,
            "#1|Nguyễn Thị Hoà|05/03/1961|Nữ|003161000017|Chủ hộ|Nguyễn Thị Hoà|H0001|Thôn Phú Lai|Ngõ 5|12|0900000123|Thường trú|Mức 2 chưa kích hoạt|01/10/2024|",
        );
    });
    let list = read(&bytes);
    use Field::*;
    let fields: Vec<_> = list.columns.iter().map(|column| column.field).collect();
    let expected = [
        RowNumber,
        Name,
        Birth,
        Sex,
        PersonalId,
        Relation,
        HeadName,
        HouseholdCode,
        Hamlet,
        Lane,
        House,
        Phone,
        Residence,
        Vneid,
        ApprovedOn,
        Note,
    ];
    assert_eq!(fields, expected.map(Some));
    let id = &list.columns[4];
    assert_eq!(
        (id.column.as_str(), id.header.as_str()),
        ("E", "Số định danh cá nhân")
    );
    assert_eq!(id.example, "********0017");
    assert_eq!(
        list.columns[13].header,
        "Tài khoản định danh điện tử / Tình trạng VNeID"
    );
    assert!(list.columns.iter().all(|column| !column.dropped));
}
