//! Finding people as one types: without tone marks, any part of the name from the start of a word, two-letter
//! names included, one letter wrong in a longer word, words without spaces between them, the house, the lane,
//! the bare keys of Telex and VNI, and the last digits of the personal id. How and why: ADR 8.

mod index;
mod query;
mod typed;
mod vocabulary;
mod words;

pub(crate) use index::Unindexed;
pub(crate) use vocabulary::Vocabulary;

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use query::Class;
use rusqlite::params;
use std::collections::HashSet;
use tungnha_core::name;
use typed::Unit;
use words::{HOUSE, ID, Sought, compact};

/// By what a person was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FoundBy {
    /// The name as it was typed.
    Name,
    /// House or lane.
    House,
    /// The last digits of the personal id.
    Id,
    /// A name that differs by one letter, or digits of an id that is not whole here.
    Similar,
}

/// A person who was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
    /// Who.
    pub resident: Key,
    /// Why.
    pub by: FoundBy,
}

/// People beyond those asked for that are looked at, since the index keeps the order of names only coarsely.
const SPARE: usize = 32;
/// A search for a filter and not for a screen.
const MANY: usize = 1_000;
/// With so many found, words of three letters are not taken for others.
const ENOUGH: usize = 10;
/// With fewer found, the keyboard's Vietnamese may have been off.
const FEW: usize = 3;
/// From so many digits on, the end of a personal id is likelier meant than a house.
const ID_FIRST: usize = 3;

/// The search as far as it has come.
struct Search {
    limit: usize,
    found: Vec<Found>,
    seen: HashSet<Key>,
    asked: HashSet<String>,
}

impl Txn<'_> {
    /// The first `limit` people who have everything of `text`: with the tone marks typed, then in whole words,
    /// then in beginnings of words; then, where that finds hardly anybody, by what bare keys of Telex or VNI mean; then
    /// with one letter wrong; each in the order of given names. Nobody for a
    /// text without letters or digits. What it costs does not grow with the number of people who match.
    pub fn find(&self, text: &str, limit: usize) -> Result<Vec<Found>, StoreError> {
        self.write_index()?;
        let vocabulary = self.vocabulary()?;
        let mut search = Search {
            limit,
            found: Vec::new(),
            seen: HashSet::new(),
            asked: HashSet::new(),
        };
        let readings = typed::readings(text);
        if let [reading] = readings.as_slice()
            && let [Unit::Number(number)] = reading.as_slice()
        {
            self.find_number(number, reading, &mut search)?;
        }
        for class in Class::ALL {
            if class == Class::Similar {
                self.find_meant(text, &vocabulary, &mut search)?;
            }
            for units in &readings {
                if class == Class::Similar && !search.wants_similar(units) {
                    continue;
                }
                if let Some(question) = query::question(units, class, &vocabulary) {
                    self.ask(&question, units, class, limit, &mut search)?;
                }
            }
        }
        Ok(search.found)
    }

    /// Whom `text` finds, without order: for filters. At most a thousand.
    pub fn search(&self, text: &str) -> Result<Vec<Key>, StoreError> {
        let found = self.find(text, MANY)?;
        Ok(found.into_iter().map(|one| one.resident).collect())
    }

    /// What was typed may be the bare keys of Telex or VNI: who has what they mean comes before whoever is found by a
    /// wrong letter.
    fn find_meant(
        &self,
        text: &str,
        vocabulary: &Vocabulary,
        search: &mut Search,
    ) -> Result<(), StoreError> {
        let Some(meant) = name::meant(text).filter(|_| search.found.len() < FEW) else {
            return Ok(());
        };
        let readings = typed::readings(&meant);
        for class in [Class::Toned, Class::Exact, Class::Beginning] {
            for units in &readings {
                if let Some(question) = query::question(units, class, vocabulary) {
                    self.ask(&question, units, class, search.limit, search)?;
                }
            }
        }
        Ok(())
    }

    /// A number alone is a house or the end of an id. Neither may crowd out the other.
    fn find_number(
        &self,
        number: &str,
        units: &[Unit],
        search: &mut Search,
    ) -> Result<(), StoreError> {
        let kinds = if number.len() >= ID_FIRST {
            [ID, HOUSE]
        } else {
            [HOUSE, ID]
        };
        let half = search.limit.div_ceil(2);
        for (tag, room) in kinds.into_iter().zip([half, search.limit]) {
            if let Some(question) = query::only(tag, number) {
                self.ask(&question, units, Class::Exact, room, search)?;
            }
        }
        Ok(())
    }

    /// Asks the index once, and adds whom it has not found before until there are `room`.
    fn ask(
        &self,
        question: &str,
        units: &[Unit],
        class: Class,
        room: usize,
        search: &mut Search,
    ) -> Result<(), StoreError> {
        if search.found.len() >= room || !search.asked.insert(question.to_owned()) {
            return Ok(());
        }
        let mut statement = self.sql(
            "SELECT s.resident, r.name, r.last4, i.personal_id, h.lane, h.house
             FROM resident_search f CROSS JOIN search_row s ON s.place = f.rowid
             CROSS JOIN resident r ON r.key = s.resident
             LEFT JOIN household h ON h.key = r.household
             LEFT JOIN identity i ON i.resident = r.key
             WHERE f.resident_search MATCH ?1 ORDER BY f.rowid",
        )?;
        let mut rows = statement.query(params![question])?;
        let enough = room - search.found.len() + SPARE;
        let mut fresh = Vec::new();
        // The index gives its rows one by one, so what is not read costs nothing.
        while fresh.len() < enough
            && let Some(row) = rows.next()?
        {
            let resident = row.get(0)?;
            if search.seen.contains(&resident) {
                continue;
            }
            let sought = Sought {
                name: row.get(1)?,
                last4: row.get(2)?,
                personal_id: row.get(3)?,
                lane: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
                house: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
            };
            if let Some(by) = why(&sought, units, class) {
                fresh.push((name::sort_key(&sought.name), Found { resident, by }));
            }
        }
        fresh.sort_by(|(a, one), (b, other)| (a, one.resident).cmp(&(b, other.resident)));
        for (_, found) in fresh.into_iter().take(room - search.found.len()) {
            search.seen.insert(found.resident);
            search.found.push(found);
        }
        Ok(())
    }
}

