//! A commune that real programs made, with its server and devices opened in this process.

use crate::hand::Hand;
use crate::line::Honest;
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Mutex;
use tungnha_core::body::Account;
use tungnha_core::record::Record;
use tungnha_core::words::{App, Role, Source, Stage};
use tungnha_core::{Body, DeltaId, Incarnation, Instant};
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::wire::encode;
use tungnha_protocol::{EnrolLink, EnrolReply, EnrolRequest, Frame, SigningKey};
use tungnha_server::keys::ServerKeys;
use tungnha_server::server::Server;
use tungnha_server::storage::sqlite::SqliteStorage;
use tungnha_server::verify::BookReport;
use tungnha_store::read::Scope;
use tungnha_store::{Identity, Store, StoreError, SyncStory};
use tungnha_sync::{SyncError, Transport, sync, sync_and_check};
use tungnha_tests::Area;
use tungnha_tests::workbook::{Resident, write_list};
use uuid::Uuid;

const PEOPLE: [Resident; 3] = [
    Resident {
        name: "Lê Văn An",
        birth: "05/03/1970",
        sex: "Nam",
        personal_id: "039070000001",
        hamlet: "Thôn Phú Lai",
    },
    Resident {
        name: "Bùi Thị Bình",
        birth: "07/08/1980",
        sex: "Nữ",
        personal_id: "039180000002",
        hamlet: "Thôn Phú Lai",
    },
    Resident {
        name: "Hà Thị Cúc",
        birth: "09/10/1990",
        sex: "Nữ",
        personal_id: "039190000003",
        hamlet: "Thôn Bằng Lợi",
    },
];

/// The commune.
pub struct World {
    pub server: Server,
    area: Area,
    drawn: RefCell<u128>,
}

impl World {
    /// Police have brought a small list; the server runs here from now on.
    pub fn new() -> Self {
        let mut area = Area::new();
        let list = area.path().join("list.xlsx");
        write_list(&list, &PEOPLE);
        area.police_with(&list);
        area.stop();
        let keys = ServerKeys::open(&area.data(), [1; 32]).expect("its keys");
        let storage = SqliteStorage::open(&area.data().join("server.db")).expect("its file");
        Self {
            server: Server::new(Box::new(storage), keys),
            area,
            drawn: RefCell::new(0),
        }
    }

    /// The time; it stands still.
    pub fn now(&self) -> Instant {
        Instant(chrono::Utc::now().timestamp())
    }

    /// A number that was not drawn before.
    pub fn draw(&self) -> [u8; 16] {
        *self.drawn.borrow_mut() += 1;
        Uuid::from_u128(0x1234_5678_0000_4000_8000_0000_0000_0000 + *self.drawn.borrow())
            .into_bytes()
    }

    /// A new member with a new device.
    fn enrolled(&self, role: Role) -> (SigningKey, Incarnation, EnrolReply) {
        let hamlets: &[&str] = match role {
            Role::Volunteer => &["Phú Lai"],
            _ => &[],
        };
        let drawn = self.draw();
        let link = self
            .area
            .link(role.name(), &format!("Người Thử {}", drawn[15]), hamlets);
        let link: EnrolLink = link.parse().expect("a link");
        let key = SigningKey::from_seed(&[drawn, drawn].concat().try_into().expect("32 bytes"));
        let incarnation = Incarnation(Uuid::from_bytes(drawn));
        let asked = encode(&EnrolRequest {
            version: VERSION,
            code: link.code,
            key: key.public(),
            incarnation: incarnation.into(),
            device_name: "điện thoại".into(),
        });
        let reply = self.server.enrol(&asked, self.now()).expect("enrolled");
        (key, incarnation, reply)
    }

    /// A device that signs by hand.
    pub fn hand(&self, role: Role) -> Hand {
        let (key, incarnation, reply) = self.enrolled(role);
        let book = reply.grant.grant().expect("a grant").book;
        Hand::new(key, incarnation, book.into(), self.now().0)
    }

