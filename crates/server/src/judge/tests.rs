mod office;
mod target;

use super::*;
use crate::fixture::{account, claim, hamlet, household, resident};
use tungnha_core::body::{Identity, Retract, Review, Visit};
use tungnha_core::words::{App, Decision, Outcome, Source, Stage};
use tungnha_core::{Incarnation, Instant};
use uuid::Uuid;

const HERE: Key = Key(10);
const ELSEWHERE: Key = Key(20);

fn id(counter: u32) -> DeltaId {
    DeltaId::new(Incarnation(Uuid::from_u128(1)), counter)
}

fn member(n: u128) -> MemberId {
    MemberId(Uuid::from_u128(n))
}

fn case(role: Role) -> Case {
    Case {
        member: member(1),
        role,
        revoked: false,
        closed: false,
        scope: Scope::Hamlets([HERE].into()),
        organisation: None,
        reviewers: vec![
            (App::Vneid, Reviewer::of_role(Role::Police)),
            (App::Ihanoi, Reviewer::of_role(Role::Office)),
        ],
    }
}

/// Hamlets 1, 2; households 11, 12; residents 21, 22; claims 31 (own), 32 (another's).
fn known() -> Known {
    let mut known = Known::default();
    for (at, hamlet) in [(1, HERE), (2, ELSEWHERE)] {
        for (tens, thing) in [
            (0, Thing::Hamlet),
            (10, Thing::Household),
            (20, Thing::Resident),
        ] {
            known.put_footing(id(tens + at), Footing::Stands { thing, hamlet });
        }
        let member = member(u128::from(at));
        known.put_written(
            id(30 + at),
            Written {
                member,
                hamlet,
                app: Some(App::Vneid),
                kind: 9,
            },
        );
    }
    known
}

fn verdict(case: &Case, body: impl Into<Body>) -> Verdict {
    verdicts(case, vec![body.into()])[0]
}

fn verdicts(case: &Case, bodies: Vec<Body>) -> Vec<Verdict> {
    let delta = |(counter, body)| Delta {
        id: id(counter),
        stamped: Instant(0),
        supersedes: Vec::new(),
        on_behalf_of: None,
        body,
    };
    let deltas: Vec<Delta> = (100..).zip(bodies).map(delta).collect();
    let records: Vec<(DeltaId, Record)> = deltas.iter().map(|d| (d.id, d.to_record())).collect();
    let rows: Vec<(DeltaId, &Record)> = records.iter().map(|(id, r)| (*id, r)).collect();
    let judged = judge(case, &rows, &mut known());
    judged.into_iter().map(|j| j.verdict).collect()
}

const fn held(reason: HeldReason) -> Verdict {
    Verdict::Held(reason)
}

#[test]
fn work_in_a_granted_hamlet_is_admitted() {
    let volunteer = case(Role::Volunteer);
    assert_eq!(verdict(&volunteer, claim(id(21))), Verdict::Admitted);
    let visit = Visit {
        household: id(11),
        outcome: Outcome::Met,
        come_back_at: None,
        note: None,
    };
    assert_eq!(verdict(&volunteer, visit), Verdict::Admitted);
}

#[test]
fn another_hamlet_is_out_of_scope() {
    let volunteer = case(Role::Volunteer);
    assert_eq!(
        verdict(&volunteer, claim(id(22))),
        held(HeldReason::OutOfScope)
    );
    let whole = Case {
        scope: Scope::WholeBook,
        ..volunteer
    };
    assert_eq!(verdict(&whole, claim(id(22))), Verdict::Admitted);
}

#[test]
fn what_nobody_ever_spoke_of_is_an_unknown_subject() {
    let police = case(Role::Police);
    assert_eq!(
        verdict(&police, claim(id(99))),
        held(HeldReason::UnknownSubject)
    );
    // A household is no resident.
    assert_eq!(
        verdict(&police, claim(id(11))),
        held(HeldReason::UnknownSubject)
    );
}

