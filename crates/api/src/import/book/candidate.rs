//! Whom of the book a row may mean, and how much speaks for it.

use super::{Book, door, name_and_year};
use tungnha_core::birth::BirthDate;
use tungnha_core::name;
use tungnha_sheets::resident_list::ResidentRow as Row;
use tungnha_store::read::ResidentRow;

/// How near somebody lives to where the list has the row, the nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Nearness {
    Door,
    /// The list tells no door.
    Hamlet,
    OtherDoor,
    /// The list tells no hamlet.
    Anywhere,
    OtherHamlet,
}

/// Somebody of the book whom a row may mean.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub person: usize,
    pub same_id: bool,
    /// The whole birth date; else the year.
    pub exact: bool,
    pub nearness: Nearness,
}

/// A birth date that tells two people apart. 1 January stands for "some day of that year".
pub(super) fn whole(birth: BirthDate) -> Option<BirthDate> {
    let new_year = (birth.month(), birth.day()) == (Some(1), Some(1));
    birth.day().filter(|_| !new_year).map(|_| birth)
}

/// Whether two dates of one year may be one.
pub(super) fn may_be_one(a: BirthDate, b: BirthDate) -> bool {
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

impl Book {
    /// Everybody whom an id, or a name and a birth date that may be the same, speaks for.
    pub(super) fn candidates(&self, row: &Row) -> Vec<Candidate> {
        let id = row.personal_id.as_ref();
        let by_id = id.and_then(|id| self.by_personal_id.get(id.as_str()));
        let by_name = self
            .by_name_and_year
            .get(&name_and_year(&row.name, row.birth));
        let candidate = |person: usize, same_id: bool| {
            let (_, known) = self.people.get(person)?;
            let born = known.best_birth();
            Some(Candidate {
                person,
                same_id,
                exact: whole(row.birth).is_some() && born == Some(row.birth),
                nearness: self.nearness(row, known),
            })
        };
        let namesake = |person: &usize| {
            self.people.get(*person).is_some_and(|(_, known)| {
                let born = known.best_birth();
                born.is_some_and(|born| may_be_one(born, row.birth)) && ids_fit(row, known)
            })
        };
        let by_id = by_id.into_iter().flatten().copied();
        let by_id = by_id.filter_map(|person| candidate(person, true));
        let by_name = by_name.into_iter().flatten().copied();
        let by_name = by_name
            .filter(namesake)
            .filter_map(|person| candidate(person, false));
        by_id.chain(by_name).collect()
    }

    pub(super) fn nearness(&self, row: &Row, person: &ResidentRow) -> Nearness {
        let home = self.homes.get(&person.household).map(|(_, home)| home);
        let own = home.is_some_and(|home| {
            door::is_house(row, home) || (door::names(row, home) && door::agrees(row, home))
        });
        match (self.told(row), self.hamlet_names.get(&person.hamlet)) {
            (Some(wanted), Some(has)) if name::fold(wanted) != name::fold(has) => {
                Nearness::OtherHamlet
            }
            _ if own => Nearness::Door,
            (None, _) => Nearness::Anywhere,
            _ if home.is_none_or(|home| home.venue || door::agrees(row, home)) => Nearness::Hamlet,
            _ => Nearness::OtherDoor,
        }
    }
}

/// Two different ids are two people, however alike their names.
pub(super) fn ids_fit(row: &Row, known: &ResidentRow) -> bool {
    let Some(id) = &row.personal_id else {
        return true;
    };
    known.personal_id.is_none()
        && known
            .last4
            .as_deref()
            .is_none_or(|last4| last4 == id.last4())
}

/// How sure it is that the row means that one; `None` where only a person can tell. `alone` says that no other
/// row of the hamlet has that name and year.
pub(super) fn rank(one: &Candidate, all: &[Candidate], alone: bool) -> Option<(u8, Nearness)> {
    if one.same_id {
        return Some((0, one.nearness));
    }
    let only =
        |asked: &dyn Fn(&Candidate) -> bool| all.iter().filter(|other| asked(other)).count() == 1;
    let step = match (one.nearness, one.exact) {
        (Nearness::Door, true) => 1,
        (Nearness::Door, false) => 2,
        (Nearness::Hamlet, true) => 3,
        (Nearness::OtherDoor, true) => 4,
        // Two of one name and year in one hamlet are two people until somebody says otherwise.
        (Nearness::Hamlet, false) if alone && only(&|c| c.nearness <= Nearness::OtherDoor) => 5,
        (Nearness::Anywhere, true) if only(&|c| c.exact) => 6,
        (Nearness::OtherHamlet, true) if only(&|c| c.exact) => 7,
        _ => return None,
    };
    Some((step, one.nearness))
}
