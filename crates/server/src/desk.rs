//! One book within one transaction, with what is looked up again and again kept at hand.

use crate::key::{BookNo, Key};
use crate::storage::{Counter, PlaceRow, Result, StorageError, StorageTxn};
use std::collections::{BTreeSet, HashMap};
use tungnha_core::{Delta, DeltaId, Incarnation};
use tungnha_protocol::hash::Hash;

/// The epoch with which a book is made.
const FIRST_EPOCH: u32 = 1;

/// A book opened for applying or reading.
pub struct Desk<'t> {
    /// The transaction.
    pub txn: &'t dyn StorageTxn,
    /// The book.
    pub book: BookNo,
    numbers: HashMap<Incarnation, u32>,
    incarnations: HashMap<u32, Incarnation>,
    places: HashMap<Key, Option<PlaceRow>>,
    /// Whether this is not the server's first life in the book: what was signed before comes back in any order.
    pub(crate) restored: bool,
    /// Whether anything is fed to [`Key::NOWHERE`] or stands there; absent until it was asked.
    pub(crate) any_nowhere: Option<bool>,
    /// What came to be here or to have a place in this transaction, for what waits in the inbox for it.
    pub(crate) begun: BTreeSet<Key>,
    /// Whether the book has settlements; absent until it was asked.
    pub(crate) any_settlement: Option<bool>,
    /// The last sequence number given, those of this transaction included.
    pub(crate) seq: u64,
    /// The leaves fed in this transaction, in order.
    pub(crate) leaves: Vec<Hash>,
    /// Things of which nothing had been left, and now there is.
    pub(crate) revived: BTreeSet<Key>,
    /// What is to be fed once more at the end of the transaction.
    pub(crate) again: BTreeSet<Key>,
    /// The hamlets in which something changed in this transaction.
    pub(crate) touched: BTreeSet<Key>,
}

impl<'t> Desk<'t> {
    /// Opens the book for reading.
    pub fn reading(txn: &'t dyn StorageTxn, book: BookNo) -> Result<Self> {
        let counter = txn.counter(book)?;
        Ok(Self::at(txn, book, counter))
    }

    /// Opens the book for applying: locks its counter.
    pub fn applying(txn: &'t dyn StorageTxn, book: BookNo) -> Result<Self> {
        let counter = txn.lock_counter(book)?;
        Ok(Self::at(txn, book, counter))
    }

    fn at(txn: &'t dyn StorageTxn, book: BookNo, counter: Counter) -> Self {
        Self {
            txn,
            book,
            numbers: HashMap::new(),
            incarnations: HashMap::new(),
            places: HashMap::new(),
            restored: counter.epoch > FIRST_EPOCH,
            any_nowhere: None,
            begun: BTreeSet::new(),
            any_settlement: None,
            seq: counter.seq,
            leaves: Vec::new(),
            revived: BTreeSet::new(),
            again: BTreeSet::new(),
            touched: BTreeSet::new(),
        }
    }

    /// The key of a name that the book has met; `None` for one it has not.
    pub fn known_key(&mut self, id: DeltaId) -> Result<Option<Key>> {
        let number = match self.numbers.get(&id.incarnation) {
            Some(number) => Some(*number),
            None => {
                let found = self.txn.number_of(self.book, id.incarnation)?;
                if let Some(number) = found {
                    self.remember(id.incarnation, number);
                }
                found
            }
        };
        Ok(number.map(|n| Key::new(n, id.counter)))
    }

    /// The key of a name; its incarnation gets a number when it has none yet.
    pub fn key(&mut self, id: DeltaId) -> Result<Key> {
        if let Some(key) = self.known_key(id)? {
            return Ok(key);
        }
        let number = self.txn.number_for(self.book, id.incarnation)?;
        self.remember(id.incarnation, number);
        Ok(Key::new(number, id.counter))
    }

    /// The name of a key.
    pub fn id(&mut self, key: Key) -> Result<DeltaId> {
        let number = key.number();
        let incarnation = match self.incarnations.get(&number) {
            Some(incarnation) => *incarnation,
            None => {
                let found = self
                    .txn
                    .incarnation(self.book, number)?
                    .ok_or(StorageError::Inconsistent("a key without an incarnation"))?;
                self.remember(found, number);
                found
            }
        };
        Ok(DeltaId::new(incarnation, key.counter()))
    }

    fn remember(&mut self, incarnation: Incarnation, number: u32) {
        self.numbers.insert(incarnation, number);
        self.incarnations.insert(number, incarnation);
    }

    /// Where a thing stands, if it is in the book.
    pub fn place(&mut self, subject: Key) -> Result<Option<PlaceRow>> {
        if let Some(place) = self.places.get(&subject) {
            return Ok(*place);
        }
        let place = self.txn.place(self.book, subject)?;
        self.places.insert(subject, place);
        Ok(place)
    }

    /// The hamlet in which a thing stands; [`Key::NONE`] for campaign and milestone, [`Key::NOWHERE`] for what
    /// has no place yet.
    pub fn hamlet_of(&mut self, subject: Key) -> Result<Key> {
        let place = self.place(subject)?;
        Ok(place.map_or(Key::NOWHERE, |place| place.hamlet))
    }

    /// Adds or changes a place.
    pub fn put_place(&mut self, place: PlaceRow) -> Result<()> {
        let before = self.hamlet_of(place.subject)?;
        if before > Key::NONE {
            self.touched.insert(before);
        }
        self.touched.insert(place.hamlet);
        if place.hamlet == Key::NOWHERE {
            self.any_nowhere = Some(true);
        }
        self.txn.put_place(self.book, &place)?;
        self.places.insert(place.subject, Some(place));
        Ok(())
    }

    /// Reads an admitted delta's stored bytes; they were readable when it was admitted.
    pub fn read(&mut self, key: Key, bytes: &[u8]) -> Result<Delta> {
        let id = self.id(key)?;
        Delta::from_bytes(id, bytes)
            .map_err(|_| StorageError::Inconsistent("an admitted delta that is not readable"))
    }
}
