//! The reviewer's desk. Review is a status on live data, never a gate to storage.

mod compare;
mod decide;
mod item;
mod proposal;
mod recheck;

pub(crate) use item::{Item, address, items, official, person, person_of_review};
pub(crate) use recheck::{need_inspection, read_seed};

use crate::device::{Who, need_office};
use crate::payload::*;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use decide::KEPT;
use item::{proposed, told};
use std::collections::BTreeMap;
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::words::{App, Role};
use tungnha_store::read::{ClaimState, PlaceInQueue, QueueCount, QueueFilter, ToldState};
use tungnha_store::{Key, Txn};

/// What has waited so long is too old, seconds: three days.
const TOO_OLD: i64 = 3 * 86_400;

impl Device {
    pub(crate) fn review_list(&self, args: ReviewFilter) -> Result<ReviewPage, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| {
            let desk = Desk::of(txn, &args, now.0)?;
            let frame = Frame::of(txn, now)?;
            let limit = args.limit.clamp(1, 500);
            let after = args.after.as_deref().map(read_place).transpose()?;
            let told_states = txn.told_states(desk.hamlet)?;
            let questions = desk.questions(txn)?;
            let proposals = match desk.who.role {
                Role::Police => txn.proposals(desk.hamlet)?,
                _ => Vec::new(),
            };
            let counts = txn.queue_counts(desk.state, &desk.reviewed, now.0 - TOO_OLD)?;
            let mut page = desk.counted(txn, &counts)?;
            page.residency = told_states.len() as u32;
            page.questions = questions.len() as u32;
            page.proposals = proposals.len() as u32;
            let skip = args.offset as usize;
            match args.state.as_str() {
                "residency" => {
                    page.total = page.residency;
                    page.oldest = told_states.first().map(|one| one.received_at);
                    for news in alike(told_states).iter().skip(skip).take(limit as usize) {
                        page.items.push(told(txn, &frame, news)?);
                    }
                }
                "proposals" => {
                    page.total = page.proposals;
                    page.oldest = proposals.first().map(|one| one.received_at);
                    for one in proposals.iter().skip(skip).take(limit as usize) {
                        page.items.push(proposed(txn, &frame, one)?);
                    }
                }
                "questions" => {
                    page.total = page.questions;
                    page.oldest = questions.first().and_then(|(_, at)| *at);
                    for (key, at) in questions.into_iter().skip(skip).take(limit as usize) {
                        let mut claims = txn.claims_of(&[key])?;
                        claims.retain(|claim| claim.key == key);
                        let mut card = Item { claims }.card(txn, &frame, "questions")?;
                        card.withdrawn_at = at;
                        page.items.push(card);
                    }
                }
                state => {
                    let found = txn.queue_page(&desk.filter(), after, args.offset, limit)?;
                    page.next = (found.len() == limit as usize)
                        .then(|| found.last().map(|(place, _)| place_text(*place)))
                        .flatten();
                    for (_, claims) in found {
                        page.items.push(Item { claims }.card(txn, &frame, state)?);
                    }
                }
            }
            Ok(page)
        })
    }
}

/// Who looks, at what.
struct Desk<'a> {
    state: ClaimState,
    who: Who,
    campaign: Option<CampaignFrame>,
    /// What this member reviews: nobody's queue holds what is another's to decide.
    reviewed: Vec<App>,
    apps: Vec<App>,
    app: Option<App>,
    hamlet: Option<Key>,
    by: Option<&'a str>,
    before: Option<i64>,
}

impl<'a> Desk<'a> {
    fn of(txn: &Txn<'_>, args: &'a ReviewFilter, now: i64) -> Result<Self, ApiError> {
        need_office(txn)?;
        let who = Who::of(txn)?;
        let campaign = txn.campaign()?;
        let app: Option<App> = args
            .app
            .as_deref()
            .map(|app| convert::word(app, "app"))
            .transpose()?;
        let reviewed: Vec<App> = [App::Vneid, App::Ihanoi, App::Etax]
            .into_iter()
            .filter(|app| reviews(campaign.as_ref(), &who, *app))
            .collect();
        Ok(Self {
            state: match args.state.as_str() {
                "waiting" | "residency" | "questions" | "proposals" => ClaimState::Waiting,
                "confirmed" => ClaimState::Confirmed,
                "returned" => ClaimState::Returned,
                _ => return Err(ApiError::new(ErrorCode::BadInput, "state")),
            },
            who,
            campaign,
            apps: reviewed
                .iter()
                .copied()
                .filter(|one| app.is_none_or(|app| app == *one))
                .collect(),
            reviewed,
            app,
            hamlet: args
                .hamlet
                .as_deref()
                .map(|id| convert::key(txn, id))
                .transpose()?,
            by: args.volunteer.as_deref(),
            before: args.too_old.unwrap_or_default().then_some(now - TOO_OLD),
        })
    }

