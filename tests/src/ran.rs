//! A program that has run.

use std::process::Command;

use serde_json::Value;

/// How a program ended and what it said.
#[derive(Debug)]
pub struct Ran {
    /// The program with its arguments.
    pub asked: String,
    /// Its exit code; absent when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Runs `command` to its end.
    pub fn of(command: &mut Command) -> Self {
        let done = command.output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("programs speak UTF-8");
        Self {
            asked: format!("{command:?}"),
            code: done.status.code(),
            out: text(done.stdout),
            err: text(done.stderr),
        }
    }

    /// The document of a program that did what was asked and said nothing else on standard output.
    pub fn done(&self) -> Value {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self.document()
    }

    /// The code of a program that was refused, and said so to machines and to people.
    pub fn refused(&self) -> String {
        assert_eq!(self.code, Some(1), "{self:#?}");
        assert!(!self.err.trim().is_empty(), "{self:#?}");
        let document = self.document();
        let code = document["error"]["code"].as_str();
        code.unwrap_or_else(|| panic!("no code: {self:#?}"))
            .to_owned()
    }

    /// The one document on standard output, on one line or several, with nothing around it.
    pub fn document(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("not one JSON document: {error}\n{self:#?}"))
    }
}
