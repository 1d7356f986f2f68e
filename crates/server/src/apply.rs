//! A batch into the book: judged, then applied, all in one transaction with whatever follows from it.

mod admit;
mod answered;
mod feeding;
mod honoured;
mod places;
mod refold;
mod settling;
mod shared;
#[cfg(test)]
mod tests;

pub(crate) use self::admit::Coming;
pub use self::honoured::Honoured;

use crate::clocks::doubtful_stamps;
use crate::desk::Desk;
use crate::judge::{Case, Footing, Judged, Known, Wanted, Written, app_of, judge_beside};
use crate::key::Key;
use crate::storage::{AdmissionRow, BatchRow, DeltaRow, DeviceRow, HeldRow, Result};
use tungnha_core::body::Visibility;
use tungnha_core::{Admission, Delta, DeltaId, HeldReason, Instant, Verdict};
use tungnha_protocol::hash::Hash;
use tungnha_protocol::keys::SigningKey;
use tungnha_protocol::{BatchError, PublicKey, SignedAdmission, SignedBatch};

/// A batch whose signature fits, with what was worked out before any lock was taken.
pub struct Incoming {
    signed: SignedBatch,
    leaves: Vec<Hash>,
    hash: Hash,
    bytes: Vec<u8>,
}

impl Incoming {
    /// Reads a batch and checks that `key` signed it.
    pub fn read(bytes: &[u8], key: &PublicKey) -> std::result::Result<Self, BatchError> {
        let signed = SignedBatch::from_bytes(bytes)?;
        let leaves = signed.verify(key)?;
        let hash = signed.hash(&leaves);
        Ok(Self {
            signed,
            leaves,
            hash,
            bytes: bytes.to_vec(),
        })
    }

    /// The batch.
    pub const fn signed(&self) -> &SignedBatch {
        &self.signed
    }
}

/// What became of a batch.
#[derive(Debug)]
pub enum Outcome {
    /// It is in the book, now or since before.
    Receipt(SignedAdmission),
    /// Counters are missing before it; the device hands in again from its highest known.
    Gap,
    /// It contradicts what is known; kept aside.
    Fork,
}

/// Who applies and when.
pub struct Moment<'a> {
    /// The server's clock.
    pub now: Instant,
    /// Signs receipts.
    pub identity: &'a SigningKey,
}

/// Puts one batch of `device` into the book. The same batch again gets the same receipt.
pub fn apply(
    desk: &mut Desk<'_>,
    device: &mut DeviceRow,
    case: &Case,
    incoming: &Incoming,
    moment: &Moment<'_>,
) -> Result<Outcome> {
    let nothing = Honoured::default();
    apply_honouring(desk, device, case, incoming, &nothing, moment)
}

/// As [`apply`], where what this server signed before a restore stands as it was signed.
pub fn apply_honouring(
    desk: &mut Desk<'_>,
    device: &mut DeviceRow,
    case: &Case,
    incoming: &Incoming,
    honoured: &Honoured,
    moment: &Moment<'_>,
) -> Result<Outcome> {
    let batch = &incoming.signed.batch;
    if batch.first > device.highest.saturating_add(1) {
        return Ok(Outcome::Gap);
    }
    if batch.first <= device.highest {
        let stored = desk.txn.batch(desk.book, device.number, batch.first)?;
        if let Some(stored) = stored.filter(|stored| stored.hash == incoming.hash)
            && let Some(receipt) = desk.txn.admission(desk.book, stored.admission)?
        {
            return Ok(Outcome::Receipt(receipt.signed));
        }
        return fork(desk, device, incoming, moment.now);
    }
    if batch.previous != device.last_hash {
        return fork(desk, device, incoming, moment.now);
    }

    let rows: Vec<(DeltaId, _)> = (batch.first..=batch.last())
        .map(|counter| DeltaId::new(batch.incarnation, counter))
        .zip(&batch.records)
        .collect();
    let mut known = look_up(desk, &rows)?;
    let honoured = honoured.believed(desk, &rows)?;
    let judged = judge_beside(case, &rows, &mut known, |id| honoured.verdict(id.counter));
    let mut spoken = honoured.store(desk, device.number)?;
    let receipt = match spoken.receipt_of(batch.first, batch.last()) {
        Some(receipt) => receipt,
        None => {
            let receipt = receipt(desk, device, case, &judged, batch.last(), moment)?;
            spoken.add(&receipt)?;
            receipt
        }
    };
    let signed = receipt.signed.clone();
    let stamps = judged.iter().flat_map(|j| &j.delta).map(|d| d.stamped);
    let doubtful = doubtful_stamps(stamps, receipt.received_at);
    if doubtful > 0 {
        desk.txn
            .add_doubtful_stamps(desk.book, device.number, doubtful)?;
    }
    for ((judged, (_, record)), leaf) in judged.into_iter().zip(&rows).zip(&incoming.leaves) {
        let bytes = record.to_bytes();
        // A thing that begins is noted anyway; a retraction or a settlement may wait for anything.
        let key = desk.key(judged.id)?;
        desk.begun.insert(key);
        match (judged.verdict, judged.delta) {
            (Verdict::Admitted, Some(delta)) => {
                let receipt = spoken.governing(judged.id.counter).unwrap_or(&receipt);
                let coming = desk.coming(&delta)?;
                desk.admit(&delta, bytes, leaf, receipt, coming)?;
            }
            (Verdict::Held(reason), delta) => {
                desk.hold(
                    judged.id,
                    delta.as_ref(),
                    reason,
                    bytes,
                    record.kind,
                    leaf,
                    spoken.governing(judged.id.counter).unwrap_or(&receipt),
                )?;
            }
            // The judge admits only what is readable, and nothing else that was admitted before is believed.
            (Verdict::Admitted, None) => {}
        }
    }
    desk.txn.add_batch(
        desk.book,
        &BatchRow {
            number: device.number,
            first: batch.first,
            last: batch.last(),
            previous: batch.previous,
            seed: batch.seed,
            signature: incoming.signed.signature,
            hash: incoming.hash,
            admission: receipt.number,
        },
    )?;
    device.highest = batch.last();
    device.last_hash = incoming.hash;
    desk.txn
        .set_progress(desk.book, device.number, device.highest, &device.last_hash)?;
    Ok(Outcome::Receipt(signed))
}

