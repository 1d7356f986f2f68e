//! Plan, then apply: what the list would change in the book. The same list again changes nothing.

use crate::ApiError;
use std::collections::HashMap;
use tungnha_core::body::{Account, Hamlet, Identity};
use tungnha_core::id::{DeltaId, Incarnation};
use tungnha_core::name;
use tungnha_core::time::Day;
use tungnha_core::words::{App, HamletKind, ResidentState, Sex, Source, Stage};
use tungnha_sheets::resident_list::{ResidentList, ResidentRow as Row};
use tungnha_store::read::{HouseholdRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};
use uuid::Uuid;

/// A hamlet of the list.
pub(super) struct PlannedHamlet {
    pub known: Option<DeltaId>,
    pub body: Hamlet,
}

/// A household of the list.
pub(super) struct PlannedHousehold {
    pub known: Option<DeltaId>,
    pub changed: bool,
    /// Index into the plan's hamlets.
    pub hamlet: usize,
    pub lane: Option<String>,
    pub house: Option<String>,
    pub head: Option<String>,
    pub code: Option<String>,
}

/// The resident register as the list wants it.
#[derive(Default, PartialEq, Eq)]
pub(super) struct WantedResident {
    pub name: String,
    pub birth_year: Option<u16>,
    pub sex: Option<Sex>,
    pub last4: Option<String>,
    pub position: Option<u16>,
}

/// A person of the list: what of it the book does not say yet.
pub(super) struct PlannedPerson {
    pub known: Option<DeltaId>,
    /// Index into the plan's households.
    pub household: usize,
    /// Absent when the register says it already.
    pub resident: Option<WantedResident>,
    pub identity: Option<Identity>,
    pub state: Option<ResidentState>,
    pub account: Option<Account>,
}

impl PlannedPerson {
    /// Whether the list says something new of a person whom the book has.
    pub fn is_changed(&self) -> bool {
        self.known.is_some()
            && (self.resident.is_some()
                || self.identity.is_some()
                || self.state.is_some()
                || self.account.is_some())
    }
}

/// What the list would change.
#[derive(Default)]
pub(super) struct Plan {
    pub hamlets: Vec<PlannedHamlet>,
    pub households: Vec<PlannedHousehold>,
    pub people: Vec<PlannedPerson>,
}

/// Stands for a name that is given when the plan is carried out.
const NOT_YET: DeltaId = DeltaId::new(Incarnation(Uuid::nil()), 1);

/// The book as the plan compares with it.
struct Book {
    hamlets: HashMap<String, DeltaId>,
    households: HashMap<(String, String), (DeltaId, HouseholdRow)>,
    household_ids: HashMap<Key, DeltaId>,
    by_personal_id: HashMap<String, usize>,
    by_name_and_birth: HashMap<(String, String), usize>,
    people: Vec<(DeltaId, ResidentRow)>,
    taken: Vec<bool>,
}

impl Plan {
    /// Compares `list` with the book.
    pub fn make(txn: &Txn<'_>, list: &ResidentList) -> Result<Self, ApiError> {
        let mut book = Book::load(txn)?;
        let mut plan = Self::default();
        let mut hamlets: HashMap<String, usize> = HashMap::new();
        let mut households: HashMap<(usize, String), (usize, u16)> = HashMap::new();
        for row in &list.rows {
            let hamlet_name = row
                .hamlet
                .clone()
                .unwrap_or_else(|| "(chưa rõ thôn)".into());
            let folded = name::fold(&hamlet_name);
            let hamlet = *hamlets.entry(folded.clone()).or_insert_with(|| {
                plan.hamlets.push(PlannedHamlet {
                    known: book.hamlets.get(&folded).copied(),
                    body: Hamlet {
                        of: None,
                        kind: kind_of(&folded),
                        name: hamlet_name,
                    },
                });
                plan.hamlets.len() - 1
            });
            let door = door_of(row);
            let (household, position) =
                households.entry((hamlet, door.clone())).or_insert_with(|| {
                    plan.households
                        .push(book.household(&folded, &door, hamlet, row));
                    (plan.households.len() - 1, 0)
                });
            *position += 1;
            let known_household = plan.households[*household].known;
            plan.people.push(book.person(
                row,
                (*household, known_household),
                *position,
                list.as_of,
            ));
        }
        Ok(plan)
    }
}

