//! What refuses a row, and that it refuses nothing else.

use super::book::{names, people, read_lines};
use tungnha_sheets::resident_list::RefusalReason::{self, *};

fn refusal(row: &str) -> Option<(RefusalReason, String)> {
    let good = "#9|Lê Thị Sáu|05/03/1990|Nữ|003190123454|||";
    let list = people(&[row, good]);
    assert!(names(&list).contains(&"Lê Thị Sáu"), "the next row is read");
    let refused = list.refused.first()?;
    assert_eq!(refused.row, 2);
    Some((refused.code, refused.column.clone().unwrap_or_default()))
}

#[test]
fn every_reason_points_to_its_cell() {
    for (row, code, column) in [
        ("#1||05/03/1990|Nữ|003190123451|||", NameMissing, "B"),
        ("#1|???|05/03/1990|Nữ|003190123451|||", NameUnreadable, "B"),
        (
            "#1|Nguyễn Th\u{FFFD} Ba|05/03/1990|Nữ|003190123451|||",
            OldEncoding,
            "B",
        ),
        ("#1|Lê Thị Ba||Nữ||Phú Lai||", BirthMissing, "C"),
        ("#1|Lê Thị Ba|không nhớ|Nữ||Phú Lai||", BirthUnreadable, "C"),
        (
            "#1|Lê Thị Ba|31/02/1990|Nữ|003190123451|||",
            BirthImpossible,
            "C",
        ),
        ("#1|Lê Thị Ba|21/11/2024|Nữ||Phú Lai||", BirthInFuture, "C"),
        ("#1|Lê Thị Ba|@60000|Nữ||Phú Lai||", BirthInFuture, "C"),
        ("#1|Lê Thị Ba|05/03/1990|||Phú Lai||", SexMissing, "D"),
        (
            "#1|Lê Thị Ba|05/03/1990|khác||Phú Lai||",
            SexUnreadable,
            "D",
        ),
        ("#1|Lê Thị Ba|05/03/1990|1||Phú Lai||", SexUnreadable, "D"),
    ] {
        assert_eq!(refusal(row), Some((code, column.to_owned())), "{row}");
    }
}

#[test]
fn names_are_cleaned_and_kept_as_written() {
    let list = people(&[
        "#1|NGUYỄN  THỊ\u{A0}BA\u{200B}|05/03/1990|Nữ||||",
        "#2|lê văn an|05/03/1990|Nam||||",
        "#3|Đặng Thị Hoà|05/03/1990|Nữ||||",
        "#4|- Siu H’Blưk|05/03/1990|Nữ||||",
        "#5|Êñuôl Y Ka|05/03/1990|Nam||||",
        "#6|ÐINH VĂN ƢỚC|05/03/1990|Nam||||",
    ]);
    assert_eq!(
        names(&list),
        [
            "NGUYỄN THỊ BA",
            "lê văn an",
            "Đặng Thị Hoà",
            "Siu H’Blưk",
            "Êñuôl Y Ka",
            "ĐINH VĂN ƯỚC"
        ]
    );
    assert_eq!(list.flagged.len(), 1);
    assert_eq!(list.refused, []);
}

#[test]
fn a_missing_column_is_no_cell() {
    let list = read_lines(&["TT|Họ và tên|Năm sinh|Thôn", "#1|Lê Thị Ba|#1990|Phú Lai"]);
    assert_eq!(list.refused[0].code, SexMissing);
    assert_eq!(
        (
            list.refused[0].column.as_deref(),
            list.refused[0].header.as_str()
        ),
        (None, "")
    );
}
