//! Of whom a target is: the base set, and who is counted out of it, never silently.

use super::bearer::Bearer;
use super::rate::Rate;
use super::standing::{Standing, Standings};
use crate::birth::{BirthDate, Certainty};
use crate::time::Day;
use crate::words::{App, ResidentState};
use std::collections::BTreeMap;

/// Who counts: living here, in whatever right (D-12), old enough, and standing in one of the columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BaseSet {
    /// The app whose columns are meant.
    pub app: App,
    /// At least so many years old (D-10, D-11) …
    pub minimum_age: u8,
    /// … on this day, the reference date, on which the columns are looked at as well: the baseline is frozen (D-33).
    pub on: Day,
    /// In which columns on that day; [`Standings::ALL`] for "everybody eligible" (D-35).
    pub standings: Standings,
    /// Whom the plan lets one count out.
    pub left_out: LeftOut,
}

/// Whom a base leaves out. The plans count out nobody (plan 002's base has the ineligible in it, 100 % groups have
/// their excused), so nothing is the default; what is left out is counted beside ([`BaseCount`]).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LeftOut {
    /// Không đủ điều kiện, as the police decided (D-19).
    pub ineligible: bool,
    /// Không có mặt (D-40).
    pub absent: bool,
    /// Có lý do chính đáng (D-21).
    pub excused: bool,
}

/// What is to be said of a person besides. Whoever is several of these is the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mark {
    /// Không đủ điều kiện, decided by police; never why.
    Ineligible,
    /// Có lý do chính đáng, of a 100 % group.
    Excused,
    /// Không có mặt.
    Absent,
}

/// A person, as much as a target needs: no name and no reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Person {
    /// As precisely as the roll has it.
    pub birth: Option<BirthDate>,
    /// Living here, moved, dead.
    pub state: ResidentState,
    /// What is to be said besides, if anything.
    pub mark: Option<Mark>,
    /// The column on the base's day.
    pub then: Standing,
    /// The column now.
    pub now: Standing,
}

/// Where a base set puts a person.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// Not asked: dead, moved, too young, or in another column.
    Outside,
    /// Asked, and left out because of this.
    LeftOut(Mark),
    /// In the base.
    Inside {
        /// The birth date is absent or too coarse to tell the age: counted, and to be looked at (`domain.md` 3.4).
        age_unsure: bool,
        /// Counted in spite of this.
        mark: Option<Mark>,
    },
}

impl BaseSet {
    /// Where `person` belongs.
    pub fn place(&self, person: &Person) -> Place {
        let age = person.birth.map_or(Certainty::Unsure, |birth| {
            birth.age_at_least(self.minimum_age, self.on)
        });
        let asked = person.state == ResidentState::Living
            && age != Certainty::No
            && self.standings.contains(person.then);
        match person.mark {
            _ if !asked => Place::Outside,
            Some(mark) if self.left_out.has(mark) => Place::LeftOut(mark),
            mark => Place::Inside {
                age_unsure: age == Certainty::Unsure,
                mark,
            },
        }
    }

    /// How many of `people` are in it, and how many were left out.
    pub fn count<'a>(&self, people: impl IntoIterator<Item = &'a Person>) -> BaseCount {
        let mut count = BaseCount::default();
        for person in people {
            count.add(self.place(person));
        }
        count
    }

    /// The same for each bearer. On the axis of organisations a person comes once for each; who is given once for a
    /// bearer counts once for it.
    pub fn count_by<'a>(
        &self,
        people: impl IntoIterator<Item = (Bearer, &'a Person)>,
    ) -> BTreeMap<Bearer, BaseCount> {
        let mut counts: BTreeMap<Bearer, BaseCount> = BTreeMap::new();
        for (bearer, person) in people {
            counts.entry(bearer).or_default().add(self.place(person));
        }
        counts
    }
}

impl LeftOut {
    const fn has(self, mark: Mark) -> bool {
        match mark {
            Mark::Ineligible => self.ineligible,
            Mark::Excused => self.excused,
            Mark::Absent => self.absent,
        }
    }
}

/// A base added up. Everybody asked is in `counted` or in `left_out`; the marks say how many of both have one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BaseCount {
    /// The base: what a share is taken of.
    pub counted: u32,
    /// Asked, but left out by the target's rule.
    pub left_out: u32,
    /// Of `counted`, those whose age cannot be told.
    pub age_unsure: u32,
    /// Of all asked, those not eligible.
    pub ineligible: u32,
    /// Of all asked, those excused.
    pub excused: u32,
    /// Of all asked, those absent.
    pub absent: u32,
}

impl BaseCount {
    fn add(&mut self, place: Place) {
        let mark = match place {
            Place::Outside => return,
            Place::LeftOut(mark) => {
                self.left_out += 1;
                Some(mark)
            }
            Place::Inside { age_unsure, mark } => {
                self.counted += 1;
                self.age_unsure += u32::from(age_unsure);
                mark
            }
        };
        match mark {
            Some(Mark::Ineligible) => self.ineligible += 1,
            Some(Mark::Excused) => self.excused += 1,
            Some(Mark::Absent) => self.absent += 1,
            None => {}
        }
    }

    /// Everybody asked, left out or not.
    pub const fn asked(&self) -> u32 {
        self.counted + self.left_out
    }

    /// The rate of the ineligible list (D-41): ineligible of everybody asked. For the plans' rate the base set asks no
    /// column ([`Standings::ALL`]), so that the denominator is everybody reviewed of that age.
    pub fn ineligible_rate(&self) -> Option<Rate> {
        Rate::new(self.ineligible, self.asked())
    }
}
