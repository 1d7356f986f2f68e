//! Sex as lists write it (`domain.md` 7.3 case 10).

use super::field::Field;
use super::header::Column;
use super::person::Fields;
use tungnha_core::name;
use tungnha_core::words::Sex;

/// What a row says of the sex.
pub(super) enum SexCell<'a> {
    Known(Sex),
    /// 0, 1, 2 or x: what it means, only the ids of the sheet can tell.
    Code(&'a Column, String),
    Unreadable(&'a Column, String),
    None,
}

/// Reads the sex of a row from the column for it, or from the two columns Nam and Nữ.
pub(super) fn read<'a>(fields: &Fields<'a>) -> SexCell<'a> {
    if let Some((column, text)) = fields.text(Field::Sex) {
        return match of_word(&text) {
            Some(sex) => SexCell::Known(sex),
            None if code(&text).is_some() => SexCell::Code(column, text),
            None => SexCell::Unreadable(column, text),
        };
    }
    let (men, women) = (
        fields.columns().has(Field::Male),
        fields.columns().has(Field::Female),
    );
    let is_set = |field| {
        fields
            .text(field)
            .is_some_and(|(_, text)| text != "0" && text != "-")
    };
    match (is_set(Field::Male), is_set(Field::Female)) {
        (true, false) => SexCell::Known(Sex::Male),
        (false, true) => SexCell::Known(Sex::Female),
        // A single column "Nữ (x)": whoever is not marked is a man.
        (false, false) if women && !men => SexCell::Known(Sex::Male),
        (false, false) if men && !women => SexCell::Known(Sex::Female),
        _ => SexCell::None,
    }
}

/// The sex of words and letters, not of codes.
pub(super) fn of_word(text: &str) -> Option<Sex> {
    match name::fold(text).trim_matches(['.', ' ']) {
        "nam" | "m" | "male" | "trai" | "ong" => Some(Sex::Male),
        "nu" | "f" | "female" | "gai" | "ba" => Some(Sex::Female),
        _ => None,
    }
}

/// The signs that mean one thing in one sheet and another in the next.
pub(super) const CODES: [&str; 4] = ["0", "1", "2", "x"];

/// Place of the text in [`CODES`].
pub(super) fn code(text: &str) -> Option<usize> {
    let folded = name::fold(text);
    CODES.iter().position(|code| *code == folded)
}
