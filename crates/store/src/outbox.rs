//! Saying something, and what has been said but not receipted.

use crate::apply::StoredStanding;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::record::Record;
use tungnha_core::{Admission, Body, Delta, DeltaId, Instant};
use tungnha_protocol::hash::{Hash, SaltSeed};
use tungnha_protocol::limits::{MAX_BATCH_BYTES, MAX_BATCH_DELTAS};
use tungnha_protocol::wire::encode;
use tungnha_protocol::{Batch, SignedAdmission};

/// How much waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Outbox {
    /// Own deltas without a receipt.
    pub unsent: u32,
}

/// A batch as it was signed; the same bytes go out however often it must be tried.
#[derive(Clone, Debug)]
pub struct StoredBatch {
    /// First counter.
    pub first: u32,
    /// Last counter, inclusive.
    pub last: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Txn<'_> {
    /// Says `body` now. It supersedes the heads of its registers that this device sees. Saved when the
    /// transaction is.
    pub fn say(&self, body: Body, now: Instant) -> Result<DeltaId, StoreError> {
        let own = self.own_number()?;
        let last: Option<i64> = self
            .sql("SELECT max(key) FROM delta WHERE key BETWEEN ?1 AND ?2")?
            .query_row(params![Key::new(own, 0), Key::new(own, u32::MAX)], |row| {
                row.get(0)
            })?;
        let counter = last.map_or(1, |key| Key(key).counter() + 1);
        let id = self.id(Key::new(own, counter))?;
        let mut delta = Delta {
            id,
            stamped: now.plus(self.clock_offset()?),
            supersedes: Vec::new(),
            on_behalf_of: None,
            body,
        };
        for register in delta.registers() {
            // What this delta begins has no heads yet.
            if register.subject != id {
                delta.supersedes.extend(self.heads_of(&register)?);
            }
        }
        delta.supersedes.sort_unstable();
        delta.supersedes.dedup();
        let record = delta.to_record();
        if !record.is_bounded() {
            return Err(StoreError::TooLong);
        }
        self.apply(id, &record, StoredStanding::UNSENT)?;
        Ok(id)
    }

    /// How much waits for a receipt.
    pub fn outbox(&self) -> Result<Outbox, StoreError> {
        let unsent = self
            .sql("SELECT count(*) FROM delta WHERE standing <> 1 AND standing = 0")?
            .query_row([], |row| row.get(0))?;
        Ok(Outbox { unsent })
    }

    /// Signs what is not in a batch yet. `seed` gives random bytes for the salts.
    pub fn seal_batches(&self, mut seed: impl FnMut() -> SaltSeed) -> Result<(), StoreError> {
        let identity = self.identity()?;
        let own = self.own_number()?;
        loop {
            let (sealed, previous) = self.last_batch()?;
            let records = self.records_after(own, sealed)?;
            if records.is_empty() {
                return Ok(());
            }
            let batch = Batch {
                book: identity.book,
                incarnation: identity.incarnation,
                first: sealed + 1,
                previous,
                seed: seed(),
                records,
            };
            let leaves = batch.leaves();
            let last = batch.last();
            let signed = batch.sign(&identity.key);
            self.sql("INSERT INTO batch (first, last, hash, bytes) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![
                    sealed + 1,
                    last,
                    signed.hash(&leaves),
                    signed.to_bytes()
                ])?;
        }
    }

    /// The last sealed counter and that batch's hash; zeros before the first.
    fn last_batch(&self) -> Result<(u32, Hash), StoreError> {
        Ok(self
            .sql("SELECT last, hash FROM batch ORDER BY first DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .unwrap_or((0, [0; 32])))
    }

    fn records_after(&self, own: i64, sealed: u32) -> Result<Vec<Record>, StoreError> {
        let mut statement = self
            .sql("SELECT authored FROM delta WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3")?;
        let rows = statement.query_map(
            params![
                Key::new(own, sealed),
                Key::new(own, u32::MAX),
                MAX_BATCH_DELTAS as i64
            ],
            |row| row.get::<_, Vec<u8>>(0),
        )?;
        let (mut records, mut size) = (Vec::new(), 0);
        for bytes in rows {
            let bytes = bytes?;
            size += bytes.len();
            if size > MAX_BATCH_BYTES && !records.is_empty() {
                break;
            }
            records.push(Record::from_bytes(&bytes).map_err(StoreError::corrupt)?);
        }
        Ok(records)
    }

    /// Batches without a receipt, oldest first: at least one, then as many as fit into `bytes`.
    pub fn unreceipted(&self, limit: usize, bytes: usize) -> Result<Vec<StoredBatch>, StoreError> {
        let mut batches: Vec<StoredBatch> = self
            .sql(
                "SELECT first, last, bytes FROM batch WHERE receipted = 0 ORDER BY first LIMIT ?1",
            )?
            .query_map(params![limit as i64], |row| {
                Ok(StoredBatch {
                    first: row.get(0)?,
                    last: row.get(1)?,
                    bytes: row.get(2)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        let mut size = 0;
        let fitting = batches.iter().take_while(|batch| {
            let first = size == 0;
            size += batch.bytes.len();
            first || size <= bytes
        });
        batches.truncate(fitting.count());
        Ok(batches)
    }

    /// The server has nothing of this device above `highest`: those batches wait again, if they had
    /// been receipted. Nothing happens in a normal sync.
    pub fn hand_in_again_after(&self, highest: u32) -> Result<(), StoreError> {
        self.sql("UPDATE batch SET receipted = 0 WHERE receipted = 1 AND last > ?1")?
            .execute(params![highest])?;
        Ok(())
    }

    /// Takes a receipt whose signature was checked: its deltas leave the outbox, admitted or held.
    /// Gives how many were waiting. A receipt that came before changes nothing.
    pub fn take_receipt(
        &self,
        signed: &SignedAdmission,
        admission: &Admission,
    ) -> Result<u32, StoreError> {
        let grant = self.grant()?;
        let member = self.member_number(
            admission.member.into(),
            &grant.name,
            grant.organisation.as_deref(),
        )?;
        self.keep_admission(admission, member, Some(&encode(signed)))?;
        let own = self.number(admission.incarnation)?;
        let waiting: Vec<Key> = self
            .sql(
                "SELECT key FROM delta
                 WHERE standing <> 1 AND standing = 0 AND key BETWEEN ?1 AND ?2",
            )?
            .query_map(
                params![
                    Key::new(own, admission.first),
                    Key::new(own, admission.last)
                ],
                |row| row.get(0),
            )?
            .collect::<Result<_, _>>()?;
        for key in &waiting {
            self.restand(*key, self.standing_by(admission, member, key.counter()))?;
        }
        self.sql("UPDATE batch SET receipted = 1 WHERE first >= ?1 AND last <= ?2")?
            .execute(params![admission.first, admission.last])?;
        Ok(waiting.len() as u32)
    }
}
