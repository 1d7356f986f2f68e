//! Whether a card may belong to somebody of the roll, and where the two differ.

use super::Card;
use crate::name;
use crate::words::Sex;

/// What scanners put where they lost a letter.
pub(super) const LOST: [char; 2] = ['?', '\u{FFFD}'];
/// Fewer letters than this left of a name tell nothing.
const LEAST_LEFT: usize = 3;

/// What a replica knows of somebody; absent where it knows nothing or may hold nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// Full name.
    pub name: &'a str,
    /// Year of birth.
    pub birth_year: Option<u16>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Last four digits of the number.
    pub last4: Option<&'a str>,
    /// The whole number.
    pub personal_id: Option<&'a str>,
}

/// Something in which a card and the roll differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Differs {
    /// Another name, beyond tone marks, their placement and y for i.
    Name,
    /// Another birth year.
    BirthYear,
    /// The other sex.
    Sex,
    /// Other last digits, or on a replica that holds whole numbers another number.
    Number,
}

/// Somebody to whom a card may belong. More alike is greater.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Likeness {
    score: i32,
    /// Where the two differ, in a fixed order; what the roll does not know cannot differ.
    pub differs: Vec<Differs>,
    /// The number, as far as the roll knows it, is the same.
    pub same_number: bool,
}

impl Likeness {
    /// The number agrees and nothing else differs: others who differ are other people.
    pub fn is_certain(&self) -> bool {
        self.same_number && self.differs.is_empty()
    }

    /// How alike, for an order: more is more alike.
    pub const fn score(&self) -> i32 {
        self.score
    }
}

impl Card {
    /// Whether the card may be this person's, and where the two differ; `None` when it is nobody to ask
    /// about. A person decides, always.
    pub fn likeness(&self, known: &Known<'_>) -> Option<Likeness> {
        let named = self.is_named(known.name);
        let year = known.birth_year.map(|year| year == self.birth.year());
        let sex = known.sex.map(|sex| sex == self.sex);
        let whole = known.personal_id.map(|id| id == self.id.as_str());
        let number = whole.or_else(|| known.last4.map(|last4| last4 == self.id.last4()));
        let other_year = year == Some(false);
        let other_sex = sex == Some(false);
        let may_be = match number {
            Some(true) if whole.is_some() => true,
            // One in ten thousand shares the four digits by chance: something more has to agree.
            Some(true) => {
                named || (year == Some(true) && !other_sex && self.is_nearly_named(known.name))
            }
            None => named && !other_year && !other_sex,
            Some(false) => named && year == Some(true) && !other_sex,
        };
        if !may_be {
            return None;
        }
        let differing = [
            (!named, Differs::Name),
            (other_year, Differs::BirthYear),
            (other_sex, Differs::Sex),
            (number == Some(false), Differs::Number),
        ];
        let weigh = |agrees: Option<bool>, weight: i32| match agrees {
            Some(true) => weight,
            Some(false) => -weight,
            None => 0,
        };
        Some(Likeness {
            score: weigh(number, if whole.is_some() { 16 } else { 8 })
                + weigh(Some(named), 4)
                + weigh(year, 2)
                + weigh(sex, 1),
            differs: differing
                .into_iter()
                .filter_map(|(differs, what)| differs.then_some(what))
                .collect(),
            same_number: number == Some(true),
        })
    }

    /// Whether the roll's name is the card's: tone marks, their placement (hoà, hòa), y or i (Lý, Lí)
    /// and letters that a scanner swallowed do not count.
    pub fn is_named(&self, known: &str) -> bool {
        let (card, known_folded) = (name::fold(&self.name), name::fold(known));
        one_spelling(&card) == one_spelling(&known_folded) || self.is_swallowed(known)
    }

    /// "Nguyn Th Ho" or "Nguy?n Th? Ho?" is what some scanners type for "Nguyễn Thị Hoà".
    fn is_swallowed(&self, known: &str) -> bool {
        let left = |text: &str, kept: fn(&char) -> bool| -> String {
            let text: String = text.chars().filter(kept).collect();
            name::normalise(&text).to_ascii_lowercase()
        };
        let card = left(&self.name, |c| !LOST.contains(c));
        card.is_ascii()
            && card.chars().filter(|c| c.is_alphabetic()).count() >= LEAST_LEFT
            && card == left(&name::normalise(known), char::is_ascii)
    }

    /// The given name agrees, or all words but one do.
    fn is_nearly_named(&self, known: &str) -> bool {
        let [card, known] = [&self.name, known].map(|text| one_spelling(&name::fold(text)));
        let (card, known): (Vec<_>, Vec<_>) =
            (card.split(' ').collect(), known.split(' ').collect());
        let shared = card.iter().filter(|word| known.contains(word)).count();
        card.last() == known.last() || shared + 1 >= card.len().max(known.len())
    }
}

/// A folded name with i for every y that is a syllable's only vowel, where both are written.
fn one_spelling(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for (n, word) in folded.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        match word.strip_suffix('y') {
            Some(begin) if is_onset(begin) => {
                out.push_str(begin);
                out.push('i');
            }
            _ => out.push_str(word),
        }
    }
    out
}

fn is_onset(begin: &str) -> bool {
    let begin = begin.strip_suffix("qu").unwrap_or(begin);
    !begin.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}
