//! Deltas, the inbox, registers, places and the feed.

use super::{NOW, delta, fed, member, peopled};
use crate::key::Key;
use crate::storage::{DeltaRow, FeedQuery, HamletRow, HeadRow, HeldRow, PlaceRow, Storage, Thing};
use tungnha_core::HeldReason;
use tungnha_core::body::Visibility;
use tungnha_core::words::Role;

pub fn deltas_come_back_as_they_were(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let mut row = delta(1, Key::new(1, 50), Some(1));
    txn.add_delta(book, &row).expect("kept");
    txn.add_delta(book, &delta(2, Key::NONE, None))
        .expect("kept");
    assert_eq!(txn.delta(book, row.key).expect("read"), Some(row.clone()));
    txn.set_needed(book, row.key, 3).expect("kept");
    txn.set_feed(book, row.key, Key::new(1, 51), 7, 2)
        .expect("kept");
    row = DeltaRow {
        needed: 3,
        hamlet: Key::new(1, 51),
        seq: Some(7),
        copies: 2,
        ..row
    };
    assert_eq!(
        txn.deltas_after(book, Key::NONE, 1).expect("read"),
        [row.clone()]
    );
    assert_eq!(txn.deltas_after(book, row.key, 9).expect("read").len(), 1);
    // What is held hangs on nothing yet.
    assert_eq!(txn.keys_of(book, row.subject).expect("read"), [row.key]);
}

pub fn a_delta_is_added_once(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    txn.add_delta(book, &delta(1, Key::NONE, None))
        .expect("kept");
    let again = txn.add_delta(book, &delta(1, Key::NONE, None));
    assert!(again.and_then(|()| txn.commit()).is_err());
}

pub fn the_inbox_is_oldest_first(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let row = |counter, at| HeldRow {
        key: Key::new(1, counter),
        reason: HeldReason::OutOfScope,
        received_at: NOW.plus(at),
    };
    for (counter, at) in [(1, 50), (2, 10)] {
        txn.add_delta(book, &delta(counter, Key::NONE, None))
            .expect("kept");
        txn.hold(book, &row(counter, at)).expect("held");
    }
    assert_eq!(txn.held(book).expect("read"), [row(2, 10), row(1, 50)]);
    let reason = |counter| txn.held_reason(book, Key::new(1, counter)).expect("read");
    assert_eq!((reason(1), reason(3)), (Some(HeldReason::OutOfScope), None));
}

pub fn registers_keep_their_heads(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let (subject, slot) = (Key::new(1, 100), 9 << 24);
    assert!(!txn.has_entries(book, subject, slot).expect("read"));
    for counter in [1, 2] {
        fed(txn.as_ref(), book, counter, Key::NONE, Visibility::Open);
        txn.add_entry(book, subject, slot, Key::new(1, counter), counter)
            .expect("kept");
    }
    txn.set_head(book, subject, slot, Key::new(1, 1), 0)
        .expect("kept");
    txn.set_head(book, subject, slot, Key::new(1, 2), 1)
        .expect("kept");
    txn.add_retraction(book, Key::new(1, 1), Key::new(1, 2))
        .expect("kept");
    let entries = txn.entries(book, subject, slot).expect("read");
    let heads: Vec<_> = entries
        .iter()
        .map(|e| (e.key.counter(), e.head, e.withdrawn))
        .collect();
    assert_eq!(heads, [(1, 0, true), (2, 1, false)]);
    assert_eq!(
        (entries[0].member, entries[0].role),
        (member(), Role::Volunteer)
    );
    let shown = txn
        .shown(book, subject, slot)
        .expect("read")
        .map(|(key, _)| key);
    assert_eq!(shown, Some(Key::new(1, 2)));
    let (key, head) = (Key::new(1, 2), 1);
    let row = HeadRow {
        subject,
        slot,
        head,
        key,
    };
    assert_eq!(txn.heads(book).expect("read"), [row]);
    assert_eq!(txn.retractions(book, Key::new(1, 1)).expect("read"), [key]);
}

