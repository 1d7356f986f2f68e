//! `.xls` (BIFF) into [`Sheet`]s: the values by calamine, and from the records themselves what it
//! does not tell: fonts, number formats made of zeros, hidden rows and columns, passwords.

mod records;

use super::collect::{self, Collected, Look};
use super::grid::{Cell, Merge, Sheet};
use super::{MAX_CELLS, ReadError, serial};
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use records::SheetRecords;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Opens whatever lies in an OLE container: an old workbook, a new one behind a password, or
/// something else.
pub(super) fn open(
    bytes: &[u8],
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Sheet>, ReadError> {
    let stream = workbook_stream(bytes)?;
    let records = records::read(&stream)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(damage)?;
    let epoch = if book.has_1904_epoch() { 1462 } else { 0 };
    let mut sheets = Vec::new();
    let mut cells_left = MAX_CELLS;
    let unknown = SheetRecords::default();
    for (at, meta) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let told = records.get(at).unwrap_or(&unknown);
        let range = book.worksheet_range(&meta.name).map_err(damage)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut collected = Collected::new(&mut cells_left, &mut *on_progress);
        for (row, column, data) in range.used_cells() {
            let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else {
                continue;
            };
            let (row, column) = (
                row.saturating_add(first_row),
                column.saturating_add(first_column),
            );
            let look = told.look(row, column);
            if let Some(cell) = value(data, look, epoch) {
                collected.add(row.saturating_add(1), column, cell, look)?;
            }
        }
        let merges = book.merge_cells_by_sheet_name(&meta.name);
        sheets.push(Sheet {
            name: Arc::from(meta.name.as_str()),
            hidden: meta.visible != SheetVisible::Visible,
            rows: collected.finish(),
            hidden_rows: told.hidden_rows.clone(),
            hidden_columns: told.hidden_columns.clone(),
            merges: merges
                .unwrap_or_default()
                .iter()
                .filter(|region| region.end.1 > region.start.1)
                .map(|region| Merge {
                    row: region.start.0.saturating_add(1),
                    first_column: region.start.1,
                    last_column: region.end.1,
                })
                .collect(),
        });
    }
    Ok(sheets)
}

/// The stream that holds the workbook.
fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|error| ReadError::Damaged(error.to_string()))?;
    if container.exists("EncryptedPackage") {
        return Err(ReadError::Password);
    }
    let name = ["Workbook", "Book"]
        .into_iter()
        .find(|name| container.is_stream(name))
        .ok_or(ReadError::OtherKind)?;
    let mut stream = Vec::new();
    container
        .open_stream(name)
        .and_then(|mut part| part.read_to_end(&mut stream))
        .map_err(|error| ReadError::Damaged(error.to_string()))?;
    Ok(stream)
}

/// A value that is not blank. Errors such as #N/A read as their text.
fn value(data: &Data, look: Look, epoch: i64) -> Option<Cell> {
    let number = |value| {
        Some(Cell::Number {
            value,
            zero_padded: look.zero_padded,
        })
    };
    match data {
        Data::Empty => None,
        Data::Int(value) => number(*value as f64),
        Data::Float(value) => number(*value),
        Data::Bool(value) => number(f64::from(u8::from(*value))),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            collect::text(text)
        }
        Data::Error(error) => collect::text(&error.to_string()),
        Data::DateTime(moment) if moment.is_datetime() => {
            serial::day(moment.as_f64(), epoch).map_or_else(|| number(moment.as_f64()), Some)
        }
        Data::DateTime(moment) => number(moment.as_f64()),
    }
}

fn damage(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Password,
        other => ReadError::Damaged(other.to_string()),
    }
}
