//! Codes that people hold out instead of their card's.

use super::CardError;

/// Shorter words may stand on anything; VNeID's codes are long tokens.
const SHORTEST_TOKEN: usize = 32;

/// What `text`, split at its bars into `fields`, is known to be; `None` when it may be a card.
pub(super) fn recognise(text: &str, fields: &[String]) -> Option<CardError> {
    let small = text.to_ascii_lowercase();
    let names_vneid = small.contains("vneid");
    if is_link(&small) {
        return Some(if names_vneid {
            CardError::VneidCode
        } else {
            CardError::Url
        });
    }
    match fields {
        [] => Some(CardError::NotACard),
        [_] if names_vneid || is_token(text) => Some(CardError::VneidCode),
        [_] => Some(CardError::NotACard),
        [number, name, ..] if is_health_card(number, name) => Some(CardError::HealthCard),
        _ => None,
    }
}

fn is_link(small: &str) -> bool {
    let scheme = small.split_once("://").map_or("", |(scheme, _)| scheme);
    let is_scheme = !scheme.is_empty()
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme || small.starts_with("www.")
}

/// The app's changing code is not documented; what is known is that it is one long word of letters and
/// digits, as no card's is.
fn is_token(text: &str) -> bool {
    text.len() >= SHORTEST_TOKEN
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+/=_-.:".contains(&b))
        && text.bytes().any(|b| b.is_ascii_alphabetic())
}

/// Ten digits, or the older fifteen signs, then the name as hex of UTF-8.
fn is_health_card(number: &str, name: &str) -> bool {
    matches!(number.len(), 10 | 15)
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
        && hex_text(name).is_some_and(|name| {
            name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_control)
        })
}

fn hex_text(hex: &str) -> Option<String> {
    if hex.len() < 4 || !hex.is_ascii() {
        return None;
    }
    let bytes = hex.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).ok().filter(|p| p.len() == 2)?;
        u8::from_str_radix(pair, 16).ok()
    });
    String::from_utf8(bytes.collect::<Option<_>>()?).ok()
}
