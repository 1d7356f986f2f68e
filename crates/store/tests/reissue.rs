//! A file that turned out to be a copy goes on under another name, and nothing that it said is lost.

mod field;

use field::{PHONE, account, agrees, id, phone, receipt, resident, roll, say, take, visit};
use std::collections::BTreeSet;
use tempfile::TempDir;
use tungnha_core::body::Retract;
use tungnha_core::record::{Record, Value};
use tungnha_core::words::{Source, Stage};
use tungnha_core::{Body, DeltaId, Incarnation, Instant};
use tungnha_store::read::{ClaimFilter, ClaimState};
use tungnha_store::{Store, StoreError};
use uuid::Uuid;

const FRESH: Incarnation = Incarnation(Uuid::from_u128(100));
const FRESHER: Incarnation = Incarnation(Uuid::from_u128(101));

fn o(counter: u32) -> DeltaId {
    id(field::OFFICE, counter)
}

/// An evening: one batch with its receipt, one without, and something in no batch yet.
fn evening(store: &mut Store) {
    take(store, &roll(), 6);
    say(store, visit(o(3)), 1000);
    say(
        store,
        account(o(5), Source::VolunteerClaim, Stage::NotRegistered, None),
        1001,
    );
    seal(store, 1);
    received(store, id(PHONE, 1), 2);
    let seen = say(store, visit(o(3)), 1100);
    let claim = account(o(5), Source::VolunteerClaim, Stage::Activated, Some(seen));
    say(store, claim, 1101);
    let new = say(store, resident(None, o(3), "Ngô Thị Út"), 1102);
    say(
        store,
        account(new, Source::CitizenStatement, Stage::Activated, Some(seen)),
        1103,
    );
    seal(store, 2);
    let unknown = Record {
        kind: 999,
        fields: vec![
            (1, Value::Int(0)),
            (3, Value::Id(new)),
            (4, Value::Ids(vec![o(5), seen])),
        ],
    };
    say(store, Body::Unknown(unknown), 1104);
    say(store, Retract { target: seen }.into(), 1105);
}

fn seal(store: &mut Store, seed: u8) {
    store
        .write(|txn| txn.seal_batches(|| [seed; 16]))
        .expect("sealed");
}

fn received(store: &mut Store, first: DeltaId, last: u32) {
    let (signed, admission) = receipt(first, last, &[]);
    store
        .write(|txn| txn.take_receipt(&signed, &admission))
        .expect("a receipt");
}

fn reissue(store: &mut Store, copied: Incarnation, fresh: Incarnation) -> bool {
    store
        .write(|txn| txn.reissue(copied, fresh, Instant(2000)))
        .expect("reissued")
}

fn body(store: &mut Store, id: DeltaId) -> Option<Body> {
    let said = store.read(|txn| txn.statement(id)).expect("read");
    said.map(|delta| delta.body)
}

#[test]
fn what_has_no_receipt_is_said_again_with_its_names_renamed() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    evening(&mut store);
    assert_eq!(field::unsent(&mut store), 6);
    assert!(reissue(&mut store, PHONE, FRESH));
    assert_eq!(field::unsent(&mut store), 6);
    agrees(&mut store);

    let n = |counter| id(FRESH, counter);
    assert_eq!(body(&mut store, n(1)), Some(visit(o(3))));
    let claim = account(o(5), Source::VolunteerClaim, Stage::Activated, Some(n(1)));
    assert_eq!(body(&mut store, n(2)), Some(claim));
    assert_eq!(
        body(&mut store, n(3)),
        Some(resident(None, o(3), "Ngô Thị Út"))
    );
    let told = account(n(3), Source::CitizenStatement, Stage::Activated, Some(n(1)));
    assert_eq!(body(&mut store, n(4)), Some(told));
    let Some(Body::Unknown(record)) = body(&mut store, n(5)) else {
        panic!("what nobody understands is kept");
    };
    assert_eq!(record.get(3), Some(&Value::Id(n(3))));
    assert_eq!(record.get(4), Some(&Value::Ids(vec![o(5), n(1)])));
    assert_eq!(
        body(&mut store, n(6)),
        Some(Retract { target: n(1) }.into())
    );

    let second = store
        .read(|txn| txn.statement(n(2)))
        .expect("read")
        .expect("here");
    assert_eq!(
        second.supersedes,
        vec![id(PHONE, 2)],
        "a receipted head keeps its name"
    );
    assert_eq!(second.stamped, Instant(1101));
    for counter in 3..=8 {
        assert_eq!(body(&mut store, id(PHONE, counter)), None);
    }
    assert!(
        body(&mut store, id(PHONE, 2)).is_some(),
        "what was received stays"
    );
}

