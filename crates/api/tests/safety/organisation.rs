//! Organisations on an axis of their own, and groups of which everybody is asked (D-21, D-23 to D-29).

use crate::book::{Author, Phone, Roll, claim, now};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::body::Account;
use tungnha_core::words::{App, Role, Source, Stage};

fn desk() -> (Phone, Roll, String) {
    let (phone, roll) = (Phone::new(Role::Office), Roll::new());
    phone.take(&roll.office);
    let school = json!({ "of": null, "name": "Trường THCS", "sort": "school", "contact": null, "size": 430 });
    let id = phone.call("set_organisation", school)["ids"][0]
        .as_str()
        .expect("an id")
        .to_owned();
    (phone, roll, id)
}

fn member(roll: &Roll, person: usize, organisation: &str) -> Value {
    json!({
        "of": null, "resident": roll.people[person].to_string(), "organisation": organisation,
        "category": "teacher", "since": null, "until": null, "excused": null,
    })
}

#[test]
fn what_an_organisation_declares_is_its_own_and_adds_to_nothing() {
    let (phone, _, school) = desk();
    let declared = json!({
        "app": "vneid", "level": 2, "stage": "activated", "population": "everybody", "as_of": now().0,
        "owner": "Trường THCS", "source": null,
        "rows": [{ "of": null, "hamlet": null, "organisation": school, "count": 412, "base": 430 }],
    });
    phone.call("type_figures", declared);
    let cards = phone.call("organisations", json!({}));
    assert_eq!(
        (
            &cards[0]["declared"][0]["count"],
            &cards[0]["size"],
            &cards[0]["members"]
        ),
        (&json!(412), &json!(430), &json!(0))
    );
    let page = phone.call("figures", json!({}));
    assert_eq!(page["measures"][0]["total"]["official"], Value::Null);
    assert_eq!(page["measures"][0]["total"]["hamlets_sum"], Value::Null);
    let renamed = json!({ "of": school, "name": "Trường THCS Cẩm Tân", "sort": "school", "contact": null, "size": 431 });
    phone.call("set_organisation", renamed);
    let cards = phone.call("organisations", json!({}));
    assert_eq!(
        (cards.as_array().map(Vec::len), &cards[0]["name"]),
        (Some(1), &json!("Trường THCS Cẩm Tân"))
    );
    assert_eq!(cards[0]["declared"][0]["count"], 412);
}

#[test]
fn who_is_excused_stays_in_the_total_and_who_left_does_not() {
    let (phone, roll, school) = desk();
    let mut police = Author::new(5, "Hoàng Minh Sơn", Role::Police);
    for app in [App::Vneid, App::Ihanoi] {
        let vneid = app == App::Vneid;
        police.says(Account {
            level: if vneid { 2 } else { 0 },
            source: Source::PoliceEntry,
            ..claim(
                roll.people[0],
                app,
                if vneid {
                    Stage::Activated
                } else {
                    Stage::LoggedIn
                },
            )
        });
    }
    phone.take(&police);
    phone.call("set_membership", member(&roll, 0, &school));
    let second = phone.call("set_membership", member(&roll, 1, &school))["ids"][0].clone();
    // The same again is the same one.
    phone.call("set_membership", member(&roll, 0, &school));
    let group = |phone: &Phone| phone.call("groups", json!({}))[0].clone();
    let numbers =
        |group: &Value| ["members", "done", "excused", "left"].map(|name| group[name].as_u64());
    assert_eq!(
        numbers(&group(&phone)),
        [Some(2), Some(1), Some(0), Some(1)]
    );
    let mut excused = member(&roll, 1, &school);
    excused["of"] = second.clone();
    excused["excused"] = json!("Nghỉ thai sản");
    phone.call("set_membership", excused.clone());
    let now_excused = group(&phone);
    assert_eq!(numbers(&now_excused), [Some(2), Some(1), Some(1), Some(0)]);
    assert_eq!(
        now_excused["apps"][0],
        json!({ "app": "vneid", "asked": 2, "claimed": 0, "confirmed": 1 })
    );
    let members = phone.call(
        "group_members",
        json!({ "organisation": school, "category": "teacher" }),
    );
    let reasons: Vec<&Value> = members
        .as_array()
        .expect("a list")
        .iter()
        .map(|m| &m["excused"])
        .collect();
    assert_eq!(
        reasons.iter().filter(|r| ***r == "Nghỉ thai sản").count(),
        1
    );
    excused["until"] = json!("2026-11-01");
    phone.call("set_membership", excused);
    assert_eq!(
        numbers(&group(&phone)),
        [Some(1), Some(1), Some(0), Some(0)]
    );
    let members = phone.call(
        "group_members",
        json!({ "organisation": school, "category": null }),
    );
    let current: Vec<bool> = members
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|member| member["current"].as_bool())
        .collect();
    assert_eq!(current.iter().filter(|current| !**current).count(), 1);
    assert_eq!(current.len(), 2);
    assert_eq!(phone.call("verify", json!({}))["differences"], json!([]));
}

#[test]
fn what_cannot_be_is_refused_and_none_of_it_is_a_volunteers() {
    let (phone, roll, school) = desk();
    let mut backwards = member(&roll, 0, &school);
    (backwards["since"], backwards["until"]) = (json!("2026-11-02"), json!("2026-11-01"));
    assert_eq!(
        phone.refused("set_membership", backwards),
        ErrorCode::BadInput
    );
    let nobody =
        json!({ "of": null, "name": "  ", "sort": "school", "contact": null, "size": null });
    assert_eq!(
        phone.refused("set_organisation", nobody),
        ErrorCode::BadInput
    );
    let mut of = member(&roll, 0, &school);
    of["of"] = json!(school);
    assert_eq!(phone.refused("set_membership", of), ErrorCode::NotFound);
    let volunteer = Phone::new(Role::Volunteer);
    volunteer.take(&roll.office);
    for name in ["organisations", "groups"] {
        assert_eq!(volunteer.refused(name, json!({})), ErrorCode::NotAllowed);
    }
}
