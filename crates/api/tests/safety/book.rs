//! A book with a few people in it and devices that hold it, without any server.

use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;
use tungnha_api::{ApiError, Device, ErrorCode, Host};
use tungnha_core::body::{Account, Campaign, CampaignApp, Hamlet, Household, Resident};
use tungnha_core::time::Day;
use tungnha_core::words::{App, HamletKind, Role, Source, Stage};
use tungnha_core::{Admission, Body, BookId, Delta, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::page::Member;
use tungnha_protocol::{Cursor, Grant, Page, SignedGrant, SigningKey, columns};
use tungnha_store::vault::{Owner, Vault};
use tungnha_store::{Identity, Store, Txn};
use uuid::Uuid;

const FILE_KEY: [u8; 32] = [9; 32];
pub const PIN: &str = "135790";

/// The first day of the campaign.
pub fn first_day() -> Day {
    Day::from_ymd(2026, 11, 10).expect("a day")
}

/// Now, on every device: the fifth day at noon.
pub fn now() -> Instant {
    first_day().start().plus(4 * 86_400 + 12 * 3600)
}

fn book() -> BookId {
    BookId(Uuid::from_u128(7))
}

/// The server's identity.
pub fn identity() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

/// Somebody else of the book, who says things that arrive here.
pub struct Author {
    number: u128,
    name: &'static str,
    role: Role,
    said: Vec<Delta>,
}

impl Author {
    pub fn new(number: u128, name: &'static str, role: Role) -> Self {
        Self {
            number,
            name,
            role,
            said: Vec::new(),
        }
    }

    /// Says it an hour ago, knowing of nothing else.
    pub fn says(&mut self, body: impl Into<Body>) -> DeltaId {
        self.says_at(now().plus(-3600), body)
    }

    pub fn says_at(&mut self, stamped: Instant, body: impl Into<Body>) -> DeltaId {
        let incarnation = Incarnation(Uuid::from_u128(self.number));
        let id = DeltaId::new(incarnation, self.said.len() as u32 + 1);
        self.said.push(Delta {
            id,
            stamped,
            supersedes: Vec::new(),
            on_behalf_of: None,
            body: body.into(),
        });
        id
    }

    /// What it said first.
    pub fn first(&self) -> DeltaId {
        self.said.first().expect("something said").id
    }

    /// Whether it has said anything.
    pub fn any(&self) -> bool {
        !self.said.is_empty()
    }

    /// Everything it has said so far, received half an hour ago.
    pub fn page(&self) -> Page {
        let member = MemberId(Uuid::from_u128(self.number + 1000));
        let first = self.said.first().expect("something said").id;
        let admission = Admission {
            book: book(),
            incarnation: first.incarnation,
            first: 1,
            last: self.said.len() as u32,
            received_at: now().plus(-1800),
            member,
            role: self.role,
            held: Vec::new(),
        };
        let rows = self.said.iter().map(|delta| (delta.id, delta.to_record()));
        Page {
            deltas: columns::pack(&rows.collect::<Vec<_>>()),
            admissions: vec![WireAdmission::from(&admission)],
            members: vec![Member {
                id: member.into(),
                name: self.name.into(),
                organisation: Some("Đoàn Thanh niên".into()),
            }],
            cursor: Cursor {
                epoch: 1,
                seq: 1,
                ..Cursor::default()
            },
        }
    }
}

/// A roll of two hamlets with a door and a person each.
pub struct Roll {
    pub office: Author,
    pub hamlets: [DeltaId; 2],
    pub people: [DeltaId; 2],
    /// The first one's door.
    pub household: DeltaId,
}

impl Roll {
    pub fn new() -> Self {
        let mut office = Author::new(1, "Lê Văn Sơn", Role::Police);
        let campaign = office.says(Campaign {
            of: None,
            title: "Chiến dịch 30 ngày đêm".into(),
            theme: None,
            starts: first_day(),
            ends: Day(first_day().0 + 29),
            hour_from: 0,
            hour_to: 24,
            close_at: Day(first_day().0 + 30).start(),
            reference_date: first_day(),
            practice: false,
            contact: None,
        });
        for (app, reviewer) in [(App::Vneid, Role::Police), (App::Ihanoi, Role::Office)] {
            office.says(CampaignApp {
                campaign,
                app,
                minimum_age: 14,
                reviewer,
                google_play: None,
                app_store: None,
                reviewer_of: None,
                figure_owner: None,
            });
        }
        let mut place = |hamlet: &str, name: &str| {
            let hamlet = office.says(Hamlet {
                of: None,
                name: hamlet.into(),
                kind: HamletKind::Thon,
            });
            let household = office.says(Household {
                of: None,
                hamlet,
                lane: Some("ngõ 5".into()),
                house: Some("12".into()),
                head: Some(name.into()),
                code: None,
                venue: None,
            });
            let resident = office.says(Resident {
                of: None,
                household,
                name: name.into(),
                birth_year: Some(1990),
                sex: None,
                last4: None,
                position: Some(1),
            });
            (hamlet, household, resident)
        };
        let (one, household, mai) = place("Thôn Tân Lập", "Nguyễn Thị Mai");
        let (other, _, hoa) = place("Thôn Bằng Lợi", "Trần Văn Hòa");
        Self {
            office,
            hamlets: [one, other],
            people: [mai, hoa],
            household,
        }
    }
}

/// What a volunteer claims.
pub fn claim(resident: DeltaId, app: App, stage: Stage) -> Account {
    Account {
        resident,
        app,
        level: u8::from(app == App::Vneid),
        source: Source::VolunteerClaim,
        stage,
        as_of: None,
        approved_on: None,
        visit: None,
    }
}

/// An enrolled, open device.
pub struct Phone {
    home: TempDir,
    pub device: Device,
}

impl Phone {
    pub fn new(role: Role) -> Self {
        Self::with(role, |_| {})
    }

    /// With a grant changed by `change`.
    pub fn with(role: Role, change: impl FnOnce(&mut Grant)) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let mut grant = grant(8, "Phạm Thị Lan", role);
        change(&mut grant);
        enrolled(home.path(), &grant, &FILE_KEY, PIN);
        let device = opened(home.path());
        let phone = Self { home, device };
        phone.call("unlock", json!({ "pin": PIN }));
        phone
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The program ended and began again: locked.
    pub fn restart(&mut self) {
        self.device = opened(self.home.path());
    }

    /// The same later, unlocked.
    pub fn restart_at(&mut self, moment: Instant) {
        self.device = opened_at(self.home.path(), moment);
        self.call("unlock", json!({ "pin": PIN }));
    }

    /// Calls an operation that must go well.
    pub fn call(&self, name: &str, args: Value) -> Value {
        self.try_call(name, args)
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn try_call(&self, name: &str, args: Value) -> Result<Value, ApiError> {
        self.device.call(name, args)
    }

    /// Calls an operation that must be refused.
    pub fn refused(&self, name: &str, args: Value) -> ErrorCode {
        self.try_call(name, args).expect_err(name).code
    }

    /// What a sync would write.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&Txn<'_>) -> Result<T, tungnha_store::StoreError>,
    ) -> T {
        let path = self.home.path().join("device.db");
        let mut store = Store::open(&path, &FILE_KEY).expect("the file");
        store.write(work).expect("written")
    }

    /// What this phone has said, as the others get it; `number` is its member's.
    pub fn said(&self, number: u128, name: &'static str, role: Role) -> Author {
        let said = self.write(|txn| {
            let own = txn.identity()?.incarnation;
            let mut said = Vec::new();
            while let Some(delta) = txn.statement(DeltaId::new(own, said.len() as u32 + 1))? {
                said.push(delta);
            }
            Ok(said)
        });
        Author {
            number,
            name,
            role,
            said,
        }
    }

    /// Before it has said anything: speaks under another name than other phones of the test.
    pub fn rename(&self, number: u128) {
        let fresh = Incarnation(Uuid::from_u128(number));
        self.write(|txn| txn.reissue(txn.identity()?.incarnation, fresh, now()));
    }

    pub fn take(&self, author: &Author) {
        self.write(|txn| txn.take_page(&author.page()));
    }
}

/// What a member of the book with this number may, in the whole of it.
pub fn grant(member: u128, name: &str, role: Role) -> Grant {
    Grant {
        book: book().into(),
        book_name: "xã Thử".into(),
        member: MemberId(Uuid::from_u128(member)).into(),
        name: name.into(),
        organisation: None,
        role: role.code(),
        hamlets: None,
        issued_at: now().0,
        expires_at: now().0 + 86_400,
        revoked: false,
        incarnation: None,
        device_key: None,
        sealing_key: None,
        not_accepted: None,
    }
}

/// What an enrolment leaves in a member's folder: the file, and beside it the key.
pub fn enrolled(home: &Path, grant: &Grant, file_key: &[u8; 32], pin: &str) {
    let owner = Owner {
        member: &grant.name,
        role: grant.role,
        book: &grant.book_name,
        organisation: None,
    };
    let vault = Vault::wrap(file_key, pin, &owner, &[3; 32], &[4; 60]).expect("wrapped");
    let mut store = Store::create(&home.join("device.db"), file_key).expect("a file");
    store
        .write(|txn| {
            txn.set_identity(&Identity {
                book: book(),
                member: grant.member.into(),
                incarnation: Incarnation(Uuid::from_u128(99)),
                key: SigningKey::from_seed(&[2; 32]),
                server: identity().public(),
                addresses: vec!["127.0.0.1:1".into()],
            })?;
            txn.set_grant(&SignedGrant::sign(grant, &identity()))
        })
        .expect("enrolled");
    vault.write(&home.join("device.key")).expect("written");
}

pub fn opened(home: &Path) -> Device {
    opened_at(home, now())
}

/// The same on a device whose clock stands at `moment`.
pub fn opened_at(home: &Path, moment: Instant) -> Device {
    let host = Host::new(move || moment, |bytes| bytes.fill(5));
    Device::open(home.to_owned(), host).expect("a device")
}
