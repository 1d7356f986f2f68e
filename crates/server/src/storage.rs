//! The storage contract: everything the area server remembers, by the nouns of the domain.
//!
//! Nothing can be read or written outside a transaction; dropping one aborts it; what a transaction wrote is
//! invisible to others until [`StorageTxn::commit`]. One write transaction runs at a time; readers see the
//! book as it was when they began. No engine's type appears here: SQLite is the first implementation, and
//! [`contract`] is the suite that every implementation passes.

mod acceptance;
mod announced;
mod books;
mod clocks;
#[cfg(test)]
pub mod contract;
mod decisions;
mod deltas;
mod devices;
mod feed;
mod lives;
mod members;
mod people_log;
mod pictures;
mod registers;
mod settlements;
pub mod sqlite;
mod standing;

pub use acceptance::{Acceptance, AcceptanceRow, Acceptances};
pub use announced::Announced;
pub use books::{BookRow, Books, Counter, HamletUnitRow, UnitRow};
pub use clocks::{Clocks, DeviceClock};
pub use decisions::{CopyRow, DecisionRow, Decisions};
pub use deltas::{DeltaRow, Deltas, HeldRow};
pub use devices::{AdmissionRow, BatchRow, DeviceRow, Devices};
pub use feed::{Feed, FeedQuery, FeedRow};
pub use lives::Lives;
pub use members::{CodeRow, GrantRow, HamletRow, MemberRow, Members};
pub use people_log::{PeopleLog, PeopleLogRow};
pub use pictures::{PictureRow, Pictures};
pub use registers::{EntryRow, HeadRow, PlaceRow, Registers, Thing};
pub use settlements::{SettlementRow, Settlements};
pub use standing::{HeadOfHamlet, LiveQuery, StandingThings};

/// Why storage did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Another process holds the write lock for longer than the patience allows.
    #[error("the storage is busy")]
    Busy,
    /// Written by a newer program; this one must not touch it.
    #[error("the storage has schema {found}, this program knows {known}")]
    NewerSchema {
        /// What the file says.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
    /// A row that must be there is not, or says what it cannot say.
    #[error("the storage contradicts itself: {0}")]
    Inconsistent(&'static str),
    /// The engine failed.
    #[error("the storage failed")]
    Engine(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Shorthand of this module.
pub type Result<T> = std::result::Result<T, StorageError>;

/// Where the server keeps its books.
pub trait Storage: Send + Sync {
    /// Begins a write transaction. Waits for the one before it, also another process's.
    fn write(&self) -> Result<Box<dyn StorageTxn + '_>>;
    /// Begins a read transaction: one consistent view; writing through it is an error.
    fn read(&self) -> Result<Box<dyn StorageTxn + '_>>;
}

/// A transaction. Dropping it aborts.
pub trait StorageTxn:
    Books
    + Members
    + Devices
    + Deltas
    + Registers
    + Feed
    + Announced
    + Acceptances
    + Clocks
    + StandingThings
    + Settlements
    + Decisions
    + PeopleLog
    + Pictures
    + Lives
{
    /// Makes durable what was written, or says why not; then nothing of it remains.
    fn commit(self: Box<Self>) -> Result<()>;
}
