//! The inbox: what could not be admitted waits here whole, and a person decides about it by its name.
//!
//! A decision is final. The server signs an admission of the one counter, with the member, the role and the
//! moment of receipt as they were when the delta came, so that an evening that is admitted later counts for the
//! day on which it was received; and it is addressed to the member, on whatever device.

mod admit;
mod again;
mod held;
mod honour;
mod reassign;
mod told;

#[cfg(test)]
mod tests;

use crate::apply::Moment;
use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{AdmissionRow, DecisionRow, DeltaRow, HeldRow, Result, StorageError};
use tungnha_core::words::Role;
use tungnha_core::{Admission, DeltaId, HeldReason, MemberId, Verdict};
use tungnha_protocol::SignedAdmission;
use tungnha_protocol::hash::SaltSeed;

/// What a person decides about one held delta.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Decision {
    /// It counts after all, with what was held for the same reason and leans on it.
    Admit,
    /// It does not count.
    Reject {
        /// Why, for the author; not empty.
        words: String,
    },
    /// The office says it again on the author's behalf, and that one counts.
    Reassign {
        /// The resident, household or hamlet of which it is said now; absent to say it of the same one.
        to: Option<DeltaId>,
        /// 16 random bytes for the batch in which it is said.
        seed: SaltSeed,
    },
}

/// One decision as it was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// The delta that was held.
    pub id: DeltaId,
    /// What is said of it now.
    pub verdict: Verdict,
    /// What was signed.
    pub admission: AdmissionRow,
    /// For a reassignment: the delta in which the office says it again.
    pub again: Option<DeltaId>,
}

/// What became of a decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ruling {
    /// It stands: about the delta itself first, then about what was decided with it.
    Made(Vec<Made>),
    /// Nothing changed.
    Unable(Unable),
}

/// Why nothing was decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unable {
    /// Nobody ever handed it in, it counts already, or somebody has decided.
    #[error("it is not held")]
    NotHeld,
    /// Its record is no statement of its kind, or says what cannot be.
    #[error("it cannot be read as a statement of its kind, so it can only be rejected")]
    Unreadable,
    /// A newer program wrote it.
    #[error("this program does not know its kind: it is judged again after an upgrade")]
    UnknownKind,
    /// What it speaks of is not in the book.
    #[error(
        "what it speaks of is not in the book: say it again of something that is (reassign --to)"
    )]
    UnknownSubject,
    /// What it speaks of is held itself.
    #[error("what it speaks of is held itself: decide about {0} first")]
    LeansOnHeld(DeltaId),
    /// A rejection without a word to the author.
    #[error("a rejection needs words for the author")]
    NoWords,
    /// It does not speak of a resident, a household or a hamlet.
    #[error("it speaks of nothing that another could take the place of")]
    NoOtherPlace,
    /// Whoever wrote it may not say it anywhere, so nobody can say it on their behalf.
    #[error("its author's role may not say it anywhere")]
    RoleMayNot,
    /// Neither whoever wrote it nor the officer who would admit it may say such a thing.
    #[error("neither its author's role nor the officer's may say it")]
    NotYours,
    /// It hangs on a place that the officer's grant does not cover, or would.
    #[error("it lies outside the officer's scope")]
    OutOfScope,
}

impl Unable {
    /// The code for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotHeld => "not_held",
            Self::Unreadable => "unreadable",
            Self::UnknownKind => "unknown_kind",
            Self::UnknownSubject => "unknown_subject",
            Self::LeansOnHeld(_) => "leans_on_held",
            Self::NoWords => "no_words",
            Self::NoOtherPlace => "no_other_place",
            Self::RoleMayNot => "role_may_not",
            Self::NotYours => "not_yours",
            Self::OutOfScope => "out_of_scope",
        }
    }

    const fn of(reason: HeldReason) -> Self {
        match reason {
            HeldReason::UnknownKind => Self::UnknownKind,
            HeldReason::Malformed => Self::Unreadable,
            HeldReason::RoleMayNot => Self::RoleMayNot,
            _ => Self::UnknownSubject,
        }
    }
}

/// A delta in the inbox with what is stored of it.
struct InInbox {
    id: DeltaId,
    key: Key,
    reason: HeldReason,
    row: DeltaRow,
    /// What holds it.
    receipt: AdmissionRow,
}

