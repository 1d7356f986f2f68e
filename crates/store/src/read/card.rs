//! Who a scanned card may belong to.

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::card::{Card, Known, Likeness};
use tungnha_core::words::Sex;

impl Txn<'_> {
    /// Everybody on this device to whom the card may belong, the most alike first; the roll's order
    /// among equals. Reads only, and compares names in memory: nothing of the card is kept.
    pub fn residents_like(&self, card: &Card) -> Result<Vec<(Key, Likeness)>, StoreError> {
        let mut found = Vec::new();
        // Whoever is offered shares the number, its end or the birth year, or has neither of the last two.
        let mut statement = self.sql(
            "SELECT r.key, r.name, coalesce(i.birth / 10000, r.birth_year) AS year, r.sex, r.last4,
                    i.personal_id
             FROM resident r LEFT JOIN identity i ON i.resident = r.key
             WHERE (r.last4 = ?1 OR year = ?2 OR i.personal_id = ?3 OR (year IS NULL AND r.last4 IS NULL))
                AND r.key NOT IN (SELECT resident FROM gives_way)
             ORDER BY r.key",
        )?;
        let id = card.id();
        let mut rows = statement.query(params![id.last4(), card.birth().year(), id.as_str()])?;
        while let Some(row) = rows.next()? {
            let (name, last4, personal_id): (String, Option<String>, Option<String>) =
                (row.get(1)?, row.get(4)?, row.get(5)?);
            let known = Known {
                name: &name,
                birth_year: row.get(2)?,
                sex: row.get::<_, Option<u8>>(3)?.and_then(Sex::from_code),
                last4: last4.as_deref(),
                personal_id: personal_id.as_deref(),
            };
            if let Some(likeness) = card.likeness(&known) {
                found.push((row.get(0)?, likeness));
            }
        }
        found.sort_by_key(|(_, likeness): &(Key, Likeness)| std::cmp::Reverse(likeness.score()));
        Ok(found)
    }
}
