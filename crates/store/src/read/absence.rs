//! Who is away, and who was met since somebody said so.

use super::ResidentRow;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use std::collections::HashMap;
use tungnha_core::time::Day;
use tungnha_core::words::{Agreement, Attendance, Decision};

/// When people of the roll were last met, as far as anything says so of the very person: a claim that nobody returned,
/// an answer to the notice, a lesson, a desk's "came". A visit says it only of the door.
#[derive(Debug, Default)]
pub struct Met(HashMap<Key, i64>);

impl Met {
    /// When this person was last met, seconds; absent when nothing says so.
    pub fn last(&self, person: &ResidentRow) -> Option<i64> {
        self.0.get(&person.key).copied()
    }
}

impl Txn<'_> {
    /// When everybody was last met; of two who are one person, under the one who stays.
    pub fn met(&self) -> Result<Met, StoreError> {
        let mut statement = self.sql(
            "SELECT coalesce(g.stays, m.resident), max(m.at) FROM (
                 SELECT resident, said_at AS at FROM claim WHERE state <> ?1
                 UNION ALL SELECT resident, at FROM taught
                 UNION ALL SELECT resident, at FROM attendance WHERE outcome = ?2
             ) m LEFT JOIN gives_way g ON g.resident = m.resident GROUP BY 1",
        )?;
        let codes = params![Decision::Returned.code(), Attendance::Came.code()];
        let rows = statement.query_map(codes, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Met(rows.collect::<Result<_, _>>()?))
    }

    /// Whether `person` is away on `today`: somebody said so, the day of coming back is not over, and nobody met the
    /// person since. The one answer for lists and for targets.
    pub fn is_away(&self, person: &ResidentRow, met: &Met, today: Day) -> Result<bool, StoreError> {
        let (Some((_, _, until)), Some(key)) = (&person.absence, person.absence_key) else {
            return Ok(false);
        };
        if until.is_some_and(|until| until < today) {
            return Ok(false);
        }
        let said = self.delta(key)?.stamped.0;
        // A guardian answers for somebody who need not be there.
        let own = person.notice != Some(Agreement::ByGuardian);
        let answered = match person.notice_key.filter(|_| own) {
            Some(key) => Some(self.delta(key)?.stamped.0),
            None => None,
        };
        Ok(met.last(person).max(answered).is_none_or(|at| at <= said))
    }
}
