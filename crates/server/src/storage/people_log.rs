//! What officers did about people and devices on their own devices.

use super::Result;
use crate::key::BookNo;
use tungnha_core::{Instant, MemberId};

/// One line of the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PeopleLogRow {
    /// Who did it.
    pub officer: MemberId,
    /// What: the number of a [`tungnha_protocol::PeopleAct`].
    pub act: u8,
    /// About whom.
    pub member: MemberId,
    /// About which device, by its local number.
    pub device: Option<u32>,
    /// By the server's clock.
    pub at: Instant,
}

/// The log of people and devices.
pub trait PeopleLog {
    /// Adds a line.
    fn log_people(&self, book: BookNo, row: &PeopleLogRow) -> Result<()>;
    /// At most `limit` lines, the last first.
    fn people_log(&self, book: BookNo, limit: u32) -> Result<Vec<PeopleLogRow>>;
}
