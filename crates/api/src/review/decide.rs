//! Deciding claims, and undoing what was just decided.

use super::proposal::take_back;
use super::{person, reviews};
use crate::device::{Who, need_office};
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::body::{Residency, Retract, Review};
use tungnha_core::words::{CoarseReason, Decision, ResidentState, Role, Source};
use tungnha_core::{Body, DeltaId, RegisterKey, Slot};
use tungnha_store::read::Claimed;
use tungnha_store::{Key, Txn};

/// The reason of a confirmation that stays although the author took the claim back.
pub(super) const KEPT: &str = "kept";
/// The reason of a proposal's refusal: the person can be reached after all.
pub(super) const STILL_ELIGIBLE: &str = "still_eligible";
/// Why claims go back, in one key; free words may follow after a colon.
const QUICK: [&str; 8] = [
    "not_listed",
    "wrong_person",
    "wrong_level",
    "no_such_person",
    "withdrawn",
    "recheck",
    // Of proposals that somebody need not be visited.
    STILL_ELIGIBLE,
    "ask_family",
];
/// Decisions in the list of what was just done.
const RECENT: u32 = 20;
/// People named of one decision.
const NAMED: usize = 200;

impl Device {
    pub(crate) fn review(&self, args: NewReview) -> Result<ReviewSaved, ApiError> {
        let decision: Decision = convert::word(&args.decision, "decision")?;
        let reason = reason(decision, args.quick, args.reason)?;
        if args.claims.is_empty() || args.claims.len() > tungnha_core::record::MAX_IDS {
            return Err(ApiError::new(ErrorCode::BadInput, "claims"));
        }
        self.write(|txn| {
            let role = need_office(txn)?;
            let who = Who::of(txn)?;
            let campaign = txn.campaign()?;
            let mut claims = Vec::with_capacity(args.claims.len());
            let mut gone = Vec::new();
            let mut proposed = Vec::new();
            for claim in &args.claims {
                match txn.claimed(convert::key(txn, claim)?)? {
                    None => return Err(ApiError::new(ErrorCode::NotFound, "claim")),
                    Some(Claimed::Account(app)) if !reviews(campaign.as_ref(), &who, app) => {
                        return Err(ApiError::new(
                            ErrorCode::NotAllowed,
                            "somebody else reviews it",
                        ));
                    }
                    Some(Claimed::Proposal(..)) if role != Role::Police => {
                        return Err(ApiError::new(ErrorCode::NotAllowed, "the police decide it"));
                    }
                    Some(Claimed::Proposal(resident, coarse)) => proposed.push((resident, coarse)),
                    Some(Claimed::Residency(resident, state)) => gone.push((resident, state)),
                    Some(Claimed::Account(_)) => {}
                }
                claims.push(convert::delta_id(claim)?);
            }
            let count = claims.len() as u32;
            if decision == Decision::Confirmed {
                gone.sort_unstable();
                gone.dedup();
                for (resident, state) in gone {
                    self.enter_state(txn, resident, state)?;
                }
            }
            self.conclude(txn, &proposed, decision, args.ineligible.as_deref())?;
            let review = Review {
                claims,
                decision,
                reason,
            };
            let id = txn.say(review.into(), self.0.host.now())?;
            Ok(ReviewSaved {
                id: id.to_string(),
                claims: count,
            })
        })
    }

    /// What was told at a door becomes what the book says, by the reviewer's word: the claim itself never does.
    fn enter_state(
        &self,
        txn: &Txn<'_>,
        resident: DeltaId,
        state: ResidentState,
    ) -> Result<(), ApiError> {
        let entry = Residency {
            resident,
            state,
            source: Source::PoliceEntry,
        };
        self.said(txn, entry.into())?;
        Ok(())
    }

