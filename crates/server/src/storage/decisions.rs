//! What people decided about held deltas, and which files turned out to be copies.

use super::Result;
use crate::key::{BookNo, Key};
use tungnha_core::{Instant, MemberId};

/// One decision about a held delta.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecisionRow {
    /// Its number in the book, rising from 1.
    pub number: u64,
    /// To whom it is addressed: who wrote the delta, on whatever device.
    pub member: MemberId,
    /// The delta.
    pub key: Key,
    /// What was signed about it: an admission's number.
    pub admission: i64,
    /// The officer's words; always there for a rejection.
    pub reason: Option<String>,
    /// Who decided, as colleagues know the person.
    pub by: String,
    /// When, by the server's clock.
    pub at: Instant,
}

/// A device whose file turned out to be a copy of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CopyRow {
    /// The device's local number.
    pub number: u32,
    /// Of which device's file it is a copy; absent while only contradicting batches came under the number and
    /// no device has said that it is the copy.
    pub of: Option<u32>,
    /// When it turned out.
    pub at: Instant,
}

/// Decisions and copies.
pub trait Decisions {
    /// The number of the next decision, from 1.
    fn next_decision(&self, book: BookNo) -> Result<u64>;
    /// Adds a decision; its number must be new.
    fn add_decision(&self, book: BookNo, row: &DecisionRow) -> Result<()>;
    /// At most `limit` decisions addressed to `member` with numbers greater than `after`, by rising number.
    fn decisions_for(
        &self,
        book: BookNo,
        member: MemberId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<DecisionRow>>;
    /// Every decision, by rising number.
    fn decisions(&self, book: BookNo) -> Result<Vec<DecisionRow>>;
    /// The files that turned out to be copies, oldest first.
    fn copies(&self, book: BookNo) -> Result<Vec<CopyRow>>;
}
