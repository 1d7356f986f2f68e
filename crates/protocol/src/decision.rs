//! What a person of the office decided about a held delta, on its way to the member who wrote it.

use crate::admission::SignedAdmission;
use crate::wire::WireId;
use minicbor::{Decode, Encode};

/// One decision. It is addressed to the member and not to a device, so that a replaced phone hears it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Decided {
    /// Its place among the member's decisions, rising; a device says up to where it knows them.
    #[n(0)]
    pub number: u64,
    /// The held delta.
    #[n(1)]
    pub delta: WireId,
    /// What the office says of it now: a range of this one counter, admitted, rejected or reassigned.
    #[n(2)]
    pub admission: SignedAdmission,
    /// Why, in the officer's words; always there for a rejection.
    #[n(3)]
    pub reason: Option<String>,
    /// Who decided, as colleagues know the person.
    #[n(4)]
    pub by: String,
    /// When, by the server's clock, seconds.
    #[n(5)]
    pub at: i64,
    /// The held delta's record as its author wrote it, for a phone that never had it.
    #[cbor(n(6), with = "minicbor::bytes")]
    pub record: Vec<u8>,
}
