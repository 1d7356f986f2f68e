//! Whether a word could be a syllable of Vietnamese: the statistic by which text of one old
//! encoding is told from text of another. A wrong reading gives "Nguyeón" and "Træn", which no
//! onset, vowel and coda of the language make up.

use unicode_normalization::UnicodeNormalization;

const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];
const VOWELS: &[&str] = &[
    "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây",
    "eo", "êu", "ia", "iê", "iêu", "iu", "oa", "oai", "oao", "oay", "oă", "oe", "oeo", "oi", "oo",
    "ôi", "ơi", "ua", "uâ", "uây", "uê", "ui", "uô", "uôi", "uơ", "ưa", "ưi", "ưu", "ươ", "ươi",
    "ươu", "uy", "uya", "uyê", "uyu", "ya", "yê", "yêu",
];
const CODAS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Whether the word, in any case, is built like a syllable of Vietnamese.
pub(super) fn is_vietnamese(word: &str) -> bool {
    let mut tones = 0;
    let bare: String = word
        .to_lowercase()
        .nfd()
        .filter(|c| {
            let tone = TONES.contains(c);
            tones += usize::from(tone);
            !tone
        })
        .nfc()
        .collect();
    tones <= 1
        && ONSETS.iter().any(|onset| {
            bare.strip_prefix(onset).is_some_and(|rest| {
                CODAS.iter().any(|coda| {
                    rest.strip_suffix(coda)
                        .is_some_and(|vowel| VOWELS.contains(&vowel))
                })
            })
        })
}

/// The words of a text that tell one encoding from another: those with letters of both kinds,
/// plain and not. Words are parted by everything plain that is no letter.
pub(super) fn telling_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic())
        .filter(|word| !word.is_ascii() && word.contains(|c: char| c.is_ascii_alphabetic()))
}

/// Whether every telling word is a syllable, and there is one.
pub(super) fn all_vietnamese(text: &str) -> bool {
    let mut words = telling_words(text).peekable();
    words.peek().is_some() && words.all(is_vietnamese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_what_wrong_readings_give() {
        for word in [
            "Nguyễn",
            "THỊ",
            "Hằng",
            "Quỳ",
            "Thuý",
            "thúy",
            "Hoà",
            "hòa",
            "Đặng",
            "Gì",
            "Yến",
            "Khuê",
            "nghiêng",
            "Giếng",
            "Ước",
            "Phượng",
            "Quốc",
        ] {
            assert!(is_vietnamese(word), "{word}");
            let apart: String = word.nfd().collect();
            assert!(is_vietnamese(&apart), "{word} in parts");
        }
        for word in [
            "Nguyeãn",
            "NguyÔn",
            "Vaên",
            "V¨n",
            "Müller",
            "Êñuôl",
            "Blưk",
            "HÆ°á»›ng",
            "Huøng",
            "Tr\u{FFFD}n",
        ] {
            assert!(!is_vietnamese(word), "{word}");
        }
    }

    #[test]
    fn plain_words_and_lonely_signs_tell_nothing() {
        let words: Vec<_> = telling_words("2 × 3, Ngõ 5 · An/Bình ý").collect();
        assert_eq!(words, ["Ngõ", "Bình"]);
        assert!(!all_vietnamese("Nguyen Van An"));
        assert!(all_vietnamese("Nguyễn Van An (chủ hộ)"));
    }
}
