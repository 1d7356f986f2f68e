//! Faults of sex, telephone numbers and remarks (`domain.md` 7.3 cases 10, 11 and 13).

use super::fault::{CellFault, text};
use crate::resident::{Resident, sex_in_words};
use crate::workbook::{Cell, Column};
use tungnha_core::time::Day;
use tungnha_core::words::{ResidenceKind, Sex};

pub fn faults() -> Vec<CellFault> {
    vec![
        CellFault::fixed("sex_letter", Column::Sex, |one, _| {
            let letter = match one.sex {
                Sex::Male => "M",
                Sex::Female => "F",
            };
            (text(letter), sex_in_words(one.sex).to_owned())
        }),
        // Some write 1 for Nam and some for Nữ: only the id can tell.
        CellFault::flagged("sex_digit", Column::Sex, |_, _| text("1"))
            .on(|one, _| one.sex == Sex::Female),
        CellFault::flagged("sex_missing", Column::Sex, |_, _| Cell::Empty),
        CellFault::fixed("phone_lost_zero", Column::Phone, |one, _| {
            let phone = one.phone.clone().unwrap_or_default();
            (Cell::Number(phone.parse().unwrap_or(0.0)), phone)
        })
        .on(has_phone),
        // Every old prefix leads into a range that has an operator today, so no number of this
        // fault can be outside them; seven zeros are nobody's either.
        CellFault::fixed("phone_old_11_digits", Column::Phone, |_, _| {
            (text("01260000000"), "0760000000".to_owned())
        })
        .on(has_phone),
        CellFault::fixed("phone_two_in_cell", Column::Phone, |one, _| {
            let first = one.phone.clone().unwrap_or_default();
            let both = format!("{first} / 0540000000");
            (text(both.clone()), both)
        })
        .on(has_phone),
        CellFault::flagged("note_dead", Column::Note, |_, as_of| {
            text(format!("Đã mất tháng 02/{}", as_of.ymd().0 - 1))
        })
        .on(without_note),
        CellFault::flagged("note_moved", Column::Note, |_, as_of| {
            text(format!("Đã chuyển đi Bình Dương năm {}", as_of.ymd().0 - 1))
        })
        .on(without_note),
    ]
}

fn has_phone(one: &Resident, _: Day) -> bool {
    one.phone.is_some()
}

fn without_note(one: &Resident, _: Day) -> bool {
    one.note.is_empty() && one.residence == ResidenceKind::Permanent
}
