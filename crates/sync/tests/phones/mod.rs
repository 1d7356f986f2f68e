//! An office with its server, and phones that sync with it over a line that a test may tamper with.

// Each test binary takes what it needs.
#![allow(dead_code, unused_imports, reason = "shared by several test binaries")]

mod checked;
mod line;
mod said;

pub use checked::*;
pub use line::Line;
pub use said::*;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tungnha_core::words::Role;
use tungnha_core::{Body, BookId, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::enrol::EnrolRequest;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::wire::encode;
use tungnha_protocol::{HamletSum, SignedGrant, SigningKey};
use tungnha_server::apply::Moment;
use tungnha_server::campaign::{self, CampaignFile};
use tungnha_server::desk::Desk;
use tungnha_server::enrol::{Invitation, NewCode, admit_member, issue_code};
use tungnha_server::inbox::{Decision, Ruling};
use tungnha_server::key::{BookNo, Key};
use tungnha_server::keys::{KeySeeds, ServerKeys};
use tungnha_server::lives;
use tungnha_server::server::Server;
use tungnha_server::storage::Storage;
use tungnha_server::storage::sqlite::SqliteStorage;
use tungnha_server::storage::sqlite::backup::back_up;
use tungnha_server::storage::{DeviceRow, GrantRow, MemberRow};
use tungnha_store::{Identity, Speaker, Store, StoreError, SyncStory, Txn};
use tungnha_sync::{SyncError, sync, sync_and_check};
use uuid::Uuid;

/// 15/12/2024, 20:00 in Việt Nam: within the campaign.
pub const NOW: Instant = Instant(1_734_267_600);

const CAMPAIGN: &str = r#"{"title":"Đợt cao điểm","starts":"2024-12-02","ends":"2024-12-31",
    "hours":{"from":8,"to":22},"close_at":"2024-12-31T22:00:00+07:00","reference_date":"2024-11-05",
    "apps":[{"app":"vneid","minimum_age":14,"reviewer":"police"}]}"#;

const SEEDS: KeySeeds = KeySeeds {
    identity: [1; 32],
    recovery: [2; 32],
    sealing: [3; 32],
};

/// A server with one book.
pub struct Office {
    pub server: Server,
    pub no: BookNo,
    pub id: BookId,
    pub now: Instant,
    names: u128,
    folder: TempDir,
    database: PathBuf,
}

/// A phone with its file.
pub struct Phone {
    pub store: Mutex<Store>,
    pub member: MemberId,
    pub incarnation: Incarnation,
    /// Of several officers, if they keep one file.
    folder: Arc<TempDir>,
}

pub const FILE_KEY: [u8; 32] = [9; 32];

