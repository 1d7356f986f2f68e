//! Pictures taken at mobile points, until the server has them.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use tungnha_core::DeltaId;

/// A picture of which the server does not have all bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WaitingPicture {
    /// The `photo` delta.
    pub photo: DeltaId,
    /// Its length in bytes.
    pub length: u32,
    /// Bytes that the server has.
    pub sent: u32,
}

/// A picture in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PhotoRow {
    /// The delta.
    pub key: Key,
    /// When, seconds.
    pub at: i64,
    /// Pixels.
    pub width: u16,
    /// Pixels.
    pub height: u16,
    /// Bytes.
    pub bytes: u32,
    /// Bytes that the server has; absent for a picture of another device.
    pub sent: Option<u32>,
    /// The server has all.
    pub whole: bool,
}

impl Txn<'_> {
    /// Keeps the bytes of a picture; to be said in the same transaction.
    pub fn keep_picture(&self, photo: DeltaId, bytes: &[u8]) -> Result<(), StoreError> {
        let key = self.key(photo)?;
        self.sql("INSERT OR IGNORE INTO picture (photo, bytes) VALUES (?1, ?2)")?
            .execute(params![key, bytes])?;
        Ok(())
    }

    /// Its author withdrew it: the bytes are of no more use.
    pub fn forget_picture(&self, photo: DeltaId) -> Result<(), StoreError> {
        let key = self.key(photo)?;
        self.sql("DELETE FROM picture WHERE photo = ?1")?
            .execute(params![key])?;
        Ok(())
    }

    /// This speaker's pictures whose deltas the server has admitted and whose bytes it lacks, the first taken first.
    pub fn waiting_pictures(&self) -> Result<Vec<WaitingPicture>, StoreError> {
        let own = self.own_keys("p.photo")?;
        let rows: Vec<(Key, u32, u32)> = self
            .sql(&format!(
                "SELECT p.photo, length(p.bytes), p.sent FROM picture p
                 JOIN delta d ON d.key = p.photo AND d.standing = 1
                 JOIN photo f ON f.key = p.photo
                 WHERE p.whole = 0 AND {own} ORDER BY p.photo"
            ))?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        rows.into_iter()
            .map(|(key, length, sent)| {
                let photo = self.id(key)?;
                Ok(WaitingPicture {
                    photo,
                    length,
                    sent,
                })
            })
            .collect()
    }

    /// How many pictures of this speaker the server does not have whole.
    pub fn pictures_waiting(&self) -> Result<u32, StoreError> {
        let own = self.own_keys("p.photo")?;
        Ok(self
            .sql(&format!(
                "SELECT count(*) FROM picture p JOIN photo f ON f.key = p.photo
                 WHERE p.whole = 0 AND {own}"
            ))?
            .query_row([], |row| row.get(0))?)
    }

    /// At most `length` bytes of a picture from `offset` on; nothing of one that is not here.
    pub fn picture_part(
        &self,
        photo: DeltaId,
        offset: u32,
        length: usize,
    ) -> Result<Vec<u8>, StoreError> {
        let key = self.key(photo)?;
        let part: Option<Vec<u8>> = self
            .sql("SELECT substr(bytes, ?2 + 1, ?3) FROM picture WHERE photo = ?1")?
            .query_row(params![key, offset, length as i64], |row| row.get(0))
            .optional()?;
        Ok(part.unwrap_or_default())
    }

    /// The server said how much of a picture it has.
    pub fn picture_sent(&self, photo: DeltaId, sent: u32, whole: bool) -> Result<(), StoreError> {
        let key = self.key(photo)?;
        self.sql("UPDATE picture SET sent = ?2, whole = ?3 WHERE photo = ?1")?
            .execute(params![key, sent, whole])?;
        Ok(())
    }

    /// The pictures of a mobile point, the last first.
    pub fn photos(&self, session: Key) -> Result<Vec<PhotoRow>, StoreError> {
        let rows = self
            .sql(
                "SELECT f.key, f.at, f.width, f.height, f.bytes, p.sent, coalesce(p.whole, 1)
                 FROM photo f LEFT JOIN picture p ON p.photo = f.key
                 WHERE f.session = ?1 ORDER BY f.at DESC, f.key DESC",
            )?
            .query_map(params![session], |row| {
                Ok(PhotoRow {
                    key: row.get(0)?,
                    at: row.get(1)?,
                    width: row.get(2)?,
                    height: row.get(3)?,
                    bytes: row.get(4)?,
                    sent: row.get(5)?,
                    whole: row.get(6)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }
}
