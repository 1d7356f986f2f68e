//! Small conversions between the domain's ids and the bytes of messages.

use minicbor::{Decode, Encode};
use tungnha_core::{BookId, DeltaId, Incarnation, MemberId};
use uuid::Uuid;

/// Sixteen bytes that name an incarnation, a book or a member.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Encode, Decode)]
#[cbor(transparent)]
pub struct Bytes16(#[cbor(with = "minicbor::bytes")] pub [u8; 16]);

macro_rules! sixteen {
    ($($name:ident),+) => {$(
        impl From<$name> for Bytes16 {
            fn from(id: $name) -> Self { Self(id.0.into_bytes()) }
        }
        impl From<Bytes16> for $name {
            fn from(bytes: Bytes16) -> Self { Self(Uuid::from_bytes(bytes.0)) }
        }
    )+};
}
sixteen!(Incarnation, BookId, MemberId);

/// A delta's name in a message outside the columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct WireId {
    /// The incarnation.
    #[n(0)]
    pub incarnation: Bytes16,
    /// The counter, from 1.
    #[n(1)]
    pub counter: u32,
}

impl From<DeltaId> for WireId {
    fn from(id: DeltaId) -> Self {
        Self {
            incarnation: id.incarnation.into(),
            counter: id.counter,
        }
    }
}

impl From<WireId> for DeltaId {
    fn from(id: WireId) -> Self {
        Self::new(id.incarnation.into(), id.counter)
    }
}

/// The message is not CBOR of the expected form, or breaks a limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a message of this protocol: {0}")]
pub struct BadMessage(pub String);

impl From<minicbor::decode::Error> for BadMessage {
    fn from(error: minicbor::decode::Error) -> Self {
        Self(error.to_string())
    }
}

/// Encodes a message. Encoding into memory cannot fail for these types.
pub fn encode<T: Encode<()>>(message: &T) -> Vec<u8> {
    minicbor::to_vec(message).unwrap_or_default()
}

/// Reads one message; unknown fields of newer programs are passed over.
pub fn decode<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, BadMessage> {
    Ok(minicbor::decode(bytes)?)
}
