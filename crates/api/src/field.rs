//! Hamlet → lane → door: what the field app reads.

use crate::payload::*;
use crate::team::{holders, my_doors};
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::{Instant, house, name};
use tungnha_store::read::{DoorsWanted, LaneTally, Scope, Show};
use tungnha_store::{Key, Txn};

/// As many doors as a page has.
const MOST_DOORS: u32 = 1000;

impl Device {
    pub(crate) fn hamlets(&self, _: Nothing) -> Result<Vec<HamletCard>, ApiError> {
        self.read(|txn| {
            let mut cards = Vec::new();
            for hamlet in txn.hamlet_tallies()? {
                cards.push(HamletCard {
                    id: txn.id(hamlet.key)?.to_string(),
                    name: hamlet.name,
                    doors: hamlet.doors,
                    doors_done: hamlet.done,
                    doors_come_back: hamlet.come_back,
                    doors_done_in_part: hamlet.done_in_part,
                    people_unreached: hamlet.unreached,
                    people: hamlet.asked,
                    people_lacking: hamlet.lacking,
                    approved_not_activated: hamlet.approved_not_activated,
                });
            }
            cards.sort_by_cached_key(|card| house::sort_key(&name::fold(&card.name)));
            Ok(cards)
        })
    }

    pub(crate) fn lanes(&self, args: OfHamlet) -> Result<Vec<LaneCard>, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| {
            let hamlet = convert::key(txn, &args.hamlet)?;
            let mut taken = holders(txn, hamlet, now)?;
            let card = |lane: LaneTally| LaneCard {
                taken: taken.remove(&lane.lane).unwrap_or_default(),
                lane: lane.lane,
                doors: lane.doors,
                doors_done: lane.done,
                doors_come_back: lane.come_back,
                doors_done_in_part: lane.done_in_part,
                people_unreached: lane.unreached,
            };
            Ok(txn.lane_tallies(hamlet)?.into_iter().map(card).collect())
        })
    }

    pub(crate) fn doors(&self, args: DoorFilter) -> Result<DoorPage, ApiError> {
        let show = match args.show.as_str() {
            "all" => Show::All,
            "to_do" | "mine" => Show::ToDo,
            "done" => Show::Done,
            "come_back" => Show::ComeBack,
            "approved_not_activated" => Show::ApprovedNotActivated,
            _ => return Err(ApiError::new(ErrorCode::BadInput, "show")),
        };
        let now = self.0.host.now();
        self.read(|txn| {
            let hamlet = args.hamlet.as_deref().map(|id| convert::key(txn, id));
            let hamlet = hamlet.transpose()?;
            let mine = match args.show.as_str() {
                "mine" => Some(my_doors(txn, hamlet, now)?),
                _ => None,
            };
            let wanted = DoorsWanted {
                hamlet,
                lane: args.lane.as_deref(),
                show,
                mine,
                offset: args.offset,
                limit: args.limit.clamp(1, MOST_DOORS),
            };
            let (total, doors) = txn.doors(&wanted)?;
            let frame = Frame::of(txn, now)?;
            let cards = doors.into_iter().map(|door| frame.door(txn, door));
            Ok(DoorPage {
                total,
                doors: cards.collect::<Result<_, _>>()?,
            })
        })
    }

    pub(crate) fn door(&self, args: OfHousehold) -> Result<Door, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| opened_door(txn, convert::key(txn, &args.household)?, now))
    }
}

/// Of those who have a lane, the others who would knock at this door.
fn elsewhere(taken: Option<Vec<TakingCard>>, door: &DoorCard) -> Vec<TakingCard> {
    let mut taken = taken.unwrap_or_default();
    taken.retain(|taking| !taking.mine && (taking.side.is_none() || taking.side == door.side));
    taken
}

/// The door as the screen opens it, with the next one to do.
pub(crate) fn opened_door(txn: &Txn<'_>, household: Key, now: Instant) -> Result<Door, ApiError> {
    let not_found = || ApiError::new(ErrorCode::NotFound, "household");
    let frame = Frame::of(txn, now)?;
    let door = txn.door(household)?.ok_or_else(not_found)?;
    let hamlet = door.household.hamlet;
    let card = frame.door(txn, door)?;
    let scope = Scope::Household(household);
    let people = txn.residents(scope)?;
    let visits = txn.visits(scope)?;
    let mut cards = Vec::new();
    let mut unreached = Vec::new();
    for person in &people {
        let card = frame.person(txn, person)?;
        if person.occupant().is_unreached(&frame.apps(person)) {
            unreached.push(card.id.clone());
        }
        cards.push(card);
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
        next: match txn.next_unvisited(household)? {
            Some(next) => Some(txn.id(next)?.to_string()),
            None => None,
        },
        taken: elsewhere(holders(txn, hamlet, now)?.remove(&card.lane), &card),
        card,
        hamlet: txn.id(hamlet)?.to_string(),
        hamlet_name: txn.hamlet_name(hamlet)?.unwrap_or_default(),
        people: cards,
        unreached,
        visits: history,
    })
}
