//! Who counts, and who is counted out (D-10 to D-14, D-19 to D-22, D-41).

use super::{day, percent, unit};
use tungnha_core::birth::BirthDate;
use tungnha_core::target::{
    BaseCount, BaseSet, Bearer, Denominator, Formula, FormulaError, GroupMember, GroupOutcome,
    LeftOut, Mark, Person, Place, Standing, Standings, Target,
};
use tungnha_core::words::{App, ResidentState, Stage};

fn born(y: u16, m: u8, d: u8) -> Option<BirthDate> {
    Some(BirthDate::from_day(y, m, d).expect("a date"))
}

/// Plan 002: from 14, at the review of 05/11/2024, without a dossier.
fn base() -> BaseSet {
    BaseSet {
        app: App::Vneid,
        minimum_age: 14,
        on: day(2024, 11, 5),
        standings: Standings::NOT_COLLECTED,
        left_out: LeftOut::default(),
    }
}

fn person() -> Person {
    Person {
        birth: born(1980, 5, 1),
        state: ResidentState::Living,
        mark: None,
        then: Standing::NotCollected,
        now: Standing::NotCollected,
    }
}

const INSIDE: Place = Place::Inside {
    age_unsure: false,
    mark: None,
};

#[test]
fn the_age_is_that_of_the_reference_date() {
    let at = |birth| base().place(&Person { birth, ..person() });
    assert_eq!(at(born(2010, 11, 5)), INSIDE);
    // Fourteen a day later, during the campaign.
    assert_eq!(at(born(2010, 11, 6)), Place::Outside);
    let unsure = Place::Inside {
        age_unsure: true,
        mark: None,
    };
    assert_eq!(at(BirthDate::from_year(2010)), unsure);
    assert_eq!(at(None), unsure);
    assert_eq!(at(BirthDate::from_year(2011)), Place::Outside);
}

#[test]
fn the_dead_the_moved_and_other_columns_are_outside() {
    for state in [ResidentState::Dead, ResidentState::MovedOut] {
        assert_eq!(base().place(&Person { state, ..person() }), Place::Outside);
    }
    for then in Standings::ALL
        .iter()
        .filter(|one| *one != Standing::NotCollected)
    {
        assert_eq!(base().place(&Person { then, ..person() }), Place::Outside);
    }
}

#[test]
fn nobody_is_left_out_unless_the_target_says_so_and_never_silently() {
    let marks = [
        None,
        Some(Mark::Ineligible),
        Some(Mark::Excused),
        Some(Mark::Absent),
    ];
    let people = marks.map(|mark| Person { mark, ..person() });
    let all = base().count(&people);
    assert_eq!((all.counted, all.left_out, all.asked()), (4, 0, 4));
    let strict = BaseSet {
        left_out: LeftOut {
            ineligible: true,
            excused: true,
            absent: false,
        },
        ..base()
    };
    let fewer = strict.count(&people);
    assert_eq!((fewer.counted, fewer.left_out, fewer.asked()), (2, 2, 4));
    assert_eq!((fewer.ineligible, fewer.excused, fewer.absent), (1, 1, 1));
    // The rate of the ineligible list does not depend on who is left out.
    assert_eq!(all.ineligible_rate(), fewer.ineligible_rate());
    assert_eq!(
        all.ineligible_rate().map(|rate| rate.printed(0)).as_deref(),
        Some("25 %")
    );
    assert_eq!(BaseCount::default().ineligible_rate(), None);
}

#[test]
fn every_state_of_vneid_is_in_one_column() {
    let of = |stages: &[(u8, Stage)]| Standing::of(App::Vneid, stages);
    assert_eq!(of(&[]), Standing::NotCollected);
    assert_eq!(of(&[(2, Stage::Rejected)]), Standing::NotCollected);
    assert_eq!(
        of(&[(2, Stage::DossierCollected)]),
        Standing::AwaitingApproval
    );
    assert_eq!(of(&[(1, Stage::Approved)]), Standing::Level1NotActivated);
    assert_eq!(
        of(&[(1, Stage::Activated), (2, Stage::DossierCollected)]),
        Standing::Level1Activated
    );
    assert_eq!(
        of(&[(1, Stage::Activated), (2, Stage::Approved)]),
        Standing::Level2NotActivated
    );
    assert_eq!(
        of(&[(1, Stage::Approved), (2, Stage::Activated)]),
        Standing::Level2Activated
    );
    assert_eq!(of(&[(2, Stage::Locked)]), Standing::Level2NotActivated);
    let ladder = |stages: &[(u8, Stage)]| Standing::of(App::Etax, stages);
    assert_eq!(ladder(&[]), Standing::NotCollected);
    assert_eq!(
        ladder(&[(0, Stage::Installed), (0, Stage::LoggedIn)]),
        Standing::LoggedIn
    );
    assert_eq!(
        ladder(&[(0, Stage::NotApplicable)]),
        Standing::NotApplicable
    );
    let both = [(0, Stage::NotApplicable), (0, Stage::Installed)];
    assert_eq!(ladder(&both), Standing::Installed);
    let neither = [(0, Stage::NotApplicable), (0, Stage::NotRegistered)];
    assert_eq!(ladder(&neither), Standing::NotApplicable);
}

