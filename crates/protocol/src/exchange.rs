//! The exchange: one request does a day.

use crate::admission::SignedAdmission;
use crate::enrol::SignedGrant;
use crate::keys::{BadSignature, PublicKey, Signature, SigningKey};
use crate::page::Page;
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
}

/// The request's bytes: signature, then CBOR.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedExchange {
    /// The CBOR that was signed.
    pub bytes: Vec<u8>,
    /// By the device's key.
    pub signature: Signature,
}

impl SignedExchange {
    /// Signs an exchange.
    pub fn sign(exchange: &Exchange, key: &SigningKey) -> Self {
        let bytes = encode(exchange);
        let signature = key.sign(&message(&bytes));
        Self { bytes, signature }
    }

    /// The bytes that travel.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.signature.0.as_slice(), &self.bytes].concat()
    }

    /// Splits received bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadMessage> {
        let (signature, bytes) = bytes
            .split_first_chunk::<64>()
            .ok_or_else(|| BadMessage("shorter than a signature".into()))?;
        Ok(Self {
            bytes: bytes.to_vec(),
            signature: Signature(*signature),
        })
    }

    /// What is asked; not to be believed before [`Self::verify`].
    pub fn exchange(&self) -> Result<Exchange, BadMessage> {
        decode(&self.bytes)
    }

    /// Checks the device's signature.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify(&message(&self.bytes), &self.signature)
    }
}

fn message(bytes: &[u8]) -> Vec<u8> {
    [b"tungnha-exchange-1".as_slice(), bytes].concat()
}

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
    },
    /// Instead of all others: why not.
    #[n(3)]
    Refused(#[n(0)] Refusal),
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
    /// Batches do not follow one another, or the same ids came with other bytes.
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
