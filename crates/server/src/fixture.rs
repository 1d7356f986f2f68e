//! A small book with a server and pens that write into it, for tests.

mod lives;
mod roll;

pub use roll::*;

use crate::apply::Moment;
use crate::campaign::{self, CampaignFile};
use crate::desk::Desk;
use crate::enrol::{Invitation, NewCode, admit_member, issue_code};
use crate::key::{BookNo, Key};
use crate::keys::{KeySeeds, ServerKeys};
use crate::server::Server;
use crate::storage::sqlite::SqliteStorage;
use crate::storage::{DeviceRow, MemberRow};
use std::collections::BTreeMap;
use tungnha_core::fold::{Ledger, State};
use tungnha_core::words::Role;
use tungnha_core::{Body, BookId, Delta, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::SignedGrant;
use tungnha_protocol::enrol::EnrolRequest;
use tungnha_protocol::exchange::{Cursor, Exchange, Frame, Head};
use tungnha_protocol::keys::SigningKey;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::wire::encode;
use tungnha_protocol::{Batch, Decided, Page, SignedAdmission, SignedBatch, SignedExchange};
use uuid::Uuid;

/// 15/12/2024, 20:00 in Việt Nam: within the campaign.
pub const NOW: Instant = Instant(1_734_267_600);

const CAMPAIGN: &str = r#"{"title":"Đợt cao điểm","starts":"2024-12-02","ends":"2024-12-31",
    "hours":{"from":8,"to":22},"close_at":"2024-12-31T22:00:00+07:00","reference_date":"2024-11-05",
    "apps":[{"app":"vneid","minimum_age":14,"reviewer":"police"}]}"#;

/// A server with one book.
pub struct World {
    pub server: Server,
    pub no: BookNo,
    pub id: BookId,
    pub now: Instant,
    names: u128,
    /// The database that the server has open.
    database: std::path::PathBuf,
    folder: tempfile::TempDir,
}

/// A device that writes.
#[derive(Clone)]
pub struct Pen {
    pub member: MemberId,
    pub incarnation: Incarnation,
    pub key: SigningKey,
    book: BookId,
    next: u32,
    sealed: u32,
    last_hash: [u8; 32],
    pending: Vec<Delta>,
    /// Batches sealed so far, oldest first.
    pub batches: Vec<Vec<u8>>,
    pub cursor: Cursor,
    pub grant_issued_at: i64,
    /// The newest grant that it was given.
    pub grant: SignedGrant,
    /// Every receipt that it was given.
    pub receipts: Vec<SignedAdmission>,
    /// Decisions about the member's held deltas, as they came.
    pub decided: Vec<Decided>,
    /// What came in pages, and what it adds up to.
    pub got: BTreeMap<DeltaId, Delta>,
    pub ledger: Ledger,
}

impl World {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let seeds = KeySeeds {
            identity: [1; 32],
            recovery: [2; 32],
            sealing: [3; 32],
        };
        let keys = ServerKeys::create(folder.path(), &seeds).expect("keys");
        let database = folder.path().join("server.db");
        let storage = SqliteStorage::open(&database).expect("a file");
        let server = Server::new(Box::new(storage), keys);
        let mut world = Self {
            server,
            no: BookNo(1),
            id: BookId(Uuid::from_u128(0xB00C)),
            now: NOW,
            names: 0x1000,
            database,
            folder,
        };
        world.found();
        world
    }

    /// Where the server keeps everything.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    fn name(&mut self) -> Uuid {
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

    /// A new member's device, enrolled through a code.
    pub fn pen(&mut self, role: Role, hamlets: Option<&[DeltaId]>) -> Pen {
        let member = MemberId(self.name());
        let hamlets = hamlets.map(|ids| ids.iter().map(|id| self.key(*id)).collect());
        let invitation = invitation(member, role, hamlets);
        let txn = self.server.storage().write().expect("a transaction");
        admit_member(txn.as_ref(), self.no, &invitation, self.now).expect("a member");
        txn.commit().expect("durable");
        self.device(member)
    }

    /// One more device of a member.
    pub fn device(&mut self, member: MemberId) -> Pen {
        self.device_by_link(member, true)
    }

    /// One more device of a member; it waits for an officer unless the link `accepts` it.
    pub fn device_by_link(&mut self, member: MemberId, accepts: bool) -> Pen {
        let incarnation = Incarnation(self.name());
        let key = SigningKey::from_seed(&[incarnation.0.as_bytes()[15]; 32]);
        let code = format!("CODE-{}", incarnation.0.simple());
        let txn = self.server.storage().write().expect("a transaction");
        let until = self.now.plus(3600);
        let new = NewCode {
            text: &code,
            expires_at: until,
            accepts,
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
        let reply = self
            .server
            .enrol(&encode(&request), self.now)
            .expect("enrolled");
        Pen {
            member,
            incarnation,
            key,
            book: self.id,
            next: 1,
            sealed: 1,
            last_hash: [0; 32],
            pending: Vec::new(),
            batches: Vec::new(),
            cursor: Cursor::default(),
            grant_issued_at: reply.grant.grant().expect("a grant").issued_at,
            grant: reply.grant,
            receipts: Vec::new(),
            decided: Vec::new(),
            got: BTreeMap::new(),
            ledger: Ledger::new(Some(incarnation)),
        }
    }

    pub fn key(&self, id: DeltaId) -> Key {
        let txn = self.server.storage().read().expect("a view");
        let number = txn
            .number_of(self.no, id.incarnation)
            .expect("read")
            .expect("known");
        Key::new(number, id.counter)
    }

    /// What a pen asks with exactly these batches.
    pub fn asked(&self, pen: &Pen, batches: &[Vec<u8>], want: u32) -> Exchange {
        Exchange {
            version: VERSION,
            incarnation: pen.incarnation.into(),
            cursor: pen.cursor,
            batches: batches.iter().cloned().map(Into::into).collect(),
            clock: self.now.0,
            want,
            grant_issued_at: pen.grant_issued_at,
            decided_through: pen.decided.last().map(|decided| decided.number),
            reissued_from: None,
            receipts: None,
            grant: None,
            check: None,
            addresses_issued_at: None,
            reply_key: None,
            written: None,
        }
    }

    /// One exchange with exactly these batches; pages are not taken in.
    pub fn ask(&self, pen: &Pen, batches: &[Vec<u8>], want: u32) -> Vec<Frame> {
        self.exchange(pen, &self.asked(pen, batches, want))
    }

    /// One exchange as it is; pages are not taken in.
    pub fn exchange(&self, pen: &Pen, asked: &Exchange) -> Vec<Frame> {
        let body = SignedExchange::sign(asked, &pen.key).to_bytes();
        match self.server.exchange(&body, self.now) {
            Ok(frames) => frames,
            Err(error) => vec![Frame::Refused(error.refusal())],
        }
    }

    /// Seals what the pen wrote, hands it in, and takes in what is new until there is no more.
    pub fn sync(&self, pen: &mut Pen) -> Head {
        pen.seal();
        let mut batches = pen.batches.clone();
        loop {
            let frames = self.ask(pen, &batches, 1 << 20);
            let (head, more) = pen.take(&frames);
            if !more {
                return head;
            }
            batches.clear();
        }
    }

    /// Every book's faults.
    pub fn faults(&self) -> Vec<String> {
        let reports = self.server.verify().expect("a view");
        reports.into_iter().flat_map(|r| r.faults).collect()
    }
}

