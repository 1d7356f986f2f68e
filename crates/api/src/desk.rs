//! The desks at which only others can help: the hours they keep, the slots that a door offers, and the day's list.

use crate::device::need_office;
use crate::payload::*;
use crate::review::address;
use crate::status::corrected;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::HashMap;
use tungnha_core::account::{NextStep, Token};
use tungnha_core::body::{Account, Appointment, Attendance, DeskHours};
use tungnha_core::desk::{self, Booked, Desk, MOST_DAYS, Plan};
use tungnha_core::time::Day;
use tungnha_core::words::{self, AppointmentPurpose, Role, Source};
use tungnha_core::{Body, DeltaId, Instant, name};
use tungnha_store::read::{BookingRow, HoursRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

/// As many appointments as are decided at once.
const MOST_AT_ONCE: usize = 500;

impl Device {
    pub(crate) fn desk_hours(&self, _: Nothing) -> Result<Vec<HoursCard>, ApiError> {
        let now = self.0.host.now();
        self.read(|txn| hours_cards(txn, now))
    }

    pub(crate) fn set_desk_hours(&self, args: SetHours) -> Result<HoursSaved, ApiError> {
        let now = self.0.host.now();
        self.write(|txn| {
            need_office(txn)?;
            let place = args.place.trim();
            if place.is_empty() {
                return Err(ApiError::new(ErrorCode::BadInput, "place"));
            }
            let of = args.id.as_deref().map(convert::delta_id).transpose()?;
            if let Some(of) = of
                && !hours(txn)?
                    .iter()
                    .any(|row| txn.id(row.key).is_ok_and(|id| id == of))
            {
                return Err(ApiError::new(ErrorCode::NotFound, "hours"));
            }
            let hours = DeskHours {
                of,
                purpose: convert::word(&args.purpose, "purpose")?,
                place: place.into(),
                weekdays: args.weekdays,
                from: args.from,
                to: args.to,
                slot: args.slot,
                capacity: args.capacity,
                bring: args.bring.filter(|bring| !bring.trim().is_empty()),
                until: args.until.as_deref().map(convert::read_day).transpose()?,
            };
            if !hours.can_be() {
                return Err(ApiError::new(ErrorCode::BadInput, "hours"));
            }
            let (id, _) = self.said(txn, hours.into())?;
            Ok(HoursSaved {
                id,
                hours: hours_cards(txn, now)?,
            })
        })
    }

    pub(crate) fn desk_slots(&self, args: SlotsOf) -> Result<Vec<SlotCard>, ApiError> {
        let purpose: AppointmentPurpose = convert::word(&args.purpose, "purpose")?;
        let days = args.days.clamp(1, MOST_DAYS);
        self.read(|txn| {
            let now = corrected(txn, self.0.host.now());
            let hours: Vec<DeskHours> = hours(txn)?.into_iter().map(|row| row.hours).collect();
            let first = now.day();
            let last = Day(first.0.saturating_add(days.into()));
            let bookings = txn.bookings(first.start().0, last.start().0)?;
            let plan = Plan::of(&hours, &booked(&bookings), first, days);
            let offers = plan.offers(&hours, purpose, now);
            let card = |slot: &desk::Slot| {
                let kept = hours.get(slot.hours);
                SlotCard {
                    at: slot.at.0,
                    ends: slot.ends.0,
                    place: kept.map(|kept| kept.place.clone()).unwrap_or_default(),
                    capacity: slot.capacity,
                    left: slot.left(),
                    bring: kept.and_then(|kept| kept.bring.clone()),
                }
            };
            Ok(offers.map(card).collect())
        })
    }

    pub(crate) fn desk_day(&self, args: DeskDay) -> Result<DeskPage, ApiError> {
        let desk = read_desk(&args.desk)?;
        let day = args.day.as_deref().map(convert::read_day).transpose()?;
        self.read(|txn| {
            let role = need_office(txn)?;
            let now = corrected(txn, self.0.host.now());
            let day = day.unwrap_or(now.day());
            let today = day == now.day();
            let all: Vec<DeskHours> = hours(txn)?.into_iter().map(|row| row.hours).collect();
            let of_desk = |row: &BookingRow| Desk::of(row.purpose) == desk;
            let next = Day(day.0.saturating_add(1));
            let mut bookings = txn.bookings(day.start().0, next.start().0)?;
            bookings.retain(of_desk);
            let mut unsaid = match today {
                true => txn.bookings_without_hour()?,
                false => Vec::new(),
            };
            unsaid.retain(of_desk);
            let counts = |outcome| {
                let said = bookings.iter().filter_map(|row| row.outcome);
                said.filter(|(_, what, _)| *what == outcome).count() as u32
            };
            let (came, missed) = (
                counts(words::Attendance::Came),
                counts(words::Attendance::Missed),
            );
            let cancelled = counts(words::Attendance::Cancelled);
            let expected = (bookings.len() as u32).saturating_sub(cancelled);
            let plan = Plan::of(&all, &booked(&bookings), day, 1);
            // A cancelled one takes up no room, and is shown where it was.
            let shown = Plan::of(&all, &each(&bookings), day, 1);
            let people =
                People::read(txn, self.0.host.now(), &all, bookings.iter().chain(&unsaid))?;
            let wanted = Wanted::new(args.find.as_deref());
            let mut slots: Vec<(usize, DeskSlot)> = Vec::new();
            for (n, slot) in plan.slots.iter().enumerate() {
                let Some(kept) = all.get(slot.hours) else {
                    continue;
                };
                if Desk::of(kept.purpose) == desk {
                    slots.push((n, desk_slot(slot, kept)));
                }
            }
            let mut outside = Vec::new();
            for (row, of) in bookings.iter().zip(&shown.of) {
                let Some(card) = people.card(txn, desk, row, &wanted)? else {
                    continue;
                };
                let slot = slots.iter_mut().find(|(n, _)| Some(*n) == *of);
                match slot {
                    Some((_, slot)) => slot.people.push(card),
                    None => outside.push(card),
                }
            }
            let mut soon = Vec::new();
            for row in &unsaid {
                soon.extend(people.card(txn, desk, row, &wanted)?);
            }
            Ok(DeskPage {
                day: convert::day(day),
                today,
                slots: slots.into_iter().map(|(_, slot)| slot).collect(),
                outside,
                unsaid: soon,
                expected,
                came,
                missed,
                may_collect: may_collect(role, desk),
            })
        })
    }

    pub(crate) fn attend(&self, args: NewAttendance) -> Result<DeskSaved, ApiError> {
        let outcome = convert::word(&args.outcome, "outcome")?;
        if args.appointments.is_empty() || args.appointments.len() > MOST_AT_ONCE {
            return Err(ApiError::new(ErrorCode::BadInput, "appointments"));
        }
        self.write(|txn| {
            need_office(txn)?;
            let mut said = Vec::with_capacity(args.appointments.len());
            for id in &args.appointments {
                let row = booking(txn, id)?;
                said.push(self.attends(txn, &row, outcome)?);
            }
            Ok(DeskSaved { said })
        })
    }

    pub(crate) fn receive(&self, args: NewReceived) -> Result<DeskSaved, ApiError> {
        let desk = read_desk(&args.desk)?;
        self.write(|txn| {
            let role = need_office(txn)?;
            if args.collected && !may_collect(role, desk) {
                return Err(ErrorCode::NotAllowed.into());
            }
            let resident = convert::key(txn, &args.resident)?;
            if txn.household_of(resident)?.is_none() {
                return Err(ApiError::new(ErrorCode::NotFound, "resident"));
            }
            let now = corrected(txn, self.0.host.now());
            let mut said = Vec::new();
            let row = match &args.appointment {
                Some(id) => Some(booking(txn, id)?),
                None => today(txn, resident, desk, now)?,
            };
            if row
                .as_ref()
                .is_some_and(|row| row.resident != resident || Desk::of(row.purpose) != desk)
            {
                return Err(ApiError::new(ErrorCode::BadInput, "appointment"));
            }
            let row = match row {
                Some(row) => row,
                None => {
                    let body = Appointment {
                        resident: convert::delta_id(&args.resident)?,
                        purpose: purpose_of(desk),
                        at: Some(now),
                        place: None,
                    };
                    let (id, _) = self.said(txn, body.into())?;
                    said.push(id.clone());
                    booking(txn, &id)?
                }
            };
            if !matches!(row.outcome, Some((_, words::Attendance::Came, _))) {
                said.push(self.attends(txn, &row, words::Attendance::Came)?);
            }
            if args.collected {
                let (app, level, stage) = desk.done();
                let account = Account {
                    resident: convert::delta_id(&args.resident)?,
                    app,
                    level,
                    source: Source::PoliceEntry,
                    stage,
                    as_of: None,
                    approved_on: None,
                    visit: None,
                };
                said.push(self.said(txn, account.into())?.0);
            }
            Ok(DeskSaved { said })
        })
    }

    fn attends(
        &self,
        txn: &Txn<'_>,
        row: &BookingRow,
        outcome: words::Attendance,
    ) -> Result<String, ApiError> {
        let body: Body = Attendance {
            resident: txn.id(row.resident)?,
            purpose: row.purpose,
            appointment: txn.id(row.key)?,
            outcome,
        }
        .into();
        Ok(self.said(txn, body)?.0)
    }
}

/// Own appointments that were missed and that nothing took the place of, the oldest first.
pub(crate) fn own_missed(txn: &Txn<'_>, now: Instant) -> Result<Vec<MissedCard>, ApiError> {
    let rows = txn.own_missed()?;
    let frame = Frame::of(txn, now)?;
    let mut cards = Vec::new();
    for row in rows {
        let Some(person) = txn.residents(Scope::Resident(row.resident))?.pop() else {
            continue;
        };
        if !frame
            .missed(&person)
            .iter()
            .any(|one| one.purpose == row.purpose)
        {
            continue;
        }
        let door = txn.households(Scope::Household(person.household))?.pop();
        let (lane, house) = door.map(|door| (door.lane, door.house)).unwrap_or_default();
        cards.push(MissedCard {
            appointment: txn.id(row.key)?.to_string(),
            resident: txn.id(person.key)?.to_string(),
            household: txn.id(person.household)?.to_string(),
            hamlet: txn.hamlet_name(person.hamlet)?.unwrap_or_default(),
            name: person.name,
            lane,
            house,
            purpose: row.purpose.name().into(),
            at: row.at,
        });
    }
    Ok(cards)
}

/// Everybody's hours, those that are over left out.
fn hours(txn: &Txn<'_>) -> Result<Vec<HoursRow>, ApiError> {
    Ok(txn.desk_hours()?)
}

fn hours_cards(txn: &Txn<'_>, now: Instant) -> Result<Vec<HoursCard>, ApiError> {
    let today = corrected(txn, now).day();
    let card = |row: HoursRow| {
        let HoursRow { key, hours, unsent } = row;
        Ok(HoursCard {
            id: txn.id(key)?.to_string(),
            desk: Desk::of(hours.purpose).name().into(),
            purpose: hours.purpose.name().into(),
            place: hours.place,
            weekdays: hours.weekdays,
            from: hours.from,
            to: hours.to,
            slot: hours.slot,
            capacity: hours.capacity,
            bring: hours.bring,
            over: hours.until.is_some_and(|until| until < today),
            until: hours.until.map(convert::day),
            unsent,
        })
    };
    hours(txn)?.into_iter().map(card).collect()
}

fn desk_slot(slot: &desk::Slot, hours: &DeskHours) -> DeskSlot {
    DeskSlot {
        at: slot.at.0,
        ends: slot.ends.0,
        place: hours.place.clone(),
        capacity: slot.capacity,
        booked: slot.booked,
        people: Vec::new(),
    }
}

/// What takes up room.
fn booked(rows: &[BookingRow]) -> Vec<Booked<'_>> {
    let cancelled =
        |row: &&BookingRow| matches!(row.outcome, Some((_, words::Attendance::Cancelled, _)));
    rows.iter()
        .filter(|row| !cancelled(row))
        .filter_map(one)
        .collect()
}

