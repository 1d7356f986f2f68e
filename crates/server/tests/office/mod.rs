//! What an office does with the program, and a device as small as a test needs it.

use rustls::pki_types::CertificateDer;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use tungnha_core::{Admission, Body, BookId, Delta, DeltaId, Incarnation, Instant, MemberId};
use tungnha_protocol::enrol::{EnrolAnswer, EnrolRequest};
use tungnha_protocol::exchange::{Cursor, Exchange, Frame, RefusalCode};
use tungnha_protocol::keys::SigningKey;
use tungnha_protocol::limits::VERSION;
use tungnha_protocol::wire::{decode, encode};
use tungnha_protocol::{Batch, ENROL_PATH, EXCHANGE_PATH, EnrolLink, SignedExchange};
use uuid::Uuid;

const UNITS: &str = "code,name,kind,parent_code,valid_from,valid_to\n\
    15178,Xã Cẩm Tân,commune,,2004-07-08,\n00698,Xã Đông Trạch,commune,,2004-07-08,\n";
const CAMPAIGN: &str = r#"{"title":"Đợt cao điểm","theme":"Đi từng ngõ","starts":"2024-12-02",
    "ends":"2099-12-31","hours":{"from":8,"to":22},"close_at":"2099-12-31T22:00:00+07:00",
    "reference_date":"2024-11-05","apps":[{"app":"vneid","minimum_age":14,"reviewer":"police"}],
    "milestones":[]}"#;

/// A data directory that `init` has made.
pub struct Office {
    folder: tempfile::TempDir,
}

/// A serving process; ended with the test.
pub struct Serving {
    child: Child,
    url: String,
}

impl Office {
    pub fn made() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("units.csv"), UNITS).expect("written");
        std::fs::write(folder.path().join("campaign.json"), CAMPAIGN).expect("written");
        let office = Self { folder };
        let made = office.init("xã Cẩm Tân", "15178");
        assert_eq!(made["books"][0]["unit"], "15178");
        office
    }

    pub fn init(&self, book: &str, unit: &str) -> Value {
        let file = |name: &str| self.folder.path().join(name).display().to_string();
        let (units, campaign) = (file("units.csv"), file("campaign.json"));
        self.json(&[
            "init", "--units", &units, "--campaign", &campaign, "--book", book, "--unit", unit,
        ])
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tungnha-server"));
        let (name, rest) = arguments.split_first().expect("a command");
        command.arg(name);
        if !name.starts_with('-') {
            command.arg("--data").arg(self.folder.path().join("data"));
        }
        command.args(rest);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program")
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).expect("one document")
    }

    pub fn serve(&self, more: &[&str]) -> Serving {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], more].concat();
        let mut child = self
            .command(&arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut line = String::new();
        let out = child.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let url = line.trim().strip_prefix("listening ").expect("ready").to_owned();
        Serving { child, url }
    }

    pub fn link(&self, who: &[&str]) -> EnrolLink {
        self.link_in("15178", who)
    }

    pub fn link_in(&self, unit: &str, who: &[&str]) -> EnrolLink {
        let enrolled = self.json(&[&["enrol", "--unit", unit], who].concat());
        let link = enrolled["link"].as_str().expect("a link");
        link.parse().expect("a link")
    }

    /// A new member's device.
    pub fn enrol(&self, who: &[&str]) -> Device {
        let link = self.link(who);
        let chance = link.code.bytes().fold(1, |n: u8, b| n.wrapping_mul(31).wrapping_add(b));
        Device::join(&link, chance).expect("enrolled")
    }
}

impl Serving {
    pub fn address(&self) -> String {
        let (_, address) = self.url.split_once("://").expect("a url");
        address.to_owned()
    }

    /// Ends it as an office does, and waits for its good end.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status().expect("kill");
        assert!(sent.success());
        assert_eq!(self.child.wait().expect("ended").code(), Some(0));
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A device that keeps nothing but names.
pub struct Device {
    pub incarnation: Incarnation,
    pub member: MemberId,
    pub got: std::collections::BTreeSet<DeltaId>,
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
        Self::join_at(link, n, &format!("https://{}", link.addresses[0]), pinned(link))
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
        let response = client.post(url).body(encode(&request)).send().expect("an answer");
        let body = response.bytes().expect("a body");
        let reply = match decode(&body).expect("an answer") {
            EnrolAnswer::Enrolled(reply) => reply,
            EnrolAnswer::Refused(refusal) => return Err(refusal.code),
        };
        reply.grant.verify(&link.identity).expect("signed by the identity");
        let grant = reply.grant.grant().expect("a grant");
        Ok(Self {
            incarnation,
            member: grant.member.into(),
            got: Default::default(),
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
            body: body.into(),
        });
        id
    }

    /// The bytes of an exchange with what was written since the last one.
    pub fn request(&mut self) -> Vec<u8> {
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
        let exchange = Exchange {
            version: VERSION,
            incarnation: self.incarnation.into(),
            cursor: self.cursor,
            batches,
            clock: 0,
            want: 1 << 20,
            grant_issued_at: self.grant_issued_at,
        };
        SignedExchange::sign(&exchange, &self.key).to_bytes()
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
                    receipts = head.receipts.iter().map(|r| r.admission().expect("read")).collect();
                }
                Frame::Page(page) => {
                    self.got.extend(page.rows().expect("rows").into_iter().map(|(id, _)| id));
                }
                Frame::End { cursor, .. } => self.cursor = cursor,
                Frame::Refused(refusal) => panic!("{refusal:?}"),
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

/// TLS that believes only what the identity of the link signed.
fn pinned(link: &EnrolLink) -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = Pin(link.identity, provider.clone());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth()
}

#[derive(Debug)]
struct Pin(tungnha_protocol::PublicKey, Arc<rustls::crypto::CryptoProvider>);

impl rustls::client::danger::ServerCertVerifier for Pin {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &rustls::pki_types::ServerName<'_>,
        _: &[u8],
        _: rustls::pki_types::UnixTime,
    ) -> Result<rustls::client::danger::ServerCertVerified, rustls::Error> {
        use x509_parser::prelude::FromDer;
        let (_, leaf) = x509_parser::prelude::X509Certificate::from_der(leaf).expect("X.509");
        let signature = leaf.signature_value.data.as_ref().try_into().expect("64 bytes");
        self.0
            .verify(leaf.tbs_certificate.as_ref(), &tungnha_protocol::Signature(signature))
            .map_err(|_| rustls::Error::General("not the identity's".into()))?;
        Ok(rustls::client::danger::ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &rustls::DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General("TLS 1.3 was agreed".into()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signed: &rustls::DigitallySignedStruct,
    ) -> Result<rustls::client::danger::HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.1.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, leaf, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<rustls::SignatureScheme> {
        self.1.signature_verification_algorithms.supported_schemes()
    }
}