impl Search {
    /// A short word that finds enough people is meant as it was typed.
    fn wants_similar(&self, units: &[Unit]) -> bool {
        let short =
            |unit: &Unit| !matches!(unit, Unit::Word { folded, .. } if folded.chars().count() > 3);
        self.found.len() < ENOUGH || !units.iter().all(short)
    }
}

/// By what `sought` has all of `units`, the least obvious of them; `None` when an id ends otherwise.
fn why(sought: &Sought, units: &[Unit], class: Class) -> Option<FoundBy> {
    let mut by = if class == Class::Similar {
        FoundBy::Similar
    } else {
        FoundBy::Name
    };
    for unit in units {
        let reason = match unit {
            Unit::Word { folded, .. } if class == Class::Beginning && is_road(sought, folded) => {
                FoundBy::House
            }
            Unit::Word { .. } => FoundBy::Name,
            Unit::House(_) | Unit::Lane(_) | Unit::Road(_) => FoundBy::House,
            Unit::Number(number) => by_number(sought, number)?,
        };
        by = by.max(reason);
    }
    Some(by)
}

fn by_number(sought: &Sought, number: &str) -> Option<FoundBy> {
    if sought
        .houses()
        .iter()
        .any(|house| house.starts_with(number))
    {
        return Some(FoundBy::House);
    }
    let has = |text: &str| compact(&name::fold(text)).contains(number);
    match sought.id_ends_in(number) {
        Some(true) => Some(FoundBy::Id),
        _ if has(&sought.lane) => Some(FoundBy::House),
        _ if has(&sought.name) => Some(FoundBy::Name),
        Some(false) => None,
        // The whole id is not on this device; what is known of it agrees.
        None => Some(FoundBy::Similar),
    }
}

/// Whether a word begins one of the lane's and none of the name's.
fn is_road(sought: &Sought, folded: &str) -> bool {
    let begins = |text: &str| name::words(&name::fold(text)).any(|word| word.starts_with(folded));
    begins(&sought.lane) && !begins(&sought.name)
}
