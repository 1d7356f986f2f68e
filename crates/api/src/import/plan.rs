//! Plan, then apply: what the list would change in the book. The same list again changes nothing.

use super::again::{self, Again};
use super::book::{Book, Door, Matched, NO_PLACE};
use super::doubt::{Choice, Decisions, Doubts, MOVED};
use super::wanted::Speaking;
use crate::ApiError;
use std::collections::HashMap;
use tungnha_core::body::{Account, Hamlet, Identity};
use tungnha_core::id::DeltaId;
use tungnha_core::name;
use tungnha_core::words::{HamletKind, ResidentState, Sex};
use tungnha_sheets::resident_list::{Place, RefusalReason, RefusedRow, ResidentList, ResidentRow};
use tungnha_store::Txn;

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
    /// Whether a row of the list spoke of lane, house, head and code.
    pub heard: [bool; 4],
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
    /// Of an earlier row of the list or of the book, who resembles this one and is somebody else, as a person
    /// decided: nobody is asked again.
    pub not_the_same_as: Vec<NotTheSame>,
    /// Index into the plan's households.
    pub household: usize,
    /// Absent when the register says it already.
    pub resident: Option<WantedResident>,
    pub identity: Option<Identity>,
    pub state: Option<ResidentState>,
    pub account: Option<Account>,
    /// The account is as the book says, on a later day.
    pub newer: bool,
}

impl PlannedPerson {
    /// Whether the list says something new of a person whom the book has.
    pub fn is_changed(&self) -> bool {
        self.known.is_some()
            && (self.resident.is_some()
                || self.identity.is_some()
                || self.state.is_some()
                || (self.account.is_some() && !self.newer))
    }
}

/// Somebody else, however alike.
#[derive(Clone, Copy)]
pub(super) enum NotTheSame {
    /// Of the book.
    Known(DeltaId),
    /// Index into the plan's people.
    Planned(usize),
}

/// What the list would change.
#[derive(Default)]
pub(super) struct Plan {
    pub hamlets: Vec<PlannedHamlet>,
    pub households: Vec<PlannedHousehold>,
    pub people: Vec<PlannedPerson>,
    /// Rows that a person decided to leave out: indices into the list's rows.
    pub left_out: Vec<usize>,
    /// Rows that say somebody again whom another row says: nothing comes of them.
    pub again: Vec<Again>,
    /// Lines of a list of ids that name nobody of the book.
    pub unknown: Vec<RefusedRow>,
    /// What somebody should look at that only the book shows.
    pub doubts: Doubts,
}

impl Plan {
    /// Compares `list` with the book, as `decisions` on doubtful rows say.
    pub fn make(
        txn: &Txn<'_>,
        list: &ResidentList,
        decisions: &Decisions,
    ) -> Result<Self, ApiError> {
        let mut book = Book::load(txn)?;
        let mut plan = Self::default();
        let says = decisions.by_row(list);
        let matched = book.matched(list, &says, &mut plan.doubts);
        plan.again = again::rows(list, &matched);
        let mut homes = Homes::default();
        // Where the rows of the list came to stand among the plan's people.
        let mut planned: Vec<Option<usize>> = vec![None; list.rows.len()];
        for (at, row) in list.rows.iter().enumerate() {
            let found = match matched.get(at) {
                Some(Matched::LeftOut) => {
                    plan.left_out.push(at);
                    continue;
                }
                Some(Matched::Again(..)) => continue,
                Some(Matched::Known(found)) => Some(*found),
                Some(Matched::Nobody) | None => None,
            };
            let stays = says.on(at, MOVED) == Some(Choice::Stay);
            let home = plan.home(&book, &mut homes, row, found, stays);
            let stripped;
            let row = match says.chose(at, Choice::WithoutId) {
                true => {
                    stripped = ResidentRow {
                        personal_id: None,
                        ..row.clone()
                    };
                    &stripped
                }
                false => row,
            };
            let speaking = Speaking::of(list);
            let mut person = book.person(row, found, home, &speaking);
            if says.chose(at, Choice::Two) {
                let rows = list
                    .flagged
                    .iter()
                    .filter(|f| f.sheet == row.sheet && f.row == row.row);
                let earlier = rows.filter_map(|flag| flag.other.as_ref());
                for other in earlier.filter_map(|other| book.row_at(other)) {
                    let other = planned.get(other).copied().flatten();
                    person
                        .not_the_same_as
                        .extend(other.map(NotTheSame::Planned));
                }
                let others = plan.doubts.two(at).filter(|other| Some(*other) != found);
                let others = others.filter_map(|other| book.id_of(other));
                person.not_the_same_as.extend(others.map(NotTheSame::Known));
            }
            if let Some(place) = planned.get_mut(at) {
                *place = Some(plan.people.len());
            }
            plan.people.push(person);
        }
        plan.take_ids(&book, &mut homes, list);
        plan.doubts.show(list, &book, decisions);
        Ok(plan)
    }

