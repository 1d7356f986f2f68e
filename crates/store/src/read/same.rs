//! Residents who are one person, and what was decided of pairs that look so.

use super::{ResidentRow, Scope};
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use std::collections::HashMap;
use tungnha_core::DeltaId;

/// The last word on a pair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PairRow {
    /// The delta.
    pub key: Key,
    /// Who gives way where they are one.
    pub resident: Key,
    /// Who stays.
    pub other: Key,
    /// One person.
    pub same: bool,
    /// Effective time, seconds.
    pub at: i64,
    /// Who decided; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

impl Txn<'_> {
    /// The last word on each pair, the last decided first.
    pub fn decided_pairs(&self) -> Result<Vec<PairRow>, StoreError> {
        let all: Vec<PairRow> = self
            .sql(
                "SELECT s.key, s.resident, s.other, s.same, s.at, m.name, s.unsent
                 FROM sameness s JOIN delta d ON d.key = s.key
                 LEFT JOIN member m ON m.number = d.member",
            )?
            .query_map([], |row| {
                Ok(PairRow {
                    key: row.get(0)?,
                    resident: row.get(1)?,
                    other: row.get(2)?,
                    same: row.get(3)?,
                    at: row.get(4)?,
                    by: row.get(5)?,
                    unsent: row.get(6)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let mut last: HashMap<(Key, Key), ((i64, DeltaId), PairRow)> = HashMap::new();
        for pair in all {
            let ends = (pair.resident.min(pair.other), pair.resident.max(pair.other));
            let order = (pair.at, self.id(pair.key)?);
            if last.get(&ends).is_none_or(|(before, _)| *before < order) {
                last.insert(ends, (order, pair));
            }
        }
        let mut pairs: Vec<_> = last.into_values().collect();
        pairs.sort_by(|(a, _), (b, _)| b.cmp(a));
        Ok(pairs.into_iter().map(|(_, pair)| pair).collect())
    }

    /// Whether anything was decided of these two.
    pub fn is_decided(&self, one: DeltaId, other: DeltaId) -> Result<bool, StoreError> {
        let (Some(one), Some(other)) = (self.find_key(one)?, self.find_key(other)?) else {
            return Ok(false);
        };
        Ok(self
            .sql(
                "SELECT 1 FROM sameness
                 WHERE (resident = ?1 AND other = ?2) OR (resident = ?2 AND other = ?1)",
            )?
            .exists(params![one, other])?)
    }

    /// Who stays in somebody's place; `None` while nobody does.
    pub fn stays_for(&self, resident: Key) -> Result<Option<Key>, StoreError> {
        let mut statement = self.sql("SELECT stays FROM gives_way WHERE resident = ?1")?;
        let mut rows = statement.query(params![resident])?;
        Ok(match rows.next()? {
            Some(row) => Some(row.get(0)?),
            None => None,
        })
    }

    /// Those who gave way, each as known, and who stays.
    pub fn gave_way(&self) -> Result<Vec<(ResidentRow, Key)>, StoreError> {
        let stays: HashMap<Key, Key> = self
            .sql("SELECT resident, stays FROM gives_way ORDER BY resident")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut keys: Vec<Key> = stays.keys().copied().collect();
        keys.sort_unstable();
        let people = self.residents_all_apart(Scope::Residents(&keys))?;
        let with = |person: ResidentRow| stays.get(&person.key).map(|stays| (person, *stays));
        Ok(people.into_iter().filter_map(with).collect())
    }
}
