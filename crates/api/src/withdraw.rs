//! Targets, their parts and milestones are withdrawn by whoever said them, and put back by saying them again.

use crate::device::need_office;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{Milestone, Retract, Target, TargetDue, TargetPrint, TargetRow};
use tungnha_core::{Body, DeltaId, Slot};
use tungnha_store::Txn;
use tungnha_store::read::Version;

impl Device {
    /// Nothing that anybody said of the thing stands any more, if all of it is this member's.
    pub(crate) fn withdraw(&self, args: OfThing) -> Result<Nothing, ApiError> {
        self.write(|txn| {
            need_office(txn)?;
            let (_, versions) = versions(txn, &args.id)?;
            let standing: Vec<&Version> = versions.iter().filter(|one| !one.withdrawn).collect();
            if standing.is_empty() {
                return Err(ErrorCode::Conflict.into());
            }
            if !standing.iter().all(|one| one.own) {
                return Err(ApiError::new(
                    ErrorCode::NotAllowed,
                    "a colleague said something of it",
                ));
            }
            for one in standing {
                let target = one.delta.id;
                txn.say(Retract { target }.into(), self.0.host.now())?;
            }
            Ok(Nothing {})
        })
    }

    /// What was withdrawn last is said again, under the name that the thing has always had.
    pub(crate) fn put_back(&self, args: OfThing) -> Result<Nothing, ApiError> {
        self.write(|txn| {
            need_office(txn)?;
            let (id, versions) = versions(txn, &args.id)?;
            if versions.iter().any(|one| !one.withdrawn) {
                return Err(ErrorCode::Conflict.into());
            }
            let last = versions
                .into_iter()
                .next_back()
                .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "thing"))?;
            let body = again(last.delta.body, id)?;
            self.said(txn, body)?;
            Ok(Nothing {})
        })
    }
}

/// Whether `withdraw` would go well: everything that stands of it was said by this member.
pub(crate) fn may_withdraw(txn: &Txn<'_>, id: DeltaId, slot: Slot) -> Result<bool, ApiError> {
    let Some(key) = txn.find_key(id)? else {
        return Ok(false);
    };
    let versions = txn.versions(key, slot)?;
    Ok(versions.iter().all(|one| one.own || one.withdrawn))
}

/// The delta that began the thing, and all that was said of it.
fn versions(txn: &Txn<'_>, id: &str) -> Result<(DeltaId, Vec<Version>), ApiError> {
    let id = convert::delta_id(id)?;
    let begun = txn
        .statement(id)?
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "thing"))?;
    let slot = match &begun.body {
        Body::Target(_) => Slot::Target,
        Body::TargetRow(_) => Slot::TargetRow,
        Body::TargetDue(_) => Slot::TargetDue,
        Body::TargetPrint(_) => Slot::TargetPrint,
        Body::Milestone(_) => Slot::Milestone,
        _ => return Err(ApiError::new(ErrorCode::BadInput, "thing")),
    };
    Ok((id, txn.versions(convert::key(txn, &id.to_string())?, slot)?))
}

/// The same words of the thing `of`.
fn again(body: Body, of: DeltaId) -> Result<Body, ApiError> {
    let of = Some(of);
    Ok(match body {
        Body::Target(b) => Target { of, ..b }.into(),
        Body::TargetRow(b) => TargetRow { of, ..b }.into(),
        Body::TargetDue(b) => TargetDue { of, ..b }.into(),
        Body::TargetPrint(b) => TargetPrint { of, ..b }.into(),
        Body::Milestone(b) => Milestone { of, ..b }.into(),
        _ => return Err(ApiError::new(ErrorCode::BadInput, "thing")),
    })
}
