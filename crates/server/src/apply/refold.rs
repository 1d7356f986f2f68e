//! The heads of the registers that a delta touches, by the law of [`tungnha_core::fold`].

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{EntryRow, Result};
use std::collections::{HashMap, HashSet};
use tungnha_core::fold::{Entry, Rank, Standing, heads};
use tungnha_core::words::Decision;
use tungnha_core::{Body, Delta, DeltaId, Slot};

/// An entry on the table while heads are worked out.
struct Seated {
    row: EntryRow,
    id: DeltaId,
    /// Whether it counts: nobody withdrew it, or it is confirmed.
    counts: bool,
}

impl Desk<'_> {
    /// A new delta joins a register: the others' heads are changed, its own place is given. The entry itself
    /// is added by the caller, when its row is there.
    pub(super) fn join_register(
        &mut self,
        subject: Key,
        slot: u32,
        delta: &Delta,
        rank: Rank,
    ) -> Result<u32> {
        // Most registers are set once.
        if !self.txn.has_entries(self.book, subject, slot)? {
            return Ok(1);
        }
        let fresh = Entry {
            id: delta.id,
            supersedes: delta.supersedes.clone(),
            rank,
        };
        self.fold(subject, slot, Some(fresh))
    }

    /// Works out a register's heads anew.
    pub(super) fn refold(&mut self, subject: Key, slot: u32) -> Result<()> {
        self.fold(subject, slot, None).map(|_| ())
    }

    /// Heads alone are the whole story for a device that begins as long as nothing older than its beginning
    /// comes to cover one of them: what covers what comes after it, what counts again, what settles. Then the
    /// register is fed again whole.
    fn fold(&mut self, subject: Key, slot: u32, fresh: Option<Entry>) -> Result<u32> {
        let fresh_id = fresh.as_ref().map(|entry| entry.id);
        let mut counting = Vec::from_iter(fresh);
        let mut seated = Vec::new();
        for row in self.txn.entries(self.book, subject, slot)? {
            let delta = self.read(row.key, &row.bytes)?;
            let counts = !row.withdrawn || self.is_confirmed(row.key, &delta)?;
            if counts {
                counting.push(entry(&row, &delta));
            }
            let id = delta.id;
            seated.push(Seated { row, id, counts });
        }
        let here: HashSet<DeltaId> = counting.iter().map(|entry| entry.id).collect();
        let settled = self.settled(subject, slot, fresh_id, &here)?;
        let heads = heads(&counting, &settled.settlements);
        let places: HashMap<DeltaId, u32> = heads.into_iter().zip(1..).collect();
        let own = fresh_id
            .and_then(|id| places.get(&id))
            .copied()
            .unwrap_or(0);
        let gives_way = |s: &Seated| s.counts && s.row.head > 0 && !places.contains_key(&s.id);
        let whole = !settled.by.is_empty()
            || match fresh_id {
                Some(_) => own == 0,
                None => seated.iter().any(gives_way),
            };
        // Reviews are needed wherever they count, so whoever began has all of them already.
        if whole && slot != Slot::Review.code() {
            let counting = seated.iter().filter(|s| s.counts);
            self.again.extend(counting.map(|s| s.row.key));
            self.again.extend(settled.by);
        }
        if !places.is_empty() && !seated.is_empty() && seated.iter().all(|s| s.row.head == 0) {
            self.revived.insert(subject);
        }
        for Seated { row, id, .. } in seated {
            let place = places.get(&id).copied().unwrap_or(0);
            if place != row.head {
                self.reseat(subject, slot, &row, place)?;
            }
        }
        Ok(own)
    }

    fn reseat(&mut self, subject: Key, slot: u32, row: &EntryRow, place: u32) -> Result<()> {
        self.txn
            .set_head(self.book, subject, slot, row.key, place)?;
        // Needed wherever it counts, head or not.
        if slot == Slot::Review.code() {
            return Ok(());
        }
        match (row.head, place) {
            (0, _) => {
                self.txn.set_needed(self.book, row.key, row.needed + 1)?;
                // A head again: devices that never got it, or dropped it, get it under a later number.
                self.again.insert(row.key);
            }
            (_, 0) => {
                self.txn
                    .set_needed(self.book, row.key, row.needed.saturating_sub(1))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether the decision that stands on a claim is a confirmation.
    pub(super) fn is_confirmed(&mut self, key: Key, delta: &Delta) -> Result<bool> {
        if !delta.body.is_claim() {
            return Ok(false);
        }
        let shown = self.txn.shown(self.book, key, Slot::Review.code())?;
        let Some((review, bytes)) = shown else {
            return Ok(false);
        };
        let review = self.read(review, &bytes)?;
        Ok(matches!(review.body, Body::Review(r) if r.decision == Decision::Confirmed))
    }

    /// A delta was withdrawn by `by`, for ever; unless it is confirmed, then that is a question.
    pub(super) fn withdraw(&mut self, target: DeltaId, by: Key) -> Result<()> {
        let target = self.key(target)?;
        self.txn.add_retraction(self.book, target, by)?;
        let Some(row) = self.txn.delta(self.book, target)? else {
            return Ok(());
        };
        if row.seq.is_none() {
            return Ok(());
        }
        let delta = self.read(target, &row.bytes)?;
        if matches!(delta.body, Body::Review(_) | Body::Settle(_)) {
            self.txn.set_needed(self.book, target, 0)?;
        }
        self.ask(target, &delta)?;
        match &delta.body {
            Body::Settle(settle) => {
                let stands = self.key(settle.stands)?;
                self.resettle_heads(stands)
            }
            _ => self.refold_with_consequences(&delta),
        }
    }

    /// The registers that a delta sets, and what follows from their heads.
    pub(super) fn refold_with_consequences(&mut self, delta: &Delta) -> Result<()> {
        self.refold_all(delta)?;
        match &delta.body {
            Body::Review(review) => review
                .claims
                .iter()
                .try_for_each(|claim| self.decided(*claim)),
            Body::Household(_) | Body::Resident(_) => self.resettle(delta),
            _ => Ok(()),
        }
    }

    fn refold_all(&mut self, delta: &Delta) -> Result<()> {
        for register in delta.registers() {
            let subject = self.key(register.subject)?;
            self.refold(subject, register.slot.code())?;
        }
        Ok(())
    }

    /// The decision on `claim` may have changed; if the claim was withdrawn, that decides whether it counts.
    pub(super) fn decided(&mut self, claim: DeltaId) -> Result<()> {
        let key = self.key(claim)?;
        if self.txn.retractions(self.book, key)?.is_empty() {
            return Ok(());
        }
        let Some(row) = self
            .txn
            .delta(self.book, key)?
            .filter(|row| row.seq.is_some())
        else {
            return Ok(());
        };
        let delta = self.read(key, &row.bytes)?;
        self.refold_all(&delta)?;
        self.ask(key, &delta)
    }

    /// A withdrawal of a confirmed claim is needed, as a question to police; any other is not.
    pub(super) fn ask(&mut self, target: Key, delta: &Delta) -> Result<()> {
        let questioned = u32::from(self.is_confirmed(target, delta)?);
        for by in self.txn.retractions(self.book, target)? {
            let Some(row) = self.txn.delta(self.book, by)? else {
                continue;
            };
            if row.needed != questioned {
                self.txn.set_needed(self.book, by, questioned)?;
                if questioned > 0 {
                    self.again.insert(by);
                }
            }
        }
        Ok(())
    }
}

fn entry(row: &EntryRow, delta: &Delta) -> Entry {
    let standing = Standing::Admitted {
        received_at: row.received_at,
        member: row.member,
        role: row.role,
    };
    Entry {
        id: delta.id,
        supersedes: delta.supersedes.clone(),
        rank: Rank::of(delta, &standing),
    }
}
