//! The five counts of a unit, as the appendix of plan 002 has them.

use crate::resident::{Account, Resident};
use serde::Serialize;
use tungnha_core::time::Day;

/// How many people of 14 and older stand in each of the five columns. Their sum is the unit's
/// universe; the printed appendix writes thousands with dots (39.673).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Figures {
    /// Chưa thu nhận hồ sơ
    pub not_collected: u32,
    /// Mức 1, đã kích hoạt
    pub level1_activated: u32,
    /// Mức 1, chưa kích hoạt
    pub level1_not_activated: u32,
    /// Mức 2, đã kích hoạt
    pub level2_activated: u32,
    /// Mức 2, chưa kích hoạt
    pub level2_not_activated: u32,
}

impl Figures {
    /// In the order of the appendix's columns.
    pub const fn new(columns: [u32; 5]) -> Self {
        let [none, one_done, one_open, two_done, two_open] = columns;
        Self {
            not_collected: none,
            level1_activated: one_done,
            level1_not_activated: one_open,
            level2_activated: two_done,
            level2_not_activated: two_open,
        }
    }

    /// In the order of the appendix's columns.
    pub const fn columns(self) -> [u32; 5] {
        [
            self.not_collected,
            self.level1_activated,
            self.level1_not_activated,
            self.level2_activated,
            self.level2_not_activated,
        ]
    }

    /// Everybody counted.
    pub fn eligible(self) -> u32 {
        self.columns().iter().sum()
    }

    /// Approved and not activated, both levels: the appendix's activation target.
    pub fn to_activate(self) -> u32 {
        self.level1_not_activated + self.level2_not_activated
    }

    /// What a list says on `as_of`.
    pub fn count<'a>(residents: impl IntoIterator<Item = &'a Resident>, as_of: Day) -> Self {
        let mut columns = [0; 5];
        let counted = residents.into_iter().filter(|one| one.is_counted(as_of));
        for account in counted.filter_map(|one| one.account) {
            let column = Account::ALL.iter().position(|of| *of == account);
            if let Some(count) = column.and_then(|at| columns.get_mut(at)) {
                *count += 1;
            }
        }
        Self::new(columns)
    }
}

impl std::iter::Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        let mut total = [0; 5];
        for figures in all {
            for (sum, column) in total.iter_mut().zip(figures.columns()) {
                *sum += column;
            }
        }
        Self::new(total)
    }
}