fn fork(desk: &Desk<'_>, device: &DeviceRow, incoming: &Incoming, now: Instant) -> Result<Outcome> {
    desk.txn.keep_fork(
        desk.book,
        device.number,
        &incoming.hash,
        now,
        &incoming.bytes,
    )?;
    Ok(Outcome::Fork)
}

/// Everything that the judge must know of what the rows name.
pub(crate) fn look_up(
    desk: &mut Desk<'_>,
    rows: &[(DeltaId, &tungnha_core::record::Record)],
) -> Result<Known> {
    let mut wanted = Wanted::default();
    for (id, record) in rows {
        if let Ok(delta) = Delta::from_record(*id, record) {
            wanted.add(&delta);
        }
    }
    let mut known = Known::default();
    for id in wanted.things {
        if known.footing(id).is_none()
            && let Some(key) = desk.known_key(id)?
        {
            if let Some(place) = desk.place(key)? {
                let (thing, hamlet) = (place.thing, place.hamlet);
                known.put_footing(id, Footing::Stands { thing, hamlet });
            } else if let Some(reason) = desk.txn.held_reason(desk.book, key)? {
                known.put_footing(id, Footing::Held(reason));
            }
        }
    }
    for id in wanted.deltas {
        if known.written(id).is_none()
            && let Some(key) = desk.known_key(id)?
            && let Some(row) = desk.txn.delta(desk.book, key)?
            && let Some(receipt) = desk.txn.admission(desk.book, row.admission)?
        {
            let (member, hamlet) = (receipt.member, row.hamlet);
            let delta = Delta::from_bytes(id, &row.bytes).ok();
            let app = delta.as_ref().and_then(|delta| app_of(&delta.body));
            let kind = delta.map_or(0, |delta| delta.body.kind());
            known.put_written(
                id,
                Written {
                    member,
                    hamlet,
                    app,
                    kind,
                },
            );
        }
    }
    Ok(known)
}

fn receipt(
    desk: &Desk<'_>,
    device: &DeviceRow,
    case: &Case,
    judged: &[Judged],
    last: u32,
    moment: &Moment<'_>,
) -> Result<AdmissionRow> {
    let book = desk.txn.book(desk.book)?;
    let held = judged.iter().filter_map(|j| match j.verdict {
        Verdict::Held(reason) => Some((j.id.counter, reason)),
        Verdict::Admitted => None,
    });
    let admission = Admission {
        book: book.id,
        incarnation: device.incarnation,
        first: device.highest + 1,
        last,
        received_at: moment.now,
        member: case.member,
        role: case.role,
        held: held.collect(),
    };
    let row = AdmissionRow {
        number: desk.txn.next_admission(desk.book)?,
        incarnation: device.number,
        range: (admission.first, admission.last),
        received_at: moment.now,
        member: case.member,
        role: case.role,
        signed: SignedAdmission::sign(&admission, moment.identity),
    };
    desk.txn.add_admission(desk.book, &row)?;
    Ok(row)
}

impl Desk<'_> {
    /// Keeps a delta that waits for a person. It takes part in nothing.
    #[allow(
        clippy::too_many_arguments,
        reason = "the parts of one row, each of its own type"
    )]
    fn hold(
        &mut self,
        id: DeltaId,
        delta: Option<&Delta>,
        reason: HeldReason,
        bytes: Vec<u8>,
        kind: u16,
        leaf: &Hash,
        receipt: &AdmissionRow,
    ) -> Result<()> {
        let key = self.key(id)?;
        self.txn.add_delta(
            self.book,
            &DeltaRow {
                key,
                kind,
                subject: Key::NONE,
                hamlet: Key::NONE,
                visibility: Visibility::Restricted,
                stamped: delta.map_or(receipt.received_at, |d| d.stamped),
                admission: receipt.number,
                seq: None,
                copies: 0,
                needed: 0,
                bytes,
                leaf: *leaf,
            },
        )?;
        if reason.is_decided() {
            return Ok(());
        }
        let received_at = receipt.received_at;
        let held = HeldRow {
            key,
            reason,
            received_at,
        };
        self.txn.hold(self.book, &held)
    }
}
