//! VNI (the fonts VNI-Times, VNI-Helve, …): the mark is a letter of its own after the vowel, so
//! that "Nguyeãn Vaên Huøng" is drawn as Nguyễn Văn Hùng (`domain.md` 7.3 case 6).

use unicode_normalization::UnicodeNormalization;

const GRAVE: &str = "\u{300}";
const ACUTE: &str = "\u{301}";
const TILDE: &str = "\u{303}";
const HOOK: &str = "\u{309}";
const DOT: &str = "\u{323}";

/// The text in Unicode, if every letter of it is one of VNI's.
pub(super) fn converted(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    for c in text.chars() {
        match (before.and_then(|vowel| mark(vowel, c)), whole(c)) {
            (Some((hat, tone)), _) => {
                out.push_str(hat);
                out.push_str(tone);
                before = None;
                continue;
            }
            (None, Some(letter)) => out.push_str(letter),
            (None, None) if c.is_ascii() => out.push(c),
            (None, None) => return None,
        }
        before = Some(c);
    }
    Some(out.nfc().collect())
}

/// The hat and the tone that `c` puts on the vowel before it.
fn mark(vowel: char, c: char) -> Option<(&'static str, &'static str)> {
    let c = c.to_lowercase().next()?;
    let tone = |tone| Some(("", tone));
    match (vowel, c) {
        ('a' | 'A' | 'e' | 'E' | 'o' | 'O' | 'u' | 'U' | 'y' | 'Y' | 'ô' | 'Ô' | 'ö' | 'Ö', _)
            if "øùûõï".contains(c) =>
        {
            tone(match c {
                'ø' => GRAVE,
                'ù' => ACUTE,
                'û' => HOOK,
                'õ' => TILDE,
                _ => DOT,
            })
        }
        ('a' | 'A' | 'e' | 'E' | 'o' | 'O', 'â' | 'à' | 'á' | 'å' | 'ã' | 'ä') => Some((
            "\u{302}",
            match c {
                'à' => GRAVE,
                'á' => ACUTE,
                'å' => HOOK,
                'ã' => TILDE,
                'ä' => DOT,
                _ => "",
            },
        )),
        ('a' | 'A', 'ê' | 'è' | 'é' | 'ú' | 'ü' | 'ë') => Some((
            "\u{306}",
            match c {
                'è' => GRAVE,
                'é' => ACUTE,
                'ú' => HOOK,
                'ü' => TILDE,
                'ë' => DOT,
                _ => "",
            },
        )),
        _ => None,
    }
}

/// Letters that stand for themselves and their mark.
fn whole(c: char) -> Option<&'static str> {
    Some(match c {
        'ñ' => "đ",
        'Ñ' => "Đ",
        'ô' => "ơ",
        'Ô' => "Ơ",
        'ö' => "ư",
        'Ö' => "Ư",
        'ì' => "ì",
        'Ì' => "Ì",
        'í' => "í",
        'Í' => "Í",
        'æ' => "ỉ",
        'Æ' => "Ỉ",
        'ó' => "ĩ",
        'Ó' => "Ĩ",
        'ò' => "ị",
        'Ò' => "Ị",
        'î' => "ỵ",
        'Î' => "Ỵ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_after_their_vowels() {
        for (old, new) in [
            ("Nguyeãn Vaên Huøng", "Nguyễn Văn Hùng"),
            ("Traàn Thò Leä", "Trần Thị Lệ"),
            ("Tieáng Vieät", "Tiếng Việt"),
            ("Ñaëng Phöôïng", "Đặng Phượng"),
            ("LEÂ THÒ ÑAØO", "LÊ THỊ ĐÀO"),
            ("Voõ Thuøy Döông", "Võ Thùy Dương"),
            ("Lyù Myõ Kyø", "Lý Mỹ Kỳ"),
            ("Ñoã Quoác Tuaán", "Đỗ Quốc Tuấn"),
            ("Buøi Bích Ngoïc", "Bùi Bích Ngọc"),
            ("Nguyen Van An", "Nguyen Van An"),
        ] {
            assert_eq!(converted(old).as_deref(), Some(new), "{old}");
        }
        assert_eq!(converted("Nguyễn"), None);
        assert_eq!(converted("V¨n"), None);
    }
}
