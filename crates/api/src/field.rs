//! Hamlet → lane → door: what the field app reads.

use crate::payload::*;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::BTreeMap;
use tungnha_core::account::AppView;
use tungnha_core::words::ResidentState;
use tungnha_core::{house, name};
use tungnha_store::read::Scope;
use tungnha_store::{Key, Txn};

impl Device {
    pub(crate) fn hamlets(&self, _: Nothing) -> Result<Vec<HamletCard>, ApiError> {
        self.read(|txn| {
            let frame = Frame::of(txn)?;
            let mut cards = Vec::new();
            for hamlet in txn.hamlets()? {
                let scope = Scope::Hamlet(hamlet.key);
                let people = txn.residents(scope)?;
                let doors =
                    frame.doors(txn, &txn.households(scope)?, &people, &txn.visits(scope)?)?;
                let asked = people
                    .iter()
                    .filter(|p| p.state == ResidentState::Living)
                    .map(|p| frame.apps(p))
                    .filter(|views| is_asked(views));
                let count =
                    |pick: fn(&DoorCard) -> bool| doors.iter().filter(|d| pick(d)).count() as u32;
                let sum = |pick: fn(&DoorCard) -> u32| doors.iter().map(pick).sum();
                cards.push(HamletCard {
                    id: txn.id(hamlet.key)?.to_string(),
                    name: hamlet.name,
                    doors: doors.len() as u32,
                    doors_done: count(|d| d.done),
                    doors_come_back: count(|d| d.last_outcome.is_some() && !d.done),
                    people: asked.count() as u32,
                    people_lacking: sum(|d| d.lacking),
                    approved_not_activated: sum(|d| d.approved_not_activated),
                });
            }
            cards.sort_by_cached_key(|card| house::sort_key(&name::fold(&card.name)));
            Ok(cards)
        })
    }

    pub(crate) fn lanes(&self, args: OfHamlet) -> Result<Vec<LaneCard>, ApiError> {
        self.read(|txn| {
            let doors = hamlet_doors(txn, Some(convert::key(txn, &args.hamlet)?))?;
            let mut lanes: BTreeMap<Vec<u8>, LaneCard> = BTreeMap::new();
            for door in doors {
                let card = lanes
                    .entry(house::sort_key(&door.lane))
                    .or_insert_with(|| LaneCard {
                        lane: door.lane.clone(),
                        doors: 0,
                        doors_done: 0,
                    });
                card.doors += 1;
                card.doors_done += u32::from(door.done);
            }
            Ok(lanes.into_values().collect())
        })
    }

    pub(crate) fn doors(&self, args: DoorFilter) -> Result<DoorPage, ApiError> {
        let shown: fn(&DoorCard) -> bool = match args.show.as_str() {
            "all" => |_| true,
            "to_do" => |d| !d.done,
            "done" => |d| d.done,
            "come_back" => |d| d.last_outcome.is_some() && !d.done,
            "approved_not_activated" => |d| d.approved_not_activated > 0,
            _ => return Err(ApiError::new(ErrorCode::BadInput, "show")),
        };
        self.read(|txn| {
            let hamlet = args
                .hamlet
                .as_deref()
                .map(|id| convert::key(txn, id))
                .transpose()?;
            let mut doors = hamlet_doors(txn, hamlet)?;
            doors.retain(|d| shown(d) && args.lane.as_ref().is_none_or(|lane| *lane == d.lane));
            Ok(DoorPage {
                total: doors.len() as u32,
                doors: doors
                    .into_iter()
                    .skip(args.offset as usize)
                    .take(args.limit.clamp(1, 1000) as usize)
                    .collect(),
            })
        })
    }

    pub(crate) fn door(&self, args: OfHousehold) -> Result<Door, ApiError> {
        self.read(|txn| opened_door(txn, convert::key(txn, &args.household)?))
    }
}

fn is_asked(views: &[AppView]) -> bool {
    views
        .iter()
        .any(|v| v.token != tungnha_core::account::Token::NotNeeded)
}

fn hamlet_doors(txn: &Txn<'_>, hamlet: Option<Key>) -> Result<Vec<DoorCard>, ApiError> {
    let scope = hamlet.map_or(Scope::All, Scope::Hamlet);
    Frame::of(txn)?.doors(
        txn,
        &txn.households(scope)?,
        &txn.residents(scope)?,
        &txn.visits(scope)?,
    )
}

/// The door as the screen opens it, with the next one to do.
pub(crate) fn opened_door(txn: &Txn<'_>, household: Key) -> Result<Door, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound, "household");
    let frame = Frame::of(txn)?;
    let scope = Scope::Household(household);
    let rows = txn.households(scope)?;
    let row = rows.first().ok_or_else(not_found)?;
    let people = txn.residents(scope)?;
    let visits = txn.visits(scope)?;
    let card = frame
        .doors(txn, &rows, &people, &visits)?
        .pop()
        .ok_or_else(not_found)?;
    let hamlets = txn.hamlets()?;
    let hamlet = hamlets.iter().find(|h| h.key == row.hamlet);
    let mut cards = Vec::new();
    for person in &people {
        cards.push(frame.person(txn, person)?);
    }
    let me = txn.grant()?.name;
    let mut history = Vec::new();
    for visit in visits {
        history.push(VisitCard {
            id: txn.id(visit.key)?.to_string(),
            outcome: visit.outcome.name().into(),
            at: visit.at,
            // One's own has no author's name before its receipt.
            by: visit.by.unwrap_or_else(|| me.clone()),
            note: visit.note,
            come_back_at: visit.come_back_at,
            unsent: visit.unsent,
            own: txn.is_own(visit.key)?,
        });
    }
    Ok(Door {
        next: match txn.next_unvisited(row.hamlet, household, frame.from())? {
            Some(next) => Some(txn.id(next)?.to_string()),
            None => None,
        },
        card,
        hamlet: txn.id(row.hamlet)?.to_string(),
        hamlet_name: hamlet.map(|h| h.name.clone()).unwrap_or_default(),
        people: cards,
        visits: history,
    })
}