/// All of them, each with an hour.
fn each(rows: &[BookingRow]) -> Vec<Booked<'_>> {
    rows.iter().filter_map(one).collect()
}

fn one(row: &BookingRow) -> Option<Booked<'_>> {
    Some(Booked {
        purpose: row.purpose,
        at: Instant(row.at?),
        place: row.place.as_deref(),
    })
}

/// Only police collect level 2; the other counters are the office's as well.
const fn may_collect(role: Role, desk: Desk) -> bool {
    match desk {
        Desk::Police => matches!(role, Role::Police),
        Desk::OneStop | Desk::Tax => matches!(role, Role::Police | Role::Office),
    }
}

/// What a walk-in at a desk comes for.
const fn purpose_of(desk: Desk) -> AppointmentPurpose {
    match desk {
        Desk::Police => AppointmentPurpose::VneidLevel2,
        Desk::OneStop => AppointmentPurpose::OneStop,
        Desk::Tax => AppointmentPurpose::Tax,
    }
}

fn read_desk(text: &str) -> Result<Desk, ApiError> {
    let mut desks = Desk::ALL.iter().copied();
    desks
        .find(|desk| desk.name() == text)
        .ok_or_else(|| ApiError::new(ErrorCode::BadInput, "desk"))
}

/// The appointment with this id as it stands; a conflict when another one took its place meanwhile.
fn booking(txn: &Txn<'_>, id: &str) -> Result<BookingRow, ApiError> {
    let id: DeltaId = convert::delta_id(id)?;
    let said = txn.statement(id)?.map(|delta| delta.body);
    let Some(Body::Appointment(body)) = said else {
        return Err(ApiError::new(ErrorCode::NotFound, "appointment"));
    };
    let resident = convert::key(txn, &body.resident.to_string())?;
    let key = convert::key(txn, &id.to_string())?;
    let rows = txn.bookings_of(resident)?.into_iter();
    rows.filter(|row| row.key == key)
        .next_back()
        .ok_or_else(|| ErrorCode::Conflict.into())
}

