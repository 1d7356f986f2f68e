//! The one fold: every replica's state is a pure function of the deltas and admissions it holds,
//! whatever the order and however often they arrived (`brief.md` 2).
//!
//! The rules, each a property test in `tests/fold_law.rs`:
//! 1. A delta counts when an admission admits it, or when it is this device's own and unsent.
//! 2. A register's heads are its counting deltas that no counting delta supersedes and nobody withdrew.
//! 3. A retraction withdraws its target for ever, unless a reviewer has confirmed the target: then it
//!    is a question, and the target counts until the confirmation is withdrawn.
//! 4. Concurrent heads are all kept. Which is shown first depends on the author's role, then on a
//!    plausible clock, then on effective time, then on the id; causality beats all of these.
//! 5. A settlement lets the heads that it names give way to one of them, as long as that one stands; a
//!    head that it does not name is a disagreement again.

mod ledger;
mod rank;
mod settlement;

pub use ledger::{Ledger, State};
pub use rank::{Rank, Standing};
pub use settlement::Settlement;

use crate::id::DeltaId;
use std::collections::BTreeSet;

/// One counting, unwithdrawn delta of a register, as much of it as the law of heads needs.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which delta.
    pub id: DeltaId,
    /// What it supersedes; names outside the register have no effect here.
    pub supersedes: Vec<DeltaId>,
    /// Where it stands among concurrent heads.
    pub rank: Rank,
}

/// The heads of a register, the one to show first. `entries` are its counting, unwithdrawn deltas,
/// each once, in any order; `settlements` those that count, also such as concern other registers.
///
/// Nobody can see a head that was written later, so honest deltas never supersede in a circle. A forged
/// circle would leave a register without heads and hide what was said: when everything is covered, the
/// register shows all its entries and a person sees a disagreement.
pub fn heads(entries: &[Entry], settlements: &[Settlement]) -> Vec<DeltaId> {
    if let [only] = entries {
        return vec![only.id];
    }
    let mut covered: BTreeSet<DeltaId> = entries
        .iter()
        .flat_map(|e| e.supersedes.iter().filter(|target| **target != e.id))
        .copied()
        .collect();
    covered.append(&mut settlement::giving_way(entries, settlements));
    let all_covered = entries.iter().all(|e| covered.contains(&e.id));
    let mut heads: Vec<&Entry> = entries
        .iter()
        .filter(|e| all_covered || !covered.contains(&e.id))
        .collect();
    heads.sort_by_key(|e| std::cmp::Reverse(e.rank));
    heads.into_iter().map(|e| e.id).collect()
}
