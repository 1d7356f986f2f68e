//! Samples of what was confirmed, looked at again on the spot (`domain.md` D-73).

use super::review::{CLAIMS, claim_row};
use super::{ClaimRow, ClaimState};
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::Body;
use tungnha_core::body::Recheck;

impl Txn<'_> {
    /// Confirmed claims of a hamlet, or of all.
    pub fn confirmed_claims(&self, hamlet: Option<Key>) -> Result<Vec<ClaimRow>, StoreError> {
        Ok(self
            .sql(&format!(
                "{CLAIMS} WHERE c.state = ?1 AND c.received_at IS NOT NULL AND c.hamlet <> 0
                   AND (?2 IS NULL OR c.hamlet = ?2) ORDER BY c.key"
            ))?
            .query_map(params![ClaimState::Confirmed.code(), hamlet], claim_row)?
            .collect::<Result<_, _>>()?)
    }

    /// What was found so far, the first first: the finding's key, what it says, when.
    pub fn rechecks(&self) -> Result<Vec<(Key, Recheck, i64)>, StoreError> {
        let rows: Vec<(Key, i64)> = self
            .sql("SELECT key, at FROM recheck ORDER BY at, key")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let mut found = Vec::with_capacity(rows.len());
        for (key, at) in rows {
            if let Body::Recheck(b) = self.delta(key)?.body {
                found.push((key, b, at));
            }
        }
        Ok(found)
    }
}
