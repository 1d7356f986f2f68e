//! To whom a target is given (giao chỉ tiêu), along which of the two axes.

use crate::id::DeltaId;

/// Along what one counts (finding 4). The two are never added to one another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Axis {
    /// Units and hamlets. A person is in one of a kind, so their sums mean something.
    Territory,
    /// Organisations and groups. A person is in none or in several, so sums count people twice: there are none.
    Organisation,
}

/// Who bears a target.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bearer {
    /// An administrative unit, by the code it had when the target was given: text, for the sake of leading zeros. A
    /// code may come to mean another unit later (`domain.md` 6), so it is read against the tree of that day.
    Unit(String),
    /// A hamlet (D-30), which outlives the units above it.
    Hamlet(DeltaId),
    /// A force, branch, association, school or enterprise (D-58), as the office names it.
    Organisation(String),
    /// A group of which everybody is asked (D-23 to D-29): đảng viên, giáo viên, …
    Group(String),
}

impl Bearer {
    /// The axis it stands on.
    pub const fn axis(&self) -> Axis {
        match self {
            Self::Unit(_) | Self::Hamlet(_) => Axis::Territory,
            Self::Organisation(_) | Self::Group(_) => Axis::Organisation,
        }
    }
}
