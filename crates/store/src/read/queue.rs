//! The review desk's queue: read a page at a time, counted by what it is filtered by, and what else asks for a
//! reviewer: news of moving and death, claims taken back after they were confirmed.

use super::review::{CLAIMS, claim_row};
use super::{ClaimRow, ClaimState, listed};
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::words::{App, CoarseReason, Decision, Eligibility, ResidentState, Source};
use tungnha_core::{Body, DeltaId, Slot};

/// Which claims the desk shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QueueFilter<'a> {
    /// Where they stand.
    pub state: ClaimState,
    /// About these apps: those that the reader's role reviews, or one of them.
    pub apps: &'a [App],
    /// Only of this hamlet.
    pub hamlet: Option<Key>,
    /// Only by a volunteer of this name.
    pub by: Option<&'a str>,
    /// Only what was received before this moment, seconds.
    pub before: Option<i64>,
}

/// Where a page ended: when the last item's first claim was received, and its key.
pub type PlaceInQueue = (i64, Key);

/// A told state as the file has it: claim, resident, source, by whom, of which organisation, received at, state on the list.
type ToldColumns = (
    Key,
    Key,
    u8,
    Option<String>,
    Option<String>,
    i64,
    Option<u8>,
);

/// News of moving or death, as told at a door and not decided yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ToldState {
    /// The claim.
    pub key: Key,
    /// About whom.
    pub resident: Key,
    /// What is told.
    pub state: ResidentState,
    /// A volunteer's or the citizen's word.
    pub source: Source,
    /// Who told; absent when the name is not known here.
    pub by: Option<String>,
    /// The author's organisation.
    pub organisation: Option<String>,
    /// When it was said, seconds.
    pub said_at: i64,
    /// When it was received.
    pub received_at: i64,
}

/// What a claim that may be decided is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Claimed {
    /// An account of this app.
    Account(App),
    /// That this resident moved or died, or lives here after all.
    Residency(DeltaId, ResidentState),
    /// That this resident need not be visited, and why, coarsely: a proposal, which the police decide (D-20).
    Proposal(DeltaId, Option<CoarseReason>),
}

/// A decision of this device's own that stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnDecision {
    /// The review.
    pub key: Key,
    /// What was decided.
    pub decision: Decision,
    /// Why.
    pub reason: Option<String>,
    /// When, seconds.
    pub at: i64,
    /// The claims on which it stands.
    pub claims: Vec<Key>,
}

