//! Day numbers of spreadsheets.

use super::grid::Cell;
use tungnha_core::time::Day;

/// The day as a cell; `epoch` is 1462 in workbooks that count from 1904, else 0. `None` for a
/// number that is no day.
pub(super) fn day(number: f64, epoch: i64) -> Option<Cell> {
    let serial = number.floor();
    // 1 is 01/01/1900; below 61 the 1900 system is off by a day, for a 29/02/1900.
    if !(61.0..2_958_466.0).contains(&serial) {
        return None;
    }
    i32::try_from(serial as i64 + epoch - 25_569)
        .ok()
        .map(|day| Cell::Date(Day(day)))
}
