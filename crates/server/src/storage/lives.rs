//! Lives of the server in a book: backups, restores, and what comes back after one in any order.

use super::Result;
use crate::key::{BookNo, Key};
use tungnha_core::{Counter, Instant};

/// Lives of the server in a book.
pub trait Lives {
    /// Begins a new life, in which nothing is read until [`Self::reopen`].
    fn begin_life(&self, book: BookNo, epoch: u32, reads_wait: Instant) -> Result<()>;
    /// People have looked through who is revoked: what was kept back is read again.
    fn reopen(&self, book: BookNo) -> Result<()>;
    /// Remembers that what a device said up to a counter is in a backup. A lower counter changes nothing.
    fn set_backed_up(&self, book: BookNo, number: u32, through: Counter) -> Result<()>;
    /// Whether any delta is fed to [`Key::NOWHERE`], or any thing stands there.
    fn has_nowhere(&self, book: BookNo) -> Result<bool>;
    /// Whether a retraction, a settlement or a review names `key`.
    fn is_spoken_of(&self, book: BookNo, key: Key) -> Result<bool>;
}
