//! What the later kinds let people say: at the door what hinders, appointments, proposals, lessons; at the office's desks
//! organisations, figures, answers, attendance, one person or two, desk hours, paper, rechecks and targets.

use super::targets::{milestone, target, target_due, target_print, target_row};
use super::{Speak, add, any, word};
use crate::world::World;
use tungnha_core::body::{
    Answer, Appointment, Assignment, Attendance, DeskHours, Eligibility, Exported, Figure,
    IneligibleReason, Membership, Obstacle, Organisation, Recheck, Sameness, Taught, Typed,
    WalkSheet,
};
use tungnha_core::record::Value;
use tungnha_core::time::Day;
use tungnha_core::words::{self, App, AppointmentPurpose, Role, Stage};
use tungnha_core::{Body, DeltaId, Instant};

/// Who goes from door to door, and how often says what.
const FIELD: &[(u32, Speak)] = &[
    (8, obstacle),
    (8, appointment),
    (6, proposal),
    (8, taught),
    (6, typed),
    // What is the office's to say is held.
    (1, answer),
    (1, attendance),
    (1, figure),
];

/// Who leads them.
const LEADER: &[(u32, Speak)] = &[
    (6, obstacle),
    (6, appointment),
    (6, proposal),
    (6, typed),
    (8, walk_sheet),
    (8, assignment),
];

/// Who sits at a desk.
const DESK: &[(u32, Speak)] = &[
    (6, organisation),
    (8, membership),
    (8, figure),
    (10, sameness),
    (10, attendance),
    (5, desk_hours),
    (10, answer),
    (5, taught),
    (6, walk_sheet),
    (8, typed),
    (8, recheck),
    (3, exported),
    (6, assignment),
    (6, target),
    (8, target_row),
    (5, target_due),
    (4, target_print),
    (3, milestone),
    (5, decided),
    (4, ineligible_reason),
    (4, obstacle),
    (6, appointment),
];

/// Says something of a later kind on device `at`, if there is anything to say.
pub fn something(world: &mut World, at: usize) {
    let role = world.people[world.devices[at].owner].role;
    let table = match role {
        Role::Police | Role::Office => DESK,
        Role::Leader | Role::HamletHead => LEADER,
        _ => FIELD,
    };
    let weights: Vec<u32> = table.iter().map(|(weight, _)| *weight).collect();
    let (_, speak) = table[world.chance.weighted(&weights)];
    add(world, at, speak);
}

/// A statement of this kind in the file, whatever its standing.
pub(super) fn of_kind(world: &mut World, at: usize, kind: u16) -> Option<DeltaId> {
    any(
        world,
        at,
        &format!("(SELECT key FROM delta WHERE kind = {kind})"),
    )
}

/// One that is changed, half of the time.
pub(super) fn changed(world: &mut World, at: usize, kind: u16) -> Option<DeltaId> {
    world
        .chance
        .percent(50)
        .then(|| of_kind(world, at, kind))
        .flatten()
}

/// Of whom or where the statement `of` is, by the tag of that field: what changes or answers it stays there.
fn stays(world: &World, at: usize, of: DeltaId, tag: u8) -> Option<DeltaId> {
    match world.devices[at].record(of)?.get(tag) {
        Some(Value::Id(id)) => Some(*id),
        _ => None,
    }
}

fn now(world: &World) -> Instant {
    Instant(world.time)
}

pub(super) fn day(world: &mut World) -> Day {
    let today = Instant(world.time).day();
    Day(today.0 + world.chance.between(0, 40) as i32)
}

fn purpose(world: &mut World) -> Option<AppointmentPurpose> {
    world.chance.pick(AppointmentPurpose::ALL).copied()
}

fn app(world: &mut World) -> Option<(App, u8)> {
    let apps = [
        (App::Vneid, 1),
        (App::Vneid, 2),
        (App::Ihanoi, 0),
        (App::Etax, 0),
    ];
    world.chance.pick(&apps).copied()
}

fn obstacle(world: &mut World, at: usize) -> Option<Body> {
    let obstacle = Obstacle {
        resident: any(world, at, "resident")?,
        reason: *world.chance.pick(words::ObstacleReason::ALL)?,
        app: None,
    };
    Some(obstacle.into())
}

fn appointment(world: &mut World, at: usize) -> Option<Body> {
    let appointment = Appointment {
        resident: any(world, at, "resident")?,
        purpose: purpose(world)?,
        at: Some(now(world).plus(world.chance.between(1, 9) * 86_400)),
        place: Some(word(world, "bàn")),
    };
    Some(appointment.into())
}

fn proposal(world: &mut World, at: usize) -> Option<Body> {
    let proposal = Eligibility {
        resident: any(world, at, "resident")?,
        standing: words::Eligibility::Proposed,
        coarse: world.chance.pick(words::CoarseReason::ALL).copied(),
    };
    Some(proposal.into())
}

/// Only the police decide; from the office it is held.
fn decided(world: &mut World, at: usize) -> Option<Body> {
    let standing = match world.chance.percent(70) {
        true => words::Eligibility::DoNotVisit,
        false => words::Eligibility::Eligible,
    };
    let decided = Eligibility {
        resident: any(world, at, "resident")?,
        standing,
        coarse: None,
    };
    Some(decided.into())
}