#[test]
fn batches_start_anew_and_those_with_a_receipt_stay() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    evening(&mut store);
    reissue(&mut store, PHONE, FRESH);
    seal(&mut store, 3);
    store
        .read(|txn| {
            let waiting = txn.unreceipted(10, usize::MAX)?;
            let ranges: Vec<_> = waiting.iter().map(|b| (b.first, b.last)).collect();
            assert_eq!(ranges, [(1, 6)]);
            assert_eq!(txn.oldest_waiting(PHONE)?, None);
            assert_eq!(
                txn.cursor()?.seq,
                0,
                "the feed left out what this file was said to have"
            );
            assert_eq!(txn.reissued_from()?, Some(PHONE));
            assert_eq!(txn.incarnation_before()?, Some(PHONE));
            assert_eq!(txn.reissues()?[0].deltas, 6);
            Ok::<_, StoreError>(())
        })
        .expect("read");
    // A restored server asks for what the earlier one handed in: it is still there.
    store
        .write(|txn| txn.hand_in_again_after(PHONE, 0))
        .expect("written");
    let again = store
        .read(|txn| txn.waiting_batches(PHONE, 10, usize::MAX))
        .expect("read");
    assert_eq!((again.len(), again[0].first, again[0].last), (1, 1, 2));
}

#[test]
fn counts_are_over_all_that_the_file_has_been() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    evening(&mut store);
    let before = store.read(|txn| txn.work_counts()).expect("read");
    reissue(&mut store, PHONE, FRESH);
    let after = store.read(|txn| txn.work_counts()).expect("read");
    assert_eq!(after, before);
    assert_eq!((after.unsent, after.received), (6, 2));
    let (doors, people) = store.read(|txn| txn.done_since(0)).expect("read");
    assert_eq!((doors, people), (1, 2));
    let own = ClaimFilter {
        state: ClaimState::Waiting,
        hamlet: None,
        app: None,
        own: true,
    };
    let claims = store.read(|txn| txn.claims(&own)).expect("read");
    assert_eq!(claims.len(), 2);
}

#[test]
fn it_happens_once_and_can_happen_again() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    evening(&mut store);
    assert!(reissue(&mut store, PHONE, FRESH));
    assert!(
        !reissue(&mut store, PHONE, FRESHER),
        "a late word about the name given up"
    );
    assert!(reissue(&mut store, FRESH, FRESHER));
    agrees(&mut store);
    assert_eq!(field::unsent(&mut store), 6);
    assert_eq!(body(&mut store, id(FRESHER, 1)), Some(visit(o(3))));
    assert_eq!(body(&mut store, id(FRESH, 1)), None);
    store
        .read(|txn| {
            assert_eq!(txn.incarnation_before()?, Some(FRESH));
            assert!(txn.is_own(txn.key(id(PHONE, 1))?)?);
            Ok::<_, StoreError>(())
        })
        .expect("read");
}

