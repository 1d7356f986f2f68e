//! The unit tree from its CSV: `code,name,kind,parent_code,valid_from,valid_to`, in any order of columns.

use crate::storage::{BookRow, UnitRow};
use tungnha_core::name::names_place;

/// The file is not a list of units.
#[derive(Debug, thiserror::Error)]
pub enum UnitsError {
    /// Not CSV.
    #[error("not a CSV file: {0}")]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error("the column {0} is missing")]
    Column(&'static str),
    /// A row has no code or no name.
    #[error("line {0}: a unit needs a code and a name")]
    Row(u64),
}

/// Reads the list. Codes are text: leading zeros stay.
pub fn read(text: &str) -> Result<Vec<UnitRow>, UnitsError> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers()?.clone();
    let at = |names: &[&'static str]| {
        headers
            .iter()
            .position(|h| names.contains(&h))
            .ok_or(UnitsError::Column(
                names.first().copied().unwrap_or_default(),
            ))
    };
    let (code, name, kind) = (at(&["code"])?, at(&["name"])?, at(&["kind"])?);
    let parent = at(&["parent_code", "parent"])?;
    let (from, to) = (at(&["valid_from"])?, at(&["valid_to"])?);
    let mut units = Vec::new();
    for record in reader.records() {
        let record = record?;
        let field = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let optional = |at: usize| Some(field(at)).filter(|text| !text.is_empty());
        let unit = UnitRow {
            code: field(code),
            name: field(name),
            kind: field(kind),
            parent: optional(parent),
            valid_from: field(from),
            valid_to: optional(to),
        };
        if unit.code.is_empty() || unit.name.is_empty() {
            return Err(UnitsError::Row(
                record.position().map_or(0, csv::Position::line),
            ));
        }
        units.push(unit);
    }
    Ok(units)
}

/// The unit of a code or name that stands on `day` (`yyyy-mm-dd`); else the one that stood last. Several units
/// of one name are no answer: then the code is needed.
pub fn find<'a>(units: &'a [UnitRow], text: &str, day: &str) -> Result<&'a UnitRow, Unfound> {
    let matching = |unit: &&UnitRow| unit.code == text || names_place(&unit.name, text);
    let stands = |unit: &&UnitRow| {
        unit.valid_from.as_str() <= day && unit.valid_to.as_deref().is_none_or(|to| day <= to)
    };
    let mut found: Vec<&UnitRow> = units.iter().filter(matching).collect();
    if found.iter().any(stands) {
        found.retain(|unit| stands(unit));
    } else if let Some(last) = found.iter().map(|u| u.valid_from.clone()).max() {
        found.retain(|unit| unit.valid_from == last);
    }
    match found.as_slice() {
        [] => Err(Unfound::None),
        [only] => Ok(only),
        several => Err(Unfound::Several(
            several
                .iter()
                .map(|u| format!("{} {}", u.code, u.name))
                .collect(),
        )),
    }
}

/// A name that does not stand for exactly one thing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unfound {
    /// For nothing.
    #[error("there is none such")]
    None,
    /// For these.
    #[error("several have that name: {}", .0.join("; "))]
    Several(Vec<String>),
}

/// The book that people mean by `text`: its name, its unit's code or its unit's name.
pub fn find_book<'a>(
    books: &'a [BookRow],
    units: &[UnitRow],
    text: &str,
) -> Result<&'a BookRow, Unfound> {
    let named = |book: &&BookRow| {
        names_place(&book.name, text)
            || book.unit.as_deref().is_some_and(|code| {
                code == text
                    || units
                        .iter()
                        .any(|u| u.code == code && names_place(&u.name, text))
            })
    };
    let found: Vec<&BookRow> = books.iter().filter(named).collect();
    match found.as_slice() {
        [] => Err(Unfound::None),
        [only] => Ok(only),
        several => Err(Unfound::Several(
            several.iter().map(|b| b.name.clone()).collect(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "code,name,kind,parent_code,valid_from,valid_to\n\
        15178,Xã Cẩm Tân,commune,386,2004-07-08,2025-06-30\n\
        15178,Xã Cẩm Tân,commune,38,2025-07-01,\n\
        00001,Xã Đông,commune,38,2025-07-01,\n\
        00002,\"Xã Đông\",commune,38,2025-07-01,\n";

    #[test]
    fn the_unit_of_the_day_is_meant() {
        let units = read(LIST).expect("a list");
        assert_eq!(units.len(), 4);
        let old = find(&units, "xa cam tan", "2024-12-01").expect("one");
        assert_eq!(old.parent.as_deref(), Some("386"));
        let new = find(&units, "15178", "2026-01-01").expect("one");
        assert_eq!(new.parent.as_deref(), Some("38"));
        let before = find(&units, "15178", "1990-01-01").expect("the last one");
        assert_eq!(before.parent.as_deref(), Some("38"));
    }

    #[test]
    fn a_name_of_two_units_is_no_answer() {
        let units = read(LIST).expect("a list");
        assert!(matches!(
            find(&units, "Xã Đông", "2026-01-01"),
            Err(Unfound::Several(_))
        ));
        assert_eq!(find(&units, "Xã Tây", "2026-01-01"), Err(Unfound::None));
    }

    #[test]
    fn a_list_without_its_columns_is_refused() {
        assert!(matches!(
            read("a,b\n1,2\n"),
            Err(UnitsError::Column("code"))
        ));
    }
}
