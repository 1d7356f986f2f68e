//! Who comes to a desk on a day.

use super::{booked, hours, may_collect, one, read_desk};
use crate::device::need_office;
use crate::payload::*;
use crate::review::address;
use crate::status::corrected;
use crate::view::Frame;
use crate::{ApiError, Device, convert};
use std::collections::HashMap;
use tungnha_core::account::{NextStep, Token};
use tungnha_core::body::DeskHours;
use tungnha_core::desk::{self, Booked, Desk, Plan};
use tungnha_core::time::Day;
use tungnha_core::words;
use tungnha_core::{Instant, name};
use tungnha_store::read::{BookingRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

impl Device {
    pub(crate) fn desk_day(&self, args: DeskDay) -> Result<DeskPage, ApiError> {
        let desk = read_desk(&args.desk)?;
        let day = args.day.as_deref().map(convert::read_day).transpose()?;
        let now = self.0.host.now();
        self.read(|txn| {
            let formats = self.paper_formats(need_office(txn)?);
            let page = page(txn, now, desk, day, args.find.as_deref())?;
            Ok(DeskPage { formats, ..page })
        })
    }
}

/// Who comes to `desk` on `day`, or else today; of these, whom `find` means. Without the formats.
///
/// # Errors
/// `NotAllowed` when this device is no office's.
pub(crate) fn page(
    txn: &Txn<'_>,
    clock: Instant,
    desk: Desk,
    day: Option<Day>,
    find: Option<&str>,
) -> Result<DeskPage, ApiError> {
    let role = need_office(txn)?;
    let now = corrected(txn, clock);
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
    let plan = Plan::of(&all, &booked(&bookings), day, 1);
    // A cancelled one takes up no room, and is shown where it was.
    let shown = Plan::of(&all, &each(&bookings), day, 1);
    let people = People::read(txn, clock, &all, bookings.iter().chain(&unsaid))?;
    let wanted = Wanted::new(find);
    let mut slots: Vec<(usize, DeskSlot)> = Vec::new();
    for (n, slot) in plan.slots.iter().enumerate() {
        let Some(kept) = all.get(slot.hours) else {
            continue;
        };
        if Desk::of(kept.purpose) == desk {
            slots.push((n, desk_slot(slot, kept)));
        }
    }
    let (mut expected, mut came, mut missed) = (0, 0, 0);
    let mut outside = Vec::new();
    for (row, of) in bookings.iter().zip(&shown.of) {
        let Some(person) = people.rows.get(&row.resident) else {
            continue;
        };
        let what = row.outcome.map(|(_, what, _)| what);
        expected += u32::from(what != Some(words::Attendance::Cancelled));
        missed += u32::from(what == Some(words::Attendance::Missed));
        // A dossier handed in was handed in by somebody who came, whether or not that was written down too. On a day
        // to come nobody has come: whoever is done by then was done elsewhere.
        came += u32::from(match what {
            Some(what) => what == words::Attendance::Came,
            None => day <= now.day() && people.collected(desk, person),
        });
        if !wanted.has(person) {
            continue;
        }
        let card = people.card(txn, desk, row, person)?;
        match slots.iter_mut().find(|(n, _)| Some(*n) == *of) {
            Some((_, slot)) => slot.people.push(card),
            None => outside.push(card),
        }
    }
    let mut soon = Vec::new();
    for row in &unsaid {
        let person = people.rows.get(&row.resident);
        if let Some(person) = person.filter(|person| wanted.has(person)) {
            soon.push(people.card(txn, desk, row, person)?);
        }
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
        formats: Vec::new(),
    })
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

/// All of them, each with an hour.
fn each(rows: &[BookingRow]) -> Vec<Booked<'_>> {
    rows.iter().filter_map(one).collect()
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

    /// What the desk is for is written down of `person`, or the official list has it.
    fn collected(&self, desk: Desk, person: &ResidentRow) -> bool {
        let (app, ..) = desk.done();
        self.frame.apps(person).iter().any(|view| {
            let handed_in = matches!(view.next, NextStep::Done | NextStep::AwaitApproval);
            view.app == app && handed_in && view.token != Token::NotNeeded
        })
    }

    /// The person of a booking.
    fn card(
        &self,
        txn: &Txn<'_>,
        desk: Desk,
        row: &BookingRow,
        person: &ResidentRow,
    ) -> Result<DeskPerson, ApiError> {
        let outcome_own = match row.outcome {
            Some((key, ..)) if txn.is_own(key)? => Some(txn.id(key)?.to_string()),
            _ => None,
        };
        Ok(DeskPerson {
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
            collected: self.collected(desk, person),
            unsent: row.unsent,
        })
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
