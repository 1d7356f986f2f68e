//! The tables of an `.ods`, element by element.

use super::super::collect::{self, Collected, Look};
use super::super::grid::{Cell, Merge, Sheet};
use super::super::unpack::{attribute, entity};
use super::super::{MAX_CELLS, ReadError};
use super::damage;
use super::styles::Styles;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::HashSet;
use std::io::BufRead;
use std::ops::ControlFlow;
use std::sync::Arc;
use tungnha_core::time::Day;

/// No spreadsheet program has more columns or rows.
const COLUMNS: u32 = 16_384;
const ROWS: u32 = 1_048_576;

type Progress<'a> = &'a mut dyn FnMut(usize, usize) -> ControlFlow<()>;

pub(super) fn read(
    reader: &mut Reader<impl BufRead>,
    styles: &mut Styles,
    on_progress: Progress<'_>,
) -> Result<Vec<Sheet>, ReadError> {
    let mut sheets = Vec::new();
    let mut cells_left = MAX_CELLS;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damage)? {
            Event::Start(element) if element.name().as_ref() == "table:table" => {
                let name = attribute(&element, "table:name").unwrap_or_default();
                let hidden = attribute(&element, "table:style-name")
                    .is_some_and(|style| styles.hides(&style));
                let collected = Collected::new(&mut cells_left, &mut *on_progress);
                sheets.push(Table::read(reader, styles, collected, &name, hidden)?);
            }
            Event::Start(element) => styles.start(&element),
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// A table while it is read.
struct Table<'a> {
    collected: Collected<'a>,
    styles: &'a Styles,
    /// (first column after it, style, hidden) of the columns described so far.
    columns: Vec<(u32, Option<String>, bool)>,
    merges: Vec<Merge>,
    hidden_rows: HashSet<u32>,
    /// The row that is being read, from 1.
    row: u32,
    column: u32,
    row_style: Option<String>,
}

impl<'a> Table<'a> {
    fn read(
        reader: &mut Reader<impl BufRead>,
        styles: &'a Styles,
        collected: Collected<'a>,
        name: &str,
        hidden: bool,
    ) -> Result<Sheet, ReadError> {
        let mut table = Self {
            collected,
            styles,
            columns: Vec::new(),
            merges: Vec::new(),
            hidden_rows: HashSet::new(),
            row: 1,
            column: 0,
            row_style: None,
        };
        let mut buffer = Vec::new();
        // How often the row at hand stands there, and its cells until it ends.
        let mut times = 1;
        let mut row: Vec<(u32, u32, Cell, Look)> = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(damage)? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-column" => table.columns(&element),
                    "table:table-row" => {
                        times = repeated(&element, "table:number-rows-repeated", ROWS);
                        table.column = 0;
                        table.row_style = attribute(&element, "table:default-cell-style-name");
                        if is_hidden(&element) {
                            let rows = table.row..table.row.saturating_add(times).min(ROWS);
                            // Everything below the list may be hidden at once.
                            table.hidden_rows.extend(rows.take(MAX_CELLS / 100));
                        }
                    }
                    "table:table-cell" => {
                        let element = element.to_owned();
                        if let Some((times, cell, look)) = table.cell(reader, &element)? {
                            row.push((table.column, times, cell, look));
                        }
                        table.column = table.column.saturating_add(repeats(&element));
                    }
                    "table:covered-table-cell" => {
                        table.column = table.column.saturating_add(repeats(&element));
                    }
                    _ => {}
                },
                Event::End(element) => match element.name().as_ref() {
                    "table:table-row" => {
                        table.end_row(std::mem::take(&mut row), times)?;
                    }
                    "table:table" => break,
                    _ => {}
                },
                Event::Eof => return Err(ReadError::Damaged("content.xml ends early".into())),
                _ => {}
            }
        }
        let mut first = 0;
        let mut hidden_columns = Vec::new();
        for (end, _, hidden) in &table.columns {
            // The columns to the right of all lists may be hidden together.
            hidden_columns.extend((first..*end).filter(|_| *hidden).take(256));
            first = *end;
        }
        Ok(Sheet {
            name: Arc::from(name),
            hidden,
            rows: table.collected.finish(),
            hidden_rows: table.hidden_rows,
            hidden_columns,
            merges: table.merges,
        })
    }

    fn columns(&mut self, element: &BytesStart<'_>) {
        let count = repeated(element, "table:number-columns-repeated", COLUMNS);
        let first = self.columns.last().map_or(0, |(end, ..)| *end);
        let style = attribute(element, "table:default-cell-style-name");
        let end = first.saturating_add(count).min(COLUMNS);
        self.columns.push((end, style, is_hidden(element)));
    }

    fn end_row(&mut self, cells: Vec<(u32, u32, Cell, Look)>, times: u32) -> Result<(), ReadError> {
        let last = self.row.saturating_add(times).min(ROWS + 1);
        if !cells.is_empty() {
            for number in self.row..last {
                for (column, repeats, cell, look) in &cells {
                    for column in *column..column.saturating_add(*repeats).min(COLUMNS) {
                        self.collected.add(number, column, cell.clone(), *look)?;
                    }
                }
            }
        }
        self.row = last;
        Ok(())
    }

    /// The value of a cell with how often it stands there; the reader is past the cell then.
    fn cell(
        &mut self,
        reader: &mut Reader<impl BufRead>,
        element: &BytesStart<'_>,
    ) -> Result<Option<(u32, Cell, Look)>, ReadError> {
        let spanned = repeated(element, "table:number-columns-spanned", COLUMNS);
        if spanned > 1 {
            self.merges.push(Merge {
                row: self.row,
                first_column: self.column,
                last_column: self.column.saturating_add(spanned - 1),
            });
        }
        let style = attribute(element, "table:style-name")
            .or_else(|| self.row_style.clone())
            .or_else(|| {
                let at = self.columns.iter().find(|(end, ..)| self.column < *end);
                at.and_then(|(_, style, _)| style.clone())
            });
        let (shown, span_style) = shown(reader)?;
        let old_font = [style, span_style]
            .iter()
            .flatten()
            .find_map(|style| self.styles.old_font(style));
        let mut look = Look {
            zero_padded: None,
            old_font,
        };
        let number = attribute(element, "office:value").and_then(|value| value.parse::<f64>().ok());
        let cell = match attribute(element, "office:value-type").as_deref() {
            Some("float" | "currency" | "percentage") => number.map(|value| {
                // What is shown with zeros in front is what the office meant.
                let padded = shown.starts_with('0') && shown.bytes().all(|b| b.is_ascii_digit());
                look.zero_padded = padded.then(|| u8::try_from(shown.len()).ok()).flatten();
                Cell::Number {
                    value,
                    zero_padded: look.zero_padded,
                }
            }),
            Some("date") => attribute(element, "office:date-value")
                .and_then(|date| iso_day(&date))
                .map(Cell::Date),
            _ => None,
        };
        let stored = || attribute(element, "office:string-value").unwrap_or_default();
        let cell = cell.or_else(|| {
            collect::text(
                if shown.is_empty() {
                    stored()
                } else {
                    shown.clone()
                }
                .as_str(),
            )
        });
        Ok(cell.map(|cell| (repeats(element), cell, look)))
    }
}

