//! Whatever a clock says, saving goes on, counters rise and the last word stays the last.

mod field;

use field::{OFFICE, PHONE, account, agrees, id, phone, roll, say, take};
use tempfile::TempDir;
use tungnha_core::words::{App, Source, Stage};
use tungnha_core::{Instant, RegisterKey, Slot};
use tungnha_protocol::SignedBatch;

#[test]
fn a_clock_that_says_anything_stops_nobody() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    take(&mut store, &roll(), 6);
    let person = id(OFFICE, 5);
    let clocks = [0, i64::MAX, i64::MIN, -1, 4_000_000_000, 1_700_000_000];
    let offsets = [0, i64::MAX, i64::MIN, 1];
    let mut counter = 0;
    for offset in offsets {
        store
            .write(|txn| txn.set_clock_offset(offset))
            .expect("learnt");
        for clock in clocks {
            counter += 1;
            let claim = account(person, Source::VolunteerClaim, Stage::Activated, None);
            let said = say(&mut store, claim, clock);
            assert_eq!(said, id(PHONE, counter));
            let register = RegisterKey {
                subject: person,
                slot: Slot::Account(App::Vneid, 2, Source::VolunteerClaim),
            };
            let heads = store.read(|txn| txn.heads_of(&register)).expect("read");
            assert_eq!(heads, [said], "the last word is the one that is shown");
            say(&mut store, field::visit(id(OFFICE, 3)), clock);
            counter += 1;
            store
                .read(|txn| txn.done_since(Instant(clock).day().start().0))
                .expect("read");
        }
    }
    agrees(&mut store);
    store
        .write(|txn| txn.seal_batches(|| [1; 16]))
        .expect("sealed");
    let batches = store
        .read(|txn| txn.unreceipted(9, usize::MAX))
        .expect("read");
    let read = SignedBatch::from_bytes(&batches[0].bytes).expect("readable");
    assert_eq!(read.batch.last(), counter);
}

#[test]
fn what_was_learnt_of_the_clock_is_in_the_stamp() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    take(&mut store, &roll(), 6);
    store
        .write(|txn| txn.set_clock_offset(-3600))
        .expect("learnt");
    let said = say(&mut store, field::visit(id(OFFICE, 3)), 10_000);
    let delta = store.read(|txn| txn.statement(said)).expect("read");
    assert_eq!(delta.map(|d| d.stamped), Some(Instant(6_400)));
}
