//! Rows that somebody should look at before they are taken in, and what was decided of them.

use super::book::Book;
use super::{ReadList, report};
use crate::device::need_office;
use crate::payload::{DecideDoubts, DoubtCard, DoubtPerson, DoubtPlace, ImportPreview};
use crate::{ApiError, Device, ErrorCode};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tungnha_sheets::resident_list::{FlagReason, ResidentList, ResidentRow};

/// Somebody whom the book has in another hamlet.
pub(super) const MOVED: &str = "other_hamlet";
/// Somebody new who resembles one of the book.
pub(super) const LIKE: &str = "like_in_book";
/// Somebody whom an earlier row of the list resembles.
pub(super) const SAME_NAME: &str = "same_name_and_birth";
const SAME_ID: &str = "duplicate_id";

/// What may be done with a doubtful row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Choice {
    /// Taken in as it was read.
    Take,
    /// The same person as the other.
    Same,
    /// Somebody else than the other.
    Two,
    /// Taken in without the id.
    WithoutId,
    /// Stays at the door that the book has.
    Stay,
    /// Not taken in: it goes to what is to be mended.
    LeaveOut,
}

const CHOICES: [(Choice, &str); 6] = [
    (Choice::Take, "take"),
    (Choice::Same, "same"),
    (Choice::Two, "two"),
    (Choice::WithoutId, "without_id"),
    (Choice::Stay, "stay"),
    (Choice::LeaveOut, "leave_out"),
];

impl Choice {
    fn name(self) -> &'static str {
        CHOICES
            .iter()
            .find(|(choice, _)| *choice == self)
            .map_or("take", |(_, name)| name)
    }

    fn named(name: &str) -> Result<Self, ApiError> {
        let found = CHOICES.iter().find(|(_, known)| *known == name);
        found
            .map(|(choice, _)| *choice)
            .ok_or_else(|| ApiError::new(ErrorCode::BadInput, "choice"))
    }

    /// What may be done with a row for that reason.
    fn of(reason: &str) -> &'static [Self] {
        use Choice::{LeaveOut, Same, Stay, Take, Two, WithoutId};
        match reason {
            SAME_ID | SAME_NAME => &[Same, Two, LeaveOut],
            LIKE => &[Same, Two],
            MOVED => &[Take, Stay, Two],
            "id_padded"
            | "id_repaired"
            | "id_birth_mismatch"
            | "id_sex_mismatch"
            | "unissued_province"
            | "real_id_among_practice" => &[Take, WithoutId, LeaveOut],
            _ => &[Take, LeaveOut],
        }
    }
}

/// What was decided: by sheet, row and reason.
#[derive(Clone, Default, Debug)]
pub(super) struct Decisions(HashMap<(String, u32, String), Choice>);

impl Decisions {
    /// The choices on each row of the list.
    pub fn by_row(&self, list: &ResidentList) -> Said {
        let mut by_row: HashMap<usize, Vec<(String, Choice)>> = HashMap::new();
        if self.0.is_empty() {
            return Said(by_row);
        }
        let mut places: HashMap<(&str, u32), Vec<(String, Choice)>> = HashMap::new();
        for ((sheet, row, reason), choice) in &self.0 {
            places
                .entry((sheet.as_str(), *row))
                .or_default()
                .push((reason.clone(), *choice));
        }
        for (at, row) in list.rows.iter().enumerate() {
            if let Some(choices) = places.remove(&(&*row.sheet, row.row)) {
                by_row.insert(at, choices);
            }
        }
        Said(by_row)
    }

    fn on(&self, sheet: &str, row: u32, reason: &str) -> Option<Choice> {
        let place = (sheet.to_owned(), row, reason.to_owned());
        self.0.get(&place).copied()
    }
}

/// What was decided, by the row's index in the list: reason and choice.
pub(super) struct Said(HashMap<usize, Vec<(String, Choice)>>);

impl Said {
    /// Whether that was chosen for the row, for whatever reason.
    pub fn chose(&self, row: usize, choice: Choice) -> bool {
        let all = self.0.get(&row);
        all.is_some_and(|all| all.iter().any(|(_, chosen)| *chosen == choice))
    }

    /// What was chosen for the row for that reason.
    pub fn on(&self, row: usize, reason: &str) -> Option<Choice> {
        let mut all = self.0.get(&row)?.iter();
        all.find(|(known, _)| known == reason)
            .map(|(_, choice)| *choice)
    }

    /// Whether somebody said that it is the person of an earlier row.
    pub fn chose_same_row(&self, row: usize) -> bool {
        [SAME_ID, SAME_NAME]
            .iter()
            .any(|reason| self.on(row, reason) == Some(Choice::Same))
    }
}

/// Doubts that only the book raises: by the row's index in the list, the person's index in the book.
#[derive(Default)]
pub(super) struct Doubts {
    pub moved: BTreeMap<usize, usize>,
    pub like: BTreeMap<usize, usize>,
    /// The cards of both, made while the book is at hand.
    pub cards: Vec<DoubtCard>,
}

