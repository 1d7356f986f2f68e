//! A copied file: whoever comes second takes another name, and nothing that either said is lost.

use crate::office::{Line, Office};
use crate::phone::{PHONE, Phone, office, words};
use tungnha_core::Incarnation;
use tungnha_store::StoreError;
use tungnha_sync::SyncError;

/// A phone and its copy, with two words that the office has and one that it has not.
fn twins() -> (Office, Phone, Phone) {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    phone.visits("a");
    phone.visits("b");
    phone.synced(&mut office);
    phone.visits("c");
    let copy = phone.copied();
    (office, phone, copy)
}

fn asked_from(office: &Office) -> Vec<Option<Incarnation>> {
    let last = office.asked.iter();
    last.map(|asked| asked.reissued_from.map(Into::into))
        .collect()
}

#[test]
fn the_second_of_two_copies_takes_another_name_in_the_same_sync() {
    let (mut office, mut phone, mut copy) = twins();
    phone.visits("d");
    copy.visits("e");
    phone.synced(&mut office);
    assert_eq!(phone.incarnation(), PHONE);
    let story = copy.synced(&mut office);
    assert_eq!(story.outcome, "done");
    assert_ne!(copy.incarnation(), PHONE);
    assert_eq!(copy.unsent(), 0);
    // "c" was in both, under one name and in two batches: the server cannot tell that they are one.
    assert_eq!(words(&office), ["a", "b", "c", "c", "d", "e"]);
    assert_eq!(office.forks.len(), 1, "both are kept");
    let from = asked_from(&office);
    assert_eq!(from.last(), Some(&Some(PHONE)));
    // It got what the other said under the name that both had.
    assert!(copy.read(|txn| txn.has(tungnha_core::DeltaId::new(PHONE, 4))));
    copy.synced(&mut office);
    assert_eq!(
        asked_from(&office).last(),
        Some(&None),
        "told once is enough"
    );
    phone.synced(&mut office);
    assert_eq!(phone.read(|txn| txn.work_counts()).received, 4);
    assert_eq!(copy.read(|txn| txn.work_counts()).received, 6);
}

#[test]
fn what_was_sealed_before_the_copy_is_one() {
    let (mut office, mut phone, _) = twins();
    // Sealed, and then the line was lost.
    office.line = Line::LosesRequest;
    phone.syncs(&mut office).expect_err("no line");
    office.line = Line::Holds;
    let mut copy = phone.copied();
    phone.visits("d");
    copy.visits("e");
    phone.synced(&mut office);
    copy.synced(&mut office);
    assert_eq!(words(&office), ["a", "b", "c", "d", "e"]);
}

#[test]
fn a_file_from_last_nights_backup_notices_before_it_says_anything() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    phone.visits("a");
    phone.synced(&mut office);
    let mut backup = phone.copied();
    phone.visits("b");
    phone.synced(&mut office);
    backup.synced(&mut office);
    assert_ne!(backup.incarnation(), PHONE);
    assert_eq!(
        backup.read(|txn| txn.work_counts()).received,
        2,
        "its own lost day came back"
    );
    backup.visits("c");
    backup.synced(&mut office);
    assert_eq!(words(&office), ["a", "b", "c"]);
}

#[test]
fn batches_that_the_server_has_get_their_receipts_before_a_backup_is_told_apart() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    // Many batches, more than one request carries over a bad line.
    phone.write(|txn| txn.set_line_budget(16 << 10));
    for batch in 0..3 {
        fill(&phone, batch);
    }
    office.line = Line::LosesRequest;
    phone.syncs(&mut office).expect_err("no line");
    office.line = Line::Holds;
    let mut backup = phone.copied();
    phone.visits("later");
    phone.synced(&mut office);
    backup.write(|txn| txn.set_line_budget(16 << 10));
    backup.synced(&mut office);
    let said = words(&office);
    let mut once = said.clone();
    once.dedup();
    assert_eq!(said, once, "nothing was said twice");
    assert_ne!(backup.incarnation(), PHONE);
}

fn fill(phone: &Phone, batch: u8) {
    for n in 0..60 {
        // Words that do not shrink, so that a batch is larger than what a bad line is trusted with.
        let noise: String = (0..400u32)
            .map(|at| {
                char::from(
                    b'!' + (at.wrapping_mul(at ^ (n * 31) ^ (u32::from(batch) * 7919)) % 90) as u8,
                )
            })
            .collect();
        phone.visits(&format!("{batch}-{n:02}-{noise}"));
    }
    phone.write(|txn| txn.seal_batches(|| [batch + 100; 16]));
}

/// The line is cut after every number of bytes in turn, all through the sync that finds the copy.
#[test]
fn a_line_that_dies_anywhere_loses_nothing() {
    let mut after = 0;
    loop {
        let (mut office, mut phone, mut copy) = twins();
        phone.visits("d");
        copy.visits("e");
        phone.synced(&mut office);
        office.line = Line::Cuts(after);
        let cut = copy.syncs(&mut office);
        copy.agrees();
        office.line = Line::Holds;
        // The phone may also die and come back with another program run.
        let story = copy.synced(&mut office);
        assert_eq!(story.outcome, "done", "cut after {after}");
        assert_eq!(
            words(&office),
            ["a", "b", "c", "c", "d", "e"],
            "cut after {after}"
        );
        assert_eq!(copy.unsent(), 0);
        assert_eq!(
            copy.read(|txn| txn.reissues()).len(),
            1,
            "cut after {after}"
        );
        if cut.is_ok() {
            break;
        }
        after += 29;
    }
    assert!(after > 100, "the line was cut somewhere");
}

/// The new name reached the server, the answer was lost, and then that file was copied too.
#[test]
fn a_copy_of_a_copy_is_told_apart_as_well() {
    let (mut office, mut phone, mut copy) = twins();
    phone.visits("d");
    copy.visits("e");
    phone.synced(&mut office);
    copy.synced(&mut office);
    let mut third = copy.copied();
    copy.visits("f");
    third.visits("g");
    copy.synced(&mut office);
    third.synced(&mut office);
    phone.visits("h");
    phone.synced(&mut office);
    assert_eq!(
        words(&office),
        ["a", "b", "c", "c", "d", "e", "f", "g", "h"]
    );
    assert_eq!(third.read(|txn| txn.reissues()).len(), 2);
    let names = [phone.incarnation(), copy.incarnation(), third.incarnation()];
    assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2]);
}

#[test]
fn a_full_disk_in_the_middle_leaves_everything_to_the_next_sync() {
    let (mut office, mut phone, mut copy) = twins();
    phone.visits("d");
    copy.visits("e");
    for n in 0..400 {
        copy.visits(&format!("x{n}"));
    }
    phone.synced(&mut office);
    copy.store
        .lock()
        .expect("the file")
        .limit_pages(1)
        .expect("limited");
    let mut full = 0;
    for pages in (1..2000).step_by(10) {
        copy.store
            .lock()
            .expect("the file")
            .limit_pages(pages)
            .expect("limited");
        match copy.syncs(&mut office) {
            Ok(_) => break,
            Err(SyncError::Store(StoreError::DiskFull)) => full += 1,
            Err(other) => panic!("{other}"),
        }
        copy.agrees();
    }
    assert!(full > 0, "the disk was never full");
    copy.store
        .lock()
        .expect("the file")
        .limit_pages(u32::MAX >> 1)
        .expect("limited");
    copy.synced(&mut office);
    assert_eq!(copy.unsent(), 0);
    let all = words(&office);
    assert_eq!(all.len(), 406);
}
