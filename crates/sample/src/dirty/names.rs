//! Faults of names (`domain.md` 7.3 cases 5, 6, 7, 9 and 16).

use super::fault::{CellFault, text};
use crate::resident::{Relation, Resident};
use crate::workbook::{Cell, Column};
use tungnha_core::time::Day;
use unicode_normalization::UnicodeNormalization;

const NAME: Column = Column::Name;

/// Names are broken on those whose name stands nowhere else in the list, except where a head's
/// is wanted.
pub fn faults() -> Vec<CellFault> {
    vec![
        CellFault::fixed("name_nfd", NAME, |one, _| {
            (text(one.name.nfd().collect::<String>()), one.name.clone())
        })
        .on(|one, _| not_head(one) && one.name.nfd().count() > one.name.chars().count() + 1),
        CellFault::fixed("name_capitals_with_role", NAME, |one, _| {
            // The roll keeps the capitals; a screen may show them otherwise.
            let capitals = one.name.to_uppercase();
            (text(format!("{capitals} (CHỦ HỘ)")), capitals)
        })
        .on(|one, _| one.relation == Relation::Head),
        CellFault::fixed("name_double_spaces", NAME, |one, _| {
            (
                text(format!(" {}  ", one.name.replace(' ', "   "))),
                one.name.clone(),
            )
        })
        .on(|one, _| not_head(one)),
        CellFault::fixed("name_invisible_spaces", NAME, |one, _| {
            // NBSP for the first space, a zero-width space inside the name and one after it.
            let written = one
                .name
                .replacen(' ', "\u{A0}", 1)
                .replace(' ', "\u{200B} ");
            (text(format!("{written}\u{FEFF}")), one.name.clone())
        })
        .on(|one, _| not_head(one)),
        CellFault::fixed("name_lookalike_letters", NAME, |_, _| {
            // U+00D0 for Đ and U+01A3 for ư.
            (
                text("\u{D0}ặng Thị L\u{1A3}ợng"),
                "Đặng Thị Lượng".to_owned(),
            )
        })
        .on(wife),
        CellFault::flagged("name_like_a_formula", NAME, |one, _| {
            text(format!("={}", one.name))
        })
        .on(|one, _| not_head(one)),
        CellFault::refused("name_missing", NAME, |_, _| Cell::Empty).on(|one, _| not_head(one)),
        CellFault::flagged("name_tcvn3", NAME, |_, _| {
            // "Nguyễn Thị Hằng" in the letters of TCVN3.
            Cell::OldFont("NguyÔn ThÞ H»ng".to_owned())
        })
        .on(wife),
    ]
}

fn not_head(one: &Resident) -> bool {
    one.relation != Relation::Head
}

fn wife(one: &Resident, _: Day) -> bool {
    one.relation == Relation::Wife
}
