//! Several people said different things.

use crate::book::{Author, Phone, Roll, claim, first_day, now};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::DeltaId;
use tungnha_core::body::Retract;
use tungnha_core::words::{App, Role, Stage};

fn listed(phone: &Phone) -> Value {
    phone.call(
        "disagreements",
        json!({ "hamlet": null, "limit": null, "after": null }),
    )
}

fn ids(item: &Value) -> Vec<String> {
    let heads = item["heads"].as_array().expect("heads").iter();
    heads
        .map(|head| head["id"].as_str().expect("an id").to_owned())
        .collect()
}

fn settle(stands: &str, over: &[String]) -> Value {
    json!({ "stands": stands, "over": over })
}

/// Two volunteers who know nothing of one another claim different stages of both people.
struct Doubt {
    roll: Roll,
    an: Author,
    binh: Author,
}

impl Doubt {
    fn about(app: App, [one, other]: [Stage; 2]) -> Self {
        let roll = Roll::new();
        let mut an = Author::new(2, "Vũ Văn An", Role::Volunteer);
        let mut binh = Author::new(3, "Đỗ Văn Bình", Role::Volunteer);
        for person in roll.people {
            an.says(claim(person, app, one));
            binh.says(claim(person, app, other));
        }
        Self { roll, an, binh }
    }

    fn vneid() -> Self {
        Self::about(App::Vneid, [Stage::DossierCollected, Stage::Activated])
    }

    fn on(&self, role: Role) -> Phone {
        let phone = Phone::new(role);
        for author in [&self.roll.office, &self.an, &self.binh] {
            phone.take(author);
        }
        phone
    }
}

