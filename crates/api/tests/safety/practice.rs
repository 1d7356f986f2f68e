//! Practice: invented households on a device of its own that is nowhere.

use crate::book::{PIN, Phone, Roll, opened};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tungnha_api::{Device, ErrorCode};
use tungnha_core::words::Role;

fn call(device: &Device, name: &str, args: Value) -> Value {
    let done = device.call(name, args);
    done.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn refused(device: &Device, name: &str, args: Value) -> ErrorCode {
    device.call(name, args).expect_err(name).code
}

fn new() -> (TempDir, Device) {
    let home = tempfile::tempdir().expect("a folder");
    let device = opened(home.path());
    (home, device)
}

/// Every file with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in folder.read_dir().expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).expect("readable");
            found.insert(path, bytes);
        }
    }
    found
}

fn doors(device: &Device) -> Vec<Value> {
    let filter = json!({ "hamlet": null, "lane": null, "show": "all", "offset": 0, "limit": 100 });
    let page = call(device, "doors", filter);
    page["doors"].as_array().expect("doors").clone()
}

/// Opens the first door, is answered, records the recommended step, and met somebody.
fn one_door(device: &Device) -> (Value, Value) {
    let household = doors(device)[0]["id"].clone();
    let door = call(device, "door", json!({ "household": household }));
    let person = &door["people"][0];
    let app = &person["apps"][0];
    let agreed = json!({ "resident": person["id"], "agreement": "agreed" });
    call(device, "notice", agreed);
    let choice = &app["choices"][0];
    let record = json!({
        "resident": person["id"], "app": app["app"], "level": choice["level"],
        "stage": choice["stage"], "citizen_statement": false, "visit": null,
    });
    let recorded = call(device, "record", record);
    let visit = json!({
        "household": household, "outcome": "met", "come_back_at": null, "note": "tập",
    });
    (recorded, call(device, "visit", visit))
}

