//! Devices, the batches they handed in and the receipts they got.

use super::{Acceptance, DeviceClock, Result};
use crate::key::BookNo;
use tungnha_core::words::Role;
use tungnha_core::{Counter, Incarnation, Instant, MemberId};
use tungnha_protocol::hash::{Hash, SaltSeed};
use tungnha_protocol::{PublicKey, Signature, SignedAdmission};

/// One incarnation of one device in one book.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeviceRow {
    /// Its book.
    pub book: BookNo,
    /// Its local number.
    pub number: u32,
    /// Its name on the wire.
    pub incarnation: Incarnation,
    /// Whose.
    pub member: MemberId,
    /// What it signs with.
    pub key: PublicKey,
    /// What the office calls it.
    pub name: String,
    /// The highest counter that arrived; 0 before any.
    pub highest: Counter,
    /// Hash of its last batch; zeros before any.
    pub last_hash: Hash,
    /// When it last exchanged, give or take ten minutes.
    pub last_sync: Option<Instant>,
    /// Up to this sequence number it gets only what a device that begins needs; absent before its first exchange,
    /// and for one that had to begin again.
    pub beginner_until: Option<u64>,
    /// How well its clock goes.
    pub clock: DeviceClock,
    /// What it said up to this counter is in a backup; 0 before any.
    pub backed_up: Counter,
    /// The local number of the incarnation that its file was before it turned out to be a copy.
    pub reissued_from: Option<u32>,
    /// Whether an officer has accepted it.
    pub acceptance: Acceptance,
    /// The last counter that it said it had written, sent or not; absent while it never said so.
    pub written: Option<Counter>,
}

impl DeviceRow {
    /// An accepted device of which nothing has come yet.
    pub fn begun(
        book: BookNo,
        number: u32,
        incarnation: Incarnation,
        member: MemberId,
        key: PublicKey,
        name: impl Into<String>,
    ) -> Self {
        Self {
            book,
            number,
            incarnation,
            member,
            key,
            name: name.into(),
            highest: 0,
            last_hash: [0; 32],
            last_sync: None,
            beginner_until: None,
            clock: DeviceClock::default(),
            backed_up: 0,
            reissued_from: None,
            acceptance: Acceptance::Accepted,
            written: None,
        }
    }
}

/// What was signed, without the deltas.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BatchRow {
    /// The author's local number.
    pub number: u32,
    /// First counter.
    pub first: Counter,
    /// Last counter, inclusive.
    pub last: Counter,
    /// Hash of the batch before.
    pub previous: Hash,
    /// From which the salts are drawn.
    pub seed: SaltSeed,
    /// The device's.
    pub signature: Signature,
    /// By which the next batch names this one.
    pub hash: Hash,
    /// Its receipt's number.
    pub admission: i64,
}

/// A receipt as it was signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AdmissionRow {
    /// Its number in the book, from 1.
    pub number: i64,
    /// The author's local number.
    pub incarnation: u32,
    /// First and last counter.
    pub range: (Counter, Counter),
    /// By the server's clock.
    pub received_at: Instant,
    /// The author at that moment.
    pub member: MemberId,
    /// As what.
    pub role: Role,
    /// What travels.
    pub signed: SignedAdmission,
}

/// Devices, batches and receipts.
pub trait Devices {
    /// The local number of an incarnation, if it has one.
    fn number_of(&self, book: BookNo, incarnation: Incarnation) -> Result<Option<u32>>;
    /// The local number of an incarnation; a new one when it had none. Not only devices have numbers:
    /// whatever a delta names has one.
    fn number_for(&self, book: BookNo, incarnation: Incarnation) -> Result<u32>;
    /// The incarnation of a local number.
    fn incarnation(&self, book: BookNo, number: u32) -> Result<Option<Incarnation>>;
    /// Adds a device.
    fn add_device(&self, device: &DeviceRow, now: Instant) -> Result<()>;
    /// The device of an incarnation, in whatever book.
    fn device(&self, incarnation: Incarnation) -> Result<Option<DeviceRow>>;
    /// Every device of a book, by number.
    fn devices(&self, book: BookNo) -> Result<Vec<DeviceRow>>;
    /// Remembers how far a device's batches have come.
    fn set_progress(&self, book: BookNo, number: u32, highest: Counter, last: &Hash) -> Result<()>;
    /// Remembers when a device last exchanged.
    fn set_last_sync(&self, book: BookNo, number: u32, now: Instant) -> Result<()>;
    /// Remembers up to where a device is a beginner.
    fn set_beginner(&self, book: BookNo, number: u32, until: Option<u64>) -> Result<()>;
    /// Remembers how far a device said it had written.
    fn set_written(&self, book: BookNo, number: u32, written: Counter) -> Result<()>;
    /// Adds a batch.
    fn add_batch(&self, book: BookNo, batch: &BatchRow) -> Result<()>;
    /// The batch that begins at `first`.
    fn batch(&self, book: BookNo, number: u32, first: Counter) -> Result<Option<BatchRow>>;
    /// Every batch, by incarnation and first counter.
    fn batches(&self, book: BookNo) -> Result<Vec<BatchRow>>;
    /// Keeps a batch that contradicts what is known; the second copy changes nothing.
    fn keep_fork(
        &self,
        book: BookNo,
        number: u32,
        hash: &Hash,
        now: Instant,
        bytes: &[u8],
    ) -> Result<()>;
    /// How many contradicting batches are kept.
    fn forks(&self, book: BookNo) -> Result<u64>;
    /// Adds a receipt.
    fn add_admission(&self, book: BookNo, admission: &AdmissionRow) -> Result<()>;
    /// A receipt by its number.
    fn admission(&self, book: BookNo, number: i64) -> Result<Option<AdmissionRow>>;
    /// Every receipt, by number.
    fn admissions(&self, book: BookNo) -> Result<Vec<AdmissionRow>>;
}
