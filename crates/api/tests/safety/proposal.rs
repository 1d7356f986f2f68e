//! From the door to the police and back: who proposes that somebody need not be visited, who decides, what every
//! side sees of it (D-19, D-20, D-41).

use crate::book::{Author, Phone, Roll};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::body::Eligibility;
use tungnha_core::words::{self, CoarseReason, Role};

/// The phone of somebody at the doors and the police's device, each with the roll and a name of its own.
struct Two {
    roll: Roll,
    phone: Phone,
    police: Phone,
    role: Role,
}

impl Two {
    fn new(role: Role) -> Self {
        let (roll, phone, police) = (Roll::new(), Phone::new(role), Phone::new(Role::Police));
        police.rename(77);
        phone.take(&roll.office);
        police.take(&roll.office);
        Self {
            roll,
            phone,
            police,
            role,
        }
    }

    /// Both know what both have said.
    fn sync(&self) {
        let said = self.phone.said(8, "Phạm Thị Lan", self.role);
        if said.any() {
            self.police.take(&said);
        }
        let said = self.police.said(9, "Lê Văn Sơn", Role::Police);
        if said.any() {
            self.phone.take(&said);
        }
    }

    fn propose(&self, person: usize, coarse: &str) {
        let resident = self.roll.people[person].to_string();
        let proposal = json!({ "resident": resident, "coarse": coarse });
        self.phone.call("propose", proposal);
    }

    /// What a device shows of the first person at the door.
    fn person(&self, device: &Phone) -> Value {
        let door = json!({ "household": self.roll.household.to_string() });
        device.call("door", door)["people"][0].clone()
    }

    /// How the list of the ineligible counts: (its people, the sentence with the rate).
    fn list(&self) -> (Value, String) {
        let page = self.police.call(
            "list_preview",
            json!({ "list": "ineligible", "hamlet": null, "limit": 50 }),
        );
        let totals = page["totals"].as_array().expect("totals");
        let rate = totals.last().and_then(Value::as_str).unwrap_or_default();
        (page["rows"].clone(), rate.to_owned())
    }
}

fn desk(device: &Phone) -> Value {
    device.call(
        "review_list",
        json!({ "hamlet": null, "volunteer": null, "app": null, "state": "proposals",
                "too_old": null, "after": null, "offset": 0, "limit": 50 }),
    )
}

fn decide(item: &Value, decision: &str, why: Value, quick: Value) -> Value {
    json!({ "claims": item["claims"], "decision": decision, "ineligible": why, "quick": quick, "reason": null })
}

#[test]
fn what_is_proposed_at_a_door_is_accepted_at_the_desk_and_shown_at_the_door() {
    for role in [Role::Volunteer, Role::Leader, Role::HamletHead] {
        let two = Two::new(role);
        two.propose(0, "away_long");
        two.sync();
        let page = desk(&two.police);
        assert_eq!((&page["total"], &page["proposals"]), (&json!(1), &json!(1)));
        let item = &page["items"][0];
        assert_eq!(item["person"]["name"], "Nguyễn Thị Mai");
        assert_eq!(item["volunteers"], json!(["Phạm Thị Lan"]));
        assert_eq!(
            (&item["app"], &item["stage"]),
            (&json!(""), &json!("away_long"))
        );
        assert_eq!(two.list().0, 0);
        let saved = two.police.call(
            "review",
            decide(item, "confirmed", Value::Null, Value::Null),
        );
        two.sync();
        assert_eq!(desk(&two.police)["total"], 0);
        for device in [&two.phone, &two.police] {
            let person = two.person(device);
            assert_eq!(person["eligibility"], "do_not_visit");
            assert_eq!(person["proposal_own"], Value::Null);
            assert_eq!(person["proposal_refused"], Value::Null);
        }
        // The nearest of the police's reasons went with it, and nobody who was not met counts besides.
        let (rows, rate) = two.list();
        assert_eq!(rows, 1);
        assert!(rate.contains("1/1") || rate.contains("100"), "{rate}");
        let page = two.police.call(
            "list_preview",
            json!({ "list": "ineligible", "hamlet": null, "limit": 50 }),
        );
        assert!(page.to_string().contains("không rõ địa chỉ nơi đến"));
        // What was just decided can be taken back, and everything is as before.
        let recent = two.police.call("review_recent", json!({}));
        assert_eq!(recent[0]["people"][0]["stage"], "away_long");
        let undone = json!({ "decision": saved["id"], "claims": null });
        two.police.call("undo_review", undone);
        two.sync();
        assert_eq!(desk(&two.police)["total"], 1);
        assert_eq!(two.person(&two.phone)["eligibility"], "proposed");
        assert_eq!(two.list().0, 0);
    }
}

