//! Keeping the index: who changed is noted while a transaction works, and written once before it ends, since
//! the index flushes itself to disk at every other statement and wants its rows in their order.

use super::vocabulary::Vocabulary;
use super::words::{DoorWords, HOUSE, ID, INITIAL, Sought};
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use tungnha_core::name;

/// Whose words may have changed in this transaction.
#[derive(Default)]
pub(crate) struct Unindexed {
    residents: BTreeSet<Key>,
    households: BTreeSet<Key>,
}

/// What the index is made of, as this program makes it; another number makes it anew.
const REVISION: &[u8] = &[1];
const INDEXED: &str = "search_index";
const VOCABULARY: &str = "search_vocabulary";
/// People who have the same place in the order of names, to [`name::place`]'s precision.
const NAMESAKES: i64 = 1 << 17;

/// One row of the index to write.
struct Row {
    place: i64,
    resident: Key,
    hash: i64,
    words: String,
}

/// What of the index changes in one transaction, as far as it is known.
#[derive(Default)]
struct Changes {
    rows: Vec<Row>,
    removed: Vec<i64>,
    new_words: HashSet<String>,
    /// The last numbers given in this transaction, by [`name::place`].
    ends: HashMap<i64, i64>,
    /// Neighbours in the list mostly live at the same door.
    door: DoorWords,
}

