//! [`Clocks`] in SQLite.

use super::SqliteTxn;
use crate::key::BookNo;
use crate::storage::{Clocks, Result};
use rusqlite::params;

impl Clocks for SqliteTxn<'_> {
    fn note_clock(&self, book: BookNo, number: u32, off: i64) -> Result<()> {
        self.run(
            "UPDATE device SET clock_off = ?3 WHERE book = ?1 AND incarnation = ?2",
            params![book.0, number, off],
        )?;
        Ok(())
    }

    fn add_doubtful_stamps(&self, book: BookNo, number: u32, more: u32) -> Result<()> {
        self.run(
            "UPDATE device SET doubtful_stamps = doubtful_stamps + ?3
             WHERE book = ?1 AND incarnation = ?2",
            params![book.0, number, more],
        )?;
        Ok(())
    }
}
