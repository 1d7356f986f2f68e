//! Opening a data directory, and what commands share.

use super::Failure;
use crate::apply::Moment;
use crate::check::Changed;
use crate::desk::Desk;
use crate::keys::ServerKeys;
use crate::server::Server;
use crate::storage::sqlite::SqliteStorage;
use crate::storage::{BookRow, StorageTxn};
use crate::units::find_book;
use std::fs::File;
use std::path::{Path, PathBuf};
use tungnha_core::Instant;
use tungnha_protocol::limits::MAX_BATCH_DELTAS;
use uuid::Uuid;

/// The database inside a data directory.
pub(super) fn database(data: &Path) -> PathBuf {
    data.join("server.db")
}

/// The name under which the database of a directory is kept when another takes its place.
pub(super) fn set_aside_name(data: &Path, now: Instant) -> PathBuf {
    let moment = written(now).replace([':', '+'], "");
    let name = |n: u32| match n {
        0 => data.join(format!("server-before-{moment}.db")),
        n => data.join(format!("server-before-{moment}-{n}.db")),
    };
    let mut names = (0..).map(name);
    names.find(|path| !path.exists()).unwrap_or_else(|| name(0))
}

/// Takes a lock that lasts until the file is dropped, or says in `words` why it cannot be had.
pub(super) fn exclusively(data: &Path, name: &str, words: &str) -> Result<File, Failure> {
    present(data)?;
    let lock = File::create(data.join(name))?;
    lock.try_lock()
        .map_err(|_| Failure::Refused(words.to_owned()))?;
    Ok(lock)
}

fn present(data: &Path) -> Result<(), Failure> {
    if ServerKeys::present(data) {
        return Ok(());
    }
    let text = format!("{}: no server here; make one with init", data.display());
    Err(Failure::Refused(text))
}

/// The file in which the last `serve` left its address.
pub(super) fn address_file(data: &Path) -> PathBuf {
    data.join("address")
}

/// Opens a server that `init` has made.
pub(super) fn server(data: &Path) -> Result<Server, Failure> {
    present(data)?;
    let keys = ServerKeys::open(data, random()?)?;
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

/// More postings than these batches hold are said the next time.
const MOST_BATCHES: usize = 64;

/// States who works where, as the grants say now (see [`crate::postings`]). What changed is for the server to know
/// once the transaction has committed.
pub(super) fn post(
    txn: &dyn StorageTxn,
    book: &BookRow,
    keys: &ServerKeys,
    now: Instant,
) -> Result<Changed, Failure> {
    let mut desk = Desk::applying(txn, book.no)?;
    let identity = keys.identity();
    let moment = Moment { now, identity };
    for _ in 0..MOST_BATCHES {
        if desk.say_postings(random()?, &moment)? < MAX_BATCH_DELTAS {
            break;
        }
    }
    Ok(desk.finish()?)
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
