//! What every list is made from, read once.

use crate::view::Frame;
use crate::{ApiError, convert};
use std::collections::{HashMap, HashSet};
use tungnha_core::Instant;
use tungnha_core::account::AppView;
use tungnha_core::words::{Eligibility, IneligibleReason, ResidentState};
use tungnha_protocol::Grant;
use tungnha_store::read::{HouseholdRow, Met, ResidentRow, Scope, VisitRow};
use tungnha_store::{Key, Txn};

/// A part of the book as it stands.
pub(super) struct Basis {
    pub frame: Frame,
    pub grant: Grant,
    /// When it is read, by this device's clock.
    pub now: Instant,
    /// The one hamlet, or `None` for all.
    pub hamlet: Option<Key>,
    /// The hamlet's name, or the book's.
    pub scope_name: String,
    pub hamlets: HashMap<Key, String>,
    /// People by hamlet and door in walking order.
    pub people: Vec<ResidentRow>,
    pub doors: HashMap<Key, HouseholdRow>,
    /// Since the campaign began, the first of each door first.
    pub visits: HashMap<Key, Vec<VisitRow>>,
    pub reasons: HashMap<Key, IneligibleReason>,
    /// Who is away today.
    pub away: HashSet<Key>,
    pub met: Met,
}

impl Basis {
    pub fn read(txn: &Txn<'_>, hamlet: Option<Key>, now: Instant) -> Result<Self, ApiError> {
        let scope = hamlet.map_or(Scope::All, Scope::Hamlet);
        let frame = Frame::of(txn, now)?.without_choices();
        let grant = txn.grant()?;
        let hamlets: HashMap<Key, String> = txn
            .hamlets()?
            .into_iter()
            .map(|hamlet| (hamlet.key, hamlet.name))
            .collect();
        let scope_name = hamlet
            .and_then(|key| hamlets.get(&key).cloned())
            .unwrap_or_else(|| grant.book_name.clone());
        let from = frame
            .campaign
            .as_ref()
            .map_or(0, |campaign| campaign.starts.start().0);
        let mut visits: HashMap<Key, Vec<VisitRow>> = HashMap::new();
        for visit in txn.visits(scope)?.into_iter().rev() {
            if visit.at >= from {
                visits.entry(visit.household).or_default().push(visit);
            }
        }
        let doors = txn.households(scope)?.into_iter();
        let people = txn.residents(scope)?;
        let met = txn.met()?;
        let mut away = HashSet::new();
        for person in &people {
            if txn.is_away(person, &met, now.day())? {
                away.insert(person.key);
            }
        }
        Ok(Self {
            people,
            away,
            met,
            doors: doors.map(|door| (door.key, door)).collect(),
            reasons: txn.ineligible_reasons(scope)?,
            frame,
            grant,
            now,
            hamlet,
            scope_name,
            hamlets,
            visits,
        })
    }

    /// Those who live at a door of the walk and are to be visited, each with what the campaign asks of them.
    pub fn to_visit(&self) -> impl Iterator<Item = (&ResidentRow, Vec<AppView>)> {
        let people = self.people.iter().filter(|person| {
            person.state == ResidentState::Living
                && person.eligibility != Some(Eligibility::DoNotVisit)
                && self.is_door(person)
        });
        people.map(|person| (person, self.frame.apps(person)))
    }

    /// Whether the person's place is a door; a mobile point's walk-ins have none.
    pub fn is_door(&self, person: &ResidentRow) -> bool {
        self.doors.get(&person.household).is_some_and(|d| !d.venue)
    }

    /// Visits of the person's door since the campaign began, the first first.
    pub fn visits_of(&self, person: &ResidentRow) -> &[VisitRow] {
        self.visits
            .get(&person.household)
            .map_or(&[], Vec::as_slice)
    }

    /// "số 12, ngõ 5"
    pub fn address(&self, person: &ResidentRow) -> String {
        self.doors
            .get(&person.household)
            .map(street)
            .unwrap_or_default()
    }

    /// The hamlet's name; empty when it has not arrived.
    pub fn hamlet_name(&self, hamlet: Key) -> &str {
        self.hamlets.get(&hamlet).map_or("", String::as_str)
    }
}

/// "số 12, ngõ 5"
pub(super) fn street(door: &HouseholdRow) -> String {
    convert::street(&door.lane, &door.house)
}

/// The year of birth, or nothing.
pub(super) fn birth_year(person: &ResidentRow) -> String {
    person
        .best_birth()
        .map(|birth| birth.year().to_string())
        .unwrap_or_default()
}