#[test]
fn a_refusal_says_why_and_the_person_is_of_the_reviewed() {
    let two = Two::new(Role::Volunteer);
    two.propose(0, "no_phone");
    two.propose(1, "moved");
    two.sync();
    let page = desk(&two.police);
    assert_eq!(page["total"], 2);
    let [first, second] = [&page["items"][0], &page["items"][1]];
    two.police.call(
        "review",
        decide(first, "confirmed", Value::Null, Value::Null),
    );
    let before = two.list().1;
    let refused = two.police.call(
        "review",
        decide(second, "returned", Value::Null, json!("ask_family")),
    );
    // One more concluded about: the denominator grows, the numerator does not.
    let (rows, after) = two.list();
    assert_eq!(rows, 1);
    assert_ne!(before, after);
    two.sync();
    let hoa = two.phone.call("find", json!({ "text": "hoa", "limit": 5 }))[0]["person"].clone();
    assert_eq!(hoa["eligibility"], "eligible");
    assert_eq!(hoa["proposal_refused"], "ask_family");
    // Proposed anew, it waits anew.
    two.propose(1, "moved");
    two.sync();
    assert_eq!(desk(&two.police)["total"], 1);
    let hoa = two.phone.call("find", json!({ "text": "hoa", "limit": 5 }))[0]["person"].clone();
    assert_eq!(hoa["eligibility"], "proposed");
    assert_eq!(hoa["proposal_refused"], Value::Null);
    let undone = json!({ "decision": refused["id"], "claims": null });
    two.police.call("undo_review", undone);
    assert_eq!(two.list().1, before);
}

#[test]
fn what_only_a_person_can_tell_is_asked_for() {
    let two = Two::new(Role::Volunteer);
    two.propose(0, "other");
    two.sync();
    let item = desk(&two.police)["items"][0].clone();
    let unsaid = decide(&item, "confirmed", Value::Null, Value::Null);
    assert_eq!(two.police.refused("review", unsaid), ErrorCode::BadInput);
    let nonsense = decide(&item, "confirmed", json!("a rumour"), Value::Null);
    assert_eq!(two.police.refused("review", nonsense), ErrorCode::BadInput);
    assert_eq!(desk(&two.police)["total"], 1);
    assert_eq!(two.person(&two.police)["eligibility"], "proposed");
    let said = decide(&item, "confirmed", json!("abroad"), Value::Null);
    two.police.call("review", said);
    assert_eq!(two.person(&two.police)["eligibility"], "do_not_visit");
    two.sync();
    assert!(!two.person(&two.phone).to_string().contains("abroad"));
}

#[test]
fn nobody_but_the_police_decides() {
    let two = Two::new(Role::Volunteer);
    two.propose(0, "no_phone");
    let said = two.phone.said(8, "Phạm Thị Lan", Role::Volunteer);
    for role in [Role::Office, Role::Leader] {
        let other = Phone::new(role);
        other.rename(78);
        other.take(&two.roll.office);
        other.take(&said);
        let claims = json!([said.first().to_string()]);
        let decision = json!({ "claims": claims, "decision": "returned", "quick": "still_eligible", "reason": null });
        assert_eq!(other.refused("review", decision), ErrorCode::NotAllowed);
        if role == Role::Office {
            assert_eq!(
                (&desk(&other)["total"], &desk(&other)["proposals"]),
                (&json!(0), &json!(0))
            );
        }
    }
}

/// Two who proposed without knowing of each other are one item, and one decision answers both.
#[test]
fn two_who_propose_the_same_are_answered_together() {
    let two = Two::new(Role::Volunteer);
    two.propose(0, "no_phone");
    let mut head = Author::new(4, "Bùi Văn Tám", Role::HamletHead);
    head.says(Eligibility {
        resident: two.roll.people[0],
        standing: words::Eligibility::Proposed,
        coarse: Some(CoarseReason::NoPhone),
    });
    two.police.take(&head);
    two.sync();
    let page = desk(&two.police);
    assert_eq!(page["total"], 1);
    assert_eq!(page["items"][0]["claims"].as_array().map(Vec::len), Some(2));
    two.police.call(
        "review",
        decide(
            &page["items"][0],
            "returned",
            Value::Null,
            json!("still_eligible"),
        ),
    );
    assert_eq!(desk(&two.police)["total"], 0);
    assert_eq!(two.person(&two.police)["eligibility"], "eligible");
}

/// Decided at the door, it waits at no desk.
#[test]
fn what_the_police_decide_at_the_door_answers_the_proposal() {
    let two = Two::new(Role::Volunteer);
    two.propose(0, "no_phone");
    two.sync();
    let resident = two.roll.people[0].to_string();
    let eligible = json!({ "resident": resident, "standing": "eligible", "reason": null });
    let saved = two.police.call("decide_eligibility", eligible);
    assert_eq!(saved["door"]["people"][0]["eligibility"], "eligible");
    assert_eq!(desk(&two.police)["total"], 0);
    two.sync();
    assert_eq!(two.person(&two.phone)["proposal_refused"], "still_eligible");
}
