//! How long the review desk's queue is, by what it is filtered by, without looking at a person.

use super::ClaimState;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::words::App;

/// How many claims stand together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QueueCount {
    /// About which app.
    pub app: App,
    /// Of which hamlet.
    pub hamlet: Key,
    /// By whom; absent when the name is not known here.
    pub by: Option<String>,
    /// How many.
    pub claims: u32,
    /// When the oldest was received, seconds.
    pub oldest: i64,
    /// How many were received before the moment asked about.
    pub old: u32,
}

impl Txn<'_> {
    /// How many claims are in `state` about these apps, by app, hamlet and author; `before` tells what is old.
    pub fn queue_counts(
        &self,
        state: ClaimState,
        apps: &[App],
        before: i64,
    ) -> Result<Vec<QueueCount>, StoreError> {
        let codes: Vec<String> = apps.iter().map(|app| app.code().to_string()).collect();
        Ok(self
            .sql(&format!(
                "SELECT t.app, t.hamlet, m.name, t.claims, t.oldest, t.old
                 FROM (SELECT app, hamlet, member, count(*) AS claims, min(received_at) AS oldest,
                              sum(received_at < ?2) AS old
                       FROM claim INDEXED BY claim_count
                       WHERE state = ?1 AND app IN ({}) AND hamlet <> 0 AND received_at IS NOT NULL
                       GROUP BY app, hamlet, member) t
                 LEFT JOIN member m ON m.number = t.member",
                codes.join(",")
            ))?
            .query_map(params![state.code(), before], |row| {
                Ok(QueueCount {
                    app: App::from_code(row.get(0)?).unwrap_or(App::Vneid),
                    hamlet: row.get(1)?,
                    by: row.get(2)?,
                    claims: row.get(3)?,
                    oldest: row.get(4)?,
                    old: row.get(5)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
