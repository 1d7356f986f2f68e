//! Claims: the review's queue and the confirmed ones.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{Row, params};
use tungnha_core::words::{App, Decision, Outcome, Source, Stage};

/// Where a claim stands with its reviewer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClaimState {
    /// chờ xác nhận
    Waiting,
    /// đã xác nhận
    Confirmed,
    /// trả lại
    Returned,
}

impl ClaimState {
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::Confirmed => Decision::Confirmed.code(),
            Self::Returned => Decision::Returned.code(),
        }
    }
}

/// Which claims.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClaimFilter {
    /// Where they stand.
    pub state: ClaimState,
    /// Only of this hamlet.
    pub hamlet: Option<Key>,
    /// Only about this app.
    pub app: Option<App>,
    /// Only this device's own.
    pub own: bool,
}

/// A claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClaimRow {
    /// Its key.
    pub key: Key,
    /// About whom.
    pub resident: Key,
    /// About which app.
    pub app: App,
    /// VNeID 1 or 2; 0.
    pub level: u8,
    /// What is claimed.
    pub stage: Stage,
    /// Volunteer's or citizen's word.
    pub source: Source,
    /// Who; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// The author's organisation.
    pub organisation: Option<String>,
    /// When it was said, seconds.
    pub said_at: i64,
    /// When it was received.
    pub received_at: Option<i64>,
    /// The outcome of the visit at which it was seen. Where that visit was taken back for another one (the author
    /// tapped "absent" after "met"), the outcome of the one the same member then recorded at that door; absent when
    /// there is none, or when it was seen at no door.
    pub outcome: Option<Outcome>,
    /// The decision on it: (its key, reason, who, when).
    pub decided: Option<(Key, Option<String>, Option<String>, i64)>,
}

/// Claims with all that [`claim_row`] reads; a condition follows. Half a day is more than one opening of a door
/// lasts, and less than lies between two evenings.
pub(super) const CLAIMS: &str = "SELECT c.key, r.key, c.app, c.level, c.stage, c.source, m.name,
            m.organisation, c.said_at, c.received_at,
            CASE WHEN c.visit IS NULL THEN NULL ELSE coalesce(v.outcome,
                (SELECT o.outcome FROM visit o
                 WHERE o.household = r.household AND o.member IS c.member
                   AND abs(o.at - coalesce(min(c.said_at, c.received_at), c.said_at)) < 43200
                 ORDER BY abs(o.at - coalesce(min(c.said_at, c.received_at), c.said_at)), o.key
                 LIMIT 1)) END,
            d.key, d.reason, w.name, d.decided_at
     FROM claim c
     LEFT JOIN gives_way g ON g.resident = c.resident
     JOIN resident r ON r.key = coalesce(g.stays, c.resident)
     JOIN household h ON h.key = r.household
     LEFT JOIN member m ON m.number = c.member
     LEFT JOIN visit v ON v.key = c.visit
     LEFT JOIN decision d ON d.claim = c.key
     LEFT JOIN member w ON w.number = d.member";

pub(super) fn claim_row(row: &Row<'_>) -> rusqlite::Result<ClaimRow> {
    let decided: Option<Key> = row.get(11)?;
    Ok(ClaimRow {
        key: row.get(0)?,
        resident: row.get(1)?,
        app: App::from_code(row.get(2)?).unwrap_or(App::Vneid),
        level: row.get(3)?,
        stage: Stage::from_code(row.get(4)?).unwrap_or(Stage::NotRegistered),
        source: Source::from_code(row.get(5)?).unwrap_or(Source::VolunteerClaim),
        by: row.get(6)?,
        organisation: row.get(7)?,
        said_at: row.get(8)?,
        received_at: row.get(9)?,
        outcome: row.get::<_, Option<u8>>(10)?.and_then(Outcome::from_code),
        decided: match decided {
            None => None,
            Some(key) => Some((key, row.get(12)?, row.get(13)?, row.get(14)?)),
        },
    })
}

impl Txn<'_> {
    /// Claims, the oldest first. Claims without a receipt are not the reviewer's yet, unless own.
    pub fn claims(&self, filter: &ClaimFilter) -> Result<Vec<ClaimRow>, StoreError> {
        let own = match filter.own {
            true => self.own_keys("c.key")?,
            false => "true".into(),
        };
        let rows = self
            .sql(&format!(
                "{CLAIMS}
                 WHERE c.state = ?1 AND (?2 IS NULL OR h.hamlet = ?2)
                   AND (?3 IS NULL OR c.app = ?3) AND {own}
                   AND (?4 OR c.received_at IS NOT NULL)
                 ORDER BY c.said_at, c.key"
            ))?
            .query_map(
                params![
                    filter.state.code(),
                    filter.hamlet,
                    filter.app.map(|app| app.code()),
                    filter.own
                ],
                claim_row,
            )?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }
}
