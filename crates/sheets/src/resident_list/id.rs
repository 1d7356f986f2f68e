//! Personal ids out of cells (`domain.md` 7.3 cases 2 and 3).

use super::grid::Cell;
use super::reason::RefusalReason;
use tungnha_core::name;
use tungnha_core::personal_id::PersonalId;

/// What an id cell holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum IdCell {
    /// Nothing, or words such as "chưa cấp".
    None,
    Id {
        id: PersonalId,
        /// Letters O or l were read as digits.
        repaired: bool,
        /// An old number beside the new one.
        legacy: Option<String>,
    },
    /// Ten or eleven digits: zeros may be missing in front. Only birth and sex can prove it.
    LostZeros(String),
    /// Nine digits: an old CMND.
    Legacy(String),
    Bad(RefusalReason),
}

/// Reads an id cell.
pub(super) fn read(cell: &Cell) -> IdCell {
    match cell {
        // A number format of twelve zeros shows what the office typed, so the text is right.
        Cell::Number { .. } if cell.whole().is_some_and(was_scientific) => {
            IdCell::Bad(RefusalReason::IdLostDigits)
        }
        Cell::Number { .. } if cell.whole().is_some_and(|n| n > 0) => of_digits(&cell.text()),
        Cell::Number { .. } => IdCell::Bad(RefusalReason::IdUnreadable),
        Cell::Date(_) => IdCell::Bad(RefusalReason::IdUnreadable),
        Cell::Text(text) => of_text(&name::normalise(text)),
    }
}

fn of_text(text: &str) -> IdCell {
    if is_scientific(text) {
        return IdCell::Bad(RefusalReason::IdLostDigits);
    }
    let pieces: Vec<_> = text
        .split(['/', ';', '|', ','])
        .filter(|piece| piece.contains(|c: char| c.is_ascii_digit()))
        .map(of_piece)
        .collect();
    if pieces.len() <= 1 {
        return pieces.into_iter().next().unwrap_or(IdCell::None);
    }
    // "012345678 / 003190123456": the old number beside the new one.
    let mut found = None;
    let mut legacy = None;
    for piece in pieces {
        match piece {
            IdCell::Id { id, repaired, .. } if found.is_none() => found = Some((id, repaired)),
            IdCell::Legacy(old) if legacy.is_none() => legacy = Some(old),
            _ => return IdCell::Bad(RefusalReason::IdUnreadable),
        }
    }
    match (found, legacy) {
        (Some((id, repaired)), legacy) => IdCell::Id {
            id,
            repaired,
            legacy,
        },
        (None, Some(old)) => IdCell::Legacy(old),
        (None, None) => IdCell::None,
    }
}

fn of_piece(piece: &str) -> IdCell {
    let piece = piece.trim().trim_matches(['\'', '"', '’', '‘', '`']);
    let piece = piece.strip_suffix(".0").unwrap_or(piece);
    let mut repaired = false;
    let mut digits = String::with_capacity(12);
    for c in piece.chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '.' | '-' | '–' => {}
            'O' | 'o' => {
                repaired = true;
                digits.push('0');
            }
            'l' | 'I' => {
                repaired = true;
                digits.push('1');
            }
            _ => return IdCell::Bad(RefusalReason::IdUnreadable),
        }
    }
    match of_digits(&digits) {
        IdCell::Id { id, legacy, .. } => IdCell::Id {
            id,
            repaired,
            legacy,
        },
        other => other,
    }
}

fn of_digits(digits: &str) -> IdCell {
    if let Ok(id) = PersonalId::parse(digits) {
        return IdCell::Id {
            id,
            repaired: false,
            legacy: None,
        };
    }
    match digits.len() {
        9 => IdCell::Legacy(digits.to_owned()),
        10 | 11 if !digits.starts_with('0') => IdCell::LostZeros(digits.to_owned()),
        _ => IdCell::Bad(RefusalReason::IdWrongLength),
    }
}

/// 38096100000: what becomes of 3.80961E+10 that was copied as it was shown. One in a hundred
/// thousand ends so by chance, and had better be looked at.
fn was_scientific(number: i64) -> bool {
    number >= 1_000_000_000 && number % 100_000 == 0
}

/// 3.8096E+10: the digits that are not written are lost.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let mantissa = mantissa.trim_start_matches('\'');
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let numeric = |text: &str, also: &[char]| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_ascii_digit() || also.contains(&c))
    };
    numeric(mantissa, &['.', ',']) && numeric(exponent, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> IdCell {
        read(&Cell::Text(text.to_owned()))
    }

    fn id(digits: &str, repaired: bool) -> IdCell {
        IdCell::Id {
            id: PersonalId::parse(digits).expect("an id"),
            repaired,
            legacy: None,
        }
    }

    #[test]
    fn twelve_digits_however_they_are_dressed() {
        for dressed in [
            "003190123456",
            "'003190123456",
            " 003 190 123 456 ",
            "003.190.123.456",
            "003190123456.0",
            "003-190-123456",
            "\u{200B}003190123456\u{A0}",
        ] {
            assert_eq!(text(dressed), id("003190123456", false), "{dressed}");
        }
        assert_eq!(text("OO3l90123456"), id("003190123456", true));
        let padded = Cell::Number {
            value: 3_190_123_456.0,
            zero_padded: Some(12),
        };
        assert_eq!(read(&padded), id("003190123456", false));
    }

    #[test]
    fn numbers_lose_zeros_and_old_numbers_have_nine_digits() {
        let number = |value| {
            read(&Cell::Number {
                value,
                zero_padded: None,
            })
        };
        assert_eq!(
            number(3_190_123_456.0),
            IdCell::LostZeros("3190123456".into())
        );
        assert_eq!(text("3190123456.0"), IdCell::LostZeros("3190123456".into()));
        assert_eq!(number(319_012_345.0), IdCell::Legacy("319012345".into()));
        assert_eq!(text("031901234"), IdCell::Legacy("031901234".into()));
        assert_eq!(
            text("031901234 / 003190123456"),
            IdCell::Id {
                id: PersonalId::parse("003190123456").expect("an id"),
                repaired: false,
                legacy: Some("031901234".into())
            }
        );
    }

    #[test]
    fn what_cannot_be_mended_is_named() {
        use RefusalReason::*;
        for (cell, why) in [
            ("3.8096E+10", IdLostDigits),
            ("3,8E+10", IdLostDigits),
            ("3E10", IdLostDigits),
            ("00319012345", IdWrongLength),
            ("0031901234567", IdWrongLength),
            ("1234", IdWrongLength),
            ("003190A23456", IdUnreadable),
        ] {
            assert_eq!(text(cell), IdCell::Bad(why), "{cell}");
        }
        assert_eq!(text("chưa cấp"), IdCell::None);
        assert_eq!(text("-"), IdCell::None);
    }
}
