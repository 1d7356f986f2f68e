//! Two residents of the roll who are one person: who gives way to whom.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use tungnha_core::{DeltaId, Slot};

/// What stands of one pair of residents.
struct Decided {
    resident: Key,
    other: Key,
    same: bool,
    /// The later one holds: when it was said, then by name.
    order: (i64, DeltaId),
}

impl Txn<'_> {
    /// The two of whom the fact `key` speaks, as its row has it.
    pub(super) fn pair_of(&self, key: Key) -> Result<Option<(Key, Key)>, StoreError> {
        Ok(self
            .sql("SELECT resident, other FROM sameness WHERE key = ?1")?
            .query_row(params![key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    /// A resident came, changed or went: whoever gives way to one who was withdrawn is there again.
    pub(super) fn resettle_of(&self, resident: Key) -> Result<(), StoreError> {
        let spoken_of = self
            .sql(
                "SELECT 1 FROM sameness WHERE resident = ?1
                 UNION ALL SELECT 1 FROM sameness WHERE other = ?1",
            )?
            .exists(params![resident])?;
        match spoken_of {
            true => self.resettle(&[resident]),
            false => Ok(()),
        }
    }

    /// Works out anew who gives way among these residents and all whom decisions tie to them. The outcome
    /// depends on what was decided only, never on the order of its arrival.
    pub(super) fn resettle(&self, residents: &[Key]) -> Result<(), StoreError> {
        let (tied, pairs) = self.tied_to(residents)?;
        // Who gives way to whom, by the last word on each pair; of several, the last of those.
        let mut way: BTreeMap<Key, (Key, (i64, DeltaId))> = BTreeMap::new();
        for decided in pairs.into_values().filter(|decided| decided.same) {
            if self.was_withdrawn(decided.other)? {
                continue;
            }
            let before = way.get(&decided.resident).map(|(_, order)| *order);
            if before < Some(decided.order) {
                way.insert(decided.resident, (decided.other, decided.order));
            }
        }
        for resident in tied {
            let stays = self.end_of(resident, &way)?;
            let stays = (stays != resident).then_some(stays);
            let stood: Option<Key> = self
                .sql("SELECT stays FROM gives_way WHERE resident = ?1")?
                .query_row(params![resident], |row| row.get(0))
                .optional()?;
            if stays == stood {
                continue;
            }
            match stays {
                Some(stays) => self.run(
                    "INSERT OR REPLACE INTO gives_way (resident, stays) VALUES (?1, ?2)",
                    params![resident, stays],
                )?,
                None => self.run(
                    "DELETE FROM gives_way WHERE resident = ?1",
                    params![resident],
                )?,
            }
            for concerned in [Some(resident), stood, stays].into_iter().flatten() {
                self.index(concerned);
                self.tally_home_of(concerned);
            }
        }
        Ok(())
    }

    /// All residents whom decisions tie to these, and the last decision on each pair of them.
    #[expect(clippy::type_complexity, reason = "two answers of one walk")]
    fn tied_to(
        &self,
        residents: &[Key],
    ) -> Result<(BTreeSet<Key>, BTreeMap<(Key, Key), Decided>), StoreError> {
        let mut tied: BTreeSet<Key> = residents.iter().copied().collect();
        let mut open: Vec<Key> = residents.to_vec();
        let mut pairs: BTreeMap<(Key, Key), Decided> = BTreeMap::new();
        while let Some(resident) = open.pop() {
            let mut statement = self.sql(
                "SELECT key, resident, other, same, at FROM sameness WHERE resident = ?1
                 UNION ALL SELECT key, resident, other, same, at FROM sameness WHERE other = ?1",
            )?;
            let mut rows = statement.query(params![resident])?;
            while let Some(row) = rows.next()? {
                let decided = Decided {
                    resident: row.get(1)?,
                    other: row.get(2)?,
                    same: row.get(3)?,
                    order: (row.get(4)?, self.id(row.get(0)?)?),
                };
                let ends = [decided.resident, decided.other];
                open.extend(ends.into_iter().filter(|end| tied.insert(*end)));
                let pair = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                let later = pairs
                    .get(&pair)
                    .is_none_or(|before| before.order < decided.order);
                if later {
                    pairs.insert(pair, decided);
                }
            }
        }
        Ok((tied, pairs))
    }

    /// Who stays where `resident` gives way; of a ring, the one whose name is the least.
    fn end_of(
        &self,
        resident: Key,
        way: &BTreeMap<Key, (Key, (i64, DeltaId))>,
    ) -> Result<Key, StoreError> {
        let mut walked = vec![resident];
        let mut at = resident;
        while let Some((next, _)) = way.get(&at) {
            if let Some(first) = walked.iter().position(|walked| walked == next) {
                let mut ring = Vec::new();
                for key in walked.into_iter().skip(first) {
                    ring.push((self.id(key)?, key));
                }
                return Ok(ring.into_iter().min().map_or(at, |(_, key)| key));
            }
            walked.push(*next);
            at = *next;
        }
        Ok(at)
    }

    /// Whether everything that this file has of the resident's register was withdrawn. One of whom this file
    /// knows nothing lives elsewhere.
    fn was_withdrawn(&self, resident: Key) -> Result<bool, StoreError> {
        let stands = self
            .sql("SELECT 1 FROM resident WHERE key = ?1")?
            .exists(params![resident])?;
        if stands {
            return Ok(false);
        }
        Ok(self
            .sql("SELECT 1 FROM register_entry WHERE subject = ?1 AND slot = ?2")?
            .exists(params![resident, Slot::Resident.code()])?)
    }
}
