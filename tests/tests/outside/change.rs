//! What is changed, and how: statements that read well and say anything, frames of a server that lies.

use crate::mutate::Mutator;
use crate::world::World;
use std::fs;
use std::path::Path;
use tungnha_core::body::Account;
use tungnha_core::record::{Record, Value};
use tungnha_core::words::{App, Source, Stage};
use tungnha_core::{Body, Delta, DeltaId, Instant};
use tungnha_protocol::wire::encode;
use tungnha_protocol::{
    Frame, Page, SignedAdmission, SignedBatch, SignedGrant, SigningKey, columns,
};

/// Kinds, and the field in which a review names claims (`docs/protocol/kinds.md`).
/// Campaign, app and milestone are not above it.
const FRAME: u16 = 3;
const ACCOUNT: u16 = 9;
const REVIEW: u16 = 13;
const REVIEWED: u8 = 3;
const SETTLE: u16 = 15;

/// Statements of every kind, and the names of what there is to speak of.
pub struct Material {
    records: Vec<Record>,
    /// The same by name, as the mutator wants it.
    bytes: Vec<(String, Vec<u8>)>,
    names: Vec<DeltaId>,
    /// Those of them that are statements about accounts.
    claims: Vec<DeltaId>,
}

impl Material {
    /// What the book has, and the corpus of the protocol's own tests.
    pub fn of(rows: &[(DeltaId, Record)]) -> Self {
        let corpus =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/protocol/tests/corpus/record");
        let mut files: Vec<_> = fs::read_dir(corpus)
            .expect("the corpus")
            .map(|file| file.expect("a file").path())
            .collect();
        files.sort();
        let of_corpus = files.iter().filter_map(|file| {
            let bytes = fs::read(file).expect("bytes");
            Record::from_bytes(&bytes).ok()
        });
        let of_book = rows.iter().map(|(_, record)| record.clone());
        let records: Vec<Record> = of_corpus.chain(of_book).collect();
        let named = |record: &Record| (format!("kind {}", record.kind), record.to_bytes());
        Self {
            bytes: records.iter().map(named).collect(),
            records,
            names: names(rows),
            claims: claims(rows),
        }
    }

    /// What was received can be spoken of.
    pub fn learn(&mut self, batch: &SignedBatch) {
        let rows = batch.batch.rows();
        self.names.extend(names(&rows));
        self.claims.extend(claims(&rows));
    }

    /// Bytes of some statement.
    pub fn some(&self, mutator: &mut Mutator) -> Vec<u8> {
        mutator.pick(&self.bytes).to_vec()
    }

    /// One to eight statements, the first of them to be named `next`.
    pub fn records(&self, mutator: &mut Mutator, next: DeltaId) -> Vec<Record> {
        let many = 1 + mutator.below(8);
        (0..many).map(|_| self.record(mutator, next)).collect()
    }

    fn record(&self, mutator: &mut Mutator, next: DeltaId) -> Record {
        let mut record = self.records[mutator.below(self.records.len())].clone();
        for (tag, value) in &mut record.fields {
            match value {
                Value::Id(id) if mutator.below(4) > 0 => *id = self.name(mutator, next),
                Value::Ids(ids) if record.kind == REVIEW && *tag == REVIEWED => {
                    ids.clear();
                    for _ in 0..mutator.below(4) {
                        ids.extend(self.claims.get(mutator.below(self.claims.len())));
                    }
                }
                Value::Ids(ids) if mutator.below(4) > 0 => {
                    let many = mutator.below(4);
                    *ids = (0..many).map(|_| self.name(mutator, next)).collect();
                }
                // Within the campaign mostly, so that more is asked than whether it is.
                Value::Int(n) if *n > 1_000_000_000 && mutator.below(4) > 0 => {
                    *n = chrono::Utc::now().timestamp() - mutator.below(100_000) as i64;
                }
                _ => {}
            }
        }
        if mutator.below(2) == 0 {
            let other = self.some(mutator);
            let changed = mutator.change(record.to_bytes(), &other);
            // A review of what is no claim is admitted and fed where nobody looks for it again; a settlement that
            // names the campaign is fed to everybody.
            let changed = Record::from_bytes(&changed).ok();
            if let Some(changed) =
                changed.filter(|changed| ![REVIEW, SETTLE].contains(&changed.kind))
            {
                return changed;
            }
        }
        record
    }

    /// Something that is there, or is said in the same breath, or never was.
    fn name(&self, mutator: &mut Mutator, next: DeltaId) -> DeltaId {
        match mutator.below(8) {
            0 => DeltaId::new(next.incarnation, next.counter + mutator.below(10) as u32),
            _ if self.names.is_empty() => next,
            _ => {
                // What came last is spoken of as often as all before it.
                let recent = self.names.len().saturating_sub(20);
                let from = if mutator.below(2) == 0 { recent } else { 0 };
                self.names[from + mutator.below(self.names.len() - from)]
            }
        }
    }
}

/// The campaign's own are left out: a settlement that names one of them is fed to everybody.
fn names(rows: &[(DeltaId, Record)]) -> Vec<DeltaId> {
    let people = rows.iter().filter(|(_, record)| record.kind > FRAME);
    people.map(|(id, _)| *id).collect()
}

fn claims(rows: &[(DeltaId, Record)]) -> Vec<DeltaId> {
    let accounts = rows.iter().filter(|(_, record)| record.kind == ACCOUNT);
    accounts.map(|(id, _)| *id).collect()
}

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
