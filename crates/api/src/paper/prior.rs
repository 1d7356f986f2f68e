//! What was typed from a line before, as far as it stands.

use super::cells::Column;
use super::sheet::Sheet;
use crate::ApiError;
use std::collections::BTreeMap;
use tungnha_core::words::{Agreement, Outcome};
use tungnha_core::{Body, DeltaId};
use tungnha_store::read::TypedRow;
use tungnha_store::{Key, Txn};

/// One statement from a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Said {
    pub id: DeltaId,
    pub key: Key,
    /// This device said it, and can take it back.
    pub own: bool,
    pub what: What,
}

/// What it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum What {
    Visit(Outcome, Option<i64>),
    Absence,
    Notice(Agreement),
    Account(Column),
    /// Nothing that a line of this program has.
    Other,
}

/// Everything typed from one line.
#[derive(Clone, Default, Debug)]
pub(crate) struct Prior {
    /// That it was typed, the first first.
    pub typed: Vec<TypedRow>,
    /// What stands of it.
    pub said: Vec<Said>,
}

impl Prior {
    /// Of all lines of the sheet from which something was typed.
    pub fn of(txn: &Txn<'_>, sheet: &Sheet) -> Result<BTreeMap<u16, Self>, ApiError> {
        let mut lines: BTreeMap<u16, Self> = BTreeMap::new();
        for key in sheet.keys() {
            for row in txn.typed_from(key)? {
                lines.entry(row.typed.line).or_default().typed.push(row);
            }
        }
        for prior in lines.values_mut() {
            prior.typed.sort_by_key(|row| (row.at, row.key));
            for id in prior.typed.iter().flat_map(|row| &row.typed.said) {
                if prior.said.iter().all(|said| said.id != *id)
                    && let Some(said) = said(txn, *id)?
                {
                    prior.said.push(said);
                }
            }
        }
        Ok(lines)
    }

    /// What the line says happened.
    pub fn outcome(&self) -> Option<(Outcome, Option<i64>)> {
        let visit = self.said.iter().find_map(|said| match said.what {
            What::Visit(outcome, at) => Some((outcome, at)),
            _ => None,
        });
        let away = self.said.iter().any(|said| said.what == What::Absence);
        visit.or(away.then_some((Outcome::Absent, None)))
    }

    /// How the line answers the notice.
    pub fn notice(&self) -> Option<Agreement> {
        self.said.iter().find_map(|said| match said.what {
            What::Notice(agreement) => Some(agreement),
            _ => None,
        })
    }

    /// The ticked boxes.
    pub fn marks(&self) -> impl Iterator<Item = Column> + '_ {
        self.said.iter().filter_map(|said| match said.what {
            What::Account(column) => Some(column),
            _ => None,
        })
    }
}

/// The statement `id`, unless it was taken back or never arrived.
fn said(txn: &Txn<'_>, id: DeltaId) -> Result<Option<Said>, ApiError> {
    let Some(delta) = txn.statement(id)? else {
        return Ok(None);
    };
    let key = txn.key(id)?;
    if txn.is_taken_back(key)? {
        return Ok(None);
    }
    Ok(Some(Said {
        id,
        key,
        own: txn.is_own(key)?,
        what: match delta.body {
            Body::Visit(b) => What::Visit(b.outcome, b.come_back_at.map(|at| at.0)),
            Body::Absence(_) => What::Absence,
            Body::Notice(b) => What::Notice(b.agreement),
            Body::Account(b) => What::Account(Column {
                app: b.app,
                level: b.level,
            }),
            _ => What::Other,
        },
    }))
}
