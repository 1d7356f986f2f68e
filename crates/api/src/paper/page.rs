//! A sheet opened: its lines, what is known of each box now, and what was typed before.

use super::cells::{Cell, cells, columns, is_for_guardian};
use super::prior::Prior;
use super::sheet::{Sheet, typed_lines};
use crate::payload::*;
use crate::status::corrected;
use crate::team::colleagues;
use crate::view::{Frame, token};
use crate::{ApiError, convert};
use std::collections::{BTreeMap, HashMap, HashSet};
use tungnha_core::words::{Agreement, Source};
use tungnha_core::{Instant, time::Day};
use tungnha_store::read::{ClaimRow, HouseholdRow, ResidentRow, Scope, VisitRow};
use tungnha_store::{Key, Txn};

/// The people of a sheet's lines as they are now; `None` for whoever is not on this device.
pub(super) fn people(txn: &Txn<'_>, sheet: &Sheet) -> Result<Vec<Option<ResidentRow>>, ApiError> {
    let mut keys: Vec<Option<Key>> = Vec::with_capacity(sheet.lines().len());
    for id in sheet.lines() {
        let key = txn.find_key(*id)?;
        let stays = key.map(|key| txn.stays_for(key)).transpose()?.flatten();
        keys.push(stays.or(key));
    }
    let known: Vec<Key> = keys.iter().flatten().copied().collect();
    let rows = txn.residents(Scope::Residents(&known))?.into_iter();
    let rows: HashMap<Key, ResidentRow> = rows.map(|row| (row.key, row)).collect();
    let row = |key: Option<Key>| key.and_then(|key| rows.get(&key)).cloned();
    Ok(keys.into_iter().map(row).collect())
}

/// On which days somebody can have walked with it: from the day on which it was printed until today.
pub(super) fn days(txn: &Txn<'_>, sheet: &Sheet, now: Instant) -> (Day, Day) {
    let today = corrected(txn, now).day();
    (Instant(sheet.printed.at).day().min(today), today)
}

pub(super) fn page(txn: &Txn<'_>, sheet: &Sheet, now: Instant) -> Result<SheetPage, ApiError> {
    let frame = Frame::of(txn, now)?.without_choices();
    let prior = Prior::of(txn, sheet)?;
    let people = people(txn, sheet)?;
    let known = Known::read(txn, &people, &prior)?;
    let (first, today) = days(txn, sheet, now);
    let mut lines = Vec::with_capacity(people.len());
    for ((number, id), person) in (1..).zip(sheet.lines()).zip(&people) {
        let mut line = nobody(number, id.to_string());
        if let Some(person) = person {
            fill(txn, &mut line, person, &frame, &known, sheet, now)?;
        }
        line.typed = prior
            .get(&number)
            .map(|prior| typed(txn, sheet, prior))
            .transpose()?
            .flatten();
        lines.push(line);
    }
    Ok(SheetPage {
        card: sheet.card(txn, &typed_lines(txn)?)?,
        columns: columns(&frame).into_iter().map(card).collect(),
        lines,
        first_day: convert::day(first),
        today: convert::day(today),
        colleagues: colleagues(txn, sheet.printed.hamlet)?,
    })
}

pub(super) fn card(column: super::cells::Column) -> SheetColumn {
    SheetColumn {
        app: column.app.name().into(),
        level: column.level,
    }
}

/// What did not come from the sheet.
struct Known {
    claims: HashMap<Key, ClaimRow>,
    visits: HashMap<Key, Vec<VisitRow>>,
    doors: HashMap<Key, HouseholdRow>,
}

