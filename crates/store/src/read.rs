//! Reading the folded tables, as domain words; screens' shapes are `api`'s business.

mod disagreement;
mod frame;
mod place;
mod resident;
mod review;
mod work;

pub use disagreement::{HeadRow, RegisterRow};
pub use place::{HamletRow, HouseholdRow, VisitRow};
pub use resident::{AccountRow, ResidentRow};
pub use review::{ClaimFilter, ClaimRow, ClaimState};
pub use work::{HeldRow, WorkCounts};

use crate::key::Key;

/// Which part of the roll to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Everything on this device.
    All,
    /// One hamlet.
    Hamlet(Key),
    /// One household.
    Household(Key),
    /// One resident.
    Resident(Key),
}

impl Scope {
    /// The condition over tables `h` (household) and, where joined, `r` (resident), with one parameter.
    fn condition(self) -> (&'static str, i64) {
        match self {
            Self::All => ("?1 = 0", 0),
            Self::Hamlet(key) => ("h.hamlet = ?1", key.0),
            Self::Household(key) => ("h.key = ?1", key.0),
            Self::Resident(key) => ("r.key = ?1", key.0),
        }
    }
}
