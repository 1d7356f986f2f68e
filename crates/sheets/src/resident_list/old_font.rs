//! Text from before Unicode is turned into what people saw (`domain.md` 7.3 case 6): TCVN3 (the
//! fonts .VnTime, .VnArial, …), VNI (VNI-Times, …) and UTF-8 that was once read as Latin letters.
//!
//! Such a cell holds Latin letters and signs that only its font draws as Vietnamese:
//! "NguyÔn ThÞ H»ng". The font's name gives it away; where the font was lost, so do the letters:
//! as written they are no syllables of the language, and read rightly they are.

use super::{syllable, vni};
use encoding_rs::WINDOWS_1252;

const TCVN3: &str =
    "¡¢£¤¥¦§¨©ª«¬\u{AD}®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ";
/// In the same order. The capitals with tones are small letters in a font of capitals.
const UNICODE: &str = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

/// In no name of any people here.
const CERTAIN: &str = "¡¢£¤¥¦§¨©ª«¬\u{AD}®µ¶·¸¹»¼½¾×÷ÞþØøßÆæ°±²³";
/// In names of foreigners, and in TCVN3. (ñ is missing: Ê-đê names have it.)
const FOREIGN: &str = "ÇËÎÏÖÜäåçëîïöûü";

/// What a font of before Unicode draws.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OldFont {
    /// `.VnTime`
    Small,
    /// `.VnTimeH`: small letters drawn as capitals.
    Capitals,
    /// `VNI-Times`
    Vni,
}

impl OldFont {
    /// By the font's name.
    pub fn named(name: &str) -> Option<Self> {
        let lower = name.trim_matches(['\'', '"', ' ']).to_lowercase();
        if lower.starts_with("vni-") || lower.starts_with("vni ") {
            return Some(Self::Vni);
        }
        lower.starts_with(".vn").then(|| {
            if lower.ends_with('h') {
                Self::Capitals
            } else {
                Self::Small
            }
        })
    }
}

/// The text in Unicode, if it is of an old encoding; `font` is the cell's, if it is an old one.
pub(super) fn converted(text: &str, font: Option<OldFont>) -> Option<String> {
    match font {
        Some(OldFont::Capitals) => from_tcvn3(text).map(|text| text.to_uppercase()),
        _ if text.is_ascii() => None,
        Some(OldFont::Small) => from_tcvn3(text).map(|text| as_capitals(&text)),
        Some(OldFont::Vni) => vni::converted(text),
        None => by_letters(text),
    }
}

/// Without a font only the letters tell: nothing is touched that is Vietnamese as it stands, and
/// only what becomes Vietnamese is changed.
fn by_letters(text: &str) -> Option<String> {
    syllable::telling_words(text)
        .any(|word| !syllable::is_vietnamese(word))
        .then_some(())?;
    let readings = [
        from_tcvn3(text).map(|text| as_capitals(&text)),
        vni::converted(text),
        misread(text),
    ];
    readings
        .into_iter()
        .flatten()
        .find(|reading| syllable::all_vietnamese(reading))
}

/// "NGUYÔN" is drawn as NGUYễN: whoever held the shift key meant capitals.
fn as_capitals(text: &str) -> String {
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    if capitals >= 2 && !text.contains(|c: char| c.is_ascii_lowercase()) {
        return text.to_uppercase();
    }
    text.to_owned()
}

fn from_tcvn3(text: &str) -> Option<String> {
    text.chars().map(in_unicode).collect()
}

/// UTF-8 that somebody opened as if it were Latin: "HÆ°á»›ng".
fn misread(text: &str) -> Option<String> {
    let (bytes, _, lossy) = WINDOWS_1252.encode(text);
    (!lossy).then(|| String::from_utf8(bytes.into_owned()).ok())?
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
        assert_eq!(
            converted("NGUYÔN V¡N AN", None).as_deref(),
            Some("NGUYỄN VĂN AN")
        );
        assert_eq!(
            converted("LE THI MAI", Some(OldFont::Capitals)).as_deref(),
            Some("LE THI MAI")
        );
        // Only the font tells that this is Tú.
        assert_eq!(converted("Tó", Some(OldFont::Small)).as_deref(), Some("Tú"));
    }

    #[test]
    fn vni_and_misread_text_are_read_by_font_and_by_letters() {
        for (old, new) in [
            ("Nguyeãn Vaên Huøng", "Nguyễn Văn Hùng"),
            ("Traàn Thò Leä", "Trần Thị Lệ"),
            ("HÆ°á»›ng", "Hướng"),
        ] {
            assert_eq!(converted(old, None).as_deref(), Some(new), "{old}");
        }
        assert_eq!(OldFont::named("VNI-Times"), Some(OldFont::Vni));
        // Only the font tells that this is Vĩ.
        assert_eq!(converted("Vó", Some(OldFont::Vni)).as_deref(), Some("Vĩ"));
        assert_eq!(converted("Vó", None), None);
    }

    #[test]
    fn what_is_unicode_stays() {
        for text in [
            "Nguyễn Thị Hằng",
            "Lê Hoà",
            "Lý Thuý Oanh",
            "Êñuôl Y Ka",
            "Siu H’Blưk",
            "François Müller",
            "Muller",
            "5 m²",
            "2 × 3",
            "Ngõ 5 · số 12",
            "Nguyễn V¨n Hïng",
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
