//! A day without any network at all: an exchange as a file, which a stick, mail or any other phone
//! carries, and its reply as another. Whoever carries them can neither read nor change them.
//!
//! ```text
//! parcel  = "tungnha-parcel-1" ‖ sealed to the server's key ( signed exchange )
//! reply   = "tungnha-reply-1"  ‖ sealed to the exchange's reply key ( signature ‖ SHA-256(signed exchange) ‖ frames )
//! ```
//! Delivered twice, late, out of order or never, a parcel loses nothing: batches are idempotent, and a
//! device keeps all of them until the server's own receipt.

use crate::exchange::{Frame, SealingKey, SignedExchange};
use crate::hash::Hash;
use crate::keys::{PublicKey, Signature, SigningKey};
use crate::limits::{MAX_FRAME_BYTES, MAX_PARCEL_BYTES};
use crate::wire::BadMessage;
use crypto_box::aead::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

const PARCEL: &[u8] = b"tungnha-parcel-1";
const REPLY: &[u8] = b"tungnha-reply-1";

/// What files of couriers are called.
pub const PARCEL_EXTENSION: &str = "tungnha-parcel";
/// What files of their replies are called.
pub const REPLY_EXTENSION: &str = "tungnha-reply";

/// The secret half of a Curve25519 key.
#[derive(Clone)]
pub struct OpeningKey(crypto_box::SecretKey);

impl OpeningKey {
    /// The key that 32 random bytes stand for.
    pub fn from_bytes(secret: [u8; 32]) -> Self {
        Self(crypto_box::SecretKey::from(secret))
    }

    /// The public half.
    pub fn sealing(&self) -> SealingKey {
        SealingKey(*self.0.public_key().as_bytes())
    }

    fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, BadMessage> {
        let not_ours = |_| BadMessage("courier: sealed to somebody else, or changed".into());
        self.0.unseal(sealed).map_err(not_ours)
    }
}

/// Seals `plain` for whoever holds the other half of `to`; `entropy` is random.
fn seal(to: SealingKey, plain: &[u8], entropy: [u8; 32]) -> Result<Vec<u8>, BadMessage> {
    let mut chance = rand_chacha::ChaCha20Rng::from_seed(entropy);
    crypto_box::PublicKey::from_bytes(to.0)
        .seal(&mut chance, plain)
        .map_err(|_| BadMessage("courier: cannot seal".into()))
}

/// The parcel that carries `exchange` to the server whose key is `to`.
///
/// # Errors
/// Sealing to a key that is none.
pub fn parcel(
    exchange: &SignedExchange,
    to: SealingKey,
    entropy: [u8; 32],
) -> Result<Vec<u8>, BadMessage> {
    let sealed = seal(to, &exchange.to_bytes(), entropy)?;
    Ok([PARCEL, &sealed].concat())
}

/// The signed exchange in a parcel; its device's signature is not checked yet.
///
/// # Errors
/// [`BadMessage`] for a file that is no parcel, is too large, was changed, or is for another server.
pub fn open_parcel(parcel: &[u8], key: &OpeningKey) -> Result<Vec<u8>, BadMessage> {
    key.open(sealed_part(parcel, PARCEL, "no parcel")?)
}

/// The reply to `request`, the bytes of the signed exchange.
///
/// # Errors
/// Sealing to a key that is none.
pub fn reply(
    request: &[u8],
    frames: &[Frame],
    to: SealingKey,
    identity: &SigningKey,
    entropy: [u8; 32],
) -> Result<Vec<u8>, BadMessage> {
    let about: Hash = Sha256::digest(request).into();
    let mut said = about.to_vec();
    for frame in frames {
        said.extend_from_slice(&frame.to_bytes());
    }
    let signature = identity.sign(&message(&said));
    let plain = [signature.0.as_slice(), &said].concat();
    Ok([REPLY, &seal(to, &plain, entropy)?].concat())
}

/// A reply that the server signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// SHA-256 of the signed exchange that it answers.
    pub about: Hash,
    /// The frames.
    pub frames: Vec<Frame>,
}

/// Opens a reply and checks that the server with `identity` signed it.
///
/// # Errors
/// [`BadMessage`] for a file that is no reply, was changed, or is for another device or of another server.
pub fn open_reply(
    reply: &[u8],
    key: &OpeningKey,
    identity: &PublicKey,
) -> Result<Reply, BadMessage> {
    let bad = |what: &str| BadMessage(format!("courier: {what}"));
    let plain = key.open(sealed_part(reply, REPLY, "no reply")?)?;
    let (signature, said) = plain.split_first_chunk::<64>().ok_or(bad("cut"))?;
    identity
        .verify(&message(said), &Signature(*signature))
        .map_err(|_| bad("not signed by this device's server"))?;
    let (about, mut rest) = said.split_first_chunk::<32>().ok_or(bad("cut"))?;
    let mut frames = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<4>().ok_or(bad("cut"))?;
        let length = u32::from_be_bytes(*length) as usize;
        if length > MAX_FRAME_BYTES {
            return Err(bad("a frame is larger than allowed"));
        }
        let (body, after) = after.split_at_checked(length).ok_or(bad("cut"))?;
        frames.push(Frame::from_body(body)?);
        rest = after;
    }
    let about = *about;
    Ok(Reply { about, frames })
}

fn message(said: &[u8]) -> Vec<u8> {
    [b"tungnha-courier-reply-1".as_slice(), said].concat()
}

fn sealed_part<'b>(file: &'b [u8], prefix: &[u8], otherwise: &str) -> Result<&'b [u8], BadMessage> {
    if file.len() > MAX_PARCEL_BYTES {
        return Err(BadMessage("courier: too large".into()));
    }
    file.strip_prefix(prefix)
        .ok_or_else(|| BadMessage(format!("courier: {otherwise}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Cursor;

    fn asked() -> SignedExchange {
        SignedExchange::from_parts(vec![1, 2, 3], Signature([9; 64]))
    }

    #[test]
    fn there_and_back() {
        let (server, device) = (
            OpeningKey::from_bytes([1; 32]),
            OpeningKey::from_bytes([2; 32]),
        );
        let identity = SigningKey::from_seed(&[3; 32]);
        let file = parcel(&asked(), server.sealing(), [4; 32]).expect("sealed");
        let request = open_parcel(&file, &server).expect("opened");
        assert_eq!(request, asked().to_bytes());
        assert!(open_parcel(&file, &device).is_err());

        let frames = vec![Frame::End {
            more: false,
            cursor: Cursor::default(),
            checked: None,
        }];
        let back = reply(&request, &frames, device.sealing(), &identity, [5; 32]).expect("sealed");
        let opened = open_reply(&back, &device, &identity.public()).expect("opened");
        assert_eq!(opened.frames, frames);
        assert_eq!(opened.about, <Hash>::from(Sha256::digest(&request)));
        assert!(open_reply(&back, &device, &PublicKey([7; 32])).is_err());
        assert!(open_reply(&back, &server, &identity.public()).is_err());
    }

    #[test]
    fn any_changed_byte_is_noticed() {
        let server = OpeningKey::from_bytes([1; 32]);
        let file = parcel(&asked(), server.sealing(), [4; 32]).expect("sealed");
        for at in 0..file.len() {
            let mut other = file.clone();
            other[at] ^= 1;
            assert!(open_parcel(&other, &server).is_err(), "{at}");
            assert!(open_parcel(&file[..at], &server).is_err(), "{at}");
        }
    }
}
