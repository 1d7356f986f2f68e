//! What the office says of targets.

use super::{find, group};
use crate::device::need_office;
use crate::payload::*;
use crate::record::within_years;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{Body, Target, TargetDue, TargetPrint, TargetRow};
use tungnha_core::target::{LeftOut, Standing, Standings};
use tungnha_core::{DeltaId, Instant};
use tungnha_store::Txn;

impl Device {
    pub(crate) fn set_target(&self, args: NewTarget) -> Result<SavedTarget, ApiError> {
        self.write(|txn| {
            need_office(txn)?;
            let of = match &args.id {
                Some(id) => Some(find(txn, id)?),
                None => None,
            };
            let campaign = match &of {
                Some(target) => target.body.campaign,
                None => txn
                    .campaign_id()?
                    .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "campaign"))?,
            };
            let target = Target {
                of: of.map(|target| target.id),
                campaign,
                title: words(&args.title).ok_or_else(|| bad("title"))?,
                reason: args.reason.as_deref().and_then(words),
                app: convert::word(&args.app, "app")?,
                minimum_age: args.minimum_age,
                on: convert::read_day(&args.on)?,
                base: columns(&args.base)?,
                left_out: left_out(&args.left_out)?,
                share: args.share,
                rounding: convert::word(&args.rounding, "rounding")?,
                done: columns(&args.done)?,
                denominator: convert::word(&args.denominator, "denominator")?,
            };
            if !target.can_be() {
                return Err(bad("target"));
            }
            self.set(txn, target.of, target.into())
        })
    }

    pub(crate) fn set_target_row(&self, args: NewTargetRow) -> Result<SavedTarget, ApiError> {
        let now = self.0.host.now();
        self.write(|txn| {
            need_office(txn)?;
            let target = find(txn, &args.target)?;
            let row = TargetRow {
                of: args.id.as_deref().map(convert::delta_id).transpose()?,
                target: target.id,
                unit: args.unit.as_deref().and_then(words),
                hamlet: known(txn, args.hamlet.as_deref())?,
                organisation: known(txn, args.organisation.as_deref())?,
                group: args.group.as_deref().map(group).transpose()?,
                base: args.base,
                share: args.share,
                count: args.count,
                reason: args.reason.as_deref().and_then(words),
                name: args.name.as_deref().and_then(words),
                position: args.position,
                done: args.done,
                as_of: moment(args.as_of, now)?,
                invented: args.invented,
            };
            if !row.can_be() {
                return Err(bad("row"));
            }
            if target.body.share.is_some() && row.asked().is_some() && row.reason.is_none() {
                return Err(bad("an exception needs a reason"));
            }
            let key = convert::key(txn, &args.target)?;
            let rows = txn.target_rows(key)?;
            if let Some(of) = row.of
                && !rows.iter().any(|one| one.id == of)
            {
                return Err(ApiError::new(ErrorCode::NotFound, "row"));
            }
            // One row for a bearer: a second would only hide the first.
            let bearer = row.bearer();
            let other = rows.iter().find(|one| one.body.bearer() == bearer);
            if let Some(other) = other
                && row.of != Some(other.id)
            {
                return Err(bad("the bearer has a row"));
            }
            self.set(txn, row.of, row.into())
        })
    }

    pub(crate) fn set_target_due(&self, args: NewTargetDue) -> Result<SavedTarget, ApiError> {
        self.write(|txn| {
            need_office(txn)?;
            let target = find(txn, &args.target)?;
            let milestone = convert::delta_id(&args.milestone)?;
            if !txn.milestones()?.iter().any(|one| one.id == milestone) {
                return Err(ApiError::new(ErrorCode::NotFound, "milestone"));
            }
            let due = TargetDue {
                of: args.id.as_deref().map(convert::delta_id).transpose()?,
                target: target.id,
                milestone,
                share: args.share,
                count: args.count,
            };
            if !due.can_be() {
                return Err(bad("due"));
            }
            let dues = txn.target_dues(convert::key(txn, &args.target)?)?;
            if let Some(of) = due.of
                && !dues.iter().any(|one| one.id == of)
            {
                return Err(ApiError::new(ErrorCode::NotFound, "due"));
            }
            self.set(txn, due.of, due.into())
        })
    }

    pub(crate) fn set_target_print(&self, args: NewTargetPrint) -> Result<SavedTarget, ApiError> {
        self.write(|txn| {
            need_office(txn)?;
            let target = find(txn, &args.target)?;
            let print = TargetPrint {
                of: args.id.as_deref().map(convert::delta_id).transpose()?,
                target: target.id,
                total: args.total,
                document: words(&args.document).ok_or_else(|| bad("document"))?,
            };
            let prints = txn.target_prints(convert::key(txn, &args.target)?)?;
            if let Some(of) = print.of
                && !prints.iter().any(|one| one.id == of)
            {
                return Err(ApiError::new(ErrorCode::NotFound, "print"));
            }
            self.set(txn, print.of, print.into())
        })
    }

    /// Says it over what was seen, and names the thing by the delta that began it.
    fn set(&self, txn: &Txn<'_>, of: Option<DeltaId>, body: Body) -> Result<SavedTarget, ApiError> {
        let (said, warning) = self.said(txn, body)?;
        Ok(SavedTarget {
            id: of.map_or(said, |of| of.to_string()),
            warning,
        })
    }
}

/// What was typed, without the blanks around it; nothing for blanks alone.
fn words(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn bad(what: &str) -> ApiError {
    ApiError::new(ErrorCode::BadInput, what)
}

fn columns(words: &[String]) -> Result<u16, ApiError> {
    let standings = words
        .iter()
        .map(|word| convert::word::<Standing>(word, "column"))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Standings::of(&standings).bits())
}

fn left_out(words: &[String]) -> Result<Option<u8>, ApiError> {
    let mut left_out = LeftOut::default();
    for word in words {
        match word.as_str() {
            "ineligible" => left_out.ineligible = true,
            "absent" => left_out.absent = true,
            "excused" => left_out.excused = true,
            _ => return Err(bad("left_out")),
        }
    }
    Ok(Some(left_out.bits()).filter(|bits| *bits > 0))
}

/// The id of something that is here.
fn known(txn: &Txn<'_>, id: Option<&str>) -> Result<Option<DeltaId>, ApiError> {
    let Some(id) = id else {
        return Ok(None);
    };
    convert::key(txn, id)?;
    convert::delta_id(id).map(Some)
}

fn moment(at: Option<i64>, now: Instant) -> Result<Option<Instant>, ApiError> {
    at.map(|at| within_years(at, now)).transpose()
}
