//! Acceptance of devices, and its log.

use super::{NOW, device, incarnation, member, peopled};
use crate::storage::{Acceptance, AcceptanceRow, DeviceRow, Storage};

pub fn a_device_waits_until_somebody_decides(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let number = txn.number_for(book, incarnation(9)).expect("a number");
    let waiting = DeviceRow {
        acceptance: Acceptance::Waiting,
        ..device(book, number, 9)
    };
    txn.add_device(&waiting, NOW.plus(5)).expect("a device");
    assert_eq!(
        txn.device(incarnation(9)).expect("read"),
        Some(waiting.clone())
    );
    assert_eq!(
        txn.enrolled_at(book, number).expect("read"),
        Some(NOW.plus(5))
    );
    assert_eq!(txn.enrolled_at(book, 99).expect("read"), None);
    assert!(txn.acceptances(book).expect("read").is_empty());

    let said = |acceptance, by, at| AcceptanceRow {
        device: number,
        acceptance,
        by,
        at,
    };
    let log = [
        said(Acceptance::Refused, Some(member()), NOW.plus(9)),
        said(Acceptance::Accepted, None, NOW.plus(8)),
    ];
    for (at, row) in log.iter().enumerate() {
        txn.set_acceptance(book, row).expect("said");
        let stands = txn.device(incarnation(9)).expect("read").expect("there");
        assert_eq!(stands.acceptance, row.acceptance);
        assert_eq!(txn.acceptances(book).expect("read"), &log[..=at]);
    }
    let other = txn.device(incarnation(2)).expect("read").expect("there");
    assert_eq!(other.acceptance, Acceptance::Accepted);
}
