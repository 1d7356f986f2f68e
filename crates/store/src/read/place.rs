//! Hamlets, doors and visits.

use super::Scope;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::words::{HamletKind, Outcome};

/// A hamlet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HamletRow {
    /// Its key.
    pub key: Key,
    /// With the word of its kind: "Thôn Phú Lai".
    pub name: String,
    /// Thôn, làng, …
    pub kind: HamletKind,
}

/// A door.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HouseholdRow {
    /// Its key.
    pub key: Key,
    /// Its hamlet.
    pub hamlet: Key,
    /// Empty when none.
    pub lane: String,
    /// Empty when none.
    pub house: String,
    /// Head of household; empty when unknown.
    pub head: String,
    /// The office's number; empty when none.
    pub code: String,
}

/// A visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitRow {
    /// Its key.
    pub key: Key,
    /// The door.
    pub household: Key,
    /// What happened.
    pub outcome: Outcome,
    /// Effective time, seconds.
    pub at: i64,
    /// When to come back.
    pub come_back_at: Option<i64>,
    /// A word left.
    pub note: Option<String>,
    /// Who; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

impl Txn<'_> {
    /// The hamlets of this device, by name.
    pub fn hamlets(&self) -> Result<Vec<HamletRow>, StoreError> {
        let rows = self
            .sql("SELECT key, name, kind FROM hamlet ORDER BY key")?
            .query_map([], |row| {
                Ok(HamletRow {
                    key: row.get(0)?,
                    name: row.get(1)?,
                    kind: HamletKind::from_code(row.get(2)?).unwrap_or(HamletKind::Thon),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// Doors in walking order within their hamlet.
    pub fn households(&self, scope: Scope) -> Result<Vec<HouseholdRow>, StoreError> {
        let (condition, key) = scope.condition();
        let sql = format!(
            "SELECT h.key, h.hamlet, h.lane, h.house, h.head, h.code FROM household h
             WHERE {condition} ORDER BY h.hamlet, h.walk, h.key"
        );
        let rows = self
            .sql(&sql)?
            .query_map(params![key], |row| {
                Ok(HouseholdRow {
                    key: row.get(0)?,
                    hamlet: row.get(1)?,
                    lane: row.get(2)?,
                    house: row.get(3)?,
                    head: row.get(4)?,
                    code: row.get(5)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// The first door of `hamlet` behind `here` in walking order that nobody has visited since `since`
    /// (seconds); behind the last one, the walk begins again.
    pub fn next_unvisited(
        &self,
        hamlet: Key,
        here: Key,
        since: i64,
    ) -> Result<Option<Key>, StoreError> {
        for behind in [
            "(h.walk, h.key) > (SELECT walk, key FROM household WHERE key = ?2)",
            "h.key <> ?2",
        ] {
            let sql = format!(
                "SELECT h.key FROM household h
                 WHERE h.hamlet = ?1 AND {behind} AND NOT EXISTS
                    (SELECT 1 FROM visit v WHERE v.household = h.key AND v.at >= ?3)
                 ORDER BY h.walk, h.key LIMIT 1"
            );
            let next = self
                .sql(&sql)?
                .query_row(params![hamlet, here, since], |row| row.get(0))
                .optional()?;
            if next.is_some() {
                return Ok(next);
            }
        }
        Ok(None)
    }

    /// Visits, the last of each door first.
    pub fn visits(&self, scope: Scope) -> Result<Vec<VisitRow>, StoreError> {
        let (condition, key) = scope.condition();
        let sql = format!(
            "SELECT v.key, v.household, v.outcome, v.at, v.come_back_at, v.note, m.name, v.unsent
             FROM household h JOIN visit v ON v.household = h.key
             LEFT JOIN member m ON m.number = v.member
             WHERE {condition} ORDER BY v.household, v.at DESC, v.key DESC"
        );
        let rows = self
            .sql(&sql)?
            .query_map(params![key], |row| {
                Ok(VisitRow {
                    key: row.get(0)?,
                    household: row.get(1)?,
                    outcome: Outcome::from_code(row.get(2)?).unwrap_or(Outcome::Met),
                    at: row.get(3)?,
                    come_back_at: row.get(4)?,
                    note: row.get(5)?,
                    by: row.get(6)?,
                    unsent: row.get(7)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// The household in which a resident lives.
    pub fn household_of(&self, resident: Key) -> Result<Option<Key>, StoreError> {
        Ok(self
            .sql("SELECT household FROM resident WHERE key = ?1")?
            .query_row(params![resident], |row| row.get(0))
            .optional()?)
    }

    /// The name of a hamlet.
    pub fn hamlet_name(&self, hamlet: Key) -> Result<Option<String>, StoreError> {
        Ok(self
            .sql("SELECT name FROM hamlet WHERE key = ?1")?
            .query_row(params![hamlet], |row| row.get(0))
            .optional()?)
    }

    /// The name of a resident.
    pub fn name_of(&self, resident: Key) -> Result<Option<String>, StoreError> {
        Ok(self
            .sql("SELECT name FROM resident WHERE key = ?1")?
            .query_row(params![resident], |row| row.get(0))
            .optional()?)
    }

    /// Whether the key is this device's own, of any incarnation that it has had.
    pub fn is_own(&self, key: Key) -> Result<bool, StoreError> {
        Ok(self.own_numbers()?.contains(&key.number()))
    }
}
