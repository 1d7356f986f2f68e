//! The plan in the words of the preview and of the report.

use super::plan::Plan;
use super::{ReadList, doubt, lives_here, needs_state};
use crate::convert;
use crate::payload::*;
use serde::Serialize;
use std::collections::HashSet;
use tungnha_core::birth::Certainty;
use tungnha_core::campaign::CampaignFrame;
use tungnha_core::time::Day;
use tungnha_core::words::{App, Stage};
use tungnha_sheets::resident_list::{ResidentList, ResidentRow};

/// Refusals and remarks shown at most; the counts are of all.
const ROWS_SHOWN: usize = 2000;
/// Hidden rows or columns named at most.
const PLACES_SHOWN: usize = 200;
/// The age base of VNeID where no campaign says otherwise (D-10).
const VNEID_AGE: u8 = 14;

pub(super) fn preview(
    read: &ReadList,
    plan: &Plan,
    campaign: Option<CampaignFrame>,
) -> ImportPreview {
    let (file, list) = (read.file.as_str(), &*read.list);
    let doubts = doubt::cards(list, &plan.doubts, &read.decisions);
    let undecided = doubts.iter().filter(|card| card.decided.is_none()).count();
    let changed = plan.people.iter().filter(|p| p.is_changed()).count();
    let new = plan.people.iter().filter(|p| p.known.is_none()).count();
    ImportPreview {
        file: file.into(),
        form: if list.ids.is_empty() { "table" } else { "ids" }.into(),
        app: list.app.name().into(),
        state: list.vneid_of_title.map(|state| ListState {
            level: state.level,
            stage: state.stage.name().into(),
        }),
        state_needed: needs_state(list),
        title: list.title.clone(),
        as_of: list.as_of.map(convert::day),
        practice: list.practice,
        columns: list
            .columns
            .iter()
            .map(|column| ColumnCard {
                sheet: column.sheet.to_string(),
                column: column.column.clone(),
                header: column.header.clone(),
                field: column.field.map(|field| word(&field)),
                dropped: column.dropped,
                example: column.example.clone(),
            })
            .collect(),
        tables: list
            .tables
            .iter()
            .map(|table| SheetCard {
                sheet: table.sheet.to_string(),
                rows: table.rows.clone(),
            })
            .collect(),
        people: plan.people.len() as u32,
        households: plan.households.len() as u32,
        hamlets: hamlets(plan),
        new: new as u32,
        changed: changed as u32,
        same: (plan.people.len() - new - changed) as u32,
        newer: newer(plan),
        counts: counts(list, campaign.as_ref()),
        refused: list
            .refused
            .iter()
            .chain(&plan.unknown)
            .take(ROWS_SHOWN)
            .map(|row| RefusedCard {
                sheet: row.sheet.to_string(),
                row: row.row,
                column: row.column.clone().unwrap_or_default(),
                header: row.header.clone(),
                reason: word(&row.code),
                text: row.text.clone(),
            })
            .collect(),
        flagged: list
            .flagged
            .iter()
            .take(ROWS_SHOWN)
            .map(|row| RefusedCard {
                sheet: row.sheet.to_string(),
                row: row.row,
                column: row.column.clone().unwrap_or_default(),
                header: row.header.clone(),
                reason: word(&row.code),
                text: row.text.clone(),
            })
            .collect(),
        refused_rows: refused(list, plan),
        again: plan.again.len() as u32,
        again_rows: {
            let cards = plan.again.iter().map(|again| again.card.clone());
            cards.take(ROWS_SHOWN).collect()
        },
        doubtful: doubtful(list, plan) as u32,
        undecided: undecided as u32,
        doubts: doubts.into_iter().take(ROWS_SHOWN).collect(),
        hidden: list
            .hidden
            .iter()
            .map(|part| HiddenCard {
                sheet: part.sheet.to_string(),
                what: word(&part.what),
                places: part.places.iter().take(PLACES_SHOWN).cloned().collect(),
            })
            .collect(),
        skipped: list.skipped.len() as u32,
    }
}

