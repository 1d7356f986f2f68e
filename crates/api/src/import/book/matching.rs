//! Whom of the book each row of a list means.

use super::super::doubt::{Choice, Doubts, LIKE, MOVED, SAME_NAME, Said};
use super::candidate::{Candidate, Nearness, ids_fit, may_be_one, rank, whole};
use super::{Book, door, name_and_year};
use crate::duplicate::likeness::is_like;
use std::collections::HashMap;
use tungnha_core::name;
use tungnha_sheets::resident_list::{ResidentList, ResidentRow as Row};

/// What a row of the list comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matched {
    /// Somebody whom the book does not have.
    Nobody,
    /// Index into the book's people.
    Known(usize),
    /// Whom another row says (index into the list's rows): nothing comes of it.
    Again(Repeated, usize),
    /// Somebody decided so.
    LeftOut,
}

/// Why a row only says somebody again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repeated {
    /// One id.
    SameId,
    /// Name, whole birth date and door.
    SameRow,
    /// Somebody decided so.
    Decided,
    /// Name and whole birth date, and the book has one such person: asked on a card.
    Asked,
    /// The book had the two as two, until somebody made them one.
    Merged,
}

impl Book {
    /// Whom each row of `list` means; never the same person twice, and the best matches of the whole list first,
    /// whatever the order of its rows. Then those who gave way to somebody, then those whom a person recognised.
    pub fn matched(
        &mut self,
        list: &ResidentList,
        says: &Said,
        doubts: &mut Doubts,
    ) -> Vec<Matched> {
        let rows = list.rows.iter().enumerate();
        self.rows = rows.map(|(at, row)| (row.place(), at)).collect();
        let mut matched = vec![Matched::Nobody; list.rows.len()];
        for (at, matched) in matched.iter_mut().enumerate() {
            if says.chose(at, Choice::LeaveOut) {
                *matched = Matched::LeftOut;
            }
        }
        // The earlier row of each that somebody should compare.
        let mut twins: HashMap<usize, usize> = HashMap::new();
        for flag in &list.flagged {
            let both = flag.other.as_ref().and_then(|other| self.row_at(other));
            if let (Some(at), Some(other)) = (self.row_at(&flag.place()), both) {
                twins.insert(at, other);
                if says.chose_same_row(at)
                    && let Some(matched) = matched.get_mut(at)
                    && *matched == Matched::Nobody
                {
                    *matched = Matched::Again(Repeated::Decided, other);
                }
            }
        }
        let candidates = self.all_candidates(list, &matched);
        self.take_best(list, says, &candidates, &mut matched, doubts);
        for (at, (candidates, matched)) in candidates.iter().zip(&mut matched).enumerate() {
            if *matched == Matched::Nobody
                && !says.chose(at, Choice::Two)
                && let Some(again) = self.again(list, at, candidates, twins.get(&at).copied(), says)
            {
                *matched = again;
            }
        }
        for (at, (row, matched)) in list.rows.iter().zip(&mut matched).enumerate() {
            if *matched == Matched::Nobody
                && let Some(stays) = self.gave_way_to(row)
                && let Some(taken) = self.taken.get_mut(stays)
            {
                *matched = match *taken {
                    Some(other) => Matched::Again(Repeated::Merged, other),
                    None => Matched::Known(stays),
                };
                taken.get_or_insert(at);
            }
        }
        let likely = self.likely();
        for (at, (row, matched)) in list.rows.iter().zip(&mut matched).enumerate() {
            if *matched != Matched::Nobody {
                continue;
            }
            // Nobody is asked twice whether the two are one.
            let other = doubts.moved.get(&at).copied();
            let Some(like) = self.like(row, &likely, other) else {
                continue;
            };
            doubts.like.insert(at, like);
            if says.on(at, LIKE) == Some(Choice::Same)
                && let Some(taken) = self.taken.get_mut(like)
            {
                *taken = Some(at);
                *matched = Matched::Known(like);
            }
        }
        matched
    }

    fn all_candidates(&self, list: &ResidentList, matched: &[Matched]) -> Vec<Vec<Candidate>> {
        let rows = list.rows.iter().zip(matched);
        rows.map(|(row, matched)| match matched {
            Matched::Nobody => self.candidates(row),
            _ => Vec::new(),
        })
        .collect()
    }

