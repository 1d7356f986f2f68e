//! What a delta can say: the kinds, their fields and how they stand in a [`Record`].
//!
//! The table below is the protocol's list of kinds (`docs/protocol/kinds.md`). A kind's number and a
//! field's tag are for ever; a new field is added as an `Option`, a new meaning is a new kind.
//! Tags 1 and 2 belong to every delta (stamped time, supersedes): see [`crate::delta`].

mod field;
mod kinds;

pub use field::{BodyError, Field};
pub use kinds::*;

/// Who may hold a delta of a kind (`brief.md` 2, "Visibility belongs to the kind of delta").
/// A replica holds a delta whole or not at all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Visibility {
    /// What a door needs: everybody who is granted the hamlet.
    Open = 0,
    /// Full birth dates, personal ids, phones: police and the commune's office.
    Restricted = 1,
}
