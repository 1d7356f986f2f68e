//! A desk's day on paper: who comes at which hour, with room for what came of it and a signature.

use super::leave::{Leaving, Working};
use super::which::Format;
use crate::desk::{day, read_desk};
use crate::payload::{DeskPage, DeskPerson, ExportDay, Exported};
use crate::{ApiError, Device, ErrorCode, convert};
use tungnha_core::desk::Desk;
use tungnha_core::time::VIETNAM_OFFSET_SECONDS;
use tungnha_sheets::office_list::{Group, count};

const COLUMNS: &[(&str, f64, bool)] = &[
    ("Giờ", 8.0, true),
    ("Họ và tên", 24.0, false),
    ("Năm sinh", 8.0, true),
    ("4 số cuối", 8.0, true),
    ("Địa chỉ", 26.0, false),
    ("Làm gì", 24.0, false),
    ("Mang theo", 24.0, false),
    ("Đã đến, ký tên", 20.0, false),
];

impl Device {
    /// Everybody of the day, whomever the screen searches for.
    pub(crate) fn export_desk_day(&self, args: ExportDay) -> Result<Exported, ApiError> {
        let format: Format = convert::word(&args.format, "format")?;
        let desk = read_desk(&args.desk)?;
        let on = args.day.as_deref().map(convert::read_day).transpose()?;
        let now = self.0.host.now();
        let leaving = self.read(|txn| {
            let page = day::page(txn, now, desk, on, None)?;
            let (grant, campaign, now) = Working::read(txn, now)?;
            let written = convert::read_day(&page.day)?.in_words();
            Ok(Leaving {
                list: "desk_day",
                file: "danh-sach-tiep-dan",
                scope: format!("{}, {written}", place(desk)),
                paper: Working {
                    grant,
                    campaign,
                    now,
                    name: "Danh sách tiếp dân",
                    of: vec![format!("{}, ngày {written}", place(desk))],
                    columns: COLUMNS,
                    groups: groups(&page),
                    nobody: "Không có ai hẹn trong ngày.",
                    totals: totals(&page),
                }
                .paper(),
            })
        })?;
        let role = self.read(|txn| crate::device::role(&txn.grant()?))?;
        if !self
            .paper_formats(role)
            .iter()
            .any(|one| one == format.name())
        {
            return Err(ApiError::new(ErrorCode::BadInput, "format"));
        }
        self.leave(&leaving, format, args.save)
    }
}

fn groups(page: &DeskPage) -> Vec<Group> {
    let mut groups = Vec::new();
    for slot in &page.slots {
        let heading = format!(
            "{} – {}: {}/{} người, {}",
            hour(slot.at),
            hour(slot.ends),
            slot.booked,
            slot.capacity,
            slot.place
        );
        groups.push((heading, &slot.people));
    }
    let so_many = |people: &[DeskPerson]| count(people.len());
    groups.push((
        format!("Ngoài giờ tiếp dân: {} người", so_many(&page.outside)),
        &page.outside,
    ));
    groups.push((
        format!("Hẹn sớm, chưa có giờ: {} người", so_many(&page.unsaid)),
        &page.unsaid,
    ));
    groups.retain(|(_, people)| !people.is_empty());
    let groups = groups.into_iter().map(|(heading, people)| Group {
        heading: Some(heading),
        rows: people.iter().map(cells).collect(),
    });
    groups.collect()
}

/// How many come, and the slots in which nobody does.
fn totals(page: &DeskPage) -> Vec<String> {
    let mut totals = vec![format!(
        "Có {} người hẹn, {} đã đến, {} lỡ hẹn.",
        page.expected, page.came, page.missed
    )];
    let free = page.slots.iter().filter(|slot| slot.people.is_empty());
    let free = free.map(|slot| format!("{} ({}/{})", hour(slot.at), slot.booked, slot.capacity));
    let free: Vec<String> = free.collect();
    if !free.is_empty() {
        totals.push(format!("Lượt chưa có người hẹn: {}.", free.join(", ")));
    }
    totals
}

fn cells(person: &DeskPerson) -> Vec<String> {
    let year = person.birth_year.map(|year| year.to_string());
    let parts = [person.address.as_str(), &person.hamlet];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    vec![
        person.at.map(hour).unwrap_or_default(),
        person.name.clone(),
        year.unwrap_or_default(),
        person.last4.clone().unwrap_or_default(),
        parts.join(", "),
        purpose(&person.purpose).into(),
        person
            .bring
            .clone()
            .unwrap_or_else(|| things(&person.purpose).into()),
        came(person).into(),
    ]
}

/// What is written down already; empty where there is room for a signature.
fn came(person: &DeskPerson) -> &'static str {
    match (person.outcome.as_deref(), person.collected) {
        (Some("missed"), _) => "lỡ hẹn",
        (Some("cancelled"), _) => "đã huỷ hẹn",
        (_, true) => "đã xong",
        (Some("came"), false) => "đã đến",
        _ => "",
    }
}

/// "19:30"
fn hour(at: i64) -> String {
    let minutes = (at + VIETNAM_OFFSET_SECONDS).rem_euclid(86_400) / 60;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

const fn place(desk: Desk) -> &'static str {
    match desk {
        Desk::Police => "Công an xã",
        Desk::OneStop => "Bộ phận một cửa",
        Desk::Tax => "Cơ quan thuế",
    }
}

fn purpose(word: &str) -> &'static str {
    match word {
        "card_and_level2" => "làm thẻ căn cước và thu nhận hồ sơ mức 2",
        "one_stop" => "làm tại bộ phận một cửa",
        "tax" => "làm tại cơ quan thuế",
        _ => "thu nhận hồ sơ mức 2",
    }
}

/// What to bring unless the hours say otherwise.
fn things(purpose: &str) -> &'static str {
    match purpose {
        "card_and_level2" => "thẻ cũ hoặc giấy khai sinh nếu có, điện thoại, SIM chính chủ",
        "one_stop" => "thẻ căn cước, điện thoại",
        "tax" => "thẻ căn cước, điện thoại, mã số thuế nếu có",
        _ => "thẻ căn cước, điện thoại, SIM chính chủ",
    }
}
