//! Laws of the arithmetic, for any numbers.

use super::{except, unit};
use proptest::prelude::*;
use std::cmp::Ordering;
use tungnha_core::target::{
    Asked, Exact, Exception, Formula, Milestone, Pace, Printed, Rate, Rounding, Share, Total,
    best_first, rank, thousands,
};
use tungnha_core::time::Day;

fn share() -> impl Strategy<Value = Share> {
    (1u16..=10_000).prop_map(|hundredths| Share::from_hundredths(hundredths).expect("a share"))
}

/// Small numbers, so that equal rates are common, and the largest.
fn count() -> impl Strategy<Value = u32> {
    prop_oneof![0u32..7, 0u32..100_000, Just(u32::MAX)]
}

fn rates() -> impl Strategy<Value = Vec<Option<Rate>>> {
    prop::collection::vec(
        (count(), count()).prop_map(|(done, asked)| Rate::new(done, asked)),
        0..12,
    )
}

fn total(share: Share, rounding: Rounding, bases: &[u32]) -> Total {
    let formula = Formula {
        rounding,
        ..Formula::of_everybody(share)
    };
    let bearers = bases
        .iter()
        .enumerate()
        .map(|(at, base)| (unit(&at.to_string()), Some(*base)));
    let table = formula.allocate(bearers).expect("a table");
    table.total().expect("territory")
}

fn off(rounded: u64, exact: Exact) -> i128 {
    i128::from(rounded) * 10_000 - i128::from(exact.ten_thousandths())
}

