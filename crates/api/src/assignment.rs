//! The "5 rõ": who, what, by when, with what result, and who answers for it (`domain.md` D-31).

use crate::device::role;
use crate::figure::hamlets;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::HashMap;
use tungnha_core::body::Assignment;
use tungnha_core::time::Day;
use tungnha_core::words::{App, Stage, Task};
use tungnha_core::{Body, account::reaches, name, rights};
use tungnha_store::read::AssignmentRow;
use tungnha_store::{Key, Txn};

impl Device {
    pub(crate) fn assignments(&self, args: AssignmentFilter) -> Result<AssignmentPage, ApiError> {
        let today = self.0.host.now().day();
        self.read(|txn| {
            let role = role(&txn.grant()?)?;
            let of = args.hamlet.as_deref();
            let of = of.map(|id| convert::key(txn, id)).transpose()?;
            let mut rows = txn.assignments(of)?;
            rows.retain(|row| args.closed || row.result.is_none());
            let names: HashMap<Key, String> = hamlets(txn)?.into_iter().collect();
            let mut counted = Counted::default();
            let mut assignments = Vec::with_capacity(rows.len());
            for row in rows {
                let progress = counted.of(txn, row.task, row.hamlet)?;
                let place = names.get(&row.hamlet).cloned().unwrap_or_default();
                assignments.push(card(txn, row, place, progress, today)?);
            }
            assignments.sort_by_cached_key(|card| {
                let due = card.due.clone().unwrap_or_else(|| "9999".into());
                let lacks = std::cmp::Reverse(card.missing.len());
                (
                    card.result.is_some(),
                    !card.late,
                    lacks,
                    due,
                    name::fold(&card.place),
                )
            });
            let count = |wanted: fn(&AssignmentCard) -> bool| {
                assignments.iter().filter(|card| wanted(card)).count() as u32
            };
            Ok(AssignmentPage {
                lacking: count(|card| !card.missing.is_empty()),
                late: count(|card| card.late),
                may_write: may_write(role),
                assignments,
            })
        })
    }

    pub(crate) fn set_assignment(&self, args: NewAssignment) -> Result<SaidIds, ApiError> {
        let bad = |what| ApiError::new(ErrorCode::BadInput, what);
        if args.goal == Some(0) {
            return Err(bad("goal"));
        }
        self.write(|txn| {
            if !may_write(role(&txn.grant()?)?) {
                return Err(ErrorCode::NotAllowed.into());
            }
            let hamlet = convert::delta_id(&args.hamlet)?;
            let key = convert::key(txn, &args.hamlet)?;
            if txn.hamlets()?.iter().all(|row| row.key != key) {
                return Err(ApiError::new(ErrorCode::NotFound, "hamlet"));
            }
            let of = args.of.as_deref().map(convert::delta_id).transpose()?;
            if let Some(of) = of {
                match txn.statement(of)?.map(|delta| delta.body) {
                    Some(Body::Assignment(b)) if b.of.is_none() && b.hamlet == hamlet => {}
                    Some(Body::Assignment(b)) if b.of.is_none() => return Err(bad("hamlet")),
                    _ => return Err(ApiError::new(ErrorCode::NotFound, "assignment")),
                }
            }
            let due = args.due.as_deref().map(convert::read_day).transpose()?;
            let assignment = Assignment {
                of,
                hamlet,
                task: convert::word(&args.task, "task")?,
                who: words(args.who),
                accountable: words(args.accountable),
                due,
                goal: args.goal,
                result: words(args.result),
            };
            Ok(SaidIds {
                ids: vec![self.said(txn, assignment.into())?.0],
            })
        })
    }
}

/// Whoever leads says who does what.
fn may_write(role: tungnha_core::words::Role) -> bool {
    let any = Assignment {
        of: None,
        hamlet: tungnha_core::DeltaId::new(tungnha_core::Incarnation(uuid::Uuid::nil()), 1),
        task: Task::Canvass,
        who: None,
        accountable: None,
        due: None,
        goal: None,
        result: None,
    };
    rights::may_assert(role, &any.into())
}

/// What somebody wrote; nothing for blanks.
fn words(text: Option<String>) -> Option<String> {
    text.map(|text| name::normalise(&text))
        .filter(|text| !text.is_empty())
}

