//! [`Settlements`] in SQLite.

use super::SqliteTxn;
use crate::key::{BookNo, Key};
use crate::storage::{Result, SettlementRow, Settlements};
use rusqlite::{Row, params};

fn settlement(row: &Row<'_>) -> rusqlite::Result<SettlementRow> {
    Ok(SettlementRow {
        over: Key(row.get(0)?),
        stands: Key(row.get(1)?),
        by: Key(row.get(2)?),
    })
}

impl Settlements for SqliteTxn<'_> {
    fn add_settlement(&self, book: BookNo, row: &SettlementRow) -> Result<()> {
        self.run(
            "INSERT INTO settlement (book, over, stands, key) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (book, over, stands, key) DO NOTHING",
            params![book.0, row.over.0, row.stands.0, row.by.0],
        )?;
        Ok(())
    }

    fn has_settlements(&self, book: BookNo) -> Result<bool> {
        let found = self.one_present(
            "SELECT 1 FROM settlement WHERE book = ?1 LIMIT 1",
            [book.0],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    fn settlements_in(&self, book: BookNo, subject: Key, slot: u32) -> Result<Vec<SettlementRow>> {
        self.all(
            "SELECT s.over, s.stands, s.key
             FROM register_entry e JOIN settlement s ON s.book = e.book AND s.over = e.key
             WHERE e.book = ?1 AND e.subject = ?2 AND e.slot = ?3
               AND NOT EXISTS (SELECT 1 FROM retraction r WHERE r.book = s.book AND r.target = s.key)
             ORDER BY s.over, s.stands, s.key",
            params![book.0, subject.0, slot],
            settlement,
        )
    }

    fn settlements_naming(&self, book: BookNo, key: Key) -> Result<Vec<SettlementRow>> {
        self.all(
            "SELECT over, stands, key FROM settlement WHERE book = ?1 AND over = ?2
             UNION
             SELECT over, stands, key FROM settlement WHERE book = ?1 AND stands = ?2
             ORDER BY over, stands, key",
            params![book.0, key.0],
            settlement,
        )
    }

    fn settlements(&self, book: BookNo) -> Result<Vec<SettlementRow>> {
        self.all(
            "SELECT over, stands, key FROM settlement WHERE book = ?1 ORDER BY over, stands, key",
            [book.0],
            settlement,
        )
    }
}
