//! SQLite: the storage of a district, embedded. WAL with a durable commit; one writer, many readers.

mod books;
mod deltas;
mod devices;
mod feed;
mod members;
mod registers;
mod schema;

use super::{Result, Storage, StorageError, StorageTxn};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Params, Row};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Another process's write transaction is a command line's and takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(15);
/// Idle readers that are kept open.
const SPARE_READERS: usize = 8;

/// One SQLite file.
pub struct SqliteStorage {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl SqliteStorage {
    /// Opens the file, making it when it is not there, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self> {
        keep_private(path)?;
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        schema::migrate(&mut writer)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
        })
    }
}

/// The file holds personal data; SQLite gives its companions the same rights.
fn keep_private(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = options.open(path).map(drop);
    opened.map_err(|error| StorageError::Engine(Box::new(error)))
}

fn connect(path: &Path, extra: OpenFlags) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;",
    )?;
    connection.set_prepared_statement_cache_capacity(96);
    Ok(connection)
}

impl Storage for SqliteStorage {
    fn write(&self) -> Result<Box<dyn StorageTxn + '_>> {
        // A panic in a transaction has already rolled it back, so the connection is sound.
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        SqliteTxn::begin(Lease::Writer(writer), "BEGIN IMMEDIATE")
    }

    fn read(&self) -> Result<Box<dyn StorageTxn + '_>> {
        let spare = self.readers().pop();
        let connection = match spare {
            Some(connection) => connection,
            None => {
                let connection = connect(&self.path, OpenFlags::empty())?;
                connection.execute_batch("PRAGMA query_only = ON;")?;
                connection
            }
        };
        SqliteTxn::begin(Lease::Reader(self, Some(connection)), "BEGIN DEFERRED")
    }
}

impl SqliteStorage {
    fn readers(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection for the time of one transaction.
enum Lease<'a> {
    Writer(MutexGuard<'a, Connection>),
    Reader(&'a SqliteStorage, Option<Connection>),
}

impl Lease<'_> {
    fn connection(&self) -> Option<&Connection> {
        match self {
            Self::Writer(guard) => Some(guard.deref()),
            Self::Reader(_, connection) => connection.as_ref(),
        }
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Self::Reader(storage, connection) = self
            && let Some(connection) = connection.take()
        {
            let mut readers = storage.readers();
            if readers.len() < SPARE_READERS {
                readers.push(connection);
            }
        }
    }
}

/// A transaction; see [`StorageTxn`]. Its nouns are in the files beside this one.
struct SqliteTxn<'a> {
    lease: Lease<'a>,
    open: bool,
}

impl<'a> SqliteTxn<'a> {
    fn begin(lease: Lease<'a>, sql: &str) -> Result<Box<dyn StorageTxn + 'a>> {
        let txn = Self { lease, open: true };
        txn.connection()?.execute_batch(sql)?;
        Ok(Box::new(txn))
    }

    fn connection(&self) -> Result<&Connection> {
        self.lease.connection().ok_or(StorageError::Inconsistent(
            "a transaction without a connection",
        ))
    }

    /// Runs a statement that gives no rows; gives how many rows it changed.
    fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.connection()?.prepare_cached(sql)?.execute(params)?)
    }

    /// The first row, if there is one.
    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.connection()?.prepare_cached(sql)?;
        Ok(statement.query_row(params, map).optional()?)
    }

    /// Every row.
    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection()?.prepare_cached(sql)?;
        let rows = statement.query_map(params, map)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl StorageTxn for SqliteTxn<'_> {
    fn commit(mut self: Box<Self>) -> Result<()> {
        self.connection()?.execute_batch("COMMIT")?;
        self.open = false;
        Ok(())
    }
}

impl Drop for SqliteTxn<'_> {
    fn drop(&mut self) {
        if self.open
            && let Some(connection) = self.lease.connection()
            && !connection.is_autocommit()
        {
            // Nothing more can be done here; the next BEGIN would report a broken connection.
            let _ = connection.execute_batch("ROLLBACK");
        }
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Engine(Box::new(error)),
        }
    }
}

/// A stored code that this program does not know: a newer program wrote it, or the file is damaged.
fn unknown_code(column: usize) -> rusqlite::Error {
    rusqlite::Error::IntegralValueOutOfRange(column, -1)
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::storage_contract!(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = SqliteStorage::open(&folder.path().join("server.db")).expect("a new file");
        (storage, folder)
    });
}
