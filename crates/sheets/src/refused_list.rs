//! Rows of a resident list that could not be taken over, as a spreadsheet to mend: why, where it
//! stood, and what it said. Mended, it can be read like the list itself.

mod words;

use crate::resident_list::{ColumnUnderstanding, RefusedRow};
use crate::text_cell::text;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook,
    Worksheet, XlsxError,
};
use std::sync::Arc;
use tungnha_core::time::Day;

/// What one reading refused.
pub struct RefusedList<'a> {
    /// The rows, in the order of the workbook.
    pub rows: &'a [RefusedRow],
    /// The columns of its tables.
    pub columns: &'a [ColumnUnderstanding],
    /// The day of the reading; also the workbook's creation date.
    pub day: Day,
}

/// Before the columns of the list itself.
const OWN: u16 = 4;
const WIDE: f64 = 26.0;
const NARROW: f64 = 9.0;

/// Writes a sheet for every sheet that has refused rows. Columns that must not be kept are not in
/// it. Every text goes in as a text, ids above all; nothing can become a formula. The same rows
/// give the same bytes.
///
/// # Errors
/// Only if the library refuses a cell.
pub fn write(list: &RefusedList<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(list.day)?);
    let mut sheets: Vec<&Arc<str>> = Vec::new();
    for row in list.rows {
        if !sheets.contains(&&row.sheet) {
            sheets.push(&row.sheet);
        }
    }
    for (number, name) in (1..).zip(&sheets) {
        let rows: Vec<_> = list.rows.iter().filter(|row| row.sheet == **name).collect();
        let columns = list
            .columns
            .iter()
            .filter(|column| column.sheet == **name && !column.dropped);
        let sheet = book.add_worksheet();
        sheet.set_name(words::sheet(number))?;
        page(sheet, &rows, &columns.collect::<Vec<_>>())?;
    }
    if sheets.is_empty() {
        book.add_worksheet().set_name(words::sheet(1))?;
    }
    book.save_to_buffer()
}

fn properties(day: Day) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = day.ymd();
    let year = u16::try_from(year).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
    Ok(DocProperties::new()
        .set_title(words::TITLE)
        .set_creation_datetime(&created))
}

fn page(
    sheet: &mut Worksheet,
    rows: &[&RefusedRow],
    columns: &[&ColumnUnderstanding],
) -> Result<(), XlsxError> {
    let plain = Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(11)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    let strong = plain.clone().set_bold();
    let wrong = plain.clone().set_background_color(0x00FF_F2CC);
    // A hamlet that only a heading told must not be lost with the heading.
    let hamlet = !columns.iter().any(|column| words::is_hamlet(column.field));
    let last = OWN + u16::try_from(columns.len()).unwrap_or(0);
    let headers = words::OWN.into_iter().map(str::to_owned);
    let headers = headers
        .chain(columns.iter().map(|c| words::header(c.field, &c.header)))
        .chain(hamlet.then(|| words::HAMLET.to_owned()));
    for (column, header) in (0u16..).zip(headers) {
        text(sheet, 0, column, &header, &strong)?;
        let narrow = (1..OWN).contains(&column);
        sheet.set_column_width(column, if narrow { NARROW } else { WIDE })?;
    }
    for (at, row) in (1u32..).zip(rows) {
        let own = [
            words::reason_of(row),
            row.sheet.to_string(),
            row.row.to_string(),
            row.column.clone().unwrap_or_default(),
        ];
        for (column, words) in (0u16..).zip(own) {
            text(sheet, at, column, &words, &plain)?;
        }
        for (column, told) in (OWN..).zip(columns) {
            let said = row
                .cells
                .iter()
                .find(|(letters, _)| *letters == told.column);
            let format = if row.column.as_ref() == Some(&told.column) {
                &wrong
            } else {
                &plain
            };
            text(sheet, at, column, said.map_or("", |(_, said)| said), format)?;
        }
        if hamlet {
            let told = row.hamlet.as_deref().unwrap_or_default();
            text(sheet, at, last, told, &plain)?;
        }
    }
    let end = u32::try_from(rows.len()).unwrap_or(0);
    // Ids are texts on purpose; no green corners.
    sheet.ignore_error_range(0, 0, end, last, IgnoreError::NumberStoredAsText)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}
