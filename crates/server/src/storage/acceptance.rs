//! Which devices an officer has accepted, and who said so.

use super::Result;
use crate::key::BookNo;
use tungnha_core::{Instant, MemberId};

/// How a device that came in by a link stands with the office.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Acceptance {
    /// No officer has looked at it yet: it hands in, and reads nothing.
    Waiting,
    /// It is the phone that an officer meant, or one of before there was a choice.
    Accepted,
    /// It is not: as revoked.
    Refused,
}

impl Acceptance {
    /// Every one, in the order of the codes.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Accepted, Self::Refused];

    /// The number that is stored, from 0.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The one of `code`.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// The word for documents.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }
}

/// One line of the log: what was said of a device.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AcceptanceRow {
    /// The device's local number.
    pub device: u32,
    /// What it became.
    pub acceptance: Acceptance,
    /// The officer; absent for whoever sat at the server.
    pub by: Option<MemberId>,
    /// By the server's clock.
    pub at: Instant,
}

/// Acceptance of devices.
pub trait Acceptances {
    /// Says how a device stands from now on, and logs who said it.
    fn set_acceptance(&self, book: BookNo, row: &AcceptanceRow) -> Result<()>;
    /// The log, oldest first.
    fn acceptances(&self, book: BookNo) -> Result<Vec<AcceptanceRow>>;
    /// When a device was added, by its local number.
    fn enrolled_at(&self, book: BookNo, number: u32) -> Result<Option<Instant>>;
}
