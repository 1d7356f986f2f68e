//! House numbers in the order in which a person walks past them: 2, 4, 4A, 10, then ngõ 5/12.

use crate::name;
use crate::words::Side;

const NUMBER: u8 = 1;
const WORD: u8 = 2;
const END_OF_WORD: u8 = 0;
const NO_NUMBER: u8 = 0xFF;

/// Bytes whose order is that of the houses. Digits compare as numbers, letters after numbers, so
/// that 4 < 4A < 10; "số 12" is 12; a house without a number comes last. Case and tone marks do
/// not count.
pub fn sort_key(house: &str) -> Vec<u8> {
    let folded = name::fold(house);
    let mut rest = without_prefix(&folded);
    let mut key = Vec::with_capacity(rest.len() + 8);
    while let Some(first) = rest.chars().next() {
        let same = |c: char| match first {
            '0'..='9' => c.is_ascii_digit(),
            _ if first.is_alphabetic() => c.is_alphabetic(),
            _ => !c.is_alphanumeric(),
        };
        // A letter or number of another script must still move the reading on.
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| !same(*c))
            .map_or(rest.len(), |(at, _)| at);
        let (run, after) = rest.split_at(end);
        if first.is_ascii_digit() {
            key.push(NUMBER);
            key.extend(run.parse().unwrap_or(u64::MAX).to_be_bytes());
        } else if first.is_alphanumeric() {
            key.push(WORD);
            key.extend(run.as_bytes());
            key.push(END_OF_WORD);
        }
        rest = after;
    }
    if key.is_empty() {
        key.push(NO_NUMBER);
    }
    key
}

/// On which side of the lane a house stands, by its number; `None` without one. Of "5/12" it is that of 12, the
/// number on the lane's own side.
pub fn side(house: &str) -> Option<Side> {
    let folded = name::fold(house);
    let number: String = folded
        .rsplit('/')
        .next()?
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let last = number.bytes().last()?;
    Some(if (last - b'0') % 2 == 1 {
        Side::Odd
    } else {
        Side::Even
    })
}

/// The folded text without "số", "số nhà", "nhà số" and "SN", which say only that a number follows.
pub fn without_prefix(folded: &str) -> &str {
    for prefix in ["so nha", "nha so", "sn", "so"] {
        if let Some(rest) = folded.strip_prefix(prefix) {
            let rest = rest.trim_start_matches([' ', '.', ':']);
            if rest.starts_with(|c: char| c.is_ascii_digit()) {
                return rest;
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn houses_stand_in_walking_order() {
        let street = [
            "1",
            "2",
            "Số 3",
            "4",
            "4A",
            "4B",
            "5",
            "5/2",
            "5/12",
            "10",
            "SN 11",
            "số nhà 12",
            "12 bis",
            "100",
            "Ngõ 5/2",
            "ngõ 5/12",
            "Ngõ 10",
            "",
        ];
        for pair in street.windows(2) {
            let [before, after] = pair else { continue };
            assert!(sort_key(before) < sort_key(after), "{before} / {after}");
        }
    }

    #[test]
    fn the_same_house_written_twice_has_one_place() {
        assert_eq!(sort_key("số 12"), sort_key("12"));
        assert_eq!(sort_key("Số nhà: 12A"), sort_key("12a"));
        assert_eq!(sort_key("NGÕ 5 / 12"), sort_key("ngõ 5/12"));
        assert_eq!(sort_key("  "), sort_key("-"));
    }

    #[test]
    fn a_number_has_a_side() {
        assert_eq!(side("Số 12A"), Some(Side::Even));
        assert_eq!(side("5/13"), Some(Side::Odd));
        assert_eq!(side("cuối ngõ"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "\\PC{0,30}") {
            let _ = sort_key(&text);
        }
    }
}
