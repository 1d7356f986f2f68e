//! What is claimed and confirmed beside what the official list says of who lives here, and who is behind the difference
//! (D-61).

use super::stands::standing;
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
    /// Volunteers or citizens say so, and nobody returned it.
    pub claimed: u32,
    /// A reviewer confirmed it, or the police entered it.
    pub confirmed: u32,
    /// The official list says so.
    pub official: u32,
    /// Confirmed, and the official list does not say so.
    pub confirmed_not_official: u32,
    /// On the official list, and nobody claims it: nobody did, or it was returned.
    pub official_not_claimed: u32,
}

/// Which people behind a difference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Difference {
    /// Confirmed, and the official list does not say so.
    ConfirmedNotOfficial,
    /// On the official list, and nobody claims it: nobody did, or it was returned.
    OfficialNotClaimed,
}

/// Who stands at a stage that counts.
fn done() -> String {
    standing(Stage::ALL.iter().copied().filter(|stage| is_done(*stage)))
}

impl Txn<'_> {
    /// The figures of every hamlet in which anything is said about the app at this level.
    pub fn compared(&self, app: App, level: u8) -> Result<Vec<Compared>, StoreError> {
        Ok(self
            .sql(&format!(
                "SELECT s.hamlet, sum(s.claimed), sum(s.confirmed), sum(s.listed),
                        sum(s.confirmed AND NOT s.listed), sum(s.listed AND NOT s.claimed)
                 FROM {} s GROUP BY s.hamlet ORDER BY s.hamlet",
                done()
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
            Difference::ConfirmedNotOfficial => "s.confirmed AND NOT s.listed",
            Difference::OfficialNotClaimed => "s.listed AND NOT s.claimed",
        };
        Ok(self
            .sql(&format!(
                "SELECT s.person FROM {} s WHERE {which} AND (?3 IS NULL OR s.hamlet = ?3)
                 ORDER BY s.hamlet, s.walk, s.household, s.position, s.person LIMIT ?4 OFFSET ?5",
                done()
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
