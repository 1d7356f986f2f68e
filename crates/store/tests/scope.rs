//! What a phone may no longer hold leaves it, what it said itself stays, and what comes back is whole.

mod field;

use field::{
    PHONE, account, agrees, delta, grant, id, phone, receipt, resident, roll, say, take, visit,
};
use tempfile::TempDir;
use tungnha_core::body::{Retract, Review};
use tungnha_core::words::{Decision, Source, Stage};
use tungnha_core::{Delta, DeltaId, Instant};
use tungnha_store::read::Scope;
use tungnha_store::{Store, StoreError};

fn o(counter: u32) -> DeltaId {
    id(field::OFFICE, counter)
}

/// What the office said of both hamlets beside the roll.
fn office() -> Vec<Delta> {
    let mut said = roll();
    let claim = account(o(6), Source::VolunteerClaim, Stage::Activated, Some(o(8)));
    said.extend([
        delta(o(7), visit(o(3))),
        delta(o(8), visit(o(4))),
        delta(o(9), claim),
        delta(
            o(10),
            Review {
                claims: vec![o(9)],
                decision: Decision::Confirmed,
                reason: None,
            }
            .into(),
        ),
        delta(o(11), visit(o(4))),
        delta(o(12), Retract { target: o(11) }.into()),
    ]);
    said
}

fn granted(store: &mut Store, hamlets: &[DeltaId], at: i64) {
    store
        .write(|txn| txn.take_grant(&grant(Some(hamlets), at)))
        .expect("a grant");
}

fn purge(store: &mut Store) -> u32 {
    let left = store.write(|txn| txn.purge()).expect("purged");
    agrees(store);
    left
}

fn here(store: &mut Store, counters: &[u32]) -> Vec<u32> {
    store
        .read(|txn| {
            let mut found = Vec::new();
            for counter in counters {
                if txn.has(o(*counter))? {
                    found.push(*counter);
                }
            }
            Ok::<_, StoreError>(found)
        })
        .expect("read")
}

fn found(store: &mut Store, text: &str) -> usize {
    store.read(|txn| txn.search(text)).expect("read").len()
}

const ALL: &[u32] = &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

#[test]
fn a_hamlet_that_is_not_granted_any_more_leaves_whole() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    take(&mut store, &office(), 12);
    assert_eq!(purge(&mut store), 0, "the whole book");
    assert_eq!(found(&mut store, "do"), 1);
    granted(&mut store, &[o(1)], 10);
    assert_eq!(purge(&mut store), 8);
    assert_eq!(here(&mut store, ALL), [1, 3, 5, 7]);
    assert_eq!(found(&mut store, "do"), 0, "the index too");
    assert_eq!(found(&mut store, "mau"), 1);
    assert_eq!(purge(&mut store), 0, "nothing is left to do");

    // Granted again: the server tells everything from the start.
    granted(&mut store, &[o(1), o(2)], 20);
    take(&mut store, &office(), 12);
    assert_eq!(here(&mut store, ALL), ALL);
    assert_eq!(found(&mut store, "do"), 1);
    assert_eq!(purge(&mut store), 0);
    agrees(&mut store);
}

#[test]
fn a_person_who_moved_out_leaves_and_one_who_moves_back_is_whole() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    granted(&mut store, &[o(1)], 10);
    // The door in the other hamlet is not this phone's to know.
    let mut said = office();
    said.retain(|d| [1, 3, 5, 7].contains(&d.id.counter));
    said.push(delta(
        o(20),
        account(o(5), Source::OfficialList, Stage::NotRegistered, None),
    ));
    take(&mut store, &said, 12);
    assert_eq!(purge(&mut store), 0);
    let mut moving = delta(o(21), resident(Some(o(5)), o(4), "Trần Thị Mẫu"));
    moving.supersedes = vec![o(5)];
    take(&mut store, &[moving.clone()], 13);
    assert_eq!(purge(&mut store), 3);
    assert_eq!(here(&mut store, &[1, 3, 5, 7, 20, 21]), [1, 3, 7]);
    let mut back = delta(o(22), resident(Some(o(5)), o(3), "Trần Thị Mẫu"));
    back.supersedes = vec![o(21)];
    said.extend([moving, back]);
    take(&mut store, &said, 14);
    assert_eq!(purge(&mut store), 0);
    let people = store.read(|txn| txn.residents(Scope::All)).expect("read");
    assert_eq!((people.len(), people[0].accounts.len()), (1, 1));
}

