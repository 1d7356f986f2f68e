//! A fault of one cell: on whom it can be planted, and what the cell says then.

use super::Verdict;
use crate::resident::Resident;
use crate::workbook::{Cell, Column};
use tungnha_core::time::Day;

type Fits = Box<dyn Fn(&Resident, Day) -> bool>;
type Make = Box<dyn Fn(&Resident, Day) -> (Cell, Option<String>)>;

/// A fault of one cell.
pub struct CellFault {
    pub kind: &'static str,
    pub column: Column,
    pub expect: Verdict,
    /// Whether it can be planted on somebody, as of a day.
    pub fits: Fits,
    /// The cell with the fault and, if it can be put right, what it should be read as.
    pub make: Make,
}

impl CellFault {
    /// Written in a way that an importer reads without a question.
    pub fn fixed(
        kind: &'static str,
        column: Column,
        make: impl Fn(&Resident, Day) -> (Cell, String) + 'static,
    ) -> Self {
        Self {
            kind,
            column,
            expect: Verdict::Fixed,
            fits: Box::new(|_, _| true),
            make: Box::new(move |one, as_of| {
                let (cell, after) = make(one, as_of);
                (cell, Some(after))
            }),
        }
    }

    /// For a person to look at.
    pub fn flagged(
        kind: &'static str,
        column: Column,
        make: impl Fn(&Resident, Day) -> Cell + 'static,
    ) -> Self {
        Self {
            kind,
            column,
            expect: Verdict::Flagged,
            fits: Box::new(|_, _| true),
            make: Box::new(move |one, as_of| (make(one, as_of), None)),
        }
    }

    /// Not to be read at all.
    pub fn refused(
        kind: &'static str,
        column: Column,
        make: impl Fn(&Resident, Day) -> Cell + 'static,
    ) -> Self {
        Self {
            expect: Verdict::Refused,
            ..Self::flagged(kind, column, make)
        }
    }

    /// Only on those whom `fits` names.
    pub fn on(mut self, fits: impl Fn(&Resident, Day) -> bool + 'static) -> Self {
        self.fits = Box::new(fits);
        self
    }
}

/// A text cell.
pub fn text(written: impl Into<String>) -> Cell {
    Cell::Text(written.into())
}
