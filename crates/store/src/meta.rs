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
pub(crate) const MEMBER: &str = "member";
pub(crate) const INCARNATION: &str = "incarnation";
pub(crate) const DEVICE_SEED: &str = "device_seed";
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
        whole(name, self.get(name)?)
    }

    fn need_own<const N: usize>(&self, name: &str) -> Result<[u8; N], StoreError> {
        whole(name, self.get_own(name)?)
    }

    /// Writes whose device this is; once, at enrolment, and again when a new address is learnt.
    pub fn set_identity(&self, identity: &Identity) -> Result<(), StoreError> {
        self.put(BOOK, identity.book.0.as_bytes())?;
        self.put_own(MEMBER, identity.member.0.as_bytes())?;
        self.put_own(DEVICE_SEED, &identity.key.seed())?;
        self.put(SERVER, &identity.server.0)?;
        self.put(ADDRESSES, identity.addresses.join("\n").as_bytes())?;
        self.become_incarnation(identity.incarnation)
    }

    /// What is said from now on is said by `incarnation`.
    pub(crate) fn become_incarnation(&self, incarnation: Incarnation) -> Result<(), StoreError> {
        self.put_own(INCARNATION, incarnation.0.as_bytes())?;
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
            book: self.book()?,
            member: self.member()?,
            incarnation: self.incarnation()?,
            key: self.signing_key()?,
            server: self.server()?,
            addresses: String::from_utf8_lossy(&addresses)
                .lines()
                .map(str::to_owned)
                .collect(),
        })
    }

    /// The book of the file.
    pub(crate) fn book(&self) -> Result<BookId, StoreError> {
        Ok(BookId(Uuid::from_bytes(self.need(BOOK)?)))
    }

    /// The pinned identity of the server.
    pub(crate) fn server(&self) -> Result<PublicKey, StoreError> {
        Ok(PublicKey(self.need(SERVER)?))
    }

    /// Whose words are own.
    pub(crate) fn member(&self) -> Result<MemberId, StoreError> {
        Ok(MemberId(Uuid::from_bytes(self.need_own(MEMBER)?)))
    }

    /// Under which name they are said.
    pub(crate) fn incarnation(&self) -> Result<Incarnation, StoreError> {
        Ok(Incarnation(Uuid::from_bytes(self.need_own(INCARNATION)?)))
    }

    /// Nobody signs for a colleague, whose key is not in the file.
    fn signing_key(&self) -> Result<SigningKey, StoreError> {
        match (self.signing, self.speaker.get()) {
            ((mine, Some(key)), speaker) if mine == speaker => Ok(key.clone()),
            _ => Ok(SigningKey::from_seed(&self.need_own(DEVICE_SEED)?)),
        }
    }

    /// The number of the speaker's own incarnation.
    pub(crate) fn own_number(&self) -> Result<i64, StoreError> {
        if let Some(own) = self.numbers.borrow().own {
            return Ok(own);
        }
        let own = self.number(self.incarnation()?)?;
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
        match self.begins_anew()? {
            Some(beginning) => Ok(beginning),
            None => self.file_cursor(),
        }
    }

    /// Where the file stands, whoever asks next.
    pub(crate) fn file_cursor(&self) -> Result<Cursor, StoreError> {
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
        self.cursor_moves(cursor)?;
        self.put(CURSOR, &encode(cursor))
    }

    /// The grant as the server signed it last.
    pub fn grant(&self) -> Result<Grant, StoreError> {
        self.signed_grant()?.grant().map_err(StoreError::corrupt)
    }

    /// Keeps a grant whose signature was checked, and the member's name with it.
    pub fn set_grant(&self, signed: &SignedGrant) -> Result<(), StoreError> {
        let grant = signed.grant().map_err(StoreError::corrupt)?;
        self.put_own(GRANT, &encode(signed))?;
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

fn whole<const N: usize>(name: &str, value: Option<Vec<u8>>) -> Result<[u8; N], StoreError> {
    value
        .ok_or(StoreError::NotEnrolled)?
        .try_into()
        .map_err(|_| StoreError::corrupt(name))
}
