//! Workload W's citizens as workbooks that an officer's device imports.

use crate::Result;
use rust_xlsxwriter::Workbook;
use std::collections::HashSet;
use tungnha_sample::workbook::Column;
use tungnha_sample::workload::{COMMUNES, Citizen, HOUSEHOLD_SIZE, citizens};

/// The seed of everything here.
pub const SEED: u64 = 1;

const USED: [Column; 12] = [
    Column::Number,
    Column::Name,
    Column::Birth,
    Column::Sex,
    Column::PersonalId,
    Column::Relation,
    Column::Head,
    Column::Hamlet,
    Column::Lane,
    Column::House,
    Column::Phone,
    Column::Account,
];

/// The bytes of a workbook with these people.
pub fn workbook(people: &[Citizen]) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Danh sách")?;
    for (at, column) in (0..).zip(USED) {
        sheet.write(0, at, column.header())?;
    }
    let mut head = "";
    for (row, citizen) in (1..).zip(people) {
        if citizen.relation_to_head == "chủ hộ" {
            head = &citizen.name;
        }
        for (at, column) in (0..).zip(USED) {
            if column == Column::Number {
                sheet.write(row, at, row)?;
            } else {
                sheet.write(row, at, text(citizen, column, head))?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

fn text(citizen: &Citizen, column: Column, head: &str) -> String {
    match column {
        Column::Name => citizen.name.clone(),
        Column::Birth => citizen
            .birth_date
            .split('-')
            .rev()
            .collect::<Vec<_>>()
            .join("/"),
        Column::Sex => if citizen.sex == "male" { "Nam" } else { "Nữ" }.to_owned(),
        Column::PersonalId => citizen.personal_id.clone(),
        Column::Relation => citizen.relation_to_head.to_owned(),
        Column::Head => head.to_owned(),
        Column::Hamlet => citizen.hamlet.clone(),
        Column::Lane => citizen.lane.clone(),
        Column::House => citizen.house.clone(),
        Column::Phone => citizen.phone.clone(),
        Column::Account => match (citizen.vneid_level, citizen.vneid) {
            (1, _) => "Mức 1 - đã kích hoạt",
            (2, "approved") => "Mức 2 - chưa kích hoạt",
            (2, _) => "Mức 2 - đã kích hoạt",
            _ => "Chưa thu nhận hồ sơ",
        }
        .to_owned(),
        _ => String::new(),
    }
}

/// So many people of one very large list: W again and again with other seeds, every hamlet with its own
/// name, nobody with another's number.
pub fn many(count: usize) -> Vec<Citizen> {
    let mut ids = HashSet::new();
    let mut all: Vec<Citizen> = Vec::with_capacity(count);
    for round in 0.. {
        for mut citizen in citizens(SEED + u64::from(round)) {
            if all.len() == count {
                return all;
            }
            if !ids.insert(citizen.personal_id.clone()) {
                continue;
            }
            let hamlet = citizen.household / 150 + 10 * (citizen.commune + COMMUNES * round) + 1;
            citizen.hamlet = format!("Thôn {hamlet}");
            all.push(citizen);
        }
    }
    all
}

/// The name of the hamlet in which household `number` of its commune stands.
pub fn hamlet_of(citizens: &[Citizen], number: u32) -> &str {
    let citizen = citizens.get((number * HOUSEHOLD_SIZE) as usize);
    citizen.map_or("", |citizen| &citizen.hamlet)
}
