//! What was typed, read as words, numbers and places.

use super::words::{LANE_KINDS, compact};
use tungnha_core::{house, name};

/// One thing that was typed; a person must have all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    /// A word of a name or of a lane's.
    Word {
        folded: String,
        /// With its marks, if it was typed with any.
        toned: Option<String>,
    },
    /// Something with a digit: a house, a lane or the end of a personal id.
    Number(String),
    /// Surely a house: "số 12".
    House(String),
    /// Surely a lane: "ngõ 5".
    Lane(String),
    /// A word behind "đường" or "xóm".
    Road(String),
}

/// Words before a house number that say only that it is one.
const HOUSE_KINDS: &[&str] = &["so", "nha", "sn"];
/// As many things as anybody types; what follows does not count.
const MOST: usize = 12;
/// Digits in groups are one personal id from so many on.
const LONG_NUMBER: usize = 9;

/// The ways to read what was typed, the most particular first. Empty for a text without letters and digits.
pub(super) fn readings(text: &str) -> Vec<Vec<Unit>> {
    let plain = plain(text);
    if plain.is_empty() {
        return Vec::new();
    }
    match places(&plain) {
        places if places == plain => vec![plain],
        places => vec![places, plain],
    }
}

fn plain(text: &str) -> Vec<Unit> {
    let normal = name::normalise(text);
    let pieces: Vec<&str> = normal.split(' ').collect();
    let digits: String = pieces.concat();
    if pieces.len() > 1 && digits.len() >= LONG_NUMBER && digits.bytes().all(|b| b.is_ascii_digit())
    {
        return vec![Unit::Number(digits)];
    }
    let mut units = Vec::new();
    for piece in pieces {
        let folded = name::fold(piece);
        if folded.contains(|c: char| c.is_ascii_digit()) {
            units.push(Unit::Number(compact(&folded)));
            continue;
        }
        let mut shown = name::words(piece);
        units.extend(name::words(&folded).map(|word| Unit::Word {
            folded: word.to_owned(),
            toned: shown.next().and_then(name::toned),
        }));
    }
    units.truncate(MOST);
    units
}

/// The same with kinds of places joined to what follows them.
fn places(plain: &[Unit]) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(plain.len());
    // Behind "đường" come words of its name.
    let mut road = false;
    let mut rest = plain.iter().peekable();
    while let Some(unit) = rest.next() {
        match unit {
            Unit::Word { folded, .. }
                if rest.peek().is_some() && HOUSE_KINDS.contains(&folded.as_str()) =>
            {
                let mut ahead = rest.clone();
                while ahead.next_if(|next| is_one_of(next, HOUSE_KINDS)).is_some() {}
                match ahead.next() {
                    Some(Unit::Number(number)) => {
                        units.push(Unit::House(number.clone()));
                        rest = ahead;
                    }
                    _ => units.push(unit.clone()),
                }
            }
            Unit::Word { folded, .. }
                if rest.peek().is_some() && LANE_KINDS.contains(&folded.as_str()) =>
            {
                match rest.next_if(|next| matches!(next, Unit::Number(_))) {
                    Some(Unit::Number(number)) => {
                        units.push(Unit::Lane(format!("{folded}{number}")))
                    }
                    _ => road = true,
                }
            }
            Unit::Word { folded, .. } if road => units.push(Unit::Road(folded.clone())),
            Unit::Number(number) => {
                road = false;
                units.push(one_word_place(number).unwrap_or_else(|| unit.clone()));
            }
            other => units.push(other.clone()),
        }
    }
    units
}

fn is_one_of(unit: &Unit, kinds: &[&str]) -> bool {
    matches!(unit, Unit::Word { folded, .. } if kinds.contains(&folded.as_str()))
}

/// "so12" and "ngo5", typed without a space.
fn one_word_place(number: &str) -> Option<Unit> {
    let bare = house::without_prefix(number);
    if bare.len() < number.len() {
        return Some(Unit::House(bare.to_owned()));
    }
    let kind = number
        .split(|c: char| c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    LANE_KINDS
        .contains(&kind)
        .then(|| Unit::Lane(number.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(folded: &str) -> Unit {
        Unit::Word {
            folded: folded.into(),
            toned: None,
        }
    }

    #[test]
    fn names_and_numbers() {
        let toned = Unit::Word {
            folded: "hoa".into(),
            toned: Some("2hoa".into()),
        };
        assert_eq!(readings("  Đặng HOÀ "), readings("đặng hòa"));
        assert_eq!(readings("an hoà"), [[word("an"), toned]]);
        assert_eq!(
            readings("h'bl 12A"),
            [[word("h"), word("bl"), Unit::Number("12a".into())]]
        );
        assert_eq!(
            readings("001 090 999 999"),
            [[Unit::Number("001090999999".into())]]
        );
        assert!(readings(" -- ").is_empty());
    }

    #[test]
    fn kinds_of_places_go_with_what_follows() {
        let first = |text: &str| readings(text).remove(0);
        for text in ["so 12", "số nhà 12", "sn 12", "so12", "SN12"] {
            assert_eq!(first(text), [Unit::House("12".into())], "{text}");
        }
        for text in ["ngõ 5", "ngo5", "NGO 5"] {
            assert_eq!(first(text), [Unit::Lane("ngo5".into())], "{text}");
        }
        assert_eq!(first("xóm đình"), [Unit::Road("dinh".into())]);
        assert_eq!(
            first("an ngõ 5 số 12"),
            [
                word("an"),
                Unit::Lane("ngo5".into()),
                Unit::House("12".into())
            ]
        );
        // A family name is a kind of place only in front of something.
        assert_eq!(readings("ngo").len(), 1);
        assert_eq!(readings("ngô văn an").len(), 2);
    }
}
