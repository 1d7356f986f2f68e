//! [`StandingThings`] in SQLite.

use super::SqliteTxn;
use crate::key::{BookNo, Key};
use crate::storage::{FeedRow, HeadOfHamlet, LiveQuery, Result, StandingThings, Thing};
use rusqlite::params;
use tungnha_core::Slot;
use tungnha_core::body::{SUMMED, Visibility};

impl StandingThings for SqliteTxn<'_> {
    fn standing_in(
        &self,
        book: BookNo,
        hamlet: Key,
        visibility: Visibility,
        kinds: u16,
    ) -> Result<Vec<HeadOfHamlet>> {
        let [things, door] = SUMMED;
        // Kinds 7 and 9 are those that a review can decide on. From the things of one hamlet to what hangs on
        // them, never through every delta of the book: the planner would, and is told.
        self.all(
            "SELECT d.key, d.bytes, r.key
             FROM place p INDEXED BY place_hamlet
             CROSS JOIN delta d INDEXED BY delta_subject ON d.book = p.book AND d.subject = p.subject
             LEFT JOIN register_entry r ON d.kind IN (7, 9)
                AND r.book = d.book AND r.subject = d.key AND r.slot = ?5 AND r.head = 1
             WHERE p.book = ?1 AND p.hamlet = ?2 AND d.needed > 0
               AND d.kind <= ?3 AND d.visibility <= ?4
               AND (d.kind BETWEEN ?11 AND ?12 OR d.kind BETWEEN ?13 AND ?14)
               AND EXISTS (SELECT 1 FROM register_entry e WHERE e.book = p.book
                    AND e.subject = p.subject AND e.head = 1
                    AND e.slot = CASE p.thing WHEN ?6 THEN ?7 WHEN ?8 THEN ?9 ELSE ?10 END)
               AND (p.household = 0 OR EXISTS (SELECT 1 FROM register_entry e
                    WHERE e.book = p.book AND e.subject = p.household AND e.head = 1
                    AND e.slot = ?9))",
            params![
                book.0,
                hamlet.0,
                kinds,
                visibility as u8,
                Slot::Review.code(),
                Thing::Hamlet as u8,
                Slot::Hamlet.code(),
                Thing::Household as u8,
                Slot::Household.code(),
                Slot::Resident.code(),
                things.0,
                things.1,
                door.0,
                door.1,
            ],
            |row| {
                Ok(HeadOfHamlet {
                    key: Key(row.get(0)?),
                    bytes: row.get(1)?,
                    review: row.get::<_, Option<i64>>(2)?.map(Key),
                })
            },
        )
    }

    fn name_household(&self, book: BookNo, household: Key, resident: Key) -> Result<()> {
        self.run(
            "INSERT INTO named_household (book, household, resident) VALUES (?1, ?2, ?3)
             ON CONFLICT DO NOTHING",
            params![book.0, household.0, resident.0],
        )?;
        Ok(())
    }

    fn named_in(&self, book: BookNo, household: Key) -> Result<Vec<Key>> {
        self.all(
            "SELECT resident FROM named_household WHERE book = ?1 AND household = ?2 ORDER BY resident",
            params![book.0, household.0],
            |row| row.get(0).map(Key),
        )
    }

    fn live_in(&self, book: BookNo, query: &LiveQuery) -> Result<Vec<FeedRow>> {
        let mut statement = self.connection()?.prepare_cached(
            "SELECT f.seq, f.key, d.admission, d.bytes
             FROM feed f JOIN delta d ON d.book = f.book AND d.key = f.key
             WHERE f.book = ?1 AND f.seq > ?2 AND f.live = 1 AND f.visibility <= ?3
               AND f.hamlet IN (0, ?4)
             ORDER BY f.seq LIMIT ?5",
        )?;
        let mut rows = statement.query(params![
            book.0,
            query.after.cast_signed(),
            query.visibility as u8,
            query.hamlet.0,
            i64::try_from(query.rows).unwrap_or(i64::MAX),
        ])?;
        let mut live = Vec::new();
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
            live.push(row);
        }
        Ok(live)
    }
}
