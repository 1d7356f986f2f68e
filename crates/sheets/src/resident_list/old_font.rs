//! Text from before Unicode: TCVN3 (the fonts .VnTime, .VnArial, …) is turned into what people
//! saw; VNI and text decoded wrongly are only recognised (`domain.md` 7.3 case 6).
//!
//! Such a cell holds Latin letters and signs that only its font draws as Vietnamese:
//! "NguyÔn ThÞ H»ng". The font's name gives it away; so do the letters, where the font was lost.

const TCVN3: &str =
    "¡¢£¤¥¦§¨©ª«¬\u{AD}®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
/// In the same order. The capitals with tones are small letters in a font of capitals.
const UNICODE: &str = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

/// In no name of any people here.
const CERTAIN: &str = "¡¢£¤¥¦§¨©ª«¬\u{AD}®µ¶·¸¹»¼½¾×÷ÞþØøßÆæ°±²³";
/// In names of foreigners, and in TCVN3. (ñ is missing: Ê-đê names have it.)
const FOREIGN: &str = "ÇËÎÏÖÜäåçëîïöûü";

/// What a font with a name such as `.VnTime` draws.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OldFont {
    Small,
    /// `.VnTimeH`: small letters drawn as capitals.
    Capitals,
}

impl OldFont {
    /// By the font's name.
    pub fn named(name: &str) -> Option<Self> {
        let lower = name.to_lowercase();
        lower.starts_with(".vn").then(|| {
            if lower.ends_with('h') {
                Self::Capitals
            } else {
                Self::Small
            }
        })
    }
}

/// The text in Unicode, if it is TCVN3; `font` is the cell's, if it is an old one.
pub(super) fn converted(text: &str, font: Option<OldFont>) -> Option<String> {
    let plain = text.is_ascii() && font != Some(OldFont::Capitals);
    if plain || font.is_none() && (!betrays_itself(text) || is_vni(text)) {
        return None;
    }
    let small: Option<String> = text.chars().map(in_unicode).collect();
    match font {
        Some(OldFont::Capitals) => small.map(|text| text.to_uppercase()),
        _ => small,
    }
}

/// Whether the letters are of VNI, of TCVN3 beyond repair, or of text decoded wrongly.
pub(super) fn is_unreadable(name: &str) -> bool {
    name.contains(|c| CERTAIN.contains(c)) || is_vni(name) || name.contains('\u{FFFD}')
}

/// Whether a letter is of no language of Việt Nam: a foreigner, or TCVN3 that nothing else shows.
pub(super) fn has_foreign_letter(name: &str) -> bool {
    name.contains(|c| FOREIGN.contains(c))
}

fn in_unicode(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    // A letter that is none of TCVN3 shows that the text is Unicode already.
    let at = TCVN3.chars().position(|old| old == c)?;
    UNICODE.chars().nth(at)
}

/// A sign beside a letter ("V¨n"), or a capital inside a word ("NguyÔn"); "5 m²", "2 × 3" and
/// "Müller" have neither.
fn betrays_itself(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).any(|pair| {
        let [a, b] = pair else { return false };
        let certain = |c: &char| CERTAIN.contains(*c);
        let inner_capital = a.is_ascii_lowercase() && !b.is_ascii() && b.is_uppercase();
        certain(b) && a.is_ascii_alphabetic()
            || certain(a) && b.is_ascii_alphabetic()
            || inner_capital
    })
}

/// VNI writes the tone as a letter of its own after the vowel: "Nguyeãn Vaên Huøng".
fn is_vni(text: &str) -> bool {
    let lower: Vec<char> = text.to_lowercase().chars().collect();
    lower.windows(2).any(|pair| match pair {
        ['a' | 'e', tone] => "ùøûõïâáàåãäêéèúüë".contains(*tone),
        ['o' | 'u' | 'y' | 'ô' | 'ö', tone] => "øùõï".contains(*tone),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_alphabets_have_one_length() {
        assert_eq!(TCVN3.chars().count(), UNICODE.chars().count());
    }

    #[test]
    fn tcvn3_is_read_by_font_and_by_letters() {
        for (old, new) in [
            ("NguyÔn ThÞ H»ng", "Nguyễn Thị Hằng"),
            ("TrÇn V¨n §øc", "Trần Văn Đức"),
            ("Ph¹m Nh\u{AD} ý", "Phạm Như ý"),
            ("B¶o Th¾ng", "Bảo Thắng"),
            ("TiÕng ViÖt", "Tiếng Việt"),
        ] {
            assert_eq!(converted(old, None).as_deref(), Some(new), "{old}");
            assert_eq!(converted(old, Some(OldFont::Small)).as_deref(), Some(new));
        }
        assert_eq!(OldFont::named(".VnTimeH"), Some(OldFont::Capitals));
        assert_eq!(OldFont::named("Times New Roman"), None);
        assert_eq!(
            converted("nguyÔn v¨n an", Some(OldFont::Capitals)).as_deref(),
            Some("NGUYỄN VĂN AN")
        );
        // Only the font tells that this is Tú.
        assert_eq!(converted("Tó", Some(OldFont::Small)).as_deref(), Some("Tú"));
    }

    #[test]
    fn what_is_not_tcvn3_stays() {
        for text in [
            "Nguyễn Thị Hằng",
            "Lê Hoà",
            "Lý Thuý Oanh",
            "Êñuôl Y Ka",
            "Siu H’Blưk",
            "François Müller",
            "Muller",
            "5 m²",
            "Ngõ 5 · số 12",
            "Nguyeãn Vaên Huøng",
        ] {
            assert_eq!(converted(text, None), None, "{text}");
        }
        // A Unicode name in a cell whose font was never changed.
        assert_eq!(converted("Nguyễn Thị Hằng", Some(OldFont::Small)), None);
    }

    #[test]
    fn vni_and_broken_text_are_recognised() {
        for text in [
            "Nguyeãn Vaên Huøng",
            "Traàn Thò Leä",
            "HÆ°á»›ng",
            "Nguy\u{FFFD}n",
        ] {
            assert!(is_unreadable(text), "{text}");
        }
        for text in ["Nguyễn Thị Hằng", "Lê Hoà", "Thuý", "Êñuôl Y Ka", "Quỳ"] {
            assert!(!is_unreadable(text), "{text}");
        }
    }
}
