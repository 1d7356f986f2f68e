//! Lists that go out, in the office's form. That one left is said in the operation that hands it out.

mod absent;
mod basis;
mod confirmation;
mod day;
mod form;
mod ineligible;
mod leave;
mod recheck;
mod slips;
mod vneid;
mod walk;
mod which;

use crate::device::need_office;
use crate::payload::*;
use crate::seat::write_private;
use crate::{ApiError, Device, ErrorCode, convert};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
pub(crate) use form::head_of;

use basis::Basis;
use leave::Leaving;
use tungnha_sheets::office_list::{Paper, WriteError};
use tungnha_store::read::ExportedRow;
use tungnha_store::{StoreError, Txn};
use which::{Format, Which};

impl Device {
    /// Danh sách xác nhận (D-39) as a workbook, of the whole book.
    pub(crate) fn export_confirmation_list(&self, args: ExportList) -> Result<Exported, ApiError> {
        self.hand_over(Which::Confirmation, Format::Xlsx, None, args.save)
    }

    pub(crate) fn lists(&self, args: ListsOf) -> Result<ListCards, ApiError> {
        self.read(|txn| {
            let role = need_office(txn)?;
            let basis = self.basis(txn, args.hamlet.as_deref())?;
            let mut last = txn.last_exports()?;
            let mut cards = Vec::new();
            for which in Which::ALL.into_iter().filter(|which| which.is_for(role)) {
                let paper = which.paper(txn, &basis)?;
                let at = last.iter().position(|row| row.list == which.name());
                let last = at.map(|at| last.swap_remove(at));
                cards.push(ListCard {
                    list: which.name().into(),
                    rows: count(&paper),
                    totals: match &paper {
                        Paper::List(list) => list.totals.clone(),
                        Paper::Slips(_) | Paper::Walk(_) | Paper::Invitation(_) => Vec::new(),
                    },
                    formats: self.formats(which),
                    last: last.map(|row| line(txn, row)).transpose()?,
                });
            }
            Ok(ListCards {
                as_of: basis.now.0,
                cards,
            })
        })
    }

    pub(crate) fn list_preview(&self, args: ListOf) -> Result<ListPage, ApiError> {
        let which: Which = convert::word(&args.list, "list")?;
        self.read(|txn| {
            which.need(need_office(txn)?)?;
            let basis = self.basis(txn, args.hamlet.as_deref())?;
            let paper = which.paper(txn, &basis)?;
            Ok(form::page(&paper, args.limit.clamp(1, 500) as usize))
        })
    }

    pub(crate) fn export_list(&self, args: ExportOf) -> Result<Exported, ApiError> {
        let which: Which = convert::word(&args.list, "list")?;
        let format: Format = convert::word(&args.format, "format")?;
        self.hand_over(which, format, args.hamlet.as_deref(), args.save)
    }

    pub(crate) fn exports(&self, args: ExportsOf) -> Result<ExportLog, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let (total, rows) = txn.exports(args.offset, args.limit.clamp(1, 500))?;
            let lines = rows.into_iter().map(|row| line(txn, row));
            Ok(ExportLog {
                total,
                lines: lines.collect::<Result<_, _>>()?,
            })
        })
    }

    /// Writes a list, says that it leaves, and only then hands it out.
    fn hand_over(
        &self,
        which: Which,
        format: Format,
        hamlet: Option<&str>,
        save: bool,
    ) -> Result<Exported, ApiError> {
        if !self.formats(which).iter().any(|one| one == format.name()) {
            return Err(ApiError::new(ErrorCode::BadInput, "format"));
        }
        let leaving = self.read(|txn| {
            which.need(need_office(txn)?)?;
            let basis = self.basis(txn, hamlet)?;
            Ok(Leaving {
                list: which.name(),
                file: which.file(),
                paper: which.paper(txn, &basis)?,
                scope: basis.scope_name,
            })
        })?;
        self.leave(&leaving, format, save)
    }

    /// A paper for the printer, handed over under `stem` and the day.
    pub(crate) fn hand_out_pdf(
        &self,
        stem: &str,
        paper: &Paper,
        save: bool,
    ) -> Result<Exported, ApiError> {
        let bytes = self.written(paper, Format::Pdf)?;
        let (y, m, d) = self.0.host.now().day().ymd();
        let file_name = format!("{stem}-{y:04}-{m:02}-{d:02}.pdf");
        self.handed(&file_name, &bytes, count(paper), save)
    }

    /// A file that may leave: saved for a window that cannot hand it out itself.
    pub(crate) fn handed(
        &self,
        file_name: &str,
        bytes: &[u8],
        rows: u32,
        save: bool,
    ) -> Result<Exported, ApiError> {
        let path = if save {
            let path = self.0.host.downloads(file_name);
            write_private(&path, bytes).map_err(StoreError::from)?;
            Some(path.display().to_string())
        } else {
            None
        };
        Ok(Exported {
            file_name: file_name.into(),
            path,
            bytes_base64: STANDARD.encode(bytes),
            rows,
        })
    }

    fn basis(&self, txn: &Txn<'_>, hamlet: Option<&str>) -> Result<Basis, ApiError> {
        let hamlet = hamlet.map(|id| convert::key(txn, id)).transpose()?;
        Basis::read(txn, hamlet, self.0.host.now())
    }

    /// What `which` can be written as here. A phone has no printer's room.
    fn formats(&self, which: Which) -> Vec<String> {
        let all = Format::ALL.into_iter().filter(|format| match format {
            Format::Xlsx => which != Which::Slips,
            Format::Docx => true,
            Format::Pdf => self.0.host.prints(),
        });
        all.map(|format| format.name().to_owned()).collect()
    }

    fn written(&self, paper: &Paper, format: Format) -> Result<Vec<u8>, ApiError> {
        let failed = |e: WriteError| ApiError::new(ErrorCode::Internal, e.to_string());
        match format {
            Format::Xlsx => paper.xlsx().map_err(failed),
            Format::Docx => paper.docx().map_err(failed),
            Format::Pdf => self
                .0
                .host
                .printed(paper)
                .map_err(|words| ApiError::new(ErrorCode::Internal, words)),
        }
    }
}

fn count(paper: &Paper) -> u32 {
    u32::try_from(paper.rows()).unwrap_or(u32::MAX)
}

/// This device's own line has no name beside it until the server has received it.
fn line(txn: &Txn<'_>, row: ExportedRow) -> Result<ExportLine, ApiError> {
    Ok(ExportLine {
        by: match row.by {
            Some(name) => name,
            None => txn.grant()?.name,
        },
        list: row.list,
        scope: row.scope,
        rows: row.rows,
        format: row.format,
        at: row.at,
        unsent: row.unsent,
    })
}
