//! One flush to disk for all who wait: write transactions that queue up are kept by one commit of the engine.
//!
//! Who is done while others wait for the writer leaves the engine's transaction open to the next one, whose
//! own part is a savepoint, and waits; the last one commits for all. So [`crate::storage::StorageTxn::commit`]
//! returns when the disk has it, as ever, and an abort takes back only the aborting one's part. If the commit
//! fails, it fails for everybody in the group: the later ones have seen what the earlier ones wrote.

use super::connect;
use crate::storage::{Result, StorageError};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// So many share one commit at most: nobody, and no other process, waits longer than for these. More would save
/// flushes, but those who are answered together also come back together, and the writer idles meanwhile.
const MOST: usize = 4;

/// The one connection that writes, and who waits for it.
pub(super) struct Writer {
    seat: Mutex<Seat>,
    waiting: AtomicUsize,
}

struct Seat {
    connection: Connection,
    /// Those who are done and whose engine's transaction is still open.
    group: Option<Group>,
}

#[derive(Default)]
struct Group {
    size: usize,
    outcome: Arc<Outcome>,
}

/// What became of the group's commit; empty until then.
#[derive(Default)]
struct Outcome {
    kept: Mutex<Option<bool>>,
    told: Condvar,
}

impl Outcome {
    fn tell(&self, kept: bool) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        self.told.notify_all();
    }

    fn wait(&self) -> Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match *kept {
                Some(true) => return Ok(()),
                Some(false) => return Err(StorageError::Inconsistent("a shared commit failed")),
                None => kept = self.told.wait(kept).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl Writer {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_CREATE)?;
        super::schema::migrate(&mut connection)?;
        let group = None;
        Ok(Self {
            seat: Mutex::new(Seat { connection, group }),
            waiting: AtomicUsize::new(0),
        })
    }

    /// Waits for the turn and begins.
    pub(super) fn begin(&self) -> Result<Turn<'_>> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        // A panic in a transaction has already taken its part back, so the connection is sound.
        let seat = self.seat.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        let part = if seat.group.is_some() {
            "SAVEPOINT part"
        } else {
            "BEGIN IMMEDIATE"
        };
        // From here on dropping it settles the group, also when beginning fails.
        let turn = Turn {
            writer: self,
            seat: Some(seat),
        };
        turn.run(part)?;
        Ok(turn)
    }
}

/// The writer for the time of one transaction. Dropping it aborts the part.
pub(super) struct Turn<'a> {
    writer: &'a Writer,
    /// Gone once it has ended.
    seat: Option<MutexGuard<'a, Seat>>,
}

impl Turn<'_> {
    pub(super) fn connection(&self) -> Option<&Connection> {
        self.seat.as_ref().map(|seat| &seat.connection)
    }

    fn run(&self, sql: &str) -> Result<()> {
        let connection = self.connection().ok_or(ENDED)?;
        Ok(connection.execute_batch(sql)?)
    }

    /// Keeps the part: when it returns, it is on disk or nothing of it remains.
    pub(super) fn commit(&mut self) -> Result<()> {
        if self.seat.as_ref().is_some_and(|seat| seat.group.is_some()) {
            self.run("RELEASE part")?;
        }
        let mut seat = self.seat.take().ok_or(ENDED)?;
        let group = seat.group.get_or_insert_default();
        group.size += 1;
        let outcome = Arc::clone(&group.outcome);
        if self.others_follow(&seat) {
            drop(seat);
            return outcome.wait();
        }
        seat.end()
    }

    /// Whether somebody else will end the group: who waits for the seat gets it, and settles when done.
    fn others_follow(&self, seat: &Seat) -> bool {
        let size = seat.group.as_ref().map_or(0, |group| group.size);
        size < MOST && self.writer.waiting.load(Ordering::SeqCst) > 0
    }
}

const ENDED: StorageError = StorageError::Inconsistent("a transaction that has ended");

impl Seat {
    /// Commits for everybody in the group.
    fn end(&mut self) -> Result<()> {
        let Some(group) = self.group.take() else {
            return Ok(());
        };
        // The engine may have taken everything back by itself, as on a full disk.
        let done = if self.connection.is_autocommit() {
            Err(StorageError::Inconsistent(
                "the engine gave up the transaction",
            ))
        } else {
            self.connection.execute_batch("COMMIT").map_err(Into::into)
        };
        if done.is_err() {
            self.take_all_back();
        }
        group.outcome.tell(done.is_ok());
        done
    }

    fn take_all_back(&self) {
        if !self.connection.is_autocommit() {
            // Nothing more can be done here; the next BEGIN would report a broken connection.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let Some(mut seat) = self.seat.take() else {
            return;
        };
        if seat.group.is_none() {
            seat.take_all_back();
            return;
        }
        let part = seat
            .connection
            .execute_batch("ROLLBACK TO part; RELEASE part");
        if part.is_err() {
            // What was to be aborted must never be committed with the others.
            seat.take_all_back();
        }
        if seat.connection.is_autocommit() || !self.others_follow(&seat) {
            // Those who wait are told what came of it.
            let _ = seat.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::storage::Storage;
    use crate::storage::sqlite::SqliteStorage;
    use tungnha_core::BookId;
    use uuid::Uuid;

    #[test]
    fn many_writers_keep_what_they_commit_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let storage = SqliteStorage::open(&folder.path().join("server.db")).expect("a new file");
        let write = |writer: u128| {
            for round in 0..24 {
                let id = BookId(Uuid::from_u128(writer << 8 | round));
                let txn = storage.write().expect("a turn");
                txn.add_book(id, "Xã Cẩm Tân", None).expect("kept");
                if round % 3 == 0 {
                    continue;
                }
                txn.commit().expect("committed");
                let txn = storage.read().expect("a view");
                let books = txn.books().expect("read");
                assert!(
                    books.iter().any(|book| book.id == id),
                    "committed, not seen"
                );
            }
        };
        std::thread::scope(|scope| {
            for writer in 0..8 {
                scope.spawn(move || write(writer));
            }
        });
        let txn = storage.read().expect("a view");
        let mut left = txn.books().expect("read");
        assert_eq!(left.len(), 8 * 16);
        left.retain(|book| (book.id.0.as_u128() & 0xff) % 3 == 0);
        assert!(left.is_empty(), "aborted, and there");
    }
}
