//! The appendix of plan 002 pasted, kept, shown and written: every column of its 17 units and their sum.

use crate::book::{Author, Phone, Roll};
use crate::foreign::tables;
use crate::target::{office, row, set};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::body::TargetRow;
use tungnha_core::time::Day;
use tungnha_core::words::Role;

/// Transcribed from the plan.
const PRINTED: &str = include_str!("../../../core/tests/golden/appendix-002.tsv");
const DOCUMENT: &str = "Phụ lục kèm theo Kế hoạch số 113/KH-UBND";
const REASON: &str = "Thị trấn: giao 60 % theo phụ lục";

/// The 17 rows and their sum, below three rows of headings.
fn printed() -> Vec<Vec<&'static str>> {
    let lines = PRINTED.lines().skip(4);
    lines.map(|line| line.split('\t').collect()).collect()
}

fn dotted(number: &Value) -> String {
    let number = number.as_u64().expect("a number");
    tungnha_core::target::thousands(number)
}

/// The two targets of the plan.
fn targets(phone: &Phone) -> [Value; 2] {
    let level2 = set(phone, json!({}));
    let activation = set(
        phone,
        json!({
            "title": "Chỉ tiêu kích hoạt (M1+M2)", "share": 10_000,
            "base": ["level1_not_activated", "level2_not_activated"],
            "done": ["level1_activated", "level2_activated"],
        }),
    );
    [level2, activation]
}

fn read(phone: &Phone) -> Value {
    phone.call("read_appendix", json!({ "text": PRINTED, "by": "unit" }))
}

fn as_of() -> i64 {
    Day::from_ymd(2024, 10, 30).expect("a day").start().0
}

fn keep(phone: &Phone, read: &Value) -> Value {
    let rows = read["rows"].as_array().expect("rows").iter().map(|line| {
        json!({ "unit": line["unit"], "hamlet": null, "name": line["name"], "columns": line["columns"] })
    });
    let said = json!({
        "as_of": as_of(), "owner": "Công an huyện Cẩm Thủy", "document": DOCUMENT,
        "rows": rows.collect::<Vec<Value>>(),
        "level2_total": read["total"]["level2"], "activation_total": read["total"]["activation"],
    });
    phone.call("set_appendix", said)
}

/// Pasted, kept, the town excepted.
fn district(phone: &Phone) -> [Value; 2] {
    let [level2, activation] = targets(phone);
    let read = read(phone);
    assert_eq!(read["faults"], json!([]));
    // 17 rows twice, 17 times five figures, two printed totals.
    let said = keep(phone, &read);
    assert_eq!(said["ids"].as_array().map(Vec::len), Some(17 * 7 + 2));
    let page = phone.call("target", json!({ "target": level2, "by": null }));
    let town = &page["rows"][0];
    let mut changed = row(
        &level2,
        json!({ "id": town["id"], "unit": town["key"], "name": town["name"], "position": 1 }),
    );
    let fields = changed.as_object_mut().expect("fields");
    fields.insert("share".into(), json!(6_000));
    fields.insert("reason".into(), json!(REASON));
    phone.call("set_target_row", changed);
    [level2, activation]
}

