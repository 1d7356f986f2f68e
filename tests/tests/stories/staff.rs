//! People and phones from the officer's own computer. Where only whoever runs the server can invite somebody or lock a
//! lost phone out, it waits until Monday; ours is done at the desk, and what a lost phone kept is said before.

use crate::door::{each, record, text, work};
use crate::street::{BANG_LOI, MAI, PHU_LAI, POLICE, Street};
use serde_json::{Value, json};
use std::path::Path;
use tungnha_api::payload::JobOutcome;
use tungnha_api::{Device, ErrorCode, Host};

const LUA: &str = "Hà Thị Lụa";
const PIN: &str = "135790";
/// A random name, as the form makes one.
const FRESH: &str = "3f2c6a52-7f40-4a3e-9c7b-0d9f2f8a1b6c";

fn call(device: &Device, name: &str, args: Value) -> Value {
    let done = device.call(name, args);
    done.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn refused(device: &Device, name: &str, args: Value) -> ErrorCode {
    let error = device.call(name, args);
    error.expect_err("it is refused").code
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

fn staff(device: &Device) -> Value {
    call(device, "staff", json!({}))
}

fn member<'a>(page: &'a Value, name: &str) -> &'a Value {
    let found = each(page, "members").iter().find(|one| one["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {page}"))
}

fn hamlet(device: &Device, name: &str) -> String {
    let hamlets = call(device, "hamlets", json!({}));
    let mut hamlets = hamlets.as_array().expect("hamlets").iter();
    let found = hamlets.find(|one| text(one, "name").ends_with(name));
    text(found.expect("the hamlet"), "id").to_owned()
}

fn invitation(hamlet: &str) -> Value {
    json!({
        "member": FRESH, "name": LUA, "role": "volunteer", "organisation": "Đoàn xã",
        "hamlets": [hamlet], "hours": 24,
    })
}

#[test]
fn somebody_is_invited_from_the_officers_computer() {
    let mut street = Street::new();
    let desk = open(street.police.home());
    let there = hamlet(&desk, PHU_LAI);
    let handed = call(&desk, "invite_member", invitation(&there));
    let link = text(&handed, "link");
    assert_eq!(handed["qr"], link);
    // The stories' server is on this computer.
    assert_eq!(handed["here_only"], true);
    assert_eq!(handed["name"], LUA);
    let line = member(&handed["page"], LUA);
    assert_eq!(line["link_until"], handed["until"]);
    assert_eq!(line["hamlets"][0]["id"], there.as_str());
    // The answer was lost, and the officer pressed again: one person, and the last link is the one that opens.
    let again = call(&desk, "invite_member", invitation(&there));
    let all = each(&again["page"], "members").iter();
    assert_eq!(all.filter(|one| one["name"] == LUA).count(), 1);
    let phone = street.area.device();
    assert_eq!(phone.refused(&["enrol", link]), "code_refused");
    let last = text(&again, "link");
    let here = phone.run(&["enrol", last, "--device-name", "máy của Lụa"]);
    assert_eq!(here["awaiting_acceptance"], true);
    let other = street.area.device();
    assert_eq!(other.refused(&["enrol", last]), "code_refused");

    let page = staff(&desk);
    let device = &member(&page, LUA)["devices"][0];
    assert_eq!(
        (&device["name"], &device["state"], &device["unsent"]),
        (&json!("máy của Lụa"), &json!("waiting"), &Value::Null)
    );
    assert_eq!(device["check_word"], here["check_word"]);
    call(
        &desk,
        "accept_device",
        json!({ "device": device["device"], "accept": true }),
    );
    phone.run(&["sync"]);
    assert_eq!(each(&phone.run(&["status"]), "hamlets").len(), 1);
    // Its name stands with the hamlet's, for whoever gives out lanes.
    sync(&desk);
    let colleagues = call(&desk, "colleagues", json!({ "hamlet": there }));
    let mut colleagues = colleagues.as_array().expect("colleagues").iter();
    assert!(colleagues.any(|one| one["name"] == LUA));
    let page = staff(&desk);
    let device = &member(&page, LUA)["devices"][0];
    assert_eq!(
        (&device["state"], &device["unsent"]),
        (&json!("accepted"), &json!(0))
    );
    let acts: Vec<&str> = each(&page, "log")
        .iter()
        .map(|one| text(one, "act"))
        .collect();
    assert_eq!(acts, ["link", "invited"]);
    assert_eq!(page["log"][0]["by"], POLICE);
    street.sound(&[&phone]);
}

