//! Targets over the roll: who counts on a target's day, by whose word, and what the office may set.

use crate::book::{Phone, Roll, claim, first_day, now};
use crate::target::{office, open, row, set, terms};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::body::{Account, Eligibility, Figure, Milestone};
use tungnha_core::time::Day;
use tungnha_core::words::{self, App, Population, Role, Source, Stage};

/// Two people in two hamlets: who stood where on the target's day, who is done by now and by whose word.
#[test]
fn the_roll_is_counted_by_the_day_of_the_target_and_by_whose_word() {
    let mut roll = Roll::new();
    let [mai, hoa] = roll.people;
    let listed = |resident, stage, as_of: Day| Account {
        source: Source::OfficialList,
        level: 2,
        stage,
        as_of: Some(as_of),
        ..claim(resident, App::Vneid, stage)
    };
    let on = first_day();
    for person in [mai, hoa] {
        roll.office
            .says(listed(person, Stage::NotRegistered, Day(on.0 - 1)));
    }
    // Since then the list says that Mai has it, and a claim that Hòa has level 1.
    roll.office
        .says(listed(mai, Stage::Approved, Day(on.0 + 2)));
    roll.office.says(claim(hoa, App::Vneid, Stage::Activated));
    let phone = office(&roll);
    let any = [
        "level1_activated",
        "level1_not_activated",
        "level2_activated",
        "level2_not_activated",
    ];
    let target = set(
        &phone,
        json!({ "on": "2026-11-10", "share": 10_000, "done": any }),
    );
    let page = open(&phone, &target, Value::Null);
    assert_eq!(
        (&page["by"], &page["base_from"]),
        (&json!("hamlet"), &Value::Null)
    );
    let [one, other] = [&page["rows"][0], &page["rows"][1]];
    assert_eq!(
        (&one["name"], &one["base"], &one["target"]),
        (&json!("Thôn Tân Lập"), &json!(1), &json!(1))
    );
    assert_eq!(
        (&one["done"], &one["says"], &one["rank"]),
        (&json!(1), &json!("confirmed"), &json!(1))
    );
    assert_eq!(
        (&other["claimed"], &other["confirmed"], &other["done"]),
        (&json!(1), &json!(0), &json!(0))
    );
    assert_eq!(
        (&other["remaining"], &other["rank"]),
        (&json!(1), &json!(2))
    );
    // The next day the list had somebody not registered no more: nobody is asked.
    let later = set(
        &phone,
        json!({ "on": "2026-11-12", "share": 10_000, "done": any }),
    );
    let page = open(&phone, &later, Value::Null);
    assert_eq!(
        (&page["rows"][0]["base"], &page["rows"][1]["base"]),
        (&json!(0), &json!(1))
    );
}

