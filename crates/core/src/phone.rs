//! Telephone numbers of Việt Nam, brought to the form of today (`domain.md` 3.3).

use std::fmt;

/// A number inside Việt Nam: 10 digits for a mobile, 11 for a fixed line, beginning with 0.
///
/// `Display` groups the digits for reading; `Debug` shows only the last three.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// The text is no telephone number of Việt Nam.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct NotAPhone;

/// What a cell of a list holds: lists put two numbers, and words, into one cell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PhoneCell {
    /// The numbers, as ordered in the cell, each once.
    pub phones: Vec<Phone>,
    /// Pieces with digits that are no number.
    pub unread: Vec<String>,
}

impl Phone {
    /// Reads one number: spaces, dots, dashes and brackets do not count; +84, 84 and 0084 become
    /// 0; a lost first zero comes back; the 11-digit mobiles of before 2018 get today's prefix.
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        // A number cell that became text.
        let text = text.trim();
        let text = text.strip_suffix(".0").unwrap_or(text);
        let mut digits = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                'O' | 'o' => digits.push('0'),
                ' ' | '.' | '-' | '–' | '(' | ')' | '+' | '\'' | '\u{A0}' => {}
                _ => return Err(NotAPhone),
            }
        }
        let national = national(&digits).ok_or(NotAPhone)?;
        let current = of_today(&national);
        match (current.len(), current.as_bytes().get(1)) {
            (10, Some(b'3' | b'5' | b'7' | b'8' | b'9')) | (11, Some(b'2')) => Ok(Self(current)),
            _ => Err(NotAPhone),
        }
    }

    /// Reads all numbers of a cell. Words such as "con" or "(chồng)" are passed over.
    pub fn parse_cell(text: &str) -> PhoneCell {
        let mut cell = PhoneCell::default();
        for piece in text.split(is_between_numbers) {
            let piece = piece.trim();
            if !piece.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            for found in numbers_of(piece) {
                match found {
                    Ok(phone) if !cell.phones.contains(&phone) => cell.phones.push(phone),
                    Ok(_) => {}
                    Err(unread) => cell.unread.push(unread),
                }
            }
        }
        cell
    }

    /// The digits without spaces, from the 0 on.
    pub fn as_digits(&self) -> &str {
        &self.0
    }

    /// False for fixed lines, which receive no code by SMS.
    pub fn is_mobile(&self) -> bool {
        self.0.len() == 10
    }
}

/// Letters other than O part two numbers, as / ; , and line breaks do.
fn is_between_numbers(c: char) -> bool {
    matches!(c, '/' | ';' | ',' | '\n' | '\r' | '|' | '&' | ':')
        || (c.is_alphabetic() && !matches!(c, 'O' | 'o'))
}

/// One number, or several that only spaces or dashes part, or the piece that is none.
fn numbers_of(piece: &str) -> Vec<Result<Phone, String>> {
    if let Ok(phone) = Phone::parse(piece) {
        return vec![Ok(phone)];
    }
    for parting in [" - ", "-", " "] {
        let parts: Vec<_> = piece
            .split(parting)
            .filter(|p| !p.trim().is_empty())
            .collect();
        let phones: Result<Vec<_>, _> = parts.iter().map(|part| Phone::parse(part)).collect();
        if let Ok(phones) = phones
            && !phones.is_empty()
        {
            return phones.into_iter().map(Ok).collect();
        }
    }
    vec![Err(piece.to_owned())]
}

/// The digits from the trunk zero on; `None` when no reading of them has one.
fn national(digits: &str) -> Option<String> {
    let after_country = digits
        .strip_prefix("0084")
        .or_else(|| digits.strip_prefix("84").filter(|rest| rest.len() >= 9));
    match after_country {
        // +84 (0)912…: the zero is often written all the same.
        Some(rest) => Some(format!("0{}", rest.strip_prefix('0').unwrap_or(rest))),
        None if digits.starts_with('0') => Some(digits.to_owned()),
        // Nine digits of a mobile, or ten of a fixed line or an old mobile: a lost zero.
        None if matches!(digits.len(), 9 | 10) => Some(format!("0{digits}")),
        None => None,
    }
}

