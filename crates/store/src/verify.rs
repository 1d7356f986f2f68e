//! `fold(all)` against the incremental tables: the law over everything the file holds, computed anew.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::{Store, Txn};
use rusqlite::params;
use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};
use tungnha_core::fold::Ledger;
use tungnha_core::{Admission, BookId};

/// What the comparison found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// Deltas folded.
    pub deltas: u32,
    /// Registers compared.
    pub registers: u32,
    /// Differences, in words, without personal data; empty when everything agrees.
    pub differences: Vec<String>,
}

/// The folded tables and what orders their rows.
const FOLDED: &[(&str, &str)] = &[
    ("frame", "subject, slot"),
    ("hamlet", "key"),
    ("household", "key"),
    ("resident", "key"),
    ("residency", "resident, source"),
    ("identity", "resident"),
    ("account", "resident, app, level, source"),
    ("decision", "claim"),
    ("claim", "key"),
    ("visit", "key"),
    ("absence", "resident"),
    ("notice", "resident"),
    ("fact", "key"),
    ("obstacle", "key"),
    ("appointment", "resident, purpose"),
    ("eligibility", "resident, decided"),
    ("ineligible_reason", "resident"),
    ("lane_taking", "key"),
    ("posting", "key"),
    ("session", "key"),
    ("walk_in", "key"),
    ("photo", "key"),
    ("handover", "household"),
    ("hung", "subject, slot"),
    ("organisation", "key"),
    ("membership", "key"),
    ("figure", "key"),
    ("sameness", "key"),
    ("gives_way", "resident"),
    ("attendance", "resident, purpose"),
    ("desk_hours", "key"),
    ("answer", "obstacle"),
    ("taught", "key"),
    ("walk_sheet", "key"),
    ("typed", "key"),
    ("recheck", "key"),
    ("exported", "key"),
    ("assignment", "key"),
    ("target", "key"),
    ("target_row", "key"),
    ("target_due", "key"),
    ("target_print", "key"),
    ("door_tally", "household"),
    // Of the search index, what does not depend on the order of arrival.
    ("(SELECT resident, words FROM search_row)", "resident"),
    ("(SELECT term, doc FROM resident_search_terms)", "term"),
    ("search_word", "word"),
];

const ENOUGH: usize = 20;

impl Txn<'_> {
    /// Folds everything and compares registers and folded rows.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        let ledger = self.ledger()?;
        let mut found = Verified {
            deltas: ledger.deltas().len() as u32,
            ..Verified::default()
        };
        self.compare_standings(&ledger, &mut found)?;
        self.compare_registers(&ledger, &mut found)?;
        self.compare_rows(&ledger, &mut found)?;
        found.differences.truncate(ENOUGH);
        Ok(found)
    }

    /// Everything the file holds, as the plain law reads it.
    fn ledger(&self) -> Result<Ledger, StoreError> {
        let mut ledger = Ledger::new(None);
        for own in self.as_each(|| self.incarnation())? {
            ledger.add_own(own);
        }
        let keys: Vec<Key> = self
            .sql("SELECT key FROM delta ORDER BY key")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for key in keys {
            ledger.add(self.delta(key)?);
        }
        for admission in self.admissions(self.book()?)? {
            ledger.admit(admission);
        }
        Ok(ledger)
    }

    fn admissions(&self, book: BookId) -> Result<Vec<Admission>, StoreError> {
        let incarnations: Vec<i64> = self
            .sql("SELECT DISTINCT incarnation FROM admission")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut admissions = Vec::new();
        for number in incarnations {
            let incarnation = self.id(Key::new(number, 1))?.incarnation;
            let of = self.admissions_of(book, incarnation)?;
            admissions.extend(of.into_iter().map(|(admission, _)| admission));
        }
        Ok(admissions)
    }

    fn compare_standings(&self, ledger: &Ledger, found: &mut Verified) -> Result<(), StoreError> {
        for id in ledger.deltas().keys() {
            let stored = self.fold_standing(&self.standing_of(self.key(*id)?)?)?;
            if ledger.standing(*id) != Some(stored) {
                found.differences.push(format!("standing of {id}"));
            }
        }
        Ok(())
    }

    fn compare_registers(&self, ledger: &Ledger, found: &mut Verified) -> Result<(), StoreError> {
        let mut expected: BTreeMap<(Key, u32), (Key, BTreeSet<Key>)> = BTreeMap::new();
        for (register, heads) in ledger.state().registers {
            let keys = heads
                .iter()
                .map(|id| self.key(*id))
                .collect::<Result<Vec<_>, _>>()?;
            if let Some(shown) = keys.first() {
                let at = (self.key(register.subject)?, register.slot.code());
                expected.insert(at, (*shown, keys.iter().copied().collect()));
            }
        }
        found.registers = expected.len() as u32;
        let mut actual: BTreeMap<(Key, u32), (Key, BTreeSet<Key>)> = BTreeMap::new();
        let mut statement =
            self.sql("SELECT subject, slot, key, head FROM register_entry WHERE head > 0")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, head): (Key, i64) = (row.get(2)?, row.get(3)?);
            let entry = actual
                .entry((row.get(0)?, row.get(1)?))
                .or_insert((key, BTreeSet::new()));
            entry.1.insert(key);
            if head == 1 {
                entry.0 = key;
            }
        }
        let places: BTreeSet<_> = expected.keys().chain(actual.keys()).collect();
        for place in places {
            if expected.get(place) != actual.get(place) {
                let subject = self.id(place.0)?;
                found
                    .differences
                    .push(format!("heads of register {:#x} of {subject}", place.1));
            }
        }
        Ok(())
    }

    /// Builds the folded rows anew in memory, from the ledger in its own order, and compares all rows.
    fn compare_rows(&self, ledger: &Ledger, found: &mut Verified) -> Result<(), StoreError> {
        let mut anew = Store::in_memory()?;
        anew.write(|txn| {
            self.copy_numbers(txn)?;
            for id in ledger.deltas().keys() {
                let key = self.key(*id)?;
                if let Some(record) = self.find_record(key)? {
                    txn.apply(*id, &record, self.standing_of(key)?)?;
                }
            }
            txn.write_index()?;
            txn.write_tallies()?;
            for (table, order) in FOLDED {
                let (here, there) = (self.rows(table, order)?, txn.rows(table, order)?);
                if here != there {
                    let differing = here.symmetric_difference(&there).count();
                    found
                        .differences
                        .push(format!("table {table}: {differing} rows"));
                }
            }
            Ok(())
        })
    }

    fn copy_numbers(&self, to: &Txn<'_>) -> Result<(), StoreError> {
        for (table, columns) in [
            ("incarnation", "number, uuid"),
            ("member", "number, uuid, name, organisation"),
            ("meta", "name, value"),
        ] {
            let count = columns.split(',').count();
            let marks = vec!["?"; count].join(", ");
            let mut insert = to.sql(&format!(
                "INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"
            ))?;
            let mut statement = self.sql(&format!("SELECT {columns} FROM {table}"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let values = (0..count)
                    .map(|n| row.get::<_, Value>(n))
                    .collect::<Result<Vec<_>, _>>()?;
                insert.execute(rusqlite::params_from_iter(values))?;
            }
        }
        Ok(())
    }

    fn rows(&self, table: &str, order: &str) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self
            .conn
            .prepare(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
        let count = statement.column_count();
        let rows = statement
            .query_map(params![], |row| {
                let values = (0..count)
                    .map(|n| row.get::<_, Value>(n))
                    .collect::<Result<Vec<_>, _>>()?;
                Ok(format!("{values:?}"))
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }
}
