//! A device as small as a test needs it.

use super::pin::pinned;
use tungnha_core::{Admission, Body, BookId, Delta, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::courier::{self, OpeningKey};
use tungnha_protocol::enrol::{EnrolAnswer, EnrolRequest};
use tungnha_protocol::exchange::{Cursor, Exchange, Frame, RefusalCode};
use tungnha_protocol::keys::SigningKey;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::wire::{decode, encode};
use tungnha_protocol::{Batch, CONTENT_TYPE, COURIER_PATH, ENROL_PATH, EXCHANGE_PATH, EnrolLink};
use tungnha_protocol::{PublicKey, SealingKey, SignedAddresses, SignedExchange};
use uuid::Uuid;

/// A device that keeps nothing but names.
pub struct Device {
    pub incarnation: Incarnation,
    pub member: MemberId,
    pub got: std::collections::BTreeSet<DeltaId>,
    pub identity: PublicKey,
    sealing_key: SealingKey,
    base: String,
    client: reqwest::blocking::Client,
    key: SigningKey,
    book: BookId,
    next: u32,
    first: u32,
    last_hash: [u8; 32],
    pending: Vec<Delta>,
    cursor: Cursor,
    grant_issued_at: i64,
}

impl Device {
    /// Enrols over HTTPS; `n` makes the device's key and name.
    pub fn join(link: &EnrolLink, n: u8) -> Result<Self, RefusalCode> {
        Self::join_at(
            link,
            n,
            &format!("https://{}", link.addresses[0]),
            pinned(link),
        )
    }

    pub fn join_plain(link: &EnrolLink, n: u8) -> Result<Self, RefusalCode> {
        let client = reqwest::blocking::Client::builder()
            .tls_backend_preconfigured(pinned(link))
            .build();
        let base = format!("http://{}", link.addresses[0]);
        Self::join_with(link, n, &base, client.expect("a client"))
    }

    fn join_at(
        link: &EnrolLink,
        n: u8,
        base: &str,
        tls: rustls::ClientConfig,
    ) -> Result<Self, RefusalCode> {
        let client = reqwest::blocking::Client::builder()
            .tls_backend_preconfigured(tls)
            .build();
        Self::join_with(link, n, base, client.expect("a client"))
    }

    fn join_with(
        link: &EnrolLink,
        n: u8,
        base: &str,
        client: reqwest::blocking::Client,
    ) -> Result<Self, RefusalCode> {
        let key = SigningKey::from_seed(&[n; 32]);
        let incarnation = Incarnation(Uuid::from_bytes([n; 16]));
        let request = EnrolRequest {
            version: VERSION,
            code: link.code.clone(),
            key: key.public(),
            incarnation: incarnation.into(),
            device_name: "máy thử".into(),
        };
        let url = format!("{base}{ENROL_PATH}");
        let response = client
            .post(url)
            .body(encode(&request))
            .send()
            .expect("an answer");
        let body = response.bytes().expect("a body");
        let reply = match decode(&body).expect("an answer") {
            EnrolAnswer::Enrolled(reply) => reply,
            EnrolAnswer::Refused(refusal) => return Err(refusal.code),
        };
        reply
            .grant
            .verify(&link.identity)
            .expect("signed by the identity");
        let grant = reply.grant.grant().expect("a grant");
        Ok(Self {
            incarnation,
            member: grant.member.into(),
            got: Default::default(),
            identity: link.identity,
            sealing_key: grant.sealing_key.expect("every grant has it"),
            base: base.to_owned(),
            client,
            key,
            book: grant.book.into(),
            next: 1,
            first: 1,
            last_hash: [0; 32],
            pending: Vec::new(),
            cursor: Cursor::default(),
            grant_issued_at: grant.issued_at,
        })
    }

    pub fn write(&mut self, body: impl Into<Body>) -> DeltaId {
        let id = DeltaId::new(self.incarnation, self.next);
        self.next += 1;
        self.pending.push(Delta {
            id,
            stamped: Instant(1_734_267_600),
            supersedes: Vec::new(),
            on_behalf_of: None,
            body: body.into(),
        });
        id
    }

    /// The server is served elsewhere now.
    pub fn moved_to(&mut self, server: &super::Serving) {
        self.base = format!("https://{}", server.address());
    }

    /// The bytes of an exchange with what was written since the last one.
    pub fn request(&mut self) -> Vec<u8> {
        let exchange = self.asked();
        SignedExchange::sign(&exchange, &self.key).to_bytes()
    }

    /// The same for a courier, whose reply only the holder of `reply` can open.
    pub fn parcel(&mut self, reply: &OpeningKey) -> Vec<u8> {
        let mut exchange = self.asked();
        exchange.reply_key = Some(reply.sealing());
        let signed = SignedExchange::sign(&exchange, &self.key);
        courier::parcel(&signed, self.sealing_key, [7; 32]).expect("sealed")
    }

    /// The addresses that the next exchange tells of.
    pub fn announced(&mut self) -> Option<SignedAddresses> {
        let body = self.request();
        let url = format!("{}{EXCHANGE_PATH}", self.base);
        let response = self.client.post(url).body(body).send().expect("an answer");
        match frames(&response.bytes().expect("a body"))
            .into_iter()
            .next()
        {
            Some(Frame::Head(head)) => head.addresses,
            other => panic!("{other:?}"),
        }
    }

    /// Carries somebody's parcel to the server: its answer as it came.
    pub fn carry(&self, parcel: Vec<u8>) -> Vec<u8> {
        let url = format!("{}{COURIER_PATH}", self.base);
        let response = self.client.post(url).body(parcel).send();
        let response = response.expect("an answer");
        assert_eq!(response.headers()["content-type"], CONTENT_TYPE);
        response.bytes().expect("a body").to_vec()
    }

    fn asked(&mut self) -> Exchange {
        let mut batches = Vec::new();
        let pending = std::mem::take(&mut self.pending);
        if !pending.is_empty() {
            let batch = Batch {
                book: self.book,
                incarnation: self.incarnation,
                first: self.first,
                previous: self.last_hash,
                seed: [self.first as u8; 16],
                records: pending.iter().map(Delta::to_record).collect(),
            };
            let signed = batch.sign(&self.key);
            self.last_hash = signed.hash(&signed.batch.leaves());
            self.first = self.next;
            batches.push(signed.to_bytes().into());
        }
        Exchange {
            version: VERSION,
            incarnation: self.incarnation.into(),
            cursor: self.cursor,
            batches,
            clock: 0,
            want: 1 << 20,
            grant_issued_at: self.grant_issued_at,
            decided_through: None,
            reissued_from: None,
            receipts: None,
            grant: None,
            check: None,
            addresses_issued_at: None,
            reply_key: None,
            written: None,
        }
    }

    /// One exchange; gives what the receipts say.
    pub fn exchange(&mut self) -> Vec<Admission> {
        let body = self.request();
        let url = format!("{}{EXCHANGE_PATH}", self.base);
        let response = self.client.post(url).body(body).send().expect("an answer");
        let body = response.bytes().expect("a body");
        let mut receipts = Vec::new();
        for frame in frames(&body) {
            match frame {
                Frame::Head(head) => {
                    receipts = head
                        .receipts
                        .iter()
                        .map(|r| r.admission().expect("read"))
                        .collect();
                }
                Frame::Page(page) => {
                    self.got
                        .extend(page.rows().expect("rows").into_iter().map(|(id, _)| id));
                }
                Frame::End { cursor, .. } => self.cursor = cursor,
                Frame::Refused(refusal) => panic!("{refusal:?}"),
                Frame::Snapshot(_) => panic!("nobody asked for a snapshot"),
            }
        }
        receipts
    }
}

/// The whole frames at the front of `bytes`.
pub fn frames(mut bytes: &[u8]) -> Vec<Frame> {
    let mut frames = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((body, rest)) = rest.split_at_checked(length) else {
            break;
        };
        frames.push(Frame::from_body(body).expect("a frame"));
        bytes = rest;
    }
    frames
}
