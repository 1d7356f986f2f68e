//! A workbook as sparse rows, whatever kind of file it came from. Sparse, because a single stray
//! cell in the last row of a sheet must not cost a million empty ones.

use super::{MAX_BYTES, ReadError, ods, text_table, xls, xlsx};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tungnha_core::name;
use tungnha_core::time::Day;

/// One sheet of a workbook, with only what a list can use of it.
pub(super) struct Sheet {
    pub name: Arc<str>,
    pub hidden: bool,
    /// Rows that hold anything, ascending.
    pub rows: Vec<Row>,
    /// Numbers of the rows that the spreadsheet does not show.
    pub hidden_rows: HashSet<u32>,
    /// Columns (from 0) that it does not show either.
    pub hidden_columns: Vec<u32>,
    pub merges: Vec<Merge>,
}

/// Cells that were made one; only the first of them holds a value.
#[derive(Clone, Copy)]
pub(super) struct Merge {
    /// As spreadsheet programs show it, from 1.
    pub row: u32,
    /// From 0.
    pub first_column: u32,
    /// From 0, inclusive.
    pub last_column: u32,
}

/// A row that holds anything.
pub(super) struct Row {
    /// As spreadsheet programs show it, from 1.
    pub number: u32,
    /// (column from 0, value), ascending, none of them blank.
    pub cells: Vec<(u32, Cell)>,
    /// (column, text as stored) of cells that were converted from an old font; seldom any.
    pub converted: Vec<(u32, String)>,
}

/// A value that is not blank.
#[derive(Clone)]
pub(super) enum Cell {
    Text(String),
    Number {
        value: f64,
        /// The number format shows so many digits, zeros in front.
        zero_padded: Option<u8>,
    },
    Date(Day),
}

impl Row {
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self
            .cells
            .binary_search_by_key(&column, |(at, _)| *at)
            .ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }

    /// The cell's cleaned text; empty for a blank one.
    pub fn text(&self, column: u32) -> String {
        self.cell(column)
            .map(|cell| name::normalise(&cell.text()))
            .unwrap_or_default()
    }

    /// (column, cleaned text) of every cell.
    pub fn texts(&self) -> impl Iterator<Item = (u32, String)> {
        self.cells
            .iter()
            .map(|(column, cell)| (*column, name::normalise(&cell.text())))
    }
}

impl Cell {
    /// As a person would see it in a column wide enough.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number { value, zero_padded } => {
                let width = usize::from(zero_padded.unwrap_or(0));
                Cow::Owned(
                    whole(*value)
                        .map_or_else(|| value.to_string(), |number| format!("{number:0>width$}")),
                )
            }
            Self::Date(day) => Cow::Owned(day.in_words()),
        }
    }

    /// The number, if it is a number without a fraction that a double holds exactly.
    pub fn whole(&self) -> Option<i64> {
        match self {
            Self::Number { value, .. } => whole(*value),
            _ => None,
        }
    }
}

fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() < 1e15).then_some(value as i64)
}

/// The letters of a column: 0 is A, 26 is AA.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(b'A' + ((left - 1) % 26) as u8);
        left = (left - 1) / 26;
    }
    letters
        .iter()
        .rev()
        .map(|&letter| char::from(letter))
        .collect()
}

/// Opens a workbook by what its bytes are, whatever its name was (`domain.md` 7.3 case 15).
pub(super) fn open(
    bytes: &[u8],
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Sheet>, ReadError> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0";
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    // Sizes that would fill the memory are looked for beforehand. What else a spoilt file may do to the reader
    // libraries must not end the program.
    let opened = catch_unwind(AssertUnwindSafe(|| {
        if bytes.starts_with(OLE) {
            return xls::open(bytes, on_progress);
        }
        if !bytes.starts_with(ZIP) {
            return text_table::open(bytes, on_progress);
        }
        // Both are zips; only one of them has its content in one part.
        match zip::ZipArchive::new(std::io::Cursor::new(bytes)) {
            Ok(archive) if archive.index_for_name("content.xml").is_some() => {
                ods::open(bytes, on_progress)
            }
            _ => xlsx::open(bytes, on_progress),
        }
    }));
    opened.unwrap_or_else(|_| Err(ReadError::Damaged("its parts contradict each other".into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_spreadsheets() {
        let lettered = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(lettered, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn numbers_read_as_people_see_them() {
        let text = |value, zero_padded| Cell::Number { value, zero_padded }.text().into_owned();
        assert_eq!(text(12.0, None), "12");
        assert_eq!(text(3_190_123_456.0, Some(12)), "003190123456");
        assert_eq!(text(1.5, None), "1.5");
        assert_eq!(text(3_190_123_456.0, None), "3190123456");
    }
}
