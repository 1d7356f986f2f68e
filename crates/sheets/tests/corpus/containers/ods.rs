//! `.ods`, part by part as the Open Document Format has them.

use crate::table::{Book, FONTS, Sheet, Value};
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use tungnha_core::time::Day;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

pub fn ods(book: &Book) -> Vec<u8> {
    file(&content(book), "")
}

/// With a manifest that says that the content is encrypted.
pub fn encrypted(book: &Book) -> Vec<u8> {
    let said = "<manifest:encryption-data manifest:checksum-type=\"SHA1/1K\"/>";
    file(&content(book), said)
}

fn file(content: &str, said_of_content: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <manifest:file-entry manifest:full-path=\"content.xml\">{said_of_content}</manifest:file-entry>\
         </manifest:manifest>"
    );
    for (name, text, options) in [
        ("mimetype", MIME, stored),
        ("META-INF/manifest.xml", &manifest, packed),
        ("content.xml", content, packed),
    ] {
        zip.start_file(name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a file").into_inner()
}

fn content(book: &Book) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:svg=\"v\">\
         <office:font-face-decls>",
    );
    for (at, font) in FONTS.iter().enumerate() {
        let _ = write!(
            out,
            "<style:font-face style:name=\"F{at}\" svg:font-family=\"'{font}'\"/>"
        );
    }
    out.push_str("</office:font-face-decls><office:automatic-styles>");
    for at in 0..FONTS.len() {
        let _ = write!(
            out,
            "<style:style style:name=\"ce{at}\" style:family=\"table-cell\">\
             <style:text-properties style:font-name=\"F{at}\"/></style:style>"
        );
    }
    out.push_str(
        "<style:style style:name=\"ta1\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>",
    );
    for sheet in &book.sheets {
        page(&mut out, sheet);
    }
    out.push_str("</office:spreadsheet></office:body></office:document-content>");
    out
}

fn page(out: &mut String, sheet: &Sheet) {
    let style = if sheet.hidden {
        " table:style-name=\"ta1\""
    } else {
        ""
    };
    let _ = write!(
        out,
        "<table:table table:name=\"{}\"{style}>",
        escaped(&sheet.name)
    );
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0) as u16;
    for column in 0..width {
        let hidden = sheet.hidden_columns.contains(&column);
        let seen = if hidden {
            " table:visibility=\"collapse\""
        } else {
            ""
        };
        let _ = write!(out, "<table:table-column{seen}/>");
    }
    let mut blank_rows = 0;
    for (row, values) in (0u32..).zip(&sheet.rows) {
        if values.iter().all(|value| *value == Value::Blank) {
            blank_rows += 1;
            continue;
        }
        if blank_rows > 0 {
            let _ = write!(
                out,
                "<table:table-row table:number-rows-repeated=\"{blank_rows}\">\
                 <table:table-cell table:number-columns-repeated=\"{width}\"/></table:table-row>"
            );
            blank_rows = 0;
        }
        let hidden = sheet.hidden_rows.contains(&row);
        let seen = if hidden {
            " table:visibility=\"filter\""
        } else {
            ""
        };
        let _ = write!(out, "<table:table-row{seen}>");
        for (column, value) in (0u16..).zip(values) {
            cell(out, sheet, row, column, value);
        }
        out.push_str("</table:table-row>");
    }
    out.push_str("</table:table>");
}

fn cell(out: &mut String, sheet: &Sheet, row: u32, column: u16, value: &Value) {
    let merge = sheet.merges.iter().find(|(top, left, bottom, right)| {
        (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
    });
    let mut span = String::new();
    if let Some((top, left, bottom, right)) = merge {
        if (*top, *left) != (row, column) {
            out.push_str("<table:covered-table-cell/>");
            return;
        }
        span = format!(
            " table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
            right - left + 1,
            bottom - top + 1
        );
    }
    let (attributes, shown) = match value {
        Value::Blank => (String::new(), String::new()),
        Value::Text(text) => (" office:value-type=\"string\"".to_owned(), text.clone()),
        Value::InFont(font, text) => {
            let at = FONTS
                .iter()
                .position(|known| known == font)
                .expect("a font");
            (
                format!(" office:value-type=\"string\" table:style-name=\"ce{at}\""),
                text.clone(),
            )
        }
        Value::Number(number) => (
            format!(" office:value-type=\"float\" office:value=\"{number}\""),
            number.to_string(),
        ),
        Value::Padded(number) => (
            format!(" office:value-type=\"float\" office:value=\"{number}\""),
            format!("{number:012}"),
        ),
        Value::Day(number) => {
            let day = Day(*number as i32 - 25_569);
            let (year, month, date) = day.ymd();
            (
                format!(
                    " office:value-type=\"date\" office:date-value=\"{year:04}-{month:02}-{date:02}\""
                ),
                day.in_words(),
            )
        }
    };
    let _ = write!(out, "<table:table-cell{span}{attributes}>");
    for line in shown.split('\n').filter(|line| !line.is_empty()) {
        let _ = write!(out, "<text:p>{}</text:p>", escaped(line));
    }
    out.push_str("</table:table-cell>");
}

/// As XML writes it; a second blank in a row has an element of its own.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
        .replace("  ", " <text:s/>")
}
