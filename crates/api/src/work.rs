//! "Is my work safe?" and the comparison of the fold with the tables.

use crate::payload::*;
use crate::status::{corrected, story, work_counts};
use crate::{ApiError, Device, ErrorCode, said};
use tungnha_core::{HeldReason, Verdict};
use tungnha_store::read::{ClaimFilter, ClaimRow, ClaimState, HeldRow};
use tungnha_store::{DecidedRow, Reissue, Repaired, Txn};

const SYNCS: u32 = 20;
const CONFIRMED: usize = 50;
const REPAIRS: u32 = 20;
const DECIDED: u32 = 200;

impl Device {
    pub(crate) fn my_work(&self, _: Nothing) -> Result<MyWork, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| {
            let today = corrected(txn, now).day().start();
            let (doors_today, people_today) = txn.done_since(today.0)?;
            let mut held = Vec::new();
            for row in txn.held()? {
                held.push(held_card(txn, &row)?);
            }
            let mut decided = Vec::new();
            for row in txn.decided(DECIDED)? {
                decided.push(decided_card(txn, row)?);
            }
            let reissues = txn.reissues()?.into_iter();
            let check = txn.last_check()?;
            Ok(MyWork {
                counts: work_counts(txn.work_counts()?),
                doors_today,
                people_today,
                returned: own_claims(txn, ClaimState::Returned, usize::MAX)?,
                confirmed: own_claims(txn, ClaimState::Confirmed, CONFIRMED)?,
                held,
                decided,
                reissued: reissues.map(reissue_card).collect(),
                repairs: txn.repairs(REPAIRS)?.into_iter().map(repair_card).collect(),
                checked_at: check.map(|check| check.at),
                check_agrees: check.is_some_and(|check| check.equal),
                syncs: txn.sync_stories(SYNCS)?.into_iter().map(story).collect(),
            })
        })
    }

    pub(crate) fn verify(&self, _: Nothing) -> Result<Verified, ApiError> {
        let opened = self.opened()?;
        let mut writer = opened
            .writer
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let found = writer.read(|txn| txn.verify())?;
        Ok(Verified {
            agrees: found.differences.is_empty(),
            deltas: found.deltas,
            registers: found.registers,
            differences: found.differences,
        })
    }
}

fn decided_card(txn: &Txn<'_>, row: DecidedRow) -> Result<DecidedCard, ApiError> {
    let decision = match row.verdict {
        Verdict::Admitted => "admitted",
        Verdict::Held(HeldReason::Rejected) => "rejected",
        Verdict::Held(HeldReason::Reassigned) => "reassigned",
        Verdict::Held(_) => "held",
    };
    let (about, app, says) = match &row.delta {
        Some(delta) => (
            said::about(txn, delta)?,
            said::app_of(txn, &delta.body)?,
            said::says(txn, &delta.body)?,
        ),
        None => (said::nothing(), None, Vec::new()),
    };
    Ok(DecidedCard {
        id: row.id.to_string(),
        kind: row.kind.into(),
        decision: decision.into(),
        words: row.words,
        by: row.by,
        at: row.at,
        said_at: row.delta.map(|delta| delta.stamped.0),
        about,
        app: app.map(|(app, _)| app.name().into()),
        level: app.map(|(_, level)| level),
        says,
    })
}

fn reissue_card(reissue: Reissue) -> ReissueCard {
    ReissueCard {
        at: reissue.at,
        deltas: reissue.deltas,
    }
}

pub(crate) fn repair_card(repaired: Repaired) -> RepairCard {
    RepairCard {
        at: repaired.at,
        hamlet: repaired.name.unwrap_or_default(),
        missing: repaired.missing,
        extra: repaired.extra,
    }
}

fn held_card(txn: &Txn<'_>, row: &HeldRow) -> Result<HeldCard, ApiError> {
    let delta = txn.statement(row.id)?.ok_or(ErrorCode::Internal)?;
    let app = said::app_of(txn, &delta.body)?;
    Ok(HeldCard {
        id: row.id.to_string(),
        kind: row.kind.into(),
        reason: row.reason.name().into(),
        at: row.at,
        about: said::about(txn, &delta)?,
        app: app.map(|(app, _)| app.name().into()),
        level: app.map(|(_, level)| level),
        says: said::says(txn, &delta.body)?,
    })
}

/// Own claims, the last decided first.
fn own_claims(txn: &Txn<'_>, state: ClaimState, limit: usize) -> Result<Vec<ClaimCard>, ApiError> {
    let filter = ClaimFilter {
        state,
        hamlet: None,
        app: None,
        own: true,
    };
    let mut rows = txn.claims(&filter)?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.decided.as_ref().map(|d| d.3)));
    rows.truncate(limit);
    rows.into_iter().map(|row| card(txn, row)).collect()
}

fn card(txn: &Txn<'_>, row: ClaimRow) -> Result<ClaimCard, ApiError> {
    let household = txn.household_of(row.resident)?;
    let (reason, reviewer, decided_at) = match row.decided {
        Some((_, reason, reviewer, at)) => (reason, reviewer, Some(at)),
        None => (None, None, None),
    };
    Ok(ClaimCard {
        id: txn.id(row.key)?.to_string(),
        resident: txn.id(row.resident)?.to_string(),
        household: match household {
            Some(key) => txn.id(key)?.to_string(),
            None => String::new(),
        },
        name: txn.name_of(row.resident)?.unwrap_or_default(),
        app: row.app.name().into(),
        level: row.level,
        stage: row.stage.name().into(),
        at: row.said_at,
        reviewer,
        decided_at,
        reason,
    })
}
