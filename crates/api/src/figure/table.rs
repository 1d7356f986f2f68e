//! A small table as somebody copied it out of a spreadsheet or a message: a place a line, then its number.

use crate::payload::TableFault;
use tungnha_core::name;

/// The largest number of people that anybody means.
const MOST: u64 = 10_000_000;
/// Words of a line that is the sum of the others, folded.
pub(crate) const TOTALS: [&str; 5] = ["tong", "tong cong", "cong", "tong so", "toan xa"];

/// What was understood.
#[derive(Debug, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub lines: Vec<Line>,
    pub total: Option<u32>,
    pub faults: Vec<Fault>,
}

/// One line of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub line: u32,
    /// The number of its place among those given.
    pub place: usize,
    pub count: u32,
    pub base: Option<u32>,
}

/// A cell that cannot be taken as it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// From 1.
    pub line: u32,
    /// A, B, …
    pub column: String,
    pub text: String,
    pub reason: &'static str,
}

impl From<Fault> for TableFault {
    fn from(fault: Fault) -> Self {
        Self {
            line: fault.line,
            column: fault.column,
            text: fault.text,
            reason: fault.reason.into(),
        }
    }
}

/// Reads it. Columns are set apart by tabs, else by semicolons, bars, or the gap before the last number. A leading
/// serial number is passed over, a head without any number too.
pub(super) fn read(text: &str, places: &[&str]) -> Table {
    let mut table = Table::default();
    for (at, line) in text.lines().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let cells = cells(line);
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        table.take(number, &cells, places);
    }
    table
}

/// The cells of a line, each without the blanks around it.
fn cells(line: &str) -> Vec<&str> {
    for mark in ['\t', ';', '|'] {
        if line.contains(mark) {
            return line.split(mark).map(str::trim).collect();
        }
    }
    let line = line.trim();
    match line.char_indices().rev().find(|(_, c)| !is_of_number(*c)) {
        // "Thôn 5": a name that ends in a number needs a second one behind it.
        Some((at, c)) => {
            let (place, count) = line.split_at(at + c.len_utf8());
            vec![
                place.trim().trim_end_matches([':', ',', '-', '–']).trim(),
                count.trim(),
            ]
        }
        None => vec![line],
    }
}

const fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

impl Table {
    fn take(&mut self, line: u32, cells: &[&str], places: &[&str]) {
        let serial = cells.len() > 2
            && cells
                .first()
                .is_some_and(|c| c.chars().all(|c| c.is_ascii_digit() || c == '.'));
        let first = usize::from(serial);
        let Some(place) = cells.get(first).copied() else {
            return;
        };
        let numbers: Vec<(usize, &str)> = cells
            .iter()
            .copied()
            .enumerate()
            .skip(first + 1)
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        let has_digit = |cell: &str| cell.chars().any(|c| c.is_ascii_digit());
        let named: Vec<usize> = (0..places.len())
            .filter(|at| {
                places
                    .get(*at)
                    .is_some_and(|full| name::names_place(full, place))
            })
            .collect();
        let folded = name::fold(place);
        let is_total = TOTALS.contains(&folded.as_str());
        // A head, or a title, says no number.
        if named.is_empty()
            && !is_total
            && !numbers.iter().any(|(_, cell)| has_digit(cell))
            && !has_digit(place)
        {
            return;
        }
        let mut fault = |at: usize, text: &str, reason| {
            self.faults.push(Fault {
                line,
                column: column(at),
                text: text.to_owned(),
                reason,
            });
        };
        let Some((at, text)) = numbers.first().copied() else {
            fault(first + 1, "", "no_number");
            return;
        };
        let count = match whole(text) {
            Ok(count) => count,
            Err(reason) => return fault(at, text, reason),
        };
        let base = match numbers.get(1).copied() {
            None => None,
            Some((at, text)) => match whole(text) {
                Ok(base) if base < count => return fault(at, text, "above_base"),
                Ok(base) => Some(base),
                Err(reason) => return fault(at, text, reason),
            },
        };
        if is_total {
            self.total = Some(count);
            return;
        }
        let place_at = match named.as_slice() {
            [one] => *one,
            [] => return fault(first, place, "unknown_hamlet"),
            _ => return fault(first, place, "two_hamlets"),
        };
        if self.lines.iter().any(|known| known.place == place_at) {
            return fault(first, place, "twice");
        }
        self.lines.push(Line {
            line,
            place: place_at,
            count,
            base,
        });
    }
}

