//! Finding people, and listing them for scripts.

use crate::payload::*;
use crate::view::Frame;
use crate::{ApiError, Device, ErrorCode, convert};
use std::collections::{HashMap, HashSet};
use tungnha_core::words::{App, ResidentState};
use tungnha_core::{DeltaId, name};
use tungnha_store::read::{HouseholdRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

impl Device {
    pub(crate) fn find(&self, args: Find) -> Result<Vec<PersonRow>, ApiError> {
        self.read(|txn| {
            let typed = name::normalise(&args.text).to_lowercase();
            let mut found = Vec::new();
            for key in txn.search(&args.text)? {
                if let Some(name) = txn.name_of(key)? {
                    // What was typed with its tone marks comes first, then by given name.
                    let exact = name.to_lowercase().contains(&typed);
                    found.push((!exact, name::sort_key(&name), key));
                }
            }
            found.sort();
            let frame = Frame::of(txn)?;
            let places = Places::default();
            let mut rows = Vec::new();
            for (_, _, key) in found.into_iter().take(args.limit.clamp(1, 200) as usize) {
                for person in txn.residents(Scope::Resident(key))? {
                    rows.push(places.row(txn, &frame, &person)?);
                }
            }
            Ok(rows)
        })
    }

    pub(crate) fn people(&self, args: PeopleFilter) -> Result<PeoplePage, ApiError> {
        let lacking: Option<App> = args
            .lacking
            .as_deref()
            .map(|app| convert::word(app, "app"))
            .transpose()?;
        self.read(|txn| {
            let scope = match &args.hamlet {
                None => Scope::All,
                Some(hamlet) => Scope::Hamlet(find_hamlet(txn, hamlet)?),
            };
            let found: Option<HashSet<Key>> = match &args.find {
                None => None,
                Some(text) => Some(txn.search(text)?.into_iter().collect()),
            };
            let frame = Frame::of(txn)?;
            let people: Vec<ResidentRow> = txn
                .residents(scope)?
                .into_iter()
                .filter(|p| found.as_ref().is_none_or(|keys| keys.contains(&p.key)))
                .filter(|p| {
                    lacking.is_none_or(|app| {
                        p.state == ResidentState::Living
                            && frame.apps(p).iter().any(|v| v.app == app && v.lacking())
                    })
                })
                .collect();
            let places = Places::load(txn, scope)?;
            let mut rows = Vec::new();
            for person in people
                .iter()
                .skip(args.offset as usize)
                .take(args.limit as usize)
            {
                rows.push(places.row(txn, &frame, person)?);
            }
            Ok(PeoplePage {
                total: people.len() as u32,
                people: rows,
            })
        })
    }
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

/// Where people live, in words.
#[derive(Default)]
struct Places {
    households: HashMap<Key, HouseholdRow>,
}

impl Places {
    fn load(txn: &Txn<'_>, scope: Scope) -> Result<Self, ApiError> {
        let households = txn.households(scope)?;
        Ok(Self {
            households: households.into_iter().map(|h| (h.key, h)).collect(),
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
        Ok(PersonRow {
            person: frame.person(txn, person)?,
            hamlet: txn.hamlet_name(person.hamlet)?.unwrap_or_default(),
            lane,
            house,
        })
    }
}
