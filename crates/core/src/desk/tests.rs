use super::*;
use crate::account::Statement;
use crate::account::is_done;
use crate::birth::Certainty;
use crate::words::Source;
use AppointmentPurpose::{CardAndLevel2, OneStop, Tax, VneidLevel2};
use proptest::prelude::*;

/// Monday to Friday, 8 to 11, half an hour, three people.
fn hours(purpose: AppointmentPurpose) -> DeskHours {
    DeskHours {
        of: None,
        purpose,
        place: "Công an xã".into(),
        weekdays: 0b001_1111,
        from: 480,
        to: 660,
        slot: 30,
        capacity: 3,
        bring: Some("Thẻ căn cước".into()),
        until: None,
    }
}

/// Monday, 23 November 2026.
fn monday() -> Day {
    Day::from_ymd(2026, 11, 23).expect("a day")
}

fn at(day: Day, minutes: i64) -> Instant {
    day.start().plus(minutes * 60)
}

fn booked(purpose: AppointmentPurpose, at: Instant) -> Booked<'static> {
    Booked {
        purpose,
        at,
        place: None,
    }
}

#[test]
fn a_week_of_mornings() {
    let kept = [hours(VneidLevel2)];
    let plan = Plan::of(&kept, &[], monday(), 7);
    assert_eq!(plan.slots.len(), 5 * 6);
    assert_eq!(plan.slots[0].at, at(monday(), 480));
    assert_eq!(plan.slots[5].ends, at(monday(), 660));
    // Friday's last one is the last.
    assert_eq!(plan.slots[29].ends, at(Day(monday().0 + 4), 660));
}

#[test]
fn what_has_begun_is_not_offered_and_what_is_full_is() {
    let kept = [hours(VneidLevel2)];
    let nine = at(monday(), 540);
    let three = [
        booked(VneidLevel2, nine),
        booked(VneidLevel2, nine),
        booked(CardAndLevel2, nine),
    ];
    let plan = Plan::of(&kept, &three, monday(), 1);
    let offers: Vec<&Slot> = plan.offers(&kept, CardAndLevel2, nine.plus(-1)).collect();
    assert_eq!((offers.len(), offers[0].at, offers[0].left()), (4, nine, 0));
    assert_eq!(plan.offers(&kept, VneidLevel2, nine).count(), 3);
    assert_eq!(plan.offers(&kept, OneStop, Instant(0)).count(), 0);
}

#[test]
fn a_purpose_with_hours_of_its_own_keeps_to_them() {
    let mut cards = hours(CardAndLevel2);
    cards.from = 840;
    cards.to = 900;
    let kept = [hours(VneidLevel2), cards];
    let plan = Plan::of(
        &kept,
        &[booked(CardAndLevel2, at(monday(), 480))],
        monday(),
        1,
    );
    assert_eq!(plan.of, [None]);
    assert_eq!(plan.offers(&kept, CardAndLevel2, Instant(0)).count(), 2);
    assert_eq!(plan.offers(&kept, VneidLevel2, Instant(0)).count(), 6);
}

#[test]
fn a_booking_goes_to_its_place_or_where_there_is_room() {
    let mut house = hours(VneidLevel2);
    house.place = "Nhà văn hoá".into();
    house.capacity = 1;
    let kept = [house, hours(VneidLevel2)];
    let eight = at(monday(), 485);
    let there = Booked {
        place: Some("Nhà văn hoá"),
        ..booked(VneidLevel2, eight)
    };
    let plan = Plan::of(
        &kept,
        &[there, there, booked(VneidLevel2, eight)],
        monday(),
        1,
    );
    assert_eq!(plan.of, [Some(0), Some(0), Some(1)]);
    assert_eq!((plan.slots[0].booked, plan.slots[0].left()), (2, 0));
    assert_eq!(bring(&kept, &there), Some("Thẻ căn cước"));
    assert_eq!(bring(&kept, &booked(VneidLevel2, at(monday(), 660))), None);
    assert_eq!(bring(&kept, &booked(Tax, eight)), None);
}

#[test]
fn hours_are_over_after_their_last_day() {
    let mut kept = hours(VneidLevel2);
    kept.until = Some(Day(monday().0 + 1));
    assert_eq!(Plan::of(&[kept], &[], monday(), 31).slots.len(), 2 * 6);
    let mut nobody = hours(VneidLevel2);
    nobody.capacity = 0;
    assert!(Plan::of(&[nobody], &[], monday(), 31).slots.is_empty());
}

