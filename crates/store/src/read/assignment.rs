//! Who does what by when.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::time::Day;
use tungnha_core::words::Task;

/// An assignment as it stands; what is absent is missing (D-31).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssignmentRow {
    /// The delta that began it.
    pub key: Key,
    /// Where.
    pub hamlet: Key,
    /// What.
    pub task: Task,
    /// Who does it.
    pub who: Option<String>,
    /// Who answers for it.
    pub accountable: Option<String>,
    /// By when, inclusive.
    pub due: Option<Day>,
    /// How much: people to reach, doors to canvass.
    pub goal: Option<u32>,
    /// What came of it; with it the assignment is closed.
    pub result: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

impl Txn<'_> {
    /// The assignments of one hamlet or of all, in the order in which they were begun.
    pub fn assignments(&self, hamlet: Option<Key>) -> Result<Vec<AssignmentRow>, StoreError> {
        let of = hamlet.map_or(0, |key| key.0);
        Ok(self
            .sql(
                "SELECT key, hamlet, task, who, accountable, due, goal, result, unsent
                 FROM assignment WHERE ?1 = 0 OR hamlet = ?1 ORDER BY key",
            )?
            .query_map(params![of], |row| {
                Ok(AssignmentRow {
                    key: row.get(0)?,
                    hamlet: row.get(1)?,
                    task: Task::from_code(row.get(2)?).unwrap_or(Task::Canvass),
                    who: row.get(3)?,
                    accountable: row.get(4)?,
                    due: row.get::<_, Option<i32>>(5)?.map(Day),
                    goal: row.get(6)?,
                    result: row.get(7)?,
                    unsent: row.get(8)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
