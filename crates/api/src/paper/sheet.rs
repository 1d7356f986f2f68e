//! A printed sheet: everything said of it, put together.

use crate::payload::WalkSheetCard;
use crate::{ApiError, ErrorCode, convert};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use tungnha_core::body::WalkSheet;
use tungnha_core::{DeltaId, Incarnation};
use tungnha_store::read::WalkSheetRow;
use tungnha_store::{Key, Txn};

/// One piece of paper. That it was printed is its first statement; who went with it is said by another one with the
/// same hamlet, lane, number and lines (`docs/protocol/kinds.md`, 34).
pub(crate) struct Sheet {
    /// What was said first: that it was printed.
    pub printed: WalkSheetRow,
    /// What was said after, the first first.
    walks: Vec<WalkSheetRow>,
}

impl Sheet {
    /// All that are known here, by number.
    pub fn all(txn: &Txn<'_>) -> Result<Vec<Self>, ApiError> {
        Ok(together(txn.walk_sheets(None)?))
    }

    /// The one of which the delta `id` speaks.
    pub fn of(txn: &Txn<'_>, id: &str) -> Result<Self, ApiError> {
        let key = convert::key(txn, id)?;
        let missing = || ApiError::new(ErrorCode::NotFound, "sheet");
        let said = txn.statement(convert::delta_id(id)?)?.ok_or_else(missing)?;
        let tungnha_core::Body::WalkSheet(said) = said.body else {
            return Err(missing());
        };
        together(txn.walk_sheets(Some(said.number))?)
            .into_iter()
            .find(|sheet| sheet.keys().any(|one| one == key))
            .ok_or_else(missing)
    }

    /// The residents of its lines.
    pub fn lines(&self) -> &[DeltaId] {
        &self.printed.sheet.lines
    }

    /// Everything said of it, the first first.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &WalkSheetRow> {
        std::iter::once(&self.printed).chain(&self.walks)
    }

    /// The statements that are about it.
    pub fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        self.rows().map(|row| row.key)
    }

    /// What says last who went with it.
    pub fn walked(&self) -> Option<&WalkSheetRow> {
        self.rows().rev().find(|row| row.sheet.name.is_some())
    }

    /// The name beside the statement `key`: who went with it as that says.
    pub fn walker_of(&self, key: Key) -> Option<&str> {
        let row = self.rows().find(|row| row.key == key)?;
        row.sheet.name.as_deref()
    }

    /// The same lines, with somebody who went.
    pub fn walked_by(&self, member: Option<tungnha_core::MemberId>, name: &str) -> WalkSheet {
        WalkSheet {
            member,
            name: Some(name.to_owned()),
            ..self.printed.sheet.clone()
        }
    }

    /// As a screen shows it. `typed` has the lines that were typed by statement.
    pub fn card(
        &self,
        txn: &Txn<'_>,
        typed: &HashMap<Key, Vec<u16>>,
    ) -> Result<WalkSheetCard, ApiError> {
        let printed = &self.printed;
        let lines: HashSet<u16> = self
            .keys()
            .filter_map(|key| typed.get(&key))
            .flatten()
            .copied()
            .collect();
        let walked = self.walked().map(|row| &row.sheet);
        let id = txn.id(printed.key)?;
        Ok(WalkSheetCard {
            id: id.to_string(),
            number: printed.sheet.number,
            code: code(id.incarnation, printed.sheet.number),
            hamlet: txn.id(printed.hamlet)?.to_string(),
            hamlet_name: txn.hamlet_name(printed.hamlet)?.unwrap_or_default(),
            lane: printed.sheet.lane.clone().unwrap_or_default(),
            lines: u32::try_from(self.lines().len()).unwrap_or(u32::MAX),
            typed: u32::try_from(lines.len()).unwrap_or(u32::MAX),
            printed_at: printed.at,
            printed_by: match &printed.by {
                Some(name) => name.clone(),
                None => txn.grant()?.name,
            },
            walker: walked.and_then(|sheet| sheet.name.clone()),
            member: walked
                .and_then(|sheet| sheet.member)
                .map(|m| m.0.to_string()),
            unsent: printed.unsent,
        })
    }
}

/// The typed lines by the statement that they name.
pub(crate) fn typed_lines(txn: &Txn<'_>) -> Result<HashMap<Key, Vec<u16>>, ApiError> {
    let mut typed: HashMap<Key, Vec<u16>> = HashMap::new();
    for (sheet, line) in txn.lines_typed()? {
        typed.entry(sheet).or_default().push(line);
    }
    Ok(typed)
}

/// Rows in the order of their numbers into sheets of paper. Two offices that printed apart may have used a number
/// twice: their lines differ.
fn together(rows: Vec<WalkSheetRow>) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    for row in rows {
        let same = |sheet: &&mut Sheet| {
            let (a, b) = (&sheet.printed.sheet, &row.sheet);
            (a.number, a.hamlet, &a.lane, &a.lines) == (b.number, b.hamlet, &b.lane, &b.lines)
        };
        match sheets
            .iter_mut()
            .rev()
            .take_while(|sheet| sheet.printed.sheet.number == row.sheet.number)
            .find(same)
        {
            Some(sheet) => sheet.walks.push(row),
            None => sheets.push(Sheet {
                printed: row,
                walks: Vec::new(),
            }),
        }
    }
    sheets
}

/// What finds a sheet again, typed or scanned: its number and four digits that tell apart the sheets of two offices
/// with one number. Digits only: a scanner types them as they are under any Vietnamese keyboard.
pub(crate) fn code(printer: Incarnation, number: u32) -> String {
    let mut hash = Sha256::new();
    hash.update(b"tungnha walk sheet");
    hash.update(printer.0.as_bytes());
    hash.update(number.to_be_bytes());
    let digest = hash.finalize();
    let first = digest
        .iter()
        .take(4)
        .fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
    format!("{number}-{:04}", first % 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn sheets_of_one_number_have_different_codes() {
        let printer = |n| Incarnation(Uuid::from_u128(n));
        let one = code(printer(1), 12);
        assert_eq!(one, code(printer(1), 12));
        assert!(one.starts_with("12-") && one.len() == 7, "{one}");
        assert_ne!(one, code(printer(2), 12));
    }
}
