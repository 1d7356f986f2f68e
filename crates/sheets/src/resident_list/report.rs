//! What a reading of a resident list brings back.

use super::Field;
use super::reason::{FlagReason, RefusalReason, SkipReason};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use tungnha_core::birth::BirthDate;
use tungnha_core::personal_id::PersonalId;
use tungnha_core::phone::Phone;
use tungnha_core::time::Day;
use tungnha_core::words::{App, ResidenceKind, ResidentState, Sex, Stage};

/// Filled cells of a row: the column's letters, the whole text.
pub type NamedCells = Vec<(String, String)>;

/// Everything that one workbook said. Rows are in the order of the workbook.
#[derive(Debug)]
pub struct ResidentList {
    /// The lines above the first table, one text per row.
    pub title: Vec<String>,
    /// The day after "tính đến ngày" in a title; `None` if no title says so, or says tomorrow.
    pub as_of: Option<Day>,
    /// True if the ids are of provinces that do not exist: people made up for practice.
    pub practice: bool,
    /// Whose accounts the list is about: as somebody chose, else as headers and titles say, else VNeID.
    pub app: App,
    /// An account state that holds for everybody: as somebody chose it, else as the title says
    /// ("chưa kích hoạt") where no column does; already put into the rows.
    pub vneid_of_title: Option<VneidState>,
    /// Each column of each table, also those not used.
    pub columns: Vec<ColumnUnderstanding>,
    /// The people who can be taken over.
    pub rows: Vec<ResidentRow>,
    /// Of a list that holds nothing but personal ids: each of them. Then there are no `rows`.
    pub ids: Vec<IdRow>,
    /// Rows about a person that a person must mend first.
    pub refused: Vec<RefusedRow>,
    /// What someone should look at in `rows`; a row may be flagged several times.
    pub flagged: Vec<FlaggedRow>,
    /// Rows that are about nobody.
    pub skipped: Vec<SkippedRow>,
    /// What the workbook holds and does not show.
    pub hidden: Vec<HiddenPart>,
    /// Each table that was read, by its header.
    pub tables: Vec<TableFound>,
    /// By sheet and row, the cells of flagged rows and of those whose name stands in another row too, as
    /// [`RefusedRow::cells`] has them.
    pub flagged_cells: HashMap<(Arc<str>, u32), NamedCells>,
}

impl Default for ResidentList {
    fn default() -> Self {
        Self {
            title: Vec::new(),
            as_of: None,
            practice: false,
            app: App::Vneid,
            vneid_of_title: None,
            columns: Vec::new(),
            rows: Vec::new(),
            ids: Vec::new(),
            refused: Vec::new(),
            flagged: Vec::new(),
            skipped: Vec::new(),
            hidden: Vec::new(),
            tables: Vec::new(),
            flagged_cells: HashMap::new(),
        }
    }
}

/// A line that holds a personal id and no person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdRow {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The row's number as the spreadsheet program shows it, from 1.
    pub row: u32,
    /// The twelve digits.
    pub personal_id: PersonalId,
    /// The whole line, cleaned.
    pub text: String,
}

/// A table of the workbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableFound {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// What its header says, column by column, as compared: the same for next week's list, and the
    /// key of [`super::Choices`]. Nothing of any person.
    pub fingerprint: String,
    /// The first rows below the header, cell by cell in the order of the table's columns; long numbers
    /// masked, cells of dropped columns empty.
    pub rows: Vec<Vec<String>>,
}

/// Something that the workbook holds and does not show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HiddenPart {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// What of it.
    pub what: HiddenKind,
    /// The letters of the columns or the numbers of the rows, ascending; empty for a sheet.
    pub places: Vec<String>,
}

/// What can be hidden.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenKind {
    /// The whole sheet: nothing of it was read.
    Sheet,
    /// Rows that hold something: people in them were read, and flagged.
    Rows,
    /// Columns that hold something: they were read like all others.
    Columns,
}

/// Where a row stands.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Place {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The row's number as the spreadsheet program shows it, from 1.
    pub row: u32,
}

