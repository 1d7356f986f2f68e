//! What a list shows of a door.

use super::*;
use crate::campaign::{AskedApp, Reviewer};
use crate::time::Day;
use crate::words::{AppointmentPurpose, Attendance, Role, Stage};
use proptest::prelude::*;

fn frame() -> CampaignFrame {
    CampaignFrame {
        title: String::new(),
        theme: None,
        starts: Day(10),
        ends: Day(20),
        hour_from: 0,
        hour_to: 24,
        close_at: Instant(0),
        reference_date: Day::from_ymd(2026, 11, 1).expect("a day"),
        practice: false,
        apps: vec![AskedApp {
            app: App::Vneid,
            minimum_age: 14,
            reviewer: Reviewer::of_role(Role::Police),
            figure_owner: None,
            links: Vec::new(),
        }],
        milestones: Vec::new(),
        contact: None,
    }
}

fn occupant(year: u16, stage: Stage) -> Occupant {
    Occupant {
        state: ResidentState::Living,
        eligibility: None,
        birth: BirthDate::from_year(year),
        statements: vec![(
            App::Vneid,
            Statement {
                level: 2,
                source: Source::OfficialList,
                stage,
                decision: None,
                unsent: false,
                disputed: false,
            },
        )],
        appointments: Vec::new(),
        notice: None,
        absent: false,
        claimed_gone: false,
    }
}

fn call(outcome: Outcome, hours: i64, by: i64) -> Call {
    Call {
        outcome,
        at: Instant(Day(10).start().0 + hours * 3600),
        come_back_at: None,
        by: Some(by),
        unsent: false,
    }
}

#[test]
fn who_is_not_to_be_visited_is_asked_and_not_counted() {
    let spared = Occupant {
        eligibility: Some(Eligibility::DoNotVisit),
        ..occupant(1970, Stage::Approved)
    };
    let moved = Occupant {
        state: ResidentState::MovedOut,
        ..occupant(1970, Stage::Approved)
    };
    let child = occupant(2020, Stage::NotRegistered);
    let people = [occupant(1970, Stage::Approved), spared, moved, child];
    let tally = DoorTally::of(Some(&frame()), &people, &[]);
    assert_eq!((tally.people, tally.asked), (2, 2));
    assert_eq!((tally.lacking, tally.approved_not_activated), (1, 1));
    assert_eq!(tally.lacking_app.of(App::Vneid), 2);
    assert_eq!(tally.lacking_app.of(App::Etax), 0);
    assert_eq!(DoorTally::of(None, &people, &[]).asked, 0);
}

#[test]
fn the_last_visit_of_the_campaign_decides() {
    let early = call(Outcome::Met, -1, 1);
    let tally = DoorTally::of(Some(&frame()), &[], &[early]);
    assert_eq!((tally.last, tally.done()), (None, false));
    let tally = DoorTally::of(Some(&frame()), &[], &[call(Outcome::Absent, 1, 1), early]);
    assert!(tally.last.is_some() && !tally.done() && !tally.visited_twice);
    let tally = DoorTally::of(Some(&frame()), &[], &[call(Outcome::Refused, 2, 1)]);
    assert!(tally.done());
}

#[test]
fn whoever_missed_an_appointment_is_to_be_come_back_to() {
    let missed_at = |hours: i64| Kept {
        purpose: AppointmentPurpose::VneidLevel2,
        at: Some(Instant(Day(10).start().0)),
        outcome: Some((
            Attendance::Missed,
            Instant(Day(10).start().0 + hours * 3600),
        )),
    };
    let person = |hours| Occupant {
        appointments: vec![missed_at(hours)],
        ..occupant(1970, Stage::NotRegistered)
    };
    let visit = [call(Outcome::Met, 20, 1)];
    let tally = |hours| DoorTally::of(Some(&frame()), &[person(hours)], &visit);
    assert_eq!((tally(30).missed, tally(30).done()), (1, false));
    // Somebody was there since.
    assert_eq!((tally(10).missed, tally(10).done()), (0, true));
    let spared = Occupant {
        eligibility: Some(Eligibility::DoNotVisit),
        ..person(30)
    };
    assert!(DoorTally::of(Some(&frame()), &[spared], &visit).done());
}

#[test]
fn two_members_within_one_day_did_not_know() {
    let visits = |hours, by| [call(Outcome::Met, hours, by), call(Outcome::Met, 1, 1)];
    let twice = |hours, by| DoorTally::of(Some(&frame()), &[], &visits(hours, by)).visited_twice;
    assert!(twice(20, 2));
    assert!(!twice(20, 1));
    assert!(!twice(25, 2));
}

