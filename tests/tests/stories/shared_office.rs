//! Two officers, one computer. Offices share one PC, so programs with one account per machine end with one account for
//! the whole office, and nobody knows who decided. Ours keeps the rows once, and of each the PIN, the key and the
//! name.

use crate::door::{each, record, text};
use crate::street::{BANG_LOI, MAI, PHU_LAI, POLICE, Street};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tungnha_api::payload::JobOutcome;
use tungnha_api::{ApiError, Device, ErrorCode, Host};
use tungnha_store::vault::Vault;
use tungnha_store::{Store, StoreError};
use tungnha_tests::Way;

const HOA: &str = "Trịnh Thị Hoà";
const SON_PIN: &str = "135790";
const HOA_PIN: &str = "864209";

fn call(device: &Device, name: &str, args: Value) -> Value {
    let done = device.call(name, args);
    done.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn enrol(device: &Device, link: &str, pin: &str) -> Result<Value, ApiError> {
    let args = json!({ "link": link, "pin": pin, "device_name": "máy văn phòng" });
    device.call("enrol", args)
}

fn synced(device: &Device) -> JobOutcome {
    let job = call(device, "sync_start", json!({}));
    let number = job["job"].as_u64().and_then(|job| job.try_into().ok());
    let ended = device.wait_for(number.expect("a job"), &mut |_| {});
    ended.expect("it ends")
}

fn sync(device: &Device) {
    let ended = synced(device);
    assert!(matches!(ended, JobOutcome::Synced(_)), "{ended:?}");
}

/// Two steps: the name, the PIN.
fn turn(device: &Device, number: u32, pin: &str) -> Value {
    call(device, "switch_member", json!({ "number": number }));
    call(device, "unlock", json!({ "pin": pin }))
}

fn open(home: &Path) -> Device {
    Device::open(home.to_owned(), Host::system()).expect("a folder")
}

/// Police on an office's computer, open, with four claims of a volunteer that wait.
fn office() -> (Street, Device) {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    for nth in 0..4 {
        let person = street.person(&mai, nth);
        record(&mai, &person.id, "vneid", 1, "activated");
    }
    mai.run(&["sync"]);
    street.police.run(&["sync"]);
    let device = open(street.police.home());
    call(&device, "unlock", json!({ "pin": SON_PIN }));
    (street, device)
}

/// The same with a colleague, whose turn it is.
fn two() -> (Street, Device) {
    let (street, device) = office();
    let link = street.area.link("police", HOA, &[]);
    call(&device, "add_member", json!({}));
    enrol(&device, &link, HOA_PIN).expect("enrolled");
    (street, device)
}

/// The items of the review desk in this state.
fn items(device: &Device, state: &str) -> Vec<Value> {
    let wanted = json!({
        "hamlet": null, "volunteer": null, "app": null, "state": state, "too_old": null,
        "after": null, "offset": 0, "limit": 50,
    });
    each(&call(device, "review_list", wanted), "items").to_vec()
}

fn confirm(device: &Device, item: &Value) {
    let decision = json!({
        "claims": item["claims"], "decision": "confirmed", "ineligible": null, "quick": null,
        "reason": null,
    });
    call(device, "review", decision);
}

fn sound(street: &Street, device: &Device, who: &[(u32, &str)]) {
    for _ in 0..2 {
        for (number, pin) in who {
            turn(device, *number, pin);
            sync(device);
            assert_eq!(call(device, "verify", json!({}))["agrees"], true);
        }
    }
    assert_eq!(street.area.desk(&["verify"])["ok"], true);
}

fn databases(home: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in [home.to_owned(), home.join("members/2")] {
        let Ok(entries) = folder.read_dir() else {
            continue;
        };
        for entry in entries {
            let name = entry.expect("an entry").file_name();
            let name = name.to_string_lossy().into_owned();
            if name.ends_with(".db") {
                found.push(format!(
                    "{}/{name}",
                    folder.strip_prefix(home).expect("inside").display()
                ));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn each_decides_under_their_own_name_on_rows_that_are_there_once() {
    let (street, device) = office();
    let home = street.police.home().to_owned();
    confirm(&device, &items(&device, "waiting")[0]);
    let link = street.area.link("police", HOA, &[]);
    call(&device, "add_member", json!({}));
    let status = enrol(&device, &link, HOA_PIN).expect("enrolled");
    assert_eq!(status["shares_with"], json!([POLICE]));
    assert_eq!(status["apart"], false);
    assert_eq!(databases(&home), ["/device.db"]);

    // Nothing had to be fetched, and what the one decided and has not sent is there under that one's name.
    assert_eq!(status["work"]["unsent"], 0);
    let decided = items(&device, "confirmed");
    assert_eq!(decided.len(), 1);
    assert_eq!(decided[0]["reviewer"], POLICE);
    assert_eq!(decided[0]["own_decision"], Value::Null);
    let waiting = items(&device, "waiting");
    assert_eq!(waiting.len(), 3);
    confirm(&device, &waiting[0]);
    let members = call(&device, "members", json!({}));
    assert_eq!(
        (&members[0]["unsent"], &members[1]["unsent"]),
        (&json!(1), &json!(1))
    );

    // The one hands in nothing of the other's, and each has the own decision to undo.
    sync(&device);
    assert_eq!(street.at_server(HOA), [1]);
    let status = turn(&device, 1, SON_PIN);
    assert_eq!(status["work"]["unsent"], 1);
    assert_eq!(status["shares_with"], json!([HOA]));
    let decided = items(&device, "confirmed");
    let by = |name: &str| {
        let item = decided.iter().find(|item| item["reviewer"] == name);
        item.expect("decided").clone()
    };
    assert!(by(POLICE)["own_decision"].is_string());
    assert_eq!(by(HOA)["own_decision"], Value::Null);
    sync(&device);
    sound(&street, &device, &[(2, HOA_PIN), (1, SON_PIN)]);
    drop(device);

    // Another computer of the office reads the same names.
    let mut street = street;
    let other = street.area.enrol("police", "Hà Văn Khánh", &[]);
    other.run(&["sync"]);
    let list = other.run(&["review", "list", "--state", "confirmed"]);
    let mut reviewers: Vec<&str> = each(&list, "items")
        .iter()
        .map(|item| text(item, "reviewer"))
        .collect();
    reviewers.sort_unstable();
    assert_eq!(reviewers, [POLICE, HOA]);
}

#[test]
fn one_pin_opens_one_name_and_nobody_signs_for_another() {
    let (street, device) = two();
    call(&device, "switch_member", json!({ "number": 1 }));
    let wrong = device.call("unlock", json!({ "pin": HOA_PIN }));
    assert_eq!(wrong.expect_err("refused").code, ErrorCode::WrongPin);
    call(&device, "switch_member", json!({ "number": 2 }));
    let wrong = device.call("unlock", json!({ "pin": SON_PIN }));
    assert_eq!(wrong.expect_err("refused").code, ErrorCode::WrongPin);
    drop(device);

    let home = street.police.home();
    let vault = |folder: &Path| {
        let vault = Vault::read(&folder.join("device.key"));
        vault.expect("readable").expect("enrolled")
    };
    let (son, hoa) = (vault(home), vault(&home.join("members/2")));
    let key = hoa.unwrap_key(HOA_PIN).expect("the PIN");
    assert_eq!(key, son.unwrap_key(SON_PIN).expect("the PIN"), "one file");
    let seed = |vault: &Vault, pin: &str| {
        let stretched = vault.stretch(pin).expect("stretched");
        vault.seed_with(&stretched)
    };
    let mine = seed(&hoa, HOA_PIN).expect("the PIN").expect("kept");
    assert_ne!(seed(&son, SON_PIN).expect("the PIN").expect("kept"), mine);
    assert!(matches!(seed(&son, HOA_PIN), Err(StoreError::WrongPin)));
    // The file has no key to sign with, also not for whom it was made.
    let mut file = Store::open(&home.join("device.db"), &key).expect("it opens");
    let identity = file.read(|txn| txn.identity());
    assert!(matches!(identity, Err(StoreError::NotEnrolled)));
}

#[test]
fn adding_a_colleague_cut_short_anywhere_loses_nothing() {
    let (street, device) = office();
    let home = street.police.home().to_owned();
    confirm(&device, &items(&device, "waiting")[0]);
    let link = street.area.link("police", HOA, &[]);
    call(&device, "add_member", json!({}));
    street.area.line().cut_after(Way::Down, 700);
    let cut = enrol(&device, &link, HOA_PIN).expect_err("the answer is lost");
    assert_eq!(cut.code, ErrorCode::NoConnection);
    street.area.line().mend();
    drop(device);

    // The colleague came into the file, and the power went before the vault was written.
    let device = open(&home);
    assert_eq!(
        call(&device, "unlock", json!({ "pin": SON_PIN }))["work"]["unsent"],
        1
    );
    call(&device, "add_member", json!({}));
    let pending = fs::read(home.join("members/2/enrolment.pending")).expect("kept");
    enrol(&device, &link, HOA_PIN).expect("with the same link");
    drop(device);
    fs::remove_file(home.join("members/2/device.key")).expect("there");
    fs::write(home.join("members/2/enrolment.pending"), &pending).expect("written");

    let device = open(&home);
    assert_eq!(call(&device, "status", json!({}))["members"], 1);
    let status = call(&device, "unlock", json!({ "pin": SON_PIN }));
    assert_eq!(status["work"]["unsent"], 1);
    confirm(&device, &items(&device, "waiting")[0]);
    call(&device, "add_member", json!({}));
    let status = enrol(&device, &link, HOA_PIN).expect("with the same link");
    assert_eq!(status["shares_with"], json!([POLICE]));
    confirm(&device, &items(&device, "waiting")[0]);
    sync(&device);
    sound(&street, &device, &[(1, SON_PIN), (2, HOA_PIN)]);
    assert_eq!(street.at_server(HOA), [1]);
    assert_eq!(items(&device, "confirmed").len(), 3);
}

#[test]
fn whoever_may_see_other_things_has_a_file_apart() {
    let (street, device) = office();
    let home = street.police.home().to_owned();
    let link = street.area.link("office", HOA, &[PHU_LAI]);
    call(&device, "add_member", json!({}));
    let status = enrol(&device, &link, HOA_PIN).expect("enrolled");
    assert_eq!(status["shares_with"], json!([]));
    assert_eq!(status["apart"], true, "and is told so");
    assert_eq!(databases(&home), ["/device.db", "members/2/device.db"]);
    sync(&device);
    sound(&street, &device, &[(1, SON_PIN), (2, HOA_PIN)]);
}

#[test]
fn without_a_colleague_at_the_computer_a_file_is_one_s_own() {
    let (street, device) = office();
    let link = street.area.link("police", HOA, &[]);
    call(&device, "lock", json!({}));
    call(&device, "add_member", json!({}));
    let status = enrol(&device, &link, HOA_PIN).expect("enrolled");
    assert_eq!(
        (&status["shares_with"], &status["apart"]),
        (&json!([]), &json!(true))
    );
}

/// The office gives one of the two other hamlets.
#[test]
fn hamlets_that_differ_later_part_them_and_lose_nothing() {
    let mut street = Street::new();
    let both = [PHU_LAI, BANG_LOI];
    let son = street.area.enrol("police", "Hà Văn Khánh", &both);
    son.run(&["sync"]);
    let home = son.home().to_owned();
    let device = open(&home);
    call(&device, "unlock", json!({ "pin": SON_PIN }));
    let link = street.area.link("office", HOA, &both);
    call(&device, "add_member", json!({}));
    let status = enrol(&device, &link, HOA_PIN).expect("enrolled");
    assert_eq!(status["shares_with"], json!(["Hà Văn Khánh"]));
    let people = |device: &Device| {
        let all =
            json!({ "hamlet": null, "lacking": null, "find": null, "offset": 0, "limit": 100 });
        each(&call(device, "people", all), "people").to_vec()
    };
    let in_phu_lai = |rows: &[Value]| {
        let here = rows
            .iter()
            .filter(|row| text(row, "hamlet").ends_with(PHU_LAI));
        here.count()
    };
    let record = |device: &Device, row: &Value| {
        let record = json!({
            "resident": row["person"]["id"], "app": "vneid", "level": 1, "stage": "activated",
            "citizen_statement": false, "visit": null,
        });
        call(device, "record", record);
    };
    let rows = people(&device);
    assert_eq!(rows.len(), 8);
    record(&device, &rows[0]);
    turn(&device, 1, SON_PIN);
    record(&device, &rows[1]);
    turn(&device, 2, HOA_PIN);

    let member = street.area.member(HOA);
    street
        .area
        .desk(&["assign", "--member", &member, "--hamlet", PHU_LAI]);
    sync(&device);
    let status = call(&device, "status", json!({}));
    assert_eq!(
        (&status["shares_with"], &status["apart"]),
        (&json!([]), &json!(true))
    );
    assert_eq!(status["work"]["unsent"], 0);
    assert_eq!(street.at_server(HOA), [1]);
    assert_eq!(databases(&home), ["/device.db", "members/2/device.db"]);
    let mine = people(&device);
    assert_eq!(in_phu_lai(&mine), mine.len());
    // The colleague has all as before, the own unsent work too.
    let status = turn(&device, 1, SON_PIN);
    assert_eq!(status["work"]["unsent"], 1);
    assert_eq!(people(&device).len(), 8);
    sync(&device);
    assert_eq!(street.at_server("Hà Văn Khánh"), [1]);
    sound(&street, &device, &[(2, HOA_PIN), (1, SON_PIN)]);
    drop(device);
    let device = open(&home);
    assert_eq!(turn(&device, 2, HOA_PIN)["state"], "open");
}

#[test]
fn a_revoked_officer_s_pin_opens_the_file_no_more() {
    let (street, device) = two();
    let home = street.police.home().to_owned();
    confirm(&device, &items(&device, "waiting")[0]);
    let member = street.area.member(HOA);
    street.area.desk(&["revoke", "--member", &member]);
    let ended = synced(&device);
    assert!(matches!(ended, JobOutcome::Failed(e) if e.code == ErrorCode::Revoked));
    assert_eq!(street.at_server(HOA), [1], "handed in, and held");
    assert!(!home.join("members/2/device.key").exists());
    let members = call(&device, "members", json!({}));
    assert_eq!(members.as_array().map(Vec::len), Some(1));
    let status = turn(&device, 1, SON_PIN);
    assert_eq!(status["shares_with"], json!([]));
    sound(&street, &device, &[(1, SON_PIN)]);
}
