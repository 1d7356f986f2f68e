//! [`Decisions`] in SQLite.

use super::SqliteTxn;
use crate::key::{BookNo, Key};
use crate::storage::{CopyRow, DecisionRow, Decisions, Result};
use rusqlite::{Row, params};
use tungnha_core::{Instant, MemberId};
use uuid::Uuid;

const DECISION: &str = "number, member, key, admission, reason, decided_by, decided_at";

fn decision(row: &Row<'_>) -> rusqlite::Result<DecisionRow> {
    Ok(DecisionRow {
        number: row.get::<_, i64>(0)?.unsigned_abs(),
        member: MemberId(Uuid::from_bytes(row.get(1)?)),
        key: Key(row.get(2)?),
        admission: row.get(3)?,
        reason: row.get(4)?,
        by: row.get(5)?,
        at: Instant(row.get(6)?),
    })
}

impl Decisions for SqliteTxn<'_> {
    fn next_decision(&self, book: BookNo) -> Result<u64> {
        let number = self.one(
            "SELECT coalesce(max(number), 0) + 1 FROM decision WHERE book = ?1",
            [book.0],
            |row| row.get::<_, i64>(0),
        )?;
        Ok(number.unwrap_or(1).unsigned_abs())
    }

    fn add_decision(&self, book: BookNo, d: &DecisionRow) -> Result<()> {
        self.run(
            "INSERT INTO decision (book, number, member, key, admission, reason, decided_by, decided_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                book.0,
                d.number.cast_signed(),
                d.member.0.as_bytes(),
                d.key.0,
                d.admission,
                d.reason,
                d.by,
                d.at.0,
            ],
        )?;
        Ok(())
    }

    fn decisions_for(
        &self,
        book: BookNo,
        member: MemberId,
        after: u64,
        limit: usize,
    ) -> Result<Vec<DecisionRow>> {
        self.all(
            &format!(
                "SELECT {DECISION} FROM decision WHERE book = ?1 AND member = ?2 AND number > ?3
                 ORDER BY number LIMIT ?4"
            ),
            params![
                book.0,
                member.0.as_bytes(),
                i64::try_from(after).unwrap_or(i64::MAX),
                i64::try_from(limit).unwrap_or(i64::MAX)
            ],
            decision,
        )
    }

    fn decisions(&self, book: BookNo) -> Result<Vec<DecisionRow>> {
        self.all(
            &format!("SELECT {DECISION} FROM decision WHERE book = ?1 ORDER BY number"),
            [book.0],
            decision,
        )
    }

    fn copies(&self, book: BookNo) -> Result<Vec<CopyRow>> {
        self.all(
            "SELECT incarnation, reissued_from, enrolled_at AS at FROM device
             WHERE book = ?1 AND reissued_from IS NOT NULL
             UNION ALL
             SELECT f.incarnation, NULL, min(f.received_at) FROM fork f
             WHERE f.book = ?1 AND NOT EXISTS (SELECT 1 FROM device d
                WHERE d.book = f.book AND d.reissued_from = f.incarnation)
             GROUP BY f.incarnation
             ORDER BY at, incarnation",
            [book.0],
            |row| {
                Ok(CopyRow {
                    number: row.get(0)?,
                    of: row.get(1)?,
                    at: Instant(row.get(2)?),
                })
            },
        )
    }
}
