//! What only many rows together can tell: how this sheet codes the sex, and what the spreadsheet
//! did to its dates.

use super::field::Field;
use super::grid::{Cell, Row};
use super::header::Table;
use super::id::{self, IdCell};
use super::sex;
use tungnha_core::time::Day;
use tungnha_core::words::Sex;

/// The habits of one table.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// What each sign of [`sex::CODES`] means here; `None` if the ids do not tell.
    pub sex_codes: [Option<Sex>; sex::CODES.len()],
    /// The spreadsheet read dd/mm as mm/dd wherever it could: its date cells have day and month
    /// swapped, and the rest stayed text.
    pub dates_swapped: bool,
    /// Far more people than chance allows were born on 1 January: only their year is known.
    pub new_year_births: bool,
}

/// Fewer witnesses prove nothing.
const WITNESSES: usize = 5;

/// Looks through all rows of a table once.
pub(super) fn of_table(rows: &[Row], table: &Table) -> Habits {
    let column = |field| table.columns.first(field).map(|column| column.index);
    let mut habits = Habits::default();
    if let (Some(sex), Some(id)) = (column(Field::Sex), column(Field::PersonalId)) {
        habits.sex_codes = sex_codes(rows, sex, id);
    }
    if let Some(birth) = column(Field::Birth).or_else(|| column(Field::BirthYear)) {
        let dates = Dates::count(rows, birth);
        habits.dates_swapped = dates.are_swapped();
        habits.new_year_births = dates.new_year > 5 + dates.all / 60;
    }
    habits
}

fn sex_codes(rows: &[Row], sex: u32, id: u32) -> [Option<Sex>; sex::CODES.len()] {
    let mut votes = [[0usize; 2]; sex::CODES.len()];
    for row in rows {
        let Some(code) = sex::code(&row.text(sex)) else {
            continue;
        };
        if let Some(IdCell::Id { id, .. }) = row.cell(id).map(id::read)
            && let Some([men, women]) = votes.get_mut(code)
        {
            match id.birth_year_and_sex().1 {
                Sex::Male => *men += 1,
                Sex::Female => *women += 1,
            }
        }
    }
    // A few wrong ids must not spoil the vote.
    votes.map(|[men, women]| match (men, women) {
        _ if men + women < WITNESSES => None,
        _ if men >= women * 9 => Some(Sex::Male),
        _ if women >= men * 9 => Some(Sex::Female),
        _ => None,
    })
}

#[derive(Default)]
struct Dates {
    all: usize,
    new_year: usize,
    cells: usize,
    cells_with_late_day: usize,
    texts_with_late_day: usize,
    texts_with_early_day: usize,
}

impl Dates {
    fn count(rows: &[Row], column: u32) -> Self {
        let mut dates = Self::default();
        for cell in rows.iter().filter_map(|row| row.cell(column)) {
            match cell {
                Cell::Date(day) => dates.count_cell(*day),
                Cell::Text(text) => dates.count_text(text),
                Cell::Number { .. } => dates.all += 1,
            }
        }
        dates
    }

    fn count_cell(&mut self, day: Day) {
        let (_, month, day) = day.ymd();
        self.all += 1;
        self.cells += 1;
        self.cells_with_late_day += usize::from(day > 12);
        self.new_year += usize::from((day, month) == (1, 1));
    }

    fn count_text(&mut self, text: &str) {
        let mut parts = text.trim().split(['/', '-', '.']).map(str::trim);
        let mut number = || parts.next().and_then(|part| part.parse::<u32>().ok());
        let (Some(day), Some(month), Some(_)) = (number(), number(), number()) else {
            return;
        };
        self.all += 1;
        self.texts_with_late_day += usize::from(day > 12);
        self.texts_with_early_day += usize::from((1..=12).contains(&day));
        self.new_year += usize::from((day, month) == (1, 1));
    }

    /// Whoever types 25/12/1990 into a spreadsheet that expects months first gets a text, and for
    /// 05/12/1990 a date in May. Then no date cell has a day after the 12th, and no text one up
    /// to it.
    fn are_swapped(&self) -> bool {
        self.cells >= WITNESSES
            && self.cells_with_late_day == 0
            && self.texts_with_late_day >= WITNESSES
            && self.texts_with_early_day == 0
    }
}
