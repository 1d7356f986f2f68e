//! Walks through one sheet from the title to the signatures.

use super::field::{Field, Meaning};
use super::grid::{Row, Sheet, letters};
use super::habits::{self, Habits};
use super::header::{Column, Table};
use super::household::Carry;
use super::mask::mask;
use super::person::{self, Fault, Fields, Notice, Surroundings};
use super::report::{
    ColumnUnderstanding, FlagReason, FlaggedRow, RefusedRow, ResidentList, SkipReason, SkippedRow,
};
use super::row_kind::{self, RowKind};
use super::{address, hamlet, title};
use std::ops::ControlFlow;
use std::sync::Arc;
use tungnha_core::name;
use tungnha_core::time::Day;

/// Accounts for a sheet that is hidden or holds no table.
pub(super) fn skip(
    sheet: &Sheet,
    list: &mut ResidentList,
    progress: &mut dyn FnMut() -> ControlFlow<()>,
) -> ControlFlow<()> {
    let why = if sheet.hidden {
        SkipReason::HiddenSheet
    } else {
        SkipReason::NoTable
    };
    for row in &sheet.rows {
        list.skipped.push(skipped(sheet, row, why));
        progress()?;
    }
    ControlFlow::Continue(())
}

/// Reads a sheet. `several` tells that other sheets hold tables too, so that the name of this one
/// may well be that of a hamlet.
pub(super) fn read(
    sheet: &Sheet,
    table: &Table,
    several: bool,
    today: Day,
    list: &mut ResidentList,
    progress: &mut dyn FnMut() -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (above, rest) = sheet.rows.split_at(table.first);
    let (header, below) = rest.split_at(table.last + 1 - table.first);
    let titles: Vec<String> = above.iter().map(line).collect();
    for (rows, why) in [(above, SkipReason::Title), (header, SkipReason::Header)] {
        for row in rows {
            list.skipped.push(skipped(sheet, row, why));
            progress()?;
        }
    }
    let day_of_titles = titles.iter().find_map(|line| title::as_of(line, today));
    list.as_of = list.as_of.or(day_of_titles);
    list.columns.extend(
        table
            .columns
            .iter()
            .map(|column| understanding(sheet, column, below)),
    );
    let has_state = [Field::Vneid, Field::Status]
        .iter()
        .any(|f| table.columns.has(*f));
    let vneid_of_title = if has_state {
        None
    } else {
        title::vneid(&titles)
    };
    list.vneid_of_title = list.vneid_of_title.or(vneid_of_title);

    let sheet_name = name::normalise(&sheet.name);
    let walk = Walk {
        sheet,
        habits: habits::of_table(below, table),
        hamlet_of_sheet: hamlet::heading(&sheet_name)
            .or_else(|| titles.iter().find_map(|line| hamlet::in_title(line))),
        last_resort: (several && !is_nameless(&sheet_name))
            .then(|| name::display_case(&sheet_name)),
        vneid_of_title,
        today,
        carry: Carry::new(&table.columns),
        hamlet: None,
        lane: None,
        signed: false,
    };
    if list.title.is_empty() {
        list.title = titles;
    }
    walk.through(below, table, list, progress)
}

/// What is remembered from row to row.
struct Walk<'a> {
    sheet: &'a Sheet,
    habits: Habits,
    hamlet_of_sheet: Option<String>,
    last_resort: Option<String>,
    vneid_of_title: Option<super::VneidState>,
    today: Day,
    carry: Carry,
    hamlet: Option<String>,
    lane: Option<String>,
    /// The signatures have begun; only an id or a birth date begins the list anew.
    signed: bool,
}

impl Walk<'_> {
    fn through(
        mut self,
        rows: &[Row],
        table: &Table,
        list: &mut ResidentList,
        progress: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        for row in rows {
            match row_kind::kind(row, table) {
                RowKind::Person { sure } if sure || !self.signed => {
                    self.signed = false;
                    self.person(row, table, list);
                }
                kind => {
                    let why = self.other(row, kind);
                    list.skipped.push(skipped(self.sheet, row, why));
                }
            }
            progress()?;
        }
        ControlFlow::Continue(())
    }

    /// Remembers what a row about nobody tells about the rows below it.
    fn other(&mut self, row: &Row, kind: RowKind) -> SkipReason {
        match kind {
            RowKind::Signature => self.signed = true,
            _ if self.signed => return SkipReason::Signature,
            _ => {}
        }
        match kind {
            RowKind::Hamlet(hamlet) => {
                self.hamlet = Some(hamlet);
                self.lane = None;
                self.carry.stop();
                SkipReason::HamletHeading
            }
            RowKind::Total => {
                self.carry.stop();
                SkipReason::Total
            }
            RowKind::OtherText => {
                if row.texts().any(|(_, text)| row_kind::is_household(&text)) {
                    self.carry.stop();
                }
                let lane = row
                    .texts()
                    .map(|(_, text)| text)
                    .find(|text| address::is_lane(text));
                self.lane = lane.or_else(|| self.lane.take());
                SkipReason::OtherText
            }
            RowKind::ColumnNumbers => SkipReason::ColumnNumbers,
            RowKind::RepeatedHeader => SkipReason::RepeatedHeader,
            RowKind::OnlyRowNumber => SkipReason::OnlyRowNumber,
            RowKind::Signature | RowKind::Person { .. } => SkipReason::Signature,
        }
    }

    fn person(&mut self, row: &Row, table: &Table, list: &mut ResidentList) {
        let fields = Fields::new(&table.columns, row);
        if let Some((column, text)) = fields.text(Field::Hamlet) {
            // Merged cells: the hamlet stands only in the first of its rows.
            self.hamlet = Some(hamlet::of_cell(&text, &column.own));
        }
        let around = Surroundings {
            sheet: &self.sheet.name,
            habits: &self.habits,
            today: self.today,
            hamlet: self.hamlet.as_deref(),
            lane: self.lane.as_deref(),
            hamlet_of_sheet: self.hamlet_of_sheet.as_deref(),
            last_resort: self.last_resort.as_deref(),
            vneid_of_title: self.vneid_of_title,
        };
        let mut notices = Vec::new();
        if self.sheet.hidden_rows.contains(&row.number) {
            notices.push(Notice {
                column: None,
                code: FlagReason::RowHidden,
                text: String::new(),
            });
        }
        match person::read(&fields, &around, &mut self.carry, &mut notices) {
            Ok(resident) => {
                list.rows.push(resident);
                list.flagged.extend(
                    notices
                        .into_iter()
                        .map(|notice| flagged(self.sheet, row, notice)),
                );
            }
            Err(fault) => {
                let hamlet = self.hamlet.clone().or_else(|| self.hamlet_of_sheet.clone());
                let cells = kept_cells(row, table);
                list.refused
                    .push(refused(self.sheet, row, fault, cells, hamlet));
            }
        }
    }
}

