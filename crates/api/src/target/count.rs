//! The people of the roll as a target sees them: where they stood on its day, where they stand now.

use super::columns::COLUMNS;
use crate::ApiError;
use std::collections::{HashMap, HashSet};
use tungnha_core::account::Statement;
use tungnha_core::body;
use tungnha_core::target::{BaseCount, BaseSet, Mark, Person, Standing, Standings};
use tungnha_core::time::Day;
use tungnha_core::words::{Decision, Eligibility, Group, Source, Stage};
use tungnha_store::read::{AccountSaid, MembershipRow, ResidentRow, Scope};
use tungnha_store::{Key, Txn};

/// Somebody of the roll.
struct Resident {
    key: Key,
    hamlet: Key,
    /// With the columns of what is established.
    person: Person,
    /// The column now as volunteers claim it.
    claimed: Standing,
}

/// What a set of people comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Count {
    pub(super) base: BaseCount,
    pub(super) claimed: u32,
    pub(super) confirmed: u32,
}

/// Everybody of the roll, for one target.
pub(super) struct People {
    base: BaseSet,
    done: Standings,
    residents: Vec<Resident>,
    members: Vec<MembershipRow>,
    base_from: Option<Day>,
}

impl People {
    /// Reads the roll as `target` asks, memberships as they hold on `today`.
    pub(super) fn of(txn: &Txn<'_>, target: &body::Target, today: Day) -> Result<Self, ApiError> {
        let impossible = || crate::ApiError::new(crate::ErrorCode::Internal, "target");
        let base = target.base_set().ok_or_else(impossible)?;
        let done = Standings::from_bits(target.done).ok_or_else(impossible)?;
        // Whoever asks for everybody asks nothing of that day but the age.
        let said = if base.standings == Standings::ALL {
            HashMap::new()
        } else {
            txn.accounts_said(base.app)?
        };
        let mut base_from = None;
        let mut residents = Vec::new();
        let met = txn.met()?;
        for row in txn.residents(Scope::All)? {
            let then = said.get(&row.key).map_or(Standing::NotCollected, |said| {
                let (stages, later) = stood(said, base.on);
                base_from = base_from.max(later);
                Standing::of(base.app, &stages)
            });
            residents.push(Resident {
                key: row.key,
                hamlet: row.hamlet,
                claimed: Standing::of(base.app, &stages(&row, &base, claimed)),
                person: Person {
                    birth: row.best_birth(),
                    state: row.state,
                    mark: mark(&row, txn.is_away(&row, &met, today)?),
                    then,
                    now: Standing::of(base.app, &stages(&row, &base, established)),
                },
            });
        }
        let mut members = txn.memberships(None, None)?;
        members.retain(|member| member.holds_on(today));
        Ok(Self {
            base,
            done,
            residents,
            members,
            base_from,
        })
    }

    /// The latest day of a first list, where lists began after the target's day.
    pub(super) const fn base_from(&self) -> Option<Day> {
        self.base_from
    }

    /// Whether there is a roll at all.
    pub(super) fn is_empty(&self) -> bool {
        self.residents.is_empty()
    }

    /// The whole book.
    pub(super) fn all(&self) -> Count {
        self.count(|_| true, &HashSet::new())
    }

    /// How many of a hamlet, or of the whole book, stood in each of the appendix's columns on the target's day, as far as its base has them.
    pub(super) fn columns(&self, hamlet: Option<Key>) -> [u32; 5] {
        COLUMNS.map(|column| {
            let there = self.residents.iter().filter(|one| {
                hamlet.is_none_or(|hamlet| one.hamlet == hamlet)
                    && one.person.then == column
                    && matches!(
                        self.base.place(&one.person),
                        tungnha_core::target::Place::Inside { .. }
                    )
            });
            u32::try_from(there.count()).unwrap_or(u32::MAX)
        })
    }

    /// One hamlet.
    pub(super) fn hamlet(&self, hamlet: Key) -> Count {
        self.count(|one| one.hamlet == hamlet, &HashSet::new())
    }

    /// The people of one organisation.
    pub(super) fn organisation(&self, organisation: Key) -> Count {
        self.members(|member| member.organisation == organisation)
    }

    /// Everybody who is one of these anywhere.
    pub(super) fn group(&self, group: Group) -> Count {
        self.members(|member| member.category == group)
    }

    /// Groups that have anybody here.
    pub(super) fn groups(&self) -> Vec<Group> {
        let has = |group: &Group| self.members.iter().any(|m| m.category == *group);
        Group::ALL.iter().copied().filter(has).collect()
    }

