//! A hamlet as the server has it, read from its pages.

use crate::apply::StoredStanding;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use std::collections::{BTreeMap, BTreeSet};
use tungnha_core::fold::Ledger;
use tungnha_core::record::Record;
use tungnha_core::{Body, Delta, DeltaId, Slot};
use tungnha_protocol::Page;

/// What the server has of a hamlet, as its snapshot came.
#[derive(Default)]
pub(super) struct Snapshot {
    pub rows: BTreeMap<Key, (DeltaId, Record, StoredStanding)>,
    ledger: Ledger,
}

impl Snapshot {
    /// Reads it, and keeps the admissions that came with it.
    pub fn read(txn: &Txn<'_>, pages: &[Page]) -> Result<Self, StoreError> {
        let mut snapshot = Self::default();
        for page in pages {
            let ranges = txn.take_admissions(page)?;
            for (id, record) in page.rows().map_err(StoreError::corrupt)? {
                let standing = txn.standing_in(&ranges, id)?;
                snapshot.ledger.add(Delta::keeping(id, &record));
                snapshot.rows.insert(txn.key(id)?, (id, record, standing));
            }
            for (admission, _) in ranges.into_values().flatten() {
                snapshot.ledger.admit(admission);
            }
        }
        Ok(snapshot)
    }

    /// Those of its deltas that speak of the things themselves, also the withdrawn.
    pub fn about(
        &self,
        txn: &Txn<'_>,
        things: &BTreeSet<Key>,
    ) -> Result<BTreeSet<Key>, StoreError> {
        let mut about = BTreeSet::new();
        for (key, (id, record, _)) in &self.rows {
            let delta = Delta::keeping(*id, record);
            let mut of: Vec<DeltaId> = delta.registers().iter().map(|r| r.subject).collect();
            of.extend(delta.subject().thing());
            for thing in of {
                if things.contains(&txn.key(thing)?) {
                    about.insert(*key);
                }
            }
        }
        Ok(about)
    }

    /// The households and residents that the snapshot by itself shows in its hamlet.
    pub fn things_of(&self, hamlet: DeltaId) -> BTreeSet<DeltaId> {
        let state = self.ledger.state();
        let shown = |slot: Slot| {
            state
                .registers
                .iter()
                .filter(move |(register, _)| register.slot == slot)
                .filter_map(|(register, heads)| {
                    let delta = self.ledger.deltas().get(heads.first()?)?;
                    Some((register.subject, &delta.body))
                })
        };
        let mut things: BTreeSet<DeltaId> = shown(Slot::Household)
            .filter(|(_, body)| matches!(body, Body::Household(b) if b.hamlet == hamlet))
            .map(|(household, _)| household)
            .collect();
        let residents: Vec<DeltaId> = shown(Slot::Resident)
            .filter(|(_, body)| matches!(body, Body::Resident(b) if things.contains(&b.household)))
            .map(|(resident, _)| resident)
            .collect();
        things.extend(residents);
        things
    }
}
