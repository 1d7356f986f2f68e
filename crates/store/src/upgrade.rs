//! A newer program understands more. What an older one kept as it came takes part in the fold from then on.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::body::{NEWEST_KIND, WORDS_REVISION};
use tungnha_core::{Body, Slot};

/// What the program that folded this file understood: the newest kind and the revision of the words.
const UNDERSTOOD: &str = "understood";

impl Txn<'_> {
    /// Whether an older program folded this file last.
    ///
    /// # Errors
    /// [`StoreError::TooNew`] when a newer one did, whose fold this one could not keep up.
    pub(crate) fn was_folded_by_older(&self) -> Result<bool, StoreError> {
        let Some(stored) = self.get(UNDERSTOOD)? else {
            return Ok(true);
        };
        let number = |at: usize| {
            let bytes = stored.get(at..at + 2)?.try_into().ok()?;
            Some(u16::from_be_bytes(bytes))
        };
        let (Some(kind), Some(words)) = (number(0), number(2)) else {
            return Err(StoreError::corrupt(UNDERSTOOD));
        };
        for (found, known) in [(kind, NEWEST_KIND), (words, WORDS_REVISION)] {
            if found > known {
                return Err(StoreError::TooNew {
                    found: found.into(),
                    known: known.into(),
                });
            }
        }
        Ok((kind, words) != (NEWEST_KIND, WORDS_REVISION))
    }

    /// Lets what only this program understands take part. Gives how many deltas that were.
    pub(crate) fn fold_anew(&self) -> Result<u32, StoreError> {
        // What is not understood is an entry of its own register, and so is what just adds.
        let kept: Vec<Key> = self
            .sql(
                "SELECT key FROM register_entry
                 WHERE slot = ?1 AND subject = key AND key NOT IN (SELECT key FROM visit)
                    AND key NOT IN (SELECT key FROM fact)
                 ORDER BY key",
            )?
            .query_map(params![Slot::Fact.code()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut understood = 0;
        for key in kept {
            let delta = self.delta(key)?;
            let just_adds = delta.registers().iter().any(|r| r.slot == Slot::Fact);
            match delta.body {
                Body::Unknown(_) => continue,
                // The entry is right; its row was not written.
                _ if just_adds => self.refold(key, Slot::Fact)?,
                _ => {
                    self.sql(
                        "DELETE FROM register_entry WHERE subject = ?1 AND slot = ?2 AND key = ?1",
                    )?
                    .execute(params![key, Slot::Fact.code()])?;
                    self.enter(key, &delta)?;
                }
            }
            understood += 1;
        }
        let mut now = NEWEST_KIND.to_be_bytes().to_vec();
        now.extend(WORDS_REVISION.to_be_bytes());
        self.put(UNDERSTOOD, &now)?;
        Ok(understood)
    }
}