#[test]
fn the_appendix_of_plan_002_stands_cell_for_cell() {
    let phone = office(&Roll::new());
    district(&phone);
    let page = phone.call("appendix", json!({ "by": null }));
    assert_eq!(
        (&page["by"], &page["on"]),
        (&json!("unit"), &json!("2024-11-05"))
    );
    let mut lines: Vec<Vec<String>> = Vec::new();
    for (at, shown) in page["rows"].as_array().expect("rows").iter().enumerate() {
        let mut line = vec![
            (at + 1).to_string(),
            shown["name"].as_str().expect("a name").to_owned(),
        ];
        let cells = shown["cells"].as_array().expect("cells");
        line.extend(cells.iter().map(|cell| dotted(&cell["count"])));
        line.extend([dotted(&shown["level2"]), dotted(&shown["activation"])]);
        for cell in cells {
            assert_eq!(cell["owner"], "Công an huyện Cẩm Thủy");
            assert_eq!(cell["as_of"], as_of());
        }
        lines.push(line);
    }
    let mut sum = vec!["Tổng".to_owned(), String::new()];
    let totals = page["total"].as_array().expect("sums");
    sum.extend(totals.iter().map(|total| dotted(&total["sum"])));
    let [level2, activation] = [&page["level2"], &page["activation"]];
    sum.extend([
        dotted(&level2["printed"]["total"]),
        dotted(&activation["printed"]["total"]),
    ]);
    lines.push(sum);
    assert_eq!(lines, printed());
    // What the document prints stands beside what its rows come to, and is explained.
    assert_eq!(level2["sum"], 20_551);
    assert_eq!(level2["printed"]["difference"], -2);
    assert_eq!(level2["printed"]["explanation"], "sum_before_rounding");
    assert_eq!(activation["printed"]["explanation"], "sum_of_rows");
    let town = &page["rows"][0];
    assert_eq!(
        (&town["level2_excepted"], &town["level2_reason"]),
        (&json!("60 %"), &json!(REASON))
    );
    assert_eq!(page["rows"][1]["level2_excepted"], Value::Null);
    let verified = phone.call("verify", json!({}));
    assert_eq!(verified["differences"], json!([]));
    // None of it is a figure of this book.
    let figures = phone.call("figures", json!({})).to_string();
    assert!(!figures.contains("Cẩm Thủy"), "{figures}");
}

#[test]
fn a_pasted_appendix_says_where_our_targets_differ() {
    let phone = office(&Roll::new());
    targets(&phone);
    let read = read(&phone);
    let rows = read["rows"].as_array().expect("rows");
    let differ = |asked: &str, ours: &str| {
        let rows = rows.iter().filter(|row| row[asked] != row[ours]);
        rows.map(|row| row["name"].clone()).collect::<Vec<Value>>()
    };
    assert_eq!(differ("level2", "level2_ours"), [json!("TT Phong Sơn")]);
    assert_eq!(rows[0]["level2_ours"], 3_563);
    assert!(differ("activation", "activation_ours").is_empty());
    assert_eq!(
        (&read["total"]["level2"], &read["total"]["activation_ours"]),
        (&json!(20_549), &json!(7_018))
    );
    // A unit that a table knows keeps its code.
    let [level2, _] = district(&phone);
    let named = json!({ "unit": "14923", "name": "Xã Mới", "position": 18 });
    phone.call("set_target_row", row(&level2, named));
    let text = "18\txã mới\t10\t1\t2\t3\t4\t5\t6";
    let again = phone.call("read_appendix", json!({ "text": text, "by": "unit" }));
    assert_eq!(again["rows"][0]["unit"], "14923");
    let hamlet = "1\tTân Lập\t10\t1\t2\t3\t4\t5\t6\n2\tXóm Lạ\t1\t1\t1\t1\t1\t1\t1";
    let hamlet = phone.call("read_appendix", json!({ "text": hamlet, "by": "hamlet" }));
    assert_eq!(hamlet["rows"].as_array().map(Vec::len), Some(1));
    assert_eq!(hamlet["faults"][0]["reason"], "unknown_hamlet");
}