/// Of a house of `people`, whom a visit with this outcome left out.
fn left(people: &[Occupant], outcome: Outcome) -> (u32, bool) {
    let tally = DoorTally::of(Some(&frame()), people, &[call(outcome, 1, 1)]);
    (tally.unreached, tally.done())
}

#[test]
fn a_claim_about_one_of_four_leaves_three() {
    let untouched = || occupant(1970, Stage::Approved);
    let mut spoken = untouched();
    spoken.notice = Some(Agreement::Agreed);
    let four = [spoken, untouched(), untouched(), untouched()];
    assert_eq!(left(&four, Outcome::Met), (3, true));
    // A household that refused, moved or was not found is not gone to again for its people.
    for outcome in [Outcome::Refused, Outcome::MovedOut, Outcome::NotFound] {
        assert_eq!(left(&four, outcome), (0, true));
    }
    // Where nobody was met, the door itself is to be come back to.
    assert_eq!(left(&four, Outcome::Absent), (0, false));
    let unvisited = DoorTally::of(Some(&frame()), &four, &[]);
    assert_eq!((unvisited.unreached, unvisited.done()), (0, false));
}

#[test]
fn nobody_goes_again_to_whom_nothing_can_be_said() {
    let person = |change: fn(&mut Occupant)| {
        let mut person = occupant(1970, Stage::Approved);
        person.absent = true;
        change(&mut person);
        left(&[person], Outcome::Met).0
    };
    assert_eq!(person(|_| ()), 1);
    // Away again after agreeing once: to be come back to.
    assert_eq!(person(|one| one.notice = Some(Agreement::ByGuardian)), 1);
    assert_eq!(person(|one| one.notice = Some(Agreement::Refused)), 0);
    assert_eq!(person(|one| one.claimed_gone = true), 0);
    assert_eq!(
        person(|one| one.eligibility = Some(Eligibility::Proposed)),
        0
    );
    assert_eq!(
        person(|one| one.eligibility = Some(Eligibility::Eligible)),
        1
    );
    assert_eq!(person(|one| one.state = ResidentState::Dead), 0);
    assert_eq!(
        person(|one| one
            .statements
            .iter_mut()
            .for_each(|(_, said)| said.stage = Stage::Activated)),
        0
    );
}

fn anybody() -> impl Strategy<Value = Occupant> {
    let words = (
        prop::option::of(prop::sample::select(Agreement::ALL)),
        prop::option::of(prop::sample::select(Eligibility::ALL)),
        prop::sample::select(ResidentState::ALL),
        prop::sample::select(Source::ALL),
        prop::sample::select(&[Stage::NotRegistered, Stage::Approved, Stage::Activated][..]),
    );
    (words, any::<bool>(), any::<bool>(), 1950..2024u16).prop_map(
        |((notice, eligibility, state, source, stage), absent, claimed_gone, year)| {
            let mut person = occupant(year, stage);
            for (_, said) in &mut person.statements {
                said.source = source;
            }
            Occupant {
                state,
                eligibility,
                notice,
                absent,
                claimed_gone,
                ..person
            }
        },
    )
}

proptest! {
    #[test]
    fn whoever_answers_and_is_there_is_reached(mut people in prop::collection::vec(anybody(), 0..6), at in any::<prop::sample::Index>()) {
        let tally = |people: &[Occupant]| DoorTally::of(Some(&frame()), people, &[call(Outcome::Met, 1, 1)]);
        let before = tally(&people);
        // Only those who are to be visited and lack something; and the door is done all the same.
        prop_assert!(before.unreached <= before.lacking);
        prop_assert!(before.done());
        people.reverse();
        prop_assert_eq!(tally(&people), before);
        if people.is_empty() {
            return Ok(());
        }
        let one = at.index(people.len());
        // That somebody stands absent never makes fewer; an answer to the notice never more.
        let stands = people[one].absent;
        people[one].absent = true;
        prop_assert!(tally(&people).unreached >= before.unreached);
        people[one].absent = stands;
        people[one].notice = people[one].notice.or(Some(Agreement::Agreed));
        prop_assert!(tally(&people).unreached <= before.unreached);
        // A house of whom everybody answered and nobody is away is reached.
        for person in &mut people {
            person.absent = false;
            person.notice = person.notice.or(Some(Agreement::Agreed));
        }
        prop_assert_eq!(tally(&people).unreached, 0);
    }
}
