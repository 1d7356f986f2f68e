//! SQLite: the storage of a district, embedded. WAL with a durable commit; one writer, many readers.

mod acceptance;
mod announced;
pub mod backup;
mod books;
mod clocks;
mod decisions;
mod deltas;
mod devices;
mod feed;
mod group;
mod lives;
mod members;
mod pending;
mod people_log;
mod pictures;
mod registers;
mod schema;
mod settlements;
mod standing;

use self::group::{Turn, Writer};
use self::pending::Pending;
use super::{Result, Storage, StorageError, StorageTxn};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Params, Row};
use std::cell::RefCell;
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
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
}

impl SqliteStorage {
    /// Opens the file, making it when it is not there, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self> {
        keep_private(path)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Writer::open(path)?,
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
    // The log is carried over at 16 MB, not at 4: an evening's rush rewrites the same pages, and whoever's
    // commit reaches the mark pays for carrying them.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;
         PRAGMA wal_autocheckpoint = 4000;",
    )?;
    connection.set_prepared_statement_cache_capacity(96);
    Ok(connection)
}

impl Storage for SqliteStorage {
    fn write(&self) -> Result<Box<dyn StorageTxn + '_>> {
        Ok(Box::new(SqliteTxn::over(Lease::Writer(
            self.writer.begin()?,
        ))))
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
        connection.execute_batch("BEGIN DEFERRED")?;
        let lease = Lease::Reader(self, Some(connection));
        Ok(Box::new(SqliteTxn::over(lease)))
    }
}

impl SqliteStorage {
    fn readers(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection for the time of one transaction.
enum Lease<'a> {
    Writer(Turn<'a>),
    Reader(&'a SqliteStorage, Option<Connection>),
}

impl Lease<'_> {
    fn connection(&self) -> Option<&Connection> {
        match self {
            Self::Writer(turn) => turn.connection(),
            Self::Reader(_, connection) => connection.as_ref(),
        }
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        if let Self::Reader(storage, connection) = self
            && let Some(connection) = connection.take()
        {
            if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
                return;
            }
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
    pending: RefCell<Pending>,
}

impl<'a> SqliteTxn<'a> {
    fn over(lease: Lease<'a>) -> Self {
        Self {
            lease,
            pending: RefCell::default(),
        }
    }

    /// The connection, with everything written that was put off: what is read through it is complete.
    fn connection(&self) -> Result<&Connection> {
        let connection = self.present()?;
        self.pending.borrow_mut().write_out(connection)?;
        Ok(connection)
    }

    /// The connection as it is, for what no pending row can touch.
    fn present(&self) -> Result<&Connection> {
        self.lease.connection().ok_or(StorageError::Inconsistent(
            "a transaction without a connection",
        ))
    }

    /// Puts off a row until something else is done with the connection.
    fn put_off(&self, add: impl FnOnce(&mut Pending)) -> Result<()> {
        let mut pending = self.pending.borrow_mut();
        add(&mut pending);
        if pending.is_full() {
            pending.write_out(self.present()?)?;
        }
        Ok(())
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
        first(self.connection()?, sql, params, map)
    }

    /// The first row, if there is one, of tables in which no row is ever pending.
    fn one_present<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        first(self.present()?, sql, params, map)
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

fn first<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params, map).optional()?)
}

impl StorageTxn for SqliteTxn<'_> {
    fn commit(mut self: Box<Self>) -> Result<()> {
        self.connection()?;
        match &mut self.lease {
            Lease::Writer(turn) => turn.commit(),
            // Nothing was written; the lease ends what was read.
            Lease::Reader(..) => Ok(()),
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
