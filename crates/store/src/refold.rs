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

/// An entry of a register as the table has it: which delta, and whether it is marked a head.
pub(crate) type Marked = Vec<(Key, i64)>;

impl Txn<'_> {
    /// A delta enters a register: nearly always as its only entry, or as the one that supersedes it.
    pub(crate) fn enter_register(
        &self,
        subject: Key,
        slot: Slot,
        key: Key,
        delta: &Delta,
    ) -> Result<(), StoreError> {
        let mut marked = self.entries(subject, slot)?;
        if marked.iter().any(|(entry, _)| *entry == key) {
            return Ok(());
        }
        let alone = marked.is_empty() && !self.is_withdrawn(key, delta)?;
        self.sql("INSERT INTO register_entry (subject, slot, key, head) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![subject, slot.code(), key, i64::from(alone)])?;
        if alone {
            return self.settle(subject, slot, &vec![(key, delta.clone())]);
        }
        marked.push((key, 0));
        self.refold_entries(subject, slot, &marked, Some((key, delta)))
    }

    /// Computes the register's heads again, since something about its entries has changed.
    pub(crate) fn refold(&self, subject: Key, slot: Slot) -> Result<(), StoreError> {
        let marked = self.entries(subject, slot)?;
        self.refold_entries(subject, slot, &marked, None)
    }

    /// The standing of an entry changed and nothing else: alone in its register, it stays the head.
    pub(crate) fn restamp_register(
        &self,
        subject: Key,
        slot: Slot,
        key: Key,
        delta: &Delta,
    ) -> Result<(), StoreError> {
        let marked = self.entries(subject, slot)?;
        if marked == [(key, 1)] {
            return self.settle(subject, slot, &vec![(key, delta.clone())]);
        }
        self.refold_entries(subject, slot, &marked, None)
    }

    fn refold_entries(
        &self,
        subject: Key,
        slot: Slot,
        marked: &Marked,
        fresh: Option<(Key, &Delta)>,
    ) -> Result<(), StoreError> {
        if slot == Slot::Resident {
            // Another head may have the person at another door.
            self.tally_left(subject)?;
        }
        let heads = self.heads_now(marked, fresh)?;
        self.mark_heads(subject, slot, marked, &heads)?;
        self.settle(subject, slot, &heads)
    }

    /// The heads are known: the folded row follows them.
    fn settle(&self, subject: Key, slot: Slot, heads: &Heads) -> Result<(), StoreError> {
        self.project(subject, slot, heads)?;
        if slot == Slot::Review {
            // A confirmation holds its claim against a retraction; its end lets it go. And the claim's row
            // is written again, which the tally of its door counts on.
            self.refold_target(subject)?;
        }
        Ok(())
    }

    pub(crate) fn entries(&self, subject: Key, slot: Slot) -> Result<Marked, StoreError> {
        Ok(self
            .sql("SELECT key, head FROM register_entry WHERE subject = ?1 AND slot = ?2")?
            .query_map(params![subject, slot.code()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?)
    }

    fn heads_now(
        &self,
        marked: &Marked,
        fresh: Option<(Key, &Delta)>,
    ) -> Result<Heads, StoreError> {
        let mut standing = Vec::with_capacity(marked.len());
        for (key, _) in marked {
            let delta = match fresh {
                Some((fresh, delta)) if fresh == *key => delta.clone(),
                _ => self.delta(*key)?,
            };
            if !self.is_withdrawn(*key, &delta)? {
                standing.push((*key, delta));
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
        let order = heads(&entries, &self.settlements(&standing)?);
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
    pub fn decision_on(&self, claim: Key) -> Result<Option<Decision>, StoreError> {
        let code: Option<u8> = self
            .sql("SELECT decision FROM decision WHERE claim = ?1")?
            .query_row(params![claim], |row| row.get(0))
            .optional()?;
        Ok(code.and_then(Decision::from_code))
    }

    fn mark_heads(
        &self,
        subject: Key,
        slot: Slot,
        marked: &Marked,
        heads: &Heads,
    ) -> Result<(), StoreError> {
        for (key, mark) in marked {
            let now = match heads.iter().position(|(head, _)| head == key) {
                None => 0,
                Some(0) => 1,
                Some(_) => 2,
            };
            if now != *mark {
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