#[test]
fn a_crash_or_a_full_disk_in_the_middle_leaves_it_as_it_was() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    evening(&mut store);
    // More than fits into pages that are half empty.
    store
        .write(|txn| {
            (0..400).try_for_each(|at| txn.say(visit(o(3)), Instant(1200 + at)).map(|_| ()))
        })
        .expect("saved");
    let waiting = field::unsent(&mut store);
    let crashed: Result<(), StoreError> = store.write(|txn| {
        txn.reissue(PHONE, FRESH, Instant(2000))?;
        Err(StoreError::Busy)
    });
    field::crash(crashed);
    // Every size at which the disk may be full, until there is room.
    let mut refused = 0;
    for pages in (1..).step_by(3) {
        store.limit_pages(pages).expect("limited");
        match store.write(|txn| txn.reissue(PHONE, FRESH, Instant(2000))) {
            Ok(done) => {
                assert!(done);
                break;
            }
            Err(StoreError::DiskFull) => refused += 1,
            Err(other) => panic!("{other}"),
        }
        let identity = store.read(|txn| txn.identity()).expect("read");
        assert_eq!(identity.incarnation, PHONE);
        assert_eq!(field::unsent(&mut store), waiting);
        agrees(&mut store);
    }
    assert!(refused > 0, "the disk was never full");
    agrees(&mut store);
    drop(store);
    let mut store = field::open(&folder.path().join("device.db"));
    assert_eq!(field::unsent(&mut store), waiting);
    agrees(&mut store);
}

#[test]
fn another_connection_learns_the_new_name() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    evening(&mut store);
    let mut screen =
        Store::open_reader(&folder.path().join("device.db"), &[9; 32]).expect("a reader");
    let highest = screen.read(|txn| txn.own_highest()).expect("read");
    assert_eq!(highest, 8);
    reissue(&mut store, PHONE, FRESH);
    let highest = screen.read(|txn| txn.own_highest()).expect("read");
    assert_eq!(highest, 6);
}

/// What the other copy said under the name that both had, as it comes from the server; what this one got a
/// receipt for very late; and the reissue itself, in every order.
#[test]
fn any_order_of_late_words_gives_the_same() {
    let theirs = [
        field::delta(id(PHONE, 3), visit(o(4))),
        field::delta(
            id(PHONE, 4),
            account(o(6), Source::VolunteerClaim, Stage::Activated, None),
        ),
    ];
    let mut shown = BTreeSet::new();
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let folder = TempDir::new().expect("a folder");
        let mut store = phone(&folder);
        evening(&mut store);
        reissue(&mut store, PHONE, FRESH);
        for step in order {
            match step {
                0 => take(&mut store, &theirs, 9),
                // It came on another way before anybody knew of the copy.
                1 => received(&mut store, id(PHONE, 3), 4),
                _ => {
                    seal(&mut store, 3);
                    received(&mut store, id(FRESH, 1), 6);
                }
            }
            agrees(&mut store);
        }
        assert_eq!(field::unsent(&mut store), 0);
        let counts = store.read(|txn| txn.work_counts()).expect("read");
        assert_eq!(body(&mut store, id(PHONE, 3)), Some(visit(o(4))));
        shown.insert(format!("{counts:?}"));
    }
    assert_eq!(shown.len(), 1, "{shown:?}");
}

/// A restored server lost what this file had a receipt for under its earlier name, and took in another copy's
/// words in its place.
#[test]
fn what_an_earlier_name_lost_to_another_copy_is_said_again() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    evening(&mut store);
    reissue(&mut store, PHONE, FRESH);
    seal(&mut store, 3);
    received(&mut store, id(FRESH, 1), 6);
    let say_again = |store: &mut Store| {
        let done = store.write(|txn| txn.say_earlier_again(PHONE, Instant(3000)));
        done.expect("said again")
    };
    assert_eq!(say_again(&mut store), 0, "it has its receipt");
    store
        .write(|txn| txn.hand_in_again_after(PHONE, 0))
        .expect("written");
    assert_eq!(say_again(&mut store), 2);
    agrees(&mut store);
    assert_eq!(field::unsent(&mut store), 2);
    assert_eq!(body(&mut store, id(PHONE, 1)), None);
    assert_eq!(body(&mut store, id(FRESH, 7)), Some(visit(o(3))));
    // What the other copy said comes under the old name.
    take(&mut store, &[field::delta(id(PHONE, 1), visit(o(4)))], 9);
    assert_eq!(body(&mut store, id(PHONE, 1)), Some(visit(o(4))));
    agrees(&mut store);
    assert_eq!(say_again(&mut store), 0);
}

#[test]
fn the_new_name_must_be_new() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    evening(&mut store);
    field::crash(store.write(|txn| txn.reissue(PHONE, field::OFFICE, Instant(2000))));
    agrees(&mut store);
}
