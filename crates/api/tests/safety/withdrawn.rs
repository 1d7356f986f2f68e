//! Targets and their parts, withdrawn by whoever said them and put back under their own names.

use crate::book::{Phone, Roll};
use crate::target::{office, open, row, set};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;

fn away(phone: &Phone, id: &Value) {
    phone.call("withdraw", json!({ "id": id }));
}

fn back(phone: &Phone, id: &Value) {
    phone.call("put_back", json!({ "id": id }));
}

fn targets(phone: &Phone) -> usize {
    let list = phone.call("targets", json!({}));
    list["targets"].as_array().expect("targets").len()
}

#[test]
fn every_part_of_a_target_can_go_and_come_back() {
    let phone = office(&Roll::new());
    let made = phone.call(
        "set_milestone",
        json!({ "id": null, "title": "Mốc 1", "due": "2026-11-30" }),
    );
    let milestone = made["milestones"][0]["id"].clone();
    let target = set(&phone, json!({}));
    // Twice said: what was replaced is no reason to stay.
    let place = json!({ "unit": "14923", "name": "TT Phong Sơn", "base": 7_000 });
    let line = phone.call("set_target_row", row(&target, place))["id"].clone();
    let place = json!({ "id": line, "unit": "14923", "name": "TT Phong Sơn", "base": 7_125 });
    phone.call("set_target_row", row(&target, place));
    let due = json!({ "id": null, "target": target, "milestone": milestone, "share": 5_000, "count": null });
    let due = phone.call("set_target_due", due)["id"].clone();
    let print = json!({ "id": null, "target": target, "total": 3_563, "document": "Phụ lục" });
    let print = phone.call("set_target_print", print)["id"].clone();

    let counts = || {
        let page = open(&phone, &target, json!("unit"));
        let many = |part: &str| page[part].as_array().expect("a list").len();
        (many("rows"), many("dues"), many("prints"))
    };
    assert_eq!(counts(), (1, 1, 1));
    for (id, left) in [(&line, (0, 1, 1)), (&due, (1, 0, 1)), (&print, (1, 1, 0))] {
        away(&phone, id);
        assert_eq!(counts(), left);
        back(&phone, id);
        assert_eq!(counts(), (1, 1, 1));
    }
    let page = open(&phone, &target, json!("unit"));
    assert_eq!(
        (&page["rows"][0]["id"], &page["rows"][0]["base"]),
        (&line, &json!(7_125))
    );

    // A milestone gone takes what is due by it, and brings it back.
    away(&phone, &milestone);
    assert_eq!(counts(), (1, 0, 1));
    back(&phone, &milestone);
    assert_eq!(counts(), (1, 1, 1));

    away(&phone, &target);
    assert_eq!(targets(&phone), 0);
    assert_eq!(
        phone.refused("target", json!({ "target": target, "by": null })),
        ErrorCode::NotFound
    );
    back(&phone, &target);
    assert_eq!((targets(&phone), counts()), (1, (1, 1, 1)));
}

#[test]
fn what_is_no_such_thing_is_refused() {
    let roll = Roll::new();
    let phone = office(&roll);
    let person = json!({ "id": roll.people[0].to_string() });
    assert_eq!(
        phone.refused("withdraw", person.clone()),
        ErrorCode::BadInput
    );
    assert_eq!(phone.refused("put_back", person), ErrorCode::BadInput);
    let volunteer = Phone::new(tungnha_core::words::Role::Volunteer);
    volunteer.take(&roll.office);
    let target = json!({ "id": roll.hamlets[0].to_string() });
    assert_eq!(volunteer.refused("withdraw", target), ErrorCode::NotAllowed);
}