/// The text that a cell shows, and the style of the first part of it that has its own. Remarks
/// pinned to the cell are not shown.
fn shown(reader: &mut Reader<impl BufRead>) -> Result<(String, Option<String>), ReadError> {
    let mut text = String::new();
    let mut style = None;
    let mut buffer = Vec::new();
    let (mut depth, mut inside, mut remark) = (0usize, 0usize, 0usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damage)? {
            Event::Start(element) => {
                depth += 1;
                match element.name().as_ref() {
                    "office:annotation" if remark == 0 => remark = depth,
                    "text:p" if remark == 0 => {
                        inside += 1;
                        if !text.is_empty() {
                            text.push('\n');
                        }
                    }
                    "text:span" if remark == 0 && style.is_none() => {
                        style = attribute(&element, "text:style-name");
                    }
                    "text:s" if remark == 0 => {
                        let spaces = repeated(&element, "text:c", 1000);
                        text.extend((0..spaces).map(|_| ' '));
                    }
                    "text:tab" | "text:line-break" if remark == 0 => text.push('\n'),
                    _ => {}
                }
            }
            Event::Text(part) if inside > 0 && remark == 0 => {
                text.push_str(&part.xml_content(XmlVersion::Implicit1_0));
            }
            Event::GeneralRef(part) if inside > 0 && remark == 0 => entity(&part, &mut text),
            Event::End(_) if depth == 0 => return Ok((text, style)),
            Event::End(element) => {
                if remark == depth {
                    remark = 0;
                } else if remark == 0 && element.name().as_ref() == "text:p" {
                    inside = inside.saturating_sub(1);
                }
                depth -= 1;
            }
            Event::Eof => return Err(ReadError::Damaged("content.xml ends early".into())),
            _ => {}
        }
    }
}

fn repeats(element: &BytesStart<'_>) -> u32 {
    repeated(element, "table:number-columns-repeated", COLUMNS)
}

fn repeated(element: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(element, name)
        .and_then(|count| count.parse::<u32>().ok())
        .map_or(1, |count| count.clamp(1, most))
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "table:visibility")
        .is_some_and(|seen| seen == "collapse" || seen == "filter")
}

/// The day of `1990-03-05` or `1990-03-05T00:00:00`.
fn iso_day(date: &str) -> Option<Day> {
    let mut parts = date.split('T').next()?.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
