//! Cells of a table as they are shown and handed back.

use super::super::field::Meaning;
use super::super::grid::{Row, Sheet, letters};
use super::super::header::{Column, Table};
use super::super::mask::mask;
use super::super::report::{ColumnUnderstanding, NamedCells, ResidentList};
use super::super::row_kind;
use std::collections::HashMap;
use std::sync::Arc;
use tungnha_core::name;

/// The rows of a table that begin it, as a person sees them: for showing what the columns hold.
const FIRST_ROWS: usize = 6;

/// The first filled rows below the header, cell by cell in the order of the columns; long numbers masked,
/// nothing of columns that must not be kept.
pub fn first_rows(sheet: &Sheet, table: &Table) -> Vec<Vec<String>> {
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

/// Keeps the cells of flagged rows and of namesakes: whoever leaves one out, or has somebody in two rows, gets
/// it back whole.
pub fn keep_flagged_cells(sheet: &Sheet, table: &Table, list: &mut ResidentList) {
    let flagged = list.flagged.iter().map(|flag| (&flag.sheet, flag.row));
    let mut names: HashMap<&str, u32> = HashMap::new();
    for row in &list.rows {
        *names.entry(row.name.as_str()).or_default() += 1;
    }
    let namesakes = list
        .rows
        .iter()
        .filter(|row| names.get(row.name.as_str()).is_some_and(|times| *times > 1))
        .map(|row| (&row.sheet, row.row));
    for (_, number) in flagged
        .chain(namesakes)
        .filter(|(of, _)| **of == sheet.name)
    {
        let at = sheet.rows.binary_search_by_key(&number, |row| row.number);
        if let Some(row) = at.ok().and_then(|at| sheet.rows.get(at)) {
            list.flagged_cells
                .entry((Arc::clone(&sheet.name), number))
                .or_insert_with(|| kept_cells(row, table));
        }
    }
}

/// Everything below a header, except what must not be kept.
pub(super) fn kept_cells(row: &Row, table: &Table) -> NamedCells {
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

/// How the column was understood.
pub(super) fn understanding(sheet: &Sheet, column: &Column, below: &[Row]) -> ColumnUnderstanding {
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