    /// Gives each row the person whom it means beyond reasonable doubt, the surest first.
    fn take_best(
        &mut self,
        list: &ResidentList,
        says: &Said,
        candidates: &[Vec<Candidate>],
        matched: &mut [Matched],
        doubts: &mut Doubts,
    ) {
        let mut namesakes: HashMap<(String, u16, String), u32> = HashMap::new();
        let of = |row: &Row| {
            let (name, year) = name_and_year(&row.name, row.birth);
            (
                name,
                year,
                name::fold(row.hamlet.as_deref().unwrap_or_default()),
            )
        };
        for (row, matched) in list.rows.iter().zip(&*matched) {
            if *matched == Matched::Nobody {
                *namesakes.entry(of(row)).or_default() += 1;
            }
        }
        let mut pairs = Vec::new();
        for (at, (row, candidates)) in list.rows.iter().zip(candidates).enumerate() {
            let alone = namesakes.get(&of(row)) == Some(&1);
            for one in candidates {
                let Some(rank) = rank(one, candidates, alone) else {
                    continue;
                };
                if one.nearness == Nearness::OtherHamlet && says.on(at, MOVED) == Some(Choice::Two)
                {
                    doubts.moved.entry(at).or_insert(one.person);
                    continue;
                }
                pairs.push((rank, at, one));
            }
        }
        pairs.sort_by_key(|(rank, at, _)| (*rank, *at));
        for (_, at, one) in pairs {
            let (Some(place), Some(taken)) = (matched.get_mut(at), self.taken.get_mut(one.person))
            else {
                continue;
            };
            if *place == Matched::Nobody && taken.is_none() {
                *taken = Some(at);
                *place = Matched::Known(one.person);
                if one.nearness == Nearness::OtherHamlet {
                    doubts.moved.insert(at, one.person);
                }
            }
        }
    }

    /// Whether the row only says again whom another row means already.
    fn again(
        &self,
        list: &ResidentList,
        at: usize,
        candidates: &[Candidate],
        twin: Option<usize>,
        says: &Said,
    ) -> Option<Matched> {
        let row = list.rows.get(at)?;
        let by_row = |one: &Candidate| self.taken.get(one.person).copied().flatten();
        let by_id = candidates.iter().filter(|one| one.same_id);
        if let Some(other) = by_id.filter_map(by_row).next() {
            return Some(Matched::Again(Repeated::SameId, other));
        }
        for one in candidates.iter().filter(|one| one.exact) {
            let Some((at, other)) = by_row(one).and_then(|at| Some((at, list.rows.get(at)?)))
            else {
                continue;
            };
            let two_ids = match (&row.personal_id, &other.personal_id) {
                (Some(a), Some(b)) => a != b,
                _ => false,
            };
            let folded = |row: &Row| name::fold(row.hamlet.as_deref().unwrap_or_default());
            let one_door = folded(row) == folded(other) && door::of_row(row) == door::of_row(other);
            if one_door && !two_ids {
                return Some(Matched::Again(Repeated::SameRow, at));
            }
        }
        // The list repeats somebody, and the book has one only: as somebody decided, maybe long ago.
        let other = twin.filter(|_| says.on(at, SAME_NAME).is_none())?;
        let all_taken = candidates.iter().all(|one| by_row(one).is_some());
        let exact = candidates.iter().any(|one| one.exact);
        (exact && all_taken).then_some(Matched::Again(Repeated::Asked, other))
    }

    fn gave_way_to(&self, row: &Row) -> Option<usize> {
        let id = row.personal_id.as_ref();
        let by_id = id.and_then(|id| self.gone_by_id.get(id.as_str()));
        let key = name_and_year(&row.name, row.birth);
        let by_name = || {
            self.gone_by_name.get(&key)?.iter().find(|at| {
                self.gone.get(**at).is_some_and(|(gone, _)| {
                    let exact = whole(row.birth).is_some() && gone.best_birth() == Some(row.birth);
                    let near = self.nearness(row, gone) <= Nearness::Hamlet;
                    let born = gone.best_birth();
                    ids_fit(row, gone)
                        && (exact || (near && born.is_some_and(|born| may_be_one(born, row.birth))))
                })
            })
        };
        let at = by_id.or_else(by_name)?;
        self.gone.get(*at).map(|(_, stays)| *stays)
    }

    /// The people whom no row means, by birth year.
    fn likely(&self) -> HashMap<Option<u16>, Vec<usize>> {
        let mut likely: HashMap<Option<u16>, Vec<usize>> = HashMap::new();
        for (at, (_, person)) in self.people.iter().enumerate() {
            if self.taken.get(at) == Some(&None) {
                let year = person.best_birth().map(|birth| birth.year());
                likely.entry(year).or_default().push(at);
            }
        }
        likely
    }

    /// Somebody of the book whom the row may mean, which only a person can tell: of several the nearest.
    fn like(
        &self,
        row: &Row,
        likely: &HashMap<Option<u16>, Vec<usize>>,
        not: Option<usize>,
    ) -> Option<usize> {
        let years = [Some(row.birth.year()), None];
        let people = years.iter().filter_map(|year| likely.get(year)).flatten();
        let alike = people.copied().filter_map(|at| {
            let person = self.person_at(at)?;
            let free = self.taken.get(at) == Some(&None) && not != Some(at);
            (free && is_like(row, person)).then(|| (self.nearness(row, person), at))
        });
        alike
            .min_by_key(|(nearness, _)| *nearness)
            .map(|(_, at)| at)
    }
}
