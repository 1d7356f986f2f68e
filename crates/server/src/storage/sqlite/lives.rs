//! [`Lives`] in SQLite.

use super::SqliteTxn;
use crate::key::{BookNo, Key};
use crate::storage::{Lives, Registers, Result};
use rusqlite::params;
use tungnha_core::{Counter, Instant, Slot};

impl Lives for SqliteTxn<'_> {
    fn begin_life(&self, book: BookNo, epoch: u32, reads_wait: Instant) -> Result<()> {
        self.run(
            "UPDATE book_counter SET epoch = ?2, reads_wait = ?3 WHERE book = ?1",
            params![book.0, epoch, reads_wait.0],
        )?;
        Ok(())
    }

    fn reopen(&self, book: BookNo) -> Result<()> {
        self.run(
            "UPDATE book_counter SET reads_wait = NULL WHERE book = ?1",
            [book.0],
        )?;
        Ok(())
    }

    fn set_backed_up(&self, book: BookNo, number: u32, through: Counter) -> Result<()> {
        self.run(
            "UPDATE device SET backed_up = max(backed_up, ?3) WHERE book = ?1 AND incarnation = ?2",
            params![book.0, number, through],
        )?;
        Ok(())
    }

    fn has_nowhere(&self, book: BookNo) -> Result<bool> {
        let found = self.one(
            "SELECT 1 FROM delta WHERE book = ?1 AND hamlet = -1
             UNION ALL SELECT 1 FROM place WHERE book = ?1 AND hamlet = -1 LIMIT 1",
            [book.0],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    fn is_spoken_of(&self, book: BookNo, key: Key) -> Result<bool> {
        // No row of these two tables is ever put off.
        let found = self.one_present(
            "SELECT 1 FROM retraction WHERE book = ?1 AND target = ?2
             UNION ALL SELECT 1 FROM settlement WHERE book = ?1 AND over = ?2
             UNION ALL SELECT 1 FROM settlement WHERE book = ?1 AND stands = ?2 LIMIT 1",
            params![book.0, key.0],
            |_| Ok(()),
        )?;
        Ok(found.is_some() || self.has_entries(book, key, Slot::Review.code())?)
    }
}
