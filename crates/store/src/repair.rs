//! Repair after a closing check: a hamlet as the server has it, taken in whole. What was missing is added,
//! what is here and nowhere else is set aside; own work is never touched.

mod snapshot;

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use snapshot::Snapshot;
use std::collections::BTreeSet;
use tungnha_core::{Delta, Instant, Slot};
use tungnha_protocol::{HamletSum, Page};

/// A hamlet that was not the same on both sides, and what was done about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repaired {
    /// When, seconds, by this device's clock.
    pub at: i64,
    /// The hamlet.
    pub hamlet: Key,
    /// Its name; absent when nothing here says it.
    pub name: Option<String>,
    /// Deltas that were not here, or did not count, and now do.
    pub missing: u32,
    /// Deltas that were set aside: only this device had them.
    pub extra: u32,
}

/// Set aside because the server's snapshot did not have it.
const NOT_IN_SNAPSHOT: i64 = 1;

const RETRACTIONS: &str = "SELECT by FROM retraction WHERE target = ?1";
const SETTLEMENTS: &str = "SELECT by FROM settlement WHERE over = ?1
                           UNION SELECT by FROM settlement WHERE stands = ?1";

/// What was said on this file. Another copy of it may have gone on under an earlier name: what came under that name
/// without a receipt for this file is somebody else's.
struct SaidHere {
    present: BTreeSet<i64>,
    ever: BTreeSet<i64>,
}

impl SaidHere {
    fn of(txn: &Txn<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            present: txn.as_each(|| txn.own_number())?.into_iter().collect(),
            ever: txn.numbers_here()?,
        })
    }

    fn has(&self, txn: &Txn<'_>, key: Key) -> Result<bool, StoreError> {
        if self.present.contains(&key.number()) || !self.ever.contains(&key.number()) {
            return Ok(self.present.contains(&key.number()));
        }
        let mut receipts = txn.sql(
            "SELECT 1 FROM admission WHERE incarnation = ?1 AND first <= ?2 AND last >= ?2
                AND receipt IS NOT NULL",
        )?;
        Ok(receipts.exists(params![key.number(), key.counter()])?)
    }
}

