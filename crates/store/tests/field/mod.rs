//! A phone of the field and what its server would say to it. Everybody is invented.

#![allow(dead_code, reason = "every test takes what it needs of it")]

use std::path::Path;
use tempfile::TempDir;
use tungnha_core::body::{Account, Hamlet, Household, Resident, Visit};
use tungnha_core::words::{App, HamletKind, Outcome, Role, Source, Stage};
use tungnha_core::{
    Admission, Body, BookId, Delta, DeltaId, HeldReason, Incarnation, Instant, MemberId,
};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::exchange::{Chain, Cursor};
use tungnha_protocol::page::Member;
use tungnha_protocol::{Grant, Page, SignedAdmission, SignedGrant, SigningKey, columns};
use tungnha_store::{Identity, Store, StoreError};
use uuid::Uuid;

/// The phone's incarnation, and the office's.
pub const PHONE: Incarnation = Incarnation(Uuid::from_u128(99));
pub const OFFICE: Incarnation = Incarnation(Uuid::from_u128(50));
/// The phone's member.
pub const MEMBER: MemberId = MemberId(Uuid::from_u128(8));
pub const BOOK: BookId = BookId(Uuid::from_u128(7));
const FILE_KEY: [u8; 32] = [9; 32];

pub fn server() -> SigningKey {
    SigningKey::from_seed(&[2; 32])
}

pub fn id(incarnation: Incarnation, counter: u32) -> DeltaId {
    DeltaId::new(incarnation, counter)
}

/// What the server grants at `issued_at`; `None` for the whole book.
pub fn grant(hamlets: Option<&[DeltaId]>, issued_at: i64) -> SignedGrant {
    let grant = Grant {
        book: BOOK.into(),
        book_name: "xã Thử".into(),
        member: MEMBER.into(),
        name: "Nguyễn Văn Thử".into(),
        organisation: None,
        role: Role::Volunteer.code(),
        hamlets: hamlets.map(|ids| ids.iter().map(|id| (*id).into()).collect()),
        issued_at,
        expires_at: issued_at + 14 * 86_400,
        revoked: false,
        incarnation: None,
        device_key: None,
        sealing_key: None,
        not_accepted: None,
    };
    SignedGrant::sign(&grant, &server())
}

pub fn open(path: &Path) -> Store {
    Store::open(path, &FILE_KEY).expect("the file opens")
}

/// An enrolled phone with the whole book.
pub fn phone(folder: &TempDir) -> Store {
    let path = folder.path().join("device.db");
    let mut store = Store::create(&path, &FILE_KEY).expect("a new file");
    store
        .write(|txn| {
            txn.set_identity(&Identity {
                book: BOOK,
                member: MEMBER,
                incarnation: PHONE,
                key: SigningKey::from_seed(&[1; 32]),
                server: server().public(),
                addresses: vec!["192.0.2.7:8443".into()],
            })?;
            txn.set_grant(&grant(None, 0))
        })
        .expect("enrolled");
    store
}

pub fn delta(id: DeltaId, body: Body) -> Delta {
    Delta {
        id,
        stamped: Instant(100),
        supersedes: Vec::new(),
        on_behalf_of: None,
        body,
    }
}

/// A page with `deltas`, all of one incarnation or of several, each admitted as by the police.
pub fn page(deltas: &[Delta], seq: u64) -> Page {
    let rows: Vec<_> = deltas.iter().map(|d| (d.id, d.to_record())).collect();
    let member = MemberId(Uuid::from_u128(12));
    let admissions = deltas
        .iter()
        .map(|d| WireAdmission::from(&admission(d.id, d.id.counter, 200, member, Role::Police)))
        .collect();
    Page {
        deltas: columns::pack(&rows),
        admissions,
        members: vec![Member {
            id: member.into(),
            name: "Phạm Văn Công".into(),
            organisation: None,
        }],
        cursor: cursor(1, seq),
    }
}

pub fn cursor(epoch: u32, seq: u64) -> Cursor {
    Cursor {
        epoch,
        seq,
        chain: Chain::default(),
    }
}

fn admission(
    first: DeltaId,
    last: u32,
    received_at: i64,
    member: MemberId,
    role: Role,
) -> Admission {
    Admission {
        book: BOOK,
        incarnation: first.incarnation,
        first: first.counter,
        last,
        received_at: Instant(received_at),
        member,
        role,
        held: Vec::new(),
    }
}

/// The receipt for deltas `first` to `last`.
pub fn receipt(
    first: DeltaId,
    last: u32,
    held: &[(u32, HeldReason)],
) -> (SignedAdmission, Admission) {
    let mut admission = admission(first, last, 300, MEMBER, Role::Volunteer);
    admission.held = held.to_vec();
    (SignedAdmission::sign(&admission, &server()), admission)
}

pub fn hamlet(name: &str) -> Body {
    Hamlet {
        of: None,
        name: name.into(),
        kind: HamletKind::Thon,
    }
    .into()
}

pub fn household(hamlet: DeltaId) -> Body {
    Household {
        of: None,
        hamlet,
        lane: Some("Ngõ 3".into()),
        house: Some("12".into()),
        head: None,
        code: None,
        venue: None,
    }
    .into()
}

pub fn resident(of: Option<DeltaId>, household: DeltaId, name: &str) -> Body {
    Resident {
        of,
        household,
        name: name.into(),
        birth_year: Some(1970),
        sex: None,
        last4: None,
        position: None,
    }
    .into()
}

pub fn visit(household: DeltaId) -> Body {
    Visit {
        household,
        outcome: Outcome::Met,
        come_back_at: None,
        note: None,
    }
    .into()
}

pub fn account(resident: DeltaId, source: Source, stage: Stage, visit: Option<DeltaId>) -> Body {
    Account {
        resident,
        app: App::Vneid,
        level: 2,
        source,
        stage,
        as_of: None,
        approved_on: None,
        visit,
    }
    .into()
}

/// Two hamlets (1 and 2), a door in each (3 and 4), one person behind each (5 and 6).
pub fn roll() -> Vec<Delta> {
    let o = |counter| id(OFFICE, counter);
    vec![
        delta(o(1), hamlet("Thôn Một")),
        delta(o(2), hamlet("Thôn Hai")),
        delta(o(3), household(o(1))),
        delta(o(4), household(o(2))),
        delta(o(5), resident(None, o(3), "Trần Thị Mẫu")),
        delta(o(6), resident(None, o(4), "Lê Văn Đỗ")),
    ]
}

/// The tables are the fold of what the file holds.
pub fn agrees(store: &mut Store) {
    let found = store.read(|txn| txn.verify()).expect("read");
    assert_eq!(found.differences, Vec::<String>::new());
}

pub fn say(store: &mut Store, body: Body, at: i64) -> DeltaId {
    store
        .write(|txn| txn.say(body, Instant(at)))
        .expect("saved")
}

pub fn take(store: &mut Store, deltas: &[Delta], seq: u64) {
    store
        .write(|txn| txn.take_page(&page(deltas, seq)))
        .expect("a page");
}

pub fn unsent(store: &mut Store) -> u32 {
    let outbox = store.read(|txn| txn.outbox()).expect("read");
    outbox.unsent
}

/// An error of the test's own, so that a transaction ends without its work.
pub fn crash<T>(done: Result<T, StoreError>) {
    assert!(done.is_err(), "the transaction was to end without its work");
}
