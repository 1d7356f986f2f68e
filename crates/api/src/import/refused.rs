//! The rows that a reading refused, as a spreadsheet to mend.

use super::plan::Plan;
use crate::device::need_office;
use crate::payload::{ExportList, Exported};
use crate::seat::write_private;
use crate::{ApiError, Device, ErrorCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tungnha_core::body;
use tungnha_sheets::refused_list::{RefusedList, write};
use tungnha_sheets::resident_list::{RefusalReason, RefusedRow, ResidentList};
use tungnha_store::StoreError;

impl Device {
    /// Works after a preview, and still after its list was taken in.
    pub(crate) fn import_refused(&self, args: ExportList) -> Result<Exported, ApiError> {
        self.read(need_office)?;
        let read = self.last_read()?;
        let day = self.0.host.now().day();
        let mut rows = read.list.refused.clone();
        if !read.taken {
            let plan = self.read(|txn| Plan::make(txn, &read.list, &read.decisions))?;
            rows.extend(left_out(&read.list, &plan));
        }
        let bytes = write(&RefusedList {
            rows: &rows,
            columns: &read.list.columns,
            day,
        })
        .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
        // The rows are people: that they leave is said first.
        self.say_exported(body::Exported {
            list: "refused_rows".into(),
            scope: self.read(|txn| Ok(txn.grant()?.book_name))?,
            rows: rows.len() as u32,
            format: "xlsx".into(),
        })?;
        let (y, m, d) = day.ymd();
        let file_name = format!("dong-chua-nhan-{y:04}-{m:02}-{d:02}.xlsx");
        let path = if args.save {
            let path = self.0.host.downloads(&file_name);
            write_private(&path, &bytes).map_err(StoreError::from)?;
            Some(path.display().to_string())
        } else {
            None
        };
        Ok(Exported {
            file_name,
            path,
            bytes_base64: STANDARD.encode(&bytes),
            rows: rows.len() as u32,
        })
    }
}

/// The rows that were read and from which nothing comes, as they were written: those that somebody left out, those
/// that say somebody again, ids of nobody.
pub(super) fn left_out(list: &ResidentList, plan: &Plan) -> Vec<RefusedRow> {
    let rows = plan.left_out.iter().filter_map(|at| list.rows.get(*at));
    let left_out = rows.map(|row| {
        let place = (row.sheet.clone(), row.row);
        RefusedRow {
            sheet: row.sheet.clone(),
            row: row.row,
            column: None,
            header: String::new(),
            code: RefusalReason::LeftOut,
            text: String::new(),
            cells: list.flagged_cells.get(&place).cloned().unwrap_or_default(),
            hamlet: row.hamlet.clone(),
        }
    });
    let again = plan.again.iter().map(|again| again.row.clone());
    left_out
        .chain(again)
        .chain(plan.unknown.iter().cloned())
        .collect()
}
