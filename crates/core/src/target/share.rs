//! A percentage, and what it makes of a number before anything is rounded.

use super::rate::thousands;
use super::rounding::Rounding;
use std::fmt;

/// What a whole is in the units of [`Share`] and [`Exact`].
const WHOLE: u16 = 10_000;

/// A percentage to two decimals: above 0, at most 100 %. "Trên 50 %" in a plan is applied as 50 % (`domain.md` 1.4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Share(u16);

/// The percentage is 0, or above 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a share is above 0 and at most 100 per cent")]
pub struct NotAShare;

impl Share {
    /// Everybody.
    pub const ALL: Self = Self(WHOLE);

    /// So many whole per cent.
    pub fn from_percent(percent: u8) -> Result<Self, NotAShare> {
        Self::from_hundredths(u16::from(percent) * 100)
    }

    /// So many hundredths of a per cent: 50 % is 5,000.
    pub fn from_hundredths(hundredths: u16) -> Result<Self, NotAShare> {
        match hundredths {
            1..=WHOLE => Ok(Self(hundredths)),
            _ => Err(NotAShare),
        }
    }

    /// In hundredths of a per cent, 1 to 10,000.
    pub const fn hundredths(self) -> u16 {
        self.0
    }

    /// The share of `base` people, unrounded.
    pub fn of(self, base: u32) -> Exact {
        Exact(u64::from(base) * u64::from(self.0))
    }
}

impl fmt::Display for Share {
    /// "50 %", "12,5 %", "33,33 %".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 100)?;
        decimals(f, u64::from(self.0 % 100), 2)?;
        f.write_str(" %")
    }
}

/// A number of people before rounding, exact to a ten-thousandth, which is all that a share of a number can have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Exact(u64);

impl Exact {
    /// A whole number.
    pub fn whole(count: u32) -> Self {
        Share::ALL.of(count)
    }

    /// In ten-thousandths.
    pub const fn ten_thousandths(self) -> u64 {
        self.0
    }

    /// As an integer.
    pub fn round(self, rounding: Rounding) -> u64 {
        // The denominator is not 0.
        rounding.divide(self.0, WHOLE.into()).unwrap_or(0)
    }
}

impl std::iter::Sum for Exact {
    /// Exact up to 1.8 × 10¹⁵ people; beyond, it stays there.
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.fold(0, |sum, one| sum.saturating_add(one.0)))
    }
}

impl fmt::Display for Exact {
    /// As offices write numbers: "1.036,5", "20.549".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = u64::from(WHOLE);
        f.write_str(&thousands(self.0 / whole))?;
        decimals(f, self.0 % whole, 4)
    }
}

/// The comma and `digits` decimals, without the zeros at their end.
fn decimals(f: &mut fmt::Formatter<'_>, fraction: u64, digits: usize) -> fmt::Result {
    let all = format!("{fraction:0digits$}");
    match all.trim_end_matches('0') {
        "" => Ok(()),
        shown => write!(f, ",{shown}"),
    }
}