fn card(
    txn: &Txn<'_>,
    row: AssignmentRow,
    place: String,
    progress: AssignmentProgress,
    today: Day,
) -> Result<AssignmentCard, ApiError> {
    let late = row.result.is_none() && row.due.is_some_and(|due| due < today);
    Ok(AssignmentCard {
        id: txn.id(row.key)?.to_string(),
        hamlet: txn.id(row.hamlet)?.to_string(),
        place,
        task: row.task.name().into(),
        missing: missing(&row, late).into_iter().map(str::to_owned).collect(),
        who: row.who,
        accountable: row.accountable,
        due: row.due.map(convert::day),
        goal: row.goal,
        result: row.result,
        late,
        progress,
        unsent: row.unsent,
    })
}

/// What is not clear of the five: a task without a day has no progress to speak of, and a result is either what is
/// aimed at or, once the day is past, what came of it.
fn missing(row: &AssignmentRow, late: bool) -> Vec<&'static str> {
    let aimed = row.goal.is_some() && !late;
    [
        ("who", row.who.is_none()),
        ("progress", row.due.is_none()),
        ("result", row.result.is_none() && !aimed),
        ("accountable", row.accountable.is_none()),
    ]
    .into_iter()
    .filter_map(|(word, missing)| missing.then_some(word))
    .collect()
}

/// How far hamlets have come, each task counted once.
#[derive(Default)]
struct Counted(HashMap<Task, HashMap<Key, AssignmentProgress>>);

impl Counted {
    fn of(
        &mut self,
        txn: &Txn<'_>,
        task: Task,
        hamlet: Key,
    ) -> Result<AssignmentProgress, ApiError> {
        if let std::collections::hash_map::Entry::Vacant(e) = self.0.entry(task) {
            e.insert(count(txn, task)?);
        }
        let counted = self.0.get(&task).and_then(|of| of.get(&hamlet));
        Ok(counted.cloned().unwrap_or(progress(0, 0, 0)))
    }
}

fn count(txn: &Txn<'_>, task: Task) -> Result<HashMap<Key, AssignmentProgress>, ApiError> {
    let (app, level, stage) = match task {
        Task::Collect => (App::Vneid, 2, Stage::DossierCollected),
        Task::Activate => (App::Vneid, 2, Stage::Activated),
        Task::Ihanoi => (App::Ihanoi, 0, Stage::LoggedIn),
        Task::Etax => (App::Etax, 0, Stage::LoggedIn),
        Task::Canvass => {
            let doors = txn.hamlet_tallies()?.into_iter();
            let doors = doors.map(|row| (row.key, progress(row.done, row.done, row.doors)));
            return Ok(doors.collect());
        }
    };
    let tallies = txn.hamlet_tallies()?.into_iter();
    let mut counted: HashMap<Key, AssignmentProgress> = tallies
        .map(|row| (row.key, progress(0, 0, row.asked)))
        .collect();
    let stages = Stage::ALL.iter().copied();
    let stages: Vec<Stage> = stages.filter(|one| reaches(*one, stage)).collect();
    for row in txn.standing_counts(app, level, &stages)? {
        if let Some(progress) = counted.get_mut(&row.hamlet) {
            (progress.done, progress.claimed) = (row.confirmed, row.claimed);
        }
    }
    Ok(counted)
}

const fn progress(done: u32, claimed: u32, of: u32) -> AssignmentProgress {
    AssignmentProgress { done, claimed, of }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> AssignmentRow {
        AssignmentRow {
            key: Key(1),
            hamlet: Key(2),
            task: Task::Activate,
            who: Some("Đoàn xã".into()),
            accountable: Some("Lê Văn Sơn".into()),
            due: Some(Day(20_000)),
            goal: Some(120),
            result: None,
            unsent: false,
        }
    }

    #[test]
    fn each_of_the_five_is_missed_by_its_own_field() {
        assert_eq!(missing(&row(), false), Vec::<&str>::new());
        let lacks = |row: &AssignmentRow, late| missing(row, late);
        assert_eq!(lacks(&AssignmentRow { who: None, ..row() }, false), ["who"]);
        assert_eq!(
            lacks(&AssignmentRow { due: None, ..row() }, false),
            ["progress"]
        );
        assert_eq!(
            lacks(
                &AssignmentRow {
                    goal: None,
                    ..row()
                },
                false
            ),
            ["result"]
        );
        let nobody = AssignmentRow {
            accountable: None,
            ..row()
        };
        assert_eq!(lacks(&nobody, false), ["accountable"]);
        // Past its day an aim is no result any more; what came of it is.
        assert_eq!(lacks(&row(), true), ["result"]);
        let done = AssignmentRow {
            goal: None,
            result: Some("đã kích hoạt 118 người".into()),
            ..row()
        };
        assert_eq!(lacks(&done, false), Vec::<&str>::new());
    }
}
