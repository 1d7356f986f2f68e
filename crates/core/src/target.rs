//! Chỉ tiêu: what a plan asks for, as data (`domain.md` 1.4).
//!
//! A target is a [`BaseSet`] (of whom), a [`Formula`] (what share of them, rounded how, except where), what counts as
//! done, and [`Milestone`]s (by when). [`Formula::allocate`] gives each [`Bearer`] an integer and keeps the exact value
//! beside it, so that a total that an office printed can be explained and is never corrected ([`Total`]). An
//! [`Outcome`] says how far a bearer has come, always with numerator, denominator and moment (finding 7), and
//! [`rank`] compares bearers as the plans do.
//!
//! Nothing here knows where counts come from: a replica adds up its own people with [`BaseSet::count_by`], an office
//! types a base or an [`OfficialFigure`].

mod allocation;
mod base;
mod bearer;
mod figure;
mod formula;
mod group;
mod milestone;
mod outcome;
mod rank;
mod rate;
mod rounding;
mod said;
mod share;
mod standing;

pub use allocation::{Allocation, Printed, Row, Spread, Total};
pub use base::{BaseCount, BaseSet, LeftOut, Mark, Person, Place};
pub use bearer::{Axis, Bearer};
pub use figure::{FigureOwner, Figures, OfficialFigure, Says};
pub use formula::{Asked, Exception, Formula, FormulaError};
pub use group::{GroupMember, GroupOutcome};
pub use milestone::{Milestone, Pace};
pub use outcome::{Denominator, Outcome};
pub use rank::{Rank, best_first, rank};
pub use rate::{Rate, thousands};
pub use rounding::Rounding;
pub use said::share_of;
pub use share::{Exact, NotAShare, Share};
pub use standing::{Standing, Standings};

use crate::time::Day;

/// One target of a campaign: of whom, how much, what counts, by when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// As the plan's column says: "Chỉ tiêu cấp tài khoản định danh mức 2 trong cao điểm".
    pub title: String,
    /// Why it is what it is, in the words of whoever determined it (D-38); absent when the plan gives no reason.
    pub reason: Option<String>,
    /// Of whom.
    pub base: BaseSet,
    /// How much of them.
    pub formula: Formula,
    /// Where somebody of the base must stand now to be counted as done (D-32).
    pub done: Standings,
    /// What rates are printed against; the other one can always be shown beside it (`domain.md` 8).
    pub denominator: Denominator,
    /// What is due when, in any order. Dates are data: none is derived from another or from the campaign's (D-64).
    pub milestones: Vec<Milestone>,
}

impl Target {
    /// Whether `person`, one of the base, is done.
    pub fn is_done(&self, person: &Person) -> bool {
        matches!(self.base.place(person), Place::Inside { .. }) && self.done.contains(person.now)
    }

    /// How many of `people` are done: never more than their base.
    pub fn count_done<'a>(&self, people: impl IntoIterator<Item = &'a Person>) -> u32 {
        let done = people.into_iter().filter(|person| self.is_done(person));
        u32::try_from(done.count()).unwrap_or(u32::MAX)
    }

    /// The milestone that comes next on the day `on`, that day included; the earliest of the plan's order when two are
    /// due together. `None` after the last, and for a target without any.
    pub fn next_milestone(&self, on: Day) -> Option<&Milestone> {
        let ahead = self.milestones.iter().filter(|one| one.due >= on);
        ahead.min_by_key(|one| one.due)
    }
}