#[test]
fn a_volunteer_may_not_assert_what_police_decide() {
    let list = account(id(21), Source::OfficialList, Stage::Approved);
    assert_eq!(
        verdict(&case(Role::Volunteer), list.clone()),
        held(HeldReason::RoleMayNot)
    );
    assert_eq!(verdict(&case(Role::Police), list), Verdict::Admitted);
    let rewritten = resident(Some(id(21)), id(11));
    assert_eq!(
        verdict(&case(Role::Volunteer), rewritten),
        held(HeldReason::RoleMayNot)
    );
    assert_eq!(
        verdict(&case(Role::Inspector), claim(id(21))),
        held(HeldReason::RoleMayNot)
    );
}

#[test]
fn what_cannot_be_said_at_all_is_malformed() {
    let level_two_at_the_door = account(id(21), Source::VolunteerClaim, Stage::Approved);
    assert_eq!(
        verdict(&case(Role::Volunteer), level_two_at_the_door),
        held(HeldReason::Malformed)
    );
    let nothing = Review {
        claims: Vec::new(),
        decision: Decision::Confirmed,
        reason: None,
    };
    assert_eq!(
        verdict(&case(Role::Police), nothing),
        held(HeldReason::Malformed)
    );
}

#[test]
fn a_record_without_its_fields_is_malformed_and_a_new_kind_is_unknown() {
    let empty = Record {
        kind: 9,
        fields: Vec::new(),
    };
    let judged = judge(&case(Role::Police), &[(id(100), &empty)], &mut known());
    assert_eq!(judged[0].verdict, held(HeldReason::Malformed));
    let newer = Record {
        kind: 999,
        fields: vec![(1, tungnha_core::record::Value::Int(0))],
    };
    let judged = judge(&case(Role::Police), &[(id(100), &newer)], &mut known());
    assert_eq!(judged[0].verdict, held(HeldReason::UnknownKind));
}

#[test]
fn revoked_authors_and_late_work_are_held() {
    let revoked = Case {
        revoked: true,
        ..case(Role::Volunteer)
    };
    assert_eq!(verdict(&revoked, claim(id(21))), held(HeldReason::Revoked));
    let late = Case {
        closed: true,
        ..case(Role::Volunteer)
    };
    assert_eq!(verdict(&late, claim(id(21))), held(HeldReason::AfterClose));
}

#[test]
fn the_close_itself_may_be_put_off_after_the_close() {
    let late = Case {
        closed: true,
        ..case(Role::Office)
    };
    let mut known = known();
    let thing = Thing::Campaign;
    let hamlet = Key::NONE;
    known.put_footing(id(5), Footing::Stands { thing, hamlet });
    let app = Body::from(tungnha_core::body::CampaignApp {
        campaign: id(5),
        app: tungnha_core::words::App::Vneid,
        minimum_age: 14,
        reviewer: Role::Police,
        google_play: None,
        app_store: None,
        reviewer_of: None,
        figure_owner: None,
    });
    let delta = Delta {
        id: id(100),
        stamped: Instant(0),
        supersedes: Vec::new(),
        on_behalf_of: None,
        body: app,
    };
    let record = delta.to_record();
    let judged = judge(&late, &[(delta.id, &record)], &mut known);
    assert_eq!(judged[0].verdict, Verdict::Admitted);
}

#[test]
fn only_ones_own_statement_can_be_withdrawn() {
    let volunteer = case(Role::Volunteer);
    let retract = |target| Retract { target };
    assert_eq!(verdict(&volunteer, retract(id(31))), Verdict::Admitted);
    assert_eq!(
        verdict(&volunteer, retract(id(32))),
        held(HeldReason::RoleMayNot)
    );
    assert_eq!(
        verdict(&volunteer, retract(id(77))),
        held(HeldReason::UnknownSubject)
    );
}

#[test]
fn a_review_waits_for_claims_that_arrive_later() {
    let review = |claims: Vec<DeltaId>| Review {
        claims,
        decision: Decision::Confirmed,
        reason: None,
    };
    let police = case(Role::Police);
    assert_eq!(verdict(&police, review(vec![id(77)])), Verdict::Admitted);
    assert_eq!(
        verdict(&police, review(vec![id(31), id(32)])),
        held(HeldReason::OutOfScope)
    );
    assert_eq!(
        verdict(&case(Role::Volunteer), review(vec![id(31)])),
        held(HeldReason::RoleMayNot)
    );
}