#[test]
fn columns_travel_as_bits() {
    for one in Standings::ALL.iter() {
        let bits = Standings::of(&[one]).bits();
        assert_eq!(Standings::from_bits(bits), Some(Standings::of(&[one])));
        assert_eq!(bits.count_ones(), 1);
    }
    assert_eq!(Standings::from_bits(1 << 11), None);
    assert_eq!(Standings::default().iter().count(), 0);
}

/// The base is frozen, the result is of now (D-33): whoever of it stands at level 2 today is done.
#[test]
fn done_is_who_was_in_the_base_and_stands_there_now() {
    let target = Target {
        title: "Cấp tài khoản mức 2".to_owned(),
        reason: None,
        base: base(),
        formula: Formula::of_everybody(percent(50)),
        done: Standings::of(&[Standing::Level2NotActivated, Standing::Level2Activated]),
        denominator: Denominator::Target,
        milestones: Vec::new(),
    };
    let now = |then, now| Person {
        then,
        now,
        ..person()
    };
    let people = [
        now(Standing::NotCollected, Standing::Level2Activated),
        now(Standing::NotCollected, Standing::AwaitingApproval),
        // Had it before the campaign.
        now(Standing::Level2Activated, Standing::Level2Activated),
    ];
    assert_eq!(target.base.count(&people).counted, 2);
    assert_eq!(target.count_done(&people), 1);
}

/// A teacher who is a party member counts for both, and nobody adds the two up (finding 4).
#[test]
fn organisations_have_no_total() {
    let teacher = person();
    let groups = ["giáo viên", "đảng viên"].map(|name| Bearer::Group(name.to_owned()));
    let counts = base().count_by(groups.iter().cloned().map(|group| (group, &teacher)));
    assert!(groups.iter().all(|group| counts[group].counted == 1));
    let of_all = Formula::of_everybody(percent(100));
    let bases = counts
        .into_iter()
        .map(|(group, count)| (group, Some(count.counted)));
    assert_eq!(of_all.allocate(bases).expect("a table").total(), None);
}

#[test]
fn a_table_is_along_one_axis_and_names_each_bearer_once() {
    let of_all = Formula::of_everybody(percent(100));
    let group = Bearer::Group("đảng viên".to_owned());
    let mixed = of_all.allocate([(unit("a"), None), (group.clone(), None)]);
    assert_eq!(mixed, Err(FormulaError::TwoAxes(group)));
    let twice = of_all.allocate([(unit("a"), None), (unit("a"), None)]);
    assert_eq!(twice, Err(FormulaError::ListedTwice(unit("a"))));
}

/// D-21: excused is not ineligible, and neither is deducted silently.
#[test]
fn a_group_shows_its_excused_beside_its_rate() {
    let member = |done, mark| GroupMember { done, mark };
    let mut group = vec![member(true, None); 37];
    group.extend([member(false, Some(Mark::Excused)); 3]);
    let outcome = GroupOutcome::of(&group);
    assert!(outcome.complete());
    assert_eq!(
        outcome.rate().map(|rate| rate.printed(1)).as_deref(),
        Some("92,5 %")
    );
    assert_eq!(
        outcome
            .rate_but_for_excused()
            .map(|rate| rate.printed(0))
            .as_deref(),
        Some("100 %")
    );
    // Who is done is done, excused or not; who is not eligible or away is neither excused nor done.
    group.extend([
        member(true, Some(Mark::Excused)),
        member(false, Some(Mark::Absent)),
    ]);
    group.extend([member(false, Some(Mark::Ineligible)), member(false, None)]);
    let outcome = GroupOutcome::of(&group);
    assert!(!outcome.complete());
    let GroupOutcome {
        members,
        done,
        excused,
        ineligible,
        absent,
        open,
    } = outcome;
    assert_eq!(
        (members, done, excused, ineligible, absent, open),
        (44, 38, 3, 1, 1, 1)
    );
    assert_eq!(GroupOutcome::default().rate(), None);
    for mark in [Mark::Ineligible, Mark::Absent] {
        let alone = GroupOutcome::of(&[member(true, None), member(false, Some(mark))]);
        assert!(!alone.complete(), "{mark:?} is no excuse");
    }
}