/// What the person has at this desk today and has not missed or cancelled: a walk-in keeps that.
fn today(
    txn: &Txn<'_>,
    resident: Key,
    desk: Desk,
    now: Instant,
) -> Result<Option<BookingRow>, ApiError> {
    let mut rows = txn.bookings_of(resident)?;
    rows.retain(|row| {
        let of_today = row.at.is_none_or(|at| Instant(at).day() == now.day());
        let open = row
            .outcome
            .is_none_or(|(_, what, _)| what == words::Attendance::Came);
        Desk::of(row.purpose) == desk && of_today && open
    });
    Ok(rows.into_iter().next())
}

/// The people of a day's list.
struct People<'a> {
    frame: Frame,
    hours: &'a [DeskHours],
    rows: HashMap<Key, ResidentRow>,
    hamlets: HashMap<Key, String>,
    me: String,
}

impl<'a> People<'a> {
    fn read<'b>(
        txn: &Txn<'_>,
        now: Instant,
        hours: &'a [DeskHours],
        bookings: impl Iterator<Item = &'b BookingRow>,
    ) -> Result<Self, ApiError> {
        let keys: Vec<Key> = bookings.map(|row| row.resident).collect();
        let rows = txn.residents(Scope::Residents(&keys))?.into_iter();
        Ok(Self {
            frame: Frame::of(txn, now)?.without_choices(),
            hours,
            rows: rows.map(|row| (row.key, row)).collect(),
            hamlets: txn
                .hamlets()?
                .into_iter()
                .map(|h| (h.key, h.name))
                .collect(),
            me: txn.grant()?.name,
        })
    }

    /// The person of a booking, if wanted.
    fn card(
        &self,
        txn: &Txn<'_>,
        desk: Desk,
        row: &BookingRow,
        wanted: &Wanted,
    ) -> Result<Option<DeskPerson>, ApiError> {
        let Some(person) = self.rows.get(&row.resident).filter(|p| wanted.has(p)) else {
            return Ok(None);
        };
        let (app, ..) = desk.done();
        let collected = self.frame.apps(person).iter().any(|view| {
            let handed_in = matches!(view.next, NextStep::Done | NextStep::AwaitApproval);
            view.app == app && handed_in && view.token != Token::NotNeeded
        });
        let outcome_own = match row.outcome {
            Some((key, ..)) if txn.is_own(key)? => Some(txn.id(key)?.to_string()),
            _ => None,
        };
        Ok(Some(DeskPerson {
            appointment: txn.id(row.key)?.to_string(),
            resident: txn.id(row.resident)?.to_string(),
            name: person.name.clone(),
            birth_year: person.best_birth().map(|birth| birth.year()),
            last4: person.last4.clone(),
            hamlet: self
                .hamlets
                .get(&person.hamlet)
                .cloned()
                .unwrap_or_default(),
            address: address(txn, person.household)?,
            phones: person.phones.clone(),
            purpose: row.purpose.name().into(),
            at: row.at,
            place: row.place.clone(),
            // One's own has no author before its receipt.
            by: row.by.clone().unwrap_or_else(|| self.me.clone()),
            bring: one(row).and_then(|one| desk::bring(self.hours, &one).map(str::to_owned)),
            outcome: row.outcome.map(|(_, what, _)| what.name().into()),
            outcome_own,
            collected,
            unsent: row.unsent,
        }))
    }
}

/// Whom a list is searched for.
struct Wanted {
    words: Vec<String>,
}

impl Wanted {
    fn new(text: Option<&str>) -> Self {
        let folded = name::fold(&name::normalise(text.unwrap_or_default()));
        Self {
            words: folded.split_whitespace().map(str::to_owned).collect(),
        }
    }

    fn has(&self, person: &ResidentRow) -> bool {
        let folded = name::fold(&person.name);
        let last4 = person.last4.as_deref().unwrap_or_default();
        self.words.iter().all(|word| {
            folded
                .split_whitespace()
                .any(|part| part.starts_with(word.as_str()))
                || last4.ends_with(word.as_str())
        })
    }
}
