//! The closing check's sums from the folded tables: what this file shows of each hamlet, as
//! `tungnha_protocol::check` adds it up.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use std::collections::BTreeMap;
use tungnha_core::body::SUMMED;
use tungnha_core::words::Role;
use tungnha_core::{Delta, DeltaId};
use tungnha_protocol::{HamletSum, Sum};

/// The kinds that only the police and the commune's office hold of what hangs on a hamlet's things: identity,
/// ineligible_reason, membership and recheck.
const RESTRICTED: [u16; 4] = [8, 19, 27, 35];

/// The heads of everything whose shown place is hamlet ?1, with the decision shown on each.
const STANDING: &str = "
    WITH here (subject) AS (
        SELECT key FROM hamlet WHERE key = ?1
        UNION ALL SELECT key FROM household WHERE hamlet = ?1
        UNION ALL SELECT r.key FROM household h JOIN resident r ON r.household = h.key
            WHERE h.hamlet = ?1
        UNION ALL SELECT v.key FROM household h JOIN visit v ON v.household = h.key
            WHERE h.hamlet = ?1),
    facts (subject) AS (SELECT f.key FROM here CROSS JOIN fact f ON f.thing = here.subject
        UNION SELECT g.subject FROM here CROSS JOIN hung g ON g.thing = here.subject)
    SELECT d.key, d.authored, c.key
    FROM (SELECT subject FROM here UNION ALL SELECT subject FROM facts) here CROSS JOIN register_entry e ON e.subject = here.subject
    JOIN delta d ON d.key = e.key
    LEFT JOIN decision c ON c.claim = d.key
    WHERE e.head > 0 AND d.kind <= ?2 AND (?3 OR d.kind NOT IN (?4, ?5, ?6, ?7))
        AND (d.kind BETWEEN ?8 AND ?9 OR d.kind BETWEEN ?10 AND ?11)";

/// How the last closing check ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastCheck {
    /// When, seconds, by this device's clock.
    pub at: i64,
    /// Both sides show the same, perhaps after a repair.
    pub equal: bool,
}

const CHECKED: &str = "checked";
const PUT_OFF: &str = "check_put_off";

impl Txn<'_> {
    /// What this device shows of each hamlet of its scope, kinds above `kinds` left out; a hamlet without
    /// anything is left out too. `None` while anything waits for a receipt: what the server has not seen
    /// can be compared with nothing.
    pub fn hamlet_sums(&self, kinds: u16) -> Result<Option<Vec<HamletSum>>, StoreError> {
        if self.unsent_here()? > 0 {
            return Ok(None);
        }
        let mut sums = Vec::new();
        for (hamlet, id) in self.hamlets_to_check()? {
            let sum = self.sum_of(hamlet, kinds)?;
            if sum != Sum::default() {
                sums.push(HamletSum {
                    hamlet: id.into(),
                    sum: sum.to_bytes(),
                });
            }
        }
        Ok(Some(sums))
    }

    /// The sum of one hamlet, whatever waits.
    pub(crate) fn sum_of(&self, hamlet: Key, kinds: u16) -> Result<Sum, StoreError> {
        let role = Role::from_code(self.grant()?.role);
        let restricted = matches!(role, Some(Role::Police | Role::Office));
        let [things, door] = SUMMED;
        let mut statement = self.sql(STANDING)?;
        let mut rows = statement.query(params![
            hamlet,
            kinds,
            restricted,
            RESTRICTED[0],
            RESTRICTED[1],
            RESTRICTED[2],
            RESTRICTED[3],
            things.0,
            things.1,
            door.0,
            door.1,
        ])?;
        let mut sum = Sum::default();
        while let Some(row) = rows.next()? {
            let (key, decision): (Key, Option<Key>) = (row.get(0)?, row.get(2)?);
            let authored = row.get_ref(1)?.as_blob().map_err(StoreError::corrupt)?;
            let id = self.id(key)?;
            sum.add_head(id, authored);
            if let Some(review) = decision
                && Delta::from_bytes(id, authored).is_ok_and(|delta| delta.body.is_claim())
            {
                sum.add_decision(id, self.id(review)?);
            }
        }
        Ok(sum)
    }

    /// The hamlets that the grant covers; for the whole book, all that anything here stands in.
    fn hamlets_to_check(&self) -> Result<BTreeMap<Key, DeltaId>, StoreError> {
        if let Some(granted) = self.grant()?.hamlets {
            let known = granted.into_iter().map(DeltaId::from);
            return known
                .filter_map(|id| self.find_key(id).transpose().map(|key| Ok((key?, id))))
                .collect();
        }
        let keys: Vec<Key> = self
            .sql("SELECT key FROM hamlet UNION SELECT hamlet FROM household")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        keys.into_iter()
            .map(|key| Ok((key, self.id(key)?)))
            .collect()
    }

    /// A closing check ended.
    pub fn set_checked(&self, check: &LastCheck) -> Result<(), StoreError> {
        let mut bytes = check.at.to_be_bytes().to_vec();
        bytes.push(u8::from(check.equal));
        self.put(CHECKED, &bytes)
    }

    /// The last closing check that came to an end; `None` before any.
    pub fn last_check(&self) -> Result<Option<LastCheck>, StoreError> {
        let Some(bytes) = self.get(CHECKED)? else {
            return Ok(None);
        };
        let (at, equal) = bytes
            .split_first_chunk::<8>()
            .ok_or_else(|| StoreError::corrupt(CHECKED))?;
        Ok(Some(LastCheck {
            at: i64::from_be_bytes(*at),
            equal: equal == [1],
        }))
    }

    /// The server was restored: it may lack what other phones have yet to bring back, so nothing is compared
    /// by itself for a day.
    pub fn put_off_check(&self, at: i64) -> Result<(), StoreError> {
        self.put(PUT_OFF, &at.to_be_bytes())
    }

    /// When checks were put off last, seconds; `None` for never.
    pub fn check_put_off_at(&self) -> Result<Option<i64>, StoreError> {
        let bytes = self.get(PUT_OFF)?;
        Ok(bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map(i64::from_be_bytes))
    }

    /// When the last closing check came to an end, seconds; `None` before any.
    pub fn checked_at(&self) -> Result<Option<i64>, StoreError> {
        Ok(self.last_check()?.map(|check| check.at))
    }
}
