//! The desks at which only others can help (`domain.md` D-52, D-53): the hours they keep, the slots made of them, and
//! the appointments that somebody missed. Days and hours are Việt Nam's; whatever depends on the moment takes `now`.

use crate::account::{AppView, NextStep};
use crate::body::DeskHours;
use crate::time::{Day, Instant, VIETNAM_OFFSET_SECONDS};
use crate::words::{App, AppointmentPurpose, Attendance, Stage};

/// As many days as slots are made for at once.
pub const MOST_DAYS: u16 = 31;

/// Where people are received.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Desk {
    /// Công an xã: cards and level 2.
    Police,
    /// Bộ phận một cửa.
    OneStop,
    /// Cơ quan thuế.
    Tax,
}

impl Desk {
    /// Every desk.
    pub const ALL: &'static [Self] = &[Self::Police, Self::OneStop, Self::Tax];

    /// Where one goes for `purpose`.
    pub const fn of(purpose: AppointmentPurpose) -> Self {
        match purpose {
            AppointmentPurpose::VneidLevel2 | AppointmentPurpose::CardAndLevel2 => Self::Police,
            AppointmentPurpose::OneStop => Self::OneStop,
            AppointmentPurpose::Tax => Self::Tax,
        }
    }

    /// The name in documents and in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::OneStop => "one_stop",
            Self::Tax => "tax",
        }
    }

    /// What the desk writes down when somebody's matter is done there: app, VNeID level or 0, stage.
    pub const fn done(self) -> (App, u8, Stage) {
        match self {
            Self::Police => (App::Vneid, 2, Stage::DossierCollected),
            Self::OneStop => (App::Ihanoi, 0, Stage::LoggedIn),
            Self::Tax => (App::Etax, 0, Stage::LoggedIn),
        }
    }
}

/// An appointment with an hour, as far as it takes up room at a desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Booked<'a> {
    /// What for.
    pub purpose: AppointmentPurpose,
    /// When.
    pub at: Instant,
    /// Where, if that was said.
    pub place: Option<&'a str>,
}

/// Some minutes of a desk's day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Slot {
    /// Of which hours, by their place in the list.
    pub hours: usize,
    /// From when.
    pub at: Instant,
    /// Until when; the next slot of these hours begins then at the earliest.
    pub ends: Instant,
    /// People that there is room for.
    pub capacity: u32,
    /// People who come, as far as the bookings tell; more than there is room for where some were made offline.
    pub booked: u32,
}

impl Slot {
    /// How many more there is room for.
    pub const fn left(&self) -> u32 {
        self.capacity.saturating_sub(self.booked)
    }
}

/// The slots of some days, and who comes in which.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// By time, then by the hours' place in the list.
    pub slots: Vec<Slot>,
    /// For every booking, in their order, its slot; `None` for an hour at which no desk is open.
    pub of: Vec<Option<usize>>,
}

impl Plan {
    /// The slots of `days` days from `first` on. Hours at which nobody can come (`DeskHours::can_be`) make none.
    /// What does not fill a whole slot at the end of the hours makes none either.
    pub fn of(hours: &[DeskHours], booked: &[Booked<'_>], first: Day, days: u16) -> Self {
        let mut slots = Vec::new();
        for ahead in 0..i32::from(days.min(MOST_DAYS)) {
            let day = Day(first.0.saturating_add(ahead));
            for (n, kept) in hours.iter().enumerate() {
                if is_open(kept, day) {
                    slots.extend(slots_of(n, kept, day));
                }
            }
        }
        slots.sort_by_key(|slot| (slot.at, slot.hours));
        let mut plan = Self {
            slots,
            of: Vec::with_capacity(booked.len()),
        };
        for one in booked {
            let slot = plan.slot_for(hours, one);
            if let Some(slot) = slot.and_then(|n| plan.slots.get_mut(n)) {
                slot.booked += 1;
            }
            plan.of.push(slot);
        }
        plan
    }

    /// Where a booking belongs: at its place if there is one such, else where there is room, else in the first.
    fn slot_for(&self, hours: &[DeskHours], one: &Booked<'_>) -> Option<usize> {
        let ended = self.slots.partition_point(|slot| slot.at <= one.at);
        let open = self.slots.iter().enumerate().take(ended).rev();
        open.take_while(|(_, slot)| one.at.0 - slot.at.0 < 24 * 3600)
            .filter(|(_, slot)| one.at < slot.ends)
            .filter_map(|(n, slot)| Some((n, slot, hours.get(slot.hours)?)))
            .filter(|(_, _, kept)| serves(hours, kept, one.purpose))
            .min_by_key(|(n, slot, kept)| {
                let elsewhere = one.place.is_some_and(|place| place != kept.place);
                (elsewhere, slot.left() == 0, *n)
            })
            .map(|(n, ..)| n)
    }

    /// The slots that may still be chosen for `purpose` at `now`: those that have not begun, full ones too.
    pub fn offers<'a>(
        &'a self,
        hours: &'a [DeskHours],
        purpose: AppointmentPurpose,
        now: Instant,
    ) -> impl Iterator<Item = &'a Slot> {
        self.slots.iter().filter(move |slot| {
            let kept = hours.get(slot.hours);
            slot.at > now && kept.is_some_and(|kept| serves(hours, kept, purpose))
        })
    }
}

