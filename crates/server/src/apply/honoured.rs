//! What this server signed in an earlier life and the backup does not have: it is honoured when the deltas come
//! back, in whatever order.

use super::Coming;
use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{AdmissionRow, Result, StorageError};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use tungnha_core::record::Record;
use tungnha_core::words::Role;
use tungnha_core::{Admission, Body, BookId, Counter, Delta, DeltaId, HeldReason, Incarnation};
use tungnha_core::{Slot, Verdict};
use tungnha_protocol::{PublicKey, SignedAdmission};

/// Admissions that came back with deltas of one incarnation, each once.
#[derive(Clone, Debug, Default)]
pub struct Honoured(Vec<(SignedAdmission, Admission)>);

impl Honoured {
    /// Those of `receipts` that `identity` signed about `incarnation` in `book`. Forged and foreign ones are
    /// overlooked: they say nothing, and stop nothing.
    pub fn read(
        receipts: &[SignedAdmission],
        identity: &PublicKey,
        book: BookId,
        incarnation: Incarnation,
    ) -> Self {
        let mut seen = HashSet::new();
        let read = |signed: &SignedAdmission| {
            let admission = signed.admission().ok()?;
            let concerns = (admission.book, admission.incarnation) == (book, incarnation);
            let fits = concerns && signed.verify(identity).is_ok();
            (fits && seen.insert(signed.bytes.clone())).then(|| (signed.clone(), admission))
        };
        Self(receipts.iter().filter_map(read).collect())
    }

    /// Whether nothing came back.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands of a delta, by the law of [`tungnha_core::fold::Ledger::standing`].
    pub(crate) fn verdict(&self, counter: Counter) -> Option<Verdict> {
        let about = self.0.iter().filter_map(|(_, a)| a.verdict(counter));
        about.min_by_key(precedence)
    }

    /// What is about deltas of these consecutive rows and about no others, and can be held to: this program
    /// reads what was admitted, and what was said again on somebody's behalf was not lost with the server.
    pub(crate) fn believed(&self, desk: &Desk<'_>, rows: &[(DeltaId, &Record)]) -> Result<Self> {
        let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else {
            return Ok(Self::default());
        };
        let within = |a: &Admission| first.counter <= a.first && a.last <= last.counter;
        let mut believed = self.clone();
        believed.0.retain(|(_, admission)| within(admission));
        if believed.is_empty() {
            return Ok(believed);
        }
        let unread: BTreeSet<Counter> = rows
            .iter()
            .filter(|(id, record)| match Delta::from_record(*id, record) {
                Ok(delta) => matches!(delta.body, Body::Unknown(_)),
                Err(_) => true,
            })
            .map(|(id, _)| id.counter)
            .collect();
        let admits_unread = |a: &Admission| {
            let mut unread = unread.range(a.first..=a.last);
            unread.any(|counter| a.verdict(*counter) == Some(Verdict::Admitted))
        };
        let reassigned = |(_, reason): &(Counter, HeldReason)| *reason == HeldReason::Reassigned;
        let any = |a: &Admission| a.held.iter().any(reassigned);
        let said_again = if believed.0.iter().any(|(_, a)| any(a)) {
            said_on_behalf(desk)?
        } else {
            BTreeSet::new()
        };
        let lost = |a: &Admission| {
            let mut held = a.held.iter().filter(|held| reassigned(held));
            held.any(|(counter, _)| !said_again.contains(&DeltaId::new(a.incarnation, *counter)))
        };
        believed.0.retain(|(_, a)| !admits_unread(a) && !lost(a));
        Ok(believed)
    }

