//! What hinders people and who answers it; who was taught what.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{Row, params};
use std::collections::BTreeSet;
use tungnha_core::words::{AnswerState, App, Lesson, ObstacleReason};

/// The answer to an obstacle as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerRow {
    /// The delta shown.
    pub key: Key,
    /// How far it is.
    pub state: AnswerState,
    /// Who sees to it, in words.
    pub owner: Option<String>,
    /// What is said.
    pub text: Option<String>,
    /// When, seconds.
    pub at: i64,
    /// Who said so; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

/// An obstacle with its place, its author and its answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HinderedRow {
    /// The obstacle.
    pub key: Key,
    /// Whom it hinders.
    pub resident: Key,
    /// What it is.
    pub reason: ObstacleReason,
    /// With which app; absent for all.
    pub app: Option<App>,
    /// When it was said, seconds.
    pub at: i64,
    /// Who met it; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// The author's organisation.
    pub organisation: Option<String>,
    /// The person's name.
    pub name: String,
    /// Year of birth.
    pub birth_year: Option<u16>,
    /// The door.
    pub household: Key,
    /// The hamlet.
    pub hamlet: Key,
    /// Empty when none.
    pub lane: String,
    /// Empty when none.
    pub house: String,
    /// Its answer, if anybody took it.
    pub answer: Option<AnswerRow>,
}

/// Which obstacles by their answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hindered {
    /// Nobody has answered; somebody may see to it.
    Open,
    /// Answered, and not over.
    Answered,
    /// Over.
    Closed,
}

impl Hindered {
    const fn condition(self) -> &'static str {
        match self {
            Self::Open => "(n.state IS NULL OR n.state = 1)",
            Self::Answered => "n.state = 2",
            Self::Closed => "n.state = 3",
        }
    }
}

/// How many people of a hamlet were taught one thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TaughtCount {
    /// The hamlet.
    pub hamlet: Key,
    /// What.
    pub lesson: Lesson,
    /// People, each once.
    pub people: u32,
}

const FROM: &str = "obstacle o LEFT JOIN gives_way g ON g.resident = o.resident
    JOIN resident r ON r.key = coalesce(g.stays, o.resident)
    JOIN household h ON h.key = r.household
    LEFT JOIN answer n ON n.obstacle = o.key";

const COLUMNS: &str = "o.key, r.key, o.reason, o.app, o.at, m.name, m.organisation, r.name,
    r.birth_year, h.key, h.hamlet, h.lane, h.house, n.key, n.state, n.owner, n.text, n.at, w.name,
    n.unsent";

const PEOPLE: &str = "LEFT JOIN member m ON m.number = o.member
    LEFT JOIN member w ON w.number = n.member";

/// Which answers to one's own obstacles were read; local, never said.
const READ: &str = "answers_read";

fn hindered(row: &Row<'_>) -> rusqlite::Result<HinderedRow> {
    let answer = match row.get::<_, Option<Key>>(13)? {
        Some(key) => Some(AnswerRow {
            key,
            state: AnswerState::from_code(row.get(14)?).unwrap_or(AnswerState::Taken),
            owner: row.get(15)?,
            text: row.get(16)?,
            at: row.get(17)?,
            by: row.get(18)?,
            unsent: row.get(19)?,
        }),
        None => None,
    };
    Ok(HinderedRow {
        key: row.get(0)?,
        resident: row.get(1)?,
        reason: ObstacleReason::from_code(row.get(2)?).unwrap_or(ObstacleReason::NoSmartphone),
        app: row.get::<_, Option<u8>>(3)?.and_then(App::from_code),
        at: row.get(4)?,
        by: row.get(5)?,
        organisation: row.get(6)?,
        name: row.get(7)?,
        birth_year: row.get(8)?,
        household: row.get(9)?,
        hamlet: row.get(10)?,
        lane: row.get(11)?,
        house: row.get(12)?,
        answer,
    })
}