/// The rows of a table that begin it, as a person sees them: for showing what the columns hold.
const FIRST_ROWS: usize = 6;

/// The first filled rows below the header, cell by cell in the order of the columns; long numbers masked,
/// nothing of columns that must not be kept.
pub(super) fn first_rows(sheet: &Sheet, table: &Table) -> Vec<Vec<String>> {
    let below = sheet.rows.get(table.last + 1..).unwrap_or_default();
    below
        .iter()
        .filter(|row| row.cells.len() > 2 && !row_kind::is_column_numbers(row))
        .take(FIRST_ROWS)
        .map(|row| {
            let cell = |column: &Column| match column.meaning {
                Meaning::Sensitive => String::new(),
                Meaning::Known(_) | Meaning::Unknown => mask(&row.text(column.index)),
            };
            table.columns.iter().map(cell).collect()
        })
        .collect()
}

/// Keeps the cells of flagged rows: whoever leaves one out gets it back whole.
pub(super) fn keep_flagged_cells(sheet: &Sheet, table: &Table, list: &mut ResidentList) {
    for flag in list.flagged.iter().filter(|flag| flag.sheet == sheet.name) {
        let at = sheet.rows.binary_search_by_key(&flag.row, |row| row.number);
        if let Some(row) = at.ok().and_then(|at| sheet.rows.get(at)) {
            list.flagged_cells
                .entry((Arc::clone(&flag.sheet), flag.row))
                .or_insert_with(|| kept_cells(row, table));
        }
    }
}

fn skipped(sheet: &Sheet, row: &Row, why: SkipReason) -> SkippedRow {
    SkippedRow {
        sheet: Arc::clone(&sheet.name),
        row: row.number,
        why,
    }
}

/// Everything below a header, except what must not be kept.
fn kept_cells(row: &Row, table: &Table) -> Vec<(String, String)> {
    let kept = table
        .columns
        .iter()
        .filter(|column| column.meaning != Meaning::Sensitive);
    kept.map(|column| {
        let parts = std::iter::once(&column.index).chain(&column.tail);
        let texts: Vec<String> = parts.map(|at| row.text(*at)).collect();
        (letters(column.index), name::normalise(&texts.join(" ")))
    })
    .filter(|(_, text)| !text.is_empty())
    .collect()
}

fn refused(
    sheet: &Sheet,
    row: &Row,
    fault: Fault<'_>,
    cells: Vec<(String, String)>,
    hamlet: Option<String>,
) -> RefusedRow {
    RefusedRow {
        sheet: Arc::clone(&sheet.name),
        row: row.number,
        column: fault.column.map(|column| letters(column.index)),
        header: fault
            .column
            .map(|column| column.header.clone())
            .unwrap_or_default(),
        code: fault.code,
        text: mask(&fault.text),
        cells,
        hamlet,
    }
}

fn flagged(sheet: &Sheet, row: &Row, notice: Notice<'_>) -> FlaggedRow {
    FlaggedRow {
        sheet: Arc::clone(&sheet.name),
        row: row.number,
        column: notice.column.map(|column| letters(column.index)),
        header: notice
            .column
            .map(|column| column.header.clone())
            .unwrap_or_default(),
        code: notice.code,
        text: mask(&notice.text),
        other: None,
    }
}

fn understanding(sheet: &Sheet, column: &Column, below: &[Row]) -> ColumnUnderstanding {
    let dropped = column.meaning == Meaning::Sensitive;
    let example = below
        .iter()
        .filter(|row| row.cells.len() > 2 && !row_kind::is_column_numbers(row))
        .map(|row| row.text(column.index))
        .find(|text| !text.is_empty() && !dropped)
        .unwrap_or_default();
    ColumnUnderstanding {
        sheet: Arc::clone(&sheet.name),
        column: letters(column.index),
        header: column.header.clone(),
        field: match column.meaning {
            Meaning::Known(field) => Some(field),
            Meaning::Sensitive | Meaning::Unknown => None,
        },
        dropped,
        example: mask(&example),
    }
}

/// A title row as one line.
fn line(row: &Row) -> String {
    let texts: Vec<String> = row.texts().map(|(_, text)| text).collect();
    texts.join(" ")
}

/// "Sheet1", "Trang tính1", "DS", "2024": names that say nothing.
fn is_nameless(sheet: &str) -> bool {
    let letters: String = name::fold(sheet)
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    letters.len() < 3
        || [
            "sheet",
            "trangtinh",
            "trang",
            "danhsach",
            "data",
            "dulieu",
            "bang",
            "tong",
        ]
        .iter()
        .any(|word| letters.starts_with(word))
}