impl Office {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let keys = ServerKeys::create(folder.path(), &SEEDS).expect("keys");
        let database = folder.path().join("server.db");
        let storage = SqliteStorage::open(&database).expect("a file");
        let mut office = Self {
            server: Server::new(Box::new(storage), keys),
            no: BookNo(1),
            id: BookId(Uuid::from_u128(0xB00C)),
            now: NOW,
            names: 0x1000,
            folder,
            database,
        };
        office.found();
        office
    }

    pub fn name(&mut self) -> Uuid {
        self.names += 1;
        Uuid::from_u128(self.names)
    }

    fn found(&mut self) {
        let (member, incarnation) = (MemberId(self.name()), Incarnation(self.name()));
        let identity = self.server.keys().identity();
        let txn = self.server.storage().write().expect("a transaction");
        self.no = txn
            .add_book(self.id, "xã Cẩm Tân", Some("15178"))
            .expect("a book");
        let invitation = invitation(member, Role::Server, None);
        admit_member(txn.as_ref(), self.no, &invitation, self.now).expect("the server");
        let number = txn.number_for(self.no, incarnation).expect("a number");
        let key = identity.public();
        let mut device = DeviceRow::begun(self.no, number, incarnation, member, key, "Máy chủ");
        txn.add_device(&device, self.now).expect("a device");
        let file = CampaignFile::read(CAMPAIGN).expect("a campaign");
        let mut desk = Desk::applying(txn.as_ref(), self.no).expect("a desk");
        let now = self.now;
        let moment = Moment { now, identity };
        campaign::author(&mut desk, &mut device, &file, [7; 16], &moment).expect("frame");
        desk.finish().expect("a link");
        txn.commit().expect("durable");
    }

    pub fn key(&self, id: DeltaId) -> Key {
        let txn = self.server.storage().read().expect("a view");
        let number = txn.number_of(self.no, id.incarnation).expect("read");
        Key::new(number.expect("known"), id.counter)
    }

    /// A new member's phone, enrolled.
    pub fn phone(&mut self, role: Role, hamlets: Option<&[DeltaId]>) -> Phone {
        let member = MemberId(self.name());
        let hamlets = hamlets.map(|ids| ids.iter().map(|id| self.key(*id)).collect());
        let txn = self.server.storage().write().expect("a transaction");
        admit_member(
            txn.as_ref(),
            self.no,
            &invitation(member, role, hamlets),
            self.now,
        )
        .expect("a member");
        txn.commit().expect("durable");
        self.enrolled(member)
    }

    /// What an enrolment of the member settles.
    fn enrolment(&mut self, member: MemberId) -> (Identity, SignedGrant) {
        let incarnation = Incarnation(self.name());
        let key = SigningKey::from_seed(&[incarnation.0.as_bytes()[15]; 32]);
        let code = format!("CODE-{}", incarnation.0.simple());
        let txn = self.server.storage().write().expect("a transaction");
        let until = self.now.plus(3600);
        let new = NewCode {
            text: &code,
            expires_at: until,
            accepts: true,
        };
        issue_code(txn.as_ref(), self.no, member, &new, self.now).expect("a code");
        txn.commit().expect("durable");
        let request = EnrolRequest {
            version: VERSION,
            code,
            key: key.public(),
            incarnation: incarnation.into(),
            device_name: "điện thoại".into(),
        };
        let reply = self.server.enrol(&encode(&request), self.now);
        let grant = reply.expect("enrolled").grant;
        let identity = Identity {
            book: self.id,
            member,
            incarnation,
            key,
            server: self.server.keys().identity_public(),
            addresses: vec!["127.0.0.1:1".into()],
        };
        (identity, grant)
    }

    fn enrolled(&mut self, member: MemberId) -> Phone {
        let (identity, grant) = self.enrolment(member);
        let folder = tempfile::tempdir().expect("a folder");
        let mut store =
            Store::create(&folder.path().join("device.db"), &FILE_KEY).expect("a new file");
        store
            .write(|txn| {
                txn.set_identity(&identity)?;
                txn.set_grant(&grant)
            })
            .expect("enrolled");
        Phone {
            store: Mutex::new(store),
            member,
            incarnation: identity.incarnation,
            folder: Arc::new(folder),
        }
    }

    /// A new officer who keeps one file with the officer `host`.
    pub fn colleague(&mut self, host: &mut Phone, role: Role) -> Phone {
        let member = MemberId(self.name());
        let txn = self.server.storage().write().expect("a transaction");
        let invitation = invitation(member, role, None);
        admit_member(txn.as_ref(), self.no, &invitation, self.now).expect("a member");
        txn.commit().expect("durable");
        let (identity, grant) = self.enrolment(member);
        let signing = host.write(|txn| txn.identity()).key;
        let mut store = host.store.lock().expect("whole");
        store.forget_seed().expect("forgotten");
        let speaker = store
            .write(|txn| {
                let (speaker, is_here) = txn.place_for(identity.incarnation)?;
                assert!(!is_here);
                txn.join(speaker, &identity, &grant, "máy văn phòng")?;
                Ok::<_, StoreError>(speaker)
            })
            .expect("joined");
        *store = host.opened().speaking(Speaker::FIRST, signing);
        drop(store);
        Phone {
            store: Mutex::new(host.opened().speaking(speaker, identity.key)),
            member,
            incarnation: identity.incarnation,
            folder: Arc::clone(&host.folder),
        }
    }

    /// Gives a member other hamlets.
    pub fn assign(&self, phone: &Phone, hamlets: &[DeltaId]) {
        let hamlets: Vec<Key> = hamlets.iter().map(|id| self.key(*id)).collect();
        let txn = self.server.storage().write().expect("a transaction");
        let desk = Desk::applying(txn.as_ref(), self.no).expect("a desk");
        desk.assign(phone.member, &hamlets, self.now)
            .expect("assigned");
        txn.commit().expect("durable");
    }

    /// Gives a member of the whole book these hamlets alone.
    pub fn narrow(&self, phone: &Phone, hamlets: &[DeltaId]) {
        let hamlets: Vec<Key> = hamlets.iter().map(|id| self.key(*id)).collect();
        let txn = self.server.storage().write().expect("a transaction");
        let desk = Desk::applying(txn.as_ref(), self.no).expect("a desk");
        let grant = desk
            .assign(phone.member, &hamlets, self.now)
            .expect("assigned");
        let narrow = GrantRow {
            whole_book: false,
            ..grant
        };
        desk.regrant(narrow, self.now, false).expect("regranted");
        txn.commit().expect("durable");
    }

    fn fresh_path(&mut self) -> PathBuf {
        let name = self.name();
        self.folder.path().join(format!("{name}.db"))
    }

    /// A backup, as the command line makes it.
    pub fn back_up(&mut self) -> PathBuf {
        let file = self.fresh_path();
        let contents = back_up(&self.database, &file).expect("a backup");
        let txn = self.server.storage().write().expect("a transaction");
        for (book, number, through) in contents.devices {
            txn.set_backed_up(book, number, through).expect("kept");
        }
        txn.commit().expect("durable");
        file
    }

    /// The server as it is after a restore: readers wait.
    pub fn restore(&mut self, backup: &Path) {
        self.database = self.fresh_path();
        std::fs::copy(backup, &self.database).expect("copied");
        let storage = SqliteStorage::open(&self.database).expect("a whole file");
        let keys = ServerKeys::create(self.folder.path(), &SEEDS).expect("those that are there");
        let fresh = [Incarnation(self.name())];
        let txn = storage.write().expect("a transaction");
        lives::begin(txn.as_ref(), &keys.identity_public(), self.now, &fresh).expect("a life");
        txn.commit().expect("durable");
        self.server = Server::new(Box::new(storage), keys);
    }

    /// Somebody has looked through who is revoked.
    pub fn reopen(&self) {
        let txn = self.server.storage().write().expect("a transaction");
        txn.reopen(self.no).expect("open");
        txn.commit().expect("durable");
    }

    /// The office decides about a held delta.
    pub fn decide(&self, id: DeltaId, decision: &Decision) {
        let txn = self.server.storage().write().expect("a transaction");
        let mut desk = Desk::applying(txn.as_ref(), self.no).expect("a desk");
        let (now, identity) = (self.now, self.server.keys().identity());
        let ruling = desk.decide(id, decision, "Trần Thị Duyệt", &Moment { now, identity });
        assert!(matches!(ruling.expect("decided"), Ruling::Made(_)));
        desk.finish().expect("a link");
        txn.commit().expect("durable");
    }

    /// A line on which nothing goes wrong.
    pub fn line(&self) -> Line<'_> {
        Line::new(&self.server, self.now)
    }

    pub fn sync(&self, phone: &Phone) -> SyncStory {
        phone.sync(&mut self.line()).expect("synced")
    }

    pub fn check(&self, phone: &Phone) -> SyncStory {
        phone.check(&mut self.line()).expect("synced")
    }

    /// Every book's faults.
    pub fn faults(&self) -> Vec<String> {
        let reports = self.server.verify().expect("a view");
        reports.into_iter().flat_map(|r| r.faults).collect()
    }
}

