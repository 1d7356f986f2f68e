//! `.csv` and its relatives into a [`Sheet`]: text of whatever encoding, parted by whatever sign
//! (`domain.md` 7.3 case 15).

use super::collect::{self, Collected, Look};
use super::encoding;
use super::grid::{Cell, Sheet};
use super::{MAX_CELLS, ReadError};
use csv::ReaderBuilder;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// A text has no sheets; errors still want to name one.
pub(super) const SHEET: &str = "Trang 1";
/// In the order of preference where a text speaks for none of them.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Lines that are looked at to tell the separator.
const LINES_TRIED: usize = 60;

/// Reads a text as a table.
///
/// # Errors
/// `NotASpreadsheet` if it is no text, or has no separator in it.
pub(super) fn open(
    bytes: &[u8],
    on_progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Vec<Sheet>, ReadError> {
    let decoded = encoding::decode(bytes).ok_or(ReadError::NotASpreadsheet)?;
    let text = decoded.text.as_str();
    let start = text.trim_start();
    if start.starts_with('<') || start.starts_with('{') || start.starts_with("%PDF") {
        // A web page or a letter under another name.
        return Err(ReadError::OtherKind);
    }
    let (text, told) = without_separator_line(text);
    let separator = told
        .or_else(|| separator(text))
        .ok_or(ReadError::NotASpreadsheet)?;
    let look = Look {
        zero_padded: None,
        old_font: decoded.font,
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut cells_left = MAX_CELLS;
    let mut collected = Collected::new(&mut cells_left, on_progress);
    let shift = u32::from(told.is_some());
    let mut record = csv::StringRecord::new();
    let mut next = 1u32;
    while reader
        .read_record(&mut record)
        .map_err(|error| ReadError::Damaged(error.to_string()))?
    {
        // Blank lines are rows to a spreadsheet program, and no records to the reader.
        let start = record.position().map_or(0, csv::Position::byte);
        let row = next + blank_lines(text, usize::try_from(start).unwrap_or(0));
        next = row + 1;
        for (column, field) in (0u32..).zip(&record) {
            if let Some(cell) = cell(field) {
                collected.add(row + shift, column, cell, look)?;
            }
        }
    }
    Ok(vec![Sheet {
        name: Arc::from(SHEET),
        hidden: false,
        rows: collected.finish(),
        hidden_rows: HashSet::new(),
        hidden_columns: Vec::new(),
        merges: Vec::new(),
    }])
}

/// Blank lines from byte `start` on, where a record ended or the text begins.
fn blank_lines(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes();
    let rest = bytes.get(start..).unwrap_or_default();
    // The second half of the line end before.
    let cut = start.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'\r')
        && rest.first() == Some(&b'\n');
    let rest = rest.get(usize::from(cut)..).unwrap_or_default();
    let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    u32::try_from(blank.filter(|b| **b == b'\n').count()).unwrap_or(u32::MAX / 2)
}

/// `sep=;` in the first line is a word to Excel, which counts the line.
fn without_separator_line(text: &str) -> (&str, Option<u8>) {
    let told = text
        .strip_prefix("sep=")
        .and_then(|rest| Some((rest.bytes().next()?, rest)));
    match told {
        Some((separator, rest)) if SEPARATORS.contains(&separator) => {
            let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
            (rest.get(end..).unwrap_or_default(), Some(separator))
        }
        _ => (text, None),
    }
}

/// The sign that parts most lines into most fields, and as many in each.
fn separator(text: &str) -> Option<u8> {
    let score = |separator: &u8| {
        let mut counts: Vec<usize> = text
            .lines()
            .take(LINES_TRIED)
            .map(|line| outside_quotes(line, *separator))
            .filter(|count| *count > 0)
            .collect();
        counts.sort_unstable();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let lines = counts.iter().filter(|count| **count == usual).count();
        usual.min(40) * lines
    };
    SEPARATORS
        .iter()
        .map(|separator| (score(separator), separator))
        .rev()
        .max_by_key(|(score, _)| *score)
        .filter(|(score, _)| *score > 0)
        .map(|(_, separator)| *separator)
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(!quoted && byte == separator);
    }
    count
}

/// A short whole number is one, as a spreadsheet program would have it; everything longer stays as
/// it is written, ids above all.
fn cell(field: &str) -> Option<Cell> {
    let trimmed = field.trim();
    let short = (1..=4).contains(&trimmed.len()) && !(trimmed.starts_with('0') && trimmed != "0");
    if short && trimmed.bytes().all(|b| b.is_ascii_digit()) {
        return trimmed.parse().ok().map(|value| Cell::Number {
            value,
            zero_padded: None,
        });
    }
    // ="003190123456": how some programs keep zeros.
    let formula = trimmed
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    collect::text(formula.unwrap_or(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_what_parts_the_lines() {
        assert_eq!(
            separator("TT;Họ tên;Địa chỉ\n1;An;Ngõ 1, số 2\n"),
            Some(b';')
        );
        assert_eq!(
            separator("TT,Họ tên\n1,\"An; Bình; Cúc; Dũng\"\n"),
            Some(b',')
        );
        assert_eq!(separator("TT\tHọ tên\n1\tAn\n"), Some(b'\t'));
        assert_eq!(separator("Kính gửi\nCông an xã\n"), None);
    }

    #[test]
    fn rows_are_counted_as_spreadsheet_programs_do() {
        let text = "sep=;\r\nDS;\r\n\r\n\r\nA;\"B\nC\"\r\nD;E";
        let sheets = open(text.as_bytes(), &mut |_, _| ControlFlow::Continue(()));
        let sheets = sheets.expect("a table");
        let rows: Vec<_> = sheets[0].rows.iter().map(|row| row.number).collect();
        assert_eq!(rows, [2, 5, 6]);
        assert_eq!(sheets[0].rows[1].text(1), "B C");
    }
}