/// In whose name something is decided, and with what words.
#[derive(Clone, Copy)]
struct Author<'a> {
    by: &'a str,
    words: Option<&'a str>,
    /// The officer whose device decides; absent at the server itself, where everything may be decided.
    officer: Option<(MemberId, Role)>,
}

impl Desk<'_> {
    /// Decides about the held delta `id` in the name of `by`.
    pub fn decide(
        &mut self,
        id: DeltaId,
        decision: &Decision,
        by: &str,
        moment: &Moment<'_>,
    ) -> Result<Ruling> {
        let author = Author {
            by,
            words: None,
            officer: None,
        };
        match self.in_inbox(id)? {
            Some(held) => self.decide_held(held, decision, author, moment),
            None => Ok(Ruling::Unable(Unable::NotHeld)),
        }
    }

    fn decide_held(
        &mut self,
        held: InInbox,
        decision: &Decision,
        author: Author<'_>,
        moment: &Moment<'_>,
    ) -> Result<Ruling> {
        match decision {
            Decision::Admit => self.admit_with_others(held, author, moment),
            Decision::Reject { words } => {
                let words = words.trim();
                if words.is_empty() {
                    return Ok(Ruling::Unable(Unable::NoWords));
                }
                let words = Some(words);
                let verdict = Verdict::Held(HeldReason::Rejected);
                let author = Author { words, ..author };
                let admission = self.rule(&held, verdict, author, moment)?;
                Ok(Ruling::Made(vec![Made {
                    id: held.id,
                    verdict,
                    admission,
                    again: None,
                }]))
            }
            Decision::Reassign { to, seed } => self.reassign(&held, *to, *seed, author, moment),
        }
    }

    fn in_inbox(&mut self, id: DeltaId) -> Result<Option<InInbox>> {
        let Some(key) = self.known_key(id)? else {
            return Ok(None);
        };
        let Some(reason) = self.txn.held_reason(self.book, key)? else {
            return Ok(None);
        };
        self.held_row(key, reason).map(Some)
    }

    fn held_row(&mut self, key: Key, reason: HeldReason) -> Result<InInbox> {
        let id = self.id(key)?;
        let row = self
            .txn
            .delta(self.book, key)?
            .ok_or(StorageError::Inconsistent("held, and not there"))?;
        let receipt = self
            .txn
            .admission(self.book, row.admission)?
            .ok_or(StorageError::Inconsistent("a delta without a receipt"))?;
        Ok(InInbox {
            id,
            key,
            reason,
            row,
            receipt,
        })
    }

    /// Signs what is said of a held delta from now on, and remembers who said so. Unless another reason to wait
    /// was found, it leaves the inbox.
    fn rule(
        &mut self,
        held: &InInbox,
        verdict: Verdict,
        author: Author<'_>,
        moment: &Moment<'_>,
    ) -> Result<AdmissionRow> {
        let (receipt, counter) = (&held.receipt, held.id.counter);
        let said = match verdict {
            Verdict::Admitted => Vec::new(),
            Verdict::Held(reason) => vec![(counter, reason)],
        };
        let admission = Admission {
            book: self.txn.book(self.book)?.id,
            incarnation: held.id.incarnation,
            first: counter,
            last: counter,
            received_at: receipt.received_at,
            member: receipt.member,
            role: receipt.role,
            held: said,
        };
        let row = AdmissionRow {
            number: self.txn.next_admission(self.book)?,
            incarnation: held.key.number(),
            range: (counter, counter),
            signed: SignedAdmission::sign(&admission, moment.identity),
            ..receipt.clone()
        };
        self.txn.add_admission(self.book, &row)?;
        self.txn.add_decision(
            self.book,
            &DecisionRow {
                number: self.txn.next_decision(self.book)?,
                member: receipt.member,
                key: held.key,
                admission: row.number,
                reason: author.words.map(str::to_owned),
                by: author.by.to_owned(),
                at: moment.now,
            },
        )?;
        self.txn.release(self.book, held.key)?;
        if let Verdict::Held(reason) = verdict {
            let stored = DeltaRow {
                admission: row.number,
                ..held.row.clone()
            };
            self.txn.restand(self.book, &stored)?;
            if !reason.is_decided() {
                let (key, received_at) = (held.key, receipt.received_at);
                let waits = HeldRow {
                    key,
                    reason,
                    received_at,
                };
                self.txn.hold(self.book, &waits)?;
            }
        }
        Ok(row)
    }
}
