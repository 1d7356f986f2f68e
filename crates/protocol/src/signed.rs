//! What a device asks, signed by its key: the bytes of a request's body, whatever the request.

use crate::keys::{BadSignature, PublicKey, Signature, SigningKey};
use crate::wire::{BadMessage, decode, encode};
use minicbor::{Decode, Encode};
use std::marker::PhantomData;

/// A message that a device signs and posts.
pub trait Request: Encode<()> + for<'b> Decode<'b, ()> {
    /// Stands before the CBOR in what is signed, so that no request passes for another kind; for ever.
    const DOMAIN: &'static str;

    /// Whether it keeps to its bounds.
    ///
    /// # Errors
    /// [`BadMessage`] that says which bound it breaks.
    fn check(&self) -> Result<(), BadMessage> {
        Ok(())
    }
}

/// A request's bytes: signature, then CBOR.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedRequest<T> {
    /// The CBOR that was signed.
    pub bytes: Vec<u8>,
    /// By the device's key.
    pub signature: Signature,
    of: PhantomData<fn() -> T>,
}

impl<T> SignedRequest<T> {
    /// CBOR and what stands as its signature, neither looked at.
    pub const fn from_parts(bytes: Vec<u8>, signature: Signature) -> Self {
        Self {
            bytes,
            signature,
            of: PhantomData,
        }
    }

    /// The bytes that travel.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.signature.0.as_slice(), &self.bytes].concat()
    }

    /// Splits received bytes.
    ///
    /// # Errors
    /// [`BadMessage`] for what is shorter than a signature.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadMessage> {
        let (signature, bytes) = bytes
            .split_first_chunk::<64>()
            .ok_or_else(|| BadMessage("shorter than a signature".into()))?;
        Ok(Self::from_parts(bytes.to_vec(), Signature(*signature)))
    }
}

impl<T: Request> SignedRequest<T> {
    /// Signs a request with the device's key.
    pub fn sign(request: &T, key: &SigningKey) -> Self {
        let bytes = encode(request);
        let signature = key.sign(&message::<T>(&bytes));
        Self::from_parts(bytes, signature)
    }

    /// What is asked; not to be believed before [`Self::verify`].
    ///
    /// # Errors
    /// [`BadMessage`] for what is no such request, or breaks its bounds.
    pub fn request(&self) -> Result<T, BadMessage> {
        let request: T = decode(&self.bytes)?;
        request.check()?;
        Ok(request)
    }

    /// Checks the device's signature.
    ///
    /// # Errors
    /// [`BadSignature`] when `key` did not sign these bytes as such a request.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify(&message::<T>(&self.bytes), &self.signature)
    }
}

fn message<T: Request>(bytes: &[u8]) -> Vec<u8> {
    [T::DOMAIN.as_bytes(), bytes].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Bytes16;
    use crate::{AcceptRequest, Exchange, PictureRequest};

    #[test]
    fn a_request_is_its_signers_and_of_its_kind_alone() {
        let key = SigningKey::from_seed(&[4; 32]);
        let request = AcceptRequest {
            version: 1,
            incarnation: Bytes16([7; 16]),
            decision: None,
        };
        let bytes = SignedRequest::sign(&request, &key).to_bytes();
        let signed = SignedRequest::<AcceptRequest>::from_bytes(&bytes).expect("read");
        assert_eq!(signed.request(), Ok(request));
        assert_eq!(signed.verify(&key.public()), Ok(()));
        assert!(signed.verify(&PublicKey([2; 32])).is_err());
        let exchange = SignedRequest::<Exchange>::from_bytes(&bytes).expect("as long");
        assert!(exchange.verify(&key.public()).is_err());
        let picture = SignedRequest::<PictureRequest>::from_bytes(&bytes).expect("as long");
        assert!(picture.verify(&key.public()).is_err());
        for at in 64..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            let other = SignedRequest::<AcceptRequest>::from_bytes(&other).expect("as long");
            assert!(other.verify(&key.public()).is_err(), "{at}");
        }
        assert!(SignedRequest::<AcceptRequest>::from_bytes(&bytes[..63]).is_err());
    }
}
