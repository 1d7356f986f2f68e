//! What the police decide of proposals that somebody need not be visited (D-19, D-20): the decision names the
//! proposals that were seen, and the book says it of the person.

use super::decide::STILL_ELIGIBLE;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{Eligibility, IneligibleReason, Retract, Review};
use tungnha_core::words::{self, CoarseReason, Decision};
use tungnha_core::{Body, DeltaId, Instant, RegisterKey, Slot};
use tungnha_store::Txn;

/// A proposal that is decided: of whom, and why.
pub(super) type Proposed = (DeltaId, Option<CoarseReason>);

/// The police's reason that is nearest to what a proposal says; `None` where only a person can tell.
const fn nearest(coarse: Option<CoarseReason>) -> Option<words::IneligibleReason> {
    match coarse {
        Some(CoarseReason::NoPhone) => Some(words::IneligibleReason::NoPhone),
        Some(CoarseReason::AwayLong) => Some(words::IneligibleReason::WhereaboutsUnknown),
        Some(CoarseReason::Moved) => Some(words::IneligibleReason::MovedOut),
        Some(CoarseReason::Other) | None => None,
    }
}

impl Device {
    /// Says of each person what was decided: not to be visited and why, or eligible after all.
    ///
    /// # Errors
    /// `BadInput` where a reason is needed that neither `reason` nor the proposal gives; `NotAllowed` for whoever
    /// is not of the police.
    pub(super) fn conclude(
        &self,
        txn: &Txn<'_>,
        proposed: &[Proposed],
        decision: Decision,
        reason: Option<&str>,
    ) -> Result<(), ApiError> {
        let reason: Option<words::IneligibleReason> = reason
            .map(|word| convert::word(word, "ineligible"))
            .transpose()?;
        let mut said = Vec::new();
        for (resident, coarse) in proposed {
            let resident = who_stays(txn, *resident)?;
            if said.contains(&resident) {
                continue;
            }
            said.push(resident);
            let standing = match decision {
                Decision::Confirmed => {
                    let reason = reason
                        .or(nearest(*coarse))
                        .ok_or_else(|| ApiError::new(ErrorCode::BadInput, "ineligible"))?;
                    self.said(txn, IneligibleReason { resident, reason }.into())?;
                    words::Eligibility::DoNotVisit
                }
                Decision::Returned => words::Eligibility::Eligible,
            };
            let conclusion = Eligibility {
                resident,
                standing,
                coarse: None,
            };
            self.said(txn, conclusion.into())?;
        }
        Ok(())
    }

    /// What was decided at the door answers the proposals that stand there, if nobody has answered them.
    pub(crate) fn answer_proposals(
        &self,
        txn: &Txn<'_>,
        resident: DeltaId,
        standing: words::Eligibility,
    ) -> Result<(), ApiError> {
        let register = RegisterKey {
            subject: resident,
            slot: Slot::Proposal,
        };
        let mut claims = Vec::new();
        for head in txn.heads_of(&register)? {
            if let Some(key) = txn.find_key(head)?
                && txn.decision_on(key)?.is_none()
            {
                claims.push(head);
            }
        }
        if claims.is_empty() {
            return Ok(());
        }
        let refused = standing == words::Eligibility::Eligible;
        let answer = Review {
            claims,
            decision: match refused {
                true => Decision::Returned,
                false => Decision::Confirmed,
            },
            reason: refused.then(|| STILL_ELIGIBLE.into()),
        };
        self.said(txn, answer.into())?;
        Ok(())
    }
}

/// With the decision goes what it said of the person, as far as this device said it.
pub(super) fn take_back(
    txn: &Txn<'_>,
    resident: DeltaId,
    decision: Decision,
    now: Instant,
) -> Result<(), ApiError> {
    let subject = who_stays(txn, resident)?;
    for slot in [Slot::Eligibility, Slot::IneligibleReason] {
        for head in txn.heads_of(&RegisterKey { subject, slot })? {
            let concluded = match txn.statement(head)?.map(|delta| delta.body) {
                Some(Body::Eligibility(b)) => match decision {
                    Decision::Confirmed => b.standing == words::Eligibility::DoNotVisit,
                    Decision::Returned => b.standing == words::Eligibility::Eligible,
                },
                Some(Body::IneligibleReason(_)) => decision == Decision::Confirmed,
                _ => false,
            };
            if concluded
                && let Some(own) = txn.find_key(head)?
                && txn.is_own(own)?
            {
                txn.say(Retract { target: head }.into(), now)?;
            }
        }
    }
    Ok(())
}

/// Of two who are one person, the one who stays.
fn who_stays(txn: &Txn<'_>, resident: DeltaId) -> Result<DeltaId, ApiError> {
    let stays = match txn.find_key(resident)? {
        Some(key) => txn.stays_for(key)?,
        None => None,
    };
    Ok(match stays {
        Some(stays) => txn.id(stays)?,
        None => resident,
    })
}
