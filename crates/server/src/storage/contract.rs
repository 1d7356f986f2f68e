//! One suite for every implementation of [`Storage`]. Test bodies are plain functions; the macro only stamps
//! out their `#[test]` wrappers for a constructor that gives `(storage, whatever keeps it alive)`.

use super::{
    AdmissionRow, BatchRow, CodeRow, DeltaRow, DeviceRow, FeedQuery, GrantRow, HamletRow, HeadRow,
    HeldRow, MemberRow, PlaceRow, Storage, StorageTxn, Thing, UnitRow,
};
use crate::key::{BookNo, Key};
use tungnha_core::body::Visibility;
use tungnha_core::words::Role;
use tungnha_core::{BookId, HeldReason, Incarnation, Instant, MemberId};
use tungnha_protocol::keys::SigningKey;
use tungnha_protocol::{PublicKey, Signature, SignedAdmission};
use uuid::Uuid;

/// Stamps out the suite for `$make`, a `Fn() -> (impl Storage, impl Sized)`.
#[macro_export]
macro_rules! storage_contract {
    ($make:expr) => {
        $crate::storage_contract!(@ $make;
            dropping_aborts,
            a_commit_is_seen_by_later_readers_only,
            writing_through_a_reader_is_an_error,
            counters_have_no_holes,
            a_rolled_back_number_is_given_again,
            writers_wait_for_one_another,
            links_are_found_at_or_below,
            books_do_not_share_anything,
            units_are_dated,
            grants_and_hamlets_are_replaced,
            a_code_is_bound_once,
            incarnations_get_small_numbers,
            devices_are_found_without_their_book,
            batches_and_receipts_come_back_as_they_were,
            a_fork_is_kept_once,
            deltas_come_back_as_they_were,
            a_delta_is_added_once,
            the_inbox_is_oldest_first,
            registers_keep_their_heads,
            places_can_change,
            the_feed_obeys_scope_and_visibility,
            retired_rows_stay_in_the_leaves
        );
    };
    (@ $make:expr; $($name:ident),+) => {
        $(#[test]
        fn $name() {
            let (storage, _alive) = ($make)();
            $crate::storage::contract::$name(&storage);
        })+
    };
}

const NOW: Instant = Instant(1_734_267_600);

fn member() -> MemberId {
    MemberId(Uuid::from_u128(7))
}

fn incarnation(n: u128) -> Incarnation {
    Incarnation(Uuid::from_u128(n))
}

fn signature() -> Signature {
    SigningKey::from_seed(&[1; 32]).sign(b"any")
}

/// A book with one member, one device (number 1) and one receipt (number 1).
fn peopled(txn: &dyn StorageTxn) -> BookNo {
    let book = txn.add_book(BookId(Uuid::from_u128(1)), "xã Cẩm Tân", Some("15178")).expect("a book");
    people(txn, book, 2);
    book
}

fn people(txn: &dyn StorageTxn, book: BookNo, name: u128) {
    let row = MemberRow {
        id: member(),
        name: "Nguyễn Văn Mẫu".into(),
        organisation: None,
    };
    txn.add_member(book, &row, NOW).expect("a member");
    txn.put_grant(book, &grant(Role::Volunteer)).expect("a grant");
    let number = txn.number_for(book, incarnation(name)).expect("a number");
    txn.add_device(&device(book, number, name), NOW).expect("a device");
    let receipt = receipt(txn.next_admission(book).expect("a number"));
    txn.add_admission(book, &receipt).expect("a receipt");
}

fn grant(role: Role) -> GrantRow {
    GrantRow {
        member: member(),
        role,
        whole_book: false,
        issued_at: NOW,
        expires_at: NOW.plus(100),
        widened_at: NOW,
        revoked_at: None,
    }
}

fn device(book: BookNo, number: u32, name: u128) -> DeviceRow {
    DeviceRow {
        book,
        number,
        incarnation: incarnation(name),
        member: member(),
        key: PublicKey([3; 32]),
        name: "điện thoại".into(),
        highest: 0,
        last_hash: [0; 32],
        last_sync: None,
    }
}

fn receipt(number: i64) -> AdmissionRow {
    AdmissionRow {
        number,
        incarnation: 1,
        range: (1, 9),
        received_at: NOW,
        member: member(),
        role: Role::Volunteer,
        signed: SignedAdmission {
            bytes: vec![1, 2, 3],
            signature: signature(),
        },
    }
}

