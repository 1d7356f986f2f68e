//! Everything that was ever said of one thing: what its author may withdraw, and say again.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::{Delta, Slot};

/// Something that was said of a thing and counts, or would if it were not withdrawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// What was said.
    pub delta: Delta,
    /// Its author took it back.
    pub withdrawn: bool,
    /// This member said it, on whatever device: nobody else withdraws it.
    pub own: bool,
}

impl Txn<'_> {
    /// What was said in the register `slot` of `subject`, what was replaced since among it, the first said first.
    pub fn versions(&self, subject: Key, slot: Slot) -> Result<Vec<Version>, StoreError> {
        let own = self.own_keys("e.key")?;
        let rows: Vec<(Key, bool, bool)> = self
            .sql(&format!(
                "SELECT e.key, EXISTS (SELECT 1 FROM retraction t WHERE t.target = e.key),
                        {own} OR d.member IS NOT NULL AND d.member IS ?3
                 FROM register_entry e JOIN delta d ON d.key = e.key
                 WHERE e.subject = ?1 AND e.slot = ?2"
            ))?
            .query_map(params![subject, slot.code(), self.own_member()?], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut versions = Vec::with_capacity(rows.len());
        for (key, withdrawn, own) in rows {
            versions.push(Version {
                delta: self.delta(key)?,
                withdrawn,
                own,
            });
        }
        versions.sort_by_key(|one| (one.delta.stamped, one.delta.id));
        Ok(versions)
    }
}
