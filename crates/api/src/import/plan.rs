//! Plan, then apply: what the list would change in the book. The same list again changes nothing.

use super::book::{Book, Matched, door_of};
use super::doubt::{Choice, Decisions, Doubts};
use crate::ApiError;
use std::collections::HashMap;
use tungnha_core::body::{Account, Hamlet, Identity};
use tungnha_core::id::DeltaId;
use tungnha_core::name;
use tungnha_core::words::{HamletKind, ResidentState, Sex};
use tungnha_sheets::resident_list::{ResidentList, ResidentRow};
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
    pub again: u32,
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
        let chosen = decisions.by_row(list);
        let says = |at: usize, choice| chosen.get(&at).is_some_and(|all| all.contains(&choice));
        let matched = book.matched(list, &|at, choice| says(at, choice), &mut plan.doubts);
        let mut hamlets: HashMap<String, usize> = HashMap::new();
        let mut households: HashMap<(usize, String), (usize, u16)> = HashMap::new();
        // Where the rows of the list came to stand among the plan's people.
        let mut planned: Vec<Option<usize>> = vec![None; list.rows.len()];
        for (at, row) in list.rows.iter().enumerate() {
            let found = match matched.get(at) {
                Some(Matched::LeftOut) => {
                    plan.left_out.push(at);
                    continue;
                }
                Some(Matched::Again) => {
                    plan.again += 1;
                    continue;
                }
                Some(Matched::Known(found)) => Some(*found),
                Some(Matched::Nobody) | None => None,
            };
            let stays = says(at, Choice::Stay);
            let hamlet_name = match found.filter(|_| stays).and_then(|n| book.hamlet_of(n)) {
                Some(known) => known,
                None => row
                    .hamlet
                    .clone()
                    .unwrap_or_else(|| "(chưa rõ thôn)".into()),
            };
            let folded = name::fold(&hamlet_name);
            let hamlet = *hamlets.entry(folded.clone()).or_insert_with(|| {
                plan.hamlets.push(PlannedHamlet {
                    known: book.hamlet(&folded),
                    body: Hamlet {
                        of: None,
                        kind: kind_of(&folded),
                        name: hamlet_name,
                    },
                });
                plan.hamlets.len() - 1
            });
            let door = match found.filter(|_| stays).and_then(|n| book.door_of(n)) {
                Some(known) => known,
                None => door_of(row),
            };
            let (household, position) =
                households.entry((hamlet, door.clone())).or_insert_with(|| {
                    let household = match found.filter(|_| stays) {
                        Some(found) => book.home(found, hamlet),
                        None => None,
                    };
                    plan.households.push(
                        household.unwrap_or_else(|| book.household(&folded, &door, hamlet, row)),
                    );
                    (plan.households.len() - 1, 0)
                });
            *position += 1;
            let known_household = plan.households.get(*household).and_then(|h| h.known);
            let stripped;
            let row = match says(at, Choice::WithoutId) {
                true => {
                    stripped = ResidentRow {
                        personal_id: None,
                        ..row.clone()
                    };
                    &stripped
                }
                false => row,
            };
            let mut person = book.person(
                row,
                found,
                (*household, known_household),
                *position,
                list.as_of,
            );
            if says(at, Choice::Two) {
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
                let like = plan.doubts.like(at).and_then(|n| book.id_of(n));
                person.not_the_same_as.extend(like.map(NotTheSame::Known));
            }
            if let Some(place) = planned.get_mut(at) {
                *place = Some(plan.people.len());
            }
            plan.people.push(person);
        }
        plan.doubts.show(list, &book, decisions);
        Ok(plan)
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