/// Whether people come for `purpose` in these hours: typed for it, or for something else of the same desk where
/// nobody typed any for it.
pub fn serves(all: &[DeskHours], hours: &DeskHours, purpose: AppointmentPurpose) -> bool {
    hours.purpose == purpose
        || (Desk::of(hours.purpose) == Desk::of(purpose)
            && all.iter().all(|other| other.purpose != purpose))
}

/// Whether these hours are kept on `day`.
pub fn is_open(hours: &DeskHours, day: Day) -> bool {
    // 1970-01-01 was a Thursday.
    let weekday = (i64::from(day.0) + 3).rem_euclid(7);
    hours.can_be()
        && hours.weekdays >> weekday & 1 == 1
        && hours.until.is_none_or(|until| day <= until)
}

fn slots_of(n: usize, hours: &DeskHours, day: Day) -> impl Iterator<Item = Slot> {
    let minute = move |minute: u16| day.start().plus(i64::from(minute) * 60);
    let (from, to, length) = (hours.from, hours.to, hours.slot);
    let capacity = u32::from(hours.capacity);
    (0..to.saturating_sub(from) / length.max(1)).map(move |k| Slot {
        hours: n,
        at: minute(from + k * length),
        ends: minute(from + (k + 1) * length),
        capacity,
        booked: 0,
    })
}

/// What is to be brought to an appointment, as the hours say that it falls into.
pub fn bring<'a>(hours: &'a [DeskHours], one: &Booked<'_>) -> Option<&'a str> {
    let minute = (one.at.0 + VIETNAM_OFFSET_SECONDS).rem_euclid(86_400) / 60;
    let day = one.at.day();
    hours
        .iter()
        .filter(|kept| serves(hours, kept, one.purpose) && is_open(kept, day))
        .filter(|kept| (i64::from(kept.from)..i64::from(kept.to)).contains(&minute))
        .min_by_key(|kept| one.place.is_some_and(|place| place != kept.place))
        .and_then(|kept| kept.bring.as_deref())
}

/// What was agreed for one purpose, and what came of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kept {
    /// What for.
    pub purpose: AppointmentPurpose,
    /// When; absent while only "soon" is agreed.
    pub at: Option<Instant>,
    /// What came of it, and when that was said; absent while nobody has.
    pub outcome: Option<(Attendance, Instant)>,
}

/// The appointments of one person that were missed and that nothing took the place of: no later one at the same desk
/// that is open or was kept, and the app still asks for it (`views`, as the campaign's frame makes them look).
pub fn missed(kept: &[Kept], views: &[AppView]) -> Vec<Kept> {
    let waits = |purpose| {
        let (app, ..) = Desk::of(purpose).done();
        let mut of_app = views.iter().filter(|view| view.app == app);
        of_app.any(|view| view.lacking() && view.next != NextStep::AwaitApproval)
    };
    let stands_instead = |other: &Kept, one: &Kept| {
        other.purpose != one.purpose
            && Desk::of(other.purpose) == Desk::of(one.purpose)
            && match other.outcome {
                None => other.at.is_none() || other.at >= one.at,
                Some((Attendance::Came, _)) => other.at >= one.at,
                Some(_) => false,
            }
    };
    kept.iter()
        .filter(|one| matches!(one.outcome, Some((Attendance::Missed, _))))
        .filter(|one| waits(one.purpose) && !kept.iter().any(|other| stands_instead(other, one)))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests;
