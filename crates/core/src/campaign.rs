//! The campaign as its registers add up: what is asked, of whom, from when to when.

use crate::birth::{BirthDate, Certainty};
use crate::time::{Day, Instant};
use crate::words::{App, Role};

/// The frame, its apps and its milestones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CampaignFrame {
    /// Printed on reports (D-02).
    pub title: String,
    /// The slogan, if any.
    pub theme: Option<String>,
    /// First day.
    pub starts: Day,
    /// Last day, inclusive.
    pub ends: Day,
    /// First hour of field work, 0–23.
    pub hour_from: u8,
    /// Hour at which field work ends, 1–24.
    pub hour_to: u8,
    /// What is received later is held (D-57).
    pub close_at: Instant,
    /// The day at which ages are counted (D-10).
    pub reference_date: Day,
    /// Invented people, for learning: every screen and list says so.
    pub practice: bool,
    /// What is asked, in the order of the door flow: VNeID, iHanoi, eTax.
    pub apps: Vec<AskedApp>,
    /// What is due when, by date.
    pub milestones: Vec<(String, Day)>,
}

/// One app of the campaign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AskedApp {
    /// The app.
    pub app: App,
    /// Asked of people of at least so many years at the reference date.
    pub minimum_age: u8,
    /// Whose role reviews its claims (D-46).
    pub reviewer: Role,
}

/// Why a visit now deserves a word of warning; it is recorded all the same (D-01).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TimeWarning {
    /// Outside the daily hours.
    OutsideHours,
    /// Before the first day: entered in advance or the clock is wrong.
    NotStarted,
    /// After the last day.
    Ended,
}

impl CampaignFrame {
    /// What to warn about at `now`, if anything.
    pub fn warning(&self, now: Instant) -> Option<TimeWarning> {
        if now.day() < self.starts {
            Some(TimeWarning::NotStarted)
        } else if now.day() > self.ends {
            Some(TimeWarning::Ended)
        } else if now.hour() < self.hour_from || now.hour() >= self.hour_to {
            Some(TimeWarning::OutsideHours)
        } else {
            None
        }
    }

    /// Whether `app` is asked of somebody born at `birth`. `None` when the campaign does not ask for
    /// the app; `Unsure` when the birth date is absent or too coarse to tell (`domain.md` 3.4).
    pub fn asks(&self, app: App, birth: Option<BirthDate>) -> Option<Certainty> {
        let asked = self.apps.iter().find(|a| a.app == app)?;
        Some(birth.map_or(Certainty::Unsure, |b| {
            b.age_at_least(asked.minimum_age, self.reference_date)
        }))
    }
}
