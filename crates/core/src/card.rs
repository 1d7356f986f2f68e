//! The QR on a citizen's card, as text: what it says, and what codes that are none look like
//! (`domain.md` 3.2). The code carries no signature: it spares typing and proves nothing.

use crate::birth::BirthDate;
use crate::name;
use crate::personal_id::{Mismatch, PersonalId};
use crate::words::Sex;
use std::fmt;

mod likeness;
mod other;
pub use likeness::{Differs, Known, Likeness};

/// Of the chip card since 2021 and of the card since July 2024, which adds opaque fields.
const LEAST_FIELDS: usize = 7;
/// A card's code holds some two hundred bytes; whatever is much longer is something else.
const LONGEST: usize = 4096;
const LONGEST_NAME: usize = 120;

/// What the code on a card says of its holder, checked field by field. Where and when the card was
/// issued and the older number are read past and not kept.
///
/// `Debug` shows neither number nor name, so that logs stay clean.
#[derive(Clone, PartialEq, Eq)]
pub struct Card {
    id: PersonalId,
    name: String,
    birth: BirthDate,
    sex: Sex,
    address: String,
}

/// A field of the code, for whoever asks why it could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CardField {
    /// Fewer than seven fields: the code was cut short.
    Count,
    /// Not exactly twelve digits.
    Number,
    /// Neither empty nor nine or twelve digits.
    OldNumber,
    /// Empty, without a letter, or longer than any name.
    Name,
    /// No day of the calendar as `ddmmyyyy`.
    BirthDate,
    /// Neither `Nam` nor `Nữ`, however battered.
    Sex,
    /// No day of the calendar as `ddmmyyyy`.
    IssueDate,
}

/// Why a text is no card. Repeats nothing of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CardError {
    /// The code of a health-insurance card.
    #[error("the code of a health-insurance card")]
    HealthCard,
    /// A code of the VNeID app itself, or one that looks like it.
    #[error("a code of the VNeID app")]
    VneidCode,
    /// A link.
    #[error("a link")]
    Url,
    /// Something else.
    #[error("not the code of a card")]
    NotACard,
    /// A card's code, of which this field cannot be read.
    #[error("a card's code with an unreadable field: {0:?}")]
    Unreadable(CardField),
}

impl Card {
    /// Reads the text of a code as a camera, a picture or a keyboard-wedge scanner gives it: with line
    /// ends, in NFD, or without tone marks.
    ///
    /// # Errors
    /// [`CardError::Unreadable`] for a card's code with a field that breaks the rules; the others for
    /// codes that are no card's.
    pub fn parse(text: &str) -> Result<Self, CardError> {
        if text.len() > LONGEST {
            return Err(CardError::NotACard);
        }
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
        let fields: Vec<String> = text.split('|').map(name::normalise).collect();
        if let Some(other) = other::recognise(text, &fields) {
            return Err(other);
        }
        let field = |n: usize| fields.get(n).map_or("", String::as_str);
        let id = PersonalId::parse(field(0)).map_err(|_| {
            // The rest tells a card with a battered number from anything else with bars in it.
            if fields.len() >= LEAST_FIELDS && calendar_day(field(3)).is_some() {
                CardError::Unreadable(CardField::Number)
            } else {
                CardError::NotACard
            }
        })?;
        if field(1).chars().any(char::is_alphabetic) {
            // Other national codes, too, begin with the number and go on with the name.
            return Err(CardError::NotACard);
        }
        if fields.len() < LEAST_FIELDS {
            return Err(CardError::Unreadable(CardField::Count));
        }
        let unreadable = |field| CardError::Unreadable(field);
        if !is_old_number(field(1)) {
            return Err(unreadable(CardField::OldNumber));
        }
        let full_name = field(2);
        if !full_name.chars().any(char::is_alphabetic) || full_name.chars().count() > LONGEST_NAME {
            return Err(unreadable(CardField::Name));
        }
        let birth = calendar_day(field(3)).ok_or(unreadable(CardField::BirthDate))?;
        let sex = read_sex(field(4)).ok_or(unreadable(CardField::Sex))?;
        calendar_day(field(6)).ok_or(unreadable(CardField::IssueDate))?;
        Ok(Self {
            id,
            name: full_name.to_owned(),
            birth,
            sex,
            address: field(5).to_owned(),
        })
    }

    /// The number.
    pub const fn id(&self) -> PersonalId {
        self.id
    }

    /// The name as the card writes it, in NFC.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Born on this day.
    pub const fn birth(&self) -> BirthDate {
        self.birth
    }

    /// The sex that the card says.
    pub const fn sex(&self) -> Sex {
        self.sex
    }

    /// The address as the card writes it, smallest unit first; may be empty. To show, never to store.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Where the number itself says another birth year or sex than the card: a word for a person, since
    /// numbers are also re-established after corrections (`domain.md` 3.1 rule 2).
    pub fn contradiction(&self) -> Mismatch {
        self.id.check(self.birth, Some(self.sex))
    }

    /// True when the name has no letter with a mark at all: some scanners that type what they read
    /// swallow marks or whole letters, so a person should look at it before it is saved.
    pub fn is_name_bare(&self) -> bool {
        self.name.is_ascii() || self.name.contains(likeness::LOST)
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Card(..)")
    }
}

fn is_old_number(text: &str) -> bool {
    matches!(text.len(), 0 | 9 | 12) && text.bytes().all(|b| b.is_ascii_digit())
}

/// `ddmmyyyy`, a day that the calendar has.
fn calendar_day(text: &str) -> Option<BirthDate> {
    let digits: [u8; 8] = text.as_bytes().try_into().ok()?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let [d1, d2, m1, m2, y1, y2, y3, y4] = digits.map(|digit| u16::from(digit - b'0'));
    let year = 1000 * y1 + 100 * y2 + 10 * y3 + y4;
    // Two digits each fit.
    BirthDate::from_day(year, (10 * m1 + m2) as u8, (10 * d1 + d2) as u8)
}

/// `Nam`, `Nữ`, or what a scanner left of them.
fn read_sex(text: &str) -> Option<Sex> {
    match name::fold(text).trim_end_matches(['?', '\u{FFFD}']) {
        "nam" => Some(Sex::Male),
        "nu" | "n" => Some(Sex::Female),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
