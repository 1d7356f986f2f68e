//! Where a server may be found. An address is not an identity: a router gives another one after a power
//! cut, and nobody enrols again. Devices believe a new list because the pinned identity signed it.

use crate::keys::{BadSignature, PublicKey, Signature, SigningKey};
use crate::limits::{MAX_ADDRESSES, MAX_WORD_BYTES};
use crate::wire::{BadMessage, decode, encode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use minicbor::{Decode, Encode};
use std::fmt;
use std::str::FromStr;

/// A server's addresses, the first to be tried first.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Addresses {
    /// When the list was made, seconds; a later list replaces an earlier one.
    #[n(0)]
    pub issued_at: i64,
    /// `host:port`; at least one, at most [`MAX_ADDRESSES`].
    #[n(1)]
    pub at: Vec<String>,
}

/// The list and the identity's signature over it.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct SignedAddresses {
    /// The exact bytes that were signed.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
    /// By the server's identity key.
    #[n(1)]
    pub signature: Signature,
}

impl SignedAddresses {
    /// Signs a list with the server's identity key.
    pub fn sign(addresses: &Addresses, key: &SigningKey) -> Self {
        let bytes = encode(addresses);
        let signature = key.sign(&message(&bytes));
        Self { bytes, signature }
    }

    /// Checks the signature.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify(&message(&self.bytes), &self.signature)
    }

    /// What it says.
    ///
    /// # Errors
    /// [`BadMessage`] for bytes that are no list, an empty list, and one beyond the bounds.
    pub fn addresses(&self) -> Result<Addresses, BadMessage> {
        let addresses: Addresses = decode(&self.bytes)?;
        let bounded = (1..=MAX_ADDRESSES).contains(&addresses.at.len())
            && addresses.at.iter().all(|at| is_address(at));
        if bounded {
            Ok(addresses)
        } else {
            Err(BadMessage("addresses: out of bounds".into()))
        }
    }
}

fn message(bytes: &[u8]) -> Vec<u8> {
    [b"tungnha-addresses-1".as_slice(), bytes].concat()
}

/// Whether `text` can stand as `host:port` in a link and in a request.
pub fn is_address(text: &str) -> bool {
    let host_and_port = text.rsplit_once(':');
    let port = host_and_port.and_then(|(_, port)| port.parse::<u16>().ok());
    text.len() <= MAX_WORD_BYTES
        && port.is_some_and(|port| port > 0)
        && host_and_port.is_some_and(|(host, _)| !host.is_empty())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".-:[]_".contains(&b))
}

/// The list as a QR at the office carries it:
/// `tungnha://server?at=HOST:PORT&issued=SECONDS&signature=…`; `at` may be repeated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddressLink(pub SignedAddresses);

const PREFIX: &str = "tungnha://server?";

impl fmt::Display for AddressLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = self.0.addresses().map_err(|_| fmt::Error)?;
        f.write_str(PREFIX)?;
        for at in &list.at {
            write!(f, "at={at}&")?;
        }
        let signature = URL_SAFE_NO_PAD.encode(self.0.signature.0);
        write!(f, "issued={}&signature={signature}", list.issued_at)
    }
}

impl FromStr for AddressLink {
    type Err = BadMessage;

    fn from_str(text: &str) -> Result<Self, BadMessage> {
        let bad = |what: &str| BadMessage(format!("link: {what}"));
        let query = text
            .trim()
            .strip_prefix(PREFIX)
            .ok_or_else(|| bad("not a link to a server"))?;
        let (mut at, mut issued_at, mut signature) = (Vec::new(), None, None);
        for part in query.split('&') {
            match part.split_once('=') {
                Some(("at", address)) => at.push(address.to_owned()),
                Some(("issued", seconds)) => issued_at = seconds.parse().ok(),
                Some(("signature", text)) => {
                    signature = URL_SAFE_NO_PAD
                        .decode(text)
                        .ok()
                        .and_then(|bytes| bytes.try_into().ok())
                        .map(Signature);
                }
                // What a newer server adds.
                _ => {}
            }
        }
        let issued_at = issued_at.ok_or_else(|| bad("no time"))?;
        let signed = SignedAddresses {
            bytes: encode(&Addresses { issued_at, at }),
            signature: signature.ok_or_else(|| bad("no signature"))?,
        };
        signed.addresses()?;
        Ok(Self(signed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(at: &[&str]) -> (SignedAddresses, PublicKey) {
        let key = SigningKey::from_seed(&[5; 32]);
        let list = Addresses {
            issued_at: 1_733_000_000,
            at: at.iter().map(|at| (*at).to_owned()).collect(),
        };
        (SignedAddresses::sign(&list, &key), key.public())
    }

    #[test]
    fn a_link_carries_the_signature() {
        let (list, identity) = signed(&["192.168.1.20:8443", "may-chu.local:8443"]);
        let link: AddressLink = AddressLink(list.clone())
            .to_string()
            .parse()
            .expect("own link");
        assert_eq!(link.0, list);
        assert!(link.0.verify(&identity).is_ok());
        let changed = AddressLink(list).to_string().replace("1.20", "1.21");
        let changed: AddressLink = changed.parse().expect("a link");
        assert!(changed.0.verify(&identity).is_err());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for at in [
            "",
            "host",
            "host:0",
            ":8443",
            "host:99999",
            "a b:1",
            "h&x:1",
        ] {
            assert!(signed(&[at]).0.addresses().is_err(), "{at}");
        }
        assert!(signed(&[]).0.addresses().is_err());
        assert!(signed(&["h:1"; 9]).0.addresses().is_err());
    }
}
