//! From the door to the desk and back: hours, slots, who came, who missed it, and the task that is closed.

use crate::book::{Author, Phone, Roll, claim, now};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::body::{Account, Visit};
use tungnha_core::time::Day;
use tungnha_core::words::{App, Outcome, Role, Source, Stage};

/// Sunday, 15 November 2026, is the next day; the hours are every day's.
fn mornings(capacity: u16) -> Value {
    json!({
        "id": null, "purpose": "vneid_level2", "place": "Công an xã, phòng 2", "weekdays": 127,
        "from": 480, "to": 540, "slot": 30, "capacity": capacity,
        "bring": "Thẻ căn cước; điện thoại", "until": null,
    })
}

fn tomorrow(minutes: i64) -> i64 {
    Day(now().day().0 + 1).start().0 + minutes * 60
}

fn appointment(resident: &str, at: Option<i64>) -> Value {
    json!({ "resident": resident, "purpose": "vneid_level2", "at": at, "place": null })
}

fn day(ahead: i32) -> String {
    let (y, m, d) = Day(now().day().0 + ahead).ymd();
    format!("{y:04}-{m:02}-{d:02}")
}

fn list(police: &Phone, ahead: i32) -> Value {
    let of = json!({ "desk": "police", "day": day(ahead), "find": null });
    police.call("desk_day", of)
}

fn slots(phone: &Phone, purpose: &str) -> Vec<(i64, u64)> {
    let slots = phone.call("desk_slots", json!({ "purpose": purpose, "days": 2 }));
    let each = slots.as_array().expect("slots").iter();
    each.map(|slot| {
        let left = slot["left"].as_u64().expect("a number");
        (slot["at"].as_i64().expect("a moment"), left)
    })
    .collect()
}

/// A volunteer's phone and the police's, each with the roll, each under a name of its own.
struct Two {
    roll: Roll,
    phone: Phone,
    police: Phone,
}

impl Two {
    fn new() -> Self {
        let (roll, phone, police) = (
            Roll::new(),
            Phone::new(Role::Volunteer),
            Phone::new(Role::Police),
        );
        police.rename(77);
        phone.take(&roll.office);
        police.take(&roll.office);
        Self {
            roll,
            phone,
            police,
        }
    }

    /// Both know what both have said.
    fn sync(&self) {
        let said = self.phone.said(8, "Phạm Thị Lan", Role::Volunteer);
        if said.any() {
            self.police.take(&said);
        }
        let said = self.police.said(9, "Lê Văn Sơn", Role::Police);
        if said.any() {
            self.phone.take(&said);
        }
    }

    fn mai(&self) -> String {
        self.roll.people[0].to_string()
    }

    fn hoa(&self) -> String {
        self.roll.people[1].to_string()
    }

    fn door(&self) -> Value {
        let of = json!({ "household": self.roll.household.to_string() });
        self.phone.call("door", of)
    }

    fn come_backs(&self) -> u64 {
        let hamlets = self.phone.call("hamlets", json!({}));
        let each = hamlets.as_array().expect("hamlets").iter();
        each.filter_map(|hamlet| hamlet["doors_come_back"].as_u64())
            .sum()
    }
}