#[test]
fn it_begins_before_anybody_is_enrolled() {
    let (_home, device) = new();
    let status = call(&device, "practice_start", json!({}));
    let stands = (&status["state"], &status["practice"], &status["rehearsal"]);
    assert_eq!(stands, (&json!("open"), &json!(true), &json!(true)));
    assert_eq!(
        (&status["number"], &status["members"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(status["member"]["role"], "volunteer");
    assert_eq!(status["campaign"]["warning"], Value::Null);
    let asked = status["campaign"]["apps"].as_array().expect("apps");
    let asked: Vec<&Value> = asked.iter().map(|app| &app["app"]).collect();
    assert_eq!(asked, ["vneid", "ihanoi", "etax"]);
    // Beginning twice begins once.
    assert_eq!(call(&device, "practice_start", json!({})), status);
    let back = call(&device, "practice_end", json!({}));
    assert_eq!(
        (&back["state"], &back["rehearsal"]),
        (&json!("new"), &json!(false))
    );
}

#[test]
fn the_village_has_what_first_evenings_stumble_over() {
    let (_home, device) = new();
    call(&device, "practice_start", json!({}));
    let hamlets = call(&device, "hamlets", json!({}));
    let hamlets = hamlets.as_array().expect("hamlets");
    assert_eq!(
        (hamlets.len(), &hamlets[0]["name"]),
        (1, &json!("Thôn Tập Thử"))
    );
    assert_eq!(hamlets[0]["doors"], 5);
    let lanes = call(&device, "lanes", json!({ "hamlet": hamlets[0]["id"] }));
    assert_eq!(lanes.as_array().expect("lanes").len(), 2);

    let all = doors(&device);
    let heads: Vec<&str> = all.iter().filter_map(|d| d["head"].as_str()).collect();
    assert_eq!(heads[0], "Lê Thị Thí Dụ");
    assert_eq!(all[0]["approved_not_activated"], 1);
    assert!(
        heads.iter().any(|head| head.chars().count() > 40),
        "{heads:?}"
    );
    assert_eq!(all[4]["last_outcome"], "come_back");
    let people: Vec<Value> = all
        .iter()
        .flat_map(|door| {
            let door = call(&device, "door", json!({ "household": door["id"] }));
            door["people"].as_array().expect("people").clone()
        })
        .collect();
    assert!(people.iter().any(|person| !person["absence"].is_null()));
    let old = |person: &&Value| {
        person["birth_year"]
            .as_u64()
            .is_some_and(|year| year < 1955)
    };
    assert_eq!(people.iter().filter(old).count(), 2);
    let next = |name: &str, app: usize| {
        let person = people.iter().find(|p| p["name"] == name).expect(name);
        person["apps"][app]["next"]
            .as_str()
            .expect("a step")
            .to_owned()
    };
    // Fourteen this year: born before or after today, nobody here knows. Fifteen: fourteen for certain.
    assert_eq!(next("Vũ Văn Thử", 0), "check_age");
    assert_eq!(next("Vũ Thị Nháp", 0), "register");
}

#[test]
fn every_field_operation_works() {
    let (_home, device) = new();
    call(&device, "practice_start", json!({}));
    let (recorded, visited) = one_door(&device);
    assert_eq!(visited["door"]["card"]["done"], true);
    let found = call(
        &device,
        "find",
        json!({ "text": "le thi thi du", "limit": 20 }),
    );
    assert_eq!(found[0]["person"]["name"], "Lê Thị Thí Dụ");
    let work = call(&device, "my_work", json!({}));
    assert_eq!(work["counts"]["unsent"], 3);
    assert_eq!(work["doors_today"], 1);
    let person = &recorded["door"]["people"][0];
    let absence = json!({
        "resident": person["id"], "reason": "at_work", "place": null, "until": null,
    });
    call(&device, "absence", absence);
    call(&device, "retract", json!({ "delta": recorded["id"] }));
    let door = call(&device, "door", json!({ "household": person["household"] }));
    assert_eq!(door["people"][0]["apps"][0]["own"], Value::Null);
    assert_eq!(call(&device, "verify", json!({}))["agrees"], true);
    // Nothing to protect: whoever is interrupted goes on.
    assert_eq!(call(&device, "lock", json!({}))["state"], "open");
}

#[test]
fn nothing_of_it_can_leave_and_nothing_is_left() {
    let (home, device) = new();
    let before = files(home.path());
    call(&device, "practice_start", json!({}));
    one_door(&device);
    let file = json!({ "name": "a.xlsx", "bytes_base64": "" });
    let carried = json!({ "name": "a", "bytes_base64": "", "save": false });
    for (name, args) in [
        ("sync_start", json!({})),
        ("check_start", json!({})),
        ("courier_out", json!({ "save": false })),
        ("courier_in", file.clone()),
        ("courier_carry", carried),
        (
            "learn_addresses",
            json!({ "link": "tungnha://server?at=a:1" }),
        ),
        ("import_preview_start", file),
        ("import_start", json!({})),
        (
            "enrol",
            json!({ "link": "x", "pin": "135790", "device_name": null }),
        ),
        ("unlock", json!({ "pin": "135790" })),
        ("add_member", json!({})),
        ("switch_member", json!({ "number": 1 })),
        ("export_confirmation_list", json!({ "save": false })),
        (
            "export_list",
            json!({ "list": "absent", "hamlet": null, "format": "xlsx", "save": false }),
        ),
    ] {
        assert_eq!(
            refused(&device, name, args),
            ErrorCode::PracticeOnly,
            "{name}"
        );
    }
    call(&device, "practice_end", json!({}));
    assert_eq!(files(home.path()), before);
    // A restart drops it as well.
    call(&device, "practice_start", json!({}));
    one_door(&device);
    drop(device);
    let device = opened(home.path());
    assert_eq!(call(&device, "status", json!({}))["state"], "new");
    assert_eq!(files(home.path()), before);
    // And it begins anew each time.
    let status = call(&device, "practice_start", json!({}));
    assert_eq!(status["work"]["unsent"], 0);
}

#[test]
fn a_member_who_practises_says_nothing() {
    let roll = Roll::new();
    let phone = Phone::new(Role::Volunteer);
    phone.take(&roll.office);
    let record = json!({
        "resident": roll.people[0].to_string(), "app": "vneid", "level": 1, "stage": "activated",
        "citizen_statement": false, "visit": null,
    });
    phone.call("record", record);
    let said = phone.call("verify", json!({}))["deltas"].clone();
    phone.call("practice_start", json!({}));
    // The real people are out of reach from here.
    let found = phone.call("find", json!({ "text": "nguyen thi mai", "limit": 20 }));
    let found = found.as_array().expect("people");
    let real = |row: &Value| row["person"]["name"] == "Nguyễn Thị Mai";
    assert!(!found.iter().any(real), "{found:?}");
    let own = json!({ "household": roll.people[0].to_string() });
    assert!(phone.try_call("door", own).is_err());
    let before = files(phone.home());
    for _ in 0..3 {
        one_door(&phone.device);
    }
    assert_eq!(files(phone.home()), before);
    // Whoever began it open comes back to the lock.
    let back = phone.call("practice_end", json!({}));
    assert_eq!(
        (&back["state"], &back["work"]["unsent"]),
        (&json!("locked"), &json!(1))
    );
    phone.call("unlock", json!({ "pin": PIN }));
    assert_eq!(phone.call("verify", json!({}))["deltas"], said);
    assert_eq!(phone.call("my_work", json!({}))["counts"]["unsent"], 1);
}
