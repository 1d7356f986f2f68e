//! The plans' own campaigns, with their real dates and a given clock (`domain.md` 1.1).

use tungnha_core::Instant;
use tungnha_core::birth::{BirthDate, Certainty};
use tungnha_core::campaign::{AskedApp, CampaignFrame, Reviewer, TimeWarning};
use tungnha_core::time::Day;
use tungnha_core::words::{App, Role};

fn day(y: i32, m: u32, d: u32) -> Day {
    Day::from_ymd(y, m, d).expect("a day of the plan")
}

fn at(day: Day, hour: i64) -> Instant {
    day.start().plus(hour * 3600)
}

fn campaign(starts: Day, ends: Day, apps: &[(App, u8)]) -> CampaignFrame {
    CampaignFrame {
        title: "Đợt cao điểm".into(),
        theme: None,
        starts,
        ends,
        hour_from: 8,
        hour_to: 22,
        close_at: at(ends, 22),
        reference_date: starts,
        practice: false,
        apps: apps
            .iter()
            .map(|(app, minimum_age)| AskedApp {
                app: *app,
                minimum_age: *minimum_age,
                reviewer: Reviewer::of_role(Role::Police),
                figure_owner: None,
                links: Vec::new(),
            })
            .collect(),
        milestones: Vec::new(),
        contact: None,
    }
}

/// S0 II.2: 02/12/2024–31/12/2024, every day of the week, from 08h to 22h (D-01).
fn thanh_tri() -> CampaignFrame {
    let apps = [(App::Vneid, 14), (App::Ihanoi, 15), (App::Etax, 18)];
    campaign(day(2024, 12, 2), day(2024, 12, 31), &apps)
}

#[test]
fn an_evening_within_the_hours_needs_no_warning() {
    let frame = thanh_tri();
    assert_eq!(frame.warning(at(day(2024, 12, 2), 8)), None);
    assert_eq!(frame.warning(at(day(2024, 12, 31), 21)), None);
    // A Sunday is a day like any other.
    assert_eq!(frame.warning(at(day(2024, 12, 15), 20)), None);
}

#[test]
fn outside_the_hours_is_warned_about() {
    let frame = thanh_tri();
    assert_eq!(
        frame.warning(at(day(2024, 12, 10), 7)),
        Some(TimeWarning::OutsideHours)
    );
    assert_eq!(
        frame.warning(at(day(2024, 12, 31), 22)),
        Some(TimeWarning::OutsideHours)
    );
    assert_eq!(
        frame.warning(at(day(2024, 12, 1), 12)),
        Some(TimeWarning::NotStarted)
    );
    assert_eq!(
        frame.warning(at(day(2025, 1, 1), 9)),
        Some(TimeWarning::Ended)
    );
}

/// S4: "50 ngày, đêm" from 15/9/2023 to 04/11/2023 is 51 days inclusive; the end is a date, never
/// computed from the slogan (D-05). The plan was signed on 18/9, after the start.
#[test]
fn fifty_days_and_nights_are_fifty_one() {
    let frame = campaign(day(2023, 9, 15), day(2023, 11, 4), &[(App::Vneid, 14)]);
    assert_eq!(frame.ends.0 - frame.starts.0 + 1, 51);
    assert_eq!(frame.warning(at(day(2023, 9, 18), 10)), None);
    assert_eq!(frame.warning(at(day(2023, 11, 4), 10)), None);
    assert_eq!(
        frame.warning(at(day(2023, 11, 5), 10)),
        Some(TimeWarning::Ended)
    );
}

/// D-10, D-11: people turn 14 or 15 during a campaign; what counts is the reference date.
#[test]
fn ages_are_those_of_the_reference_date() {
    let frame = thanh_tri();
    let born = |y, m, d| BirthDate::from_day(y, m, d);
    assert_eq!(
        frame.asks(App::Vneid, born(2010, 12, 2)),
        Some(Certainty::Yes)
    );
    assert_eq!(
        frame.asks(App::Vneid, born(2010, 12, 3)),
        Some(Certainty::No)
    );
    assert_eq!(
        frame.asks(App::Ihanoi, born(2010, 12, 2)),
        Some(Certainty::No)
    );
    // Year only, near the border: somebody must look.
    assert_eq!(
        frame.asks(App::Vneid, BirthDate::from_year(2010)),
        Some(Certainty::Unsure)
    );
    assert_eq!(frame.asks(App::Vneid, None), Some(Certainty::Unsure));
}

/// S2 is about VNeID alone: the other apps are not asked of anybody (D-04).
#[test]
fn what_a_campaign_does_not_ask_for_is_not_asked() {
    let cam_tan = campaign(day(2024, 11, 6), day(2024, 12, 31), &[(App::Vneid, 14)]);
    assert_eq!(cam_tan.asks(App::Ihanoi, BirthDate::from_year(1980)), None);
    assert_eq!(
        cam_tan.asks(App::Vneid, BirthDate::from_year(1980)),
        Some(Certainty::Yes)
    );
}
