//! A text in a cell that stays a text, whatever somebody typed (`domain.md` 7.3 case 16).

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// A cell holds no more characters than this; what is longer was no name or note.
const MAX_CHARACTERS: usize = 2_000;

/// Writes a text into one cell, as a text whatever it begins with.
pub(crate) fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = clean(text);
    if text.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        // Also safe when somebody edits the cell or saves it for another program.
        let quoted = format.clone().set_quote_prefix();
        sheet.write_string_with_format(row, column, text, &quoted)?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// Without control characters, which no spreadsheet can hold, and not endless.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .take(MAX_CHARACTERS)
        .collect()
}
