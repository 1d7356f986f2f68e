//! The judgement: a pure plan. What a batch says and what the book knows go in, a verdict for every delta
//! comes out; [`crate::apply`] then does what the plan says.
//!
//! One bad delta never blocks the others, and combinations of states that cannot be are never refused: a
//! claim may arrive before the list that makes it right.

mod known;
#[cfg(test)]
mod tests;

pub use known::{Footing, Known, Wanted, Written, app_of};

use crate::key::Key;
use crate::storage::Thing;
use std::collections::BTreeSet;
use tungnha_core::campaign::Reviewer;
use tungnha_core::record::Record;
use tungnha_core::rights::{can_be_said, may_assert};
use tungnha_core::words::{App, Role};
use tungnha_core::{Body, Delta, DeltaId, HeldReason, MemberId, Subject, Verdict};

/// The hamlets that a member was ever granted in this campaign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Every hamlet.
    WholeBook,
    /// These.
    Hamlets(BTreeSet<Key>),
}

/// Who speaks, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// The author.
    pub member: MemberId,
    /// As what.
    pub role: Role,
    /// Whether the grant is revoked.
    pub revoked: bool,
    /// Whether the campaign has closed (D-57).
    pub closed: bool,
    /// Where the author may speak.
    pub scope: Scope,
    /// Of which organisation the author is, as the member's own page says.
    pub organisation: Option<String>,
    /// Who decides on claims about each app of the campaign (D-46).
    pub reviewers: Vec<(App, Reviewer)>,
}

impl Case {
    /// What `member` says as `role` where a person has decided already: neither place nor time matters any more.
    pub const fn decided(member: MemberId, role: Role) -> Self {
        Self {
            member,
            role,
            revoked: false,
            closed: false,
            scope: Scope::WholeBook,
            organisation: None,
            reviewers: Vec::new(),
        }
    }
}

/// One delta of a batch with its verdict.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judged {
    /// Its name.
    pub id: DeltaId,
    /// What it says; absent when its record is no statement of its kind.
    pub delta: Option<Delta>,
    /// Whether it counts.
    pub verdict: Verdict,
}

/// Judges the records of one batch in their order. What an earlier one begins, a later one may lean on, so
/// `known` learns as it goes; before, it holds what [`Wanted`] named.
pub fn judge(case: &Case, rows: &[(DeltaId, &Record)], known: &mut Known) -> Vec<Judged> {
    judge_beside(case, rows, known, |_| None)
}

/// As [`judge`], but where a verdict has been `spoken` in an earlier life of the server, that one stands.
pub fn judge_beside(
    case: &Case,
    rows: &[(DeltaId, &Record)],
    known: &mut Known,
    spoken: impl Fn(DeltaId) -> Option<Verdict>,
) -> Vec<Judged> {
    rows.iter()
        .map(|(id, record)| {
            let delta = Delta::from_record(*id, record).ok();
            let verdict = match (spoken(*id), delta.as_ref().map(|d| check(case, d, known))) {
                (Some(verdict), _) => verdict,
                (None, Some(Ok(()))) => Verdict::Admitted,
                (None, Some(Err(reason))) => Verdict::Held(reason),
                (None, None) => Verdict::Held(HeldReason::Malformed),
            };
            known.learn(*id, delta.as_ref(), verdict, case.member);
            Judged {
                id: *id,
                delta,
                verdict,
            }
        })
        .collect()
}

fn check(case: &Case, delta: &Delta, known: &Known) -> Result<(), HeldReason> {
    if matches!(delta.body, Body::Unknown(_)) {
        return Err(HeldReason::UnknownKind);
    }
    if !makes_sense(&delta.body) {
        return Err(HeldReason::Malformed);
    }
    if case.revoked {
        return Err(HeldReason::Revoked);
    }
    // The frame itself stays open: the office may put off the close, and figures come after it. What came in time is
    // still reviewed.
    if case.closed && !is_frame(&delta.body) && !matches!(delta.body, Body::Review(_)) {
        return Err(HeldReason::AfterClose);
    }
    if !may_assert(case.role, &delta.body) || decides_for_the_police(case, &delta.body, known) {
        return Err(HeldReason::RoleMayNot);
    }
    Ground { case, known }.of(delta)
}

