//! What a device remembers of the parcels that couriers carry for it: where it stood when it made them, and
//! the key that opens their replies.

use crate::error::StoreError;
use crate::store::Txn;
use minicbor::{Decode, Encode};
use tungnha_protocol::Cursor;
use tungnha_protocol::courier::OpeningKey;
use tungnha_protocol::hash::Hash;
use tungnha_protocol::wire::{Bytes16, decode, encode};

/// Where a device stood: news that was asked for there may be taken in there and nowhere else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Stand {
    /// Its incarnation.
    #[n(0)]
    pub incarnation: Bytes16,
    /// Its cursor.
    #[n(1)]
    pub cursor: Cursor,
    /// The issue time of its grant, which says what it is fed.
    #[n(2)]
    pub grant_issued_at: i64,
}

/// A parcel that was made.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode)]
struct Parcel {
    /// SHA-256 of the signed exchange in it.
    #[cbor(n(0), with = "minicbor::bytes")]
    request: Hash,
    #[n(1)]
    stand: Stand,
}

const REPLY_KEY: &str = "courier_reply_key";
const PARCELS: &str = "courier_parcels";
/// How many parcels are remembered; a reply to an older one brings receipts and no news.
const REMEMBERED: usize = 16;

impl Txn<'_> {
    /// Where this device stands.
    pub fn stand(&self) -> Result<Stand, StoreError> {
        Ok(Stand {
            incarnation: self.incarnation()?.into(),
            cursor: self.cursor()?,
            grant_issued_at: self.grant()?.issued_at,
        })
    }

    /// The key that opens couriers' replies; `None` before the first parcel.
    pub fn reply_key(&self) -> Result<Option<OpeningKey>, StoreError> {
        let secret = self.get_own(REPLY_KEY)?;
        secret
            .map(|secret| {
                let secret = secret.try_into();
                secret.map_err(|_| StoreError::corrupt(REPLY_KEY))
            })
            .transpose()
            .map(|secret| secret.map(OpeningKey::from_bytes))
    }

    /// The key that opens couriers' replies, made of `secret`, random bytes, when there is none yet. It is
    /// kept in the encrypted file, so that a reply may come however late.
    pub fn reply_key_or(&self, secret: [u8; 32]) -> Result<OpeningKey, StoreError> {
        if let Some(key) = self.reply_key()? {
            return Ok(key);
        }
        self.put_own(REPLY_KEY, &secret)?;
        Ok(OpeningKey::from_bytes(secret))
    }

    /// A parcel was made of the signed exchange with this SHA-256, by a device that stood here.
    pub fn remember_parcel(&self, request: Hash, stand: Stand) -> Result<(), StoreError> {
        let mut parcels = self.parcels()?;
        parcels.retain(|parcel| parcel.request != request);
        parcels.push(Parcel { request, stand });
        let old = parcels.len().saturating_sub(REMEMBERED);
        parcels.drain(..old);
        self.put_own(PARCELS, &encode(&parcels))
    }

    /// Where the device stood when it made this parcel; `None` for one that it does not remember.
    pub fn stand_of_parcel(&self, request: &Hash) -> Result<Option<Stand>, StoreError> {
        let parcels = self.parcels()?;
        let found = parcels.iter().find(|parcel| parcel.request == *request);
        Ok(found.map(|parcel| parcel.stand))
    }

    fn parcels(&self) -> Result<Vec<Parcel>, StoreError> {
        self.get_own(PARCELS)?
            .map_or(Ok(Vec::new()), |bytes| decode(&bytes))
            .map_err(StoreError::corrupt)
    }
}
