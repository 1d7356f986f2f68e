//! Hamlets, lanes and doors with their tallies: what is read is what is shown.

use super::place::{HOUSEHOLD, household};
use super::{HouseholdRow, listed};
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use crate::tally::counts;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use tungnha_core::door::{AppCounts, DoorTally, LastCall};
use tungnha_core::words::{App, Outcome, Side};
use tungnha_core::{Instant, MemberId, house};

/// A door with its tally.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DoorRow {
    /// The door.
    pub household: HouseholdRow,
    /// What a list shows of it.
    pub tally: DoorTally,
}

/// A hamlet's doors added up; those that hold a mobile point's walk-ins are none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HamletTally {
    /// The hamlet.
    pub key: Key,
    /// With the word of its kind: "Thôn Phú Lai".
    pub name: String,
    /// Doors in all.
    pub doors: u32,
    /// Doors done.
    pub done: u32,
    /// Doors visited and not done.
    pub come_back: u32,
    /// Of the doors done, those with people who were not reached.
    pub done_in_part: u32,
    /// People at doors done who were not reached.
    pub unreached: u32,
    /// People living there of whom the campaign asks something.
    pub asked: u32,
    /// People to be visited who still lack something.
    pub lacking: u32,
    /// People to be visited whose VNeID level is approved and not activated.
    pub approved_not_activated: u32,
}

/// A lane's doors added up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LaneTally {
    /// As its first door has it; lanes that sort alike are one.
    pub lane: String,
    /// Doors in all.
    pub doors: u32,
    /// Doors done.
    pub done: u32,
    /// Doors visited and not done.
    pub come_back: u32,
    /// Of the doors done, those with people who were not reached.
    pub done_in_part: u32,
    /// People at doors done who were not reached.
    pub unreached: u32,
}

/// Which doors of a walk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DoorsWanted<'a> {
    /// Of this hamlet; all of this file when absent.
    pub hamlet: Option<Key>,
    /// Of this lane, and of those that sort alike.
    pub lane: Option<&'a str>,
    /// What is asked of them.
    pub show: Show,
    /// Only these.
    pub mine: Option<Mine>,
    /// Without so many before.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// What is asked of a door to be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Show {
    /// Nothing.
    All,
    /// Not done.
    ToDo,
    /// Done.
    Done,
    /// Visited and not done, or done with people who were not reached.
    ComeBack,
    /// Somebody's VNeID level is approved and not activated.
    ApprovedNotActivated,
}

impl Show {
    const fn condition(self) -> &'static str {
        match self {
            Self::All => "",
            Self::ToDo => " AND d.done = 0",
            Self::Done => " AND d.done = 1",
            Self::ComeBack => " AND d.outcome IS NOT NULL AND (d.done = 0 OR d.unreached > 0)",
            Self::ApprovedNotActivated => " AND d.approved > 0",
        }
    }
}

/// The doors that somebody has.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mine {
    /// (hamlet, lane, one side of it): as many as one member takes in an evening.
    pub lanes: Vec<(Key, String, Option<Side>)>,
    /// Doors given by themselves.
    pub given: Vec<Key>,
}

const TALLY: &str = "t.people, t.asked, t.lacking, t.claimed, t.approved, t.outcome, t.visited_at,
    t.come_back_at, t.visited_twice, t.unsent, t.lacking_app, t.missed, t.unreached";

fn lacking_app(row: &Row<'_>, column: usize) -> rusqlite::Result<AppCounts> {
    Ok(counts(row.get_ref(column)?.as_blob()?))
}

/// A tally from the columns of [`TALLY`], behind those of a household.
fn door(row: &Row<'_>) -> rusqlite::Result<DoorRow> {
    let last = match (row.get::<_, Option<u8>>(15)?, row.get(16)?, row.get(17)?) {
        (Some(outcome), Some(at), come_back_at) => Some(LastCall {
            outcome: Outcome::from_code(outcome).unwrap_or(Outcome::Met),
            at: Instant(at),
            come_back_at: Option::<i64>::map(come_back_at, Instant),
        }),
        _ => None,
    };
    Ok(DoorRow {
        household: household(row)?,
        tally: DoorTally {
            people: row.get(10)?,
            asked: row.get(11)?,
            lacking: row.get(12)?,
            lacking_app: lacking_app(row, 20)?,
            claimed: row.get(13)?,
            approved_not_activated: row.get(14)?,
            missed: row.get(21)?,
            unreached: row.get(22)?,
            last,
            visited_twice: row.get(18)?,
            unsent: row.get(19)?,
        },
    })
}

