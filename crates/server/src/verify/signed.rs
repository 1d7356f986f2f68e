//! Receipts, batches and the chain: is everything still what was signed?

use crate::desk::Desk;
use crate::key::Key;
use crate::storage::{BatchRow, BookRow, DeltaRow, DeviceRow, Result};
use std::collections::HashMap;
use tungnha_core::record::Record;
use tungnha_protocol::hash::{self, Hash};
use tungnha_protocol::{Batch, PublicKey, SignedBatch};

/// What does not fit.
pub(super) fn check(
    desk: &mut Desk<'_>,
    book: &BookRow,
    deltas: &[DeltaRow],
    identity: &PublicKey,
) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for receipt in desk.txn.admissions(book.no)? {
        let sound = receipt.signed.verify(identity).is_ok()
            && receipt.signed.admission().is_ok_and(|a| {
                (a.first, a.last) == receipt.range
                    && (a.received_at, a.member, a.role)
                        == (receipt.received_at, receipt.member, receipt.role)
            });
        if !sound {
            faults.push(format!("receipt {}: not what was signed", receipt.number));
        }
    }
    let rows: HashMap<Key, &DeltaRow> = deltas.iter().map(|row| (row.key, row)).collect();
    let devices: HashMap<u32, DeviceRow> = desk
        .txn
        .devices(book.no)?
        .into_iter()
        .map(|device| (device.number, device))
        .collect();
    let mut last: HashMap<u32, (u32, Hash)> = HashMap::new();
    let mut covered = 0;
    for stored in desk.txn.batches(book.no)? {
        let name = format!(
            "batch {}-{} of device {}",
            stored.first, stored.last, stored.number
        );
        let (highest, previous) = last.get(&stored.number).copied().unwrap_or((0, [0; 32]));
        if stored.first != highest + 1 || stored.previous != previous {
            faults.push(format!("{name}: does not follow the one before"));
        }
        last.insert(stored.number, (stored.last, stored.hash));
        covered += rows_of(&stored);
        let Some(device) = devices.get(&stored.number) else {
            faults.push(format!("{name}: of nobody"));
            continue;
        };
        if let Err(fault) = check_batch(book, device, &stored, &rows) {
            faults.push(format!("{name}: {fault}"));
        }
    }
    for device in devices.values() {
        let end = last.get(&device.number).copied().unwrap_or((0, [0; 32]));
        if end != (device.highest, device.last_hash) {
            faults.push(format!(
                "device {}: its batches end elsewhere",
                device.number
            ));
        }
    }
    if covered != deltas.len() {
        faults.push(format!(
            "{covered} deltas in batches, {} stored",
            deltas.len()
        ));
    }
    check_chain(desk, book, &mut faults)?;
    Ok(faults)
}

fn rows_of(batch: &BatchRow) -> usize {
    usize::try_from(batch.last.saturating_sub(batch.first)).unwrap_or(usize::MAX) + 1
}

fn check_batch(
    book: &BookRow,
    device: &DeviceRow,
    stored: &BatchRow,
    rows: &HashMap<Key, &DeltaRow>,
) -> std::result::Result<(), String> {
    let mut records = Vec::new();
    for counter in stored.first..=stored.last {
        let row = rows
            .get(&Key::new(stored.number, counter))
            .ok_or_else(|| format!("delta {counter} is missing"))?;
        let record = Record::from_bytes(&row.bytes)
            .map_err(|_| format!("delta {counter} is not readable"))?;
        records.push(record);
    }
    let batch = Batch {
        book: book.id,
        incarnation: device.incarnation,
        first: stored.first,
        previous: stored.previous,
        seed: stored.seed,
        records,
    };
    let leaves = batch.leaves();
    let signed = SignedBatch {
        batch,
        signature: stored.signature,
    };
    for (counter, leaf) in (stored.first..).zip(&leaves) {
        let kept = rows
            .get(&Key::new(stored.number, counter))
            .map(|row| row.leaf);
        if kept != Some(*leaf) {
            return Err(format!("delta {counter} is not what was hashed"));
        }
    }
    if signed.verify(&device.key).is_err() {
        return Err("not what was signed".to_owned());
    }
    if signed.hash(&leaves) != stored.hash {
        return Err("its hash does not fit".to_owned());
    }
    Ok(())
}

fn check_chain(desk: &Desk<'_>, book: &BookRow, faults: &mut Vec<String>) -> Result<()> {
    let (mut seq, mut link) = (0, [0; 32]);
    for (end, hash) in desk.txn.links(book.no)? {
        let leaves = desk.txn.leaves(book.no, seq, end)?;
        let whole = u64::try_from(leaves.len()).is_ok_and(|n| n == end - seq);
        if !whole || hash::chain(&link, &leaves) != hash {
            faults.push(format!("chain: the link at {end} does not fit"));
        }
        (seq, link) = (end, hash);
    }
    let counter = desk.txn.counter(book.no)?;
    if counter.seq != seq {
        faults.push(format!(
            "chain: ends at {seq}, the counter stands at {}",
            counter.seq
        ));
    }
    Ok(())
}