fn ineligible_reason(world: &mut World, at: usize) -> Option<Body> {
    let reason = IneligibleReason {
        resident: any(world, at, "resident")?,
        reason: *world.chance.pick(words::IneligibleReason::ALL)?,
    };
    Some(reason.into())
}

fn taught(world: &mut World, at: usize) -> Option<Body> {
    let taught = Taught {
        resident: any(world, at, "resident")?,
        lesson: *world.chance.pick(words::Lesson::ALL)?,
        app: None,
    };
    Some(taught.into())
}

fn organisation(world: &mut World, at: usize) -> Option<Body> {
    let organisation = Organisation {
        of: changed(world, at, 26),
        name: word(world, "Trường"),
        sort: *world.chance.pick(words::OrganisationKind::ALL)?,
        contact: None,
        size: Some(world.chance.between(1, 400) as u32),
    };
    Some(organisation.into())
}

fn membership(world: &mut World, at: usize) -> Option<Body> {
    let of = changed(world, at, 27);
    let membership = Membership {
        of,
        resident: match of {
            Some(of) => stays(world, at, of, 4)?,
            None => any(world, at, "resident")?,
        },
        organisation: of_kind(world, at, 26)?,
        category: *world.chance.pick(words::Group::ALL)?,
        since: Some(day(world)),
        until: None,
        excused: world.chance.percent(20).then(|| word(world, "ốm")),
    };
    Some(membership.into())
}

fn figure(world: &mut World, at: usize) -> Option<Body> {
    let (app, level) = app(world)?;
    let figure = Figure {
        of: changed(world, at, 28),
        app,
        level,
        stage: Stage::Activated,
        population: *world.chance.pick(words::Population::ALL)?,
        count: world.chance.between(0, 900) as u32,
        base: None,
        as_of: now(world),
        owner: word(world, "Công an"),
        hamlet: match world.chance.percent(60) {
            true => any(world, at, "hamlet"),
            false => None,
        },
        organisation: None,
        source: None,
        unit: None,
    };
    Some(figure.into())
}

/// Two people of the list may be one; now and then nonsense, one and the same.
fn sameness(world: &mut World, at: usize) -> Option<Body> {
    let sameness = Sameness {
        resident: any(world, at, "resident")?,
        other: any(world, at, "resident")?,
        same: world.chance.percent(60),
    };
    Some(sameness.into())
}

fn attendance(world: &mut World, at: usize) -> Option<Body> {
    let appointment = of_kind(world, at, 17)?;
    let attendance = Attendance {
        resident: stays(world, at, appointment, 3)?,
        purpose: purpose(world)?,
        appointment,
        outcome: *world.chance.pick(words::Attendance::ALL)?,
    };
    Some(attendance.into())
}

fn desk_hours(world: &mut World, at: usize) -> Option<Body> {
    let hours = DeskHours {
        of: changed(world, at, 31),
        purpose: purpose(world)?,
        place: word(world, "bàn"),
        weekdays: world.chance.between(1, 127) as u8,
        from: 450,
        to: 690,
        slot: 30,
        capacity: world.chance.between(0, 9) as u16,
        bring: None,
        until: None,
    };
    Some(hours.into())
}

fn answer(world: &mut World, at: usize) -> Option<Body> {
    let obstacle = of_kind(world, at, 16)?;
    let answer = Answer {
        resident: stays(world, at, obstacle, 3)?,
        obstacle,
        state: *world.chance.pick(words::AnswerState::ALL)?,
        owner: Some(word(world, "Bà")),
        text: None,
    };
    Some(answer.into())
}

fn walk_sheet(world: &mut World, at: usize) -> Option<Body> {
    let lines = (0..world.chance.between(1, 4)).filter_map(|_| any(world, at, "resident"));
    let lines: Vec<DeltaId> = lines.collect();
    let sheet = WalkSheet {
        hamlet: any(world, at, "hamlet")?,
        number: world.used.len() as u32,
        lines,
        lane: None,
        member: None,
        name: None,
    };
    Some(sheet.into())
}

fn typed(world: &mut World, at: usize) -> Option<Body> {
    let typed = Typed {
        resident: any(world, at, "resident")?,
        sheet: of_kind(world, at, 34)?,
        line: world.chance.between(0, 4) as u16,
        said: of_kind(world, at, 9).into_iter().collect(),
    };
    Some(typed.into())
}

fn recheck(world: &mut World, at: usize) -> Option<Body> {
    let recheck = Recheck {
        resident: any(world, at, "resident")?,
        claims: of_kind(world, at, 9).into_iter().collect(),
        finding: *world.chance.pick(words::Finding::ALL)?,
        note: Some(word(world, "xem lại")),
    };
    Some(recheck.into())
}

fn exported(world: &mut World, _: usize) -> Option<Body> {
    let exported = Exported {
        list: "confirmation".into(),
        scope: word(world, "tất cả"),
        rows: world.chance.between(0, 90) as u32,
        format: "xlsx".into(),
    };
    Some(exported.into())
}

fn assignment(world: &mut World, at: usize) -> Option<Body> {
    let of = changed(world, at, 37);
    let assignment = Assignment {
        of,
        hamlet: match of {
            Some(of) => stays(world, at, of, 4)?,
            None => any(world, at, "hamlet")?,
        },
        task: *world.chance.pick(words::Task::ALL)?,
        who: Some(word(world, "Tổ")),
        accountable: None,
        due: Some(day(world)),
        goal: None,
        result: None,
    };
    Some(assignment.into())
}
