//! Obstacles with an owner, an age and an answer that reaches whoever met them (D-66, D-80); what was taught.

use crate::device::need_office;
use crate::payload::*;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::HashMap;
use tungnha_core::body::{Answer, Taught};
use tungnha_core::name;
use tungnha_core::words::{AnswerState, Lesson, ObstacleReason};
use tungnha_store::read::{AnswerRow, Hindered, HinderedRow, TaughtRow};
use tungnha_store::{Key, Txn};

/// As many obstacles are answered at once, and shown on a page.
const MOST_AT_ONCE: usize = 500;
/// Answers to one's own obstacles that are shown.
const MOST_ANSWERED: u32 = 100;

impl Device {
    pub(crate) fn obstacles(&self, args: ObstacleFilter) -> Result<ObstaclePage, ApiError> {
        let which = match args.show.as_str() {
            "open" => Hindered::Open,
            "answered" => Hindered::Answered,
            "closed" => Hindered::Closed,
            _ => return Err(ApiError::new(ErrorCode::BadInput, "show")),
        };
        self.read(|txn| {
            need_office(txn)?;
            let hamlet = args.hamlet.as_deref().map(|id| convert::key(txn, id));
            let hamlet = hamlet.transpose()?;
            let reason: Option<ObstacleReason> = args
                .reason
                .as_deref()
                .map(|word| convert::word(word, "reason"))
                .transpose()?;
            let reasons = txn.obstacle_reasons(which, hamlet)?;
            let limit = args.limit.clamp(1, MOST_AT_ONCE as u32);
            let places = places(txn)?;
            let mut items = Vec::new();
            for row in txn.obstacles(which, hamlet, reason, args.offset, limit)? {
                items.push(hindered_card(txn, row, &places)?);
            }
            Ok(ObstaclePage {
                total: reasons.iter().map(|(_, count, _)| count).sum(),
                reasons: reasons
                    .into_iter()
                    .map(|(reason, count, oldest)| ObstacleReasonCount {
                        reason: reason.name().into(),
                        count,
                        oldest,
                    })
                    .collect(),
                items,
            })
        })
    }

    pub(crate) fn answer_obstacles(&self, args: NewAnswer) -> Result<SaidIds, ApiError> {
        let state: AnswerState = convert::word(&args.state, "state")?;
        let words = |text: Option<String>| {
            text.map(|text| name::normalise(&text))
                .filter(|text| !text.is_empty())
        };
        let (owner, text) = (words(args.owner), words(args.text));
        let bad = |what| ApiError::new(ErrorCode::BadInput, what);
        match state {
            AnswerState::Taken if owner.is_none() => return Err(bad("owner")),
            AnswerState::Answered if text.is_none() => return Err(bad("text")),
            _ => {}
        }
        if args.obstacles.is_empty() || args.obstacles.len() > MOST_AT_ONCE {
            return Err(bad("obstacles"));
        }
        self.write(|txn| {
            need_office(txn)?;
            let mut ids = Vec::with_capacity(args.obstacles.len());
            for obstacle in &args.obstacles {
                let resident = txn
                    .hindered_by(convert::key(txn, obstacle)?)?
                    .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "obstacle"))?;
                let answer = Answer {
                    resident: txn.id(resident)?,
                    obstacle: convert::delta_id(obstacle)?,
                    state,
                    owner: owner.clone(),
                    text: text.clone(),
                };
                ids.push(self.said(txn, answer.into())?.0);
            }
            Ok(SaidIds { ids })
        })
    }

    pub(crate) fn answers_seen(&self, args: ReadAnswers) -> Result<Nothing, ApiError> {
        self.write(|txn| {
            let mut read = txn.answers_read()?;
            for answer in &args.answers {
                read.insert(convert::key(txn, answer)?);
            }
            txn.set_answers_read(&read)?;
            Ok(Nothing {})
        })
    }

    pub(crate) fn teach(&self, args: NewTaught) -> Result<Saved, ApiError> {
        self.write(|txn| {
            let household = txn
                .household_of(convert::key(txn, &args.resident)?)?
                .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "resident"))?;
            let app = args.app.as_deref().map(|app| convert::word(app, "app"));
            let taught = Taught {
                resident: convert::delta_id(&args.resident)?,
                lesson: convert::word(&args.lesson, "lesson")?,
                app: app.transpose()?,
            };
            self.say(txn, household, taught.into())
        })
    }

    pub(crate) fn taught_counts(&self, _: Nothing) -> Result<Vec<TaughtOfHamlet>, ApiError> {
        self.read(|txn| {
            need_office(txn)?;
            let counts = txn.taught_counts()?;
            let asked: HashMap<Key, u32> = txn
                .hamlet_tallies()?
                .into_iter()
                .map(|tally| (tally.key, tally.asked))
                .collect();
            let mut cards = Vec::new();
            for (key, name) in crate::figure::hamlets(txn)? {
                let of = |lesson: Lesson| {
                    let mut counts = counts.iter();
                    counts
                        .find(|count| count.hamlet == key && count.lesson == lesson)
                        .map_or(0, |count| count.people)
                };
                cards.push(TaughtOfHamlet {
                    hamlet: txn.id(key)?.to_string(),
                    name,
                    people: asked.get(&key).copied().unwrap_or_default(),
                    portal_login: of(Lesson::PortalLogin),
                    guided_use: of(Lesson::GuidedUse),
                });
            }
            Ok(cards)
        })
    }
}

