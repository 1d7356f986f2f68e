//! A phone of the field with its file. Everybody is invented.

use crate::office::{BOOK, MEMBER, OFFICE, Office, device_key};
use std::ops::ControlFlow;
use std::sync::Mutex;
use tempfile::TempDir;
use tungnha_core::body::{Hamlet, Household, Visit};
use tungnha_core::words::{HamletKind, Outcome};
use tungnha_core::{Body, Delta, DeltaId, Incarnation, Instant};
use tungnha_store::{Identity, Store, StoreError, SyncStory, Txn};
use tungnha_sync::{SyncError, sync};
use uuid::Uuid;

pub const PHONE: Incarnation = Incarnation(Uuid::from_u128(99));
const FILE_KEY: [u8; 32] = [9; 32];

pub struct Phone {
    pub folder: TempDir,
    pub store: Mutex<Store>,
    /// What its clock says.
    pub clock: i64,
    /// Random enough for a test: never the same twice among all phones of it.
    seeds: u128,
}

/// Hamlet 1, door 2.
pub fn office() -> Office {
    let mut office = Office::new();
    let hamlet = Hamlet {
        of: None,
        name: "Thôn Một".into(),
        kind: HamletKind::Thon,
    };
    office_says(&mut office, 1, hamlet.into());
    let door = Household {
        of: None,
        hamlet: o(1),
        lane: None,
        house: Some("12".into()),
        head: None,
        code: None,
        venue: None,
    };
    office_says(&mut office, 2, door.into());
    office.devices.insert(PHONE, Default::default());
    office
}

pub fn o(counter: u32) -> DeltaId {
    DeltaId::new(OFFICE, counter)
}

pub fn office_says(office: &mut Office, counter: u32, body: Body) {
    let delta = Delta {
        id: o(counter),
        stamped: Instant(5),
        supersedes: Vec::new(),
        on_behalf_of: None,
        body,
    };
    office.says(o(counter), delta.to_record());
}

impl Phone {
    pub fn enrolled(office: &Office) -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("device.db");
        let mut store = Store::create(&path, &FILE_KEY).expect("a new file");
        store
            .write(|txn| {
                txn.set_identity(&Identity {
                    book: BOOK,
                    member: MEMBER,
                    incarnation: PHONE,
                    key: device_key(),
                    server: office.identity.public(),
                    addresses: vec!["192.0.2.7:8443".into()],
                })?;
                txn.set_grant(&office.signed_grant(PHONE, None))
            })
            .expect("enrolled");
        Self {
            folder,
            store: Mutex::new(store),
            clock: 9_000,
            seeds: 1,
        }
    }

    /// A phone whose file an earlier program left, as SQL.
    pub fn thawed(dump: &str) -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("device.db");
        let conn = rusqlite::Connection::open(&path).expect("a file");
        conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "09".repeat(32)))
            .expect("the key");
        conn.execute_batch(&format!("BEGIN; {dump}; COMMIT"))
            .expect("the dump");
        drop(conn);
        Self {
            store: Mutex::new(Store::open(&path, &FILE_KEY).expect("it opens")),
            folder,
            clock: 9_000,
            seeds: 1,
        }
    }

    /// A copy of the file, as a restored backup of the phone is one.
    pub fn copied(&self) -> Self {
        let folder = TempDir::new().expect("a folder");
        let copy = folder.path().join("device.db");
        // Nobody is writing, and everything is in the file and its log.
        for suffix in ["", "-wal"] {
            let from = self.folder.path().join(format!("device.db{suffix}"));
            if from.exists() {
                let to = folder.path().join(format!("device.db{suffix}"));
                std::fs::copy(from, to).expect("copied");
            }
        }
        Self {
            store: Mutex::new(Store::open(&copy, &FILE_KEY).expect("the copy opens")),
            folder,
            clock: self.clock,
            seeds: self.seeds + 1_000_000,
        }
    }

    /// The bytes of its first batch, as they are stored.
    pub fn first_batch(&self) -> Vec<u8> {
        let conn = rusqlite::Connection::open(self.folder.path().join("device.db"));
        let conn = conn.expect("the file");
        conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "09".repeat(32)))
            .expect("the key");
        conn.query_row(
            "SELECT bytes FROM batch ORDER BY first LIMIT 1",
            [],
            |row| row.get(0),
        )
        .expect("a batch")
    }

    /// A visit with a word of its own, by which it is known again under any name.
    pub fn visits(&self, word: &str) -> DeltaId {
        let visit = Visit {
            household: o(2),
            outcome: Outcome::Met,
            come_back_at: None,
            note: Some(word.into()),
        };
        self.write(|txn| txn.say(visit.into(), Instant(self.clock)))
    }

    pub fn syncs(&mut self, office: &mut Office) -> Result<SyncStory, SyncError> {
        let (clock, seeds) = (self.clock, &mut self.seeds);
        sync(
            &self.store,
            office,
            &|| Instant(clock),
            &mut || {
                *seeds += 1;
                seeds.to_be_bytes()
            },
            &mut |_| ControlFlow::Continue(()),
        )
    }

    pub fn synced(&mut self, office: &mut Office) -> SyncStory {
        let story = self.syncs(office).expect("a sync");
        self.agrees();
        story
    }

    pub fn write<T>(&self, work: impl FnOnce(&Txn<'_>) -> Result<T, StoreError>) -> T {
        self.store
            .lock()
            .expect("the file")
            .write(work)
            .expect("written")
    }

    pub fn read<T>(&self, work: impl FnOnce(&Txn<'_>) -> Result<T, StoreError>) -> T {
        self.store
            .lock()
            .expect("the file")
            .read(work)
            .expect("read")
    }

    pub fn agrees(&self) {
        let found = self.read(|txn| txn.verify());
        assert_eq!(found.differences, Vec::<String>::new());
    }

    pub fn unsent(&self) -> u32 {
        self.read(|txn| txn.outbox()).unsent
    }

    pub fn incarnation(&self) -> Incarnation {
        self.read(|txn| txn.identity()).incarnation
    }
}

/// The words of all visits that reached the office, in their order.
pub fn words(office: &Office) -> Vec<String> {
    let mut words: Vec<String> = office
        .feed
        .iter()
        .filter_map(|(id, record, _)| match Delta::keeping(*id, record).body {
            Body::Visit(visit) => visit.note,
            _ => None,
        })
        .collect();
    words.sort();
    words
}
