//! `.xlsx` into [`Sheet`]s, cell by cell.

use super::grid::{Cell, Merge, Row, Sheet};
use super::old_font::{self, OldFont};
use super::{MAX_CELLS, ReadError, hidden_rows};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;
use tungnha_core::time::Day;

/// Rows between two calls of the progress function.
const PROGRESS_EVERY: usize = 1024;
/// What all parts of the workbook may come to when unpacked: several times the largest commune.
const MAX_UNPACKED: u64 = 256 << 20;

pub(super) fn open(
    bytes: &[u8],
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Sheet>, ReadError> {
    refuse_bombs(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        // Only a zip can be a damaged .xlsx; an old .xls is whole and of another kind.
        XlsxError::Zip(_) if !bytes.starts_with(b"PK") => ReadError::OtherKind,
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => ReadError::OtherKind,
        error => damage(error),
    })?;
    let mut hidden_rows = hidden_rows::of_workbook(bytes);
    let mut sheets = Vec::new();
    let mut cells_left = MAX_CELLS;
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let rows = rows(&mut book, &meta.name, &mut cells_left, on_progress)?;
        sheets.push(Sheet {
            name: Arc::from(meta.name.as_str()),
            hidden: meta.visible != SheetVisible::Visible,
            rows,
            hidden_rows: hidden_rows.remove(&meta.name).unwrap_or_default(),
            merges: merges(&mut book, &meta.name),
        });
    }
    Ok(sheets)
}

/// Refuses archives that grow beyond all reason; others are left to the reader.
fn refuse_bombs(bytes: &[u8]) -> Result<(), ReadError> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(());
    };
    let mut unpacked = 0u64;
    for at in 0..archive.len() {
        let size = archive.by_index_raw(at).map_or(0, |file| file.size());
        unpacked = unpacked.saturating_add(size);
    }
    if unpacked > MAX_UNPACKED {
        return Err(ReadError::TooLarge);
    }
    Ok(())
}

fn rows(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    cells_left: &mut usize,
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Row>, ReadError> {
    // Days of the 1904 system lie so far behind those of the 1900 system.
    let epoch = if book.has_1904_epoch() { 1462 } else { 0 };
    let mut reader = book.worksheet_cells_reader(name).map_err(damage)?;
    let looks: Vec<_> = reader.styles().iter().map(Look::of).collect();
    let mut rows: Vec<Row> = Vec::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damage)? {
        let look = looks.get(style).copied().unwrap_or_default();
        let Some(value) = value(cell.get_value(), look, epoch) else {
            continue;
        };
        let (value, as_stored) = without_old_font(value, look);
        *cells_left = cells_left.checked_sub(1).ok_or(ReadError::TooLarge)?;
        let (row, column) = cell.get_position();
        match rows.last_mut() {
            Some(last) if last.number == row + 1 => {
                last.cells.push((column, value));
                last.converted.extend(as_stored.map(|text| (column, text)));
            }
            _ => {
                if rows.len().is_multiple_of(PROGRESS_EVERY)
                    && on_progress(0, rows.len()).is_break()
                {
                    return Err(ReadError::Stopped);
                }
                rows.push(Row {
                    number: row + 1,
                    cells: vec![(column, value)],
                    converted: as_stored.map(|text| (column, text)).into_iter().collect(),
                });
            }
        }
    }
    // The format promises ascending order; not every program keeps the promise.
    rows.sort_by_key(|row| row.number);
    rows.dedup_by(|later, earlier| {
        let same = later.number == earlier.number;
        if same {
            earlier.cells.append(&mut later.cells);
            earlier.converted.append(&mut later.converted);
        }
        same
    });
    for row in &mut rows {
        row.cells.sort_by_key(|(column, _)| *column);
        row.cells.dedup_by_key(|(column, _)| *column);
    }
    Ok(rows)
}

/// A value that is not blank. Errors such as #N/A read as their text.
fn value(data: &DataRef<'_>, look: Look, epoch: i64) -> Option<Cell> {
    let zero_padded = look.zero_padded;
    let number = |value| Cell::Number { value, zero_padded };
    let text = |text: &str| {
        let blank = text
            .chars()
            .all(|c| c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}');
        (!blank).then(|| Cell::Text(text.to_owned()))
    };
    match data {
        DataRef::Empty => None,
        DataRef::Int(value) => Some(number(*value as f64)),
        DataRef::Float(value) => Some(number(*value)),
        DataRef::Bool(value) => Some(number(f64::from(u8::from(*value)))),
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value),
        DataRef::Error(error) => text(&error.to_string()),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let serial = moment.as_f64().floor();
            // 1 is 01/01/1900; below 61 the 1900 system is off by a day, for a 29/02/1900.
            if !(61.0..2_958_466.0).contains(&serial) {
                return Some(number(moment.as_f64()));
            }
            i32::try_from(serial as i64 + epoch - 25_569)
                .ok()
                .map(|day| Cell::Date(Day(day)))
        }
        DataRef::DateTime(moment) => Some(number(moment.as_f64())),
    }
}

/// What a cell's style says about its value.
#[derive(Clone, Copy, Default)]
struct Look {
    zero_padded: Option<u8>,
    old_font: Option<OldFont>,
}

impl Look {
    fn of(style: &Style) -> Self {
        let font = style.font.as_ref().and_then(|font| font.name.as_deref());
        Self {
            zero_padded: zero_padding(style),
            old_font: font.and_then(OldFont::named),
        }
    }
}

/// The value in Unicode, and the text as stored if that was another.
fn without_old_font(value: Cell, look: Look) -> (Cell, Option<String>) {
    let Cell::Text(text) = value else {
        return (value, None);
    };
    match old_font::converted(&text, look.old_font) {
        Some(converted) if converted != text => (Cell::Text(converted), Some(text)),
        _ => (Cell::Text(text), None),
    }
}

/// A format made of zeros shows an id whole although the cell holds a shorter number.
fn zero_padding(style: &Style) -> Option<u8> {
    let code = &style.number_format.as_ref()?.format_code;
    let zeros = code.chars().filter(|c| *c == '0').count();
    let other = code
        .chars()
        .any(|c| !matches!(c, '0' | ' ' | '\\' | '"' | '.'));
    match u8::try_from(zeros) {
        Ok(zeros @ 2..) if !other && !code.contains('.') => Some(zeros),
        _ => None,
    }
}

fn merges(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Vec<Merge> {
    // A list can be read without its merges, only less surely.
    let regions = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    regions
        .iter()
        .map(|region| Merge {
            row: region.start.0.saturating_add(1),
            first_column: region.start.1,
            last_column: region.end.1,
        })
        .filter(|merge| merge.last_column > merge.first_column)
        .collect()
}

fn damage(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Password,
        other => ReadError::Damaged(other.to_string()),
    }
}
