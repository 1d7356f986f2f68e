//! Opening a data directory, and what commands share.

use super::Failure;
use crate::keys::ServerKeys;
use crate::server::Server;
use crate::storage::sqlite::SqliteStorage;
use crate::storage::{BookRow, StorageTxn};
use crate::units::find_book;
use std::path::{Path, PathBuf};
use tungnha_core::Instant;
use uuid::Uuid;

/// The database inside a data directory.
pub(super) fn database(data: &Path) -> PathBuf {
    data.join("server.db")
}

/// The file in which the last `serve` left its address.
pub(super) fn address_file(data: &Path) -> PathBuf {
    data.join("address")
}

/// Opens a server that `init` has made.
pub(super) fn server(data: &Path) -> Result<Server, Failure> {
    if !ServerKeys::present(data) {
        let text = format!("{}: no server here; make one with init", data.display());
        return Err(Failure::Refused(text));
    }
    let keys = ServerKeys::open(data)?;
    let storage = SqliteStorage::open(&database(data))?;
    Ok(Server::new(Box::new(storage), keys))
}

/// The book that `text` means; the only one when nothing was said.
pub(super) fn book(txn: &dyn StorageTxn, text: Option<&str>) -> Result<BookRow, Failure> {
    let books = txn.books()?;
    let Some(text) = text else {
        return match books.as_slice() {
            [only] => Ok(only.clone()),
            [] => Err(Failure::Refused("the server has no book yet".to_owned())),
            _ => Err(Failure::Refused(format!(
                "name the unit: {}",
                names(&books)
            ))),
        };
    };
    let found = find_book(&books, &txn.units()?, text).cloned();
    found.map_err(|error| {
        Failure::Refused(format!("unit {text}: {error}; books: {}", names(&books)))
    })
}

fn names(books: &[BookRow]) -> String {
    let names: Vec<&str> = books.iter().map(|book| book.name.as_str()).collect();
    names.join("; ")
}

/// `N` random bytes.
pub(super) fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A random name.
pub(super) fn random_id() -> Result<Uuid, Failure> {
    Ok(uuid::Builder::from_random_bytes(random()?).into_uuid())
}

/// A moment as documents write it: RFC 3339, Việt Nam's time.
pub(super) fn written(at: Instant) -> String {
    let offset = chrono::FixedOffset::east_opt(7 * 3600);
    let moment = chrono::DateTime::from_timestamp(at.0, 0).zip(offset);
    moment.map_or_else(
        || at.0.to_string(),
        |(moment, offset)| moment.with_timezone(&offset).to_rfc3339(),
    )
}

/// The day of a moment, `yyyy-mm-dd`.
pub(super) fn day(at: Instant) -> String {
    let (year, month, day) = at.day().ymd();
    format!("{year:04}-{month:02}-{day:02}")
}
