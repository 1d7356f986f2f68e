//! A scanned card is matched with this device's people, and nothing of it stays.

use crate::book::{PIN, Phone, Roll};
use crate::picture::{Shot, png};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use tungnha_api::ErrorCode;
use tungnha_core::birth::BirthDate;
use tungnha_core::body::{Identity, Resident};
use tungnha_core::words::{Role, Sex};

/// Its province code was never issued: nobody's.
const NUMBER: &str = "003190123456";
pub const CARD: &str = "003190123456||Nguyễn Thị Hoà|02031990|Nữ|Thôn Tân Lập, Xã Thử|15032021";

/// A phone whose roll has, at the first door, `people` besides the two without sex and digits.
pub fn phone(role: Role, people: &[(&str, u16, Sex, Option<&str>)]) -> Phone {
    let mut roll = Roll::new();
    let household = roll.household;
    for (name, year, sex, last4) in people {
        roll.office.says(Resident {
            of: None,
            household,
            name: (*name).into(),
            birth_year: Some(*year),
            sex: Some(*sex),
            last4: last4.map(str::to_owned),
            position: None,
        });
    }
    let phone = Phone::new(role);
    phone.take(&roll.office);
    phone
}

fn matched(phone: &Phone, text: &str) -> Value {
    phone.call("card_match", json!({ "text": text }))
}

fn names(found: &Value) -> Vec<&str> {
    let people = found["people"].as_array().expect("people");
    people
        .iter()
        .map(|p| p["row"]["person"]["name"].as_str().expect("a name"))
        .collect()
}

#[test]
fn the_one_it_belongs_to_is_found_with_the_place() {
    let phone = phone(
        Role::Volunteer,
        &[
            ("NGUYỄN THỊ HÒA", 1990, Sex::Female, Some("3456")),
            ("Nguyễn Thị Hoà", 1990, Sex::Female, Some("9999")),
            ("Nguyễn Thị Hoài", 1990, Sex::Female, None),
        ],
    );
    let found = matched(&phone, &format!("{CARD}||||\r\n"));
    assert_eq!(found["verdict"], "one");
    assert_eq!(found["people"][0]["differs"], json!([]));
    assert_eq!(found["people"][0]["row"]["person"]["last4"], "3456");
    assert_eq!(found["people"][0]["row"]["hamlet"], "Thôn Tân Lập");
    assert_eq!(found["notes"], json!([]));
}

#[test]
fn another_birth_year_or_sex_is_named_and_the_person_still_offered() {
    for (year, sex, differs) in [
        (1989, Sex::Female, json!(["birth_year"])),
        (1990, Sex::Male, json!(["sex"])),
        (1989, Sex::Male, json!(["birth_year", "sex"])),
    ] {
        let phone = phone(
            Role::Volunteer,
            &[("Nguyễn Thị Hòa", year, sex, Some("3456"))],
        );
        let found = matched(&phone, CARD);
        assert_eq!(found["verdict"], "one");
        assert_eq!(found["people"][0]["differs"], differs);
    }
}

#[test]
fn without_digits_on_the_roll_name_and_year_make_several_and_other_digits_come_last() {
    let phone = phone(
        Role::Volunteer,
        &[
            ("Nguyễn Thị Hoà", 1990, Sex::Female, Some("9999")),
            ("Nguyễn Thị Hoà", 1990, Sex::Female, None),
            ("Nguyễn Thị Hoà", 1955, Sex::Female, None),
        ],
    );
    let found = matched(&phone, CARD);
    assert_eq!(found["verdict"], "several");
    assert_eq!(names(&found).len(), 2);
    assert_eq!(found["people"][0]["differs"], json!([]));
    assert_eq!(found["people"][1]["differs"], json!(["last4"]));
}

#[test]
fn nobody_is_a_new_person_filled_in() {
    let phone = phone(Role::Volunteer, &[]);
    let found = matched(
        &phone,
        &CARD
            .replace("Nguyễn Thị Hoà", "NGUYEN THI HOA")
            .replace("1990|", "1991|"),
    );
    assert_eq!(found["verdict"], "none");
    assert_eq!(
        found["prefill"],
        json!({ "name": "Nguyen Thi Hoa", "birth_year": 1991, "sex": "female", "last4": "3456",
                "address": "Thôn Tân Lập, Xã Thử" })
    );
    assert_eq!(found["notes"], json!(["number_birth_year", "bare_name"]));
}

