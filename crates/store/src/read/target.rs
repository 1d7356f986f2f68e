//! Targets, their tables, what is due of them and what documents print.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use std::collections::HashMap;
use tungnha_core::body::{Account, Figure, Target, TargetDue, TargetPrint, TargetRow};
use tungnha_core::time::Day;
use tungnha_core::words::{App, Decision};
use tungnha_core::{Body, DeltaId, Instant, Slot};

/// A target or a part of one, as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stated<T> {
    /// The delta that began it.
    pub id: DeltaId,
    /// What is said of it now.
    pub body: T,
    /// When that was said, seconds, never later than it was received.
    pub at: i64,
    /// Who said it; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
    /// Two people say different things of it.
    pub disputed: bool,
}

/// A milestone of the campaign's, by the name that a target refers to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MilestoneRow {
    /// The delta that began it.
    pub id: DeltaId,
    /// In the plan's words.
    pub title: String,
    /// Due at the end of this day.
    pub due: Day,
}

/// Something that was ever said of an account and counts, also what something newer has replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountSaid {
    /// Whose account: of two who are one person, the one who stays.
    pub resident: Key,
    /// The delta that says it.
    pub key: Key,
    /// What is said.
    pub account: Account,
    /// On this day, never later than it was received.
    pub day: Day,
    /// What the reviewer decided, for a claim.
    pub decision: Option<Decision>,
}

/// Where rows of one sort are, and in which register their deltas.
struct Parts {
    table: &'static str,
    slot: Slot,
}

