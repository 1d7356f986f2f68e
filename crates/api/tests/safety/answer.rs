//! What hinders somebody, who answers it, and how that reaches whoever met it (D-66, D-80); what was taught.

use crate::book::{Author, Phone, Roll, now};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::DeltaId;
use tungnha_core::body::{Answer, Obstacle, Retract};
use tungnha_core::words::{AnswerState, App, ObstacleReason, Role};

fn obstacle(roll: &Roll, person: usize, reason: ObstacleReason) -> Obstacle {
    Obstacle {
        resident: roll.people[person],
        reason,
        app: Some(App::Vneid),
    }
}

fn list(phone: &Phone, show: &str, reason: Option<&str>) -> Value {
    phone.call(
        "obstacles",
        json!({ "show": show, "hamlet": null, "reason": reason, "offset": 0, "limit": 100 }),
    )
}

fn names(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("a page").iter();
    items.filter_map(|item| item["name"].as_str()).collect()
}

fn answer(of: &[DeltaId], state: &str, owner: Option<&str>, text: Option<&str>) -> Value {
    let obstacles: Vec<String> = of.iter().map(ToString::to_string).collect();
    json!({ "obstacles": obstacles, "state": state, "owner": owner, "text": text })
}

/// The police's device, and three obstacles that a volunteer met: two alike, one of them the oldest.
fn hindered() -> (Phone, Roll, [DeltaId; 3]) {
    let (police, roll) = (Phone::new(Role::Police), Roll::new());
    let mut volunteer = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
    let late = volunteer.says_at(
        now().plus(-7200),
        obstacle(&roll, 0, ObstacleReason::SimNotOwn),
    );
    let first = volunteer.says_at(
        now().plus(-90_000),
        obstacle(&roll, 1, ObstacleReason::SimNotOwn),
    );
    let other = volunteer.says_at(
        now().plus(-3600),
        obstacle(&roll, 0, ObstacleReason::OldPhone),
    );
    police.take(&roll.office);
    police.take(&volunteer);
    (police, roll, [late, first, other])
}

#[test]
fn the_oldest_stands_first_and_reasons_are_counted() {
    let (police, roll, _) = hindered();
    let page = list(&police, "open", None);
    assert_eq!(
        names(&page),
        ["Trần Văn Hòa", "Nguyễn Thị Mai", "Nguyễn Thị Mai"]
    );
    assert_eq!(page["total"], 3);
    assert_eq!(
        page["reasons"],
        json!([
            { "reason": "sim_not_own", "count": 2, "oldest": now().0 - 90_000 },
            { "reason": "old_phone", "count": 1, "oldest": now().0 - 3600 },
        ])
    );
    assert_eq!(page["items"][0]["by"], "Lê Hữu Lực");
    assert_eq!(page["items"][0]["hamlet"], "Thôn Bằng Lợi");
    assert_eq!(
        names(&list(&police, "open", Some("old_phone"))),
        ["Nguyễn Thị Mai"]
    );
    let there = json!({ "show": "open", "hamlet": roll.hamlets[1].to_string(), "reason": null, "offset": 0, "limit": 9 });
    assert_eq!(names(&police.call("obstacles", there)), ["Trần Văn Hòa"]);
}

#[test]
fn one_reason_is_answered_at_once_and_taken_back() {
    let (police, _, [late, first, other]) = hindered();
    let taken = police.call(
        "answer_obstacles",
        answer(&[other], "taken", Some("Tổ công nghệ số"), None),
    );
    // Somebody sees to it: it is still open.
    assert_eq!(list(&police, "open", None)["total"], 3);
    let text = Some("Đổi số chính chủ ở công an xã");
    let said = police.call(
        "answer_obstacles",
        answer(&[late, first], "answered", Some("Công an xã"), text),
    );
    assert_eq!(said["ids"].as_array().map(Vec::len), Some(2));
    let answered = list(&police, "answered", None);
    assert_eq!(answered["total"], 2);
    assert_eq!(
        answered["items"][0]["answer"]["text"],
        "Đổi số chính chủ ở công an xã"
    );
    assert_eq!(answered["items"][0]["answer"]["own"], true);
    police.call(
        "answer_obstacles",
        answer(&[first], "closed", Some("Công an xã"), None),
    );
    assert_eq!(names(&list(&police, "closed", None)), ["Trần Văn Hòa"]);
    police.call("retract", json!({ "delta": taken["ids"][0] }));
    let open = list(&police, "open", None);
    assert_eq!(
        (&open["total"], &open["items"][0]["answer"]),
        (&json!(1), &Value::Null)
    );
    assert_eq!(police.call("verify", json!({}))["differences"], json!([]));
}

