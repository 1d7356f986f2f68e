//! A list of personal ids alone, one a line, as offices paste them out of other programs.

use super::ReadError;
use super::grid::{Row, Sheet, letters};
use super::id::{self, IdCell};
use super::mask::mask;
use super::reason::RefusalReason;
use super::report::{ColumnUnderstanding, IdRow, RefusedRow, ResidentList};
use super::{Field, MAX_BYTES, collect, encoding};
use std::collections::HashSet;
use std::sync::Arc;
use tungnha_core::personal_id::PersonalId;

/// A text without a separator, line by line; `None` if it is no text.
pub(super) fn of_text(bytes: &[u8]) -> Option<Sheet> {
    let decoded = (bytes.len() <= MAX_BYTES)
        .then(|| encoding::decode(bytes))
        .flatten()?;
    let lines = (1u32..).zip(decoded.text.lines());
    let rows = lines.filter_map(|(number, line)| {
        Some(Row {
            number,
            cells: vec![(0, collect::text(line)?)],
            converted: Vec::new(),
        })
    });
    Some(Sheet {
        name: Arc::from(super::text_table::SHEET),
        hidden: false,
        rows: rows.collect(),
        hidden_rows: HashSet::new(),
        hidden_columns: Vec::new(),
        merges: Vec::new(),
    })
}

/// Reads sheets without any table of residents as lists of ids.
///
/// # Errors
/// `NoTable` unless at least half of the filled rows, headings aside, hold one id.
pub(super) fn read(sheets: &[Sheet]) -> Result<ResidentList, ReadError> {
    let mut list = ResidentList::default();
    let shown = sheets.iter().filter(|sheet| !sheet.hidden);
    for (sheet, row) in shown.flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row))) {
        match id_of(row) {
            Ok((column, personal_id)) => {
                if !list.columns.iter().any(|known| known.sheet == sheet.name) {
                    list.columns.push(ColumnUnderstanding {
                        sheet: Arc::clone(&sheet.name),
                        column: letters(column),
                        header: String::new(),
                        field: Some(Field::PersonalId),
                        dropped: false,
                        example: mask(personal_id.as_str()),
                    });
                }
                list.ids.push(IdRow {
                    sheet: Arc::clone(&sheet.name),
                    row: row.number,
                    personal_id,
                    text: written(row),
                });
            }
            Err(code) => list.refused.push(refused(sheet, row, code)),
        }
    }
    // The line above the first id that holds no digit is a heading.
    let first = list.ids.first().map(|id| (Arc::clone(&id.sheet), id.row));
    list.refused.retain(|row| {
        let above = first
            .as_ref()
            .is_some_and(|(sheet, at)| *sheet == row.sheet && row.row < *at);
        !above || row.text.contains(|c: char| c.is_ascii_digit())
    });
    if list.ids.is_empty() || list.ids.len() < list.refused.len() {
        return Err(ReadError::NoTable);
    }
    Ok(list)
}

/// The one id of a row, and its column.
fn id_of(row: &Row) -> Result<(u32, PersonalId), RefusalReason> {
    let mut found = None;
    let mut wrong = RefusalReason::IdUnreadable;
    for (column, cell) in &row.cells {
        match id::read(cell) {
            IdCell::Id { id, .. } if found.is_none() => found = Some((*column, id)),
            IdCell::Id { .. } => return Err(RefusalReason::IdUnreadable),
            IdCell::Legacy(_) | IdCell::Bad(RefusalReason::IdWrongLength) => {
                wrong = RefusalReason::IdWrongLength;
            }
            IdCell::LostZeros(_) | IdCell::Bad(RefusalReason::IdLostDigits) => {
                wrong = RefusalReason::IdLostDigits;
            }
            IdCell::None | IdCell::Bad(_) => {}
        }
    }
    found.ok_or(wrong)
}

fn written(row: &Row) -> String {
    let texts: Vec<String> = row.texts().map(|(_, text)| text).collect();
    texts.join(" ")
}

fn refused(sheet: &Sheet, row: &Row, code: RefusalReason) -> RefusedRow {
    let text = written(row);
    RefusedRow {
        sheet: Arc::clone(&sheet.name),
        row: row.number,
        column: Some(letters(0)),
        header: String::new(),
        code,
        cells: vec![(letters(0), text.clone())],
        text: mask(&text),
        hamlet: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<ResidentList, ReadError> {
        read(&[of_text(text.as_bytes()).expect("a text")])
    }

    #[test]
    fn a_column_of_ids_under_a_heading() {
        let list =
            of("Số định danh\n\n003190123451\n'003050000002\n00305000000\nxem lại\n").expect("ids");
        let rows: Vec<_> = list
            .ids
            .iter()
            .map(|id| (id.row, id.personal_id.last4()))
            .collect();
        assert_eq!(rows, [(3, "3451"), (4, "0002")]);
        let refused: Vec<_> = list.refused.iter().map(|row| (row.row, row.code)).collect();
        let (short, unread) = (RefusalReason::IdWrongLength, RefusalReason::IdUnreadable);
        assert_eq!(refused, [(5, short), (6, unread)]);
    }

    #[test]
    fn a_letter_is_no_list_of_ids() {
        let letter = "Kính gửi Công an xã\nSố 003190123451\nXin cảm ơn\nNgười viết\nKý tên 2026\n";
        assert!(matches!(of(letter), Err(ReadError::NoTable)));
    }
}
