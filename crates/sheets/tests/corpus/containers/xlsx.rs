//! `.xlsx` by rust_xlsxwriter.

use crate::table::{Book, Value};
use rust_xlsxwriter::{Format, Workbook};

pub fn xlsx(book: &Book) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let plain = Format::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let padded = Format::new().set_num_format("000000000000");
    for sheet in &book.sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name).expect("a name");
        for merge in &sheet.merges {
            page.merge_range(merge.0, merge.1, merge.2, merge.3, "", &plain)
                .expect("merged");
        }
        for (row, values) in (0u32..).zip(&sheet.rows) {
            for (column, value) in (0u16..).zip(values) {
                match value {
                    Value::Blank => continue,
                    Value::Text(text) => page.write_string(row, column, text),
                    Value::InFont(font, text) => {
                        let format = Format::new().set_font_name(*font);
                        page.write_string_with_format(row, column, text, &format)
                    }
                    Value::Number(number) => page.write_number(row, column, *number),
                    Value::Padded(number) => {
                        page.write_number_with_format(row, column, *number, &padded)
                    }
                    Value::Day(number) => {
                        page.write_number_with_format(row, column, *number, &date)
                    }
                }
                .expect("written");
            }
        }
        for row in &sheet.hidden_rows {
            page.set_row_hidden(*row).expect("hidden");
        }
        for column in &sheet.hidden_columns {
            page.set_column_hidden(*column).expect("hidden");
        }
        page.set_hidden(sheet.hidden);
    }
    workbook.save_to_buffer().expect("a workbook")
}
