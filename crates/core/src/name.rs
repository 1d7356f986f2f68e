//! Names of people as Vietnamese offices write them: one text, never split into family and given
//! name for storage, because clan names such as Rơ Mah have several words (`domain.md` 3.5).

mod keys;
mod word;

pub use keys::meant;
pub use word::{one_i, place, toned, words};

use unicode_normalization::UnicodeNormalization;

/// The text as the roll keeps it: NFC, look-alike letters replaced, invisible characters dropped,
/// spaces trimmed and squeezed. Case and the placement of tone marks stay as written.
pub fn normalise(text: &str) -> String {
    squeeze(text.chars().map(true_letter).nfc())
}

/// The text as search compares it: no tone marks, no hats, đ as d, lower case, one kind of
/// apostrophe. Two names that fold alike are alike to a person who types without marks.
pub fn fold(text: &str) -> String {
    let bare = text
        .chars()
        .map(true_letter)
        .nfd()
        .filter(|c| !is_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            // Neither letter has a decomposition, so NFD leaves them whole.
            'đ' => 'd',
            'ƀ' => 'b',
            c if is_apostrophe(c) => '\'',
            c => c,
        });
    // Lower-casing may bring forth a mark of its own (İ).
    squeeze(bare.filter(|c| !is_mark(*c)))
}

/// Bytes whose order is that of a Vietnamese name list: by given name (the last word), then by
/// family name (the first), then by what stands between; each by letters first
/// (a ă â b … y), then by tone (ngang, huyền, hỏi, ngã, sắc, nặng).
///
/// The tone is weighed per syllable, so that `Hòa` and `Hoà` stand together. Case is ignored.
pub fn sort_key(full_name: &str) -> Vec<u8> {
    let name = normalise(full_name).to_lowercase();
    let words: Vec<&str> = name.split(' ').collect();
    let (family, middle, given): (&[&str], &[&str], &[&str]) = match words.as_slice() {
        [] => (&[], &[], &[]),
        [only] => (&[], &[], std::slice::from_ref(only)),
        [first, between @ .., last] => (
            std::slice::from_ref(first),
            between,
            std::slice::from_ref(last),
        ),
    };
    let mut key = Vec::with_capacity(name.len() * 2);
    for part in [given, family, middle] {
        weigh(part, &mut key);
    }
    key
}

/// The name for a screen: a name all in capitals or all in small letters gets a capital at every
/// word; whoever already mixed them knew how the name is written.
pub fn display_case(name: &str) -> String {
    let has_upper = name.chars().any(char::is_uppercase);
    let has_lower = name.chars().any(char::is_lowercase);
    if has_upper == has_lower {
        return name.to_owned();
    }
    let mut shown = String::with_capacity(name.len());
    let mut letters_so_far = 0;
    for c in name.chars() {
        if letters_so_far == 0 {
            shown.extend(c.to_uppercase());
        } else {
            shown.extend(c.to_lowercase());
        }
        // H'Hen, Y'Moan: the clan prefix is one letter and the name after it begins anew.
        let begins_anew = c == ' ' || c == '-' || (is_apostrophe(c) && letters_so_far == 1);
        letters_so_far = if begins_anew { 0 } else { letters_so_far + 1 };
    }
    shown
}

/// Letters that look like Vietnamese ones and come from wrong fonts and old conversions.
fn true_letter(c: char) -> char {
    match c {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        'Ƣ' => 'Ư',
        'ƣ' => 'ư',
        c => c,
    }
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
        || (c.is_control() && !c.is_whitespace())
}

fn squeeze(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars.filter(|c| !is_invisible(*c)) {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Vietnamese letters in order, with f, j, w and z where loan words put them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
const END: u8 = 0;
const SPACE: u8 = 1;
const NO_TONE: u8 = 1;
const OTHER_MARK: u8 = 9;
const SIGN: u8 = 2;
const DIGIT_ZERO: u8 = 4;
const FIRST_LETTER: u8 = 16;
const FOREIGN: u8 = 0xF0;

/// Appends letters, END, tones of each word, END; every weight is above END, so that a shorter
/// part comes before a longer one that begins with it.
fn weigh(words: &[&str], key: &mut Vec<u8>) {
    let mut tones = Vec::new();
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            key.push(SPACE);
        }
        let before = tones.len();
        let mut letters = word.nfd().peekable();
        while let Some(c) = letters.next() {
            let mut letter = c;
            while let Some(mark) = letters.next_if(|m| is_mark(*m)) {
                match (letter, mark) {
                    ('a', '\u{306}') => letter = 'ă',
                    ('a', '\u{302}') => letter = 'â',
                    ('e', '\u{302}') => letter = 'ê',
                    ('o', '\u{302}') => letter = 'ô',
                    ('o', '\u{31B}') => letter = 'ơ',
                    ('u', '\u{31B}') => letter = 'ư',
                    (_, mark) => tones.push(tone_weight(mark)),
                }
            }
            push_letter(letter, key);
        }
        if tones.len() == before {
            tones.push(NO_TONE);
        }
    }
    key.push(END);
    key.append(&mut tones);
    key.push(END);
}

fn tone_weight(mark: char) -> u8 {
    match mark {
        '\u{300}' => 2,
        '\u{309}' => 3,
        '\u{303}' => 4,
        '\u{301}' => 5,
        '\u{323}' => 6,
        _ => OTHER_MARK,
    }
}

