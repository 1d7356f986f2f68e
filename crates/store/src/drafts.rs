//! What is half typed, until it is saved, given up or too old to mean anything.

use crate::error::StoreError;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::Instant;

/// Half-typed forms older than this, in seconds, are forgotten: two days.
const DRAFT_LASTS: i64 = 48 * 3600;
/// Half-typed forms at once; a further one takes the place of the oldest.
const MOST_DRAFTS: u32 = 64;

impl Txn<'_> {
    /// Keeps what is half typed under `name`, in the place of what was there. Those that are too old or too many
    /// go.
    pub fn keep_draft(&self, name: &str, text: &str, now: Instant) -> Result<(), StoreError> {
        self.sql(
            "INSERT INTO draft (name, text, kept_at, speaker) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (speaker, name) DO UPDATE SET text = excluded.text, kept_at = excluded.kept_at",
        )?
        .execute(params![name, text, now.0, self.speaker.get().0])?;
        self.forget_old_drafts(now)?;
        self.sql(
            "DELETE FROM draft WHERE speaker = ?2 AND name IN
             (SELECT name FROM draft WHERE speaker = ?2
              ORDER BY kept_at DESC, name LIMIT -1 OFFSET ?1)",
        )?
        .execute(params![MOST_DRAFTS, self.speaker.get().0])?;
        Ok(())
    }

    /// Forgets what is half typed under `name`, if anything is.
    pub fn forget_draft(&self, name: &str) -> Result<(), StoreError> {
        self.sql("DELETE FROM draft WHERE name = ?1 AND speaker = ?2")?
            .execute(params![name, self.speaker.get().0])?;
        Ok(())
    }

    /// Forgets what this speaker has half typed.
    pub(crate) fn forget_own_drafts(&self) -> Result<(), StoreError> {
        self.sql("DELETE FROM draft WHERE speaker = ?1")?
            .execute(params![self.speaker.get().0])?;
        Ok(())
    }

    /// Forgets everything that is half typed: it may be about people who are no longer this device's.
    pub(crate) fn forget_drafts(&self) -> Result<(), StoreError> {
        self.sql("DELETE FROM draft")?.execute([])?;
        Ok(())
    }

    /// Forgets what was half typed two days ago. A clock that was set back by as much says the same.
    pub fn forget_old_drafts(&self, now: Instant) -> Result<(), StoreError> {
        self.sql("DELETE FROM draft WHERE abs(?1 - kept_at) >= ?2")?
            .execute(params![now.0, DRAFT_LASTS])?;
        Ok(())
    }

    /// What is half typed and not too old: name and text, by name. Whether anything too old is still there.
    pub fn drafts(&self, now: Instant) -> Result<(Vec<(String, String)>, bool), StoreError> {
        let rows: Vec<(String, String, bool)> = self
            .sql(
                "SELECT name, text, abs(?1 - kept_at) >= ?2 FROM draft
                 WHERE speaker = ?3 ORDER BY name",
            )?
            .query_map(params![now.0, DRAFT_LASTS, self.speaker.get().0], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        let old = rows.iter().any(|(_, _, old)| *old);
        let fresh = rows.into_iter().filter(|(_, _, old)| !old);
        Ok((fresh.map(|(name, text, _)| (name, text)).collect(), old))
    }
}
