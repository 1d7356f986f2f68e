//! Backups of the file: consistent copies, whole or not at all.

use super::{keep_private, schema};
use crate::key::BookNo;
use crate::storage::{Result, StorageError};
use rusqlite::{Connection, OpenFlags};
use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tungnha_core::{Counter, Incarnation};
use uuid::Uuid;

/// What a copy holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contents {
    /// How many books.
    pub books: u64,
    /// How many deltas, held ones included.
    pub deltas: u64,
    /// Every device with the highest counter that the copy has of it.
    pub devices: Vec<(BookNo, u32, Counter)>,
}

/// Copies the database at `from`, which others may be reading and writing, to `to`: one moment of it, durable and
/// verified by the engine when this returns. Before that, whatever stood at `to` stands there still.
pub fn back_up(from: &Path, to: &Path) -> Result<Contents> {
    let part = beside(to, ".part");
    let contents = copy(from, &part).and_then(|contents| {
        put_in_place(&part, to)?;
        Ok(contents)
    });
    if contents.is_err() {
        // It holds personal data, and is of no use.
        let _ = fs::remove_file(&part);
    }
    contents
}

fn copy(from: &Path, part: &Path) -> Result<Contents> {
    // The engine copies into an empty file; that it is private from its first byte is up to us.
    if part.exists() {
        fs::remove_file(part).map_err(engine)?;
    }
    keep_private(part)?;
    let live = Connection::open_with_flags(
        from,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    live.busy_timeout(super::PATIENCE)?;
    let name = part
        .to_str()
        .ok_or_else(|| engine(io::Error::from(io::ErrorKind::InvalidFilename)))?;
    live.execute("VACUUM INTO ?1", [name])?;
    drop(live);
    contents(part)
}

/// What stands in a database file that nobody writes to, if it is a whole one of this program.
pub fn contents(path: &Path) -> Result<Contents> {
    let file = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    schema::known(&file)?;
    let sound: String = file.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(StorageError::Inconsistent("the file is damaged"));
    }
    let count = |sql: &str| -> Result<u64> {
        let count: i64 = file.query_row(sql, [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    };
    let mut statement = file.prepare("SELECT book, incarnation, highest FROM device")?;
    let devices = statement.query_map([], |row| {
        Ok((BookNo(row.get(0)?), row.get(1)?, row.get(2)?))
    })?;
    Ok(Contents {
        books: count("SELECT count(*) FROM book")?,
        deltas: count("SELECT count(*) FROM delta")?,
        devices: devices.collect::<rusqlite::Result<_>>()?,
    })
}

/// How far one device has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The highest counter that is there.
    pub highest: Counter,
    /// Up to where the device was told that it is in a backup.
    pub backed_up: Counter,
}

/// How far every device has come in a database file.
pub fn marks(path: &Path) -> Result<HashMap<Incarnation, Mark>> {
    let file = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    let mut statement = file.prepare("SELECT uuid, highest, backed_up FROM device")?;
    let marks = statement.query_map([], |row| {
        let mark = Mark {
            highest: row.get(1)?,
            backed_up: row.get(2)?,
        };
        Ok((Incarnation(Uuid::from_bytes(row.get(0)?)), mark))
    })?;
    Ok(marks.collect::<rusqlite::Result<_>>()?)
}

/// Makes a database file that nobody has open one single file, without companions.
pub fn settle(path: &Path) -> Result<()> {
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    file.busy_timeout(super::PATIENCE)?;
    let mode: String = file.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode != "delete" {
        return Err(StorageError::Busy);
    }
    Ok(())
}

/// Makes `file` durable and gives it its name, which whoever reads it finds either before or after.
pub fn put_in_place(file: &Path, name: &Path) -> Result<()> {
    let durable = File::open(file)
        .and_then(|opened| opened.sync_all())
        .and_then(|()| fs::rename(file, name))
        .and_then(|()| sync_folder(name));
    durable.map_err(engine)
}

/// A name is durable when its folder is.
fn sync_folder(name: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = name
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        return File::open(folder.unwrap_or(Path::new(".")))?.sync_all();
    }
    Ok(())
}

/// The same name with something after it.
pub fn beside(path: &Path, more: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(more);
    PathBuf::from(name)
}

fn engine(error: io::Error) -> StorageError {
    StorageError::Engine(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Storage;
    use crate::storage::sqlite::SqliteStorage;
    use tungnha_core::BookId;

    fn with_a_book(folder: &Path) -> PathBuf {
        let path = folder.join("server.db");
        let storage = SqliteStorage::open(&path).expect("a new file");
        let txn = storage.write().expect("a transaction");
        txn.add_book(BookId(Uuid::from_u128(1)), "xã Cẩm Tân", None)
            .expect("a book");
        txn.commit().expect("durable");
        path
    }

    #[test]
    fn a_backup_is_private_and_replaces_the_one_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let from = with_a_book(folder.path());
        let to = folder.path().join("backup.db");
        fs::write(&to, b"yesterday's").expect("written");
        fs::write(beside(&to, ".part"), b"cut short").expect("written");
        let held = back_up(&from, &to).expect("a backup");
        assert_eq!((held.books, held.deltas, held.devices.len()), (1, 0, 0));
        assert_eq!(contents(&to).expect("whole"), held);
        assert!(!beside(&to, ".part").exists());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&to).expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_backup_that_fails_leaves_the_one_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let to = folder.path().join("backup.db");
        fs::write(&to, b"yesterday's").expect("written");
        assert!(back_up(&folder.path().join("none.db"), &to).is_err());
        assert_eq!(fs::read(&to).expect("there"), b"yesterday's");
        assert!(!beside(&to, ".part").exists());
    }

    #[test]
    fn what_is_no_whole_database_is_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let from = with_a_book(folder.path());
        let to = folder.path().join("backup.db");
        back_up(&from, &to).expect("a backup");
        let bytes = fs::read(&to).expect("there");
        fs::write(&to, &bytes[..bytes.len() / 2]).expect("cut");
        assert!(contents(&to).is_err());
        fs::write(&to, b"no database at all").expect("written");
        assert!(contents(&to).is_err());
    }
}
