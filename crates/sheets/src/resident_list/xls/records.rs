//! The records of an old workbook that calamine passes over ([MS-XLS] 2.4).

use super::super::collect::{Look, zero_padding};
use super::super::old_font::OldFont;
use super::super::{MAX_CELLS, ReadError};
use std::collections::{HashMap, HashSet};

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const FONT: u16 = 0x0031;
const COL_INFO: u16 = 0x007D;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00BD;
const XF: u16 = 0x00E0;
const LABEL_SST: u16 = 0x00FD;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERR: u16 = 0x0205;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
const BEGIN: u16 = 0x0809;

/// One sheet.
#[derive(Default)]
pub(super) struct SheetRecords {
    /// From 1.
    pub hidden_rows: HashSet<u32>,
    /// From 0.
    pub hidden_columns: Vec<u32>,
    /// Cells (row and column from 0) that look otherwise than plain.
    looks: HashMap<(u32, u32), Look>,
}

impl SheetRecords {
    /// What the style of a cell says; row and column from 0.
    pub fn look(&self, row: u32, column: u32) -> Look {
        self.looks.get(&(row, column)).copied().unwrap_or_default()
    }
}

/// Reads the sheets of a workbook's stream, in the order in which it lists them.
///
/// # Errors
/// `Password`; `Damaged` where a record points outside of the stream; `TooLarge` where a sheet
/// claims, or has, its last cell farther away than any list reaches: calamine lays sheets out
/// densely.
pub(super) fn read(stream: &[u8]) -> Result<Vec<SheetRecords>, ReadError> {
    let mut styles = Styles::default();
    let mut places = Vec::new();
    for record in Walk(stream) {
        let data = record.data;
        match record.kind {
            FILE_PASS if u16_at(data, 0) != Some(0) || data.len() > 2 => {
                return Err(ReadError::Password);
            }
            FONT => styles
                .fonts
                .push(font_name(data).as_deref().and_then(OldFont::named)),
            FORMAT => {
                if let (Some(number), Some(code)) = (u16_at(data, 0), text(data, 2, 2)) {
                    styles.formats.insert(number, code);
                }
            }
            XF => styles.cells.extend(u16_at(data, 0).zip(u16_at(data, 2))),
            BOUND_SHEET => places.extend(u32_at(data, 0)),
            END => break,
            _ => {}
        }
    }
    let looks = styles.looks();
    places
        .into_iter()
        .map(|place| {
            let part = usize::try_from(place).ok().and_then(|at| stream.get(at..));
            let part = part.ok_or_else(|| ReadError::Damaged("a sheet begins nowhere".into()))?;
            sheet(part, &looks)
        })
        .collect()
}

fn sheet(stream: &[u8], looks: &[Look]) -> Result<SheetRecords, ReadError> {
    let mut sheet = SheetRecords::default();
    let mut depth = 0usize;
    let (mut last_row, mut last_column) = (0u32, 0u32);
    for record in Walk(stream) {
        let data = record.data;
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // A chart inside the sheet has records of the same kinds.
            _ if depth > 1 => {}
            DIMENSIONS => {
                let wide = data.len() > 10;
                let rows = if wide {
                    u32_at(data, 4)
                } else {
                    u16_at(data, 2).map(u32::from)
                };
                let columns = u16_at(data, if wide { 10 } else { 6 });
                last_row = last_row.max(rows.unwrap_or(0));
                last_column = last_column.max(columns.map_or(0, u32::from));
            }
            ROW => {
                let hidden = u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0);
                let number = u16_at(data, 0).filter(|_| hidden);
                sheet
                    .hidden_rows
                    .extend(number.map(|row| u32::from(row) + 1));
            }
            COL_INFO => {
                let hidden = u16_at(data, 8).is_some_and(|flags| flags & 1 != 0);
                if let (true, Some(first), Some(last)) = (hidden, u16_at(data, 0), u16_at(data, 2))
                {
                    let columns = u32::from(first)..=u32::from(last).min(255);
                    sheet.hidden_columns.extend(columns);
                }
            }
            FORMULA | NUMBER | LABEL | BOOL_ERR | RK | LABEL_SST | MUL_RK => {
                let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
                    continue;
                };
                let count = match record.kind {
                    MUL_RK => data.len().saturating_sub(6) / 6,
                    _ => 1,
                };
                for at in 0..count {
                    let style = u16_at(data, 4 + at * 6).and_then(|xf| looks.get(usize::from(xf)));
                    let column = u32::from(first) + at as u32;
                    if let Some(look) = style.filter(|look| **look != Look::default()) {
                        sheet.looks.insert((u32::from(row), column), *look);
                    }
                    last_row = last_row.max(u32::from(row) + 1);
                    last_column = last_column.max(column + 1);
                }
            }
            _ => {}
        }
    }
    if u64::from(last_row) * u64::from(last_column) > MAX_CELLS as u64 {
        return Err(ReadError::TooLarge);
    }
    Ok(sheet)
}

/// Fonts, formats and how cells put them together.
#[derive(Default)]
struct Styles {
    fonts: Vec<Option<OldFont>>,
    formats: HashMap<u16, String>,
    /// (font, format) by the number of the style.
    cells: Vec<(u16, u16)>,
}

impl Styles {
    fn looks(&self) -> Vec<Look> {
        self.cells
            .iter()
            .map(|(font, format)| Look {
                zero_padded: self.formats.get(format).and_then(|code| zero_padding(code)),
                old_font: self.font(*font),
            })
            .collect()
    }

    /// There is no font with the number 4.
    fn font(&self, number: u16) -> Option<OldFont> {
        let at = usize::from(number.checked_sub(u16::from(number > 4))?);
        self.fonts.get(at).copied().flatten()
    }
}

/// A font's name behind the length at 14; before BIFF8 without the flags.
fn font_name(data: &[u8]) -> Option<String> {
    let length = usize::from(*data.get(14)?);
    if data.len() == 15 + length {
        return Some(data.get(15..)?.iter().map(|b| char::from(*b)).collect());
    }
    text(data, 14, 1)
}

/// A text whose length of `width` bytes stands at `at`, flags after it.
fn text(data: &[u8], at: usize, width: usize) -> Option<String> {
    let length = match width {
        1 => usize::from(*data.get(at)?),
        _ => usize::from(u16_at(data, at)?),
    };
    let from = at + width + 1;
    let wide = data.get(at + width)? & 1 != 0;
    let bytes = data.get(from..from + if wide { length * 2 } else { length })?;
    Some(if wide {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .filter_map(|pair| u16_at(pair, 0))
            .collect();
        String::from_utf16_lossy(&units)
    } else {
        bytes.iter().map(|b| char::from(*b)).collect()
    })
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

/// Record by record, as far as they are whole.
struct Walk<'a>(&'a [u8]);

impl<'a> Iterator for Walk<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.0, 0)?;
        let end = 4 + usize::from(u16_at(self.0, 2)?);
        let data = self.0.get(4..end)?;
        self.0 = self.0.get(end..)?;
        Some(Record { kind, data })
    }
}
