//! The desks at which only others can help: the hours they keep, and the slots that a door offers.

pub(crate) mod day;
mod missed;
mod receive;

pub(crate) use missed::own_missed;

use crate::device::need_office;
use crate::payload::*;
use crate::status::corrected;
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::Instant;
use tungnha_core::body::DeskHours;
use tungnha_core::desk::{self, Booked, Desk, MOST_DAYS, Plan};
use tungnha_core::time::Day;
use tungnha_core::words::{self, AppointmentPurpose, Role};
use tungnha_store::Txn;
use tungnha_store::read::{BookingRow, HoursRow};

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

/// What takes up room.
fn booked(rows: &[BookingRow]) -> Vec<Booked<'_>> {
    let cancelled =
        |row: &&BookingRow| matches!(row.outcome, Some((_, words::Attendance::Cancelled, _)));
    rows.iter()
        .filter(|row| !cancelled(row))
        .filter_map(one)
        .collect()
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

pub(crate) fn read_desk(text: &str) -> Result<Desk, ApiError> {
    let mut desks = Desk::ALL.iter().copied();
    desks
        .find(|desk| desk.name() == text)
        .ok_or_else(|| ApiError::new(ErrorCode::BadInput, "desk"))
}
