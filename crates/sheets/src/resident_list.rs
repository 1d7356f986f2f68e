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
mod id_rows;
mod identity;
mod ladder;
mod mask;
mod ods;
mod old_font;
mod person;
mod place;
mod reason;
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
pub use reason::{FlagReason, RefusalReason, SkipReason};
pub use report::{
    ColumnUnderstanding, FlaggedRow, HiddenKind, HiddenPart, IdRow, NamedCells, Place, RefusedRow,
    ResidentList, ResidentRow, SkippedRow, TableFound, VneidState,
};

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;
use tungnha_core::time::Day;
use tungnha_core::words::App;

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

/// What people said of a list, or of lists with the same header before.
#[derive(Clone, Default, Debug)]
pub struct Chosen {
    /// Of columns.
    pub columns: Choices,
    /// The app, by the table's fingerprint.
    pub apps: HashMap<String, App>,
    /// The app of this list, whatever its header.
    pub app: Option<App>,
    /// The state of everybody's account, whatever columns and title say.
    pub state: Option<VneidState>,
}

/// Reads a workbook as [`read_as_chosen`], where nobody chose anything.
pub fn read(
    bytes: &[u8],
    today: Day,
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<ResidentList, ReadError> {
    read_as_chosen(bytes, today, &Chosen::default(), on_progress)
}

/// Reads a workbook, or a text as it was copied from somewhere.
///
/// `chosen` stands instead of what headers and titles seem to say. `today` bounds birth dates and decides the
/// century of two-digit years. `on_progress` is called now and then with rows done and rows in all (0 done while
/// the file is being opened); breaking ends the reading with [`ReadError::Stopped`].
pub fn read_as_chosen(
    bytes: &[u8],
    today: Day,
    chosen: &Chosen,
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<ResidentList, ReadError> {
    let sheets = match grid::open(bytes, on_progress) {
        Err(ReadError::NotASpreadsheet) => {
            let lines = id_rows::of_text(bytes).ok_or(ReadError::NotASpreadsheet)?;
            let ids = id_rows::read(&[lines]).map_err(|_| ReadError::NotASpreadsheet)?;
            return Ok(of_ids(ids, chosen));
        }
        opened => opened?,
    };
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
    let mut tables: Vec<_> = sheets
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
        return id_rows::read(&sheets).map(|ids| of_ids(ids, chosen));
    }
    list.app = app_of(&sheets, &tables, chosen);
    let mut read_tables = Vec::new();
    for (sheet, table) in sheets.iter().zip(&mut tables) {
        hidden_parts::tell(sheet, &mut list.hidden);
        let table = table.take().map(|mut table| {
            let fingerprint = table.columns.fingerprint();
            table.columns.are_about(list.app);
            if let Some(columns) = chosen.columns.get(&fingerprint) {
                table.columns.choose(columns);
            }
            list.tables.push(TableFound {
                sheet: Arc::clone(&sheet.name),
                fingerprint,
                rows: sheet::first_rows(sheet, &table),
            });
            table
        });
        let around = (today, chosen.state);
        let read = match &table {
            Some(table) => sheet::read(sheet, table, count > 1, around, &mut list, &mut progress),
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

fn of_ids(list: ResidentList, chosen: &Chosen) -> ResidentList {
    ResidentList {
        app: chosen.app.unwrap_or(App::Vneid),
        vneid_of_title: chosen.state,
        ..list
    }
}

/// Whose accounts the list is about.
fn app_of(sheets: &[grid::Sheet], tables: &[Option<header::Table>], chosen: &Chosen) -> App {
    let found = || tables.iter().flatten();
    let before = found().find_map(|table| chosen.apps.get(&table.columns.fingerprint()).copied());
    let by_header = || found().find_map(|table| table.columns.names_app());
    let by_title = || {
        let both = sheets.iter().zip(tables);
        let mut above = both.filter_map(|(sheet, table)| {
            let table = table
                .as_ref()
                .filter(|table| !table.columns.has(Field::Vneid))?;
            sheet.rows.get(..table.first)
        });
        above.find_map(|rows| {
            let mut texts = rows.iter().flat_map(|row| row.texts());
            texts.find_map(|(_, text)| ladder::named(&text))
        })
    };
    chosen
        .app
        .or(before)
        .or_else(by_header)
        .or_else(by_title)
        .unwrap_or(App::Vneid)
}
