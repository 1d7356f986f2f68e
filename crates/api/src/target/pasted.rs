//! An appendix as somebody copied it out of a plan: TT, đơn vị, five columns and two targets, set apart by tabs.

use crate::figure::table::{Fault, TOTALS, column, whole};
use tungnha_core::name;

/// Columns after the name: the five of the appendix and its two targets.
const NUMBERS: usize = 7;

/// One line of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) line: u32,
    pub(super) name: String,
    pub(super) numbers: [Option<u32>; NUMBERS],
}

/// What was understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pasted {
    pub(super) lines: Vec<Line>,
    pub(super) total: Option<Line>,
    pub(super) faults: Vec<Fault>,
}

/// Reads it. Heads are passed over: lines above the first that bears a number behind a name.
pub(super) fn read(text: &str) -> Pasted {
    let mut pasted = Pasted::default();
    for (line, text) in (1u32..).zip(text.lines()) {
        let mark = ['\t', ';', '|']
            .into_iter()
            .find(|mark| text.contains(*mark));
        let Some(mark) = mark else {
            continue;
        };
        let cells: Vec<&str> = text.split(mark).map(str::trim).collect();
        pasted.take(line, &cells);
    }
    pasted
}

fn is_serial(cell: &str) -> bool {
    cell.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | ')'))
}

fn is_total(cell: &str) -> bool {
    let folded = name::fold(cell);
    TOTALS.contains(&folded.as_str())
}

impl Pasted {
    fn take(&mut self, line: u32, cells: &[&str]) {
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        // Before the name stands a number, nothing, or the word of the sum with nothing behind it.
        let first = cell(0);
        let named = usize::from(is_serial(first) || (is_total(first) && cell(1).is_empty()));
        let name = match is_total(first) {
            true => first,
            false => cell(named),
        };
        let from = named + 1;
        let numbers = (from..from + NUMBERS).map(cell);
        let some = numbers.clone().any(|text| whole(text).is_ok());
        // A head of words, the line that numbers the columns, nothing at all.
        if name.is_empty() || is_serial(name) || (!some && self.lines.is_empty()) {
            return;
        }
        let mut read = [None; NUMBERS];
        for ((at, text), into) in (from..).zip(numbers).zip(&mut read) {
            match whole(text) {
                _ if text.is_empty() => {}
                Ok(number) => *into = Some(number),
                Err(reason) => self.fault(line, at, text, reason),
            }
        }
        if cells.len() < from + NUMBERS {
            return self.fault(line, cells.len(), "", "no_number");
        }
        let known = |one: &Line| name::fold(&one.name) == name::fold(name);
        let twice = self.lines.iter().any(known) || (is_total(name) && self.total.is_some());
        if twice {
            return self.fault(line, named, name, "twice");
        }
        let read = Line {
            line,
            name: name::normalise(name),
            numbers: read,
        };
        if is_total(name) {
            self.total = Some(read);
        } else {
            self.lines.push(read);
        }
    }

    fn fault(&mut self, line: u32, at: usize, text: &str, reason: &'static str) {
        self.faults.push(Fault {
            line,
            column: column(at),
            text: text.to_owned(),
            reason,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_passed_over_and_the_sum_is_none_of_the_rows() {
        let text = "TT\tĐơn vị\tChưa thu nhận\tMức 1\t\tMức 2\n1\t2\t3\t4\t5\t6\t7\t8\t9\n\
            1\tTT Phong Sơn\t7.125\t2.689\t83\t5.802\t1.116\t4.275\t1.199\n\
            2\tThôn 5\t1\t\t0\t2\t3\t1\t3\nTổng\t\t39.673\t1\t1\t1\t1\t20.549\t7.018\n";
        let pasted = read(text);
        let first = [7_125, 2_689, 83, 5_802, 1_116, 4_275, 1_199].map(Some);
        assert_eq!(pasted.faults, []);
        assert_eq!(pasted.lines.len(), 2);
        assert_eq!(
            (pasted.lines[0].name.as_str(), pasted.lines[0].numbers),
            ("TT Phong Sơn", first)
        );
        assert_eq!(pasted.lines[1].numbers[1], None);
        assert_eq!(pasted.total.expect("a sum").numbers[5], Some(20_549));
    }

    #[test]
    fn what_cannot_be_taken_is_named_by_its_place() {
        let text = "1;A;7;1;1;1;1;khoảng 5;1\n2;a;1;1;1;1;1;1;1\n3;B;1\nTổng cộng;8;2;2;2;2;2;2";
        let pasted = read(text);
        let faults: Vec<_> = pasted
            .faults
            .iter()
            .map(|f| (f.line, f.column.as_str(), f.reason))
            .collect();
        let expected = [
            (1, "H", "not_a_number"),
            (2, "B", "twice"),
            (3, "D", "no_number"),
        ];
        assert_eq!(faults, expected);
        // Without serial numbers the sum's word stands where names stand.
        assert_eq!(pasted.total.expect("a sum").numbers[0], Some(8));
    }
}
