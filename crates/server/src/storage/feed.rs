//! The order in which devices take things in.

use super::Result;
use crate::key::{BookNo, Key};
use tungnha_core::MemberId;
use tungnha_core::body::Visibility;
use tungnha_protocol::hash::Hash;

/// What a device is to be fed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeedQuery {
    /// Only what is later.
    pub after: u64,
    /// For whom: the present scope is this member's.
    pub member: MemberId,
    /// Every hamlet, whatever the scope's list says.
    pub whole_book: bool,
    /// What the member's role may hold at most.
    pub visibility: Visibility,
    /// Leave out what this incarnation wrote: its local number.
    pub without: Option<u32>,
    /// Up to this number only what a device that begins needs (`DeltaRow::needed`); 0: everything.
    pub beginner_until: u64,
    /// At most so many rows.
    pub rows: usize,
    /// Stop after the row with which the authored bytes exceed this.
    pub bytes: usize,
}

/// One delta in the feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeedRow {
    /// Its sequence number.
    pub seq: u64,
    /// Its name.
    pub key: Key,
    /// The receipt by which it counts.
    pub admission: i64,
    /// As authored.
    pub bytes: Vec<u8>,
}

/// The feed.
pub trait Feed {
    /// Adds a row.
    fn feed(
        &self,
        book: BookNo,
        seq: u64,
        hamlet: Key,
        visibility: Visibility,
        key: Key,
    ) -> Result<()>;
    /// Where the live rows among `copies` rows from `seq` on are fed.
    fn fed_to(&self, book: BookNo, seq: u64, copies: u32) -> Result<Vec<Key>>;
    /// Retires `copies` rows from `seq` on: their delta is fed again under a later number.
    fn retire(&self, book: BookNo, seq: u64, copies: u32) -> Result<()>;
    /// What a device is to be fed, by rising number.
    fn feed_for(&self, book: BookNo, query: &FeedQuery) -> Result<Vec<FeedRow>>;
    /// Leaves with their numbers, retired rows included, by rising number, `after` < number ≤ `to`.
    fn leaves(&self, book: BookNo, after: u64, to: u64) -> Result<Vec<Hash>>;
}
