//! [`Feed`] in SQLite.

use super::SqliteTxn;
use super::pending::FeedInsert;
use crate::key::{BookNo, Key};
use crate::storage::{Feed, FeedQuery, FeedRow, Result};
use rusqlite::params;
use tungnha_core::body::Visibility;
use tungnha_protocol::hash::Hash;

impl Feed for SqliteTxn<'_> {
    fn feed(
        &self,
        book: BookNo,
        seq: u64,
        hamlet: Key,
        visibility: Visibility,
        key: Key,
    ) -> Result<()> {
        let row = FeedInsert {
            book,
            seq,
            hamlet,
            visibility,
            key,
        };
        self.put_off(|pending| pending.add_feed(row))
    }

    fn fed_to(&self, book: BookNo, seq: u64, copies: u32) -> Result<Vec<Key>> {
        self.all(
            "SELECT hamlet FROM feed WHERE book = ?1 AND seq >= ?2 AND seq < ?2 + ?3 AND live = 1
             ORDER BY seq",
            params![book.0, seq.cast_signed(), copies],
            |row| row.get(0).map(Key),
        )
    }

    fn retire(&self, book: BookNo, seq: u64, copies: u32) -> Result<()> {
        self.run(
            "UPDATE feed SET live = 0 WHERE book = ?1 AND seq >= ?2 AND seq < ?2 + ?3",
            params![book.0, seq.cast_signed(), copies],
        )?;
        Ok(())
    }

    fn feed_for(&self, book: BookNo, query: &FeedQuery) -> Result<Vec<FeedRow>> {
        let mut statement = self.connection()?.prepare_cached(
            "SELECT f.seq, f.key, d.admission, d.bytes
             FROM feed f JOIN delta d ON d.book = f.book AND d.key = f.key
             WHERE f.book = ?1 AND f.seq > ?2 AND f.live = 1 AND f.visibility <= ?3
               AND (?4 OR f.hamlet = 0 OR f.hamlet IN (
                    SELECT g.hamlet FROM granted_hamlet g
                    WHERE g.book = ?1 AND g.member = ?5 AND g.ended_at IS NULL))
               AND NOT (f.key BETWEEN ?6 AND ?7)
               AND (f.seq > ?8 OR d.needed > 0)
             ORDER BY f.seq LIMIT ?9",
        )?;
        let own = query.without.map_or((0, -1), |number| {
            (Key::new(number, 0).0, Key::new(number, u32::MAX).0)
        });
        let mut rows = statement.query(params![
            book.0,
            query.after.cast_signed(),
            query.visibility as u8,
            query.whole_book,
            query.member.0.as_bytes(),
            own.0,
            own.1,
            query.beginner_until.cast_signed(),
            i64::try_from(query.rows).unwrap_or(i64::MAX),
        ])?;
        let mut fed = Vec::new();
        let mut bytes = 0;
        while bytes <= query.bytes
            && let Some(row) = rows.next()?
        {
            let row = FeedRow {
                seq: row.get::<_, i64>(0)?.unsigned_abs(),
                key: Key(row.get(1)?),
                admission: row.get(2)?,
                bytes: row.get(3)?,
            };
            bytes += row.bytes.len();
            fed.push(row);
        }
        Ok(fed)
    }

    fn leaves(&self, book: BookNo, after: u64, to: u64) -> Result<Vec<Hash>> {
        self.all(
            "SELECT d.leaf FROM feed f JOIN delta d ON d.book = f.book AND d.key = f.key
             WHERE f.book = ?1 AND f.seq > ?2 AND f.seq <= ?3 ORDER BY f.seq",
            params![book.0, after.cast_signed(), to.cast_signed()],
            |row| row.get(0),
        )
    }
}
