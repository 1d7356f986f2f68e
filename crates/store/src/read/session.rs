//! Mobile points and who came.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::words::VenueKind;

/// A mobile point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionRow {
    /// The delta.
    pub key: Key,
    /// In which hamlet.
    pub hamlet: Key,
    /// What kind of place.
    pub venue: VenueKind,
    /// Which.
    pub place: String,
    /// From when, seconds.
    pub starts: i64,
    /// Until when, seconds; absent while nobody has said.
    pub ends: Option<i64>,
    /// What says the end, when it was said after the beginning.
    pub ended_by: Option<Key>,
    /// How many people came.
    pub people: u32,
    /// How many pictures were taken.
    pub photos: u32,
    /// No receipt yet.
    pub unsent: bool,
}

/// Somebody who came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WalkInRow {
    /// The delta.
    pub key: Key,
    /// Who.
    pub resident: Key,
    /// Where from, for one from elsewhere.
    pub home: Option<String>,
    /// When, seconds.
    pub at: i64,
}

impl Txn<'_> {
    /// The mobile points of this file, the last first; one alone by its `key`.
    pub fn sessions(&self, key: Option<Key>) -> Result<Vec<SessionRow>, StoreError> {
        let rows = self
            .sql(
                "SELECT s.key, s.hamlet, s.venue, s.place, s.starts, coalesce(e.ends, s.ends),
                    s.unsent OR coalesce(e.unsent, 0),
                    (SELECT count(DISTINCT coalesce(g.stays, w.resident)) FROM walk_in w
                        LEFT JOIN gives_way g ON g.resident = w.resident WHERE w.session = s.key),
                    (SELECT count(*) FROM photo p WHERE p.session = s.key),
                    e.key
                 FROM session s LEFT JOIN session e ON e.key = (
                    SELECT l.key FROM session l WHERE l.of_point = s.key AND l.ends IS NOT NULL
                    ORDER BY l.ends DESC, l.key DESC LIMIT 1)
                 WHERE s.of_point IS NULL AND (?1 IS NULL OR s.key = ?1)
                 ORDER BY s.starts DESC, s.key DESC",
            )?
            .query_map(params![key], |row| {
                Ok(SessionRow {
                    key: row.get(0)?,
                    hamlet: row.get(1)?,
                    venue: VenueKind::from_code(row.get(2)?).unwrap_or(VenueKind::Other),
                    place: row.get(3)?,
                    starts: row.get(4)?,
                    ends: row.get(5)?,
                    unsent: row.get(6)?,
                    people: row.get(7)?,
                    photos: row.get(8)?,
                    ended_by: row.get(9)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// How many stages were said, of people who came to a mobile point, from its beginning to its end.
    pub fn claims_of_session(&self, session: &SessionRow) -> Result<u32, StoreError> {
        Ok(self
            .sql(
                "SELECT count(*) FROM claim c
                 WHERE c.resident IN (SELECT w.resident FROM walk_in w WHERE w.session = ?1)
                    AND c.said_at >= ?2 AND c.said_at <= ?3",
            )?
            .query_row(
                params![
                    session.key,
                    session.starts,
                    session.ends.unwrap_or(i64::MAX)
                ],
                |row| row.get(0),
            )?)
    }

    /// Who came to a mobile point, the last first.
    pub fn walk_ins(&self, session: Key) -> Result<Vec<WalkInRow>, StoreError> {
        let rows = self
            .sql(
                "SELECT w.key, coalesce(g.stays, w.resident), w.home, w.at FROM walk_in w
                 LEFT JOIN gives_way g ON g.resident = w.resident WHERE w.session = ?1
                 ORDER BY w.at DESC, w.key DESC",
            )?
            .query_map(params![session], |row| {
                Ok(WalkInRow {
                    key: row.get(0)?,
                    resident: row.get(1)?,
                    home: row.get(2)?,
                    at: row.get(3)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// The household in which a mobile point's walk-ins from elsewhere are kept, once there is one.
    pub fn household_of_session(&self, session: Key) -> Result<Option<Key>, StoreError> {
        Ok(self
            .sql("SELECT key FROM household WHERE venue = ?1 ORDER BY key LIMIT 1")?
            .query_row(params![session], |row| row.get(0))
            .optional()?)
    }
}