/// Rows with a remark; a row may have several.
fn doubtful(list: &ResidentList, plan: &Plan) -> usize {
    let mut rows: HashSet<_> = list
        .flagged
        .iter()
        .map(|flag| (&flag.sheet, flag.row))
        .collect();
    let of_book = plan.doubts.moved.keys().chain(plan.doubts.like.keys());
    rows.extend(
        of_book
            .filter_map(|at| list.rows.get(*at))
            .map(|row| (&row.sheet, row.row)),
    );
    rows.len()
}

pub(super) fn import(file: &str, list: &ResidentList, plan: &Plan) -> ImportReport {
    let added = plan.people.iter().filter(|p| p.known.is_none()).count();
    let changed = plan.people.iter().filter(|p| p.is_changed()).count();
    let new_households = plan.households.iter().filter(|h| h.known.is_none());
    let new_hamlets = plan.hamlets.iter().filter(|h| h.known.is_none());
    ImportReport {
        file: file.into(),
        added: added as u32,
        changed: changed as u32,
        same: (plan.people.len() - added - changed) as u32,
        newer: newer(plan),
        again: plan.again.len() as u32,
        households_added: new_households.count() as u32,
        hamlets_added: new_hamlets.count() as u32,
        refused: refused(list, plan),
        deltas: 0,
    }
}

/// Rows from which nothing comes, apart from those that say somebody again.
fn refused(list: &ResidentList, plan: &Plan) -> u32 {
    (list.refused.len() + plan.left_out.len() + plan.unknown.len()) as u32
}

/// People of whom the list says the same account on a later day, and nothing else.
fn newer(plan: &Plan) -> u32 {
    let people = plan.people.iter().filter(|p| p.newer && !p.is_changed());
    people.count() as u32
}

fn hamlets(plan: &Plan) -> Vec<ImportHamlet> {
    let mut hamlets: Vec<ImportHamlet> = plan
        .hamlets
        .iter()
        .map(|hamlet| ImportHamlet {
            name: hamlet.body.name.clone(),
            households: 0,
            people: 0,
        })
        .collect();
    for household in &plan.households {
        hamlets[household.hamlet].households += 1;
    }
    for person in &plan.people {
        hamlets[plan.households[person.household].hamlet].people += 1;
    }
    hamlets
}

/// The five columns of the plan's appendix: people of the age base who live here.
fn counts(list: &ResidentList, campaign: Option<&CampaignFrame>) -> VneidCounts {
    let mut counts = VneidCounts {
        not_collected: 0,
        level1_activated: 0,
        level1_approved: 0,
        level2_activated: 0,
        level2_approved: 0,
    };
    if list.app != App::Vneid {
        return counts;
    }
    let reference = campaign.map(|c| c.reference_date).or(list.as_of);
    for row in list.rows.iter().filter(|row| lives_here(row.state)) {
        if !is_of_age(row, campaign, reference) {
            continue;
        }
        let state = row.vneid.map(|v| (v.level, v.stage));
        match state {
            Some((Some(1), Stage::Activated)) => counts.level1_activated += 1,
            Some((Some(1), Stage::Approved)) => counts.level1_approved += 1,
            Some((Some(2), Stage::Activated)) => counts.level2_activated += 1,
            Some((Some(2), Stage::Approved)) => counts.level2_approved += 1,
            Some((_, Stage::NotRegistered)) => counts.not_collected += 1,
            _ => {}
        }
    }
    counts
}

fn is_of_age(row: &ResidentRow, campaign: Option<&CampaignFrame>, reference: Option<Day>) -> bool {
    let asked = campaign.and_then(|c| c.asks(App::Vneid, Some(row.birth)));
    let certainty = match (asked, reference) {
        (Some(asked), _) => asked,
        (None, Some(day)) => row.birth.age_at_least(VNEID_AGE, day),
        (None, None) => Certainty::Yes,
    };
    certainty != Certainty::No
}

/// The code of a field or a reason, as serde writes it.
pub(super) fn word(code: &impl Serialize) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
