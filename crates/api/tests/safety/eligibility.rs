//! Who proposes that somebody need not be visited, who decides, and who learns why (D-19 to D-21).

use crate::book::{Author, Phone, Roll};
use serde_json::{Value, json};
use tungnha_api::ErrorCode;
use tungnha_core::body::{Eligibility, IneligibleReason};
use tungnha_core::words::{self, Role};

fn roll_on(role: Role) -> (Phone, Roll) {
    let (phone, roll) = (Phone::new(role), Roll::new());
    phone.take(&roll.office);
    (phone, roll)
}

fn propose(roll: &Roll, coarse: &str) -> Value {
    json!({ "resident": roll.people[0].to_string(), "coarse": coarse })
}

fn decide(roll: &Roll, standing: &str, reason: Option<&str>) -> Value {
    json!({ "resident": roll.people[0].to_string(), "standing": standing, "reason": reason })
}

fn door(phone: &Phone, roll: &Roll) -> Value {
    phone.call("door", json!({ "household": roll.household.to_string() }))
}

/// (eligibility, whether the proposal is this device's) of the person.
fn shown(door: &Value) -> (&Value, bool) {
    let person = &door["people"][0];
    (&person["eligibility"], !person["proposal_own"].is_null())
}

#[test]
fn those_at_the_door_propose_and_take_it_back() {
    for role in [Role::Volunteer, Role::Leader, Role::HamletHead] {
        let (phone, roll) = roll_on(role);
        assert_eq!(shown(&door(&phone, &roll)), (&Value::Null, false));
        let saved = phone.call("propose", propose(&roll, "away_long"));
        assert_eq!(shown(&saved["door"]), (&json!("proposed"), true));
        // A proposal alone takes nobody off the door.
        assert_eq!(saved["door"]["card"]["people"], 1);
        phone.call("retract", json!({ "delta": saved["id"] }));
        assert_eq!(shown(&door(&phone, &roll)), (&Value::Null, false));
    }
    let (phone, roll) = roll_on(Role::Inspector);
    assert_eq!(
        phone.refused("propose", propose(&roll, "no_phone")),
        ErrorCode::NotAllowed
    );
    let (phone, roll) = roll_on(Role::Volunteer);
    // The police's words are none of a volunteer's.
    assert_eq!(
        phone.refused("propose", propose(&roll, "imprisoned")),
        ErrorCode::BadInput
    );
}

#[test]
fn only_the_police_decide() {
    for role in [
        Role::Volunteer,
        Role::Leader,
        Role::HamletHead,
        Role::Office,
        Role::Inspector,
    ] {
        let (phone, roll) = roll_on(role);
        for reason in [None, Some("imprisoned")] {
            let decision = decide(&roll, "do_not_visit", reason);
            assert_eq!(
                phone.refused("decide_eligibility", decision),
                ErrorCode::NotAllowed,
                "{role:?}"
            );
        }
        assert_eq!(shown(&door(&phone, &roll)), (&Value::Null, false));
    }
    let (phone, roll) = roll_on(Role::Police);
    let proposed = decide(&roll, "proposed", None);
    assert_eq!(
        phone.refused("decide_eligibility", proposed),
        ErrorCode::BadInput
    );
    let saved = phone.call(
        "decide_eligibility",
        decide(&roll, "do_not_visit", Some("imprisoned")),
    );
    assert_eq!(shown(&saved["door"]), (&json!("do_not_visit"), false));
    assert_eq!(saved["door"]["card"]["people"], 0);
    let saved = phone.call("decide_eligibility", decide(&roll, "eligible", None));
    assert_eq!(shown(&saved["door"]), (&json!("eligible"), false));
    assert_eq!(saved["door"]["card"]["people"], 1);
}

/// A decision that was refused for its reason says nothing of itself either.
#[test]
fn a_word_that_is_no_reason_decides_nothing() {
    let (phone, roll) = roll_on(Role::Police);
    let decision = decide(&roll, "do_not_visit", Some("a rumour"));
    assert_eq!(
        phone.refused("decide_eligibility", decision),
        ErrorCode::BadInput
    );
    assert_eq!(shown(&door(&phone, &roll)), (&Value::Null, false));
}

/// What a volunteer's phone holds is the same for every reason, and even a file that holds the reason, as after a
/// change of roles, shows it nowhere at the door.
#[test]
fn a_volunteer_never_sees_why() {
    let everything = |reason: Option<words::IneligibleReason>| {
        let (phone, roll) = roll_on(Role::Volunteer);
        let proposed = phone.call("propose", propose(&roll, "no_phone"));
        let mut police = Author::new(5, "Công An", Role::Police);
        police.says(Eligibility {
            resident: roll.people[0],
            standing: words::Eligibility::DoNotVisit,
            coarse: None,
        });
        if let Some(reason) = reason {
            let resident = roll.people[0];
            police.says(IneligibleReason { resident, reason });
        }
        phone.take(&police);
        assert_eq!(shown(&door(&phone, &roll)).0, &json!("do_not_visit"));
        let (first, own) = (roll.hamlets[0].to_string(), &proposed["id"]);
        let all = json!({ "hamlet": null, "lacking": null, "find": null, "offset": 0, "limit": 9 });
        let doors =
            json!({ "hamlet": first, "lane": null, "show": "all", "offset": 0, "limit": 9 });
        let person = json!({ "text": "mai", "limit": 9 });
        let told = [
            door(&phone, &roll),
            phone.call("people", all),
            phone.call("find", person),
            phone.call("doors", doors),
            phone.call("my_work", json!({})),
            phone.call("hamlets", json!({})),
            phone.call("coverage", json!({ "hamlet": first })),
        ];
        (json!(told).to_string(), own.clone())
    };
    let plain = everything(None);
    for reason in words::IneligibleReason::ALL {
        let told = everything(Some(*reason));
        assert_eq!(told, plain, "{reason}");
    }
    assert!(!plain.0.contains("reason\":\"imprisoned"));
}
