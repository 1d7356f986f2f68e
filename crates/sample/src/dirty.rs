//! A list as it really comes: about 300 people of Cẩm Tân with exactly 40 faults, and for each what
//! an importer should make of it (`domain.md` 7.3, as far as an .xlsx can hold the cases).
//!
//! The two hamlets stand one below the other. The first has its name in the column Thôn; the
//! second only has a heading, which its people take theirs from. A last column Dân tộc is to be
//! dropped. The file is otherwise as clean as the others.

mod dates;
mod fault;
mod ids;
mod names;
mod others;
mod plant;
mod sheet;

use crate::chance::Chance;
use crate::commune::Commune;
use crate::resident::Resident;
use crate::workbook::Line;
use serde::Serialize;
use tungnha_core::time::Day;

pub use sheet::workbook;

/// How many faults the list has.
pub const FAULTS: usize = 40;

/// The list with its faults.
#[derive(Clone, Debug)]
pub struct DirtyList {
    /// From the first row after the column numbers on.
    pub rows: Vec<Row>,
    /// By row, then column.
    pub expected: Vec<Expected>,
}

/// One row of the list.
#[derive(Clone, Debug)]
pub enum Row {
    /// A person.
    Person(Box<Person>),
    /// A hamlet's heading, over all columns.
    Heading(String),
    /// A subtotal, over all columns.
    Subtotal(String),
    /// Nothing at all.
    Blank,
}

/// A person's row.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who it is, before any fault.
    pub resident: Resident,
    /// How many rows the household has.
    pub household_size: usize,
    /// What the row says, faults included.
    pub line: Line,
    /// The row is hidden.
    pub hidden: bool,
    /// The cell of the head's name belongs to the row above.
    pub head_merged_above: bool,
    /// A fault was planted in this row or its household.
    pub taken: bool,
}

/// One fault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Expected {
    /// Name of the sheet.
    pub sheet: String,
    /// As a spreadsheet numbers it, from 1.
    pub row: u32,
    /// The column's letter; `null` when the whole row is meant.
    pub column: Option<String>,
    /// What is wrong.
    pub kind: &'static str,
    /// What an importer should do.
    pub expect: Verdict,
    /// What is read, for `fixed`, as the clean lists write it: dates `dd/mm/yyyy` or `yyyy`, sex
    /// Nam or Nữ, two telephone numbers with " / " between. For a heading: the hamlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_after: Option<String>,
}

/// What an importer should do with a fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The cell cannot be read: reported by its address and left out, or the row if it is the name.
    Refused,
    /// Read as written, and shown to a person to decide.
    Flagged,
    /// Read as `value_after`, without a question.
    Fixed,
    /// Not a person, or not to be kept: reported as left out.
    Skipped,
}

/// A fault found no row that fits it.
#[derive(Debug, thiserror::Error)]
#[error("no row of the list fits the fault {0}")]
pub struct NoPlaceForFault(pub &'static str);

/// Makes the list from the second and third hamlet of `commune`; the same for the same arguments.
///
/// # Errors
/// When the commune has not the people that a fault needs; Cẩm Tân has them.
pub fn draw(seed: u64, commune: &Commune, as_of: Day) -> Result<DirtyList, NoPlaceForFault> {
    let mut chance = Chance::new(seed, DIRTY_STREAM);
    plant::draw(&mut chance, commune, as_of)
}

/// No commune draws from this stream.
const DIRTY_STREAM: u64 = 100;

/// One JSON array with a line for each fault.
///
/// # Errors
/// None that these texts and numbers can cause.
pub fn expected_json(expected: &[Expected]) -> Result<String, serde_json::Error> {
    let lines: Result<Vec<String>, _> = expected.iter().map(serde_json::to_string).collect();
    Ok(format!("[\n{}\n]\n", lines?.join(",\n")))
}