/// Prefixes of 11-digit mobiles until November 2018, and what they became.
const OLD_PREFIXES: [(&str, &str); 22] = [
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0126", "076"),
    ("0128", "078"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0127", "081"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
    ("0198", "059"),
];

fn of_today(national: &str) -> String {
    if national.len() == 11 {
        for (old, new) in OLD_PREFIXES {
            if let Some(rest) = national.strip_prefix(old) {
                return format!("{new}{rest}");
            }
        }
    }
    national.to_owned()
}

impl fmt::Display for Phone {
    /// `0xx xxx xxxx`; fixed lines `0xxx xxx xxxx`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rest, last) = self.0.split_at(self.0.len().saturating_sub(4));
        let (first, middle) = rest.split_at(rest.len().saturating_sub(3));
        write!(f, "{first} {middle} {last}")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, last) = self.0.split_at(self.0.len().saturating_sub(3));
        write!(f, "Phone(*******{last})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn digits(text: &str) -> Option<String> {
        Phone::parse(text).ok().map(|phone| phone.0)
    }

    #[test]
    fn one_number_in_many_coats() {
        for text in [
            "0900000123",
            "090 000 0123",
            "0900.000.123",
            "090-000-0123",
            "(090) 0000123",
            "+84900000123",
            "+84 (0)900000123",
            "84900000123",
            "0084900000123",
            "900000123",
            "900000123.0",
            "'0900000123",
            "O9OOOOO123",
        ] {
            assert_eq!(digits(text).as_deref(), Some("0900000123"), "{text}");
        }
        // 84… is a Vinaphone prefix as well as the country's code.
        assert_eq!(digits("840000123").as_deref(), Some("0840000123"));
    }

    #[test]
    fn old_mobiles_get_their_new_prefix() {
        for (old, new) in [
            ("01640000123", "0340000123"),
            ("1640000123", "0340000123"),
            ("01200000123", "0700000123"),
            ("01290000123", "0820000123"),
            ("01860000123", "0560000123"),
            ("+841990000123", "0590000123"),
        ] {
            assert_eq!(digits(old).as_deref(), Some(new), "{old}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "0",
            "12345",
            "090000012",
            "09000001234",
            "0100000123",
            "0400000123",
            "01400000123",
            "003190123456",
            "abc",
        ] {
            assert_eq!(digits(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_may_hold_two_numbers_and_words() {
        let read = |text: &str| {
            let cell = Phone::parse_cell(text);
            let phones: Vec<_> = cell.phones.into_iter().map(|p| p.0).collect();
            (phones.join(" "), cell.unread)
        };
        for text in [
            "0900000123 / 0980000456",
            "0900000123/980000456",
            "0900000123; 0980000456",
            "0900000123\n0980000456",
            "0900000123 - 0980000456",
            "0900000123-0980000456",
            "0900000123 0980000456",
            "090.000.0123 hoặc 098.000.0456",
            "0900000123 (chồng), con: 0980000456",
        ] {
            assert_eq!(
                read(text),
                ("0900000123 0980000456".into(), vec![]),
                "{text}"
            );
        }
        assert_eq!(read("0900000123/0900000123").0, "0900000123");
        assert_eq!(
            read("0900000123/123"),
            ("0900000123".into(), vec!["123".into()])
        );
        assert_eq!(read("không có"), (String::new(), vec![]));
    }

    #[test]
    fn shown_in_groups_and_masked_in_logs() {
        let mobile = Phone::parse("0900000123").expect("a mobile");
        assert_eq!(mobile.to_string(), "090 000 0123");
        assert_eq!(format!("{mobile:?}"), "Phone(*******123)");
        let fixed = Phone::parse("(0237) 3000 123").expect("a fixed line");
        assert_eq!(fixed.to_string(), "0237 300 0123");
        assert!(mobile.is_mobile() && !fixed.is_mobile());
    }

    proptest! {
        #[test]
        fn no_cell_makes_it_stumble(text in "\\PC{0,40}") {
            for phone in Phone::parse_cell(&text).phones {
                prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
            }
        }
    }
}
