//! The device's encrypted file: deltas, what the server said of them, and the folded tables.
//!
//! All reading and writing goes through a transaction value ([`Txn`]); dropping it aborts. A delta and
//! the folded rows it changes are written in the same transaction, so what a screen calls saved is
//! saved. No network is ever used inside a transaction.

mod apply;
mod error;
mod key;
mod meta;
mod outbox;
mod project;
pub mod read;
mod refold;
mod schema;
mod search;
mod settlement;
mod store;
mod take_in;
pub mod vault;
mod verify;

pub use error::StoreError;
pub use key::Key;
pub use meta::Identity;
pub use outbox::{Outbox, StoredBatch};
pub use store::{Store, Txn};
pub use take_in::SyncStory;
pub use verify::Verified;