/// Whether it is a decision on a proposal that somebody need not be visited, by a role that does not decide it (D-20).
fn decides_for_the_police(case: &Case, body: &Body, known: &Known) -> bool {
    let Body::Review(review) = body else {
        return false;
    };
    let mut claims = review.claims.iter().filter_map(|id| known.written(*id));
    case.role != Role::Police && claims.any(|claim| claim.kind == ELIGIBILITY)
}

/// What a person may admit whatever the judge said: what is readable, can be, and has everything that it stands
/// on. `known` holds what [`Wanted`] named. The error says what is missing.
pub fn can_be_admitted(delta: &Delta, known: &Known) -> Result<(), HeldReason> {
    if matches!(delta.body, Body::Unknown(_)) {
        return Err(HeldReason::UnknownKind);
    }
    if !makes_sense(&delta.body) {
        return Err(HeldReason::Malformed);
    }
    let target = match &delta.body {
        Body::Retract(b) => known.written(b.target),
        _ => None,
    };
    let case = Case::decided(
        target.map_or(MemberId(uuid::Uuid::nil()), |target| target.member),
        Role::Office,
    );
    let case = &case;
    Ground { case, known }.of(delta)
}

/// Whether the role of `case` may say such a thing, wherever and whenever.
pub fn role_may_say(case: &Case, delta: &Delta, known: &Known) -> bool {
    check(case, delta, known) != Err(HeldReason::RoleMayNot)
}

const fn is_frame(body: &Body) -> bool {
    matches!(
        body,
        Body::Campaign(_)
            | Body::CampaignApp(_)
            | Body::Milestone(_)
            | Body::Organisation(_)
            | Body::Figure(_)
            | Body::DeskHours(_)
            | Body::Exported(_)
            | Body::Target(_)
            | Body::TargetRow(_)
            | Body::TargetDue(_)
            | Body::TargetPrint(_)
    )
}

/// What no state of the world could make right.
fn makes_sense(body: &Body) -> bool {
    match body {
        Body::Account(account) => can_be_said(account),
        Body::Review(review) => !review.claims.is_empty(),
        Body::Campaign(c) => c.hour_from < c.hour_to && c.hour_to <= 24,
        Body::Photo(photo) => is_sha256(&photo.hash),
        Body::DeskHours(hours) => hours.can_be(),
        Body::Sameness(b) => b.resident != b.other,
        Body::WalkSheet(sheet) => sheet.number > 0 && !sheet.lines.is_empty(),
        Body::Typed(typed) => typed.line > 0,
        Body::Target(target) => target.can_be(),
        Body::TargetRow(row) => row.can_be(),
        Body::TargetDue(due) => due.can_be(),
        _ => true,
    }
}

fn is_sha256(hash: &str) -> bool {
    hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The kind of a target.
const TARGET: u16 = 39;
/// The kind of a proposal that somebody need not be visited, and of what the police decide.
const ELIGIBILITY: u16 = 18;

/// What a statement stands on: the things it speaks of and the author's right to speak of them there.
struct Ground<'a> {
    case: &'a Case,
    known: &'a Known,
}

