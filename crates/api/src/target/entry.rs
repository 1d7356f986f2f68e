//! A bearer of a target with everything that is known of it.

use super::card::Due;
use super::count::Count;
use crate::payload::*;
use tungnha_core::body::TargetRow;
use tungnha_core::target::{Bearer, Figures, Pace, Rate, Says};
use tungnha_core::time::Day;
use tungnha_store::read::Stated;

/// A bearer with everything that is known of it.
pub(super) struct Entry {
    pub(super) bearer: Bearer,
    pub(super) key: String,
    pub(super) name: Option<String>,
    pub(super) row: Option<Stated<TargetRow>>,
    pub(super) twice: bool,
    /// Of the roll; absent where no roll speaks of the bearer.
    pub(super) count: Option<Count>,
    pub(super) official: Option<(u32, i64)>,
    /// The base as whoever answers for its columns says it.
    pub(super) said: Option<u32>,
    pub(super) may_withdraw: bool,
}

impl Entry {
    /// Where it stands in the table: who has no place comes last.
    pub(super) fn place(&self) -> u16 {
        let row = self.row.as_ref();
        row.and_then(|row| row.body.position).unwrap_or(u16::MAX)
    }

    /// Typed, else as figures say, else of the roll.
    pub(super) fn base(&self) -> Option<u32> {
        let typed = self.row.as_ref().and_then(|row| row.body.base);
        let said = typed.or(self.said);
        said.or(self.count.map(|count| count.base.counted))
    }

    /// What counts, who says so, and as of when, where that is not now. An office's own number is taken as it is.
    pub(super) fn done(&self) -> Option<(u32, &'static str, Option<i64>)> {
        if let Some(row) = &self.row
            && let Some(done) = row.body.done
        {
            return Some((done, "typed", row.body.as_of.map(|at| at.0)));
        }
        let count = self.count?;
        let figures = Figures {
            claimed: count.claimed,
            confirmed: count.confirmed,
            official: self.official.map(|(count, _)| count),
        };
        Some(match figures.counting() {
            (done, Says::Official) => (done, "official", self.official.map(|(_, at)| at)),
            (done, Says::Confirmed) => (done, "confirmed", None),
        })
    }

    pub(super) fn bearer_word(&self) -> &'static str {
        match &self.bearer {
            Bearer::Unit(code) if code.is_empty() => "book",
            Bearer::Unit(_) => "unit",
            Bearer::Hamlet(_) => "hamlet",
            Bearer::Organisation(_) => "organisation",
            Bearer::Group(_) => "group",
        }
    }
}

pub(super) fn rate_card(rate: Rate) -> RateCard {
    RateCard {
        numerator: rate.numerator(),
        denominator: rate.denominator(),
        printed: rate.printed(2),
        whole: rate.is_whole(),
    }
}

pub(super) fn pace(due: &Due, target: u32, done: u32, today: Day) -> TargetPace {
    let (state, remaining, days, per_day) = match due.milestone.pace(target, done, today) {
        Pace::Reached => ("reached", 0, 0, 0),
        Pace::Daily {
            remaining,
            days,
            per_day,
        } => ("daily", remaining, days, per_day),
        Pace::Overdue { remaining } => ("overdue", remaining, 0, 0),
    };
    TargetPace {
        due: due.id.clone(),
        required: due.milestone.required(target),
        state: state.into(),
        remaining,
        days,
        per_day,
    }
}
