//! Which encoding a text file is in: told by its mark, by its zeros, by being UTF-8, and else by
//! which reading gives syllables of the language.

use super::old_font::{OldFont, converted};
use super::syllable;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// A text in Unicode.
pub(super) struct Decoded {
    pub text: String,
    /// The font in which the letters are still to be read, as in cells of a workbook.
    pub font: Option<OldFont>,
}

/// So much of a text is looked at to tell its encoding.
const SAMPLE: usize = 256 << 10;

/// Decodes a text; `None` for bytes that are no text of any encoding.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let unicode = |text: &str| Decoded {
        text: text.to_owned(),
        font: None,
    };
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Some(unicode(&UTF_8.decode_with_bom_removal(bytes).0));
    }
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if bytes.starts_with(mark) {
            return Some(unicode(&encoding.decode_with_bom_removal(bytes).0));
        }
    }
    if bytes.is_empty() {
        return None;
    }
    let head = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes);
    if head.contains(&0) {
        return utf16_by_zeros(bytes, head).map(|text| unicode(&text));
    }
    // Control characters stand in no text.
    if head.iter().any(|b| *b < 9 || (14..27).contains(b)) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(unicode(text));
    }
    // A single spoilt byte in UTF-8 is one unreadable letter, not another encoding.
    let lossy = UTF_8.decode_without_bom_handling(head).0;
    if score(lossy.lines().map(str::to_owned)) > 900 {
        return Some(unicode(&UTF_8.decode_without_bom_handling(bytes).0));
    }
    Some(old(bytes, head))
}

/// Texts of Latin letters have a zero in every second byte: half of the plain ones would do.
fn utf16_by_zeros(bytes: &[u8], head: &[u8]) -> Option<String> {
    let zeros = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let enough = head.len() / 5;
    let encoding = if odd > enough && even * 10 < odd {
        UTF_16LE
    } else if even > enough && odd * 10 < even {
        UTF_16BE
    } else {
        return None;
    };
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    (!lossy).then(|| text.into_owned())
}

/// One of the encodings from before Unicode, whichever makes the most words Vietnamese.
fn old(bytes: &[u8], head: &[u8]) -> Decoded {
    let latin = |bytes| WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let vietnamese = |bytes| -> String {
        let text = WINDOWS_1258.decode_without_bom_handling(bytes).0;
        text.nfc().collect()
    };
    let sample = latin(head);
    let by_font = |font| score(sample.lines().map(|line| line_in(font, line)));
    let readings = [
        (score(vietnamese(head).lines().map(str::to_owned)), None),
        (by_font(OldFont::Small), Some(OldFont::Small)),
        (by_font(OldFont::Vni), Some(OldFont::Vni)),
    ];
    let best = readings.iter().rev().max_by_key(|(score, _)| *score);
    match best {
        Some((_, Some(font))) => Decoded {
            text: latin(bytes).into_owned(),
            font: Some(*font),
        },
        _ => Decoded {
            text: vietnamese(bytes),
            font: None,
        },
    }
}

/// The line as the font draws it; with a letter that the font has not, as it is.
fn line_in(font: OldFont, line: &str) -> String {
    converted(line, Some(font)).unwrap_or_else(|| line.to_owned())
}

/// Of a thousand telling words, how many are Vietnamese.
fn score(lines: impl Iterator<Item = String>) -> usize {
    let (mut all, mut good) = (0, 0);
    for line in lines {
        for word in syllable::telling_words(&line) {
            all += 1;
            good += usize::from(syllable::is_vietnamese(word));
        }
    }
    good * 1000 / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "TT;Họ và tên;Ngày sinh\n1;Nguyễn Thị Hằng;05/03/1990\n2;Trần Văn Đức;1950\n";

    #[test]
    fn utf16_is_told_without_its_mark() {
        let bytes: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes).expect("a text").text, TEXT);
        let bytes: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bytes).expect("a text").text, TEXT);
    }

    #[test]
    fn old_encodings_are_told_by_what_they_make() {
        // Windows-1258 writes the tone after the vowel.
        let bytes = b"TT;Ho\xF2 v\xE0 t\xEAn\n1;Nguy\xEA\xDEn Thi\xF2 H\xE3\xCCng;\xD0\xFD\xECc";
        assert!(decode(bytes).expect("a text").font.is_none());
        let tcvn3: Vec<u8> = "1;NguyÔn ThÞ H»ng;TrÇn V¨n §øc"
            .chars()
            .map(|c| c as u8)
            .collect();
        assert_eq!(decode(&tcvn3).expect("a text").font, Some(OldFont::Small));
        let vni: Vec<u8> = "1;Nguyeãn Thò Haèng;Traàn Vaên Ñöùc"
            .chars()
            .map(|c| c as u8)
            .collect();
        assert_eq!(decode(&vni).expect("a text").font, Some(OldFont::Vni));
    }

    #[test]
    fn what_is_no_text_is_none() {
        assert!(decode(b"").is_none());
        assert!(decode(b"\x7FELF\x02\x01\x01\x00\x00\x00\x00").is_none());
        assert!(decode(b"\x01\x02abc").is_none());
    }
}
