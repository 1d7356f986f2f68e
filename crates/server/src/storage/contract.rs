//! One suite for every implementation of [`Storage`]. Test bodies are plain functions; the macro only stamps
//! out their `#[test]` wrappers for a constructor that gives `(storage, whatever keeps it alive)`.

mod acceptance;
mod deltas;
mod hamlets;
mod inbox;
mod lives;
mod people;
mod pictures;
mod transactions;

pub use acceptance::*;
pub use deltas::*;
pub use hamlets::*;
pub use inbox::*;
pub use lives::*;
pub use people::*;
pub use pictures::*;
pub use transactions::*;

use super::{AdmissionRow, DeltaRow, DeviceRow, GrantRow, MemberRow, StorageTxn};
use crate::key::{BookNo, Key};
use tungnha_core::body::Visibility;
use tungnha_core::words::Role;
use tungnha_core::{BookId, Incarnation, Instant, MemberId};
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
            unused_codes_can_be_ended,
            what_officers_did_is_the_last_first,
            a_device_waits_until_somebody_decides,
            incarnations_get_small_numbers,
            devices_are_found_without_their_book,
            batches_and_receipts_come_back_as_they_were,
            a_fork_is_kept_once,
            deltas_come_back_as_they_were,
            a_delta_is_added_once,
            the_inbox_is_oldest_first,
            what_was_held_can_count_later,
            decisions_are_numbered_and_addressed,
            settlements_are_found_from_both_sides,
            copies_are_told,
            registers_keep_their_heads,
            places_can_change,
            heads_stand_where_their_things_do,
            live_rows_of_a_hamlet_come_in_parts,
            named_households_are_remembered_once,
            clocks_are_noted,
            a_picture_grows_and_becomes_whole,
            announced_addresses_come_back,
            the_feed_obeys_scope_and_visibility,
            a_new_life_keeps_readers_waiting,
            a_backup_is_never_forgotten,
            a_reissued_device_knows_its_first_name,
            what_hangs_nowhere_is_known,
            who_is_spoken_of_is_known,
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
    let book = txn
        .add_book(BookId(Uuid::from_u128(1)), "xã Cẩm Tân", Some("15178"))
        .expect("a book");
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
    txn.put_grant(book, &grant(Role::Volunteer))
        .expect("a grant");
    let number = txn.number_for(book, incarnation(name)).expect("a number");
    txn.add_device(&device(book, number, name), NOW)
        .expect("a device");
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
    let key = PublicKey([3; 32]);
    DeviceRow::begun(book, number, incarnation(name), member(), key, "điện thoại")
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
    txn.feed(book, u64::from(counter), hamlet, visibility, row.key)
        .expect("fed");
}
