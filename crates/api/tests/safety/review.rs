//! The review desk: its queue by filters and pages, deciding and undoing, what else asks for a reviewer.

use crate::book::{Author, Phone, Roll, claim, now};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::body::{Account, Residency, Retract};
use tungnha_core::words::{App, ResidentState, Role, Source, Stage};

/// The desk of `state`, with what `change` asks otherwise.
fn desk(phone: &Phone, state: &str, change: &Value) -> Value {
    let mut filter = json!({ "hamlet": null, "volunteer": null, "app": null, "state": state, "too_old": null, "after": null, "offset": 0, "limit": 50 });
    for (name, value) in change.as_object().expect("an object") {
        filter[name] = value.clone();
    }
    phone.call("review_list", filter)
}

fn waiting(phone: &Phone) -> Value {
    desk(phone, "waiting", &json!({}))
}

fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().expect("items")
}

fn names(page: &Value) -> Vec<&str> {
    items(page)
        .iter()
        .map(|item| item["person"]["name"].as_str().expect("a name"))
        .collect()
}

fn decide(
    phone: &Phone,
    item: &Value,
    decision: &str,
    quick: Option<&str>,
    words: Option<&str>,
) -> String {
    let saved = phone.call(
        "review",
        json!({ "claims": item["claims"], "decision": decision, "quick": quick, "reason": words }),
    );
    saved["id"].as_str().expect("an id").to_owned()
}

/// A police device with two volunteers' claims: Mai by both, Hòa by the second alone.
fn police() -> (Phone, Roll, Author, Author) {
    let roll = Roll::new();
    let mut an = Author::new(2, "Vũ Văn An", Role::Volunteer);
    let mut binh = Author::new(3, "Đỗ Văn Bình", Role::Volunteer);
    an.says(claim(roll.people[0], App::Vneid, Stage::Activated));
    binh.says(claim(roll.people[0], App::Vneid, Stage::Activated));
    binh.says(claim(roll.people[1], App::Vneid, Stage::Activated));
    // The committee's office reviews iHanoi (D-46).
    binh.says(claim(roll.people[1], App::Ihanoi, Stage::LoggedIn));
    let phone = Phone::new(Role::Police);
    for author in [&roll.office, &an, &binh] {
        phone.take(author);
    }
    (phone, roll, an, binh)
}

