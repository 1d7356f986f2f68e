//! Rows of the three tables that grow with every delta, put off and written together.
//!
//! Taking in a batch is mostly these inserts; each statement is fetched once for many rows instead of once
//! for each. Nothing can see the difference: [`super::SqliteTxn::connection`] writes them out before
//! anything else is done with it, a commit included.

use crate::key::{BookNo, Key};
use crate::storage::{DeltaRow, Result, StorageError};
use rusqlite::{Connection, params};
use std::collections::HashSet;
use tungnha_core::body::Visibility;

/// So many deltas wait at most: a few hundred kilobytes.
const MOST: usize = 1024;

/// A row of the feed.
pub(super) struct FeedInsert {
    pub(super) book: BookNo,
    pub(super) seq: u64,
    pub(super) hamlet: Key,
    pub(super) visibility: Visibility,
    pub(super) key: Key,
}

/// A row of a register.
pub(super) struct EntryInsert {
    pub(super) book: BookNo,
    pub(super) subject: Key,
    pub(super) slot: u32,
    pub(super) key: Key,
    pub(super) head: u32,
}

/// What a transaction has yet to write.
#[derive(Default)]
pub(super) struct Pending {
    deltas: Vec<(BookNo, DeltaRow)>,
    feed: Vec<FeedInsert>,
    entries: Vec<EntryInsert>,
    registers: HashSet<(i64, i64, u32)>,
    /// A row was refused: the transaction lacks it, so it must never commit.
    broken: bool,
}

impl Pending {
    pub(super) fn add_delta(&mut self, book: BookNo, delta: &DeltaRow) {
        self.deltas.push((book, delta.clone()));
    }

    pub(super) fn add_feed(&mut self, row: FeedInsert) {
        self.feed.push(row);
    }

    pub(super) fn add_entry(&mut self, row: EntryInsert) {
        self.registers.insert((row.book.0, row.subject.0, row.slot));
        self.entries.push(row);
    }

    /// Whether a row of this register waits.
    pub(super) fn has_entries(&self, book: BookNo, subject: Key, slot: u32) -> bool {
        self.registers.contains(&(book.0, subject.0, slot))
    }

    /// Whether it is time to write them.
    pub(super) fn is_full(&self) -> bool {
        self.deltas
            .len()
            .max(self.feed.len())
            .max(self.entries.len())
            >= MOST
    }

    /// Writes what waits. Deltas go first: the others name them.
    pub(super) fn write_out(&mut self, connection: &Connection) -> Result<()> {
        if self.broken {
            return Err(StorageError::Inconsistent("a row was refused before"));
        }
        if self.deltas.is_empty() && self.feed.is_empty() && self.entries.is_empty() {
            return Ok(());
        }
        let written = self.insert_all(connection);
        self.broken = written.is_err();
        self.deltas.clear();
        self.feed.clear();
        self.entries.clear();
        self.registers.clear();
        Ok(written?)
    }

    fn insert_all(&self, connection: &Connection) -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(
            "INSERT INTO delta (book, key, kind, subject, hamlet, visibility, stamped, admission, seq,
                copies, needed, bytes, leaf)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?;
        for (book, d) in &self.deltas {
            statement.execute(params![
                book.0,
                d.key.0,
                d.kind,
                d.subject.0,
                d.hamlet.0,
                d.visibility as u8,
                d.stamped.0,
                d.admission,
                d.seq.map(u64::cast_signed),
                d.copies,
                d.needed,
                d.bytes,
                d.leaf,
            ])?;
        }
        let mut statement = connection.prepare_cached(
            "INSERT INTO feed (book, seq, hamlet, visibility, key) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for row in &self.feed {
            let (seq, visibility) = (row.seq.cast_signed(), row.visibility as u8);
            statement.execute(params![
                row.book.0,
                seq,
                row.hamlet.0,
                visibility,
                row.key.0
            ])?;
        }
        let mut statement = connection.prepare_cached(
            "INSERT INTO register_entry (book, subject, slot, key, head) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for row in &self.entries {
            statement.execute(params![
                row.book.0,
                row.subject.0,
                row.slot,
                row.key.0,
                row.head
            ])?;
        }
        Ok(())
    }
}
