//! Paper: sheets that were printed for somebody without a phone, and typing in what came back on them.

pub(crate) mod cells;
mod enter;
mod line;
pub(crate) mod origin;
mod page;
pub(crate) mod plan;
mod prior;
pub(crate) mod sheet;
mod want;

use crate::device::need_office;
use crate::payload::*;
use crate::{ApiError, Device};
use sheet::{Sheet, typed_lines};

/// As many sheets as a list shows at once.
const MOST_SHEETS: usize = 1000;

impl Device {
    pub(crate) fn walk_sheets(&self, _: Nothing) -> Result<SheetList, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let typed = typed_lines(txn)?;
            let mut sheets = Sheet::all(txn)?;
            sheets.sort_by_key(|sheet| std::cmp::Reverse((sheet.printed.at, sheet.printed.key)));
            let shown = sheets.iter().take(MOST_SHEETS);
            let cards = shown.map(|sheet| sheet.card(txn, &typed));
            Ok(SheetList {
                sheets: cards.collect::<Result<_, _>>()?,
            })
        })
    }

    pub(crate) fn walk_sheet(&self, args: OfSheet) -> Result<SheetPage, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            page::page(txn, &Sheet::of(txn, &args.sheet)?, self.0.host.now())
        })
    }
}
