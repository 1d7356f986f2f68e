//! Birth dates out of cells and columns (`domain.md` 7.3 case 4).

use super::field::Field;
use super::grid::Cell;
use super::habits::Habits;
use super::header::Column;
use super::person::{Fault, Fields};
use super::reason::RefusalReason;
use tungnha_core::birth::{
    BirthDate, BirthNote, BirthReading, BirthRefusal, from_serial, parse_loose,
};
use tungnha_core::time::Day;

/// A birth date and the column it stands in.
pub(super) struct Found<'a> {
    pub reading: BirthReading,
    pub column: &'a Column,
    pub text: String,
}

/// The birth date of a row; `None` if no column gives one.
pub(super) fn read<'a>(
    fields: &Fields<'a>,
    habits: &Habits,
    today: Day,
) -> Result<Option<Found<'a>>, Fault<'a>> {
    if let Some((column, cell)) = source(fields) {
        let text = cell.text().into_owned();
        return match of_cell(cell, habits, today) {
            Ok(reading) => Ok(Some(Found {
                reading,
                column,
                text,
            })),
            Err(BirthRefusal::Empty) => Ok(None),
            Err(why) => Err(fault(column, why, text)),
        };
    }
    let Some((column, year)) = fields.text(Field::BirthYear) else {
        return Ok(None);
    };
    let part = |field| {
        fields
            .text(field)
            .map_or_else(|| "0".to_owned(), |(_, text)| text)
    };
    let text = format!(
        "{}/{}/{year}",
        part(Field::BirthDay),
        part(Field::BirthMonth)
    );
    match parse_loose(&text, today) {
        Ok(reading) => Ok(Some(Found {
            reading,
            column,
            text,
        })),
        Err(why) => Err(fault(column, why, text)),
    }
}

/// The cell that holds the whole date, if one does.
fn source<'a>(fields: &Fields<'a>) -> Option<(&'a Column, &'a Cell)> {
    let in_three_columns = fields.columns().has(Field::BirthDay);
    fields
        .cell(Field::Birth)
        .or_else(|| fields.cell(Field::BirthYear).filter(|_| !in_three_columns))
        .or_else(|| {
            // Columns Nam and Nữ hold the date of birth, or only an x.
            [Field::Male, Field::Female]
                .into_iter()
                .filter_map(|field| fields.cell(field))
                .find(|(_, cell)| cell.text().chars().filter(char::is_ascii_digit).count() >= 4)
        })
}

fn fault<'a>(column: &'a Column, why: BirthRefusal, text: String) -> Fault<'a> {
    let code = match why {
        BirthRefusal::Empty => RefusalReason::BirthMissing,
        BirthRefusal::Unreadable => RefusalReason::BirthUnreadable,
        BirthRefusal::Impossible => RefusalReason::BirthImpossible,
        BirthRefusal::Future => RefusalReason::BirthInFuture,
    };
    Fault {
        column: Some(column),
        code,
        text,
    }
}

fn of_cell(cell: &Cell, habits: &Habits, today: Day) -> Result<BirthReading, BirthRefusal> {
    match cell {
        Cell::Date(day) => of_day(*day, habits, today),
        Cell::Number { value, .. } => {
            let number = value.floor() as i64;
            let birth = match number {
                1850..=2200 => parse_loose(&number.to_string(), today)?.birth,
                // A day number whose cell lost its date format.
                10_000..=99_999 => from_serial(number, today)?,
                _ => return parse_loose(&cell.text(), today),
            };
            Ok(BirthReading {
                birth,
                notes: Vec::new(),
            })
        }
        Cell::Text(text) => parse_loose(&tungnha_core::name::normalise(text), today),
    }
}

fn of_day(day: Day, habits: &Habits, today: Day) -> Result<BirthReading, BirthRefusal> {
    let mut birth = BirthDate::from_calendar(day).ok_or(BirthRefusal::Impossible)?;
    let mut notes = Vec::new();
    if habits.dates_swapped
        && let (Some(month), Some(day)) = (birth.month(), birth.day())
        && let Some(swapped) = BirthDate::from_day(birth.year(), day, month)
    {
        birth = swapped;
        notes.push(BirthNote::SwappedMonthDay);
    }
    if birth.earliest() > today {
        return Err(BirthRefusal::Future);
    }
    if birth.year() < 1880 {
        return Err(BirthRefusal::Impossible);
    }
    if (birth.month(), birth.day()) == (Some(1), Some(1)) {
        notes.push(BirthNote::Placeholder);
    }
    Ok(BirthReading { birth, notes })
}
