//! What travels between a device and the area server: batches up, receipts and pages down.
//!
//! The abstract protocol is `docs/protocol/model.md`, its HTTP form `docs/protocol/http.md`; the nouns
//! here are theirs. Nothing here opens a connection or reads a clock.

pub mod admission;
pub mod batch;
pub mod columns;
pub mod enrol;
pub mod exchange;
pub mod hash;
pub mod keys;
pub mod limits;
pub mod page;
pub mod wire;

pub use admission::SignedAdmission;
pub use batch::{Batch, BatchError, SignedBatch};
pub use enrol::{EnrolAnswer, EnrolLink, EnrolReply, EnrolRequest, Grant, SignedGrant};
/// The content type of every message.
pub const CONTENT_TYPE: &str = "application/x-tungnha";
/// Where exchanges are posted.
pub const EXCHANGE_PATH: &str = "/v1/exchange";
/// Where enrolments are posted.
pub const ENROL_PATH: &str = "/v1/enrol";

pub use exchange::{Cursor, Exchange, Frame, Head, Refusal, RefusalCode, SignedExchange};
pub use keys::{PublicKey, Signature, SigningKey};
pub use page::{Member, Page};
