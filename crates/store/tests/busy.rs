//! A file that somebody else is writing is busy, not damaged.

use tempfile::TempDir;
use tungnha_store::{Store, StoreError};

const KEY: [u8; 32] = [9; 32];

#[test]
fn a_file_in_use_opens_and_is_never_called_damaged() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("device.db");
    let mut writer = Store::create(&path, &KEY).expect("a new file");
    writer
        .write(|txn| {
            txn.set_clock_offset(7)?;
            // While this transaction is open, another program opens the file and reads what was before.
            let mut other = Store::open(&path, &KEY)?;
            assert_eq!(other.read(|txn| txn.clock_offset())?, 0);
            Ok::<_, StoreError>(())
        })
        .expect("both go on");
    let mut other = Store::open(&path, &KEY).expect("still whole");
    assert_eq!(other.read(|txn| txn.clock_offset()).expect("read"), 7);
}

#[test]
fn a_file_that_is_not_there_is_not_made_by_opening() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("device.db");
    assert!(matches!(
        Store::open(&path, &KEY),
        Err(StoreError::NotOpening)
    ));
    assert!(!path.exists());
}