#[test]
fn a_thing_known_by_its_head_alone_stands_where_the_head_says() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    granted(&mut store, &[o(1)], 10);
    // A new phone gets heads only: the first words about this person are not here.
    let head = delta(o(30), resident(Some(o(5)), o(3), "Trần Thị Mẫu"));
    let mut said: Vec<Delta> = roll();
    said.retain(|d| [1, 3].contains(&d.id.counter));
    said.push(head);
    said.push(delta(o(31), resident(Some(o(6)), o(4), "Lê Văn Đỗ")));
    take(&mut store, &said, 12);
    assert_eq!(purge(&mut store), 1);
    assert_eq!(here(&mut store, &[1, 3, 30, 31]), [1, 3, 30]);
}

#[test]
fn nothing_leaves_that_unsent_work_is_about() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    take(&mut store, &office(), 12);
    let own = say(
        &mut store,
        account(o(6), Source::CitizenStatement, Stage::Activated, None),
        500,
    );
    granted(&mut store, &[o(1)], 10);
    // The other visits of that door may go, the person and what they stand in may not.
    purge(&mut store);
    assert_eq!(here(&mut store, &[2, 4, 6, 9, 10]), [2, 4, 6, 9, 10]);
    let people = store.read(|txn| txn.residents(Scope::All)).expect("read");
    assert_eq!(
        people.len(),
        2,
        "the screen still shows whom the work is about"
    );

    let (signed, admission) = receipt(own, own.counter, &[]);
    store
        .write(|txn| txn.take_receipt(&signed, &admission))
        .expect("a receipt");
    purge(&mut store);
    assert_eq!(here(&mut store, ALL), [1, 3, 5, 7]);
    assert!(
        store.read(|txn| txn.has(own)).expect("read"),
        "own work stays"
    );
    assert_eq!(purge(&mut store), 0);
}

#[test]
fn own_work_and_what_was_decided_on_it_stay() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    take(&mut store, &office(), 12);
    let claim = account(o(6), Source::VolunteerClaim, Stage::Activated, None);
    let own = say(&mut store, claim, 500);
    let (signed, admission) = receipt(id(PHONE, 1), 1, &[]);
    store
        .write(|txn| txn.take_receipt(&signed, &admission))
        .expect("a receipt");
    let decided = delta(
        o(40),
        Review {
            claims: vec![own, o(9)],
            decision: Decision::Returned,
            reason: Some("thiếu ảnh".into()),
        }
        .into(),
    );
    take(&mut store, &[decided], 13);
    granted(&mut store, &[o(1)], 10);
    purge(&mut store);
    // The other claim is in one register with the own one, so both stay with their decisions.
    assert_eq!(here(&mut store, &[4, 6, 8, 9, 10, 40]), [9, 10, 40]);
    let counts = store.read(|txn| txn.work_counts()).expect("read");
    assert_eq!((counts.received, counts.returned), (1, 1));
}

#[test]
fn whom_this_phone_added_and_others_moved_away_does_not_come_back_by_itself() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    take(&mut store, &office(), 12);
    granted(&mut store, &[o(1)], 10);
    let added = say(&mut store, resident(None, o(3), "Ngô Thị Út"), 500);
    let (signed, admission) = receipt(added, added.counter, &[]);
    store
        .write(|txn| txn.take_receipt(&signed, &admission))
        .expect("a receipt");
    let mut moving = delta(o(50), resident(Some(added), o(4), "Ngô Thị Út"));
    moving.supersedes = vec![added];
    let mut again = delta(o(51), resident(Some(added), o(4), "Ngô Thị Út (Ún)"));
    again.supersedes = vec![o(50)];
    let seen = delta(
        o(52),
        account(added, Source::PoliceEntry, Stage::Approved, None),
    );
    take(&mut store, &[moving, again, seen], 13);
    purge(&mut store);
    assert_eq!(here(&mut store, &[4, 6, 50, 51, 52]), [50, 51]);
    let people = store.read(|txn| txn.residents(Scope::All)).expect("read");
    assert_eq!(people.len(), 1, "only who lives in the hamlet");
    assert_eq!(purge(&mut store), 0);
}

#[test]
fn a_new_door_in_a_hamlet_that_is_taken_away_waits_for_its_receipt() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    take(&mut store, &office(), 12);
    say(&mut store, field::household(o(2)), 500);
    granted(&mut store, &[o(1)], 10);
    purge(&mut store);
    assert_eq!(
        here(&mut store, &[2, 4, 6]),
        [2],
        "the hamlet's name, for the new door"
    );
}

#[test]
fn a_crash_in_the_middle_changes_nothing() {
    let folder = TempDir::new().expect("a folder");
    let mut store = phone(&folder);
    take(&mut store, &office(), 12);
    granted(&mut store, &[o(1)], 10);
    let crashed: Result<(), StoreError> = store.write(|txn| {
        txn.purge()?;
        txn.say(visit(o(3)), Instant(1))?;
        Err(StoreError::Busy)
    });
    field::crash(crashed);
    assert_eq!(here(&mut store, ALL), ALL);
    assert_eq!(purge(&mut store), 8);
}