impl Ground<'_> {
    fn of(&self, delta: &Delta) -> Result<(), HeldReason> {
        match &delta.body {
            Body::Campaign(b) => self.needs_if(b.of, Thing::Campaign),
            Body::CampaignApp(b) => self.needs(b.campaign, Thing::Campaign),
            Body::Milestone(b) => {
                self.needs(b.campaign, Thing::Campaign)?;
                self.needs_if(b.of, Thing::Milestone)
            }
            Body::Hamlet(b) => match b.of {
                Some(hamlet) => self.needs(hamlet, Thing::Hamlet),
                // A new hamlet is in nobody's list yet.
                None => self.in_scope(Key::NONE),
            },
            Body::Household(b) => {
                self.needs(b.hamlet, Thing::Hamlet)?;
                self.needs_if(b.of, Thing::Household)
            }
            Body::Resident(b) => {
                self.needs(b.household, Thing::Household)?;
                self.needs_if(b.of, Thing::Resident)
            }
            // A review waits harmlessly for claims that arrive later.
            Body::Review(b) => b
                .claims
                .iter()
                .filter_map(|claim| self.known.written(*claim))
                .try_for_each(|claim| {
                    self.reviews(claim.app)?;
                    self.in_scope(claim.hamlet)
                }),
            Body::Retract(b) => match self.known.written(b.target) {
                None => Err(HeldReason::UnknownSubject),
                Some(target) if target.member != self.case.member => Err(HeldReason::RoleMayNot),
                Some(_) => Ok(()),
            },
            // Whoever settles has seen every head it names; those that are here decide where it stands.
            Body::Settle(b) => {
                if self.known.written(b.stands).is_none() {
                    return Err(HeldReason::UnknownSubject);
                }
                std::iter::once(&b.stands)
                    .chain(&b.over)
                    .filter_map(|head| self.known.written(*head))
                    .try_for_each(|head| {
                        self.reviews(head.app)?;
                        self.in_scope(head.hamlet)
                    })
            }
            Body::Unknown(_) => Err(HeldReason::UnknownKind),
            body if !self.changes_its_own(body) => Err(HeldReason::UnknownSubject),
            Body::Target(b) => self.needs(b.campaign, Thing::Campaign),
            body if !self.is_part(body) => Err(HeldReason::UnknownSubject),
            Body::TargetDue(b) => self.needs(b.milestone, Thing::Milestone),
            _ => match delta.subject() {
                Subject::Hamlet(id) => self.needs(id, Thing::Hamlet),
                Subject::Household(id) => self.needs(id, Thing::Household),
                Subject::Resident(id) => self.needs(id, Thing::Resident),
                Subject::Frame | Subject::Deltas(_) => Ok(()),
            },
        }
    }

    /// Whether what the body changes, if it changes anything, is of its own kind.
    fn changes_its_own(&self, body: &Body) -> bool {
        body.changes().is_none_or(|of| {
            self.known
                .written(of)
                .is_some_and(|w| w.kind == body.kind())
        })
    }

    /// Whether what the body is a part of, if it is one, is a target.
    fn is_part(&self, body: &Body) -> bool {
        body.part_of()
            .is_none_or(|of| self.known.written(of).is_some_and(|w| w.kind == TARGET))
    }

    fn needs_if(&self, id: Option<DeltaId>, thing: Thing) -> Result<(), HeldReason> {
        id.map_or(Ok(()), |id| self.needs(id, thing))
    }

    fn needs(&self, id: DeltaId, expected: Thing) -> Result<(), HeldReason> {
        match self.known.footing(id) {
            Some(Footing::Stands { thing, hamlet }) if thing == expected => {
                if is_place(expected) {
                    self.in_scope(hamlet)
                } else {
                    Ok(())
                }
            }
            // What leans on a held statement waits for the same reason.
            Some(Footing::Held(reason)) => Err(reason),
            _ => Err(HeldReason::UnknownSubject),
        }
    }

    /// VNeID is the police's to confirm, the others whose the campaign says.
    fn reviews(&self, app: Option<App>) -> Result<(), HeldReason> {
        let reviewer = self.case.reviewers.iter().find(|(a, _)| Some(*a) == app);
        let own = self.case.organisation.as_deref();
        match reviewer {
            Some((_, who)) if !who.is(self.case.role, own) => Err(HeldReason::RoleMayNot),
            _ => Ok(()),
        }
    }

    fn in_scope(&self, hamlet: Key) -> Result<(), HeldReason> {
        match &self.case.scope {
            Scope::WholeBook => Ok(()),
            Scope::Hamlets(granted) if granted.contains(&hamlet) => Ok(()),
            // After a restore: where it stands, nobody has said again yet.
            Scope::Hamlets(_) if hamlet == Key::NOWHERE => Err(HeldReason::UnknownSubject),
            Scope::Hamlets(_) => Err(HeldReason::OutOfScope),
        }
    }
}

const fn is_place(thing: Thing) -> bool {
    matches!(thing, Thing::Hamlet | Thing::Household | Thing::Resident)
}
