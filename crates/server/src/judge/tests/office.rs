//! What the commune's office says.

use super::{case, held, id, verdict, verdicts};
use tungnha_core::body::{Body, DeskHours, Membership, Organisation, Recheck, Sameness};
use tungnha_core::words::{AppointmentPurpose, Finding, Group, OrganisationKind, Role};
use tungnha_core::{HeldReason, Verdict};

fn hours(change: impl FnOnce(&mut DeskHours)) -> DeskHours {
    let mut hours = DeskHours {
        of: None,
        purpose: AppointmentPurpose::VneidLevel2,
        place: "Công an xã".into(),
        weekdays: 0b11111,
        from: 8 * 60,
        to: 11 * 60,
        slot: 30,
        capacity: 4,
        bring: None,
        until: None,
    };
    change(&mut hours);
    hours
}

fn organisation(of: Option<tungnha_core::DeltaId>) -> Organisation {
    Organisation {
        of,
        name: "Trường THCS Cẩm Tân".into(),
        sort: OrganisationKind::School,
        contact: None,
        size: None,
    }
}

#[test]
fn hours_at_which_nobody_could_come_are_malformed() {
    let police = case(Role::Police);
    assert_eq!(verdict(&police, hours(|_| ())), Verdict::Admitted);
    let never: [fn(&mut DeskHours); 6] = [
        |h| h.weekdays = 0,
        |h| h.weekdays = 128,
        |h| h.to = h.from,
        |h| h.to = 24 * 60 + 1,
        |h| h.slot = 4,
        |h| h.capacity = 0,
    ];
    for change in never {
        assert_eq!(verdict(&police, hours(change)), held(HeldReason::Malformed));
    }
}

#[test]
fn what_changes_something_changes_its_own_kind() {
    let office = case(Role::Office);
    // 31 is a claim; 100 is the first of the batch.
    assert_eq!(
        verdict(&office, organisation(Some(id(31)))),
        held(HeldReason::UnknownSubject)
    );
    let both: Vec<Body> = vec![
        organisation(None).into(),
        organisation(Some(id(100))).into(),
    ];
    assert_eq!(verdicts(&office, both), [Verdict::Admitted; 2]);
    let membership = Membership {
        of: Some(id(100)),
        resident: id(21),
        organisation: id(100),
        category: Group::Teacher,
        since: None,
        until: None,
        excused: None,
    };
    let mixed: Vec<Body> = vec![organisation(None).into(), membership.into()];
    assert_eq!(
        verdicts(&office, mixed)[1],
        held(HeldReason::UnknownSubject)
    );
}

#[test]
fn inspection_says_what_it_found_and_nothing_else() {
    let inspector = case(Role::Inspector);
    let found = Recheck {
        resident: id(21),
        claims: vec![id(31)],
        finding: Finding::Agrees,
        note: None,
    };
    assert_eq!(verdict(&inspector, found), Verdict::Admitted);
    assert_eq!(
        verdict(&inspector, organisation(None)),
        held(HeldReason::RoleMayNot)
    );
}

#[test]
fn nobody_is_the_same_person_as_themselves() {
    let police = case(Role::Police);
    let same = |other| Sameness {
        resident: id(21),
        other,
        same: true,
    };
    assert_eq!(verdict(&police, same(id(21))), held(HeldReason::Malformed));
    assert_eq!(verdict(&police, same(id(22))), Verdict::Admitted);
}
