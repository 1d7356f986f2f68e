//! Pictures in parts.

use super::peopled;
use crate::key::Key;
use crate::storage::{PictureRow, Storage};

pub fn a_picture_grows_and_becomes_whole(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let (photo, other) = (Key(77), Key(78));
    assert_eq!(
        txn.picture(book, photo).expect("read"),
        PictureRow::default()
    );
    assert!(txn.picture_bytes(book, photo).expect("read").is_empty());

    txn.set_picture(book, photo, b"half", false).expect("set");
    txn.set_picture(book, other, b"whole", true).expect("set");
    let row = txn.picture(book, photo).expect("read");
    assert_eq!((row.have, row.whole), (4, false));
    assert_eq!(txn.picture_bytes(book, photo).expect("read"), b"half");
    assert_eq!(txn.whole_pictures(book).expect("read"), [other]);

    txn.set_picture(book, photo, b"half and half", true)
        .expect("set");
    assert_eq!(txn.whole_pictures(book).expect("read"), [photo, other]);
    assert_eq!(txn.picture(book, photo).expect("read").have, 13);
}
