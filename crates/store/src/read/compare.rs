//! What is claimed and confirmed beside what the official list says, and who is behind the difference (D-61).

use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::params;
use tungnha_core::account::is_done;
use tungnha_core::time::Day;
use tungnha_core::words::{App, Stage};

/// A hamlet's people of whom a stage that counts is said, by whoever says so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Compared {
    /// Which hamlet.
    pub hamlet: Key,
    /// Volunteers or citizens say so.
    pub claimed: u32,
    /// A reviewer confirmed it, or the police entered it.
    pub confirmed: u32,
    /// The official list says so.
    pub official: u32,
    /// Confirmed, and the official list does not say so.
    pub confirmed_not_official: u32,
    /// On the official list, and nobody claimed it.
    pub official_not_claimed: u32,
}

/// Which people behind a difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Difference {
    /// Confirmed, and the official list does not say so.
    ConfirmedNotOfficial,
    /// On the official list, and nobody claimed it.
    OfficialNotClaimed,
}

/// What is said of every person of whom a stage that counts is said.
fn said() -> String {
    let done: Vec<String> = (0..=u8::MAX)
        .filter_map(Stage::from_code)
        .filter(|stage| is_done(*stage))
        .map(|stage| stage.code().to_string())
        .collect();
    format!(
        "(SELECT coalesce(g.stays, a.resident) AS person, max(a.source > 2) AS claimed,
                 max(a.source = 2 OR (a.source > 2 AND d.decision IS 1)) AS confirmed,
                 max(a.source = 1) AS official
          FROM account a LEFT JOIN decision d ON d.claim = a.key
          LEFT JOIN gives_way g ON g.resident = a.resident
          WHERE a.app = ?1 AND a.level = ?2 AND a.stage IN ({}) GROUP BY person) s
         JOIN resident r ON r.key = s.person JOIN household h ON h.key = r.household",
        done.join(",")
    )
}

impl Txn<'_> {
    /// The figures of every hamlet in which anything is said about the app at this level.
    pub fn compared(&self, app: App, level: u8) -> Result<Vec<Compared>, StoreError> {
        Ok(self
            .sql(&format!(
                "SELECT h.hamlet, sum(s.claimed), sum(s.confirmed), sum(s.official),
                        sum(s.confirmed AND NOT s.official), sum(s.official AND NOT s.claimed)
                 FROM {} GROUP BY h.hamlet ORDER BY h.hamlet",
                said()
            ))?
            .query_map(params![app.code(), level], |row| {
                Ok(Compared {
                    hamlet: row.get(0)?,
                    claimed: row.get(1)?,
                    confirmed: row.get(2)?,
                    official: row.get(3)?,
                    confirmed_not_official: row.get(4)?,
                    official_not_claimed: row.get(5)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The people behind a difference, in walking order.
    pub fn difference(
        &self,
        app: App,
        level: u8,
        difference: Difference,
        hamlet: Option<Key>,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<Key>, StoreError> {
        let which = match difference {
            Difference::ConfirmedNotOfficial => "s.confirmed AND NOT s.official",
            Difference::OfficialNotClaimed => "s.official AND NOT s.claimed",
        };
        Ok(self
            .sql(&format!(
                "SELECT r.key FROM {} WHERE {which} AND (?3 IS NULL OR h.hamlet = ?3)
                 ORDER BY h.hamlet, h.walk, h.key, r.position, r.key LIMIT ?4 OFFSET ?5",
                said()
            ))?
            .query_map(params![app.code(), level, hamlet, limit, offset], |row| {
                row.get(0)
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The latest day as of which an official list says anything about the app at this level.
    pub fn official_as_of(&self, app: App, level: u8) -> Result<Option<Day>, StoreError> {
        let day: Option<i32> = self
            .sql("SELECT max(as_of) FROM account WHERE app = ?1 AND level = ?2 AND source = 1")?
            .query_row(params![app.code(), level], |row| row.get(0))?;
        Ok(day.map(Day))
    }
}
