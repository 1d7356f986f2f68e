//! The appendix of a plan: every unit's columns beside what it is asked for.

use super::{TableFault, TargetPrintCard, payload};

payload! {
    /// Along which bearers the appendix is.
    pub struct AppendixOf {
        /// `unit` or `hamlet`; absent for what the targets' tables were typed by.
        by: Option<String>,
    }
    /// The appendix as it stands.
    pub struct AppendixPage {
        /// `unit` or `hamlet`.
        by: String,
        /// The columns are as of the end of this day, where anybody says anything until then.
        on: String,
        /// Chỉ tiêu cấp mức 2: the target whose base is the first column; absent where none is set.
        level2: Option<AppendixTarget>,
        /// Chỉ tiêu kích hoạt: the target whose base is the two columns of accounts not activated; likewise.
        activation: Option<AppendixTarget>,
        /// The rows, in the order of the table.
        rows: Vec<AppendixRow>,
        /// What each of the five columns comes to, of the rows that have it.
        total: Vec<AppendixTotal>,
        /// Of what day and hour the roll was read, seconds.
        as_of: i64,
    }
    /// One of the two targets of an appendix.
    pub struct AppendixTarget {
        /// The target.
        id: String,
        /// As the plan's column says.
        title: String,
        /// The sum of the rounded rows.
        sum: u64,
        /// So many rows are asked for nothing yet.
        without: u32,
        /// The total that a document prints, the last said; absent where none is kept.
        printed: Option<TargetPrintCard>,
    }
    /// One line of the appendix.
    pub struct AppendixRow {
        /// `unit`, `hamlet` or `book`.
        bearer: String,
        /// The unit's code or the hamlet's id; empty for the book.
        key: String,
        /// Its name; absent when nobody gave one.
        name: Option<String>,
        /// Its place in the table.
        position: Option<u16>,
        /// The five columns: not collected, level 1 activated and not, level 2 activated and not.
        cells: Vec<AppendixCell>,
        /// What it is asked for of level 2; absent when nothing is.
        level2: Option<u32>,
        /// The share or number by which that is an exception; absent where it is none.
        level2_excepted: Option<String>,
        /// Why.
        level2_reason: Option<String>,
        /// What it is asked to activate.
        activation: Option<u32>,
        /// The share or number by which that is an exception.
        activation_excepted: Option<String>,
        /// Why.
        activation_reason: Option<String>,
        /// Invented numbers.
        invented: bool,
    }
    /// One cell of the five columns.
    pub struct AppendixCell {
        /// How many; absent when nobody says.
        count: Option<u32>,
        /// Who answers for it; absent where the roll was counted.
        owner: Option<String>,
        /// As of when, where somebody answers for it.
        as_of: Option<i64>,
    }
    /// What a column comes to.
    pub struct AppendixTotal {
        /// The sum of the rows that have a number.
        sum: u64,
        /// So many have none.
        without: u32,
    }
    /// An appendix as somebody pasted it.
    pub struct PastedAppendix {
        /// The text: TT, đơn vị, five columns, two targets.
        text: String,
        /// `unit` or `hamlet`.
        by: String,
    }
    /// What was understood of it.
    pub struct AppendixRead {
        /// Its lines, in their order.
        rows: Vec<AppendixLine>,
        /// The line that is the sum of the others; absent without one.
        total: Option<AppendixLine>,
        /// Cells that cannot be taken as they are, each with its place.
        faults: Vec<TableFault>,
    }
    /// One line of a pasted appendix.
    pub struct AppendixLine {
        /// Its number in what was pasted, from 1.
        line: u32,
        /// The unit's code: the one that it has in a target's table, else its name as printed. Absent for a hamlet.
        unit: Option<String>,
        /// The hamlet's id; absent for a unit.
        hamlet: Option<String>,
        /// As printed.
        name: String,
        /// The five columns; absent where the cell is empty.
        columns: Vec<Option<u32>>,
        /// The printed target of level 2.
        level2: Option<u32>,
        /// What our target asks of these columns; for the line of sums, what its rows come to.
        level2_ours: Option<u32>,
        /// The printed target of activation.
        activation: Option<u32>,
        /// What our target asks of these columns, likewise.
        activation_ours: Option<u32>,
    }
    /// An appendix to keep: figures of one owner and one moment.
    pub struct NewAppendix {
        /// As of when; not later than now.
        as_of: i64,
        /// Who answers for it.
        owner: String,
        /// Which document it stands in.
        document: String,
        /// One a bearer, at most 500, in the order of the table.
        rows: Vec<NewAppendixRow>,
        /// The total that the document prints for level 2.
        level2_total: Option<u32>,
        /// The total that it prints for activation.
        activation_total: Option<u32>,
    }
    /// One line of it: a unit or a hamlet.
    pub struct NewAppendixRow {
        /// Code of an administrative unit.
        unit: Option<String>,
        /// A hamlet of the book.
        hamlet: Option<String>,
        /// As printed.
        name: String,
        /// The five columns; absent where nobody says.
        columns: Vec<Option<u32>>,
    }
    /// An appendix to write.
    pub struct ExportAppendix {
        /// `unit` or `hamlet`.
        by: String,
        /// Save it among the person's downloads, as a window must that cannot hand out files itself.
        save: bool,
    }
}
