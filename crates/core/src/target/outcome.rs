//! How far a bearer has come.

use super::rate::Rate;
use crate::time::Instant;
use crate::words::{UnknownWord, coded};

coded! {
    /// What a rate is of. Disputed in practice: Ia Dom's 46 % is of the target, 23 % of everybody eligible (finding 7).
    Denominator {
        /// The target (D-36).
        Target = 1 "target",
        /// Everybody of the base.
        Base = 2 "base",
    }
}

/// Done, asked and counted, at one moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// How many are done: the figure that counts ([`super::Figures::counting`]).
    pub done: u32,
    /// How many are asked for; absent when nothing is asked yet.
    pub target: Option<u32>,
    /// How many the base has; absent when nobody knows.
    pub base: Option<u32>,
    /// When that was so; printed beside every rate.
    pub as_of: Instant,
}

impl Outcome {
    /// The rate; `None` when the denominator is absent or 0.
    pub fn rate(&self, of: Denominator) -> Option<Rate> {
        let denominator = match of {
            Denominator::Target => self.target,
            Denominator::Base => self.base,
        };
        Rate::new(self.done, denominator?)
    }

    /// Still to do for the target; 0 when it is reached, `None` when nothing is asked yet.
    pub fn remaining(&self) -> Option<u32> {
        self.target.map(|target| target.saturating_sub(self.done))
    }

    /// Done beyond the target (hoàn thành vượt mức, D-37); `None` when nothing is asked yet.
    pub fn beyond(&self) -> Option<u32> {
        self.target.map(|target| self.done.saturating_sub(target))
    }
}
