//! A device that came in by a link waits until an officer accepts it by its name and its check word. Officers do
//! so by a request of their own, signed by their device's key like an exchange.

use crate::exchange::Refusal;
use crate::keys::PublicKey;
use crate::signed::{Request, SignedRequest};
use crate::wire::Bytes16;
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

/// Letters and digits that nobody mistakes for one another when they are read aloud or compared.
pub(crate) const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Four letters that stand for a device's key: the phone shows them, and so does the officer's list, so that the
/// officer accepts the phone that is in front of them and not another with the same name. They prove nothing
/// against who could try a million keys, and need not: whoever comes second with a link is refused anyway.
pub fn check_word(key: &PublicKey) -> String {
    let digest = Sha256::new_with_prefix(b"tungnha-check-word-1")
        .chain_update(key.0)
        .finalize();
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied();
    let letters = digest.iter().take(4).filter_map(letter);
    letters.map(char::from).collect()
}

/// An officer's device asks which devices wait; with a decision, after deciding about one.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct AcceptRequest {
    /// [`crate::limits::VERSION`].
    #[n(0)]
    pub version: u16,
    /// Who asks.
    #[n(1)]
    pub incarnation: Bytes16,
    /// What is decided first; absent to look only.
    #[n(2)]
    pub decision: Option<AcceptDecision>,
}

/// What an officer says about one waiting device. About a device that waits no more it changes nothing, so saying
/// it again, or late, does no harm.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct AcceptDecision {
    /// The device, by its incarnation.
    #[n(0)]
    pub device: Bytes16,
    /// Whether it is accepted; else it is refused, and as revoked.
    #[n(1)]
    pub accept: bool,
}

/// A device that waits.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub struct WaitingDevice {
    /// Its incarnation.
    #[n(0)]
    pub device: Bytes16,
    /// Its key, from which the officer's device makes the check word itself.
    #[n(1)]
    pub key: PublicKey,
    /// What it calls itself.
    #[n(2)]
    pub device_name: String,
    /// Whose it would be.
    #[n(3)]
    pub member: Bytes16,
    /// That member's full name.
    #[n(4)]
    pub name: String,
    /// The role's code.
    #[n(5)]
    pub role: u8,
    /// Seconds, the server's clock.
    #[n(6)]
    pub enrolled_at: i64,
}

/// The answer: the body of the response, as CBOR.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
pub enum AcceptAnswer {
    /// What waits now, within the officer's scope, the longest waiting first.
    #[n(0)]
    Waiting(#[n(0)] Vec<WaitingDevice>),
    /// Not answered, and why.
    #[n(1)]
    Refused(#[n(0)] Refusal),
}

impl Request for AcceptRequest {
    const DOMAIN: &'static str = "tungnha-devices-1";
}

/// What an officer's device posts.
pub type SignedAcceptRequest = SignedRequest<AcceptRequest>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_word_is_four_plain_letters_of_the_key() {
        assert_eq!(check_word(&PublicKey([0; 32])), "9JQL");
        assert_ne!(
            check_word(&PublicKey([1; 32])),
            check_word(&PublicKey([0; 32]))
        );
    }
}
