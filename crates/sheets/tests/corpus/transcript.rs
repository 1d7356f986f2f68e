//! Everything that a reading brought back, in words: what is not written is absent.

use serde::Serialize;
use std::fmt::Write;
use tungnha_core::words::{ResidentState, Sex};
use tungnha_sheets::resident_list::{ResidentList, ResidentRow};

/// People, then refusals, flags, what was skipped, dropped and hidden.
pub fn of(list: &ResidentList) -> String {
    let mut out = String::new();
    let place = |sheet: &str, row: u32| {
        if sheet == super::table::SHEET {
            row.to_string()
        } else {
            format!("{sheet}!{row}")
        }
    };
    for row in &list.rows {
        let _ = write!(out, "{}", place(&row.sheet, row.row));
        person(&mut out, row);
        out.push('\n');
    }
    for row in &list.refused {
        let (place, column) = (
            place(&row.sheet, row.row),
            row.column.as_deref().unwrap_or("-"),
        );
        let _ = writeln!(
            out,
            "refused {place} {column} {} [{}]",
            word(&row.code),
            row.text
        );
    }
    for row in &list.flagged {
        let (place, column) = (
            place(&row.sheet, row.row),
            row.column.as_deref().unwrap_or("-"),
        );
        let _ = writeln!(out, "flag {place} {column} {}", word(&row.code));
    }
    for row in &list.skipped {
        let _ = writeln!(
            out,
            "skip {} {}",
            place(&row.sheet, row.row),
            word(&row.why)
        );
    }
    for column in list.columns.iter().filter(|column| column.dropped) {
        let _ = writeln!(out, "dropped {} {}", column.column, column.header);
    }
    for part in &list.hidden {
        let _ = writeln!(
            out,
            "hidden {} {} {}",
            part.sheet,
            word(&part.what),
            part.places.join(",")
        );
    }
    super::trimmed(&out)
}

fn person(out: &mut String, row: &ResidentRow) {
    let sex = match row.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let _ = write!(out, " name={} birth={} sex={sex}", row.name, row.birth);
    let phones: Vec<_> = row
        .phone
        .iter()
        .map(|phone| phone.as_digits().to_owned())
        .collect();
    let fields = [
        ("id", row.personal_id.map(|id| id.as_str().to_owned())),
        ("cmnd", row.legacy_id9.clone()),
        ("hamlet", row.hamlet.clone()),
        ("lane", row.lane.clone()),
        ("house", row.house.clone()),
        ("code", row.household_code.clone()),
        ("head", row.head_name.clone()),
        ("relation", row.relation_to_head.clone()),
        ("phone", (!phones.is_empty()).then(|| phones.join("+"))),
        ("residence", row.residence.map(|kind| format!("{kind:?}"))),
        (
            "state",
            (row.state != ResidentState::Living).then(|| format!("{:?}", row.state)),
        ),
        (
            "vneid",
            row.vneid
                .map(|v| format!("{:?}/{:?}", v.level.unwrap_or(0), v.stage)),
        ),
        ("approved", row.approved_on.map(|day| day.in_words())),
        ("note", row.note.clone()),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = write!(out, " {name}={value}");
        }
    }
}

/// The code of a reason, as serde writes it.
fn word(code: &impl Serialize) -> String {
    let word = serde_json::to_value(code).expect("a word");
    word.as_str().expect("a word").to_owned()
}
