//! A server made of memory: the rules of `docs/protocol/model.md`, as few of them as a session needs, and a
//! line that can be cut anywhere.

use std::collections::BTreeMap;
use std::io::Read;
use tungnha_core::record::Record;
use tungnha_core::words::Role;
use tungnha_core::{Admission, BookId, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::admission::WireAdmission;
use tungnha_protocol::exchange::Chain;
use tungnha_protocol::hash::Hash;
use tungnha_protocol::page::Member;
use tungnha_protocol::wire::WireId;
use tungnha_protocol::{
    Cursor, Decided, Exchange, Frame, Grant, Head, Page, PublicKey, Refusal, RefusalCode,
    SignedAdmission, SignedBatch, SignedExchange, SignedGrant, SigningKey, columns,
};
use tungnha_sync::{Transport, TransportError};
use uuid::Uuid;

pub const BOOK: BookId = BookId(Uuid::from_u128(7));
pub const MEMBER: MemberId = MemberId(Uuid::from_u128(8));
pub const OFFICE: Incarnation = Incarnation(Uuid::from_u128(50));

pub fn device_key() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

/// A batch that was taken in.
#[derive(Clone)]
pub struct Kept {
    pub last: u32,
    pub hash: Hash,
    pub receipt: SignedAdmission,
}

/// What a line does to the next requests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    Holds,
    /// The request never arrives.
    LosesRequest,
    /// The answer ends after so many bytes.
    Cuts(usize),
}

#[derive(Clone)]
pub struct Office {
    pub identity: SigningKey,
    pub epoch: u32,
    pub now: i64,
    pub reads_wait: bool,
    pub backed_up: u32,
    /// By incarnation, then first counter.
    pub devices: BTreeMap<Incarnation, BTreeMap<u32, Kept>>,
    pub feed: Vec<(DeltaId, Record, Admission)>,
    pub forks: Vec<SignedBatch>,
    pub decided: Vec<Decided>,
    /// A grant to send with the next head.
    pub grant: Option<SignedGrant>,
    /// All that was asked, in order.
    pub asked: Vec<Exchange>,
    pub line: Line,
    /// Rows in one page.
    pub page: usize,
}

impl Office {
    pub fn new() -> Self {
        Self {
            identity: SigningKey::from_seed(&[2; 32]),
            epoch: 1,
            now: 10_000,
            reads_wait: false,
            backed_up: 0,
            devices: BTreeMap::new(),
            feed: Vec::new(),
            forks: Vec::new(),
            decided: Vec::new(),
            grant: None,
            asked: Vec::new(),
            line: Line::Holds,
            page: 100,
        }
    }

    pub fn signed_grant(
        &self,
        incarnation: Incarnation,
        hamlets: Option<&[DeltaId]>,
    ) -> SignedGrant {
        let wire = |ids: &[DeltaId]| ids.iter().map(|id| WireId::from(*id)).collect();
        let grant = Grant {
            book: BOOK.into(),
            book_name: "xã Thử".into(),
            member: MEMBER.into(),
            name: "Nguyễn Văn Thử".into(),
            organisation: None,
            role: Role::Volunteer.code(),
            hamlets: hamlets.map(wire),
            issued_at: self.now,
            expires_at: self.now + 14 * 86_400,
            revoked: false,
            incarnation: Some(incarnation.into()),
            device_key: Some(device_key().public()),
            sealing_key: None,
            not_accepted: None,
        };
        SignedGrant::sign(&grant, &self.identity)
    }

    /// The office says something itself.
    pub fn says(&mut self, id: DeltaId, record: Record) {
        let admission = self.admission(id, id.counter);
        self.feed.push((id, record, admission));
    }

    fn admission(&self, first: DeltaId, last: u32) -> Admission {
        Admission {
            book: BOOK,
            incarnation: first.incarnation,
            first: first.counter,
            last,
            received_at: Instant(self.now),
            member: MEMBER,
            role: Role::Volunteer,
            held: Vec::new(),
        }
    }

    /// What a backup brings back: the state of then, as another life.
    pub fn restored(&self, now: &Self) -> Self {
        Self {
            epoch: now.epoch + 1,
            now: now.now + 1000,
            asked: now.asked.clone(),
            ..self.clone()
        }
    }

    pub fn highest(&self, incarnation: Incarnation) -> u32 {
        let kept = self.devices.get(&incarnation);
        let last = kept.and_then(|batches| batches.values().next_back());
        last.map_or(0, |kept| kept.last)
    }

    fn knows(&mut self, asked: &Exchange) -> bool {
        let incarnation: Incarnation = asked.incarnation.into();
        let before: Option<Incarnation> = asked.reissued_from.map(Into::into);
        let reissued = before.is_some_and(|before| self.devices.contains_key(&before));
        let presented = asked.grant.as_ref().is_some_and(|grant| {
            grant.verify(&self.identity.public()).is_ok()
                && grant.grant().is_ok_and(|grant| {
                    grant.incarnation == Some(asked.incarnation)
                        && grant.device_key == Some(device_key().public())
                })
        });
        if reissued || presented {
            self.devices.entry(incarnation).or_default();
        }
        self.devices.contains_key(&incarnation)
    }

