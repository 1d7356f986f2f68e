//! The inbox, decisions about it, settlements and copies.

use super::{NOW, delta, device, fed, incarnation, member, people, peopled};
use crate::key::Key;
use crate::storage::{CopyRow, DecisionRow, DeltaRow, DeviceRow, HeldRow, SettlementRow, Storage};
use tungnha_core::body::Visibility;
use tungnha_core::{BookId, HeldReason, MemberId};
use uuid::Uuid;

pub fn what_was_held_can_count_later(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let key = |counter| Key::new(1, counter);
    for (counter, reason) in [(1, HeldReason::Revoked), (2, HeldReason::OutOfScope)] {
        txn.add_delta(book, &delta(counter, Key::NONE, None))
            .expect("kept");
        let row = HeldRow {
            key: key(counter),
            reason,
            received_at: NOW,
        };
        txn.hold(book, &row).expect("held");
    }
    let held = |reason| {
        let rows = txn.held_for(book, reason).expect("read");
        rows.into_iter().map(|row| row.key).collect::<Vec<_>>()
    };
    assert_eq!(held(HeldReason::Revoked), [key(1)]);
    assert!(held(HeldReason::AfterClose).is_empty());
    txn.release(book, key(1)).expect("released");
    txn.release(book, key(1)).expect("no effect");
    assert!(held(HeldReason::Revoked).is_empty());
    assert_eq!(txn.held(book).expect("read").len(), 1);

    let counts = DeltaRow {
        subject: Key::new(1, 200),
        hamlet: Key::new(1, 50),
        visibility: Visibility::Open,
        seq: Some(4),
        copies: 2,
        needed: 1,
        ..delta(1, Key::NONE, None)
    };
    txn.restand(book, &counts).expect("counts");
    assert_eq!(txn.delta(book, key(1)).expect("read"), Some(counts.clone()));
    txn.rehang(book, key(1), Key::new(1, 201), Visibility::Restricted)
        .expect("hangs elsewhere");
    let hangs = DeltaRow {
        subject: Key::new(1, 201),
        visibility: Visibility::Restricted,
        ..counts
    };
    assert_eq!(txn.delta(book, key(1)).expect("read"), Some(hangs));
}

pub fn decisions_are_numbered_and_addressed(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    txn.add_delta(book, &delta(1, Key::NONE, None))
        .expect("kept");
    let other = MemberId(Uuid::from_u128(8));
    let row = |number, member| DecisionRow {
        number,
        member,
        key: Key::new(1, 1),
        admission: 1,
        reason: (number == 2).then(|| "Nhầm người".to_owned()),
        by: "Lê Văn Sơn".to_owned(),
        at: NOW,
    };
    for (number, member) in [(1, member()), (2, member()), (3, other), (4, member())] {
        assert_eq!(txn.next_decision(book).expect("a number"), number);
        txn.add_decision(book, &row(number, member)).expect("kept");
    }
    assert!(txn.add_decision(book, &row(4, other)).is_err());
    let told = |after, limit| {
        txn.decisions_for(book, member(), after, limit)
            .expect("read")
    };
    assert_eq!(told(0, 2), [row(1, member()), row(2, member())]);
    assert_eq!(told(2, 9), [row(4, member())]);
    assert!(told(u64::MAX, 9).is_empty());
    assert_eq!(txn.decisions(book).expect("read").len(), 4);
    // Every book counts for itself.
    let second = txn
        .add_book(BookId(Uuid::from_u128(2)), "xã Cẩm Vân", None)
        .expect("a book");
    people(txn.as_ref(), second, 3);
    assert_eq!(txn.next_decision(second).expect("a number"), 1);
    assert!(txn.decisions(second).expect("read").is_empty());
}

pub fn settlements_are_found_from_both_sides(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let (subject, slot) = (Key::new(1, 100), 9 << 24);
    let key = |counter| Key::new(1, counter);
    assert!(!txn.has_settlements(book).expect("read"));
    for counter in 1..=5 {
        fed(txn.as_ref(), book, counter, Key::NONE, Visibility::Open);
    }
    for counter in [1, 2] {
        txn.add_entry(book, subject, slot, key(counter), counter)
            .expect("kept");
    }
    let row = |over, by| SettlementRow {
        over: key(over),
        stands: key(1),
        by: key(by),
    };
    let (here, absent) = (row(2, 3), row(77, 4));
    for one in [here, absent, here] {
        txn.add_settlement(book, &one).expect("kept");
    }
    assert!(txn.has_settlements(book).expect("read"));
    let of_register = || txn.settlements_in(book, subject, slot).expect("read");
    assert_eq!(of_register(), [here]);
    let naming = |counter| txn.settlements_naming(book, key(counter)).expect("read");
    assert_eq!(naming(1), [here, absent]);
    assert_eq!((naming(2), naming(77)), (vec![here], vec![absent]));
    assert!(naming(3).is_empty());
    // Withdrawn, it is in force no more.
    txn.add_retraction(book, key(3), key(5)).expect("kept");
    assert!(of_register().is_empty());
    assert_eq!(naming(2), [here]);
    assert_eq!(txn.settlements(book).expect("read"), [here, absent]);
}

pub fn copies_are_told(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    assert!(txn.copies(book).expect("read").is_empty());
    for (hash, at) in [([6; 32], 9), ([7; 32], 5)] {
        txn.keep_fork(book, 1, &hash, NOW.plus(at), b"whole")
            .expect("kept");
    }
    let copy = |number, of, at| CopyRow {
        number,
        of,
        at: NOW.plus(at),
    };
    assert_eq!(txn.copies(book).expect("read"), [copy(1, None, 5)]);
    let number = txn.number_for(book, incarnation(9)).expect("a number");
    let reissued = DeviceRow {
        reissued_from: Some(1),
        ..device(book, number, 9)
    };
    txn.add_device(&reissued, NOW.plus(20)).expect("a device");
    assert_eq!(txn.copies(book).expect("read"), [copy(number, Some(1), 20)]);
    assert_eq!(txn.device(incarnation(9)).expect("read"), Some(reissued));
    assert_eq!(txn.devices(book).expect("read")[0].member, member());
}
