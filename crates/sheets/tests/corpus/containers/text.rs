//! `.csv` in the encodings that offices use.

use crate::table::{Book, Value};
use encoding_rs::WINDOWS_1258;
use tungnha_core::time::Day;
use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16,
    Windows1258,
    Tcvn3,
}

/// The first sheet with `separator` between its cells.
pub fn text(book: &Book, separator: char, encoding: Encoding) -> Vec<u8> {
    let mut out = String::new();
    for row in &book.sheets[0].rows {
        let cells: Vec<String> = row.iter().map(|value| cell(value, separator)).collect();
        out.push_str(&cells.join(&separator.to_string()));
        out.push_str("\r\n");
    }
    encoded(&out, encoding)
}

fn cell(value: &Value, separator: char) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) | Value::InFont(_, text) if text.contains([separator, '"', '\n']) => {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
        Value::Text(text) | Value::InFont(_, text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Padded(number) => format!("{number:012}"),
        Value::Day(number) => Day(*number as i32 - 25_569).in_words(),
    }
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8WithMark => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        Encoding::Utf16 => {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        Encoding::Windows1258 => {
            let text = with_tones_apart(text);
            let (bytes, _, lossy) = WINDOWS_1258.encode(&text);
            assert!(!lossy, "every letter of the language is in it");
            bytes.into_owned()
        }
        Encoding::Tcvn3 => text.chars().map(tcvn3).collect(),
    }
}

/// As that encoding wants it: hats on their letters, tones after them.
fn with_tones_apart(text: &str) -> String {
    let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    text.nfc()
        .flat_map(|c| {
            let parts: Vec<char> = c.nfd().collect();
            let letter: String = parts.iter().filter(|c| !tones.contains(c)).collect();
            let tone = parts.into_iter().filter(|c| tones.contains(c));
            letter.nfc().chain(tone).collect::<Vec<_>>()
        })
        .collect()
}

/// TCVN 5712:1993 VN3, written down from the standard letter by letter.
fn tcvn3(c: char) -> u8 {
    let rows: [(&str, &[u8]); 13] = [
        ("ĂÂÊÔƠƯĐ", &[0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7]),
        ("ăâêôơưđ", &[0xA8, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE]),
        ("àảãáạ", &[0xB5, 0xB6, 0xB7, 0xB8, 0xB9]),
        ("ằẳẵắặ", &[0xBB, 0xBC, 0xBD, 0xBE, 0xC6]),
        ("ầẩẫấậ", &[0xC7, 0xC8, 0xC9, 0xCA, 0xCB]),
        ("èẻẽéẹ", &[0xCC, 0xCE, 0xCF, 0xD0, 0xD1]),
        ("ềểễếệ", &[0xD2, 0xD3, 0xD4, 0xD5, 0xD6]),
        ("ìỉĩíị", &[0xD7, 0xD8, 0xDC, 0xDD, 0xDE]),
        ("òỏõóọ", &[0xDF, 0xE1, 0xE2, 0xE3, 0xE4]),
        ("ồổỗốộ", &[0xE5, 0xE6, 0xE7, 0xE8, 0xE9]),
        ("ờởỡớợ", &[0xEA, 0xEB, 0xEC, 0xED, 0xEE]),
        (
            "ùủũúụừửữứự",
            &[0xEF, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9],
        ),
        ("ỳỷỹýỵ", &[0xFA, 0xFB, 0xFC, 0xFD, 0xFE]),
    ];
    let find = |c: char| {
        rows.iter().find_map(|(letters, bytes)| {
            let at = letters.chars().position(|letter| letter == c)?;
            bytes.get(at).copied()
        })
    };
    // It has no capitals with tones: fonts of capitals draw the small letters so.
    let small = || c.to_lowercase().next().and_then(find);
    find(c)
        .or_else(small)
        .unwrap_or_else(|| u8::try_from(u32::from(c)).expect("a letter of TCVN3"))
}
