//! [`Acceptances`] in SQLite.

use super::{SqliteTxn, unknown_code};
use crate::key::BookNo;
use crate::storage::{Acceptance, AcceptanceRow, Acceptances, Result};
use rusqlite::{Row, params};
use tungnha_core::{Instant, MemberId};
use uuid::Uuid;

/// The acceptance in a column.
pub(super) fn acceptance(row: &Row<'_>, column: usize) -> rusqlite::Result<Acceptance> {
    Acceptance::from_code(row.get(column)?).ok_or_else(|| unknown_code(column))
}

impl Acceptances for SqliteTxn<'_> {
    fn set_acceptance(&self, book: BookNo, said: &AcceptanceRow) -> Result<()> {
        self.run(
            "UPDATE device SET acceptance = ?3 WHERE book = ?1 AND incarnation = ?2",
            params![book.0, said.device, said.acceptance.code()],
        )?;
        self.run(
            "INSERT INTO acceptance (book, number, device, acceptance, member, decided_at)
             SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5 FROM acceptance WHERE book = ?1",
            params![
                book.0,
                said.device,
                said.acceptance.code(),
                said.by.as_ref().map(|member| member.0.as_bytes()),
                said.at.0,
            ],
        )?;
        Ok(())
    }

    fn acceptances(&self, book: BookNo) -> Result<Vec<AcceptanceRow>> {
        self.all(
            "SELECT device, acceptance, member, decided_at FROM acceptance WHERE book = ?1 ORDER BY number",
            [book.0],
            |row| {
                let member = row.get::<_, Option<[u8; 16]>>(2)?;
                Ok(AcceptanceRow {
                    device: row.get(0)?,
                    acceptance: acceptance(row, 1)?,
                    by: member.map(|bytes| MemberId(Uuid::from_bytes(bytes))),
                    at: Instant(row.get(3)?),
                })
            },
        )
    }

    fn enrolled_at(&self, book: BookNo, number: u32) -> Result<Option<Instant>> {
        self.one(
            "SELECT enrolled_at FROM device WHERE book = ?1 AND incarnation = ?2",
            params![book.0, number],
            |row| row.get(0).map(Instant),
        )
    }
}
