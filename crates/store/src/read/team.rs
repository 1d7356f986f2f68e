//! Who works in a hamlet, and who has which lane.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::lane::Taking;
use tungnha_core::words::{Role, Side};
use tungnha_core::{Instant, MemberId};
use uuid::Uuid;

/// A lane taken or given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakingRow {
    /// Which lane; empty for doors without one.
    pub lane: String,
    /// The taking.
    pub taking: Taking,
    /// The delta.
    pub key: Key,
    /// The name of whoever has it by this; absent for this device's own.
    pub name: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

/// Somebody who works in a hamlet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostingRow {
    /// The member.
    pub member: MemberId,
    /// Full name.
    pub name: String,
    /// As what.
    pub role: Role,
    /// Of which organisation.
    pub organisation: Option<String>,
}

impl Txn<'_> {
    /// What was said of a hamlet's lanes and is not over at `now`, lanes in no order.
    pub fn takings(&self, hamlet: Key, now: Instant) -> Result<Vec<TakingRow>, StoreError> {
        let mut takings = Vec::new();
        let mut statement = self.sql(
            "SELECT t.key, t.lane, t.side, t.until, t.given_to, t.name, t.at, m.uuid, m.name, t.unsent
             FROM lane_taking t LEFT JOIN member m ON m.number = t.member
             WHERE t.hamlet = ?1 AND t.until > ?2 ORDER BY t.key",
        )?;
        let mut rows = statement.query(params![hamlet, now.0])?;
        while let Some(row) = rows.next()? {
            let key: Key = row.get(0)?;
            let member = |uuid: Option<[u8; 16]>| uuid.map(|u| MemberId(Uuid::from_bytes(u)));
            let given_to = member(row.get(4)?);
            takings.push(TakingRow {
                lane: row.get(1)?,
                taking: Taking {
                    id: self.id(key)?,
                    side: row.get::<_, Option<u8>>(2)?.and_then(Side::from_code),
                    at: Instant(row.get(6)?),
                    until: Instant(row.get(3)?),
                    by: member(row.get(7)?),
                    given_to,
                },
                key,
                name: match given_to {
                    Some(_) => row.get(5)?,
                    None => row.get(8)?,
                },
                unsent: row.get(9)?,
            });
        }
        Ok(takings)
    }

    /// Who works in a hamlet, by name as written.
    pub fn postings(&self, hamlet: Key) -> Result<Vec<PostingRow>, StoreError> {
        let rows = self
            .sql(
                "SELECT member, max(name), max(role), max(organisation) FROM posting
                 WHERE hamlet = ?1 GROUP BY member ORDER BY 2",
            )?
            .query_map(params![hamlet], |row| {
                Ok(PostingRow {
                    member: MemberId(Uuid::from_bytes(row.get(0)?)),
                    name: row.get(1)?,
                    role: Role::from_code(row.get(2)?).unwrap_or(Role::Volunteer),
                    organisation: row.get(3)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// (member, name, doors visited since `today`, doors visited since `from`, the last visit) of a hamlet;
    /// no member for this device's own without a receipt.
    pub fn visits_by_member(
        &self,
        hamlet: Key,
        from: i64,
        today: i64,
    ) -> Result<Vec<VisitsOfMember>, StoreError> {
        let rows = self
            .sql(
                "SELECT m.uuid, m.name,
                    count(DISTINCT CASE WHEN v.at >= ?3 THEN v.household END),
                    count(DISTINCT v.household), max(v.at)
                 FROM household h JOIN visit v ON v.household = h.key
                 LEFT JOIN member m ON m.number = v.member
                 WHERE h.hamlet = ?1 AND v.at >= ?2 GROUP BY v.member",
            )?
            .query_map(params![hamlet, from, today], |row| {
                let uuid: Option<[u8; 16]> = row.get(0)?;
                Ok(VisitsOfMember {
                    member: uuid.map(|u| MemberId(Uuid::from_bytes(u))),
                    name: row.get(1)?,
                    doors_today: row.get(2)?,
                    doors: row.get(3)?,
                    last_at: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }
}

/// How many doors of a hamlet one member visited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitsOfMember {
    /// Who; absent for this device's own without a receipt.
    pub member: Option<MemberId>,
    /// The name; absent likewise.
    pub name: Option<String>,
    /// Doors since today began.
    pub doors_today: u32,
    /// Doors since the campaign began.
    pub doors: u32,
    /// The last visit, seconds.
    pub last_at: i64,
}
