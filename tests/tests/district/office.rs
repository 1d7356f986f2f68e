//! The office's side: the real server over its real file, its own clock, and what it has taken in so far.

mod desk;

use crate::chance::Chance;
use crate::disk::Disk;
use desk::invitation;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tungnha_core::record::{Record, Value};
use tungnha_core::words::Role;
use tungnha_core::{BookId, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::exchange::Frame;
use tungnha_protocol::keys::PublicKey;
use tungnha_protocol::{SignedBatch, SignedExchange};
use tungnha_server::apply::Moment;
use tungnha_server::campaign::{self, CampaignFile};
use tungnha_server::desk::Desk;
use tungnha_server::enrol::admit_member;
use tungnha_server::key::BookNo;
use tungnha_server::keys::{KeySeeds, ServerKeys};
use tungnha_server::lives;
use tungnha_server::server::Server;
use tungnha_server::storage::DeviceRow;
use tungnha_server::storage::sqlite::SqliteStorage;
use tungnha_server::storage::sqlite::backup::back_up;

/// The moment at which a statement says that it was made: here no two of them say the same, so it tells them
/// apart under whatever name.
pub type Mark = i64;

/// The database inside the server's folder.
pub const DATABASE: &str = "server.db";

const CAMPAIGN: &str = r#"{"title":"Đợt cao điểm","starts":"2024-12-02","ends":"2024-12-31",
    "hours":{"from":0,"to":24},"close_at":"2024-12-31T22:00:00+07:00","reference_date":"2024-11-05",
    "apps":[{"app":"vneid","minimum_age":14,"reviewer":"police"},
            {"app":"ihanoi","minimum_age":14,"reviewer":"office"}]}"#;

/// The server.
pub struct Office {
    /// Where it keeps everything.
    pub disk: Disk,
    /// The book.
    pub no: BookNo,
    /// Its clock: the true time plus this.
    pub clock_off: i64,
    /// Everything it has committed so far, held or admitted.
    pub received: BTreeSet<Mark>,
    /// Whether it is waiting for people to look through who is revoked.
    pub reads_wait: bool,
    /// How often it was restored from a backup.
    pub restored: usize,
    /// The last backup, and what it had received by then.
    backup: Option<(PathBuf, BTreeSet<Mark>)>,
    server: Option<Server>,
    chance: Chance,
}

impl Office {
    /// A new server with one book and its campaign.
    pub fn found(folder: &Path, mut chance: Chance, now: Instant) -> Self {
        let disk = Disk {
            folder: folder.to_owned(),
            name: DATABASE,
        };
        std::fs::create_dir_all(folder).expect("a folder");
        let seeds = KeySeeds {
            identity: chance.bytes(),
            recovery: chance.bytes(),
            sealing: chance.bytes(),
        };
        ServerKeys::create(folder, &seeds).expect("keys");
        let mut office = Self {
            disk,
            no: BookNo(1),
            clock_off: 0,
            received: BTreeSet::new(),
            reads_wait: false,
            restored: 0,
            backup: None,
            server: None,
            chance,
        };
        office.open();
        office.begin_book(now);
        office
    }

    fn begin_book(&mut self, now: Instant) {
        let id = BookId(self.chance.uuid());
        let (member, incarnation) = (
            MemberId(self.chance.uuid()),
            Incarnation(self.chance.uuid()),
        );
        let seed = self.chance.bytes();
        let server = self.server();
        let identity = server.keys().identity();
        let txn = server.storage().write().expect("a transaction");
        let no = txn
            .add_book(id, "xã Cẩm Tân", Some("15178"))
            .expect("a book");
        let invited = invitation(member, Role::Server, None);
        admit_member(txn.as_ref(), no, &invited, now).expect("the server");
        let number = txn.number_for(no, incarnation).expect("a number");
        let key = identity.public();
        let mut device = DeviceRow::begun(no, number, incarnation, member, key, "Máy chủ");
        txn.add_device(&device, now).expect("a device");
        let file = CampaignFile::read(CAMPAIGN).expect("a campaign");
        let mut desk = Desk::applying(txn.as_ref(), no).expect("a desk");
        let moment = Moment { now, identity };
        campaign::author(&mut desk, &mut device, &file, seed, &moment).expect("the frame");
        desk.finish().expect("a link");
        txn.commit().expect("durable");
        self.no = no;
    }

    /// The server.
    pub fn server(&self) -> &Server {
        self.server.as_ref().expect("it is open")
    }

