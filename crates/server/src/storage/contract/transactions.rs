//! Transactions, counters, chains, books and units.

use super::{fed, people, peopled};
use crate::key::Key;
use crate::storage::{HamletUnitRow, Storage, UnitRow};
use tungnha_core::BookId;
use tungnha_core::body::Visibility;
use uuid::Uuid;

pub fn dropping_aborts(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    peopled(txn.as_ref());
    drop(txn);
    assert!(
        storage
            .read()
            .expect("a view")
            .books()
            .expect("read")
            .is_empty()
    );
}

pub fn a_commit_is_seen_by_later_readers_only(storage: &impl Storage) {
    let before = storage.read().expect("a view");
    assert!(before.books().expect("read").is_empty());
    let txn = storage.write().expect("a transaction");
    peopled(txn.as_ref());
    txn.commit().expect("durable");
    assert!(before.books().expect("read").is_empty());
    drop(before);
    assert_eq!(
        storage.read().expect("a view").books().expect("read").len(),
        1
    );
}

pub fn writing_through_a_reader_is_an_error(storage: &impl Storage) {
    let txn = storage.read().expect("a view");
    assert!(txn.add_book(BookId(Uuid::nil()), "sổ", None).is_err());
}

pub fn counters_have_no_holes(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    assert_eq!(txn.lock_counter(book).expect("locked").seq, 0);
    assert_eq!(txn.advance(book, 5).expect("moved"), 5);
    assert_eq!(txn.advance(book, 1).expect("moved"), 6);
    assert_eq!(txn.next_admission(book).expect("a number"), 2);
    let counter = txn.counter(book).expect("read");
    assert_eq!((counter.seq, counter.epoch), (6, 1));
}

pub fn a_rolled_back_number_is_given_again(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    txn.commit().expect("durable");
    let txn = storage.write().expect("a transaction");
    txn.advance(book, 10).expect("moved");
    drop(txn);
    let txn = storage.write().expect("a transaction");
    assert_eq!(txn.advance(book, 1).expect("moved"), 1);
}

pub fn writers_wait_for_one_another(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    txn.commit().expect("durable");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..25 {
                    let txn = storage.write().expect("a transaction");
                    let seq = txn.lock_counter(book).expect("locked").seq;
                    assert_eq!(txn.advance(book, 1).expect("moved"), seq + 1);
                    txn.commit().expect("durable");
                }
            });
        }
    });
    assert_eq!(
        storage
            .read()
            .expect("a view")
            .counter(book)
            .expect("read")
            .seq,
        100
    );
}

pub fn links_are_found_at_or_below(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    txn.add_link(book, 5, &[5; 32]).expect("a link");
    txn.add_link(book, 9, &[9; 32]).expect("a link");
    let at = |seq| txn.link_at(book, seq).expect("read");
    assert_eq!(at(4), (0, [0; 32]));
    assert_eq!((at(5), at(8)), ((5, [5; 32]), (5, [5; 32])));
    assert_eq!(at(1000), (9, [9; 32]));
    assert_eq!(txn.links(book).expect("read"), [(5, [5; 32]), (9, [9; 32])]);
}

pub fn books_do_not_share_anything(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let one = peopled(txn.as_ref());
    let two = txn
        .add_book(BookId(Uuid::from_u128(2)), "xã Cẩm Vân", None)
        .expect("a book");
    people(txn.as_ref(), two, 3);
    fed(txn.as_ref(), one, 1, Key::NONE, Visibility::Open);
    txn.advance(one, 1).expect("moved");
    assert_eq!(txn.delta(two, Key::new(1, 1)).expect("read"), None);
    assert_eq!(txn.counter(two).expect("read").seq, 0);
    // The same key may be in both.
    fed(txn.as_ref(), two, 1, Key::NONE, Visibility::Open);
}

pub fn units_are_dated(storage: &impl Storage) {
    let unit = |from: &str, name: &str| UnitRow {
        code: "15178".into(),
        name: name.into(),
        kind: "commune".into(),
        parent: None,
        valid_from: from.into(),
        valid_to: None,
    };
    let txn = storage.write().expect("a transaction");
    txn.put_units(&[unit("2004-07-08", "Cẩm Tân"), unit("2025-07-01", "Cẩm Tân")])
        .expect("units");
    txn.put_units(&[unit("2025-07-01", "Cẩm Tân mới")])
        .expect("again");
    let names: Vec<String> = txn
        .units()
        .expect("read")
        .into_iter()
        .map(|u| u.name)
        .collect();
    assert_eq!(names, ["Cẩm Tân", "Cẩm Tân mới"]);
    let book = txn
        .add_book(BookId(Uuid::from_u128(77)), "xã Cẩm Tân", Some("15178"))
        .expect("a book");
    let belongs = |unit: &str, valid_from: &str, valid_to: Option<&str>| HamletUnitRow {
        hamlet: Key(5),
        unit: unit.into(),
        valid_from: valid_from.into(),
        valid_to: valid_to.map(str::to_owned),
    };
    // A hamlet of a commune that was merged: its past stays with the old unit.
    let dated = [
        belongs("15175", "", Some("2025-06-30")),
        belongs("15178", "2025-07-01", None),
    ];
    txn.put_hamlet_unit(book, &belongs("15175", "", None))
        .expect("begun");
    for row in &dated {
        txn.put_hamlet_unit(book, row).expect("dated");
    }
    assert_eq!(txn.hamlet_units(book).expect("read"), dated);
}