    /// The hamlet of that name among the plan's.
    fn hamlet(&mut self, book: &Book, homes: &mut Homes, name: String) -> usize {
        let folded = name::fold(&name);
        *homes.hamlets.entry(folded.clone()).or_insert_with(|| {
            self.hamlets.push(PlannedHamlet {
                known: book.hamlet(&folded),
                body: Hamlet {
                    of: None,
                    kind: kind_of(&folded),
                    name,
                },
            });
            self.hamlets.len() - 1
        })
    }

    /// The household of a row among the plan's. Somebody known stays at home where the list tells no other.
    fn home(
        &mut self,
        book: &Book,
        homes: &mut Homes,
        row: &ResidentRow,
        found: Option<usize>,
        stays: bool,
    ) -> PlannedPlace {
        let own = found.and_then(|found| book.hamlet_of(found));
        let told = book.told(row).filter(|_| !stays || own.is_none());
        let name = told.map(str::to_owned).or(own);
        let name = name.or_else(|| row.hamlet.clone());
        let name = name.unwrap_or_else(|| "(chưa rõ thôn)".into());
        let door = book.door(row, found, stays, &name::fold(&name));
        let hamlet = self.hamlet(book, homes, name);
        let numbered_otherwise = homes
            .households
            .get(&(hamlet, door.clone()))
            .and_then(|(at, _)| self.households.get(*at))
            .is_some_and(|home| !stays && home.is_numbered_otherwise(row));
        let door = match numbered_otherwise {
            true => Door::of_row(row),
            false => door,
        };
        let key = (hamlet, door);
        let (household, last) = homes.households.entry(key.clone()).or_insert_with(|| {
            self.households.push(book.household(&key.1, hamlet, row));
            (self.households.len() - 1, book.last_place(&key.1))
        });
        let place = self.households.get_mut(*household);
        let known = place.as_ref().and_then(|home| home.known);
        if let Some(place) = place.filter(|_| !stays) {
            book.hear(&key.1, place, row);
        }
        let kept = found
            .and_then(|found| book.person_at(found))
            .filter(|person| key.1 == Door::Home(person.household) && person.position < NO_PLACE);
        let position = kept.map_or_else(
            || {
                *last = last.saturating_add(1);
                *last
            },
            |person| person.position,
        );
        PlannedPlace {
            household: *household,
            known,
            position,
        }
    }

    /// Takes in a list of ids: of people whom the book has, the state that somebody chose for all of them.
    fn take_ids(&mut self, book: &Book, homes: &mut Homes, list: &ResidentList) {
        let mut first: HashMap<usize, Place> = HashMap::new();
        let speaking = Speaking::of(list);
        for row in &list.ids {
            let Some(found) = book.by_id(row.personal_id.as_str()) else {
                self.unknown
                    .push(again::of_id(row, RefusalReason::IdUnknown));
                continue;
            };
            if let Some(first) = first.get(&found) {
                self.again.push(again::id(row, first, found, book));
                continue;
            }
            let place = Place {
                sheet: row.sheet.clone(),
                row: row.row,
            };
            first.insert(found, place);
            let Some(person) = book.person_at(found) else {
                continue;
            };
            let name = book.hamlet_of(found).unwrap_or_default();
            let hamlet = self.hamlet(book, homes, name);
            let door = Door::Home(person.household);
            let Some(home) = book.known_home(&door, hamlet) else {
                continue;
            };
            let (household, _) = homes.households.entry((hamlet, door)).or_insert_with(|| {
                self.households.push(home);
                (self.households.len() - 1, 0)
            });
            self.people
                .extend(book.of_id(found, *household, &speaking, list.vneid_of_title));
        }
    }
}

/// Where a row's household stands in the plan, and its place in it.
#[derive(Clone, Copy)]
pub(super) struct PlannedPlace {
    /// Index into the plan's households.
    pub household: usize,
    /// The book's name of it.
    pub known: Option<DeltaId>,
    pub position: u16,
}

/// What the rows so far came to: indices into the plan's hamlets and households, with the last place given.
#[derive(Default)]
struct Homes {
    hamlets: HashMap<String, usize>,
    households: HashMap<(usize, Door), (usize, u16)>,
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
