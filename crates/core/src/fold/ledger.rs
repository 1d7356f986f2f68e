//! The fold over everything at once: the plain statement of the law, against which the incremental
//! tables of device and server are verified.

use super::{Entry, Rank, Settlement, Standing, heads};
use crate::admission::{Admission, Verdict};
use crate::body::Body;
use crate::delta::Delta;
use crate::id::{DeltaId, Incarnation};
use crate::register::RegisterKey;
use crate::words::Decision;
use std::collections::{BTreeMap, BTreeSet};

/// Deltas and admissions, in no order, each once however often it was added.
#[derive(Clone, Default, Debug)]
pub struct Ledger {
    deltas: BTreeMap<DeltaId, Delta>,
    admissions: Vec<Admission>,
    own: BTreeSet<Incarnation>,
}

/// What the ledger says: every register's heads, the one to show first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// Registers that have at least one head.
    pub registers: BTreeMap<RegisterKey, Vec<DeltaId>>,
    /// Targets whose retraction is a question to police, since they are confirmed.
    pub questioned: BTreeSet<DeltaId>,
}

impl Ledger {
    /// An empty ledger of a replica whose own deltas are those of `own` (none for a server).
    pub fn new(own: Option<Incarnation>) -> Self {
        Self {
            own: own.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The replica speaks under this name too: several officers may keep one file.
    pub fn add_own(&mut self, own: Incarnation) {
        self.own.insert(own);
    }

    /// Adds a delta; the second copy changes nothing.
    pub fn add(&mut self, delta: Delta) {
        self.deltas.entry(delta.id).or_insert(delta);
    }

    /// Adds an admission; the second copy changes nothing.
    pub fn admit(&mut self, admission: Admission) {
        if !self.admissions.contains(&admission) {
            self.admissions.push(admission);
        }
    }

    /// The deltas it holds, by name.
    pub fn deltas(&self) -> &BTreeMap<DeltaId, Delta> {
        &self.deltas
    }

    /// Where a delta stands: the earliest admission that admits it; else held; else this device's own
    /// unsent; `None` for a foreign delta whose admission has not arrived, which does not count yet.
    pub fn standing(&self, id: DeltaId) -> Option<Standing> {
        let about = self
            .admissions
            .iter()
            .filter(|a| a.incarnation == id.incarnation)
            .filter_map(|a| a.verdict(id.counter).map(|v| (a, v)));
        let admitted = about
            .clone()
            .filter(|(_, v)| *v == Verdict::Admitted)
            .map(|(a, _)| a)
            .min_by_key(|a| (a.received_at, a.role.code(), a.member));
        if let Some(a) = admitted {
            return Some(Standing::Admitted {
                received_at: a.received_at,
                member: a.member,
                role: a.role,
            });
        }
        about
            .filter_map(|(_, v)| match v {
                Verdict::Held(reason) => Some(reason),
                Verdict::Admitted => None,
            })
            .max()
            .map(Standing::Held)
            .or(self
                .own
                .contains(&id.incarnation)
                .then_some(Standing::Unsent))
    }

    /// The state: one pass over the deltas, one over the registers.
    pub fn state(&self) -> State {
        let mut by_register: BTreeMap<RegisterKey, Vec<Entry>> = BTreeMap::new();
        let mut retracted = BTreeSet::new();
        let mut settling = Vec::new();
        for delta in self.deltas.values() {
            let Some(standing) = self.standing(delta.id).filter(Standing::counts) else {
                continue;
            };
            if let Body::Retract(retract) = &delta.body {
                retracted.insert(retract.target);
            }
            settling.extend(Settlement::of(delta).map(|settlement| (delta.id, settlement)));
            for key in delta.registers() {
                by_register.entry(key).or_default().push(Entry {
                    id: delta.id,
                    supersedes: delta.supersedes.clone(),
                    rank: Rank::of(delta, &standing),
                });
            }
        }
        let settlements: Vec<Settlement> = settling
            .into_iter()
            .filter(|(id, _)| !retracted.contains(id))
            .map(|(_, settlement)| settlement)
            .collect();
        let confirmed = self.confirmed(&by_register, &retracted, &settlements);
        let registers = by_register
            .into_iter()
            .filter_map(|(key, mut entries)| {
                entries.retain(|e| !retracted.contains(&e.id) || confirmed.contains(&e.id));
                let heads = heads(&entries, &settlements);
                (!heads.is_empty()).then_some((key, heads))
            })
            .collect();
        State {
            registers,
            questioned: retracted.intersection(&confirmed).copied().collect(),
        }
    }

    /// Claims whose decision, after withdrawn decisions are left out, is a confirmation. A decision is
    /// itself never confirmed by another, so this does not turn in circles.
    fn confirmed(
        &self,
        by_register: &BTreeMap<RegisterKey, Vec<Entry>>,
        retracted: &BTreeSet<DeltaId>,
        settlements: &[Settlement],
    ) -> BTreeSet<DeltaId> {
        let mut confirmed = BTreeSet::new();
        for (key, entries) in by_register {
            if key.slot != crate::Slot::Review || !self.is_claim(key.subject) {
                continue;
            }
            let standing: Vec<Entry> = entries
                .iter()
                .filter(|e| !retracted.contains(&e.id))
                .cloned()
                .collect();
            let heads = heads(&standing, settlements);
            let shown = heads.first().and_then(|id| self.deltas.get(id));
            if let Some(Body::Review(review)) = shown.map(|d| &d.body)
                && review.decision == Decision::Confirmed
            {
                confirmed.insert(key.subject);
            }
        }
        confirmed
    }

    fn is_claim(&self, id: DeltaId) -> bool {
        self.deltas.get(&id).is_some_and(|d| d.body.is_claim())
    }
}

impl Body {
    /// Whether a reviewer may confirm or return it: what a volunteer or a citizen said of a person.
    pub fn is_claim(&self) -> bool {
        use crate::words::Source::{CitizenStatement, VolunteerClaim};
        match self {
            Self::Account(b) => matches!(b.source, VolunteerClaim | CitizenStatement),
            Self::Residency(b) => matches!(b.source, VolunteerClaim | CitizenStatement),
            _ => false,
        }
    }
}