fn views(stage: Stage) -> Vec<AppView> {
    let said = Statement {
        level: if is_done(stage) || stage == Stage::DossierCollected {
            2
        } else {
            1
        },
        source: Source::PoliceEntry,
        stage,
        decision: None,
        unsent: false,
        disputed: false,
    };
    vec![AppView::of(App::Vneid, &[said], Certainty::Yes, false)]
}

fn kept(purpose: AppointmentPurpose, minutes: i64, outcome: Option<Attendance>) -> Kept {
    Kept {
        purpose,
        at: Some(at(monday(), minutes)),
        outcome: outcome.map(|outcome| (outcome, at(monday(), 700))),
    }
}

#[test]
fn a_missed_appointment_is_open_until_something_takes_its_place() {
    let open = views(Stage::NotRegistered);
    let missed_one = kept(VneidLevel2, 480, Some(Attendance::Missed));
    assert_eq!(missed(&[missed_one], &open), [missed_one]);
    let later = |outcome| kept(CardAndLevel2, 600, outcome);
    assert!(missed(&[missed_one, later(None)], &open).is_empty());
    assert!(missed(&[missed_one, later(Some(Attendance::Came))], &open).is_empty());
    assert_eq!(
        missed(&[missed_one, later(Some(Attendance::Cancelled))], &open).len(),
        1
    );
    assert_eq!(
        missed(&[missed_one, kept(CardAndLevel2, 470, None)], &open).len(),
        1
    );
    // Another desk's appointment stands for nothing here, and what is done asks for nothing.
    assert_eq!(missed(&[missed_one, kept(Tax, 600, None)], &open).len(), 1);
    assert!(missed(&[missed_one], &views(Stage::DossierCollected)).is_empty());
    assert!(missed(&[missed_one], &views(Stage::Activated)).is_empty());
    assert!(missed(&[kept(VneidLevel2, 480, Some(Attendance::Came))], &open).is_empty());
}

prop_compose! {
    fn some_hours()(
        purpose in prop::sample::select(AppointmentPurpose::ALL),
        weekdays in 0u8..=255, from in 0u16..1500, to in 0u16..1500, slot in 0u16..300,
        capacity in 0u16..5, until in prop::option::of(0i32..20), place in "[ab]",
    ) -> DeskHours {
        DeskHours { of: None, purpose, place, weekdays, from, to, slot, capacity, bring: None,
            until: until.map(|n| Day(monday().0 + n)) }
    }
}

proptest! {
    #[test]
    fn slots_lie_within_their_hours_and_never_overlap(
        all in prop::collection::vec(some_hours(), 0..4), days in 0u16..40,
    ) {
        let plan = Plan::of(&all, &[], monday(), days);
        let mut ended = vec![Instant(i64::MIN); all.len()];
        for slot in &plan.slots {
            let kept = &all[slot.hours];
            let day = slot.at.day();
            prop_assert!(is_open(kept, day) && kept.can_be());
            prop_assert!(slot.at >= at(day, kept.from.into()) && slot.ends <= at(day, kept.to.into()));
            prop_assert!(slot.at >= ended[slot.hours]);
            ended[slot.hours] = slot.ends;
            prop_assert!(day >= monday() && day.0 < monday().0 + i32::from(days));
        }
        prop_assert!(plan.slots.is_sorted_by_key(|slot| slot.at));
    }

    #[test]
    fn every_booking_is_counted_once_and_capacity_only_advises(
        all in prop::collection::vec(some_hours(), 0..4),
        bookings in prop::collection::vec(
            (prop::sample::select(AppointmentPurpose::ALL), 0i64..8 * 1440, prop::option::of("[ab]")), 0..30),
    ) {
        let booked: Vec<Booked<'_>> = bookings.iter()
            .map(|(purpose, minute, place)| Booked { purpose: *purpose, at: at(monday(), *minute), place: place.as_deref() })
            .collect();
        let plan = Plan::of(&all, &booked, monday(), 8);
        prop_assert_eq!(plan.of.len(), booked.len());
        for (n, slot) in plan.slots.iter().enumerate() {
            let here: Vec<_> = booked.iter().zip(&plan.of).filter(|(_, of)| **of == Some(n)).collect();
            prop_assert_eq!(slot.booked as usize, here.len());
            prop_assert_eq!(slot.left(), slot.capacity.saturating_sub(slot.booked));
            for (one, _) in here {
                prop_assert!(slot.at <= one.at && one.at < slot.ends);
                prop_assert!(serves(&all, &all[slot.hours], one.purpose));
            }
        }
        for (one, of) in booked.iter().zip(&plan.of) {
            let open = plan.slots.iter()
                .any(|s| s.at <= one.at && one.at < s.ends && serves(&all, &all[s.hours], one.purpose));
            prop_assert_eq!(of.is_some(), open);
        }
    }
}
