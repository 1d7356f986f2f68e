//! The faulty list as an .xlsx.

use super::{DirtyList, Row};
use crate::commune::Commune;
use crate::workbook::{Cell, Column, FIRST_DATA_ROW, Page, SHEET, properties};
use rust_xlsxwriter::{Workbook, XlsxError};
use tungnha_core::time::Day;

/// The bytes of the workbook: the same bytes for the same list.
///
/// # Errors
/// Only if the library refuses a cell, which none of the faults makes it do.
pub fn workbook(list: &DirtyList, commune: &Commune, as_of: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(as_of)?);
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    let page = Page::new();
    page.head(sheet, commune, as_of, &["Dân tộc"])?;
    let mut row = FIRST_DATA_ROW;
    for here in &list.rows {
        match here {
            Row::Heading(words) | Row::Subtotal(words) => page.across(sheet, row, words)?,
            Row::Blank => {}
            Row::Person(person) => {
                let mut line = person.line.clone();
                line.0.push(Cell::from(person.resident.culture.ethnicity()));
                page.line(sheet, row, &line)?;
                if person.hidden {
                    sheet.set_row_hidden(row)?;
                }
                if person.head_merged_above
                    && let Some(Cell::Text(head)) = person.line.cell(Column::Head)
                {
                    page.merge_down(sheet, row - 1, Column::Head, head)?;
                }
            }
        }
        row += 1;
    }
    page.foot(sheet, row + 1, commune, as_of)?;
    book.save_to_buffer()
}