impl Txn<'_> {
    /// Obstacles, the oldest first, by their answer; of one hamlet, of one reason.
    pub fn obstacles(
        &self,
        which: Hindered,
        hamlet: Option<Key>,
        reason: Option<ObstacleReason>,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<HinderedRow>, StoreError> {
        let condition = which.condition();
        Ok(self
            .sql(&format!(
                "SELECT {COLUMNS} FROM {FROM} {PEOPLE}
                 WHERE {condition} AND (?1 IS NULL OR h.hamlet = ?1)
                   AND (?2 IS NULL OR o.reason = ?2)
                 ORDER BY o.at, o.key LIMIT ?3 OFFSET ?4"
            ))?
            .query_map(
                params![hamlet, reason.map(ObstacleReason::code), limit, offset],
                hindered,
            )?
            .collect::<Result<_, _>>()?)
    }

    /// (reason, how many, since when the oldest, seconds) of the obstacles of a hamlet, or of all.
    pub fn obstacle_reasons(
        &self,
        which: Hindered,
        hamlet: Option<Key>,
    ) -> Result<Vec<(ObstacleReason, u32, i64)>, StoreError> {
        let condition = which.condition();
        let rows: Vec<(u8, u32, i64)> = self
            .sql(&format!(
                "SELECT o.reason, count(*), min(o.at) FROM {FROM}
                 WHERE {condition} AND (?1 IS NULL OR h.hamlet = ?1)
                 GROUP BY o.reason ORDER BY min(o.at)"
            ))?
            .query_map(params![hamlet], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows
            .into_iter()
            .filter_map(|(code, count, at)| Some((ObstacleReason::from_code(code)?, count, at)))
            .collect())
    }

    /// The resident of an obstacle; `None` for what is none, or is not here.
    pub fn hindered_by(&self, obstacle: Key) -> Result<Option<Key>, StoreError> {
        use rusqlite::OptionalExtension;
        Ok(self
            .sql("SELECT resident FROM obstacle WHERE key = ?1")?
            .query_row(params![obstacle], |row| row.get(0))
            .optional()?)
    }

    /// This member's own obstacles that somebody took, answered or closed, on whatever device they were said; the
    /// last answer first.
    pub fn answers_to_own(&self, limit: u32) -> Result<Vec<HinderedRow>, StoreError> {
        let own = self.own_keys("o.key")?;
        let me = self.member()?;
        Ok(self
            .sql(&format!(
                "SELECT {COLUMNS} FROM answer n JOIN obstacle o ON o.key = n.obstacle
                 LEFT JOIN gives_way g ON g.resident = o.resident
                 JOIN resident r ON r.key = coalesce(g.stays, o.resident)
                 JOIN household h ON h.key = r.household
                 {PEOPLE} WHERE {own} OR m.uuid = ?1
                 ORDER BY n.at DESC, n.key DESC LIMIT ?2"
            ))?
            .query_map(params![me.0.as_bytes(), limit], hindered)?
            .collect::<Result<_, _>>()?)
    }

    /// The answers that this member has read on this device.
    pub fn answers_read(&self) -> Result<BTreeSet<Key>, StoreError> {
        let bytes = self.get_own(READ)?.unwrap_or_default();
        let keys = bytes.as_chunks::<8>().0.iter();
        Ok(keys.map(|key| Key(i64::from_be_bytes(*key))).collect())
    }

    /// Keeps which answers were read; those that stand no longer are forgotten.
    pub fn set_answers_read(&self, read: &BTreeSet<Key>) -> Result<(), StoreError> {
        let mut bytes = Vec::new();
        for key in read {
            let stands: bool = self
                .sql("SELECT EXISTS (SELECT 1 FROM delta WHERE key = ?1)")?
                .query_row(params![key], |row| row.get(0))?;
            if stands {
                bytes.extend_from_slice(&key.0.to_be_bytes());
            }
        }
        self.put_own(READ, &bytes)
    }

    /// How many people of each hamlet were taught what, each person once.
    pub fn taught_counts(&self) -> Result<Vec<TaughtCount>, StoreError> {
        let rows: Vec<(Key, u8, u32)> = self
            .sql(
                "SELECT h.hamlet, t.lesson, count(DISTINCT r.key) FROM taught t
                 LEFT JOIN gives_way g ON g.resident = t.resident
                 JOIN resident r ON r.key = coalesce(g.stays, t.resident)
                 JOIN household h ON h.key = r.household
                 GROUP BY h.hamlet, t.lesson",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let known = rows.into_iter().filter_map(|(hamlet, lesson, people)| {
            Some(TaughtCount {
                hamlet,
                lesson: Lesson::from_code(lesson)?,
                people,
            })
        });
        Ok(known.collect())
    }
}
