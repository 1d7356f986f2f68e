//! Sheets of paper that went down a lane, and what was typed from them.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::Body;
use tungnha_core::body::{Typed, WalkSheet};

/// A statement about a walk sheet: that it was printed, or who went with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WalkSheetRow {
    /// The delta.
    pub key: Key,
    /// In which hamlet.
    pub hamlet: Key,
    /// What it says: the number, the lines, the walker.
    pub sheet: WalkSheet,
    /// When, seconds.
    pub at: i64,
    /// Who said so; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

/// That somebody typed a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypedRow {
    /// The delta.
    pub key: Key,
    /// The statement about the sheet that it names.
    pub sheet: Key,
    /// What it says: the line, what was said from it.
    pub typed: Typed,
    /// When, seconds.
    pub at: i64,
    /// Who typed it; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

impl Txn<'_> {
    /// Everything said of sheets with this number, or of all; by number, the first first.
    pub fn walk_sheets(&self, number: Option<u32>) -> Result<Vec<WalkSheetRow>, StoreError> {
        let mut statement = self.sql(
            "SELECT w.key, w.hamlet, w.at, m.name, w.unsent
             FROM walk_sheet w JOIN delta d ON d.key = w.key
             LEFT JOIN member m ON m.number = d.member
             WHERE ?1 IS NULL OR w.number = ?1 ORDER BY w.number, w.at, w.key",
        )?;
        let mut rows = statement.query(params![number])?;
        let mut sheets = Vec::new();
        while let Some(row) = rows.next()? {
            let key: Key = row.get(0)?;
            if let Body::WalkSheet(sheet) = self.delta(key)?.body {
                sheets.push(WalkSheetRow {
                    key,
                    hamlet: row.get(1)?,
                    sheet,
                    at: row.get(2)?,
                    by: row.get(3)?,
                    unsent: row.get(4)?,
                });
            }
        }
        Ok(sheets)
    }

    /// The highest number that a sheet known here has; 0 when there is none.
    pub fn last_sheet_number(&self) -> Result<u32, StoreError> {
        Ok(self
            .sql("SELECT coalesce(max(number), 0) FROM walk_sheet")?
            .query_row([], |row| row.get(0))?)
    }

    /// How many lines were typed of what each statement about a sheet names.
    pub fn lines_typed(&self) -> Result<Vec<(Key, u16)>, StoreError> {
        Ok(self
            .sql("SELECT DISTINCT sheet, line FROM typed ORDER BY sheet, line")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?)
    }

    /// What was typed of lines that name this statement about a sheet, the first first.
    pub fn typed_from(&self, sheet: Key) -> Result<Vec<TypedRow>, StoreError> {
        self.typed_rows("t.sheet = ?1", sheet)
    }

    /// Everything that was typed from paper, the first first.
    pub fn all_typed(&self) -> Result<Vec<TypedRow>, StoreError> {
        self.typed_rows("?1", Key(1))
    }

    /// What was typed about whoever the claim `claim` is about, the first first.
    pub fn typed_beside(&self, claim: Key) -> Result<Vec<TypedRow>, StoreError> {
        self.typed_rows(
            "t.resident = (SELECT c.resident FROM claim c WHERE c.key = ?1)",
            claim,
        )
    }

    /// Whether the author of what `key` names took it back, confirmed or not.
    pub fn is_taken_back(&self, key: Key) -> Result<bool, StoreError> {
        Ok(self
            .sql("SELECT 1 FROM retraction WHERE target = ?1")?
            .query_row(params![key], |_| Ok(()))
            .optional()?
            .is_some())
    }

    fn typed_rows(&self, condition: &str, key: Key) -> Result<Vec<TypedRow>, StoreError> {
        let mut statement = self.sql(&format!(
            "SELECT t.key, t.sheet, t.at, m.name, t.unsent
             FROM typed t LEFT JOIN member m ON m.number = t.member
             WHERE {condition} ORDER BY t.at, t.key"
        ))?;
        let mut rows = statement.query(params![key])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let key: Key = row.get(0)?;
            if let Body::Typed(typed) = self.delta(key)?.body {
                all.push(TypedRow {
                    key,
                    sheet: row.get(1)?,
                    typed,
                    at: row.get(2)?,
                    by: row.get(3)?,
                    unsent: row.get(4)?,
                });
            }
        }
        Ok(all)
    }
}