#[test]
fn equal_claims_are_one_item_and_every_filter_says_what_it_would_leave() {
    let (phone, roll, _, _) = police();
    let page = waiting(&phone);
    assert_eq!(names(&page), ["Nguyễn Thị Mai", "Trần Văn Hòa"]);
    assert_eq!(items(&page)[0]["claims"].as_array().map(Vec::len), Some(2));
    assert_eq!((&page["total"], &page["too_old"]), (&json!(3), &json!(0)));
    assert_eq!(page["oldest"], json!(now().plus(-1800).0));
    assert_eq!(page["of_apps"], json!([{ "value": "vneid", "count": 3 }]));
    assert_eq!(
        page["of_volunteers"],
        json!([{ "value": "Vũ Văn An", "count": 1 }, { "value": "Đỗ Văn Bình", "count": 2 }])
    );
    let hamlet = roll.hamlets[1].to_string();
    let of_one = desk(&phone, "waiting", &json!({ "hamlet": hamlet }));
    assert_eq!(names(&of_one), ["Trần Văn Hòa"]);
    assert_eq!(of_one["total"], 1);
    // The item that both say is the second one's as well.
    let of_binh = desk(&phone, "waiting", &json!({ "volunteer": "Đỗ Văn Bình" }));
    assert_eq!(names(&of_binh), ["Nguyễn Thị Mai", "Trần Văn Hòa"]);
    assert_eq!(of_binh["of_hamlets"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        names(&desk(&phone, "waiting", &json!({ "too_old": true }))),
        Vec::<&str>::new()
    );
}

#[test]
fn what_waits_longer_than_three_days_is_too_old() {
    let (mut phone, _, _, _) = police();
    phone.restart_at(now().plus(3 * 86_400));
    let page = desk(&phone, "waiting", &json!({ "too_old": true }));
    assert_eq!((&page["total"], &page["too_old"]), (&json!(3), &json!(3)));
    assert_eq!(items(&page).len(), 2);
}

#[test]
fn pages_follow_one_another_and_lose_nobody() {
    let (phone, _, _, _) = police();
    let first = desk(&phone, "waiting", &json!({ "limit": 1 }));
    let second = desk(
        &phone,
        "waiting",
        &json!({ "limit": 1, "after": first["next"] }),
    );
    let third = desk(
        &phone,
        "waiting",
        &json!({ "limit": 1, "after": second["next"] }),
    );
    assert_eq!(names(&first), ["Nguyễn Thị Mai"]);
    assert_eq!(names(&second), ["Trần Văn Hòa"]);
    assert!(items(&third).is_empty() && third["next"].is_null());
    // What is decided between two pages moves nobody.
    decide(&phone, &items(&first)[0], "confirmed", None, None);
    assert_eq!(
        second,
        desk(
            &phone,
            "waiting",
            &json!({ "limit": 1, "after": first["next"] })
        )
        .as_object()
        .map(|again| {
            let mut again = again.clone();
            for name in [
                "total",
                "volunteers",
                "of_hamlets",
                "of_volunteers",
                "of_apps",
            ] {
                again[name] = second[name].clone();
            }
            Value::Object(again)
        })
        .expect("a page")
    );
}

#[test]
fn a_return_has_a_key_words_or_both() {
    let (phone, _, _, _) = police();
    let page = waiting(&phone);
    let none = json!({ "claims": items(&page)[0]["claims"], "decision": "returned", "quick": null, "reason": " " });
    assert_eq!(phone.refused("review", none), ErrorCode::BadInput);
    let odd = json!({ "claims": items(&page)[0]["claims"], "decision": "returned", "quick": "because", "reason": null });
    assert_eq!(phone.refused("review", odd), ErrorCode::BadInput);
    decide(
        &phone,
        &items(&page)[0],
        "returned",
        Some("wrong_level"),
        None,
    );
    decide(
        &phone,
        &items(&page)[1],
        "returned",
        Some("not_listed"),
        Some(" xem lại "),
    );
    let returned = desk(&phone, "returned", &json!({}));
    let reasons: Vec<&Value> = items(&returned)
        .iter()
        .map(|item| &item["reason"])
        .collect();
    assert_eq!(reasons, ["wrong_level", "not_listed: xem lại"]);
}

#[test]
fn a_decision_is_undone_whole_or_for_one_of_many() {
    let (phone, _, _, _) = police();
    let page = waiting(&phone);
    let all: Vec<&Value> = items(&page)
        .iter()
        .flat_map(|item| item["claims"].as_array().expect("ids"))
        .collect();
    let together = json!({ "claims": all, "decision": "confirmed", "quick": null, "reason": null });
    let id = phone.call("review", together)["id"].clone();
    assert_eq!(waiting(&phone)["total"], 0);
    let recent = phone.call("review_recent", json!({}));
    assert_eq!((&recent[0]["id"], &recent[0]["claims"]), (&id, &json!(3)));
    // Only Hòa's.
    let undone = phone.call(
        "undo_review",
        json!({ "decision": id, "claims": items(&page)[1]["claims"] }),
    );
    assert_eq!(undone["kept"], 2);
    assert_eq!(names(&waiting(&phone)), ["Trần Văn Hòa"]);
    assert_eq!(
        names(&desk(&phone, "confirmed", &json!({}))),
        ["Nguyễn Thị Mai"]
    );
    let recent = phone.call("review_recent", json!({}));
    assert_eq!(recent.as_array().map(Vec::len), Some(1));
    assert_eq!(recent[0]["id"], undone["again"]);
    // And the rest.
    phone.call(
        "undo_review",
        json!({ "decision": undone["again"], "claims": null }),
    );
    assert_eq!(waiting(&phone)["total"], 3);
    assert_eq!(phone.call("review_recent", json!({})), json!([]));
    assert_eq!(phone.call("verify", json!({}))["agrees"], true);
}

#[test]
fn news_of_a_move_becomes_the_books_when_it_is_confirmed_and_not_before() {
    let (phone, roll, _, _) = police();
    let mut cuc = Author::new(5, "Hà Thị Cúc", Role::Volunteer);
    cuc.says(Residency {
        resident: roll.people[0],
        state: ResidentState::MovedOut,
        source: Source::VolunteerClaim,
    });
    phone.take(&cuc);
    assert_eq!(waiting(&phone)["residency"], 1);
    let news = desk(&phone, "residency", &json!({}));
    assert_eq!(names(&news), ["Nguyễn Thị Mai"]);
    assert_eq!(
        (&items(&news)[0]["stage"], &items(&news)[0]["app"]),
        (&json!("moved_out"), &json!(""))
    );
    let state = |phone: &Phone| {
        let door = phone.call("door", json!({ "household": roll.household.to_string() }));
        door["people"][0]["state"].clone()
    };
    assert_eq!(state(&phone), "living");
    let id = decide(&phone, &items(&news)[0], "confirmed", None, None);
    assert_eq!(state(&phone), "moved_out");
    assert!(items(&desk(&phone, "residency", &json!({}))).is_empty());
    phone.call("undo_review", json!({ "decision": id, "claims": null }));
    assert_eq!(state(&phone), "living");
    let again = desk(&phone, "residency", &json!({}));
    // Returned: decided, and the book stays as it is.
    decide(&phone, &items(&again)[0], "returned", Some("recheck"), None);
    assert_eq!(state(&phone), "living");
    assert!(items(&desk(&phone, "residency", &json!({}))).is_empty());
    assert_eq!(phone.call("verify", json!({}))["agrees"], true);
}

#[test]
fn a_claim_taken_back_after_it_was_confirmed_asks_until_somebody_answers() {
    let (phone, roll, _, _) = police();
    let mut cuc = Author::new(5, "Hà Thị Cúc", Role::Volunteer);
    let one = cuc.says(Account {
        level: 2,
        ..claim(roll.people[1], App::Vneid, Stage::Activated)
    });
    phone.take(&cuc);
    let page = waiting(&phone);
    let item = items(&page)
        .iter()
        .find(|item| item["level"] == 2)
        .expect("hers");
    decide(&phone, item, "confirmed", None, None);
    assert!(items(&desk(&phone, "questions", &json!({}))).is_empty());
    cuc.says(Retract { target: one });
    phone.take(&cuc);
    let asked = desk(&phone, "questions", &json!({}));
    assert_eq!(
        (&asked["total"], names(&asked)),
        (&json!(1), vec!["Trần Văn Hòa"])
    );
    assert_eq!(items(&asked)[0]["withdrawn_at"], json!(now().plus(-1800).0));
    // Kept: nobody is asked again, and it stays confirmed.
    let kept = decide(&phone, &items(&asked)[0], "confirmed", Some("kept"), None);
    assert!(items(&desk(&phone, "questions", &json!({}))).is_empty());
    assert_eq!(items(&desk(&phone, "confirmed", &json!({}))).len(), 1);
    // Undone, it asks again; let go, the claim goes.
    phone.call("undo_review", json!({ "decision": kept, "claims": null }));
    let asked = desk(&phone, "questions", &json!({}));
    assert_eq!(items(&asked).len(), 1);
    decide(
        &phone,
        &items(&asked)[0],
        "returned",
        Some("withdrawn"),
        None,
    );
    assert!(items(&desk(&phone, "questions", &json!({}))).is_empty());
    assert!(items(&desk(&phone, "confirmed", &json!({}))).is_empty());
    assert!(items(&desk(&phone, "returned", &json!({}))).is_empty());
    assert_eq!(phone.call("verify", json!({}))["agrees"], true);
}

#[test]
fn a_sample_is_drawn_by_its_seed_and_counted_by_volunteer() {
    let (phone, _, _, _) = police();
    for item in items(&waiting(&phone)) {
        decide(&phone, item, "confirmed", None, None);
    }
    let draw = |n: u32, seed: Option<&str>| {
        phone.call(
            "sample_for_recheck",
            json!({ "n": n, "hamlet": null, "volunteer": null, "seed": seed }),
        )
    };
    let one = draw(1, None);
    assert_eq!(
        (&one["seed"], &one["of"]),
        (&json!("0505050505050505"), &json!(2))
    );
    assert_eq!(draw(1, one["seed"].as_str()), one);
    let all = draw(9, None);
    assert_eq!(items(&all).len(), 2);
    let claims: Vec<&Value> = items(&all).iter().map(|item| &item["claims"][0]).collect();
    let paper = json!({ "seed": all["seed"], "of": all["of"], "hamlet": null, "claims": claims,
        "format": "xlsx", "save": false });
    assert_eq!(phone.call("export_recheck", paper.clone())["rows"], 2);
    let both = |finding: &str, note: Option<&str>, item: &Value| json!({ "resident": item["person"]["id"], "claims": item["claims"], "finding": finding, "note": note });
    assert_eq!(
        phone.refused("recheck", both("differs", None, &items(&all)[0])),
        ErrorCode::BadInput
    );
    for item in items(&all) {
        phone.call(
            "recheck",
            both(
                if item["claims"].as_array().expect("ids").len() == 2 {
                    "agrees"
                } else {
                    "differs"
                },
                Some("chưa có"),
                item,
            ),
        );
    }
    // As it was drawn, though nobody would draw these again; and every time it left is said.
    assert_eq!(phone.call("export_recheck", paper.clone())["rows"], 2);
    let log = phone.call("exports", json!({ "offset": 0, "limit": 9 }));
    let line = &log["lines"][0];
    assert_eq!(
        (&log["total"], &line["list"], &line["rows"]),
        (&json!(2), &json!("recheck_sample"), &json!(2))
    );
    let mut other = paper;
    other["seed"] = json!("<b>");
    assert_eq!(phone.refused("export_recheck", other), ErrorCode::BadInput);
    let results = phone.call("recheck_results", json!({}));
    assert_eq!(
        results,
        json!([
            { "volunteer": "Vũ Văn An", "confirmed": 1, "agrees": 1, "differs": 0, "not_reached": 0 },
            { "volunteer": "Đỗ Văn Bình", "confirmed": 2, "agrees": 1, "differs": 1, "not_reached": 0 },
        ])
    );
    assert_eq!(
        draw(9, None)["of"],
        0,
        "what was looked at is not drawn again"
    );
}

#[test]
fn the_official_list_is_compared_person_by_person() {
    let (phone, mut roll, _, _) = police();
    roll.office.says(Account {
        source: Source::OfficialList,
        as_of: Some(crate::book::first_day()),
        ..claim(roll.people[1], App::Vneid, Stage::Activated)
    });
    phone.take(&roll.office);
    let page = waiting(&phone);
    decide(&phone, &items(&page)[0], "confirmed", None, None);
    let compared = phone.call("compare_official", json!({ "app": "vneid", "level": 1 }));
    assert_eq!(compared["as_of"], "2026-11-10");
    let of = |name: &str, of: &str| {
        let rows = compared["hamlets"].as_array().expect("rows").iter();
        rows.filter(|row| row["name"] == name)
            .map(|row| row[of].clone())
            .next()
            .expect("a hamlet")
    };
    let figures = |name| {
        [
            "claimed",
            "confirmed",
            "official",
            "confirmed_not_official",
            "official_not_claimed",
        ]
        .map(|what| of(name, what))
    };
    assert_eq!(figures("Thôn Tân Lập"), [1, 1, 0, 1, 0]);
    assert_eq!(figures("Thôn Bằng Lợi"), [1, 0, 1, 0, 0]);
    let behind = |difference: &str| {
        phone.call("official_difference", json!({ "app": "vneid", "level": 1, "difference": difference, "hamlet": null, "offset": 0, "limit": 10 }))
    };
    assert_eq!(
        behind("confirmed_not_official")[0]["name"],
        "Nguyễn Thị Mai"
    );
    assert_eq!(behind("official_not_claimed"), json!([]));
}

#[test]
fn the_desk_is_the_offices_and_samples_are_the_inspections_too() {
    let roll = Roll::new();
    let volunteer = Phone::new(Role::Volunteer);
    volunteer.take(&roll.office);
    let filter = json!({ "hamlet": null, "volunteer": null, "app": null, "state": "waiting", "offset": 0, "limit": 5 });
    assert_eq!(
        volunteer.refused("review_list", filter.clone()),
        ErrorCode::NotAllowed
    );
    assert_eq!(
        volunteer.refused("recheck_results", json!({})),
        ErrorCode::NotAllowed
    );
    let inspector = Phone::new(Role::Inspector);
    inspector.take(&roll.office);
    assert_eq!(
        inspector.refused("review_list", filter),
        ErrorCode::NotAllowed
    );
    inspector.call("recheck_results", json!({}));
    // What inspection takes along on paper is said like any other list.
    let paper = json!({ "seed": "0505050505050505", "of": 0, "hamlet": null, "claims": [],
        "format": "docx", "save": false });
    assert_eq!(inspector.call("export_recheck", paper.clone())["rows"], 0);
    let unsent = inspector.call("status", json!({}))["work"]["unsent"].clone();
    assert_eq!(unsent, json!(1));
    assert_eq!(
        volunteer.refused("export_recheck", paper),
        ErrorCode::BadInput
    );
}
