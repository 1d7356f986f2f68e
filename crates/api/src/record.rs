//! Recording at the door. Each of these is on disk when it returns.

use crate::device::role;
use crate::field::opened_door;
use crate::payload::*;
use crate::status::{corrected, warning};
use crate::{ApiError, Device, ErrorCode, convert, view};
use tungnha_core::body::{
    Absence, Account, Appointment, Eligibility, IneligibleReason, Notice, Obstacle, Residency,
    Retract, Visit,
};
use tungnha_core::words::{Agreement, Role};
use tungnha_core::{Body, Instant, rights, words};
use tungnha_store::read::Scope;
use tungnha_store::{Key, Txn};

/// The version of the notice's text that this program shows; all of them are kept in `docs/notice.md`.
pub(crate) const NOTICE_TEXT: u16 = 3;

#[cfg(test)]
mod tests;

impl Device {
    pub(crate) fn visit(&self, args: NewVisit) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = convert::key(txn, &args.household)?;
            let now = self.0.host.now();
            let visit = Visit {
                household: convert::delta_id(&args.household)?,
                outcome: convert::word(&args.outcome, "outcome")?,
                come_back_at: args
                    .come_back_at
                    .map(|at| within_years(at, now))
                    .transpose()?,
                note: args.note.filter(|note| !note.trim().is_empty()),
            };
            self.say(txn, household, visit.into())
        })
    }

    pub(crate) fn record(&self, args: NewRecord) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = home_of(txn, &args.resident)?;
            not_refused(txn, &args.resident)?;
            let mut account = Account {
                resident: convert::delta_id(&args.resident)?,
                app: convert::word(&args.app, "app")?,
                level: args.level,
                source: view::source(role(&txn.grant()?)?, args.citizen_statement),
                stage: convert::word(&args.stage, "stage")?,
                as_of: None,
                approved_on: None,
                visit: args.visit.as_deref().map(convert::delta_id).transpose()?,
            };
            if !rights::can_be_said(&account) {
                return Err(ApiError::new(
                    ErrorCode::NotAllowed,
                    "no such stage for this app, level and role",
                ));
            }
            if account.visit.is_none() && args.met == Some(true) {
                let met = Visit {
                    household: txn.id(household)?,
                    outcome: words::Outcome::Met,
                    come_back_at: None,
                    note: None,
                };
                let (visit, _) = self.said(txn, met.into())?;
                account.visit = Some(convert::delta_id(&visit)?);
            }
            self.say(txn, household, account.into())
        })
    }

    pub(crate) fn absence(&self, args: NewAbsence) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = home_of(txn, &args.resident)?;
            let absence = Absence {
                resident: convert::delta_id(&args.resident)?,
                reason: convert::word(&args.reason, "reason")?,
                place: args.place.filter(|place| !place.trim().is_empty()),
                until: args.until.as_deref().map(convert::read_day).transpose()?,
            };
            self.say(txn, household, absence.into())
        })
    }

    pub(crate) fn notice(&self, args: NewNotice) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = home_of(txn, &args.resident)?;
            let notice = Notice {
                resident: convert::delta_id(&args.resident)?,
                agreement: convert::word(&args.agreement, "agreement")?,
                text_version: NOTICE_TEXT,
            };
            self.say(txn, household, notice.into())
        })
    }

    pub(crate) fn retract(&self, args: OfDelta) -> Result<Nothing, ApiError> {
        self.write(|txn| {
            let target = convert::delta_id(&args.delta)?;
            if !txn.is_own(convert::key(txn, &args.delta)?)? || !txn.has(target)? {
                return Err(ErrorCode::NotAllowed.into());
            }
            txn.say(Retract { target }.into(), self.0.host.now())?;
            txn.forget_picture(target)?;
            Ok(Nothing {})
        })
    }

    pub(crate) fn residency(&self, args: NewResidency) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = home_of(txn, &args.resident)?;
            let residency = Residency {
                resident: convert::delta_id(&args.resident)?,
                state: convert::word(&args.state, "state")?,
                source: view::source(role(&txn.grant()?)?, false),
            };
            self.say(txn, household, residency.into())
        })
    }

    pub(crate) fn obstacle(&self, args: NewObstacle) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = home_of(txn, &args.resident)?;
            not_refused(txn, &args.resident)?;
            let app = args.app.as_deref().map(|app| convert::word(app, "app"));
            let obstacle = Obstacle {
                resident: convert::delta_id(&args.resident)?,
                reason: convert::word(&args.reason, "reason")?,
                app: app.transpose()?,
            };
            self.say(txn, household, obstacle.into())
        })
    }

    pub(crate) fn appointment(&self, args: NewAppointment) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = home_of(txn, &args.resident)?;
            not_refused(txn, &args.resident)?;
            let now = self.0.host.now();
            let appointment = Appointment {
                resident: convert::delta_id(&args.resident)?,
                purpose: convert::word(&args.purpose, "purpose")?,
                at: args.at.map(|at| within_years(at, now)).transpose()?,
                place: args.place.filter(|place| !place.trim().is_empty()),
            };
            self.say(txn, household, appointment.into())
        })
    }

    pub(crate) fn propose(&self, args: NewProposal) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = home_of(txn, &args.resident)?;
            let proposal = Eligibility {
                resident: convert::delta_id(&args.resident)?,
                standing: words::Eligibility::Proposed,
                coarse: Some(convert::word(&args.coarse, "coarse")?),
            };
            self.say(txn, household, proposal.into())
        })
    }

    pub(crate) fn decide_eligibility(&self, args: NewEligibility) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = home_of(txn, &args.resident)?;
            let resident = convert::delta_id(&args.resident)?;
            let standing = convert::word(&args.standing, "standing")?;
            if standing == words::Eligibility::Proposed {
                return Err(ApiError::new(ErrorCode::BadInput, "standing"));
            }
            if let Some(reason) = &args.reason {
                let reason = convert::word(reason, "reason")?;
                self.said(txn, IneligibleReason { resident, reason }.into())?;
            }
            self.answer_proposals(txn, resident, standing)?;
            let decision = Eligibility {
                resident,
                standing,
                coarse: None,
            };
            self.say(txn, household, decision.into())
        })
    }

    /// Says it, if the role may, and shows the door as it is then.
    pub(crate) fn say(&self, txn: &Txn<'_>, household: Key, body: Body) -> Result<Saved, ApiError> {
        let (id, warning) = self.said(txn, body)?;
        let door = opened_door(txn, household, self.0.host.now())?;
        Ok(Saved { id, warning, door })
    }

    /// Says it, if the role may; gives its id and a word of warning.
    pub(crate) fn said(
        &self,
        txn: &Txn<'_>,
        body: Body,
    ) -> Result<(String, Option<String>), ApiError> {
        if !rights::may_assert(role(&txn.grant()?)?, &body) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let now = self.0.host.now();
        let id = txn.say(body, now)?;
        let warning = txn
            .campaign()?
            .and_then(|frame| warning(&frame, corrected(txn, now)));
        Ok((id.to_string(), warning))
    }
}

