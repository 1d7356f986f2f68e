//! Ages and the birth dates that keep them: nobody crosses an age limit while a campaign runs.

use crate::chance::Chance;
use tungnha_core::time::{Day, days_in_month};

/// From the list's as-of date on, for so many days, nobody reaches one of [`AGE_LIMITS`]: the
/// counts of the lists hold on every reference date inside.
pub const QUIET_DAYS: i32 = 60;

/// The ages from which an app is asked for: VNeID 14, iHanoi 15, and adulthood.
pub const AGE_LIMITS: [i32; 3] = [14, 15, 18];

/// Completed years of somebody born on `birth`, on the day `on`.
pub fn age_on(birth: Day, on: Day) -> i32 {
    let (birth_year, birth_month, birth_day) = birth.ymd();
    let (year, month, day) = on.ymd();
    year - birth_year - i32::from((month, day) < (birth_month, birth_day))
}

/// The day `years` after `day`; the 28th where there is no 29 February.
pub fn years_after(day: Day, years: i32) -> Day {
    let (y, m, d) = day.ymd();
    let last = days_in_month(y + years, m);
    Day::from_ymd(y + years, m, d.min(last)).unwrap_or(day)
}

/// A birth date that makes somebody exactly `age` years old on `as_of`, and keeps the promise of
/// [`QUIET_DAYS`].
pub fn birth_for_age(chance: &mut Chance, age: i32, as_of: Day) -> Day {
    let latest_birthday = if AGE_LIMITS.contains(&(age + 1)) {
        // The next birthday is 365 days after the last one at the soonest.
        chance.between(0, 364 - QUIET_DAYS)
    } else {
        chance.between(0, 364)
    };
    let (mut year, month, mut day) = Day(as_of.0 - latest_birthday).ymd();
    year -= age;
    // Young people born on 29 February would reach an age on a day that is argued about.
    if (month, day) == (2, 29) {
        day = 28;
    }
    Day::from_ymd(year, month, day).unwrap_or(as_of)
}

/// `dd/mm/yyyy` into a day.
#[cfg(test)]
pub fn day(text: &str) -> Day {
    let mut parts = text.split('/').map(|part| part.parse().expect("digits"));
    let mut next = || parts.next().expect("three parts");
    let (day, month, year): (u32, u32, u32) = (next(), next(), next());
    Day::from_ymd(year as i32, month, day).expect("a day")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn births_give_the_age_and_keep_quiet() {
        let mut chance = Chance::new(3, 0);
        for as_of in ["05/11/2026", "29/02/2028", "01/03/2025", "31/12/2024"].map(day) {
            for age in (0..100).chain([13; 200]).chain([14; 200]).chain([17; 200]) {
                let birth = birth_for_age(&mut chance, age, as_of);
                assert_eq!(age_on(birth, as_of), age);
                let later = age_on(birth, Day(as_of.0 + QUIET_DAYS));
                assert!(later == age || !AGE_LIMITS.contains(&later));
            }
        }
    }
}