fn invitation(id: MemberId, role: Role, hamlets: Option<Vec<Key>>) -> Invitation {
    Invitation {
        member: MemberRow {
            id,
            name: "Nguyễn Văn Mẫu".into(),
            organisation: None,
        },
        role,
        hamlets,
    }
}

impl Pen {
    /// Writes a statement that replaces nothing.
    pub fn write(&mut self, body: impl Into<Body>) -> DeltaId {
        self.write_over(body, &[])
    }

    /// Writes a statement that replaces what its author saw.
    pub fn write_over(&mut self, body: impl Into<Body>, supersedes: &[DeltaId]) -> DeltaId {
        let id = DeltaId::new(self.incarnation, self.next);
        self.next += 1;
        self.pending.push(Delta {
            id,
            stamped: NOW.plus(i64::from(id.counter)),
            supersedes: supersedes.to_vec(),
            on_behalf_of: None,
            body: body.into(),
        });
        id
    }

    /// Says what the statement written last replaces.
    pub fn replace_last(&mut self, supersedes: &[DeltaId]) {
        if let Some(last) = self.pending.last_mut() {
            last.supersedes = supersedes.to_vec();
        }
    }

    /// Makes a batch of what was written since the last one.
    pub fn seal(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let signed = self.signed(self.sealed, self.last_hash, &pending);
        self.sealed = self.next;
        self.last_hash = signed.hash(&signed.batch.leaves());
        self.batches.push(signed.to_bytes());
        for delta in pending {
            self.ledger.add(delta);
        }
    }

    /// A batch of its own making, for what an honest device does not send.
    pub fn signed(&self, first: u32, previous: [u8; 32], deltas: &[Delta]) -> SignedBatch {
        let mut seed = [9; 16];
        seed[..4].copy_from_slice(&first.to_be_bytes());
        Batch {
            book: self.book,
            incarnation: self.incarnation,
            first,
            previous,
            seed,
            records: deltas.iter().map(Delta::to_record).collect(),
        }
        .sign(&self.key)
    }

    /// Takes in a response: (its head, whether there is more).
    pub fn take(&mut self, frames: &[Frame]) -> (Head, bool) {
        let Some(Frame::Head(head)) = frames.first() else {
            panic!("{frames:?}");
        };
        if head.restart {
            self.cursor = Cursor::default();
        }
        if let Some(grant) = &head.grant {
            self.grant_issued_at = grant.grant().expect("a grant").issued_at;
            self.grant = grant.clone();
        }
        for receipt in &head.receipts {
            self.ledger.admit(receipt.admission().expect("a receipt"));
            self.receipts.push(receipt.clone());
        }
        for decided in head.decided.iter().flatten() {
            let admission = decided.admission.admission().expect("an admission");
            self.ledger.admit(admission);
            self.decided.push(decided.clone());
        }
        for frame in frames {
            match frame {
                Frame::Page(page) => self.take_page(page),
                Frame::End { more, cursor, .. } => {
                    self.cursor = *cursor;
                    return (head.clone(), *more);
                }
                _ => {}
            }
        }
        panic!("cut: {frames:?}");
    }

    fn take_page(&mut self, page: &Page) {
        for admission in &page.admissions {
            self.ledger
                .admit(admission.clone().try_into().expect("an admission"));
        }
        for (id, record) in page.rows().expect("rows") {
            let delta = Delta::from_record(id, &record).expect("a delta");
            self.ledger.add(delta.clone());
            self.got.insert(id, delta);
        }
        self.cursor = page.cursor;
    }

    pub fn state(&self) -> State {
        self.ledger.state()
    }
}
