//! Several dates, each with its own part (D-03, D-06, D-33, D-64).

use super::{day, percent, unit};
use tungnha_core::target::{
    Asked, BaseSet, Denominator, Exception, Formula, FormulaError, LeftOut, Milestone, Pace,
    Standings, Target,
};
use tungnha_core::time::Day;
use tungnha_core::words::App;

fn milestone(due: Day, part: Asked) -> Milestone {
    Milestone {
        title: "đến hết ngày".to_owned(),
        due,
        part,
    }
}

/// Plan 002: 390 approved accounts by 30/11, seen on 05/11.
#[test]
fn fifteen_a_day_until_the_end_of_november() {
    let due = milestone(day(2024, 11, 30), Asked::Share(percent(100)));
    let pace = due.pace(390, 0, day(2024, 11, 5));
    assert_eq!(
        pace,
        Pace::Daily {
            remaining: 390,
            days: 26,
            per_day: 15
        }
    );
    assert_eq!(
        due.pace(390, 389, day(2024, 11, 30)),
        Pace::Daily {
            remaining: 1,
            days: 1,
            per_day: 1
        }
    );
    assert_eq!(
        due.pace(390, 389, day(2024, 12, 1)),
        Pace::Overdue { remaining: 1 }
    );
    assert_eq!(due.pace(390, 390, day(2024, 12, 1)), Pace::Reached);
    assert_eq!(due.pace(0, 0, day(2024, 11, 5)), Pace::Reached);
    assert_eq!(due.pace(390, 500, day(2024, 11, 5)), Pace::Reached);
}

#[test]
fn a_part_is_reached_with_the_next_whole_person() {
    let half = milestone(day(2024, 12, 15), Asked::Share(percent(50)));
    assert_eq!(half.required(1_037), 519);
    let third = milestone(day(2024, 12, 15), Asked::Share(percent(30)));
    assert_eq!(third.required(7), 3);
    assert_eq!(
        milestone(day(2024, 12, 15), Asked::Count(400)).required(1_037),
        400
    );
}

#[test]
fn clocks_at_the_ends_of_time_do_no_harm() {
    let due = milestone(Day(i32::MAX), Asked::Count(5));
    assert_eq!(
        due.pace(5, 0, Day(i32::MIN)),
        Pace::Overdue { remaining: 5 },
        "more days than there are numbers: nothing sensible can be said of a day"
    );
    let past = milestone(Day(i32::MIN), Asked::Count(5));
    assert_eq!(
        past.pace(5, 0, Day(i32::MAX)),
        Pace::Overdue { remaining: 5 }
    );
}

#[test]
fn the_next_milestone_is_the_nearest_one_ahead() {
    let target = Target {
        title: "Kích hoạt".to_owned(),
        reason: None,
        base: BaseSet {
            app: App::Vneid,
            minimum_age: 14,
            on: day(2024, 11, 5),
            standings: Standings::NOT_ACTIVATED,
            left_out: LeftOut::default(),
        },
        formula: Formula::of_everybody(percent(100)),
        done: Standings::ACTIVATED,
        denominator: Denominator::Target,
        milestones: vec![
            milestone(day(2024, 12, 31), Asked::Share(percent(100))),
            milestone(day(2024, 11, 30), Asked::Share(percent(60))),
        ],
    };
    let next = |on| target.next_milestone(on).map(|one| one.due);
    assert_eq!(next(day(2024, 11, 30)), Some(day(2024, 11, 30)));
    assert_eq!(next(day(2024, 12, 1)), Some(day(2024, 12, 31)));
    assert_eq!(next(day(2025, 1, 1)), None);
}

/// D-37, D-38: targets may be typed, with words to justify them, and come before any base is known.
#[test]
fn a_typed_number_needs_no_base_and_no_share() {
    let typed = |count| Exception {
        bearer: unit("Tứ Hiệp"),
        asked: Asked::Count(count),
        reason: Some("theo thực tế địa bàn".to_owned()),
    };
    let mut formula = Formula {
        share: None,
        ..Formula::of_everybody(percent(50))
    };
    formula.exceptions.push(typed(1_200));
    let table = formula
        .allocate([(unit("Tứ Hiệp"), None), (unit("Ngũ Hiệp"), Some(900))])
        .expect("a table");
    assert_eq!(
        table.row(&unit("Tứ Hiệp")).and_then(|row| row.target),
        Some(1_200)
    );
    assert_eq!(
        table.row(&unit("Ngũ Hiệp")).and_then(|row| row.target),
        None
    );
    let total = table.total().expect("territory");
    assert_eq!((total.sum_of_rows, total.rows_without), (1_200, 1));
    formula.exceptions.push(typed(1_300));
    assert_eq!(
        formula.allocate([]),
        Err(FormulaError::TwoExceptions(unit("Tứ Hiệp")))
    );
}
