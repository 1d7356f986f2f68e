//! What a reviewer decided about a disagreement: which head stands, and which give way to it.

use super::Entry;
use crate::delta::Delta;
use crate::id::DeltaId;
use std::collections::{BTreeMap, BTreeSet};

/// A settlement that counts and that nobody withdrew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settlement {
    /// The head that stands.
    pub stands: DeltaId,
    /// The heads that its author saw and that give way.
    pub over: Vec<DeltaId>,
}

impl Settlement {
    /// The settlement that `delta` makes; `None` for every other kind.
    pub fn of(delta: &Delta) -> Option<Self> {
        match &delta.body {
            crate::Body::Settle(settle) => Some(Self {
                stands: settle.stands,
                over: settle.over.clone(),
            }),
            _ => None,
        }
    }
}

/// The entries of one register that give way. A settlement holds as long as what it lets stand does:
/// withdrawn, the others are heads again. Two settlements against each other, made without knowledge of
/// one another, cancel: the disagreement is open again, and nothing is hidden.
pub(super) fn giving_way(entries: &[Entry], settlements: &[Settlement]) -> BTreeSet<DeltaId> {
    let here: BTreeSet<DeltaId> = entries.iter().map(|e| e.id).collect();
    let mut settled: BTreeSet<(DeltaId, DeltaId)> = BTreeSet::new();
    for settlement in settlements.iter().filter(|s| here.contains(&s.stands)) {
        let over = settlement.over.iter().filter(|id| here.contains(id));
        settled.extend(over.map(|id| (settlement.stands, *id)));
    }
    if settled.is_empty() {
        return BTreeSet::new();
    }
    let mut covers: BTreeMap<DeltaId, Vec<DeltaId>> = BTreeMap::new();
    for (stands, over) in &settled {
        covers.entry(*stands).or_default().push(*over);
    }
    for entry in entries {
        let older = entry.supersedes.iter().filter(|id| here.contains(id));
        covers.entry(entry.id).or_default().extend(older);
    }
    settled
        .into_iter()
        .filter(|(stands, over)| !reaches(&covers, *over, *stands))
        .map(|(_, over)| over)
        .collect()
}

fn reaches(covers: &BTreeMap<DeltaId, Vec<DeltaId>>, from: DeltaId, to: DeltaId) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(id) = next.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            next.extend(covers.get(&id).into_iter().flatten());
        }
    }
    false
}
