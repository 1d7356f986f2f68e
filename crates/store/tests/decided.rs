//! What people decide about held work is heard on whatever phone of the member, and changes what counts.

mod field;

use field::{PHONE, agrees, cursor, id, phone, receipt, roll, say, take, visit};
use tempfile::TempDir;
use tungnha_core::{Admission, DeltaId, HeldReason, Incarnation, Instant, Verdict};
use tungnha_protocol::{Decided, SignedAdmission};
use tungnha_store::{Store, StoreError};
use uuid::Uuid;

/// The member's other phone, which lies in a canal.
const LOST: Incarnation = Incarnation(Uuid::from_u128(77));

fn o(counter: u32) -> DeltaId {
    id(field::OFFICE, counter)
}

fn decision(
    number: u64,
    about: DeltaId,
    held: Option<HeldReason>,
    words: Option<&str>,
) -> (Decided, Admission) {
    let reasons: Vec<_> = held
        .map(|reason| (about.counter, reason))
        .into_iter()
        .collect();
    let (signed, admission) = receipt(about, about.counter, &reasons);
    let mut delta = field::delta(about, visit(o(3)));
    if about.incarnation == PHONE {
        // As `held` said them, one second after the other.
        delta.stamped = Instant(99 + i64::from(about.counter));
    }
    let record = delta.to_bytes();
    let decided = Decided {
        number,
        delta: about.into(),
        admission: signed,
        reason: words.map(str::to_owned),
        by: "Phạm Văn Công".into(),
        at: 400 + number as i64,
        record,
    };
    (decided, admission)
}

fn hear(store: &mut Store, heard: &(Decided, Admission)) {
    store
        .write(|txn| txn.take_decided(&heard.0, &heard.1))
        .expect("heard");
    agrees(store);
}

/// A phone with two held visits.
fn held(folder: &TempDir) -> Store {
    let mut store = phone(folder);
    take(&mut store, &roll(), 6);
    say(&mut store, visit(o(3)), 100);
    say(&mut store, visit(o(3)), 101);
    let reason = HeldReason::OutOfScope;
    let (signed, admission) = receipt(id(PHONE, 1), 2, &[(1, reason), (2, reason)]);
    store
        .write(|txn| txn.take_receipt(&signed, &admission))
        .expect("a receipt");
    store
}

#[test]
fn an_admitted_one_counts_and_a_rejected_one_says_why() {
    let folder = TempDir::new().expect("a folder");
    let mut store = held(&folder);
    let counts = store.read(|txn| txn.work_counts()).expect("read");
    assert_eq!((counts.received, counts.held), (0, 2));
    hear(&mut store, &decision(1, id(PHONE, 1), None, None));
    let no = Some(HeldReason::Rejected);
    let rejected = decision(2, id(PHONE, 2), no, Some("nhà không có thật"));
    hear(&mut store, &rejected);
    hear(&mut store, &rejected);
    let counts = store.read(|txn| txn.work_counts()).expect("read");
    assert_eq!((counts.received, counts.held, counts.rejected), (1, 0, 1));
    store
        .read(|txn| {
            assert_eq!(txn.held()?, []);
            assert_eq!(txn.decided_through()?, Some(2));
            let decided = txn.decided(10)?;
            assert_eq!(decided.len(), 2);
            assert_eq!(decided[0].verdict, Verdict::Held(HeldReason::Rejected));
            assert_eq!(decided[0].words.as_deref(), Some("nhà không có thật"));
            assert_eq!((decided[0].kind, decided[0].subject), ("visit", Some(o(3))));
            assert_eq!(decided[1].verdict, Verdict::Admitted);
            Ok::<_, StoreError>(())
        })
        .expect("read");
    // A change of mind: admitting always wins.
    hear(&mut store, &decision(3, id(PHONE, 2), None, None));
    let counts = store.read(|txn| txn.work_counts()).expect("read");
    assert_eq!((counts.received, counts.rejected), (2, 0));
}

#[test]
fn a_decision_about_a_lost_phone_is_told_and_changes_nothing_else() {
    let folder = TempDir::new().expect("a folder");
    let mut store = held(&folder);
    let before = store.read(|txn| txn.work_counts()).expect("read");
    let heard = decision(1, id(LOST, 5), Some(HeldReason::Rejected), Some("trùng"));
    hear(&mut store, &heard);
    let after = store.read(|txn| txn.work_counts()).expect("read");
    assert_eq!(before, after);
    let decided = store.read(|txn| txn.decided(10)).expect("read");
    let delta = decided[0].delta.as_ref().expect("its words came along");
    assert_eq!(delta.body, visit(o(3)));
    assert_eq!(delta.stamped, Instant(100));
}

#[test]
fn a_restored_server_counts_its_decisions_anew_and_the_words_stay() {
    let folder = TempDir::new().expect("a folder");
    let mut store = held(&folder);
    let no = Some(HeldReason::Rejected);
    hear(
        &mut store,
        &decision(7, id(PHONE, 2), no, Some("nhà không có thật")),
    );
    store
        .write(|txn| txn.set_cursor(&cursor(2, 1)))
        .expect("another life");
    assert_eq!(store.read(|txn| txn.decided_through()).expect("read"), None);
    hear(&mut store, &decision(1, id(PHONE, 2), no, None));
    hear(&mut store, &decision(2, id(PHONE, 1), None, None));
    let decided = store.read(|txn| txn.decided(10)).expect("read");
    assert_eq!(decided.len(), 2);
    assert_eq!(decided[0].words.as_deref(), Some("nhà không có thật"));
    assert_eq!(
        store.read(|txn| txn.decided_through()).expect("read"),
        Some(2)
    );
}

#[test]
fn signed_decisions_are_shown_to_a_server_that_may_have_lost_them() {
    let folder = TempDir::new().expect("a folder");
    let mut store = held(&folder);
    hear(&mut store, &decision(1, id(PHONE, 1), None, None));
    let shown = |store: &mut Store, decisions| -> Vec<SignedAdmission> {
        store
            .read(|txn| txn.receipts_about(PHONE, &[], decisions))
            .expect("read")
    };
    assert!(shown(&mut store, false).is_empty());
    assert_eq!(shown(&mut store, true).len(), 1);
}

#[test]
fn a_decision_about_another_delta_than_it_names_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let mut store = held(&folder);
    let (mut decided, admission) = decision(1, id(PHONE, 1), None, None);
    decided.delta = id(PHONE, 2).into();
    field::crash(store.write(|txn| txn.take_decided(&decided, &admission)));
    agrees(&mut store);
}

#[test]
fn a_decision_about_the_other_copy_of_this_file_leaves_its_own_words_waiting() {
    let folder = TempDir::new().expect("a folder");
    let mut store = held(&folder);
    // This copy says a third thing; the other copy said something else under the same name, and was decided.
    say(&mut store, visit(o(3)), 500);
    let before = store.read(|txn| txn.outbox()).expect("read");
    assert_eq!(before.unsent, 1);
    hear(
        &mut store,
        &decision(1, id(PHONE, 3), Some(HeldReason::Rejected), Some("trùng")),
    );
    assert_eq!(store.read(|txn| txn.outbox()).expect("read"), before);
    let decided = store.read(|txn| txn.decided(10)).expect("read");
    assert_eq!(decided.len(), 1);
}
