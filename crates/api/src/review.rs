//! The reviewer's queue and decisions. Review is a status on live data, never a gate to storage.

use crate::device::need_office;
use crate::payload::*;
use crate::said::is_clock_doubtful;
use crate::view::{Frame, flag};
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::{BTreeSet, HashMap};
use tungnha_core::body::Review;
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::words::{App, Decision, Role, Source, Stage};
use tungnha_store::read::{ClaimFilter, ClaimRow, ClaimState, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

impl Device {
    pub(crate) fn review_list(&self, args: ReviewFilter) -> Result<ReviewPage, ApiError> {
        let state = match args.state.as_str() {
            "waiting" => ClaimState::Waiting,
            "confirmed" => ClaimState::Confirmed,
            "returned" => ClaimState::Returned,
            _ => return Err(ApiError::new(ErrorCode::BadInput, "state")),
        };
        let app: Option<App> = args
            .app
            .as_deref()
            .map(|app| convert::word(app, "app"))
            .transpose()?;
        self.read(|txn| {
            let role = need_office(txn)?;
            let filter = ClaimFilter {
                state,
                hamlet: args
                    .hamlet
                    .as_deref()
                    .map(|id| convert::key(txn, id))
                    .transpose()?,
                app,
                own: false,
            };
            let campaign = txn.campaign()?;
            let mut claims = txn.claims(&filter)?;
            // Nobody's queue holds what is another's to decide.
            claims.retain(|c| reviews(campaign.as_ref(), role, c.app));
            let names = claims.iter().filter_map(|c| c.by.clone());
            let volunteers: BTreeSet<String> = names.collect();
            let mut items = items(claims);
            if let Some(wanted) = &args.volunteer {
                items.retain(|i| i.claims.iter().any(|c| c.by.as_ref() == Some(wanted)));
            }
            let frame = Frame::of(txn, self.0.host.now())?;
            let mut page = Vec::new();
            for item in items
                .iter()
                .skip(args.offset as usize)
                .take(args.limit.clamp(1, 500) as usize)
            {
                page.push(item.card(txn, &frame, state)?);
            }
            Ok(ReviewPage {
                total: items.len() as u32,
                oldest: (state == ClaimState::Waiting)
                    .then(|| items.iter().filter_map(Item::received_at).min())
                    .flatten(),
                items: page,
                volunteers: volunteers.into_iter().collect(),
            })
        })
    }

    pub(crate) fn review(&self, args: NewReview) -> Result<ReviewSaved, ApiError> {
        let decision: Decision = convert::word(&args.decision, "decision")?;
        let reason = args.reason.filter(|reason| !reason.trim().is_empty());
        if decision == Decision::Returned && reason.is_none() {
            return Err(ApiError::new(
                ErrorCode::BadInput,
                "a return needs a reason",
            ));
        }
        if args.claims.is_empty() || args.claims.len() > tungnha_core::record::MAX_IDS {
            return Err(ApiError::new(ErrorCode::BadInput, "claims"));
        }
        self.write(|txn| {
            let role = need_office(txn)?;
            let campaign = txn.campaign()?;
            let mut claims = Vec::with_capacity(args.claims.len());
            for claim in &args.claims {
                let app = txn
                    .claimed_app(convert::key(txn, claim)?)?
                    .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "claim"))?;
                if !reviews(campaign.as_ref(), role, app) {
                    return Err(ApiError::new(
                        ErrorCode::NotAllowed,
                        "another role reviews it",
                    ));
                }
                claims.push(convert::delta_id(claim)?);
            }
            let count = claims.len() as u32;
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
}

/// Whether `role` decides on claims about `app` (D-46). What no campaign asks for, either office decides.
pub(crate) fn reviews(campaign: Option<&CampaignFrame>, role: Role, app: App) -> bool {
    campaign
        .and_then(|c| c.apps.iter().find(|asked| asked.app == app))
        .is_none_or(|asked| asked.reviewer == role)
}

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
    fn received_at(&self) -> Option<i64> {
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

    fn card(
        &self,
        txn: &Txn<'_>,
        frame: &Frame,
        state: ClaimState,
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
        let mut ids = Vec::new();
        for claim in &self.claims {
            ids.push(txn.id(claim.key)?.to_string());
        }
        Ok(ReviewItem {
            claims: ids,
            app: first.app.name().into(),
            level: first.level,
            stage: first.stage.name().into(),
            citizen_statement: first.source == Source::CitizenStatement,
            volunteers: self.names(|c| c.by.as_ref()),
            organisations: self.names(|c| c.organisation.as_ref()),
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
            state: match state {
                ClaimState::Waiting => "waiting",
                ClaimState::Confirmed => "confirmed",
                ClaimState::Returned => "returned",
            }
            .into(),
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

fn official(person: &ResidentRow, app: App) -> Option<Official> {
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

/// Lane and house in words: "ngõ 5, số 12".
pub(crate) fn address(txn: &Txn<'_>, household: Key) -> Result<String, ApiError> {
    let row = txn.households(Scope::Household(household))?.pop();
    Ok(row.map_or_else(String::new, |h| {
        let house = (!h.house.is_empty()).then(|| format!("số {}", h.house));
        let parts: Vec<String> = house
            .into_iter()
            .chain((!h.lane.is_empty()).then_some(h.lane))
            .collect();
        parts.join(", ")
    }))
}

fn person_of_review(txn: &Txn<'_>, person: &ResidentRow) -> Result<PersonOfReview, ApiError> {
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
