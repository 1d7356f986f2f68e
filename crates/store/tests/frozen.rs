//! Files that earlier programs left: each opens, is brought to this program's schema, and goes on with all
//! that it held. A dump in `frozen/` is never edited; a released schema adds one.

mod field;

use field::{PHONE, agrees, grant, id, receipt, unsent};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tungnha_core::words::{App, Source, Stage};
use tungnha_core::{DeltaId, Incarnation, Instant, RegisterKey, Slot};
use tungnha_protocol::SignedBatch;
use tungnha_store::read::Scope;
use tungnha_store::{Store, StoreError};
use uuid::Uuid;

const SCHEMA_2: &str = include_str!("frozen/0002.sql");
const OTHER_PHONE: Incarnation = Incarnation(Uuid::from_u128(60));

/// The file as the program of that day left it, encrypted as it was.
fn thawed(folder: &TempDir, dump: &str) -> PathBuf {
    let path = folder.path().join("device.db");
    raw(&path, dump);
    path
}

/// Does something to a file behind the store's back.
fn raw(path: &Path, sql: &str) {
    let conn = Connection::open(path).expect("a file");
    conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "09".repeat(32)))
        .expect("the key");
    conn.execute_batch(&format!("BEGIN; {sql}; COMMIT"))
        .expect("the dump");
}

fn o(counter: u32) -> DeltaId {
    id(field::OFFICE, counter)
}

#[test]
fn a_file_of_schema_2_opens_and_holds_what_it_held() {
    let folder = TempDir::new().expect("a folder");
    let mut store = field::open(&thawed(&folder, SCHEMA_2));
    agrees(&mut store);
    assert_eq!(unsent(&mut store), 3);
    store
        .read(|txn| {
            let counts = txn.work_counts()?;
            assert_eq!((counts.received, counts.held, counts.waiting), (2, 1, 1));
            assert_eq!(txn.cursor()?.seq, 13);
            assert_eq!(txn.clock_offset()?, -3);
            assert_eq!(txn.residents(Scope::All)?.len(), 3);
            assert_eq!(txn.search("do")?.len(), 1);
            assert_eq!(txn.sync_stories(9)?.len(), 1);
            let waiting = txn.unreceipted(9, usize::MAX)?;
            assert_eq!(waiting.len(), 1, "signed by the program of that day");
            let batch = SignedBatch::from_bytes(&waiting[0].bytes).expect("its bytes");
            batch
                .verify(&txn.identity()?.key.public())
                .expect("its signature");
            Ok::<_, StoreError>(())
        })
        .expect("read");
}

#[test]
fn what_only_this_program_understands_takes_part() {
    let folder = TempDir::new().expect("a folder");
    let mut store = field::open(&thawed(&folder, SCHEMA_2));
    // The police and an officer's phone disagreed, and a settlement came that day's program did not know.
    let register = RegisterKey {
        subject: o(7),
        slot: Slot::Account(App::Vneid, 2, Source::PoliceEntry),
    };
    store
        .read(|txn| {
            assert_eq!(txn.heads_of(&register)?, [o(10)]);
            let people = txn.residents(Scope::Resident(txn.key(o(7))?))?;
            let statement = people[0].statements(App::Vneid)[0];
            assert_eq!(
                (statement.stage, statement.disputed),
                (Stage::Approved, false)
            );
            Ok::<_, StoreError>(())
        })
        .expect("read");
    agrees(&mut store);
}

#[test]
fn it_goes_on_from_there() {
    let folder = TempDir::new().expect("a folder");
    let path = thawed(&folder, SCHEMA_2);
    let mut store = field::open(&path);
    let (signed, admission) = receipt(id(PHONE, 4), 5, &[]);
    store
        .write(|txn| {
            txn.seal_batches(|| [6; 16])?;
            txn.take_receipt(&signed, &admission)?;
            txn.take_grant(&grant(Some(&[o(4)]), 1_764_100_000))?;
            txn.say(field::visit(o(5)), Instant(1_764_100_000))
        })
        .expect("written");
    agrees(&mut store);
    assert_eq!(unsent(&mut store), 2);
    store
        .write(|txn| {
            txn.reissue(PHONE, Incarnation(Uuid::from_u128(100)), Instant(1))?;
            txn.purge()
        })
        .expect("written");
    agrees(&mut store);
    drop(store);
    let mut store = field::open(&path);
    assert_eq!(unsent(&mut store), 2);
    assert!(store.read(|txn| txn.has(id(OTHER_PHONE, 2))).expect("read"));
}

#[test]
fn a_visit_with_a_word_that_was_not_known_gets_its_row() {
    let folder = TempDir::new().expect("a folder");
    let path = thawed(&folder, SCHEMA_2);
    drop(field::open(&path));
    // As a program leaves it that cannot read how the visit ended.
    raw(
        &path,
        "DELETE FROM visit; UPDATE meta SET value = x'000f0000' WHERE name = 'understood'",
    );
    let mut store = field::open(&path);
    agrees(&mut store);
    assert_eq!(
        store
            .read(|txn| txn.visits(Scope::All))
            .expect("read")
            .len(),
        2
    );
}

#[test]
fn a_file_that_a_newer_program_folded_is_left_to_it() {
    let folder = TempDir::new().expect("a folder");
    let path = thawed(&folder, SCHEMA_2);
    drop(field::open(&path));
    raw(
        &path,
        "UPDATE meta SET value = x'03e70001' WHERE name = 'understood'",
    );
    assert!(matches!(
        Store::open(&path, &[9; 32]),
        Err(StoreError::TooNew { found: 999, .. })
    ));
}