impl Doubts {
    /// Who of the book is somebody else than the row, if a person says so.
    pub fn two(&self, row: usize) -> impl Iterator<Item = usize> {
        [self.like.get(&row), self.moved.get(&row)]
            .into_iter()
            .flatten()
            .copied()
    }

    /// Makes the cards of what only the book shows.
    pub fn show(&mut self, list: &ResidentList, book: &Book, decisions: &Decisions) {
        let of = |reason: &'static str, doubts: &BTreeMap<usize, usize>| -> Vec<DoubtCard> {
            let card = |(at, found): (&usize, &usize)| {
                let row = list.rows.get(*at)?;
                let mut card = card(row, reason, decisions);
                card.other = Some(known(book, *found)?);
                Some(card)
            };
            doubts.iter().filter_map(card).collect()
        };
        self.cards = of(MOVED, &self.moved);
        self.cards.extend(of(LIKE, &self.like));
    }
}

fn card(row: &ResidentRow, reason: &str, decisions: &Decisions) -> DoubtCard {
    DoubtCard {
        sheet: row.sheet.to_string(),
        row: row.row,
        column: String::new(),
        header: String::new(),
        reason: reason.into(),
        text: String::new(),
        person: person(row, false),
        other: None,
        choices: Choice::of(reason).iter().map(|c| c.name().into()).collect(),
        decided: decisions
            .on(&row.sheet, row.row, reason)
            .map(|choice| choice.name().into()),
    }
}

/// Somebody of the book.
pub(super) fn known(book: &Book, found: usize) -> Option<DoubtPerson> {
    let known = book.person_at(found)?;
    Some(DoubtPerson {
        place: None,
        name: known.name.clone(),
        birth: known.best_birth().map(|birth| birth.to_string()),
        last4: known.last4.clone(),
        hamlet: book.hamlet_of(found).unwrap_or_default(),
        address: book.address_of(found).unwrap_or_default(),
    })
}

/// Somebody of the list, with the place there if `placed`.
pub(super) fn person(row: &ResidentRow, placed: bool) -> DoubtPerson {
    let parts = [&row.house, &row.lane];
    let address: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    DoubtPerson {
        place: placed.then(|| DoubtPlace {
            sheet: row.sheet.to_string(),
            row: row.row,
        }),
        name: row.name.clone(),
        birth: Some(row.birth.to_string()),
        last4: row.personal_id.as_ref().map(|id| id.last4().to_owned()),
        hamlet: row.hamlet.clone().unwrap_or_default(),
        address: address.join(", "),
    }
}

/// All doubtful rows: those that the reading flagged, in the order of the list, then those that the book doubts.
pub(super) fn cards(list: &ResidentList, doubts: &Doubts, decisions: &Decisions) -> Vec<DoubtCard> {
    let rows: HashMap<(&str, u32), &ResidentRow> = list
        .rows
        .iter()
        .map(|row| ((&*row.sheet, row.row), row))
        .collect();
    let flagged = list.flagged.iter().filter_map(|flag| {
        let row = rows.get(&(&*flag.sheet, flag.row))?;
        let other = flag.other.as_ref();
        let other = other.and_then(|place| rows.get(&(&*place.sheet, place.row)));
        Some(DoubtCard {
            column: flag.column.clone().unwrap_or_default(),
            header: flag.header.clone(),
            text: flag.text.clone(),
            other: other.map(|other| person(other, true)),
            ..card(row, &report::word(&flag.code), decisions)
        })
    });
    // A name may be an old one and a family's: most such flags are nothing to decide.
    let deciding = flagged.filter(|card| !is_remark(&card.reason));
    deciding.chain(doubts.cards.iter().cloned()).collect()
}

/// What was noticed and asks for nothing: it is listed, not decided.
fn is_remark(reason: &str) -> bool {
    let remarks = [
        FlagReason::BirthPlaceholder,
        FlagReason::BirthFromId,
        FlagReason::SexFromId,
        FlagReason::StateFromNote,
        FlagReason::HouseWasDate,
        FlagReason::NameLettersReplaced,
    ];
    remarks.iter().any(|code| report::word(code) == reason)
}

impl Device {
    /// Keeps decisions until the list is taken in, and plans anew. Nothing of the book changes.
    pub(crate) fn import_decide(&self, args: DecideDoubts) -> Result<ImportPreview, ApiError> {
        self.read(need_office)?;
        let read = self.last_read()?;
        if read.taken {
            return Err(ApiError::new(ErrorCode::NotFound, "it was taken in"));
        }
        let mut decisions = read.decisions.clone();
        for decided in args.decisions {
            let place = (decided.sheet, decided.row, decided.reason);
            match decided.choice {
                None => {
                    decisions.0.remove(&place);
                }
                Some(name) => {
                    let choice = Choice::named(&name)?;
                    if !Choice::of(&place.2).contains(&choice) {
                        return Err(ApiError::new(ErrorCode::BadInput, "choice"));
                    }
                    decisions.0.insert(place, choice);
                }
            }
        }
        let read = ReadList {
            decisions,
            ..ReadList::clone(&read)
        };
        let preview = self.shown(&read)?;
        self.keep_read(Some(Arc::new(read)));
        Ok(preview)
    }
}