impl Txn<'_> {
    /// Notes that a person came, changed or went.
    pub(crate) fn index(&self, resident: Key) {
        self.unindexed.borrow_mut().residents.insert(resident);
    }

    /// Notes that a household came, changed or went: its people are found by lane and house.
    pub(crate) fn index_household(&self, household: Key) {
        self.unindexed.borrow_mut().households.insert(household);
    }

    /// Writes what waits for the index.
    pub(crate) fn write_index(&self) -> Result<(), StoreError> {
        let Unindexed {
            mut residents,
            households,
        } = self.unindexed.take();
        for household in households {
            let mut living = self.sql("SELECT key FROM resident WHERE household = ?1")?;
            let mut rows = living.query(params![household])?;
            while let Some(row) = rows.next()? {
                residents.insert(row.get(0)?);
            }
        }
        if residents.is_empty() {
            return Ok(());
        }
        let mut changes = Changes::default();
        for resident in residents {
            self.change(resident, &mut changes)?;
        }
        let Changes {
            mut rows,
            mut removed,
            new_words,
            ..
        } = changes;
        // A removal comes before what takes its place.
        removed.sort_unstable();
        for place in &removed {
            self.sql("DELETE FROM resident_search WHERE rowid = ?1")?
                .execute(params![place])?;
        }
        // In the order of both tables: by resident a row would go to another page each time.
        rows.sort_unstable_by_key(|row| row.place);
        let mut place =
            self.sql("INSERT INTO search_row (place, resident, words) VALUES (?1, ?2, ?3)")?;
        let mut words = self.sql("INSERT INTO resident_search (rowid, words) VALUES (?1, ?2)")?;
        for row in rows {
            place.execute(params![row.place, row.resident, row.hash])?;
            words.execute(params![row.place, row.words])?;
        }
        let mut new_words: Vec<String> = new_words.into_iter().collect();
        new_words.sort_unstable();
        self.write_words(&new_words, !removed.is_empty())
    }

    /// Finds out what of a person is to be written.
    fn change(&self, resident: Key, changes: &mut Changes) -> Result<(), StoreError> {
        let old: Option<(i64, i64)> = self
            .sql("SELECT place, words FROM search_row WHERE resident = ?1")?
            .query_row(params![resident], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let sought = self.sought(resident)?;
        let hash = sought.as_ref().map(hash);
        if old.map(|(_, hash)| hash) == hash {
            return Ok(());
        }
        if let Some((place, _)) = old {
            changes.removed.push(place);
            self.sql("DELETE FROM search_row WHERE place = ?1")?
                .execute(params![place])?;
        }
        let (Some(sought), Some(hash)) = (sought, hash) else {
            return Ok(());
        };
        let words = sought.words(&mut changes.door);
        let place = self.free_place(&sought.name, &mut changes.ends)?;
        changes.rows.push(Row {
            place,
            resident,
            hash,
            words: words.join(" "),
        });
        for word in words {
            if !word.starts_with([INITIAL, ID, HOUSE]) && !changes.new_words.contains(&word) {
                changes.new_words.insert(word);
            }
        }
        Ok(())
    }

    /// What a person is sought by; `None` when there is no such person, or another stays in this one's place.
    fn sought(&self, resident: Key) -> Result<Option<Sought>, StoreError> {
        Ok(self
            .sql(
                "SELECT r.name, r.last4, i.personal_id, h.lane, h.house FROM resident r
                 LEFT JOIN household h ON h.key = r.household
                 LEFT JOIN identity i ON i.resident = r.key
                 WHERE r.key = ?1 AND r.key NOT IN (SELECT resident FROM gives_way)",
            )?
            .query_row(params![resident], |row| {
                Ok(Sought {
                    name: row.get(0)?,
                    last4: row.get(1)?,
                    personal_id: row.get(2)?,
                    lane: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                    house: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
                })
            })
            .optional()?)
    }

    /// A number for a row that nobody has, in the order of names. `ends` are those of [`Changes`].
    fn free_place(&self, full_name: &str, ends: &mut HashMap<i64, i64>) -> Result<i64, StoreError> {
        let first = name::place(full_name) * NAMESAKES;
        let last = match ends.get(&first) {
            Some(last) => Some(*last),
            None => self
                .sql("SELECT max(place) FROM search_row WHERE place BETWEEN ?1 AND ?2")?
                .query_row(params![first, first + NAMESAKES - 1], |row| row.get(0))?,
        };
        let mut place = last.map_or(first, |last| last + 1);
        if place - first >= NAMESAKES {
            // So many namesakes have never been; the order ends, finding does not.
            let last: Option<i64> = self
                .sql("SELECT max(place) FROM search_row")?
                .query_row([], |row| row.get(0))?;
            place = last.max(ends.values().copied().max()).unwrap_or(place) + 1;
        }
        ends.insert(first, place);
        Ok(place)
    }

    fn write_words(&self, new_words: &[String], removed: bool) -> Result<(), StoreError> {
        let mut changed = 0;
        for word in new_words {
            changed += self
                .sql("INSERT OR IGNORE INTO search_word (word) VALUES (?1)")?
                .execute(params![word])?;
        }
        if removed {
            // A name that nobody has any more does not stay behind.
            changed += self
                .sql(
                    "DELETE FROM search_word
                     WHERE word NOT IN (SELECT term FROM resident_search_terms)",
                )?
                .execute([])?;
        }
        if changed > 0 {
            let next = self.vocabulary_version()? + 1;
            self.put(VOCABULARY, &next.to_be_bytes())?;
        }
        Ok(())
    }

    fn vocabulary_version(&self) -> Result<i64, StoreError> {
        let stored = self.get(VOCABULARY)?.map(<[u8; 8]>::try_from);
        match stored {
            None => Ok(0),
            Some(bytes) => bytes
                .map(i64::from_be_bytes)
                .map_err(|_| StoreError::corrupt(VOCABULARY)),
        }
    }

    /// The words as they are in this transaction, read again only when any connection changed them.
    pub(super) fn vocabulary(&self) -> Result<Arc<Vocabulary>, StoreError> {
        let version = self.vocabulary_version()?;
        if let Some(known) = self.vocabulary.borrow().as_ref()
            && known.version == version
        {
            return Ok(known.clone());
        }
        let words = self
            .sql("SELECT word FROM search_word")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let read = Arc::new(Vocabulary::new(version, words));
        self.vocabulary.replace(Some(read.clone()));
        Ok(read)
    }

    /// Whether the index was made by another program than this.
    pub(crate) fn is_indexed_otherwise(&self) -> Result<bool, StoreError> {
        Ok(self.get(INDEXED)?.as_deref() != Some(REVISION))
    }

    /// Makes the index anew from the folded tables.
    pub(crate) fn index_anew(&self) -> Result<(), StoreError> {
        self.unindexed.take();
        self.sql("INSERT INTO resident_search (resident_search) VALUES ('delete-all')")?
            .execute([])?;
        self.sql("DELETE FROM search_row")?.execute([])?;
        self.sql("DELETE FROM search_word")?.execute([])?;
        let next = self.vocabulary_version()? + 1;
        self.put(VOCABULARY, &next.to_be_bytes())?;
        let mut all = self.sql("SELECT key FROM resident")?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            self.index(row.get(0)?);
        }
        self.put(INDEXED, REVISION)?;
        self.write_index()
    }
}

/// FNV-1a over everything that the row is made of, the name's order included.
fn hash(sought: &Sought) -> i64 {
    let last4 = sought.last4.as_deref().unwrap_or_default();
    let id = sought.personal_id.as_deref().unwrap_or_default();
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for part in [sought.name.as_str(), last4, id, &sought.lane, &sought.house] {
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    hash.cast_signed()
}