    fn open(&mut self) {
        self.server = None;
        let sealing = self.chance.bytes();
        let keys = ServerKeys::open(&self.disk.folder, sealing).expect("its keys");
        let storage = SqliteStorage::open(&self.disk.database()).expect("its file opens");
        self.server = Some(Server::new(Box::new(storage), keys));
    }

    /// Its clock when the true time is `time`.
    pub fn now(&self, time: i64) -> Instant {
        Instant(time + self.clock_off)
    }

    /// The identity that devices pin.
    pub fn identity(&self) -> PublicKey {
        self.server().keys().identity_public()
    }

    /// Answers a request: the frames' bytes as they would travel. What is in receipts is received for good.
    pub fn answer(&mut self, body: &[u8], now: Instant) -> Vec<u8> {
        let frames = match self.server().exchange(body, now) {
            Ok(frames) => frames,
            Err(error) => vec![Frame::Refused(error.refusal())],
        };
        if let Some(Frame::Head(head)) = frames.first() {
            for receipt in &head.receipts {
                let receipt = receipt.admission().expect("its own receipt");
                let marks = handed_in(body)
                    .into_iter()
                    .filter(|(id, _)| {
                        id.incarnation == receipt.incarnation
                            && (receipt.first..=receipt.last).contains(&id.counter)
                    })
                    .map(|(_, mark)| mark);
                self.received.extend(marks);
            }
        }
        frames.iter().flat_map(Frame::to_bytes).collect()
    }

    /// The program ends and starts again.
    pub fn restart(&mut self) {
        self.open();
    }

    /// The power goes: the machine starts again on what the disk has. Gives whether the last commit, begun
    /// when the log was `before` long, is in it.
    pub fn power_cut(&mut self, to: &Path, before: u64) -> bool {
        let (disk, whole) = self.disk.after_power_cut(to, before, &mut self.chance);
        self.server = None;
        let _ = std::fs::remove_dir_all(&self.disk.folder);
        self.disk = disk;
        self.open();
        whole
    }

    /// A backup into `file`, as the command line makes it.
    pub fn back_up(&mut self, file: &Path) {
        let contents = back_up(&self.disk.database(), file).expect("a backup");
        let txn = self.server().storage().write().expect("a transaction");
        for (book, number, through) in contents.devices {
            txn.set_backed_up(book, number, through).expect("kept");
        }
        txn.commit().expect("durable");
        self.backup = Some((file.to_owned(), self.received.clone()));
    }

    /// The machine burns; a new one goes on in `folder` from the last backup and the keys. Gives whether there
    /// was a backup.
    pub fn restore(&mut self, folder: &Path, now: Instant) -> bool {
        let Some((backup, received)) = self.backup.clone() else {
            return false;
        };
        std::fs::create_dir_all(folder).expect("a folder");
        for entry in std::fs::read_dir(&self.disk.folder).expect("its folder") {
            let file = entry.expect("an entry").path();
            if file.extension().is_some_and(|extension| extension == "key") {
                let name = file.file_name().expect("a name");
                std::fs::copy(&file, folder.join(name)).expect("copied");
            }
        }
        self.server = None;
        self.disk.folder = folder.to_owned();
        std::fs::copy(&backup, self.disk.database()).expect("copied");
        self.open();
        let fresh = [Incarnation(self.chance.uuid())];
        let identity = self.identity();
        let txn = self.server().storage().write().expect("a transaction");
        lives::begin(txn.as_ref(), &identity, now, &fresh).expect("a new life");
        txn.commit().expect("durable");
        self.received = received;
        self.reads_wait = true;
        self.restored += 1;
        true
    }

    /// Somebody has looked through who is revoked.
    pub fn reopen(&mut self) {
        let txn = self.server().storage().write().expect("a transaction");
        txn.reopen(self.no).expect("open");
        txn.commit().expect("durable");
        self.reads_wait = false;
    }
}

/// The mark of a record.
pub fn mark(record: &Record) -> Mark {
    match record.get(1) {
        Some(Value::Int(stamped)) => *stamped,
        other => panic!("a statement without its moment: {other:?}"),
    }
}

/// What a request hands in.
fn handed_in(body: &[u8]) -> Vec<(DeltaId, Mark)> {
    let asked = SignedExchange::from_bytes(body).and_then(|signed| signed.request());
    let batches = asked.expect("a device's own request").batches;
    let rows = batches.iter().flat_map(|bytes| {
        SignedBatch::from_bytes(bytes)
            .expect("a batch")
            .batch
            .rows()
    });
    rows.map(|(id, record)| (id, mark(&record))).collect()
}
