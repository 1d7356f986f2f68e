//! In which order and where devices get what was admitted.

use crate::check::Changed;
use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{DeltaRow, Result, StorageError};
use tungnha_core::body::Visibility;
use tungnha_core::{Body, Delta, DeltaId, Subject};
use tungnha_protocol::hash::{self, Hash};

impl Desk<'_> {
    /// Where a delta is fed as things stand: one hamlet mostly; for what says where a thing stands every one
    /// that it moves from, to or is said to be in; every claim's for
    /// a review; [`Key::NONE`] alone for everybody in the book, [`Key::NOWHERE`] alone while nothing it speaks of
    /// has a place. Never empty.
    pub(crate) fn hamlets_of(&mut self, delta: &Delta) -> Result<Vec<Key>> {
        let mut hamlets = match &delta.body {
            // What it says, and where the thing stands so far.
            Body::Household(b) => {
                let mut hamlets = vec![self.key(b.hamlet)?];
                let household = self.key(b.of.unwrap_or(delta.id))?;
                hamlets.extend(self.place(household)?.map(|place| place.hamlet));
                hamlets.extend(self.said_elsewhere(delta)?);
                hamlets
            }
            Body::Resident(b) => {
                let mut hamlets = vec![self.hamlet_at(b.household)?];
                let resident = self.key(b.of.unwrap_or(delta.id))?;
                hamlets.extend(self.place(resident)?.map(|place| place.hamlet));
                hamlets.extend(self.said_elsewhere(delta)?);
                hamlets
            }
            Body::Review(b) => b
                .claims
                .iter()
                .map(|claim| self.hamlet_of_delta(*claim))
                .collect::<Result<_>>()?,
            Body::Retract(b) => self.hamlets_of_delta(b.target)?,
            Body::Settle(b) => {
                let mut hamlets = self.hamlets_of_delta(b.stands)?;
                for head in &b.over {
                    hamlets.append(&mut self.hamlets_of_delta(*head)?);
                }
                hamlets
            }
            _ => match delta.subject() {
                Subject::Hamlet(id) => vec![self.key(id)?],
                Subject::Household(id) | Subject::Resident(id) => vec![self.hamlet_at(id)?],
                Subject::Frame | Subject::Deltas(_) => vec![Key::NONE],
            },
        };
        if hamlets.is_empty() || hamlets.contains(&Key::NONE) {
            return Ok(vec![Key::NONE]);
        }
        let mut seen = std::collections::HashSet::new();
        hamlets.retain(|hamlet| *hamlet != Key::NOWHERE && seen.insert(*hamlet));
        if hamlets.is_empty() {
            hamlets.push(Key::NOWHERE);
        }
        Ok(hamlets)
    }

    fn hamlet_at(&mut self, id: DeltaId) -> Result<Key> {
        let subject = self.key(id)?;
        self.hamlet_of(subject)
    }

    /// Where the thing that a named delta hangs on stands now.
    fn hamlet_of_delta(&mut self, id: DeltaId) -> Result<Key> {
        let key = self.key(id)?;
        match self.txn.delta(self.book, key)? {
            Some(row) if row.subject != Key::NONE => self.hamlet_of(row.subject),
            // The campaign's: where everybody is; or what speaks of something that is not here.
            Some(row) if row.seq.is_some() => Ok(row.hamlet),
            _ => Ok(Key::NOWHERE),
        }
    }

    /// Where a named delta is fed now, and where its subject stands.
    fn hamlets_of_delta(&mut self, id: DeltaId) -> Result<Vec<Key>> {
        let key = self.key(id)?;
        let mut hamlets = match self.txn.delta(self.book, key)? {
            Some(row) => match row.seq {
                Some(seq) => self.txn.fed_to(self.book, seq, row.copies)?,
                None => Vec::new(),
            },
            None => Vec::new(),
        };
        hamlets.push(self.hamlet_of_delta(id)?);
        Ok(hamlets)
    }

    /// The sequence numbers that so many feed rows will have: (the first, how many).
    pub(super) fn next_numbers(&self, hamlets: &[Key]) -> (u64, u32) {
        let copies = u32::try_from(hamlets.len()).unwrap_or(u32::MAX);
        (self.seq + 1, copies)
    }

    /// Adds a delta's feed rows from `seq` on.
    pub(super) fn feed_rows(
        &mut self,
        key: Key,
        visibility: Visibility,
        leaf: &Hash,
        seq: u64,
        hamlets: &[Key],
    ) -> Result<()> {
        for (hamlet, seq) in hamlets.iter().zip(seq..) {
            self.txn.feed(self.book, seq, *hamlet, visibility, key)?;
            self.leaves.push(*leaf);
            self.touched.insert(*hamlet);
            if *hamlet == Key::NOWHERE {
                self.any_nowhere = Some(true);
            }
            self.seq = seq;
        }
        Ok(())
    }

    /// Feeds again what must be, in the order in which it was fed: what supersedes or withdraws another stays
    /// behind it, so that a line may be cut anywhere. What thereby comes to another hamlet takes along who speaks
    /// of it.
    fn feed_all_again(&mut self) -> Result<()> {
        while !self.again.is_empty() {
            let mut rows = Vec::with_capacity(self.again.len());
            for key in std::mem::take(&mut self.again) {
                let row = self
                    .txn
                    .delta(self.book, key)?
                    .ok_or(StorageError::Inconsistent("a head without a delta"))?;
                rows.extend(row.seq.map(|old| (old, row)));
            }
            rows.sort_unstable_by_key(|(old, _)| *old);
            for (old, row) in rows {
                self.feed_again(old, &row)?;
            }
        }
        Ok(())
    }

    /// Feeds a delta again where it belongs now. What moves a thing stays visible where the thing left.
    fn feed_again(&mut self, old: u64, row: &DeltaRow) -> Result<()> {
        let delta = self.read(row.key, &row.bytes)?;
        let mut hamlets = self.hamlets_of(&delta)?;
        let before = self.txn.fed_to(self.book, old, row.copies)?;
        if !hamlets.iter().all(|hamlet| before.contains(hamlet)) {
            self.take_answers(row.key)?;
        }
        let moves = matches!(delta.body, Body::Household(_) | Body::Resident(_)) && row.copies > 1;
        if moves {
            for hamlet in before {
                if !hamlets.contains(&hamlet) {
                    hamlets.push(hamlet);
                }
            }
        }
        self.txn.retire(self.book, old, row.copies)?;
        let (seq, copies) = self.next_numbers(&hamlets);
        self.feed_rows(row.key, row.visibility, &row.leaf, seq, &hamlets)?;
        let first = hamlets.first().copied().unwrap_or(Key::NONE);
        self.txn.set_feed(self.book, row.key, first, seq, copies)
    }

    /// Who withdraws a delta or settles with it goes where it goes.
    fn take_answers(&mut self, key: Key) -> Result<()> {
        let by = self.txn.retractions(self.book, key)?;
        self.again.extend(by);
        if self.has_settlements()? {
            let settlements = self.txn.settlements_naming(self.book, key)?;
            self.again.extend(settlements.iter().map(|row| row.by));
        }
        Ok(())
    }

    /// Ends the applying: what must be fed again is, the counter moves, the chain gets its link. What changed
    /// is for [`crate::server::Server`] to know, once the transaction has committed.
    pub fn finish(mut self) -> Result<Changed> {
        self.feed_all_again()?;
        let fed = u64::try_from(self.leaves.len()).unwrap_or(u64::MAX);
        let before = self.seq - fed;
        let changed = Changed {
            book: self.book,
            after: before,
            to: self.seq,
            hamlets: std::mem::take(&mut self.touched),
        };
        if fed == 0 {
            return Ok(changed);
        }
        let (_, link) = self.txn.link_at(self.book, before)?;
        let end = self.txn.advance(self.book, fed)?;
        if end != self.seq {
            return Err(StorageError::Inconsistent(
                "the counter moved under its lock",
            ));
        }
        self.txn
            .add_link(self.book, end, &hash::chain(&link, &self.leaves))?;
        Ok(changed)
    }
}
