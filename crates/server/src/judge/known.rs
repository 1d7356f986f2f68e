//! What the book knows of the things that a batch speaks of.

use crate::key::Key;
use crate::storage::Thing;
use std::collections::HashMap;
use tungnha_core::words::App;
use tungnha_core::{Body, Delta, DeltaId, HeldReason, MemberId, Verdict};

/// Where a thing stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Footing {
    /// It is in the book.
    Stands {
        /// What it is.
        thing: Thing,
        /// Where; [`Key::NONE`] for campaign and milestone.
        hamlet: Key,
    },
    /// The statement that would begin it waits in the inbox.
    Held(HeldReason),
}

/// A delta that another names, as much as the judge needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Written {
    /// The author.
    pub member: MemberId,
    /// Where it is fed.
    pub hamlet: Key,
    /// The app that it speaks of, if it is about an account.
    pub app: Option<App>,
    /// The number of its kind.
    pub kind: u16,
}

/// The app that a body speaks of.
pub fn app_of(body: &Body) -> Option<App> {
    match body {
        Body::Account(account) => Some(account.app),
        _ => None,
    }
}

/// What is known of the things and deltas that a batch names.
#[derive(Default, Debug)]
pub struct Known {
    footings: HashMap<DeltaId, Footing>,
    written: HashMap<DeltaId, Written>,
}

/// What a batch names and the judge must know.
#[derive(Default, Debug)]
pub struct Wanted {
    /// Things that statements stand on.
    pub things: Vec<DeltaId>,
    /// Deltas that reviews and retractions name.
    pub deltas: Vec<DeltaId>,
}

impl Wanted {
    /// What `delta` names.
    pub fn add(&mut self, delta: &Delta) {
        match &delta.body {
            Body::Review(b) => self.deltas.extend(&b.claims),
            Body::Retract(b) => self.deltas.push(b.target),
            Body::Settle(b) => {
                self.deltas.push(b.stands);
                self.deltas.extend(&b.over);
            }
            body => {
                self.things.extend(delta.leans_on());
                self.things.extend(begun_by(body).and_then(|(_, of)| of));
                self.deltas.extend(body.changes());
                self.deltas.extend(body.part_of());
                if let Body::TargetDue(b) = body {
                    self.things.push(b.milestone);
                }
            }
        }
    }
}

/// What kind of thing the body speaks of as its own, and which one if it changes one.
pub(super) fn begun_by(body: &Body) -> Option<(Thing, Option<DeltaId>)> {
    match body {
        Body::Campaign(b) => Some((Thing::Campaign, b.of)),
        Body::Milestone(b) => Some((Thing::Milestone, b.of)),
        Body::Hamlet(b) => Some((Thing::Hamlet, b.of)),
        Body::Household(b) => Some((Thing::Household, b.of)),
        Body::Resident(b) => Some((Thing::Resident, b.of)),
        _ => None,
    }
}

impl Known {
    /// Adds a thing.
    pub fn put_footing(&mut self, id: DeltaId, footing: Footing) {
        self.footings.insert(id, footing);
    }

    /// Adds a delta.
    pub fn put_written(&mut self, id: DeltaId, written: Written) {
        self.written.insert(id, written);
    }

    /// Where a thing stands; `None` for what nobody ever spoke of.
    pub fn footing(&self, id: DeltaId) -> Option<Footing> {
        self.footings.get(&id).copied()
    }

    /// A delta that arrived, admitted or held.
    pub fn written(&self, id: DeltaId) -> Option<Written> {
        self.written.get(&id).copied()
    }

    /// Takes in what was just judged, so that what follows in the same batch may lean on it. A change of a
    /// thing's place is not anticipated: whether it will be shown, the registers decide.
    pub(super) fn learn(
        &mut self,
        id: DeltaId,
        delta: Option<&Delta>,
        verdict: Verdict,
        member: MemberId,
    ) {
        let hamlet = delta.map_or(Key::NONE, |d| self.hamlet_of(d));
        let app = delta.and_then(|d| app_of(&d.body));
        let kind = delta.map_or(0, |d| d.body.kind());
        self.put_written(
            id,
            Written {
                member,
                hamlet,
                app,
                kind,
            },
        );
        let Some((thing, None)) = delta.and_then(|d| begun_by(&d.body)) else {
            return;
        };
        let footing = match verdict {
            Verdict::Admitted => Footing::Stands { thing, hamlet },
            Verdict::Held(reason) => Footing::Held(reason),
        };
        self.put_footing(id, footing);
    }

    fn hamlet_of(&self, delta: &Delta) -> Key {
        let of = match &delta.body {
            Body::Review(b) => {
                return b
                    .claims
                    .first()
                    .and_then(|c| self.written(*c))
                    .map_or(Key::NONE, |w| w.hamlet);
            }
            Body::Retract(b) => return self.written(b.target).map_or(Key::NONE, |w| w.hamlet),
            Body::Settle(b) => return self.written(b.stands).map_or(Key::NONE, |w| w.hamlet),
            _ => delta.leans_on(),
        };
        match of.map(|id| self.footing(id)) {
            Some(Some(Footing::Stands { hamlet, .. })) => hamlet,
            Some(_) => Key::NOWHERE,
            None => Key::NONE,
        }
    }
}