#[test]
fn what_was_said_stands_side_by_side() {
    let doubt = Doubt::vneid();
    let police = doubt.on(Role::Police);
    let page = listed(&police);
    assert_eq!(
        (page["total"].as_u64(), page["next"].is_null()),
        (Some(2), true)
    );
    let item = &page["items"][0];
    assert_eq!(item["kind"], "account");
    assert_eq!(item["app"], "vneid");
    assert_eq!(item["level"], 1);
    assert_eq!(item["source"], "volunteer_claim");
    assert_eq!(item["may_settle"], true);
    assert_eq!(item["about"]["name"], "Nguyễn Thị Mai");
    assert_eq!(item["about"]["birth_year"], 1990);
    assert_eq!(item["about"]["hamlet"], "Thôn Tân Lập");
    assert_eq!(item["about"]["lane"], "ngõ 5");
    assert_eq!(item["about"]["house"], "12");
    let heads = item["heads"].as_array().expect("heads");
    let said: Vec<(&Value, &Value)> = heads
        .iter()
        .map(|head| (&head["by"], &head["says"][0]["value"]))
        .collect();
    assert_eq!(said.len(), 2);
    assert!(said.contains(&(&json!("Vũ Văn An"), &json!("dossier_collected"))));
    assert!(said.contains(&(&json!("Đỗ Văn Bình"), &json!("activated"))));
    assert_eq!(heads[0]["says"][0]["differs"], true);
    assert_eq!(heads[0]["says"][1]["differs"], false);
    assert_eq!(
        (&heads[0]["shown"], &heads[1]["shown"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(heads[0]["role"], "volunteer");
    assert_eq!(heads[0]["received_at"], now().0 - 1800);
    assert_eq!(heads[0]["clock_doubtful"], false);
}

#[test]
fn settled_it_is_gone_and_undone_it_is_back() {
    let police = Doubt::vneid().on(Role::Police);
    let page = listed(&police);
    let heads = ids(&page["items"][0]);
    let saved = police.call("settle", settle(&heads[1], &heads[..1]));
    let left = listed(&police);
    assert_eq!(left["total"], 1);
    assert_eq!(left["items"][0]["about"]["name"], "Trần Văn Hòa");
    let found = police.call("find", json!({ "text": "mai", "limit": 5 }));
    assert_eq!(found[0]["person"]["apps"][0]["flags"], json!([]));
    police.call("retract", json!({ "delta": saved["id"] }));
    assert_eq!(listed(&police), page);
    assert_eq!(police.call("verify", json!({}))["differences"], json!([]));
}

#[test]
fn what_changed_meanwhile_is_looked_at_again() {
    let mut doubt = Doubt::vneid();
    let police = doubt.on(Role::Police);
    let heads = ids(&listed(&police)["items"][0]);
    let refused = |stands: &str, over: &[String]| police.refused("settle", settle(stands, over));
    // A third phone's claim arrives while the office looks.
    let mut late = Author::new(4, "Hà Thị Cúc", Role::Volunteer);
    late.says(claim(
        doubt.roll.people[0],
        App::Vneid,
        Stage::NotRegistered,
    ));
    police.take(&late);
    assert_eq!(refused(&heads[0], &heads[1..]), ErrorCode::Conflict);
    let now_there = ids(&listed(&police)["items"][0]);
    assert_eq!(now_there.len(), 3);
    // Heads of two registers, one head alone, one named twice.
    let other = ids(&listed(&police)["items"][1]);
    assert_eq!(refused(&heads[0], &other), ErrorCode::Conflict);
    assert_eq!(refused(&now_there[0], &[]), ErrorCode::BadInput);
    assert_eq!(refused(&now_there[0], &now_there), ErrorCode::Conflict);
    let nobody = DeltaId::new(tungnha_core::Incarnation(uuid::Uuid::from_u128(77)), 1).to_string();
    assert_eq!(refused(&nobody, &now_there), ErrorCode::NotFound);
    // One volunteer takes it back.
    let withdrawn = doubt.binh.says(Retract {
        target: DeltaId::new(tungnha_core::Incarnation(uuid::Uuid::from_u128(3)), 1),
    });
    assert_eq!(withdrawn.counter, 3);
    police.take(&doubt.binh);
    assert_eq!(refused(&now_there[0], &now_there[1..]), ErrorCode::Conflict);
    let rest = ids(&listed(&police)["items"][0]);
    police.call("settle", settle(&rest[0], &rest[1..]));
    // A claim after the settlement opens it again, and only the two are left to decide about.
    let mut later = Author::new(5, "Lý Văn Dũng", Role::Volunteer);
    later.says(claim(doubt.roll.people[0], App::Vneid, Stage::Activated));
    police.take(&later);
    assert_eq!(ids(&listed(&police)["items"][0]).len(), 2);
}

#[test]
fn each_role_settles_its_own_and_volunteers_read() {
    let vneid = Doubt::vneid();
    let office = vneid.on(Role::Office);
    assert_eq!(listed(&office)["total"], 0);
    let volunteer = vneid.on(Role::Volunteer);
    let page = listed(&volunteer);
    assert_eq!(page["total"], 2);
    assert_eq!(page["items"][0]["may_settle"], false);
    let heads = ids(&page["items"][0]);
    let order = settle(&heads[0], &heads[1..]);
    assert_eq!(
        volunteer.refused("settle", order.clone()),
        ErrorCode::NotAllowed
    );
    assert_eq!(office.refused("settle", order), ErrorCode::NotAllowed);

    let ihanoi = Doubt::about(App::Ihanoi, [Stage::Installed, Stage::LoggedIn]);
    assert_eq!(listed(&ihanoi.on(Role::Police))["total"], 0);
    let office = ihanoi.on(Role::Office);
    let heads = ids(&listed(&office)["items"][0]);
    office.call("settle", settle(&heads[0], &heads[1..]));
    assert_eq!(listed(&office)["total"], 1);
}

#[test]
fn the_same_said_twice_is_no_disagreement() {
    let same = Doubt::about(App::Vneid, [Stage::Activated; 2]);
    assert_eq!(listed(&same.on(Role::Police))["total"], 0);
}

#[test]
fn pages_and_hamlets() {
    let doubt = Doubt::vneid();
    let police = doubt.on(Role::Police);
    let all = listed(&police);
    let ask = |after: &Value| {
        police.call(
            "disagreements",
            json!({ "hamlet": null, "limit": 1, "after": after }),
        )
    };
    let first = ask(&Value::Null);
    assert_eq!(
        (&first["total"], &first["items"][0]),
        (&json!(2), &all["items"][0])
    );
    let second = ask(&first["next"]);
    assert_eq!(
        (&second["items"][0], &second["next"]),
        (&all["items"][1], &Value::Null)
    );
    let hamlet = doubt.roll.hamlets[1].to_string();
    let of_hamlet = police.call(
        "disagreements",
        json!({ "hamlet": hamlet, "limit": null, "after": null }),
    );
    assert_eq!(of_hamlet["items"], json!([all["items"][1]]));
    let wrong = json!({ "hamlet": null, "limit": null, "after": "nowhere" });
    assert_eq!(police.refused("disagreements", wrong), ErrorCode::BadInput);
}

#[test]
fn a_wrong_clock_is_marked() {
    let mut doubt = Doubt::vneid();
    let person = doubt.roll.people[0];
    let in_2031 = now().plus(5 * 365 * 86_400);
    let in_2019 = first_day().start().plus(-31 * 86_400);
    let mut fast = Author::new(4, "Hà Thị Cúc", Role::Volunteer);
    fast.says_at(in_2031, claim(person, App::Vneid, Stage::NotRegistered));
    let mut slow = Author::new(5, "Lý Văn Dũng", Role::Volunteer);
    slow.says_at(in_2019, claim(person, App::Vneid, Stage::Activated));
    // Others of the same hamlet, so that the review's queue has rows with a right clock too.
    doubt
        .an
        .says(claim(doubt.roll.people[1], App::Vneid, Stage::Activated));
    let police = doubt.on(Role::Police);
    police.take(&fast);
    police.take(&slow);
    let page = listed(&police);
    let heads = page["items"][0]["heads"].as_array().expect("heads").iter();
    let mut doubted: Vec<&str> = heads
        .filter(|head| head["clock_doubtful"] == true)
        .filter_map(|head| head["by"].as_str())
        .collect();
    doubted.sort_unstable();
    assert_eq!(doubted, ["Hà Thị Cúc", "Lý Văn Dũng"]);

    let filter = json!({ "hamlet": null, "volunteer": null, "app": null, "state": "waiting", "offset": 0, "limit": 50 });
    let queue = police.call("review_list", filter);
    let rows = queue["items"].as_array().expect("items").iter();
    let wrong: Vec<&Value> = rows.filter(|row| row["clock_doubtful"] == true).collect();
    assert_eq!(wrong.len(), 2, "{queue}");
}
