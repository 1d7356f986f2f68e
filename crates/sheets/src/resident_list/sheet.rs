//! Walks through one sheet from the title to the signatures.

mod cells;

pub(super) use cells::{first_rows, keep_flagged_cells};

use super::field::Field;
use super::grid::{Row, Sheet, letters};
use super::habits::{self, Habits};
use super::header::Table;
use super::household::Carry;
use super::mask::mask;
use super::person::{self, Fault, Fields, Notice, Surroundings};
use super::reason::{FlagReason, SkipReason};
use super::report::{FlaggedRow, RefusedRow, ResidentList, SkippedRow, VneidState};
use super::row_kind::{self, RowKind};
use super::{address, hamlet, title};
use cells::{kept_cells, understanding};
use std::ops::ControlFlow;
use std::sync::Arc;
use tungnha_core::name;
use tungnha_core::time::Day;
use tungnha_core::words::App;

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
    (today, chosen): (Day, Option<VneidState>),
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
    let vneid_of_title = if has_state || list.app != App::Vneid {
        None
    } else {
        title::vneid(&titles)
    };
    list.vneid_of_title = list.vneid_of_title.or(chosen).or(vneid_of_title);

    let sheet_name = name::normalise(&sheet.name);
    let walk = Walk {
        sheet,
        habits: habits::of_table(below, table),
        hamlet_of_sheet: hamlet::heading(&sheet_name)
            .or_else(|| titles.iter().find_map(|line| hamlet::in_title(line))),
        last_resort: (several && !is_nameless(&sheet_name))
            .then(|| name::display_case(&sheet_name)),
        vneid_of_title,
        app: list.app,
        chosen,
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
    vneid_of_title: Option<VneidState>,
    app: App,
    chosen: Option<VneidState>,
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
            app: self.app,
            chosen: self.chosen,
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

fn skipped(sheet: &Sheet, row: &Row, why: SkipReason) -> SkippedRow {
    SkippedRow {
        sheet: Arc::clone(&sheet.name),
        row: row.number,
        why,
    }
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
