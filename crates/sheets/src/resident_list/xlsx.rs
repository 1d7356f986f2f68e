//! `.xlsx` into [`Sheet`]s, cell by cell.

use super::collect::{self, Collected, Look, zero_padding};
use super::grid::{Cell, Merge, Sheet};
use super::old_font::OldFont;
use super::xlsx_parts::Parts;
use super::{MAX_CELLS, ReadError, serial, unpack};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

pub(super) fn open(
    bytes: &[u8],
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Sheet>, ReadError> {
    unpack::refuse_bombs(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => ReadError::OtherKind,
        error => damage(error),
    })?;
    let mut parts = Parts::of_workbook(bytes);
    let mut sheets = Vec::new();
    let mut cells_left = MAX_CELLS;
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let mut collected = Collected::new(&mut cells_left, &mut *on_progress);
        cells(&mut book, &meta.name, &parts, &mut collected)?;
        let rows = collected.finish();
        let hidden = parts.hidden.remove(&meta.name).unwrap_or_default();
        sheets.push(Sheet {
            name: Arc::from(meta.name.as_str()),
            hidden: meta.visible != SheetVisible::Visible,
            rows,
            hidden_rows: hidden.rows,
            hidden_columns: hidden.columns,
            merges: merges(&mut book, &meta.name),
        });
    }
    Ok(sheets)
}

fn cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    parts: &Parts,
    collected: &mut Collected<'_>,
) -> Result<(), ReadError> {
    // Days of the 1904 system lie so far behind those of the 1900 system.
    let epoch = if book.has_1904_epoch() { 1462 } else { 0 };
    let mut reader = book.worksheet_cells_reader(name).map_err(damage)?;
    let looks: Vec<_> = reader.styles().iter().map(look).collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damage)? {
        let mut look = looks.get(style).copied().unwrap_or_default();
        let Some(value) = value(cell.get_value(), look, epoch) else {
            continue;
        };
        if let Cell::Text(text) = &value
            && let Some(font) = parts.run_fonts.get(text.as_str())
        {
            look.old_font = Some(*font);
        }
        let (row, column) = cell.get_position();
        collected.add(row.saturating_add(1), column, value, look)?;
    }
    Ok(())
}

/// A value that is not blank. Errors such as #N/A read as their text.
fn value(data: &DataRef<'_>, look: Look, epoch: i64) -> Option<Cell> {
    let number = |value| {
        Some(Cell::Number {
            value,
            zero_padded: look.zero_padded,
        })
    };
    match data {
        DataRef::Empty => None,
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) => number(*value),
        DataRef::Bool(value) => number(f64::from(u8::from(*value))),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            collect::text(text)
        }
        DataRef::SharedString(text) => collect::text(text),
        DataRef::Error(error) => collect::text(&error.to_string()),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            serial::day(moment.as_f64(), epoch).map_or_else(|| number(moment.as_f64()), Some)
        }
        DataRef::DateTime(moment) => number(moment.as_f64()),
    }
}

fn look(style: &Style) -> Look {
    let font = style.font.as_ref().and_then(|font| font.name.as_deref());
    let format = style.number_format.as_ref();
    Look {
        zero_padded: format.and_then(|format| zero_padding(&format.format_code)),
        old_font: font.and_then(OldFont::named),
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
