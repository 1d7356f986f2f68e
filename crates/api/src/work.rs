//! "Is my work safe?" and the comparison of the fold with the tables.

use crate::answer::answered;
use crate::desk::own_missed;
use crate::payload::*;
use crate::status::{corrected, story, work_counts};
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, said};
use tungnha_core::{HeldReason, Instant, Verdict};
use tungnha_store::read::{
    ClaimFilter, ClaimRow, ClaimState, DoorsWanted, HeldRow, Mine, Scope, Show,
};
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
                pictures_waiting: txn.pictures_waiting()?,
                doors_today,
                people_today,
                given: given(txn, now)?,
                missed: own_missed(txn, now)?,
                returned: own_claims(txn, ClaimState::Returned, usize::MAX)?,
                confirmed: own_claims(txn, ClaimState::Confirmed, CONFIRMED)?,
                answers: answered(txn)?,
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

/// Doors that were given to this member and are not done since.
fn given(txn: &Txn<'_>, now: Instant) -> Result<Vec<GivenDoor>, ApiError> {
    let frame = Frame::of(txn, now)?;
    let wanted = DoorsWanted {
        hamlet: None,
        lane: None,
        show: Show::ToDo,
        mine: Some(Mine {
            given: txn.given_to(frame.member, corrected(txn, now))?,
            ..Mine::default()
        }),
        offset: 0,
        limit: u32::MAX,
    };
    let mut given = Vec::new();
    for row in txn.doors(&wanted)?.1 {
        let hamlet = txn.hamlet_name(row.household.hamlet)?;
        let until = row.household.handed_to.as_ref().map(|given| given.2);
        let door = frame.door(txn, row)?;
        given.push(GivenDoor {
            household: door.id,
            hamlet: hamlet.unwrap_or_default(),
            lane: door.lane,
            house: door.house,
            head: door.head,
            at: door.come_back_at,
            until: until.unwrap_or_default(),
        });
    }
    given.sort_by_key(|door| (door.at.is_none(), door.at));
    Ok(given)
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
    let door = match household {
        Some(key) => txn.households(Scope::Household(key))?.pop(),
        None => None,
    };
    let hamlets = txn.hamlets()?;
    let hamlet = hamlets
        .into_iter()
        .find(|hamlet| door.as_ref().is_some_and(|door| door.hamlet == hamlet.key));
    let (lane, house) = door.map(|door| (door.lane, door.house)).unwrap_or_default();
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
        hamlet: hamlet.map(|hamlet| hamlet.name).unwrap_or_default(),
        lane,
        house,
        app: row.app.name().into(),
        level: row.level,
        stage: row.stage.name().into(),
        at: row.said_at,
        reviewer,
        decided_at,
        reason,
    })
}
