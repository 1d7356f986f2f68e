//! Moments and days. The clock itself is always somebody else's: functions take `now`.

/// A moment: whole seconds since 1970-01-01T00:00:00Z. Times before 1970 are negative.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Instant(pub i64);

/// Việt Nam keeps one time zone, UTC+7, without summer time (`domain.md` 0.5).
pub const VIETNAM_OFFSET_SECONDS: i64 = 7 * 3600;

/// A calendar day, counted from 1970-01-01. Absence of a day is `Option`, never a magic number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Day(pub i32);

impl Instant {
    /// The calendar day in Việt Nam.
    pub fn day(self) -> Day {
        let days = self.plus(VIETNAM_OFFSET_SECONDS).0.div_euclid(86_400);
        // A clock may say anything; days end where their numbers do.
        Day(days.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
    }

    /// The hour of the day in Việt Nam, 0 to 23.
    pub fn hour(self) -> u8 {
        (self.plus(VIETNAM_OFFSET_SECONDS).0.rem_euclid(86_400) / 3600) as u8
    }

    /// This moment moved by `seconds` (may be negative).
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl Day {
    /// The day `year-month-day` of the Gregorian calendar, or `None` if there is none such.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        // Days from civil, after Howard Hinnant's "chrono-compatible low-level date algorithms".
        let y = i64::from(year) - i64::from(month <= 2);
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let shifted = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        i32::try_from(era * 146_097 + day_of_era - 719_468)
            .ok()
            .map(Self)
    }

    /// (year, month 1–12, day 1–31).
    pub fn ymd(self) -> (i32, u32, u32) {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (
            year as i32,
            month as u32,
            (day_of_year - (153 * shifted + 2) / 5 + 1) as u32,
        )
    }

    /// `dd/mm/yyyy`, as offices write it.
    pub fn in_words(self) -> String {
        let (y, m, d) = self.ymd();
        format!("{d:02}/{m:02}/{y:04}")
    }

    /// The first moment of this day in Việt Nam.
    pub fn start(self) -> Instant {
        Instant(i64::from(self.0) * 86_400 - VIETNAM_OFFSET_SECONDS)
    }
}

/// How many days `month` (1–12) of `year` has.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(
            Day::from_ymd(2024, 2, 29).map(Day::ymd),
            Some((2024, 2, 29))
        );
        assert_eq!(Day::from_ymd(2023, 2, 29), None);
        assert_eq!(Day::from_ymd(2023, 13, 1), None);
    }

    #[test]
    fn a_day_begins_at_midnight_in_vietnam() {
        let day = Day::from_ymd(2024, 12, 31).expect("a day");
        assert_eq!(day.start().day(), day);
        assert_eq!(day.start().plus(-1).day(), Day(day.0 - 1));
        assert_eq!(day.start().plus(22 * 3600).hour(), 22);
    }

    proptest! {
        #[test]
        fn days_go_there_and_back(n in -300_000i32..300_000) {
            let (y, m, d) = Day(n).ymd();
            prop_assert_eq!(Day::from_ymd(y, m, d), Some(Day(n)));
        }
    }
}