fn delta(counter: u32, hamlet: Key, seq: Option<u64>) -> DeltaRow {
    DeltaRow {
        key: Key::new(1, counter),
        kind: 9,
        subject: Key::new(1, 100),
        hamlet,
        visibility: Visibility::Open,
        stamped: NOW,
        admission: 1,
        seq,
        copies: u32::from(seq.is_some()),
        needed: 1,
        bytes: vec![counter as u8; 5],
        leaf: [counter as u8; 32],
    }
}

/// Adds an admitted delta fed to one hamlet at `seq` = counter.
fn fed(txn: &dyn StorageTxn, book: BookNo, counter: u32, hamlet: Key, visibility: Visibility) {
    let row = DeltaRow {
        visibility,
        ..delta(counter, hamlet, Some(u64::from(counter)))
    };
    txn.add_delta(book, &row).expect("a delta");
    txn.feed(book, u64::from(counter), hamlet, visibility, row.key).expect("fed");
}

pub fn dropping_aborts(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    peopled(txn.as_ref());
    drop(txn);
    assert!(storage.read().expect("a view").books().expect("read").is_empty());
}

pub fn a_commit_is_seen_by_later_readers_only(storage: &impl Storage) {
    let before = storage.read().expect("a view");
    assert!(before.books().expect("read").is_empty());
    let txn = storage.write().expect("a transaction");
    peopled(txn.as_ref());
    txn.commit().expect("durable");
    assert!(before.books().expect("read").is_empty());
    drop(before);
    assert_eq!(storage.read().expect("a view").books().expect("read").len(), 1);
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
    assert_eq!(storage.read().expect("a view").counter(book).expect("read").seq, 100);
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
    let two = txn.add_book(BookId(Uuid::from_u128(2)), "xã Cẩm Vân", None).expect("a book");
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
    txn.put_units(&[unit("2004-07-08", "Cẩm Tân"), unit("2025-07-01", "Cẩm Tân")]).expect("units");
    txn.put_units(&[unit("2025-07-01", "Cẩm Tân mới")]).expect("again");
    let names: Vec<String> = txn.units().expect("read").into_iter().map(|u| u.name).collect();
    assert_eq!(names, ["Cẩm Tân", "Cẩm Tân mới"]);
}

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
        used_by: None,
    };
    txn.add_code(&[8; 32], &code, NOW).expect("a code");
    assert_eq!(txn.code(&[8; 32]).expect("read"), Some(code.clone()));
    let first = (PublicKey([1; 32]), incarnation(5));
    txn.use_code(book, &[8; 32], &first.0, first.1).expect("bound");
    txn.use_code(book, &[8; 32], &PublicKey([2; 32]), incarnation(6)).expect("no effect");
    code.used_by = Some(first);
    assert_eq!(txn.code(&[8; 32]).expect("read"), Some(code));
    assert_eq!(txn.code(&[9; 32]).expect("read"), None);
}

pub fn incarnations_get_small_numbers(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    assert_eq!(txn.number_of(book, incarnation(9)).expect("read"), None);
    let number = txn.number_for(book, incarnation(9)).expect("a number");
    assert_eq!(number, 2);
    assert_eq!(txn.number_for(book, incarnation(9)).expect("the same"), number);
    assert_eq!(txn.incarnation(book, number).expect("read"), Some(incarnation(9)));
}

pub fn devices_are_found_without_their_book(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    txn.set_progress(book, 1, 400, &[4; 32]).expect("kept");
    txn.set_last_sync(book, 1, NOW).expect("kept");
    let expected = DeviceRow {
        highest: 400,
        last_hash: [4; 32],
        last_sync: Some(NOW),
        ..device(book, 1, 2)
    };
    assert_eq!(txn.device(incarnation(2)).expect("read"), Some(expected.clone()));
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
        txn.keep_fork(book, 1, &[6; 32], NOW, b"whole").expect("kept");
    }
    assert_eq!(txn.forks(book).expect("read"), 1);
}

