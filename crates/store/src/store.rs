//! Opening the file, and the one way through for reading and writing.

use crate::error::StoreError;
use crate::key::Numbers;
use crate::schema;
use crate::search::{Unindexed, Vocabulary};
use crate::speaker::Speaker;
use crate::tally::Untallied;
use rusqlite::{CachedStatement, Connection, OpenFlags, Transaction, TransactionBehavior};
use std::cell::{Cell, RefCell};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tungnha_protocol::SigningKey;

/// One connection to the device's encrypted file.
pub struct Store {
    conn: Connection,
    numbers: RefCell<Numbers>,
    vocabulary: RefCell<Option<Arc<Vocabulary>>>,
    /// Who speaks through this connection.
    speaker: Speaker,
    /// The speaker's own, where it does not stand in the file.
    signing: Option<SigningKey>,
}

/// A transaction: all reading and writing. Dropped without [`Store::write`]'s success, it aborts.
pub struct Txn<'a> {
    pub(crate) conn: &'a Transaction<'a>,
    pub(crate) numbers: &'a RefCell<Numbers>,
    /// Whose words are own.
    pub(crate) speaker: Cell<Speaker>,
    /// The key of the connection's speaker, who is it.
    pub(crate) signing: (Speaker, Option<&'a SigningKey>),
    /// Whose words in the search index are written before the commit.
    pub(crate) unindexed: RefCell<Unindexed>,
    /// Whose tallies are added up before anybody reads them or the commit.
    pub(crate) untallied: RefCell<Untallied>,
    /// The words of names and lanes, as they were last read.
    pub(crate) vocabulary: &'a RefCell<Option<Arc<Vocabulary>>>,
}

/// How long another program's write is waited for before it is reported.
const BUSY: Duration = Duration::from_secs(10);

impl Store {
    /// Makes the file at `path` with its 32-byte key, or opens it if it is there.
    pub fn create(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        Self::prepare(Connection::open(path)?, Some(key))?.understand()
    }

    /// Opens the file at `path`.
    ///
    /// # Errors
    /// [`StoreError::NotOpening`] when it is not there, the key does not fit or it is damaged: the caller
    /// sets the file aside and reports, and never deletes it. [`StoreError::Busy`] when another program
    /// is writing: nothing is wrong with the file then.
    pub fn open(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::NotOpening);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::prepare(Connection::open_with_flags(path, flags)?, Some(key))?.understand()
    }

    /// An empty store in memory, for the comparison that `verify` makes.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::prepare(Connection::open_in_memory()?, None)
    }

    /// A second connection for reading only, so that a long write never freezes a screen.
    pub fn open_reader(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let store = Self::prepare(Connection::open_with_flags(path, flags)?, Some(key))?;
        store.conn.pragma_update(None, "query_only", true)?;
        Ok(store)
    }

    fn prepare(mut conn: Connection, key: Option<&[u8; 32]>) -> Result<Self, StoreError> {
        if let Some(key) = key {
            // A raw key: the PIN was stretched once, by the vault.
            let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
            conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))?;
        }
        conn.busy_timeout(BUSY)?;
        // The first read tells whether the key fits.
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        conn.execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -16000;",
        )?;
        conn.set_prepared_statement_cache_capacity(128);
        schema::migrate(&mut conn)?;
        Ok(Self {
            conn,
            numbers: RefCell::default(),
            vocabulary: RefCell::default(),
            speaker: Speaker::FIRST,
            signing: None,
        })
    }

    /// What an older program kept because it did not understand it takes part from now on.
    fn understand(mut self) -> Result<Self, StoreError> {
        if self.read(|txn| txn.was_folded_by_older())? {
            self.write(|txn| txn.fold_anew())?;
        }
        if self.read(|txn| txn.is_indexed_otherwise())? {
            self.write(|txn| txn.index_anew())?;
        }
        if self.read(|txn| txn.is_tallied_otherwise())? {
            self.write(|txn| txn.tally_anew())?;
        }
        Ok(self)
    }

    /// The same connection for `speaker`, whose signing key is not in the file.
    #[must_use]
    pub fn speaking(self, speaker: Speaker, signing: SigningKey) -> Self {
        self.numbers.borrow_mut().forget_own();
        Self {
            speaker,
            signing: Some(signing),
            ..self
        }
    }

    /// The connection itself, for what no transaction can do.
    pub(crate) fn connection(&self) -> &Connection {
        &self.conn
    }

    /// Bounds the file to `pages` of 4 KiB for as long as it is open, never below what it has: a phone whose
    /// disk is nearly full, or a test of one, meets [`StoreError::DiskFull`] then.
    pub fn limit_pages(&self, pages: u32) -> Result<(), StoreError> {
        self.conn
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
        Ok(())
    }

    /// The only way to change anything: `work` happens whole or not at all, and is on disk when this
    /// returns.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Txn<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.within(TransactionBehavior::Immediate, work)
    }

    /// Reads a consistent state.
    pub fn read<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Txn<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.within(TransactionBehavior::Deferred, work)
    }

    fn within<T, E: From<StoreError>>(
        &mut self,
        behavior: TransactionBehavior,
        work: impl FnOnce(&Txn<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let sqlite = |e: rusqlite::Error| E::from(StoreError::from(e));
        let transaction = self
            .conn
            .transaction_with_behavior(behavior)
            .map_err(sqlite)?;
        self.numbers.borrow_mut().forget_own();
        let txn = Txn {
            conn: &transaction,
            numbers: &self.numbers,
            speaker: Cell::new(self.speaker),
            signing: (self.speaker, self.signing.as_ref()),
            unindexed: RefCell::default(),
            untallied: RefCell::default(),
            vocabulary: &self.vocabulary,
        };
        let done = work(&txn).and_then(|value| {
            txn.write_index()?;
            txn.write_tallies()?;
            Ok(value)
        });
        let committed = match done {
            Ok(value) => transaction.commit().map_err(sqlite).map(|()| value),
            Err(error) => Err(error),
        };
        if committed.is_err() {
            self.numbers.borrow_mut().clear();
            self.vocabulary.take();
        }
        committed
    }
}

impl Txn<'_> {
    /// A prepared statement, kept for the next time.
    pub(crate) fn sql(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        #[cfg(test)]
        asked::note(sql);
        Ok(self.conn.prepare_cached(sql)?)
    }
}

/// What was asked of SQLite on this thread, for the test that looks at its plans.
#[cfg(test)]
pub(crate) mod asked {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    thread_local! {
        static ASKED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
    }

    pub(super) fn note(sql: &str) {
        ASKED.with_borrow_mut(|asked| asked.insert(sql.to_owned()));
    }

    pub(crate) fn take() -> BTreeSet<String> {
        ASKED.take()
    }
}
