//! The tables against [`Ledger::state`]: registers, places, what is needed and what is fed.

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{DeltaRow, HeadRow, PlaceRow, Result, SettlementRow, Thing};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tungnha_core::fold::{Ledger, Standing, State};
use tungnha_core::{Admission, Body, Delta, DeltaId, Slot, Verdict};

/// Where every delta stands by the plain law.
type Standings = HashMap<Key, Option<Standing>>;

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
    let mut admissions: HashMap<i64, Admission> = HashMap::new();
    for receipt in desk.txn.admissions(desk.book)? {
        if let Ok(admission) = receipt.signed.admission() {
            ledger.admit(admission.clone());
            admissions.insert(receipt.number, admission);
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
    let mut standings = HashMap::with_capacity(deltas.len());
    for row in deltas {
        standings.insert(row.key, ledger.standing(desk.id(row.key)?));
    }
    check_rows(desk, deltas, &standings, &needed, faults)?;
    check_admissions(desk, deltas, &standings, &admissions, faults)?;
    check_settlements(desk, &ledger, &read, faults)?;
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
            // A device that begins gets every review that counts, so it needs what settles among them.
            Body::Settle(settle) if !withdrawn.contains(&delta.id) => {
                let reviews = ledger.deltas().get(&settle.stands);
                let reviews = reviews.is_some_and(|d| matches!(d.body, Body::Review(_)));
                usize::from(reviews && counts(settle.stands))
            }
            Body::Retract(retract) if state.questioned.contains(&retract.target) => {
                usize::from(counts(retract.target))
            }
            _ => continue,
        };
        if registers > 0 {
            needed.insert(*key, u32::try_from(registers).unwrap_or(u32::MAX));
        }
    }
    needed
}

fn check_rows(
    desk: &mut Desk<'_>,
    deltas: &[DeltaRow],
    standings: &Standings,
    needed: &BTreeMap<Key, u32>,
    faults: &mut Vec<String>,
) -> Result<()> {
    for row in deltas {
        if row.needed != needed.get(&row.key).copied().unwrap_or(0) {
            faults.push(format!(
                "delta {}: needed in {} registers",
                row.key.0, row.needed
            ));
        }
        let held = desk.txn.held_reason(desk.book, row.key)?;
        let lawful = match standings.get(&row.key).copied().flatten() {
            // A person has decided: it waits no more, and takes part in nothing.
            Some(Standing::Held(reason)) if reason.is_decided() => {
                if held.is_some() || row.seq.is_some() {
                    faults.push(format!("delta {}: decided, and waits still", row.key.0));
                }
                continue;
            }
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

/// A delta points to the admission by which it counts, or to one that holds it; a decision is in the book beside
/// what was signed about it.
fn check_admissions(
    desk: &mut Desk<'_>,
    deltas: &[DeltaRow],
    standings: &Standings,
    admissions: &HashMap<i64, Admission>,
    faults: &mut Vec<String>,
) -> Result<()> {
    for row in deltas {
        let id = desk.id(row.key)?;
        let by = admissions.get(&row.admission);
        let verdict = by.and_then(|a| a.verdict(id.counter).map(|verdict| (a, verdict)));
        let standing = standings.get(&row.key).copied().flatten();
        let fits = match verdict {
            Some((a, Verdict::Admitted)) => {
                standing
                    == Some(Standing::Admitted {
                        received_at: a.received_at,
                        member: a.member,
                        role: a.role,
                    })
            }
            Some((_, Verdict::Held(_))) => matches!(standing, Some(Standing::Held(_))),
            None => false,
        };
        if !fits || by.is_some_and(|a| a.incarnation != id.incarnation) {
            faults.push(format!("delta {}: not by its admission", row.key.0));
        }
    }
    let mut number = 0;
    for decision in desk.txn.decisions(desk.book)? {
        let id = desk.id(decision.key)?;
        let fits = admissions.get(&decision.admission).is_some_and(|a| {
            (a.incarnation, a.first, a.last, a.member)
                == (id.incarnation, id.counter, id.counter, decision.member)
        });
        if !fits || decision.number <= number {
            faults.push(format!("decision {}: not what was signed", decision.number));
        }
        number = decision.number;
    }
    Ok(())
}

/// The settlements are those that count.
fn check_settlements(
    desk: &mut Desk<'_>,
    ledger: &Ledger,
    read: &HashMap<Key, Delta>,
    faults: &mut Vec<String>,
) -> Result<()> {
    let mut lawful = BTreeSet::new();
    for (by, delta) in read {
        let Body::Settle(settle) = &delta.body else {
            continue;
        };
        if !ledger.standing(delta.id).is_some_and(|s| s.counts()) {
            continue;
        }
        let (by, stands) = (*by, desk.key(settle.stands)?);
        for over in &settle.over {
            let over = desk.key(*over)?;
            lawful.insert(SettlementRow { over, stands, by });
        }
    }
    let stored: BTreeSet<SettlementRow> = desk.txn.settlements(desk.book)?.into_iter().collect();
    for row in lawful.symmetric_difference(&stored) {
        faults.push(format!("settlement {}: not what counts", row.by.0));
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
                    .map_or(Key::NOWHERE, |place| place.hamlet);
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
