//! Rows that only say somebody again: nothing comes of them, and each is shown and handed back.

use super::book::{Book, Matched, Repeated};
use super::doubt::{known, person};
use crate::payload::{AgainCard, DoubtPerson, DoubtPlace};
use tungnha_sheets::resident_list::{Field, ResidentRow};
use tungnha_sheets::resident_list::{
    IdRow, NamedCells, Place, RefusalReason, RefusedRow, ResidentList,
};

/// Such a row, ready to be shown and to be written.
pub(super) struct Again {
    pub card: AgainCard,
    pub row: RefusedRow,
}

impl Repeated {
    const fn word(self) -> &'static str {
        match self {
            Self::SameId => "same_id",
            Self::SameRow => "same_row",
            Self::Decided => "decided",
            Self::Asked => "asked",
            Self::Merged => "merged",
        }
    }
}

/// Every row of the list that says somebody again.
pub(super) fn rows(list: &ResidentList, matched: &[Matched]) -> Vec<Again> {
    let rows = list.rows.iter().zip(matched);
    rows.filter_map(|(row, matched)| match matched {
        Matched::Again(why, twin) => Some(again(list, row, *why, *twin)),
        _ => None,
    })
    .collect()
}

fn again(list: &ResidentList, row: &ResidentRow, why: Repeated, twin: usize) -> Again {
    let other = list.rows.get(twin).map(|other| person(other, true));
    let other = other.unwrap_or_else(|| person(row, false));
    Again {
        row: RefusedRow {
            sheet: row.sheet.clone(),
            row: row.row,
            column: None,
            header: String::new(),
            code: RefusalReason::Again,
            text: place_in_words(&other),
            cells: cells(list, row),
            hamlet: row.hamlet.clone(),
        },
        card: AgainCard {
            sheet: row.sheet.to_string(),
            row: row.row,
            reason: why.word().into(),
            person: person(row, true),
            other,
        },
    }
}

/// A line of a list of ids whose id stands in `first` already.
pub(super) fn id(row: &IdRow, first: &Place, found: usize, book: &Book) -> Again {
    let of_book = || {
        known(book, found).unwrap_or(DoubtPerson {
            place: None,
            name: String::new(),
            birth: None,
            last4: Some(row.personal_id.last4().to_owned()),
            hamlet: String::new(),
            address: String::new(),
        })
    };
    let placed = |place: &Place| DoubtPerson {
        place: Some(DoubtPlace {
            sheet: place.sheet.to_string(),
            row: place.row,
        }),
        ..of_book()
    };
    let here = Place {
        sheet: row.sheet.clone(),
        row: row.row,
    };
    let other = placed(first);
    Again {
        row: RefusedRow {
            text: place_in_words(&other),
            ..of_id(row, RefusalReason::Again)
        },
        card: AgainCard {
            sheet: row.sheet.to_string(),
            row: row.row,
            reason: Repeated::SameId.word().into(),
            person: placed(&here),
            other,
        },
    }
}

/// A line of a list of ids that nothing comes of.
pub(super) fn of_id(row: &IdRow, code: RefusalReason) -> RefusedRow {
    RefusedRow {
        sheet: row.sheet.clone(),
        row: row.row,
        column: Some("A".into()),
        header: String::new(),
        code,
        text: format!("********{}", row.personal_id.last4()),
        cells: vec![("A".into(), row.text.clone())],
        hamlet: None,
    }
}

fn place_in_words(other: &DoubtPerson) -> String {
    let place = other.place.as_ref();
    place
        .map(|place| format!("{}, dòng {}", place.sheet, place.row))
        .unwrap_or_default()
}

/// The row as it was written; where that was not kept, what tells whom it means.
fn cells(list: &ResidentList, row: &ResidentRow) -> NamedCells {
    let place = (row.sheet.clone(), row.row);
    if let Some(cells) = list.flagged_cells.get(&place) {
        return cells.clone();
    }
    let known = [
        (Field::Name, Some(row.name.clone())),
        (Field::Birth, Some(row.birth.to_string())),
        (
            Field::PersonalId,
            row.personal_id.as_ref().map(|id| id.as_str().to_owned()),
        ),
    ];
    let column = |field: Field| {
        let mut columns = list.columns.iter();
        columns.find(|column| column.sheet == row.sheet && column.field == Some(field))
    };
    known
        .into_iter()
        .filter_map(|(field, text)| Some((column(field)?.column.clone(), text?)))
        .collect()
}
