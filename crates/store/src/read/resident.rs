//! People with everything that a screen or a list needs of them, read in few queries.

mod row;

pub use row::{AccountRow, ResidentRow};

use super::Scope;
use crate::error::StoreError;
use crate::key::Key;
use crate::store::Txn;
use rusqlite::{Row, params};
use std::collections::HashMap;
use tungnha_core::account::Statement;
use tungnha_core::birth::BirthDate;
use tungnha_core::time::Day;
use tungnha_core::words::{
    AbsenceReason, Agreement, App, Decision, ResidenceKind, ResidentState, Sex, Source, Stage,
};

/// Nobody else stays in this one's place.
pub(super) const STANDING: &str = "r.key NOT IN (SELECT resident FROM gives_way)";
/// People who gave way that are read together.
const TOGETHER: usize = 500;

pub(super) const JOIN: &str = "resident r JOIN household h ON h.key = r.household";

impl Txn<'_> {
    /// People, by door in walking order, then place within the household.
    pub fn residents(&self, scope: Scope) -> Result<Vec<ResidentRow>, StoreError> {
        let mut people = self.people(scope, STANDING)?;
        let at: HashMap<Key, usize> = people.iter().enumerate().map(|(n, p)| (p.key, n)).collect();
        // First what those said and are who gave way: the words on the one who stays go over it.
        let merged = self.add_those_who_gave_way(&mut people, &at)?;
        self.add_all(scope, &mut people, &at)?;
        for n in merged {
            if let Some(person) = people.get_mut(n) {
                person.in_order();
            }
        }
        Ok(people)
    }

    /// As [`Txn::residents`], of those only in whose place nobody stays, and without what others said before they
    /// gave way: what a list is compared with.
    pub fn residents_apart(&self, scope: Scope) -> Result<Vec<ResidentRow>, StoreError> {
        self.people_apart(scope, STANDING)
    }

    /// As [`Txn::residents_apart`], those who gave way among them.
    pub fn residents_all_apart(&self, scope: Scope) -> Result<Vec<ResidentRow>, StoreError> {
        self.people_apart(scope, "true")
    }

    fn people_apart(&self, scope: Scope, whom: &str) -> Result<Vec<ResidentRow>, StoreError> {
        let mut people = self.people(scope, whom)?;
        let at = people.iter().enumerate().map(|(n, p)| (p.key, n)).collect();
        self.add_all(scope, &mut people, &at)?;
        Ok(people)
    }

    fn add_all(
        &self,
        scope: Scope,
        people: &mut [ResidentRow],
        at: &HashMap<Key, usize>,
    ) -> Result<(), StoreError> {
        self.add_states(scope, people, at)?;
        self.add_accounts(scope, people, at)?;
        self.add_absences(scope, people, at)?;
        self.add_door(scope, people, at)
    }

    /// What is known and was said of those in whose place somebody of `people` stays. Gives whom it was added to.
    fn add_those_who_gave_way(
        &self,
        people: &mut [ResidentRow],
        at: &HashMap<Key, usize>,
    ) -> Result<Vec<usize>, StoreError> {
        if !self.sql("SELECT 1 FROM gives_way LIMIT 1")?.exists([])? {
            return Ok(Vec::new());
        }
        let staying: Vec<Key> = people.iter().map(|person| person.key).collect();
        let mut gone: HashMap<Key, usize> = HashMap::new();
        let mut statement = self.sql(
            "SELECT g.resident, g.stays FROM json_each(?1) k
             CROSS JOIN gives_way g ON g.stays = k.value",
        )?;
        let mut rows = statement.query(params![super::listed(&staying)])?;
        while let Some(row) = rows.next()? {
            if let Some(n) = at.get(&row.get(1)?) {
                gone.insert(row.get(0)?, *n);
            }
        }
        let mut keys: Vec<Key> = gone.keys().copied().collect();
        keys.sort_unstable();
        for some in keys.chunks(TOGETHER) {
            let scope = Scope::Residents(some);
            for other in self.people(scope, "true")? {
                let n = gone.get(&other.key).copied();
                if let Some(person) = n.and_then(|n| people.get_mut(n)) {
                    person.fill(other);
                }
            }
            self.add_all(scope, people, &gone)?;
        }
        let mut merged: Vec<usize> = gone.into_values().collect();
        merged.sort_unstable();
        merged.dedup();
        Ok(merged)
    }

    /// How many people a hamlet or all of this device has, and a page of them in the order of [`Txn::residents`].
    pub fn roll_page(
        &self,
        hamlet: Option<Key>,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<Key>), StoreError> {
        let (condition, key) = hamlet.map_or(Scope::All, Scope::Hamlet).condition();
        let from = "household h CROSS JOIN resident r ON r.household = h.key";
        let all: u32 = self
            .sql(&format!("SELECT count(*) FROM {from} WHERE {condition}"))?
            .query_row(params![key], |row| row.get(0))?;
        let gone: u32 = self
            .sql(&format!(
                "SELECT count(*) FROM gives_way g CROSS JOIN resident r ON r.key = g.resident
                 CROSS JOIN household h ON h.key = r.household WHERE {condition}"
            ))?
            .query_row(params![key], |row| row.get(0))?;
        let page = self
            .sql(&format!(
                "SELECT r.key FROM {from} WHERE {condition} AND {STANDING}
                 ORDER BY h.hamlet, h.walk, h.key, r.position, r.key LIMIT ?2 OFFSET ?3"
            ))?
            .query_map(params![key, limit, offset], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok((all.saturating_sub(gone), page))
    }

    fn people(&self, scope: Scope, whom: &str) -> Result<Vec<ResidentRow>, StoreError> {
        let (condition, key) = scope.condition();
        let sql = format!(
            "SELECT r.key, r.household, h.hamlet, r.name, r.birth_year, r.sex, r.last4, r.position,
                    r.disputed, i.birth, i.personal_id, i.phones, i.residence, i.legacy_id9
             FROM {JOIN} LEFT JOIN identity i ON i.resident = r.key
             WHERE {condition} AND {whom} ORDER BY h.hamlet, h.walk, h.key, r.position, r.key"
        );
        let rows = self
            .sql(&sql)?
            .query_map(params![key], |row| {
                let phones: Option<String> = row.get(11)?;
                Ok(ResidentRow {
                    key: row.get(0)?,
                    household: row.get(1)?,
                    hamlet: row.get(2)?,
                    name: row.get(3)?,
                    birth_year: row.get(4)?,
                    sex: row.get::<_, Option<u8>>(5)?.and_then(Sex::from_code),
                    last4: row.get(6)?,
                    position: row.get(7)?,
                    disputed: row.get(8)?,
                    birth: row.get::<_, Option<i64>>(9)?.and_then(birth),
                    personal_id: row.get(10)?,
                    phones: phones
                        .iter()
                        .flat_map(|p| p.split(','))
                        .filter(|p| !p.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    residence: row
                        .get::<_, Option<u8>>(12)?
                        .and_then(ResidenceKind::from_code),
                    legacy_id9: row.get(13)?,
                    state: ResidentState::Living,
                    accounts: Vec::new(),
                    absence: None,
                    absence_key: None,
                    notice: None,
                    notice_key: None,
                    eligibility: None,
                    proposal: None,
                    proposal_refused: None,
                    claimed_state: None,
                    obstacles: Vec::new(),
                    appointments: Vec::new(),
                    taught: Vec::new(),
                })
            })?
            .collect::<Result<_, _>>()?;
        Ok(rows)
    }

    /// Police outrank the list; claims of moving or death wait for police and change nothing here.
    fn add_states(
        &self,
        scope: Scope,
        people: &mut [ResidentRow],
        at: &HashMap<Key, usize>,
    ) -> Result<(), StoreError> {
        let (condition, key) = scope.condition();
        let sql = format!(
            "SELECT s.resident, s.state FROM {JOIN} JOIN residency s ON s.resident = r.key
             WHERE {condition} AND s.source IN (1, 2) ORDER BY s.source"
        );
        let mut statement = self.sql(&sql)?;
        let mut rows = statement.query(params![key])?;
        while let Some(row) = rows.next()? {
            if let Some(person) = at.get(&row.get(0)?).and_then(|n| people.get_mut(*n)) {
                person.state =
                    ResidentState::from_code(row.get(1)?).unwrap_or(ResidentState::Living);
            }
        }
        Ok(())
    }

    fn add_accounts(
        &self,
        scope: Scope,
        people: &mut [ResidentRow],
        at: &HashMap<Key, usize>,
    ) -> Result<(), StoreError> {
        let (condition, key) = scope.condition();
        let sql = format!(
            "SELECT a.resident, a.app, a.level, a.source, a.stage, a.unsent, a.disputed,
                    d.decision, d.reason, a.key, a.as_of
             FROM {JOIN} JOIN account a ON a.resident = r.key
             LEFT JOIN decision d ON d.claim = a.key
             WHERE {condition}"
        );
        let mut accounts = self.sql(&sql)?;
        let mut rows = accounts.query(params![key])?;
        while let Some(row) = rows.next()? {
            let Some(person) = at.get(&row.get(0)?).and_then(|n| people.get_mut(*n)) else {
                continue;
            };
            let (app, statement) = statement(row, 1)?;
            person.accounts.push(AccountRow {
                app,
                statement,
                key: row.get(9)?,
                as_of: row.get::<_, Option<i32>>(10)?.map(Day),
                reason: row.get(8)?,
            });
        }
        Ok(())
    }

    fn add_absences(
        &self,
        scope: Scope,
        people: &mut [ResidentRow],
        at: &HashMap<Key, usize>,
    ) -> Result<(), StoreError> {
        let (condition, key) = scope.condition();
        let sql = format!(
            "SELECT r.key, a.reason, a.place, a.until, n.agreement, a.key, n.key FROM {JOIN}
             LEFT JOIN absence a ON a.resident = r.key LEFT JOIN notice n ON n.resident = r.key
             WHERE {condition} AND (a.resident IS NOT NULL OR n.resident IS NOT NULL)"
        );
        let mut statement = self.sql(&sql)?;
        let mut rows = statement.query(params![key])?;
        while let Some(row) = rows.next()? {
            if let Some(person) = at.get(&row.get(0)?).and_then(|n| people.get_mut(*n)) {
                let absence = row
                    .get::<_, Option<u8>>(1)?
                    .and_then(AbsenceReason::from_code)
                    .map(|reason| Ok::<_, StoreError>((reason, row.get(2)?, row.get(3)?)))
                    .transpose()?
                    .map(|(reason, place, until): (_, _, Option<i32>)| {
                        (reason, place, until.map(Day))
                    });
                // One who gave way may have been absent; that the other is not, nobody says.
                if absence.is_some() {
                    person.absence = absence;
                    person.absence_key = row.get(5)?;
                }
                if let Some(notice) = row.get::<_, Option<u8>>(4)? {
                    person.notice = Agreement::from_code(notice);
                    person.notice_key = row.get(6)?;
                }
            }
        }
        Ok(())
    }
}

/// What an account's row says: app, level, source, stage, unsent, disputed and decision, in the columns from
/// `first` on.
pub(crate) fn statement(row: &Row<'_>, first: usize) -> Result<(App, Statement), StoreError> {
    let words = (
        App::from_code(row.get(first)?),
        Source::from_code(row.get(first + 2)?),
        Stage::from_code(row.get(first + 3)?),
    );
    let (Some(app), Some(source), Some(stage)) = words else {
        return Err(StoreError::corrupt("an account's words"));
    };
    let decision: Option<u8> = row.get(first + 6)?;
    let statement = Statement {
        level: row.get(first + 1)?,
        source,
        stage,
        decision: decision.and_then(Decision::from_code),
        unsent: row.get(first + 4)?,
        disputed: row.get(first + 5)?,
    };
    Ok((app, statement))
}

/// The birth date of a row: yyyymmdd, zeros where unknown.
pub(crate) fn birth(n: i64) -> Option<BirthDate> {
    let part = |n: i64| u8::try_from(n).ok().filter(|n| *n != 0);
    let year = u16::try_from(n / 10_000).ok()?;
    BirthDate::new(year, part(n / 100 % 100), part(n % 100))
}
