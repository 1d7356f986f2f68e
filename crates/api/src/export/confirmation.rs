//! Danh sách xác nhận (D-39): every claim that a reviewer confirmed, in the order it was said.

use super::basis::{Basis, street};
use super::form;
use crate::paper::origin::by_walkers;
use crate::review::{Item, items};
use crate::{ApiError, ErrorCode};
use std::collections::HashMap;
use tungnha_core::Instant;
use tungnha_core::personal_id::PersonalId;
use tungnha_core::words::{App, Source};
use tungnha_sheets::confirmation_list::{Confirmation, ConfirmationList, ConfirmationRow};
use tungnha_sheets::office_list::OfficeList;
use tungnha_store::read::{ClaimFilter, ClaimState, ResidentRow};
use tungnha_store::{Key, Txn};

pub(super) fn list(txn: &Txn<'_>, basis: &Basis) -> Result<OfficeList, ApiError> {
    let filter = ClaimFilter {
        state: ClaimState::Confirmed,
        hamlet: basis.hamlet,
        app: None,
        own: false,
    };
    let people: HashMap<Key, &ResidentRow> = basis.people.iter().map(|p| (p.key, p)).collect();
    let mut rows = Vec::new();
    for item in items(by_walkers(txn, txn.claims(&filter)?)?) {
        rows.push(row(basis, &people, &item)?);
    }
    let head = form::head(basis, true);
    let signing = form::signatures(basis);
    let list = ConfirmationList {
        superior: head.superior,
        agency: head.agency,
        number: head.number,
        place: head.place,
        day: head.day,
        scope: form::subtitle(basis, None),
        practice: head.practice,
        rows,
        prepared_by: signing.prepared_by,
        signer_title: signing.signer_title,
        signed_by: signing.signed_by,
        recipients: form::recipients(basis, &[]),
        stamp: head.stamp,
    };
    Ok(list.paper())
}

fn row(
    basis: &Basis,
    people: &HashMap<Key, &ResidentRow>,
    item: &Item,
) -> Result<ConfirmationRow, ApiError> {
    let first = item.claims.first().ok_or(ErrorCode::Internal)?;
    let person = people.get(&first.resident).ok_or(ErrorCode::Internal)?;
    let hamlet = basis.hamlet_name(person.hamlet).to_owned();
    let street = basis.doors.get(&person.household).map(street);
    let parts = [hamlet, street.unwrap_or_default()];
    let address: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|p| !p.is_empty())
        .collect();
    let decided = item.claims.iter().find_map(|claim| claim.decided.as_ref());
    let confirmation = decided.map(|(_, _, by, at)| Confirmation {
        // One's own decision that is not receipted yet has no name beside it.
        by: by.clone().unwrap_or_else(|| basis.grant.name.clone()),
        at: Instant(*at),
    });
    let said_at = item.claims.iter().map(|claim| claim.said_at).min();
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
        done_on: Instant(said_at.unwrap_or_default()).day(),
        helper: item.names(|c| c.by.as_ref()).join(", "),
        unit: item.names(|c| c.organisation.as_ref()).join(", "),
        confirmation,
        note: if first.source == Source::CitizenStatement {
            "Công dân tự khai".into()
        } else {
            String::new()
        },
    })
}
