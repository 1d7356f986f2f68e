//! How much of its base a bearer is asked for, and who is asked for something else.

use super::allocation::{Allocation, Row};
use super::bearer::Bearer;
use super::rounding::Rounding;
use super::share::Share;
use std::collections::HashSet;

/// A share of the base, rounded to people, with its exceptions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Formula {
    /// Of every bearer that no exception names; absent when each number was typed (D-37).
    pub share: Option<Share>,
    /// What is stored is rounded, row by row.
    pub rounding: Rounding,
    /// At most one for a bearer.
    pub exceptions: Vec<Exception>,
}

/// One bearer that is asked for something else: thị trấn Phong Sơn for 60 %.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exception {
    /// Who.
    pub bearer: Bearer,
    /// What.
    pub asked: Asked,
    /// Why, in the office's words (D-38); absent when nobody says.
    pub reason: Option<String>,
}

/// What is asked of somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asked {
    /// A share.
    Share(Share),
    /// A number, typed or imported.
    Count(u32),
}

/// Bearers that cannot be given a target together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// Two exceptions name the same bearer.
    #[error("two exceptions for one bearer")]
    TwoExceptions(Bearer),
    /// The same bearer is listed twice.
    #[error("a bearer is listed twice")]
    ListedTwice(Bearer),
    /// Territory and organisations in one table.
    #[error("a table is along one axis")]
    TwoAxes(Bearer),
}

impl Formula {
    /// The same share of everybody, halves upwards.
    pub const fn of_everybody(share: Share) -> Self {
        Self {
            share: Some(share),
            rounding: Rounding::HalfUp,
            exceptions: Vec::new(),
        }
    }

    /// The row of one bearer. `base` is how many people it has of the base set; absent when nobody knows. Without a
    /// base or a share, and without a number of its own, the bearer is asked for nothing yet.
    pub fn row(&self, bearer: Bearer, base: Option<u32>) -> Row {
        let exception = self.exceptions.iter().find(|one| one.bearer == bearer);
        let asked = exception
            .map(|one| one.asked)
            .or(self.share.map(Asked::Share));
        let excepted = exception.is_some();
        Row::new(bearer, base, asked, self.rounding, excepted)
    }

    /// Gives every bearer its number, in the order given.
    ///
    /// # Errors
    /// When two exceptions name one bearer, one bearer comes twice, or bearers of both axes come together.
    pub fn allocate(
        &self,
        bearers: impl IntoIterator<Item = (Bearer, Option<u32>)>,
    ) -> Result<Allocation, FormulaError> {
        let mut seen = HashSet::new();
        for exception in &self.exceptions {
            if !seen.insert(&exception.bearer) {
                return Err(FormulaError::TwoExceptions(exception.bearer.clone()));
            }
        }
        let rows = bearers
            .into_iter()
            .map(|(bearer, base)| self.row(bearer, base));
        Allocation::of(rows.collect())
    }
}
