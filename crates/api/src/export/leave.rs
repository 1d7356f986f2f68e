//! That a list leaves: it is written, said, and only then handed out.

use super::which::Format;
use super::{count, form};
use crate::device::role;
use crate::payload::Exported;
use crate::{ApiError, Device, ErrorCode};
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::words::Role;
use tungnha_core::{Instant, body, rights};
use tungnha_protocol::Grant;
use tungnha_sheets::office_list::{Group, OfficeList, Paper, Signatures, moment};
use tungnha_store::Txn;

/// A paper about to leave.
pub(super) struct Leaving {
    /// The name under which the log has it.
    pub list: &'static str,
    /// The beginning of its file's name.
    pub file: &'static str,
    /// The part of the book that it speaks of, as the log has it.
    pub scope: String,
    pub paper: Paper,
}

impl Device {
    /// Writes a paper, says that it leaves, and only then hands it out.
    pub(super) fn leave(
        &self,
        leaving: &Leaving,
        format: Format,
        save: bool,
    ) -> Result<Exported, ApiError> {
        let rows = count(&leaving.paper);
        let bytes = self.written(&leaving.paper, format)?;
        self.say_exported(body::Exported {
            list: leaving.list.into(),
            scope: leaving.scope.clone(),
            rows,
            format: format.name().into(),
        })?;
        let (y, m, d) = self.0.host.now().day().ymd();
        let stem = leaving.file;
        let file_name = format!("{stem}-{y:04}-{m:02}-{d:02}.{}", format.name());
        self.handed(&file_name, &bytes, rows, save)
    }

    /// Says that personal data leave the device. Nothing may be handed out before this has succeeded.
    ///
    /// # Errors
    /// `NotAllowed` to whoever hands nothing on.
    pub(crate) fn say_exported(&self, said: body::Exported) -> Result<(), ApiError> {
        let now = self.0.host.now();
        self.write(|txn| {
            let said = said.into();
            if !rights::may_assert(role(&txn.grant()?)?, &said) {
                return Err(ErrorCode::NotAllowed.into());
            }
            txn.say(said, now)?;
            Ok(())
        })
    }

    /// What a paper with columns can be written as here; nothing for whoever may hand nothing on.
    pub(crate) fn paper_formats(&self, role: Role) -> Vec<String> {
        let said = body::Exported {
            list: String::new(),
            scope: String::new(),
            rows: 0,
            format: String::new(),
        };
        if !rights::may_assert(role, &said.into()) {
            return Vec::new();
        }
        let all = Format::ALL.into_iter();
        let here = all.filter(|format| *format != Format::Pdf || self.0.host.prints());
        here.map(|format| format.name().to_owned()).collect()
    }
}

/// A paper to work with, of the office that prints it: without a number of the office's book.
pub(super) struct Working {
    pub grant: Grant,
    pub campaign: Option<CampaignFrame>,
    pub now: Instant,
    /// "Danh sách tiếp dân"
    pub name: &'static str,
    /// Lines below the title, before the campaign and the moment.
    pub of: Vec<String>,
    /// Header, width, whether in the middle.
    pub columns: &'static [(&'static str, f64, bool)],
    pub groups: Vec<Group>,
    pub nobody: &'static str,
    pub totals: Vec<String>,
}

impl Working {
    /// Whose it is and when, from the device.
    pub fn read(
        txn: &Txn<'_>,
        now: Instant,
    ) -> Result<(Grant, Option<CampaignFrame>, Instant), ApiError> {
        Ok((txn.grant()?, txn.campaign()?, now))
    }

    pub fn paper(self) -> Paper {
        let campaign = self.campaign.as_ref();
        let printed = format!("In lúc {}.", moment(self.now));
        let mut subtitle = self.of;
        subtitle.extend(campaign.map(|frame| frame.title.clone()));
        subtitle.push(printed);
        let signing = form::signatures_of(&self.grant);
        let signer_title = match role(&self.grant) {
            Ok(Role::Police) => signing.signer_title,
            _ => "LÃNH ĐẠO ỦY BAN NHÂN DÂN".into(),
        };
        Paper::List(OfficeList {
            head: form::head_of(&self.grant, campaign, self.now, false),
            name: self.name.into(),
            title: self.name.to_uppercase(),
            subtitle,
            columns: form::columns(self.columns),
            groups: self.groups,
            nobody: self.nobody.into(),
            totals: self.totals,
            recipients: Vec::new(),
            signatures: Signatures {
                signer_title,
                ..signing
            },
        })
    }
}
