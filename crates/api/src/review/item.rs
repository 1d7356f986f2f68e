//! One item of the desk: equal claims about one person, with what speaks for them.

use crate::paper::origin::origin;
use crate::payload::*;
use crate::said::is_clock_doubtful;
use crate::view::{Frame, flag};
use crate::{ApiError, ErrorCode, convert};
use std::collections::HashMap;
use tungnha_core::words::{App, CoarseReason, Source, Stage};
use tungnha_store::read::{ClaimRow, ProposalRow, ResidentRow, Scope, ToldState};
use tungnha_store::{Key, Txn};

/// Equal claims about one person: one item to decide.
pub(crate) struct Item {
    pub(crate) claims: Vec<ClaimRow>,
}

/// Groups equal claims; the order of the first of each stays.
pub(crate) fn items(claims: Vec<ClaimRow>) -> Vec<Item> {
    let mut at: HashMap<(Key, App, u8, Stage, Source), usize> = HashMap::new();
    let mut items: Vec<Item> = Vec::new();
    for claim in claims {
        let same = (
            claim.resident,
            claim.app,
            claim.level,
            claim.stage,
            claim.source,
        );
        match at.get(&same).and_then(|n| items.get_mut(*n)) {
            Some(item) => item.claims.push(claim),
            None => {
                at.insert(same, items.len());
                items.push(Item {
                    claims: vec![claim],
                });
            }
        }
    }
    items
}

impl Item {
    /// When the first of them was received.
    pub(crate) fn received_at(&self) -> Option<i64> {
        self.claims.iter().filter_map(|c| c.received_at).min()
    }

    /// Names, each once, in the order of the claims.
    pub(crate) fn names(&self, pick: impl Fn(&ClaimRow) -> Option<&String>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in self.claims.iter().filter_map(pick) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// As the desk shows it; `state` names the part of the desk.
    pub(crate) fn card(
        &self,
        txn: &Txn<'_>,
        frame: &Frame,
        state: &str,
    ) -> Result<ReviewItem, ApiError> {
        let first = self
            .claims
            .first()
            .ok_or_else(|| ApiError::new(ErrorCode::Internal, "an item without claims"))?;
        let person = person(txn, first.resident)?;
        let views = frame.apps(&person);
        let flags = views.iter().find(|v| v.app == first.app).map(|v| &v.flags);
        let decided = self.claims.iter().find_map(|c| c.decided.as_ref());
        let own_decision = match decided {
            Some((key, ..)) if txn.is_own(*key)? => Some(txn.id(*key)?.to_string()),
            _ => None,
        };
        let (mut ids, mut volunteers) = (Vec::new(), Vec::new());
        let (mut papers, mut organisations) = (Vec::new(), Vec::new());
        for claim in &self.claims {
            ids.push(txn.id(claim.key)?.to_string());
            let paper = origin(txn, claim.key)?;
            let walker = paper.as_ref().map(|paper| paper.walker.clone());
            let name = walker
                .filter(|name| !name.is_empty())
                .or_else(|| claim.by.clone());
            volunteers.extend(name.filter(|name| !volunteers.contains(name)));
            // Whoever types is of an office, and did not help at the door.
            let of = claim.organisation.clone().filter(|_| paper.is_none());
            organisations.extend(of.filter(|name| !organisations.contains(name)));
            papers.push(paper);
        }
        Ok(ReviewItem {
            claims: ids,
            app: first.app.name().into(),
            level: first.level,
            stage: first.stage.name().into(),
            citizen_statement: first.source == Source::CitizenStatement,
            volunteers,
            organisations,
            paper: papers.into_iter().flatten().next(),
            said_at: self
                .claims
                .iter()
                .map(|c| c.said_at)
                .min()
                .unwrap_or_default(),
            received_at: self.received_at(),
            clock_doubtful: self
                .claims
                .iter()
                .any(|c| is_clock_doubtful(c.said_at, c.received_at, frame.campaign.as_ref())),
            official: official(&person, first.app),
            flags: flags
                .into_iter()
                .flatten()
                .map(|f| flag(*f).to_owned())
                .collect(),
            outcome: self
                .claims
                .iter()
                .find_map(|c| c.outcome)
                .map(|o| o.name().into()),
            state: state.into(),
            withdrawn_at: None,
            reviewer: decided.and_then(|d| d.2.clone()),
            decided_at: decided.map(|d| d.3),
            reason: decided.and_then(|d| d.1.clone()),
            own_decision,
            person: person_of_review(txn, &person)?,
        })
    }
}

/// The resident of `key` with everything this replica holds.
pub(crate) fn person(txn: &Txn<'_>, key: Key) -> Result<ResidentRow, ApiError> {
    txn.residents(Scope::Resident(key))?
        .pop()
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "resident"))
}

