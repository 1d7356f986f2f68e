//! The exchange: one request does a day.

use crate::addresses::SignedAddresses;
use crate::admission::SignedAdmission;
use crate::check::{Check, Checked};
use crate::decision::Decided;
use crate::enrol::SignedGrant;
use crate::page::Page;
use crate::signed::{Request, SignedRequest};
use crate::wire::{BadMessage, Bytes16, decode, encode};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// Where a device stands in a book. Sequence numbers are the server's, taken under a lock on the book's
/// counter, so there are no holes; the chain proves that both mean the same history.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode)]
pub struct Cursor {
    /// The server's life: a restored server mints a new one. 0 is no server's.
    #[n(0)]
    pub epoch: u32,
    /// Everything up to here was taken in. 0 before anything.
    #[n(1)]
    pub seq: u64,
    /// The first sixteen bytes of the book's chain hash at `seq`.
    #[n(2)]
    pub chain: Chain,
}

/// A shortened chain hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Chain(#[cbor(with = "minicbor::bytes")] pub [u8; 16]);

/// What a device asks and hands in.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Exchange {
    /// [`crate::limits::VERSION`].
    #[n(0)]
    pub version: u16,
    /// Who asks.
    #[n(1)]
    pub incarnation: Bytes16,
    /// Where it stands.
    #[n(2)]
    pub cursor: Cursor,
    /// The outbox, oldest first: [`crate::SignedBatch`] bytes.
    #[n(3)]
    pub batches: Vec<ByteVec>,
    /// The device's clock, seconds; the reply's teaches it the offset.
    #[n(4)]
    pub clock: i64,
    /// Take at most about so many bytes of pages; 0 for none.
    #[n(5)]
    pub want: u32,
    /// The grant it knows, by its issue time; the server sends a newer one if there is.
    #[n(6)]
    pub grant_issued_at: i64,
    /// The number of the last decision about its member's held deltas that it knows; absent for none.
    #[n(7)]
    pub decided_through: Option<u64>,
    /// The incarnation that this file was before it turned out to be a copy of another. With it, an
    /// incarnation that the server has never met becomes the same member's, signed by the same key.
    #[n(8)]
    pub reissued_from: Option<Bytes16>,
    /// Receipts and decisions that this server has signed before, about batches that are handed in again:
    /// a server that was restored honours them.
    #[n(9)]
    pub receipts: Option<Vec<SignedAdmission>>,
    /// The grant that this device holds, presented to a server that was restored and may have lost it.
    #[n(10)]
    pub grant: Option<SignedGrant>,
    /// A closing check is asked for.
    #[n(11)]
    pub check: Option<Check>,
    /// The issue time of the signed addresses it knows; absent for none.
    #[n(12)]
    pub addresses_issued_at: Option<i64>,
    /// Curve25519 key to which a courier's reply is sealed; absent where a channel carries the reply.
    #[n(13)]
    pub reply_key: Option<SealingKey>,
    /// The last counter that this incarnation has written, sent or not: what the office sees of a lost phone's
    /// work. Absent in older programs, and about an incarnation of before.
    #[n(14)]
    pub written: Option<u32>,
}

