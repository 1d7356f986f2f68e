//! What is judged again by the server itself: after an upgrade what it could not read, and what waited for
//! something that has begun since.

use super::admit::{leans_on_any, readable, record};
use super::{Author, InInbox, Made};
use crate::apply::{Moment, look_up};
use crate::desk::Desk;
use crate::judge::{Case, judge};
use crate::server::Server;
use crate::storage::{Result, StorageTxn};
use std::collections::HashSet;
use tungnha_core::{DeltaId, HeldReason, Instant, Verdict};

/// In whose name the server judges again.
const SERVER: Author<'static> = Author {
    by: "máy chủ",
    words: None,
    officer: None,
};

/// What an older program may have held only because it did not understand.
const NOT_UNDERSTOOD: [HeldReason; 2] = [HeldReason::Malformed, HeldReason::UnknownKind];

impl Server {
    /// To be called when a program begins to serve: judges again what an older one could not read and this one
    /// can. Gives about how many deltas the inbox says something else now.
    pub fn judge_unread_again(&self, now: Instant) -> Result<usize> {
        let txn = self.storage().read()?;
        let mut books = Vec::new();
        for book in txn.books()? {
            if Desk::reading(txn.as_ref(), book.no)?.has_readable()? {
                books.push(book.no);
            }
        }
        drop(txn);
        let mut said = 0;
        for book in books {
            let txn = self.storage().write()?;
            let mut desk = Desk::applying(txn.as_ref(), book)?;
            let identity = self.keys().identity();
            said += desk.judge_unread_again(&Moment { now, identity })?.len();
            let changed = desk.finish()?;
            StorageTxn::commit(txn)?;
            self.changed(changed);
        }
        Ok(said)
    }
}

impl Desk<'_> {
    fn has_readable(&mut self) -> Result<bool> {
        for reason in NOT_UNDERSTOOD {
            for row in self.txn.held_for(self.book, reason)? {
                if readable(&self.held_row(row.key, reason)?).is_ok() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Judges again, oldest first, what was held as malformed or of an unknown kind and can be read now.
    pub fn judge_unread_again(&mut self, moment: &Moment<'_>) -> Result<Vec<Made>> {
        let mut rows = Vec::new();
        for reason in NOT_UNDERSTOOD {
            rows.extend(self.txn.held_for(self.book, reason)?);
        }
        rows.sort_by_key(|row| (row.received_at, row.key));
        let mut made = Vec::new();
        for row in rows {
            let held = self.held_row(row.key, row.reason)?;
            made.extend(self.judge_again(held, moment)?);
        }
        let admitted = admitted(&made);
        made.extend(self.judge_leaning_again(&admitted, moment)?);
        Ok(made)
    }

    /// Judges again, oldest first, what a device handed in before an officer had accepted it.
    pub(crate) fn judge_accepted_again(
        &mut self,
        number: u32,
        moment: &Moment<'_>,
    ) -> Result<Vec<Made>> {
        let mut made = Vec::new();
        for row in self.txn.held_for(self.book, HeldReason::Revoked)? {
            if row.key.number() == number {
                let held = self.held_row(row.key, row.reason)?;
                made.extend(self.judge_again(held, moment)?);
            }
        }
        let admitted = admitted(&made);
        made.extend(self.judge_leaning_again(&admitted, moment)?);
        Ok(made)
    }

    /// Judges again what waits in the inbox for anything that came to be here in this transaction.
    pub fn judge_waiting_again(&mut self, moment: &Moment<'_>) -> Result<Vec<Made>> {
        let begun = std::mem::take(&mut self.begun);
        let reason = HeldReason::UnknownSubject;
        if begun.is_empty() || self.txn.held_for(self.book, reason)?.is_empty() {
            return Ok(Vec::new());
        }
        let begun: Result<HashSet<DeltaId>> = begun.into_iter().map(|key| self.id(key)).collect();
        let mut made = self.judge_leaning_again(&begun?, moment)?;
        if !self.begun.is_empty() {
            made.extend(self.judge_waiting_again(moment)?);
        }
        Ok(made)
    }

    /// To be called when things have begun: judges again what was held because one of `begun` was not in the
    /// book; and so on with what begins thereby. Without such a thing in the inbox it costs one question. After a
    /// restore it waits for the author's device, which may bring back what a person has decided about it.
    pub fn judge_leaning_again(
        &mut self,
        begun: &HashSet<DeltaId>,
        moment: &Moment<'_>,
    ) -> Result<Vec<Made>> {
        let mut begun = begun.clone();
        let mut made = Vec::new();
        if self
            .txn
            .held_for(self.book, HeldReason::UnknownSubject)?
            .is_empty()
        {
            return Ok(made);
        }
        let back = self.numbers_back()?;
        while !begun.is_empty() {
            let mut now_begun = HashSet::new();
            for row in self.txn.held_for(self.book, HeldReason::UnknownSubject)? {
                if !back.contains(&row.key.number()) {
                    continue;
                }
                let held = self.held_row(row.key, row.reason)?;
                if !leans_on_any(&held, &begun) && !leans_on_any(&held, &now_begun) {
                    continue;
                }
                let said = self.judge_again(held, moment)?;
                now_begun.extend(admitted(said.as_slice()));
                made.extend(said);
            }
            begun = now_begun;
        }
        Ok(made)
    }

    /// The devices that have exchanged in this life of the server.
    fn numbers_back(&self) -> Result<HashSet<u32>> {
        let epoch = self.txn.counter(self.book)?.epoch;
        let devices = self.txn.devices(self.book)?.into_iter();
        let back = devices.filter(|device| crate::lives::is_back(device, epoch));
        Ok(back.map(|device| device.number).collect())
    }

    /// Judges one held delta as it would have been judged when it came. If that says nothing new, nothing is
    /// said; a reason that replicas rank below the one they know would not reach them.
    fn judge_again(&mut self, held: InInbox, moment: &Moment<'_>) -> Result<Option<Made>> {
        let (Ok(delta), Some(record)) = (readable(&held), record(&held)) else {
            return Ok(None);
        };
        let receipt = &held.receipt;
        let case = Case {
            role: receipt.role,
            ..self.case(receipt.member, receipt.received_at)?
        };
        let rows = [(held.id, &record)];
        let mut known = look_up(self, &rows)?;
        let verdict = judge(&case, &rows, &mut known).pop().map(|j| j.verdict);
        match verdict {
            Some(Verdict::Admitted) => self.let_count(held, &delta, SERVER, moment).map(Some),
            Some(verdict @ Verdict::Held(reason)) if reason > held.reason => {
                let admission = self.rule(&held, verdict, SERVER, moment)?;
                Ok(Some(Made {
                    id: held.id,
                    verdict,
                    admission,
                    again: None,
                }))
            }
            _ => Ok(None),
        }
    }
}

fn admitted<'a>(made: impl IntoIterator<Item = &'a Made>) -> HashSet<DeltaId> {
    made.into_iter()
        .filter(|one| one.verdict == Verdict::Admitted)
        .map(|one| one.id)
        .collect()
}
