//! The batch: the unit of everything. Consecutive deltas of one incarnation, one signature.

use crate::columns::{self, ColumnsError, Row};
use crate::hash::{self, Hash, SaltSeed};
use crate::keys::{BadSignature, PublicKey, Signature, SigningKey};
use crate::limits::MAX_BATCH_DELTAS;
use tungnha_core::record::{Reader, Record, RecordError};
use tungnha_core::{BookId, Counter, DeltaId, Incarnation};
use uuid::Uuid;

/// What a device says in one go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Batch {
    /// The book.
    pub book: BookId,
    /// Whose deltas.
    pub incarnation: Incarnation,
    /// Counter of the first.
    pub first: Counter,
    /// Hash of the batch before; zeros for the first of an incarnation.
    pub previous: Hash,
    /// From which the salts are drawn.
    pub seed: SaltSeed,
    /// The deltas' records, by counter from `first`; at least one, at most [`MAX_BATCH_DELTAS`].
    pub records: Vec<Record>,
}

/// A batch with its author's signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedBatch {
    /// What was said.
    pub batch: Batch,
    /// Over the header and the root of the salted hashes.
    pub signature: Signature,
}

/// Why bytes are not a batch that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// The header is cut or of another version.
    #[error("the batch's header is not readable")]
    Header,
    /// The columns inside are not well formed.
    #[error(transparent)]
    Columns(#[from] ColumnsError),
    /// No deltas, too many, or counters that are not consecutive from `first`.
    #[error("the batch's counters are not consecutive")]
    Counters,
    /// Not signed by the device.
    #[error(transparent)]
    Signature(#[from] BadSignature),
}

impl From<RecordError> for BatchError {
    fn from(_: RecordError) -> Self {
        Self::Header
    }
}

const FORMAT: u8 = 1;

impl Batch {
    /// Last counter, inclusive.
    pub fn last(&self) -> Counter {
        self.first + self.records.len().saturating_sub(1) as Counter
    }

    /// (name, record) of every delta.
    pub fn rows(&self) -> Vec<Row> {
        (self.first..)
            .map(|counter| DeltaId::new(self.incarnation, counter))
            .zip(self.records.iter().cloned())
            .collect()
    }

    /// The leaves of its deltas, by counter.
    pub fn leaves(&self) -> Vec<Hash> {
        (self.first..)
            .zip(&self.records)
            .map(|(counter, record)| {
                let salt = hash::salt(&self.seed, counter);
                let id = DeltaId::new(self.incarnation, counter);
                hash::leaf(&salt, id, &record.to_bytes())
            })
            .collect()
    }

    /// What the device signs, given the leaves.
    pub fn message(&self, leaves: &[Hash]) -> Vec<u8> {
        let mut message = b"tungnha-batch-1".to_vec();
        message.extend_from_slice(self.book.0.as_bytes());
        message.extend_from_slice(self.incarnation.0.as_bytes());
        message.extend_from_slice(&self.first.to_be_bytes());
        message.extend_from_slice(&(self.records.len() as u32).to_be_bytes());
        message.extend_from_slice(&self.previous);
        message.extend_from_slice(&hash::root(leaves));
        message
    }

    /// Signs it.
    pub fn sign(self, key: &SigningKey) -> SignedBatch {
        let signature = key.sign(&self.message(&self.leaves()));
        SignedBatch {
            batch: self,
            signature,
        }
    }
}

impl SignedBatch {
    /// The hash by which the next batch names this one: over what was signed and the signature.
    pub fn hash(&self, leaves: &[Hash]) -> Hash {
        use sha2::{Digest, Sha256};
        Sha256::new_with_prefix(self.batch.message(leaves))
            .chain_update(self.signature.0)
            .finalize()
            .into()
    }

    /// The bytes that travel.
    pub fn to_bytes(&self) -> Vec<u8> {
        let b = &self.batch;
        let mut out = vec![FORMAT];
        out.extend_from_slice(b.book.0.as_bytes());
        out.extend_from_slice(b.incarnation.0.as_bytes());
        out.extend_from_slice(&b.first.to_be_bytes());
        out.extend_from_slice(&b.previous);
        out.extend_from_slice(&b.seed);
        out.extend_from_slice(&self.signature.0);
        out.extend_from_slice(&columns::pack(&b.rows()));
        out
    }

    /// Reads a batch; the signature is not checked yet, because the key belongs to the incarnation.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BatchError> {
        let mut input = Reader(bytes);
        if input.byte()? != FORMAT {
            return Err(BatchError::Header);
        }
        let book = BookId(Uuid::from_bytes(array(&mut input)?));
        let incarnation = Incarnation(Uuid::from_bytes(array(&mut input)?));
        let first = Counter::from_be_bytes(array(&mut input)?);
        let previous = array(&mut input)?;
        let seed = array(&mut input)?;
        let signature = Signature(array(&mut input)?);
        let rows = columns::unpack(input.0, MAX_BATCH_DELTAS)?;
        // The counter after the last must exist: counting on from it is what everybody does next.
        let room = u32::try_from(rows.len())
            .ok()
            .and_then(|n| first.checked_add(n));
        let consecutive = !rows.is_empty()
            && first > 0
            && room.is_some()
            && rows.iter().enumerate().all(|(at, (id, _))| {
                id.incarnation == incarnation
                    && u32::try_from(at).ok().and_then(|at| first.checked_add(at))
                        == Some(id.counter)
            });
        if !consecutive {
            return Err(BatchError::Counters);
        }
        let batch = Batch {
            book,
            incarnation,
            first,
            previous,
            seed,
            records: rows.into_iter().map(|(_, record)| record).collect(),
        };
        Ok(Self { batch, signature })
    }

    /// Checks that `key` signed it; gives the leaves, which the server needs anyway.
    pub fn verify(&self, key: &PublicKey) -> Result<Vec<Hash>, BatchError> {
        let leaves = self.batch.leaves();
        key.verify(&self.batch.message(&leaves), &self.signature)?;
        Ok(leaves)
    }
}

