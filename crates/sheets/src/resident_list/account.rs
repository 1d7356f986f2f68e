//! The account of a row: its state and the day of approval.

use super::field::Field;
use super::grid::Cell;
use super::ladder;
use super::person::{Fields, Notice};
use super::reason::FlagReason;
use super::report::VneidState;
use super::vneid::{self, Reading};
use tungnha_core::birth::{from_serial, parse_loose};
use tungnha_core::name;
use tungnha_core::time::Day;
use tungnha_core::words::App;

/// Accounts exist since the law of 2022; an earlier approval is a slip.
const FIRST_YEAR: i32 = 2020;

/// The state that the columns of the row say together.
pub(super) fn state<'a>(
    fields: &Fields<'a>,
    app: App,
    notices: &mut Vec<Notice<'a>>,
) -> Option<VneidState> {
    let cells: Vec<_> = fields
        .texts(Field::Vneid)
        .chain(
            fields
                .texts(Field::Status)
                .filter(|(_, text)| says_state(app, text)),
        )
        .collect();
    let said = cells
        .iter()
        .map(|(column, text)| (column.header.as_str(), text.as_str()));
    let reading = match app {
        App::Vneid => vneid::read(said),
        App::Ihanoi | App::Etax => ladder::read(said),
    };
    match reading {
        Reading::State(state) => Some(state),
        Reading::Silent => None,
        Reading::Unclear => {
            notices.extend(cells.first().map(|(column, text)| Notice {
                column: Some(column),
                code: FlagReason::VneidUnread,
                text: text.clone(),
            }));
            None
        }
    }
}

/// Whether a cell below a plain "Tình trạng" is about the account.
pub(super) fn says_state(app: App, text: &str) -> bool {
    let folded = name::fold(text);
    match app {
        App::Vneid => vneid::level_and_stage(&folded).1.is_some(),
        App::Ihanoi | App::Etax => ladder::stage(&folded).is_some(),
    }
}

/// ngày phê duyệt, from 2020 to `today`.
pub(super) fn approved_on<'a>(
    fields: &Fields<'a>,
    today: Day,
    notices: &mut Vec<Notice<'a>>,
) -> Option<Day> {
    let (column, cell) = fields.cell(Field::ApprovedOn)?;
    let text = cell.text();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = match cell {
        Cell::Date(day) => Some(*day),
        Cell::Number { .. } => cell
            .whole()
            .and_then(|serial| from_serial(serial, today).ok())
            .map(|date| date.earliest()),
        Cell::Text(text) => parse_loose(&name::normalise(text), today)
            .ok()
            .filter(|reading| reading.birth.day().is_some())
            .map(|reading| reading.birth.earliest()),
    };
    let date = date.filter(|day| *day <= today && day.ymd().0 >= FIRST_YEAR);
    if date.is_none() {
        notices.push(Notice {
            column: Some(column),
            code: FlagReason::ApprovedOnUnread,
            text: text.into_owned(),
        });
    }
    date
}
