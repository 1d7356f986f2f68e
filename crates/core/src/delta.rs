//! The delta: one small immutable statement, and its bytes.

use crate::body::{Body, BodyError};
use crate::id::DeltaId;
use crate::record::{Record, RecordError, Value};
use crate::time::Instant;

/// One statement. Never edited: a correction is another delta that supersedes this one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delta {
    /// Its name. Not part of its bytes; the batch and the store know it.
    pub id: DeltaId,
    /// When it was said, by the device's clock corrected by the offset learnt at its last sync.
    /// It may lie in the future: clocks are wrong. See [`crate::fold`] for how little it decides.
    pub stamped: Instant,
    /// The heads of its register that its author saw, which it replaces.
    pub supersedes: Vec<DeltaId>,
    /// Said by the office on behalf of whoever wrote this delta, which was held; absent for what people
    /// say themselves. The admission names the author on whose behalf it counts.
    pub on_behalf_of: Option<DeltaId>,
    /// What it says.
    pub body: Body,
}

/// Why bytes are not a delta.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeltaError {
    /// Not a canonical record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A record, but not a statement of its kind.
    #[error(transparent)]
    Body(#[from] BodyError),
}

const STAMPED: u8 = 1;
const SUPERSEDES: u8 = 2;
/// Behind the fields of every kind.
const ON_BEHALF_OF: u8 = 63;

impl Delta {
    /// The record that stands for this delta.
    pub fn to_record(&self) -> Record {
        let mut fields = vec![(STAMPED, Value::Int(self.stamped.0))];
        if !self.supersedes.is_empty() {
            fields.push((SUPERSEDES, Value::Ids(self.supersedes.clone())));
        }
        self.body.put(&mut fields);
        // What is kept as it came has the field already.
        if let (Some(held), false) = (self.on_behalf_of, matches!(self.body, Body::Unknown(_))) {
            fields.push((ON_BEHALF_OF, Value::Id(held)));
        }
        Record {
            kind: self.body.kind(),
            fields,
        }
    }

    /// The canonical bytes that are hashed, signed and stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.to_record().to_bytes()
    }

    /// Reads a delta that is named `id`.
    pub fn from_record(id: DeltaId, record: &Record) -> Result<Self, DeltaError> {
        let stamped = match record.get(STAMPED) {
            Some(Value::Int(seconds)) => Instant(*seconds),
            Some(_) => return Err(BodyError::Range(STAMPED).into()),
            None => return Err(BodyError::Missing(STAMPED).into()),
        };
        let supersedes = match record.get(SUPERSEDES) {
            Some(Value::Ids(ids)) => ids.clone(),
            Some(_) => return Err(BodyError::Range(SUPERSEDES).into()),
            None => Vec::new(),
        };
        Ok(Self {
            id,
            stamped,
            supersedes,
            on_behalf_of: on_behalf_of(record),
            body: Body::take(record)?,
        })
    }

    /// Reads the bytes of a delta that is named `id`.
    pub fn from_bytes(id: DeltaId, bytes: &[u8]) -> Result<Self, DeltaError> {
        Self::from_record(id, &Record::from_bytes(bytes)?)
    }

    /// Reads a record as far as this program understands it: a kind, a word or a range that only a newer
    /// one knows becomes [`Body::Unknown`], kept as it came and folded after an upgrade.
    pub fn keeping(id: DeltaId, record: &Record) -> Self {
        Self::from_record(id, record).unwrap_or_else(|_| Self {
            id,
            stamped: match record.get(STAMPED) {
                Some(Value::Int(seconds)) => Instant(*seconds),
                _ => Instant(0),
            },
            supersedes: match record.get(SUPERSEDES) {
                Some(Value::Ids(ids)) => ids.clone(),
                _ => Vec::new(),
            },
            on_behalf_of: on_behalf_of(record),
            body: Body::Unknown(record.clone()),
        })
    }

    /// What it says apart from who, when and instead of what: two heads of one register with equal
    /// words are one, not a disagreement. The visit and the list's date are circumstances too.
    pub fn says(&self) -> Vec<u8> {
        let mut body = self.body.clone();
        if let Body::Account(account) = &mut body {
            account.visit = None;
            account.as_of = None;
        }
        let mut fields = Vec::new();
        body.put(&mut fields);
        Record {
            kind: body.kind(),
            fields,
        }
        .to_bytes()
    }
}

fn on_behalf_of(record: &Record) -> Option<DeltaId> {
    match record.get(ON_BEHALF_OF) {
        Some(Value::Id(held)) => Some(*held),
        _ => None,
    }
}
