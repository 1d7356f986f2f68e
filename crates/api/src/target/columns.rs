//! The five columns of a plan's appendix (D-14, `domain.md` 7.2) as those who answer for them say: figures of units and
//! of hamlets. A figure counts from its stage on, so that a level's column "chưa kích hoạt" is what is approved less
//! what is activated as of the same moment.

use crate::ApiError;
use std::collections::HashMap;
use tungnha_core::target::{Standing, Standings};
use tungnha_core::time::{Day, Instant};
use tungnha_core::words::{App, Population, Stage};
use tungnha_core::{DeltaId, body};
use tungnha_store::{Key, Txn};

/// As the appendix prints them, from left to right.
pub(super) const COLUMNS: [Standing; 5] = [
    Standing::NotCollected,
    Standing::Level1Activated,
    Standing::Level1NotActivated,
    Standing::Level2Activated,
    Standing::Level2NotActivated,
];

/// What is typed for them: level and stage of VNeID.
pub(super) const NOT_COLLECTED: (u8, Stage) = (0, Stage::NotRegistered);

/// Of whom a figure of the appendix is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Of {
    Unit(String),
    Hamlet(Key),
}

/// A figure as it stands.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) id: DeltaId,
    pub(super) count: u32,
    pub(super) as_of: Instant,
    pub(super) owner: String,
    pub(super) source: Option<String>,
}

/// One cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cell {
    pub(super) count: u32,
    pub(super) as_of: Instant,
    pub(super) owner: String,
}

/// Everything that is said of columns, the newest first.
#[derive(Default)]
pub(super) struct Said(HashMap<Of, HashMap<(u8, Stage), Vec<Word>>>);

impl Said {
    pub(super) fn read(txn: &Txn<'_>) -> Result<Self, ApiError> {
        let mut said = Self::default();
        for figure in txn.unit_figures()? {
            let body::Figure {
                app,
                level,
                stage,
                population,
                count,
                as_of,
                owner,
                source,
                unit,
                ..
            } = figure.body;
            if let (App::Vneid, Population::Everybody, Some(unit)) = (app, population, unit) {
                let word = Word {
                    id: figure.id,
                    count,
                    as_of,
                    owner,
                    source,
                };
                said.add(Of::Unit(unit), (level, stage), word);
            }
        }
        for figure in txn.figures()? {
            let counts = figure.app == App::Vneid
                && figure.population == Population::Everybody
                && figure.organisation.is_none();
            if let (true, Some(hamlet)) = (counts, figure.hamlet) {
                let word = Word {
                    id: txn.id(figure.key)?,
                    count: figure.count,
                    as_of: Instant(figure.as_of),
                    owner: figure.owner,
                    source: figure.source,
                };
                said.add(Of::Hamlet(hamlet), (figure.level, figure.stage), word);
            }
        }
        Ok(said)
    }

    fn add(&mut self, of: Of, measure: (u8, Stage), word: Word) {
        let measures = self.0.entry(of).or_default();
        measures.entry(measure).or_default().push(word);
    }

    fn words(&self, of: &Of, measure: (u8, Stage)) -> &[Word] {
        let measures = self.0.get(of);
        measures
            .and_then(|measures| measures.get(&measure))
            .map_or(&[], Vec::as_slice)
    }

    /// The codes of the units of which anything is said, in order.
    pub(super) fn units(&self) -> Vec<&str> {
        let mut units: Vec<&str> = self
            .0
            .keys()
            .filter_map(|of| match of {
                Of::Unit(code) => Some(code.as_str()),
                Of::Hamlet(_) => None,
            })
            .collect();
        units.sort_unstable();
        units
    }

    /// What was said of `measure` as of exactly then.
    pub(super) fn as_of(&self, of: &Of, measure: (u8, Stage), at: Instant) -> Option<&Word> {
        let words = self.words(of, measure);
        words.iter().find(|word| word.as_of == at)
    }

    /// The last word until the end of `on`; where all are later, the first of them, as for lists.
    fn until(&self, of: &Of, measure: (u8, Stage), on: Day) -> Option<&Word> {
        let words = self.words(of, measure);
        let until = words.iter().find(|word| word.as_of.day() <= on);
        until.or(words.last())
    }

    /// The five cells on that day; absent where nobody says.
    pub(super) fn cells(&self, of: &Of, on: Day) -> [Option<Cell>; 5] {
        let cell = |word: &Word, count| Cell {
            count,
            as_of: word.as_of,
            owner: word.owner.clone(),
        };
        let plain = |measure| Some(self.until(of, measure, on)).flatten();
        let activated = |level| plain((level, Stage::Activated)).map(|word| cell(word, word.count));
        let waiting = |level| {
            let approved = plain((level, Stage::Approved))?;
            let activated = self.as_of(of, (level, Stage::Activated), approved.as_of)?;
            let waiting = approved.count.checked_sub(activated.count)?;
            Some(cell(approved, waiting))
        };
        [
            plain(NOT_COLLECTED).map(|word| cell(word, word.count)),
            activated(1),
            waiting(1),
            activated(2),
            waiting(2),
        ]
    }

    /// How many stand in these columns on that day; `None` unless all of them are said.
    pub(super) fn base(&self, of: &Of, columns: Standings, on: Day) -> Option<u32> {
        let cells = self.cells(of, on);
        let mut sum = 0u32;
        for column in columns.iter() {
            let at = COLUMNS.iter().position(|one| *one == column)?;
            sum = sum.saturating_add(cells.get(at)?.as_ref()?.count);
        }
        Some(sum)
    }
}