/// A whole number as people write it: 1234, 1.234, 1,234, 1 234. Not 12,5.
pub(crate) fn whole(text: &str) -> Result<u32, &'static str> {
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{a0}', '\u{202f}']).collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => first.len() <= 3 && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    if !groups.iter().all(digits) || !grouped {
        return Err("not_a_number");
    }
    let number: u64 = groups.concat().parse().map_err(|_| "too_large")?;
    match u32::try_from(number) {
        Ok(count) if number <= MOST => Ok(count),
        _ => Err("too_large"),
    }
}

/// A, B, …, Z, AA, … as spreadsheets name columns; `at` from 0.
pub(crate) fn column(at: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    match at / 26 {
        0 => letter(at).to_string(),
        more => format!("{}{}", column(more - 1), letter(at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [&str; 3] = ["Thôn Phú Lai", "Thôn Đông Cao", "Thôn 5"];

    fn faults(text: &str) -> Vec<(u32, String, String, &'static str)> {
        let faults = read(text, &PLACES).faults.into_iter();
        faults
            .map(|f| (f.line, f.column, f.text, f.reason))
            .collect()
    }

    fn lines(text: &str) -> Vec<(usize, u32, Option<u32>)> {
        let lines = read(text, &PLACES).lines.into_iter();
        lines.map(|l| (l.place, l.count, l.base)).collect()
    }

    #[test]
    fn a_table_with_a_head_serials_and_a_total_is_read() {
        let text = "STT\tThôn\tĐã kích hoạt\tTổng số\n1\tPhú Lai\t1.234\t2.000\n2\tThôn Đông Cao\t56\t\n\tTổng cộng\t1.291\t\n";
        let table = read(text, &PLACES);
        assert_eq!(lines(text), [(0, 1234, Some(2000)), (1, 56, None)]);
        assert_eq!((table.total, table.faults), (Some(1291), vec![]));
    }

    #[test]
    fn a_message_without_columns_is_read() {
        assert_eq!(
            lines("phu lai: 12\nThôn Đông Cao 1 \nThôn 5 40"),
            [(0, 12, None), (1, 1, None), (2, 40, None)]
        );
        assert_eq!(
            lines("Phú Lai; 3\nĐông Cao|4"),
            [(0, 3, None), (1, 4, None)]
        );
    }

    #[test]
    fn every_bad_cell_is_named_by_its_place() {
        let text = "Thôn\tSố\nPhú Lai\tkhoảng 20\nXóm Lạ\t7\nĐông Cao\t12,5\nĐông Cao\t\nThôn 5\t99999999999\nPhú Lai\t9\t8";
        let expected = [
            (2, "B", "khoảng 20", "not_a_number"),
            (3, "A", "Xóm Lạ", "unknown_hamlet"),
            (4, "B", "12,5", "not_a_number"),
            (5, "B", "", "no_number"),
            (6, "B", "99999999999", "too_large"),
            (7, "C", "8", "above_base"),
        ];
        let expected = expected.map(|(l, c, t, r)| (l, c.to_owned(), t.to_owned(), r));
        assert_eq!(faults(text), expected);
        assert_eq!(lines(text), []);
        assert_eq!(faults("Phú Lai\t1\nphu lai\t2")[0].3, "twice");
        assert_eq!(read("1\tx\t-5", &PLACES).faults[0].reason, "not_a_number");
    }

    #[test]
    fn columns_are_named_as_spreadsheets_do() {
        assert_eq!(
            [column(0), column(25), column(26), column(27)],
            ["A", "Z", "AA", "AB"]
        );
    }
}
