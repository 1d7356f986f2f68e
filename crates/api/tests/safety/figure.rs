//! Claimed, confirmed and official side by side; figures with an owner, a moment and a history (D-46, D-61).

use crate::book::{Author, Phone, Roll, claim, now};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::DeltaId;
use tungnha_core::body::{Account, Residency, Resident, Review, Sameness};
use tungnha_core::words::{App, Decision, ResidentState, Role, Source, Stage};

fn police() -> (Phone, Roll) {
    let (phone, roll) = (Phone::new(Role::Police), Roll::new());
    phone.take(&roll.office);
    (phone, roll)
}

fn row(hamlet: Option<DeltaId>, count: u32) -> Value {
    json!({ "of": null, "hamlet": hamlet.map(|id| id.to_string()), "organisation": null, "count": count, "base": null })
}

fn typed(as_of: i64, rows: Vec<Value>) -> Value {
    json!({
        "app": "vneid", "level": 2, "stage": "activated", "population": "everybody", "as_of": as_of,
        "owner": "Công an xã", "source": "Báo cáo 12", "rows": rows,
    })
}

/// What the page says of VNeID level 2 activated.
fn level2(phone: &Phone) -> Value {
    let page = phone.call("figures", json!({}));
    let measures = page["measures"].as_array().expect("measures").iter();
    let mut found =
        measures.filter(|m| m["app"] == "vneid" && m["level"] == 2 && m["stage"] == "activated");
    found.next().expect("asked of everybody").clone()
}

#[test]
fn three_figures_count_each_person_once_by_whose_word() {
    let (phone, roll) = police();
    let mut volunteer = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
    let activated = |person: usize| Account {
        level: 2,
        ..claim(roll.people[person], App::Vneid, Stage::Activated)
    };
    let confirmed = volunteer.says(activated(0));
    let citizen = Account {
        source: Source::CitizenStatement,
        ..activated(0)
    };
    volunteer.says(citizen);
    let returned = volunteer.says(activated(1));
    phone.take(&volunteer);
    let mut reviewer = Author::new(5, "Hoàng Minh Sơn", Role::Police);
    let review = |claims: DeltaId, decision| Review {
        claims: vec![claims],
        decision,
        reason: None,
    };
    reviewer.says(review(confirmed, Decision::Confirmed));
    phone.take(&reviewer);
    let total = level2(&phone)["total"].clone();
    assert_eq!(
        (&total["claimed"], &total["confirmed"]),
        (&json!(2), &json!(1))
    );
    reviewer.says(review(returned, Decision::Returned));
    reviewer.says(Account {
        source: Source::OfficialList,
        ..activated(1)
    });
    phone.take(&reviewer);
    let measure = level2(&phone);
    let total = &measure["total"];
    assert_eq!(
        (
            &total["claimed"],
            &total["confirmed"],
            &total["listed"],
            &total["gap"]
        ),
        (&json!(1), &json!(1), &json!(1), &Value::Null)
    );
    assert_eq!(measure["reviewer"], "police");
    // Who has been activated was collected before.
    let page = phone.call("figures", json!({}));
    assert_eq!(page["measures"][1]["stage"], "dossier_collected");
    assert_eq!(page["measures"][1]["total"]["confirmed"], 1);
}

#[test]
fn the_newest_official_figure_stands_with_its_owner_and_a_sum_beside_the_total() {
    let (phone, roll) = police();
    let [one, other] = roll.hamlets;
    phone.call("type_figures", typed(now().0 - 90_000, vec![row(None, 7)]));
    phone.call(
        "type_figures",
        typed(now().0 - 3600, vec![row(None, 9), row(Some(one), 4)]),
    );
    let total = level2(&phone)["total"].clone();
    assert_eq!(total["official"]["count"], 9);
    assert_eq!(
        (&total["official"]["owner"], &total["official"]["source"]),
        (&json!("Công an xã"), &json!("Báo cáo 12"))
    );
    assert_eq!(
        (&total["hamlets_sum"], &total["hamlets_with"], &total["gap"]),
        (&json!(4), &json!(1), &json!(9))
    );
    phone.call(
        "type_figures",
        typed(now().0 - 3600, vec![row(Some(other), 6)]),
    );
    let measure = level2(&phone);
    assert_eq!(
        (
            &measure["total"]["official"]["count"],
            &measure["total"]["hamlets_sum"]
        ),
        (&json!(9), &json!(10))
    );
    assert_eq!(measure["hamlets"][0]["figures"]["official"]["count"], 6);
}

