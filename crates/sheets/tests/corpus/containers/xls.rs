//! `.xls`, record by record as [MS-XLS] has them (BIFF8), in an OLE container.

use crate::table::{Book, FONTS, Sheet, Value};
use std::io::{Cursor, Write};

/// Fonts before ours; there is none with the number 4.
const PLAIN_FONTS: u16 = 4;
const DATE: u16 = 1;
const PADDED: u16 = 2;
const FIRST_FONT_STYLE: u16 = 3;

pub fn xls(book: &Book) -> Vec<u8> {
    container("Workbook", &stream(book, &[]))
}

/// With the record that says that all others are encrypted.
pub fn encrypted(book: &Book) -> Vec<u8> {
    let mut pass = vec![1u8, 0, 1, 0, 1, 0];
    pass.extend([0x5A; 48]);
    container("Workbook", &stream(book, &record(0x2F, &pass)))
}

/// How an `.xlsx` with a password comes.
pub fn encrypted_package() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    for name in ["EncryptionInfo", "EncryptedPackage"] {
        let mut stream = file.create_stream(name).expect("a stream");
        stream.write_all(&[0xA7; 5000]).expect("written");
    }
    file.flush().expect("written");
    file.into_inner().into_inner()
}

/// Something else in such a container.
pub fn letter() -> Vec<u8> {
    container("WordDocument", &[0xEC; 5000])
}

/// An OLE container with one stream.
fn container(name: &str, bytes: &[u8]) -> Vec<u8> {
    let file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()));
    let mut file = file.expect("a container");
    let mut stream = file.create_stream(name).expect("a stream");
    stream.write_all(bytes).expect("written");
    drop(stream);
    file.flush().expect("written");
    file.into_inner().into_inner()
}

fn stream(book: &Book, after_begin: &[u8]) -> Vec<u8> {
    let mut texts: Vec<&str> = Vec::new();
    let sheets: Vec<Vec<u8>> = book
        .sheets
        .iter()
        .map(|sheet| page(sheet, &mut texts))
        .collect();
    // Where the sheets begin depends only on the length of what stands before.
    let head = globals(book, &texts, &vec![0; sheets.len()], after_begin);
    let mut at = head.len() as u32;
    let mut places = Vec::new();
    for sheet in &sheets {
        places.push(at);
        at += sheet.len() as u32;
    }
    let mut bytes = globals(book, &texts, &places, after_begin);
    bytes.extend(sheets.concat());
    bytes
}

fn globals(book: &Book, texts: &[&str], places: &[u32], after_begin: &[u8]) -> Vec<u8> {
    let mut out = begin(5);
    out.extend(after_begin);
    out.extend(record(0x42, &1200u16.to_le_bytes()));
    out.extend(record(0x22, &[0, 0]));
    for name in std::iter::repeat_n("Arial", usize::from(PLAIN_FONTS)).chain(FONTS) {
        let mut font = vec![0u8; 14];
        font[0] = 0xDC;
        font.push(name.encode_utf16().count() as u8);
        font.push(1);
        font.extend(utf16(name));
        out.extend(record(0x31, &font));
    }
    let mut format = 164u16.to_le_bytes().to_vec();
    format.extend(long_text("000000000000"));
    out.extend(record(0x41E, &format));
    let fonts = (0..FONTS.len() as u16).map(|font| (PLAIN_FONTS + 1 + font, 0));
    for (font, format) in [(0u16, 0u16), (0, 14), (0, 164)].into_iter().chain(fonts) {
        let mut style = font.to_le_bytes().to_vec();
        style.extend(format.to_le_bytes());
        style.resize(20, 0);
        out.extend(record(0xE0, &style));
    }
    for (sheet, place) in book.sheets.iter().zip(places) {
        let mut bound = place.to_le_bytes().to_vec();
        bound.extend([u8::from(sheet.hidden), 0]);
        bound.push(sheet.name.encode_utf16().count() as u8);
        bound.push(1);
        bound.extend(utf16(&sheet.name));
        out.extend(record(0x85, &bound));
    }
    let mut table = (texts.len() as u32).to_le_bytes().repeat(2);
    table.extend(texts.iter().flat_map(|text| long_text(text)));
    assert!(table.len() < 8_000, "one record holds all texts");
    out.extend(record(0xFC, &table));
    out.extend(record(0x0A, &[]));
    out
}

fn page<'a>(sheet: &'a Sheet, texts: &mut Vec<&'a str>) -> Vec<u8> {
    let mut out = begin(0x10);
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0) as u16;
    let mut size = 0u32.to_le_bytes().to_vec();
    size.extend((sheet.rows.len() as u32).to_le_bytes());
    size.extend([0, 0]);
    size.extend(width.to_le_bytes());
    size.extend([0, 0]);
    out.extend(record(0x200, &size));
    for column in &sheet.hidden_columns {
        let fields = [*column, *column, 2000, 0, 1, 0];
        out.extend(record(0x7D, &words(&fields)));
    }
    for row in 0..sheet.rows.len() as u16 {
        let hidden = sheet.hidden_rows.contains(&u32::from(row));
        let flags = if hidden { 0x120 } else { 0x100 };
        out.extend(record(0x208, &words(&[row, 0, width, 300, 0, 0, flags, 0])));
    }
    for (row, values) in (0u16..).zip(&sheet.rows) {
        for (column, value) in (0u16..).zip(values) {
            out.extend(cell(row, column, value, texts));
        }
    }
    if !sheet.merges.is_empty() {
        let mut fields = vec![sheet.merges.len() as u16];
        for (first_row, first, last_row, last) in &sheet.merges {
            fields.extend([*first_row as u16, *last_row as u16, *first, *last]);
        }
        out.extend(record(0xE5, &words(&fields)));
    }
    out.extend(record(0x0A, &[]));
    out
}

fn cell<'a>(row: u16, column: u16, value: &'a Value, texts: &mut Vec<&'a str>) -> Vec<u8> {
    let at = |style: u16| words(&[row, column, style]);
    match value {
        Value::Blank => Vec::new(),
        Value::Number(number) | Value::Padded(number) | Value::Day(number) => {
            let style = match value {
                Value::Padded(_) => PADDED,
                Value::Day(_) => DATE,
                _ => 0,
            };
            let mut data = at(style);
            data.extend(number.to_le_bytes());
            record(0x203, &data)
        }
        Value::Text(text) => shared(at(0), text, texts),
        Value::InFont(font, text) => {
            let font = FONTS.iter().position(|known| known == font);
            shared(
                at(FIRST_FONT_STYLE + font.expect("a font") as u16),
                text,
                texts,
            )
        }
    }
}

fn shared<'a>(mut data: Vec<u8>, text: &'a str, texts: &mut Vec<&'a str>) -> Vec<u8> {
    texts.push(text);
    data.extend((texts.len() as u32 - 1).to_le_bytes());
    record(0xFD, &data)
}

fn begin(kind: u16) -> Vec<u8> {
    record(0x809, &words(&[0x600, kind, 0, 0, 0, 0, 0, 0]))
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = words(&[kind, data.len() as u16]);
    out.extend(data);
    out
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn long_text(text: &str) -> Vec<u8> {
    let mut out = (text.encode_utf16().count() as u16).to_le_bytes().to_vec();
    out.push(1);
    out.extend(utf16(text));
    out
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
