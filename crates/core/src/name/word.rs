//! Single words of a name as search compares them (`domain.md` 3.5).

use super::{is_mark, sort_key, tone_weight};
use unicode_normalization::UnicodeNormalization;

/// The words of a folded text: what stands between anything that is neither letter nor digit.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// A folded word with y and i made equal where both are written: Lý and Lí, Quý and Quí, Ý. Not in
/// `thuy` or `huynh`, where they are different words.
pub fn one_i(word: &str) -> String {
    let Some(stem) = word.strip_suffix('y') else {
        return word.to_owned();
    };
    let is_vowel = |c: char| {
        matches!(
            c,
            'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y'
        )
    };
    let alone = stem.ends_with("qu") || !stem.ends_with(is_vowel);
    if alone {
        format!("{stem}i")
    } else {
        word.to_owned()
    }
}

/// The word with its marks, written so that two placements of the tone are one: the tone's number, then the
/// letters with their hats, small. "Hoà" and "Hòa" are both `2hoa`. `None` when the word has no marks.
pub fn toned(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let mut letters = String::new();
    let mut tone = 1;
    for c in word.nfd() {
        let is_hat = matches!(c, '\u{302}' | '\u{306}' | '\u{31B}');
        if is_hat || !is_mark(c) {
            letters.push(c);
        } else {
            tone = tone_weight(c);
        }
    }
    let letters: String = letters.nfc().collect();
    let marked = tone != 1 || !letters.is_ascii();
    marked.then(|| format!("{tone}{}", letters.trim()))
}

/// Where a name stands in a Vietnamese list, coarsely: numbers in the order of [`sort_key`], equal for names
/// whose first eight weights are: the given name with its tone, and as much of the family name as fits.
/// Below 50⁸.
pub fn place(full_name: &str) -> i64 {
    const WEIGHTS: i64 = 50;
    let key = sort_key(full_name);
    let mut place = 0;
    let mut foreign = false;
    for at in 0..8 {
        // A foreign letter's weight is several bytes long: what stands behind it no longer counts.
        let weight = if foreign {
            0
        } else {
            key.get(at).copied().unwrap_or(0)
        };
        let weight = i64::from(weight).min(WEIGHTS - 1);
        foreign |= weight == WEIGHTS - 1;
        place = place * WEIGHTS + weight;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::fold;
    use proptest::prelude::*;

    #[test]
    fn y_and_i_are_one_where_both_are_written() {
        for (y, i) in [("ly", "li"), ("quy", "qui"), ("my", "mi"), ("y", "i")] {
            assert_eq!(one_i(y), one_i(i));
        }
        for word in ["thuy", "huynh", "yen", "uy", "may", "khuyen"] {
            assert_eq!(one_i(word), word);
        }
    }

    #[test]
    fn the_placement_of_a_tone_does_not_count_and_the_tone_does() {
        assert_eq!(toned("Hoà"), toned("hòa"));
        assert_eq!(toned("THUÝ"), toned("thúy"));
        assert_ne!(toned("Hòa"), toned("Hóa"));
        assert_eq!(toned("Nguyễn").as_deref(), Some("4nguyên"));
        assert_eq!(toned("Đan").as_deref(), Some("1đan"));
        assert_eq!(toned("An"), None);
    }

    #[test]
    fn words_of_clan_names() {
        assert_eq!(
            words(&fold("Siu H'Blưk")).collect::<Vec<_>>(),
            ["siu", "h", "bluk"]
        );
    }

    proptest! {
        #[test]
        fn places_follow_the_order_of_names(a in "\\PC{0,20}", b in "[A-ZÁÀẢĐƠƯa-zễừạ' ]{1,16}") {
            let (a, b) = if sort_key(&a) <= sort_key(&b) { (a, b) } else { (b, a) };
            prop_assert!(place(&a) <= place(&b), "{a} / {b}");
            prop_assert!(place(&b) < 50_i64.pow(8));
        }
    }
}