fn push_letter(letter: char, key: &mut Vec<u8>) {
    let letter = if letter == 'ƀ' { 'b' } else { letter };
    if let Some(place) = ALPHABET.chars().position(|c| c == letter) {
        key.push(FIRST_LETTER + place as u8);
    } else if let Some(digit) = letter.to_digit(10) {
        key.push(DIGIT_ZERO + digit as u8);
    } else if letter.is_alphabetic() {
        key.push(FOREIGN);
        key.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    } else {
        key.push(SIGN);
    }
}

/// Whether `spoken` names the place `full`: with or without the word of its kind, tone marks and
/// case. "Phú Lai", "thon phu lai" and "Thôn Phú Lai" all name "Thôn Phú Lai".
pub fn names_place(full: &str, spoken: &str) -> bool {
    let (full, spoken) = (fold(full), fold(spoken));
    !spoken.is_empty()
        && (full == spoken
            || full
                .strip_suffix(&spoken)
                .and_then(|kind| kind.strip_suffix(' '))
                .is_some_and(|kind| PLACE_KINDS.contains(&kind)))
}

/// Words of kinds of places, folded.
const PLACE_KINDS: &[&str] = &[
    "thon",
    "lang",
    "ban",
    "buon",
    "bon",
    "xom",
    "ap",
    "soc",
    "khu pho",
    "to dan pho",
    "khu",
    "to",
    "khu dan cu",
    "xa",
    "phuong",
    "thi tran",
    "dac khu",
    "huyen",
    "quan",
    "thi xa",
    "thanh pho",
    "tinh",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_place_is_named_with_or_without_its_kind() {
        for spoken in ["Phú Lai", "thon phu lai", "Thôn Phú Lai"] {
            assert!(names_place("Thôn Phú Lai", spoken), "{spoken}");
        }
        for spoken in ["Lai", "", "Thôn Phú"] {
            assert!(!names_place("Thôn Phú Lai", spoken), "{spoken}");
        }
    }

    #[test]
    fn normalising_keeps_the_name_and_drops_the_dirt() {
        // A decomposed name, as macOS and some PDF programs hand it over.
        let decomposed: String = "Đặng Thị Hoà".nfd().collect();
        assert_eq!(normalise(&decomposed), "Đặng Thị Hoà");
        assert_eq!(
            normalise("  Lê\u{A0}\u{A0}Văn \t\u{200B}An\u{FEFF} "),
            "Lê Văn An"
        );
        assert_eq!(normalise("ÐINH THỊ ƢƠNG"), "ĐINH THỊ ƯƠNG");
        assert_eq!(normalise("Ɖỗ ðình Trƣờng"), "Đỗ đình Trường");
        assert_eq!(normalise("T\u{1A3}\u{300}ng"), "Từng");
        assert_eq!(normalise("SIU H’BLƯK"), "SIU H’BLƯK");
    }

    #[test]
    fn search_does_not_need_marks() {
        for name in [
            "Đặng Thị Hoà",
            "Đặng Thị Hòa",
            "ĐẶNG  THỊ HÒA",
            "Ðặng Thị Hoà",
        ] {
            assert_eq!(fold(name), "dang thi hoa");
        }
        for name in ["Siu H'Blưk", "Siu H’Blưk", "SIU HʼBLƯK"] {
            assert_eq!(fold(name), "siu h'bluk");
        }
        assert_eq!(fold("Rơ Mah Ƀŭn Čĭk"), "ro mah bun cik");
    }

    #[test]
    fn lists_go_by_given_name_then_family_then_middle() {
        let sorted = [
            "Trần Văn An",
            "Lê Thị Ánh",
            "Trần Thị Ánh",
            "Nguyễn Văn Ân",
            "Bùi Thị Dung",
            "Bùi Thị Đào",
            "Nguyễn Thị Hoa",
            "Đặng Thị Hòa",
            "Lê Hoà",
            "Lê Thị Hòa",
            "Lê Văn Hoà",
            "Lê Thị Hỏa",
            "Lê Thị Hoan",
            "Đỗ Văn Ơn",
            "Đỗ Văn Uy",
            "Đỗ Văn Ước",
            "Phạm Như Ý",
        ];
        for pair in sorted.windows(2) {
            let [earlier, later] = pair else { continue };
            assert!(sort_key(earlier) < sort_key(later), "{earlier} / {later}");
        }
        let tones = ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"];
        assert!(tones.windows(2).all(|p| sort_key(p[0]) < sort_key(p[1])));
        assert_eq!(sort_key("lê thị hoà"), sort_key("LÊ THỊ HÒA"));
    }

    #[test]
    fn only_shouted_or_whispered_names_are_recased() {
        assert_eq!(display_case("NGUYỄN THỊ ÁNH"), "Nguyễn Thị Ánh");
        assert_eq!(display_case("đặng văn an"), "Đặng Văn An");
        assert_eq!(display_case("SIU H'BLƯK"), "Siu H'Blưk");
        assert_eq!(display_case("Rơ mah Blơi"), "Rơ mah Blơi");
        assert_eq!(display_case(""), "");
    }

    proptest! {
        #[test]
        fn normalising_and_folding_twice_change_nothing(text in "\\PC{0,40}") {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once.clone());
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
            prop_assert_eq!(fold(&once), folded);
            let _ = (sort_key(&text), display_case(&text));
        }
    }
}