proptest! {
    #[test]
    fn a_larger_base_or_share_never_asks_for_less(a in count(), b in count(), s in share(), t in share()) {
        for &rounding in Rounding::ALL {
            let asked = |share: Share, base| share.of(base).round(rounding);
            prop_assert!(asked(s, a.min(b)) <= asked(s, a.max(b)));
            prop_assert!(asked(s.min(t), a) <= asked(s.max(t), a));
            prop_assert!(asked(s, a) <= a.into());
            prop_assert_eq!(asked(Share::ALL, a), u64::from(a));
        }
    }

    #[test]
    fn rounding_is_never_off_by_more_than_a_half(base in count(), share in share()) {
        let exact = share.of(base);
        let half_up = off(exact.round(Rounding::HalfUp), exact);
        prop_assert!((-4_999..=5_000).contains(&half_up), "{half_up}");
        let up = off(exact.round(Rounding::Up), exact);
        prop_assert!((0..10_000).contains(&up), "{up}");
        let down = off(exact.round(Rounding::Down), exact);
        prop_assert!((-9_999..=0).contains(&down), "{down}");
    }

    #[test]
    fn a_total_is_the_sum_of_its_rows_and_off_by_half_a_row_at_most(
        share in share(), bases in prop::collection::vec(count(), 0..40),
    ) {
        let of = total(share, Rounding::HalfUp, &bases);
        let rows: u64 = bases.iter().map(|base| share.of(*base).round(Rounding::HalfUp)).sum();
        prop_assert_eq!(of.sum_of_rows, rows);
        let whole: u128 = bases.iter().map(|base| u128::from(*base)).sum();
        let exact = u128::from(of.before_rounding.ten_thousandths());
        prop_assert_eq!(exact, whole * u128::from(share.hundredths()));
        let apart = off(of.sum_of_rows, of.before_rounding).abs();
        prop_assert!(apart <= 5_000 * bases.len() as i128);
    }

    #[test]
    fn a_total_does_not_depend_on_the_order_of_its_rows(share in share(), mut bases in prop::collection::vec(count(), 0..12)) {
        for &rounding in Rounding::ALL {
            let forth = total(share, rounding, &bases);
            bases.reverse();
            prop_assert_eq!(total(share, rounding, &bases), forth);
        }
    }

    #[test]
    fn what_is_printed_is_kept_and_our_sum_with_it(share in share(), bases in prop::collection::vec(0u32..5_000, 0..12), printed in 0u64..40_000) {
        let ours = total(share, Rounding::HalfUp, &bases);
        let theirs = ours.printed_as(printed);
        prop_assert_eq!(theirs.sum_of_rows, ours.sum_of_rows);
        prop_assert_eq!(theirs.printed, Some(printed));
        let same = theirs.difference() == 0;
        prop_assert_eq!(theirs.explanation() == Some(Printed::SumOfRows), same);
        let sum = ours.printed_as(ours.before_rounding.round(Rounding::HalfUp));
        prop_assert_ne!(sum.explanation(), Some(Printed::Unexplained));
    }

    #[test]
    fn an_exception_changes_its_own_row_only(share in share(), count in count(), bases in prop::collection::vec(count(), 1..8), at in 0usize..8) {
        let at = at % bases.len();
        let exception = Exception { bearer: unit(&at.to_string()), asked: Asked::Count(count), reason: None };
        let bearers = || bases.iter().enumerate().map(|(at, base)| (unit(&at.to_string()), Some(*base)));
        let plain = Formula::of_everybody(share).allocate(bearers()).expect("a table");
        let bent = except(share, vec![exception]).allocate(bearers()).expect("a table");
        for (row, (plain, bent)) in plain.rows().iter().zip(bent.rows()).enumerate() {
            if row == at {
                prop_assert_eq!((bent.target, bent.excepted), (Some(count), true));
            } else {
                prop_assert_eq!(plain, bent);
            }
        }
    }

    #[test]
    fn rates_are_in_a_total_order(a in rates(), b in rates(), c in rates()) {
        let all: Vec<Rate> = a.into_iter().chain(b).chain(c).flatten().collect();
        for x in &all {
            prop_assert_eq!(x.compare(*x), Ordering::Equal);
            for y in &all {
                prop_assert_eq!(x.compare(*y), y.compare(*x).reverse());
                for z in &all {
                    if x.compare(*y) != Ordering::Greater && y.compare(*z) != Ordering::Greater {
                        prop_assert_ne!(x.compare(*z), Ordering::Greater);
                    }
                }
            }
        }
    }

    #[test]
    fn a_rank_is_one_more_than_how_many_are_better(rates in rates()) {
        let ranks = rank(&rates);
        prop_assert_eq!(ranks.len(), rates.len());
        for (rate, rank) in rates.iter().zip(&ranks) {
            let better = |one: &Rate| rate.is_some_and(|rate| one.compare(rate) == Ordering::Greater);
            let place = rates.iter().flatten().filter(|one| better(one)).count() + 1;
            prop_assert_eq!(rank.map(|rank| (rank.place, rank.of)), rate.map(|_| (place, rates.len())));
        }
        let mut order = best_first(&rates);
        let places: Vec<usize> = order.iter().filter_map(|at| ranks[*at]).map(|rank| rank.place).collect();
        prop_assert!(places.is_sorted());
        prop_assert!(order.iter().map(|at| rates[*at].is_none()).is_sorted());
        order.sort_unstable();
        prop_assert_eq!(order, (0..rates.len()).collect::<Vec<_>>());
    }

    #[test]
    fn keeping_the_pace_reaches_the_target_and_less_does_not(target in 0u32..50_000, done in 0u32..50_000, days in 1i32..400) {
        let milestone = Milestone { title: String::new(), due: Day(days - 1), part: Asked::Share(Share::ALL) };
        match milestone.pace(target, done, Day(0)) {
            Pace::Reached => prop_assert!(done >= target),
            Pace::Daily { remaining, days: left, per_day } => {
                prop_assert_eq!((remaining, i64::from(left)), (target - done, i64::from(days)));
                prop_assert!(per_day * left >= remaining);
                prop_assert!((per_day - 1) * left < remaining);
            }
            Pace::Overdue { .. } => prop_assert!(false, "there are days left"),
        }
    }

    #[test]
    fn a_printed_rate_is_the_nearest_one(done in count(), asked in 1u32.., decimals in 0u8..=4) {
        let rate = Rate::new(done, asked).expect("a rate");
        let text = rate.printed(decimals);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let shown: i128 = digits.parse().expect("digits");
        // Twice what is shown less twice what is, in the last decimal's units times the denominator.
        let unit = 10i128.pow(decimals.into());
        let apart = 2 * shown * i128::from(asked) - 2 * i128::from(done) * 100 * unit;
        prop_assert!(apart <= i128::from(asked) && apart > -i128::from(asked), "{text}");
        prop_assert_eq!(text.split(',').nth(1).map_or(0, |rest| rest.len() - " %".len()), usize::from(decimals));
    }

    #[test]
    fn thousands_are_in_threes(number in any::<u64>()) {
        let text = thousands(number);
        prop_assert_eq!(text.replace('.', "").parse::<u64>().expect("digits"), number);
        prop_assert!(text.split('.').skip(1).all(|group| group.len() == 3));
        prop_assert!(text.split('.').next().is_some_and(|first| (1..=3).contains(&first.len())));
    }
}

#[test]
fn division_holds_at_the_ends_of_numbers() {
    assert_eq!(Rounding::HalfUp.divide(u64::MAX, 1), Some(u64::MAX));
    assert_eq!(Rounding::Up.divide(u64::MAX, u64::MAX), Some(1));
    assert_eq!(Rounding::HalfUp.divide(u64::MAX - 1, u64::MAX), Some(1));
    assert_eq!(Rounding::HalfUp.divide(0, 7), Some(0));
    assert_eq!(Rounding::Down.divide(1, 0), None);
    assert!(Share::from_percent(0).is_err() && Share::from_percent(101).is_err());
    assert_eq!(
        Share::from_hundredths(1_250).map(|share| share.to_string()),
        Ok("12,5 %".to_owned())
    );
}
