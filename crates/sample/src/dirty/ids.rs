//! Faults of personal ids (`domain.md` 7.3 cases 2 and 3).

use super::fault::{CellFault, text};
use crate::workbook::{Cell, Column};

const ID: Column = Column::PersonalId;

pub fn faults() -> Vec<CellFault> {
    vec![
        CellFault::fixed("id_number_11_digits", ID, |one, _| {
            (number(&one.personal_id), one.personal_id.clone())
        })
        .on(|one, _| !one.personal_id.starts_with("00")),
        CellFault::fixed("id_number_10_digits", ID, |one, _| {
            // As an id of 00x, of which a number cell loses both zeros.
            let id = format!("005{}", part(&one.personal_id, 3, 12));
            (number(&id), id)
        }),
        CellFault::refused("id_exponent", ID, |one, _| {
            let (first, rest) = (part(&one.personal_id, 1, 2), part(&one.personal_id, 2, 3));
            text(format!("{first}.{rest}E+10"))
        })
        .on(|one, _| !one.personal_id.starts_with("00")),
        CellFault::flagged("id_nine_digits", ID, |one, _| {
            // No CMND began with three zeros.
            text(format!("000{}", part(&one.personal_id, 6, 12)))
        }),
        CellFault::fixed("id_letter_o", ID, |one, _| {
            (
                text(one.personal_id.replacen('0', "O", 1)),
                one.personal_id.clone(),
            )
        }),
        CellFault::fixed("id_inner_spaces", ID, |one, _| {
            let id = &one.personal_id;
            let written = format!("{} {} {}", part(id, 0, 3), part(id, 3, 6), part(id, 6, 12));
            (text(written), id.clone())
        }),
        CellFault::fixed("id_trailing_dot_zero", ID, |one, _| {
            (
                text(format!("{}.0", one.personal_id)),
                one.personal_id.clone(),
            )
        }),
        CellFault::fixed("id_leading_apostrophe", ID, |one, _| {
            (
                text(format!("'{}", one.personal_id)),
                one.personal_id.clone(),
            )
        }),
        CellFault::flagged("id_birth_mismatch", ID, |one, _| {
            let id = &one.personal_id;
            let year: u32 = part(id, 4, 6).parse().unwrap_or(0);
            let other = (year + 7) % 100;
            text(format!("{}{other:02}{}", part(id, 0, 4), part(id, 6, 12)))
        }),
    ]
}

fn part(id: &str, from: usize, to: usize) -> &str {
    id.get(from..to).unwrap_or_default()
}

/// What a spreadsheet makes of digits typed into a number cell. Twelve digits are exact.
fn number(digits: &str) -> Cell {
    Cell::Number(digits.parse().unwrap_or(0.0))
}