    /// A device with its real file.
    pub fn device(&self, role: Role) -> Device<'_> {
        let (key, incarnation, reply) = self.enrolled(role);
        let grant = reply.grant.grant().expect("a grant");
        let identity = Identity {
            book: grant.book.into(),
            member: grant.member.into(),
            incarnation,
            key,
            server: self.server.keys().identity_public(),
            addresses: vec!["127.0.0.1:1".into()],
        };
        let number = *self.drawn.borrow();
        let file = self.area.path().join(format!("device-{number}.db"));
        let device = Device {
            world: self,
            store: Mutex::new(Store::create(&file, &[2; 32]).expect("a file")),
            identity,
            reply,
            file,
        };
        device.write_identity();
        device
    }

    /// What the server answers.
    pub fn exchange(&self, body: &[u8]) -> Vec<Frame> {
        let answered = self.server.exchange(body, self.now());
        answered.unwrap_or_else(|error| vec![Frame::Refused(error.refusal())])
    }

    /// Everything that a beginner with the whole book gets.
    pub fn rows(&self) -> Vec<(DeltaId, Record)> {
        let hand = self.hand(Role::Police);
        let frames = self.exchange(&hand.signed(&hand.exchange(Vec::new())));
        let pages = frames.iter().filter_map(|frame| match frame {
            Frame::Page(page) => Some(page.rows().expect("rows")),
            _ => None,
        });
        pages.flatten().collect()
    }

    /// The server's tables are what was signed. Gives what was counted.
    pub fn is_sound(&self) -> BookReport {
        let report = self.server.verify().expect("verified").pop();
        let report = report.expect("the book");
        assert_eq!(report.faults, Vec::<String>::new(), "{report:?}");
        report
    }

    /// Members whose devices are honest, and have not synced yet.
    pub fn honest(&self) -> Vec<Device<'_>> {
        let roles = [Role::Police, Role::Volunteer, Role::Office];
        roles.map(|role| self.device(role)).into()
    }

    /// Honest devices begin, work and check, and find what the server has.
    pub fn all_agree(&self, honest: &[Device<'_>]) {
        for device in honest {
            device.sync(&mut Honest(self)).expect("a first sync");
            device.says_something();
            let story = device.checks().expect("a sync");
            assert_eq!((story.outcome.as_str(), story.sent), ("done", 1));
            device.is_sound();
            let repairs = device.store.lock().expect("whole").read(|txn| {
                assert!(txn.last_check()?.is_some_and(|check| check.equal));
                txn.repairs(10)
            });
            assert_eq!(
                repairs.expect("read").len(),
                0,
                "{} had to be repaired",
                device.file.display()
            );
        }
    }
}

/// A device with its real file.
pub struct Device<'w> {
    pub store: Mutex<Store>,
    world: &'w World,
    identity: Identity,
    reply: EnrolReply,
    file: PathBuf,
}

impl Device<'_> {
    fn write_identity(&self) {
        let written = self.store.lock().expect("whole").write(|txn| {
            txn.set_identity(&self.identity)?;
            txn.set_grant(&self.reply.grant)
        });
        written.expect("written");
    }

    /// A new file for the same enrolment, as after a phone's memory was wiped: everything comes once more.
    pub fn begin_again(&self) {
        for companion in ["", "-wal", "-shm"] {
            let mut name = self.file.clone().into_os_string();
            name.push(companion);
            let _ = std::fs::remove_file(PathBuf::from(name));
        }
        *self.store.lock().expect("whole") = Store::create(&self.file, &[2; 32]).expect("a file");
        self.write_identity();
    }

    /// One sync over any line.
    pub fn sync(&self, line: &mut dyn Transport) -> Result<SyncStory, SyncError> {
        let world = self.world;
        let go_on = &mut |_| std::ops::ControlFlow::Continue(());
        sync(
            &self.store,
            line,
            &|| world.now(),
            &mut || world.draw(),
            go_on,
        )
    }

    /// One sync over an honest line, compared at its end.
    fn checks(&self) -> Result<SyncStory, SyncError> {
        let world = self.world;
        let go_on = &mut |_| std::ops::ControlFlow::Continue(());
        let line = &mut Honest(world);
        sync_and_check(
            &self.store,
            line,
            &|| world.now(),
            &mut || world.draw(),
            go_on,
        )
    }

    /// One claim of whoever is there.
    pub fn says_something(&self) {
        let said = self.store.lock().expect("whole").write(|txn| {
            let residents = txn.residents(Scope::All)?;
            let Some(resident) = residents.first() else {
                return Ok(());
            };
            let account = Account {
                resident: txn.id(resident.key)?,
                app: App::Ihanoi,
                level: 0,
                source: Source::VolunteerClaim,
                stage: Stage::Installed,
                as_of: None,
                approved_on: None,
                visit: None,
            };
            txn.say(Body::from(account), self.world.now())?;
            Ok::<_, StoreError>(())
        });
        said.expect("said");
    }

    /// Its tables are what it holds.
    pub fn is_sound(&self) {
        let found = self.store.lock().expect("whole").read(|txn| txn.verify());
        assert_eq!(found.expect("verified").differences, Vec::<String>::new());
    }
}
