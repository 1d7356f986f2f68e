//! The campaign as its registers add up: what is asked, of whom, from when to when.

mod store_link;

pub use store_link::{MAX_LINK_BYTES, StoreLink, StoreLinkError, Storefront};

use crate::birth::{BirthDate, Certainty};
use crate::body::CampaignApp;
use crate::name::fold;
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
    /// Whom citizens call to check a volunteer: "Công an xã …, 0…". Absent when the office gave none that
    /// [`contact`] accepts.
    pub contact: Option<String>,
}

/// One app of the campaign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskedApp {
    /// The app.
    pub app: App,
    /// Asked of people of at least so many years at the reference date.
    pub minimum_age: u8,
    /// Who decides on its claims (D-46).
    pub reviewer: Reviewer,
    /// Whose the official figure is, as printed; absent for the usual one.
    pub figure_owner: Option<String>,
    /// Its pages in the official stores, at most one each; empty when the office gave none.
    pub links: Vec<StoreLink>,
}

/// Who decides on an app's claims (D-46): VNeID's the police, iHanoi's the committee's office, eTax's whoever of the
/// office is of the tax branch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reviewer {
    /// As what they work.
    pub role: Role,
    /// Only who is of this organisation; absent for everybody of the role.
    pub of: Option<String>,
}

impl Reviewer {
    /// Everybody of the role.
    pub const fn of_role(role: Role) -> Self {
        Self { role, of: None }
    }

    /// Whether it is somebody of `role` and `organisation`, whose name is read as people write it.
    pub fn is(&self, role: Role, organisation: Option<&str>) -> bool {
        let same = |of: &String| organisation.is_some_and(|name| fold(name) == fold(of));
        self.role == role && self.of.as_ref().is_none_or(same)
    }
}

impl From<&CampaignApp> for Reviewer {
    fn from(app: &CampaignApp) -> Self {
        let of = app.reviewer_of.as_deref().map(str::trim);
        Self {
            role: app.reviewer,
            of: of.filter(|of| !of.is_empty()).map(str::to_owned),
        }
    }
}

/// A contact is at most so many characters: a name and a number that fit on a card.
pub const MAX_CONTACT: usize = 120;

/// The contact in `text`, without the blanks around it; `None` when there is nothing, or more than a line of a card
/// holds.
pub fn contact(text: &str) -> Option<&str> {
    let text = text.trim();
    let fits = text.chars().count() <= MAX_CONTACT && !text.contains(char::is_control);
    (!text.is_empty() && fits).then_some(text)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reviewer_may_be_of_one_organisation_only() {
        let office = Reviewer::of_role(Role::Office);
        assert!(office.is(Role::Office, None) && office.is(Role::Office, Some("Chi cục Thuế")));
        assert!(!office.is(Role::Police, None));
        let tax = Reviewer {
            of: Some("Chi cục Thuế".into()),
            ..office
        };
        assert!(tax.is(Role::Office, Some("chi cục  thuế")));
        for other in [None, Some("Văn phòng UBND")] {
            assert!(!tax.is(Role::Office, other), "{other:?}");
        }
        assert!(!tax.is(Role::Police, Some("Chi cục Thuế")));
    }

    #[test]
    fn a_contact_is_one_line_of_a_card() {
        assert_eq!(contact(" Công an xã, 0900 "), Some("Công an xã, 0900"));
        for nothing in ["", " \n ", "a\nb", "a\u{7}b", &"x".repeat(MAX_CONTACT + 1)] {
            assert_eq!(contact(nothing), None, "{nothing:?}");
        }
    }
}
