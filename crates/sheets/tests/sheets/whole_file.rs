//! Files as a whole: other kinds, damage, size, and stopping.

use super::book::{HEADER, error, fill, lines, read, today, workbook};
use std::ops::ControlFlow;
use tungnha_sheets::resident_list::{self, ReadError};

#[test]
fn what_is_no_list_is_told_apart() {
    assert!(matches!(error(b""), ReadError::NotASpreadsheet));
    assert!(matches!(error(b"TT;Ho ten\n1;An"), ReadError::NoTable));
    assert!(matches!(
        error(b"Kinh gui\nCong an xa"),
        ReadError::NotASpreadsheet
    ));
    assert!(matches!(
        error(b"<html><table><tr><td>Ho va ten"),
        ReadError::OtherKind
    ));
    assert!(matches!(
        error(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old one"),
        ReadError::Damaged(_)
    ));
    assert!(matches!(error(b"PK\x03\x04 torn"), ReadError::Damaged(_)));
    let letter = lines(&["Kính gửi: Công an xã", "Tên|Số"]);
    assert!(matches!(error(&letter), ReadError::NoTable));
    let mut torn = lines(&[HEADER, "#1|Lê Văn An|1950|Nam||||"]);
    torn.truncate(torn.len() / 2);
    assert!(matches!(error(&torn), ReadError::Damaged(_)));
}

#[test]
fn a_stray_cell_at_the_far_end_costs_nothing() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        fill(sheet, &[HEADER, "#1|Lê Văn An|1950|Nam||||"]);
        sheet.write(1_048_575, 16_383, "x").expect("written");
    });
    let list = read(&bytes);
    assert_eq!(list.rows.len(), 1);
    assert_eq!(list.skipped.last().map(|row| row.row), Some(1_048_576));
}

#[test]
fn bytes_changed_at_random_never_make_it_fall() {
    let whole = lines(&[
        HEADER,
        "#1|Lê Văn An|@33000|Nam|003090000001|Phú Lai|0900000123|",
    ]);
    for at in (0..whole.len()).step_by(7) {
        let mut spoilt = whole.clone();
        spoilt[at] ^= 0x55;
        let _ = resident_list::read(&spoilt, today(), &mut |_, _| ControlFlow::Continue(()));
    }
}

fn many(count: usize) -> Vec<u8> {
    let rows: Vec<String> = (0..count)
        .map(|n| {
            format!(
                "#{n}|Lê Thị Số {}|05/03/1990|Nữ|003190{n:06}|Thôn Phú Lai|09{n:08}|Ghi chú",
                n % 97
            )
        })
        .collect();
    let mut all = vec![HEADER];
    all.extend(rows.iter().map(String::as_str));
    lines(&all)
}

#[test]
fn reading_can_be_watched_and_stopped() {
    let bytes = many(2_000);
    let mut last = (0, 0);
    let stopped = resident_list::read(&bytes, today(), &mut |done, total| {
        last = (done, total);
        if done >= 512 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(matches!(stopped, Err(ReadError::Stopped)));
    assert_eq!(last, (512, 2_001));
    let early = resident_list::read(&bytes, today(), &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(early, Err(ReadError::Stopped)));
}

/// Not a measurement: only that nothing grows with the square of the rows.
#[test]
fn a_large_commune_is_read_in_one_go() {
    let list = read(&many(20_000));
    assert_eq!(list.rows.len(), 20_000);
}
