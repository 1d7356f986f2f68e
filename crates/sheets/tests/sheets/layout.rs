//! Headers, headings, totals and signatures in all the places where offices put them
//! (`domain.md` 7.3 case 1).

use super::book::{fill, flags, names, people, read, read_lines, skipped, workbook};
use rust_xlsxwriter::Format;
use tungnha_core::words::Sex;
use tungnha_sheets::resident_list::{Field, FlagReason, SkipReason::*};

#[test]
fn headings_totals_and_signatures_are_no_people() {
    let list = read_lines(&[
        "UBND XÃ CẨM TÂN",
        "DANH SÁCH NHÂN KHẨU",
        "",
        "STT|Họ tên|Năm sinh|Nam/Nữ|Số CCCD",
        "1|2|3|4|5",
        "I|THÔN PHÚ LAI",
        "#1|Lê Văn An|#1950|Nam|003050000001",
        "#2|Lê Thị Ba|#1955|Nữ|003155000002",
        "|Cộng thôn Phú Lai: 2|||",
        "",
        "II. Thôn Do Trung (1 nhân khẩu)",
        "STT|Họ tên|Năm sinh|Nam/Nữ|Số CCCD",
        "#1|Tống Thị Công|#1960|Nữ|003160000003",
        "#2",
        "|Tổng cộng|#3",
        "|||Cẩm Tân, ngày 20 tháng 11 năm 2024",
        "|NGƯỜI LẬP BIỂU||TRƯỞNG CÔNG AN XÃ",
        "|Nguyễn Văn Lập||Thiếu tá Trần Văn Ký",
    ]);
    assert_eq!(names(&list), ["Lê Văn An", "Lê Thị Ba", "Tống Thị Công"]);
    assert_eq!(list.refused, []);
    let hamlets: Vec<_> = list.rows.iter().map(|row| row.hamlet.as_deref()).collect();
    assert_eq!(
        hamlets,
        [
            Some("Thôn Phú Lai"),
            Some("Thôn Phú Lai"),
            Some("Thôn Do Trung")
        ]
    );
    assert_eq!(
        skipped(&list),
        [
            (1, Title),
            (2, Title),
            (4, Header),
            (5, ColumnNumbers),
            (6, HamletHeading),
            (9, Total),
            (11, HamletHeading),
            (12, RepeatedHeader),
            (14, OnlyRowNumber),
            (15, Total),
            (16, Signature),
            (17, Signature),
            (18, Signature),
        ]
    );
}

#[test]
fn a_header_in_two_stacked_lines_is_one() {
    let list = read_lines(&[
        "DANH SÁCH",
        "Số|Họ và|Ngày|Giới|Số định danh",
        "TT|tên|sinh|tính|cá nhân",
        "#1|Lê Văn An|05/03/1950|Nam|003050000001",
    ]);
    assert_eq!(names(&list), ["Lê Văn An"]);
    assert_eq!(list.columns[4].field, Some(Field::PersonalId));
    assert_eq!(list.columns[1].header, "Họ và tên");
}

#[test]
fn men_and_women_may_have_columns_of_their_own() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "TT", &plain).expect("merged");
        sheet
            .merge_range(0, 1, 1, 2, "Họ và tên", &plain)
            .expect("merged");
        sheet
            .merge_range(0, 3, 0, 4, "Ngày, tháng, năm sinh", &plain)
            .expect("merged");
        sheet.write(1, 3, "Nam").expect("written");
        sheet.write(1, 4, "Nữ").expect("written");
        sheet
            .merge_range(0, 5, 1, 5, "Số CCCD", &plain)
            .expect("merged");
        for (row, line) in [
            "1|Lê Văn|An|05/03/1950||003050000001",
            "2|Lê Thị|Ba||1955|003155000002",
        ]
        .iter()
        .enumerate()
        {
            for (column, cell) in (0u16..).zip(line.split('|')) {
                sheet.write(row as u32 + 2, column, cell).expect("written");
            }
        }
    });
    let list = read(&bytes);
    assert_eq!(names(&list), ["Lê Văn An", "Lê Thị Ba"]);
    let sexes: Vec<_> = list.rows.iter().map(|row| row.sex).collect();
    assert_eq!(sexes, [Sex::Male, Sex::Female]);
    assert_eq!(list.rows[0].birth.to_string(), "05/03/1950");
    assert_eq!(list.rows[1].birth.to_string(), "1955");
    assert_eq!(list.flagged, []);
}