    /// Writes them down, numbered anew.
    pub(crate) fn store(&self, desk: &Desk<'_>, device: u32) -> Result<Spoken> {
        let mut spoken = Spoken::default();
        for (signed, admission) in &self.0 {
            let row = AdmissionRow {
                number: desk.txn.next_admission(desk.book)?,
                incarnation: device,
                range: (admission.first, admission.last),
                received_at: admission.received_at,
                member: admission.member,
                role: admission.role,
                signed: signed.clone(),
            };
            desk.txn.add_admission(desk.book, &row)?;
            spoken.0.push((row, admission.clone()));
        }
        Ok(spoken)
    }
}

/// Of which held deltas the server's own incarnations have said again what they say.
fn said_on_behalf(desk: &Desk<'_>) -> Result<BTreeSet<DeltaId>> {
    let mut said = BTreeSet::new();
    for device in desk.txn.devices(desk.book)? {
        if desk.grant_of(device.member)?.role != Role::Server {
            continue;
        }
        for counter in 1..=device.highest {
            let row = desk
                .txn
                .delta(desk.book, Key::new(device.number, counter))?;
            let row = row.ok_or(StorageError::Inconsistent("a counter without a delta"))?;
            let id = DeltaId::new(device.incarnation, counter);
            said.extend(
                Delta::from_bytes(id, &row.bytes)
                    .ok()
                    .and_then(|d| d.on_behalf_of),
            );
        }
    }
    Ok(said)
}

/// What was said of the deltas of one batch, written down.
#[derive(Default)]
pub(crate) struct Spoken(Vec<(AdmissionRow, Admission)>);

impl Spoken {
    /// What was said of exactly this range, if anything was: its receipt, the same as ever.
    pub(super) fn receipt_of(&self, first: Counter, last: Counter) -> Option<AdmissionRow> {
        let exact = self.0.iter().filter(|(row, _)| row.range == (first, last));
        // A decision about a batch of one has the same range.
        let admits_first = exact.min_by_key(|(row, a)| (!a.held.is_empty(), row.number));
        admits_first.map(|(row, _)| row.clone())
    }

    /// Adds what is said now beside what was said before; alone, it need not be asked.
    pub(super) fn add(&mut self, receipt: &AdmissionRow) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let admission = receipt
            .signed
            .admission()
            .map_err(|_| StorageError::Inconsistent("a receipt that is not readable"))?;
        self.0.push((receipt.clone(), admission));
        Ok(())
    }

    /// By which a delta stands; `None` when nothing was said before.
    pub(crate) fn governing(&self, counter: Counter) -> Option<&AdmissionRow> {
        let about = self.0.iter().filter_map(|(row, a)| {
            let verdict = a.verdict(counter)?;
            Some((row, verdict))
        });
        let order = |(row, verdict): &(&AdmissionRow, Verdict)| {
            // Of those that admit it the earliest; which of those that hold it, makes no difference.
            let when = (*verdict == Verdict::Admitted).then_some((
                row.received_at,
                row.role.code(),
                row.member,
            ));
            (precedence(verdict), when)
        };
        about.min_by_key(order).map(|(row, _)| row)
    }
}

/// Admitted before held; of two that hold it, the greater reason.
fn precedence(verdict: &Verdict) -> (bool, Reverse<Option<HeldReason>>) {
    match verdict {
        Verdict::Admitted => (false, Reverse(None)),
        Verdict::Held(reason) => (true, Reverse(Some(*reason))),
    }
}

impl Desk<'_> {
    /// How a delta that is new here comes to count: only reviews arrive before what they speak of, except when a
    /// restored server gets everything back.
    pub(super) fn coming(&mut self, delta: &Delta) -> Result<Coming> {
        let spoken_of = if self.restored {
            let key = self.key(delta.id)?;
            self.txn.is_spoken_of(self.book, key)?
        } else if delta.body.is_claim() || matches!(delta.body, Body::Eligibility(_)) {
            let key = self.key(delta.id)?;
            self.txn.has_entries(self.book, key, Slot::Review.code())?
        } else {
            false
        };
        Ok(if spoken_of {
            Coming::Late
        } else {
            Coming::InOrder
        })
    }
}
