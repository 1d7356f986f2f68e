//! Enrolment: a one-time link ([`crate::enrol_link`]) makes a device a member's.

use crate::exchange::{Refusal, SealingKey};
use crate::keys::{BadSignature, PublicKey, Signature, SigningKey};
use crate::wire::{BadMessage, Bytes16, WireId, decode, encode};
use minicbor::{Decode, Encode};

/// A device asks to become a member's. Asking again with the same code and key gives the same reply, so
/// a lost answer strands nobody.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct EnrolRequest {
    /// [`crate::limits::VERSION`].
    #[n(0)]
    pub version: u16,
    /// The link's code.
    #[n(1)]
    pub code: String,
    /// The device's key.
    #[n(2)]
    pub key: PublicKey,
    /// The device's first incarnation in the book.
    #[n(3)]
    pub incarnation: Bytes16,
    /// What to call the device on the office's list.
    #[n(4)]
    pub device_name: String,
}

/// The server's answer.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct EnrolReply {
    /// What the member may.
    #[n(0)]
    pub grant: SignedGrant,
    /// Curve25519 key to which the device seals a copy of its file's key, so that a forgotten PIN loses
    /// no work.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub recovery_key: [u8; 32],
    /// The server's clock, seconds.
    #[n(2)]
    pub clock: i64,
}

/// What the enrolment request is answered with: the body of the response, as CBOR.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum EnrolAnswer {
    /// The device is a member's now.
    #[n(0)]
    Enrolled(#[n(0)] EnrolReply),
    /// It is not, and why.
    #[n(1)]
    Refused(#[n(0)] Refusal),
}

/// What a member may, until when.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Grant {
    /// The book.
    #[n(0)]
    pub book: Bytes16,
    /// What people call it: "xã Cẩm Tân".
    #[n(1)]
    pub book_name: String,
    /// The member.
    #[n(2)]
    pub member: Bytes16,
    /// Full name.
    #[n(3)]
    pub name: String,
    /// Organisation, if any.
    #[n(4)]
    pub organisation: Option<String>,
    /// The role's code.
    #[n(5)]
    pub role: u8,
    /// The hamlets it covers; absent for the whole book.
    #[n(6)]
    pub hamlets: Option<Vec<WireId>>,
    /// Seconds, the server's clock.
    #[n(7)]
    pub issued_at: i64,
    /// After this the device asks for a new one; it never stops anybody from saving.
    #[n(8)]
    pub expires_at: i64,
    /// Revoked: the device may hand in and reads nothing.
    #[n(9)]
    pub revoked: bool,
    /// For which incarnation these words were signed. A restored server believes them of no other.
    #[n(10)]
    pub incarnation: Option<Bytes16>,
    /// That incarnation's key.
    #[n(11)]
    pub device_key: Option<PublicKey>,
    /// What a courier's parcel to this server is sealed to.
    #[n(12)]
    pub sealing_key: Option<SealingKey>,
    /// Why that incarnation's device reads nothing although the member may; absent for one that an officer
    /// accepted.
    #[n(13)]
    pub not_accepted: Option<NotAccepted>,
}

impl Grant {
    /// Whether the device waits until an officer accepts it: it hands in, and nothing is given out.
    pub fn awaits_acceptance(&self) -> bool {
        self.not_accepted == Some(NotAccepted::Waiting)
    }
}

/// Why a device of a member reads nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
#[cbor(index_only)]
pub enum NotAccepted {
    /// It enrolled by a link, and no officer has looked at it yet.
    #[n(0)]
    Waiting,
    /// An officer refused it. The grant says `revoked` as well, for this device alone.
    #[n(1)]
    Refused,
}

/// A grant and the server's signature over it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct SignedGrant {
    /// The exact bytes that were signed.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
    /// By the server's identity key.
    #[n(1)]
    pub signature: Signature,
}

impl SignedGrant {
    /// Signs a grant with the server's identity key.
    pub fn sign(grant: &Grant, key: &SigningKey) -> Self {
        let bytes = encode(grant);
        let signature = key.sign(&message(&bytes));
        Self { bytes, signature }
    }

    /// Checks the server's signature.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify(&message(&self.bytes), &self.signature)
    }

    /// What it grants.
    pub fn grant(&self) -> Result<Grant, BadMessage> {
        decode(&self.bytes)
    }
}

fn message(bytes: &[u8]) -> Vec<u8> {
    [b"tungnha-grant-1".as_slice(), bytes].concat()
}
