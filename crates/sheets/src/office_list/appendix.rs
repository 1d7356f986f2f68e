//! Phụ lục: the table of a district's plan with its header of three rows (`domain.md` 7.2), as a workbook. Its numbers
//! are numbers, shown with points between thousands whatever the program's language.

use super::layout::{Formats, across, lines};
use super::page::margins;
use super::{Head, WriteError, words};
use crate::text_cell::text;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The appendix, ready to be written.
#[derive(Clone, PartialEq, Debug)]
pub struct Appendix {
    /// Who issues it, where and when.
    pub head: Head,
    /// Below PHỤ LỤC: of what it is, of which document, as of when; one line each.
    pub subtitle: Vec<String>,
    /// The header of the target of level 2, as its plan has it.
    pub level2: String,
    /// The header of the target of activation.
    pub activation: String,
    /// The rows, in the order of printing.
    pub rows: Vec<AppendixRow>,
    /// The numbers of the row "Tổng".
    pub total: Numbers,
    /// Sentences below the table: what is excepted, what the printed total is, who answers for the columns.
    pub notes: Vec<String>,
}

/// Five columns and two targets; absent where nobody says.
pub type Numbers = [Option<u64>; 7];

/// One line of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppendixRow {
    /// "TT Phong Sơn"
    pub name: String,
    /// Its numbers, from left to right.
    pub numbers: Numbers,
}

/// Above everything.
pub const TITLE: &str = "PHỤ LỤC";
/// In the sum's row.
pub const TOTAL: &str = "Tổng";
/// The header as plan 002 prints it, misprints included: an office compares cell with cell. The two targets' names
/// come after it.
pub const HEADERS: [&str; 8] = [
    "TT",
    "Đơn vị",
    "Chưa thu nhận hồ sơ ĐDDT",
    "Đã phê duyệt tài khoản ĐDDT",
    "Mức 1",
    "Mức 2",
    "Đã kích hoạt",
    "Chưa kích hoạt",
];

const LAST: u16 = 8;
const WIDTHS: [f64; 9] = [5.5, 24.0, 13.0, 11.0, 11.0, 11.0, 11.0, 17.0, 15.0];
const THOUSANDS: &str = "[>=1000000]#\".\"000\".\"000;[>=1000]#\".\"000;0";
/// Characters that a line over the whole width holds.
const ACROSS: f64 = 118.0;
const LINE: f64 = 16.0;

impl Appendix {
    /// Writes a workbook. The same appendix gives the same bytes.
    ///
    /// # Errors
    /// Only if the library refuses a cell.
    pub fn xlsx(&self) -> Result<Vec<u8>, WriteError> {
        let mut book = Workbook::new();
        let (year, month, day) = self.head.day.ymd();
        let year = u16::try_from(year).unwrap_or(1900);
        let created = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
        book.set_properties(
            &DocProperties::new()
                .set_title(TITLE)
                .set_creation_datetime(&created),
        );
        let sheet = book.add_worksheet();
        sheet.set_name("Phụ lục")?;
        for (column, width) in (0u16..).zip(WIDTHS) {
            sheet.set_column_width(column, width)?;
        }
        let formats = Formats::new();
        let first = self.above(sheet, &formats)?;
        self.header(sheet, first, &formats)?;
        let after = self.body(sheet, first + 3, &formats)?;
        let mut row = after;
        for note in &self.notes {
            row += 1;
            across(sheet, row, 0..=LAST, note, &formats.left)?;
            sheet.set_row_height(row, LINE * lines(note, ACROSS) as f64)?;
        }
        self.print(sheet, first)?;
        Ok(book.save_to_buffer()?)
    }

    /// The agency, the state, the title; returns the header's first row.
    fn above(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<u32, XlsxError> {
        across(sheet, 0, 0..=3, &self.head.agency, &formats.agency_strong)?;
        across(sheet, 0, 4..=LAST, words::COUNTRY, &formats.agency_strong)?;
        across(sheet, 1, 4..=LAST, words::MOTTO, &formats.motto)?;
        let dated = words::dated(&self.head);
        across(sheet, 2, 4..=LAST, &dated, &formats.italic)?;
        across(sheet, 4, 0..=LAST, TITLE, &formats.title)?;
        sheet.set_row_height(4, 24)?;
        let mut row = 4;
        for line in &self.subtitle {
            row += 1;
            across(sheet, row, 0..=LAST, line, &formats.scope)?;
            sheet.set_row_height(row, LINE * lines(line, ACROSS) as f64)?;
        }
        if self.head.practice {
            row += 1;
            across(sheet, row, 0..=LAST, words::PRACTICE, &formats.practice)?;
            sheet.set_row_height(row, 22)?;
        }
        Ok(row + 2)
    }

    /// Three rows, merged as the plan merges them.
    fn header(&self, sheet: &mut Worksheet, row: u32, formats: &Formats) -> Result<(), XlsxError> {
        let [
            number,
            unit,
            not_collected,
            approved,
            one,
            two,
            activated,
            waiting,
        ] = HEADERS;
        let over = [
            (0, number),
            (1, unit),
            (2, not_collected),
            (7, self.level2.as_str()),
            (8, self.activation.as_str()),
        ];
        let strong = &formats.header;
        for (column, words) in over {
            sheet.merge_range(row, column, row + 2, column, "", strong)?;
            text(sheet, row, column, words, strong)?;
        }
        across(sheet, row, 3..=6, approved, strong)?;
        across(sheet, row + 1, 3..=4, one, strong)?;
        across(sheet, row + 1, 5..=6, two, strong)?;
        for (column, words) in (3u16..).zip([activated, waiting, activated, waiting]) {
            text(sheet, row + 2, column, words, strong)?;
        }
        let most = over.map(|(column, words)| {
            lines(
                words,
                WIDTHS.get(usize::from(column)).copied().unwrap_or(10.0),
            )
        });
        let most = most.into_iter().max().unwrap_or(3).max(4) as f64;
        for at in 0..3 {
            sheet.set_row_height(row + at, LINE * most / 3.0)?;
        }
        Ok(())
    }

    /// The rows and their sum; returns the first free row.
    fn body(&self, sheet: &mut Worksheet, from: u32, formats: &Formats) -> Result<u32, XlsxError> {
        let counted = formats.centred.clone().set_num_format("0");
        let number = formats.centred.clone().set_num_format(THOUSANDS);
        let mut row = from;
        for (line, at) in self.rows.iter().zip(1u32..) {
            sheet.write_number_with_format(row, 0, at, &counted)?;
            text(sheet, row, 1, &line.name, &formats.text)?;
            write(sheet, row, &line.numbers, &number)?;
            sheet.set_row_height(row, LINE * lines(&line.name, 24.0) as f64)?;
            row += 1;
        }
        let strong = formats.group.clone();
        across(sheet, row, 0..=1, TOTAL, &strong)?;
        write(sheet, row, &self.total, &number.set_bold())?;
        Ok(row + 1)
    }

    fn print(&self, sheet: &mut Worksheet, header: u32) -> Result<(), XlsxError> {
        const A4: u8 = 9;
        sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true);
        sheet.set_repeat_rows(header, header + 2)?;
        sheet.set_freeze_panes(header + 3, 2)?;
        margins(&self.head, sheet);
        Ok(())
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    numbers: &Numbers,
    format: &Format,
) -> Result<(), XlsxError> {
    for (column, number) in (2u16..).zip(numbers) {
        match number {
            // Below 2^53: a count of people.
            Some(number) => sheet.write_number_with_format(row, column, *number as f64, format)?,
            None => sheet.write_blank(row, column, format)?,
        };
    }
    Ok(())
}
