//! What was said of people at doors besides their accounts.

use super::resident::JOIN;
use super::{AnswerRow, ResidentRow, Scope};
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{Row, params};
use std::collections::HashMap;
use tungnha_core::desk::Kept;
use tungnha_core::words::{
    AnswerState, App, AppointmentPurpose, Attendance, Decision, Eligibility, Lesson,
    ObstacleReason, ResidentState, Source,
};
use tungnha_core::{Instant, Slot};

/// What hindered somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ObstacleRow {
    /// The delta.
    pub key: Key,
    /// What it is.
    pub reason: ObstacleReason,
    /// The app; absent when it hinders all.
    pub app: Option<App>,
    /// Effective time, seconds.
    pub at: i64,
    /// No receipt yet.
    pub unsent: bool,
    /// Its answer, if anybody took it.
    pub answer: Option<AnswerRow>,
}

/// That somebody was taught something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaughtRow {
    /// The delta.
    pub key: Key,
    /// What.
    pub lesson: Lesson,
    /// In which app; absent for all.
    pub app: Option<App>,
    /// When, seconds.
    pub at: i64,
    /// No receipt yet.
    pub unsent: bool,
}

/// An appointment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AppointmentRow {
    /// The delta shown.
    pub key: Key,
    /// What for.
    pub purpose: AppointmentPurpose,
    /// When, seconds; absent while only "soon" is agreed.
    pub at: Option<i64>,
    /// Where; absent for the usual place.
    pub place: Option<String>,
    /// What came of it, and when that was said, seconds; absent while nobody has.
    pub outcome: Option<(Attendance, i64)>,
    /// No receipt yet.
    pub unsent: bool,
}

impl AppointmentRow {
    /// As the rule of missed appointments reads it.
    pub fn kept(&self) -> Kept {
        Kept {
            purpose: self.purpose,
            at: self.at.map(Instant),
            outcome: self.outcome.map(|(outcome, at)| (outcome, Instant(at))),
        }
    }
}

type At = HashMap<Key, usize>;

