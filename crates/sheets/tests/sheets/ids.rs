//! Personal ids that spreadsheets and fingers have spoilt (`domain.md` 7.3 cases 2 and 3).

use super::book::{flags, people, read, workbook};
use rust_xlsxwriter::Format;
use tungnha_sheets::resident_list::{FlagReason, RefusalReason, ResidentList};

fn ids(list: &ResidentList) -> Vec<String> {
    list.rows
        .iter()
        .map(|row| row.personal_id.map(|id| id.to_string()).unwrap_or_default())
        .collect()
}

#[test]
fn lost_zeros_come_back_when_birth_and_sex_prove_them() {
    let list = people(&[
        "#1|Lê Thị Ba|05/03/1990|Nữ|#3190123456|||",
        "#2|Lê Văn An|05/03/1990|Nam|#13090123456|||",
        "#3|Lê Văn Ban|05/03/90|Nam|3090123457|||",
        "#4|Lê Văn Cả|05/03/1991|Nam|#3090123456|||",
        "#5|Lê Văn Dần|05/03/1990||#3090123456|||",
    ]);
    assert_eq!(ids(&list), ["003190123456", "013090123456", "003090123457"]);
    let padded = (2, "E", FlagReason::IdPadded);
    assert!(flags(&list).contains(&padded));
    let refused: Vec<_> = list.refused.iter().map(|row| (row.row, row.code)).collect();
    assert_eq!(
        refused,
        [
            (5, RefusalReason::IdLostDigits),
            (6, RefusalReason::IdLostDigits)
        ]
    );
    assert_eq!(list.refused[0].text, "******3456");
    assert_eq!(list.refused[0].column.as_deref(), Some("E"));
    assert_eq!(list.refused[0].header, "Số định danh");
}

#[test]
fn dirt_around_the_digits_does_not_matter() {
    let list = people(&[
        "#1|Lê Thị Ba|05/03/1990|Nữ|'003190123451|||",
        "#2|Lê Thị Bốn|05/03/1990|Nữ|003 190 123 452|||",
        "#3|Lê Thị Năm|05/03/1990|Nữ|OO3190123453|||",
        "#4|Lê Thị Sáu|05/03/1990|Nữ|003190123454.0|||",
    ]);
    assert_eq!(
        ids(&list),
        [
            "003190123451",
            "003190123452",
            "003190123453",
            "003190123454"
        ]
    );
    assert_eq!(flags(&list), [(4, "E", FlagReason::IdRepaired)]);
    assert_eq!(list.flagged[0].text, "OO******3453");
}

#[test]
fn an_id_shown_whole_by_its_number_format_is_whole() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        super::book::fill(sheet, &[super::book::HEADER, "#1|Lê Thị Ba|05/03/1990|"]);
        let padded = Format::new().set_num_format("000000000000");
        sheet
            .write_number_with_format(1, 4, 3_190_123_456.0, &padded)
            .expect("written");
    });
    let list = read(&bytes);
    assert_eq!(ids(&list), ["003190123456"]);
    assert_eq!(flags(&list), [(2, "D", FlagReason::SexFromId)]);
}

#[test]
fn ids_that_cannot_be_mended_refuse_the_row_and_not_the_next() {
    let list = people(&[
        "#1|Lê Thị Ba|05/03/1990|Nữ|3.8096E+10|||",
        "#2|Lê Thị Bốn|05/03/1990|Nữ|0031901234567|||",
        "#3|Lê Thị Năm|05/03/1990|Nữ|003190X23453|||",
        "#4|Lê Thị Sáu|05/03/1990|Nữ|003190123454|||",
    ]);
    let refused: Vec<_> = list
        .refused
        .iter()
        .map(|row| (row.row, row.code, row.text.as_str()))
        .collect();
    assert_eq!(
        refused,
        [
            (2, RefusalReason::IdLostDigits, "3.8096E+10"),
            (3, RefusalReason::IdWrongLength, "*********4567"),
            (4, RefusalReason::IdUnreadable, "******X*3453"),
        ]
    );
    assert_eq!(ids(&list), ["003190123454"]);
}

#[test]
fn an_old_number_is_kept_as_such() {
    let list = people(&[
        "#1|Lê Thị Ba|05/03/1990|Nữ|031901234|||",
        "#2|Lê Thị Bốn|05/03/1990|Nữ|031901235 / 003190123452|||",
        "#3|Lê Thị Năm|05/03/1990|Nữ|chưa cấp|||",
    ]);
    assert_eq!(ids(&list), ["", "003190123452", ""]);
    assert_eq!(list.rows[0].legacy_id9.as_deref(), Some("031901234"));
    assert_eq!(list.rows[1].legacy_id9.as_deref(), Some("031901235"));
    assert_eq!(flags(&list), [(2, "E", FlagReason::LegacyId)]);
}

#[test]
fn contradictions_are_flagged_and_never_refused() {
    let list = people(&[
        "#1|Lê Thị Ba|05/03/1991|Nữ|003190123451|||",
        "#2|Lê Thị Bốn|05/03/1990|Nam|003190123452|||",
    ]);
    assert_eq!(list.rows.len(), 2);
    assert_eq!(
        flags(&list),
        [
            (2, "E", FlagReason::IdBirthMismatch),
            (3, "E", FlagReason::IdSexMismatch)
        ]
    );
    assert_eq!(list.flagged[0].text, "********3451");
}

#[test]
fn ids_from_nowhere_are_practice_together_and_a_flag_alone() {
    let practice = people(&[
        "#1|Lê Thị Ba|05/03/1990|Nữ|003190123451|||",
        "#2|Lê Thị Bốn|05/03/1990|Nữ|005190123452|||",
    ]);
    assert!(practice.practice);
    assert_eq!(practice.flagged, []);
    // Numbers of all zeros belong to nobody, whatever their prefix.
    let mixed = people(&[
        "#1|Lê Văn Ba|1900|Nam|038000000000|||",
        "#2|Lê Thị Bốn|05/03/1990|Nữ|005190123452|||",
    ]);
    assert!(!mixed.practice);
    assert_eq!(flags(&mixed), [(3, "E", FlagReason::UnissuedProvince)]);
}
