//! Figures that somebody answers for, and what the roll says beside them.

use super::stands::standing;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{Row, params};
use tungnha_core::words::{App, Population, Stage};
use tungnha_core::{Delta, Slot};

/// A figure as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FigureRow {
    /// The delta that began it.
    pub key: Key,
    /// The app.
    pub app: App,
    /// VNeID 1 or 2, or 0 for both together; other apps 0.
    pub level: u8,
    /// How far those counted have come.
    pub stage: Stage,
    /// Of whom.
    pub population: Population,
    /// How many.
    pub count: u32,
    /// Out of how many, where its owner says so.
    pub base: Option<u32>,
    /// As of when, seconds.
    pub as_of: i64,
    /// Who answers for it.
    pub owner: String,
    /// The hamlet; absent for the whole book.
    pub hamlet: Option<Key>,
    /// The organisation that declares it; absent for an official figure.
    pub organisation: Option<Key>,
    /// Where it was read.
    pub source: Option<String>,
    /// When it was said, seconds.
    pub at: i64,
    /// Who said it; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// No receipt yet.
    pub unsent: bool,
}

/// What the roll says of one hamlet's people who live there, each person once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StandingCount {
    /// The hamlet.
    pub hamlet: Key,
    /// Of whom a volunteer or the citizen said so, and nobody returned it.
    pub claimed: u32,
    /// Of whom a reviewer confirmed it, or the police said so themselves.
    pub confirmed: u32,
    /// Of whom the imported official list says so.
    pub listed: u32,
    /// The newest day of that list, counted from 1970; absent without one.
    pub listed_as_of: Option<i32>,
}

/// Something that was said of a figure, also what stands no longer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FigureVersion {
    /// Its key.
    pub key: Key,
    /// What was said.
    pub delta: Delta,
    /// Who; absent for this device's own without a receipt.
    pub by: Option<String>,
    /// It is the one that stands.
    pub shown: bool,
}

fn figure(row: &Row<'_>) -> rusqlite::Result<FigureRow> {
    let place = |key: i64| (key != 0).then_some(Key(key));
    Ok(FigureRow {
        key: row.get(0)?,
        app: App::from_code(row.get(1)?).unwrap_or(App::Vneid),
        level: row.get(2)?,
        stage: Stage::from_code(row.get(3)?).unwrap_or(Stage::NotRegistered),
        population: Population::from_code(row.get(4)?).unwrap_or(Population::Everybody),
        count: row.get(5)?,
        base: row.get(6)?,
        as_of: row.get(7)?,
        owner: row.get(8)?,
        hamlet: place(row.get(9)?),
        organisation: place(row.get(10)?),
        source: row.get(11)?,
        at: row.get(12)?,
        by: row.get(13)?,
        unsent: row.get(14)?,
    })
}

impl Txn<'_> {
    /// Every figure as it stands, official and declared, the newest as-of first.
    pub fn figures(&self) -> Result<Vec<FigureRow>, StoreError> {
        Ok(self
            .sql(
                "SELECT f.key, f.app, f.level, f.stage, f.population, f.count, f.base, f.as_of,
                    f.owner, f.hamlet, f.organisation, f.source, f.at, m.name, f.unsent
                 FROM figure f LEFT JOIN member m ON m.number = f.member
                 ORDER BY f.as_of DESC, f.at DESC, f.key DESC",
            )?
            .query_map([], figure)?
            .collect::<Result<_, _>>()?)
    }

    /// Everything that was said of one figure and not withdrawn, the last first.
    pub fn figure_versions(&self, figure: Key) -> Result<Vec<FigureVersion>, StoreError> {
        let rows: Vec<(Key, bool, Option<String>)> = self
            .sql(
                "SELECT e.key, e.head = 1, m.name FROM register_entry e
                 JOIN delta d ON d.key = e.key LEFT JOIN member m ON m.number = d.member
                 WHERE e.subject = ?1 AND e.slot = ?2
                   AND NOT EXISTS (SELECT 1 FROM retraction t WHERE t.target = e.key)",
            )?
            .query_map(params![figure, Slot::Figure.code()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut versions = Vec::with_capacity(rows.len());
        for (key, shown, by) in rows {
            versions.push(FigureVersion {
                key,
                delta: self.delta(key)?,
                by,
                shown,
            });
        }
        versions.sort_by_key(|one| std::cmp::Reverse((one.shown, one.delta.stamped, one.key)));
        Ok(versions)
    }

    /// How many people of each hamlet stand at one of `stages` of `app`, by whose word. `level` 0 is every level.
    /// Who moved away or died, as the police or else the list say, counts nowhere.
    pub fn standing_counts(
        &self,
        app: App,
        level: u8,
        stages: &[Stage],
    ) -> Result<Vec<StandingCount>, StoreError> {
        let sql = format!(
            "SELECT s.hamlet, sum(s.claimed), sum(s.confirmed), sum(s.listed), max(s.listed_as_of)
             FROM {} s GROUP BY s.hamlet",
            standing(stages.iter().copied())
        );
        Ok(self
            .sql(&sql)?
            .query_map(params![app.code(), level], |row| {
                Ok(StandingCount {
                    hamlet: row.get(0)?,
                    claimed: row.get(1)?,
                    confirmed: row.get(2)?,
                    listed: row.get(3)?,
                    listed_as_of: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?)
    }
}
