//! A resident list on its way in.

use super::payload;

payload! {
    /// What was understood of a spreadsheet, before anything is changed.
    pub struct ImportPreview {
        /// File name; empty for a list that was pasted.
        file: String,
        /// `table`: rows of people below a header. `ids`: personal ids alone, one a line.
        form: String,
        /// The app whose accounts the list is about: `vneid`, `ihanoi`, `etax`.
        app: String,
        /// The state of everybody's account, if somebody chose one or the title says one.
        state: Option<ListState>,
        /// A list of ids says nothing until somebody chose that state: it is not taken in before.
        state_needed: bool,
        /// The title lines above the table.
        title: Vec<String>,
        /// "Tính đến ngày …", if the title says so.
        as_of: Option<String>,
        /// Ids of provinces that do not exist: practice data.
        practice: bool,
        /// How each column was understood.
        columns: Vec<ColumnCard>,
        /// The first rows of each table, as the sheet has them.
        tables: Vec<SheetCard>,
        /// People taken.
        people: u32,
        /// Households they make.
        households: u32,
        /// By hamlet: name, households, people.
        hamlets: Vec<ImportHamlet>,
        /// People that the book does not have yet.
        new: u32,
        /// People of whom something changed.
        changed: u32,
        /// People of whom nothing changed.
        same: u32,
        /// Of `same`, those whose account is as it was on a later day than the book says.
        newer: u32,
        /// People aged 14 and over at the reference date living here, by VNeID state: the five columns
        /// of the plan's appendix. All nought where the list is about another app.
        counts: VneidCounts,
        /// Rows that were not taken, each with its place and reason; two thousand at most.
        refused: Vec<RefusedCard>,
        /// All rows that were not taken.
        refused_rows: u32,
        /// All rows that were taken and that somebody should look at.
        doubtful: u32,
        /// Rows that say somebody again, whom another row says: nothing comes of them. They stand in the
        /// spreadsheet of rows not taken, beside those of `refused_rows`.
        again: u32,
        /// Each of them; two thousand at most.
        again_rows: Vec<AgainCard>,
        /// Doubts that nobody has decided: such rows are taken as they were read.
        undecided: u32,
        /// What somebody should decide, one card for each doubt; two thousand at most.
        doubts: Vec<DoubtCard>,
        /// What the file holds and does not show.
        hidden: Vec<HiddenCard>,
        /// Rows taken with a remark.
        flagged: Vec<RefusedCard>,
        /// Rows that are no people (titles, totals, blank): how many.
        skipped: u32,
    }

    /// An account's state that holds for a whole list.
    pub struct ListState {
        /// The level of VNeID, 1 or 2; absent for other apps and for `not_registered`.
        level: Option<u8>,
        /// How far it has come.
        stage: String,
    }

    /// A row that says somebody again.
    pub struct AgainCard {
        /// Sheet.
        sheet: String,
        /// Row as the spreadsheet numbers it, from 1.
        row: u32,
        /// Why: `same_id`, `same_row` (name, birth date and door), `decided` (somebody said so), `asked` (name
        /// and birth date, of which the book has one: a doubt), `merged` (with somebody whom another row says).
        reason: String,
        /// The row as it was read.
        person: DoubtPerson,
        /// Whom it repeats, with the place in the list where there is one.
        other: DoubtPerson,
    }

    /// A list that was copied from somewhere: lines with a header, parted by tabs or commas; or ids alone.
    pub struct PastedList {
        /// All of it.
        text: String,
    }

    /// A column of the sheet.
    pub struct ColumnCard {
        /// Sheet.
        sheet: String,
        /// A, B, …
        column: String,
        /// The header's text.
        header: String,
        /// The field it was taken for; absent when not used.
        field: Option<String>,
        /// Must not be kept (ethnicity, religion, …) and was dropped.
        dropped: bool,
        /// A value from it; empty for dropped columns.
        example: String,
    }

    /// A table as it begins.
    pub struct SheetCard {
        /// Sheet.
        sheet: String,
        /// Rows below the header, cell by cell in the order of the sheet's columns; ids masked, cells of
        /// dropped columns empty.
        rows: Vec<Vec<String>>,
    }

    /// A doubtful row, for one reason.
    pub struct DoubtCard {
        /// Sheet.
        sheet: String,
        /// Row as the spreadsheet numbers it, from 1.
        row: u32,
        /// Column letter; empty when the whole row is meant.
        column: String,
        /// The column's header.
        header: String,
        /// Why: a remark's code, `other_hamlet` or `like_in_book`.
        reason: String,
        /// The cell's text, personal ids masked.
        text: String,
        /// The row as it was read.
        person: DoubtPerson,
        /// Whom it resembles: an earlier row, or somebody of the book.
        other: Option<DoubtPerson>,
        /// What may be done, the proposal first: `take`, `same`, `two`, `without_id`, `stay`, `leave_out`.
        choices: Vec<String>,
        /// What was decided; absent while nobody has.
        decided: Option<String>,
    }

    /// Somebody of the list or of the book.
    pub struct DoubtPerson {
        /// Where in the list; absent for somebody of the book.
        place: Option<DoubtPlace>,
        /// Full name.
        name: String,
        /// Birth date as far as known.
        birth: Option<String>,
        /// Last four digits.
        last4: Option<String>,
        /// Hamlet; empty when unknown.
        hamlet: String,
        /// House and lane; empty when unknown.
        address: String,
    }

    /// A row of the list.
    pub struct DoubtPlace {
        /// Sheet.
        sheet: String,
        /// Row as the spreadsheet numbers it, from 1.
        row: u32,
    }

    /// Decisions on doubtful rows.
    pub struct DecideDoubts {
        /// Each of them.
        decisions: Vec<DoubtDecision>,
    }

    /// A decision on one doubt.
    pub struct DoubtDecision {
        /// Sheet.
        sheet: String,
        /// Row as the spreadsheet numbers it, from 1.
        row: u32,
        /// The doubt's reason.
        reason: String,
        /// One of its choices; absent to take the decision back.
        choice: Option<String>,
    }

    /// Something hidden in the file.
    pub struct HiddenCard {
        /// Sheet.
        sheet: String,
        /// `sheet`: nothing of it was read. `rows`, `columns`: read like all others.
        what: String,
        /// Row numbers or column letters; empty for a sheet.
        places: Vec<String>,
    }

    /// What columns hold in truth, where the machine took them for something else.
    pub struct ChooseColumns {
        /// The columns that are to be read otherwise.
        columns: Vec<ColumnChoice>,
        /// The app that the list is about: `vneid`, `ihanoi`, `etax`; absent to leave it. Remembered like columns.
        app: Option<String>,
        /// The state of everybody's account, for this list only; absent to leave it.
        state: Option<ListState>,
    }

    /// One column.
    pub struct ColumnChoice {
        /// Sheet.
        sheet: String,
        /// A, B, …
        column: String,
        /// The field it holds; absent when it is not to be used.
        field: Option<String>,
    }

    /// A hamlet of the list.
    pub struct ImportHamlet {
        /// Its name.
        name: String,
        /// Households.
        households: u32,
        /// People.
        people: u32,
    }

    /// The five disjoint columns of D-14.
    pub struct VneidCounts {
        /// Chưa thu nhận hồ sơ.
        not_collected: u32,
        /// Mức 1, đã kích hoạt.
        level1_activated: u32,
        /// Mức 1, chưa kích hoạt.
        level1_approved: u32,
        /// Mức 2, đã kích hoạt.
        level2_activated: u32,
        /// Mức 2, chưa kích hoạt.
        level2_approved: u32,
    }

    /// A row with a problem.
    pub struct RefusedCard {
        /// Sheet.
        sheet: String,
        /// Row as the spreadsheet numbers it, from 1.
        row: u32,
        /// Column letter; empty when the whole row is meant.
        column: String,
        /// The column's header.
        header: String,
        /// The reason's code.
        reason: String,
        /// The cell's text, personal ids masked.
        text: String,
    }

    /// What an import did.
    pub struct ImportReport {
        /// File name.
        file: String,
        /// People added.
        added: u32,
        /// People of whom something changed.
        changed: u32,
        /// People of whom nothing changed.
        same: u32,
        /// Of `same`, those whose account is as it was on a later day than the book said.
        newer: u32,
        /// Rows that say somebody again.
        again: u32,
        /// Households added.
        households_added: u32,
        /// Hamlets added.
        hamlets_added: u32,
        /// Rows not taken.
        refused: u32,
        /// Deltas written; 0 when the same file came twice.
        deltas: u32,
    }
}
