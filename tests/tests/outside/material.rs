//! What can be said and of what: statements of every kind, mostly about what is there.

use crate::mutate::Mutator;
use std::fs;
use std::path::Path;
use tungnha_core::DeltaId;
use tungnha_core::record::{Record, Value};
use tungnha_protocol::SignedBatch;

// Numbers of kinds (`docs/protocol/kinds.md`). Campaign, app and milestone are not above FRAME.
const FRAME: u16 = 3;
const HAMLET: u16 = 4;
const HOUSEHOLD: u16 = 5;
const RESIDENT: u16 = 6;
const ACCOUNT: u16 = 9;
const VISIT: u16 = 10;
const REVIEW: u16 = 13;
const SETTLE: u16 = 15;

/// Of what sort of thing a field speaks: (kind, tag, the kind that begins such a thing).
const SPEAKS_OF: [(u16, u8, u16); 13] = [
    (HAMLET, 3, HAMLET),
    (HOUSEHOLD, 3, HOUSEHOLD),
    (HOUSEHOLD, 4, HAMLET),
    (RESIDENT, 3, RESIDENT),
    (RESIDENT, 4, HOUSEHOLD),
    (7, 3, RESIDENT),
    (8, 3, RESIDENT),
    (ACCOUNT, 3, RESIDENT),
    (ACCOUNT, 10, VISIT),
    (VISIT, 3, HOUSEHOLD),
    (11, 3, RESIDENT),
    (12, 3, RESIDENT),
    (SETTLE, 3, ACCOUNT),
];
/// Fields that name claims, one at least: a settlement over nothing is admitted, and fed nowhere again.
const OF_CLAIMS: [(u16, u8); 2] = [(REVIEW, 3), (SETTLE, 4)];

/// Statements, and the names of what there is to speak of, each with its kind.
pub struct Material {
    records: Vec<Record>,
    /// The same by name, as the mutator wants it.
    bytes: Vec<(String, Vec<u8>)>,
    names: Vec<(u16, DeltaId)>,
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
        let mut material = Self {
            bytes: records.iter().map(named).collect(),
            records,
            names: Vec::new(),
        };
        material.learn_rows(rows);
        material
    }

    /// What was received can be spoken of.
    pub fn learn(&mut self, batch: &SignedBatch) {
        self.learn_rows(&batch.batch.rows());
    }

    /// The campaign's own are left out: a settlement that names one of them is fed to everybody.
    fn learn_rows(&mut self, rows: &[(DeltaId, Record)]) {
        let people = rows.iter().filter(|(_, record)| record.kind > FRAME);
        self.names
            .extend(people.map(|(id, record)| (record.kind, *id)));
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

    /// One statement; `next` is what it will be named, or near.
    pub fn record(&self, mutator: &mut Mutator, next: DeltaId) -> Record {
        let mut record = self.records[mutator.below(self.records.len())].clone();
        let kind = record.kind;
        // What changes a thing may as well begin one.
        if (HAMLET..=RESIDENT).contains(&kind) && mutator.below(2) == 0 {
            record.fields.retain(|(tag, _)| *tag != 3);
        }
        for (tag, value) in &mut record.fields {
            let of = SPEAKS_OF.iter().find(|(k, t, _)| (*k, *t) == (kind, *tag));
            match value {
                Value::Id(id) if mutator.below(8) > 0 => {
                    *id = self.name(mutator, next, of.map(|(.., sort)| *sort));
                }
                Value::Ids(ids) if OF_CLAIMS.contains(&(kind, *tag)) => {
                    let many = 1 + mutator.below(3);
                    *ids = (0..many)
                        .filter_map(|_| self.known(mutator, Some(ACCOUNT)))
                        .collect();
                }
                Value::Ids(ids) if mutator.below(4) > 0 => {
                    let many = mutator.below(3);
                    *ids = (0..many)
                        .map(|_| self.name(mutator, next, Some(kind)))
                        .collect();
                }
                // Within the campaign mostly, so that more is asked than whether it is.
                Value::Int(n) if *n > 1_000_000_000 && mutator.below(4) > 0 => {
                    *n = chrono::Utc::now().timestamp() - mutator.below(100_000) as i64;
                }
                _ => {}
            }
        }
        if kind == SETTLE
            && record
                .get(4)
                .is_none_or(|over| *over == Value::Ids(Vec::new()))
        {
            return self.record(mutator, next);
        }
        if mutator.below(3) > 0 {
            return record;
        }
        let other = self.some(mutator);
        let changed = Record::from_bytes(&mutator.change(record.to_bytes(), &other)).ok();
        // A review of what is no claim is admitted and fed where nobody looks for it again; a settlement that names
        // the campaign is fed to everybody.
        let fits = changed.filter(|changed| ![REVIEW, SETTLE].contains(&changed.kind));
        fits.unwrap_or(record)
    }

    /// Something that is there and of this sort, or is said in the same breath, or anything.
    fn name(&self, mutator: &mut Mutator, next: DeltaId, sort: Option<u16>) -> DeltaId {
        match mutator.below(8) {
            0 => DeltaId::new(next.incarnation, next.counter + mutator.below(10) as u32),
            1 => self.known(mutator, None).unwrap_or(next),
            _ => self.known(mutator, sort).unwrap_or(next),
        }
    }

    /// What came last is spoken of as often as all before it.
    fn known(&self, mutator: &mut Mutator, sort: Option<u16>) -> Option<DeltaId> {
        let of_sort = |(kind, _): &&(u16, DeltaId)| sort.is_none_or(|sort| *kind == sort);
        let names: Vec<_> = self.names.iter().filter(of_sort).collect();
        let recent = names.len().saturating_sub(20);
        let from = if mutator.below(2) == 0 { recent } else { 0 };
        let at = from + mutator.below(names.len() - from);
        names.get(at).map(|(_, id)| *id)
    }
}