    fn answer(&mut self, body: &[u8]) -> Vec<Frame> {
        let signed = SignedExchange::from_bytes(body).expect("a request");
        let asked = signed.request().expect("an exchange");
        self.asked.push(asked.clone());
        let known = self.knows(&asked) && signed.verify(&device_key().public()).is_ok();
        if !known {
            return vec![Frame::Refused(Refusal {
                code: RefusalCode::UnknownDevice,
                detail: String::new(),
            })];
        }
        let incarnation: Incarnation = asked.incarnation.into();
        let (mut receipts, mut forked) = (Vec::new(), false);
        for bytes in &asked.batches {
            let batch = SignedBatch::from_bytes(bytes).expect("a batch");
            match self.take_in(
                incarnation,
                batch,
                asked.receipts.as_deref().unwrap_or_default(),
            ) {
                Ok(receipt) => receipts.extend(receipt),
                Err(()) => forked = true,
            }
        }
        let from = if asked.cursor.epoch == self.epoch {
            asked.cursor.seq as usize
        } else {
            0
        };
        let restart = asked.cursor.epoch != self.epoch && asked.cursor.epoch != 0;
        let through = asked.decided_through.unwrap_or(0);
        let decided: Vec<Decided> = self
            .decided
            .iter()
            .filter(|d| d.number > through)
            .cloned()
            .collect();
        let mut frames = vec![Frame::Head(Head {
            clock: self.now,
            receipts,
            backed_up_through: self.backed_up,
            grant: self.grant.clone(),
            restart,
            highest: self.highest(incarnation),
            forked: forked.then_some(true),
            decided: (!decided.is_empty()).then_some(decided),
            addresses: None,
            reads_wait: self.reads_wait.then_some(true),
            awaits_acceptance: None,
        })];
        if self.reads_wait {
            frames.push(end(false, asked.cursor));
        } else {
            self.pages(&asked, incarnation, from, &mut frames);
        }
        frames
    }

    /// A receipt; nothing after a gap; an error for a contradiction.
    pub fn take_in(
        &mut self,
        incarnation: Incarnation,
        signed: SignedBatch,
        presented: &[SignedAdmission],
    ) -> Result<Option<SignedAdmission>, ()> {
        let leaves = signed
            .verify(&device_key().public())
            .expect("its signature");
        let hash = signed.hash(&leaves);
        let (first, last) = (signed.batch.first, signed.batch.last());
        assert_eq!(signed.batch.incarnation, incarnation);
        let kept = self.devices.entry(incarnation).or_default();
        if let Some(known) = kept.get(&first).filter(|known| known.hash == hash) {
            return Ok(Some(known.receipt.clone()));
        }
        let (highest, previous) = kept
            .values()
            .next_back()
            .map_or((0, [0; 32]), |last| (last.last, last.hash));
        if first > highest + 1 {
            return Ok(None);
        }
        if first <= highest || signed.batch.previous != previous {
            self.forks.push(signed);
            return Err(());
        }
        let honoured = presented.iter().find(|receipt| {
            receipt.verify(&self.identity.public()).is_ok()
                && receipt
                    .admission()
                    .is_ok_and(|a| (a.incarnation, a.first, a.last) == (incarnation, first, last))
        });
        let receipt = match honoured {
            Some(receipt) => receipt.clone(),
            None => {
                let admission = self.admission(DeltaId::new(incarnation, first), last);
                SignedAdmission::sign(&admission, &self.identity)
            }
        };
        let admission = receipt.admission().expect("own words");
        for (id, record) in signed.batch.rows() {
            self.feed.push((id, record, admission.clone()));
        }
        let receipted = Kept {
            last,
            hash,
            receipt: receipt.clone(),
        };
        self.devices
            .entry(incarnation)
            .or_default()
            .insert(first, receipted);
        Ok(Some(receipt))
    }

    fn pages(&self, asked: &Exchange, without: Incarnation, from: usize, frames: &mut Vec<Frame>) {
        let (mut at, mut left) = (from, asked.want as usize);
        while at < self.feed.len() && left > 0 {
            let rows: Vec<_> = self.feed.iter().skip(at).take(self.page).collect();
            at += rows.len();
            let mine = rows
                .into_iter()
                .filter(|(id, ..)| id.incarnation != without);
            let (mut packed, mut admissions) = (Vec::new(), Vec::new());
            for (id, record, admission) in mine {
                packed.push((*id, record.clone()));
                admissions.push(WireAdmission::from(admission));
            }
            let deltas = columns::pack(&packed);
            left = left.saturating_sub(deltas.len());
            frames.push(Frame::Page(Page {
                deltas,
                admissions,
                members: vec![Member {
                    id: MEMBER.into(),
                    name: "Nguyễn Văn Thử".into(),
                    organisation: None,
                }],
                cursor: self.cursor(at),
            }));
        }
        frames.push(end(at < self.feed.len(), self.cursor(at)));
    }

    fn cursor(&self, seq: usize) -> Cursor {
        Cursor {
            epoch: self.epoch,
            seq: seq as u64,
            chain: Chain::default(),
        }
    }
}

fn end(more: bool, cursor: Cursor) -> Frame {
    Frame::End {
        more,
        cursor,
        checked: None,
    }
}

impl Transport for Office {
    fn exchange(&mut self, body: Vec<u8>) -> Result<Box<dyn Read + '_>, TransportError> {
        if self.line == Line::LosesRequest {
            return Err(TransportError::NoConnection("a test".into()));
        }
        let mut bytes = Vec::new();
        for frame in self.answer(&body) {
            bytes.extend(frame.to_bytes());
        }
        if let Line::Cuts(after) = self.line {
            bytes.truncate(after);
        }
        Ok(Box::new(std::io::Cursor::new(bytes)))
    }

    fn server(&self) -> PublicKey {
        self.identity.public()
    }
}
