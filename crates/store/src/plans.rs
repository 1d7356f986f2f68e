//! How SQLite goes about what the screens of the field ask: by keys and indexes, never through a whole table of
//! people. Without `ANALYZE` a plan does not depend on how much a table holds, so a file of two doors stands for a
//! list of 100,000.

use crate::error::StoreError;
use crate::key::Key;
use crate::meta::Identity;
use crate::read::{ClaimFilter, ClaimState, DoorsWanted, Mine, Scope, Show};
use crate::store::{Store, Txn, asked};
use tungnha_core::body::{Account, Eligibility, Hamlet, Household, Resident, Retract, Visit};
use tungnha_core::words::{self, App, HamletKind, Outcome, Side, Source, Stage};
use tungnha_core::{Body, BookId, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::{Grant, SignedGrant, SigningKey};
use uuid::Uuid;

/// Tables that grow with the list or with the work done on it.
const LARGE: [&str; 24] = [
    "delta",
    "register_entry",
    "admission",
    "household",
    "resident",
    "residency",
    "identity",
    "account",
    "decision",
    "claim",
    "visit",
    "absence",
    "notice",
    "fact",
    "obstacle",
    "appointment",
    "eligibility",
    "door_tally",
    "search_row",
    "membership",
    "attendance",
    "answer",
    "taught",
    "typed",
];
/// Indexes over the few rows that wait for something.
const FEW: [&str; 2] = ["delta_waiting", "register_several"];

const ME: MemberId = MemberId(Uuid::from_u128(8));

fn enrolled() -> Store {
    let key = SigningKey::from_seed(&[1; 32]);
    let book = BookId(Uuid::from_u128(7));
    let grant = Grant {
        book: book.into(),
        book_name: "xã Thử".into(),
        member: ME.into(),
        name: "Nguyễn Văn Thử".into(),
        organisation: None,
        role: words::Role::Volunteer.code(),
        hamlets: None,
        issued_at: 0,
        expires_at: 0,
        revoked: false,
        incarnation: None,
        device_key: None,
        sealing_key: None,
        not_accepted: None,
    };
    let identity = Identity {
        book,
        member: ME,
        incarnation: Incarnation(Uuid::from_u128(99)),
        key: key.clone(),
        server: key.public(),
        addresses: Vec::new(),
    };
    let mut store = Store::in_memory().expect("a store");
    store
        .write(|txn| {
            txn.set_identity(&identity)?;
            txn.set_grant(&SignedGrant::sign(&grant, &key))
        })
        .expect("enrolled");
    store
}

fn say(store: &mut Store, body: impl Into<Body>) -> DeltaId {
    let said = store.write(|txn| txn.say(body.into(), Instant(100)));
    said.expect("saved")
}

/// A hamlet, a door in it, somebody behind that.
fn roll(store: &mut Store) -> (DeltaId, DeltaId, DeltaId) {
    let hamlet = say(
        store,
        Hamlet {
            of: None,
            name: "Thôn Một".into(),
            kind: HamletKind::Thon,
        },
    );
    let door = Household {
        of: None,
        hamlet,
        lane: Some("Ngõ 3".into()),
        house: Some("12".into()),
        head: None,
        code: None,
        venue: None,
    };
    say(store, door.clone());
    let household = say(store, door);
    let resident = Resident {
        of: None,
        household,
        name: "Trần Thị Mẫu".into(),
        birth_year: Some(1970),
        sex: None,
        last4: Some("1234".into()),
        position: None,
    };
    (hamlet, household, say(store, resident))
}

/// Plans of everything that `work` asked in which a large table is gone through.
fn scans(txn: &Txn<'_>, asked: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut scans = Vec::new();
    for sql in asked {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let mut statement = txn.conn.prepare(&explain).expect("what was asked before");
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().expect("a plan") {
            let step: String = row.get(3).expect("a step");
            if let Some(scanned) = step.strip_prefix("SCAN ")
                && is_large(&sql, scanned.split(' ').next().unwrap_or_default())
                && !FEW.iter().any(|index| scanned.contains(index))
            {
                scans.push(format!("{step}: {sql}"));
            }
        }
    }
    scans
}

/// Whether `name` is a large table in `sql`, by itself or as the short name of one.
fn is_large(sql: &str, name: &str) -> bool {
    let words: Vec<&str> = sql
        .split_whitespace()
        .map(|word| word.trim_matches(['(', ')', ',']))
        .collect();
    let short = |table: &str| words.windows(2).any(|two| two == [table, name]);
    LARGE.iter().any(|table| *table == name || short(table))
}

/// Everything that the lists, the door, the search and "is my work safe?" read.
fn read_all(txn: &Txn<'_>, hamlet: Key, household: Key, resident: Key) -> Result<(), StoreError> {
    txn.hamlet_tallies()?;
    txn.lane_tallies(hamlet)?;
    txn.takings(hamlet, Instant(0))?;
    txn.hamlets_with_takings(Instant(0))?;
    let mine = Mine {
        lanes: vec![(hamlet, "Ngõ 3".into(), Some(Side::Even))],
        given: txn.given_to(ME, Instant(0))?,
    };
    for show in [Show::All, Show::ToDo, Show::Done, Show::ComeBack] {
        let wanted = DoorsWanted {
            hamlet: Some(hamlet),
            lane: Some("Ngõ 3"),
            show,
            mine: None,
            offset: 0,
            limit: 1000,
        };
        txn.doors(&wanted)?;
        txn.doors(&DoorsWanted {
            lane: None,
            ..wanted.clone()
        })?;
        txn.doors(&DoorsWanted {
            hamlet: None,
            lane: None,
            mine: Some(mine.clone()),
            ..wanted
        })?;
    }
    let here = Scope::Household(household);
    txn.door(household)?;
    txn.households(here)?;
    txn.residents(here)?;
    txn.residents(Scope::Resident(resident))?;
    txn.visits(here)?;
    txn.next_unvisited(household)?;
    txn.hamlet_name(hamlet)?;
    txn.household_of(resident)?;
    for text in ["t", "tran thi", "mau ngo 3", "1234", "tram thi"] {
        txn.find(text, 50)?;
    }
    txn.households(Scope::Households(&[household]))?;
    txn.residents(Scope::Residents(&[resident]))?;
    txn.roll_page(Some(hamlet), 0, 1000)?;
    txn.lacking_page(Some(hamlet), words::App::Vneid, 0, 1000)?;
    txn.campaign()?;
    txn.work_counts()?;
    txn.outbox()?;
    txn.done_since(0)?;
    txn.held()?;
    txn.decided(200)?;
    for state in [ClaimState::Returned, ClaimState::Confirmed] {
        txn.claims(&ClaimFilter {
            state,
            hamlet: None,
            app: None,
            own: true,
        })?;
    }
    Ok(())
}

#[test]
fn no_screen_of_the_field_goes_through_everybody() {
    let mut store = enrolled();
    let (hamlet, household, resident) = roll(&mut store);
    asked::take();
    store
        .read(|txn| {
            let (hamlet, household) = (txn.key(hamlet)?, txn.key(household)?);
            read_all(txn, hamlet, household, txn.key(resident)?)?;
            assert_eq!(scans(txn, asked::take()), Vec::<String>::new());
            Ok::<_, StoreError>(())
        })
        .expect("read");
}

#[test]
fn no_save_goes_through_everybody() {
    let mut store = enrolled();
    let (_, household, resident) = roll(&mut store);
    asked::take();
    let visit = say(
        &mut store,
        Visit {
            household,
            outcome: Outcome::Met,
            come_back_at: None,
            note: None,
        },
    );
    let account = Account {
        resident,
        app: App::Vneid,
        level: 2,
        source: Source::VolunteerClaim,
        stage: Stage::Activated,
        as_of: None,
        approved_on: None,
        visit: Some(visit),
    };
    say(&mut store, account.clone());
    let claim = say(&mut store, account);
    say(
        &mut store,
        Eligibility {
            resident,
            standing: words::Eligibility::Proposed,
            coarse: None,
        },
    );
    say(&mut store, Retract { target: claim });
    say(&mut store, Retract { target: visit });
    store
        .read(|txn| {
            assert_eq!(scans(txn, asked::take()), Vec::<String>::new());
            Ok::<_, StoreError>(())
        })
        .expect("read");
}

#[test]
fn a_scan_would_be_seen() {
    let mut store = enrolled();
    roll(&mut store);
    store
        .read(|txn| {
            let by_name = "SELECT r.key FROM resident r WHERE r.name = ''".to_owned();
            assert_eq!(scans(txn, [by_name]).len(), 1);
            Ok::<_, StoreError>(())
        })
        .expect("read");
}
