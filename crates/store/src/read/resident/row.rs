//! A person as lists and screens read one.

use crate::key::Key;
use crate::read::{AppointmentRow, ObstacleRow, TaughtRow};
use tungnha_core::account::Statement;
use tungnha_core::birth::BirthDate;
use tungnha_core::door::Occupant;
use tungnha_core::time::Day;
use tungnha_core::words::{
    AbsenceReason, Agreement, App, Decision, Eligibility, ResidenceKind, ResidentState, Sex,
};

/// A shown account statement, with the delta behind it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountRow {
    /// The app.
    pub app: App,
    /// What is said and what was decided on it.
    pub statement: Statement,
    /// The delta that says it.
    pub key: Key,
    /// Official list: as of this day.
    pub as_of: Option<Day>,
    /// The reviewer's words for a return.
    pub reason: Option<String>,
}

/// A person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResidentRow {
    /// The key.
    pub key: Key,
    /// Where the person lives.
    pub household: Key,
    /// The hamlet of that.
    pub hamlet: Key,
    /// Full name.
    pub name: String,
    /// Year of birth.
    pub birth_year: Option<u16>,
    /// Full birth date, where this replica may hold it.
    pub birth: Option<BirthDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Last four digits.
    pub last4: Option<String>,
    /// All twelve, where this replica may hold them.
    pub personal_id: Option<String>,
    /// Phones, where this replica may hold them.
    pub phones: Vec<String>,
    /// In what right, where this replica may hold it.
    pub residence: Option<ResidenceKind>,
    /// Nine-digit number, where this replica may hold it.
    pub legacy_id9: Option<String>,
    /// Place within the household.
    pub position: u16,
    /// Living here, moved, dead: police, else the list, else living.
    pub state: ResidentState,
    /// Names differ between people who added or changed it.
    pub disputed: bool,
    /// Everything said of accounts.
    pub accounts: Vec<AccountRow>,
    /// (reason, where, until).
    pub absence: Option<(AbsenceReason, Option<String>, Option<Day>)>,
    /// The delta that says so.
    pub absence_key: Option<Key>,
    /// The answer to the notice.
    pub notice: Option<Agreement>,
    /// The delta that says so.
    pub notice_key: Option<Key>,
    /// What the police decided, else that somebody proposes "not eligible".
    pub eligibility: Option<Eligibility>,
    /// The proposal's delta, while nobody has decided.
    pub proposal: Option<Key>,
    /// Why the police refused the proposal that stands; absent while none was refused.
    pub proposal_refused: Option<String>,
    /// Moved out or dead as claimed at a door, where it is not the state; with its delta.
    pub claimed_state: Option<(ResidentState, Key)>,
    /// What hinders, the last first.
    pub obstacles: Vec<ObstacleRow>,
    /// Appointments, by purpose.
    pub appointments: Vec<AppointmentRow>,
    /// What the person was taught, the last first.
    pub taught: Vec<TaughtRow>,
}

impl ResidentRow {
    /// The birth date as precisely as this replica knows it.
    pub fn best_birth(&self) -> Option<BirthDate> {
        self.birth
            .or_else(|| self.birth_year.and_then(BirthDate::from_year))
    }

    /// As a door's tally reads it.
    pub fn occupant(&self) -> Occupant {
        let said = self.accounts.iter();
        Occupant {
            state: self.state,
            eligibility: self.eligibility,
            birth: self.best_birth(),
            statements: said.map(|row| (row.app, row.statement)).collect(),
            appointments: self.appointments.iter().map(AppointmentRow::kept).collect(),
            notice: self.notice,
            absent: self.absence.is_some(),
            claimed_gone: self.claimed_state.is_some(),
        }
    }

    /// Takes from another, who is the same person and gave way, what is not known of this one.
    pub(super) fn fill(&mut self, other: Self) {
        self.birth_year = self.birth_year.or(other.birth_year);
        self.birth = self.birth.or(other.birth);
        self.sex = self.sex.or(other.sex);
        self.last4 = self.last4.take().or(other.last4);
        self.personal_id = self.personal_id.take().or(other.personal_id);
        self.residence = self.residence.or(other.residence);
        self.legacy_id9 = self.legacy_id9.take().or(other.legacy_id9);
        for phone in other.phones {
            if !self.phones.contains(&phone) {
                self.phones.push(phone);
            }
        }
    }

    /// After what was said of another came first: in the order that a row of its own would have.
    pub(super) fn in_order(&mut self) {
        self.obstacles
            .sort_by_key(|obstacle| std::cmp::Reverse((obstacle.at, obstacle.key)));
        self.taught
            .sort_by_key(|taught| std::cmp::Reverse((taught.at, taught.key)));
        self.accounts.sort_by_key(|row| {
            (
                row.app.code(),
                row.statement.level,
                row.statement.source.code(),
            )
        });
        // The appointment of the one who stays came last, and holds.
        self.appointments.reverse();
        let mut purposes = Vec::new();
        self.appointments.retain(|appointment| {
            let first = !purposes.contains(&appointment.purpose);
            purposes.push(appointment.purpose);
            first
        });
        self.appointments.reverse();
    }

    /// Takes in whether the person is to be visited: what is proposed first, then what the police decided. A
    /// proposal that waits stands over an earlier "eligible", and one that was refused stands no more.
    pub(in crate::read) fn stands(
        &mut self,
        standing: Eligibility,
        key: Key,
        decision: Option<Decision>,
        reason: Option<String>,
    ) {
        match (standing, decision) {
            (Eligibility::Proposed, None) => {
                self.eligibility = Some(standing);
                self.proposal = Some(key);
                self.proposal_refused = None;
            }
            (Eligibility::Proposed, Some(Decision::Returned)) => {
                self.proposal_refused = Some(reason.unwrap_or_default());
            }
            (Eligibility::Proposed, Some(Decision::Confirmed)) => self.proposal_refused = None,
            (Eligibility::DoNotVisit, _) => {
                self.eligibility = Some(standing);
                self.proposal = None;
                self.proposal_refused = None;
            }
            (Eligibility::Eligible, _) if self.proposal.is_none() => {
                self.eligibility = Some(standing);
            }
            (Eligibility::Eligible, _) => {}
        }
    }

    /// The statements about `app`.
    pub fn statements(&self, app: App) -> Vec<Statement> {
        self.accounts
            .iter()
            .filter(|row| row.app == app)
            .map(|row| row.statement)
            .collect()
    }
}