/// The same again says nothing; a correction corrects; what is newer than the target's day moves no target.
#[test]
fn an_appendix_is_kept_once_and_corrected() {
    let phone = office(&Roll::new());
    district(&phone);
    let read = read(&phone);
    assert_eq!(keep(&phone, &read)["ids"], json!([]));
    let mut changed = read.clone();
    changed["rows"][14]["columns"][0] = json!(2_075);
    assert_eq!(
        keep(&phone, &changed)["ids"].as_array().map(Vec::len),
        Some(1)
    );
    let tan = |phone: &Phone| phone.call("appendix", json!({ "by": "unit" }))["rows"][14].clone();
    assert_eq!(
        (&tan(&phone)["cells"][0]["count"], &tan(&phone)["level2"]),
        (&json!(2_075), &json!(1_038))
    );
    let later = json!({
        "as_of": Day::from_ymd(2024, 12, 1).expect("a day").start().0, "owner": "Công an huyện",
        "document": "Báo cáo tuần", "level2_total": null, "activation_total": null,
        "rows": [{ "unit": "Cẩm Tân", "hamlet": null, "name": "Cẩm Tân", "columns": [900, null, null, null, null] }],
    });
    phone.call("set_appendix", later);
    assert_eq!(tan(&phone)["cells"][0]["count"], 2_075);
    let future = json!({
        "as_of": i64::from(u32::MAX), "owner": "A", "document": "B", "level2_total": null,
        "activation_total": null, "rows": [{ "unit": "A", "hamlet": null, "name": "A", "columns": [1, 1, 1, 1, 1] }],
    });
    assert_eq!(phone.refused("set_appendix", future), ErrorCode::BadInput);
}

/// The workbook as another program reads it: three rows of headings as the plan prints them, every cell, the sum with
/// what it is; and that it left is said.
#[test]
fn the_appendix_is_written_cell_for_cell() {
    let phone = office(&Roll::new());
    district(&phone);
    let exported = phone.call("export_appendix", json!({ "by": "unit", "save": false }));
    let name = exported["file_name"].as_str().expect("a name");
    assert!(
        name.starts_with("phu-luc-chi-tieu-") && name.ends_with(".xlsx"),
        "{name}"
    );
    let bytes = exported["bytes_base64"].as_str().expect("bytes");
    let bytes = STANDARD.decode(bytes).expect("base64");
    let table = tables(&[("a.xlsx", bytes)]).remove(0);
    let from = table
        .iter()
        .position(|cells| cells.first().is_some_and(|cell| cell == "TT"))
        .expect("a heading");
    let expected = PRINTED
        .lines()
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned));
    for (at, cells) in expected.enumerate() {
        // Its numbers are numbers: the points are their format.
        let number = |cell: String| match cell.replace('.', "") {
            digits if digits.parse::<u64>().is_ok() => digits,
            _ => cell,
        };
        let expected: Vec<String> = cells.map(number).collect();
        let mut read = table[from + at].clone();
        read.resize(expected.len(), String::new());
        assert_eq!(read, expected);
    }
    let below: Vec<String> = table[from + 21..]
        .iter()
        .map(|cells| cells.concat())
        .collect();
    let says = |words: &str| below.iter().any(|line| line.contains(words));
    assert!(
        says("ghi tổng 20.549; cộng các dòng được 20.551, chênh -2."),
        "{below:?}"
    );
    assert!(says("tổng trước khi làm tròn"), "{below:?}");
    assert!(says("TT Phong Sơn: giao 60 %."), "{below:?}");
    assert!(
        says("Công an huyện Cẩm Thủy, tính đến 30/10/2024."),
        "{below:?}"
    );
    let log = phone.call("exports", json!({ "offset": 0, "limit": 10 }));
    let line = &log["lines"][0];
    assert_eq!(
        (&line["list"], &line["rows"], &line["format"]),
        (&json!("appendix"), &json!(17), &json!("xlsx"))
    );
}

