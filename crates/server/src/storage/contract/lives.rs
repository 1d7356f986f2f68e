//! Lives of the server in a book.

use super::{NOW, delta, fed, peopled, receipt};
use crate::key::Key;
use crate::storage::{DeviceRow, PlaceRow, SettlementRow, Storage, Thing};
use tungnha_core::body::Visibility;
use tungnha_core::{Incarnation, Slot};
use uuid::Uuid;

pub fn a_new_life_keeps_readers_waiting(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    assert_eq!(txn.counter(book).expect("read").reads_wait, None);
    txn.begin_life(book, 1_734_000_000, NOW).expect("begun");
    for counter in [txn.counter(book), txn.lock_counter(book)] {
        let counter = counter.expect("read");
        assert_eq!(
            (counter.epoch, counter.reads_wait),
            (1_734_000_000, Some(NOW))
        );
    }
    txn.reopen(book).expect("open");
    let counter = txn.counter(book).expect("read");
    assert_eq!((counter.epoch, counter.reads_wait), (1_734_000_000, None));
}

pub fn a_backup_is_never_forgotten(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let backed_up = || txn.devices(book).expect("read")[0].backed_up;
    assert_eq!(backed_up(), 0);
    txn.set_backed_up(book, 1, 40).expect("kept");
    // An older one that took longer.
    txn.set_backed_up(book, 1, 30).expect("kept");
    assert_eq!(backed_up(), 40);
}

pub fn a_reissued_device_knows_its_first_name(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let old = txn.devices(book).expect("read").remove(0);
    let incarnation = Incarnation(Uuid::from_u128(50));
    let number = txn.number_for(book, incarnation).expect("a number");
    let new = DeviceRow {
        reissued_from: Some(old.number),
        ..DeviceRow::begun(book, number, incarnation, old.member, old.key, old.name)
    };
    txn.add_device(&new, NOW).expect("kept");
    assert_eq!(txn.device(incarnation).expect("read"), Some(new));
}

pub fn what_hangs_nowhere_is_known(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    fed(txn.as_ref(), book, 1, Key::NONE, Visibility::Open);
    assert!(!txn.has_nowhere(book).expect("read"));
    fed(txn.as_ref(), book, 2, Key::NOWHERE, Visibility::Open);
    assert!(txn.has_nowhere(book).expect("read"));
    txn.set_feed(book, Key::new(1, 2), Key::new(1, 9), 3, 1)
        .expect("moved");
    assert!(!txn.has_nowhere(book).expect("read"));
    let place = |hamlet| PlaceRow {
        subject: Key::new(1, 7),
        thing: Thing::Resident,
        hamlet,
        household: Key::new(1, 8),
    };
    txn.put_place(book, &place(Key::NOWHERE)).expect("kept");
    assert!(txn.has_nowhere(book).expect("read"));
    txn.put_place(book, &place(Key::new(1, 9))).expect("kept");
    assert!(!txn.has_nowhere(book).expect("read"));
}

pub fn who_is_spoken_of_is_known(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let more = receipt(txn.next_admission(book).expect("a number"));
    txn.add_admission(book, &more).expect("a receipt");
    for counter in 1..=3 {
        txn.add_delta(book, &delta(counter, Key::NONE, None))
            .expect("kept");
    }
    let by = |counter| Key::new(1, counter);
    let about = |counter| Key::new(2, counter);
    txn.add_retraction(book, about(1), by(1)).expect("kept");
    let row = SettlementRow {
        over: about(2),
        stands: about(3),
        by: by(2),
    };
    txn.add_settlement(book, &row).expect("kept");
    txn.add_entry(book, about(4), Slot::Review.code(), by(3), 1)
        .expect("kept");
    for counter in 1..=4 {
        assert!(
            txn.is_spoken_of(book, about(counter)).expect("read"),
            "{counter}"
        );
    }
    for other in [about(5), by(1)] {
        assert!(!txn.is_spoken_of(book, other).expect("read"));
    }
}