#[test]
fn later_deltas_of_a_batch_lean_on_earlier_ones() {
    let police = Case {
        scope: Scope::WholeBook,
        ..case(Role::Police)
    };
    let bodies = vec![
        hamlet("Thôn 3").into(),
        household(None, id(100)).into(),
        resident(None, id(101)).into(),
        claim(id(102)).into(),
    ];
    assert_eq!(verdicts(&police, bodies), [Verdict::Admitted; 4]);
}

#[test]
fn one_bad_delta_never_blocks_the_others_and_what_leans_on_it_waits_with_it() {
    let bodies = vec![
        claim(id(22)).into(),
        household(None, id(2)).into(),
        resident(None, id(101)).into(),
        claim(id(102)).into(),
        claim(id(21)).into(),
    ];
    let out = held(HeldReason::OutOfScope);
    let expected = [out, out, out, out, Verdict::Admitted];
    assert_eq!(verdicts(&case(Role::Volunteer), bodies), expected);
}

#[test]
fn odd_combinations_are_never_refused() {
    let identity = Identity {
        resident: id(21),
        birth: None,
        personal_id: Some("not twelve digits".into()),
        phones: None,
        residence: None,
        legacy_id9: None,
    };
    let police = case(Role::Police);
    let activated = account(id(21), Source::OfficialList, Stage::Activated);
    let nothing = account(id(21), Source::PoliceEntry, Stage::NotRegistered);
    let bodies = vec![identity.into(), activated.into(), nothing.into()];
    assert_eq!(verdicts(&police, bodies), [Verdict::Admitted; 3]);
}

#[test]
fn a_reviewer_may_be_of_one_organisation_only() {
    let review = Review {
        claims: vec![id(31)],
        decision: Decision::Confirmed,
        reason: None,
    };
    let tax = Reviewer {
        of: Some("Chi cục Thuế".into()),
        ..Reviewer::of_role(Role::Office)
    };
    for (organisation, expected) in [
        (Some("chi cục thuế"), Verdict::Admitted),
        (Some("Văn phòng UBND"), held(HeldReason::RoleMayNot)),
        (None, held(HeldReason::RoleMayNot)),
    ] {
        let office = Case {
            organisation: organisation.map(Into::into),
            reviewers: vec![(App::Vneid, tax.clone())],
            ..case(Role::Office)
        };
        assert_eq!(
            verdict(&office, review.clone()),
            expected,
            "{organisation:?}"
        );
    }
}

/// What is proposed as not eligible the police decide, whoever reviews the apps (D-20).
#[test]
fn only_the_police_answer_a_proposal() {
    let answer = |role| {
        let mut known = known();
        known.put_written(
            id(40),
            Written {
                member: member(2),
                hamlet: HERE,
                app: None,
                kind: 18,
            },
        );
        let review = Review {
            claims: vec![id(40)],
            decision: Decision::Returned,
            reason: None,
        };
        let delta = Delta {
            id: id(100),
            stamped: Instant(0),
            supersedes: Vec::new(),
            on_behalf_of: None,
            body: review.into(),
        };
        let record = delta.to_record();
        judge(&case(role), &[(delta.id, &record)], &mut known)[0].verdict
    };
    assert_eq!(answer(Role::Police), Verdict::Admitted);
    assert_eq!(answer(Role::Office), held(HeldReason::RoleMayNot));
}

#[test]
fn each_app_has_its_reviewer() {
    let decision = || Review {
        claims: vec![id(31)],
        decision: Decision::Confirmed,
        reason: None,
    };
    let verdict_of = |role| verdict(&case(role), decision());
    assert_eq!(verdict_of(Role::Police), Verdict::Admitted);
    assert_eq!(verdict_of(Role::Office), held(HeldReason::RoleMayNot));
}

#[test]
fn what_came_in_time_is_reviewed_after_the_close() {
    let late = Case {
        closed: true,
        ..case(Role::Police)
    };
    let decision = Review {
        claims: vec![id(31)],
        decision: Decision::Confirmed,
        reason: None,
    };
    assert_eq!(verdict(&late, decision), Verdict::Admitted);
}
