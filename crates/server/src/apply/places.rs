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
        let before = self.place(subject)?;
        let appears = self.revived.remove(&subject) || self.leaves_the_hidden(before, place)?;
        if before != Some(place) {
            self.move_to(place)?;
        }
        // Devices that began or left in between dropped what hangs on it.
        if appears && before.is_some_and(|before| before.hamlet == place.hamlet) {
            self.take_all_along(place)?;
        }
        self.share(subject, slot)
    }

    /// Whether somebody leaves a household of which nothing is left, and who lives there is shown nowhere.
    fn leaves_the_hidden(&self, before: Option<PlaceRow>, now: PlaceRow) -> Result<bool> {
        match before {
            Some(before) if before.household != Key::NONE && before.household != now.household => {
                let slot = Slot::Household.code();
                let shown = self.txn.shown(self.book, before.household, slot)?;
                Ok(shown.is_none())
            }
            _ => Ok(false),
        }
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

    /// A thing begins where its first statement says, unless others have said already where it stands now.
    pub(super) fn begin(&mut self, place: PlaceRow) -> Result<()> {
        let slot = match place.thing {
            Thing::Household => Slot::Household,
            Thing::Resident => Slot::Resident,
            _ => return self.move_to(place),
        };
        if self.place(place.subject)?.is_some() {
            return self.settle_place(place.subject, slot);
        }
        self.move_to(place)
    }

    fn move_to(&mut self, place: PlaceRow) -> Result<()> {
        let hamlet_before = self.hamlet_of(place.subject)?;
        self.put_place(place)?;
        if hamlet_before == place.hamlet {
            return Ok(());
        }
        if hamlet_before == Key::NOWHERE {
            self.begun.insert(place.subject);
            // Nothing can hang on what has only now begun, but after a restore.
            if !self.has_nowhere()? {
                return Ok(());
            }
        }
        self.take_all_along(place)
    }

    /// A thing with everything that hangs on it, residents and theirs included.
    fn take_all_along(&mut self, place: PlaceRow) -> Result<()> {
        self.take_along(place.subject)?;
        if place.thing == Thing::Household {
            for resident in self.txn.residents(self.book, place.subject)? {
                if let Some(row) = self.place(resident)? {
                    self.put_place(PlaceRow {
                        hamlet: place.hamlet,
                        ..row
                    })?;
                    if row.hamlet == Key::NOWHERE {
                        self.begun.insert(resident);
                    }
                }
                self.take_along(resident)?;
            }
            for resident in self.txn.named_in(self.book, place.subject)? {
                self.share_all(resident, Slot::Resident)?;
            }
        }
        Ok(())
    }

    /// Nearly always nothing is fed to nobody; then what begins need not be asked who has spoken of it.
    fn has_nowhere(&mut self) -> Result<bool> {
        if let Some(any) = self.any_nowhere {
            return Ok(any);
        }
        let any = self.txn.has_nowhere(self.book)?;
        self.any_nowhere = Some(any);
        Ok(any)
    }

    /// What settles among decisions on claims, with what withdraws that.
    pub(super) fn take_settlements(&mut self, decision: Key) -> Result<()> {
        if !self.has_settlements()? {
            return Ok(());
        }
        for settlement in self.txn.settlements_naming(self.book, decision)? {
            self.again.insert(settlement.by);
            let by = self.txn.retractions(self.book, settlement.by)?;
            self.again.extend(by);
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
                self.take_settlements(decision.key)?;
            }
        }
        Ok(())
    }
}
