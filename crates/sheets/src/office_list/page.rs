//! The sheet from quốc hiệu to signature, and how it prints.

use super::layout::{Formats, LINE, NUMBER, across, lines, right_from};
use super::{Column, Head, OfficeList, words};
use crate::text_cell::text;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, IgnoreError, Workbook, Worksheet, XlsxError};

const A4: u8 = 9;
/// Characters that a line of a merged cell holds, to give the row its height.
const CHARACTERS_PER_LINE: usize = 130;
/// Rows between "(Ký …)" and the name.
const SIGNATURE_ROWS: u32 = 4;
/// Excel's limit for the name of a sheet.
const SHEET_NAME: usize = 31;

/// A sheet while it is written.
struct Page<'a> {
    list: &'a OfficeList,
    columns: Vec<Column>,
    formats: Formats,
    /// The first column of the right half.
    right: u16,
    last: u16,
}

/// What every page of `head`'s paper bears at its edges: who exported it and the pages' numbers at the foot, and above
/// that nobody in it is real where that is so.
pub(super) fn margins(head: &Head, sheet: &mut Worksheet) {
    let font = "&\"Times New Roman,Regular\"&9";
    // & is a command in headers and footers; two of them print one.
    let stamp = head.stamp.as_deref().unwrap_or_default();
    let stamp = stamp
        .chars()
        .take(120)
        .collect::<String>()
        .replace('&', "&&");
    sheet.set_footer(format!("&L{font} {stamp}&R{font} Trang &P/&N"));
    if head.practice {
        sheet.set_header(format!("&C{font} {}", words::PRACTICE));
    }
}

pub(super) fn workbook(list: &OfficeList) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(list)?);
    let sheet = book.add_worksheet();
    sheet.set_name(list.name.chars().take(SHEET_NAME).collect::<String>())?;
    let columns: Vec<Column> = std::iter::once(NUMBER)
        .chain(list.columns.iter().copied())
        .collect();
    for (column, told) in (0u16..).zip(&columns) {
        sheet.set_column_width(column, told.width)?;
    }
    let page = Page {
        list,
        right: right_from(&columns),
        last: u16::try_from(columns.len()).map_or(0, |n| n - 1),
        columns,
        formats: Formats::new(),
    };
    let header = page.head(sheet)?;
    let after = page.body(sheet, header + 1)?;
    page.foot(sheet, after + 1)?;
    page.print(sheet, header)?;
    Ok(book)
}

/// The creation date is the list's day, so that the same list gives the same file.
fn properties(list: &OfficeList) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = list.head.day.ymd();
    let year = u16::try_from(year).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
    Ok(DocProperties::new()
        .set_title(&list.name)
        .set_creation_datetime(&created))
}

