//! Settlements in the tables: which heads of a register give way to which.

#[cfg(test)]
mod tests;

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{Result, SettlementRow};
use std::collections::{BTreeSet, HashSet};
use tungnha_core::body::Settle;
use tungnha_core::fold::Settlement;
use tungnha_core::{Body, DeltaId};

/// What settles among the entries of one register.
#[derive(Default)]
pub(super) struct Settled {
    /// For the law.
    pub(super) settlements: Vec<Settlement>,
    /// The deltas that settle.
    pub(super) by: BTreeSet<Key>,
}

impl Desk<'_> {
    /// A settlement begins to count. One that names another settlement has no effect: that one sets no register.
    pub(super) fn settle(&mut self, settle: &Settle, by: Key) -> Result<()> {
        let stands = self.key(settle.stands)?;
        for over in &settle.over {
            let over = self.key(*over)?;
            let row = SettlementRow { over, stands, by };
            self.txn.add_settlement(self.book, &row)?;
            self.any_settlement = Some(true);
        }
        if self.is_review(stands)? {
            self.need_settlement(by)?;
        }
        self.resettle_heads(stands)
    }

    /// A device that begins gets all reviews that count, so it needs what settles among them; unless that was
    /// withdrawn.
    pub(super) fn need_settlement(&mut self, by: Key) -> Result<()> {
        if self.txn.retractions(self.book, by)?.is_empty() {
            self.txn.set_needed(self.book, by, 1)?;
        }
        Ok(())
    }

    /// Works out the registers of the head that a settlement lets stand, if that head counts.
    pub(super) fn resettle_heads(&mut self, stands: Key) -> Result<()> {
        let row = self.txn.delta(self.book, stands)?;
        let Some(row) = row.filter(|row| row.seq.is_some()) else {
            return Ok(());
        };
        let delta = self.read(stands, &row.bytes)?;
        self.refold_with_consequences(&delta)
    }

    fn is_review(&mut self, key: Key) -> Result<bool> {
        let row = self.txn.delta(self.book, key)?;
        let Some(row) = row.filter(|row| row.seq.is_some()) else {
            return Ok(false);
        };
        let delta = self.read(key, &row.bytes)?;
        Ok(matches!(delta.body, Body::Review(_)))
    }

    /// What nobody withdrew and what settles between two of the entries `here`, of which `fresh` has no row yet.
    pub(super) fn settled(
        &mut self,
        subject: Key,
        slot: u32,
        fresh: Option<DeltaId>,
        here: &HashSet<DeltaId>,
    ) -> Result<Settled> {
        let mut settled = Settled::default();
        if here.len() < 2 || !self.has_settlements()? {
            return Ok(settled);
        }
        let mut rows = self.txn.settlements_in(self.book, subject, slot)?;
        if let Some(fresh) = fresh {
            let fresh = self.key(fresh)?;
            for row in self.txn.settlements_naming(self.book, fresh)? {
                if row.over == fresh && self.txn.retractions(self.book, row.by)?.is_empty() {
                    rows.push(row);
                }
            }
        }
        for row in rows {
            let (stands, over) = (self.id(row.stands)?, self.id(row.over)?);
            if here.contains(&stands) && here.contains(&over) {
                let over = vec![over];
                settled.settlements.push(Settlement { stands, over });
                settled.by.insert(row.by);
            }
        }
        Ok(settled)
    }

    /// Nearly no book has settlements while a roll is brought in; then no register is asked for its own.
    pub(super) fn has_settlements(&mut self) -> Result<bool> {
        if let Some(any) = self.any_settlement {
            return Ok(any);
        }
        let any = self.txn.has_settlements(self.book)?;
        self.any_settlement = Some(any);
        Ok(any)
    }
}
