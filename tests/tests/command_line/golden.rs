//! Documents as they are kept in `tests/golden`: what differs from run to run is blotted out.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::Path;
use tungnha_tests::{is_current, text};

/// So many entries of a list are enough to show its shape.
const SHOWN: usize = 2;

/// Numbers that are never the same: moments, sizes of packed messages, what depends on the hour.
const UNSTEADY: [&str; 15] = [
    "at",
    "bytes_down",
    "bytes_up",
    "checked_at",
    "clock_off_seconds",
    "decided_at",
    "doors_today",
    "enrolled_at",
    "epoch",
    "oldest",
    "people_today",
    "received_at",
    "said_at",
    "size",
    "come_back_at",
];

/// Fails when `document` is no `T`, or not as kept under `name`. `directory` is the test's own.
pub fn is_kept<T: DeserializeOwned>(name: &str, document: &Value, directory: &Path) {
    if let Err(error) = serde_json::from_value::<T>(document.clone()) {
        panic!("{name} is not of its type: {error}\n{document}");
    }
    let mut document = document.clone();
    Blot {
        directory: text(directory).to_owned(),
        ids: Vec::new(),
    }
    .blot(&mut document);
    let now = serde_json::to_string_pretty(&document).expect("a document");
    is_current(&format!("tests/golden/{name}.json"), &format!("{now}\n"));
}

struct Blot {
    directory: String,
    /// Ids in the order in which they were met: the first is `id 1`, wherever it stands.
    ids: Vec<String>,
}

impl Blot {
    fn blot(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value {
                        Value::Number(_) if UNSTEADY.contains(&name.as_str()) => {
                            *value = json!(format!("<{name}>"));
                        }
                        Value::String(_) if name == "version" => *value = json!("<version>"),
                        // Four letters of a key that is new at every run.
                        Value::String(word) if name == "check_word" && !word.is_empty() => {
                            *value = json!("<check_word>");
                        }
                        _ => self.blot(value),
                    }
                }
            }
            Value::Array(entries) => {
                let more = entries.len().saturating_sub(SHOWN);
                entries.truncate(SHOWN);
                entries.iter_mut().for_each(|entry| self.blot(entry));
                if more > 0 {
                    entries.push(json!(format!("<{more} more>")));
                }
            }
            Value::String(text) => *text = self.blotted(text),
            _ => {}
        }
    }

    fn blotted(&mut self, text: &str) -> String {
        let text = text.replace(&self.directory, "<directory>");
        if let Some((link, _)) = text.split_once("&issued=") {
            return format!("{link}&issued=<seconds>&signature=<signature>");
        }
        if let Some((before, _)) = text.split_once("?at=") {
            return format!("{before}?at=<address>&code=<code>&key=<key>");
        }
        if let Some((_, rest)) = text.split_once("/e#at=") {
            let book = rest.split_once("&book=").map_or("", |(_, book)| book);
            return format!("https://<address>/e#at=<address>&code=<code>&key=<key>&book={book}");
        }
        if let Some((before, port)) = text.rsplit_once(':')
            && before.ends_with("//127.0.0.1")
            && port.parse::<u16>().is_ok()
        {
            return format!("{before}:<port>");
        }
        if let Some((subject, slot)) = text.split_once('/')
            && is_id(subject)
        {
            return format!("{}/{slot}", self.blotted(subject));
        }
        if is_id(&text) {
            let known = self.ids.iter().position(|id| *id == text);
            let at = known.unwrap_or_else(|| {
                self.ids.push(text.clone());
                self.ids.len() - 1
            });
            return format!("<id {}>", at + 1);
        }
        without_days(&text)
    }
}

/// A delta's id, or a UUID.
fn is_id(text: &str) -> bool {
    let hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    match text.split('-').collect::<Vec<_>>().as_slice() {
        [of, counter] => of.len() == 32 && hex(of) && counter.parse::<u32>().is_ok(),
        [a, _, _, _, e] => {
            text.len() == 36 && a.len() == 8 && e.len() == 12 && text.split('-').all(hex)
        }
        _ => false,
    }
}

/// `yyyy-mm-dd` within a text, with an hour after it or without.
fn without_days(text: &str) -> String {
    let is_day = |at: usize| {
        let day = text.get(at..at + 10).map(str::as_bytes);
        day.is_some_and(|day| {
            (0..10).all(|n| match n {
                4 | 7 => day[n] == b'-',
                _ => day[n].is_ascii_digit(),
            })
        })
    };
    match text.char_indices().map(|(at, _)| at).find(|at| is_day(*at)) {
        None => text.to_owned(),
        Some(at) if text.get(at + 10..at + 11) == Some("T") => format!("{}<moment>", &text[..at]),
        Some(at) => format!("{}<day>{}", &text[..at], without_days(&text[at + 10..])),
    }
}
