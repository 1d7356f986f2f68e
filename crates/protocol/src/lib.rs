//! What travels between a device and the area server: batches up, receipts and pages down.
//!
//! The abstract protocol is `docs/protocol/model.md`, its HTTP form `docs/protocol/http.md`; the nouns
//! here are theirs. Nothing here opens a connection or reads a clock.

pub mod addresses;
pub mod admission;
pub mod batch;
pub mod check;
pub mod columns;
pub mod courier;
pub mod decision;
pub mod enrol;
pub mod exchange;
pub mod hash;
pub mod keys;
pub mod limits;
pub mod page;
pub mod wire;

pub use addresses::{AddressLink, Addresses, SignedAddresses};
pub use admission::SignedAdmission;
pub use batch::{Batch, BatchError, SignedBatch};
pub use check::{Check, Checked, HamletSum, Sum};
pub use decision::Decided;
pub use enrol::{EnrolAnswer, EnrolLink, EnrolReply, EnrolRequest, Grant, SignedGrant};
/// The content type of every message.
pub const CONTENT_TYPE: &str = "application/x-tungnha";
/// Where exchanges are posted.
pub const EXCHANGE_PATH: &str = "/v1/exchange";
/// Where enrolments are posted.
pub const ENROL_PATH: &str = "/v1/enrol";
/// Where whoever carries a courier's parcel posts it.
pub const COURIER_PATH: &str = "/v1/courier";

pub use exchange::{
    Cursor, Exchange, Frame, Head, Refusal, RefusalCode, SealingKey, SignedExchange,
};
pub use keys::{PublicKey, Signature, SigningKey};
pub use page::{Member, Page};
