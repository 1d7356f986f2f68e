//! Members, devices, batches and receipts.

use super::{NOW, device, grant, incarnation, member, peopled, receipt, signature};
use crate::key::Key;
use crate::storage::{BatchRow, CodeRow, DeviceRow, GrantRow, HamletRow, PeopleLogRow, Storage};
use tungnha_core::words::Role;
use tungnha_protocol::PublicKey;

pub fn grants_and_hamlets_are_replaced(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let changed = GrantRow {
        revoked_at: Some(NOW),
        ..grant(Role::Leader)
    };
    txn.put_grant(book, &changed).expect("replaced");
    assert_eq!(txn.grant(book, member()).expect("read"), Some(changed));
    let mut row = HamletRow {
        hamlet: Key::new(1, 3),
        granted_at: NOW,
        ended_at: None,
    };
    txn.put_hamlet(book, member(), &row).expect("granted");
    row.ended_at = Some(NOW.plus(9));
    txn.put_hamlet(book, member(), &row).expect("ended");
    assert_eq!(txn.hamlets(book, member()).expect("read"), [row]);
    assert_eq!(txn.members(book).expect("read").len(), 1);
}

pub fn a_code_is_bound_once(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let mut code = CodeRow {
        book,
        member: member(),
        expires_at: NOW,
        accepts: false,
        used_by: None,
    };
    txn.add_code(&[8; 32], &code, NOW).expect("a code");
    assert_eq!(txn.code(&[8; 32]).expect("read"), Some(code.clone()));
    let first = (PublicKey([1; 32]), incarnation(5));
    txn.use_code(book, &[8; 32], &first.0, first.1)
        .expect("bound");
    txn.use_code(book, &[8; 32], &PublicKey([2; 32]), incarnation(6))
        .expect("no effect");
    code.used_by = Some(first);
    assert_eq!(txn.code(&[8; 32]).expect("read"), Some(code));
    assert_eq!(txn.code(&[9; 32]).expect("read"), None);
}

pub fn unused_codes_can_be_ended(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let code = CodeRow {
        book,
        member: member(),
        expires_at: NOW.plus(60),
        accepts: false,
        used_by: None,
    };
    for n in [8, 9] {
        txn.add_code(&[n; 32], &code, NOW).expect("a code");
    }
    txn.use_code(book, &[9; 32], &PublicKey([1; 32]), incarnation(5))
        .expect("bound");
    let open = |now| txn.open_codes(book, now).expect("read");
    assert_eq!(open(NOW.plus(60)), [(member(), NOW.plus(60))]);
    assert_eq!(open(NOW.plus(61)), []);
    txn.end_codes(book, member(), NOW.plus(-1)).expect("ended");
    assert_eq!(open(NOW), []);
    let used = txn.code(&[9; 32]).expect("read").expect("there");
    assert_eq!(used.expires_at, NOW.plus(60));
    txn.end_codes(book, member(), NOW.plus(99)).expect("ended");
    let ended = txn.code(&[8; 32]).expect("read").expect("there");
    assert_eq!(ended.expires_at, NOW.plus(-1));
}

pub fn what_officers_did_is_the_last_first(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let rows = [(0, None), (2, Some(1)), (4, None)].map(|(act, device)| PeopleLogRow {
        officer: member(),
        act,
        member: member(),
        device,
        at: NOW.plus(i64::from(act)),
    });
    for row in &rows {
        txn.log_people(book, row).expect("kept");
    }
    assert_eq!(txn.people_log(book, 2).expect("read"), [rows[2], rows[1]]);
}

pub fn incarnations_get_small_numbers(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    assert_eq!(txn.number_of(book, incarnation(9)).expect("read"), None);
    let number = txn.number_for(book, incarnation(9)).expect("a number");
    assert_eq!(number, 2);
    assert_eq!(
        txn.number_for(book, incarnation(9)).expect("the same"),
        number
    );
    assert_eq!(
        txn.incarnation(book, number).expect("read"),
        Some(incarnation(9))
    );
}

pub fn devices_are_found_without_their_book(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    txn.set_progress(book, 1, 400, &[4; 32]).expect("kept");
    txn.set_last_sync(book, 1, NOW).expect("kept");
    txn.set_beginner(book, 1, Some(70)).expect("kept");
    txn.set_written(book, 1, 416).expect("kept");
    let expected = DeviceRow {
        highest: 400,
        last_hash: [4; 32],
        last_sync: Some(NOW),
        beginner_until: Some(70),
        written: Some(416),
        ..device(book, 1, 2)
    };
    assert_eq!(
        txn.device(incarnation(2)).expect("read"),
        Some(expected.clone())
    );
    assert_eq!(txn.devices(book).expect("read"), [expected]);
    assert_eq!(txn.device(incarnation(99)).expect("read"), None);
}

pub fn batches_and_receipts_come_back_as_they_were(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let batch = BatchRow {
        number: 1,
        first: 1,
        last: 9,
        previous: [1; 32],
        seed: [2; 16],
        signature: signature(),
        hash: [3; 32],
        admission: 1,
    };
    txn.add_batch(book, &batch).expect("kept");
    assert_eq!(txn.batch(book, 1, 1).expect("read"), Some(batch.clone()));
    assert_eq!(txn.batch(book, 1, 2).expect("read"), None);
    assert_eq!(txn.batches(book).expect("read"), [batch]);
    assert_eq!(txn.admission(book, 1).expect("read"), Some(receipt(1)));
    assert_eq!(txn.admissions(book).expect("read"), [receipt(1)]);
}

pub fn a_fork_is_kept_once(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    for _ in 0..2 {
        txn.keep_fork(book, 1, &[6; 32], NOW, b"whole")
            .expect("kept");
    }
    assert_eq!(txn.forks(book).expect("read"), 1);
}
