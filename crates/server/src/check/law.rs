//! The sums by the plain law of the fold, for tests: what a device would say.

use std::collections::BTreeMap;
use tungnha_core::body::Visibility;
use tungnha_core::fold::Ledger;
use tungnha_core::{Body, Delta, DeltaId, RegisterKey, Slot};
use tungnha_protocol::Sum;

/// The sum of every hamlet in which something stands.
pub fn sums(ledger: &Ledger, kinds: u16, visibility: Visibility) -> BTreeMap<DeltaId, Sum> {
    let state = ledger.state();
    let shown = |subject, slot| {
        let heads = state.registers.get(&RegisterKey { subject, slot })?;
        heads.first().and_then(|id| ledger.deltas().get(id))
    };
    let hamlet_of_door = |door| match shown(door, Slot::Household).map(|d| &d.body) {
        Some(Body::Household(b)) => Some(b.hamlet),
        _ => None,
    };
    let hamlet_of = |subject| match thing(subject) {
        Subject::Hamlet(id) => shown(id, Slot::Hamlet).map(|_| id),
        Subject::Door(id) => hamlet_of_door(id),
        Subject::Person(id) => match shown(id, Slot::Resident).map(|d| &d.body) {
            Some(Body::Resident(b)) => hamlet_of_door(b.household),
            _ => None,
        },
        Subject::None => None,
    };
    let mut sums: BTreeMap<DeltaId, Sum> = BTreeMap::new();
    for head in state.registers.values().flatten() {
        let delta = &ledger.deltas()[head];
        let summed = (4..=12.min(kinds)).contains(&delta.body.kind());
        if !summed || delta.body.visibility() > visibility {
            continue;
        }
        let Some(hamlet) = hamlet_of(delta) else {
            continue;
        };
        let sum = sums.entry(hamlet).or_default();
        sum.add_head(*head, &delta.to_bytes());
        if delta.body.is_claim()
            && let Some(review) = shown(*head, Slot::Review)
        {
            sum.add_decision(*head, review.id);
        }
    }
    sums
}

enum Subject {
    Hamlet(DeltaId),
    Door(DeltaId),
    Person(DeltaId),
    None,
}

fn thing(delta: &Delta) -> Subject {
    match &delta.body {
        Body::Hamlet(b) => Subject::Hamlet(b.of.unwrap_or(delta.id)),
        Body::Household(b) => Subject::Door(b.of.unwrap_or(delta.id)),
        Body::Visit(b) => Subject::Door(b.household),
        Body::Resident(b) => Subject::Person(b.of.unwrap_or(delta.id)),
        Body::Residency(b) => Subject::Person(b.resident),
        Body::Identity(b) => Subject::Person(b.resident),
        Body::Account(b) => Subject::Person(b.resident),
        Body::Absence(b) => Subject::Person(b.resident),
        Body::Notice(b) => Subject::Person(b.resident),
        _ => Subject::None,
    }
}
