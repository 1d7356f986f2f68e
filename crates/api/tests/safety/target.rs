//! Targets through the operations: the appendix of plan 002 cell for cell, Ia Dom's 46 % of plan 004, and what the
//! roll itself comes to.

use crate::book::{Phone, Roll};
use serde_json::{Value, json};
use tungnha_core::time::Day;
use tungnha_core::words::Role;

/// Name, not collected, level 1 not activated, level 2 not activated, the two printed targets.
const APPENDIX: [(&str, u32, u32, u32, u32, u32); 17] = [
    ("TT Phong Sơn", 7_125, 83, 1_116, 4_275, 1_199),
    ("Cẩm Thành", 1_976, 81, 682, 988, 763),
    ("Cẩm Quý", 2_790, 100, 324, 1_395, 424),
    ("Cẩm Lương", 1_060, 35, 97, 530, 132),
    ("Cẩm Thạch", 2_009, 143, 213, 1_005, 356),
    ("Cẩm Liên", 958, 10, 130, 479, 140),
    ("Cẩm Giang", 1_590, 97, 203, 795, 300),
    ("Cẩm Bình", 4_089, 83, 459, 2_045, 542),
    ("Cẩm Tú", 2_180, 100, 150, 1_090, 250),
    ("Cẩm Châu", 1_892, 59, 243, 946, 302),
    ("Cẩm Tâm", 1_400, 49, 194, 700, 243),
    ("Cẩm Ngọc", 2_494, 162, 399, 1_247, 561),
    ("Cẩm Long", 2_214, 158, 266, 1_107, 424),
    ("Cẩm Yên", 1_168, 30, 173, 584, 203),
    ("Cẩm Tân", 2_073, 84, 306, 1_037, 390),
    ("Cẩm Phú", 1_938, 97, 183, 969, 280),
    ("Cẩm Vân", 2_717, 213, 296, 1_359, 509),
];

/// Plan 004. Ia Dom's numbers are the plan's; the other nine are invented, and marked so.
const DUC_CO: [(&str, u32, u32); 10] = [
    ("TT Chư Ty (giả định)", 3_402, 5_103),
    ("Ia Dơk (giả định)", 1_215, 2_700),
    ("Ia Krêl (giả định)", 1_638, 3_120),
    ("Ia Din (giả định)", 720, 1_600),
    ("Ia Kla (giả định)", 1_240, 2_480),
    ("Ia Dom", 1_324, 2_887),
    ("Ia Lang (giả định)", 480, 1_500),
    ("Ia Kriêng (giả định)", 1_012, 2_300),
    ("Ia Pnôn (giả định)", 300, 1_450),
    ("Ia Nan (giả định)", 455, 1_900),
];

pub fn office(roll: &Roll) -> Phone {
    let phone = Phone::new(Role::Office);
    phone.take(&roll.office);
    phone
}

/// Terms of a target, with `change` laid over.
pub fn terms(change: Value) -> Value {
    let mut terms = json!({
        "id": null, "title": "Chỉ tiêu cấp tài khoản định danh mức 2 trong cao điểm", "reason": null,
        "app": "vneid", "minimum_age": 14, "on": "2024-11-05", "base": ["not_collected"],
        "left_out": [], "share": 5000, "rounding": "half_up",
        "done": ["level2_activated", "level2_not_activated"], "denominator": "target",
    });
    lay(&mut terms, change);
    terms
}

pub fn row(target: &Value, change: Value) -> Value {
    let mut row = json!({
        "id": null, "target": target, "unit": null, "hamlet": null, "organisation": null, "group": null,
        "base": null, "share": null, "count": null, "reason": null, "name": null, "position": null,
        "done": null, "as_of": null, "invented": false,
    });
    lay(&mut row, change);
    row
}

fn lay(over: &mut Value, change: Value) {
    let fields = over.as_object_mut().expect("fields");
    fields.extend(change.as_object().expect("changes").clone());
}

pub fn set(phone: &Phone, change: Value) -> Value {
    phone.call("set_target", terms(change))["id"].clone()
}

pub fn open(phone: &Phone, target: &Value, by: Value) -> Value {
    phone.call("target", json!({ "target": target, "by": by }))
}

