//! The book as a list is compared with it: whom of it a row means.

mod matching;

use super::plan::PlannedHousehold;
use crate::ApiError;
use std::collections::HashMap;
use tungnha_core::id::DeltaId;
use tungnha_core::name;
use tungnha_sheets::resident_list::{Place, ResidentRow as Row};
use tungnha_store::read::{HouseholdRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

/// The book as the plan compares with it.
pub(super) struct Book {
    hamlets: HashMap<String, DeltaId>,
    hamlet_names: HashMap<Key, String>,
    households: HashMap<(String, String), (DeltaId, HouseholdRow)>,
    pub(super) homes: HashMap<Key, (DeltaId, HouseholdRow)>,
    by_personal_id: HashMap<String, Vec<usize>>,
    by_name_and_birth: HashMap<(String, String), Vec<usize>>,
    /// People by what those who gave way to them were known by.
    gone_by_id: HashMap<String, usize>,
    gone_by_name: HashMap<(String, String), usize>,
    pub(super) people: Vec<(DeltaId, ResidentRow)>,
    taken: Vec<bool>,
    rows: HashMap<Place, usize>,
}

/// What a row of the list comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Matched {
    /// Somebody whom the book does not have.
    Nobody,
    /// Index into the book's people.
    Known(usize),
    /// Whom another row says: nothing comes of it.
    Again,
    /// Somebody decided so.
    LeftOut,
}

/// What makes a household one within its hamlet: the office's number, else place and head.
pub(super) fn door_of(row: &Row) -> String {
    match &row.household_code {
        Some(code) => format!("#{}", name::fold(code)),
        None => name::fold(&format!(
            "{}|{}|{}",
            row.lane.as_deref().unwrap_or_default(),
            row.house.as_deref().unwrap_or_default(),
            row.head_name.as_deref().unwrap_or(&row.name)
        )),
    }
}

/// The same of a household of the book.
fn door_in_book(household: &HouseholdRow) -> String {
    if household.code.is_empty() {
        name::fold(&format!(
            "{}|{}|{}",
            household.lane, household.house, household.head
        ))
    } else {
        format!("#{}", name::fold(&household.code))
    }
}

fn name_and_birth(person: &ResidentRow) -> (String, String) {
    let birth = person.best_birth().map(|birth| birth.to_string());
    (name::fold(&person.name), birth.unwrap_or_default())
}

impl Book {
    pub fn load(txn: &Txn<'_>) -> Result<Self, ApiError> {
        let mut book = Self {
            hamlets: HashMap::new(),
            hamlet_names: HashMap::new(),
            households: HashMap::new(),
            homes: HashMap::new(),
            by_personal_id: HashMap::new(),
            by_name_and_birth: HashMap::new(),
            gone_by_id: HashMap::new(),
            gone_by_name: HashMap::new(),
            people: Vec::new(),
            taken: Vec::new(),
            rows: HashMap::new(),
        };
        for hamlet in txn.hamlets()? {
            let folded = name::fold(&hamlet.name);
            book.hamlets.insert(folded, txn.id(hamlet.key)?);
            book.hamlet_names.insert(hamlet.key, hamlet.name);
        }
        for household in txn.households(Scope::All)? {
            let hamlet = book.hamlet_names.get(&household.hamlet);
            let hamlet = hamlet.map(|hamlet| name::fold(hamlet)).unwrap_or_default();
            let id = txn.id(household.key)?;
            book.homes.insert(household.key, (id, household.clone()));
            book.households
                .insert((hamlet, door_in_book(&household)), (id, household));
        }
        let mut at_key = HashMap::new();
        for person in txn.residents_apart(Scope::All)? {
            let at = book.people.len();
            at_key.insert(person.key, at);
            if let Some(id) = &person.personal_id {
                book.by_personal_id.entry(id.clone()).or_default().push(at);
            }
            book.by_name_and_birth
                .entry(name_and_birth(&person))
                .or_default()
                .push(at);
            book.people.push((txn.id(person.key)?, person));
        }
        for (person, stays) in txn.gave_way()? {
            let Some(at) = at_key.get(&stays) else {
                continue;
            };
            if let Some(id) = &person.personal_id {
                book.gone_by_id.insert(id.clone(), *at);
            }
            book.gone_by_name.insert(name_and_birth(&person), *at);
        }
        book.taken = vec![false; book.people.len()];
        Ok(book)
    }

    /// The hamlet of that name, folded.
    pub fn hamlet(&self, folded: &str) -> Option<DeltaId> {
        self.hamlets.get(folded).copied()
    }

    /// The name of somebody's hamlet.
    pub fn hamlet_of(&self, person: usize) -> Option<String> {
        let (_, row) = self.people.get(person)?;
        self.hamlet_names.get(&row.hamlet).cloned()
    }

    /// What makes somebody's household one.
    pub fn door_of(&self, person: usize) -> Option<String> {
        let (_, row) = self.people.get(person)?;
        self.homes
            .get(&row.household)
            .map(|(_, home)| door_in_book(home))
    }

    /// Somebody's household, as it is.
    pub fn home(&self, person: usize, at: usize) -> Option<PlannedHousehold> {
        let (_, row) = self.people.get(person)?;
        let (id, home) = self.homes.get(&row.household)?;
        let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Some(PlannedHousehold {
            known: Some(*id),
            changed: false,
            hamlet: at,
            lane: text(&home.lane),
            house: text(&home.house),
            head: text(&home.head),
            code: text(&home.code),
        })
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

    pub fn household(&self, hamlet: &str, door: &str, at: usize, row: &Row) -> PlannedHousehold {
        let known = self.households.get(&(hamlet.to_owned(), door.to_owned()));
        let text = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
        let (lane, house) = (text(&row.lane), text(&row.house));
        let head = text(&row.head_name).or_else(|| Some(row.name.clone()));
        let code = text(&row.household_code);
        let differs =
            |has: &str, wants: &Option<String>| wants.as_deref().unwrap_or_default() != has;
        PlannedHousehold {
            known: known.map(|(id, _)| *id),
            changed: known.is_some_and(|(_, has)| {
                differs(&has.lane, &lane)
                    || differs(&has.house, &house)
                    || differs(&has.head, &head)
                    || differs(&has.code, &code)
            }),
            hamlet: at,
            lane,
            house,
            head,
            code,
        }
    }
}
