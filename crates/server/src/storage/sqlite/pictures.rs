//! [`Pictures`] in SQLite.

use super::SqliteTxn;
use crate::key::{BookNo, Key};
use crate::storage::{PictureRow, Pictures, Result};
use rusqlite::params;

impl Pictures for SqliteTxn<'_> {
    fn picture(&self, book: BookNo, photo: Key) -> Result<PictureRow> {
        let rows = self.all(
            "SELECT have, whole FROM picture WHERE book = ?1 AND photo = ?2",
            params![book.0, photo.0],
            |row| {
                Ok(PictureRow {
                    have: row.get(0)?,
                    whole: row.get(1)?,
                })
            },
        )?;
        Ok(rows.into_iter().next().unwrap_or_default())
    }

    fn picture_bytes(&self, book: BookNo, photo: Key) -> Result<Vec<u8>> {
        let rows = self.all(
            "SELECT bytes FROM picture WHERE book = ?1 AND photo = ?2",
            params![book.0, photo.0],
            |row| row.get(0),
        )?;
        Ok(rows.into_iter().next().unwrap_or_default())
    }

    fn set_picture(&self, book: BookNo, photo: Key, bytes: &[u8], whole: bool) -> Result<()> {
        self.run(
            "INSERT INTO picture (book, photo, have, whole, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET have = ?3, whole = ?4, bytes = ?5",
            params![
                book.0,
                photo.0,
                u32::try_from(bytes.len()).unwrap_or(u32::MAX),
                whole,
                bytes
            ],
        )?;
        Ok(())
    }

    fn whole_pictures(&self, book: BookNo) -> Result<Vec<Key>> {
        self.all(
            "SELECT photo FROM picture WHERE book = ?1 AND whole = 1 ORDER BY photo",
            params![book.0],
            |row| row.get(0).map(Key),
        )
    }
}
