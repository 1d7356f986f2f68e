//! [`PeopleLog`] in SQLite.

use super::SqliteTxn;
use crate::key::BookNo;
use crate::storage::{PeopleLog, PeopleLogRow, Result};
use rusqlite::params;
use tungnha_core::{Instant, MemberId};
use uuid::Uuid;

impl PeopleLog for SqliteTxn<'_> {
    fn log_people(&self, book: BookNo, row: &PeopleLogRow) -> Result<()> {
        self.run(
            "INSERT INTO people_log (book, number, officer, act, member, device, done_at)
             SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM people_log WHERE book = ?1",
            params![
                book.0,
                row.officer.0.as_bytes(),
                row.act,
                row.member.0.as_bytes(),
                row.device,
                row.at.0
            ],
        )?;
        Ok(())
    }

    fn people_log(&self, book: BookNo, limit: u32) -> Result<Vec<PeopleLogRow>> {
        self.all(
            "SELECT officer, act, member, device, done_at FROM people_log WHERE book = ?1
             ORDER BY number DESC LIMIT ?2",
            params![book.0, limit],
            |row| {
                Ok(PeopleLogRow {
                    officer: MemberId(Uuid::from_bytes(row.get(0)?)),
                    act: row.get(1)?,
                    member: MemberId(Uuid::from_bytes(row.get(2)?)),
                    device: row.get(3)?,
                    at: Instant(row.get(4)?),
                })
            },
        )
    }
}