impl Known {
    fn read(
        txn: &Txn<'_>,
        people: &[Option<ResidentRow>],
        prior: &BTreeMap<u16, Prior>,
    ) -> Result<Self, ApiError> {
        let typed: HashSet<Key> = prior
            .values()
            .flat_map(|prior| &prior.said)
            .map(|said| said.key)
            .collect();
        let accounts = people.iter().flatten().flat_map(|person| &person.accounts);
        let claims: Vec<Key> = accounts
            .filter(|row| {
                matches!(
                    row.statement.source,
                    Source::VolunteerClaim | Source::CitizenStatement
                )
            })
            .map(|row| row.key)
            .filter(|key| !typed.contains(key))
            .collect();
        let homes: HashSet<Key> = people
            .iter()
            .flatten()
            .map(|person| person.household)
            .collect();
        let homes: Vec<Key> = homes.into_iter().collect();
        let mut visits: HashMap<Key, Vec<VisitRow>> = HashMap::new();
        for visit in txn.visits(Scope::Households(&homes))? {
            if !typed.contains(&visit.key) {
                visits.entry(visit.household).or_default().push(visit);
            }
        }
        let doors = txn.households(Scope::Households(&homes))?.into_iter();
        let claims = txn.claims_of(&claims)?.into_iter();
        Ok(Self {
            claims: claims.map(|claim| (claim.key, claim)).collect(),
            visits,
            doors: doors.map(|door| (door.key, door)).collect(),
        })
    }
}

fn nobody(line: u16, resident: String) -> SheetLine {
    SheetLine {
        line,
        resident,
        name: String::new(),
        birth_year: None,
        last4: None,
        household: String::new(),
        house: String::new(),
        guardian: false,
        cells: Vec::new(),
        notice: None,
        visit: None,
        typed: None,
    }
}

fn fill(
    txn: &Txn<'_>,
    line: &mut SheetLine,
    person: &ResidentRow,
    frame: &Frame,
    known: &Known,
    sheet: &Sheet,
    now: Instant,
) -> Result<(), ApiError> {
    line.name = person.name.clone();
    line.birth_year = person.best_birth().map(|birth| birth.year());
    line.last4 = person.last4.clone();
    line.household = txn.id(person.household)?.to_string();
    if let Some(door) = known.doors.get(&person.household) {
        let house = if door.house.is_empty() {
            &door.head
        } else {
            &door.house
        };
        line.house = house.clone();
    }
    line.guardian = is_for_guardian(person.best_birth(), now);
    line.notice = person.notice.map(|notice| notice.name().into());
    let visits = known.visits.get(&person.household).into_iter().flatten();
    line.visit = visits
        .filter(|visit| visit.at >= sheet.printed.at)
        .max_by_key(|visit| (visit.at, visit.key))
        .map(|visit| SheetVisit {
            outcome: visit.outcome.name().into(),
            by: visit.by.clone().unwrap_or_default(),
            at: visit.at,
        });
    line.cells = cells(frame, person)
        .into_iter()
        .map(|cell| boxed(cell, person, known))
        .collect();
    Ok(())
}

fn boxed(cell: Cell, person: &ResidentRow, known: &Known) -> SheetCell {
    let claims = cell
        .column
        .rows(person)
        .filter_map(|row| known.claims.get(&row.key));
    let claim = claims.max_by_key(|claim| (claim.said_at, claim.key));
    SheetCell {
        token: token(cell.token).into(),
        stage: cell.stage.name().into(),
        claim: claim.map(|claim| SheetClaim {
            stage: claim.stage.name().into(),
            by: claim.by.clone().unwrap_or_default(),
            at: claim.said_at,
        }),
    }
}

fn typed(txn: &Txn<'_>, sheet: &Sheet, prior: &Prior) -> Result<Option<TypedCard>, ApiError> {
    let Some(last) = prior.typed.last() else {
        return Ok(None);
    };
    let outcome = prior.outcome();
    Ok(Some(TypedCard {
        outcome: outcome.map(|(outcome, _)| outcome.name().into()),
        come_back_at: outcome.and_then(|(_, at)| at),
        consent: prior.notice().map(|notice| match notice {
            Agreement::Agreed | Agreement::ByGuardian => Agreement::Agreed.name().into(),
            Agreement::Refused => Agreement::Refused.name().into(),
        }),
        marks: prior.marks().map(card).collect(),
        at: last.at,
        by: last.by.clone().unwrap_or_default(),
        walker: sheet.walker_of(last.sheet).unwrap_or_default().into(),
        own: txn.is_own(last.key)?,
    }))
}
