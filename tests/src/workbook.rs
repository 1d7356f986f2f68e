//! Spreadsheets as a person sees them, cell by cell.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;

/// The cells of a workbook's first sheet; rows and columns count from 1, as people count rows.
pub struct Cells(calamine::Range<Data>);

impl Cells {
    /// Opens the workbook in `file`.
    pub fn of(file: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(file).expect("a workbook");
        let first = book.worksheet_range_at(0).expect("it has a sheet");
        Self(first.expect("the sheet is readable"))
    }

    /// The cell in `row` and the column of this letter.
    pub fn at(&self, row: u32, column: char) -> &Data {
        let column = u32::from(column) - u32::from('A');
        self.0.get_value((row - 1, column)).unwrap_or(&Data::Empty)
    }

    /// The cell's text; empty for an empty cell.
    pub fn text(&self, row: u32, column: char) -> String {
        self.at(row, column).to_string()
    }

    /// The rows that hold anything, in their order.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        let from = self.0.start().map_or(0, |(row, _)| row) + 1;
        let to = self.0.end().map_or(0, |(row, _)| row) + 1;
        from..=to
    }

    /// The first row in which the cell of `column` says `text`.
    pub fn row_of(&self, column: char, text: &str) -> u32 {
        let found = self.rows().find(|row| self.text(*row, column) == text);
        found.unwrap_or_else(|| panic!("no cell {column} says {text}"))
    }
}

/// One part of the workbook's archive, as text.
pub fn part(file: &Path, name: &str) -> String {
    let archive = File::open(file).expect("the file is there");
    let mut archive = zip::ZipArchive::new(archive).expect("a workbook is an archive");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("in UTF-8");
    text
}

/// A line of a small resident list.
pub struct Resident {
    /// Họ và tên
    pub name: &'static str,
    /// Ngày sinh
    pub birth: &'static str,
    /// Giới tính
    pub sex: &'static str,
    /// Số định danh
    pub personal_id: &'static str,
    /// Thôn
    pub hamlet: &'static str,
}

/// Writes a small resident list, one household a line.
pub fn write_list(file: &Path, residents: &[Resident]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let header = [
        "TT",
        "Họ và tên",
        "Ngày sinh",
        "Giới tính",
        "Số định danh",
        "Thôn",
    ];
    for (column, words) in (0..).zip(header) {
        sheet.write_string(0, column, words).expect("a cell");
    }
    for (row, one) in (1u16..).zip(residents) {
        let line = u32::from(row);
        sheet.write_number(line, 0, row).expect("a cell");
        let words = [one.name, one.birth, one.sex, one.personal_id, one.hamlet];
        for (column, words) in (1..).zip(words) {
            sheet.write_string(line, column, words).expect("a cell");
        }
    }
    book.save(file).expect("written");
}
