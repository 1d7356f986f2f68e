//! Birth dates as precisely as the roll knows them: often to the day, sometimes only to the year
//! (`domain.md` 3.4).

use crate::time::{Day, days_in_month};
use std::fmt;

mod loose;
pub use loose::{BirthNote, BirthReading, BirthRefusal, from_serial, parse_loose};

/// A birth date with the precision of a day, a month or a year.
///
/// Invariants: the year is 1850 to 2200, a day never stands without its month, and what is given
/// exists in the calendar. Ordered by year, then month, then day; less precise comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BirthDate {
    pub(crate) year: u16,
    pub(crate) month: Option<u8>,
    pub(crate) day: Option<u8>,
}

/// An answer that may depend on what the roll does not say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Certainty {
    /// True for every day the birth date may mean.
    Yes,
    /// False for every such day.
    No,
    /// True for some and false for others: "cần kiểm tra".
    Unsure,
}

impl BirthDate {
    /// Year, month 1–12 and day 1–31; `None` if that is no date, or a day without a month.
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if !(1850..=2200).contains(&year) {
            return None;
        }
        let valid = match (month, day) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(m), None) => (1..=12).contains(&m),
            (Some(m), Some(d)) => Day::from_ymd(year.into(), m.into(), d.into()).is_some(),
        };
        valid.then_some(Self { year, month, day })
    }

    /// Known to the year.
    pub fn from_year(year: u16) -> Option<Self> {
        Self::new(year, None, None)
    }

    /// Known to the month.
    pub fn from_month(year: u16, month: u8) -> Option<Self> {
        Self::new(year, Some(month), None)
    }

    /// Known to the day.
    pub fn from_day(year: u16, month: u8, day: u8) -> Option<Self> {
        Self::new(year, Some(month), Some(day))
    }

    /// The birth date that is this calendar day.
    pub fn from_calendar(day: Day) -> Option<Self> {
        let (y, m, d) = day.ymd();
        Self::from_day(y.try_into().ok()?, m.try_into().ok()?, d.try_into().ok()?)
    }

    /// The year, 1850 to 2200.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if known.
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, 1 to 31, if known.
    pub const fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day it may mean.
    pub fn earliest(self) -> Day {
        calendar_day(
            self.year.into(),
            self.month.unwrap_or(1).into(),
            self.day.unwrap_or(1).into(),
        )
    }

    /// The last day it may mean.
    pub fn latest(self) -> Day {
        let month = self.month.unwrap_or(12).into();
        calendar_day(self.year.into(), month, self.day.map_or(31, u32::from))
    }

    /// Whether the person is `years` old ("đủ … tuổi") on the day `on`: on the birthday itself,
    /// and on 28 February for those born on the 29th.
    pub fn age_at_least(self, years: u8, on: Day) -> Certainty {
        let reached = |born: Day| birthday(born, years) <= on;
        match (reached(self.latest()), reached(self.earliest())) {
            (true, _) => Certainty::Yes,
            (false, false) => Certainty::No,
            (false, true) => Certainty::Unsure,
        }
    }
}

/// The day `years` after `born`.
fn birthday(born: Day, years: u8) -> Day {
    let (y, m, d) = born.ymd();
    calendar_day(y + i32::from(years), m, d)
}

/// The day, or the last of its month where the month is shorter.
fn calendar_day(year: i32, month: u32, day: u32) -> Day {
    let last = days_in_month(year, month);
    // Months come from the calendar, so there is always such a day.
    Day::from_ymd(year, month, day.min(last)).unwrap_or(Day(0))
}

impl fmt::Display for BirthDate {
    /// `dd/mm/yyyy`, `mm/yyyy` or `yyyy`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.day {
            write!(f, "{day:02}/")?;
        }
        if let Some(month) = self.month {
            write!(f, "{month:02}/")?;
        }
        write!(f, "{:04}", self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(y: i32, m: u32, d: u32) -> Day {
        Day::from_ymd(y, m, d).expect("a day")
    }

    #[test]
    fn fourteen_is_reached_on_the_birthday() {
        let born = BirthDate::from_day(2010, 6, 15).expect("a date");
        assert_eq!(born.age_at_least(14, on(2024, 6, 14)), Certainty::No);
        assert_eq!(born.age_at_least(14, on(2024, 6, 15)), Certainty::Yes);
        let leap = BirthDate::from_day(2012, 2, 29).expect("a date");
        assert_eq!(leap.age_at_least(14, on(2026, 2, 27)), Certainty::No);
        assert_eq!(leap.age_at_least(14, on(2026, 2, 28)), Certainty::Yes);
    }

    #[test]
    fn a_birth_known_only_to_the_year_is_unsure_near_the_border() {
        let born = BirthDate::from_year(2010).expect("a year");
        assert_eq!(born.age_at_least(14, on(2023, 12, 31)), Certainty::No);
        assert_eq!(born.age_at_least(14, on(2024, 1, 1)), Certainty::Unsure);
        assert_eq!(born.age_at_least(14, on(2024, 12, 30)), Certainty::Unsure);
        assert_eq!(born.age_at_least(14, on(2024, 12, 31)), Certainty::Yes);
        let born = BirthDate::from_month(2010, 2).expect("a month");
        assert_eq!(born.age_at_least(14, on(2024, 2, 1)), Certainty::Unsure);
        assert_eq!(born.age_at_least(14, on(2024, 2, 28)), Certainty::Yes);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        assert_eq!(BirthDate::from_day(2023, 2, 29), None);
        assert_eq!(BirthDate::from_month(1990, 13), None);
        assert_eq!(BirthDate::from_year(190), None);
        assert_eq!(BirthDate::new(1990, None, Some(1)), None);
    }

    #[test]
    fn it_is_shown_as_precisely_as_it_is_known() {
        let shown = |m, d| BirthDate::new(1950, m, d).expect("a date").to_string();
        assert_eq!(shown(Some(3), Some(2)), "02/03/1950");
        assert_eq!(shown(Some(3), None), "03/1950");
        assert_eq!(shown(None, None), "1950");
    }
}
