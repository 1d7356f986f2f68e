//! What stands in a hamlet, for the closing check.

use super::{FeedRow, Result};
use crate::key::{BookNo, Key};
use tungnha_core::body::Visibility;

/// A head of a register of something that stands in a hamlet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadOfHamlet {
    /// The delta.
    pub key: Key,
    /// As authored.
    pub bytes: Vec<u8>,
    /// The review that is shown on it, if it can be one of a claim and there is one.
    pub review: Option<Key>,
}

/// A part of what a hamlet's live feed rows hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LiveQuery {
    /// The hamlet. What is fed to everybody in the book comes along, since it may speak of the hamlet too.
    pub hamlet: Key,
    /// Only what is later.
    pub after: u64,
    /// What the asking role may hold at most.
    pub visibility: Visibility,
    /// At most so many rows.
    pub rows: usize,
    /// Stop after the row with which the authored bytes exceed this.
    pub bytes: usize,
}

/// What stands where.
pub trait StandingThings {
    /// The heads of [`tungnha_core::body::SUMMED`] kinds up to `kinds`, of every thing whose shown place is `hamlet`, in no order. A
    /// thing of which everything was withdrawn has no shown place, nor has a resident of such a household.
    fn standing_in(
        &self,
        book: BookNo,
        hamlet: Key,
        visibility: Visibility,
        kinds: u16,
    ) -> Result<Vec<HeadOfHamlet>>;
    /// Remembers that one of several words about a resident's home names this household; again changes nothing.
    fn name_household(&self, book: BookNo, household: Key, resident: Key) -> Result<()>;
    /// The residents of whom that is remembered, by key.
    fn named_in(&self, book: BookNo, household: Key) -> Result<Vec<Key>>;
    /// Live rows of the feed, by rising number, whoever wrote them.
    fn live_in(&self, book: BookNo, query: &LiveQuery) -> Result<Vec<FeedRow>>;
}