#[test]
fn the_appendix_of_plan_002_comes_out_cell_for_cell() {
    let phone = office(&Roll::new());
    let level2 = set(&phone, json!({}));
    let activation = set(
        &phone,
        json!({
            "title": "Chỉ tiêu kích hoạt", "share": 10_000,
            "base": ["level1_not_activated", "level2_not_activated"],
            "done": ["level1_activated", "level2_activated"],
        }),
    );
    for (at, (name, not_collected, level1, level2_waiting, ..)) in APPENDIX.into_iter().enumerate()
    {
        let unit = format!("{:05}", 14_923 + 3 * at);
        let place = json!({ "unit": unit, "name": name, "position": at + 1 });
        let mut typed = row(&level2, place.clone());
        lay(&mut typed, json!({ "base": not_collected }));
        if at == 0 {
            let excepted = json!({ "share": 6_000, "reason": "Thị trấn: giao 60 % theo phụ lục" });
            lay(&mut typed, excepted);
        }
        phone.call("set_target_row", typed);
        let mut typed = row(&activation, place);
        lay(&mut typed, json!({ "base": level1 + level2_waiting }));
        phone.call("set_target_row", typed);
    }
    let printed =
        json!({ "id": null, "target": level2, "total": 20_549, "document": "Phụ lục KH 295" });
    phone.call("set_target_print", printed);
    let printed =
        json!({ "id": null, "target": activation, "total": 7_018, "document": "Phụ lục KH 295" });
    phone.call("set_target_print", printed);

    let page = open(&phone, &level2, Value::Null);
    assert_eq!(page["by"], "unit");
    let rows = page["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 17);
    for (shown, (name, base, _, _, asked, _)) in rows.iter().zip(APPENDIX) {
        assert_eq!(
            (&shown["name"], &shown["base"], &shown["target"]),
            (&json!(name), &json!(base), &json!(asked))
        );
    }
    assert_eq!(
        (&rows[0]["share"], &rows[0]["exact"]),
        (&json!("60 %"), &json!("4.275"))
    );
    assert_eq!(
        (&rows[0]["excepted"], &rows[1]["excepted"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(rows[0]["reason"], "Thị trấn: giao 60 % theo phụ lục");
    assert_eq!(
        (&rows[14]["share"], &rows[14]["exact"]),
        (&json!("50 %"), &json!("1.036,5"))
    );
    assert_eq!(page["total"]["sum"], 20_551);
    assert_eq!(page["total"]["before_rounding"], "20.549");
    assert_eq!(page["total"]["base"], 39_673);
    let print = &page["prints"][0];
    assert_eq!(
        (&print["total"], &print["difference"]),
        (&json!(20_549), &json!(-2))
    );
    assert_eq!(print["explanation"], "sum_before_rounding");

    let page = open(&phone, &activation, Value::Null);
    let rows = page["rows"].as_array().expect("rows");
    for (shown, (.., asked)) in rows.iter().zip(APPENDIX) {
        assert_eq!(shown["target"], asked);
    }
    assert_eq!(page["total"]["sum"], 7_018);
    assert_eq!(page["prints"][0]["explanation"], "sum_of_rows");
    let list = phone.call("targets", json!({}));
    assert_eq!(list["targets"].as_array().expect("targets").len(), 2);
    let verified = phone.call("verify", json!({}));
    assert_eq!(verified["agrees"], true);
    assert_eq!(verified["differences"], json!([]));
}

#[test]
fn ia_dom_is_fourth_of_ten_beside_nine_invented_communes() {
    let phone = office(&Roll::new());
    let target = set(
        &phone,
        json!({
            "title": "Kích hoạt tài khoản định danh điện tử", "on": "2023-09-15", "share": null,
            "base": ["not_collected", "awaiting_approval", "level1_activated", "level1_not_activated",
                "level2_activated", "level2_not_activated"],
            "done": ["level1_activated", "level2_activated"],
        }),
    );
    for (at, (name, done, asked)) in DUC_CO.into_iter().enumerate() {
        let ours = name == "Ia Dom";
        phone.call(
            "set_target_row",
            row(&target, json!({
                "unit": format!("{:05}", 23_857 + 3 * at), "name": name, "position": at + 1, "count": asked,
                "done": done, "as_of": Day::from_ymd(2023, 9, 16).expect("a day").start().0,
                "base": if ours { json!(5_774) } else { Value::Null }, "invented": !ours,
            })),
        );
    }
    let page = open(&phone, &target, json!("unit"));
    let dom = &page["rows"][5];
    assert_eq!(
        dom["rate"],
        json!({ "numerator": 1_324, "denominator": 2_887, "printed": "45,86 %", "whole": false })
    );
    assert_eq!(
        (&dom["rank"], page["rows"].as_array().map(Vec::len)),
        (&json!(4), Some(10))
    );
    assert_eq!(dom["other_rate"]["denominator"], 5_774);
    assert_eq!(dom["other_rate"]["printed"], "22,93 %");
    assert_eq!(
        (&dom["remaining"], &dom["says"]),
        (&json!(1_563), &json!("typed"))
    );
    let invented = page["rows"].as_array().expect("rows");
    assert_eq!(
        invented
            .iter()
            .filter(|row| row["invented"] == true)
            .count(),
        9
    );
    assert_eq!(dom["invented"], false);
    // What nobody knows the base of has no rate of it.
    assert_eq!(page["rows"][0]["other_rate"], Value::Null);
}
