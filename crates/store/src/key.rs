//! Short names inside one file: an incarnation's number and a counter in one integer.

use crate::error::StoreError;
use crate::store::Txn;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeSet, HashMap};
use tungnha_core::{DeltaId, Incarnation};
use uuid::Uuid;

/// A delta's key in this file: (number of its incarnation << 32) | counter. Never leaves the device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key(pub i64);

impl Key {
    /// No delta's: what is not in this file.
    pub(crate) const NOWHERE: Self = Self(-1);

    /// The incarnation's number in this file.
    pub const fn number(self) -> i64 {
        self.0 >> 32
    }

    /// The counter.
    pub const fn counter(self) -> u32 {
        self.0 as u32
    }

    /// The key of `counter` in the incarnation with `number`.
    pub const fn new(number: i64, counter: u32) -> Self {
        Self(number << 32 | counter as i64)
    }
}

impl ToSql for Key {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Key {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Self)
    }
}

/// The numbers that this file gave to incarnations; a cache, filled as they are met.
#[derive(Default)]
pub(crate) struct Numbers {
    by_uuid: HashMap<Incarnation, i64>,
    by_number: HashMap<i64, Incarnation>,
    /// Of this file's own incarnation, in this transaction: another connection may change it.
    pub(crate) own: Option<i64>,
    /// Of all incarnations that this file has had, in this transaction.
    pub(crate) all_own: Option<BTreeSet<i64>>,
}

impl Numbers {
    /// Forgets numbers that an aborted transaction may have given.
    pub(crate) fn clear(&mut self) {
        self.by_uuid.clear();
        self.by_number.clear();
        self.forget_own();
    }

    /// Forgets which are this file's own.
    pub(crate) fn forget_own(&mut self) {
        self.own = None;
        self.all_own = None;
    }

    fn remember(&mut self, number: i64, incarnation: Incarnation) {
        self.by_uuid.insert(incarnation, number);
        self.by_number.insert(number, incarnation);
    }
}

impl Txn<'_> {
    /// The number of `incarnation`, given now if it has none.
    pub(crate) fn number(&self, incarnation: Incarnation) -> Result<i64, StoreError> {
        if let Some(number) = self.known_number(incarnation)? {
            return Ok(number);
        }
        self.sql("INSERT INTO incarnation (uuid) VALUES (?1)")?
            .execute(params![incarnation.0.as_bytes()])?;
        let number = self.conn.last_insert_rowid();
        self.numbers.borrow_mut().remember(number, incarnation);
        Ok(number)
    }

    fn known_number(&self, incarnation: Incarnation) -> Result<Option<i64>, StoreError> {
        if let Some(number) = self.numbers.borrow().by_uuid.get(&incarnation) {
            return Ok(Some(*number));
        }
        let known = self
            .sql("SELECT number FROM incarnation WHERE uuid = ?1")?
            .query_row(params![incarnation.0.as_bytes()], |row| row.get(0))
            .optional()?;
        if let Some(number) = known {
            self.numbers.borrow_mut().remember(number, incarnation);
        }
        Ok(known)
    }

    /// The key of `id`; its incarnation gets a number if it has none.
    pub fn key(&self, id: DeltaId) -> Result<Key, StoreError> {
        Ok(Key::new(self.number(id.incarnation)?, id.counter))
    }

    /// The key of `id` if this file has ever heard of its incarnation; does not write.
    pub fn find_key(&self, id: DeltaId) -> Result<Option<Key>, StoreError> {
        let number = self.known_number(id.incarnation)?;
        Ok(number.map(|number| Key::new(number, id.counter)))
    }

    /// The name that `key` stands for.
    pub fn id(&self, key: Key) -> Result<DeltaId, StoreError> {
        if let Some(incarnation) = self.numbers.borrow().by_number.get(&key.number()) {
            return Ok(DeltaId::new(*incarnation, key.counter()));
        }
        let uuid: [u8; 16] = self
            .sql("SELECT uuid FROM incarnation WHERE number = ?1")?
            .query_row(params![key.number()], |row| row.get(0))?;
        let incarnation = Incarnation(Uuid::from_bytes(uuid));
        self.numbers
            .borrow_mut()
            .remember(key.number(), incarnation);
        Ok(DeltaId::new(incarnation, key.counter()))
    }
}
