//! What a row of the list says of a person, beside what the book says already. What the list has no column
//! for, and what a blank cell leaves open, stays as the book has it.

use super::book::Book;
use super::plan::{PlannedPerson, PlannedPlace, WantedResident};
use tungnha_core::birth::BirthDate;
use tungnha_core::body::{Account, Identity};
use tungnha_core::id::{DeltaId, Incarnation};
use tungnha_core::name;
use tungnha_core::rights::can_be_said;
use tungnha_core::time::Day;
use tungnha_core::words::{App, ResidentState, Source, Stage};
use tungnha_sheets::resident_list::{ResidentList, ResidentRow as Row, VneidState};
use tungnha_store::read::ResidentRow;
use uuid::Uuid;

/// Stands for a name that is given when the plan is carried out.
pub(super) const NOT_YET: DeltaId = DeltaId::new(Incarnation(Uuid::nil()), 1);

/// Of which accounts the list speaks, and as of when.
pub(super) struct Speaking {
    app: App,
    as_of: Option<Day>,
}

impl Speaking {
    pub fn of(list: &ResidentList) -> Self {
        Self {
            app: list.app,
            as_of: list.as_of,
        }
    }
}

impl Book {
    /// What is new of `row`, whom the book has as `found`.
    pub fn person(
        &self,
        row: &Row,
        found: Option<usize>,
        place: PlannedPlace,
        speaking: &Speaking,
    ) -> PlannedPerson {
        let found = found.and_then(|at| self.people.get(at));
        let (known, has) = match found {
            Some((id, has)) => (Some(*id), Some(has)),
            None => (None, None),
        };
        let last4 = row.personal_id.as_ref().map(|id| id.last4().to_owned());
        let wanted = WantedResident {
            name: has.map_or_else(|| row.name.clone(), |has| better_name(&row.name, &has.name)),
            birth_year: Some(row.birth.year()),
            sex: Some(row.sex),
            last4: last4.or_else(|| has.and_then(|has| has.last4.clone())),
            position: Some(place.position),
        };
        let moved = has.is_some_and(|has| {
            place.known.is_none()
                || place.known != self.homes.get(&has.household).map(|(id, _)| *id)
        });
        let same = has.is_some_and(|has| {
            wanted
                == WantedResident {
                    name: has.name.clone(),
                    birth_year: has.birth_year,
                    sex: has.sex,
                    last4: has.last4.clone(),
                    position: wanted.position,
                }
        });
        let says_state = row.says_state || (has.is_none() && row.state != ResidentState::Living);
        let state = has.map_or(ResidentState::Living, |has| has.state);
        let account = wanted_account(row.vneid, row.approved_on, has, speaking);
        PlannedPerson {
            known,
            not_the_same_as: Vec::new(),
            household: place.household,
            resident: (!same || moved).then_some(wanted),
            identity: wanted_identity(row, has),
            state: (says_state && state != row.state).then_some(row.state),
            newer: account.as_ref().is_some_and(|(_, newer)| *newer),
            account: account.map(|(account, _)| account),
        }
    }

    /// What is new of somebody of whom the list says an id alone.
    pub fn of_id(
        &self,
        found: usize,
        household: usize,
        speaking: &Speaking,
        state: Option<VneidState>,
    ) -> Option<PlannedPerson> {
        let (id, has) = self.people.get(found)?;
        let account = wanted_account(state, None, Some(has), speaking);
        Some(PlannedPerson {
            known: Some(*id),
            not_the_same_as: Vec::new(),
            household,
            resident: None,
            identity: None,
            state: None,
            newer: account.as_ref().is_some_and(|(_, newer)| *newer),
            account: account.map(|(account, _)| account),
        })
    }
}

/// The name as the list has it, unless only tone marks or the case were lost on the way.
fn better_name(row: &str, has: &str) -> String {
    let poorer = (row.is_ascii() && !has.is_ascii()) || row == row.to_uppercase();
    let marks_only = row.is_ascii() || row.to_lowercase() == has.to_lowercase();
    match poorer && marks_only && name::fold(row) == name::fold(has) {
        true => has.to_owned(),
        false => row.to_owned(),
    }
}

fn wanted_identity(row: &Row, has: Option<&ResidentRow>) -> Option<Identity> {
    let phones: Vec<&str> = row.phone.iter().map(|phone| phone.as_digits()).collect();
    let phones = match (phones.is_empty(), has) {
        (false, _) => Some(phones.join(",")),
        (true, Some(has)) => Some(has.phones.join(",")).filter(|all| !all.is_empty()),
        (true, None) => None,
    };
    let personal_id = row.personal_id.as_ref().map(|id| id.as_str().to_owned());
    let wanted = Identity {
        resident: NOT_YET,
        birth: Some(better_birth(row.birth, has.and_then(|has| has.birth))),
        personal_id: personal_id.or_else(|| has?.personal_id.clone()),
        phones,
        residence: row.residence.or_else(|| has?.residence),
        legacy_id9: row.legacy_id9.clone().or_else(|| has?.legacy_id9.clone()),
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

/// A year alone takes nothing from a day of that year.
fn better_birth(row: BirthDate, has: Option<BirthDate>) -> BirthDate {
    let precise = |birth: &BirthDate| (birth.month().is_some(), birth.day().is_some());
    has.filter(|has| has.year() == row.year() && precise(has) > precise(&row))
        .unwrap_or(row)
}

/// The official statement, and whether only its day is new; nothing if the official register says the same of
/// that day or a later one already. "Chưa thu nhận" names no level; it is said of level 2, which is what is
/// lacking. Ladders have none.
fn wanted_account(
    state: Option<VneidState>,
    approved_on: Option<Day>,
    has: Option<&ResidentRow>,
    speaking: &Speaking,
) -> Option<(Account, bool)> {
    let state = state?;
    let level = match speaking.app {
        App::Vneid => state.level.unwrap_or(2),
        App::Ihanoi | App::Etax => 0,
    };
    let official = has.and_then(|has| {
        has.accounts.iter().find(|a| {
            a.app == speaking.app
                && a.statement.level == level
                && a.statement.source == Source::OfficialList
        })
    });
    if state.stage == Stage::NotRegistered && official.is_none() && has.is_some() {
        return None;
    }
    let newer = match official {
        Some(official) => {
            // What a later list said is not taken back by an earlier one.
            if speaking.as_of.is_some() && speaking.as_of < official.as_of {
                return None;
            }
            let same = official.statement.stage == state.stage;
            if same && speaking.as_of <= official.as_of {
                return None;
            }
            same
        }
        None => false,
    };
    let account = Account {
        resident: NOT_YET,
        app: speaking.app,
        level,
        source: Source::OfficialList,
        stage: state.stage,
        as_of: speaking.as_of,
        approved_on,
        visit: None,
    };
    can_be_said(&account).then_some((account, newer))
}
