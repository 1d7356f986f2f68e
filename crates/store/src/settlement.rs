//! Settlements in the tables: which heads of a register give way to which.

use crate::error::StoreError;
use crate::key::Key;
use crate::refold::Heads;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::body::Settle;
use tungnha_core::fold::Settlement;

impl Txn<'_> {
    /// A settlement begins to count.
    pub(crate) fn enter_settlement(&self, by: Key, settle: &Settle) -> Result<(), StoreError> {
        let stands = self.key(settle.stands)?;
        for over in &settle.over {
            self.sql(
                "INSERT INTO settlement (over, stands, by) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO NOTHING",
            )?
            .execute(params![self.key(*over)?, stands, by])?;
        }
        self.refold_target(stands)
    }

    /// A settlement stops counting.
    pub(crate) fn leave_settlement(&self, by: Key, settle: &Settle) -> Result<(), StoreError> {
        let stands = self.key(settle.stands)?;
        for over in &settle.over {
            self.sql("DELETE FROM settlement WHERE over = ?1 AND stands = ?2 AND by = ?3")?
                .execute(params![self.key(*over)?, stands, by])?;
        }
        self.refold_target(stands)
    }

    /// The settlements among a register's entries that nobody withdrew.
    pub(crate) fn settlements(&self, entries: &Heads) -> Result<Vec<Settlement>, StoreError> {
        let mut settlements = Vec::new();
        for (key, delta) in entries {
            let mut statement = self.sql(
                "SELECT DISTINCT stands FROM settlement
                 WHERE over = ?1 AND by NOT IN (SELECT target FROM retraction)",
            )?;
            let stands = statement.query_map(params![key], |row| row.get::<_, Key>(0))?;
            for stands in stands {
                settlements.push(Settlement {
                    stands: self.id(stands?)?,
                    over: vec![delta.id],
                });
            }
        }
        Ok(settlements)
    }
}