impl Txn<'_> {
    /// Takes in a snapshot of the hamlet of `told`, all its pages, and keeps a row of what was done.
    ///
    /// Things of the hamlet that only this device knows of are set aside as long as the sum, of kinds up to
    /// `kinds`, is not the one that the server told: what does no harm stays.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for a snapshot that is not readable or without the admissions of its deltas.
    pub fn take_snapshot(
        &self,
        told: &HamletSum,
        kinds: u16,
        pages: &[Page],
        now: Instant,
    ) -> Result<Repaired, StoreError> {
        let hamlet = self.key(told.hamlet.into())?;
        let own = SaidHere::of(self)?;
        let snapshot = Snapshot::read(self, pages)?;
        let missing = self.add_missing(&snapshot, &own, now)?;
        let mut extra = 0;
        // What leaves may have hidden something else that is only here.
        while self.sum_of(hamlet, kinds)?.to_bytes() != told.sum {
            let mut left = 0;
            for key in self.only_here(hamlet, &snapshot, &own)? {
                left += u32::from(self.set_aside(key, now)?);
            }
            if left == 0 {
                break;
            }
            extra += left;
        }
        self.leave_set_aside()?;
        self.sql("INSERT INTO repair (at, hamlet, missing, extra) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![now.0, hamlet, missing, extra])?;
        Ok(Repaired {
            at: now.0,
            hamlet,
            name: self.hamlet_name(hamlet)?,
            missing,
            extra,
        })
    }

    /// Adds what is not here, lets count what did not, and works out every register anew. Gives how many
    /// deltas changed.
    fn add_missing(
        &self,
        snapshot: &Snapshot,
        own: &SaidHere,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let mut missing = 0;
        for (key, (id, record, standing)) in &snapshot.rows {
            match self.find_record(*key)? {
                Some(here) if here == *record => {
                    let before = self.standing_of(*key)?;
                    // A receipt is on its way, and only it ends the waiting.
                    if before.waits() {
                        continue;
                    }
                    self.restand(*key, *standing)?;
                    missing += u32::from(self.standing_of(*key)? != before);
                    self.enter(*key, &Delta::keeping(*id, record))?;
                }
                // The same name with other bytes: the server's is the one that everybody else has.
                Some(_) if own.has(self, *key)? => {}
                Some(_) => {
                    self.set_aside(*key, now)?;
                    self.apply(*id, record, *standing)?;
                    missing += 1;
                }
                None => {
                    self.apply(*id, record, *standing)?;
                    missing += 1;
                }
            }
        }
        for (id, record, _) in snapshot.rows.values() {
            for register in Delta::keeping(*id, record).registers() {
                self.refold(self.key(register.subject)?, register.slot)?;
            }
        }
        Ok(missing)
    }

    /// Counting deltas about things of the hamlet, as either side sees it, that the snapshot does not have
    /// and that were not said on this device.
    fn only_here(
        &self,
        hamlet: Key,
        snapshot: &Snapshot,
        own: &SaidHere,
    ) -> Result<BTreeSet<Key>, StoreError> {
        let mut things = self.things_of(hamlet)?;
        for thing in snapshot.things_of(self.id(hamlet)?) {
            things.insert(self.key(thing)?);
        }
        let mut about = self.about(&things)?;
        about.extend(snapshot.about(self, &things)?);
        // What decides on them, withdraws them or settles them speaks of the hamlet too, and what answers that.
        let mut unanswered: Vec<Key> = about.iter().copied().collect();
        while let Some(key) = unanswered.pop() {
            let mut answers = self.entry_keys(key, Slot::Review)?;
            answers.extend(self.keys(SETTLEMENTS, key)?);
            answers.extend(self.keys(RETRACTIONS, key)?);
            unanswered.extend(answers.into_iter().filter(|answer| about.insert(*answer)));
        }
        let mut only = BTreeSet::new();
        for key in about {
            if !snapshot.rows.contains_key(&key) && !own.has(self, key)? {
                only.insert(key);
            }
        }
        Ok(only)
    }

    /// What was said of the things themselves.
    fn about(&self, things: &BTreeSet<Key>) -> Result<BTreeSet<Key>, StoreError> {
        let mut about = BTreeSet::new();
        for thing in things {
            about.extend(self.keys(
                "SELECT key FROM register_entry WHERE subject = ?1
                 UNION ALL SELECT key FROM visit WHERE household = ?1
                 UNION ALL SELECT key FROM fact WHERE thing = ?1
                 UNION ALL SELECT e.key FROM hung g JOIN register_entry e
                    ON e.subject = g.subject AND e.slot = g.slot WHERE g.thing = ?1",
                *thing,
            )?);
        }
        Ok(about)
    }

    /// The hamlet, its households and their residents, as this file shows them.
    fn things_of(&self, hamlet: Key) -> Result<BTreeSet<Key>, StoreError> {
        let mut things = BTreeSet::from([hamlet]);
        things.extend(self.keys(
            "SELECT key FROM household WHERE hamlet = ?1
             UNION ALL SELECT r.key FROM household h JOIN resident r ON r.household = h.key
                WHERE h.hamlet = ?1",
            hamlet,
        )?);
        Ok(things)
    }

    /// A foreign delta leaves the fold and is kept beside it. `false` if it is not here.
    fn set_aside(&self, key: Key, now: Instant) -> Result<bool, StoreError> {
        let Some(record) = self.find_record(key)? else {
            return Ok(false);
        };
        if self.standing_of(key)?.counts() {
            self.leave(key, &Delta::keeping(self.id(key)?, &record))?;
        }
        self.sql(
            "INSERT OR REPLACE INTO set_aside (key, at, why, authored) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![key, now.0, NOT_IN_SNAPSHOT, record.to_bytes()])?;
        self.sql("DELETE FROM delta WHERE key = ?1")?
            .execute(params![key])?;
        Ok(true)
    }

    /// What was set aside and has come from the server after all takes part again, so it leaves.
    pub(crate) fn leave_set_aside(&self) -> Result<(), StoreError> {
        self.sql(
            "DELETE FROM set_aside WHERE why = ?1 AND EXISTS
                (SELECT 1 FROM delta d WHERE d.key = set_aside.key
                    AND d.authored = set_aside.authored)",
        )?
        .execute(params![NOT_IN_SNAPSHOT])?;
        Ok(())
    }

    /// The last repairs, the last first.
    pub fn repairs(&self, limit: u32) -> Result<Vec<Repaired>, StoreError> {
        let rows = self
            .sql(
                "SELECT p.at, p.hamlet, h.name, p.missing, p.extra
                 FROM repair p LEFT JOIN hamlet h ON h.key = p.hamlet
                 ORDER BY p.id DESC LIMIT ?1",
            )?
            .query_map(params![limit], |row| {
                Ok(Repaired {
                    at: row.get(0)?,
                    hamlet: row.get(1)?,
                    name: row.get(2)?,
                    missing: row.get(3)?,
                    extra: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    fn entry_keys(&self, subject: Key, slot: Slot) -> Result<Vec<Key>, StoreError> {
        let entries = self.entries(subject, slot)?;
        Ok(entries.into_iter().map(|(key, _)| key).collect())
    }

    fn keys(&self, sql: &str, about: Key) -> Result<Vec<Key>, StoreError> {
        let keys = self
            .sql(sql)?
            .query_map(params![about], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(keys)
    }
}
