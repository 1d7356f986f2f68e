//! A list as it really comes, with forty faults: each is refused, flagged, put right or left out as
//! `expected.json` of the sample says, and nothing goes missing in silence.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use tungnha_tests::workbook::Cells;
use tungnha_tests::{Area, CommandLine, text as argument};

use crate::door::{Named, each, record, text, verified, waiting};

/// One planted fault.
struct Fault {
    row: u32,
    column: Option<String>,
    kind: String,
    expect: String,
    value_after: Option<String>,
}

fn faults(area: &Area) -> Vec<Fault> {
    let said = fs::read(area.sheet("expected.json")).expect("the sample wrote it");
    let said: Vec<Value> = serde_json::from_slice(&said).expect("a list");
    let optional = |value: &Value| value.as_str().map(str::to_owned);
    said.iter()
        .map(|fault| Fault {
            row: fault["row"]
                .as_u64()
                .and_then(|row| row.try_into().ok())
                .expect("a row"),
            column: optional(&fault["column"]),
            kind: text(fault, "kind").to_owned(),
            expect: text(fault, "expect").to_owned(),
            value_after: optional(&fault["value_after"]),
        })
        .collect()
}

/// Whether a line of the report is about the fault's cell, or about its row when the row is meant.
fn is_of(line: &Value, fault: &Fault) -> bool {
    let column = fault.column.as_deref();
    line["row"] == fault.row && column.is_none_or(|column| line["column"] == column)
}

