//! Finding people as one types: without tone marks, any part of the name from the start of a word,
//! two-letter names included, and the last digits of the personal id.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::name;

/// Candidates looked at before sorting: a single letter matches half a commune, and nobody reads on.
const CANDIDATES: u32 = 400;

impl Txn<'_> {
    /// Puts a person's words into the index, replacing the old ones, when the transaction ends.
    pub(crate) fn index(&self, resident: Key, full_name: &str, last4: Option<&str>) {
        let words = format!("{} {}", name::fold(full_name), last4.unwrap_or_default());
        self.unindexed.borrow_mut().push((resident, Some(words)));
    }

    /// Takes a person out of the index, when the transaction ends.
    pub(crate) fn unindex(&self, resident: Key) {
        self.unindexed.borrow_mut().push((resident, None));
    }

    /// Writes what waits for the index, in the order it was said.
    pub(crate) fn write_index(&self) -> Result<(), StoreError> {
        for (resident, words) in self.unindexed.take() {
            match words {
                Some(words) => self
                    .sql("INSERT OR REPLACE INTO resident_search (rowid, folded) VALUES (?1, ?2)")?
                    .execute(params![resident, words])?,
                None => self
                    .sql("DELETE FROM resident_search WHERE rowid = ?1")?
                    .execute(params![resident])?,
            };
        }
        Ok(())
    }

    /// Residents whose words begin with all words of `text`, at most a few hundred, in no order that
    /// means anything. Nothing for a text without letters or digits.
    pub fn search(&self, text: &str) -> Result<Vec<Key>, StoreError> {
        let query = name::fold(&name::normalise(text))
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\"*"))
            .collect::<Vec<_>>()
            .join(" ");
        if query.is_empty() {
            return Ok(Vec::new());
        }
        self.write_index()?;
        let keys = self
            .sql("SELECT rowid FROM resident_search WHERE resident_search MATCH ?1 LIMIT ?2")?
            .query_map(params![query, CANDIDATES], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(keys)
    }
}
