//! The book as a list is compared with it: whom of it a row means.

mod candidate;
mod door;
mod matching;

pub(super) use door::Door;
pub(super) use matching::{Matched, Repeated};

use crate::ApiError;
use std::collections::HashMap;
use tungnha_core::birth::BirthDate;
use tungnha_core::id::DeltaId;
use tungnha_core::name;
use tungnha_sheets::resident_list::{Place, ResidentRow as ListRow};
use tungnha_store::read::{HouseholdRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

/// The book as the plan compares with it.
pub(super) struct Book {
    hamlets: HashMap<String, DeltaId>,
    hamlet_names: HashMap<Key, String>,
    /// By hamlet and door.
    doors: HashMap<(String, String), Key>,
    by_hamlet: HashMap<String, Vec<Key>>,
    pub(super) homes: HashMap<Key, (DeltaId, HouseholdRow)>,
    by_personal_id: HashMap<String, Vec<usize>>,
    by_name_and_year: HashMap<(String, u16), Vec<usize>>,
    /// People who gave way to others: what they were known by, and to whom.
    gone: Vec<(ResidentRow, usize)>,
    gone_by_id: HashMap<String, usize>,
    gone_by_name: HashMap<(String, u16), Vec<usize>>,
    pub(super) people: Vec<(DeltaId, ResidentRow)>,
    /// The row that means somebody.
    taken: Vec<Option<usize>>,
    rows: HashMap<Place, usize>,
    /// The last place in a household.
    last_places: HashMap<Key, u16>,
}

/// Places from here on say nothing.
pub(super) const NO_PLACE: u16 = 9999;

/// What namesakes are looked for by: a year is all that every list has.
fn name_and_year(name: &str, birth: BirthDate) -> (String, u16) {
    (name::fold(name), birth.year())
}

impl Book {
    pub fn load(txn: &Txn<'_>) -> Result<Self, ApiError> {
        let mut book = Self {
            hamlets: HashMap::new(),
            hamlet_names: HashMap::new(),
            doors: HashMap::new(),
            by_hamlet: HashMap::new(),
            homes: HashMap::new(),
            by_personal_id: HashMap::new(),
            by_name_and_year: HashMap::new(),
            gone: Vec::new(),
            gone_by_id: HashMap::new(),
            gone_by_name: HashMap::new(),
            people: Vec::new(),
            taken: Vec::new(),
            rows: HashMap::new(),
            last_places: HashMap::new(),
        };
        for hamlet in txn.hamlets()? {
            let folded = name::fold(&hamlet.name);
            book.hamlets.insert(folded, txn.id(hamlet.key)?);
            book.hamlet_names.insert(hamlet.key, hamlet.name);
        }
        for household in txn.households(Scope::All)? {
            let hamlet = book.hamlet_names.get(&household.hamlet);
            let hamlet = hamlet.map(|hamlet| name::fold(hamlet)).unwrap_or_default();
            let key = household.key;
            let door = door::in_book(&household);
            book.doors.insert((hamlet.clone(), door), key);
            book.by_hamlet.entry(hamlet).or_default().push(key);
            book.homes.insert(key, (txn.id(key)?, household));
        }
        let mut at_key = HashMap::new();
        for person in txn.residents_apart(Scope::All)? {
            let at = book.people.len();
            at_key.insert(person.key, at);
            if let Some(id) = &person.personal_id {
                book.by_personal_id.entry(id.clone()).or_default().push(at);
            }
            if let Some(birth) = person.best_birth() {
                let key = name_and_year(&person.name, birth);
                book.by_name_and_year.entry(key).or_default().push(at);
            }
            if person.position < NO_PLACE {
                let last = book.last_places.entry(person.household).or_default();
                *last = person.position.max(*last);
            }
            book.people.push((txn.id(person.key)?, person));
        }
        for (person, stays) in txn.gave_way()? {
            let Some(stays) = at_key.get(&stays) else {
                continue;
            };
            let at = book.gone.len();
            if let Some(id) = &person.personal_id {
                book.gone_by_id.insert(id.clone(), at);
            }
            if let Some(birth) = person.best_birth() {
                let key = name_and_year(&person.name, birth);
                book.gone_by_name.entry(key).or_default().push(at);
            }
            book.gone.push((person, *stays));
        }
        book.taken = vec![None; book.people.len()];
        Ok(book)
    }

    /// The hamlet of that name, folded.
    pub fn hamlet(&self, folded: &str) -> Option<DeltaId> {
        self.hamlets.get(folded).copied()
    }

    /// The hamlet that the list tells for the row. What only a sheet's name says is a hamlet if the book has one
    /// of that name.
    pub fn told<'a>(&self, row: &'a ListRow) -> Option<&'a str> {
        let told = row.hamlet.as_deref()?;
        (!row.hamlet_guessed || self.hamlets.contains_key(&name::fold(told))).then_some(told)
    }

    /// The name of somebody's hamlet.
    pub fn hamlet_of(&self, person: usize) -> Option<String> {
        let (_, row) = self.people.get(person)?;
        self.hamlet_names.get(&row.hamlet).cloned()
    }

    /// Where somebody lives, within the hamlet.
    pub fn address_of(&self, person: usize) -> Option<String> {
        let (_, row) = self.people.get(person)?;
        let (_, home) = self.homes.get(&row.household)?;
        let parts = [&home.house, &home.lane];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        Some(parts.join(", "))
    }

    /// Whoever has that personal id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.by_personal_id.get(id)?.first().copied()
    }

    /// Somebody's name in the book.
    pub fn id_of(&self, person: usize) -> Option<DeltaId> {
        self.people.get(person).map(|(id, _)| *id)
    }

    /// Somebody of the book.
    pub fn person_at(&self, person: usize) -> Option<&ResidentRow> {
        self.people.get(person).map(|(_, row)| row)
    }

    /// The row of the list that stands there.
    pub fn row_at(&self, place: &Place) -> Option<usize> {
        self.rows.get(place).copied()
    }

    /// The last place that anybody has in that household; 0 for one that the book does not have.
    pub fn last_place(&self, door: &Door) -> u16 {
        match door {
            Door::Home(key) => self.last_places.get(key).copied().unwrap_or_default(),
            Door::New(_) => 0,
        }
    }
}
