//! How a share of people becomes a number of people.

use crate::words::{UnknownWord, coded};

coded! {
    /// How an exact value becomes an integer. The appendix of plan 002 does not tell the first two apart: all its
    /// fractions are halves (`domain.md` 1.4).
    Rounding {
        /// To the nearest integer, halves upwards: 1.036,5 is 1.037.
        HalfUp = 1 "half_up",
        /// To the next integer above: "at least so many".
        Up = 2 "up",
        /// The fraction is dropped.
        Down = 3 "down",
    }
}

impl Rounding {
    /// `numerator` ÷ `denominator` as an integer; `None` when the denominator is 0.
    pub const fn divide(self, numerator: u64, denominator: u64) -> Option<u64> {
        if denominator == 0 {
            return None;
        }
        let (whole, rest) = (numerator / denominator, numerator % denominator);
        let upwards = match self {
            // Not `2 * rest`, which could overflow.
            Self::HalfUp => rest >= denominator - rest,
            Self::Up => rest > 0,
            Self::Down => false,
        };
        // `rest` above 0 means that the quotient is below the largest integer.
        Some(if upwards && rest > 0 {
            whole + 1
        } else {
            whole
        })
    }
}
