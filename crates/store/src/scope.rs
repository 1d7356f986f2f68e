//! What this device may no longer hold leaves it: hamlets that are not granted any more, people who moved
//! out of those that are. Own work stays with what bears on it, and so does everything that unsent work is
//! about.

mod roll;

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use roll::Roll;
use rusqlite::params;
use std::collections::BTreeSet;
use tungnha_core::{Body, Delta, RegisterKey};
use tungnha_protocol::Grant;

/// What stands outside and had to stay at the last purge: nothing is looked through for it again.
const STAYED: &str = "outside_stayed";

impl Txn<'_> {
    /// Drops what stands outside the grant's hamlets; gives how many deltas left. To be called at the end of
    /// a sync only, when nothing that would explain a thing's place is still on its way. Costs three short
    /// queries when nothing is outside, and nothing for a grant of the whole book.
    pub fn purge(&self) -> Result<u32, StoreError> {
        let Some(granted) = self.granted_keys()? else {
            return Ok(0);
        };
        let outside = self.outside(&granted)?;
        if outside == self.get(STAYED)?.unwrap_or_default() {
            return Ok(0);
        }
        let roll = Roll::read(self, granted)?;
        let leaving = roll.leaving();
        self.drop_all(&leaving)?;
        // What waits for receipts leaves after them.
        let stayed = match roll.has_unsent() {
            true => Vec::new(),
            false => self.outside(roll.granted())?,
        };
        self.put(STAYED, &stayed)?;
        Ok(u32::try_from(leaving.len()).unwrap_or(u32::MAX))
    }

    /// Drops what is known to stand in hamlets that `before` covers and the present grant does not, before any
    /// news is taken in. The device is told no more of what moves about there: somebody who left a door by the
    /// time that the door moved to a hamlet of the grant would seem to come along. What really came along comes
    /// again, whole.
    pub fn purge_ended(&self, before: &Grant) -> Result<(), StoreError> {
        let ended = match (&before.hamlets, self.grant()?.hamlets) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(before), Some(now)) => before.iter().any(|hamlet| !now.contains(hamlet)),
        };
        if let Some(granted) = self.granted_keys()?.filter(|_| ended) {
            let roll = Roll::read(self, granted)?;
            self.drop_all(&roll.leaving_known())?;
        }
        Ok(())
    }

    /// The hamlets of the grant; `None` for the whole book.
    fn granted_keys(&self) -> Result<Option<BTreeSet<Key>>, StoreError> {
        let Some(hamlets) = self.grant()?.hamlets else {
            return Ok(None);
        };
        let mut granted = BTreeSet::new();
        for hamlet in hamlets {
            granted.extend(self.find_key(hamlet.into())?);
        }
        Ok(Some(granted))
    }

    /// The things that stand outside by what screens show, as bytes to compare; empty for none.
    fn outside(&self, granted: &BTreeSet<Key>) -> Result<Vec<u8>, StoreError> {
        let mut outside = Vec::new();
        let hamlets: Vec<Key> = self
            .sql("SELECT key FROM hamlet UNION SELECT hamlet FROM household")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for hamlet in hamlets.into_iter().filter(|key| !granted.contains(key)) {
            outside.extend(hamlet.0.to_be_bytes());
            let mut inside = self.sql(
                "SELECT key FROM household WHERE hamlet = ?1
                 UNION SELECT r.key FROM household h JOIN resident r ON r.household = h.key
                 WHERE h.hamlet = ?1",
            )?;
            for key in inside.query_map(params![hamlet], |row| row.get::<_, Key>(0))? {
                outside.extend(key?.0.to_be_bytes());
            }
        }
        let mut lost = self.sql(
            "SELECT key FROM resident r
             WHERE NOT EXISTS (SELECT 1 FROM household h WHERE h.key = r.household)
             ORDER BY key",
        )?;
        for key in lost.query_map([], |row| row.get::<_, Key>(0))? {
            outside.extend(key?.0.to_be_bytes());
        }
        Ok(outside)
    }

    /// Takes foreign deltas out of the ledger, then works out every register that they were in.
    fn drop_all(&self, leaving: &[(Key, &Delta)]) -> Result<(), StoreError> {
        if !leaving.is_empty() {
            self.forget_drafts()?;
        }
        let mut registers: BTreeSet<RegisterKey> = BTreeSet::new();
        let mut targets = BTreeSet::new();
        for (key, delta) in leaving {
            for register in delta.registers() {
                self.sql(
                    "DELETE FROM register_entry WHERE subject = ?1 AND slot = ?2 AND key = ?3",
                )?
                .execute(params![
                    self.key(register.subject)?,
                    register.slot.code(),
                    key
                ])?;
                registers.insert(register);
            }
            match &delta.body {
                Body::Retract(b) => {
                    let target = self.key(b.target)?;
                    self.sql("DELETE FROM retraction WHERE target = ?1 AND by = ?2")?
                        .execute(params![target, key])?;
                    targets.insert(target);
                }
                Body::Settle(b) => {
                    let stands = self.key(b.stands)?;
                    for over in &b.over {
                        self.sql(
                            "DELETE FROM settlement WHERE over = ?1 AND stands = ?2 AND by = ?3",
                        )?
                        .execute(params![
                            self.key(*over)?,
                            stands,
                            key
                        ])?;
                    }
                    targets.insert(stands);
                }
                _ => {}
            }
            self.sql("DELETE FROM delta WHERE key = ?1")?
                .execute(params![key])?;
        }
        for register in registers {
            self.refold(self.key(register.subject)?, register.slot)?;
        }
        for target in targets {
            self.refold_target(target)?;
        }
        Ok(())
    }
}
