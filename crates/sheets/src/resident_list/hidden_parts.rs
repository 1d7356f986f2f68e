//! What a workbook holds and does not show: someone should know of it before a list is taken over.

use super::grid::{Sheet, letters};
use super::report::{HiddenKind, HiddenPart};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Adds what is hidden of a sheet.
pub(super) fn tell(sheet: &Sheet, hidden: &mut Vec<HiddenPart>) {
    let mut add = |what, places| {
        hidden.push(HiddenPart {
            sheet: Arc::clone(&sheet.name),
            what,
            places,
        });
    };
    if sheet.hidden {
        if !sheet.rows.is_empty() {
            add(HiddenKind::Sheet, Vec::new());
        }
        return;
    }
    let rows: Vec<String> = sheet
        .rows
        .iter()
        .filter(|row| sheet.hidden_rows.contains(&row.number))
        .map(|row| row.number.to_string())
        .collect();
    if !rows.is_empty() {
        add(HiddenKind::Rows, rows);
    }
    if sheet.hidden_columns.is_empty() {
        return;
    }
    let filled: BTreeSet<u32> = sheet
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|(column, _)| *column))
        .collect();
    let columns: BTreeSet<u32> = sheet.hidden_columns.iter().copied().collect();
    let columns: Vec<String> = columns
        .intersection(&filled)
        .map(|at| letters(*at))
        .collect();
    if !columns.is_empty() {
        add(HiddenKind::Columns, columns);
    }
}
