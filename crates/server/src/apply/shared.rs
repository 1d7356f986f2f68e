//! A thing that stands in several hamlets at once, as several people say who have not seen each other's word.
//!
//! A device that holds one of those words must hold all of them, and what was settled among them: a hamlet that
//! a losing one names would otherwise show a door or a person that stands elsewhere.

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::Result;
use std::collections::{BTreeSet, HashSet};
use tungnha_core::{Body, Delta, DeltaId, Slot};

impl Desk<'_> {
    /// Besides where a household's or resident's delta itself says that the thing stands: where those say so that
    /// nobody has replaced, and those that it replaces itself.
    pub(super) fn said_elsewhere(&mut self, delta: &Delta) -> Result<Vec<Key>> {
        let (id, slot) = match &delta.body {
            Body::Household(b) => (b.of.unwrap_or(delta.id), Slot::Household),
            Body::Resident(b) => (b.of.unwrap_or(delta.id), Slot::Resident),
            _ => return Ok(Vec::new()),
        };
        let subject = self.key(id)?;
        // Nobody has said anything of what only now begins.
        if self.place(subject)?.is_none() {
            return Ok(Vec::new());
        }
        let mut hamlets = Vec::new();
        for (other, open) in self.said_of(subject, slot)? {
            if open || delta.supersedes.contains(&other.id) {
                hamlets.push(self.said_hamlet(&other)?);
            }
        }
        Ok(hamlets)
    }

    /// After a household's or resident's register changed: if what nobody has replaced names several hamlets, all
    /// that was said there is fed again, to all of them.
    pub(super) fn share(&mut self, subject: Key, slot: Slot) -> Result<()> {
        let said = self.said_of(subject, slot)?;
        if said.len() < 2 {
            return Ok(());
        }
        let mut hamlets = BTreeSet::new();
        for (delta, open) in &said {
            // When that household moves, this goes along.
            if let Body::Resident(b) = &delta.body {
                let household = self.key(b.household)?;
                self.txn.name_household(self.book, household, subject)?;
            }
            if *open {
                hamlets.insert(self.said_hamlet(delta)?);
            }
        }
        if hamlets.len() < 2 {
            return Ok(());
        }
        self.share_all(subject, slot)
    }

    /// Feeds all that was said in a register again, with what withdraws it and settles among it.
    pub(super) fn share_all(&mut self, subject: Key, slot: Slot) -> Result<()> {
        for row in self.txn.entries(self.book, subject, slot.code())? {
            self.again.insert(row.key);
            let by = self.txn.retractions(self.book, row.key)?;
            self.again.extend(by);
            self.take_settlements(row.key)?;
        }
        Ok(())
    }

    /// What was said in a register, and whether nobody has replaced or withdrawn it: then it is a head, unless
    /// it was settled otherwise.
    fn said_of(&mut self, subject: Key, slot: Slot) -> Result<Vec<(Delta, bool)>> {
        let entries = self.txn.entries(self.book, subject, slot.code())?;
        let mut replaced: HashSet<DeltaId> = HashSet::new();
        let mut said = Vec::with_capacity(entries.len());
        for row in entries {
            let delta = self.read(row.key, &row.bytes)?;
            if !row.withdrawn {
                replaced.extend(
                    delta
                        .supersedes
                        .iter()
                        .filter(|id| **id != delta.id)
                        .copied(),
                );
            }
            said.push((delta, row.withdrawn, row.head));
        }
        let open = |(delta, withdrawn, head): (Delta, bool, u32)| {
            let open = head > 0 || !withdrawn && !replaced.contains(&delta.id);
            (delta, open)
        };
        Ok(said.into_iter().map(open).collect())
    }

    /// The hamlet in which a thing stands as this delta alone says it.
    fn said_hamlet(&mut self, delta: &Delta) -> Result<Key> {
        match &delta.body {
            Body::Household(b) => self.key(b.hamlet),
            Body::Resident(b) => {
                let household = self.key(b.household)?;
                self.hamlet_of(household)
            }
            _ => Ok(Key::NOWHERE),
        }
    }
}
