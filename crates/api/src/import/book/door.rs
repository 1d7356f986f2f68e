//! Which household a row means: the one somebody has already, unless the list speaks of another.

use super::super::plan::PlannedHousehold;
use super::Book;
use tungnha_core::name;
use tungnha_sheets::resident_list::ResidentRow as Row;
use tungnha_store::Key;
use tungnha_store::read::HouseholdRow;

/// A household of the plan within its hamlet.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Door {
    /// One that the book has.
    Home(Key),
    /// One that it does not have, by what makes it one.
    New(String),
}

impl Door {
    /// What the row alone says of its household.
    pub fn of_row(row: &Row) -> Self {
        Self::New(of_row(row))
    }
}

fn said(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

/// What makes a household one within its hamlet: the office's number, else place and head.
pub(super) fn of_row(row: &Row) -> String {
    match said(&row.household_code) {
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
pub(super) fn in_book(household: &HouseholdRow) -> String {
    if household.code.is_empty() {
        name::fold(&format!(
            "{}|{}|{}",
            household.lane, household.house, household.head
        ))
    } else {
        format!("#{}", name::fold(&household.code))
    }
}

/// Whether the row says enough to tell one household from another. A lane alone does not.
pub(super) fn identifies(row: &Row) -> bool {
    [&row.household_code, &row.house, &row.head_name]
        .into_iter()
        .any(|part| said(part).is_some())
}

/// Whether the row says where the house is, and not whose.
fn is_address_alone(row: &Row) -> bool {
    said(&row.household_code).is_none() && said(&row.head_name).is_none()
}

fn of_address(row: &Row) -> String {
    let part = |part: &Option<String>| name::fold(part.as_deref().unwrap_or_default());
    format!("{}|{}", part(&row.lane), part(&row.house))
}

fn equal(wanted: &Option<String>, has: &str) -> bool {
    said(wanted).is_some_and(|wanted| name::fold(wanted) == name::fold(has))
}

/// Whether nothing that the row says speaks against that household. What either leaves open says nothing.
pub(super) fn agrees(row: &Row, home: &HouseholdRow) -> bool {
    if home.venue {
        return false;
    }
    if said(&row.household_code).is_some() && !home.code.is_empty() {
        return equal(&row.household_code, &home.code);
    }
    let fits = |wanted: &Option<String>, has: &str| {
        said(wanted).is_none() || has.is_empty() || equal(wanted, has)
    };
    fits(&row.lane, &home.lane) && fits(&row.house, &home.house) && fits(&row.head_name, &home.head)
}

/// Whether something that the row says speaks for that household: its number, its head, or the house.
pub(super) fn names(row: &Row, home: &HouseholdRow) -> bool {
    equal(&row.household_code, &home.code)
        || equal(&row.head_name, &home.head)
        || is_house(row, home)
}

/// Whether it is the same house, whoever heads it.
pub(super) fn is_house(row: &Row, home: &HouseholdRow) -> bool {
    let lanes = match said(&row.lane) {
        Some(_) => equal(&row.lane, &home.lane),
        None => home.lane.is_empty(),
    };
    !home.venue && lanes && equal(&row.house, &home.house)
}

impl Book {
    fn home_of(&self, person: usize) -> Option<&HouseholdRow> {
        let (_, person) = self.people.get(person)?;
        self.homes.get(&person.household).map(|(_, home)| home)
    }

    /// The household of `row` in the hamlet of that folded name. Somebody known stays at home if the list says
    /// nothing else (or somebody decided so).
    pub fn door(&self, row: &Row, found: Option<usize>, stays: bool, hamlet: &str) -> Door {
        let home = found.and_then(|found| self.home_of(found));
        if let Some(home) = home {
            let here = self.hamlet_names.get(&home.hamlet);
            let here = here.is_some_and(|here| name::fold(here) == hamlet);
            let nothing_said = !identifies(row) && (!home.venue || self.told(row).is_none());
            if stays || (here && (nothing_said || agrees(row, home))) {
                return Door::Home(home.key);
            }
            if !identifies(row) {
                // Whoever lived together moved together.
                return Door::New(format!("={}", home.key.0));
            }
        }
        let door = of_row(row);
        if let Some(key) = self.doors.get(&(hamlet.to_owned(), door.clone())) {
            return Door::Home(*key);
        }
        let mut alike = self
            .by_hamlet
            .get(hamlet)
            .into_iter()
            .flatten()
            .filter(|key| {
                let home = self.homes.get(key).map(|(_, home)| home);
                home.is_some_and(|home| names(row, home) && agrees(row, home))
            });
        match (alike.next(), alike.next()) {
            (Some(key), None) => Door::Home(*key),
            _ => match home {
                // A house without a head: the family is still one.
                Some(home) if is_address_alone(row) => {
                    Door::New(format!("{}|={}", of_address(row), home.key.0))
                }
                _ => Door::New(door),
            },
        }
    }

    /// The household of the plan behind `door`, before any row spoke of it.
    pub fn household(&self, door: &Door, hamlet: usize, row: &Row) -> PlannedHousehold {
        let new = || PlannedHousehold {
            known: None,
            changed: false,
            hamlet,
            lane: None,
            house: None,
            head: Some(row.name.clone()),
            code: None,
            heard: [false; 4],
        };
        self.known_home(door, hamlet).unwrap_or_else(new)
    }

    /// The household as the book has it.
    pub fn known_home(&self, door: &Door, hamlet: usize) -> Option<PlannedHousehold> {
        let Door::Home(key) = door else {
            return None;
        };
        let (id, home) = self.homes.get(key)?;
        let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Some(PlannedHousehold {
            known: Some(*id),
            changed: false,
            hamlet,
            lane: text(&home.lane),
            house: text(&home.house),
            head: text(&home.head),
            code: text(&home.code),
            heard: [false; 4],
        })
    }

    /// Lets the household say what the row says of it: the first row to speak of something holds, and what no
    /// row speaks of stays as it is.
    pub fn hear(&self, door: &Door, household: &mut PlannedHousehold, row: &Row) {
        if let Door::Home(key) = door
            && !self
                .homes
                .get(key)
                .is_some_and(|(_, home)| agrees(row, home))
        {
            return;
        }
        let parts = [
            (&mut household.lane, &row.lane),
            (&mut household.house, &row.house),
            (&mut household.head, &row.head_name),
            (&mut household.code, &row.household_code),
        ];
        for ((part, wanted), heard) in parts.into_iter().zip(&mut household.heard) {
            if let Some(wanted) = said(wanted)
                && !*heard
            {
                *heard = true;
                if part.as_deref() != Some(wanted) {
                    household.changed = true;
                    *part = Some(wanted.to_owned());
                }
            }
        }
    }
}

impl PlannedHousehold {
    /// Whether an earlier row gave it another number: then this row means another one.
    pub fn is_numbered_otherwise(&self, row: &Row) -> bool {
        let [.., numbered] = self.heard;
        numbered
            && said(&row.household_code).is_some_and(|code| {
                name::fold(code) != name::fold(self.code.as_deref().unwrap_or_default())
            })
    }
}
