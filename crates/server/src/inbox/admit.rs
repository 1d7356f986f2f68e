//! Admitting what was held, with what leans on it.

use super::{Author, InInbox, Made, Ruling, Unable};
use crate::apply::{Coming, Moment, look_up};
use crate::desk::Desk;
use crate::judge::{Case, Footing, Known, Wanted, can_be_admitted, role_may_say};
use crate::storage::Result;
use std::collections::HashSet;
use tungnha_core::record::Record;
use tungnha_core::words::Role;
use tungnha_core::{Body, Delta, DeltaId, Instant, MemberId, Verdict};

impl Desk<'_> {
    /// Admits a held delta and, in order, what was held for the same reason and leans on it. What waited only
    /// because something was not in the book is then judged again.
    pub(super) fn admit_with_others(
        &mut self,
        held: InInbox,
        author: Author<'_>,
        moment: &Moment<'_>,
    ) -> Result<Ruling> {
        let (id, reason) = (held.id, held.reason);
        let first = match self.admit_one(held, author, moment)? {
            Ok(made) => made,
            Err(unable) => return Ok(Ruling::Unable(unable)),
        };
        let mut made = vec![first];
        let mut admitted = HashSet::from([id]);
        loop {
            let before = made.len();
            for row in self.txn.held_for(self.book, reason)? {
                let held = self.held_row(row.key, reason)?;
                if !leans_on_any(&held, &admitted) {
                    continue;
                }
                let id = held.id;
                if let Ok(one) = self.admit_one(held, author, moment)? {
                    admitted.insert(id);
                    made.push(one);
                }
            }
            if made.len() == before {
                break;
            }
        }
        made.extend(self.judge_leaning_again(&admitted, moment)?);
        Ok(Ruling::Made(made))
    }

    /// Admits one held delta, if it can be admitted at all.
    fn admit_one(
        &mut self,
        held: InInbox,
        author: Author<'_>,
        moment: &Moment<'_>,
    ) -> Result<std::result::Result<Made, Unable>> {
        let delta = match readable(&held) {
            Ok(delta) => delta,
            Err(unable) => return Ok(Err(unable)),
        };
        let known = self.known_of(&delta)?;
        let mut wanted = Wanted::default();
        wanted.add(&delta);
        for thing in wanted.things {
            if matches!(known.footing(thing), Some(Footing::Held(_))) {
                return Ok(Err(Unable::LeansOnHeld(thing)));
            }
        }
        if let Err(reason) = can_be_admitted(&delta, &known) {
            return Ok(Err(Unable::of(reason)));
        }
        if let Some(officer) = author.officer
            && !self.either_may_say(officer, &held, &delta, &known, moment.now)?
        {
            return Ok(Err(Unable::NotYours));
        }
        self.let_count(held, &delta, author, moment).map(Ok)
    }

    /// Whether whoever wrote it or the officer who would admit it may say such a thing at all: nobody hands out a
    /// right that neither of the two has.
    fn either_may_say(
        &mut self,
        officer: (MemberId, Role),
        held: &InInbox,
        delta: &Delta,
        known: &Known,
        now: Instant,
    ) -> Result<bool> {
        let author = (held.receipt.member, held.receipt.role);
        for (member, role) in [author, officer] {
            let who = self.case(member, now)?;
            let case = Case {
                organisation: who.organisation,
                reviewers: who.reviewers,
                ..Case::decided(member, role)
            };
            if role_may_say(&case, delta, known) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// From now on a held delta counts.
    pub(super) fn let_count(
        &mut self,
        held: InInbox,
        delta: &Delta,
        author: Author<'_>,
        moment: &Moment<'_>,
    ) -> Result<Made> {
        let verdict = Verdict::Admitted;
        let admission = self.rule(&held, verdict, author, moment)?;
        let (bytes, leaf) = (held.row.bytes, held.row.leaf);
        self.admit(delta, bytes, &leaf, &admission, Coming::FromInbox)?;
        Ok(Made {
            id: held.id,
            verdict,
            admission,
            again: None,
        })
    }

    /// What the book knows of what a delta names.
    pub(super) fn known_of(&mut self, delta: &Delta) -> Result<Known> {
        let record = delta.to_record();
        look_up(self, &[(delta.id, &record)])
    }
}

/// The statement of a held delta, if this program can read it.
pub(super) fn readable(held: &InInbox) -> std::result::Result<Delta, Unable> {
    match Delta::from_bytes(held.id, &held.row.bytes) {
        Ok(delta) if matches!(delta.body, Body::Unknown(_)) => Err(Unable::UnknownKind),
        Ok(delta) => Ok(delta),
        Err(_) => Err(Unable::Unreadable),
    }
}

/// The record as its author wrote it; absent when even that is not readable.
pub(super) fn record(held: &InInbox) -> Option<Record> {
    Record::from_bytes(&held.row.bytes).ok()
}

/// Whether a held delta names one of these.
pub(super) fn leans_on_any(held: &InInbox, ids: &HashSet<DeltaId>) -> bool {
    let Ok(delta) = Delta::from_bytes(held.id, &held.row.bytes) else {
        return false;
    };
    let mut wanted = Wanted::default();
    wanted.add(&delta);
    wanted
        .things
        .iter()
        .chain(&wanted.deltas)
        .any(|id| ids.contains(id))
}
