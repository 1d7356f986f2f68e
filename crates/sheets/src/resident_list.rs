//! Reads a commune's resident list, made by hand over years, into rows that the roll can take
//! (`domain.md` 7.1, 7.3).
//!
//! One bad row never stops the others, and no row goes missing: every row of the workbook that
//! holds anything ends in exactly one of [`ResidentList::rows`], [`ResidentList::refused`] and
//! [`ResidentList::skipped`].

mod account;
mod address;
mod birth;
mod checks;
mod collect;
mod encoding;
mod field;
mod grid;
mod habits;
mod hamlet;
mod header;
mod hidden_parts;
mod household;
mod id;
mod identity;
mod mask;
mod ods;
mod old_font;
mod person;
mod place;
mod report;
mod residence;
mod row_kind;
mod serial;
mod sex;
mod sheet;
mod syllable;
mod text_table;
mod title;
mod unpack;
mod vneid;
mod vni;
mod xls;
mod xlsx;
mod xlsx_parts;

pub use field::Field;
pub use report::{
    ColumnUnderstanding, FlagReason, FlaggedRow, HiddenKind, HiddenPart, NamedCells, Place,
    RefusalReason, RefusedRow, ResidentList, ResidentRow, SkipReason, SkippedRow, TableFound,
    VneidState,
};

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;
use tungnha_core::time::Day;

/// Why a whole file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes are no workbook of any kind known here.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// A document of a kind not read here (.xlsb, a web page, a letter, whatever its name says):
    /// save it as .xlsx.
    #[error("no .xlsx, .xls, .ods or .csv")]
    OtherKind,
    /// The workbook is protected by a password.
    #[error("the workbook is protected by a password")]
    Password,
    /// The workbook is broken; the text is for a log, not for people.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// More than a commune could ever fill: see [`MAX_BYTES`] and [`MAX_CELLS`].
    #[error("the workbook is too large")]
    TooLarge,
    /// No sheet has a row that names a column for names and two more.
    #[error("no sheet holds a list of residents")]
    NoTable,
    /// The caller asked to stop.
    #[error("stopped")]
    Stopped,
}

/// Larger files are refused unread.
pub const MAX_BYTES: usize = 64 << 20;
/// Workbooks with more filled cells are refused.
pub const MAX_CELLS: usize = 4_000_000;

/// What people said of the columns of tables that they saw before: by the table's fingerprint, the
/// field of a column by its letters; `None` there for a column that is not to be used.
pub type Choices = HashMap<String, BTreeMap<String, Option<Field>>>;

/// Reads a workbook as [`read_as_chosen`], where nobody chose anything.
pub fn read(
    bytes: &[u8],
    today: Day,
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<ResidentList, ReadError> {
    read_as_chosen(bytes, today, &Choices::new(), on_progress)
}

/// Reads a workbook.
///
/// `choices` stand instead of what the headers seem to say. `today` bounds birth dates and decides the century of two-digit years. `on_progress` is called
/// now and then with rows done and rows in all (0 done while the file is being opened); breaking
/// ends the reading with [`ReadError::Stopped`].
pub fn read_as_chosen(
    bytes: &[u8],
    today: Day,
    choices: &Choices,
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<ResidentList, ReadError> {
    let sheets = grid::open(bytes, on_progress)?;
    let total = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let mut list = ResidentList::default();
    let mut done = 0;
    let mut progress = || {
        done += 1;
        if done % 256 == 0 || done == total {
            return on_progress(done, total);
        }
        ControlFlow::Continue(())
    };
    let tables: Vec<_> = sheets
        .iter()
        .map(|sheet| {
            if sheet.hidden {
                None
            } else {
                header::find(sheet)
            }
        })
        .collect();
    let count = tables.iter().flatten().count();
    if count == 0 {
        return Err(ReadError::NoTable);
    }
    let mut read_tables = Vec::new();
    for (sheet, table) in sheets.iter().zip(tables) {
        hidden_parts::tell(sheet, &mut list.hidden);
        let table = table.map(|mut table| {
            let fingerprint = table.columns.fingerprint();
            if let Some(chosen) = choices.get(&fingerprint) {
                table.columns.choose(chosen);
            }
            list.tables.push(TableFound {
                sheet: Arc::clone(&sheet.name),
                fingerprint,
                rows: sheet::first_rows(sheet, &table),
            });
            table
        });
        let read = match &table {
            Some(table) => sheet::read(sheet, table, count > 1, today, &mut list, &mut progress),
            None => sheet::skip(sheet, &mut list, &mut progress),
        };
        if read.is_break() {
            return Err(ReadError::Stopped);
        }
        read_tables.extend(table.map(|table| (sheet, table)));
    }
    checks::compare_rows(&mut list);
    for (sheet, table) in &read_tables {
        sheet::keep_flagged_cells(sheet, table, &mut list);
    }
    Ok(list)
}
