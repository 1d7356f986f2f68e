//! Rates, always with what they are of, and numbers as Vietnamese offices write them.

use super::rounding::Rounding;
use std::cmp::Ordering;

/// A fraction of people. It has its numerator and denominator for ever and may be above 1 (D-37).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Rate {
    numerator: u32,
    denominator: u32,
}

impl Rate {
    /// `None` when there is nothing to be a rate of.
    pub const fn new(numerator: u32, denominator: u32) -> Option<Self> {
        if denominator == 0 {
            None
        } else {
            Some(Self {
                numerator,
                denominator,
            })
        }
    }

    /// So many …
    pub const fn numerator(self) -> u32 {
        self.numerator
    }

    /// … of so many, above 0.
    pub const fn denominator(self) -> u32 {
        self.denominator
    }

    /// By value, exactly: 1/2 and 2/4 are equal here, and nothing is ever decided by a printed rate.
    pub fn compare(self, other: Self) -> Ordering {
        let cross = |a: u32, b: u32| u64::from(a) * u64::from(b);
        cross(self.numerator, other.denominator).cmp(&cross(other.numerator, self.denominator))
    }

    /// In per cent with so many decimals (at most 4), halves upwards: "46 %", "45,86 %", "124,56 %". "100 %" may
    /// stand for a little less; [`Self::is_whole`] tells.
    pub fn printed(self, decimals: u8) -> String {
        let decimals = usize::from(decimals.min(4));
        let unit = 10u64.pow(decimals as u32);
        let scaled = u64::from(self.numerator) * 100 * unit;
        // The denominator is not 0.
        let rounded = Rounding::HalfUp
            .divide(scaled, self.denominator.into())
            .unwrap_or(0);
        let whole = thousands(rounded / unit);
        match decimals {
            0 => format!("{whole} %"),
            _ => format!("{whole},{:0decimals$} %", rounded % unit),
        }
    }

    /// All of it, or more.
    pub const fn is_whole(self) -> bool {
        self.numerator >= self.denominator
    }
}

/// With dots between thousands: 20549 is "20.549" (`domain.md` 3.4).
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written
}
