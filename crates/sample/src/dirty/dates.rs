//! Faults of birth dates (`domain.md` 3.4, 7.3 cases 4 and 14).

use super::fault::{CellFault, text};
use crate::resident::Resident;
use crate::workbook::{Cell, Column};
use tungnha_core::time::Day;

const BIRTH: Column = Column::Birth;

pub fn faults() -> Vec<CellFault> {
    vec![
        CellFault::fixed("date_serial", BIRTH, |one, _| {
            // Spreadsheets count days from 30/12/1899, which is 25,569 days before 1970.
            (
                Cell::Date(f64::from(one.birth.0 + 25_569)),
                one.birth.in_words(),
            )
        }),
        CellFault::fixed("date_year_only", BIRTH, |one, _| {
            (text(year(one).to_string()), year(one).to_string())
        })
        .on(grown_up),
        CellFault::fixed("date_zero_day_month", BIRTH, |one, _| {
            (text(format!("00/00/{}", year(one))), year(one).to_string())
        })
        .on(grown_up),
        CellFault::refused("date_impossible", BIRTH, |one, _| {
            text(format!("31/02/{}", year(one)))
        }),
        CellFault::fixed("date_month_day_swapped", BIRTH, |one, _| {
            let (year, month, day) = one.birth.ymd();
            (
                text(format!("{month:02}/{day:02}/{year}")),
                one.birth.in_words(),
            )
        })
        .on(|one, _| one.birth.ymd().2 > 12),
        CellFault::fixed("date_two_digit_year", BIRTH, |one, _| {
            let (year, month, day) = one.birth.ymd();
            let written = format!("{day:02}/{month:02}/{:02}", year % 100);
            (text(written), one.birth.in_words())
        })
        .on(|one, as_of| {
            // Two digits are read as the latest year that is not in the future.
            let (now, ..) = as_of.ymd();
            (1..=99).contains(&(now - year(one)))
        }),
        CellFault::refused("date_future", BIRTH, |one, as_of| {
            let (_, month, day) = one.birth.ymd();
            text(format!(
                "{:02}/{month:02}/{}",
                day.min(28),
                as_of.ymd().0 + 9
            ))
        }),
        CellFault::fixed("date_year_with_dot", BIRTH, |one, _| {
            // 1985 in a cell that shows thousands with a dot.
            let (thousands, rest) = (year(one) / 1000, year(one) % 1000);
            (
                text(format!("{thousands}.{rest:03}")),
                year(one).to_string(),
            )
        })
        .on(grown_up),
    ]
}

fn year(one: &Resident) -> i32 {
    one.birth.ymd().0
}

/// Far from every age limit, so that a year alone leaves no doubt.
fn grown_up(one: &Resident, as_of: Day) -> bool {
    crate::calendar::age_on(one.birth, as_of) >= 30
}
