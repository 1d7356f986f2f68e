//! Own batches: sealed once, kept until a backup of the server has them, handed in until their receipt.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::Incarnation;
use tungnha_core::record::Record;
use tungnha_protocol::Batch;
use tungnha_protocol::hash::{Hash, SaltSeed};
use tungnha_protocol::limits::{MAX_BATCH_BYTES, MAX_BATCH_DELTAS};

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

const BACKED_UP: &str = "backed_up_through";

impl Txn<'_> {
    /// Signs what is not in a batch yet. `seed` gives random bytes for the salts.
    pub fn seal_batches(&self, mut seed: impl FnMut() -> SaltSeed) -> Result<(), StoreError> {
        let identity = self.identity()?;
        let own = self.own_number()?;
        loop {
            let (sealed, previous) = self.last_batch(own)?;
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
            self.sql(
                "INSERT INTO batch (incarnation, first, last, hash, bytes)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                own,
                sealed + 1,
                last,
                signed.hash(&leaves),
                signed.to_bytes()
            ])?;
        }
    }

    /// The last counter that this incarnation has sealed, which is the last that it has written right after
    /// [`Self::seal_batches`]; 0 before any.
    pub fn sealed_through(&self) -> Result<u32, StoreError> {
        Ok(self.last_batch(self.own_number()?)?.0)
    }

    /// The last sealed counter and that batch's hash; zeros before the first.
    fn last_batch(&self, own: i64) -> Result<(u32, Hash), StoreError> {
        Ok(self
            .sql("SELECT last, hash FROM batch WHERE incarnation = ?1 ORDER BY first DESC LIMIT 1")?
            .query_row(params![own], |row| Ok((row.get(0)?, row.get(1)?)))
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

    /// This file's batches without a receipt, oldest first: at least one, then as many as fit into `bytes`.
    pub fn unreceipted(&self, limit: usize, bytes: usize) -> Result<Vec<StoredBatch>, StoreError> {
        self.waiting_batches(self.incarnation()?, limit, bytes)
    }

    /// As [`Self::unreceipted`], of any incarnation that this file has had.
    pub fn waiting_batches(
        &self,
        incarnation: Incarnation,
        limit: usize,
        bytes: usize,
    ) -> Result<Vec<StoredBatch>, StoreError> {
        let mut batches: Vec<StoredBatch> = self
            .sql(
                "SELECT first, last, bytes FROM batch
                 WHERE incarnation = ?1 AND receipted = 0 ORDER BY first LIMIT ?2",
            )?
            .query_map(params![self.number(incarnation)?, limit as i64], |row| {
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

    /// First counter of the oldest batch of `incarnation` without a receipt.
    pub fn oldest_waiting(&self, incarnation: Incarnation) -> Result<Option<u32>, StoreError> {
        Ok(self
            .sql("SELECT min(first) FROM batch WHERE incarnation = ?1 AND receipted = 0")?
            .query_row(params![self.number(incarnation)?], |row| row.get(0))?)
    }

    /// Batches that lie within a receipt wait no more.
    pub(crate) fn batches_received(
        &self,
        number: i64,
        first: u32,
        last: u32,
    ) -> Result<(), StoreError> {
        self.sql(
            "UPDATE batch SET receipted = 1
             WHERE incarnation = ?1 AND receipted = 0 AND first >= ?2 AND last <= ?3",
        )?
        .execute(params![number, first, last])?;
        Ok(())
    }

    /// The server has nothing of `incarnation` above `highest`: those batches wait again, if they had been
    /// receipted. Nothing happens in a normal sync. Batches whose bytes were freed are sealed anew from
    /// their deltas: whoever lost the old ones cannot tell.
    pub fn hand_in_again_after(
        &self,
        incarnation: Incarnation,
        highest: u32,
    ) -> Result<(), StoreError> {
        let number = self.number(incarnation)?;
        let freed = self
            .sql(
                "SELECT 1 FROM batch WHERE incarnation = ?1 AND receipted = 1 AND last > ?2
                 AND length(bytes) = 0",
            )?
            .exists(params![number, highest])?;
        if freed && number == self.own_number()? {
            self.sql("DELETE FROM batch WHERE incarnation = ?1 AND last > ?2")?
                .execute(params![number, highest])?;
        } else {
            self.sql(
                "UPDATE batch SET receipted = 0 WHERE incarnation = ?1 AND receipted = 1
                 AND last > ?2 AND length(bytes) > 0",
            )?
            .execute(params![number, highest])?;
        }
        Ok(())
    }

    /// Own deltas up to this counter are in a backup of the server: the bytes of their batches are freed.
    /// Hashes stay, since the next batch names the one before, and so do receipts, which are short and say
    /// when the work came.
    pub fn set_backed_up_through(&self, counter: u32) -> Result<(), StoreError> {
        if self.backed_up_through()? == counter {
            return Ok(());
        }
        self.put_own(BACKED_UP, &counter.to_be_bytes())?;
        self.sql(
            "UPDATE batch SET bytes = x'' WHERE incarnation = ?1 AND receipted = 1 AND last <= ?2
             AND length(bytes) > 0",
        )?
        .execute(params![self.own_number()?, counter])?;
        Ok(())
    }

    /// Own deltas up to this counter are in a backup, as the server said last; 0 for none.
    pub fn backed_up_through(&self) -> Result<u32, StoreError> {
        let bytes = self.get_own(BACKED_UP)?;
        Ok(bytes
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u32::from_be_bytes))
    }
}