    pub(crate) fn undo_review(&self, args: UndoReview) -> Result<ReviewUndone, ApiError> {
        self.write(|txn| {
            need_office(txn)?;
            let target = convert::delta_id(&args.decision)?;
            let Some(Body::Review(review)) = txn.statement(target)?.map(|delta| delta.body) else {
                return Err(ApiError::new(ErrorCode::NotFound, "decision"));
            };
            if !txn.is_own(convert::key(txn, &args.decision)?)? {
                return Err(ErrorCode::NotAllowed.into());
            }
            let undone = match &args.claims {
                None => review.claims.clone(),
                Some(claims) => {
                    let claims = claims.iter().map(|claim| convert::delta_id(claim));
                    claims.collect::<Result<Vec<_>, _>>()?
                }
            };
            let now = self.0.host.now();
            for claim in &undone {
                take_back_said(txn, *claim, review.decision, now)?;
            }
            txn.say(Retract { target }.into(), now)?;
            let rest: Vec<DeltaId> = review
                .claims
                .iter()
                .filter(|claim| !undone.contains(claim))
                .copied()
                .collect();
            let kept = rest.len() as u32;
            let again = match rest.is_empty() {
                true => None,
                // The rest is decided as it was, by a decision of its own.
                false => {
                    let rest = Review {
                        claims: rest,
                        ..review
                    };
                    Some(txn.say(rest.into(), now)?.to_string())
                }
            };
            Ok(ReviewUndone { again, kept })
        })
    }

    pub(crate) fn review_recent(&self, _: Nothing) -> Result<Vec<RecentReview>, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let mut recent = Vec::new();
            for own in txn.own_decisions(RECENT)? {
                let mut people = Vec::new();
                for claim in own.claims.iter().take(NAMED) {
                    people.extend(decided(txn, *claim)?);
                }
                recent.push(RecentReview {
                    id: txn.id(own.key)?.to_string(),
                    decision: own.decision.name().into(),
                    reason: own.reason,
                    at: own.at,
                    claims: own.claims.len() as u32,
                    people,
                });
            }
            Ok(recent)
        })
    }
}

/// One key, words after it, or words alone; a return needs some.
fn reason(
    decision: Decision,
    quick: Option<String>,
    words: Option<String>,
) -> Result<Option<String>, ApiError> {
    if let Some(key) = &quick
        && !QUICK.contains(&key.as_str())
        && key != KEPT
    {
        return Err(ApiError::new(ErrorCode::BadInput, "quick"));
    }
    let words = words.map(|words| words.trim().to_owned());
    let words = words.filter(|words| !words.is_empty());
    let reason = match (quick, words) {
        (Some(key), Some(words)) => Some(format!("{key}: {words}")),
        (key, words) => key.or(words),
    };
    if decision == Decision::Returned && reason.is_none() {
        return Err(ApiError::new(
            ErrorCode::BadInput,
            "a return needs a reason",
        ));
    }
    Ok(reason)
}

/// What the book says because of the decision is taken back with it.
fn take_back_said(
    txn: &Txn<'_>,
    claim: DeltaId,
    decision: Decision,
    now: tungnha_core::Instant,
) -> Result<(), ApiError> {
    let Some(key) = txn.find_key(claim)? else {
        return Ok(());
    };
    let (resident, state) = match txn.claimed(key)? {
        Some(Claimed::Residency(resident, state)) if decision == Decision::Confirmed => {
            (resident, state)
        }
        Some(Claimed::Proposal(resident, _)) => return take_back(txn, resident, decision, now),
        _ => return Ok(()),
    };
    let entered = RegisterKey {
        subject: resident,
        slot: Slot::Residency(Source::PoliceEntry),
    };
    for head in txn.heads_of(&entered)? {
        let same = matches!(
            txn.statement(head)?.map(|delta| delta.body),
            Some(Body::Residency(b)) if b.state == state
        );
        if same
            && let Some(own) = txn.find_key(head)?
            && txn.is_own(own)?
        {
            txn.say(Retract { target: head }.into(), now)?;
        }
    }
    Ok(())
}

/// Who the claim is about and what it says, as far as it is here.
fn decided(txn: &Txn<'_>, claim: Key) -> Result<Option<RecentClaim>, ApiError> {
    let id = txn.id(claim)?;
    let (resident, app, level, stage) = match txn.statement(id)?.map(|delta| delta.body) {
        Some(Body::Account(b)) => (b.resident, b.app.name(), b.level, b.stage.name()),
        Some(Body::Residency(b)) => (b.resident, "", 0, b.state.name()),
        Some(Body::Eligibility(b)) => {
            let coarse = b.coarse.unwrap_or(CoarseReason::Other);
            (b.resident, "", 0, coarse.name())
        }
        _ => return Ok(None),
    };
    let Some(key) = txn.find_key(resident)? else {
        return Ok(None);
    };
    let Ok(person) = person(txn, key) else {
        return Ok(None);
    };
    Ok(Some(RecentClaim {
        claim: id.to_string(),
        name: person.name,
        hamlet: txn.hamlet_name(person.hamlet)?.unwrap_or_default(),
        app: app.into(),
        level,
        stage: stage.into(),
    }))
}