fn places(txn: &Txn<'_>) -> Result<HashMap<Key, String>, ApiError> {
    let hamlets = txn.hamlets()?.into_iter();
    Ok(hamlets.map(|hamlet| (hamlet.key, hamlet.name)).collect())
}

fn hindered_card(
    txn: &Txn<'_>,
    row: HinderedRow,
    places: &HashMap<Key, String>,
) -> Result<HinderedCard, ApiError> {
    Ok(HinderedCard {
        id: txn.id(row.key)?.to_string(),
        resident: txn.id(row.resident)?.to_string(),
        household: txn.id(row.household)?.to_string(),
        name: row.name,
        birth_year: row.birth_year,
        hamlet: places.get(&row.hamlet).cloned().unwrap_or_default(),
        lane: row.lane,
        house: row.house,
        reason: row.reason.name().into(),
        app: row.app.map(|app| app.name().into()),
        at: row.at,
        by: row.by,
        organisation: row.organisation,
        answer: row
            .answer
            .as_ref()
            .map(|row| answer_card(txn, row))
            .transpose()?,
    })
}

/// What was said to an obstacle.
pub(crate) fn answer_card(txn: &Txn<'_>, row: &AnswerRow) -> Result<AnswerCard, ApiError> {
    Ok(AnswerCard {
        id: txn.id(row.key)?.to_string(),
        state: row.state.name().into(),
        owner: row.owner.clone(),
        text: row.text.clone(),
        at: row.at,
        by: row.by.clone(),
        own: txn.is_own(row.key)?,
        unsent: row.unsent,
    })
}

/// What somebody was taught.
pub(crate) fn taught_card(txn: &Txn<'_>, row: &TaughtRow) -> Result<TaughtCard, ApiError> {
    Ok(TaughtCard {
        id: txn.id(row.key)?.to_string(),
        lesson: row.lesson.name().into(),
        app: row.app.map(|app| app.name().into()),
        at: row.at,
        own: txn.is_own(row.key)?,
        unsent: row.unsent,
    })
}

/// Answers to what this member met, the last first.
pub(crate) fn answered(txn: &Txn<'_>) -> Result<Vec<AnsweredCard>, ApiError> {
    let read = txn.answers_read()?;
    let places = places(txn)?;
    let mut cards = Vec::new();
    for row in txn.answers_to_own(MOST_ANSWERED)? {
        let is_read = row
            .answer
            .as_ref()
            .is_some_and(|answer| read.contains(&answer.key));
        cards.push(AnsweredCard {
            obstacle: hindered_card(txn, row, &places)?,
            read: is_read,
        });
    }
    Ok(cards)
}