impl Page<'_> {
    /// Everything down to the header, whose row is returned.
    fn head(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        let (head, formats) = (&self.list.head, &self.formats);
        let (left, right, whole) = (0..=self.right - 1, self.right..=self.last, 0..=self.last);
        let lines = [
            head.superior
                .as_deref()
                .map(|words| (words, &formats.agency)),
            Some((head.agency.as_str(), &formats.agency_strong)),
            head.number.as_deref().map(|words| (words, &formats.agency)),
        ];
        for (row, (words, format)) in (0..).zip(lines.into_iter().flatten()) {
            across(sheet, row, left.clone(), words, format)?;
        }
        let state = [
            (words::COUNTRY, &formats.agency_strong),
            (words::MOTTO, &formats.motto),
            (&words::dated(head), &formats.italic),
        ];
        for (row, (words, format)) in (0..).zip(state) {
            across(sheet, row, right.clone(), words, format)?;
        }
        let mut row = 4;
        across(sheet, row, whole.clone(), &self.list.title, &formats.title)?;
        sheet.set_row_height(row, 24)?;
        for line in &self.list.subtitle {
            row += 1;
            self.sentence(sheet, row, line, &formats.scope)?;
        }
        if head.practice {
            row += 1;
            across(sheet, row, whole, words::PRACTICE, &formats.practice)?;
            sheet.set_row_height(row, 22)?;
        }
        row += 2;
        for (column, told) in (0u16..).zip(&self.columns) {
            text(sheet, row, column, told.header, &formats.header)?;
        }
        sheet.set_row_height(row, 34)?;
        Ok(row)
    }

    /// The rows, from `first` on, and the sentences below them; returns the first free row.
    fn body(&self, sheet: &mut Worksheet, first: u32) -> Result<u32, XlsxError> {
        let (formats, whole) = (&self.formats, 0..=self.last);
        let (mut row, mut number) = (first, 0u32);
        if self.list.rows() == 0 {
            across(sheet, row, whole, &self.list.nobody, &formats.centred)?;
            return self.totals(sheet, row + 1);
        }
        let counted = formats.centred.clone().set_num_format("0");
        for group in &self.list.groups {
            if let Some(heading) = &group.heading {
                across(sheet, row, whole.clone(), heading, &formats.group)?;
                row += 1;
            }
            for cells in &group.rows {
                number += 1;
                sheet.write_number_with_format(row, 0, number, &counted)?;
                for ((column, told), words) in (1u16..).zip(&self.list.columns).zip(cells) {
                    let format = if told.centred {
                        &formats.centred
                    } else {
                        &formats.text
                    };
                    text(sheet, row, column, words, format)?;
                }
                // Whoever opens the book need not ask for it: not every program finds the height by itself.
                let columns = self.list.columns.iter().zip(cells);
                let most = columns.map(|(told, words)| lines(words, told.width)).max();
                sheet.set_row_height(row, LINE * most.unwrap_or(1) as f64)?;
                row += 1;
            }
        }
        // Ids are texts on purpose; no green corners.
        sheet.ignore_error_range(
            first,
            0,
            row - 1,
            self.last,
            IgnoreError::NumberStoredAsText,
        )?;
        self.totals(sheet, row)
    }

    fn totals(&self, sheet: &mut Worksheet, mut row: u32) -> Result<u32, XlsxError> {
        for total in &self.list.totals {
            self.sentence(sheet, row, total, &self.formats.italic)?;
            row += 1;
        }
        Ok(row)
    }

    /// A sentence over the whole width, in a row that is high enough.
    fn sentence(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        words: &str,
        format: &rust_xlsxwriter::Format,
    ) -> Result<(), XlsxError> {
        across(sheet, row, 0..=self.last, words, format)?;
        let lines = 1 + words.chars().count() / CHARACTERS_PER_LINE;
        sheet.set_row_height(row, 17.0 * lines as f64)?;
        Ok(())
    }

    /// The two signatures, and who gets a copy.
    fn foot(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let (formats, signing) = (&self.formats, &self.list.signatures);
        let left = 0..=self.right - 1;
        let halves = [
            (
                left.clone(),
                words::PREPARED,
                words::SIGN,
                &signing.prepared_by,
            ),
            (
                self.right..=self.last,
                &signing.signer_title,
                words::SIGN_AND_SEAL,
                &signing.signed_by,
            ),
        ];
        let name_row = row + 2 + SIGNATURE_ROWS;
        for (columns, title, how, name) in halves {
            across(sheet, row, columns.clone(), title, &formats.strong)?;
            across(sheet, row + 1, columns.clone(), how, &formats.italic)?;
            if let Some(name) = name {
                across(sheet, name_row, columns, name, &formats.strong)?;
            }
        }
        if !self.list.recipients.is_empty() {
            let heading = (words::RECIPIENTS, &formats.left_strong);
            let lines = self.list.recipients.iter();
            let lines = lines.map(|line| (line.as_str(), &formats.left));
            for (at, (words, format)) in (name_row + 2..).zip(std::iter::once(heading).chain(lines))
            {
                across(sheet, at, left.clone(), words, format)?;
            }
        }
        Ok(())
    }

    fn print(&self, sheet: &mut Worksheet, header: u32) -> Result<(), XlsxError> {
        sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.5, 0.4, 0.6, 0.7, 0.3, 0.3)
            .set_print_center_horizontally(true);
        sheet.set_repeat_rows(header, header)?;
        sheet.set_freeze_panes(header + 1, 2)?;
        margins(&self.list.head, sheet);
        Ok(())
    }
}
