//! A server that was restored from a backup gets back what it lost.

use crate::office::{Line, Office};
use crate::phone::{PHONE, Phone, o, office, words};
use tungnha_core::DeltaId;
use tungnha_protocol::RefusalCode;
use tungnha_sync::{SyncError, TransportError};

fn receipt_of(office: &Office, first: u32) -> Vec<u8> {
    office.devices[&PHONE][&first].receipt.bytes.clone()
}

#[test]
fn batches_come_back_with_the_receipts_that_were_signed_for_them() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    phone.visits("a");
    phone.synced(&mut office);
    let backup = office.clone();
    phone.visits("b");
    phone.visits("c");
    phone.synced(&mut office);
    let lost = receipt_of(&office, 2);
    let mut office = backup.restored(&office);
    // Nothing new was said; the fall of the highest counter is enough.
    let story = phone.synced(&mut office);
    assert_eq!(words(&office), ["a", "b", "c"]);
    assert_eq!(
        receipt_of(&office, 2),
        lost,
        "received when it was first received"
    );
    assert_eq!(story.sent, 0, "for the person nothing was waiting");
    let presented = office.asked.iter().any(|asked| asked.grant.is_some());
    assert!(presented, "another life is told who this is");
    office.asked.clear();
    phone.synced(&mut office);
    let quiet = office
        .asked
        .iter()
        .all(|asked| asked.grant.is_none() && asked.receipts.is_none() && asked.batches.is_empty());
    assert!(quiet, "and only once");
}

#[test]
fn a_line_that_dies_while_it_is_brought_back_changes_nothing() {
    let mut after = 0;
    loop {
        let mut office = office();
        let mut phone = Phone::enrolled(&office);
        phone.visits("a");
        phone.synced(&mut office);
        let backup = office.clone();
        phone.visits("b");
        phone.synced(&mut office);
        let lost = receipt_of(&office, 2);
        let mut office = backup.restored(&office);
        phone.visits("c");
        office.line = Line::Cuts(after);
        let cut = phone.syncs(&mut office);
        office.line = Line::Holds;
        phone.synced(&mut office);
        assert_eq!(words(&office), ["a", "b", "c"], "cut after {after}");
        assert_eq!(receipt_of(&office, 2), lost, "cut after {after}");
        if cut.is_ok() {
            break;
        }
        after += 13;
    }
}

#[test]
fn a_server_that_forgot_the_device_is_shown_its_grant() {
    let mut office = office();
    let before = office.clone();
    let mut phone = Phone::enrolled(&office);
    phone.visits("a");
    phone.synced(&mut office);
    let mut office = before.restored(&office);
    office.devices.clear();
    phone.visits("b");
    let story = phone.synced(&mut office);
    assert_eq!(story.outcome, "done");
    assert_eq!(words(&office), ["a", "b"]);
}

#[test]
fn a_server_that_never_knew_it_refuses_once_and_for_all() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    phone.visits("a");
    office.devices.clear();
    // Another box with another identity did not sign the grant.
    office.identity = tungnha_protocol::SigningKey::from_seed(&[3; 32]);
    let refused = phone.syncs(&mut office).expect_err("refused");
    assert!(matches!(
        refused,
        SyncError::Transport(TransportError::Refused(RefusalCode::UnknownDevice))
    ));
    assert_eq!(office.asked.len(), 2);
    assert_eq!(phone.unsent(), 1);
}

#[test]
fn work_of_an_earlier_name_comes_back_too() {
    for forgets in [false, true] {
        let mut office = office();
        let mut phone = Phone::enrolled(&office);
        let empty = office.clone();
        phone.visits("a");
        phone.synced(&mut office);
        let mut copy = phone.copied();
        phone.visits("b");
        copy.visits("c");
        phone.synced(&mut office);
        copy.synced(&mut office);
        assert_ne!(copy.incarnation(), PHONE);
        let mut office = empty.restored(&office);
        if forgets {
            office.devices.clear();
        }
        copy.synced(&mut office);
        assert_eq!(
            words(&office),
            ["a", "c"],
            "what this file handed in, under both names"
        );
        assert_eq!(copy.read(|txn| txn.earlier_to_ask()), None);
        phone.synced(&mut office);
        assert_eq!(words(&office), ["a", "b", "c"]);
    }
}

#[test]
fn bytes_that_a_backup_has_are_freed_and_can_be_made_again() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    let before = office.clone();
    phone.visits("a");
    phone.synced(&mut office);
    phone.visits("b");
    phone.synced(&mut office);
    office.backed_up = 1;
    phone.synced(&mut office);
    assert_eq!(phone.read(|txn| txn.backed_up_through()), 1);
    // A backup that nobody finds any more.
    let mut office = before.restored(&office);
    phone.visits("c");
    phone.synced(&mut office);
    assert_eq!(words(&office), ["a", "b", "c"]);
    assert_eq!(phone.incarnation(), PHONE);
}

#[test]
fn while_reads_wait_work_is_handed_in_and_nothing_moves() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    phone.visits("a");
    phone.synced(&mut office);
    let cursor = phone.read(|txn| txn.cursor());
    let mut office = office.restored(&office);
    office.reads_wait = true;
    phone.visits("b");
    let story = phone.synced(&mut office);
    assert_eq!(story.outcome, "done");
    assert!(phone.read(|txn| txn.reads_wait()));
    assert_eq!(phone.read(|txn| txn.cursor()), cursor);
    assert_eq!(words(&office), ["a", "b"]);
    office.reads_wait = false;
    phone.synced(&mut office);
    assert!(!phone.read(|txn| txn.reads_wait()));
    assert_eq!(phone.read(|txn| txn.cursor()).epoch, office.epoch);
}

#[test]
fn a_hamlet_that_is_taken_away_leaves_at_the_end_of_a_whole_sync_only() {
    let mut office = office();
    let mut phone = Phone::enrolled(&office);
    phone.synced(&mut office);
    assert!(phone.read(|txn| txn.has(o(2))));
    office.now += 10;
    office.grant = Some(office.signed_grant(PHONE, Some(&[])));
    office.line = Line::Cuts(230);
    phone.syncs(&mut office).expect_err("a cut");
    assert!(phone.read(|txn| txn.has(o(2))), "not before the end");
    office.line = Line::Holds;
    let own = phone.visits("a");
    phone.synced(&mut office);
    assert!(!phone.read(|txn| txn.has(o(2))));
    assert!(phone.read(|txn| txn.has(own)));
    assert_eq!(own, DeltaId::new(PHONE, 1));
}