#[test]
fn a_correction_keeps_what_was_said_and_is_taken_back() {
    let (phone, _) = police();
    let first = phone.call("type_figures", typed(now().0, vec![row(None, 181)]))["ids"][0].clone();
    let mut correction = typed(now().0, vec![row(None, 118)]);
    correction["rows"][0]["of"] = first.clone();
    let corrected = phone.call("type_figures", correction.clone())["ids"][0].clone();
    let key = json!({ "app": "vneid", "level": 2, "stage": "activated", "population": "everybody", "hamlet": null, "organisation": null });
    let history = phone.call("figure_history", key.clone());
    assert_eq!(history.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&history[0]["figure"]["count"], &history[0]["figure"]["id"]),
        (&json!(118), &first)
    );
    assert_eq!(history[0]["before"][0]["count"], 181);
    phone.call("retract", json!({ "delta": corrected }));
    let history = phone.call("figure_history", key);
    assert_eq!(
        (&history[0]["figure"]["count"], &history[0]["before"]),
        (&json!(181), &json!([]))
    );
    // A correction is of a figure.
    correction["rows"][0]["of"] = json!(Roll::new().people[0].to_string());
    assert_eq!(
        phone.refused("type_figures", correction),
        ErrorCode::NotFound
    );
    assert_eq!(phone.call("verify", json!({}))["differences"], json!([]));
}

#[test]
fn what_cannot_be_a_figure_is_refused() {
    let (phone, _) = police();
    let change = |field: &str, value: Value| {
        let mut args = typed(now().0, vec![row(None, 1)]);
        args[field] = value;
        args
    };
    let mut small = typed(now().0, vec![row(None, 5)]);
    small["rows"][0]["base"] = json!(4);
    for bad in [
        change("owner", json!(" ")),
        change("as_of", json!(now().0 + 2 * 86_400)),
        change("rows", json!([])),
        change("level", json!(3)),
        change("app", json!("zalo")),
        change("population", json!("nobody")),
        small,
    ] {
        assert_eq!(
            phone.refused("type_figures", bad.clone()),
            ErrorCode::BadInput,
            "{bad}"
        );
    }
    let volunteer = Phone::new(Role::Volunteer);
    for (name, args) in [
        ("figures", json!({})),
        ("type_figures", typed(now().0, vec![row(None, 1)])),
        ("read_table", json!({ "text": "" })),
    ] {
        assert_eq!(
            volunteer.refused(name, args),
            ErrorCode::NotAllowed,
            "{name}"
        );
    }
}

#[test]
fn a_pasted_table_is_read_into_hamlets_and_keeps_nothing() {
    let (phone, roll) = police();
    let text = "Thôn\tSố\ntan lap\t1.204\nXóm Lạ\t3\nTổng\t1.207";
    let read = phone.call("read_table", json!({ "text": text }));
    assert_eq!(read["rows"][0]["hamlet"], roll.hamlets[0].to_string());
    assert_eq!(
        (
            &read["rows"][0]["count"],
            &read["sum"],
            &read["printed_total"]
        ),
        (&json!(1204), &json!(1204), &json!(1207))
    );
    assert_eq!(
        read["faults"],
        json!([{ "line": 3, "column": "A", "text": "Xóm Lạ", "reason": "unknown_hamlet" }])
    );
    assert_eq!(read["missing"], json!(["Thôn Bằng Lợi"]));
    assert_eq!(level2(&phone)["total"]["official"], Value::Null);
}

