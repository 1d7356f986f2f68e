//! What only the whole list shows: practice data, ids from nowhere, people entered twice.

use super::field::Field;
use super::household;
use super::mask::mask;
use super::reason::FlagReason;
use super::report::{FlaggedRow, Place, ResidentList, ResidentRow};
use std::collections::HashMap;
use std::sync::Arc;
use tungnha_core::name;
use tungnha_core::personal_id::PersonalId;

/// Looks at all rows together and adds the flags, in the order of the rows.
pub(super) fn compare_rows(list: &mut ResidentList) {
    household::name_heads(&mut list.rows);
    list.practice = is_practice(&list.rows);
    let mut found = Vec::new();
    found_prefixes(list, &mut found);
    found_twice(list, &mut found);
    let order: HashMap<Place, usize> = list
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| (row.place(), at))
        .collect();
    list.flagged.append(&mut found);
    list.flagged.sort_by_key(|flag| {
        let place = Place {
            sheet: Arc::clone(&flag.sheet),
            row: flag.row,
        };
        order.get(&place).copied()
    });
}

/// Nine of ten ids from provinces that do not exist: the few others are slips.
fn is_practice(rows: &[ResidentRow]) -> bool {
    let ids = || rows.iter().filter_map(|row| row.personal_id);
    let practice = ids().filter(PersonalId::is_practice).count();
    practice > 0 && practice * 10 >= ids().count() * 9
}

fn found_prefixes(list: &ResidentList, found: &mut Vec<FlaggedRow>) {
    for row in &list.rows {
        let Some(id) = row.personal_id else { continue };
        let code = match (list.practice, id.province()) {
            (false, None) => FlagReason::UnissuedProvince,
            (true, _) if !id.is_practice() => FlagReason::RealIdAmongPractice,
            _ => continue,
        };
        found.push(flag(list, row, Field::PersonalId, code, id.as_str(), None));
    }
}

fn found_twice(list: &ResidentList, found: &mut Vec<FlaggedRow>) {
    let mut ids: HashMap<PersonalId, &ResidentRow> = HashMap::new();
    let mut people = HashMap::new();
    for row in &list.rows {
        let twin = row.personal_id.and_then(|id| match ids.get(&id) {
            Some(first) => Some((id, *first)),
            None => {
                ids.insert(id, row);
                None
            }
        });
        // Only a full date tells two people apart from two others of one name.
        let person = row.birth.day().map(|_| (name::fold(&row.name), row.birth));
        let namesake = person.and_then(|person| match people.get(&person) {
            Some(first) => Some(*first),
            None => {
                people.insert(person, row);
                None
            }
        });
        if let Some((id, first)) = twin {
            let flag = flag(
                list,
                row,
                Field::PersonalId,
                FlagReason::DuplicateId,
                id.as_str(),
                Some(first),
            );
            found.push(flag);
        } else if let Some(first) = namesake
            && !ids_tell_apart(first, row)
        {
            found.push(flag(
                list,
                row,
                Field::Name,
                FlagReason::SameNameAndBirth,
                &row.name,
                Some(first),
            ));
        }
    }
}

/// Two ids that differ in more than two digits are no slip of the fingers.
fn ids_tell_apart(a: &ResidentRow, b: &ResidentRow) -> bool {
    let (Some(a), Some(b)) = (a.personal_id, b.personal_id) else {
        return false;
    };
    let pairs = a
        .as_str()
        .bytes()
        .zip(b.as_str().bytes().collect::<Vec<_>>());
    pairs.filter(|(a, b)| a != b).count() > 2
}

fn flag(
    list: &ResidentList,
    row: &ResidentRow,
    field: Field,
    code: FlagReason,
    text: &str,
    other: Option<&ResidentRow>,
) -> FlaggedRow {
    let column = list
        .columns
        .iter()
        .find(|column| column.sheet == row.sheet && column.field == Some(field));
    FlaggedRow {
        sheet: Arc::clone(&row.sheet),
        row: row.row,
        column: column.map(|column| column.column.clone()),
        header: column
            .map(|column| column.header.clone())
            .unwrap_or_default(),
        code,
        text: mask(text),
        other: other.map(ResidentRow::place),
    }
}
