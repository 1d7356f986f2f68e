//! From what was typed to questions for the index, the strictest first.

use super::typed::Unit;
use super::vocabulary::Vocabulary;
use super::words::{HOUSE, ID, INITIAL, LANE, ROAD, TONED};
use std::fmt::Write;
use tungnha_core::name;

/// How strictly a question takes what was typed; people are shown in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Class {
    /// With the tone marks that were typed.
    Toned,
    /// Whole words.
    Exact,
    /// Beginnings of words, words without spaces between them, words of lanes.
    Beginning,
    /// One letter wrong in a word.
    Similar,
}

impl Class {
    pub const ALL: [Self; 4] = [Self::Toned, Self::Exact, Self::Beginning, Self::Similar];
}

/// Beginnings with more words than this are left to the index, which reads all their people at once.
const MOST_WORDS: usize = 256;
/// Shorter words are never taken for others.
const LEAST_SIMILAR: usize = 3;

/// One way in which a person may have a unit.
enum Way {
    Word(String),
    Begins(String),
    /// All of these, one after the other.
    All(Vec<Vec<Way>>),
}

/// The question for the index; `None` when nobody can have all of `units` in this class.
pub(super) fn question(units: &[Unit], class: Class, vocabulary: &Vocabulary) -> Option<String> {
    let typed_tone = |unit: &Unit| matches!(unit, Unit::Word { toned: Some(_), .. });
    if class == Class::Toned && !units.iter().any(typed_tone) {
        return None;
    }
    let mut text = String::new();
    let ways = units.iter().enumerate().map(|(at, unit)| {
        let last = at + 1 == units.len();
        ways(unit, class, last, vocabulary)
    });
    write_all(&ways.collect::<Vec<_>>(), &mut text).then_some(text)
}

fn ways(unit: &Unit, class: Class, last: bool, vocabulary: &Vocabulary) -> Vec<Way> {
    match unit {
        Unit::Word { folded, toned } => match (class, toned) {
            (Class::Toned, Some(toned)) => {
                let toned = format!("{TONED}{toned}");
                if last {
                    beginnings(&toned, vocabulary)
                } else {
                    vec![Way::Word(toned)]
                }
            }
            (Class::Toned, None) if last => word_beginnings(folded, last, vocabulary),
            (Class::Toned | Class::Exact, _) => known(name::one_i(folded), vocabulary),
            (Class::Beginning, _) => word_beginnings(folded, last, vocabulary),
            (Class::Similar, _) => similar(folded, last, vocabulary),
        },
        Unit::Number(number) => {
            let mut ways = vec![Way::Word(format!("{HOUSE}{number}"))];
            ways.extend(known(number.clone(), vocabulary));
            ways.extend(id(number).map(Way::Word));
            if class >= Class::Beginning {
                ways.push(Way::Begins(format!("{HOUSE}{number}")));
                ways.extend(beginnings(number, vocabulary));
                ways.extend(beginnings(&format!("{ROAD}{number}"), vocabulary));
            }
            ways
        }
        Unit::House(number) if class >= Class::Beginning => {
            vec![Way::Begins(format!("{HOUSE}{number}"))]
        }
        Unit::House(number) => vec![Way::Word(format!("{HOUSE}{number}"))],
        Unit::Lane(lane) if class >= Class::Beginning => {
            beginnings(&format!("{LANE}{lane}"), vocabulary)
        }
        Unit::Lane(lane) => known(format!("{LANE}{lane}"), vocabulary),
        Unit::Road(word) if class >= Class::Beginning => {
            beginnings(&format!("{ROAD}{word}"), vocabulary)
        }
        Unit::Road(word) => known(format!("{ROAD}{word}"), vocabulary),
    }
}

/// The question for people of this house number only, or with these last digits only.
pub(super) fn only(tag: char, number: &str) -> Option<String> {
    let word = match tag {
        ID => id(number)?,
        tag => format!("{tag}{number}"),
    };
    let mut text = String::new();
    write_all(&[vec![Way::Word(word)]], &mut text).then_some(text)
}

/// The word for the end of a personal id: of longer ones the last four, and the rest is looked at afterwards.
fn id(number: &str) -> Option<String> {
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let last = number.get(number.len().saturating_sub(4)..)?;
    (digits && (2..=12).contains(&number.len())).then(|| format!("{ID}{last}"))
}

fn known(word: String, vocabulary: &Vocabulary) -> Vec<Way> {
    if vocabulary.has(&word) {
        vec![Way::Word(word)]
    } else {
        Vec::new()
    }
}

fn beginnings(prefix: &str, vocabulary: &Vocabulary) -> Vec<Way> {
    let words = vocabulary.begin_with(prefix);
    if words.len() > MOST_WORDS {
        return vec![Way::Begins(prefix.to_owned())];
    }
    words.iter().cloned().map(Way::Word).collect()
}

fn word_beginnings(folded: &str, last: bool, vocabulary: &Vocabulary) -> Vec<Way> {
    let mut ways = known(name::one_i(folded), vocabulary);
    if folded.chars().count() == 1 {
        ways.push(Way::Word(format!("{INITIAL}{folded}")));
        return ways;
    }
    ways.extend(beginnings(folded, vocabulary));
    let in_names = !ways.is_empty();
    ways.extend(beginnings(&format!("{ROAD}{folded}"), vocabulary));
    if !in_names {
        for division in vocabulary.divide(folded, last) {
            let end = division.len() - 1;
            let parts = division.iter().enumerate().map(|(at, part)| {
                if at == end && last {
                    word_beginnings(part, false, vocabulary)
                } else {
                    known(name::one_i(part), vocabulary)
                }
            });
            ways.push(Way::All(parts.collect()));
        }
    }
    ways
}

fn similar(folded: &str, last: bool, vocabulary: &Vocabulary) -> Vec<Way> {
    let mut ways = word_beginnings(folded, last, vocabulary);
    if folded.chars().count() >= LEAST_SIMILAR {
        let words = vocabulary.similar(folded, last);
        ways.extend(words.into_iter().map(|word| Way::Word(word.to_owned())));
    }
    ways
}

/// Writes "(… OR …) AND (… OR …)"; `false` when one of them has no way.
fn write_all(all: &[Vec<Way>], text: &mut String) -> bool {
    for (at, ways) in all.iter().enumerate() {
        text.push_str(if at > 0 { " AND (" } else { "(" });
        let mut any = false;
        for way in ways {
            let before = text.len();
            text.push_str(if any { " OR " } else { "" });
            let written = match way {
                Way::Word(word) => write!(text, "\"{word}\"").is_ok(),
                Way::Begins(word) => write!(text, "\"{word}\"*").is_ok(),
                Way::All(parts) => {
                    text.push('(');
                    let written = write_all(parts, text);
                    text.push(')');
                    written
                }
            };
            if written {
                any = true;
            } else {
                text.truncate(before);
            }
        }
        if !any {
            return false;
        }
        text.push(')');
    }
    true
}