#[test]
fn every_fault_is_met_as_expected() {
    let mut area = Area::new();
    let list = area.sheet("dirty-cam-tan.xlsx");
    let faults = faults(&area);
    assert_eq!(faults.len(), 40);
    let police = area.enrol("police", "Lê Văn Sơn", &[]);
    let preview = police.run(&["import", argument(&list), "--dry-run"]);
    let imported = police.run(&["import", argument(&list)]);
    let mut wrong = reported(&faults, &preview);

    assert_eq!(imported["refused_rows"], preview["refused"]);
    assert_eq!(imported["refused"], each(&preview, "refused").len());
    for line in each(&preview, "refused") {
        for field in ["sheet", "column", "header", "reason"] {
            assert!(!text(line, field).is_empty(), "{field} of {line}");
        }
        if !faults
            .iter()
            .any(|fault| fault.expect == "refused" && is_of(line, fault))
        {
            wrong.push(format!("refused without a fault: {line}"));
        }
    }
    police.run(&["sync"]);
    let volunteer = area.enrol("volunteer", "Nguyễn Thị Mai", &["Tân Lập", "Bằng Lợi"]);
    volunteer.run(&["sync"]);
    let people = people_by_row(&police, &Cells::of(&list), &preview);
    wrong.extend(put_right(&faults, &people, &volunteer, &police));
    wrong.extend(left_out(&faults, &people, &preview));
    verified(&police);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every line that a person must mend or look at is named by its row and column.
fn reported(faults: &[Fault], preview: &Value) -> Vec<String> {
    let named = |list: &str, fault: &Fault| {
        let lines = each(preview, list).iter();
        lines.filter(|line| is_of(line, fault)).count() > 0
    };
    let asked = faults.iter().filter_map(|fault| {
        let list = match fault.expect.as_str() {
            "refused" => "refused",
            "flagged" => "flagged",
            _ => return None,
        };
        (!named(list, fault)).then(|| {
            let (kind, row, column) = (&fault.kind, fault.row, &fault.column);
            format!("{kind} in row {row}, column {column:?}, is not {list}")
        })
    });
    asked.collect()
}

/// The residents by the row that they come from: ids are given in the order of the rows.
fn people_by_row(police: &CommandLine, sheet: &Cells, preview: &Value) -> BTreeMap<u32, Row> {
    let refused = |row: u32| {
        each(preview, "refused")
            .iter()
            .any(|line| line["row"] == row)
    };
    let rows: Vec<u32> = sheet
        .rows()
        .filter(|row| sheet.text(*row, 'A').parse::<u32>().is_ok() && !refused(*row))
        .collect();
    let everybody = police.run(&["list"]);
    let mut people: Vec<Row> = each(&everybody, "people").iter().map(Row::of).collect();
    people.sort_by_key(|person| person.counter());
    assert_eq!(
        people.len(),
        rows.len(),
        "every row that was not refused is a person"
    );
    rows.into_iter().zip(people).collect()
}

struct Row {
    named: Named,
    hamlet: String,
}

impl Row {
    fn of(row: &Value) -> Self {
        Self {
            named: Named::of(row),
            hamlet: text(row, "hamlet").to_owned(),
        }
    }

    fn counter(&self) -> u32 {
        let counter = self.named.id.rsplit('-').next().map(str::parse);
        counter
            .and_then(Result::ok)
            .expect("an id ends with its counter")
    }
}

/// What was put right without a question reads as it should. A reviewer sees all of a person, so a
/// volunteer claims something of each.
fn put_right(
    faults: &[Fault],
    people: &BTreeMap<u32, Row>,
    volunteer: &CommandLine,
    police: &CommandLine,
) -> Vec<String> {
    let fixed: Vec<&Fault> = faults
        .iter()
        .filter(|fault| fault.expect == "fixed")
        .collect();
    for fault in &fixed {
        record(
            volunteer,
            &people[&fault.row].named.id,
            "vneid",
            1,
            "dossier_collected",
        );
    }
    volunteer.run(&["sync"]);
    police.run(&["sync"]);
    let reviewed: BTreeMap<String, Value> = waiting(police)
        .into_iter()
        .map(|item| {
            (
                text(&item["person"], "id").to_owned(),
                item["person"].clone(),
            )
        })
        .collect();
    let mut wrong = Vec::new();
    for fault in fixed {
        let row = &people[&fault.row];
        let person = &reviewed[&row.named.id];
        let reads = match fault.column.as_deref() {
            Some("B") => text(person, "name").to_owned(),
            Some("C") => text(person, "birth").to_owned(),
            Some("D") if person["sex"] == "female" => "Nữ".to_owned(),
            Some("D") => "Nam".to_owned(),
            Some("E") => text(person, "personal_id").to_owned(),
            Some("G") => head_of(volunteer, &row.named.household),
            Some("L") => {
                let phones = each(person, "phones").iter();
                phones
                    .filter_map(Value::as_str)
                    .collect::<Vec<_>>()
                    .join(" / ")
            }
            other => panic!("nothing is read from column {other:?}"),
        };
        if fault.value_after.as_deref() != Some(reads.as_str()) {
            let (kind, row, after) = (&fault.kind, fault.row, &fault.value_after);
            wrong.push(format!(
                "{kind} in row {row} reads {reads:?}, not {after:?}"
            ));
        }
    }
    wrong
}

fn head_of(volunteer: &CommandLine, household: &str) -> String {
    let saved = volunteer.run(&["visit", household, "--outcome", "met"]);
    text(&saved["door"]["card"], "head").to_owned()
}

/// What is nobody, or must not be kept, became nobody; what a heading says, its people have.
fn left_out(faults: &[Fault], people: &BTreeMap<u32, Row>, preview: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let skipped: Vec<&Fault> = faults
        .iter()
        .filter(|fault| fault.expect == "skipped")
        .collect();
    for fault in &skipped {
        if let Some(column) = &fault.column {
            let mut columns = each(preview, "columns").iter();
            let of_fault = columns.find(|card| card["column"] == column.as_str());
            let dropped = of_fault.is_some_and(|card| {
                card["dropped"] == true && card["field"].is_null() && card["example"] == ""
            });
            if !dropped {
                wrong.push(format!("{}: column {column} is not dropped", fault.kind));
            }
        } else if people.contains_key(&fault.row) {
            wrong.push(format!("{}: row {} became a person", fault.kind, fault.row));
        }
        if let (Some(hamlet), None) = (&fault.value_after, &fault.column) {
            let below = people
                .range(fault.row..)
                .next()
                .map(|(_, row)| row.hamlet.as_str());
            if !below.is_some_and(|below| below.ends_with(hamlet.as_str())) {
                wrong.push(format!("{}: below it live people of {below:?}", fault.kind));
            }
        }
    }
    let rows = skipped
        .iter()
        .filter(|fault| fault.column.is_none() && fault.kind != "row_blank");
    let counted = preview["skipped"].as_u64().expect("a count");
    if counted < rows.count() as u64 {
        wrong.push(format!("only {counted} rows are counted as skipped"));
    }
    wrong
}
