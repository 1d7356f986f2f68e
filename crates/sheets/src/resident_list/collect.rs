//! Cells as a reader comes upon them, put together into sparse rows.

use super::ReadError;
use super::grid::{Cell, Row};
use super::old_font::{self, OldFont};
use std::ops::ControlFlow;

/// Rows between two calls of the progress function.
const PROGRESS_EVERY: usize = 1024;

/// What a cell's style says about its value.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Look {
    /// The number format shows so many digits, zeros in front.
    pub zero_padded: Option<u8>,
    pub old_font: Option<OldFont>,
}

/// The rows of one sheet so far.
pub(super) struct Collected<'a> {
    rows: Vec<Row>,
    cells_left: &'a mut usize,
    on_progress: &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>,
}

impl<'a> Collected<'a> {
    /// An empty sheet of a workbook that may hold `cells_left` more cells.
    pub fn new(
        cells_left: &'a mut usize,
        on_progress: &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Self {
        Self {
            rows: Vec::new(),
            cells_left,
            on_progress,
        }
    }

    /// Adds a cell; `row` is counted from 1, `column` from 0. What an old font drew becomes
    /// Unicode here.
    ///
    /// # Errors
    /// `TooLarge` beyond the workbook's bound, `Stopped` if the caller wants no more.
    pub fn add(&mut self, row: u32, column: u32, cell: Cell, look: Look) -> Result<(), ReadError> {
        *self.cells_left = self.cells_left.checked_sub(1).ok_or(ReadError::TooLarge)?;
        let (cell, as_stored) = without_old_font(cell, look);
        if self.rows.last().is_none_or(|last| last.number != row) {
            let done = self.rows.len();
            if done.is_multiple_of(PROGRESS_EVERY) && (self.on_progress)(0, done).is_break() {
                return Err(ReadError::Stopped);
            }
            self.rows.push(Row {
                number: row,
                cells: Vec::new(),
                converted: Vec::new(),
            });
        }
        if let Some(last) = self.rows.last_mut() {
            last.cells.push((column, cell));
            last.converted.extend(as_stored.map(|text| (column, text)));
        }
        Ok(())
    }

    /// The rows in ascending order: every format promises it, not every program keeps it.
    pub fn finish(self) -> Vec<Row> {
        let mut rows = self.rows;
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
            row.cells.shrink_to_fit();
        }
        rows
    }
}

/// The text as a cell, unless nothing of it can be seen.
pub(super) fn text(text: &str) -> Option<Cell> {
    let blank = text
        .chars()
        .all(|c| c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}');
    (!blank).then(|| Cell::Text(text.to_owned()))
}

/// How many digits a number format shows at least: one made of zeros shows an id whole although
/// the cell holds a shorter number.
pub(super) fn zero_padding(format_code: &str) -> Option<u8> {
    let zeros = format_code.chars().filter(|c| *c == '0').count();
    let other = format_code
        .chars()
        .any(|c| !matches!(c, '0' | ' ' | '\\' | '"'));
    match u8::try_from(zeros) {
        Ok(zeros @ 2..) if !other => Some(zeros),
        _ => None,
    }
}

/// The value in Unicode, and the text as stored if that was another.
fn without_old_font(cell: Cell, look: Look) -> (Cell, Option<String>) {
    let Cell::Text(text) = cell else {
        return (cell, None);
    };
    match old_font::converted(&text, look.old_font) {
        Some(converted) if converted != text => (Cell::Text(converted), Some(text)),
        _ => (Cell::Text(text), None),
    }
}
