//! (d) at a million residents: nobody imports a million, so a book of 24,000 is copied inside the server's
//! database, row by row under other numbers, until the book has a million and its tables and indexes are as
//! deep as they would be.

use crate::Result;
use rusqlite::{Connection, params};
use std::path::Path;
use std::time::Instant;

/// How many books of 24,000 the book has in the end.
const COPIES: i64 = 42;
/// Numbers of incarnations between two copies.
const APART: i64 = 1000;

/// Copies the residents of the one book in `database`. The server must not run.
pub fn fill(database: &Path) -> Result<std::time::Duration> {
    let began = Instant::now();
    let mut conn = Connection::open(database)?;
    conn.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000;",
    )?;
    let txn = conn.transaction()?;
    let seq: i64 = txn.query_row("SELECT seq FROM book_counter", [], |row| row.get(0))?;
    let last: i64 = txn.query_row("SELECT max(key) FROM delta", [], |row| row.get(0))?;
    for copy in 1..COPIES {
        let (keys, numbers) = ((copy * APART) << 32, copy * seq);
        let moved = params![keys, numbers, last, seq];
        txn.execute(
            "INSERT INTO delta (book, key, kind, subject, hamlet, visibility, stamped, admission, seq,
                copies, needed, bytes, leaf)
             SELECT book, key + ?1, kind, CASE subject WHEN 0 THEN 0 ELSE subject + ?1 END,
                CASE hamlet WHEN 0 THEN 0 ELSE hamlet + ?1 END, visibility, stamped, admission,
                seq + ?2, copies, needed, bytes, leaf
             FROM delta WHERE key <= ?3 AND seq <= ?4 AND kind >= 4",
            moved,
        )?;
        let (kept, row) = ((keys, numbers), params![keys, numbers, last]);
        txn.execute(
            "INSERT INTO feed (book, seq, hamlet, visibility, key, live)
             SELECT book, seq + ?2, CASE hamlet WHEN 0 THEN 1 ELSE hamlet + ?1 END, visibility, key + ?1,
                live
             FROM feed WHERE key <= ?3 AND seq <= ?4",
            params![kept.0, kept.1, last, seq],
        )?;
        txn.execute(
            "INSERT INTO register_entry (book, subject, slot, key, head)
             SELECT book, subject + ?1, slot, key + ?1, head FROM register_entry
             WHERE key <= ?3 AND ?2 > 0",
            row,
        )?;
        txn.execute(
            "INSERT INTO place (book, subject, thing, hamlet, household)
             SELECT book, subject + ?1, thing, hamlet + ?1, CASE household WHEN 0 THEN 0 ELSE household + ?1 END
             FROM place WHERE subject <= ?3 AND thing > 3 AND ?2 > 0",
            row,
        )?;
    }
    let end = COPIES * seq;
    txn.execute("UPDATE book_counter SET seq = ?1", [end])?;
    txn.execute(
        "INSERT INTO chain (book, seq_end, hash) SELECT book, ?1, randomblob(32) FROM book_counter",
        [end],
    )?;
    txn.commit()?;
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(began.elapsed())
}