#[test]
fn two_rows_without_merges_are_understood_too() {
    let list = read_lines(&[
        "TT|Họ và đệm|Tên|Ngày tháng năm sinh|||Nữ (x)|CCCD",
        "|||Ngày|Tháng|Năm||",
        "#1|Lê Văn|An|#5|#3|#1950||003050000001",
        "#2|Lê Thị|Ba|||#1955|x|003155000002",
    ]);
    assert_eq!(names(&list), ["Lê Văn An", "Lê Thị Ba"]);
    assert_eq!(list.rows[0].birth.to_string(), "05/03/1950");
    assert_eq!(list.rows[1].birth.to_string(), "1955");
    assert_eq!(
        (list.rows[0].sex, list.rows[1].sex),
        (Sex::Male, Sex::Female)
    );
}

#[test]
fn a_row_of_groups_may_stand_above_the_header() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        let plain = Format::new();
        fill(
            sheet,
            &[
                "DANH SÁCH",
                "",
                "TT|Họ và tên|Năm sinh|Giới tính|Số CCCD|Đã kích hoạt|Chưa kích hoạt",
                "#1|Lê Văn An|#1950|Nam|003050000001||x",
            ],
        );
        sheet
            .merge_range(1, 0, 1, 4, "Thông tin công dân", &plain)
            .expect("merged");
        sheet
            .merge_range(1, 5, 1, 6, "Mức 2", &plain)
            .expect("merged");
    });
    let list = read(&bytes);
    assert_eq!(list.columns[6].header, "Mức 2 / Chưa kích hoạt");
    let vneid = list.rows[0].vneid.expect("a state");
    assert_eq!(
        (vneid.level, vneid.stage),
        (Some(2), tungnha_core::words::Stage::Approved)
    );
    assert_eq!(skipped(&list), [(1, Title), (2, Header), (3, Header)]);
}

#[test]
fn sensitive_columns_are_dropped_and_said_so() {
    let list = read_lines(&[
        "TT|Họ và tên|Dân tộc|Tôn giáo|Năm sinh|Giới tính|Nghề nghiệp|Mã hồ sơ",
        "#1|Lê Văn An|Mường|Không|#1950|Nam|Làm ruộng|X-1",
    ]);
    let dropped: Vec<_> = list
        .columns
        .iter()
        .filter(|column| column.dropped)
        .map(|column| (column.header.as_str(), column.example.as_str()))
        .collect();
    assert_eq!(
        dropped,
        [("Dân tộc", ""), ("Tôn giáo", ""), ("Nghề nghiệp", "")]
    );
    let unknown = &list.columns[7];
    assert_eq!(
        (unknown.field, unknown.dropped, unknown.example.as_str()),
        (None, false, "X-1")
    );
}

#[test]
fn remarks_between_people_are_skipped() {
    let list = people(&[
        "#1|Lê Văn An|05/03/1950|Nam||Phú Lai||",
        "|(xem tiếp trang sau)",
        "Ngõ 7",
        "|Hộ ông Hồ Văn Cả|2 người",
        "#2|Lê Thị Ba|05/03/1955|Nữ||Phú Lai||",
    ]);
    assert_eq!(names(&list), ["Lê Văn An", "Lê Thị Ba"]);
    assert_eq!(
        skipped(&list),
        [(1, Header), (3, OtherText), (4, OtherText), (5, OtherText)]
    );
    assert_eq!(list.rows[1].lane.as_deref(), Some("Ngõ 7"));
}

#[test]
fn hidden_rows_are_read_and_flagged() {
    let bytes = workbook(|book| {
        let sheet = book
            .add_worksheet()
            .set_name("Thôn \"A&B\"")
            .expect("a name");
        fill(
            sheet,
            &[
                "TT|Họ và tên|Năm sinh|Giới tính",
                "#1|Lê Văn An|#1950|Nam",
                "#2|Lê Thị Ba|#1955|Nữ",
            ],
        );
        sheet.set_row_hidden(1).expect("hidden");
    });
    let list = read(&bytes);
    assert_eq!(names(&list), ["Lê Văn An", "Lê Thị Ba"]);
    assert_eq!(flags(&list), [(2, "-", FlagReason::RowHidden)]);
}