/// What the official list says of this person and app, the furthest.
pub(crate) fn official(person: &ResidentRow, app: App) -> Option<Official> {
    person
        .accounts
        .iter()
        .filter(|a| a.app == app && a.statement.source == Source::OfficialList)
        .max_by_key(|a| (a.statement.stage != Stage::NotRegistered, a.statement.level))
        .map(|a| Official {
            level: a.statement.level,
            stage: a.statement.stage.name().into(),
            as_of: a.as_of.map(convert::day),
        })
}

/// Where a household lives: "số 12, ngõ 5".
pub(crate) fn address(txn: &Txn<'_>, household: Key) -> Result<String, ApiError> {
    let row = txn.households(Scope::Household(household))?.pop();
    Ok(row.map_or_else(String::new, |door| convert::street(&door.lane, &door.house)))
}

/// The person as police see one.
pub(crate) fn person_of_review(
    txn: &Txn<'_>,
    person: &ResidentRow,
) -> Result<PersonOfReview, ApiError> {
    Ok(PersonOfReview {
        id: txn.id(person.key)?.to_string(),
        name: person.name.clone(),
        birth: person
            .best_birth()
            .map(|b| b.to_string())
            .unwrap_or_default(),
        sex: person.sex.map(|s| s.name().into()),
        personal_id: person.personal_id.clone(),
        phones: person.phones.clone(),
        hamlet: txn.hamlet_name(person.hamlet)?.unwrap_or_default(),
        address: address(txn, person.household)?,
        household: txn.id(person.household)?.to_string(),
    })
}

/// News of moving or death told by several who say the same: one item.
pub(super) fn told(
    txn: &Txn<'_>,
    frame: &Frame,
    news: &[ToldState],
) -> Result<ReviewItem, ApiError> {
    let first = news
        .first()
        .ok_or_else(|| ApiError::new(ErrorCode::Internal, "an item without claims"))?;
    let person = person(txn, first.resident)?;
    let mut claims = Vec::new();
    let (mut volunteers, mut organisations) = (Vec::new(), Vec::new());
    for one in news {
        claims.push(txn.id(one.key)?.to_string());
        for (names, name) in [
            (&mut volunteers, &one.by),
            (&mut organisations, &one.organisation),
        ] {
            if let Some(name) = name
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        }
    }
    let doubtful = |one: &ToldState| {
        is_clock_doubtful(one.said_at, Some(one.received_at), frame.campaign.as_ref())
    };
    Ok(ReviewItem {
        claims,
        person: person_of_review(txn, &person)?,
        app: String::new(),
        level: 0,
        stage: first.state.name().into(),
        citizen_statement: first.source == Source::CitizenStatement,
        volunteers,
        organisations,
        paper: None,
        said_at: news.iter().map(|one| one.said_at).min().unwrap_or_default(),
        received_at: Some(first.received_at),
        clock_doubtful: news.iter().any(doubtful),
        official: None,
        flags: Vec::new(),
        outcome: None,
        state: "residency".into(),
        withdrawn_at: None,
        reviewer: None,
        decided_at: None,
        reason: None,
        own_decision: None,
    })
}

/// That somebody need not be visited: one item, whoever proposes it.
pub(super) fn proposed(
    txn: &Txn<'_>,
    frame: &Frame,
    one: &ProposalRow,
) -> Result<ReviewItem, ApiError> {
    let person = person(txn, one.resident)?;
    let mut claims = Vec::with_capacity(one.keys.len());
    for key in &one.keys {
        claims.push(txn.id(*key)?.to_string());
    }
    Ok(ReviewItem {
        claims,
        person: person_of_review(txn, &person)?,
        app: String::new(),
        level: 0,
        stage: one.coarse.unwrap_or(CoarseReason::Other).name().into(),
        citizen_statement: false,
        volunteers: one.by.iter().cloned().collect(),
        organisations: one.organisation.iter().cloned().collect(),
        paper: None,
        said_at: one.said_at,
        received_at: Some(one.received_at),
        clock_doubtful: is_clock_doubtful(
            one.said_at,
            Some(one.received_at),
            frame.campaign.as_ref(),
        ),
        official: None,
        flags: Vec::new(),
        outcome: None,
        state: "proposals".into(),
        withdrawn_at: None,
        reviewer: None,
        decided_at: None,
        reason: None,
        own_decision: None,
    })
}