fn invitation(id: MemberId, role: Role, hamlets: Option<Vec<Key>>) -> Invitation {
    let member = MemberRow {
        id,
        name: "Nguyễn Văn Mẫu".into(),
        organisation: None,
    };
    Invitation {
        member,
        role,
        hamlets,
    }
}

impl Phone {
    pub fn write<T>(&self, work: impl FnOnce(&Txn<'_>) -> Result<T, StoreError>) -> T {
        let mut store = self.store.lock().expect("whole");
        store.write(work).expect("written")
    }

    pub fn say(&self, body: impl Into<Body>) -> DeltaId {
        self.write(|txn| txn.say(body.into(), NOW))
    }

    pub fn sync(&self, line: &mut Line<'_>) -> Result<SyncStory, SyncError> {
        let now = line.now;
        let mut chance = chance();
        sync(&self.store, line, &|| now, &mut chance, &mut |_| {
            ControlFlow::Continue(())
        })
    }

    pub fn check(&self, line: &mut Line<'_>) -> Result<SyncStory, SyncError> {
        let now = line.now;
        let mut chance = chance();
        sync_and_check(&self.store, line, &|| now, &mut chance, &mut |_| {
            ControlFlow::Continue(())
        })
    }

    /// What it shows, and that it is the fold of what it holds.
    pub fn sums(&self) -> Vec<HamletSum> {
        let found = self.write(|txn| txn.verify());
        assert_eq!(found.differences, Vec::<String>::new());
        self.write(|txn| txn.hamlet_sums(15))
            .expect("nothing waits")
    }

    pub fn has(&self, id: DeltaId) -> bool {
        self.write(|txn| txn.has(id))
    }

    pub fn unsent(&self) -> u32 {
        self.write(|txn| txn.outbox()).unsent
    }

    fn opened(&self) -> Store {
        Store::open(&self.folder.path().join("device.db"), &FILE_KEY).expect("it opens")
    }

    /// Writes what stands in the log into the file.
    pub fn emptied_log(&self) {
        let conn = rusqlite::Connection::open(self.file()).expect("a file");
        let hex: String = FILE_KEY.iter().map(|byte| format!("{byte:02x}")).collect();
        conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\""))
            .expect("the key");
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .expect("emptied");
    }

    /// Where this one's file is.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("device.db")
    }

    /// The same member at the copy of the file that `copy` has.
    pub fn at(&self, copy: &Self) -> Self {
        let identity = self.write(|txn| txn.identity());
        let speaker = self.write(|txn| txn.speaker_of(self.member));
        let speaker = speaker.expect("in the file");
        Self {
            store: Mutex::new(copy.opened().speaking(speaker, identity.key)),
            member: self.member,
            incarnation: self.incarnation,
            folder: Arc::clone(&copy.folder),
        }
    }

    /// Goes on with a file apart, as the device does.
    pub fn gone_apart(&self) -> Self {
        let identity = self.write(|txn| txn.identity());
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("device.db");
        let mut store = self.store.lock().expect("whole");
        let speaker = store
            .write(|txn| {
                txn.set_parting()?;
                txn.speaker_of(self.member)
            })
            .expect("read")
            .expect("in the file");
        store.part(speaker, &path, &FILE_KEY).expect("parted");
        store
            .write(|txn| txn.forget_speaker(speaker))
            .expect("forgotten");
        drop(store);
        let apart = Store::open(&path, &FILE_KEY).expect("it opens");
        Self {
            store: Mutex::new(apart.speaking(Speaker::FIRST, identity.key)),
            member: self.member,
            incarnation: self.incarnation,
            folder: Arc::new(folder),
        }
    }

    /// Another phone with a copy of this one's file.
    pub fn copied(&self) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let name = |of: &TempDir| of.path().join("device.db");
        // Everything into the one file first.
        let held = self.store.lock().expect("whole");
        for file in ["device.db", "device.db-wal"] {
            let from = self.folder.path().join(file);
            if from.exists() {
                std::fs::copy(from, folder.path().join(file)).expect("copied");
            }
        }
        drop(held);
        Self {
            store: Mutex::new(Store::open(&name(&folder), &FILE_KEY).expect("a copy")),
            member: self.member,
            incarnation: self.incarnation,
            folder: Arc::new(folder),
        }
    }
}

/// Bytes that never come twice, the same in every run.
pub fn chance() -> impl FnMut() -> [u8; 16] {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    || {
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        u128::from(next)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
            .to_be_bytes()
    }
}
