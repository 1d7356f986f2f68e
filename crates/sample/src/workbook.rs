//! The list of residents of one commune as an .xlsx, in the form that commune police keep
//! (`domain.md` 7.1): titles in merged cells, a header of two rows, a row of column numbers, one
//! line a person, and the places for the signatures.

mod columns;
mod page;

use crate::commune::Commune;
use crate::resident::{Resident, sex_in_words};
pub use columns::{COLUMNS, Column};
pub use page::{FIRST_DATA_ROW, HEADER_ROWS, NUMBER_ROW, Page, properties};
use rust_xlsxwriter::{Workbook, XlsxError};
use tungnha_core::time::Day;

/// Name of the only sheet.
pub const SHEET: &str = "Danh sách";

/// What stands in one cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text cell: all that the clean lists have besides the row number.
    Text(String),
    /// A text cell in the font `.VnTime`, whose letters are not Unicode's.
    OldFont(String),
    /// A number cell.
    Number(f64),
    /// A number cell that a spreadsheet shows as `dd/mm/yyyy`.
    Date(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        match text {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }
}

/// One line of the list, a cell for each of [`COLUMNS`].
#[derive(Clone, PartialEq, Debug)]
pub struct Line(pub Vec<Cell>);

impl Line {
    /// The line of somebody, with the running number `number` (TT).
    pub fn of(commune: &Commune, resident: &Resident, number: u32) -> Self {
        let home = commune.household_of(resident);
        let hamlet = home.and_then(|home| commune.hamlets.get(home.hamlet));
        let cell = |column: &Column| match column {
            Column::Number => Cell::Number(f64::from(number)),
            Column::Name => resident.name.as_str().into(),
            Column::Birth => Cell::Text(resident.birth.in_words()),
            Column::Sex => sex_in_words(resident.sex).into(),
            Column::PersonalId => resident.personal_id.as_str().into(),
            Column::Relation => resident.relation.in_words().into(),
            Column::Head => home.map_or(Cell::Empty, |home| home.head.as_str().into()),
            Column::HouseholdCode => home.map_or(Cell::Empty, |home| home.code.as_str().into()),
            Column::Hamlet => hamlet.map_or(Cell::Empty, |hamlet| Cell::Text(hamlet.in_words())),
            Column::Lane => home.map_or(Cell::Empty, |home| home.lane.as_str().into()),
            Column::House => home.map_or(Cell::Empty, |home| home.house.as_str().into()),
            Column::Phone => resident.phone.as_deref().unwrap_or_default().into(),
            Column::Residence => resident.residence_in_words().into(),
            Column::Account => match resident.account {
                Some(account) => account.in_words().into(),
                None => Cell::Empty,
            },
            Column::ApprovedOn => match resident.approved_on {
                Some(day) => Cell::Text(day.in_words()),
                None => Cell::Empty,
            },
            Column::Note => resident.note.as_str().into(),
        };
        Self(COLUMNS.iter().map(cell).collect())
    }

    /// The cell of `column`.
    pub fn cell(&self, column: Column) -> Option<&Cell> {
        self.0.get(column.index())
    }

    /// Puts something else into a cell.
    pub fn set(&mut self, column: Column, cell: Cell) {
        if let Some(place) = self.0.get_mut(column.index()) {
            *place = cell;
        }
    }
}

/// The bytes of a commune's workbook as of `as_of`: the same bytes for the same commune.
///
/// # Errors
/// Only if the library refuses a cell, which no list of the sample makes it do.
pub fn workbook(commune: &Commune, as_of: Day) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&page::properties(as_of)?);
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    let page = Page::new();
    page.head(sheet, commune, as_of, &[])?;
    let mut row = FIRST_DATA_ROW;
    for (number, resident) in (1..).zip(&commune.residents) {
        page.line(sheet, row, &Line::of(commune, resident, number))?;
        row += 1;
    }
    page.foot(sheet, row + 1, commune, as_of)?;
    book.save_to_buffer()
}