impl DoorsWanted<'_> {
    /// The condition over table `d` (door_tally), with its parameters.
    fn condition(&self) -> (String, Vec<Value>) {
        let mut sql = "d.venue = 0".to_owned();
        let mut values: Vec<Value> = Vec::new();
        if let Some(hamlet) = self.hamlet {
            sql.push_str(" AND d.hamlet = ?");
            values.push(hamlet.0.into());
        }
        if let Some(lane) = self.lane {
            sql.push_str(" AND d.lane = ?");
            values.push(house::sort_key(lane).into());
        }
        sql.push_str(self.show.condition());
        if let Some(mine) = &self.mine {
            sql.push_str(" AND (d.household IN (SELECT value FROM json_each(?))");
            values.push(listed(&mine.given).into());
            for (hamlet, lane, side) in &mine.lanes {
                sql.push_str(" OR (d.hamlet = ? AND d.lane = ?");
                values.extend([hamlet.0.into(), house::sort_key(lane).into()]);
                if let Some(side) = side {
                    sql.push_str(" AND d.side = ?");
                    values.push(i64::from(side.code()).into());
                }
                sql.push(')');
            }
            sql.push(')');
        }
        (sql, values)
    }
}

/// Where a page of people who lack an app lives.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LackingPage {
    /// How many lack it in all.
    pub total: u32,
    /// Their doors, in walking order.
    pub doors: Vec<Key>,
    /// So many of the first door's belong to the page before.
    pub skipped: u32,
}

