//! An admission on the wire: a receipt that the server signs and a device keeps.

use crate::keys::{BadSignature, PublicKey, Signature, SigningKey};
use crate::wire::{BadMessage, Bytes16, decode, encode};
use minicbor::{Decode, Encode};
use tungnha_core::words::Role;
use tungnha_core::{Admission, HeldReason, Instant};

/// An admission's fields as they travel; see [`tungnha_core::Admission`].
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct WireAdmission {
    /// The book.
    #[n(0)]
    pub book: Bytes16,
    /// Whose deltas.
    #[n(1)]
    pub incarnation: Bytes16,
    /// First counter.
    #[n(2)]
    pub first: u32,
    /// Last counter, inclusive.
    #[n(3)]
    pub last: u32,
    /// By the server's clock, seconds.
    #[n(4)]
    pub received_at: i64,
    /// The author.
    #[n(5)]
    pub member: Bytes16,
    /// The author's role's code.
    #[n(6)]
    pub role: u8,
    /// (counter, reason's code), by rising counter.
    #[n(7)]
    pub held: Vec<(u32, u8)>,
}

/// An admission and the server's signature over it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct SignedAdmission {
    /// The exact bytes that were signed.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
    /// By the server's identity key.
    #[n(1)]
    pub signature: Signature,
}

impl From<&Admission> for WireAdmission {
    fn from(a: &Admission) -> Self {
        Self {
            book: a.book.into(),
            incarnation: a.incarnation.into(),
            first: a.first,
            last: a.last,
            received_at: a.received_at.0,
            member: a.member.into(),
            role: a.role.code(),
            held: a.held.iter().map(|(c, r)| (*c, r.code())).collect(),
        }
    }
}

impl TryFrom<WireAdmission> for Admission {
    type Error = BadMessage;

    fn try_from(w: WireAdmission) -> Result<Self, BadMessage> {
        let bad = |what: &str| BadMessage(format!("admission: {what}"));
        if w.first == 0 || w.last < w.first {
            return Err(bad("range"));
        }
        let rising = w.held.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if !rising {
            return Err(bad("exceptions"));
        }
        // A reason this program does not know is still a reason to wait.
        let held = w
            .held
            .iter()
            .map(|(c, r)| {
                (
                    *c,
                    HeldReason::from_code(*r).unwrap_or(HeldReason::UnknownKind),
                )
            })
            .collect();
        Ok(Self {
            book: w.book.into(),
            incarnation: w.incarnation.into(),
            first: w.first,
            last: w.last,
            received_at: Instant(w.received_at),
            member: w.member.into(),
            role: Role::from_code(w.role).ok_or_else(|| bad("role"))?,
            held,
        })
    }
}

impl SignedAdmission {
    /// Signs `admission` with the server's identity key.
    pub fn sign(admission: &Admission, key: &SigningKey) -> Self {
        let bytes = encode(&WireAdmission::from(admission));
        let signature = key.sign(&message(&bytes));
        Self { bytes, signature }
    }

    /// Checks the server's signature.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify(&message(&self.bytes), &self.signature)
    }

    /// What it says.
    pub fn admission(&self) -> Result<Admission, BadMessage> {
        decode::<WireAdmission>(&self.bytes)?.try_into()
    }
}

fn message(bytes: &[u8]) -> Vec<u8> {
    [b"tungnha-admission-1".as_slice(), bytes].concat()
}
