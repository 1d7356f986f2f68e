//! A file that lacks something, or has something that nobody else has, shows the same as the others after a
//! repair, whatever the history; and it is still the fold of what it holds.

#[path = "../../core/tests/history/mod.rs"]
mod history;

use history::{History, history};
use proptest::prelude::*;
use tungnha_core::body::{Account, Body, Hamlet, Household, Retract, Review, Visit};
use tungnha_core::words::{App, Decision, HamletKind, Outcome, Role, Source, Stage};
use tungnha_core::{Admission, BookId, Delta, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::{Cursor, Grant, HamletSum, Page, SignedGrant, SigningKey, columns};
use tungnha_store::{Identity, Store, StoreError};
use uuid::Uuid;

const ROLL: Incarnation = Incarnation(Uuid::from_u128(50));
const NOBODY: Incarnation = Incarnation(Uuid::from_u128(60));
const NOW: Instant = Instant(1_734_267_600);
const KINDS: u16 = 15;

/// What was said, with its admission.
type Said = (Delta, Admission);

fn said(id: DeltaId, supersedes: Vec<DeltaId>, body: impl Into<Body>) -> Said {
    let delta = Delta {
        id,
        stamped: Instant(0),
        supersedes,
        on_behalf_of: None,
        body: body.into(),
    };
    let admission = Admission {
        book: BookId(Uuid::from_u128(7)),
        incarnation: id.incarnation,
        first: id.counter,
        last: id.counter,
        received_at: Instant(10),
        member: MemberId(id.incarnation.0),
        role: Role::Police,
        held: Vec::new(),
    };
    (delta, admission)
}

fn hamlet(n: u32) -> DeltaId {
    DeltaId::new(ROLL, n)
}

fn household(n: u32) -> DeltaId {
    DeltaId::new(ROLL, 10 + n)
}

/// Two hamlets with a door each, and a visit at each door.
fn roll() -> Vec<Said> {
    let mut roll = Vec::new();
    for n in 1..=2 {
        let name = format!("Thôn {n}");
        let kind = HamletKind::Thon;
        roll.push(said(
            hamlet(n),
            vec![],
            Hamlet {
                of: None,
                name,
                kind,
            },
        ));
        let door = Household {
            of: None,
            hamlet: hamlet(n),
            lane: None,
            house: None,
            head: None,
            code: None,
            venue: None,
        };
        roll.push(said(household(n), vec![], door));
        let visit = Visit {
            household: household(n),
            outcome: Outcome::Met,
            come_back_at: None,
            note: None,
        };
        roll.push(said(DeltaId::new(ROLL, 20 + n), vec![], visit));
    }
    roll
}

/// The roll, and a history whose residents live behind its doors.
fn told(history: &History) -> Vec<Said> {
    let mut all = roll();
    for (delta, admission) in history.deltas.iter().zip(&history.admissions) {
        if admission.held.is_empty() && stays(&history.deltas, delta) {
            let mut delta = delta.clone();
            if let Body::Resident(b) = &mut delta.body {
                b.household = household(1 + delta.id.counter % 2);
            }
            let mut admission = admission.clone();
            admission.book = BookId(Uuid::from_u128(7));
            all.push((delta, admission));
        }
    }
    all
}

/// Whether what `delta` changes is of its own kind and about the same: no program says otherwise, and the server holds
/// another kind. What is fed in one hamlet and changed in another is repaired in neither.
fn stays(all: &[Delta], delta: &Delta) -> bool {
    delta.body.changes().is_none_or(|of| {
        all.iter().any(|begun| {
            begun.id == of
                && begun.body.kind() == delta.body.kind()
                && begun.subject() == delta.subject()
        })
    })
}

fn page(said: &[Said]) -> Page {
    let rows: Vec<_> = said.iter().map(|(d, _)| (d.id, d.to_record())).collect();
    Page {
        deltas: columns::pack(&rows),
        admissions: said.iter().map(|(_, a)| WireAdmission::from(a)).collect(),
        members: Vec::new(),
        cursor: Cursor::default(),
    }
}

/// A store of an office that has the whole book, and holds what was said.
fn holding(said: &[Said]) -> Store {
    enrolled(Store::in_memory().expect("a store"), said)
}

fn enrolled(mut store: Store, said: &[Said]) -> Store {
    let key = SigningKey::from_seed(&[1; 32]);
    let book = BookId(Uuid::from_u128(7));
    let member = MemberId(Uuid::from_u128(8));
    let grant = Grant {
        book: book.into(),
        book_name: "xã Thử".into(),
        member: member.into(),
        name: "Nguyễn Văn Thử".into(),
        organisation: None,
        role: Role::Police.code(),
        hamlets: None,
        issued_at: 0,
        expires_at: 0,
        revoked: false,
        incarnation: None,
        device_key: None,
        sealing_key: None,
        not_accepted: None,
    };
    store
        .write(|txn| {
            txn.set_identity(&Identity {
                book,
                member,
                incarnation: Incarnation(Uuid::from_u128(99)),
                key: key.clone(),
                server: key.public(),
                addresses: Vec::new(),
            })?;
            txn.set_grant(&SignedGrant::sign(&grant, &key))?;
            txn.take_page(&page(said)).map(|_| ())
        })
        .expect("enrolled");
    store
}

fn sums(store: &mut Store) -> Vec<HamletSum> {
    let mut sums = store
        .read(|txn| txn.hamlet_sums(KINDS))
        .expect("read")
        .expect("nothing waits");
    sums.sort_by_key(|sum| DeltaId::from(sum.hamlet));
    sums
}

/// Repairs every hamlet whose sum differs; gives (missing, extra).
fn repair(store: &mut Store, everybody: &mut Store, said: &[Said]) -> (u32, u32) {
    let mut counts = (0, 0);
    for told in sums(everybody) {
        if !sums(store).contains(&told) {
            let repaired = store
                .write(|txn| txn.take_snapshot(&told, KINDS, &[page(said)], NOW))
                .expect("repaired");
            counts.0 += repaired.missing;
            counts.1 += repaired.extra;
        }
    }
    counts
}

fn agrees(store: &mut Store) {
    let found = store.read(|txn| txn.verify()).expect("read");
    assert_eq!(found.differences, Vec::<String>::new());
}

/// A delta that no server ever admitted, about something that was said.
fn invented(what: u8, n: u32, about: &Delta) -> Said {
    let id = DeltaId::new(NOBODY, n);
    match what % 4 {
        0 => said(id, vec![], Retract { target: about.id }),
        1 => {
            let review = Review {
                claims: vec![about.id],
                decision: Decision::Confirmed,
                reason: None,
            };
            said(id, vec![], review)
        }
        2 => {
            let mut body = about.body.clone();
            if let Body::Resident(b) = &mut body {
                b.of = Some(b.of.unwrap_or(about.id));
                b.household = household(1 + n % 2);
            }
            if matches!(body, Body::Review(_) | Body::Hamlet(_) | Body::Household(_)) {
                return said(id, vec![], Retract { target: about.id });
            }
            said(id, vec![about.id], body)
        }
        _ => {
            let visit = Visit {
                household: household(1 + n % 2),
                outcome: Outcome::Absent,
                come_back_at: None,
                note: None,
            };
            said(id, vec![], visit)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_missing_or_invented_is_repaired(
        history in history(),
        lost in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        inventions in prop::collection::vec((0u8..4, any::<prop::sample::Index>()), 0..5),
    ) {
        let all = told(&history);
        let mut everybody = holding(&all);
        let lost: Vec<usize> = lost.iter().map(|at| at.index(all.len())).collect();
        let mut here: Vec<Said> = all
            .iter()
            .enumerate()
            .filter(|(at, _)| !lost.contains(at))
            .map(|(_, said)| said.clone())
            .collect();
        for (n, (what, about)) in (1..).zip(&inventions) {
            here.push(invented(*what, n, &all[about.index(all.len())].0));
        }
        let mut store = holding(&here);
        repair(&mut store, &mut everybody, &all);
        prop_assert_eq!(sums(&mut store), sums(&mut everybody));
        agrees(&mut store);
        // And once more changes nothing.
        prop_assert_eq!(repair(&mut store, &mut everybody, &all), (0, 0));
    }
}

fn claim(resident: DeltaId) -> Account {
    Account {
        resident,
        app: App::Vneid,
        level: 1,
        source: Source::VolunteerClaim,
        stage: Stage::Activated,
        as_of: None,
        approved_on: None,
        visit: None,
    }
}

/// The roll with one resident and a confirmed claim.
fn with_a_claim() -> (Vec<Said>, DeltaId) {
    let mut all = roll();
    let resident = DeltaId::new(ROLL, 30);
    let body = tungnha_core::body::Resident {
        of: None,
        household: household(1),
        name: "Lê Thị Thử".into(),
        birth_year: None,
        sex: None,
        last4: None,
        position: None,
    };
    all.push(said(resident, vec![], body));
    let claimed = DeltaId::new(ROLL, 31);
    all.push(said(claimed, vec![], claim(resident)));
    let review = Review {
        claims: vec![claimed],
        decision: Decision::Confirmed,
        reason: None,
    };
    all.push(said(DeltaId::new(ROLL, 32), vec![], review));
    (all, resident)
}

#[test]
fn only_what_both_understand_is_compared() {
    let (all, _) = with_a_claim();
    let mut everybody = holding(&all);
    let mut without = holding(&all[..all.len() - 2]);
    let up_to = |store: &mut Store, kinds| {
        let sums = store.read(|txn| txn.hamlet_sums(kinds));
        sums.expect("read").expect("nothing waits")
    };
    assert_eq!(up_to(&mut everybody, 8), up_to(&mut without, 8));
    assert_ne!(up_to(&mut everybody, 9), up_to(&mut without, 9));
}

#[test]
fn what_waits_can_be_compared_with_nothing() {
    let (all, resident) = with_a_claim();
    let mut store = holding(&all);
    let sums = store
        .write(|txn| {
            txn.say(claim(resident).into(), NOW)?;
            txn.hamlet_sums(KINDS)
        })
        .expect("said");
    assert_eq!(sums, None);
}

#[test]
fn own_work_is_never_set_aside() {
    let (all, resident) = with_a_claim();
    let mut everybody = holding(&all);
    let mut here = all.clone();
    let other = DeltaId::new(NOBODY, 1);
    here.push(said(other, vec![], claim(resident)));
    let mut store = holding(&here);
    // Said and not yet sent when the repair comes: it stays, whatever the sums say.
    let own = store
        .write(|txn| txn.say(claim(resident).into(), NOW))
        .expect("said");
    let told = sums(&mut everybody)[0];
    let repaired = store
        .write(|txn| txn.take_snapshot(&told, KINDS, &[page(&all)], NOW))
        .expect("repaired");
    assert_eq!((repaired.missing, repaired.extra), (0, 1));
    store
        .read(|txn| {
            assert!(txn.has(own)? && !txn.has(other)?);
            assert_eq!(txn.outbox()?.unsent, 1);
            assert_eq!(txn.repairs(5)?, std::slice::from_ref(&repaired));
            Ok::<_, StoreError>(())
        })
        .expect("read");
    agrees(&mut store);
}

#[test]
fn what_was_set_aside_comes_back_with_its_page() {
    let (all, resident) = with_a_claim();
    let mut everybody = holding(&all);
    let other = said(DeltaId::new(NOBODY, 1), vec![], claim(resident));
    let mut here = all.clone();
    here.push(other.clone());
    let mut store = holding(&here);
    let mut knowing = holding(&here);
    assert_eq!(repair(&mut store, &mut everybody, &all), (0, 1));
    assert_eq!(sums(&mut store), sums(&mut everybody));
    // The server admitted it after all.
    store
        .write(|txn| txn.take_page(&page(&[other])))
        .expect("a page");
    assert_eq!(sums(&mut store), sums(&mut knowing));
    agrees(&mut store);
}

#[test]
fn a_snapshot_without_its_admissions_changes_nothing() {
    let (all, _) = with_a_claim();
    let mut everybody = holding(&all);
    let mut store = holding(&all[..3]);
    let before = sums(&mut store);
    let told = sums(&mut everybody)[0];
    let mut bare = page(&all);
    bare.admissions.pop();
    let taken = store.write(|txn| txn.take_snapshot(&told, KINDS, &[bare], NOW));
    assert!(matches!(taken, Err(StoreError::Corrupt(_))));
    assert_eq!(sums(&mut store), before);
}

#[test]
fn other_bytes_under_the_same_name_give_way_to_the_servers() {
    let (all, resident) = with_a_claim();
    let mut everybody = holding(&all);
    let mut here = all.clone();
    let other = Account {
        stage: Stage::NotRegistered,
        ..claim(resident)
    };
    here[7] = said(here[7].0.id, vec![], other);
    let mut store = holding(&here);
    assert_eq!(repair(&mut store, &mut everybody, &all), (1, 0));
    assert_eq!(sums(&mut store), sums(&mut everybody));
    agrees(&mut store);
}

#[test]
fn tables_that_do_not_follow_from_the_ledger_are_worked_out_anew() {
    let (all, _) = with_a_claim();
    let mut everybody = holding(&all);
    for damage in [
        "DELETE FROM resident",
        "DELETE FROM decision",
        "DELETE FROM visit",
        "DELETE FROM household",
        "DELETE FROM register_entry WHERE slot >> 24 = 9",
        "UPDATE register_entry SET head = 0",
        "UPDATE claim SET state = 2",
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("device.db");
        let store = Store::create(&path, &[9; 32]).expect("a new file");
        let mut store = enrolled(store, &all);
        let before = sums(&mut store);
        let conn = rusqlite::Connection::open(&path).expect("the file");
        let key: String = [9u8; 32].map(|byte| format!("{byte:02x}")).concat();
        conn.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; {damage}"))
            .expect("damaged");
        drop(conn);
        let hamlets = sums(&mut everybody);
        if !damage.contains("claim") {
            assert_ne!(sums(&mut store), before, "{damage}");
        }
        for told in hamlets {
            let taken = store.write(|txn| txn.take_snapshot(&told, KINDS, &[page(&all)], NOW));
            assert_eq!(taken.expect("taken").extra, 0, "{damage}");
        }
        assert_eq!(sums(&mut store), before, "{damage}");
        agrees(&mut store);
    }
}
