//! Which heads of a register give way to which, and by whose settlement.

use super::Result;
use crate::key::{BookNo, Key};

/// One head that gives way to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SettlementRow {
    /// The head that gives way.
    pub over: Key,
    /// The head that stands.
    pub stands: Key,
    /// The delta that settles.
    pub by: Key,
}

/// Settlements that count. Whether somebody withdrew one is in the retractions.
pub trait Settlements {
    /// Adds a settlement of two heads; the second copy changes nothing.
    fn add_settlement(&self, book: BookNo, row: &SettlementRow) -> Result<()>;
    /// Whether the book has any: cheaper than asking for those of a register.
    fn has_settlements(&self, book: BookNo) -> Result<bool>;
    /// Those that nobody withdrew and that settle over an entry of the register, in order.
    fn settlements_in(&self, book: BookNo, subject: Key, slot: u32) -> Result<Vec<SettlementRow>>;
    /// Those that name a delta on either side, withdrawn ones included, in order.
    fn settlements_naming(&self, book: BookNo, key: Key) -> Result<Vec<SettlementRow>>;
    /// Every settlement of the book, withdrawn ones included, in order.
    fn settlements(&self, book: BookNo) -> Result<Vec<SettlementRow>>;
}
