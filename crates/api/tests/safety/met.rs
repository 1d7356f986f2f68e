//! A claim made before any outcome: the visit that says somebody was met is saved with it, and the reviewer sees
//! visit, who and when.

use crate::book::{Phone, Roll, now};
use serde_json::{Value, json};

use tungnha_api::ErrorCode;
use tungnha_core::body::Resident;
use tungnha_core::words::Role;

const AN: u128 = 21;

/// A volunteer's phone with the roll on it.
fn volunteer() -> (Roll, Phone) {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    phone.rename(AN);
    phone.take(&roll.office);
    (roll, phone)
}

fn record(roll: &Roll, visit: Option<&str>, met: Option<bool>) -> Value {
    json!({
        "resident": roll.people[0].to_string(), "app": "vneid", "level": 1, "stage": "activated",
        "citizen_statement": false, "visit": visit, "met": met,
    })
}

fn visit(phone: &Phone, roll: &Roll, outcome: &str) -> String {
    let household = roll.household.to_string();
    let args =
        json!({ "household": household, "outcome": outcome, "come_back_at": null, "note": null });
    id(&phone.call("visit", args))
}

fn id(of: &Value) -> String {
    of["id"].as_str().expect("an id").to_owned()
}

fn outcomes(door: &Value) -> Vec<&str> {
    let visits = door["visits"].as_array().expect("visits").iter();
    visits
        .filter_map(|visit| visit["outcome"].as_str())
        .collect()
}

/// The one item that a police device has of what the phone said.
fn reviewed(roll: &Roll, phone: &Phone) -> Value {
    let police = Phone::new(Role::Police);
    police.take(&roll.office);
    police.take(&phone.said(AN, "Vũ Văn An", Role::Volunteer));
    let filter = json!({ "hamlet": null, "volunteer": null, "app": null, "state": "waiting", "too_old": null, "after": null, "offset": 0, "limit": 9 });
    let mut page = police.call("review_list", filter);
    assert_eq!(page["total"], 1);
    page["items"][0].take()
}

#[test]
fn a_claim_before_any_outcome_brings_its_visit_along() {
    let (roll, phone) = volunteer();
    let saved = phone.call("record", record(&roll, None, Some(true)));
    assert_eq!(outcomes(&saved["door"]), ["met"]);
    assert_eq!(saved["door"]["visits"][0]["own"], true);
    assert_eq!(saved["door"]["people"][0]["apps"][0]["own"], saved["id"]);
    let item = reviewed(&roll, &phone);
    assert_eq!(
        (&item["outcome"], &item["volunteers"], &item["said_at"]),
        (&json!("met"), &json!(["Vũ Văn An"]), &json!(now().0))
    );
}

#[test]
fn a_visit_that_is_named_or_no_visit_at_all_adds_none() {
    let (roll, phone) = volunteer();
    let absent = visit(&phone, &roll, "absent");
    let saved = phone.call("record", record(&roll, Some(&absent), Some(true)));
    assert_eq!(outcomes(&saved["door"]), ["absent"]);
    assert_eq!(reviewed(&roll, &phone)["outcome"], "absent");
    // As at a mobile point: nobody was at the house.
    for met in [None, Some(false)] {
        let (roll, phone) = volunteer();
        let saved = phone.call("record", record(&roll, None, met));
        assert_eq!(outcomes(&saved["door"]), Vec::<&str>::new());
        assert_eq!(reviewed(&roll, &phone)["outcome"], Value::Null);
        // Nor does a visit to the empty house afterwards become that claim's.
        visit(&phone, &roll, "absent");
        assert_eq!(reviewed(&roll, &phone)["outcome"], Value::Null);
    }
}

#[test]
fn another_outcome_afterwards_is_what_the_reviewer_sees() {
    let (roll, phone) = volunteer();
    let saved = phone.call("record", record(&roll, None, Some(true)));
    let met = id(&saved["door"]["visits"][0]);
    visit(&phone, &roll, "come_back");
    phone.call("retract", json!({ "delta": met }));
    assert_eq!(reviewed(&roll, &phone)["outcome"], "come_back");
    let door = phone.call("door", json!({ "household": roll.household.to_string() }));
    assert_eq!(outcomes(&door), ["come_back"]);
    assert_eq!(phone.call("verify", json!({}))["agrees"], true);
}

