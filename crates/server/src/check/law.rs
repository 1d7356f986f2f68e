//! The sums by the plain law of the fold, for tests: what a device would say.

use std::collections::BTreeMap;
use tungnha_core::body::{SUMMED, Visibility};
use tungnha_core::fold::Ledger;
use tungnha_core::{Body, Delta, DeltaId, RegisterKey, Slot, Subject};
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
    let hamlet_of = |subject: &Delta| match subject.subject() {
        Subject::Hamlet(id) => shown(id, Slot::Hamlet).map(|_| id),
        Subject::Household(id) => hamlet_of_door(id),
        Subject::Resident(id) => match shown(id, Slot::Resident).map(|d| &d.body) {
            Some(Body::Resident(b)) => hamlet_of_door(b.household),
            _ => None,
        },
        Subject::Frame | Subject::Deltas(_) => None,
    };
    let mut sums: BTreeMap<DeltaId, Sum> = BTreeMap::new();
    for head in state.registers.values().flatten() {
        let delta = &ledger.deltas()[head];
        let kind = delta.body.kind();
        let summed = kind <= kinds
            && SUMMED
                .iter()
                .any(|(from, to)| (*from..=*to).contains(&kind));
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
