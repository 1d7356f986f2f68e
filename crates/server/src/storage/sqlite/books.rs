//! [`Books`] in SQLite.

use super::{SqliteTxn, unknown_code};
use crate::key::{BookNo, Key};
use crate::storage::{BookRow, Books, Counter, HamletUnitRow, Result, StorageError, UnitRow};
use rusqlite::{Row, params};
use tungnha_core::{BookId, Instant};
use tungnha_protocol::SignedAddresses;
use tungnha_protocol::hash::Hash;
use tungnha_protocol::wire::decode;
use uuid::Uuid;

fn counter(row: &Row<'_>) -> rusqlite::Result<Counter> {
    Ok(Counter {
        seq: row.get::<_, i64>(0)?.unsigned_abs(),
        epoch: row.get(1)?,
        reads_wait: row.get::<_, Option<i64>>(2)?.map(Instant),
    })
}

fn book(row: &Row<'_>) -> rusqlite::Result<BookRow> {
    let addresses: Option<Vec<u8>> = row.get(4)?;
    let addresses = addresses.map(|bytes| decode::<SignedAddresses>(&bytes));
    Ok(BookRow {
        no: BookNo(row.get(0)?),
        id: BookId(Uuid::from_bytes(row.get(1)?)),
        name: row.get(2)?,
        unit: row.get(3)?,
        addresses: addresses.transpose().map_err(|_| unknown_code(4))?,
    })
}

impl Books for SqliteTxn<'_> {
    fn add_book(&self, id: BookId, name: &str, unit: Option<&str>) -> Result<BookNo> {
        let no = self
            .one("SELECT coalesce(max(book), 0) + 1 FROM book", [], |row| {
                row.get(0)
            })?
            .unwrap_or(1);
        self.run(
            "INSERT INTO book (book, uuid, name, unit) VALUES (?1, ?2, ?3, ?4)",
            params![no, id.0.as_bytes(), name, unit],
        )?;
        self.run("INSERT INTO book_counter (book) VALUES (?1)", [no])?;
        Ok(BookNo(no))
    }

    fn books(&self) -> Result<Vec<BookRow>> {
        self.all(
            "SELECT book, uuid, name, unit, addresses FROM book ORDER BY book",
            [],
            book,
        )
    }

    fn book(&self, no: BookNo) -> Result<BookRow> {
        self.one(
            "SELECT book, uuid, name, unit, addresses FROM book WHERE book = ?1",
            [no.0],
            book,
        )?
        .ok_or(StorageError::Inconsistent(
            "a row of a book that is not there",
        ))
    }

    fn counter(&self, book: BookNo) -> Result<Counter> {
        self.one(
            "SELECT seq, epoch, reads_wait FROM book_counter WHERE book = ?1",
            [book.0],
            counter,
        )?
        .ok_or(StorageError::Inconsistent("a book without a counter"))
    }

    fn lock_counter(&self, book: BookNo) -> Result<Counter> {
        // BEGIN IMMEDIATE already holds the lock; the statement is the one that locks elsewhere.
        self.one(
            "UPDATE book_counter SET seq = seq WHERE book = ?1 RETURNING seq, epoch, reads_wait",
            [book.0],
            counter,
        )?
        .ok_or(StorageError::Inconsistent("a book without a counter"))
    }

    fn advance(&self, book: BookNo, n: u64) -> Result<u64> {
        self.one(
            "UPDATE book_counter SET seq = seq + ?2 WHERE book = ?1 RETURNING seq",
            params![book.0, n.cast_signed()],
            |row| Ok(row.get::<_, i64>(0)?.unsigned_abs()),
        )?
        .ok_or(StorageError::Inconsistent("a book without a counter"))
    }

    fn next_admission(&self, book: BookNo) -> Result<i64> {
        self.one(
            "UPDATE book_counter SET admissions = admissions + 1 WHERE book = ?1 RETURNING admissions",
            [book.0],
            |row| row.get(0),
        )?
        .ok_or(StorageError::Inconsistent("a book without a counter"))
    }

    fn add_link(&self, book: BookNo, seq_end: u64, hash: &Hash) -> Result<()> {
        self.run(
            "INSERT INTO chain (book, seq_end, hash) VALUES (?1, ?2, ?3)",
            params![book.0, seq_end.cast_signed(), hash],
        )?;
        Ok(())
    }

    fn link_at(&self, book: BookNo, seq: u64) -> Result<(u64, Hash)> {
        let link = self.one(
            "SELECT seq_end, hash FROM chain WHERE book = ?1 AND seq_end <= ?2
             ORDER BY seq_end DESC LIMIT 1",
            params![book.0, seq.cast_signed()],
            |row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?)),
        )?;
        Ok(link.unwrap_or((0, [0; 32])))
    }

    fn links(&self, book: BookNo) -> Result<Vec<(u64, Hash)>> {
        self.all(
            "SELECT seq_end, hash FROM chain WHERE book = ?1 ORDER BY seq_end",
            [book.0],
            |row| Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?)),
        )
    }

    fn put_units(&self, units: &[UnitRow]) -> Result<()> {
        for u in units {
            self.run(
                "INSERT INTO unit (code, valid_from, valid_to, name, kind, parent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (code, valid_from) DO UPDATE SET valid_to = excluded.valid_to,
                    name = excluded.name, kind = excluded.kind, parent = excluded.parent",
                params![u.code, u.valid_from, u.valid_to, u.name, u.kind, u.parent],
            )?;
        }
        Ok(())
    }

    fn put_hamlet_unit(&self, book: BookNo, row: &HamletUnitRow) -> Result<()> {
        self.run(
            "INSERT INTO hamlet_unit (book, hamlet, valid_from, valid_to, unit)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (book, hamlet, valid_from) DO UPDATE
                SET valid_to = excluded.valid_to, unit = excluded.unit",
            params![book.0, row.hamlet.0, row.valid_from, row.valid_to, row.unit],
        )?;
        Ok(())
    }

    fn hamlet_units(&self, book: BookNo) -> Result<Vec<HamletUnitRow>> {
        self.all(
            "SELECT hamlet, unit, valid_from, valid_to FROM hamlet_unit
             WHERE book = ?1 ORDER BY hamlet, valid_from",
            [book.0],
            |row| {
                Ok(HamletUnitRow {
                    hamlet: Key(row.get(0)?),
                    unit: row.get(1)?,
                    valid_from: row.get(2)?,
                    valid_to: row.get(3)?,
                })
            },
        )
    }

    fn units(&self) -> Result<Vec<UnitRow>> {
        self.all(
            "SELECT code, valid_from, valid_to, name, kind, parent FROM unit ORDER BY code, valid_from",
            [],
            |row| {
                Ok(UnitRow {
                    code: row.get(0)?,
                    valid_from: row.get(1)?,
                    valid_to: row.get(2)?,
                    name: row.get(3)?,
                    kind: row.get(4)?,
                    parent: row.get(5)?,
                })
            },
        )
    }
}
