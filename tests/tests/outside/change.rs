//! Frames of a server that lies.

use crate::material::Material;
use crate::mutate::Mutator;
use crate::world::World;
use tungnha_core::body::Account;
use tungnha_core::record::Record;
use tungnha_core::words::{App, Source, Stage};
use tungnha_core::{Body, Delta, DeltaId, Instant};
use tungnha_protocol::wire::encode;
use tungnha_protocol::{Frame, Page, SignedAdmission, SignedGrant, SigningKey, columns};

/// The bytes of a frame as a server might lie: other statements in its pages, other words in what it signed, or
/// any change at all.
pub fn frame(mutator: &mut Mutator, frame: &Frame, material: &Material, world: &World) -> Vec<u8> {
    let key = world.server.keys().identity();
    let mut lie = frame.clone();
    match (&mut lie, mutator.below(4)) {
        (_, 0) => return encode(frame),
        (Frame::Page(page) | Frame::Snapshot(page), 1 | 2) => other_rows(mutator, page, material),
        (Frame::Head(head), 1 | 2) => {
            for receipt in &mut head.receipts {
                *receipt = other_receipt(mutator, receipt, key);
            }
            for decided in head.decided.iter_mut().flatten() {
                decided.admission = other_receipt(mutator, &decided.admission, key);
            }
            if let Some(grant) = &mut head.grant {
                *grant = other_grant(mutator, grant, key);
            }
        }
        _ => {
            let other = material.some(mutator);
            return mutator.change(encode(frame), &other);
        }
    }
    encode(&lie)
}

fn other_rows(mutator: &mut Mutator, page: &mut Page, material: &Material) {
    let mut rows = page.rows().expect("the server's own rows");
    for at in 0..rows.len() {
        match mutator.below(6) {
            0 => rows[at].1 = material.record(mutator, rows[at].0),
            1 => rows[at].0 = rows[mutator.below(rows.len())].0,
            _ => {}
        }
    }
    if mutator.below(4) == 0 {
        let (from, to) = (mutator.below(rows.len()), mutator.below(rows.len()));
        if !rows.is_empty() {
            rows.swap(from, to);
        }
    }
    page.deltas = columns::pack(&rows);
    for admission in &mut page.admissions {
        match mutator.below(8) {
            0 => admission.last = admission.last.saturating_add(mutator.below(5) as u32),
            1 => admission.received_at -= mutator.below(1_000_000) as i64,
            2 => admission.held = vec![(admission.first, mutator.below(12) as u8)],
            3 => admission.role = mutator.below(9) as u8,
            _ => {}
        }
    }
}

fn other_receipt(
    mutator: &mut Mutator,
    receipt: &SignedAdmission,
    key: &SigningKey,
) -> SignedAdmission {
    let bytes = mutator.change(receipt.bytes.clone(), &receipt.bytes);
    let signature = key.sign(&[b"tungnha-admission-1".as_slice(), &bytes].concat());
    SignedAdmission { bytes, signature }
}

fn other_grant(mutator: &mut Mutator, grant: &SignedGrant, key: &SigningKey) -> SignedGrant {
    let bytes = mutator.change(grant.bytes.clone(), &grant.bytes);
    let signature = key.sign(&[b"tungnha-grant-1".as_slice(), &bytes].concat());
    SignedGrant { bytes, signature }
}

/// A volunteer's claim.
pub fn claim(resident: DeltaId, stamped: Instant) -> Record {
    let account = Account {
        resident,
        app: App::Vneid,
        level: 1,
        source: Source::VolunteerClaim,
        stage: Stage::Activated,
        as_of: None,
        approved_on: None,
        visit: None,
    };
    let delta = Delta {
        id: resident,
        stamped,
        supersedes: Vec::new(),
        on_behalf_of: None,
        body: Body::from(account),
    };
    delta.to_record()
}