/// The public half of a Curve25519 key that something is sealed to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(transparent)]
pub struct SealingKey(#[cbor(with = "minicbor::bytes")] pub [u8; 32]);

impl Request for Exchange {
    const DOMAIN: &'static str = "tungnha-exchange-1";
}

/// What a device posts, or seals into a courier's parcel.
pub type SignedExchange = SignedRequest<Exchange>;

/// A response is frames, each useful by itself: a line that dies after one has not wasted it.
/// On the wire each frame is its length (four bytes, big-endian) and CBOR.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum Frame {
    /// Comes first: what became of the batches.
    #[n(0)]
    Head(#[n(0)] Head),
    /// What is new.
    #[n(1)]
    Page(#[n(0)] Page),
    /// Comes last. Without it the response was cut.
    #[n(2)]
    End {
        /// More is waiting: ask again.
        #[n(0)]
        more: bool,
        /// Where the device stands now.
        #[n(1)]
        cursor: Cursor,
        /// What a closing check compares, as of this cursor; only with `more` false, when it was asked.
        #[n(2)]
        checked: Option<Checked>,
    },
    /// Instead of all others: why not.
    #[n(3)]
    Refused(#[n(0)] Refusal),
    /// A part of a hamlet as it stands, own work included, when a closing check asked for it. The page's
    /// cursor is the one that was asked with, and moves nothing.
    #[n(4)]
    Snapshot(#[n(0)] Page),
}

/// What became of the batches, and what the device should know.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Head {
    /// The server's clock, seconds.
    #[n(0)]
    pub clock: i64,
    /// A receipt for every batch handed in, also for those handed in before.
    #[n(1)]
    pub receipts: Vec<SignedAdmission>,
    /// Own deltas up to this counter are in a backup; the device may forget its copies of the batches.
    #[n(2)]
    pub backed_up_through: u32,
    /// A newer grant, if there is one.
    #[n(3)]
    pub grant: Option<SignedGrant>,
    /// The cursor did not fit this server's history: what follows starts at 0 of a new epoch, and the
    /// device hands in again what the server's `highest` does not cover.
    #[n(4)]
    pub restart: bool,
    /// The highest counter of this incarnation that the server has.
    #[n(5)]
    pub highest: u32,
    /// A batch contradicts what the server has under the same ids: this file is a copy, or was restored.
    /// Whatever got no receipt is said again by a new incarnation. Absent is false.
    #[n(6)]
    pub forked: Option<bool>,
    /// What people decided about the member's held deltas, on whatever device they were written, by
    /// rising number.
    #[n(7)]
    pub decided: Option<Vec<Decided>>,
    /// Newer addresses of this server, if there are.
    #[n(8)]
    pub addresses: Option<SignedAddresses>,
    /// The server was restored, and nothing is read until the police have looked through who is revoked.
    /// Absent is false.
    #[n(9)]
    pub reads_wait: Option<bool>,
    /// An officer has not accepted this device yet: what it hands in is kept, and nothing is given out.
    /// Absent is false.
    #[n(10)]
    pub awaits_acceptance: Option<bool>,
}

impl Head {
    /// Whether this file turned out to be a copy.
    pub fn is_forked(&self) -> bool {
        self.forked == Some(true)
    }

    /// Whether nothing is given out until people have looked through the revocations.
    pub fn reads_wait(&self) -> bool {
        self.reads_wait == Some(true)
    }

    /// Whether nothing is given out until an officer has accepted this device.
    pub fn awaits_acceptance(&self) -> bool {
        self.awaits_acceptance == Some(true)
    }

    /// Whether nothing is given out, so that the end says nothing of where the device stands.
    pub fn gives_nothing(&self) -> bool {
        self.reads_wait() || self.awaits_acceptance()
    }
}

/// Why a request was not served.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Refusal {
    /// What happened.
    #[n(0)]
    pub code: RefusalCode,
    /// For people who look closer; English, no personal data.
    #[n(1)]
    pub detail: String,
}

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum RefusalCode {
    /// Another version of the protocol.
    #[n(0)]
    Version,
    /// No such device, or not signed by it.
    #[n(1)]
    UnknownDevice,
    /// The bytes are no message of this protocol.
    #[n(2)]
    BadMessage,
    /// Batches do not follow one another, or the same ids came with other bytes. Programs of the first
    /// version were told so; now a head says it.
    #[n(3)]
    Fork,
    /// Too busy; later.
    #[n(4)]
    Busy,
    /// The enrolment code was used, has expired, or never was.
    #[n(5)]
    CodeRefused,
    /// A defect of the server; nothing is lost.
    #[n(6)]
    Internal,
    /// This member's role or scope does not allow it. Only said to requests of officers.
    #[n(7)]
    NotAllowed,
    /// What was decided on has changed meanwhile: look again. Only said to requests of officers.
    #[n(8)]
    Changed,
}

impl Frame {
    /// Length and CBOR.
    pub fn to_bytes(&self) -> Vec<u8> {
        let body = encode(self);
        let mut out = (body.len() as u32).to_be_bytes().to_vec();
        out.extend_from_slice(&body);
        out
    }

    /// Reads one frame's CBOR.
    pub fn from_body(body: &[u8]) -> Result<Self, BadMessage> {
        decode(body)
    }
}