impl Txn<'_> {
    pub(super) fn add_door(
        &self,
        scope: Scope,
        people: &mut [ResidentRow],
        at: &At,
    ) -> Result<(), StoreError> {
        self.each(
            scope,
            "eligibility a ON a.resident = r.key LEFT JOIN decision d ON d.claim = a.key",
            "a.standing, a.key, d.decision, d.reason",
            "a.decided",
            people,
            at,
            |person, row| {
                let decided: Option<u8> = row.get(3)?;
                person.stands(
                    word(row, 1, Eligibility::from_code)?,
                    row.get(2)?,
                    decided.and_then(Decision::from_code),
                    row.get(4)?,
                );
                Ok(())
            },
        )?;
        self.each(
            scope,
            "obstacle a ON a.resident = r.key LEFT JOIN answer n ON n.obstacle = a.key
             LEFT JOIN member w ON w.number = n.member",
            "a.reason, a.app, a.at, a.unsent, a.key,
             n.key, n.state, n.owner, n.text, n.at, w.name, n.unsent",
            "a.at DESC, a.key DESC",
            people,
            at,
            |person, row| {
                person.obstacles.push(ObstacleRow {
                    reason: word(row, 1, ObstacleReason::from_code)?,
                    app: row.get::<_, Option<u8>>(2)?.and_then(App::from_code),
                    at: row.get(3)?,
                    unsent: row.get(4)?,
                    key: row.get(5)?,
                    answer: answer(row)?,
                });
                Ok(())
            },
        )?;
        self.each(
            scope,
            "taught a ON a.resident = r.key",
            "a.lesson, a.app, a.at, a.unsent, a.key",
            "a.at DESC, a.key DESC",
            people,
            at,
            |person, row| {
                person.taught.push(TaughtRow {
                    lesson: word(row, 1, Lesson::from_code)?,
                    app: row.get::<_, Option<u8>>(2)?.and_then(App::from_code),
                    at: row.get(3)?,
                    unsent: row.get(4)?,
                    key: row.get(5)?,
                });
                Ok(())
            },
        )?;
        self.each(
            scope,
            "appointment a ON a.resident = r.key
             LEFT JOIN attendance t
                ON t.resident = a.resident AND t.purpose = a.purpose AND t.appointment = a.key",
            "a.purpose, a.at, a.place, a.unsent, a.key, t.outcome, t.at",
            "a.purpose",
            people,
            at,
            |person, row| {
                person.appointments.push(AppointmentRow {
                    purpose: word(row, 1, AppointmentPurpose::from_code)?,
                    at: row.get(2)?,
                    place: row.get(3)?,
                    outcome: outcome(row, 6)?,
                    unsent: row.get(4)?,
                    key: row.get(5)?,
                });
                Ok(())
            },
        )?;
        self.add_claimed_states(scope, people, at)
    }

    /// What was claimed of moving or death, where the police have not said the same.
    fn add_claimed_states(
        &self,
        scope: Scope,
        people: &mut [ResidentRow],
        at: &At,
    ) -> Result<(), StoreError> {
        for source in [Source::CitizenStatement, Source::VolunteerClaim] {
            let slot = Slot::Residency(source).code();
            let table = format!(
                "residency a ON a.resident = r.key AND a.source = {}
                 JOIN register_entry e ON e.subject = a.resident AND e.slot = {slot} AND e.head = 1",
                source.code()
            );
            self.each(
                scope,
                &table,
                "a.state, e.key",
                "r.key",
                people,
                at,
                |person, row| {
                    let state = word(row, 1, ResidentState::from_code)?;
                    let news = state != ResidentState::Living && state != person.state;
                    person.claimed_state = news.then_some((state, row.get(2)?));
                    Ok(())
                },
            )?;
        }
        Ok(())
    }

    /// For every row of a table that hangs on people of the scope. Few of many people have one, so that a wide
    /// scope reads from the table.
    #[expect(
        clippy::too_many_arguments,
        reason = "one query in its parts, used five times above"
    )]
    fn each(
        &self,
        scope: Scope,
        table: &str,
        columns: &str,
        order: &str,
        people: &mut [ResidentRow],
        at: &At,
        mut add: impl FnMut(&mut ResidentRow, &Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let (condition, key) = scope.condition();
        let wide = matches!(scope, Scope::All | Scope::Hamlet(_));
        let from = match (wide, table.split_once(" ON ")) {
            (true, Some((first, on))) => format!(
                "{first} CROSS JOIN resident r ON {on} CROSS JOIN household h ON h.key = r.household"
            ),
            _ => format!("{JOIN} JOIN {table}"),
        };
        let sql = format!("SELECT r.key, {columns} FROM {from} WHERE {condition} ORDER BY {order}");
        let mut statement = self.sql(&sql)?;
        let mut rows = statement.query(params![key])?;
        while let Some(row) = rows.next()? {
            if let Some(person) = at.get(&row.get(0)?).and_then(|n| people.get_mut(*n)) {
                add(person, row)?;
            }
        }
        Ok(())
    }
}

/// The answer beside an obstacle, from its sixth column on.
fn answer(row: &Row<'_>) -> Result<Option<AnswerRow>, StoreError> {
    let Some(key) = row.get(6)? else {
        return Ok(None);
    };
    Ok(Some(AnswerRow {
        key,
        state: word(row, 7, AnswerState::from_code)?,
        owner: row.get(8)?,
        text: row.get(9)?,
        at: row.get(10)?,
        by: row.get(11)?,
        unsent: row.get(12)?,
    }))
}

/// What came of an appointment, and when that was said, in the columns from `first` on.
pub(crate) fn outcome(
    row: &Row<'_>,
    first: usize,
) -> Result<Option<(Attendance, i64)>, StoreError> {
    match row
        .get::<_, Option<u8>>(first)?
        .and_then(Attendance::from_code)
    {
        Some(outcome) => Ok(Some((outcome, row.get(first + 1)?))),
        None => Ok(None),
    }
}

fn word<T>(row: &Row<'_>, at: usize, read: fn(u8) -> Option<T>) -> Result<T, StoreError> {
    read(row.get(at)?).ok_or_else(|| StoreError::corrupt("a word"))
}