pub fn places_can_change(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let mut place = PlaceRow {
        subject: Key::new(1, 100),
        thing: Thing::Resident,
        hamlet: Key::new(1, 50),
        household: Key::new(1, 60),
    };
    txn.put_place(book, &place).expect("kept");
    place.household = Key::new(1, 61);
    txn.put_place(book, &place).expect("moved");
    assert_eq!(txn.place(book, place.subject).expect("read"), Some(place));
    assert_eq!(txn.places(book).expect("read"), [place]);
    assert_eq!(
        txn.things(book, Thing::Resident).expect("read"),
        [place.subject]
    );
    assert_eq!(
        txn.residents(book, Key::new(1, 61)).expect("read"),
        [place.subject]
    );
    assert!(
        txn.residents(book, Key::new(1, 60))
            .expect("read")
            .is_empty()
    );
}

pub fn the_feed_obeys_scope_and_visibility(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let (here, there) = (Key::new(1, 50), Key::new(1, 51));
    let row = HamletRow {
        hamlet: here,
        granted_at: NOW,
        ended_at: None,
    };
    txn.put_hamlet(book, member(), &row).expect("granted");
    fed(txn.as_ref(), book, 1, here, Visibility::Open);
    fed(txn.as_ref(), book, 2, there, Visibility::Open);
    fed(txn.as_ref(), book, 3, here, Visibility::Restricted);
    fed(txn.as_ref(), book, 4, Key::NONE, Visibility::Open);
    txn.set_needed(book, Key::new(1, 4), 0).expect("kept");
    let query = FeedQuery {
        after: 0,
        member: member(),
        whole_book: false,
        visibility: Visibility::Open,
        without: None,
        beginner_until: 0,
        rows: 100,
        bytes: 1000,
    };
    let seqs = |query: FeedQuery| -> Vec<u64> {
        let rows = txn.feed_for(book, &query).expect("read");
        rows.into_iter().map(|row| row.seq).collect()
    };
    assert_eq!(seqs(query), [1, 4]);
    assert_eq!(seqs(FeedQuery { after: 1, ..query }), [4]);
    assert_eq!(
        seqs(FeedQuery {
            beginner_until: 4,
            ..query
        }),
        [1]
    );
    assert!(
        seqs(FeedQuery {
            without: Some(1),
            ..query
        })
        .is_empty()
    );
    assert_eq!(
        seqs(FeedQuery {
            without: Some(2),
            ..query
        }),
        [1, 4]
    );
    let all = FeedQuery {
        whole_book: true,
        visibility: Visibility::Restricted,
        ..query
    };
    assert_eq!(seqs(all), [1, 2, 3, 4]);
    assert_eq!(seqs(FeedQuery { rows: 2, ..all }), [1, 2]);
    // Five bytes each: the row with which the bound is exceeded is the last.
    assert_eq!(seqs(FeedQuery { bytes: 9, ..all }), [1, 2]);
    txn.put_hamlet(
        book,
        member(),
        &HamletRow {
            ended_at: Some(NOW),
            ..row
        },
    )
    .expect("ended");
    assert_eq!(seqs(query), [4]);
}

pub fn retired_rows_stay_in_the_leaves(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let (here, there) = (Key::new(1, 50), Key::new(1, 51));
    fed(txn.as_ref(), book, 1, here, Visibility::Open);
    txn.retire(book, 1, 1).expect("retired");
    txn.feed(book, 2, here, Visibility::Open, Key::new(1, 1))
        .expect("fed");
    txn.feed(book, 3, there, Visibility::Open, Key::new(1, 1))
        .expect("fed");
    assert_eq!(txn.fed_to(book, 2, 2).expect("read"), [here, there]);
    assert!(txn.fed_to(book, 1, 1).expect("read").is_empty());
    assert_eq!(txn.leaves(book, 0, 3).expect("read"), [[1; 32]; 3]);
    assert_eq!(txn.leaves(book, 1, 2).expect("read"), [[1; 32]]);
}
