//! [`Deltas`] in SQLite.

use super::{SqliteTxn, unknown_code};
use crate::key::{BookNo, Key};
use crate::storage::{DeltaRow, Deltas, HeldRow, Result};
use rusqlite::{Row, params};
use tungnha_core::body::Visibility;
use tungnha_core::{HeldReason, Instant};

const DELTA: &str = "key, kind, subject, hamlet, visibility, stamped, admission, seq, copies, needed, \
                     bytes, leaf";

fn delta(row: &Row<'_>) -> rusqlite::Result<DeltaRow> {
    let visibility = match row.get(4)? {
        0 => Visibility::Open,
        _ => Visibility::Restricted,
    };
    Ok(DeltaRow {
        key: Key(row.get(0)?),
        kind: row.get(1)?,
        subject: Key(row.get(2)?),
        hamlet: Key(row.get(3)?),
        visibility,
        stamped: Instant(row.get(5)?),
        admission: row.get(6)?,
        seq: row.get::<_, Option<i64>>(7)?.map(i64::unsigned_abs),
        copies: row.get(8)?,
        needed: row.get(9)?,
        bytes: row.get(10)?,
        leaf: row.get(11)?,
    })
}

fn reason(column: usize, row: &Row<'_>) -> rusqlite::Result<HeldReason> {
    HeldReason::from_code(row.get(column)?).ok_or_else(|| unknown_code(column))
}

fn held(row: &Row<'_>) -> rusqlite::Result<HeldRow> {
    Ok(HeldRow {
        key: Key(row.get(0)?),
        reason: reason(1, row)?,
        received_at: Instant(row.get(2)?),
    })
}

impl Deltas for SqliteTxn<'_> {
    fn add_delta(&self, book: BookNo, d: &DeltaRow) -> Result<()> {
        self.put_off(|pending| pending.add_delta(book, d))
    }

    fn delta(&self, book: BookNo, key: Key) -> Result<Option<DeltaRow>> {
        self.one(
            &format!("SELECT {DELTA} FROM delta WHERE book = ?1 AND key = ?2"),
            params![book.0, key.0],
            delta,
        )
    }

    fn deltas_after(&self, book: BookNo, after: Key, limit: usize) -> Result<Vec<DeltaRow>> {
        self.all(
            &format!(
                "SELECT {DELTA} FROM delta WHERE book = ?1 AND key > ?2 ORDER BY key LIMIT ?3"
            ),
            params![book.0, after.0, i64::try_from(limit).unwrap_or(i64::MAX)],
            delta,
        )
    }

    fn keys_of(&self, book: BookNo, subject: Key) -> Result<Vec<Key>> {
        self.all(
            "SELECT key FROM delta INDEXED BY delta_subject
             WHERE book = ?1 AND subject = ?2 AND seq IS NOT NULL ORDER BY key",
            params![book.0, subject.0],
            |row| row.get(0).map(Key),
        )
    }

    fn set_needed(&self, book: BookNo, key: Key, needed: u32) -> Result<()> {
        self.run(
            "UPDATE delta SET needed = ?3 WHERE book = ?1 AND key = ?2",
            params![book.0, key.0, needed],
        )?;
        Ok(())
    }

    fn set_feed(&self, book: BookNo, key: Key, hamlet: Key, seq: u64, copies: u32) -> Result<()> {
        self.run(
            "UPDATE delta SET hamlet = ?3, seq = ?4, copies = ?5 WHERE book = ?1 AND key = ?2",
            params![book.0, key.0, hamlet.0, seq.cast_signed(), copies],
        )?;
        Ok(())
    }

    fn restand(&self, book: BookNo, d: &DeltaRow) -> Result<()> {
        self.run(
            "UPDATE delta SET kind = ?3, subject = ?4, hamlet = ?5, visibility = ?6, stamped = ?7,
                admission = ?8, seq = ?9, copies = ?10, needed = ?11
             WHERE book = ?1 AND key = ?2",
            params![
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
            ],
        )?;
        Ok(())
    }

    fn rehang(&self, book: BookNo, key: Key, subject: Key, visibility: Visibility) -> Result<()> {
        self.run(
            "UPDATE delta SET subject = ?3, visibility = ?4 WHERE book = ?1 AND key = ?2",
            params![book.0, key.0, subject.0, visibility as u8],
        )?;
        Ok(())
    }

    fn hold(&self, book: BookNo, row: &HeldRow) -> Result<()> {
        self.run(
            "INSERT INTO held (book, key, reason, received_at) VALUES (?1, ?2, ?3, ?4)",
            params![book.0, row.key.0, row.reason.code(), row.received_at.0],
        )?;
        Ok(())
    }

    fn held_reason(&self, book: BookNo, key: Key) -> Result<Option<HeldReason>> {
        self.one(
            "SELECT reason FROM held WHERE book = ?1 AND key = ?2",
            params![book.0, key.0],
            |row| reason(0, row),
        )
    }

    fn release(&self, book: BookNo, key: Key) -> Result<()> {
        self.run(
            "DELETE FROM held WHERE book = ?1 AND key = ?2",
            params![book.0, key.0],
        )?;
        Ok(())
    }

    fn held(&self, book: BookNo) -> Result<Vec<HeldRow>> {
        self.all(
            "SELECT key, reason, received_at FROM held WHERE book = ?1 ORDER BY received_at, key",
            [book.0],
            held,
        )
    }

    fn held_for(&self, book: BookNo, reason: HeldReason) -> Result<Vec<HeldRow>> {
        self.all(
            "SELECT key, reason, received_at FROM held WHERE book = ?1 AND reason = ?2
             ORDER BY received_at, key",
            params![book.0, reason.code()],
            held,
        )
    }
}