pub fn deltas_come_back_as_they_were(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let mut row = delta(1, Key::new(1, 50), Some(1));
    txn.add_delta(book, &row).expect("kept");
    txn.add_delta(book, &delta(2, Key::NONE, None)).expect("kept");
    assert_eq!(txn.delta(book, row.key).expect("read"), Some(row.clone()));
    txn.set_needed(book, row.key, 3).expect("kept");
    txn.set_feed(book, row.key, Key::new(1, 51), 7, 2).expect("kept");
    row = DeltaRow {
        needed: 3,
        hamlet: Key::new(1, 51),
        seq: Some(7),
        copies: 2,
        ..row
    };
    assert_eq!(txn.deltas_after(book, Key::NONE, 1).expect("read"), [row.clone()]);
    assert_eq!(txn.deltas_after(book, row.key, 9).expect("read").len(), 1);
    // What is held hangs on nothing yet.
    assert_eq!(txn.keys_of(book, row.subject).expect("read"), [row.key]);
}

pub fn a_delta_is_added_once(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    txn.add_delta(book, &delta(1, Key::NONE, None)).expect("kept");
    assert!(txn.add_delta(book, &delta(1, Key::NONE, None)).is_err());
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
        txn.add_delta(book, &delta(counter, Key::NONE, None)).expect("kept");
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
        txn.add_entry(book, subject, slot, Key::new(1, counter), counter).expect("kept");
    }
    txn.set_head(book, subject, slot, Key::new(1, 1), 0).expect("kept");
    txn.set_head(book, subject, slot, Key::new(1, 2), 1).expect("kept");
    txn.add_retraction(book, Key::new(1, 1), Key::new(1, 2)).expect("kept");
    let entries = txn.entries(book, subject, slot).expect("read");
    let heads: Vec<_> = entries.iter().map(|e| (e.key.counter(), e.head, e.withdrawn)).collect();
    assert_eq!(heads, [(1, 0, true), (2, 1, false)]);
    assert_eq!((entries[0].member, entries[0].role), (member(), Role::Volunteer));
    let shown = txn.shown(book, subject, slot).expect("read").map(|(key, _)| key);
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
    assert_eq!(txn.things(book, Thing::Resident).expect("read"), [place.subject]);
    assert_eq!(txn.residents(book, Key::new(1, 61)).expect("read"), [place.subject]);
    assert!(txn.residents(book, Key::new(1, 60)).expect("read").is_empty());
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
        beginner: false,
        rows: 100,
        bytes: 1000,
    };
    let seqs = |query: FeedQuery| -> Vec<u64> {
        let rows = txn.feed_for(book, &query).expect("read");
        rows.into_iter().map(|row| row.seq).collect()
    };
    assert_eq!(seqs(query), [1, 4]);
    assert_eq!(seqs(FeedQuery { after: 1, ..query }), [4]);
    assert_eq!(seqs(FeedQuery { beginner: true, ..query }), [1]);
    assert!(seqs(FeedQuery { without: Some(1), ..query }).is_empty());
    assert_eq!(seqs(FeedQuery { without: Some(2), ..query }), [1, 4]);
    let all = FeedQuery {
        whole_book: true,
        visibility: Visibility::Restricted,
        ..query
    };
    assert_eq!(seqs(all), [1, 2, 3, 4]);
    assert_eq!(seqs(FeedQuery { rows: 2, ..all }), [1, 2]);
    // Five bytes each: the row with which the bound is exceeded is the last.
    assert_eq!(seqs(FeedQuery { bytes: 9, ..all }), [1, 2]);
    txn.put_hamlet(book, member(), &HamletRow { ended_at: Some(NOW), ..row }).expect("ended");
    assert_eq!(seqs(query), [4]);
}

pub fn retired_rows_stay_in_the_leaves(storage: &impl Storage) {
    let txn = storage.write().expect("a transaction");
    let book = peopled(txn.as_ref());
    let (here, there) = (Key::new(1, 50), Key::new(1, 51));
    fed(txn.as_ref(), book, 1, here, Visibility::Open);
    txn.retire(book, 1, 1).expect("retired");
    txn.feed(book, 2, here, Visibility::Open, Key::new(1, 1)).expect("fed");
    txn.feed(book, 3, there, Visibility::Open, Key::new(1, 1)).expect("fed");
    assert_eq!(txn.fed_to(book, 2, 2).expect("read"), [here, there]);
    assert!(txn.fed_to(book, 1, 1).expect("read").is_empty());
    assert_eq!(txn.leaves(book, 0, 3).expect("read"), [[1; 32]; 3]);
    assert_eq!(txn.leaves(book, 1, 2).expect("read"), [[1; 32]]);
}
