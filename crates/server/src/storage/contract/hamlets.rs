//! What stands in a hamlet, clocks and announced addresses.

use super::{NOW, delta, fed, peopled};
use crate::key::{BookNo, Key};
use crate::storage::{DeltaRow, DeviceClock, LiveQuery, PlaceRow, Storage, StorageTxn, Thing};
use tungnha_core::Slot;
use tungnha_core::body::Visibility;
use tungnha_protocol::keys::SigningKey;
use tungnha_protocol::{Addresses, SignedAddresses};

const HERE: Key = Key::new(1, 50);
const THERE: Key = Key::new(1, 51);

/// A thing that one delta began, which its register shows.
fn thing(txn: &dyn StorageTxn, book: BookNo, counter: u32, place: PlaceRow, slot: Slot) {
    let row = DeltaRow {
        kind: place.thing as u16 + 1,
        subject: place.subject,
        ..delta(counter, place.hamlet, Some(u64::from(counter)))
    };
    txn.add_delta(book, &row).expect("a delta");
    txn.add_entry(book, place.subject, slot.code(), row.key, 1)
        .expect("an entry");
    txn.put_place(book, &place).expect("a place");
}

fn door(counter: u32, hamlet: Key) -> PlaceRow {
    PlaceRow {
        subject: Key::new(1, counter),
        thing: Thing::Household,
        hamlet,
        household: Key::NONE,
    }
}

fn person(counter: u32, hamlet: Key, door: u32) -> PlaceRow {
    PlaceRow {
        subject: Key::new(1, counter),
        thing: Thing::Resident,
        hamlet,
        household: Key::new(1, door),
    }
}

fn standing(txn: &dyn StorageTxn, book: BookNo, visibility: Visibility, kinds: u16) -> Vec<u32> {
    let heads = txn.standing_in(book, HERE, visibility, kinds);
    let mut counters: Vec<u32> = heads
        .expect("read")
        .iter()
        .map(|head| head.key.counter())
        .collect();
    counters.sort_unstable();
    counters
}

pub fn heads_stand_where_their_things_do(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let txn = txn.as_ref();
    let book = peopled(txn);
    thing(txn, book, 1, door(1, HERE), Slot::Household);
    thing(txn, book, 2, person(2, HERE, 1), Slot::Resident);
    thing(txn, book, 3, door(3, THERE), Slot::Household);
    let about = |counter, kind, visibility, needed| {
        let row = DeltaRow {
            kind,
            visibility,
            needed,
            subject: Key::new(1, 2),
            ..delta(counter, HERE, Some(u64::from(counter)))
        };
        txn.add_delta(book, &row).expect("a delta");
    };
    about(4, 9, Visibility::Open, 1);
    about(5, 8, Visibility::Restricted, 1);
    about(6, 9, Visibility::Open, 0);
    about(7, 13, Visibility::Open, 1);
    about(8, 13, Visibility::Open, 1);
    let review = Slot::Review.code();
    for (key, head) in [(7, 2), (8, 1)] {
        let (claim, key) = (Key::new(1, 4), Key::new(1, key));
        txn.add_entry(book, claim, review, key, head)
            .expect("an entry");
    }
    assert_eq!(
        standing(txn, book, Visibility::Restricted, 12),
        [1, 2, 4, 5]
    );
    assert_eq!(standing(txn, book, Visibility::Open, 12), [1, 2, 4]);
    assert_eq!(standing(txn, book, Visibility::Restricted, 8), [1, 2, 5]);
    let heads = txn.standing_in(book, HERE, Visibility::Open, 12);
    let heads = heads.expect("read");
    let claim = heads.iter().find(|head| head.key.counter() == 4);
    let claim = claim.expect("there");
    assert_eq!(
        (claim.bytes.as_slice(), claim.review),
        ([4; 5].as_slice(), Some(Key::new(1, 8)))
    );
    // Nothing of the door is shown any more: nor does the person behind it stand anywhere.
    txn.set_head(
        book,
        Key::new(1, 1),
        Slot::Household.code(),
        Key::new(1, 1),
        0,
    )
    .expect("kept");
    assert!(standing(txn, book, Visibility::Restricted, 12).is_empty());
}

pub fn live_rows_of_a_hamlet_come_in_parts(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    fed(txn.as_ref(), book, 1, HERE, Visibility::Open);
    fed(txn.as_ref(), book, 2, THERE, Visibility::Open);
    fed(txn.as_ref(), book, 3, HERE, Visibility::Restricted);
    fed(txn.as_ref(), book, 4, Key::NONE, Visibility::Open);
    fed(txn.as_ref(), book, 5, HERE, Visibility::Open);
    fed(txn.as_ref(), book, 6, HERE, Visibility::Open);
    txn.retire(book, 6, 1).expect("retired");
    let all = LiveQuery {
        hamlet: HERE,
        after: 0,
        visibility: Visibility::Restricted,
        rows: 100,
        bytes: 1000,
    };
    let seqs = |query: LiveQuery| -> Vec<u64> {
        let rows = txn.live_in(book, &query).expect("read");
        rows.into_iter().map(|row| row.seq).collect()
    };
    assert_eq!(seqs(all), [1, 3, 4, 5]);
    let open = LiveQuery {
        visibility: Visibility::Open,
        ..all
    };
    assert_eq!(seqs(open), [1, 4, 5]);
    assert_eq!(
        seqs(LiveQuery {
            after: 1,
            rows: 2,
            ..all
        }),
        [3, 4]
    );
    // Five bytes each: the row with which the bound is exceeded is the last.
    assert_eq!(seqs(LiveQuery { bytes: 9, ..all }), [1, 3]);
}

pub fn named_households_are_remembered_once(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let (one, two) = (Key::new(1, 61), Key::new(1, 62));
    for (household, resident) in [(one, 7), (one, 8), (two, 7), (one, 7)] {
        txn.name_household(book, household, Key::new(1, resident))
            .expect("kept");
    }
    let named = |household| txn.named_in(book, household).expect("read");
    assert_eq!(named(one), [Key::new(1, 7), Key::new(1, 8)]);
    assert_eq!(named(two), [Key::new(1, 7)]);
    assert!(named(Key::new(1, 63)).is_empty());
}

pub fn clocks_are_noted(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let clock = || txn.devices(book).expect("read")[0].clock;
    assert_eq!(clock(), DeviceClock::default());
    for off in [i64::MAX, -190_000_000] {
        txn.note_clock(book, 1, off).expect("noted");
        assert_eq!(clock().off, Some(off));
    }
    for more in [2, 3] {
        txn.add_doubtful_stamps(book, 1, more).expect("counted");
    }
    assert_eq!(clock().doubtful_stamps, 5);
}

pub fn announced_addresses_come_back(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    assert_eq!(txn.book(book).expect("read").addresses, None);
    for issued_at in [NOW.0, NOW.0 + 1] {
        let list = Addresses {
            issued_at,
            at: vec!["192.168.1.20:8443".to_owned()],
        };
        let signed = SignedAddresses::sign(&list, &SigningKey::from_seed(&[1; 32]));
        txn.announce(book, &signed).expect("kept");
        assert_eq!(
            txn.book(book).expect("read").addresses,
            Some(signed.clone())
        );
        assert_eq!(txn.books().expect("read")[0].addresses, Some(signed));
    }
}
