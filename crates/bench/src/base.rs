//! perf.md's base: the 20,000 updates of workload W straight into SQLite, as the peers were measured
//! beside. Not encrypted, as the server's own file is not.

use crate::Result;
use rusqlite::{Connection, params};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tungnha_sample::workload::{Citizen, UPDATES_PER_DEVICE, Update};

const SCHEMA: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE citizen (id INTEGER PRIMARY KEY, body TEXT NOT NULL, app INTEGER, stage INTEGER,
        at INTEGER, by INTEGER);
    CREATE TABLE op (id INTEGER PRIMARY KEY, citizen INTEGER NOT NULL, app INTEGER NOT NULL,
        stage INTEGER NOT NULL, at INTEGER NOT NULL, by INTEGER NOT NULL);";
const UPDATE: &str = "UPDATE citizen SET app = ?, stage = ?, at = ?, by = ? WHERE id = ?";
const INSERT: &str = "INSERT INTO op (app, stage, at, by, citizen) VALUES (?, ?, ?, ?, ?)";

/// 50 transactions of 400: UPDATE citizen and INSERT op.
pub fn run(folder: &Path, citizens: &[Citizen], updates: &[Update]) -> Result<Duration> {
    let path = folder.join("base.db");
    let mut conn = filled(&path, citizens)?;
    let began = Instant::now();
    for batch in updates.chunks(UPDATES_PER_DEVICE as usize) {
        let txn = conn.transaction()?;
        {
            let (mut update, mut insert) =
                (txn.prepare_cached(UPDATE)?, txn.prepare_cached(INSERT)?);
            for u in batch {
                let row = params![u.app.code(), u.stage.code(), u.at.0, u.device, u.citizen];
                update.execute(row)?;
                insert.execute(row)?;
            }
        }
        txn.commit()?;
    }
    let took = began.elapsed();
    drop(conn);
    std::fs::remove_file(path)?;
    Ok(took)
}

/// The same driven from Python, as the peers' base was; `None` without Python.
pub fn run_from_python(
    folder: &Path,
    citizens: &[Citizen],
    updates: &[Update],
) -> Result<Option<Duration>> {
    let path = folder.join("base-python.db");
    drop(filled(&path, citizens)?);
    let rows: Vec<[i64; 5]> = updates
        .iter()
        .map(|u| {
            [
                u.app.code().into(),
                u.stage.code().into(),
                u.at.0,
                u.device.into(),
                u.citizen.into(),
            ]
        })
        .collect();
    let list = folder.join("base-updates.json");
    std::fs::write(&list, serde_json::to_vec(&rows)?)?;
    let script = format!(
        "import json, sqlite3, sys, time
rows = json.load(open(sys.argv[2]))
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute('PRAGMA synchronous = FULL')
began = time.perf_counter()
for at in range(0, len(rows), {UPDATES_PER_DEVICE}):
    db.execute('BEGIN')
    for row in rows[at:at + {UPDATES_PER_DEVICE}]:
        db.execute('{UPDATE}', row)
        db.execute('{INSERT}', row)
    db.execute('COMMIT')
print(time.perf_counter() - began)"
    );
    let done = Command::new("python3")
        .args(["-c", &script])
        .arg(&path)
        .arg(&list)
        .output();
    std::fs::remove_file(path)?;
    std::fs::remove_file(list)?;
    let Some(done) = done.ok().filter(|done| done.status.success()) else {
        return Ok(None);
    };
    let seconds: f64 = String::from_utf8(done.stdout)?.trim().parse()?;
    Ok(Some(Duration::from_secs_f64(seconds)))
}

fn filled(path: &Path, citizens: &[Citizen]) -> Result<Connection> {
    let mut conn = Connection::open(path)?;
    conn.execute_batch(SCHEMA)?;
    let txn = conn.transaction()?;
    for citizen in citizens {
        let body = serde_json::to_string(citizen)?;
        txn.prepare_cached("INSERT INTO citizen (id, body) VALUES (?1, ?2)")?
            .execute(params![citizen.number, body])?;
    }
    txn.commit()?;
    // As base.db stands when the clock starts: nothing left to carry over.
    conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(conn)
}