/// What was made of one column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ColumnUnderstanding {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The column's letters: A, B, … AA.
    pub column: String,
    /// The header, from the top row down, joined by " / ".
    pub header: String,
    /// What it was read as; `None` if it was not used.
    pub field: Option<Field>,
    /// True if it holds what this product must not keep (`domain.md` 5.2, 7.1): nothing of it was
    /// looked at.
    pub dropped: bool,
    /// The first filled cell of the table, long numbers masked; empty for dropped columns.
    pub example: String,
}

/// One resident, as written, only cleaned.
#[derive(Clone, PartialEq, Debug)]
pub struct ResidentRow {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The row's number as the spreadsheet program shows it, from 1.
    pub row: u32,
    /// "Thôn Phú Lai": from the column, else from the heading above, the sheet's name, the title,
    /// or the address; `None` if the workbook does not say.
    pub hamlet: Option<String>,
    /// Nothing but the sheet's name says so, which may as well be about something else.
    pub hamlet_guessed: bool,
    /// ngõ, ngách, đường
    pub lane: Option<String>,
    /// số nhà
    pub house: Option<String>,
    /// mã hộ, carried down over blanks within the household
    pub household_code: Option<String>,
    /// Name of the head of household, carried down likewise.
    pub head_name: Option<String>,
    /// quan hệ với chủ hộ; "Chủ hộ" for the head
    pub relation_to_head: Option<String>,
    /// Full name: NFC, spaces squeezed, case as written.
    pub name: String,
    /// The birth date as precisely as written.
    pub birth: BirthDate,
    /// The sex as written, or as the id says if it was not written (then flagged).
    pub sex: Sex,
    /// The twelve digits; `None` if none were given.
    pub personal_id: Option<PersonalId>,
    /// An old CMND of nine digits, kept as a search key only.
    pub legacy_id9: Option<String>,
    /// All numbers of the phone columns.
    pub phone: Vec<Phone>,
    /// In what right the person lives here, if the list says so.
    pub residence: Option<ResidenceKind>,
    /// Living here unless the list says otherwise.
    pub state: ResidentState,
    /// Whether the row speaks of that state at all.
    pub says_state: bool,
    /// The state of the account in the list's app, if the list says so; ladders have no level.
    pub vneid: Option<VneidState>,
    /// ngày phê duyệt
    pub approved_on: Option<Day>,
    /// ghi chú, as written
    pub note: Option<String>,
}

impl ResidentRow {
    /// Where the row stands.
    pub fn place(&self) -> Place {
        Place {
            sheet: Arc::clone(&self.sheet),
            row: self.row,
        }
    }
}

/// A state of a VNeID account as lists give it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct VneidState {
    /// mức 1 or 2; `None` where the list gives none, always so for "chưa thu nhận hồ sơ".
    pub level: Option<u8>,
    /// How far it has come.
    pub stage: Stage,
}

/// A row about a person that cannot be taken over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefusedRow {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The row's number as the spreadsheet program shows it, from 1.
    pub row: u32,
    /// The column to mend; `None` if the table has no such column.
    pub column: Option<String>,
    /// That column's header; empty without a column.
    pub header: String,
    /// What is wrong.
    pub code: RefusalReason,
    /// The cell's text; of long numbers only the last four digits show.
    pub text: String,
    /// (the column's letters, the whole text) of every filled cell below a header, except of
    /// columns that must not be kept: for the list of what is to be mended.
    pub cells: NamedCells,
    /// The hamlet of the heading above the row, or of its column.
    pub hamlet: Option<String>,
}

/// Something in an accepted row that someone should look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FlaggedRow {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The row's number as the spreadsheet program shows it, from 1.
    pub row: u32,
    /// The column concerned, if it is one.
    pub column: Option<String>,
    /// That column's header; empty without a column.
    pub header: String,
    /// What was noticed.
    pub code: FlagReason,
    /// The cell's text; of long numbers only the last four digits show.
    pub text: String,
    /// The earlier row that this one resembles, for the two reasons that compare rows.
    pub other: Option<Place>,
}

impl FlaggedRow {
    /// Where the row stands.
    pub fn place(&self) -> Place {
        Place {
            sheet: Arc::clone(&self.sheet),
            row: self.row,
        }
    }
}

/// A row that is about nobody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SkippedRow {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// The row's number as the spreadsheet program shows it, from 1.
    pub row: u32,
    /// What the row was taken for.
    pub why: SkipReason,
}
