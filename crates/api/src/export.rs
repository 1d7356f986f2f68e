//! Lists that go out, in the office's form.

use crate::device::need_office;
use crate::payload::{ExportList, Exported};
use crate::review::{Item, address, items, person};
use crate::seat::write_private;
use crate::{ApiError, Device, ErrorCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tungnha_core::Instant;
use tungnha_core::personal_id::PersonalId;
use tungnha_core::time::Day;
use tungnha_core::words::{App, Source};
use tungnha_sheets::confirmation_list::{Confirmation, ConfirmationList, ConfirmationRow, write};
use tungnha_store::read::{ClaimFilter, ClaimState};
use tungnha_store::{StoreError, Txn};

impl Device {
    /// Danh sách xác nhận (D-39): every claim that a reviewer confirmed, in the order it was said.
    pub(crate) fn export_confirmation_list(&self, args: ExportList) -> Result<Exported, ApiError> {
        let now = self.0.host.now();
        let list = self.read(|txn| {
            need_office(txn)?;
            confirmation_list(txn, now)
        })?;
        let rows = list.rows.len() as u32;
        let bytes = write(&list).map_err(|e| ApiError::new(ErrorCode::Internal, e.to_string()))?;
        let (y, m, d) = now.day().ymd();
        let file_name = format!("danh-sach-xac-nhan-{y:04}-{m:02}-{d:02}.xlsx");
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
            rows,
        })
    }
}

fn confirmation_list(txn: &Txn<'_>, now: Instant) -> Result<ConfirmationList, ApiError> {
    let grant = txn.grant()?;
    let filter = ClaimFilter {
        state: ClaimState::Confirmed,
        hamlet: None,
        app: None,
        own: false,
    };
    let mut rows = Vec::new();
    for item in items(txn.claims(&filter)?) {
        rows.push(row(txn, &item)?);
    }
    let campaign = txn.campaign()?;
    // "xã Cẩm Tân" is a commune; what follows the kind's word is its place.
    let place = grant
        .book_name
        .split_once(' ')
        .map_or(grant.book_name.as_str(), |(_, name)| name);
    Ok(ConfirmationList {
        superior: None,
        agency: format!("CÔNG AN {}", grant.book_name.to_uppercase()),
        place: place.to_owned(),
        day: now.day(),
        scope: campaign.iter().map(|frame| frame.title.clone()).collect(),
        practice: campaign.as_ref().is_some_and(|frame| frame.practice),
        rows,
        prepared_by: Some(grant.name.clone()),
        signer_title: signer(&grant.book_name).into(),
        signed_by: None,
        stamp: Some(format!("{} · {}", grant.name, now.day().in_words())),
    })
}

/// TRƯỞNG CÔNG AN XÃ, PHƯỜNG or of whatever the commune is.
fn signer(book: &str) -> &'static str {
    match book.split(' ').next() {
        Some("phường") => "TRƯỞNG CÔNG AN PHƯỜNG",
        Some("thị") => "TRƯỞNG CÔNG AN THỊ TRẤN",
        _ => "TRƯỞNG CÔNG AN XÃ",
    }
}

fn row(txn: &Txn<'_>, item: &Item) -> Result<ConfirmationRow, ApiError> {
    let first = item.claims.first().ok_or(ErrorCode::Internal)?;
    let person = person(txn, first.resident)?;
    let hamlet = txn.hamlet_name(person.hamlet)?.unwrap_or_default();
    let street = address(txn, person.household)?;
    let parts = [hamlet, street];
    let address: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|p| !p.is_empty())
        .collect();
    let decided = item.claims.iter().find_map(|claim| claim.decided.as_ref());
    let confirmer = match decided {
        // One's own decision that is not receipted yet.
        Some((_, _, by, at)) => Some(Confirmation {
            by: match by {
                Some(name) => name.clone(),
                None => txn.grant()?.name,
            },
            at: Instant(*at),
        }),
        None => None,
    };
    Ok(ConfirmationRow {
        name: person.name.clone(),
        birth: person.best_birth(),
        personal_id: person
            .personal_id
            .as_ref()
            .and_then(|id| PersonalId::parse(id).ok()),
        address: address.join(", "),
        app: first.app,
        level: (first.app == App::Vneid).then_some(first.level),
        stage: first.stage,
        done_on: done_on(item),
        helper: item.names(|c| c.by.as_ref()).join(", "),
        unit: item.names(|c| c.organisation.as_ref()).join(", "),
        confirmation: confirmer,
        note: if first.source == Source::CitizenStatement {
            "Công dân tự khai".into()
        } else {
            String::new()
        },
    })
}

/// The day on which it was said first.
fn done_on(item: &Item) -> Day {
    let first = item.claims.iter().map(|claim| claim.said_at).min();
    Instant(first.unwrap_or_default()).day()
}
