//! An import corpus: one file a case (`domain.md` 7.3), made here, and for each what becomes of
//! every cell. Then the same files spoilt at random, which must never end the program.

mod cases;
mod containers;
mod mutations;
mod refused;
mod table;
mod transcript;

use std::ops::ControlFlow;
use tungnha_core::time::Day;
use tungnha_sheets::resident_list::{self, ReadError, ResidentList};

/// One file and what must come of it.
#[derive(Clone)]
struct Case {
    name: String,
    bytes: Vec<u8>,
    /// As [`transcript::of`] writes it; lines are trimmed.
    expected: String,
}

impl Case {
    fn new(name: impl Into<String>, bytes: Vec<u8>, expected: &str) -> Self {
        Self {
            name: name.into(),
            bytes,
            expected: trimmed(expected),
        }
    }
}

fn trimmed(text: &str) -> String {
    let lines: Vec<_> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    lines.join("\n")
}

fn today() -> Day {
    Day::from_ymd(2024, 11, 20).expect("a day")
}

fn read(bytes: &[u8]) -> Result<ResidentList, ReadError> {
    resident_list::read(bytes, today(), &mut |_, _| ControlFlow::Continue(()))
}

#[test]
fn every_cell_of_the_corpus_is_read_as_expected() {
    let mut wrong = Vec::new();
    let cases = cases::all();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    for case in cases {
        let found = match read(&case.bytes) {
            Ok(list) => transcript::of(&list),
            Err(error) => format!("error: {error}"),
        };
        if found != case.expected {
            wrong.push(format!(
                "--- {}\nexpected\n{}\nfound\n{found}\n",
                case.name, case.expected
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
