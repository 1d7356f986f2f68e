//! Targets and their parts.

use super::{case, held, id, known, verdict, verdicts};
use crate::judge::{Footing, Known, judge};
use crate::key::Key;
use crate::storage::Thing;
use tungnha_core::body::{Body, Target, TargetDue, TargetPrint, TargetRow};
use tungnha_core::time::Day;
use tungnha_core::words::{App, Denominator, Group, Role, Rounding};
use tungnha_core::{Delta, HeldReason, Instant, Verdict};

fn target(change: impl FnOnce(&mut Target)) -> Target {
    let mut target = Target {
        of: None,
        campaign: id(51),
        title: "Chỉ tiêu cấp mức 2".into(),
        reason: None,
        app: App::Vneid,
        minimum_age: 14,
        on: Day(20_000),
        base: 1,
        left_out: None,
        share: Some(5_000),
        rounding: Rounding::HalfUp,
        done: 0b11_0000,
        denominator: Denominator::Target,
    };
    change(&mut target);
    target
}

fn row(change: impl FnOnce(&mut TargetRow)) -> TargetRow {
    let mut row = TargetRow {
        of: None,
        target: id(100),
        unit: Some("14923".into()),
        hamlet: None,
        organisation: None,
        group: None,
        base: Some(7_125),
        share: None,
        count: None,
        reason: None,
        name: None,
        position: None,
        done: None,
        as_of: None,
        invented: false,
    };
    change(&mut row);
    row
}

fn due(share: Option<u16>, count: Option<u32>) -> TargetDue {
    TargetDue {
        of: None,
        target: id(100),
        milestone: id(52),
        share,
        count,
    }
}

/// The book of the neighbours, with a campaign 51 and a milestone 52.
fn framed() -> Known {
    let mut known = known();
    for (at, thing) in [(51, Thing::Campaign), (52, Thing::Milestone)] {
        let hamlet = Key::NONE;
        known.put_footing(id(at), Footing::Stands { thing, hamlet });
    }
    known
}

/// The verdicts on these, the first of which is delta 100.
fn said(bodies: Vec<Body>) -> Vec<Verdict> {
    let delta = |(counter, body)| Delta {
        id: id(counter),
        stamped: Instant(0),
        supersedes: Vec::new(),
        on_behalf_of: None,
        body,
    };
    let deltas: Vec<Delta> = (100..).zip(bodies).map(delta).collect();
    let records: Vec<_> = deltas.iter().map(|d| (d.id, d.to_record())).collect();
    let rows: Vec<_> = records.iter().map(|(id, record)| (*id, record)).collect();
    let judged = judge(&case(Role::Office), &rows, &mut framed());
    judged.into_iter().map(|one| one.verdict).collect()
}

fn after_a_target(body: impl Into<Body>) -> Verdict {
    said(vec![target(|_| ()).into(), body.into()])[1]
}

#[test]
fn a_target_that_no_plan_could_mean_is_malformed() {
    assert_eq!(said(vec![target(|_| ()).into()]), [Verdict::Admitted]);
    let never: [fn(&mut Target); 7] = [
        |t| t.base = 0,
        |t| t.base = 1 << 11,
        |t| t.done = 0,
        |t| t.done = 1 << 15,
        |t| t.left_out = Some(8),
        |t| t.share = Some(0),
        |t| t.share = Some(10_001),
    ];
    for change in never {
        let verdicts = said(vec![target(change).into()]);
        assert_eq!(verdicts, [held(HeldReason::Malformed)]);
    }
    let typed = target(|t| {
        t.share = None;
        t.left_out = Some(7);
    });
    assert_eq!(said(vec![typed.into()]), [Verdict::Admitted]);
}

#[test]
fn a_row_has_one_bearer_one_exception_and_a_moment_for_what_is_done() {
    assert_eq!(after_a_target(row(|_| ())), Verdict::Admitted);
    assert_eq!(after_a_target(row(|r| r.unit = None)), Verdict::Admitted);
    let never: [fn(&mut TargetRow); 7] = [
        |r| r.hamlet = Some(id(1)),
        |r| r.group = Some(Group::Teacher),
        |r| r.unit = Some(String::new()),
        |r| r.share = Some(0),
        |r| {
            r.share = Some(6_000);
            r.count = Some(1);
        },
        |r| r.done = Some(1),
        |r| r.as_of = Some(Instant(0)),
    ];
    for change in never {
        assert_eq!(after_a_target(row(change)), held(HeldReason::Malformed));
    }
}

#[test]
fn what_is_due_is_a_share_or_a_number_at_a_milestone() {
    assert_eq!(after_a_target(due(Some(10_000), None)), Verdict::Admitted);
    assert_eq!(after_a_target(due(None, Some(390))), Verdict::Admitted);
    for (share, count) in [(None, None), (Some(1), Some(1)), (Some(0), None)] {
        let verdict = after_a_target(due(share, count));
        assert_eq!(verdict, held(HeldReason::Malformed));
    }
    let elsewhere = TargetDue {
        milestone: id(51),
        ..due(Some(1), None)
    };
    let verdict = after_a_target(elsewhere);
    assert_eq!(verdict, held(HeldReason::UnknownSubject));
}

#[test]
fn a_part_is_part_of_a_target_and_a_target_stands_on_its_campaign() {
    let print = |target| TargetPrint {
        of: None,
        target,
        total: 20_549,
        document: "Phụ lục".into(),
    };
    assert_eq!(after_a_target(print(id(100))), Verdict::Admitted);
    // 31 is a claim, 999 is nothing.
    for other in [31, 999] {
        let said = after_a_target(print(id(other)));
        assert_eq!(said, held(HeldReason::UnknownSubject));
    }
    // A row that changes the target itself changes something of another kind.
    let said = after_a_target(row(|r| r.of = Some(id(100))));
    assert_eq!(said, held(HeldReason::UnknownSubject));
    // Where no campaign is, nobody can be asked for anything.
    let office = case(Role::Office);
    assert_eq!(
        verdict(&office, target(|_| ())),
        held(HeldReason::UnknownSubject)
    );
}

#[test]
fn volunteers_set_no_targets() {
    let volunteer = case(Role::Volunteer);
    let bodies: Vec<Body> = vec![target(|_| ()).into(), row(|_| ()).into()];
    let none = held(HeldReason::RoleMayNot);
    assert_eq!(verdicts(&volunteer, bodies), [none; 2]);
}
