//! Columns, formats and the writing of texts.

use crate::text_cell::text;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline, Worksheet, XlsxError};

/// (header, width in characters)
pub(super) const COLUMNS: [(&str, f64); 10] = [
    ("TT", 4.5),
    ("Họ và tên", 22.0),
    ("Ngày sinh", 11.0),
    ("Số định danh", 14.0),
    ("Thôn, địa chỉ", 22.0),
    ("Ứng dụng, mức", 16.0),
    ("Ngày thực hiện", 11.0),
    ("Người hướng dẫn, đơn vị", 20.0),
    ("Xác nhận (ai, lúc nào)", 20.0),
    ("Ghi chú", 14.0),
];
/// The last column of the left half: agency, NGƯỜI LẬP BIỂU.
pub(super) const LEFT_TO: u16 = 4;
/// The first column of the right half: quốc hiệu, place and date, the signature.
pub(super) const RIGHT_FROM: u16 = 5;
pub(super) const LAST: u16 = COLUMNS.len() as u16 - 1;

const FONT: &str = "Times New Roman";

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
    pub strong: Format,
}

impl Formats {
    pub fn new() -> Self {
        let plain = Format::new()
            .set_font_name(FONT)
            .set_font_size(12)
            .set_align(FormatAlign::VerticalCenter);
        let centre = plain.clone().set_align(FormatAlign::Center).set_text_wrap();
        let strong = centre.clone().set_bold();
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
            text: boxed,
            strong,
        }
    }
}

/// Writes a text over several columns.
pub(super) fn across(
    sheet: &mut Worksheet,
    row: u32,
    columns: std::ops::RangeInclusive<u16>,
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    // merge_range would guess a type from the text, so it gets none.
    sheet.merge_range(row, *columns.start(), row, *columns.end(), "", format)?;
    text(sheet, row, *columns.start(), words, format)
}
