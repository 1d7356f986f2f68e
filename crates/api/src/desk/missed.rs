//! Appointments that somebody missed, as whoever made them sees it.

use crate::ApiError;
use crate::payload::*;
use crate::view::Frame;
use tungnha_core::Instant;
use tungnha_store::Txn;
use tungnha_store::read::Scope;

/// Own appointments that were missed and that nothing took the place of, the oldest first.
pub(crate) fn own_missed(txn: &Txn<'_>, now: Instant) -> Result<Vec<MissedCard>, ApiError> {
    let rows = txn.own_missed()?;
    let frame = Frame::of(txn, now)?;
    let mut cards = Vec::new();
    for row in rows {
        let Some(person) = txn.residents(Scope::Resident(row.resident))?.pop() else {
            continue;
        };
        if !frame
            .missed(&person)
            .iter()
            .any(|one| one.purpose == row.purpose)
        {
            continue;
        }
        let door = txn.households(Scope::Household(person.household))?.pop();
        let (lane, house) = door.map(|door| (door.lane, door.house)).unwrap_or_default();
        cards.push(MissedCard {
            appointment: txn.id(row.key)?.to_string(),
            resident: txn.id(person.key)?.to_string(),
            household: txn.id(person.household)?.to_string(),
            hamlet: txn.hamlet_name(person.hamlet)?.unwrap_or_default(),
            name: person.name,
            lane,
            house,
            purpose: row.purpose.name().into(),
            at: row.at,
        });
    }
    Ok(cards)
}