#[test]
fn a_lost_phone_is_replaced_and_still_hands_in() {
    let mut street = Street::new();
    let old = street.volunteer(MAI);
    let [one, other] = [0, 1].map(|nth| street.person(&old, nth));
    record(&old, &one.id, "vneid", 1, "activated");
    old.run(&["sync"]);
    // Said in the dark, and lost with the phone: nobody at the office can know.
    record(&old, &other.id, "vneid", 1, "activated");
    let desk = open(street.police.home());
    let page = staff(&desk);
    let line = member(&page, MAI);
    let lost = &line["devices"][0];
    assert_eq!(lost["unsent"], 0);
    assert!(lost["received"].as_u64() > Some(0) && lost["last_sync"].as_i64().is_some());
    let replaced = json!({
        "member": line["member"], "seen": line["seen"], "replaces": lost["device"], "hours": 2,
    });
    let handed = call(&desk, "new_link", replaced);
    assert_eq!(
        member(&handed["page"], MAI)["devices"][0]["state"],
        "revoked"
    );
    // On the words of before nothing more is done.
    let stale = json!({ "member": line["member"], "seen": line["seen"], "hamlets": [hamlet(&desk, BANG_LOI)] });
    assert_eq!(refused(&desk, "assign_hamlets", stale), ErrorCode::Conflict);

    let new = street.area.device();
    new.run(&["enrol", text(&handed, "link")]);
    let page = staff(&desk);
    let line = member(&page, MAI);
    let device = each(line, "devices")
        .iter()
        .find(|device| device["state"] == "waiting")
        .expect("the new phone waits");
    call(
        &desk,
        "accept_device",
        json!({ "device": device["device"], "accept": true }),
    );
    new.run(&["sync"]);
    // The old one is found again: what it kept is handed in, waits for a person, and it reads nothing.
    assert_eq!(old.refused(&["sync"]), "revoked");
    assert_eq!(work(&old, "held"), 1);
    street.sound(&[&new]);
}

#[test]
fn what_an_officer_may_not_is_refused_by_the_server() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let desk = open(street.police.home());
    let page = staff(&desk);
    let own = member(&page, POLICE);
    assert_eq!(
        (&own["me"], &own["devices"][0]["this"]),
        (&json!(true), &json!(true))
    );
    let oneself = json!({ "member": own["member"], "seen": own["seen"] });
    assert_eq!(
        refused(&desk, "revoke_member", oneself),
        ErrorCode::NotAllowed
    );
    let mut above = invitation(&hamlet(&desk, PHU_LAI));
    above["role"] = "office".into();
    assert_eq!(
        refused(&desk, "invite_member", above),
        ErrorCode::NotAllowed
    );
    assert!(each(&page, "roles").iter().all(|role| role != "office"));
    for hours in [0, 169] {
        let mut long = invitation(&hamlet(&desk, PHU_LAI));
        long["hours"] = hours.into();
        assert_eq!(refused(&desk, "invite_member", long), ErrorCode::BadInput);
    }
    // Whoever is no officer is not even asked at the server.
    let phone = open(mai.home());
    assert_eq!(refused(&phone, "staff", json!({})), ErrorCode::NotAllowed);
    assert_eq!(staff(&desk), page);
}

#[test]
fn who_does_what_is_read_in_the_hamlet_and_counted_from_the_book() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let one = street.person(&mai, 0);
    record(&mai, &one.id, "vneid", 2, "activated");
    mai.run(&["sync"]);
    let desk = open(street.police.home());
    sync(&desk);
    let place = hamlet(&desk, PHU_LAI);
    let all = json!({ "hamlet": null, "closed": true });
    let given = |of: Value, due: Value, result: Value| {
        json!({
            "of": of, "hamlet": place, "task": "activate", "who": "Đoàn xã", "accountable": null,
            "due": due, "goal": 6, "result": result,
        })
    };
    let said = call(
        &desk,
        "set_assignment",
        given(Value::Null, json!("2099-12-31"), Value::Null),
    );
    let page = call(&desk, "assignments", all.clone());
    let card = &each(&page, "assignments")[0];
    assert_eq!(card["missing"], json!(["accountable"]));
    assert_eq!(
        card["progress"],
        json!({ "done": 0, "claimed": 1, "of": 6 })
    );
    // Past its day the aim is no result any more.
    call(
        &desk,
        "set_assignment",
        given(said["ids"][0].clone(), json!("2020-01-31"), Value::Null),
    );
    let page = call(&desk, "assignments", all.clone());
    let card = &each(&page, "assignments")[0];
    assert_eq!((&card["late"], &page["late"]), (&json!(true), &json!(1)));
    assert_eq!(card["missing"], json!(["result", "accountable"]));
    sync(&desk);
    mai.run(&["sync"]);
    {
        let phone = open(mai.home());
        let page = call(&phone, "assignments", all.clone());
        assert_eq!(page["may_write"], false);
        assert_eq!(each(&page, "assignments")[0]["who"], "Đoàn xã");
        let own = given(Value::Null, Value::Null, Value::Null);
        assert_eq!(
            refused(&phone, "set_assignment", own),
            ErrorCode::NotAllowed
        );
    }
    call(
        &desk,
        "set_assignment",
        given(
            said["ids"][0].clone(),
            json!("2020-01-31"),
            json!("đủ 6 người"),
        ),
    );
    let open_only = json!({ "hamlet": place, "closed": false });
    assert_eq!(
        each(&call(&desk, "assignments", open_only), "assignments").len(),
        0
    );
    let mut elsewhere = given(said["ids"][0].clone(), Value::Null, Value::Null);
    elsewhere["hamlet"] = hamlet(&desk, BANG_LOI).into();
    assert_eq!(
        refused(&desk, "set_assignment", elsewhere),
        ErrorCode::BadInput
    );
}
