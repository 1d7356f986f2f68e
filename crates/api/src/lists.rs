//! Finding people, and listing them for scripts.

use crate::payload::*;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::HashMap;
use tungnha_core::words::{App, ResidentState};
use tungnha_core::{DeltaId, Instant, name};
use tungnha_store::read::{HouseholdRow, ResidentRow, Scope};
use tungnha_store::{Found, FoundBy, Key, Txn};

/// As many people as a search gives at once.
const MOST_FOUND: u32 = 200;

impl Device {
    pub(crate) fn find(&self, args: Find) -> Result<Vec<PersonRow>, ApiError> {
        let limit = args.limit.clamp(1, MOST_FOUND) as usize;
        self.read(|txn| {
            let found = txn.find(&args.text, limit)?;
            let keys: Vec<Key> = found.iter().map(|one| one.resident).collect();
            let people = txn.residents(Scope::Residents(&keys))?;
            let homes: Vec<Key> = people.iter().map(|person| person.household).collect();
            let places = Places::load(txn, Scope::Households(&homes))?;
            let frame = Frame::of(txn, self.0.host.now())?.without_choices();
            let people: HashMap<Key, ResidentRow> = people
                .into_iter()
                .map(|person| (person.key, person))
                .collect();
            let known = |one: &Found| Some((people.get(&one.resident)?, one.by));
            found
                .iter()
                .filter_map(known)
                .map(|(person, by)| {
                    let row = places.row(txn, &frame, person)?;
                    Ok(PersonRow {
                        found_by: found_by(by).into(),
                        ..row
                    })
                })
                .collect()
        })
    }

    pub(crate) fn people(&self, args: PeopleFilter) -> Result<PeoplePage, ApiError> {
        let lacking: Option<App> = args
            .lacking
            .as_deref()
            .map(|app| convert::word(app, "app"))
            .transpose()?;
        self.read(|txn| {
            let hamlet = args.hamlet.as_deref().map(|text| find_hamlet(txn, text));
            let hamlet = hamlet.transpose()?;
            let frame = Frame::of(txn, self.0.host.now())?;
            let found = args
                .find
                .as_ref()
                .map(|text| txn.search(text))
                .transpose()?;
            let (total, people) = match (found, lacking) {
                (None, None) => {
                    let (total, page) = txn.roll_page(hamlet, args.offset, args.limit)?;
                    (total, txn.residents(Scope::Residents(&page))?)
                }
                (None, Some(app)) => {
                    let page = txn.lacking_page(hamlet, app, args.offset, args.limit)?;
                    let mut people = txn.residents(Scope::Households(&page.doors))?;
                    people.retain(|person| lacks(&frame, person, app));
                    let doors = page.doors.iter().enumerate();
                    let walk: HashMap<Key, usize> = doors.map(|(at, door)| (*door, at)).collect();
                    people.sort_by_key(|person| walk.get(&person.household).copied());
                    let people = people.into_iter().skip(page.skipped as usize);
                    (page.total, people.take(args.limit as usize).collect())
                }
                (Some(found), lacking) => {
                    let mut people = txn.residents(Scope::Residents(&found))?;
                    people.retain(|p| {
                        hamlet.is_none_or(|hamlet| p.hamlet == hamlet)
                            && lacking.is_none_or(|app| lacks(&frame, p, app))
                    });
                    let page = people.iter().skip(args.offset as usize);
                    let page = page.take(args.limit as usize).cloned().collect();
                    (people.len() as u32, page)
                }
            };
            let homes: Vec<Key> = people.iter().map(|person| person.household).collect();
            let places = Places::load(txn, Scope::Households(&homes))?;
            let mut rows = Vec::new();
            for person in &people {
                rows.push(places.row(txn, &frame, person)?);
            }
            Ok(PeoplePage {
                total,
                people: rows,
            })
        })
    }
}

/// Whether somebody living here still lacks `app`.
fn lacks(frame: &Frame, person: &ResidentRow, app: App) -> bool {
    let mut views = frame.apps(person).into_iter();
    person.state == ResidentState::Living && views.any(|v| v.app == app && v.lacking())
}

/// Who on this device may be this person: the same name without tone marks, and no other birth year or last
/// digits.
pub(crate) fn who_may_be(
    txn: &Txn<'_>,
    person: &WalkInPerson,
    now: Instant,
) -> Result<Vec<PersonRow>, ApiError> {
    const ENOUGH: usize = 5;
    let folded = name::fold(&name::normalise(&person.name));
    let frame = Frame::of(txn, now)?;
    let mut same = Vec::new();
    let keys = txn.search(&folded)?;
    for row in txn.residents(Scope::Residents(&keys))? {
        let fits = |a: Option<&str>, b: Option<&str>| a.zip(b).is_none_or(|(a, b)| a == b);
        let years = row.birth_year.zip(person.birth_year);
        if same.len() < ENOUGH
            && name::fold(&row.name) == folded
            && years.is_none_or(|(a, b)| a == b)
            && fits(row.last4.as_deref(), person.last4.as_deref())
        {
            same.push(person_row(txn, &frame, &row)?);
        }
    }
    Ok(same)
}

/// A hamlet by its id, or by its name with or without tone marks and the word of its kind.
pub(crate) fn find_hamlet(txn: &Txn<'_>, text: &str) -> Result<Key, ApiError> {
    if text.parse::<DeltaId>().is_ok() {
        return convert::key(txn, text);
    }
    txn.hamlets()?
        .into_iter()
        .find(|hamlet| name::names_place(&hamlet.name, text))
        .map(|hamlet| hamlet.key)
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "hamlet"))
}

const fn found_by(by: FoundBy) -> &'static str {
    match by {
        FoundBy::Name => "name",
        FoundBy::House => "house",
        FoundBy::Id => "id",
        FoundBy::Similar => "similar",
    }
}

/// One person with the place.
pub(crate) fn person_row(
    txn: &Txn<'_>,
    frame: &Frame,
    person: &ResidentRow,
) -> Result<PersonRow, ApiError> {
    Places::default().row(txn, frame, person)
}

/// Where people live, in words.
#[derive(Default)]
struct Places {
    households: HashMap<Key, HouseholdRow>,
    hamlets: HashMap<Key, String>,
}

impl Places {
    fn load(txn: &Txn<'_>, scope: Scope<'_>) -> Result<Self, ApiError> {
        let (households, hamlets) = (txn.households(scope)?, txn.hamlets()?);
        Ok(Self {
            households: households.into_iter().map(|h| (h.key, h)).collect(),
            hamlets: hamlets.into_iter().map(|h| (h.key, h.name)).collect(),
        })
    }

    fn row(
        &self,
        txn: &Txn<'_>,
        frame: &Frame,
        person: &ResidentRow,
    ) -> Result<PersonRow, ApiError> {
        let household = match self.households.get(&person.household) {
            Some(known) => Some(known.clone()),
            None => txn.households(Scope::Household(person.household))?.pop(),
        };
        let (lane, house) = household.map(|h| (h.lane, h.house)).unwrap_or_default();
        let hamlet = match self.hamlets.get(&person.hamlet) {
            Some(known) => Some(known.clone()),
            None => txn.hamlet_name(person.hamlet)?,
        };
        Ok(PersonRow {
            person: frame.person(txn, person)?,
            hamlet: hamlet.unwrap_or_default(),
            lane,
            house,
            found_by: found_by(FoundBy::Name).into(),
        })
    }
}
