//! Where things stand follows from their registers: a household says its hamlet, a resident's hamlet comes
//! from the household only, and whatever hangs on either goes along.

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{PlaceRow, Result, StorageError, Thing};
use tungnha_core::{Body, Delta, Slot};

impl Desk<'_> {
    /// After a household's or resident's register changed: its place as the shown head says.
    pub(super) fn settle_place(&mut self, subject: Key, slot: Slot) -> Result<()> {
        let Some((shown, bytes)) = self.txn.shown(self.book, subject, slot.code())? else {
            // Everything said of it was withdrawn: it stays where it was last.
            return Ok(());
        };
        let place = match self.read(shown, &bytes)?.body {
            Body::Household(b) => PlaceRow {
                subject,
                thing: Thing::Household,
                hamlet: self.key(b.hamlet)?,
                household: Key::NONE,
            },
            Body::Resident(b) => {
                let household = self.key(b.household)?;
                PlaceRow {
                    subject,
                    thing: Thing::Resident,
                    hamlet: self.hamlet_of(household)?,
                    household,
                }
            }
            _ => {
                return Err(StorageError::Inconsistent(
                    "a register with another kind's delta",
                ));
            }
        };
        if self.place(subject)? == Some(place) {
            return Ok(());
        }
        self.move_to(place)
    }

    /// After a withdrawal of what says a place.
    pub(super) fn resettle(&mut self, delta: &Delta) -> Result<()> {
        let (id, slot) = match &delta.body {
            Body::Household(b) => (b.of.unwrap_or(delta.id), Slot::Household),
            Body::Resident(b) => (b.of.unwrap_or(delta.id), Slot::Resident),
            _ => return Ok(()),
        };
        let subject = self.key(id)?;
        self.settle_place(subject, slot)
    }

    fn move_to(&mut self, place: PlaceRow) -> Result<()> {
        let hamlet_before = self.hamlet_of(place.subject)?;
        self.put_place(place)?;
        if hamlet_before == place.hamlet {
            return Ok(());
        }
        self.take_along(place.subject)?;
        if place.thing == Thing::Household {
            for resident in self.txn.residents(self.book, place.subject)? {
                if let Some(row) = self.place(resident)? {
                    self.put_place(PlaceRow {
                        hamlet: place.hamlet,
                        ..row
                    })?;
                }
                self.take_along(resident)?;
            }
        }
        Ok(())
    }

    /// Everything that hangs on `subject` is fed again where it now stands, also what is superseded: a device
    /// of the new hamlet may hold a piece from earlier. The decisions on claims go along, with what withdraws them.
    fn take_along(&mut self, subject: Key) -> Result<()> {
        for key in self.txn.keys_of(self.book, subject)? {
            self.again.insert(key);
            for decision in self.txn.entries(self.book, key, Slot::Review.code())? {
                self.again.insert(decision.key);
                if decision.withdrawn {
                    let by = self.txn.retractions(self.book, decision.key)?;
                    self.again.extend(by);
                }
            }
        }
        Ok(())
    }
}
