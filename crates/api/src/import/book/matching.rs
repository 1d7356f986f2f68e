//! Whom of the book each row of a list means.

use super::super::doubt::{Choice, Doubts};
use super::{Book, Matched, Row, door_of};
use crate::duplicate::likeness::is_like;
use std::collections::HashMap;
use tungnha_core::name;
use tungnha_sheets::resident_list::ResidentList;

impl Book {
    /// Whom each row of `list` means; never the same person twice. First those of whom an id or name and birth
    /// date tells it, then those who gave way to somebody, then those whom a person recognised.
    pub fn matched(
        &mut self,
        list: &ResidentList,
        says: &dyn Fn(usize, Choice) -> bool,
        doubts: &mut Doubts,
    ) -> Vec<Matched> {
        self.rows = list
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.place(), at))
            .collect();
        let mut matched = vec![Matched::Nobody; list.rows.len()];
        let flagged: HashMap<(&str, u32), ()> = list
            .flagged
            .iter()
            .filter(|flag| flag.other.is_some())
            .map(|flag| ((&*flag.sheet, flag.row), ()))
            .collect();
        for (at, (row, matched)) in list.rows.iter().zip(&mut matched).enumerate() {
            if says(at, Choice::LeaveOut) {
                *matched = Matched::LeftOut;
            } else if says(at, Choice::Same) && flagged.contains_key(&(&*row.sheet, row.row)) {
                *matched = Matched::Again;
            } else {
                match self.find(row) {
                    Some(Some(found)) => {
                        *matched = Matched::Known(found);
                        if self.moves(row, found) {
                            doubts.moved.insert(at, found);
                        }
                    }
                    // The book has fewer of them than the list: as somebody decided, maybe long ago.
                    Some(None) if !says(at, Choice::Two) => *matched = Matched::Again,
                    Some(None) | None => {}
                }
            }
        }
        for (row, matched) in list.rows.iter().zip(&mut matched) {
            if *matched == Matched::Nobody
                && let Some(stays) = self.gave_way_to(row)
                && let Some(taken) = self.taken.get_mut(stays)
            {
                *matched = match std::mem::replace(taken, true) {
                    true => Matched::Again,
                    false => Matched::Known(stays),
                };
            }
        }
        let likely = self.likely();
        for (at, (row, matched)) in list.rows.iter().zip(&mut matched).enumerate() {
            if *matched != Matched::Nobody {
                continue;
            }
            let Some(like) = self.like(row, &likely) else {
                continue;
            };
            doubts.like.insert(at, like);
            if says(at, Choice::Same)
                && let Some(taken) = self.taken.get_mut(like)
            {
                *taken = true;
                *matched = Matched::Known(like);
            }
        }
        matched
    }

    /// A person whom the book has: by personal id, else by name and birth date if no other row of the
    /// list has claimed that person. Of several, the one of the row's own door. `Some(None)` when other rows
    /// have claimed all of them.
    fn find(&mut self, row: &Row) -> Option<Option<usize>> {
        let id = row.personal_id.as_ref();
        let by_id = id.and_then(|id| self.by_personal_id.get(id.as_str()));
        let key = (name::fold(&row.name), row.birth.to_string());
        let by_name = self.by_name_and_birth.get(&key).map(|all| {
            // Two different ids are two people, however alike their names.
            all.iter().copied().filter(|at| {
                let has = self
                    .people
                    .get(*at)
                    .and_then(|(_, p)| p.personal_id.as_ref());
                has.is_none() || id.is_none()
            })
        });
        let alike = by_id
            .into_iter()
            .flatten()
            .copied()
            .chain(by_name.into_iter().flatten());
        let alike: Vec<usize> = alike.collect();
        if alike.is_empty() {
            return None;
        }
        let free: Vec<usize> = alike
            .into_iter()
            .filter(|at| self.taken.get(*at) == Some(&false))
            .collect();
        let door = (
            name::fold(row.hamlet.as_deref().unwrap_or_default()),
            door_of(row),
        );
        let home = self.households.get(&door).map(|(_, home)| home.key);
        let at_home =
            |at: &&usize| home.is_some() && self.people.get(**at).map(|(_, p)| p.household) == home;
        let at = free.iter().find(at_home).or_else(|| free.first()).copied();
        if let Some(taken) = at.and_then(|at| self.taken.get_mut(at)) {
            *taken = true;
        }
        Some(at)
    }

    /// Whether the list has somebody in another hamlet than the book.
    fn moves(&self, row: &Row, found: usize) -> bool {
        let (Some(wanted), Some(has)) = (&row.hamlet, self.hamlet_of(found)) else {
            return false;
        };
        name::fold(wanted) != name::fold(&has)
    }

    fn gave_way_to(&self, row: &Row) -> Option<usize> {
        let by_id = row
            .personal_id
            .as_ref()
            .and_then(|id| self.gone_by_id.get(id.as_str()));
        let key = (name::fold(&row.name), row.birth.to_string());
        by_id.or_else(|| self.gone_by_name.get(&key)).copied()
    }

    /// The people whom no row means, by birth year.
    fn likely(&self) -> HashMap<Option<u16>, Vec<usize>> {
        let mut likely: HashMap<Option<u16>, Vec<usize>> = HashMap::new();
        for (at, (_, person)) in self.people.iter().enumerate() {
            if self.taken.get(at) == Some(&false) {
                let year = person.best_birth().map(|birth| birth.year());
                likely.entry(year).or_default().push(at);
            }
        }
        likely
    }

    /// Somebody of the book whom the row may mean, which only a person can tell.
    fn like(&self, row: &Row, likely: &HashMap<Option<u16>, Vec<usize>>) -> Option<usize> {
        let years = [Some(row.birth.year()), None];
        let people = years.iter().filter_map(|year| likely.get(year)).flatten();
        people.copied().find(|at| {
            self.taken.get(*at) == Some(&false)
                && self
                    .person_at(*at)
                    .is_some_and(|person| is_like(row, person))
        })
    }
}
