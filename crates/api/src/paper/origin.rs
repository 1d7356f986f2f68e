//! Which claims came from paper: of which sheet, who walked, who typed.

use crate::ApiError;
use crate::payload::PaperOrigin;
use std::collections::HashMap;
use tungnha_core::{Body, DeltaId};
use tungnha_store::read::ClaimRow;
use tungnha_store::{Key, Txn};

/// Where the claim `claim` came from; nothing for one that was said on a phone.
pub(crate) fn origin(txn: &Txn<'_>, claim: Key) -> Result<Option<PaperOrigin>, ApiError> {
    let id: DeltaId = txn.id(claim)?;
    let rows = txn.typed_beside(claim)?;
    let Some(row) = rows
        .into_iter()
        .rev()
        .find(|row| row.typed.said.contains(&id))
    else {
        return Ok(None);
    };
    let sheet = match txn.statement(row.typed.sheet)?.map(|said| said.body) {
        Some(Body::WalkSheet(sheet)) => sheet,
        _ => return Ok(None),
    };
    Ok(Some(PaperOrigin {
        sheet: txn.id(row.sheet)?.to_string(),
        number: sheet.number,
        line: row.typed.line,
        walker: sheet.name.unwrap_or_default(),
        typed_by: match row.by {
            Some(name) => name,
            None => txn.grant()?.name,
        },
        typed_at: row.at,
    }))
}

/// The claims with those who walked in the place of those who typed: a list names whoever helped at the door.
pub(crate) fn by_walkers(
    txn: &Txn<'_>,
    mut claims: Vec<ClaimRow>,
) -> Result<Vec<ClaimRow>, ApiError> {
    let typed = txn.all_typed()?;
    if typed.is_empty() {
        return Ok(claims);
    }
    let mut walkers: HashMap<Key, (String, Option<String>)> = HashMap::new();
    for row in txn.walk_sheets(None)? {
        let Some(name) = row.sheet.name else {
            continue;
        };
        let posted = match row.sheet.member {
            Some(member) => txn
                .postings(row.hamlet)?
                .into_iter()
                .find(|one| one.member == member),
            None => None,
        };
        walkers.insert(row.key, (name, posted.and_then(|one| one.organisation)));
    }
    let mut from: HashMap<Key, Key> = HashMap::new();
    for row in typed {
        for said in &row.typed.said {
            if let Some(key) = txn.find_key(*said)? {
                from.insert(key, row.sheet);
            }
        }
    }
    for claim in &mut claims {
        if let Some((name, organisation)) =
            from.get(&claim.key).and_then(|sheet| walkers.get(sheet))
        {
            claim.by = Some(name.clone());
            claim.organisation = organisation.clone();
        }
    }
    Ok(claims)
}