impl Txn<'_> {
    /// The hamlets of this device with what their doors add up to, in no order.
    pub fn hamlet_tallies(&self) -> Result<Vec<HamletTally>, StoreError> {
        self.write_tallies()?;
        let rows = self
            .sql(
                "SELECT h.key, h.name, count(t.household), coalesce(sum(t.done), 0),
                    count(t.outcome) - coalesce(sum(t.done), 0), coalesce(sum(t.asked), 0),
                    coalesce(sum(t.lacking), 0), coalesce(sum(t.approved), 0),
                    coalesce(sum(t.done AND t.unreached > 0), 0),
                    coalesce(sum(t.done * t.unreached), 0)
                 FROM hamlet h LEFT JOIN door_tally t ON t.hamlet = h.key AND t.venue = 0
                 GROUP BY h.key",
            )?
            .query_map([], |row| {
                Ok(HamletTally {
                    key: row.get(0)?,
                    name: row.get(1)?,
                    doors: row.get(2)?,
                    done: row.get(3)?,
                    come_back: row.get(4)?,
                    asked: row.get(5)?,
                    lacking: row.get(6)?,
                    approved_not_activated: row.get(7)?,
                    done_in_part: row.get(8)?,
                    unreached: row.get(9)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// The lanes of a hamlet with what their doors add up to, in walking order.
    pub fn lane_tallies(&self, hamlet: Key) -> Result<Vec<LaneTally>, StoreError> {
        self.write_tallies()?;
        let rows = self
            .sql(
                "SELECT count(*), sum(t.done), count(t.outcome) - sum(t.done),
                    sum(t.done AND t.unreached > 0), sum(t.done * t.unreached),
                    (SELECT h.lane FROM door_tally f JOIN household h ON h.key = f.household
                     WHERE f.hamlet = ?1 AND f.lane = t.lane AND f.venue = 0
                     ORDER BY f.house, f.household LIMIT 1)
                 FROM door_tally t WHERE t.hamlet = ?1 AND t.venue = 0
                 GROUP BY t.lane ORDER BY t.lane",
            )?
            .query_map(params![hamlet], |row| {
                Ok(LaneTally {
                    doors: row.get(0)?,
                    done: row.get(1)?,
                    come_back: row.get(2)?,
                    done_in_part: row.get(3)?,
                    unreached: row.get(4)?,
                    lane: row.get(5)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// How many doors match in all, and this page of them in walking order.
    pub fn doors(&self, wanted: &DoorsWanted<'_>) -> Result<(u32, Vec<DoorRow>), StoreError> {
        self.write_tallies()?;
        let (condition, mut values) = wanted.condition();
        let total = self
            .sql(&format!(
                "SELECT count(*) FROM door_tally d WHERE {condition}"
            ))?
            .query_row(params_from_iter(&values), |row| row.get(0))?;
        values.extend([wanted.limit.into(), wanted.offset.into()]);
        let doors = self
            .sql(&format!(
                "SELECT {HOUSEHOLD}, {TALLY} FROM
                    (SELECT d.* FROM door_tally d WHERE {condition}
                     ORDER BY d.hamlet, d.lane, d.house, d.household LIMIT ? OFFSET ?) t
                 CROSS JOIN household h ON h.key = t.household
                 LEFT JOIN handover o ON o.household = h.key
                 ORDER BY t.hamlet, t.lane, t.house, t.household"
            ))?
            .query_map(params_from_iter(&values), door)?
            .collect::<Result<_, _>>()?;
        Ok((total, doors))
    }

    /// How many people of a hamlet, or of all this device has, still lack `app`; and the doors at which the page of
    /// them lives that begins behind the first `offset`, in walking order.
    pub fn lacking_page(
        &self,
        hamlet: Option<Key>,
        app: App,
        offset: u32,
        limit: u32,
    ) -> Result<LackingPage, StoreError> {
        self.write_tallies()?;
        let condition = hamlet.map_or("?1 IS NULL", |_| "t.hamlet = ?1");
        let mut statement = self.sql(&format!(
            "SELECT t.household, t.lacking_app FROM door_tally t WHERE {condition}
             ORDER BY t.hamlet, t.lane, t.house, t.household"
        ))?;
        let mut rows = statement.query(params![hamlet])?;
        let mut page = LackingPage::default();
        let end = offset.saturating_add(limit);
        while let Some(row) = rows.next()? {
            let here = lacking_app(row, 1)?.of(app);
            let before = page.total;
            page.total += here;
            if here == 0 || page.total <= offset || before >= end {
                continue;
            }
            if page.doors.is_empty() {
                page.skipped = offset.saturating_sub(before);
            }
            page.doors.push(row.get(0)?);
        }
        Ok(page)
    }

    /// One door, also one that holds a mobile point's walk-ins.
    pub fn door(&self, household: Key) -> Result<Option<DoorRow>, StoreError> {
        self.write_tallies()?;
        Ok(self
            .sql(&format!(
                "SELECT {HOUSEHOLD}, {TALLY} FROM door_tally t
                 CROSS JOIN household h ON h.key = t.household
                 LEFT JOIN handover o ON o.household = h.key WHERE t.household = ?1"
            ))?
            .query_row(params![household], door)
            .optional()?)
    }

    /// The first door behind `household` in the walk of its hamlet that nobody has visited in this campaign;
    /// behind the last one, the walk begins again.
    pub fn next_unvisited(&self, household: Key) -> Result<Option<Key>, StoreError> {
        self.write_tallies()?;
        Ok(self
            .sql(
                "SELECT * FROM (
                    SELECT t.household FROM door_tally t INDEXED BY door_tally_next
                    WHERE t.outcome IS NULL AND t.venue = 0
                      AND t.hamlet = (SELECT hamlet FROM door_tally WHERE household = ?1)
                      AND (t.lane, t.house, t.household) >
                        (SELECT lane, house, household FROM door_tally WHERE household = ?1)
                    ORDER BY t.lane, t.house, t.household LIMIT 1)
                 UNION ALL SELECT * FROM (
                    SELECT t.household FROM door_tally t INDEXED BY door_tally_next
                    WHERE t.outcome IS NULL AND t.venue = 0 AND t.household <> ?1
                      AND t.hamlet = (SELECT hamlet FROM door_tally WHERE household = ?1)
                    ORDER BY t.lane, t.house, t.household LIMIT 1)
                 LIMIT 1",
            )?
            .query_row(params![household], |row| row.get(0))
            .optional()?)
    }

    /// The doors given to `member` by themselves for longer than `now`.
    pub fn given_to(&self, member: MemberId, now: Instant) -> Result<Vec<Key>, StoreError> {
        Ok(self
            .sql("SELECT household FROM handover WHERE member = ?1 AND until > ?2")?
            .query_map(params![member.0.as_bytes(), now.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// The hamlets in which a lane is taken for longer than `now`.
    pub fn hamlets_with_takings(&self, now: Instant) -> Result<Vec<Key>, StoreError> {
        Ok(self
            .sql("SELECT DISTINCT hamlet FROM lane_taking WHERE until > ?1")?
            .query_map(params![now.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }
}
