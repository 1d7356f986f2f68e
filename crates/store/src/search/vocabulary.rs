//! The different words of names and lanes, in memory: a few thousand syllables, however many people.

use super::words::TONED;
use tungnha_core::name;

/// All words, sorted; those of names come first.
#[derive(Default)]
pub(crate) struct Vocabulary {
    /// Of which state of the table this is.
    pub(super) version: i64,
    words: Vec<String>,
    /// How many of them are names'.
    names: usize,
}

/// As many similar words as are tried, the most similar first.
const MOST_SIMILAR: usize = 96;
/// Ways to divide a word into several, and tries to find them.
const MOST_DIVISIONS: usize = 3;
const MOST_PARTS: usize = 6;
const MOST_TRIES: usize = 2_000;

impl Vocabulary {
    /// `words` in any order.
    pub fn new(version: i64, mut words: Vec<String>) -> Self {
        words.sort_unstable();
        let names =
            words.partition_point(|word| !word.starts_with(TONED) && word.as_str() < "\u{E000}");
        Self {
            version,
            words,
            names,
        }
    }

    /// Whether it is a word.
    pub fn has(&self, word: &str) -> bool {
        self.words
            .binary_search_by(|known| known.as_str().cmp(word))
            .is_ok()
    }

    /// The words that begin with `prefix`.
    pub fn begin_with(&self, prefix: &str) -> &[String] {
        let from = self.words.partition_point(|word| word.as_str() < prefix);
        let rest = self.words.get(from..).unwrap_or_default();
        let count = rest.partition_point(|word| word.starts_with(prefix));
        rest.get(..count).unwrap_or_default()
    }

    /// Words of names that differ from `typed` by one letter too many, too few, other or swapped with its
    /// neighbour; where it is `open`, also those that go on behind such a beginning.
    pub fn similar(&self, typed: &str, open: bool) -> Vec<&str> {
        let typed = Letters::of(typed);
        let mut found: Vec<(bool, &str)> = Vec::new();
        for word in self.words.get(..self.names).unwrap_or_default() {
            match typed.difference(&Letters::of(word)) {
                Difference::OneEdit => found.push((false, word)),
                Difference::OneEditOfBeginning if open => found.push((true, word)),
                _ => {}
            }
        }
        found.sort_by_key(|(beginning, word)| (*beginning, word.len()));
        found.truncate(MOST_SIMILAR);
        found.into_iter().map(|(_, word)| word).collect()
    }

    /// `typed` as several words of names without spaces between them, in the fewest words first; where it is
    /// `open`, the last may be a beginning.
    pub fn divide<'t>(&self, typed: &'t str, open: bool) -> Vec<Vec<&'t str>> {
        let mut found = Vec::new();
        let mut tries = MOST_TRIES;
        self.divide_rest(typed, open, &mut Vec::new(), &mut found, &mut tries);
        found.sort_by_key(Vec::len);
        found.truncate(MOST_DIVISIONS);
        found
    }

    fn divide_rest<'t>(
        &self,
        rest: &'t str,
        open: bool,
        before: &mut Vec<&'t str>,
        found: &mut Vec<Vec<&'t str>>,
        tries: &mut usize,
    ) {
        if before.len() == MOST_PARTS || *tries == 0 {
            return;
        }
        *tries -= 1;
        let ends = self.has(&name::one_i(rest)) || (open && !self.begin_with(rest).is_empty());
        if ends && !before.is_empty() {
            found.push(before.iter().copied().chain([rest]).collect());
        }
        // The longest words first: "hoang an" before "ho ang an".
        for (at, _) in rest
            .char_indices()
            .skip(2)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
        {
            let (word, behind) = rest.split_at(at);
            if self.has(&name::one_i(word)) {
                before.push(word);
                self.divide_rest(behind, open, before, found, tries);
                before.pop();
            }
        }
    }
}

/// How far a word is from what was typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Difference {
    OneEdit,
    OneEditOfBeginning,
    Other,
}

/// A word's letters: bytes where they are all of one byte, as nearly always.
enum Letters<'a> {
    Bytes(&'a [u8]),
    Chars(Vec<char>),
}

impl<'a> Letters<'a> {
    fn of(word: &'a str) -> Self {
        if word.is_ascii() {
            Self::Bytes(word.as_bytes())
        } else {
            Self::Chars(word.chars().collect())
        }
    }

    fn difference(&self, word: &Letters<'_>) -> Difference {
        match (self, word) {
            (Self::Bytes(typed), Letters::Bytes(word)) => difference(typed, word),
            (typed, word) => difference(&typed.chars(), &word.chars()),
        }
    }

    fn chars(&self) -> Vec<char> {
        match self {
            Self::Bytes(bytes) => bytes.iter().map(|b| char::from(*b)).collect(),
            Self::Chars(chars) => chars.clone(),
        }
    }
}

/// From the first letter that differs on, one edit must explain the rest.
fn difference<T: PartialEq>(typed: &[T], word: &[T]) -> Difference {
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (&typed[same..], &word[same..]);
    let after = |letters: usize, of: usize| Some((typed.get(letters..)?, word.get(of..)?));
    let swapped = matches!((typed, word), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    let ways = [
        after(1, 1),
        after(1, 0),
        after(0, 1),
        if swapped { after(2, 2) } else { None },
    ];
    let mut best = Difference::Other;
    for (typed, word) in ways.into_iter().flatten() {
        if typed == word {
            return Difference::OneEdit;
        }
        if word.starts_with(typed) {
            best = Difference::OneEditOfBeginning;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let words = [
            "nguyen",
            "van",
            "an",
            "anh",
            "hoang",
            "ho",
            "thi",
            "hoa",
            "tung",
            "trung",
            "\u{E005}loi",
        ];
        Vocabulary::new(1, words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn one_edit_and_no_more() {
        let vocabulary = vocabulary();
        for typed in [
            "nguen", "nguyenn", "ngyuen", "nguyem", "guyen", "hguyen", "gnuyen", "nguyne",
        ] {
            assert_eq!(vocabulary.similar(typed, false), ["nguyen"], "{typed}");
        }
        assert_eq!(vocabulary.similar("nguy", false), Vec::<&str>::new());
        assert_eq!(vocabulary.similar("ngyu", true), ["nguyen"]);
        assert_eq!(vocabulary.similar("tung", false), ["trung"]);
        assert!(
            vocabulary
                .similar("loj", true)
                .iter()
                .all(|word| *word != "\u{E005}loi")
        );
    }

    #[test]
    fn words_without_spaces() {
        let vocabulary = vocabulary();
        assert_eq!(
            vocabulary.divide("nguyenvanan", false),
            [["nguyen", "van", "an"]]
        );
        assert_eq!(vocabulary.divide("nguyenv", true), [["nguyen", "v"]]);
        assert!(vocabulary.divide("nguyenv", false).is_empty());
        assert_eq!(vocabulary.divide("hoangan", false)[0], ["hoang", "an"]);
        assert!(vocabulary.divide(&"an".repeat(40), false).is_empty());
    }

    #[test]
    fn beginnings() {
        let vocabulary = vocabulary();
        assert_eq!(vocabulary.begin_with("an"), ["an", "anh"]);
        assert!(vocabulary.begin_with("x").is_empty());
        assert!(vocabulary.has("ho") && !vocabulary.has("h"));
    }
}
