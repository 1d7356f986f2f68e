//! What was said of a delta before it came to count.
//!
//! A retraction, a review or a settlement that arrives first hangs on nothing and goes to the whole office only.
//! When what it names comes to count, it goes where that goes, and behind it.

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::Result;
use tungnha_core::{Body, Delta, Slot};

impl Desk<'_> {
    /// Whether a delta that has no entry yet was withdrawn before, and no reviewer confirms it.
    pub(super) fn is_withdrawn(&mut self, key: Key, delta: &Delta) -> Result<bool> {
        let withdrawn = !self.txn.retractions(self.book, key)?.is_empty();
        Ok(withdrawn && !self.is_confirmed(key, delta)?)
    }

    /// Feeds again, where they now belong, those who spoke of `delta` before it counted; and lets what follows
    /// from them follow.
    pub(super) fn answered_before(&mut self, delta: &Delta, key: Key) -> Result<()> {
        self.withdrawals_of(key)?;
        self.ask(key, delta)?;
        for decision in self.txn.entries(self.book, key, Slot::Review.code())? {
            self.hang_again(decision.key)?;
            self.withdrawals_of(decision.key)?;
            self.settlements_of(decision.key)?;
        }
        if matches!(delta.body, Body::Review(_)) {
            for settlement in self.txn.settlements_naming(self.book, key)? {
                if settlement.stands == key {
                    self.need_settlement(settlement.by)?;
                }
            }
        }
        self.settlements_of(key)?;
        // Others may have said already where the thing stands now.
        self.resettle(delta)
    }

    fn settlements_of(&mut self, key: Key) -> Result<()> {
        if !self.has_settlements()? {
            return Ok(());
        }
        for settlement in self.txn.settlements_naming(self.book, key)? {
            self.hang_again(settlement.by)?;
            self.withdrawals_of(settlement.by)?;
        }
        Ok(())
    }

    /// What withdraws a delta, with what withdraws that; in a circle, each once.
    fn withdrawals_of(&mut self, key: Key) -> Result<()> {
        for by in self.txn.retractions(self.book, key)? {
            if self.hang_again(by)? {
                self.withdrawals_of(by)?;
            }
        }
        Ok(())
    }

    /// Gives whether that is news.
    fn hang_again(&mut self, key: Key) -> Result<bool> {
        let row = self.txn.delta(self.book, key)?;
        let Some(row) = row.filter(|row| row.seq.is_some()) else {
            return Ok(false);
        };
        let delta = self.read(key, &row.bytes)?;
        let subject = self.subject_of(&delta)?;
        let visibility = self.visibility_of(&delta)?;
        let moved = (subject, visibility) != (row.subject, row.visibility);
        if moved {
            self.txn.rehang(self.book, key, subject, visibility)?;
        }
        Ok(self.again.insert(key) || moved)
    }
}
