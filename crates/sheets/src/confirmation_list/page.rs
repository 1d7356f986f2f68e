//! The sheet from quốc hiệu to signature, and how it prints.

use super::layout::{COLUMNS, Formats, LAST, LEFT_TO, RIGHT_FROM, across};
use super::{ConfirmationList, ConfirmationRow, words};
use crate::text_cell::text;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, IgnoreError, Workbook, Worksheet, XlsxError};
use tungnha_core::time::Day;

const A4: u8 = 9;
/// Characters that a line of a merged scope cell holds, to give the row its height.
const CHARACTERS_PER_LINE: usize = 130;
/// Rows between "(Ký …)" and the name.
const SIGNATURE_ROWS: u32 = 4;

pub(super) fn workbook(list: &ConfirmationList) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(list.day)?);
    let sheet = book.add_worksheet();
    sheet.set_name("Danh sách xác nhận")?;
    let formats = Formats::new();
    for (column, (_, width)) in (0u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
    }
    let header = head(sheet, list, &formats)?;
    let after = body(sheet, list, &formats, header + 1)?;
    foot(sheet, list, &formats, after + 1)?;
    print(sheet, list, header)?;
    Ok(book)
}

/// The creation date is the list's day, so that the same list gives the same file.
fn properties(day: Day) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = day.ymd();
    let year = u16::try_from(year).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, month as u8, day as u8)?;
    Ok(DocProperties::new()
        .set_title("Danh sách xác nhận")
        .set_creation_datetime(&created))
}

/// Everything down to the header, whose row is returned.
fn head(
    sheet: &mut Worksheet,
    list: &ConfirmationList,
    formats: &Formats,
) -> Result<u32, XlsxError> {
    let (left, right, whole) = (0..=LEFT_TO, RIGHT_FROM..=LAST, 0..=LAST);
    let agency = [list.superior.as_deref(), Some(&list.agency)];
    let agency_formats = [&formats.agency, &formats.agency_strong];
    let mut lines = agency.into_iter().zip(agency_formats);
    let mut row = 0;
    for (words, format) in [
        (words::COUNTRY, &formats.agency_strong),
        (words::MOTTO, &formats.motto),
    ] {
        if let Some((agency, agency_format)) = lines.find(|(agency, _)| agency.is_some()) {
            across(
                sheet,
                row,
                left.clone(),
                agency.unwrap_or_default(),
                agency_format,
            )?;
        }
        across(sheet, row, right.clone(), words, format)?;
        row += 1;
    }
    let (year, month, day) = list.day.ymd();
    let place = format!("{}, ngày {day:02} tháng {month:02} năm {year}", list.place);
    across(sheet, row, right, &place, &formats.italic)?;
    row += 2;
    across(sheet, row, whole.clone(), words::TITLE, &formats.title)?;
    sheet.set_row_height(row, 24)?;
    for line in &list.scope {
        row += 1;
        across(sheet, row, whole.clone(), line, &formats.scope)?;
        let lines = 1 + line.chars().count() / CHARACTERS_PER_LINE;
        sheet.set_row_height(row, 17.0 * lines as f64)?;
    }
    if list.practice {
        row += 1;
        across(sheet, row, whole, words::PRACTICE, &formats.practice)?;
        sheet.set_row_height(row, 22)?;
    }
    row += 2;
    for (column, (header, _)) in (0u16..).zip(COLUMNS) {
        text(sheet, row, column, header, &formats.header)?;
    }
    sheet.set_row_height(row, 34)?;
    Ok(row)
}

/// The results, from `first` on; returns the first free row.
fn body(
    sheet: &mut Worksheet,
    list: &ConfirmationList,
    formats: &Formats,
    first: u32,
) -> Result<u32, XlsxError> {
    let mut row = first;
    if list.rows.is_empty() {
        across(sheet, row, 0..=LAST, words::NOBODY, &formats.centred)?;
        return Ok(row + 1);
    }
    for (number, result) in (1u32..).zip(&list.rows) {
        sheet.write_number_with_format(
            row,
            0,
            number,
            &formats.centred.clone().set_num_format("0"),
        )?;
        for (column, words) in (1u16..).zip(cells(result)) {
            let centred = matches!(column, 2 | 3 | 6);
            let format = if centred {
                &formats.centred
            } else {
                &formats.text
            };
            text(sheet, row, column, &words, format)?;
        }
        row += 1;
    }
    // Ids are texts on purpose; no green corners.
    sheet.ignore_error_range(first, 0, row - 1, LAST, IgnoreError::NumberStoredAsText)?;
    let total = format!("Danh sách có {} kết quả.", words::count(list.rows.len()));
    across(sheet, row, 0..=LAST, &total, &formats.italic)?;
    Ok(row + 1)
}

/// The columns after TT.
fn cells(row: &ConfirmationRow) -> [String; 9] {
    [
        row.name.clone(),
        row.birth.map(|birth| birth.to_string()).unwrap_or_default(),
        row.personal_id.map(|id| id.to_string()).unwrap_or_default(),
        row.address.clone(),
        words::result(row),
        row.done_on.in_words(),
        words::joined(&row.helper, &row.unit),
        words::confirmation(row.confirmation.as_ref()),
        row.note.clone(),
    ]
}

/// The two signatures.
fn foot(
    sheet: &mut Worksheet,
    list: &ConfirmationList,
    formats: &Formats,
    row: u32,
) -> Result<(), XlsxError> {
    let halves = [
        (0..=LEFT_TO, words::PREPARED, words::SIGN, &list.prepared_by),
        (
            RIGHT_FROM..=LAST,
            &list.signer_title,
            words::SIGN_AND_SEAL,
            &list.signed_by,
        ),
    ];
    for (columns, title, how, name) in halves {
        across(sheet, row, columns.clone(), title, &formats.strong)?;
        across(sheet, row + 1, columns.clone(), how, &formats.italic)?;
        if let Some(name) = name {
            across(
                sheet,
                row + 2 + SIGNATURE_ROWS,
                columns,
                name,
                &formats.strong,
            )?;
        }
    }
    Ok(())
}

fn print(sheet: &mut Worksheet, list: &ConfirmationList, header: u32) -> Result<(), XlsxError> {
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.4, 0.6, 0.7, 0.3, 0.3)
        .set_print_center_horizontally(true);
    sheet.set_repeat_rows(header, header)?;
    sheet.set_freeze_panes(header + 1, 2)?;
    let font = "&\"Times New Roman,Regular\"&9";
    // & is a command in headers and footers; two of them print one.
    let stamp: String = list
        .stamp
        .as_deref()
        .unwrap_or_default()
        .chars()
        .take(120)
        .collect();
    let stamp = stamp.replace('&', "&&");
    sheet.set_footer(format!("&L{font} {stamp}&R{font} Trang &P/&N"));
    if list.practice {
        sheet.set_header(format!("&C{font} {}", words::PRACTICE));
    }
    Ok(())
}