/// What makes a household one within its hamlet: the office's number, else place and head.
fn door_of(row: &Row) -> String {
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

fn kind_of(folded: &str) -> HamletKind {
    let kinds = [
        ("to dan pho", HamletKind::ToDanPho),
        ("khu pho", HamletKind::KhuPho),
        ("lang", HamletKind::Lang),
        ("ban", HamletKind::Ban),
        ("buon", HamletKind::Buon),
        ("xom", HamletKind::Xom),
        ("ap", HamletKind::Ap),
    ];
    kinds
        .into_iter()
        .find(|(word, _)| {
            folded
                .strip_prefix(word)
                .is_some_and(|rest| rest.starts_with(' '))
        })
        .map_or(HamletKind::Thon, |(_, kind)| kind)
}

impl Book {
    fn load(txn: &Txn<'_>) -> Result<Self, ApiError> {
        let mut book = Self {
            hamlets: HashMap::new(),
            households: HashMap::new(),
            household_ids: HashMap::new(),
            by_personal_id: HashMap::new(),
            by_name_and_birth: HashMap::new(),
            people: Vec::new(),
            taken: Vec::new(),
        };
        let mut names = HashMap::new();
        for hamlet in txn.hamlets()? {
            let folded = name::fold(&hamlet.name);
            names.insert(hamlet.key, folded.clone());
            book.hamlets.insert(folded, txn.id(hamlet.key)?);
        }
        for household in txn.households(Scope::All)? {
            let hamlet = names.get(&household.hamlet).cloned().unwrap_or_default();
            let door = if household.code.is_empty() {
                name::fold(&format!(
                    "{}|{}|{}",
                    household.lane, household.house, household.head
                ))
            } else {
                format!("#{}", name::fold(&household.code))
            };
            let id = txn.id(household.key)?;
            book.household_ids.insert(household.key, id);
            book.households.insert((hamlet, door), (id, household));
        }
        for person in txn.residents(Scope::All)? {
            let at = book.people.len();
            if let Some(id) = &person.personal_id {
                book.by_personal_id.insert(id.clone(), at);
            }
            let birth = person.best_birth().map(|b| b.to_string());
            book.by_name_and_birth
                .insert((name::fold(&person.name), birth.unwrap_or_default()), at);
            book.people.push((txn.id(person.key)?, person));
        }
        book.taken = vec![false; book.people.len()];
        Ok(book)
    }

    fn household(&self, hamlet: &str, door: &str, at: usize, row: &Row) -> PlannedHousehold {
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

    /// A person whom the book has: by personal id, else by name and birth date if no other row of the
    /// list has claimed that person. Never the same person twice.
    fn find(&mut self, row: &Row) -> Option<usize> {
        let by_id = row
            .personal_id
            .as_ref()
            .and_then(|id| self.by_personal_id.get(id.as_str()));
        let by_name = || {
            let key = (name::fold(&row.name), row.birth.to_string());
            self.by_name_and_birth.get(&key).filter(|at| {
                let has = self
                    .people
                    .get(**at)
                    .and_then(|(_, p)| p.personal_id.as_ref());
                // Two different ids are two people, however alike their names.
                has.is_none() || row.personal_id.is_none()
            })
        };
        let at = *by_id.or_else(by_name)?;
        let taken = self.taken.get_mut(at)?;
        (!std::mem::replace(taken, true)).then_some(at)
    }

    fn person(
        &mut self,
        row: &Row,
        (household, known_household): (usize, Option<DeltaId>),
        position: u16,
        as_of: Option<Day>,
    ) -> PlannedPerson {
        let found = self.find(row).and_then(|at| self.people.get(at));
        let (known, has) = match found {
            Some((id, has)) => (Some(*id), Some(has)),
            None => (None, None),
        };
        let wanted = WantedResident {
            name: row.name.clone(),
            birth_year: Some(row.birth.year()),
            sex: Some(row.sex),
            last4: row.personal_id.as_ref().map(|id| id.last4().to_owned()),
            position: Some(position),
        };
        let moved = has.is_some_and(|has| {
            known_household.is_none()
                || known_household != self.household_ids.get(&has.household).copied()
        });
        let same = has.is_some_and(|has| {
            wanted
                == WantedResident {
                    name: has.name.clone(),
                    birth_year: has.birth_year,
                    sex: has.sex,
                    last4: has.last4.clone(),
                    position: Some(has.position),
                }
        });
        PlannedPerson {
            known,
            household,
            resident: (!same || moved).then_some(wanted),
            identity: wanted_identity(row, has),
            state: (has.map_or(ResidentState::Living, |has| has.state) != row.state)
                .then_some(row.state),
            account: wanted_account(row, has, as_of),
        }
    }
}

fn wanted_identity(row: &Row, has: Option<&ResidentRow>) -> Option<Identity> {
    let phones: Vec<&str> = row.phone.iter().map(|phone| phone.as_digits()).collect();
    let wanted = Identity {
        resident: NOT_YET,
        birth: Some(row.birth),
        personal_id: row.personal_id.as_ref().map(|id| id.as_str().to_owned()),
        phones: (!phones.is_empty()).then(|| phones.join(",")),
        residence: row.residence,
        legacy_id9: row.legacy_id9.clone(),
    };
    let same = has.is_some_and(|has| {
        wanted.birth == has.birth
            && wanted.personal_id == has.personal_id
            && wanted.phones.as_deref().unwrap_or_default() == has.phones.join(",")
            && wanted.residence == has.residence
            && wanted.legacy_id9 == has.legacy_id9
    });
    (!same).then_some(wanted)
}

/// The official statement, unless the official register says the same already. "Chưa thu nhận" names no
/// level; it is said of level 2, which is what is lacking.
fn wanted_account(row: &Row, has: Option<&ResidentRow>, as_of: Option<Day>) -> Option<Account> {
    let state = row.vneid?;
    let level = state.level.unwrap_or(2);
    let official = has.and_then(|has| {
        has.accounts.iter().find(|a| {
            a.app == App::Vneid
                && a.statement.level == level
                && a.statement.source == Source::OfficialList
        })
    });
    let nothing_yet = state.stage == Stage::NotRegistered && official.is_none() && has.is_some();
    if nothing_yet || official.is_some_and(|a| a.statement.stage == state.stage) {
        return None;
    }
    Some(Account {
        resident: NOT_YET,
        app: App::Vneid,
        level,
        source: Source::OfficialList,
        stage: state.stage,
        as_of,
        approved_on: row.approved_on,
        visit: None,
    })
}