#[test]
fn an_answer_needs_words_an_owner_and_the_office() {
    let (police, roll, [late, ..]) = hindered();
    for bad in [
        answer(&[late], "answered", Some("Công an xã"), Some("  ")),
        answer(&[late], "taken", None, None),
        answer(&[], "closed", None, None),
        answer(&[late], "forgotten", None, None),
    ] {
        assert_eq!(police.refused("answer_obstacles", bad), ErrorCode::BadInput);
    }
    // What is no obstacle has no answer.
    let none = answer(&[roll.people[0]], "closed", None, None);
    assert_eq!(
        police.refused("answer_obstacles", none),
        ErrorCode::NotFound
    );
    let volunteer = Phone::new(Role::Volunteer);
    volunteer.take(&roll.office);
    for (name, args) in [
        ("answer_obstacles", answer(&[late], "closed", None, None)),
        (
            "obstacles",
            json!({ "show": "open", "hamlet": null, "reason": null, "offset": 0, "limit": 9 }),
        ),
        ("taught_counts", json!({})),
    ] {
        assert_eq!(
            volunteer.refused(name, args),
            ErrorCode::NotAllowed,
            "{name}"
        );
    }
}

#[test]
fn the_answer_reaches_whoever_met_it_and_is_new_until_read() {
    let (phone, roll) = (Phone::new(Role::Volunteer), Roll::new());
    phone.take(&roll.office);
    let person = roll.people[0].to_string();
    let met = phone.call(
        "obstacle",
        json!({ "resident": person, "reason": "no_otp", "app": null }),
    );
    let id: DeltaId = met["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    // Somebody else's obstacle has an answer as well, which is none of this member's.
    let mut other = Author::new(20, "Lê Hữu Lực", Role::Volunteer);
    let others = other.says(obstacle(&roll, 1, ObstacleReason::OldPhone));
    phone.take(&other);
    let mut police = Author::new(5, "Hoàng Minh Sơn", Role::Police);
    let say = |obstacle, resident, text: &str| Answer {
        resident,
        obstacle,
        state: AnswerState::Answered,
        owner: Some("Công an xã".into()),
        text: Some(text.into()),
    };
    let first = police.says(say(id, roll.people[0], "Đến gặp chị Hà"));
    police.says(say(others, roll.people[1], "Không phải của bạn"));
    phone.take(&police);
    let answers = |phone: &Phone| phone.call("my_work", json!({}))["answers"].clone();
    let told = answers(&phone);
    assert_eq!(told.as_array().map(Vec::len), Some(1));
    assert_eq!(told[0]["read"], false);
    assert_eq!(told[0]["obstacle"]["answer"]["by"], "Hoàng Minh Sơn");
    let door = phone.call("door", json!({ "household": roll.household.to_string() }));
    assert_eq!(
        door["people"][0]["obstacles"][0]["answer"]["text"],
        "Đến gặp chị Hà"
    );
    let seen = json!({ "answers": [told[0]["obstacle"]["answer"]["id"]] });
    phone.call("answers_seen", seen.clone());
    phone.call("answers_seen", seen);
    assert_eq!(answers(&phone)[0]["read"], true);
    // A later answer is new again; one that is withdrawn is gone.
    police.says(Retract { target: first });
    let second = police.says(say(id, roll.people[0], "Đến gặp anh Nam"));
    phone.take(&police);
    let told = answers(&phone);
    assert_eq!(
        (&told[0]["read"], &told[0]["obstacle"]["answer"]["id"]),
        (&json!(false), &json!(second.to_string()))
    );
    assert_eq!(phone.call("verify", json!({}))["differences"], json!([]));
}

#[test]
fn ticks_stand_on_the_card_are_undone_and_counted_once() {
    let (phone, roll) = (Phone::new(Role::Police), Roll::new());
    phone.take(&roll.office);
    let person = roll.people[0].to_string();
    let teach = |lesson: &str| json!({ "resident": person, "lesson": lesson, "app": null });
    let saved = phone.call("teach", teach("portal_login"));
    phone.call("teach", teach("portal_login"));
    let guided = phone.call("teach", teach("guided_use"));
    let card = &guided["door"]["people"][0]["taught"];
    assert_eq!(card.as_array().map(Vec::len), Some(3));
    assert_eq!(
        (&card[0]["own"], &card[0]["unsent"]),
        (&json!(true), &json!(true))
    );
    let counts = |phone: &Phone| {
        let rows = phone.call("taught_counts", json!({}));
        let rows = rows.as_array().expect("hamlets").iter();
        rows.map(|row| {
            (
                row["name"].clone(),
                row["portal_login"].clone(),
                row["guided_use"].clone(),
            )
        })
        .collect::<Vec<_>>()
    };
    let of = |name: &str, portal: u32, guided: u32| (json!(name), json!(portal), json!(guided));
    assert_eq!(
        counts(&phone),
        [of("Thôn Bằng Lợi", 0, 0), of("Thôn Tân Lập", 1, 1)]
    );
    phone.call("retract", json!({ "delta": guided["id"] }));
    phone.call("retract", json!({ "delta": saved["id"] }));
    assert_eq!(counts(&phone)[1], of("Thôn Tân Lập", 1, 0));
    assert_eq!(
        phone.refused("teach", teach("to_sing")),
        ErrorCode::BadInput
    );
}
