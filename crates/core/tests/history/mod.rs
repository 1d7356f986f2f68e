//! Small random histories: three writers, two residents, few words, so that clashes are common.

use proptest::prelude::*;
use tungnha_core::body::{
    Account, Answer, Appointment, Attendance, Body, Eligibility, Figure, Handover, Lane,
    Membership, Obstacle, Resident, Retract, Review, Sameness, Settle, TargetRow, WalkIn,
};
use tungnha_core::words::{
    self, AnswerState, App, AppointmentPurpose, Decision, Group, ObstacleReason, Population, Role,
    Source, Stage,
};
use tungnha_core::{Admission, BookId, Delta, DeltaId, HeldReason, Incarnation, Instant, MemberId};
use uuid::Uuid;

/// Deltas and what the server said of them.
#[derive(Clone, Debug)]
pub struct History {
    pub deltas: Vec<Delta>,
    pub admissions: Vec<Admission>,
}

const WRITERS: u128 = 3;

fn incarnation(writer: u128) -> Incarnation {
    Incarnation(Uuid::from_u128(writer + 1))
}

fn account(resident: DeltaId, app: App, level: u8, source: Source, stage: Stage) -> Body {
    Account {
        resident,
        app,
        level,
        source,
        stage,
        as_of: None,
        approved_on: None,
        visit: None,
    }
    .into()
}

fn resident(of: Option<DeltaId>, household: DeltaId, name: &str) -> Body {
    Resident {
        of,
        household,
        name: name.into(),
        birth_year: None,
        sex: None,
        last4: None,
        position: None,
    }
    .into()
}

/// What is said at a door besides accounts; as in life, of some people more than once.
fn at_the_door(what: u8, subject: DeltaId, about: usize) -> Body {
    match what {
        7 => Obstacle {
            resident: subject,
            reason: ObstacleReason::NoOtp,
            app: None,
        }
        .into(),
        8 => Appointment {
            resident: subject,
            purpose: AppointmentPurpose::VneidLevel2,
            at: Some(Instant(about as i64)),
            place: None,
        }
        .into(),
        9 => Eligibility {
            resident: subject,
            standing: words::Eligibility::ALL[about],
            coarse: None,
        }
        .into(),
        10 => Handover {
            household: subject,
            member: MemberId(Uuid::from_u128(about as u128)),
            name: "B".into(),
            until: Instant(9),
        }
        .into(),
        _ if about == 0 => WalkIn {
            resident: subject,
            session: subject,
            home: None,
        }
        .into(),
        _ => Lane {
            hamlet: subject,
            lane: None,
            side: None,
            until: Instant(9),
            member: None,
            name: None,
        }
        .into(),
    }
}

/// What the office says; a membership, a figure and an answer are registers of their own.
fn at_the_office(what: u8, subject: DeltaId, any: DeltaId, about: usize) -> Body {
    match what {
        12 => Membership {
            of: (about == 1).then_some(any),
            resident: subject,
            organisation: subject,
            category: Group::ALL[about],
            since: None,
            until: None,
            excused: None,
        }
        .into(),
        13 => Figure {
            of: (about == 1).then_some(any),
            app: App::Vneid,
            level: 2,
            stage: Stage::Activated,
            population: Population::Citizens,
            count: about as u32,
            base: None,
            as_of: Instant(about as i64),
            owner: "A".into(),
            hamlet: None,
            organisation: None,
            source: None,
            unit: (about == 1).then(|| "14923".into()),
        }
        .into(),
        14 => Attendance {
            resident: subject,
            purpose: AppointmentPurpose::VneidLevel2,
            appointment: any,
            outcome: words::Attendance::ALL[about],
        }
        .into(),
        15 => Answer {
            resident: subject,
            obstacle: any,
            state: AnswerState::ALL[about],
            owner: None,
            text: None,
        }
        .into(),
        17 => TargetRow {
            of: (about == 1).then_some(any),
            target: any,
            unit: Some("14923".into()),
            hamlet: None,
            organisation: None,
            group: None,
            base: Some(about as u32),
            share: None,
            count: None,
            reason: None,
            name: None,
            position: None,
            done: None,
            as_of: None,
            invented: false,
        }
        .into(),
        _ => Sameness {
            resident: subject,
            other: any,
            same: about == 1,
        }
        .into(),
    }
}

/// Writer 0 begins with two residents; then everybody says things about them and about each other's
/// words, having seen whatever subset.
pub fn history() -> impl Strategy<Value = History> {
    let step = (
        0..WRITERS,
        0u8..18,
        any::<prop::sample::Index>(),
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        0i64..50,
    );
    let verdicts = prop::collection::vec((0i64..100, prop::bool::weighted(0.15)), 64);
    (prop::collection::vec(step, 1..28), verdicts).prop_map(|(steps, verdicts)| {
        let mut next = [1u32; WRITERS as usize];
        let mut deltas: Vec<Delta> = Vec::new();
        let mut name = |writer: u128| {
            let counter = next[writer as usize];
            next[writer as usize] += 1;
            DeltaId::new(incarnation(writer), counter)
        };
        for _ in 0..2 {
            let id = name(0);
            let body = resident(None, id, "A");
            deltas.push(Delta {
                id,
                stamped: Instant(0),
                supersedes: Vec::new(),
                on_behalf_of: None,
                body,
            });
        }
        for (writer, what, about, seen, at) in steps {
            let id = name(writer);
            let subject = DeltaId::new(incarnation(0), 1 + u32::from(about.index(2) == 1));
            let any = deltas[about.index(deltas.len())].id;
            let body = match what {
                0 => resident(Some(subject), subject, ["A", "B"][about.index(2)]),
                1 => Retract { target: any }.into(),
                2 => Review {
                    claims: vec![any],
                    decision: [Decision::Confirmed, Decision::Returned][about.index(2)],
                    reason: None,
                }
                .into(),
                6 => Settle {
                    stands: any,
                    over: seen
                        .iter()
                        .map(|i| deltas[i.index(deltas.len())].id)
                        .collect(),
                }
                .into(),
                n @ 12.. => at_the_office(n, subject, any, about.index(3)),
                n @ 7.. => at_the_door(n, subject, about.index(3)),
                n => account(
                    subject,
                    App::Vneid,
                    1 + u8::from(n == 3),
                    [Source::VolunteerClaim, Source::OfficialList][about.index(2)],
                    [Stage::Activated, Stage::Approved, Stage::NotRegistered][about.index(3)],
                ),
            };
            let supersedes = seen
                .iter()
                .map(|i| deltas[i.index(deltas.len())].id)
                .collect();
            deltas.push(Delta {
                id,
                stamped: Instant(at),
                supersedes,
                on_behalf_of: None,
                body,
            });
        }
        let admissions = deltas
            .iter()
            .zip(&verdicts)
            .map(|(delta, (received, held))| Admission {
                book: BookId(Uuid::nil()),
                incarnation: delta.id.incarnation,
                first: delta.id.counter,
                last: delta.id.counter,
                received_at: Instant(*received),
                member: MemberId(delta.id.incarnation.0),
                role: [Role::Volunteer, Role::Police][usize::from(*received % 2 == 0)],
                held: (*held)
                    .then_some((delta.id.counter, HeldReason::OutOfScope))
                    .into_iter()
                    .collect(),
            })
            .collect();
        History { deltas, admissions }
    })
}
