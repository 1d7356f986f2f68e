//! Enrolment: a one-time link makes a device a member's.

use crate::exchange::{Refusal, SealingKey};
use crate::keys::{BadSignature, PublicKey, Signature, SigningKey};
use crate::wire::{BadMessage, Bytes16, WireId, decode, encode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use minicbor::{Decode, Encode};
use std::fmt;
use std::str::FromStr;

/// What a QR or a message carries: `tungnha://enrol?at=HOST:PORT&code=…&key=…`.
///
/// The key is the server's identity, which the device pins: not a certificate, so renewals and new
/// boxes strand nobody and a wrong clock does not matter. `at` may be repeated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnrolLink {
    /// Where the server may be found; at least one.
    pub addresses: Vec<String>,
    /// The one-time code.
    pub code: String,
    /// The server's identity.
    pub identity: PublicKey,
}

impl fmt::Display for EnrolLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tungnha://enrol?")?;
        for address in &self.addresses {
            write!(f, "at={address}&")?;
        }
        let key = URL_SAFE_NO_PAD.encode(self.identity.0);
        write!(f, "code={}&key={key}", self.code)
    }
}

impl FromStr for EnrolLink {
    type Err = BadMessage;

    fn from_str(text: &str) -> Result<Self, BadMessage> {
        let bad = |what: &str| BadMessage(format!("link: {what}"));
        let query = text
            .trim()
            .strip_prefix("tungnha://enrol?")
            .ok_or_else(|| bad("not an enrolment link"))?;
        let (mut addresses, mut code, mut identity) = (Vec::new(), None, None);
        for part in query.split('&') {
            match part.split_once('=') {
                Some(("at", address)) if !address.is_empty() => addresses.push(address.to_owned()),
                Some(("code", text)) if !text.is_empty() => code = Some(text.to_owned()),
                Some(("key", text)) => {
                    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| bad("key"))?;
                    identity = Some(PublicKey(bytes.try_into().map_err(|_| bad("key"))?));
                }
                // What a newer server adds.
                _ => {}
            }
        }
        if addresses.is_empty() {
            return Err(bad("no address"));
        }
        Ok(Self {
            addresses,
            code: code.ok_or_else(|| bad("no code"))?,
            identity: identity.ok_or_else(|| bad("no key"))?,
        })
    }
}

/// A device asks to become a member's. Asking again with the same code and key gives the same reply, so
/// a lost answer strands nobody.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct EnrolRequest {
    /// [`crate::limits::VERSION`].
    #[n(0)]
    pub version: u16,
    /// The link's code.
    #[n(1)]
    pub code: String,
    /// The device's key.
    #[n(2)]
    pub key: PublicKey,
    /// The device's first incarnation in the book.
    #[n(3)]
    pub incarnation: Bytes16,
    /// What to call the device on the office's list.
    #[n(4)]
    pub device_name: String,
}

/// The server's answer.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct EnrolReply {
    /// What the member may.
    #[n(0)]
    pub grant: SignedGrant,
    /// Curve25519 key to which the device seals a copy of its file's key, so that a forgotten PIN loses
    /// no work.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub recovery_key: [u8; 32],
    /// The server's clock, seconds.
    #[n(2)]
    pub clock: i64,
}

/// What the enrolment request is answered with: the body of the response, as CBOR.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum EnrolAnswer {
    /// The device is a member's now.
    #[n(0)]
    Enrolled(#[n(0)] EnrolReply),
    /// It is not, and why.
    #[n(1)]
    Refused(#[n(0)] Refusal),
}

/// What a member may, until when.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Grant {
    /// The book.
    #[n(0)]
    pub book: Bytes16,
    /// What people call it: "xã Cẩm Tân".
    #[n(1)]
    pub book_name: String,
    /// The member.
    #[n(2)]
    pub member: Bytes16,
    /// Full name.
    #[n(3)]
    pub name: String,
    /// Organisation, if any.
    #[n(4)]
    pub organisation: Option<String>,
    /// The role's code.
    #[n(5)]
    pub role: u8,
    /// The hamlets it covers; absent for the whole book.
    #[n(6)]
    pub hamlets: Option<Vec<WireId>>,
    /// Seconds, the server's clock.
    #[n(7)]
    pub issued_at: i64,
    /// After this the device asks for a new one; it never stops anybody from saving.
    #[n(8)]
    pub expires_at: i64,
    /// Revoked: the device may hand in and reads nothing.
    #[n(9)]
    pub revoked: bool,
    /// For which incarnation these words were signed. A restored server believes them of no other.
    #[n(10)]
    pub incarnation: Option<Bytes16>,
    /// That incarnation's key.
    #[n(11)]
    pub device_key: Option<PublicKey>,
    /// What a courier's parcel to this server is sealed to.
    #[n(12)]
    pub sealing_key: Option<SealingKey>,
}

/// A grant and the server's signature over it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct SignedGrant {
    /// The exact bytes that were signed.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
    /// By the server's identity key.
    #[n(1)]
    pub signature: Signature,
}

impl SignedGrant {
    /// Signs a grant with the server's identity key.
    pub fn sign(grant: &Grant, key: &SigningKey) -> Self {
        let bytes = encode(grant);
        let signature = key.sign(&message(&bytes));
        Self { bytes, signature }
    }

    /// Checks the server's signature.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify(&message(&self.bytes), &self.signature)
    }

    /// What it grants.
    pub fn grant(&self) -> Result<Grant, BadMessage> {
        decode(&self.bytes)
    }
}

fn message(bytes: &[u8]) -> Vec<u8> {
    [b"tungnha-grant-1".as_slice(), bytes].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_there_and_back() {
        let link = EnrolLink {
            addresses: vec!["127.0.0.1:8443".into(), "may-chu.local:8443".into()],
            code: "AB12-CD34".into(),
            identity: PublicKey([9; 32]),
        };
        assert_eq!(link.to_string().parse(), Ok(link));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "https://vi.example/", "tungnha://enrol?code=1&key=AAAA"] {
            assert!(text.parse::<EnrolLink>().is_err(), "{text}");
        }
    }
}
