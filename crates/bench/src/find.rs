//! Finding people as one types, keystroke by keystroke, at 100,000 residents on the encrypted database: through
//! the API with its JSON, beside the bare prefix query of SQLite's index for the same letters.

use crate::figures::{Figures, Unit, quantile};
use crate::phone::Phone;
use crate::roll::{many, workbook};
use crate::{Result, large, raw, say};
use rusqlite::params;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};
use tungnha_core::name;
use tungnha_sample::workload::Citizen;

const GROUP: &str = "find";
/// As many rows as the screen asks for while somebody types.
const ROWS: i64 = 50;
/// Names that are typed.
const NAMES: usize = 200;
/// House numbers and ends of personal ids that are typed.
const NUMBERS: usize = 50;

/// One thing that somebody types, letter by letter.
struct Typing {
    kind: &'static str,
    text: String,
}

/// Types everything into the list in `folder`, importing it if it is not there.
pub fn measure(folder: &Path, quick: bool, figures: &mut Figures) -> Result<()> {
    let people = many(large::residents(quick));
    let officer = folder.join("officer");
    if !officer.join("device.db").exists() {
        say(&format!("a list of {} to find in", people.len()));
        let (_office, phone) = large::officer(folder)?;
        phone.preview("lon.xlsx", &workbook(&people)?)?;
        phone.import()?;
    }
    say("typing");
    // On a thread of its own, as a window's calls are: the heap of the import is not that of a phone.
    let typing = std::thread::spawn(move || -> Result<(Vec<Kind>, Times)> {
        let phone = Phone::open(officer)?;
        let typed = workload(&people);
        let kinds = typed.iter().map(|one| one.kind).fold(Vec::new(), distinct);
        let mut done = Vec::new();
        for kind in kinds {
            let mut times = Times::default();
            for typing in typed.iter().filter(|one| one.kind == kind) {
                type_it(&phone, typing, &mut times)?;
            }
            done.push((kind, times));
        }
        Ok((done, bare(&phone, &typed)?))
    });
    let (kinds, floor) = typing.join().map_err(|_| "typing ended badly")??;
    let mut all = Times::default();
    for (kind, times) in kinds {
        tell(figures, kind, &times, None);
        all.extend(times);
    }
    tell(figures, "every keystroke", &all, Some(&floor));
    Ok(())
}

/// What one kind of typing took.
type Kind = (&'static str, Times);

/// Seconds of every keystroke.
type Times = Vec<f64>;

fn timed<T>(times: &mut Times, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let began = Instant::now();
    let done = work()?;
    times.push(began.elapsed().as_secs_f64());
    Ok(done)
}

/// Names one letter at a time: as most type them, with tone marks, with one letter wrong, without spaces; then
/// houses and lanes, then the digits of a card.
fn workload(people: &[Citizen]) -> Vec<Typing> {
    let step = (people.len() / NAMES).max(1);
    let mut typed = Vec::new();
    for (at, person) in people.iter().step_by(step).take(NAMES).enumerate() {
        let folded = name::fold(&person.name);
        let (kind, text) = match at % 10 {
            0..=4 => ("names without marks", folded),
            5 | 6 => ("names with marks", person.name.to_lowercase()),
            7 | 8 => ("names with a wrong letter", mistyped(&folded, at)),
            _ => ("names without spaces", folded.replace(' ', "")),
        };
        typed.push(Typing { kind, text });
    }
    let step = (people.len() / NUMBERS).max(1);
    for (at, person) in people.iter().step_by(step).take(NUMBERS).enumerate() {
        let lane = name::fold(&person.lane);
        let text = match at % 4 {
            0 => person.house.clone(),
            1 => format!("so {}", person.house),
            2 => format!("{lane} so {}", person.house),
            _ => lane,
        };
        typed.push(Typing {
            kind: "houses and lanes",
            text,
        });
        let text = match at % 3 {
            0 => person.last4.clone(),
            1 => person.last4.chars().skip(1).collect(),
            _ => person.personal_id.clone(),
        };
        typed.push(Typing {
            kind: "digits of the id",
            text,
        });
    }
    typed
}

/// One wrong letter in the longest word: other, missing, doubled or swapped, in turn.
fn mistyped(folded: &str, at: usize) -> String {
    let longest = folded
        .split(' ')
        .max_by_key(|word| word.len())
        .unwrap_or_default();
    let mut letters: Vec<char> = longest.chars().collect();
    let place = (letters.len() / 2).max(1);
    match (at / 10) % 4 {
        0 => letters[place] = if letters[place] == 'x' { 'z' } else { 'x' },
        1 => drop(letters.remove(place)),
        2 => letters.insert(place, letters[place]),
        _ => letters.swap(place - 1, place),
    }
    folded.replacen(longest, &letters.into_iter().collect::<String>(), 1)
}

/// Types it, and sees to it that the whole of it finds somebody.
fn type_it(phone: &Phone, typing: &Typing, times: &mut Times) -> Result<()> {
    let mut found = 0;
    for text in beginnings(&typing.text) {
        found = timed(times, || {
            let reply = phone.call("find", json!({ "text": text, "limit": ROWS }))?;
            std::hint::black_box(serde_json::to_string(&reply)?);
            Ok(reply.as_array().map_or(0, Vec::len))
        })?;
    }
    if found == 0 {
        return Err(format!("{}: nobody was found by {}", typing.kind, typing.text).into());
    }
    Ok(())
}

/// The same keystrokes as bare prefix queries on one more connection: no ranking, no rows, no typing errors.
fn bare(phone: &Phone, typed: &[Typing]) -> Result<Times> {
    let conn = raw::open(&phone.database(), &phone.file_key()?)?;
    let mut query = conn.prepare(
        "SELECT rowid FROM resident_search WHERE resident_search MATCH ?1 ORDER BY rowid LIMIT ?2",
    )?;
    let mut times = Times::default();
    for text in typed.iter().flat_map(|one| beginnings(&one.text)) {
        let folded = name::fold(text);
        let words: Vec<String> = name::words(&folded)
            .map(|word| format!("\"{word}\"*"))
            .collect();
        timed(&mut times, || {
            let rows =
                query.query_map(params![words.join(" "), ROWS], |row| row.get::<_, i64>(0))?;
            Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?)
        })?;
    }
    Ok(times)
}

/// What stands in the field after each keystroke.
fn beginnings(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| text[..end].trim_end())
        .filter(|text| !text.is_empty())
}

fn distinct(mut before: Vec<&'static str>, kind: &'static str) -> Vec<&'static str> {
    if !before.contains(&kind) {
        before.push(kind);
    }
    before
}

fn tell(figures: &mut Figures, what: &str, times: &Times, floor: Option<&Times>) {
    let note = format!("{} keystrokes", times.len());
    for (q, name) in [(0.5, "p50"), (0.95, "p95"), (1.0, "the slowest")] {
        let value = quantile(times, q);
        let figure = figures.add(GROUP, format!("{what}, {name}"), value, Unit::Seconds);
        figure.note(&note);
        if let Some(floor) = floor {
            figure.limit(
                Duration::from_secs_f64(quantile(floor, q)),
                "raw: the index's own prefix query for the same letters",
            );
        }
    }
}
