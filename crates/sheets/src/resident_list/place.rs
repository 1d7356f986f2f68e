//! Lane and house of a row, from columns of their own.

use super::field::Field;
use super::grid::Cell;
use super::header::Column;
use super::person::{Fields, Notice};
use super::reason::FlagReason;
use tungnha_core::name;

/// The lane; a bare "5" below "Ngõ" is "Ngõ 5".
pub(super) fn lane(fields: &Fields<'_>) -> Option<String> {
    let (column, cell) = fields.cell(Field::Lane)?;
    let (text, _) = number_or_date(cell);
    let single_word = !column.own.contains([' ', '/', ',']);
    if single_word && text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(format!(
            "{} {text}",
            name::display_case(&column.own.to_lowercase())
        ));
    }
    (!text.is_empty()).then_some(text)
}

/// The house number, as written.
pub(super) fn house<'a>(fields: &Fields<'a>, notices: &mut Vec<Notice<'a>>) -> Option<String> {
    let (column, cell): (&'a Column, _) = fields.cell(Field::House)?;
    let (text, was_date) = number_or_date(cell);
    if was_date {
        notices.push(Notice {
            column: Some(column),
            code: FlagReason::HouseWasDate,
            text: text.clone(),
        });
    }
    (!text.is_empty()).then_some(text)
}

/// A spreadsheet takes 5/12 for the fifth of December.
fn number_or_date(cell: &Cell) -> (String, bool) {
    match cell {
        Cell::Date(day) => {
            let (_, month, day) = day.ymd();
            (format!("{day}/{month}"), true)
        }
        cell => (name::normalise(&cell.text()), false),
    }
}
