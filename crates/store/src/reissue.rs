//! A file that turned out to be a copy. Two files cannot go on under one name, so this one takes another:
//! what it said and nobody has received is said again by a new incarnation, and nothing is lost.

use crate::apply::StoredStanding;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use tungnha_core::record::{Record, Value};
use tungnha_core::{Delta, DeltaId, Incarnation, Instant};
use tungnha_protocol::Cursor;
use uuid::Uuid;

/// Said again under another name.
const SAID_AGAIN: i64 = 2;
/// The incarnation before, until the server has met this one.
const REISSUED_FROM: &str = "reissued_from";

/// A time at which this file turned out to be a copy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reissue {
    /// When, seconds, by this device's clock.
    pub at: i64,
    /// What it has been since.
    pub incarnation: Incarnation,
    /// What it was before.
    pub before: Incarnation,
    /// Deltas that were said again.
    pub deltas: u32,
}

impl Txn<'_> {
    /// Gives up the incarnation `copied` for `fresh`: own deltas without a receipt are said again, in their
    /// order, with what they name of one another renamed. Their old copies are kept aside. The server's feed
    /// begins anew, since it left out what this incarnation is said to have. `false`, and nothing happens, if
    /// the file is another incarnation already.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if this file has heard of `fresh` before: it must be random.
    pub fn reissue(
        &self,
        copied: Incarnation,
        fresh: Incarnation,
        now: Instant,
    ) -> Result<bool, StoreError> {
        if self.incarnation()? != copied {
            return Ok(false);
        }
        if self.find_key(DeltaId::new(fresh, 1))?.is_some() {
            return Err(StoreError::corrupt("an incarnation that is not new"));
        }
        let before = self.own_number()?;
        let unsent = self.unsent_of(before)?;
        let names = self.names_after(&unsent, fresh, 0)?;
        self.give_up_all(&unsent, now)?;
        if let Some((first, _)) = unsent.first() {
            self.sql("DELETE FROM batch WHERE incarnation = ?1 AND last >= ?2")?
                .execute(params![before, first.counter()])?;
            // What comes under these names from now on is another copy's.
            self.sql("DELETE FROM admission WHERE incarnation = ?1 AND first >= ?2")?
                .execute(params![before, first.counter()])?;
        }
        let number = self.number(fresh)?;
        self.sql(
            "INSERT INTO reissue (at, incarnation, before, deltas, \"grant\")
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            now.0,
            number,
            before,
            unsent.len() as i64,
            self.stored_grant()?
        ])?;
        self.become_incarnation(fresh)?;
        self.say_again(&unsent, &names)?;
        self.put_own(REISSUED_FROM, copied.0.as_bytes())?;
        self.set_cursor(&Cursor::default())?;
        Ok(true)
    }

    /// An earlier incarnation of this file handed in once more what a restored server had lost, and the server
    /// has another copy's words under those names: what waits for a receipt is said again under the present
    /// name. Gives how many deltas that were.
    pub fn say_earlier_again(&self, earlier: Incarnation, now: Instant) -> Result<u32, StoreError> {
        let number = self.number(earlier)?;
        let own = self.own_number()?;
        if number == own || !self.own_numbers()?.contains(&number) {
            return Ok(0);
        }
        let waiting = self.waiting_of(number)?;
        let Some((first, _)) = waiting.first() else {
            return Ok(0);
        };
        let present = self.incarnation()?;
        let names = self.names_after(&waiting, present, self.own_highest()?)?;
        self.give_up_all(&waiting, now)?;
        self.sql("DELETE FROM batch WHERE incarnation = ?1 AND receipted = 0")?
            .execute(params![number])?;
        self.sql(
            "DELETE FROM admission WHERE incarnation = ?1 AND first >= ?2 AND receipt IS NOT NULL",
        )?
        .execute(params![number, first.counter()])?;
        self.say_again(&waiting, &names)?;
        // What the other copy said under these names may have come by already, and been passed over.
        self.set_cursor(&Cursor::default())?;
        Ok(u32::try_from(waiting.len()).unwrap_or(u32::MAX))
    }

    /// The deltas of an earlier incarnation that are in batches without a receipt, in their order. What other
    /// copies said under its name is in none.
    fn waiting_of(&self, number: i64) -> Result<Vec<(Key, Record)>, StoreError> {
        let keys: Vec<Key> = self
            .sql(
                "SELECT d.key FROM batch b
                 JOIN delta d ON d.key BETWEEN (?1 << 32 | b.first) AND (?1 << 32 | b.last)
                 WHERE b.incarnation = ?1 AND b.receipted = 0 ORDER BY d.key",
            )?
            .query_map(params![number], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        self.with_records(keys)
    }

    /// The names that these deltas get when they are said again by `fresh` after its counter `highest`.
    fn names_after(
        &self,
        deltas: &[(Key, Record)],
        fresh: Incarnation,
        highest: u32,
    ) -> Result<BTreeMap<DeltaId, DeltaId>, StoreError> {
        let names = deltas.iter().zip(highest + 1..);
        names
            .map(|((key, _), counter)| Ok((self.id(*key)?, DeltaId::new(fresh, counter))))
            .collect()
    }

    /// They leave the fold under their old names, the last first: what leans on another leaves before it.
    fn give_up_all(&self, deltas: &[(Key, Record)], now: Instant) -> Result<(), StoreError> {
        let mut deltas = deltas.iter().rev();
        deltas.try_for_each(|(key, record)| self.give_up(*key, record, now))
    }

    /// They are said again under their new names, in their order.
    fn say_again(
        &self,
        deltas: &[(Key, Record)],
        names: &BTreeMap<DeltaId, DeltaId>,
    ) -> Result<(), StoreError> {
        let unsent = StoredStanding::unsent_of(self.unsent_author()?);
        for (key, record) in deltas {
            if let Some(name) = names.get(&self.id(*key)?) {
                self.apply(*name, &renamed(record, names), unsent)?;
            }
        }
        Ok(())
    }

    /// Own deltas of the incarnation `number` without a receipt, in their order. A receipt of an earlier life of
    /// the server is none while the batch waits for one of this life: under the same names the server may have
    /// taken in another copy's words meanwhile.
    fn unsent_of(&self, number: i64) -> Result<Vec<(Key, Record)>, StoreError> {
        let own = params![Key::new(number, 0), Key::new(number, u32::MAX)];
        let unsent: Option<Key> = self
            .sql(
                "SELECT min(key) FROM delta
                 WHERE standing <> 1 AND standing = 0 AND key BETWEEN ?1 AND ?2",
            )?
            .query_row(own, |row| row.get(0))?;
        let waiting: Option<u32> = self
            .sql("SELECT min(first) FROM batch WHERE incarnation = ?1 AND receipted = 0")?
            .query_row(params![number], |row| row.get(0))?;
        let waiting = waiting.map(|first| Key::new(number, first));
        let Some(first) = unsent.into_iter().chain(waiting).min() else {
            return Ok(Vec::new());
        };
        let keys: Vec<Key> = self
            .sql("SELECT key FROM delta WHERE key BETWEEN ?1 AND ?2 ORDER BY key")?
            .query_map(params![first, Key::new(number, u32::MAX)], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        self.with_records(keys)
    }

    fn with_records(&self, keys: Vec<Key>) -> Result<Vec<(Key, Record)>, StoreError> {
        keys.into_iter()
            .map(|key| {
                let record = self.find_record(key)?;
                Ok((
                    key,
                    record.ok_or_else(|| StoreError::corrupt("an unsent delta is missing"))?,
                ))
            })
            .collect()
    }

    /// An own delta leaves the fold under its old name and is kept aside whole.
    fn give_up(&self, key: Key, record: &Record, now: Instant) -> Result<(), StoreError> {
        self.sql(
            "INSERT OR REPLACE INTO set_aside (key, at, why, authored) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![key, now.0, SAID_AGAIN, record.to_bytes()])?;
        self.leave(key, &Delta::keeping(self.id(key)?, record))?;
        self.sql("DELETE FROM delta WHERE key = ?1")?
            .execute(params![key])?;
        Ok(())
    }

    /// The incarnation that the server has to be told of, until it has met the present one.
    pub fn reissued_from(&self) -> Result<Option<Incarnation>, StoreError> {
        let bytes = self.get_own(REISSUED_FROM)?;
        Ok(bytes
            .and_then(|bytes| Uuid::from_slice(&bytes).ok())
            .map(Incarnation))
    }

    /// The server has met the present incarnation.
    pub(crate) fn reissue_is_known(&self) -> Result<(), StoreError> {
        if self.reissued_from()?.is_some() {
            self.put_own(REISSUED_FROM, &[])?;
        }
        Ok(())
    }

    /// What this file was before its present incarnation; `None` if it has always been this one.
    pub fn incarnation_before(&self) -> Result<Option<Incarnation>, StoreError> {
        let uuid: Option<[u8; 16]> = self
            .sql(
                "SELECT i.uuid FROM reissue r JOIN incarnation i ON i.number = r.before
                 WHERE r.incarnation = ?1",
            )?
            .query_row(params![self.own_number()?], |row| row.get(0))
            .optional()?;
        Ok(uuid.map(|uuid| Incarnation(Uuid::from_bytes(uuid))))
    }

    /// When this file turned out to be a copy, the last time first.
    pub fn reissues(&self) -> Result<Vec<Reissue>, StoreError> {
        let mut statement = self.sql(
            "SELECT r.at, i.uuid, b.uuid, r.deltas FROM reissue r
             JOIN incarnation i ON i.number = r.incarnation
             JOIN incarnation b ON b.number = r.before
             WHERE r.incarnation IN (SELECT value FROM json_each(?1)) ORDER BY r.rowid DESC",
        )?;
        let incarnation = |uuid| Incarnation(Uuid::from_bytes(uuid));
        let own: Vec<String> = self.own_numbers()?.iter().map(i64::to_string).collect();
        let rows = statement.query_map(params![format!("[{}]", own.join(","))], |row| {
            Ok(Reissue {
                at: row.get(0)?,
                incarnation: incarnation(row.get(1)?),
                before: incarnation(row.get(2)?),
                deltas: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The numbers of the incarnations that this file has had. What another copy said under an earlier one
    /// is the same member's own work too.
    pub(crate) fn own_numbers(&self) -> Result<BTreeSet<i64>, StoreError> {
        if let Some(own) = &self.numbers.borrow().all_own {
            return Ok(own.clone());
        }
        let own: BTreeSet<i64> = self
            .sql(
                "WITH RECURSIVE own (number) AS (
                    VALUES (?1)
                    UNION SELECT r.before FROM own CROSS JOIN reissue r ON r.incarnation = own.number)
                 SELECT number FROM own",
            )?
            .query_map(params![self.own_number()?], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        self.numbers.borrow_mut().all_own = Some(own.clone());
        Ok(own)
    }

    /// A condition that holds for own keys in `column`, over all incarnations that this file has had.
    pub(crate) fn own_keys(&self, column: &str) -> Result<String, StoreError> {
        let ranges: Vec<String> = self
            .own_numbers()?
            .into_iter()
            .map(|number| {
                let (from, to) = (Key::new(number, 0), Key::new(number, u32::MAX));
                format!("{column} BETWEEN {} AND {}", from.0, to.0)
            })
            .collect();
        Ok(format!("({})", ranges.join(" OR ")))
    }
}

/// The record with every name in `names` replaced, whatever its kind.
fn renamed(record: &Record, names: &BTreeMap<DeltaId, DeltaId>) -> Record {
    let rename = |id: &DeltaId| *names.get(id).unwrap_or(id);
    let mut record = record.clone();
    for (_, value) in &mut record.fields {
        match value {
            Value::Id(id) => *id = rename(id),
            Value::Ids(ids) => ids.iter_mut().for_each(|id| *id = rename(id)),
            Value::Int(_) | Value::Text(_) => {}
        }
    }
    record
}
