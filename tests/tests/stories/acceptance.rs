//! A link that somebody else opened. Field apps hand everything to whoever has the invitation, and a photographed QR
//! is an invitation; ours makes a phone that waits, and no row leaves the server before an officer has accepted the
//! phone by its name and its word.

use crate::street::{MAI, PHU_LAI, Street};
use serde_json::{Value, json};
use tungnha_tests::{BOOK, CommandLine};

/// A plain link for one more volunteer's phone, as the office prints it: both forms, with a QR.
fn printed(street: &Street, name: &str) -> Value {
    let at = street.area.line().address();
    street.area.desk(&[
        "enrol",
        "--unit",
        BOOK,
        "--role",
        "volunteer",
        "--name",
        name,
        "--hamlet",
        PHU_LAI,
        "--at",
        &at,
    ])
}

fn status(device: &CommandLine) -> Value {
    device.run(&["status"])
}

#[test]
fn nothing_comes_until_an_officer_accepts_the_phone() {
    let mut street = Street::new();
    let printed = printed(&street, MAI);
    assert_eq!(printed["accepts"], false);
    let phone = street.area.device();
    // As it comes out of a chat, with words around it.
    let pasted = format!(
        "Mời bạn vào máy:\n“{}”\nhạn 48 giờ",
        printed["landing"].as_str().expect("a link")
    );
    let enrolled = phone.run(&["enrol", &pasted, "--device-name", "máy của Mai"]);
    assert_eq!(enrolled["awaiting_acceptance"], true);
    for _ in 0..2 {
        let story = phone.run(&["sync"]);
        assert_eq!(
            (&story["outcome"], &story["received"]),
            (&json!("done"), &json!(0))
        );
    }
    let here = status(&phone);
    assert_eq!(here["hamlets"], json!([]));
    assert_eq!(here["campaign"], Value::Null);

    let waiting = street.police.run(&["devices"]);
    assert_eq!(waiting.as_array().map(Vec::len), Some(1));
    let found = &waiting[0];
    assert_eq!(found["device_name"], "máy của Mai");
    assert_eq!(found["name"], MAI);
    assert_eq!(found["check_word"], here["check_word"]);
    let id = found["device"].as_str().expect("an id");
    // No volunteer lets another in.
    assert_eq!(phone.refused(&["devices"]), "not_allowed");
    assert_eq!(street.police.run(&["devices", "accept", id]), json!([]));

    let story = phone.run(&["sync"]);
    assert!(story["received"].as_u64() > Some(0), "{story}");
    let here = status(&phone);
    assert_eq!(here["awaiting_acceptance"], false);
    assert_eq!(here["hamlets"].as_array().map(Vec::len), Some(1));
    let log = street.area.desk(&["device", "list", "--unit", BOOK]);
    let log = log["devices"].as_array().expect("devices").iter();
    let logged: Vec<&Value> = log
        .filter(|device| !device["decided_at"].is_null())
        .collect();
    assert_eq!(logged.len(), 1);
    assert!(logged[0]["decided_by"].is_string());
    street.all_agree(&[&phone, &street.police]);
}

#[test]
fn a_refused_phone_gets_nothing_and_its_member_goes_on() {
    let mut street = Street::new();
    let mai = street.volunteer(MAI);
    // Somebody photographed the link for Mai's second phone.
    let member = street.area.member(MAI);
    let at = street.area.line().address();
    let link = street.area.desk(&[
        "enrol",
        "--unit",
        BOOK,
        "--role",
        "volunteer",
        "--member",
        &member,
        "--at",
        &at,
    ]);
    let stranger = street.area.device();
    stranger.run(&["enrol", link["link"].as_str().expect("a link")]);
    stranger.run(&["sync"]);
    let word = status(&stranger)["check_word"]
        .as_str()
        .expect("a word")
        .to_owned();
    let refused = street
        .area
        .desk(&["device", "refuse", "--unit", BOOK, &word]);
    assert_eq!(refused["acceptance"], "refused");
    assert_eq!(stranger.refused(&["sync"]), "revoked");
    assert_eq!(status(&stranger)["hamlets"], json!([]));
    assert_eq!(street.police.run(&["devices"]), json!([]));
    // Hers reads and writes as before.
    street.all_agree(&[&mai, &street.police]);
}
