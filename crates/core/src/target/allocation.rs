//! The table of a target: a row for each bearer, and a total that says what it is the sum of.

use super::bearer::{Axis, Bearer};
use super::formula::{Asked, FormulaError};
use super::rounding::Rounding;
use super::share::Exact;
use std::collections::HashSet;

/// What one bearer is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Who.
    pub bearer: Bearer,
    /// How many people it has of the base set; absent when nobody knows.
    pub base: Option<u32>,
    /// What the formula asks of it; absent when nothing is asked yet.
    pub asked: Option<Asked>,
    /// The value before rounding; absent when nothing is asked yet, or a share is asked of a base that nobody knows.
    pub exact: Option<Exact>,
    /// The target: what is stored, printed and summed. Absent with `exact`.
    pub target: Option<u32>,
    /// An exception was applied.
    pub excepted: bool,
}

impl Row {
    pub(super) fn new(
        bearer: Bearer,
        base: Option<u32>,
        asked: Option<Asked>,
        rounding: Rounding,
        excepted: bool,
    ) -> Self {
        let exact = match asked {
            Some(Asked::Share(share)) => base.map(|base| share.of(base)),
            Some(Asked::Count(count)) => Some(Exact::whole(count)),
            None => None,
        };
        // At most 100 % of a u32, so it always fits.
        let target = exact.map(|exact| u32::try_from(exact.round(rounding)).unwrap_or(u32::MAX));
        Self {
            bearer,
            base,
            asked,
            exact,
            target,
            excepted,
        }
    }
}

/// The rows of one target, along one axis, each bearer once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Allocation {
    rows: Vec<Row>,
}

impl Allocation {
    /// See [`super::Formula::allocate`].
    pub(super) fn of(rows: Vec<Row>) -> Result<Self, FormulaError> {
        let axis = rows.first().map(|row| row.bearer.axis());
        let mut seen = HashSet::new();
        for row in &rows {
            if Some(row.bearer.axis()) != axis {
                return Err(FormulaError::TwoAxes(row.bearer.clone()));
            }
            if !seen.insert(&row.bearer) {
                return Err(FormulaError::ListedTwice(row.bearer.clone()));
            }
        }
        Ok(Self { rows })
    }

    /// In the order in which the bearers were given.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of `bearer`.
    pub fn row(&self, bearer: &Bearer) -> Option<&Row> {
        self.rows.iter().find(|row| row.bearer == *bearer)
    }

    /// The total; `None` along the axis of organisations, where people would be counted twice (finding 4).
    pub fn total(&self) -> Option<Total> {
        if self
            .rows
            .iter()
            .any(|row| row.bearer.axis() == Axis::Organisation)
        {
            return None;
        }
        let asked = self.rows.iter().filter_map(|row| row.target);
        Some(Total {
            sum_of_rows: asked.clone().map(u64::from).sum(),
            before_rounding: self.rows.iter().filter_map(|row| row.exact).sum(),
            rows_without: self.rows.len() - asked.count(),
            printed: None,
        })
    }
}

/// The total of a table. What a document printed stays beside ours, explained, and is never corrected
/// (`domain.md` 1.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Total {
    /// Ours: the sum of the rounded rows.
    pub sum_of_rows: u64,
    /// The sum of the values before rounding.
    pub before_rounding: Exact,
    /// So many rows are asked for nothing yet.
    pub rows_without: usize,
    /// What the document prints; absent when the table is ours alone.
    pub printed: Option<u64>,
}

/// What a printed total turns out to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Printed {
    /// The sum of the rows, like ours.
    SumOfRows,
    /// The sum before rounding: somebody added up a spreadsheet's cells that only displayed rounded numbers. Plan 002:
    /// 20.549 is printed, the rows add up to 20.551.
    SumBeforeRounding,
    /// Neither; a person must look at it.
    Unexplained,
}

impl Total {
    /// The same with the total that a document prints.
    pub const fn printed_as(self, printed: u64) -> Self {
        Self {
            printed: Some(printed),
            ..self
        }
    }

    /// What the printed total is; `None` when nothing was printed.
    pub fn explanation(&self) -> Option<Printed> {
        let printed = self.printed?;
        Some(if printed == self.sum_of_rows {
            Printed::SumOfRows
        } else if printed == self.before_rounding.round(Rounding::HalfUp) {
            Printed::SumBeforeRounding
        } else {
            Printed::Unexplained
        })
    }

    /// The printed total less the sum of the rows; 0 when nothing was printed.
    pub fn difference(&self) -> i64 {
        self.printed
            .map_or(0, |printed| less(printed, self.sum_of_rows))
    }

    /// Compared with what the parent was asked for (D-30).
    pub const fn spread_over(&self, parent: u32) -> Spread {
        Spread {
            parent,
            children: self.sum_of_rows,
        }
    }
}

/// What a parent is asked for beside what its children are asked for together. Neither follows from the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spread {
    /// The parent's own target.
    pub parent: u32,
    /// The sum of the children's.
    pub children: u64,
}

impl Spread {
    /// The children's less the parent's: below 0, something has not been given to anybody.
    pub fn difference(&self) -> i64 {
        less(self.children, self.parent.into())
    }
}

/// `a` less `b`, as far as numbers go.
fn less(a: u64, b: u64) -> i64 {
    let difference = i128::from(a) - i128::from(b);
    difference.clamp(i64::MIN.into(), i64::MAX.into()) as i64
}
