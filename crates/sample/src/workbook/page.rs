//! How the sheet looks: titles, header, lines, signatures.

use super::columns::{COLUMNS, Column, GROUPS};
use super::{Cell, Line};
use crate::commune::Commune;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};
use tungnha_core::time::Day;

/// The two rows of the header, from 0.
pub const HEADER_ROWS: [u32; 2] = [4, 5];
/// The row of column numbers, from 0.
pub const NUMBER_ROW: u32 = 6;
/// The first row with a person, from 0.
pub const FIRST_DATA_ROW: u32 = 7;

const FONT: &str = "Times New Roman";
/// The font of texts from before Unicode (`domain.md` 7.3 case 6).
const OLD_FONT: &str = ".VnTime";

/// The formats of one workbook.
pub struct Page {
    office: Format,
    title: Format,
    plain: Format,
    header: Format,
    text: Format,
    old_font: Format,
    number: Format,
    date: Format,
}

/// The workbook's creation time is the morning of its as-of date, not that of the writing.
pub fn properties(as_of: Day) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = as_of.ymd();
    let year = u16::try_from(year).unwrap_or(1900);
    let created = ExcelDateTime::from_ymd(year, month as u8, day as u8)?.and_hms(1, 0, 0)?;
    Ok(DocProperties::new()
        .set_title("Danh sách nhân khẩu (dữ liệu thực hành)")
        .set_author("tungnha-sample")
        .set_creation_datetime(&created))
}

impl Page {
    /// All formats.
    pub fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(11);
        let bold = plain.clone().set_bold().set_text_wrap();
        let centred = bold
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter);
        let boxed = plain.clone().set_border(FormatBorder::Thin);
        Self {
            office: centred.clone(),
            title: centred.clone().set_font_size(14),
            header: centred.set_border(FormatBorder::Thin),
            text: boxed.clone().set_num_format("@"),
            old_font: boxed.clone().set_font_name(OLD_FONT),
            number: boxed.clone().set_num_format("0"),
            date: boxed.set_num_format("dd/mm/yyyy"),
            plain: plain.set_align(FormatAlign::Center),
        }
    }

    /// Titles, header and column numbers; `more` are headers of columns after the last.
    pub fn head(
        &self,
        sheet: &mut Worksheet,
        commune: &Commune,
        as_of: Day,
        more: &[&str],
    ) -> Result<(), XlsxError> {
        for column in COLUMNS {
            sheet.set_column_width(column.index() as u16, column.width())?;
        }
        let last = Column::Note.index() as u16;
        let title = commune.title().to_uppercase();
        let plan = commune.plan;
        sheet.merge_range(0, 0, 0, 5, &format!("CÔNG AN {title}"), &self.office)?;
        sheet.merge_range(1, 0, 1, 5, "TỔ CÔNG TÁC ĐỀ ÁN 06", &self.office)?;
        sheet.merge_range(
            0,
            9,
            0,
            last,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            &self.office,
        )?;
        sheet.merge_range(1, 9, 1, last, "Độc lập - Tự do - Hạnh phúc", &self.office)?;
        let place = format!("{title}, huyện {}, {}", plan.district, plan.province).to_uppercase();
        let list = format!("DANH SÁCH NHÂN KHẨU VÀ TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ {place}");
        sheet.merge_range(2, 0, 2, last, &list, &self.title)?;
        let as_of = format!("Tính đến ngày {}", as_of.in_words());
        sheet.merge_range(3, 0, 3, last, &as_of, &self.plain)?;
        let [upper, lower] = HEADER_ROWS;
        for (words, from, to) in GROUPS {
            let (from, to) = (from.index() as u16, to.index() as u16);
            sheet.merge_range(upper, from, upper, to, words, &self.header)?;
        }
        for column in COLUMNS {
            let at = column.index() as u16;
            let grouped = |(_, from, to): &(&str, Column, Column)| {
                (from.index()..=to.index()).contains(&column.index())
            };
            if GROUPS.iter().any(grouped) {
                sheet.write_string_with_format(lower, at, column.header(), &self.header)?;
            } else {
                sheet.merge_range(upper, at, lower, at, column.header(), &self.header)?;
            }
        }
        for (at, header) in (last + 1..).zip(more) {
            sheet.merge_range(upper, at, lower, at, header, &self.header)?;
        }
        for at in 0..=last + more.len() as u16 {
            let number = format!("({})", at + 1);
            sheet.write_string_with_format(NUMBER_ROW, at, number, &self.header)?;
        }
        sheet.set_row_height(2, 24)?;
        sheet.set_freeze_panes(FIRST_DATA_ROW, 2)?;
        sheet.set_repeat_rows(upper, NUMBER_ROW)?;
        sheet.set_landscape().set_paper_size(8);
        Ok(())
    }

    /// One line of the list into `row` (from 0).
    pub fn line(&self, sheet: &mut Worksheet, row: u32, line: &Line) -> Result<(), XlsxError> {
        for (at, cell) in (0..).zip(&line.0) {
            match cell {
                Cell::Empty => sheet.write_blank(row, at, &self.text)?,
                Cell::Text(text) => sheet.write_string_with_format(row, at, text, &self.text)?,
                Cell::OldFont(text) => {
                    sheet.write_string_with_format(row, at, text, &self.old_font)?
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(row, at, *number, &self.number)?
                }
                Cell::Date(serial) => {
                    sheet.write_number_with_format(row, at, *serial, &self.date)?
                }
            };
        }
        Ok(())
    }

    /// One text over all columns: a hamlet's heading or a subtotal.
    pub fn across(&self, sheet: &mut Worksheet, row: u32, text: &str) -> Result<(), XlsxError> {
        let last = Column::Note.index() as u16;
        sheet.merge_range(row, 0, row, last, text, &self.header)?;
        Ok(())
    }

    /// Gives two cells below each other to the upper one.
    pub fn merge_down(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: Column,
        text: &str,
    ) -> Result<(), XlsxError> {
        let at = column.index() as u16;
        sheet.merge_range(row, at, row + 1, at, text, &self.text)?;
        Ok(())
    }

    /// Place, date and the two signatures, from `row` (from 0) on.
    pub fn foot(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        commune: &Commune,
        as_of: Day,
    ) -> Result<(), XlsxError> {
        let last = Column::Note.index() as u16;
        let (year, month, day) = as_of.ymd();
        let place = commune.plan.name;
        let date = format!("{place}, ngày {day:02} tháng {month:02} năm {year}");
        let chief = format!(
            "TRƯỞNG CÔNG AN {}",
            commune.plan.kind.in_words().to_uppercase()
        );
        sheet.merge_range(row, 9, row, last, &date, &self.plain)?;
        for (from, to, who) in [(0, 5, "NGƯỜI LẬP BIỂU"), (9, last, chief.as_str())] {
            sheet.merge_range(row + 1, from, row + 1, to, who, &self.office)?;
            let how = "(Ký, ghi rõ họ tên)";
            sheet.merge_range(row + 2, from, row + 2, to, how, &self.plain)?;
        }
        Ok(())
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::new()
    }
}
