//! The table of a target: its bearers with base, target, done, rate and rank.

use super::By;
use super::card::{Due, share_text};
use super::columns::{Of, Said};
use super::count::People;
use super::entry::{Entry, pace, rate_card};
use super::official::official;
use crate::payload::*;
use crate::withdraw::may_withdraw;
use crate::{ApiError, ErrorCode};
use std::collections::{HashMap, HashSet};
use tungnha_core::Slot;
use tungnha_core::body;
use tungnha_core::target::{
    Allocation, Asked, Bearer, Denominator, Exception, Formula, Outcome, Rank, Rate, Row, Share,
    Standings, rank,
};
use tungnha_core::words::App;
use tungnha_core::{Instant, body::TargetRow};
use tungnha_store::Txn;
use tungnha_store::read::Stated;

/// The rows of one target along one axis, before they are given their numbers.
pub(super) struct Table {
    formula: Formula,
    denominator: Denominator,
    entries: Vec<Entry>,
    /// What the whole book is asked for, where its own row says it beside hamlets.
    parent: Option<Entry>,
    now: Instant,
}

impl Table {
    pub(super) fn of(
        txn: &Txn<'_>,
        target: &body::Target,
        rows: &[Stated<TargetRow>],
        people: &People,
        said: &Said,
        by: By,
        now: Instant,
    ) -> Result<Self, ApiError> {
        let figures = official(txn, target)?;
        let columns = Standings::from_bits(target.base).filter(|_| target.app == App::Vneid);
        let said_of = |of: Of| columns.and_then(|columns| said.base(&of, columns, target.on));
        let mut mine = HashSet::new();
        for row in rows {
            if may_withdraw(txn, row.id, Slot::TargetRow)? {
                mine.insert(row.id);
            }
        }
        let mut entries = Vec::new();
        // The newest of several rows about one bearer holds.
        let mut typed: HashMap<Bearer, (&Stated<TargetRow>, bool)> = HashMap::new();
        for row in rows {
            typed
                .entry(row.body.bearer())
                .and_modify(|(held, twice)| {
                    *twice = true;
                    if (row.at, row.id) > (held.at, held.id) {
                        *held = row;
                    }
                })
                .or_insert((row, false));
        }
        let mut add = |bearer: Bearer, key: String, name: Option<String>, count, official, said| {
            let row = typed.remove(&bearer);
            entries.push(Entry {
                may_withdraw: row.is_some_and(|(row, _)| mine.contains(&row.id)),
                name: row.and_then(|(row, _)| row.body.name.clone()).or(name),
                twice: row.is_some_and(|(_, twice)| twice),
                row: row.map(|(row, _)| row.clone()),
                bearer,
                key,
                count,
                official,
                said,
            });
        };
        match by {
            By::Unit => {
                for row in rows {
                    if let Some(code) = &row.body.unit {
                        let said = said_of(Of::Unit(code.clone()));
                        let bearer = Bearer::Unit(code.clone());
                        add(bearer, code.clone(), None, None, None, said);
                    }
                }
            }
            By::Hamlet => {
                for hamlet in txn.hamlets()? {
                    let id = txn.id(hamlet.key)?;
                    let figure = figures.get(&Some(hamlet.key)).copied();
                    let count = Some(people.hamlet(hamlet.key));
                    let name = Some(hamlet.name);
                    let said = said_of(Of::Hamlet(hamlet.key));
                    add(
                        Bearer::Hamlet(id),
                        id.to_string(),
                        name,
                        count,
                        figure,
                        said,
                    );
                }
            }
            By::Organisation => {
                for one in txn.organisations()? {
                    let id = txn.id(one.key)?.to_string();
                    let count = Some(people.organisation(one.key));
                    let bearer = Bearer::Organisation(id.clone());
                    add(bearer, id, Some(one.name), count, None, None);
                }
            }
            By::Group => {
                let mut groups = people.groups();
                groups.extend(rows.iter().filter_map(|row| row.body.group));
                groups.sort_unstable();
                groups.dedup();
                for group in groups {
                    let word = group.name().to_owned();
                    let count = Some(people.group(group));
                    add(Bearer::Group(word.clone()), word, None, count, None, None);
                }
            }
        }
        // A bearer's rows came once for each; the first took the newest.
        let mut seen = HashSet::new();
        entries.retain(|entry| seen.insert(entry.bearer.clone()));
        entries.sort_by_key(Entry::place);
        let book = Bearer::Unit(String::new());
        let parent = typed.remove(&book).map(|(row, twice)| Entry {
            bearer: book,
            key: String::new(),
            name: row.body.name.clone(),
            row: Some(row.clone()),
            twice,
            count: (!people.is_empty()).then(|| people.all()),
            official: figures.get(&None).copied(),
            said: None,
            may_withdraw: mine.contains(&row.id),
        });
        let mut table = Self {
            formula: Formula {
                share: target.share.and_then(|n| Share::from_hundredths(n).ok()),
                rounding: target.rounding,
                exceptions: Vec::new(),
            },
            denominator: target.denominator,
            entries,
            parent,
            now,
        };
        // Beside other units the book is one of them, with its own people; over hamlets it is their parent.
        if by == By::Unit
            && let Some(own) = table.parent.take()
        {
            table.entries.push(own);
            table.entries.sort_by_key(Entry::place);
        }
        table.formula.exceptions = table.exceptions();
        Ok(table)
    }

