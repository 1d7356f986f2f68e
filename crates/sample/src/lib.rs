//! A believable synthetic district, made from the real counts of the plans and from nobody real.
//!
//! [`district`] makes 19 communes: the 17 units of huyện Cẩm Thủy with exactly the five counts of
//! the appendix of plan 002 (101,527 people of 14 and older), Ia Dom with those of plan 004, and an
//! invented commune of Thanh Trì, "Đông Trạch". [`files`] writes them as the workbooks that commune
//! police keep; [`dirty`] writes one workbook with 40 faults and what an importer should make of
//! each; [`workload`] is workload W of `perf.md`.
//!
//! # No real person
//! Every personal id has a province code that was never issued ([`numbers::NEVER_ISSUED`]), every
//! telephone number lies in a range that no operator has ([`numbers::UNASSIGNED_PHONES`]), and all
//! names are drawn word by word.
//!
//! # The same every time
//! Everything follows from a seed and a day: no clock, no ambient randomness. One commune made
//! alone equals the same commune of the whole district.
//!
//! # The reference date
//! Ages hold on the list's as-of date ("Tính đến ngày …"), and nobody reaches 14, 15 or 18 within
//! the [`calendar::QUIET_DAYS`] after it: the counts are the same on every reference date inside.
//! As-of dates from 2016 to 2100 are sensible.

pub mod calendar;
pub mod campaign;
pub mod chance;
pub mod cli;
pub mod commune;
pub mod dirty;
pub mod figures;
pub mod files;
pub mod hamlet;
pub mod household;
pub mod names;
pub mod numbers;
pub mod plan;
pub mod resident;
pub mod setting;
pub mod units;
pub mod workbook;
pub mod workload;

mod accounts;
mod residence;

pub use commune::{Commune, KEPT_NAME};
pub use figures::Figures;
pub use hamlet::Hamlet;
pub use household::Household;
pub use resident::{Account, Relation, Resident};

use tungnha_core::time::Day;

/// The seed when nobody names one.
pub const DEFAULT_SEED: u64 = 20_241_105;

/// The as-of date of the lists when nobody names a day: 05/11/2026. (The review of plan 002 was on
/// a 5 November as well, of 2024.)
pub const LIST_AS_OF: Day = Day(20_762);

/// The whole sample.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct District {
    /// What all its lists say "Tính đến ngày" of, and the reference date of its campaigns.
    pub as_of: Day,
    /// In the order of [`plan::PLANS`].
    pub communes: Vec<Commune>,
}

/// Makes all communes as of the day `today`; the same for the same arguments.
pub fn district(seed: u64, today: Day) -> District {
    District {
        as_of: today,
        communes: (0..plan::PLANS.len())
            .filter_map(|at| Commune::draw(seed, at, today))
            .collect(),
    }
}
