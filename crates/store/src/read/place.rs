//! Hamlets, doors and visits.

use super::Scope;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, Row, params};
use tungnha_core::MemberId;
use tungnha_core::words::{HamletKind, Outcome};
use uuid::Uuid;

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
    /// It holds the walk-ins of a mobile point: no door of any walk.
    pub venue: bool,
    /// To whom it is given, and until when, seconds.
    pub handed_to: Option<(MemberId, String, i64)>,
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

/// The columns of a [`HouseholdRow`], of tables `h` (household) and `o` (handover).
pub(super) const HOUSEHOLD: &str =
    "h.key, h.hamlet, h.lane, h.house, h.head, h.code, h.venue <> 0, o.member,
    o.name, o.until";

/// A door from the columns of [`HOUSEHOLD`], the first ones of `row`.
pub(super) fn household(row: &Row<'_>) -> rusqlite::Result<HouseholdRow> {
    Ok(HouseholdRow {
        key: row.get(0)?,
        hamlet: row.get(1)?,
        lane: row.get(2)?,
        house: row.get(3)?,
        head: row.get(4)?,
        code: row.get(5)?,
        venue: row.get(6)?,
        handed_to: match row.get::<_, Option<[u8; 16]>>(7)? {
            Some(member) => Some((MemberId(Uuid::from_bytes(member)), row.get(8)?, row.get(9)?)),
            None => None,
        },
    })
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
            "SELECT {HOUSEHOLD} FROM household h LEFT JOIN handover o ON o.household = h.key
             WHERE {condition} ORDER BY h.hamlet, h.walk, h.key"
        );
        let rows = self
            .sql(&sql)?
            .query_map(params![key], household)?
            .collect::<Result<_, _>>()?;
        Ok(rows)
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