    fn filter(&self) -> QueueFilter<'_> {
        QueueFilter {
            state: self.state,
            apps: &self.apps,
            hamlet: self.hamlet,
            by: self.by,
            before: self.before,
        }
    }

    /// Claims taken back after a confirmation, as far as this member reviews them.
    fn questions(&self, txn: &Txn<'_>) -> Result<Vec<(Key, Option<i64>)>, ApiError> {
        let mut questions = txn.questions(self.hamlet, KEPT)?;
        let keys: Vec<Key> = questions.iter().map(|(key, _)| *key).collect();
        let claims = txn.claims_of(&keys)?;
        questions.retain(|(key, _)| {
            claims.iter().any(|claim| {
                claim.key == *key && reviews(self.campaign.as_ref(), &self.who, claim.app)
            })
        });
        Ok(questions)
    }

    /// Length and age, and how many each filter would leave beside the others that are set.
    fn counted(&self, txn: &Txn<'_>, counts: &[QueueCount]) -> Result<ReviewPage, ApiError> {
        let mut hamlets: BTreeMap<Key, u32> = BTreeMap::new();
        let mut volunteers: BTreeMap<String, u32> = BTreeMap::new();
        let mut apps: BTreeMap<&str, u32> = BTreeMap::new();
        let (mut total, mut too_old, mut oldest) = (0, 0, None::<i64>);
        for row in counts {
            let claims = match self.before {
                Some(_) => row.old,
                None => row.claims,
            };
            let here = self.hamlet.is_none_or(|hamlet| hamlet == row.hamlet);
            let by = self.by.is_none_or(|by| row.by.as_deref() == Some(by));
            let app = self.app.is_none_or(|app| app == row.app);
            if by && app {
                *hamlets.entry(row.hamlet).or_default() += claims;
            }
            if here
                && app
                && let Some(name) = &row.by
            {
                *volunteers.entry(name.clone()).or_default() += claims;
            }
            if here && by {
                *apps.entry(row.app.name()).or_default() += claims;
            }
            if here && by && app {
                total += claims;
                too_old += row.old;
                oldest = Some(oldest.map_or(row.oldest, |oldest| oldest.min(row.oldest)));
            }
        }
        let mut of_hamlets = Vec::with_capacity(hamlets.len());
        for (hamlet, count) in hamlets {
            of_hamlets.push(FilterCount {
                value: txn.id(hamlet)?.to_string(),
                count,
            });
        }
        Ok(ReviewPage {
            total,
            oldest: oldest.filter(|_| self.state == ClaimState::Waiting && total > 0),
            too_old,
            next: None,
            items: Vec::new(),
            volunteers: volunteers.keys().cloned().collect(),
            of_hamlets,
            of_volunteers: volunteers
                .into_iter()
                .map(|(value, count)| FilterCount { value, count })
                .collect(),
            of_apps: apps
                .into_iter()
                .map(|(value, count)| FilterCount {
                    value: value.into(),
                    count,
                })
                .collect(),
            residency: 0,
            questions: 0,
            proposals: 0,
        })
    }
}

/// Whether `who` decides on claims about `app` (D-46). What no campaign asks for, either office decides.
pub(crate) fn reviews(campaign: Option<&CampaignFrame>, who: &Who, app: App) -> bool {
    campaign
        .and_then(|c| c.apps.iter().find(|asked| asked.app == app))
        .is_none_or(|asked| asked.reviewer.is(who.role, who.organisation.as_deref()))
}

/// Those who tell the same of the same person, together.
fn alike(told: Vec<ToldState>) -> Vec<Vec<ToldState>> {
    let mut groups: Vec<Vec<ToldState>> = Vec::new();
    for one in told {
        let same = groups.iter_mut().find(|group| {
            group
                .first()
                .is_some_and(|first| first.resident == one.resident && first.state == one.state)
        });
        match same {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

fn place_text((received, key): PlaceInQueue) -> String {
    format!("{received}.{}", key.0)
}

fn read_place(text: &str) -> Result<PlaceInQueue, ApiError> {
    text.split_once('.')
        .and_then(|(received, key)| Some((received.parse().ok()?, Key(key.parse().ok()?))))
        .ok_or_else(|| ApiError::new(ErrorCode::BadInput, "after"))
}
