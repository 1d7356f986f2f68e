//! What a row of the list says of a person, beside what the book says already.

use super::book::Book;
use super::plan::{PlannedPerson, WantedResident};
use tungnha_core::body::{Account, Identity};
use tungnha_core::id::{DeltaId, Incarnation};
use tungnha_core::time::Day;
use tungnha_core::words::{App, ResidentState, Source, Stage};
use tungnha_sheets::resident_list::ResidentRow as Row;
use tungnha_store::read::ResidentRow;
use uuid::Uuid;

/// Stands for a name that is given when the plan is carried out.
const NOT_YET: DeltaId = DeltaId::new(Incarnation(Uuid::nil()), 1);

impl Book {
    /// What is new of `row`, whom the book has as `found`.
    pub fn person(
        &self,
        row: &Row,
        found: Option<usize>,
        (household, known_household): (usize, Option<DeltaId>),
        position: u16,
        as_of: Option<Day>,
    ) -> PlannedPerson {
        let found = found.and_then(|at| self.people.get(at));
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
                || known_household != self.homes.get(&has.household).map(|(id, _)| *id)
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
            not_the_same_as: Vec::new(),
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