#[test]
fn a_claim_that_is_refused_leaves_no_visit() {
    let (roll, phone) = volunteer();
    let mut wrong = record(&roll, None, Some(true));
    wrong["stage"] = json!("approved");
    assert_eq!(phone.refused("record", wrong), ErrorCode::NotAllowed);
    let door = phone.call("door", json!({ "household": roll.household.to_string() }));
    assert_eq!(outcomes(&door), Vec::<&str>::new());
}

#[test]
fn after_a_no_to_the_notice_nothing_else_is_recorded_until_the_person_is_asked_again() {
    let (roll, phone) = volunteer();
    let resident = roll.people[0].to_string();
    let answer = |agreement: &str| {
        phone.call(
            "notice",
            json!({ "resident": resident, "agreement": agreement }),
        )
    };
    let appointment =
        json!({ "resident": resident, "purpose": "vneid_level2", "at": null, "place": null });
    let obstacle = json!({ "resident": resident, "reason": "old_phone", "app": null });
    let all = [
        ("record", record(&roll, None, Some(true))),
        ("appointment", appointment),
        ("obstacle", obstacle),
    ];
    answer("refused");
    for (name, args) in &all {
        assert_eq!(
            phone.refused(name, args.clone()),
            ErrorCode::NoticeRefused,
            "{name}"
        );
    }
    let door = phone.call("door", json!({ "household": roll.household.to_string() }));
    assert_eq!(outcomes(&door), Vec::<&str>::new());
    // What waits for the police is passed on all the same, and about others nothing is in the way.
    phone.call(
        "residency",
        json!({ "resident": resident, "state": "dead" }),
    );
    answer("agreed");
    for (name, args) in &all {
        phone.call(name, args.clone());
    }
    // The police write from their own records.
    let police = Phone::new(Role::Police);
    police.take(&roll.office);
    police.call(
        "notice",
        json!({ "resident": resident, "agreement": "refused" }),
    );
    police.call("record", record(&roll, None, None));
}

#[test]
fn one_claim_of_a_house_leaves_the_others_to_be_come_back_to() {
    let mut roll = Roll::new();
    for name in ["Nguyễn Văn Ba", "Nguyễn Thị Tư"] {
        roll.office.says(Resident {
            of: None,
            household: roll.household,
            name: name.into(),
            birth_year: Some(1985),
            sex: None,
            last4: None,
            position: None,
        });
    }
    let phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    let household = roll.household.to_string();
    let here = || {
        let hamlets = phone.call("hamlets", json!({}));
        let mut hamlets = hamlets.as_array().expect("hamlets").iter();
        let id = json!(roll.hamlets[0].to_string());
        hamlets
            .rfind(|one| one["id"] == id)
            .cloned()
            .expect("the hamlet")
    };
    let everybody = phone.call("door", json!({ "household": household }))["unreached"]
        .as_array()
        .expect("ids")
        .len();
    assert_eq!(everybody, 3);
    phone.call("record", record(&roll, None, Some(true)));
    let door = phone.call("door", json!({ "household": household }));
    let left = door["unreached"].as_array().expect("ids");
    assert_eq!(left.len(), everybody - 1);
    assert!(!left.contains(&json!(roll.people[0].to_string())));
    assert_eq!(door["card"]["done"], true);
    assert_eq!(door["card"]["unreached"], everybody - 1);
    let again = here();
    assert_eq!(
        (&again["doors_done"], &again["doors_done_in_part"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(again["people_unreached"], everybody - 1);
    let filter = json!({ "hamlet": again["id"], "lane": null, "show": "come_back", "offset": 0, "limit": 9 });
    let page = phone.call("doors", filter.clone());
    assert_eq!(page["total"], 1);
    // Everybody answers: nobody is left out, and nobody has to come back.
    for id in left {
        phone.call("notice", json!({ "resident": id, "agreement": "agreed" }));
    }
    assert_eq!(phone.call("doors", filter.clone())["total"], 0);
    // Somebody is away until a day.
    let away = json!({ "resident": roll.people[0].to_string(), "reason": "at_work", "place": null, "until": "2026-12-24" });
    phone.call("absence", away);
    let page = phone.call("doors", filter);
    assert_eq!(
        (&page["doors"][0]["unreached"], &page["doors"][0]["done"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(phone.call("verify", json!({}))["agrees"], true);
}
