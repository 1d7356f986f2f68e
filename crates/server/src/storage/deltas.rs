//! Deltas as their authors wrote them, and the inbox of those that wait for a person.

use super::Result;
use crate::key::{BookNo, Key};
use tungnha_core::body::Visibility;
use tungnha_core::{HeldReason, Instant};
use tungnha_protocol::hash::Hash;

/// One delta. What a reader needs without decoding it stands beside its bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeltaRow {
    /// Its name.
    pub key: Key,
    /// Its kind's number.
    pub kind: u16,
    /// The resident, household or hamlet it hangs on; [`Key::NONE`] for the book itself.
    pub subject: Key,
    /// Where it is fed; [`Key::NONE`] for everybody in the book.
    pub hamlet: Key,
    /// Who may hold it.
    pub visibility: Visibility,
    /// When it was said, by the device's clock.
    pub stamped: Instant,
    /// The receipt by which it counts, or which holds it.
    pub admission: i64,
    /// First of its present feed rows; absent while held.
    pub seq: Option<u64>,
    /// How many feed rows, from `seq` on.
    pub copies: u32,
    /// In how many registers a device that begins needs it: where it is a head; a review: where it counts; a
    /// retraction: 1 while it is a question.
    pub needed: u32,
    /// As authored.
    pub bytes: Vec<u8>,
    /// Its salted hash.
    pub leaf: Hash,
}

/// A delta in the inbox.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HeldRow {
    /// Its name.
    pub key: Key,
    /// Why.
    pub reason: HeldReason,
    /// Since when.
    pub received_at: Instant,
}

/// Deltas and the inbox.
pub trait Deltas {
    /// Adds a delta; its key must be new. An implementation may tell that it is not as late as at the next read
    /// or the commit, which then fails.
    fn add_delta(&self, book: BookNo, delta: &DeltaRow) -> Result<()>;
    /// A delta.
    fn delta(&self, book: BookNo, key: Key) -> Result<Option<DeltaRow>>;
    /// At most `limit` deltas with keys greater than `after`, by key.
    fn deltas_after(&self, book: BookNo, after: Key, limit: usize) -> Result<Vec<DeltaRow>>;
    /// The keys of what hangs on `subject`, held ones left out.
    fn keys_of(&self, book: BookNo, subject: Key) -> Result<Vec<Key>>;
    /// In how many registers a device that begins needs it.
    fn set_needed(&self, book: BookNo, key: Key, needed: u32) -> Result<()>;
    /// Where it is fed from now on.
    fn set_feed(&self, book: BookNo, key: Key, hamlet: Key, seq: u64, copies: u32) -> Result<()>;
    /// Gives a delta another standing: everything but its bytes and its leaf.
    fn restand(&self, book: BookNo, delta: &DeltaRow) -> Result<()>;
    /// What a delta hangs on and who may hold it from now on, since what it names came to count.
    fn rehang(&self, book: BookNo, key: Key, subject: Key, visibility: Visibility) -> Result<()>;
    /// Puts a delta into the inbox.
    fn hold(&self, book: BookNo, row: &HeldRow) -> Result<()>;
    /// Why a delta is held, if it is.
    fn held_reason(&self, book: BookNo, key: Key) -> Result<Option<HeldReason>>;
    /// Takes a delta out of the inbox.
    fn release(&self, book: BookNo, key: Key) -> Result<()>;
    /// The inbox, oldest first.
    fn held(&self, book: BookNo) -> Result<Vec<HeldRow>>;
    /// What the inbox holds for one reason, oldest first.
    fn held_for(&self, book: BookNo, reason: HeldReason) -> Result<Vec<HeldRow>>;
}
