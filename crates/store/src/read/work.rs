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
    /// Held, and nobody has decided yet.
    pub held: u32,
    /// Held, and somebody of the office said no.
    pub rejected: u32,
    /// Held, and said again by the office on the author's behalf: that one counts.
    pub reassigned: u32,
    /// Own claims waiting for the reviewer.
    pub waiting: u32,
    /// Own claims confirmed.
    pub confirmed: u32,
    /// Own claims returned.
    pub returned: u32,
}

/// An own delta that waits in the server's inbox until somebody decides.
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
    /// Counts of own work, over all incarnations that this file has had.
    pub fn work_counts(&self) -> Result<WorkCounts, StoreError> {
        let own = self.own_keys("key")?;
        let mut counts = WorkCounts {
            received: self.own_deltas()?,
            ..WorkCounts::default()
        };
        let mut statement = self.sql(&format!(
            "SELECT standing, count(*) FROM delta INDEXED BY delta_waiting
             WHERE standing <> 1 AND {own} GROUP BY 1"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (standing, count): (i64, u32) = (row.get(0)?, row.get(1)?);
            // What neither waits nor is held was received.
            counts.received = counts.received.saturating_sub(count);
            match u8::try_from(standing - 16)
                .ok()
                .and_then(HeldReason::from_code)
            {
                None => counts.unsent += count,
                Some(HeldReason::Rejected) => counts.rejected += count,
                Some(HeldReason::Reassigned) => counts.reassigned += count,
                Some(_) => counts.held += count,
            }
        }
        let mut statement = self.sql(&format!(
            "SELECT state, count(*) FROM claim WHERE {own} GROUP BY 1"
        ))?;
        let mut rows = statement.query([])?;
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

    /// How many own deltas this file holds. The present incarnation's counters have no holes.
    fn own_deltas(&self) -> Result<u32, StoreError> {
        let present = self.own_number()?;
        let mut count = self.own_highest()?;
        for number in self.own_numbers()? {
            if number != present {
                count += self
                    .sql("SELECT count(*) FROM delta WHERE key BETWEEN ?1 AND ?2")?
                    .query_row(
                        params![Key::new(number, 0), Key::new(number, u32::MAX)],
                        |row| row.get::<_, u32>(0),
                    )?;
            }
        }
        Ok(count)
    }

    /// Own deltas on which nobody has decided yet, the last first; what people decided is told by
    /// [`Txn::decided`].
    pub fn held(&self) -> Result<Vec<HeldRow>, StoreError> {
        let own = self.own_keys("key")?;
        let keys: Vec<(Key, i64)> = self
            .sql(&format!(
                "SELECT key, standing FROM delta INDEXED BY delta_waiting
                 WHERE standing <> 1 AND standing > 16 AND {own} ORDER BY key DESC"
            ))?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut held = Vec::new();
        for (key, standing) in keys {
            let reason = u8::try_from(standing - 16)
                .ok()
                .and_then(HeldReason::from_code)
                .ok_or_else(|| StoreError::corrupt("standing"))?;
            if !reason.is_decided() {
                let delta = self.delta(key)?;
                held.push(HeldRow {
                    id: delta.id,
                    kind: delta.body.name(),
                    reason,
                    at: delta.stamped.0,
                });
            }
        }
        Ok(held)
    }

    /// (doors visited, people recorded) by this device since `from`, seconds.
    pub fn done_since(&self, from: i64) -> Result<(u32, u32), StoreError> {
        let own = self.own_keys("key")?;
        let doors = self
            .sql(&format!(
                "SELECT count(DISTINCT household) FROM visit WHERE {own} AND at >= ?1"
            ))?
            .query_row(params![from], |row| row.get(0))?;
        let people = self
            .sql(&format!(
                "SELECT count(DISTINCT coalesce(g.stays, c.resident)) FROM claim c
                 LEFT JOIN gives_way g ON g.resident = c.resident WHERE {own} AND said_at >= ?1"
            ))?
            .query_row(params![from], |row| row.get(0))?;
        Ok((doors, people))
    }
}
