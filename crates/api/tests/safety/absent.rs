//! Who is away: the list of whoever was not there, and a target that counts them, name the same people.

use crate::book::{Author, Phone, Roll, claim, now};
use crate::target::{open, set};
use serde_json::{Value, json};
use tungnha_core::Instant;
use tungnha_core::body::{Absence, Notice, Review, Taught, Visit};
use tungnha_core::time::Day;
use tungnha_core::words::{AbsenceReason, Agreement, App, Decision, Lesson, Outcome, Role, Stage};

/// Hours ago.
fn ago(hours: i64) -> Instant {
    now().plus(-3600 * hours)
}

fn absent(roll: &Roll, until: Option<Day>) -> Absence {
    Absence {
        resident: roll.people[0],
        reason: AbsenceReason::OtherProvince,
        place: None,
        until,
    }
}

/// Whether Mai is on the list, and how many of her hamlet a target counts as absent.
fn says(phone: &Phone) -> (bool, u64) {
    let of = json!({ "list": "absent", "hamlet": null, "limit": 9 });
    let listed = phone.call("list_preview", of)["groups"].to_string();
    let target = set(phone, json!({ "on": "2026-11-10", "share": 10_000 }));
    let row = open(phone, &target, Value::Null)["rows"][0].clone();
    (
        listed.contains("Nguyễn Thị Mai"),
        row["absent"].as_u64().expect("a count"),
    )
}

/// What both say after `more` was said by a volunteer, Mai having been away since three hours before.
fn after(until: Option<Day>, more: impl FnOnce(&Roll, &mut Author)) -> (bool, u64) {
    let (phone, roll) = (Phone::new(Role::Police), Roll::new());
    let mut lan = Author::new(20, "Phạm Thị Lan", Role::Volunteer);
    lan.says_at(ago(3), absent(&roll, until));
    more(&roll, &mut lan);
    phone.take(&roll.office);
    phone.take(&lan);
    says(&phone)
}

const AWAY: (bool, u64) = (true, 1);
const HERE: (bool, u64) = (false, 0);

#[test]
fn an_absence_ends_with_its_last_day() {
    let today = now().day();
    assert_eq!(after(None, |_, _| ()), AWAY);
    assert_eq!(after(Some(today), |_, _| ()), AWAY);
    assert_eq!(after(Some(Day(today.0 - 1)), |_, _| ()), HERE);
}

#[test]
fn whoever_was_met_since_is_not_away() {
    let claims = |roll: &Roll| claim(roll.people[0], App::Vneid, Stage::Activated);
    // Before somebody said that she is away, it says nothing against it.
    let before = after(None, |roll, lan| {
        lan.says_at(ago(5), claims(roll));
    });
    assert_eq!(before, AWAY);
    let since = after(None, |roll, lan| {
        lan.says_at(ago(1), claims(roll));
    });
    assert_eq!(since, HERE);
    let taught = after(None, |roll, lan| {
        lan.says_at(
            ago(1),
            Taught {
                resident: roll.people[0],
                lesson: Lesson::PortalLogin,
                app: None,
            },
        );
    });
    assert_eq!(taught, HERE);
    let answers = |agreement| {
        after(None, |roll, lan| {
            lan.says_at(
                ago(1),
                Notice {
                    resident: roll.people[0],
                    agreement,
                    text_version: 1,
                },
            );
        })
    };
    assert_eq!(answers(Agreement::Agreed), HERE);
    // A guardian answers for somebody who need not be there.
    assert_eq!(answers(Agreement::ByGuardian), AWAY);
    // Her family was met, and nothing says that she was.
    let family = after(None, |roll, lan| {
        lan.says_at(
            ago(1),
            Visit {
                household: roll.household,
                outcome: Outcome::Met,
                come_back_at: None,
                note: None,
            },
        );
    });
    assert_eq!(family, AWAY);
}

#[test]
fn a_returned_claim_brings_nobody_back() {
    let (phone, roll) = (Phone::new(Role::Police), Roll::new());
    let mut lan = Author::new(20, "Phạm Thị Lan", Role::Volunteer);
    lan.says_at(ago(3), absent(&roll, None));
    let claimed = lan.says_at(ago(1), claim(roll.people[0], App::Vneid, Stage::Activated));
    let mut police = Author::new(5, "Hoàng Minh Sơn", Role::Police);
    police.says(Review {
        claims: vec![claimed],
        decision: Decision::Returned,
        reason: None,
    });
    for author in [&roll.office, &lan, &police] {
        phone.take(author);
    }
    assert_eq!(says(&phone), AWAY);
}

#[test]
fn a_door_where_nobody_was_met_does_not_list_whoever_was_met_elsewhere() {
    let visited = |more: fn(&Roll, &mut Author)| {
        let (phone, roll) = (Phone::new(Role::Police), Roll::new());
        let mut lan = Author::new(20, "Phạm Thị Lan", Role::Volunteer);
        lan.says_at(
            ago(4),
            Visit {
                household: roll.household,
                outcome: Outcome::Absent,
                come_back_at: None,
                note: None,
            },
        );
        more(&roll, &mut lan);
        phone.take(&roll.office);
        phone.take(&lan);
        says(&phone).0
    };
    assert!(visited(|_, _| ()));
    assert!(!visited(|roll, lan| {
        lan.says_at(ago(2), claim(roll.people[0], App::Vneid, Stage::Activated));
    }));
    assert!(visited(|roll, lan| {
        lan.says_at(ago(6), claim(roll.people[0], App::Vneid, Stage::Activated));
    }));
}
