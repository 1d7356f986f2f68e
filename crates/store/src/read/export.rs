//! Lists that left the program, and what only their makers read.

use super::Scope;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{Row, params};
use std::collections::HashMap;
use tungnha_core::words::IneligibleReason;

/// That a list left a device (`domain.md` 5.2 item 8).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportedRow {
    /// The delta.
    pub key: Key,
    /// The list's name: "confirmation".
    pub list: String,
    /// Of what: the hamlet's or the book's name.
    pub scope: String,
    /// How many people stood in it.
    pub rows: u32,
    /// "xlsx", "docx", "pdf".
    pub format: String,
    /// When, seconds.
    pub at: i64,
    /// Who; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

const EXPORTED: &str = "SELECT e.key, e.list, e.scope, e.rows, e.format, e.at, m.name, e.unsent
     FROM exported e LEFT JOIN member m ON m.number = e.member";

fn exported(row: &Row<'_>) -> rusqlite::Result<ExportedRow> {
    Ok(ExportedRow {
        key: row.get(0)?,
        list: row.get(1)?,
        scope: row.get(2)?,
        rows: row.get(3)?,
        format: row.get(4)?,
        at: row.get(5)?,
        by: row.get(6)?,
        unsent: row.get(7)?,
    })
}

impl Txn<'_> {
    /// How many lists have left in all, and a page of them, the last first.
    pub fn exports(&self, offset: u32, limit: u32) -> Result<(u32, Vec<ExportedRow>), StoreError> {
        let total = self
            .sql("SELECT count(*) FROM exported")?
            .query_row([], |row| row.get(0))?;
        let page = self
            .sql(&format!(
                "{EXPORTED} ORDER BY e.at DESC, e.key DESC LIMIT ?1 OFFSET ?2"
            ))?
            .query_map(params![limit, offset], exported)?
            .collect::<Result<_, _>>()?;
        Ok((total, page))
    }

    /// For every list that has left at all, when it did last, of whatever scope.
    pub fn last_exports(&self) -> Result<Vec<ExportedRow>, StoreError> {
        let rows = self
            .sql(&format!(
                "{EXPORTED} WHERE e.key = (SELECT l.key FROM exported l WHERE l.list = e.list
                     ORDER BY l.at DESC, l.key DESC LIMIT 1)"
            ))?
            .query_map([], exported)?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// Why the police hold people not eligible, where this replica may hold it. Sensitive (`domain.md` 5.2 item 3).
    pub fn ineligible_reasons(
        &self,
        scope: Scope,
    ) -> Result<HashMap<Key, IneligibleReason>, StoreError> {
        let (condition, key) = scope.condition();
        let sql = format!(
            "SELECT r.key, i.reason FROM ineligible_reason i
             LEFT JOIN gives_way g ON g.resident = i.resident
             CROSS JOIN resident r ON r.key = coalesce(g.stays, i.resident)
             CROSS JOIN household h ON h.key = r.household
             WHERE {condition} ORDER BY g.stays IS NULL"
        );
        let pairs: Vec<(Key, u8)> = self
            .sql(&sql)?
            .query_map(params![key], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let known = |(key, code)| Some((key, IneligibleReason::from_code(code)?));
        Ok(pairs.into_iter().filter_map(known).collect())
    }
}