/// What both screens say of level 2: claimed, confirmed and listed, whole and of every hamlet by name.
fn both(phone: &Phone) -> [Value; 2] {
    let number = |value: &Value| value.as_u64().expect("a number");
    let three =
        |row: &Value, listed: &str| ["claimed", "confirmed", listed].map(|of| number(&row[of]));
    let rows = level2(phone)["hamlets"].clone();
    let rows = rows.as_array().expect("hamlets").iter();
    let figures = rows.map(|row| (&row["name"], three(&row["figures"], "listed")));
    let figures: Vec<_> = figures.filter(|(_, counts)| *counts != [0; 3]).collect();
    let rows = phone.call("compare_official", json!({ "app": "vneid", "level": 2 }));
    let rows = rows["hamlets"].as_array().expect("hamlets").iter();
    let compared = rows.map(|row| (&row["name"], three(row, "official")));
    let compared: Vec<_> = compared.filter(|(_, counts)| *counts != [0; 3]).collect();
    [figures, compared].map(|mut rows| {
        rows.sort_by_key(|(name, _)| name.to_string());
        json!(rows)
    })
}

#[test]
fn two_screens_give_one_number_of_whoever_claims() {
    let mut roll = Roll::new();
    let more = ["Lê Văn Bình", "Phạm Thị Cúc", "Đỗ Văn Dũng", "Hồ Thị Lý"];
    let more = more.map(|name| {
        roll.office.says(Resident {
            of: None,
            household: roll.household,
            name: name.into(),
            birth_year: Some(1980),
            sex: None,
            last4: None,
            position: None,
        })
    });
    let [mai, hoa] = roll.people;
    let [dead, moved, returned, twin] = more;
    let phone = Phone::new(Role::Police);
    let mut volunteer = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
    let activated = |resident| Account {
        level: 2,
        ..claim(resident, App::Vneid, Stage::Activated)
    };
    let claims = [mai, hoa, dead, moved, returned, twin].map(|who| volunteer.says(activated(who)));
    let mut police = Author::new(5, "Hoàng Minh Sơn", Role::Police);
    for (claim, decision) in [
        (claims[0], Decision::Confirmed),
        (claims[4], Decision::Returned),
    ] {
        police.says(Review {
            claims: vec![claim],
            decision,
            reason: None,
        });
    }
    for (resident, state, source) in [
        (dead, ResidentState::Dead, Source::PoliceEntry),
        (moved, ResidentState::MovedOut, Source::OfficialList),
        // Only somebody at the door says so: this one lives here until the police agree.
        (hoa, ResidentState::MovedOut, Source::VolunteerClaim),
    ] {
        police.says(Residency {
            resident,
            state,
            source,
        });
    }
    for resident in [returned, dead, twin] {
        police.says(Account {
            source: Source::OfficialList,
            ..activated(resident)
        });
    }
    police.says(Sameness {
        resident: twin,
        other: mai,
        same: true,
    });
    for author in [&roll.office, &volunteer, &police] {
        phone.take(author);
    }
    let [figures, compared] = both(&phone);
    assert_eq!(figures, compared);
    // Mai, who is her twin as well, and whoever's claim was returned; then Hòa.
    let expected = json!([["Thôn Bằng Lợi", [1, 0, 0]], ["Thôn Tân Lập", [1, 1, 2]]]);
    assert_eq!(figures, expected);
    let not_claimed = json!({ "app": "vneid", "level": 2, "difference": "official_not_claimed",
        "hamlet": null, "offset": 0, "limit": 9 });
    let names = phone.call("official_difference", not_claimed);
    let names = names.as_array().expect("people").iter();
    let names: Vec<_> = names.map(|person| &person["name"]).collect();
    assert_eq!(names, ["Đỗ Văn Dũng"]);
}