#[test]
fn a_volunteer_books_police_see_it_and_a_missed_one_comes_back() {
    let two = Two::new();
    two.police.call("set_desk_hours", mornings(2));
    two.sync();
    let (eight, half) = (tomorrow(480), tomorrow(510));
    let offered = slots(&two.phone, "vneid_level2");
    // Today's have begun: it is noon.
    assert_eq!(offered, [(eight, 2), (half, 2)]);
    // Cards are made at the same desk, at whose hours nobody typed others for them.
    assert_eq!(slots(&two.phone, "card_and_level2").len(), 2);
    assert_eq!(slots(&two.phone, "tax"), []);
    // A colleague met them an hour ago: the door is done.
    let mut luc = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
    luc.says(Visit {
        household: two.roll.household,
        outcome: Outcome::Met,
        come_back_at: None,
        note: None,
    });
    two.phone.take(&luc);
    let saved = two
        .phone
        .call("appointment", appointment(&two.mai(), Some(eight)));
    let card = &saved["door"]["people"][0]["appointments"][0];
    assert_eq!(
        (&card["bring"], &card["attendance"], &card["missed"]),
        (
            &json!("Thẻ căn cước; điện thoại"),
            &Value::Null,
            &json!(false)
        )
    );
    assert_eq!(slots(&two.phone, "vneid_level2"), [(eight, 1), (half, 2)]);
    assert_eq!(two.come_backs(), 0);
    two.sync();

    let page = list(&two.police, 1);
    assert_eq!(
        (&page["expected"], &page["today"]),
        (&json!(1), &json!(false))
    );
    let slot = &page["slots"][0];
    assert_eq!(
        (&slot["booked"], &slot["capacity"], &slot["place"]),
        (&json!(1), &json!(2), &json!("Công an xã, phòng 2"))
    );
    let person = &slot["people"][0];
    assert_eq!(
        (
            &person["name"],
            &person["by"],
            &person["hamlet"],
            &person["collected"]
        ),
        (
            &json!("Nguyễn Thị Mai"),
            &json!("Phạm Thị Lan"),
            &json!("Thôn Tân Lập"),
            &json!(false)
        )
    );
    assert_eq!(person["phones"], json!([]));
    let attend = json!({ "appointments": [person["appointment"]], "outcome": "missed" });
    two.police.call("attend", attend);
    assert_eq!(list(&two.police, 1)["missed"], 1);
    two.sync();

    let door = two.door();
    let card = &door["people"][0]["appointments"][0];
    assert_eq!(
        (&card["attendance"], &card["missed"]),
        (&json!("missed"), &json!(true))
    );
    assert_eq!(
        (&door["card"]["missed"], &door["card"]["done"]),
        (&json!(1), &json!(false))
    );
    assert_eq!(two.come_backs(), 1);
    let missed = &two.phone.call("my_work", json!({}))["missed"];
    assert_eq!(
        (&missed[0]["name"], &missed[0]["at"]),
        (&json!("Nguyễn Thị Mai"), &json!(eight))
    );
    // Another appointment takes its place, and nobody has to come back any more.
    two.phone
        .call("appointment", appointment(&two.mai(), Some(half)));
    assert_eq!(two.come_backs(), 0);
    assert_eq!(two.phone.call("my_work", json!({}))["missed"], json!([]));
    for device in [&two.phone, &two.police] {
        assert_eq!(device.call("verify", json!({}))["differences"], json!([]));
    }
}

#[test]
fn the_dossier_is_collected_in_one_step_and_the_task_is_closed() {
    let two = Two::new();
    two.police.call("set_desk_hours", mornings(2));
    two.phone
        .call("appointment", appointment(&two.mai(), Some(tomorrow(480))));
    two.sync();
    let person = list(&two.police, 1)["slots"][0]["people"][0].clone();
    let receive = json!({
        "resident": two.mai(), "desk": "police", "appointment": person["appointment"], "collected": true,
    });
    let saved = two.police.call("receive", receive.clone());
    assert_eq!(saved["said"].as_array().map(Vec::len), Some(2));
    let after = list(&two.police, 1);
    let person = &after["slots"][0]["people"][0];
    assert_eq!(
        (&person["outcome"], &person["collected"], &after["came"]),
        (&json!("came"), &json!(true), &json!(1))
    );
    two.sync();
    let at_door = two.door();
    let vneid = &at_door["people"][0]["apps"][0];
    assert_eq!(
        (&vneid["level"], &vneid["stage"], &vneid["next"]),
        (
            &json!(2),
            &json!("dossier_collected"),
            &json!("await_approval")
        )
    );
    // Taken back, from the last word to the first.
    for delta in saved["said"].as_array().expect("ids").iter().rev() {
        two.police.call("retract", json!({ "delta": delta }));
    }
    let person = list(&two.police, 1)["slots"][0]["people"][0].clone();
    assert_eq!(
        (&person["outcome"], &person["collected"]),
        (&Value::Null, &json!(false))
    );
}