#[test]
fn a_device_that_holds_whole_numbers_goes_by_them() {
    let mut roll = Roll::new();
    let household = roll.household;
    let mut resident = |name: &str, personal_id: &str| {
        let resident = roll.office.says(Resident {
            of: None,
            household,
            name: name.into(),
            birth_year: None,
            sex: None,
            last4: Some("3456".into()),
            position: None,
        });
        roll.office.says(Identity {
            resident,
            birth: BirthDate::from_day(1990, 3, 2),
            personal_id: Some(personal_id.into()),
            phones: None,
            residence: None,
            legacy_id9: None,
        });
    };
    resident("Nguyễn Thị Hoà", "003190993456");
    resident("Lê Thị Hoà Bình", NUMBER);
    let office = Phone::new(Role::Police);
    office.take(&roll.office);
    let found = matched(&office, CARD);
    assert_eq!(names(&found), ["Lê Thị Hoà Bình", "Nguyễn Thị Hoà"]);
    assert_eq!(found["people"][0]["differs"], json!(["name"]));
    assert_eq!(found["people"][1]["differs"], json!(["last4"]));
}

#[test]
fn wrong_codes_are_called_by_their_name_and_repeated_nowhere() {
    let phone = phone(Role::Volunteer, &[]);
    for (text, code) in [
        (
            "GD4010123456789|4e677579e1bb856e|1990|1",
            ErrorCode::HealthCard,
        ),
        ("https://vneid.gov.vn/003190123456", ErrorCode::VneidCode),
        ("https://example.com/003190123456", ErrorCode::LinkCode),
        (NUMBER, ErrorCode::NotACard),
        (
            &CARD.replace("02031990", "31021990"),
            ErrorCode::CardUnreadable,
        ),
    ] {
        let error = phone
            .try_call("card_match", json!({ "text": text }))
            .expect_err(text);
        assert_eq!(error.code, code);
        let told = format!("{error:?} {error}");
        assert!(!told.contains("0031") && !told.contains("3102"), "{told}");
    }
    // Not even arguments of another shape are repeated.
    let error = phone
        .try_call("card_match", json!({ "code": CARD }))
        .expect_err("shape");
    assert!(!format!("{error:?}").contains(NUMBER));
}

#[test]
fn a_locked_device_matches_nothing() {
    let phone = phone(Role::Volunteer, &[]);
    phone.call("lock", json!({}));
    assert_eq!(
        phone.refused("card_match", json!({ "text": CARD })),
        ErrorCode::Locked
    );
    assert_eq!(
        phone.refused(
            "card_image",
            json!({ "image": png(&Shot::of(CARD).taken()) })
        ),
        ErrorCode::Locked
    );
    phone.call("unlock", json!({ "pin": PIN }));
    assert_eq!(matched(&phone, CARD)["verdict"], "none");
}

/// Every file of the device's folder but the shared-memory index, which holds no content.
fn files(phone: &Phone) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(phone.home()).expect("the folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.to_string_lossy().ends_with("-shm"))
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a file")))
        .collect()
}

#[test]
fn neither_payload_nor_picture_is_kept() {
    let phone = phone(
        Role::Volunteer,
        &[("Nguyễn Thị Hòa", 1990, Sex::Female, Some("3456"))],
    );
    let before = files(&phone);
    matched(&phone, CARD);
    matched(&phone, &CARD.replace("Hoà", "Mơ").replace("3456|", "7890|"));
    phone.call(
        "card_image",
        json!({ "image": png(&Shot::of(CARD).taken()) }),
    );
    phone.refused(
        "card_match",
        json!({ "text": CARD.replace("02031990", "31021990") }),
    );
    phone.refused(
        "card_image",
        json!({ "image": png(&Shot::of(NUMBER).taken()) }),
    );
    // The file is encrypted, so that looking for the number alone would prove little: not a byte moved.
    let after = files(&phone);
    assert!(before == after, "matching writes nothing at all");
    for (path, bytes) in &after {
        assert!(
            !bytes.windows(12).any(|window| window == NUMBER.as_bytes()),
            "{path}"
        );
    }
    // The comparison does see a write.
    let resident = matched(&phone, CARD)["people"][0]["row"]["person"]["id"].clone();
    phone.call(
        "notice",
        json!({ "resident": resident, "agreement": "agreed" }),
    );
    assert!(files(&phone) != after);
}