    fn exceptions(&self) -> Vec<Exception> {
        let all = self.entries.iter().chain(&self.parent);
        all.filter_map(|entry| {
            let row = entry.row.as_ref()?;
            Some(Exception {
                bearer: entry.bearer.clone(),
                asked: row.body.asked()?,
                reason: row.body.reason.clone(),
            })
        })
        .collect()
    }

    /// What `bearer` would be asked for with this base.
    pub(super) fn asked(&self, bearer: Bearer, base: Option<u32>) -> Option<u32> {
        self.formula.row(bearer, base).target
    }

    /// Every bearer's number.
    pub(super) fn allocation(&self) -> Result<Allocation, ApiError> {
        let bearers = self.entries.iter();
        self.formula
            .allocate(bearers.map(|entry| (entry.bearer.clone(), entry.base())))
            .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))
    }

    pub(super) fn total(&self, allocation: &Allocation) -> Option<TargetTotal> {
        let total = allocation.total()?;
        let parent = self
            .parent
            .as_ref()
            .and_then(|own| self.formula.row(own.bearer.clone(), own.base()).target);
        Some(TargetTotal {
            sum: total.sum_of_rows,
            before_rounding: total.before_rounding.to_string(),
            without: u32::try_from(total.rows_without).unwrap_or(u32::MAX),
            base: self
                .entries
                .iter()
                .filter_map(Entry::base)
                .map(u64::from)
                .sum(),
            done: self
                .entries
                .iter()
                .filter_map(Entry::done)
                .map(|(done, ..)| u64::from(done))
                .sum(),
            parent,
            spread: parent.map(|parent| total.spread_over(parent).difference()),
        })
    }

    pub(super) fn lines(&self, allocation: &Allocation, dues: &[Due]) -> Vec<TargetLine> {
        let pairs: Vec<(&Entry, &Row, Option<Outcome>)> = self
            .entries
            .iter()
            .zip(allocation.rows())
            .map(|(entry, row)| (entry, row, self.outcome(entry, row)))
            .collect();
        let rates: Vec<Option<Rate>> = pairs
            .iter()
            .map(|(.., outcome)| outcome.and_then(|one| one.rate(self.denominator)))
            .collect();
        pairs
            .into_iter()
            .zip(rank(&rates))
            .map(|((entry, row, outcome), rank)| self.line(entry, row, outcome, rank, dues))
            .collect()
    }

    /// The whole book's own row beside its parts.
    pub(super) fn book(&self, dues: &[Due]) -> Option<TargetLine> {
        let entry = self.parent.as_ref()?;
        let row = self.formula.row(entry.bearer.clone(), entry.base());
        let outcome = self.outcome(entry, &row);
        Some(self.line(entry, &row, outcome, None, dues))
    }

    fn outcome(&self, entry: &Entry, row: &Row) -> Option<Outcome> {
        let (done, _, as_of) = entry.done()?;
        Some(Outcome {
            done,
            target: row.target,
            base: row.base,
            as_of: as_of.map_or(self.now, Instant),
        })
    }

    fn line(
        &self,
        entry: &Entry,
        row: &Row,
        outcome: Option<Outcome>,
        rank: Option<Rank>,
        dues: &[Due],
    ) -> TargetLine {
        let typed = entry.row.as_ref();
        let count = entry.count.unwrap_or_default();
        let other = match self.denominator {
            Denominator::Target => Denominator::Base,
            Denominator::Base => Denominator::Target,
        };
        let rate = |of| outcome.and_then(|one: Outcome| one.rate(of)).map(rate_card);
        TargetLine {
            id: typed.map(|row| row.id.to_string()),
            bearer: entry.bearer_word().into(),
            key: entry.key.clone(),
            name: entry.name.clone(),
            position: typed.and_then(|row| row.body.position),
            base: row.base,
            base_typed: typed.is_some_and(|row| row.body.base.is_some()),
            left_out: count.base.left_out,
            age_unsure: count.base.age_unsure,
            ineligible: count.base.ineligible,
            excused: count.base.excused,
            absent: count.base.absent,
            share: match row.asked {
                Some(Asked::Share(share)) => share_text(Some(share.hundredths())),
                _ => None,
            },
            count: match row.asked {
                Some(Asked::Count(count)) => Some(count),
                _ => None,
            },
            exact: row.exact.map(|exact| exact.to_string()),
            target: row.target,
            excepted: row.excepted,
            reason: typed.and_then(|row| row.body.reason.clone()),
            claimed: entry.count.map(|count| count.claimed),
            confirmed: entry.count.map(|count| count.confirmed),
            official: entry.official.map(|(count, _)| count),
            done: outcome.map(|one| one.done),
            says: entry.done().map(|(_, says, _)| says.to_owned()),
            as_of: outcome.map(|one| one.as_of.0),
            rate: rate(self.denominator),
            other_rate: rate(other),
            remaining: outcome.and_then(|one| one.remaining()),
            beyond: outcome.and_then(|one| one.beyond()),
            rank: rank.map(|rank| u32::try_from(rank.place).unwrap_or(u32::MAX)),
            paces: match (row.target, outcome) {
                (Some(target), Some(outcome)) => dues
                    .iter()
                    .map(|due| pace(due, target, outcome.done, self.now.day()))
                    .collect(),
                _ => Vec::new(),
            },
            invented: typed.is_some_and(|row| row.body.invented),
            twice: entry.twice,
            unsent: typed.is_some_and(|row| row.unsent),
            disputed: typed.is_some_and(|row| row.disputed),
            may_withdraw: entry.may_withdraw,
        }
    }
}
