//! The device's encrypted file: deltas, what the server said of them, and the folded tables.
//!
//! All reading and writing goes through a transaction value ([`Txn`]); dropping it aborts. A delta and
//! the folded rows it changes are written in the same transaction, so what a screen calls saved is
//! saved. No network is ever used inside a transaction.

mod addresses;
mod admissions;
mod apply;
mod batch;
mod check;
mod colleague;
mod columns;
mod courier;
mod decided;
mod drafts;
mod error;
mod key;
mod line;
mod meta;
mod outbox;
mod pictures;
#[cfg(test)]
mod plans;
mod project;
pub mod read;
mod refold;
mod reissue;
mod repair;
mod restored;
mod schema;
mod scope;
mod search;
mod settlement;
mod speaker;
mod store;
mod take_in;
mod tally;
mod upgrade;
pub mod vault;
mod verify;

pub use addresses::AddressesLearnt;
pub use batch::StoredBatch;
pub use check::LastCheck;
pub use courier::Stand;
pub use decided::DecidedRow;
pub use error::StoreError;
pub use key::Key;
pub use meta::Identity;
pub use outbox::Outbox;
pub use pictures::{PhotoRow, WaitingPicture};
pub use reissue::Reissue;
pub use repair::Repaired;
pub use search::{Found, FoundBy};
pub use speaker::Speaker;
pub use store::{Store, Txn};
pub use take_in::SyncStory;
pub use verify::Verified;
