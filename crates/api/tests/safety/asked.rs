//! Who decides on an app's claims and whose its official figure is, as the office sets it (D-46); milestones.

use crate::book::{Author, Phone, Roll, claim};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::words::{App, Role, Stage};

fn device(role: Role, organisation: Option<&str>, number: u128, roll: &Roll) -> Phone {
    let phone = Phone::with(role, |grant| {
        grant.organisation = organisation.map(Into::into)
    });
    phone.rename(number);
    phone.take(&roll.office);
    phone
}

/// How many claims wait in this device's queue.
fn waiting(phone: &Phone) -> u64 {
    let page = phone.call(
        "review_list",
        json!({ "hamlet": null, "volunteer": null, "app": null, "state": "waiting",
                "too_old": null, "after": null, "offset": 0, "limit": 50 }),
    );
    page["total"].as_u64().expect("a number")
}

fn set(app: &str, reviewer: &str, of: Value, owner: Value) -> Value {
    json!({ "app": app, "reviewer": reviewer, "reviewer_of": of, "figure_owner": owner })
}

#[test]
fn claims_stand_in_the_queue_of_whoever_decides_and_move_with_it() {
    let roll = Roll::new();
    let mut an = Author::new(2, "Vũ Văn An", Role::Volunteer);
    let said = an.says(claim(roll.people[0], App::Ihanoi, Stage::LoggedIn));
    let office = device(Role::Office, Some("Văn phòng UBND"), 71, &roll);
    let police = device(Role::Police, None, 72, &roll);
    let tax = device(Role::Office, Some("chi cục thuế"), 73, &roll);
    for one in [&office, &police, &tax] {
        one.take(&an);
    }
    assert_eq!([&office, &police, &tax].map(waiting), [1, 0, 1]);
    let asked = office.call("asked_apps", json!({}));
    assert_eq!(asked["may_write"], true);
    assert_eq!(asked["apps"][1]["app"], "ihanoi");
    assert_eq!(asked["apps"][1]["reviewer"], "office");
    assert_eq!(
        (&asked["apps"][1]["mine"], &asked["apps"][0]["mine"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(asked["apps"][1]["waiting"], 1);

    // Only the tax branch's from now on, however its name is written.
    let narrowed = set(
        "ihanoi",
        "office",
        json!(" Chi cục Thuế "),
        json!("Chi cục Thuế khu vực"),
    );
    let asked = office.call("set_asked_app", narrowed);
    assert_eq!(asked["apps"][1]["reviewer_of"], "Chi cục Thuế");
    assert_eq!(asked["apps"][1]["mine"], false);
    let settings = office.said(71, "Lê Thị Hạnh", Role::Office);
    police.take(&settings);
    tax.take(&settings);
    assert_eq!([&office, &police, &tax].map(waiting), [0, 0, 1]);
    let decision = json!({ "claims": [said.to_string()], "decision": "confirmed", "quick": null, "reason": null });
    assert_eq!(
        office.refused("review", decision.clone()),
        ErrorCode::NotAllowed
    );
    tax.call("review", decision);
    assert_eq!(waiting(&tax), 0);
    let figures = police.call("figures", json!({}));
    let owners: Vec<(&Value, &Value)> = figures["measures"]
        .as_array()
        .expect("measures")
        .iter()
        .map(|one| (&one["app"], &one["owner"]))
        .collect();
    assert!(
        owners.contains(&(&json!("ihanoi"), &json!("Chi cục Thuế khu vực"))),
        "{owners:?}"
    );
}

#[test]
fn the_office_sets_it_and_the_police_read_it() {
    let roll = Roll::new();
    let police = device(Role::Police, None, 71, &roll);
    assert_eq!(police.call("asked_apps", json!({}))["may_write"], false);
    let to_office = set("vneid", "office", Value::Null, Value::Null);
    assert_eq!(
        police.refused("set_asked_app", to_office.clone()),
        ErrorCode::NotAllowed
    );
    let volunteer = device(Role::Volunteer, None, 72, &roll);
    assert_eq!(
        volunteer.refused("asked_apps", json!({})),
        ErrorCode::NotAllowed
    );
    let office = device(Role::Office, None, 73, &roll);
    for (reviewer, app) in [("volunteer", "vneid"), ("office", "etax")] {
        let wrong = set(app, reviewer, Value::Null, Value::Null);
        let code = office.refused("set_asked_app", wrong);
        assert!(
            matches!(code, ErrorCode::BadInput | ErrorCode::NotFound),
            "{code:?}"
        );
    }
    let asked = office.call("set_asked_app", to_office);
    assert_eq!(asked["apps"][0]["reviewer"], "office");
    // Everything else that the campaign said of the app stays.
    assert_eq!(asked["apps"][0]["minimum_age"], 14);
    // Said again as it is, it says nothing.
    let again = set("vneid", "office", json!("  "), json!(""));
    office.call("set_asked_app", again);
    assert_eq!(office.call("my_work", json!({}))["counts"]["unsent"], 1);
}

#[test]
fn milestones_are_set_changed_withdrawn_and_put_back() {
    let roll = Roll::new();
    let office = device(Role::Office, None, 71, &roll);
    let list = |phone: &Phone| phone.call("milestones", json!({}))["milestones"].clone();
    assert_eq!(list(&office), json!([]));
    let first = json!({ "id": null, "title": "Kích hoạt", "due": "2026-11-30" });
    let made = office.call("set_milestone", first);
    let id = made["milestones"][0]["id"].clone();
    let changed = json!({ "id": id, "title": "Kích hoạt xong", "due": "2026-12-01" });
    office.call("set_milestone", changed);
    let shown =
        json!([{ "id": id, "title": "Kích hoạt xong", "day": "2026-12-01", "may_withdraw": true }]);
    assert_eq!(list(&office), shown);
    for wrong in [
        json!({ "id": null, "title": " ", "due": "2026-11-30" }),
        json!({ "id": null, "title": "Mốc", "due": "30/11/2026" }),
    ] {
        assert_eq!(office.refused("set_milestone", wrong), ErrorCode::BadInput);
    }
    office.call("withdraw", json!({ "id": id }));
    assert_eq!(list(&office), json!([]));
    assert_eq!(
        office.refused("withdraw", json!({ "id": id })),
        ErrorCode::Conflict
    );
    office.call("put_back", json!({ "id": id }));
    assert_eq!(list(&office), shown);
    assert_eq!(
        office.refused("put_back", json!({ "id": id })),
        ErrorCode::Conflict
    );
    // A colleague of the office sees it and cannot take it away; the police do not set milestones.
    let colleague = Phone::with(Role::Office, |grant| {
        grant.member = tungnha_core::MemberId(uuid::Uuid::from_u128(4242)).into();
    });
    colleague.rename(72);
    colleague.take(&roll.office);
    colleague.take(&office.said(71, "Lê Thị Hạnh", Role::Office));
    assert_eq!(list(&colleague)[0]["may_withdraw"], false);
    assert_eq!(
        colleague.refused("withdraw", json!({ "id": id })),
        ErrorCode::NotAllowed
    );
    let police = device(Role::Police, None, 73, &roll);
    assert_eq!(police.call("milestones", json!({}))["may_write"], false);
    let by_police = json!({ "id": null, "title": "Mốc", "due": "2026-11-30" });
    assert_eq!(
        police.refused("set_milestone", by_police),
        ErrorCode::NotAllowed
    );
}
