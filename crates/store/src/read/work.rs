//! One's own work: what is unsent, received, confirmed, returned, held.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::{DeltaId, HeldReason};

/// How many of one's own deltas are where.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WorkCounts {
    /// No receipt yet.
    pub unsent: u32,
    /// Admitted.
    pub received: u32,
    /// Held.
    pub held: u32,
    /// Own claims waiting for the reviewer.
    pub waiting: u32,
    /// Own claims confirmed.
    pub confirmed: u32,
    /// Own claims returned.
    pub returned: u32,
}

/// An own delta that waits in the server's inbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldRow {
    /// Which.
    pub id: DeltaId,
    /// The kind's name.
    pub kind: &'static str,
    /// Why.
    pub reason: HeldReason,
    /// When it was said, seconds.
    pub at: i64,
}

impl Txn<'_> {
    /// Counts of own work.
    pub fn work_counts(&self) -> Result<WorkCounts, StoreError> {
        let own = self.own_number()?;
        let (from, to) = (Key::new(own, 0), Key::new(own, u32::MAX));
        let mut counts = WorkCounts {
            received: self.own_highest()?,
            ..WorkCounts::default()
        };
        // Counters have no holes, so what does not wait was received.
        let mut statement = self.sql(
            "SELECT standing = 0, count(*) FROM delta
             WHERE standing <> 1 AND key BETWEEN ?1 AND ?2 GROUP BY 1",
        )?;
        let mut rows = statement.query(params![from, to])?;
        while let Some(row) = rows.next()? {
            let count: u32 = row.get(1)?;
            counts.received = counts.received.saturating_sub(count);
            match row.get(0)? {
                true => counts.unsent = count,
                false => counts.held = count,
            }
        }
        let mut statement =
            self.sql("SELECT state, count(*) FROM claim WHERE key BETWEEN ?1 AND ?2 GROUP BY 1")?;
        let mut rows = statement.query(params![from, to])?;
        while let Some(row) = rows.next()? {
            let count = row.get(1)?;
            match row.get::<_, i64>(0)? {
                0 => counts.waiting = count,
                1 => counts.confirmed = count,
                _ => counts.returned = count,
            }
        }
        Ok(counts)
    }

    /// Own held deltas, the last first.
    pub fn held(&self) -> Result<Vec<HeldRow>, StoreError> {
        let own = self.own_number()?;
        let keys: Vec<(Key, i64)> = self
            .sql(
                "SELECT key, standing FROM delta
                 WHERE standing > 16 AND key BETWEEN ?1 AND ?2 ORDER BY key DESC",
            )?
            .query_map(params![Key::new(own, 0), Key::new(own, u32::MAX)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?;
        keys.into_iter()
            .map(|(key, standing)| {
                let delta = self.delta(key)?;
                let reason = u8::try_from(standing - 16)
                    .ok()
                    .and_then(HeldReason::from_code)
                    .ok_or_else(|| StoreError::corrupt("standing"))?;
                Ok(HeldRow {
                    id: delta.id,
                    kind: delta.body.name(),
                    reason,
                    at: delta.stamped.0,
                })
            })
            .collect()
    }

    /// (doors visited, people recorded) by this device since `from`, seconds.
    pub fn done_since(&self, from: i64) -> Result<(u32, u32), StoreError> {
        let own = self.own_number()?;
        let range = params![Key::new(own, 0), Key::new(own, u32::MAX), from];
        let doors = self
            .sql(
                "SELECT count(DISTINCT household) FROM visit
                 WHERE key BETWEEN ?1 AND ?2 AND at >= ?3",
            )?
            .query_row(range, |row| row.get(0))?;
        let people = self
            .sql(
                "SELECT count(DISTINCT resident) FROM claim
                 WHERE key BETWEEN ?1 AND ?2 AND said_at >= ?3",
            )?
            .query_row(range, |row| row.get(0))?;
        Ok((doors, people))
    }
}
