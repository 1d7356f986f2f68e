//! The few single values: whose device this is, where it stands, how its clock is off.

use crate::error::StoreError;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::{BookId, Incarnation, MemberId};
use tungnha_protocol::exchange::Chain;
use tungnha_protocol::limits::MAX_ADDRESSES;
use tungnha_protocol::wire::{Bytes16, decode, encode};
use tungnha_protocol::{Cursor, Grant, PublicKey, SignedGrant, SigningKey};
use uuid::Uuid;

/// Whose device this is, as enrolment settled it.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The book.
    pub book: BookId,
    /// The member.
    pub member: MemberId,
    /// This file's own incarnation.
    pub incarnation: Incarnation,
    /// The device's key.
    pub key: SigningKey,
    /// The pinned identity of the server.
    pub server: PublicKey,
    /// Where the server may be found, the last that worked first.
    pub addresses: Vec<String>,
}

const BOOK: &str = "book";
const MEMBER: &str = "member";
const INCARNATION: &str = "incarnation";
const DEVICE_SEED: &str = "device_seed";
const SERVER: &str = "server_identity";
pub(crate) const ADDRESSES: &str = "server_addresses";
const CURSOR: &str = "cursor";
pub(crate) const GRANT: &str = "grant";
const CLOCK_OFFSET: &str = "clock_offset";

impl Txn<'_> {
    pub(crate) fn put(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.sql(
            "INSERT INTO meta (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![name, value])?;
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self
            .sql("SELECT value FROM meta WHERE name = ?1")?
            .query_row(params![name], |row| row.get(0))
            .optional()?)
    }

    fn need<const N: usize>(&self, name: &str) -> Result<[u8; N], StoreError> {
        self.get(name)?
            .ok_or(StoreError::NotEnrolled)?
            .try_into()
            .map_err(|_| StoreError::corrupt(name))
    }

    /// Writes whose device this is; once, at enrolment, and again when a new address is learnt.
    pub fn set_identity(&self, identity: &Identity) -> Result<(), StoreError> {
        self.put(BOOK, identity.book.0.as_bytes())?;
        self.put(MEMBER, identity.member.0.as_bytes())?;
        self.put(DEVICE_SEED, &identity.key.seed())?;
        self.put(SERVER, &identity.server.0)?;
        self.put(ADDRESSES, identity.addresses.join("\n").as_bytes())?;
        self.become_incarnation(identity.incarnation)
    }

    /// What is said from now on is said by `incarnation`.
    pub(crate) fn become_incarnation(&self, incarnation: Incarnation) -> Result<(), StoreError> {
        self.put(INCARNATION, incarnation.0.as_bytes())?;
        self.numbers.borrow_mut().forget_own();
        self.number(incarnation).map(|_| ())
    }

    /// Whose device this is.
    ///
    /// # Errors
    /// [`StoreError::NotEnrolled`] before enrolment.
    pub fn identity(&self) -> Result<Identity, StoreError> {
        let addresses = self.get(ADDRESSES)?.unwrap_or_default();
        Ok(Identity {
            book: BookId(Uuid::from_bytes(self.need(BOOK)?)),
            member: MemberId(Uuid::from_bytes(self.need(MEMBER)?)),
            incarnation: Incarnation(Uuid::from_bytes(self.need(INCARNATION)?)),
            key: SigningKey::from_seed(&self.need(DEVICE_SEED)?),
            server: PublicKey(self.need(SERVER)?),
            addresses: String::from_utf8_lossy(&addresses)
                .lines()
                .map(str::to_owned)
                .collect(),
        })
    }

    /// The number of this file's own incarnation.
    pub(crate) fn own_number(&self) -> Result<i64, StoreError> {
        if let Some(own) = self.numbers.borrow().own {
            return Ok(own);
        }
        let own = self.number(Incarnation(Uuid::from_bytes(self.need(INCARNATION)?)))?;
        self.numbers.borrow_mut().own = Some(own);
        Ok(own)
    }

    /// The address that answered is tried first next time.
    pub fn prefer_address(&self, address: &str) -> Result<(), StoreError> {
        let mut addresses = self.identity()?.addresses;
        if addresses.first().is_none_or(|first| first != address) {
            addresses.retain(|known| known != address);
            addresses.insert(0, address.to_owned());
            addresses.truncate(MAX_ADDRESSES);
            self.put(ADDRESSES, addresses.join("\n").as_bytes())?;
        }
        Ok(())
    }

    /// Where this device stands in the book; zeros before the first page.
    pub fn cursor(&self) -> Result<Cursor, StoreError> {
        match self.get(CURSOR)? {
            None => Ok(Cursor {
                epoch: 0,
                seq: 0,
                chain: Chain([0; 16]),
            }),
            Some(bytes) => decode(&bytes).map_err(StoreError::corrupt),
        }
    }

    /// Moves the cursor; in the transaction that takes in the page. A cursor of another epoch tells that the
    /// server was restored.
    pub fn set_cursor(&self, cursor: &Cursor) -> Result<(), StoreError> {
        self.meet_epoch(cursor.epoch)?;
        self.put(CURSOR, &encode(cursor))
    }

    /// The grant as the server signed it last.
    pub fn grant(&self) -> Result<Grant, StoreError> {
        self.signed_grant()?.grant().map_err(StoreError::corrupt)
    }

    /// Keeps a grant whose signature was checked, and the member's name with it.
    pub fn set_grant(&self, signed: &SignedGrant) -> Result<(), StoreError> {
        let grant = signed.grant().map_err(StoreError::corrupt)?;
        self.put(GRANT, &encode(signed))?;
        self.member_number(grant.member, &grant.name, grant.organisation.as_deref())
            .map(|_| ())
    }

    /// Seconds to add to this device's clock, learnt at the last sync; 0 before.
    pub fn clock_offset(&self) -> Result<i64, StoreError> {
        Ok(self
            .get(CLOCK_OFFSET)?
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, i64::from_be_bytes))
    }

    /// Learns the offset.
    pub fn set_clock_offset(&self, seconds: i64) -> Result<(), StoreError> {
        self.put(CLOCK_OFFSET, &seconds.to_be_bytes())
    }

    /// The number of a member, whose name may have changed.
    pub(crate) fn member_number(
        &self,
        member: Bytes16,
        name: &str,
        organisation: Option<&str>,
    ) -> Result<i64, StoreError> {
        Ok(self
            .sql(
                "INSERT INTO member (uuid, name, organisation) VALUES (?1, ?2, ?3)
                 ON CONFLICT (uuid) DO UPDATE
                    SET name = excluded.name, organisation = excluded.organisation
                 RETURNING number",
            )?
            .query_row(params![member.0, name, organisation], |row| row.get(0))?)
    }
    /// The number of a member whose name may be known better already.
    pub(crate) fn member_known(&self, member: Bytes16) -> Result<i64, StoreError> {
        self.sql("INSERT INTO member (uuid, name) VALUES (?1, '') ON CONFLICT (uuid) DO NOTHING")?
            .execute(params![member.0])?;
        Ok(self
            .sql("SELECT number FROM member WHERE uuid = ?1")?
            .query_row(params![member.0], |row| row.get(0))?)
    }
}