/// Hamlets are counted where nobody answers for them; a figure of one stands before the count.
#[test]
fn the_appendix_of_a_commune_counts_its_roll() {
    let roll = Roll::new();
    let phone = office(&roll);
    set(&phone, json!({ "on": "2026-11-10" }));
    let page = phone.call("appendix", json!({ "by": null }));
    assert_eq!(page["by"], "hamlet");
    let first = &page["rows"][0];
    assert_eq!(
        (&first["cells"][0]["count"], &first["cells"][0]["owner"]),
        (&json!(1), &Value::Null)
    );
    assert_eq!(page["activation"], Value::Null);
    let rows = json!([{ "unit": null, "hamlet": roll.hamlets[0].to_string(), "name": "", "columns": [40, 3, 1, 5, 2] }]);
    let said = json!({
        "as_of": crate::book::first_day().start().0, "owner": "Công an xã", "document": "Báo cáo",
        "rows": rows, "level2_total": null, "activation_total": null,
    });
    phone.call("set_appendix", said);
    let page = phone.call("appendix", json!({ "by": "hamlet" }));
    let rows = page["rows"].as_array().expect("rows").iter();
    let shown: Vec<&Value> = rows
        .filter(|row| row["key"] == roll.hamlets[0].to_string())
        .collect();
    let cells = shown[0]["cells"].as_array().expect("cells").iter();
    let counts: Vec<&Value> = cells.map(|cell| &cell["count"]).collect();
    assert_eq!(counts, [40, 3, 1, 5, 2]);
    assert_eq!(shown[0]["level2"], 20);
    assert_eq!(
        phone.refused("appendix", json!({ "by": "group" })),
        ErrorCode::BadInput
    );
    let volunteer = Phone::new(Role::Volunteer);
    volunteer.take(&roll.office);
    assert_eq!(
        volunteer.refused("appendix", json!({ "by": null })),
        ErrorCode::NotAllowed
    );
}

/// The whole commune's own row stands among the units by its place, not above them; so does a unit without one.
#[test]
fn a_row_without_a_place_comes_last() {
    let phone = office(&Roll::new());
    let target = set(&phone, json!({}));
    let said = [
        json!({ "unit": "2", "name": "Không thứ tự", "base": 4 }),
        json!({ "unit": "1", "name": "Thứ nhất", "position": 1, "base": 10 }),
        json!({ "name": "Toàn xã", "base": 6 }),
        json!({ "unit": "3", "name": "Thứ hai", "position": 2, "base": 10 }),
    ];
    for change in said {
        phone.call("set_target_row", row(&target, change));
    }
    let page = phone.call("target", json!({ "target": target, "by": "unit" }));
    let names: Vec<&Value> = page["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|r| &r["name"])
        .collect();
    assert_eq!(names[..2], ["Thứ nhất", "Thứ hai"]);
    assert_eq!(names[2..], ["Không thứ tự", "Toàn xã"]);
    let shown = phone.call("appendix", json!({ "by": "unit" }));
    assert_eq!(shown["rows"][0]["name"], "Thứ nhất");
}

/// Whether something may be withdrawn is said before anybody presses.
#[test]
fn what_a_colleague_said_is_not_offered_for_withdrawal() {
    let roll = Roll::new();
    let phone = office(&roll);
    let target = set(&phone, json!({}));
    let mine = json!({ "unit": "1", "name": "Một", "position": 1, "base": 10 });
    phone.call("set_target_row", row(&target, mine));
    let mut colleague = Author::new(8, "Đồng nghiệp", Role::Office);
    colleague.says(TargetRow {
        of: None,
        target: target.as_str().expect("an id").parse().expect("an id"),
        unit: Some("2".into()),
        hamlet: None,
        organisation: None,
        group: None,
        base: Some(5),
        share: None,
        count: None,
        reason: None,
        name: Some("Hai".into()),
        position: Some(2),
        done: None,
        as_of: None,
        invented: false,
    });
    phone.take(&colleague);
    let page = phone.call("target", json!({ "target": target, "by": "unit" }));
    assert_eq!(page["card"]["may_withdraw"], true);
    let may: Vec<&Value> = page["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|r| &r["may_withdraw"])
        .collect();
    assert_eq!(may, [true, false]);
    let theirs = json!({ "id": page["rows"][1]["id"] });
    assert_eq!(phone.refused("withdraw", theirs), ErrorCode::NotAllowed);
}