#[test]
fn whoever_handed_in_came_unless_somebody_says_otherwise() {
    let two = Two::new();
    two.police.call("set_desk_hours", mornings(2));
    // This morning at eight, and it is noon.
    let eight = tomorrow(480 - 24 * 60);
    two.phone
        .call("appointment", appointment(&two.mai(), Some(eight)));
    let hers = appointment(&two.hoa(), Some(tomorrow(480)));
    two.phone.call("appointment", hers);
    two.sync();
    let figures =
        |page: &Value| ["expected", "came", "missed"].map(|of| page[of].as_u64().expect("a count"));
    assert_eq!(figures(&list(&two.police, 0)), [1, 0, 0]);
    let mut police = Author::new(21, "Lê Văn Sơn", Role::Police);
    for person in two.roll.people {
        police.says(Account {
            source: Source::PoliceEntry,
            level: 2,
            ..claim(person, App::Vneid, Stage::DossierCollected)
        });
    }
    two.police.take(&police);
    let page = list(&two.police, 0);
    let person = &page["slots"][0]["people"][0];
    assert_eq!(
        (&person["outcome"], &person["collected"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!(figures(&page), [1, 1, 0]);
    // Whoever is done before the day of the appointment has not come on it.
    assert_eq!(figures(&list(&two.police, 1)), [1, 0, 0]);
    let missed = json!({ "appointments": [person["appointment"]], "outcome": "missed" });
    two.police.call("attend", missed);
    assert_eq!(figures(&list(&two.police, 0)), [1, 0, 1]);
}

#[test]
fn whoever_walks_in_is_written_down_once() {
    let two = Two::new();
    let receive = |collected: bool| json!({ "resident": two.hoa(), "desk": "police", "appointment": null, "collected": collected });
    let first = two.police.call("receive", receive(false));
    assert_eq!(first["said"].as_array().map(Vec::len), Some(2));
    // At no hour of the desk: nobody typed any.
    let page = list(&two.police, 0);
    assert_eq!(page["outside"][0]["name"], "Trần Văn Hòa");
    // The same person again is the same appointment.
    let again = two.police.call("receive", receive(true));
    assert_eq!(again["said"].as_array().map(Vec::len), Some(1));
    let page = list(&two.police, 0);
    assert_eq!(
        (&page["expected"], &page["outside"][0]["collected"]),
        (&json!(1), &json!(true))
    );
    let find = |text: &str| {
        let of = json!({ "desk": "police", "day": null, "find": text });
        two.police.call("desk_day", of)["outside"]
            .as_array()
            .map(Vec::len)
    };
    assert_eq!(
        (find("hoa"), find("tran ho"), find("mai")),
        (Some(1), Some(1), Some(0))
    );
}

#[test]
fn counters_write_down_their_own_app_and_each_role_what_is_its_own() {
    let two = Two::new();
    let office = Phone::new(Role::Office);
    office.rename(78);
    office.take(&two.roll.office);
    let receive = |desk: &str| json!({ "resident": two.mai(), "desk": desk, "appointment": null, "collected": true });
    // Only police collect level 2.
    assert_eq!(
        office.refused("receive", receive("police")),
        ErrorCode::NotAllowed
    );
    assert_eq!(
        two.phone.refused("receive", receive("police")),
        ErrorCode::NotAllowed
    );
    office.call("receive", receive("one_stop"));
    let of = json!({ "household": two.roll.household.to_string() });
    let door = office.call("door", of);
    let ihanoi = &door["people"][0]["apps"][1];
    assert_eq!(
        (&ihanoi["app"], &ihanoi["stage"]),
        (&json!("ihanoi"), &json!("logged_in"))
    );
    let day = |desk: &str| {
        office.call(
            "desk_day",
            json!({ "desk": desk, "day": null, "find": null }),
        )
    };
    assert_eq!(day("one_stop")["came"], 1);
    assert_eq!(
        (
            &day("one_stop")["may_collect"],
            &day("police")["may_collect"]
        ),
        (&json!(true), &json!(false))
    );
    assert_eq!(day("tax")["expected"], 0);
}

#[test]
fn hours_are_changed_ended_and_refused_when_nobody_can_come() {
    let two = Two::new();
    let saved = two.police.call("set_desk_hours", mornings(2));
    let id = saved["hours"][0]["id"].clone();
    let mut ended = mornings(5);
    ended["id"] = id.clone();
    ended["until"] = json!(day(0));
    let saved = two.police.call("set_desk_hours", ended);
    assert_eq!(saved["hours"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        (
            &saved["hours"][0]["id"],
            &saved["hours"][0]["capacity"],
            &saved["hours"][0]["over"]
        ),
        (&id, &json!(5), &json!(false))
    );
    two.sync();
    assert_eq!(slots(&two.phone, "vneid_level2"), []);
    let broken = |field: &str, value: Value| {
        let mut hours = mornings(1);
        hours[field] = value;
        hours
    };
    for (field, value) in [
        ("capacity", json!(0)),
        ("to", json!(480)),
        ("weekdays", json!(0)),
        ("slot", json!(1)),
        ("place", json!("  ")),
        ("purpose", json!("school")),
    ] {
        let refused = two.police.refused("set_desk_hours", broken(field, value));
        assert_eq!(refused, ErrorCode::BadInput, "{field}");
    }
    let other = broken("id", json!(two.mai()));
    assert_eq!(
        two.police.refused("set_desk_hours", other),
        ErrorCode::NotFound
    );
    assert_eq!(
        two.phone.refused("set_desk_hours", mornings(1)),
        ErrorCode::NotAllowed
    );
}
