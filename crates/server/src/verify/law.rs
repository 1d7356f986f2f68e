//! The tables against [`Ledger::state`]: registers, places, what is needed and what is fed.

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{DeltaRow, HeadRow, PlaceRow, Result, Thing};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tungnha_core::fold::{Ledger, Standing, State};
use tungnha_core::{Body, Delta, DeltaId, Slot};

/// Adds what does not fit; gives how many registers have heads.
pub(super) fn check(
    desk: &mut Desk<'_>,
    deltas: &[DeltaRow],
    faults: &mut Vec<String>,
) -> Result<usize> {
    let mut ledger = Ledger::new(None);
    let mut read: HashMap<Key, Delta> = HashMap::new();
    for row in deltas {
        let id = desk.id(row.key)?;
        // What is not readable is held, which is checked below.
        if let Ok(delta) = Delta::from_bytes(id, &row.bytes) {
            read.insert(row.key, delta.clone());
            ledger.add(delta);
        }
    }
    for receipt in desk.txn.admissions(desk.book)? {
        if let Ok(admission) = receipt.signed.admission() {
            ledger.admit(admission);
        }
    }
    let state = ledger.state();

    let mut lawful: BTreeSet<HeadRow> = BTreeSet::new();
    for (register, heads) in &state.registers {
        let subject = desk.key(register.subject)?;
        for (head, place) in heads.iter().zip(1..) {
            lawful.insert(HeadRow {
                subject,
                slot: register.slot.code(),
                head: place,
                key: desk.key(*head)?,
            });
        }
    }
    let stored: BTreeSet<HeadRow> = desk.txn.heads(desk.book)?.into_iter().collect();
    for row in lawful.symmetric_difference(&stored) {
        let whose = if stored.contains(row) {
            "the table"
        } else {
            "the law"
        };
        faults.push(format!(
            "register {}/{}: only {whose} has {}",
            row.subject.0, row.slot, row.key.0
        ));
    }

    let needed = needed(&ledger, &state, &lawful, &read);
    check_rows(desk, deltas, &ledger, &needed, faults)?;
    check_places(desk, &lawful, &read, faults)?;
    Ok(state.registers.len())
}

/// What a device that begins needs: heads; reviews wherever they count; withdrawals that are questions.
fn needed(
    ledger: &Ledger,
    state: &State,
    lawful: &BTreeSet<HeadRow>,
    read: &HashMap<Key, Delta>,
) -> BTreeMap<Key, u32> {
    let counts = |id| ledger.standing(id).is_some_and(|s: Standing| s.counts());
    let withdrawn: BTreeSet<DeltaId> = read
        .values()
        .filter(|delta| counts(delta.id))
        .filter_map(|delta| match &delta.body {
            Body::Retract(retract) => Some(retract.target),
            _ => None,
        })
        .collect();
    let mut needed: BTreeMap<Key, u32> = BTreeMap::new();
    for row in lawful.iter().filter(|row| row.slot != Slot::Review.code()) {
        *needed.entry(row.key).or_default() += 1;
    }
    for (key, delta) in read.iter().filter(|(_, delta)| counts(delta.id)) {
        let registers = match &delta.body {
            Body::Review(_) if !withdrawn.contains(&delta.id) => delta.registers().len(),
            Body::Retract(retract) if state.questioned.contains(&retract.target) => {
                usize::from(counts(retract.target))
            }
            _ => continue,
        };
        needed.insert(*key, u32::try_from(registers).unwrap_or(u32::MAX));
    }
    needed
}

fn check_rows(
    desk: &mut Desk<'_>,
    deltas: &[DeltaRow],
    ledger: &Ledger,
    needed: &BTreeMap<Key, u32>,
    faults: &mut Vec<String>,
) -> Result<()> {
    for row in deltas {
        let id = desk.id(row.key)?;
        if row.needed != needed.get(&row.key).copied().unwrap_or(0) {
            faults.push(format!(
                "delta {}: needed in {} registers",
                row.key.0, row.needed
            ));
        }
        let held = desk.txn.held_reason(desk.book, row.key)?;
        let lawful = match ledger.standing(id) {
            Some(Standing::Held(reason)) => Some(reason),
            Some(_) => None,
            // Not readable: the receipt is asked through the inbox alone.
            None => held,
        };
        if held != lawful || held.is_some() != row.seq.is_none() {
            faults.push(format!(
                "delta {}: its receipt and its place differ",
                row.key.0
            ));
        }
        if let Some(seq) = row.seq {
            let live = desk.txn.fed_to(desk.book, seq, row.copies)?;
            if u32::try_from(live.len()) != Ok(row.copies) || !live.contains(&row.hamlet) {
                faults.push(format!("delta {}: its feed rows do not fit", row.key.0));
            }
        }
    }
    Ok(())
}

/// A place must be what the shown head says; a thing whose every statement was withdrawn stays where it was.
fn check_places(
    desk: &mut Desk<'_>,
    heads: &BTreeSet<HeadRow>,
    read: &HashMap<Key, Delta>,
    faults: &mut Vec<String>,
) -> Result<()> {
    let places: HashMap<Key, PlaceRow> = desk
        .txn
        .places(desk.book)?
        .into_iter()
        .map(|place| (place.subject, place))
        .collect();
    for head in heads.iter().filter(|row| row.head == 1) {
        let Some(delta) = read.get(&head.key) else {
            continue;
        };
        let lawful = match &delta.body {
            Body::Hamlet(_) => (Thing::Hamlet, head.subject, Key::NONE),
            Body::Household(b) => (Thing::Household, desk.key(b.hamlet)?, Key::NONE),
            Body::Resident(b) => {
                let household = desk.key(b.household)?;
                let hamlet = places
                    .get(&household)
                    .map_or(Key::NONE, |place| place.hamlet);
                (Thing::Resident, hamlet, household)
            }
            _ => continue,
        };
        let stored = places
            .get(&head.subject)
            .map(|p| (p.thing, p.hamlet, p.household));
        if stored != Some(lawful) {
            faults.push(format!(
                "place {}: not where its register says",
                head.subject.0
            ));
        }
    }
    Ok(())
}