impl Txn<'_> {
    /// Every target of this book, the newest first.
    pub fn targets(&self) -> Result<Vec<Stated<Target>>, StoreError> {
        let mut targets = self.stated(&TARGETS, None, |body| match body {
            Body::Target(b) => Some(b),
            _ => None,
        })?;
        targets.sort_by_key(|one| std::cmp::Reverse((one.body.on, one.id)));
        Ok(targets)
    }

    /// The rows of one target's table, by their place in it.
    pub fn target_rows(&self, target: Key) -> Result<Vec<Stated<TargetRow>>, StoreError> {
        let mut rows = self.stated(&ROWS, Some(target), |body| match body {
            Body::TargetRow(b) => Some(b),
            _ => None,
        })?;
        rows.sort_by_key(|row| (row.body.position.unwrap_or(u16::MAX), row.at, row.id));
        Ok(rows)
    }

    /// What is due of one target.
    pub fn target_dues(&self, target: Key) -> Result<Vec<Stated<TargetDue>>, StoreError> {
        self.stated(&DUES, Some(target), |body| match body {
            Body::TargetDue(b) => Some(b),
            _ => None,
        })
    }

    /// What documents print of one target, the last said first.
    pub fn target_prints(&self, target: Key) -> Result<Vec<Stated<TargetPrint>>, StoreError> {
        let mut prints = self.stated(&PRINTS, Some(target), |body| match body {
            Body::TargetPrint(b) => Some(b),
            _ => None,
        })?;
        prints.sort_by_key(|print| std::cmp::Reverse((print.at, print.id)));
        Ok(prints)
    }

    /// The figures of other units as they stand, the newest as-of first. They are none of [`Self::figures`], which are
    /// this book's.
    pub fn unit_figures(&self) -> Result<Vec<Stated<Figure>>, StoreError> {
        let rows: Vec<(Key, Key, Option<i64>, Option<String>)> = self
            .sql(
                "SELECT g.subject, e.key, d.received_at, m.name FROM hung g JOIN register_entry e
                    ON e.subject = g.subject AND e.slot = g.slot AND e.head = 1
                 JOIN delta d ON d.key = e.key LEFT JOIN member m ON m.number = d.member
                 WHERE g.thing = 0 AND g.slot = ?1",
            )?
            .query_map(params![Slot::Figure.code()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut figures = Vec::with_capacity(rows.len());
        for (begun, shown, received_at, by) in rows {
            let delta = self.delta(shown)?;
            let at = delta.stamped.0;
            if let Body::Figure(body) = delta.body {
                figures.push(Stated {
                    id: self.id(begun)?,
                    body,
                    at: received_at.map_or(at, |received| received.min(at)),
                    by,
                    unsent: received_at.is_none(),
                    disputed: false,
                });
            }
        }
        figures.sort_by_key(|one| std::cmp::Reverse((one.body.as_of, one.at, one.id)));
        Ok(figures)
    }

    /// The shown heads of one kind's rows, of one target or all.
    fn stated<T>(
        &self,
        parts: &Parts,
        target: Option<Key>,
        pick: impl Fn(Body) -> Option<T>,
    ) -> Result<Vec<Stated<T>>, StoreError> {
        let Parts { table, slot } = parts;
        let wanted = match target {
            Some(_) => "t.target = ?2",
            None => "?2 IS NULL",
        };
        let rows: Vec<(Key, Key, i64, Option<String>, bool, bool)> = self
            .sql(&format!(
                "SELECT t.key, e.key, t.at, m.name, t.unsent, t.disputed
                 FROM {table} t JOIN register_entry e
                    ON e.subject = t.key AND e.slot = ?1 AND e.head = 1
                 LEFT JOIN member m ON m.number = t.member
                 WHERE {wanted} ORDER BY t.key"
            ))?
            .query_map(params![slot.code(), target], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                ))
            })?
            .collect::<Result<_, _>>()?;
        let mut stated = Vec::with_capacity(rows.len());
        for (begun, shown, at, by, unsent, disputed) in rows {
            if let Some(body) = pick(self.delta(shown)?.body) {
                stated.push(Stated {
                    id: self.id(begun)?,
                    body,
                    at,
                    by,
                    unsent,
                    disputed,
                });
            }
        }
        Ok(stated)
    }

    /// The campaign that is shown, by the delta that began it; absent before the first sync.
    pub fn campaign_id(&self) -> Result<Option<DeltaId>, StoreError> {
        let deltas = self.frame_deltas()?;
        let campaigns = deltas.iter().filter_map(|delta| match &delta.body {
            Body::Campaign(b) => Some((b.starts, b.of.unwrap_or(delta.id))),
            _ => None,
        });
        Ok(campaigns.max().map(|(_, id)| id))
    }

    /// The milestones of the campaign that is shown, by date.
    pub fn milestones(&self) -> Result<Vec<MilestoneRow>, StoreError> {
        let Some(campaign) = self.campaign_id()? else {
            return Ok(Vec::new());
        };
        let deltas = self.frame_deltas()?;
        let of = deltas.into_iter().filter_map(|delta| match delta.body {
            Body::Milestone(b) if b.campaign == campaign => Some(MilestoneRow {
                id: b.of.unwrap_or(delta.id),
                title: b.title,
                due: b.due,
            }),
            _ => None,
        });
        let mut milestones: Vec<MilestoneRow> = of.collect();
        milestones.sort_by_key(|one| (one.due, one.id));
        Ok(milestones)
    }

    fn frame_deltas(&self) -> Result<Vec<tungnha_core::Delta>, StoreError> {
        let keys: Vec<Key> = self
            .sql("SELECT key FROM frame ORDER BY subject, slot")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        keys.into_iter().map(|key| self.delta(key)).collect()
    }

    /// Everything that was ever said of accounts with `app` and counts, by person: what a frozen base is looked up in.
    pub fn accounts_said(&self, app: App) -> Result<HashMap<Key, Vec<AccountSaid>>, StoreError> {
        let rows: Vec<(Key, Key, Option<i64>, Option<u8>)> = self
            .sql(
                "SELECT coalesce(g.stays, e.subject), e.key, d.received_at, c.decision
                 FROM delta d JOIN register_entry e ON e.key = d.key
                 LEFT JOIN gives_way g ON g.resident = e.subject
                 LEFT JOIN decision c ON c.claim = d.key
                 WHERE d.kind = 9 AND d.standing IN (0, 1)
                   AND NOT EXISTS (SELECT 1 FROM retraction t WHERE t.target = d.key)
                 ORDER BY d.key",
            )?
            .query_map([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut said: HashMap<Key, Vec<AccountSaid>> = HashMap::new();
        for (resident, key, received, decision) in rows {
            let delta = self.delta(key)?;
            let stamped = delta.stamped.0;
            let at = received.map_or(stamped, |received| received.min(stamped));
            if let Body::Account(account) = delta.body
                && account.app == app
            {
                said.entry(resident).or_default().push(AccountSaid {
                    resident,
                    key,
                    account,
                    day: Instant(at).day(),
                    decision: decision.and_then(Decision::from_code),
                });
            }
        }
        Ok(said)
    }
}

const TARGETS: Parts = Parts {
    table: "target",
    slot: Slot::Target,
};
const ROWS: Parts = Parts {
    table: "target_row",
    slot: Slot::TargetRow,
};
const DUES: Parts = Parts {
    table: "target_due",
    slot: Slot::TargetDue,
};
const PRINTS: Parts = Parts {
    table: "target_print",
    slot: Slot::TargetPrint,
};
