//! What the boxes of a line stand for, and what is known of each.

use crate::view::Frame;
use tungnha_core::account::{AppView, Token, is_done};
use tungnha_core::birth::Certainty;
use tungnha_core::words::{App, Stage};
use tungnha_core::{Instant, birth::BirthDate};
use tungnha_store::read::{AccountRow, ResidentRow};

/// Who is younger does not answer alone (`docs/notice.md`).
const OWN_ANSWER_FROM: u8 = 16;

/// One thing that can be ticked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Column {
    pub app: App,
    /// VNeID 1 or 2; else 0.
    pub level: u8,
}

impl Column {
    /// What a tick says: a person who is told to tick it can see that on the citizen's own phone.
    pub const fn stage(self) -> Stage {
        match self.app {
            App::Vneid => Stage::Activated,
            App::Ihanoi | App::Etax => Stage::LoggedIn,
        }
    }

    /// What was said of it.
    pub fn rows(self, person: &ResidentRow) -> impl Iterator<Item = &AccountRow> {
        let of = move |row: &&AccountRow| row.app == self.app && row.statement.level == self.level;
        person.accounts.iter().filter(of)
    }
}

/// What is known of one box.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Cell {
    pub column: Column,
    pub token: Token,
    pub stage: Stage,
    /// Nothing is left to tick.
    pub done: bool,
}

/// The boxes of every line: two for VNeID, one for any other app that the campaign asks.
pub(crate) fn columns(frame: &Frame) -> Vec<Column> {
    let asked = frame.campaign.iter().flat_map(|campaign| &campaign.apps);
    asked
        .flat_map(|asked| {
            let levels: &[u8] = match asked.app {
                App::Vneid => &[1, 2],
                App::Ihanoi | App::Etax => &[0],
            };
            let app = asked.app;
            levels
                .iter()
                .map(move |level| Column { app, level: *level })
        })
        .collect()
}

/// What is known of each box of `person`.
pub(crate) fn cells(frame: &Frame, person: &ResidentRow) -> Vec<Cell> {
    let mut cells: Vec<Cell> = columns(frame)
        .into_iter()
        .map(|column| cell(frame, person, column))
        .collect();
    let level = |level| {
        move |cell: &Cell| {
            cell.column
                == Column {
                    app: App::Vneid,
                    level,
                }
        }
    };
    // Whoever has level 2 needs no level 1.
    if cells
        .iter()
        .filter(|cell| level(2)(cell))
        .any(|cell| cell.done)
    {
        for cell in cells.iter_mut().filter(|cell| level(1)(cell) && !cell.done) {
            cell.token = Token::NotNeeded;
        }
    }
    cells
}

fn cell(frame: &Frame, person: &ResidentRow, column: Column) -> Cell {
    let campaign = frame.campaign.as_ref();
    let asked = campaign.and_then(|campaign| campaign.asks(column.app, person.best_birth()));
    let said: Vec<_> = column.rows(person).map(|row| row.statement).collect();
    let view = AppView::of(column.app, &said, asked.unwrap_or(Certainty::No), true);
    Cell {
        column,
        token: view.token,
        stage: view.stage,
        done: is_done(view.stage) && matches!(view.token, Token::Claimed | Token::Confirmed),
    }
}

/// Whether a guardian answers for somebody born then.
pub(crate) fn is_for_guardian(birth: Option<BirthDate>, now: Instant) -> bool {
    let grown = birth.map(|birth| birth.age_at_least(OWN_ANSWER_FROM, now.day()));
    grown == Some(Certainty::No)
}
