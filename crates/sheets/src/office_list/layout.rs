//! Formats, widths and the writing of texts.

use super::Column;
use crate::text_cell::text;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet, XlsxError};

const FONT: &str = "Times New Roman";
/// The column of TT.
pub(super) const NUMBER: Column = Column {
    header: "TT",
    width: 5.5,
    centred: true,
};

/// The height of a line of a cell, points.
pub(super) const LINE: f64 = 15.0;

/// How many lines `words` take in a column of so many characters, broken between words as programs do.
pub(super) fn lines(words: &str, width: f64) -> usize {
    // What is not text stands beside it: a cell's own margins.
    let width = (width - 1.0).max(1.0) as usize;
    let of = |line: &str| {
        let (mut lines, mut at) = (1, 0);
        for word in line.split_whitespace().map(|word| word.chars().count()) {
            if at > 0 && at + 1 + word > width {
                lines += 1;
                at = word;
            } else {
                at += word + usize::from(at > 0);
            }
            // A word longer than the column is broken within.
            lines += at.saturating_sub(1) / width;
            at = at.min((at.max(1) - 1) % width + 1);
        }
        lines
    };
    words.split('\n').map(of).sum()
}

/// The formats of the sheet.
pub(super) struct Formats {
    pub agency: Format,
    pub agency_strong: Format,
    pub motto: Format,
    pub italic: Format,
    pub title: Format,
    pub scope: Format,
    pub practice: Format,
    pub header: Format,
    pub text: Format,
    pub centred: Format,
    pub group: Format,
    pub strong: Format,
    pub left: Format,
    pub left_strong: Format,
}

impl Formats {
    pub fn new() -> Self {
        let plain = Format::new()
            .set_font_name(FONT)
            .set_font_size(12)
            .set_align(FormatAlign::VerticalCenter);
        let centre = plain.clone().set_align(FormatAlign::Center).set_text_wrap();
        let strong = centre.clone().set_bold();
        let left = plain.clone().set_font_size(11).set_text_wrap();
        let boxed = plain
            .set_font_size(11)
            .set_border(FormatBorder::Thin)
            .set_text_wrap()
            // Texts stay texts when somebody edits the cell.
            .set_num_format("@");
        Self {
            agency: centre.clone(),
            agency_strong: strong.clone(),
            motto: strong.clone().set_underline(FormatUnderline::Single),
            italic: centre.clone().set_italic(),
            title: strong.clone().set_font_size(16),
            scope: centre,
            practice: strong
                .clone()
                .set_font_size(13)
                .set_border(FormatBorder::Medium),
            header: strong
                .clone()
                .set_font_size(11)
                .set_border(FormatBorder::Thin),
            centred: boxed.clone().set_align(FormatAlign::Center),
            group: boxed.clone().set_bold(),
            text: boxed,
            strong,
            left_strong: left.clone().set_bold().set_italic(),
            left,
        }
    }
}

/// The first column of the right half: quốc hiệu, place and date, the signature. The halves are as equal as whole
/// columns allow.
pub(super) fn right_from(columns: &[Column]) -> u16 {
    let all: f64 = columns.iter().map(|column| column.width).sum();
    let mut before = 0.0;
    let mut best = (f64::MAX, 1);
    for (at, column) in (0u16..).zip(columns) {
        let off = (before - all / 2.0).abs();
        if at > 0 && off < best.0 {
            best = (off, at);
        }
        before += column.width;
    }
    best.1
}

/// Writes a text over several columns.
pub(super) fn across(
    sheet: &mut Worksheet,
    row: u32,
    columns: std::ops::RangeInclusive<u16>,
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if columns.start() < columns.end() {
        // merge_range would guess a type from the text, so it gets none.
        sheet.merge_range(row, *columns.start(), row, *columns.end(), "", format)?;
    }
    text(sheet, row, *columns.start(), words, format)
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_break_between_words_and_within_what_is_too_long() {
        for (words, width, expected) in [
            ("", 10.0, 1),
            ("một hai", 10.0, 1),
            ("một hai ba", 10.0, 2),
            ("một\nhai", 10.0, 2),
            ("0123456789", 6.0, 2),
            ("01234567890123456789", 6.0, 4),
            ("ab 0123456789", 6.0, 3),
        ] {
            assert_eq!(lines(words, width), expected, "{words}");
        }
    }
}
