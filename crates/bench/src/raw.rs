//! Raw limits: what the disk and SQLite take for the same rows, with nothing of the product around.

use crate::Result;
use crate::phone::Phone;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use std::path::Path;
use std::time::{Duration, Instant};
use tungnha_core::name;
use tungnha_store::Store;

const KEY: [u8; 32] = [7; 32];

/// Opens a SQLCipher file as the product does: raw key, WAL, every commit to disk.
pub fn open(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    let conn = Connection::open(path)?;
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16000;",
    )?;
    Ok(conn)
}

/// So many rows of so many bytes into one table, one transaction, encrypted.
pub fn one_table(folder: &Path, rows: usize, bytes: usize) -> Result<Duration> {
    let path = folder.join("one-table.db");
    let mut conn = open(&path, &KEY)?;
    conn.execute_batch("CREATE TABLE row (key INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")?;
    let began = Instant::now();
    let txn = conn.transaction()?;
    {
        let mut insert = txn.prepare("INSERT INTO row (key, body) VALUES (?1, ?2)")?;
        for key in 0..rows {
            let body: Vec<u8> = (0..bytes).map(|n| (n * 7 + key) as u8).collect();
            insert.execute(params![key as i64, body])?;
        }
    }
    txn.commit()?;
    let took = began.elapsed();
    drop(conn);
    std::fs::remove_file(path)?;
    Ok(took)
}

/// How much a device's database holds, and what writing it again takes.
pub struct Again {
    /// Deltas.
    pub deltas: usize,
    /// Bytes of the deltas as authored.
    pub authored: usize,
    /// Rows of all tables.
    pub rows: usize,
    /// The deltas alone into their table: the least that any replica must write.
    pub ledger: Duration,
    /// Every row of every table with its indexes, the search's too, in one transaction.
    pub all: Duration,
}

/// Writes everything that `phone` holds once more: same rows, same schema, same encryption, same
/// durability, nothing worked out.
pub fn again(phone: &Phone, folder: &Path) -> Result<Again> {
    let source = open(&phone.database(), &phone.file_key()?)?;
    let mut tables = Vec::new();
    for table in names(&source)? {
        let rows = rows_of(&source, &format!("SELECT * FROM {table}"))?;
        tables.push((table, rows));
    }
    let words = rows_of(
        &source,
        "SELECT s.place, r.name, r.last4 FROM resident r JOIN search_row s ON s.resident = r.key",
    )?;
    let words: Vec<(Value, String)> = words.into_iter().filter_map(searched).collect();
    let deltas = tables
        .iter()
        .find(|(table, _)| table == "delta")
        .map(|(_, rows)| rows);
    let deltas = deltas.ok_or("no deltas")?.clone();
    let authored = deltas
        .iter()
        .filter_map(|row| row.last())
        .map(|value| match value {
            Value::Blob(bytes) => bytes.len(),
            _ => 0,
        });
    let authored = authored.sum();
    let only = [("delta".to_owned(), deltas)];
    Ok(Again {
        deltas: only[0].1.len(),
        authored,
        rows: tables.iter().map(|(_, rows)| rows.len()).sum::<usize>() + words.len(),
        ledger: write(folder, &only, &[])?,
        all: write(folder, &tables, &words)?,
    })
}

fn names(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'resident_search%'
           AND name NOT LIKE 'sqlite_%'",
    )?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn rows_of(conn: &Connection, sql: &str) -> Result<Vec<Vec<Value>>> {
    let mut statement = conn.prepare(sql)?;
    let width = statement.column_count();
    let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect())?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The index of words keeps no text of its own, so its rows are made again: of the name and the last digits.
fn searched(row: Vec<Value>) -> Option<(Value, String)> {
    match row.as_slice() {
        [key, Value::Text(full), last4] => {
            let last4 = match last4 {
                Value::Text(last4) => last4.as_str(),
                _ => "",
            };
            Some((key.clone(), format!("{} {last4}", name::fold(full))))
        }
        _ => None,
    }
}

fn write(
    folder: &Path,
    tables: &[(String, Vec<Vec<Value>>)],
    words: &[(Value, String)],
) -> Result<Duration> {
    let path = folder.join("again.db");
    drop(Store::create(&path, &KEY)?);
    let mut conn = open(&path, &KEY)?;
    // A new file has said already how much its program understands.
    conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM meta;")?;
    let began = Instant::now();
    let txn = conn.transaction()?;
    for (table, rows) in tables {
        let width = rows.first().map_or(0, Vec::len);
        if width > 0 {
            let marks = vec!["?"; width].join(", ");
            let mut insert = txn.prepare(&format!("INSERT INTO {table} VALUES ({marks})"))?;
            for row in rows {
                insert.execute(params_from_iter(row))?;
            }
        }
    }
    {
        let mut insert =
            txn.prepare("INSERT INTO resident_search (rowid, words) VALUES (?1, ?2)")?;
        for (key, folded) in words {
            insert.execute(params![key, folded])?;
        }
    }
    txn.commit()?;
    let took = began.elapsed();
    drop(conn);
    std::fs::remove_file(path)?;
    Ok(took)
}

/// One small durable commit after another into an encrypted file: the floor of a save.
pub fn commits(folder: &Path, count: usize) -> Result<Vec<Duration>> {
    let path = folder.join("commits.db");
    let mut conn = open(&path, &KEY)?;
    conn.execute_batch("CREATE TABLE row (key INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")?;
    let mut times = Vec::with_capacity(count);
    for key in 0..count {
        let began = Instant::now();
        let txn = conn.transaction()?;
        txn.execute(
            "INSERT INTO row VALUES (?1, ?2)",
            params![key as i64, [1u8; 48]],
        )?;
        txn.commit()?;
        times.push(began.elapsed());
    }
    drop(conn);
    std::fs::remove_file(path)?;
    Ok(times)
}
