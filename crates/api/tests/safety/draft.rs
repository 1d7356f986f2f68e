//! What is half typed outlives a program that is killed, and nothing else than that.

use crate::book::{PIN, Phone, grant, identity, now};
use crate::shared::{OTHER_PIN, Shared};
use serde_json::{Value, json};
use std::fs;
use tungnha_api::{Device, ErrorCode, Host};
use tungnha_core::words::Role;
use tungnha_protocol::SignedGrant;

const NOTE: &str = "Bác Hoà hẹn tối mai, nhà có chó dữ";

fn keep(phone: &Phone, key: &str, text: &str) {
    phone.call("keep_draft", json!({ "key": key, "text": text }));
}

fn kept(device: &Device) -> Value {
    device.call("drafts", json!({})).expect("drafts")
}

#[test]
fn a_note_outlives_the_program_and_stands_in_the_open_nowhere() {
    let mut phone = Phone::new(Role::Volunteer);
    keep(&phone, "door:1", "Bác");
    keep(&phone, "door:1", NOTE);
    keep(&phone, "find", "hoà");
    // Killed: nothing is told to anybody.
    phone.restart();
    assert_eq!(phone.refused("drafts", json!({})), ErrorCode::Locked);
    phone.call("unlock", json!({ "pin": PIN }));
    let expected = json!([{ "key": "door:1", "text": NOTE }, { "key": "find", "text": "hoà" }]);
    assert_eq!(kept(&phone.device), expected);
    for entry in fs::read_dir(phone.home()).expect("the folder") {
        let path = entry.expect("an entry").path();
        let Ok(bytes) = fs::read(&path) else { continue };
        let found = bytes.windows(8).any(|part| part == &NOTE.as_bytes()[..8]);
        assert!(!found, "{}", path.display());
    }
    phone.call("keep_draft", json!({ "key": "door:1", "text": null }));
    phone.call("keep_draft", json!({ "key": "never there", "text": null }));
    phone.restart();
    phone.call("unlock", json!({ "pin": PIN }));
    assert_eq!(
        kept(&phone.device),
        json!([{ "key": "find", "text": "hoà" }])
    );
    assert_eq!(phone.call("my_work", json!({}))["counts"]["unsent"], 0);
}

#[test]
fn after_two_days_it_is_gone_also_when_the_clock_was_set_back() {
    for hours in [47, 48, -48] {
        let mut phone = Phone::new(Role::Volunteer);
        keep(&phone, "door:1", NOTE);
        let host = Host::new(move || now().plus(hours * 3600), |bytes| bytes.fill(5));
        phone.device = Device::open(phone.home().to_owned(), host).expect("a device");
        phone.call("unlock", json!({ "pin": PIN }));
        let left = kept(&phone.device).as_array().expect("a list").len();
        assert_eq!(left, usize::from(hours == 47), "{hours} hours later");
    }
}

#[test]
fn what_is_too_long_is_refused_and_the_oldest_makes_room() {
    let phone = Phone::new(Role::Volunteer);
    keep(&phone, "door:1", &"x".repeat(8192));
    for (key, text) in [
        ("door:1".into(), "x".repeat(8193)),
        ("k".repeat(129), "x".into()),
    ] {
        let args = json!({ "key": key, "text": text });
        assert_eq!(phone.refused("keep_draft", args), ErrorCode::TooLong);
    }
    assert_eq!(kept(&phone.device)[0]["text"], "x".repeat(8192));
    for n in 0..80 {
        keep(&phone, &format!("door:{n:02}"), "x");
    }
    assert_eq!(kept(&phone.device).as_array().expect("a list").len(), 64);
}

#[test]
fn each_of_two_on_one_phone_has_their_own() {
    let mut shared = Shared::two();
    shared.unlock(PIN);
    shared.call("keep_draft", json!({ "key": "find", "text": "lan" }));
    shared.switch(2);
    shared.unlock(OTHER_PIN);
    assert_eq!(kept(&shared.device), json!([]));
    shared.call("keep_draft", json!({ "key": "find", "text": "minh" }));
    shared.restart();
    shared.switch(1);
    shared.unlock(PIN);
    assert_eq!(
        kept(&shared.device),
        json!([{ "key": "find", "text": "lan" }])
    );
}

#[test]
fn a_member_who_is_removed_leaves_nothing_half_typed() {
    let phone = Phone::new(Role::Volunteer);
    keep(&phone, "door:1", NOTE);
    let mut ended = grant(8, "Phạm Thị Lan", Role::Volunteer);
    ended.revoked = true;
    let ended = SignedGrant::sign(&ended, &identity());
    phone.write(|txn| txn.take_grant(&ended));
    assert_eq!(kept(&phone.device), json!([]));
}

#[test]
fn practice_is_kept_no_longer_than_practice() {
    let phone = Phone::new(Role::Volunteer);
    phone.call("practice_start", json!({}));
    keep(&phone, "find", "lộc");
    phone.call("practice_end", json!({}));
    phone.call("unlock", json!({ "pin": PIN }));
    assert_eq!(kept(&phone.device), json!([]));
}