fn array<const N: usize>(input: &mut Reader<'_>) -> Result<[u8; N], BatchError> {
    input.take(N)?.try_into().map_err(|_| BatchError::Header)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tungnha_core::record::Value;

    fn signed() -> (SignedBatch, SigningKey) {
        let key = SigningKey::from_seed(&[7; 32]);
        let record = |n| Record {
            kind: 9,
            fields: vec![(1, Value::Int(n))],
        };
        let batch = Batch {
            book: BookId(Uuid::from_u128(1)),
            incarnation: Incarnation(Uuid::from_u128(2)),
            first: 5,
            previous: [0; 32],
            seed: [3; 16],
            records: (0..400).map(record).collect(),
        };
        (batch.sign(&key), key)
    }

    #[test]
    fn a_signed_batch_travels() {
        let (signed, key) = signed();
        let read = SignedBatch::from_bytes(&signed.to_bytes()).expect("own bytes");
        assert_eq!(read, signed);
        assert!(read.verify(&key.public()).is_ok());
        assert_eq!(read.batch.last(), 404);
    }

    #[test]
    fn any_change_breaks_the_signature() {
        let (signed, key) = signed();
        let mut other = signed.clone();
        other.batch.records[399].fields[0].1 = Value::Int(-1);
        assert!(other.verify(&key.public()).is_err());
        let mut other = signed.clone();
        other.batch.first = 6;
        assert!(other.verify(&key.public()).is_err());
        let mut other = signed;
        other.batch.previous[0] = 1;
        assert!(other.verify(&key.public()).is_err());
    }

    #[test]
    fn truncated_bytes_are_an_error() {
        let bytes = signed().0.to_bytes();
        for length in 0..bytes.len() {
            assert!(
                SignedBatch::from_bytes(&bytes[..length]).is_err(),
                "{length}"
            );
        }
    }
}
