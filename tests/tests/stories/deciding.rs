//! Who decides: the police on what doors propose, and for each app the office that the campaign names, also after
//! that was changed while everybody was at work. Where a reviewer's list is fixed when the campaign is set up, the
//! wrong desk goes on deciding; ours follows the office's word at the next sync.

use crate::door::{each, record};
use crate::street::{MAI, Street};
use serde_json::{Value, json};
use std::path::Path;
use tungnha_api::payload::JobOutcome;
use tungnha_api::{Device, ErrorCode, Host};

const PIN: &str = "135790";
const HANH: &str = "Lê Thị Hạnh";

fn call(device: &Device, name: &str, args: Value) -> Value {
    let done = device.call(name, args);
    done.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn open(home: &Path) -> Device {
    let device = Device::open(home.to_owned(), Host::system()).expect("a folder");
    call(&device, "unlock", json!({ "pin": PIN }));
    device
}

fn sync(device: &Device) {
    let job = call(device, "sync_start", json!({}));
    let number = job["job"].as_u64().and_then(|job| job.try_into().ok());
    let ended = device.wait_for(number.expect("a job"), &mut |_| {});
    assert!(matches!(ended, Ok(JobOutcome::Synced(_))), "{ended:?}");
}

fn queue(device: &Device, state: &str) -> Vec<Value> {
    let page = call(
        device,
        "review_list",
        json!({ "hamlet": null, "volunteer": null, "app": null, "state": state,
                "too_old": null, "after": null, "offset": 0, "limit": 50 }),
    );
    each(&page, "items").to_vec()
}

fn decided(item: &Value, decision: &str) -> Value {
    json!({ "claims": item["claims"], "decision": decision, "quick": "recheck", "reason": null })
}

/// What the door shows of the person: whether to be visited, and why a proposal was refused.
fn standing(device: &Device, person: &str) -> (Value, Value) {
    let found = call(
        device,
        "people",
        json!({ "hamlet": null, "lacking": null, "find": null, "offset": 0, "limit": 50 }),
    );
    let people = each(&found, "people").iter();
    let mut people = people.map(|one| &one["person"]);
    let one = people.find(|one| one["id"] == person).expect("the person");
    (one["eligibility"].clone(), one["proposal_refused"].clone())
}

#[test]
fn what_a_door_proposes_the_police_decide_and_every_device_sees_it() {
    let mut street = Street::new();
    let volunteer = street.volunteer(MAI);
    let person = street.person(&volunteer, 0).id;
    let (door, desk) = (open(volunteer.home()), open(street.police.home()));
    let both = |first: &Device, second: &Device| {
        sync(first);
        sync(second);
    };
    call(
        &door,
        "propose",
        json!({ "resident": person, "coarse": "away_long" }),
    );
    both(&door, &desk);
    let waiting = queue(&desk, "proposals");
    assert_eq!(waiting.len(), 1);
    let refused = call(&desk, "review", decided(&waiting[0], "returned"));
    both(&desk, &door);
    assert_eq!(
        standing(&door, &person),
        (json!("eligible"), json!("recheck"))
    );
    // Taken back, it waits again on both sides; then it is accepted.
    let undone = json!({ "decision": refused["id"], "claims": null });
    call(&desk, "undo_review", undone);
    both(&desk, &door);
    assert_eq!(standing(&door, &person), (json!("proposed"), Value::Null));
    let waiting = queue(&desk, "proposals");
    call(
        &desk,
        "review",
        json!({ "claims": waiting[0]["claims"], "decision": "confirmed", "quick": null, "reason": null }),
    );
    both(&desk, &door);
    assert_eq!(
        standing(&door, &person),
        (json!("do_not_visit"), Value::Null)
    );
    for device in [&door, &desk] {
        assert_eq!(call(device, "my_work", json!({}))["counts"]["held"], 0);
    }
    drop((door, desk));
    // Whoever begins now sees the same.
    let other = street.volunteer("Trần Văn Bình");
    let late = open(other.home());
    let id = street.person(&street.police, 0).id;
    assert_eq!(standing(&late, &id), (json!("do_not_visit"), Value::Null));
    drop(late);
    street.sound(&[&volunteer, &other]);
}

#[test]
fn another_office_decides_from_the_next_sync_on() {
    let mut street = Street::new();
    let committee = street.area.enrol("office", HANH, &[]);
    committee.run(&["sync"]);
    let volunteer = street.volunteer(MAI);
    let person = street.person(&volunteer, 0);
    record(&volunteer, &person.id, "vneid", 1, "activated");
    volunteer.run(&["sync"]);
    let (office, police) = (open(committee.home()), open(street.police.home()));
    for device in [&office, &police] {
        sync(device);
    }
    let waiting = queue(&police, "waiting");
    assert_eq!((waiting.len(), queue(&office, "waiting").len()), (1, 0));
    let vneid = json!({ "app": "vneid", "reviewer": "office", "reviewer_of": null, "figure_owner": "Văn phòng HĐND và UBND" });
    call(&office, "set_asked_app", vneid);
    sync(&office);
    // The police have not heard of it yet: their device lets them decide, and the server holds it.
    call(&police, "review", decided(&waiting[0], "returned"));
    sync(&police);
    assert_eq!(call(&police, "my_work", json!({}))["counts"]["held"], 1);
    assert_eq!(queue(&police, "waiting").len(), 0);
    let again = police.call("review", decided(&waiting[0], "returned"));
    assert_eq!(
        again.expect_err("not theirs any more").code,
        ErrorCode::NotAllowed
    );
    let waiting = queue(&office, "waiting");
    assert_eq!(waiting.len(), 1);
    call(&office, "review", decided(&waiting[0], "confirmed"));
    sync(&office);
    assert_eq!(call(&office, "my_work", json!({}))["counts"]["held"], 0);
    let asked = call(&police, "asked_apps", json!({}));
    assert_eq!(asked["apps"][0]["changed_by"], HANH);
    assert_eq!(
        (&asked["apps"][0]["mine"], &asked["may_write"]),
        (&json!(false), &json!(false))
    );
    drop((office, police));
    volunteer.run(&["sync"]);
    street.sound(&[&volunteer, &committee]);
}
