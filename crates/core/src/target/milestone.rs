//! What is due when, and how much a day that is.

use super::formula::Asked;
use super::rounding::Rounding;
use crate::time::Day;

/// A part of a target with a date of its own (D-03, D-06).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Milestone {
    /// In the plan's words.
    pub title: String,
    /// Due at the end of this day.
    pub due: Day,
    /// How much of the target: a share of it, or a number.
    pub part: Asked,
}

/// What is to be done a day until a milestone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// Nothing: it is reached.
    Reached,
    /// So much.
    Daily {
        /// Still to do; above 0.
        remaining: u32,
        /// Days left, both the first and the one it is due on included; above 0.
        days: u32,
        /// So many a day at least; above 0. On the last days fewer may be left.
        per_day: u32,
    },
    /// The day is over and so many are not done.
    Overdue {
        /// Above 0.
        remaining: u32,
    },
}

impl Milestone {
    /// How many of a target of `target` must be done. A share is reached with the next whole person.
    pub fn required(&self, target: u32) -> u32 {
        match self.part {
            Asked::Count(count) => count,
            // At most 100 % of a u32, so it always fits.
            Asked::Share(share) => {
                u32::try_from(share.of(target).round(Rounding::Up)).unwrap_or(u32::MAX)
            }
        }
    }

    /// The pace, if `done` of `target` are done and `from` is the first day that can still add to it.
    pub fn pace(&self, target: u32, done: u32, from: Day) -> Pace {
        let remaining = self.required(target).saturating_sub(done);
        if remaining == 0 {
            return Pace::Reached;
        }
        let days = i64::from(self.due.0) - i64::from(from.0) + 1;
        match u32::try_from(days) {
            Err(_) | Ok(0) => Pace::Overdue { remaining },
            Ok(days) => Pace::Daily {
                remaining,
                days,
                per_day: remaining.div_ceil(days),
            },
        }
    }
}
