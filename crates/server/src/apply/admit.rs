//! One admitted delta into the tables.

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{AdmissionRow, DeltaRow, HamletUnitRow, PlaceRow, Result, Thing};
use tungnha_core::body::Visibility;
use tungnha_core::fold::{Rank, Standing};
use tungnha_core::{Body, Delta, Slot, Subject};
use tungnha_protocol::hash::Hash;

impl AdmissionRow {
    /// How what it admits stands.
    pub(super) const fn standing(&self) -> Standing {
        Standing::Admitted {
            received_at: self.received_at,
            member: self.member,
            role: self.role,
        }
    }
}

/// How a delta comes to count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Coming {
    /// New, and nothing that speaks of it came before it; but a review, which waits harmlessly.
    InOrder,
    /// New to these tables, though others may have spoken of it: a restored server is told again in any order.
    Late,
    /// Out of the inbox: its row is there, and others may have spoken of it.
    FromInbox,
}

impl Desk<'_> {
    /// Adds an admitted delta: its row, its place in the feed, its registers, and what follows from it.
    pub(crate) fn admit(
        &mut self,
        delta: &Delta,
        bytes: Vec<u8>,
        leaf: &Hash,
        receipt: &AdmissionRow,
        coming: Coming,
    ) -> Result<()> {
        let key = self.key(delta.id)?;
        let rank = Rank::of(delta, &receipt.standing());
        let withdrawn = coming != Coming::InOrder && self.is_withdrawn(key, delta)?;
        let mut registers = Vec::new();
        for register in delta.registers() {
            let subject = self.key(register.subject)?;
            let slot = register.slot.code();
            let place = if withdrawn {
                0
            } else {
                self.join_register(subject, slot, delta, rank)?
            };
            registers.push((subject, slot, place));
        }
        let subject = self.subject_of(delta)?;
        let visibility = self.visibility_of(delta)?;
        let hamlets = self.hamlets_of(delta)?;
        let (seq, copies) = self.next_numbers(&hamlets);
        let row = DeltaRow {
            key,
            kind: delta.body.kind(),
            subject,
            hamlet: hamlets.first().copied().unwrap_or(Key::NONE),
            visibility,
            stamped: delta.stamped,
            admission: receipt.number,
            seq: Some(seq),
            copies,
            needed: if withdrawn {
                0
            } else {
                needed(delta, &registers)
            },
            bytes,
            leaf: *leaf,
        };
        match coming {
            Coming::FromInbox => self.txn.restand(self.book, &row)?,
            Coming::InOrder | Coming::Late => self.txn.add_delta(self.book, &row)?,
        }
        self.feed_rows(key, visibility, leaf, seq, &hamlets)?;
        for (subject, slot, place) in registers {
            self.txn.add_entry(self.book, subject, slot, key, place)?;
        }
        self.follow_up(delta, key)?;
        if coming == Coming::InOrder {
            return Ok(());
        }
        self.answered_before(delta, key)
    }

    /// What an admitted delta changes beyond its own registers.
    fn follow_up(&mut self, delta: &Delta, key: Key) -> Result<()> {
        let begun = |thing, hamlet, household| PlaceRow {
            subject: key,
            thing,
            hamlet,
            household,
        };
        match &delta.body {
            Body::Campaign(b) if b.of.is_none() => {
                self.begin(begun(Thing::Campaign, Key::NONE, Key::NONE))
            }
            Body::Milestone(b) if b.of.is_none() => {
                self.begin(begun(Thing::Milestone, Key::NONE, Key::NONE))
            }
            Body::Hamlet(b) if b.of.is_none() => {
                // A hamlet begins in the unit whose roll the book is; reforms date what comes after.
                if let Some(unit) = self.txn.book(self.book)?.unit {
                    let row = HamletUnitRow {
                        hamlet: key,
                        unit,
                        valid_from: String::new(),
                        valid_to: None,
                    };
                    self.txn.put_hamlet_unit(self.book, &row)?;
                }
                self.begin(begun(Thing::Hamlet, key, Key::NONE))
            }
            Body::Household(b) => match b.of {
                None => {
                    let hamlet = self.key(b.hamlet)?;
                    self.begin(begun(Thing::Household, hamlet, Key::NONE))
                }
                Some(household) => {
                    let household = self.key(household)?;
                    self.settle_place(household, Slot::Household)
                }
            },
            Body::Resident(b) => match b.of {
                None => {
                    let household = self.key(b.household)?;
                    let hamlet = self.hamlet_of(household)?;
                    self.begin(begun(Thing::Resident, hamlet, household))
                }
                Some(resident) => {
                    let resident = self.key(resident)?;
                    self.settle_place(resident, Slot::Resident)
                }
            },
            Body::Review(b) => b.claims.iter().try_for_each(|claim| self.decided(*claim)),
            Body::Retract(b) => self.withdraw(b.target, key),
            Body::Settle(b) => self.settle(b, key),
            _ => Ok(()),
        }
    }

    /// The resident, household or hamlet that a delta hangs on.
    pub(super) fn subject_of(&mut self, delta: &Delta) -> Result<Key> {
        match delta.subject() {
            Subject::Frame => Ok(Key::NONE),
            Subject::Hamlet(id) | Subject::Household(id) | Subject::Resident(id) => self.key(id),
            Subject::Deltas(named) => named
                .first()
                .map_or(Ok(Key::NONE), |first| self.subject_at(*first)),
        }
    }

    fn subject_at(&mut self, id: tungnha_core::DeltaId) -> Result<Key> {
        let key = self.key(id)?;
        let row = self.txn.delta(self.book, key)?;
        Ok(row.map_or(Key::NONE, |row| row.subject))
    }

    /// Who may hold a delta: a retraction is as visible as what it withdraws, a settlement as what it lets stand.
    pub(super) fn visibility_of(&mut self, delta: &Delta) -> Result<Visibility> {
        let named = match &delta.body {
            Body::Retract(retract) => retract.target,
            Body::Settle(settle) => settle.stands,
            _ => return Ok(delta.body.visibility()),
        };
        let named = self.key(named)?;
        let row = self.txn.delta(self.book, named)?;
        Ok(row.map_or(Visibility::Restricted, |row| row.visibility))
    }
}

/// In how many registers a device that begins needs the new delta: where it is a head. A review is needed
/// wherever it counts: it may be a head for one claim and superseded, by something a beginner would not get,
/// for another.
fn needed(delta: &Delta, registers: &[(Key, u32, u32)]) -> u32 {
    let reviews = matches!(delta.body, Body::Review(_));
    let heads = registers
        .iter()
        .filter(|(_, _, place)| reviews || *place > 0);
    u32::try_from(heads.count()).unwrap_or(u32::MAX)
}