#[test]
fn a_base_says_whom_it_leaves_out_and_when_its_list_began() {
    let mut roll = Roll::new();
    let [mai, hoa] = roll.people;
    for resident in [mai, hoa] {
        roll.office.says(Account {
            source: Source::OfficialList,
            as_of: Some(Day(first_day().0 + 1)),
            ..claim(resident, App::Vneid, Stage::NotRegistered)
        });
    }
    roll.office.says(Eligibility {
        resident: mai,
        standing: words::Eligibility::DoNotVisit,
        coarse: None,
    });
    let phone = office(&roll);
    let all = set(&phone, json!({ "on": "2026-11-10" }));
    let page = open(&phone, &all, json!("hamlet"));
    assert_eq!(
        (&page["rows"][0]["base"], &page["rows"][0]["ineligible"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(page["base_from"], "2026-11-11");
    let without = set(
        &phone,
        json!({ "on": "2026-11-10", "left_out": ["ineligible"] }),
    );
    let page = open(&phone, &without, json!("hamlet"));
    assert_eq!(
        (&page["rows"][0]["base"], &page["rows"][0]["left_out"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(page["card"]["left_out"], json!(["ineligible"]));
}

#[test]
fn a_row_is_overridden_with_a_reason_and_the_parent_is_compared() {
    let roll = Roll::new();
    let phone = office(&roll);
    let target = set(&phone, json!({}));
    let hamlet = roll.hamlets[0].to_string();
    let bare = row(&target, json!({ "hamlet": hamlet, "count": 7 }));
    assert_eq!(phone.refused("set_target_row", bare), ErrorCode::BadInput);
    let reasoned = json!({ "hamlet": hamlet, "count": 7, "reason": "Nhiều nhà đi làm xa" });
    let id = phone.call("set_target_row", row(&target, reasoned.clone()))["id"].clone();
    // A second row for the same bearer would only hide the first.
    assert_eq!(
        phone.refused("set_target_row", row(&target, reasoned)),
        ErrorCode::BadInput
    );
    let change = json!({ "id": id, "hamlet": hamlet, "count": 9, "reason": "Thêm hai nhà" });
    assert_eq!(phone.call("set_target_row", row(&target, change))["id"], id);
    let whole = json!({ "count": 12, "reason": "Huyện giao" });
    phone.call("set_target_row", row(&target, whole));
    let page = open(&phone, &target, json!("hamlet"));
    let shown = &page["rows"][0];
    assert_eq!(
        (&shown["target"], &shown["reason"]),
        (&json!(9), &json!("Thêm hai nhà"))
    );
    assert_eq!(
        (&page["total"]["parent"], &page["total"]["spread"]),
        (&json!(12), &json!(-2))
    );
    assert_eq!(
        (&page["book"]["bearer"], &page["book"]["base"]),
        (&json!("book"), &json!(2))
    );
    let two = row(&target, json!({ "hamlet": hamlet, "unit": "14923" }));
    assert_eq!(phone.refused("set_target_row", two), ErrorCode::BadInput);
    let nobody = terms(json!({ "base": [] }));
    assert_eq!(phone.refused("set_target", nobody), ErrorCode::BadInput);
}

#[test]
fn what_is_needed_a_day_until_a_milestone() {
    let mut roll = Roll::new();
    let campaign = roll.office.first();
    let milestone = roll.office.says(Milestone {
        of: None,
        campaign,
        title: "Cơ bản hoàn thành".into(),
        due: Day(now().day().0 + 9),
    });
    let phone = office(&roll);
    let target = set(&phone, json!({}));
    let unit = json!({ "unit": "14923", "base": 1_000, "done": 105, "as_of": now().0 });
    phone.call("set_target_row", row(&target, unit));
    phone.call(
        "set_target_due",
        json!({ "id": null, "target": target, "milestone": milestone.to_string(), "share": 6_000, "count": null }),
    );
    let page = open(&phone, &target, Value::Null);
    assert_eq!(page["dues"][0]["share"], "60 %");
    let pace = &page["rows"][0]["paces"][0];
    assert_eq!(
        (&pace["required"], &pace["remaining"]),
        (&json!(300), &json!(195))
    );
    assert_eq!(
        (&pace["days"], &pace["per_day"], &pace["state"]),
        (&json!(10), &json!(20), &json!("daily"))
    );
    let both = json!({ "id": null, "target": target, "milestone": milestone.to_string(), "share": 1, "count": 1 });
    assert_eq!(phone.refused("set_target_due", both), ErrorCode::BadInput);
}

/// The official figure counts where it is there (D-32), and only for a base of everybody.
#[test]
fn the_official_figure_counts_where_it_speaks_of_the_same_people() {
    let mut roll = Roll::new();
    let hamlet = roll.hamlets[0];
    roll.office.says(Figure {
        of: None,
        app: App::Vneid,
        level: 0,
        stage: Stage::Activated,
        population: Population::Everybody,
        count: 3,
        base: None,
        as_of: now().plus(-7_200),
        owner: "Công an xã".into(),
        hamlet: Some(hamlet),
        organisation: None,
        source: None,
        unit: None,
    });
    let phone = office(&roll);
    let everybody: Vec<&str> = tungnha_core::target::Standing::ALL
        .iter()
        .map(|one| one.name())
        .collect();
    let done = json!(["level1_activated", "level2_activated"]);
    let target = set(&phone, json!({ "base": everybody, "done": done }));
    let page = open(&phone, &target, Value::Null);
    let shown = &page["rows"][0];
    assert_eq!(
        (&shown["done"], &shown["says"]),
        (&json!(3), &json!("official"))
    );
    assert_eq!(shown["as_of"], now().plus(-7_200).0);
    assert_eq!(page["rows"][1]["official"], Value::Null);
    let some = set(&phone, json!({ "done": done }));
    assert_eq!(
        open(&phone, &some, Value::Null)["rows"][0]["official"],
        Value::Null
    );
}

#[test]
fn targets_are_the_offices_alone() {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    assert_eq!(phone.refused("targets", json!({})), ErrorCode::NotAllowed);
    assert_eq!(
        phone.refused("set_target", terms(json!({}))),
        ErrorCode::NotAllowed
    );
}