impl Txn<'_> {
    /// What the claim `key` is about; `None` for what nobody decides, or is not here.
    pub fn claimed(&self, key: Key) -> Result<Option<Claimed>, StoreError> {
        Ok(self.find_delta(key)?.and_then(|delta| match &delta.body {
            Body::Eligibility(b) if b.standing == Eligibility::Proposed => {
                Some(Claimed::Proposal(b.resident, b.coarse))
            }
            body if !body.is_claim() => None,
            Body::Account(b) => Some(Claimed::Account(b.app)),
            Body::Residency(b) => Some(Claimed::Residency(b.resident, b.state)),
            _ => None,
        }))
    }

    /// A page of the queue, what was received first, first: for each item the claims that say the same of the same
    /// account, and where the next page begins.
    pub fn queue_page(
        &self,
        filter: &QueueFilter<'_>,
        after: Option<PlaceInQueue>,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<(PlaceInQueue, Vec<ClaimRow>)>, StoreError> {
        let apps = codes(filter.apps);
        let by = match filter.by {
            Some(name) => Some(self.members_named(name)?),
            None => None,
        };
        let of = |table: &str| match &by {
            Some(numbers) => format!("AND {table}.member IN ({numbers})"),
            None => String::new(),
        };
        let (received, key) = after.unwrap_or((i64::MIN, Key(0)));
        let firsts: Vec<(i64, Key)> = self
            .sql(&format!(
                "SELECT c.received_at, c.key FROM claim c INDEXED BY claim_desk
                 WHERE c.state = ?1 AND c.received_at >= ?2 AND (c.received_at, c.key) > (?2, ?3)
                   AND c.app IN ({apps}) AND c.hamlet <> 0 AND (?4 IS NULL OR c.hamlet = ?4)
                   AND (?5 IS NULL OR c.received_at < ?5) {}
                   AND NOT EXISTS (
                     SELECT 1 FROM claim o INDEXED BY claim_resident WHERE o.resident = c.resident AND o.app = c.app
                       AND o.level = c.level AND o.stage = c.stage AND o.source = c.source
                       AND o.state = c.state AND (o.received_at, o.key) < (c.received_at, c.key) {})
                 ORDER BY c.state, c.received_at, c.key LIMIT ?6 OFFSET ?7",
                of("c"),
                of("o")
            ))?
            .query_map(
                params![filter.state.code(), received, key, filter.hamlet, filter.before, limit, skip],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?
            .collect::<Result<_, _>>()?;
        let mut page = Vec::with_capacity(firsts.len());
        for first in firsts {
            page.push((first, self.equal_claims(first.1)?));
        }
        Ok(page)
    }

    /// The claim and those that stand where it stands and say the same, the oldest first.
    pub fn equal_claims(&self, key: Key) -> Result<Vec<ClaimRow>, StoreError> {
        Ok(self
            .sql(&format!(
                "{CLAIMS}
                 WHERE c.resident = (SELECT resident FROM claim WHERE key = ?1)
                   AND (+c.app, c.level, c.stage, c.source, +c.state)
                     = (SELECT app, level, stage, source, state FROM claim WHERE key = ?1)
                   AND +c.received_at IS NOT NULL ORDER BY c.received_at, c.key"
            ))?
            .query_map(params![key], claim_row)?
            .collect::<Result<_, _>>()?)
    }

    /// News of moving and death on which nobody decided and which the book does not show yet, the oldest first.
    /// Several who tell the same stand one after another.
    pub fn told_states(&self, hamlet: Option<Key>) -> Result<Vec<ToldState>, StoreError> {
        let slots = [Source::VolunteerClaim, Source::CitizenStatement]
            .map(|source| {
                format!(
                    "WHEN {} THEN {}",
                    source.code(),
                    Slot::Residency(source).code()
                )
            })
            .join(" ");
        let rows: Vec<ToldColumns> = self
            .sql(&format!(
                "SELECT e.key, r.key, s.source, m.name, m.organisation, x.received_at,
                        coalesce((SELECT state FROM residency WHERE resident = r.key AND source = 2),
                                 (SELECT state FROM residency WHERE resident = r.key AND source = 1))
                 FROM residency s INDEXED BY residency_told
                 CROSS JOIN register_entry e ON e.subject = s.resident AND e.head > 0
                   AND e.slot = CASE s.source {slots} END
                 CROSS JOIN delta x ON x.key = e.key
                 LEFT JOIN gives_way g ON g.resident = s.resident
                 CROSS JOIN resident r ON r.key = coalesce(g.stays, s.resident)
                 CROSS JOIN household h ON h.key = r.household
                 LEFT JOIN member m ON m.number = x.member
                 LEFT JOIN decision n ON n.claim = e.key
                 WHERE s.source > 2 AND x.received_at IS NOT NULL AND n.claim IS NULL
                   AND (?1 IS NULL OR h.hamlet = ?1)
                 ORDER BY x.received_at, e.key"
            ))?
            .query_map(params![hamlet], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                ))
            })?
            .collect::<Result<_, _>>()?;
        let mut told = Vec::new();
        for (key, resident, source, by, organisation, received_at, known) in rows {
            let delta = self.delta(key)?;
            let Body::Residency(b) = &delta.body else {
                continue;
            };
            let known = known
                .and_then(ResidentState::from_code)
                .unwrap_or(ResidentState::Living);
            if b.state != known {
                told.push(ToldState {
                    key,
                    resident,
                    state: b.state,
                    source: Source::from_code(source).unwrap_or(Source::VolunteerClaim),
                    by,
                    organisation,
                    said_at: delta.stamped.0,
                    received_at,
                });
            }
        }
        Ok(told)
    }

    /// Claims that their authors took back although a confirmation stands on them, the first withdrawn first: the
    /// claim, and when that was received. A confirmation whose reason is `answered` has heard of it.
    pub fn questions(
        &self,
        hamlet: Option<Key>,
        answered: &str,
    ) -> Result<Vec<(Key, Option<i64>)>, StoreError> {
        Ok(self
            .sql(
                "SELECT t.target, min(x.received_at) FROM retraction t
                 CROSS JOIN decision d ON d.claim = t.target AND d.decision = 1
                 CROSS JOIN claim c ON c.key = t.target
                 CROSS JOIN delta x ON x.key = t.by
                 WHERE c.hamlet <> 0 AND (?1 IS NULL OR c.hamlet = ?1) AND d.reason IS NOT ?2
                 GROUP BY t.target ORDER BY 2, 1",
            )?
            .query_map(params![hamlet, answered], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<Result<_, _>>()?)
    }

    /// This device's own decisions that stand, the last first.
    pub fn own_decisions(&self, limit: u32) -> Result<Vec<OwnDecision>, StoreError> {
        let own = self.own_keys("key")?;
        let rows: Vec<(Key, u8, Option<String>, i64)> = self
            .sql(&format!(
                "SELECT key, min(decision), min(reason), min(decided_at) FROM decision INDEXED BY decision_by
                 WHERE {own} GROUP BY key ORDER BY key DESC LIMIT ?1"
            ))?
            .query_map(params![limit], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut decisions = Vec::with_capacity(rows.len());
        for (key, decision, reason, at) in rows {
            let claims = self
                .sql("SELECT claim FROM decision WHERE key = ?1 ORDER BY claim")?
                .query_map(params![key], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            decisions.push(OwnDecision {
                key,
                decision: Decision::from_code(decision)
                    .ok_or_else(|| StoreError::corrupt("a decision"))?,
                reason,
                at,
                claims,
            });
        }
        Ok(decisions)
    }

    /// The members of this name, as SQL lists numbers.
    fn members_named(&self, name: &str) -> Result<String, StoreError> {
        let numbers: Vec<i64> = self
            .sql("SELECT number FROM member WHERE name = ?1")?
            .query_map(params![name], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(numbers
            .iter()
            .map(i64::to_string)
            .collect::<Vec<_>>()
            .join(","))
    }

    /// Of these claims those that still stand somewhere, each with who it is about.
    pub fn claims_of(&self, keys: &[Key]) -> Result<Vec<ClaimRow>, StoreError> {
        Ok(self
            .sql(&format!(
                "{CLAIMS} WHERE c.key IN (SELECT value FROM json_each(?1)) ORDER BY c.received_at, c.key"
            ))?
            .query_map(params![listed(keys)], claim_row)?
            .collect::<Result<_, _>>()?)
    }
}

/// Apps as SQL lists their codes.
fn codes(apps: &[App]) -> String {
    let codes: Vec<String> = apps.iter().map(|app| app.code().to_string()).collect();
    codes.join(",")
}