    /// Who belongs twice counts once.
    fn members(&self, belongs: impl Fn(&MembershipRow) -> bool) -> Count {
        let mine: Vec<&MembershipRow> = self.members.iter().filter(|m| belongs(m)).collect();
        let keys: HashSet<Key> = mine.iter().map(|m| m.resident).collect();
        let excused = mine.iter().filter(|m| m.excused.is_some());
        let excused: HashSet<Key> = excused.map(|m| m.resident).collect();
        self.count(|one| keys.contains(&one.key), &excused)
    }

    fn count(&self, wanted: impl Fn(&Resident) -> bool, excused: &HashSet<Key>) -> Count {
        let mut people = Vec::new();
        let mut claimed = Vec::new();
        for one in self.residents.iter().filter(|one| wanted(one)) {
            let mut person = one.person;
            // The first of several marks holds.
            if excused.contains(&one.key) && person.mark != Some(Mark::Ineligible) {
                person.mark = Some(Mark::Excused);
            }
            people.push(person);
            claimed.push(Person {
                now: one.claimed,
                ..person
            });
        }
        Count {
            base: self.base.count(&people),
            claimed: self.done_of(&claimed),
            confirmed: self.done_of(&people),
        }
    }

    fn done_of(&self, people: &[Person]) -> u32 {
        let done = people.iter().filter(|person| {
            let place = self.base.place(person);
            matches!(place, tungnha_core::target::Place::Inside { .. })
                && self.done.contains(person.now)
        });
        u32::try_from(done.count()).unwrap_or(u32::MAX)
    }
}

/// The stages of one app that `counts` takes.
fn stages(row: &ResidentRow, base: &BaseSet, counts: fn(&Statement) -> bool) -> Vec<(u8, Stage)> {
    let statements = row.statements(base.app);
    let counting = statements.iter().filter(|one| counts(one));
    counting.map(|one| (one.level, one.stage)).collect()
}

/// An official list, a police entry, or a claim that a reviewer confirmed.
fn established(statement: &Statement) -> bool {
    matches!(statement.source, Source::OfficialList | Source::PoliceEntry)
        || statement.decision == Some(Decision::Confirmed)
}

/// What was said at a door and not returned.
fn claimed(statement: &Statement) -> bool {
    matches!(
        statement.source,
        Source::VolunteerClaim | Source::CitizenStatement
    ) && statement.decision != Some(Decision::Returned)
}

fn mark(row: &ResidentRow, away: bool) -> Option<Mark> {
    if row.eligibility == Some(Eligibility::DoNotVisit) {
        return Some(Mark::Ineligible);
    }
    away.then_some(Mark::Absent)
}

/// Where a person stood at the end of `on` as far as lists, the police and confirmed claims say, register by register
/// the last word until then. Where a list began only later, its first word holds, and its day is given besides. An
/// account approved by then was approved, whenever that was said.
fn stood(said: &[AccountSaid], on: Day) -> (Vec<(u8, Stage)>, Option<Day>) {
    let mut registers: HashMap<(u8, Source), Vec<(Day, &AccountSaid)>> = HashMap::new();
    for one in said {
        let list = one.account.source == Source::OfficialList;
        let sure = list
            || one.account.source == Source::PoliceEntry
            || one.decision == Some(Decision::Confirmed);
        if sure {
            let day = one.account.as_of.filter(|_| list).unwrap_or(one.day);
            let register = (one.account.level, one.account.source);
            registers.entry(register).or_default().push((day, one));
        }
    }
    let mut stages = Vec::new();
    let mut later = None;
    for ((level, source), mut words) in registers {
        words.sort_by_key(|(day, one)| (*day, one.key));
        let until = words.iter().rfind(|(day, _)| *day <= on);
        if let Some((_, one)) = until {
            stages.push((level, one.account.stage));
        } else if let Some((_, one)) = words
            .iter()
            .find(|(_, one)| one.account.approved_on.is_some())
        {
            let then = one.account.approved_on.is_some_and(|day| day <= on);
            stages.push((
                level,
                if then {
                    Stage::Approved
                } else {
                    Stage::NotRegistered
                },
            ));
        } else if let (Source::OfficialList, Some((day, one))) = (source, words.first()) {
            stages.push((level, one.account.stage));
            later = later.max(Some(*day));
        }
    }
    (stages, later)
}
