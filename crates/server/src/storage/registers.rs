//! Registers with their heads, what was withdrawn, and where things stand.

use super::Result;
use crate::key::{BookNo, Key};
use tungnha_core::words::Role;
use tungnha_core::{Instant, MemberId};

/// A counting delta of a register, with what its rank needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryRow {
    /// Which delta.
    pub key: Key,
    /// 0: no head; 1: shown first; 2: shown second; …
    pub head: u32,
    /// In how many registers a device that begins needs it.
    pub needed: u32,
    /// Whether somebody withdrew it.
    pub withdrawn: bool,
    /// By the receipt that admits it.
    pub received_at: Instant,
    /// The author.
    pub member: MemberId,
    /// As what.
    pub role: Role,
    /// As authored.
    pub bytes: Vec<u8>,
}

/// One head of a register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct HeadRow {
    /// The register's subject.
    pub subject: Key,
    /// The register's [`tungnha_core::Slot::code`].
    pub slot: u32,
    /// Its place among the heads, from 1.
    pub head: u32,
    /// The delta.
    pub key: Key,
}

/// What a delta spoke of first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Thing {
    /// The frame.
    Campaign = 1,
    /// A date by which something is due.
    Milestone = 2,
    /// The atom of territory.
    Hamlet = 3,
    /// A door.
    Household = 4,
    /// A person of the roll.
    Resident = 5,
}

/// Where a thing stands, as its shown head says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlaceRow {
    /// The thing.
    pub subject: Key,
    /// What it is.
    pub thing: Thing,
    /// Its hamlet; itself for a hamlet; [`Key::NONE`] for campaign and milestone.
    pub hamlet: Key,
    /// A resident's household, else [`Key::NONE`].
    pub household: Key,
}

/// Registers, retractions and places.
pub trait Registers {
    /// The counting deltas of a register, by key.
    fn entries(&self, book: BookNo, subject: Key, slot: u32) -> Result<Vec<EntryRow>>;
    /// Whether the register has any entry: cheaper than reading them.
    fn has_entries(&self, book: BookNo, subject: Key, slot: u32) -> Result<bool>;
    /// Adds an entry.
    fn add_entry(&self, book: BookNo, subject: Key, slot: u32, key: Key, head: u32) -> Result<()>;
    /// Changes an entry's place among the heads.
    fn set_head(&self, book: BookNo, subject: Key, slot: u32, key: Key, head: u32) -> Result<()>;
    /// Every head of every register, by subject, slot and place.
    fn heads(&self, book: BookNo) -> Result<Vec<HeadRow>>;
    /// The head that a register shows first: its key and authored bytes.
    fn shown(&self, book: BookNo, subject: Key, slot: u32) -> Result<Option<(Key, Vec<u8>)>>;
    /// Remembers that `by` withdraws `target`.
    fn add_retraction(&self, book: BookNo, target: Key, by: Key) -> Result<()>;
    /// Who withdraws `target`.
    fn retractions(&self, book: BookNo, target: Key) -> Result<Vec<Key>>;
    /// Adds or replaces a place.
    fn put_place(&self, book: BookNo, place: &PlaceRow) -> Result<()>;
    /// Where a thing stands, if it is known.
    fn place(&self, book: BookNo, subject: Key) -> Result<Option<PlaceRow>>;
    /// Every place, by subject.
    fn places(&self, book: BookNo) -> Result<Vec<PlaceRow>>;
    /// Every thing of a kind, by key.
    fn things(&self, book: BookNo, thing: Thing) -> Result<Vec<Key>>;
    /// The residents of a household.
    fn residents(&self, book: BookNo, household: Key) -> Result<Vec<Key>>;
}
