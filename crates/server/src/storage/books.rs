//! Books, their counters and chains, and the tree of units.

use super::Result;
use crate::key::{BookNo, Key};
use tungnha_core::{BookId, Instant};
use tungnha_protocol::SignedAddresses;
use tungnha_protocol::hash::Hash;

/// One row of the dated tree of territory (`domain.md` 6).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitRow {
    /// Text with leading zeros; the same code may denote a larger unit later.
    pub code: String,
    /// As people write it.
    pub name: String,
    /// province, district, commune, …
    pub kind: String,
    /// Code of the unit above; absent at the top.
    pub parent: Option<String>,
    /// First day, `yyyy-mm-dd`; empty when the list does not say.
    pub valid_from: String,
    /// Last day, inclusive; absent while it stands.
    pub valid_to: Option<String>,
}

/// A book on this server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BookRow {
    /// Local number.
    pub no: BookNo,
    /// Its name on the wire.
    pub id: BookId,
    /// What people call it.
    pub name: String,
    /// Code of its unit, if one was named.
    pub unit: Option<String>,
    /// Where devices find this server, as it was announced last; absent before any announcement.
    pub addresses: Option<SignedAddresses>,
}

/// How far a book has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counter {
    /// The last sequence number given; 0 before any.
    pub seq: u64,
    /// The server's life in this book, from 1.
    pub epoch: u32,
    /// Since when nothing is read: the server was restored, and nobody has looked through who is revoked yet.
    /// Absent in ordinary times.
    pub reads_wait: Option<Instant>,
}

/// To which unit a hamlet belongs, from when to when (`domain.md` 6).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HamletUnitRow {
    /// The hamlet.
    pub hamlet: Key,
    /// Code of the unit.
    pub unit: String,
    /// First day, `yyyy-mm-dd`; empty from the hamlet's beginning.
    pub valid_from: String,
    /// Last day, inclusive; absent while it stands.
    pub valid_to: Option<String>,
}

/// Books and units.
pub trait Books {
    /// Adds a book with its counter at 0, epoch 1; gives its number.
    fn add_book(&self, id: BookId, name: &str, unit: Option<&str>) -> Result<BookNo>;
    /// Every book, by number.
    fn books(&self) -> Result<Vec<BookRow>>;
    /// A book by its number.
    fn book(&self, book: BookNo) -> Result<BookRow>;
    /// The counter, as this transaction sees it.
    fn counter(&self, book: BookNo) -> Result<Counter>;
    /// Locks the counter's row until the transaction ends; every applying transaction begins with it.
    fn lock_counter(&self, book: BookNo) -> Result<Counter>;
    /// Takes the next `n` sequence numbers; gives the last of them.
    fn advance(&self, book: BookNo, n: u64) -> Result<u64>;
    /// Takes the next admission number, from 1.
    fn next_admission(&self, book: BookNo) -> Result<i64>;
    /// Adds a link of the chain, at the last sequence number of its transaction.
    fn add_link(&self, book: BookNo, seq_end: u64, hash: &Hash) -> Result<()>;
    /// The last link at or below `seq`: (its number, hash); (0, zeros) before any.
    fn link_at(&self, book: BookNo, seq: u64) -> Result<(u64, Hash)>;
    /// Every link, by rising number.
    fn links(&self, book: BookNo) -> Result<Vec<(u64, Hash)>>;
    /// Adds units or replaces those with the same code and first day.
    fn put_units(&self, units: &[UnitRow]) -> Result<()>;
    /// Every unit, by code and first day.
    fn units(&self) -> Result<Vec<UnitRow>>;
    /// Says to which unit a hamlet belongs, replacing what was said from the same first day.
    fn put_hamlet_unit(&self, book: BookNo, row: &HamletUnitRow) -> Result<()>;
    /// The units of the book's hamlets, by hamlet and first day.
    fn hamlet_units(&self, book: BookNo) -> Result<Vec<HamletUnitRow>>;
}