/// A moment that somebody can have meant: within ten years of this device's clock, which may be wrong.
pub(crate) fn within_years(seconds: i64, now: Instant) -> Result<Instant, ApiError> {
    const TEN_YEARS: u64 = 10 * 366 * 86_400;
    if seconds.abs_diff(now.0) > TEN_YEARS {
        return Err(ApiError::new(ErrorCode::BadInput, "a moment"));
    }
    Ok(Instant(seconds))
}

/// After a no to the notice nothing else is recorded at a door (`domain.md` 4.4, 5.2). Police and office write from
/// their own records. Only this device asks: a claim that was said elsewhere before the no was known still counts.
///
/// # Errors
/// `NoticeRefused` while the no stands.
fn not_refused(txn: &Txn<'_>, resident: &str) -> Result<(), ApiError> {
    if matches!(role(&txn.grant()?)?, Role::Police | Role::Office) {
        return Ok(());
    }
    let people = txn.residents(Scope::Resident(convert::key(txn, resident)?))?;
    match people
        .iter()
        .any(|one| one.notice == Some(Agreement::Refused))
    {
        true => Err(ErrorCode::NoticeRefused.into()),
        false => Ok(()),
    }
}

/// The household of the resident with this id.
fn home_of(txn: &Txn<'_>, resident: &str) -> Result<Key, ApiError> {
    txn.household_of(convert::key(txn, resident)?)?
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "resident"))
}
