//! The heads of one register, from its own few entries: the only cost of a delta besides its row.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::fold::{Entry, Rank, heads};
use tungnha_core::words::Decision;
use tungnha_core::{Delta, Slot};

/// A register's heads with their deltas, the one to show first.
pub(crate) type Heads = Vec<(Key, Delta)>;

impl Txn<'_> {
    /// Computes the register's heads again and projects them. `fresh` is the delta that just entered,
    /// to spare reading it back.
    pub(crate) fn refold(
        &self,
        subject: Key,
        slot: Slot,
        fresh: Option<(Key, &Delta)>,
    ) -> Result<(), StoreError> {
        let heads = self.heads_now(subject, slot, fresh)?;
        self.mark_heads(subject, slot, &heads)?;
        self.project(subject, slot, &heads)?;
        if slot == Slot::Review {
            // A confirmation holds its claim against a retraction; its end lets it go.
            self.refold_target(subject)?;
        }
        Ok(())
    }

    fn heads_now(
        &self,
        subject: Key,
        slot: Slot,
        fresh: Option<(Key, &Delta)>,
    ) -> Result<Heads, StoreError> {
        let keys: Vec<Key> = self
            .sql("SELECT key FROM register_entry WHERE subject = ?1 AND slot = ?2")?
            .query_map(params![subject, slot.code()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut standing = Vec::with_capacity(keys.len());
        for key in keys {
            let delta = match fresh {
                Some((fresh, delta)) if fresh == key => delta.clone(),
                _ => self.delta(key)?,
            };
            if !self.is_withdrawn(key, &delta)? {
                standing.push((key, delta));
            }
        }
        if standing.len() < 2 {
            return Ok(standing);
        }
        let mut entries = Vec::with_capacity(standing.len());
        for (key, delta) in &standing {
            let stored = self.standing_of(*key)?;
            entries.push(Entry {
                id: delta.id,
                supersedes: delta.supersedes.clone(),
                rank: Rank::of(delta, &self.fold_standing(&stored)?),
            });
        }
        let order = heads(&entries);
        Ok(order
            .into_iter()
            .filter_map(|id| standing.iter().find(|(_, delta)| delta.id == id).cloned())
            .collect())
    }

    /// Retracted, and not held by a confirmation.
    fn is_withdrawn(&self, key: Key, delta: &Delta) -> Result<bool, StoreError> {
        let retracted = self
            .sql("SELECT 1 FROM retraction WHERE target = ?1")?
            .exists(params![key])?;
        Ok(retracted
            && !(delta.body.is_claim() && self.decision_on(key)? == Some(Decision::Confirmed)))
    }

    /// The decision that stands on a claim.
    pub(crate) fn decision_on(&self, claim: Key) -> Result<Option<Decision>, StoreError> {
        let code: Option<u8> = self
            .sql("SELECT decision FROM decision WHERE claim = ?1")?
            .query_row(params![claim], |row| row.get(0))
            .optional()?;
        Ok(code.and_then(Decision::from_code))
    }

    fn mark_heads(&self, subject: Key, slot: Slot, heads: &Heads) -> Result<(), StoreError> {
        let marked: Vec<(Key, i64)> = self
            .sql("SELECT key, head FROM register_entry WHERE subject = ?1 AND slot = ?2")?
            .query_map(params![subject, slot.code()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        for (key, mark) in marked {
            let now = match heads.iter().position(|(head, _)| *head == key) {
                None => 0,
                Some(0) => 1,
                Some(_) => 2,
            };
            if now != mark {
                self.sql(
                    "UPDATE register_entry SET head = ?4
                     WHERE subject = ?1 AND slot = ?2 AND key = ?3",
                )?
                .execute(params![subject, slot.code(), key, now])?;
            }
        }
        Ok(())
    }

    /// The heads of a register by name, the one to show first: what a correction supersedes.
    pub fn heads_of(
        &self,
        register: &tungnha_core::RegisterKey,
    ) -> Result<Vec<tungnha_core::DeltaId>, StoreError> {
        let Some(subject) = self.find_key(register.subject)? else {
            return Ok(Vec::new());
        };
        let keys: Vec<Key> = self
            .sql(
                "SELECT key FROM register_entry
                 WHERE subject = ?1 AND slot = ?2 AND head > 0 ORDER BY head, key",
            )?
            .query_map(params![subject, register.slot.code()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        keys.into_iter().map(|key| self.id(key)).collect()
    }
}
