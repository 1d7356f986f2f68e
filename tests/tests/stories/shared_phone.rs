//! Two volunteers, one phone. Field apps with one account per installation make people share that account, so that
//! nobody knows who met whom; ours gives each a file, a PIN and a name of their own.

use crate::door::{each, text};
use crate::street::{BANG_LOI, BINH, MAI, PEOPLE, PHU_LAI, Street};
use serde_json::{Value, json};
use tungnha_api::payload::JobOutcome;
use tungnha_api::{ApiError, Device, ErrorCode, Host};
use tungnha_tests::Way;

const MAI_PIN: &str = "135790";
const BINH_PIN: &str = "864209";

fn call(device: &Device, name: &str, args: Value) -> Value {
    let done = device.call(name, args);
    done.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn enrol(device: &Device, link: &str, pin: &str) -> Result<Value, ApiError> {
    let args = json!({ "link": link, "pin": pin, "device_name": null });
    device.call("enrol", args)
}

fn sync(device: &Device) {
    let job = call(device, "sync_start", json!({}));
    let number = job["job"].as_u64().and_then(|job| job.try_into().ok());
    let ended = device.wait_for(number.expect("a job"), &mut |_| {});
    assert!(matches!(ended, Ok(JobOutcome::Synced(_))), "{ended:?}");
}

/// Everybody whom the member whose turn it is can see.
fn seen(device: &Device) -> Vec<Value> {
    let all = json!({ "hamlet": null, "lacking": null, "find": null, "offset": 0, "limit": 100 });
    each(&call(device, "people", all), "people").to_vec()
}

/// Records that the first of them was helped.
fn record(device: &Device) {
    let person = seen(device)[0]["person"]["id"].clone();
    let record = json!({
        "resident": person, "app": "vneid", "level": 1, "stage": "activated",
        "citizen_statement": false, "visit": null,
    });
    call(device, "record", record);
}

fn turn(device: &Device, number: u32, pin: &str) -> Value {
    call(device, "switch_member", json!({ "number": number }));
    call(device, "unlock", json!({ "pin": pin }))
}

#[test]
fn each_has_a_hamlet_an_outbox_and_a_name_of_their_own() {
    let mut street = Street::new();
    let home = street.area.device().home().to_owned();
    let open = || Device::open(home.clone(), Host::system()).expect("a folder");
    let phone = open();
    let mai = street.area.link("volunteer", MAI, &[PHU_LAI]);
    enrol(&phone, &mai, MAI_PIN).expect("enrolled");
    sync(&phone);
    record(&phone);

    // Binh is added; the answer is lost on its way, and the program killed.
    let binh = street.area.link("volunteer", BINH, &[BANG_LOI]);
    call(&phone, "add_member", json!({}));
    street.area.line().cut_after(Way::Down, 700);
    let cut = enrol(&phone, &binh, BINH_PIN).expect_err("the answer is lost");
    assert_eq!(cut.code, ErrorCode::NoConnection);
    street.area.line().mend();
    drop(phone);
    let phone = open();
    let status = call(&phone, "status", json!({}));
    assert_eq!(
        (&status["members"], &status["work"]["unsent"]),
        (&json!(1), &json!(1))
    );
    call(&phone, "add_member", json!({}));
    let status = enrol(&phone, &binh, BINH_PIN).expect("with the same link");
    assert_eq!(
        (&status["number"], &status["members"]),
        (&json!(2), &json!(2))
    );

    sync(&phone);
    let hamlet = |row: &Value, name: &str| text(row, "hamlet").ends_with(name);
    let of_binh = seen(&phone);
    assert_eq!(of_binh.len(), 2);
    assert!(
        of_binh.iter().all(|row| hamlet(row, BANG_LOI)),
        "{of_binh:?}"
    );
    record(&phone);
    // Binh's sync hands in nothing of Mai's, and the other way round.
    sync(&phone);
    assert_eq!(
        (street.at_server(BINH), street.at_server(MAI)),
        (vec![1], vec![0])
    );
    let mine = turn(&phone, 1, MAI_PIN);
    assert_eq!(mine["work"]["unsent"], 1);
    let of_mai = seen(&phone);
    assert_eq!(of_mai.len(), PEOPLE.len() - 2);
    assert!(of_mai.iter().all(|row| hamlet(row, PHU_LAI)), "{of_mai:?}");
    sync(&phone);
    assert_eq!(
        (street.at_server(BINH), street.at_server(MAI)),
        (vec![1], vec![1])
    );

    // Practice between them says nothing to anybody.
    call(&phone, "practice_start", json!({}));
    record(&phone);
    assert_eq!(
        phone
            .call("sync_start", json!({}))
            .expect_err("refused")
            .code,
        ErrorCode::PracticeOnly
    );
    call(&phone, "practice_end", json!({}));
    for (number, pin) in [(2, BINH_PIN), (1, MAI_PIN)] {
        turn(&phone, number, pin);
        sync(&phone);
        assert_eq!(call(&phone, "verify", json!({}))["agrees"], true);
    }
    assert_eq!(
        (street.at_server(BINH), street.at_server(MAI)),
        (vec![1], vec![1])
    );
    assert_eq!(street.area.desk(&["verify"])["ok"], true);
    street.police.run(&["sync"]);
    let claims = street.police.run(&["review", "list"]);
    let mut by: Vec<&str> = each(&claims, "items")
        .iter()
        .filter_map(|item| item["volunteers"][0].as_str())
        .collect();
    by.sort_unstable();
    assert_eq!(by, [MAI, BINH]);
}

/// Whoever has a window open and asks the command line is told so, and nothing happens.
#[test]
fn two_programs_do_not_open_one_phone() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    let window = Device::open(mai.home().to_owned(), Host::system()).expect("a folder");
    assert_eq!(mai.refused(&["status"]), "file_busy");
    drop(window);
    mai.run(&["status"]);
}
