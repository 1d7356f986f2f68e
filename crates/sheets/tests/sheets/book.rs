//! Small workbooks written as lines of text.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::ops::ControlFlow;
use tungnha_core::time::Day;
use tungnha_sheets::resident_list::{self, FlagReason, ReadError, ResidentList, SkipReason};

/// The header of most tests; every row below it has these eight cells.
pub const HEADER: &str = "TT|Họ và tên|Ngày sinh|Giới tính|Số định danh|Thôn|Số điện thoại|Ghi chú";

pub fn today() -> Day {
    Day::from_ymd(2024, 11, 20).expect("a day")
}

/// A sheet of lines; cells are parted by `|`, blank ones stay empty, `#` begins a number and
/// `@` a date (its day number).
pub fn fill(sheet: &mut Worksheet, lines: &[&str]) {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (row, line) in (0u32..).zip(lines) {
        for (column, cell) in (0u16..).zip(line.split('|')) {
            if let Some(number) = cell.strip_prefix('#') {
                let number: f64 = number.parse().expect("a number");
                sheet.write_number(row, column, number).expect("written");
            } else if let Some(serial) = cell.strip_prefix('@') {
                let serial: f64 = serial.parse().expect("a day number");
                sheet
                    .write_number_with_format(row, column, serial, &date)
                    .expect("written");
            } else if !cell.is_empty() {
                sheet.write_string(row, column, cell).expect("written");
            }
        }
    }
}

/// A workbook of one sheet.
pub fn lines(lines: &[&str]) -> Vec<u8> {
    workbook(|book| fill(book.add_worksheet(), lines))
}

pub fn workbook(make: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    make(&mut book);
    book.save_to_buffer().expect("a workbook")
}

/// Reads, and checks that no row went missing.
pub fn read(bytes: &[u8]) -> ResidentList {
    let mut rows = 0;
    let list = resident_list::read(bytes, today(), &mut |done, total| {
        rows = total;
        assert!(done <= total);
        ControlFlow::Continue(())
    })
    .expect("a list");
    let accounted = list.rows.len() + list.refused.len() + list.skipped.len();
    assert_eq!(accounted, rows, "every row is somewhere, once");
    list
}

pub fn read_lines(text: &[&str]) -> ResidentList {
    read(&lines(text))
}

/// Reads people below [`HEADER`].
pub fn people(text: &[&str]) -> ResidentList {
    let mut all = vec![HEADER];
    all.extend(text);
    read_lines(&all)
}

pub fn error(bytes: &[u8]) -> ReadError {
    resident_list::read(bytes, today(), &mut |_, _| ControlFlow::Continue(())).expect_err("no list")
}

/// (row, why) of what was skipped.
pub fn skipped(list: &ResidentList) -> Vec<(u32, SkipReason)> {
    list.skipped.iter().map(|row| (row.row, row.why)).collect()
}

/// (row, column, what) of what was flagged.
pub fn flags(list: &ResidentList) -> Vec<(u32, &str, FlagReason)> {
    list.flagged
        .iter()
        .map(|flag| (flag.row, flag.column.as_deref().unwrap_or("-"), flag.code))
        .collect()
}

/// The names in `rows`.
pub fn names(list: &ResidentList) -> Vec<&str> {
    list.rows.iter().map(|row| row.name.as_str()).collect()
}
