//! Finding people at the door of the API: rows in order, why they were found, and no sooner or later than the
//! file knows them.

use crate::book::{Author, Phone, Roll};
use serde_json::{Value, json};
use tungnha_core::body::{Household, Identity, Resident};
use tungnha_core::words::Role;

fn find(phone: &Phone, text: &str) -> Vec<(String, String)> {
    let rows = phone.call("find", json!({ "text": text, "limit": 50 }));
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = rows.as_array().expect("rows");
    rows.iter()
        .map(|row| (word(&row["person"]["name"]), word(&row["found_by"])))
        .collect()
}

fn one(name: &str, by: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), by.to_owned())]
}

#[test]
fn a_row_says_who_where_and_why() {
    let phone = Phone::new(Role::Volunteer);
    phone.take(&Roll::new().office);
    let rows = phone.call("find", json!({ "text": "tran v", "limit": 5 }));
    let row = &rows[0];
    assert_eq!(row["person"]["name"], "Trần Văn Hòa");
    assert_eq!(
        (&row["hamlet"], &row["lane"], &row["house"]),
        (&json!("Thôn Bằng Lợi"), &json!("ngõ 5"), &json!("12"))
    );
    assert_eq!(row["person"]["apps"][0]["choices"], json!([]));
    assert_eq!(find(&phone, "hoà"), one("Trần Văn Hòa", "name"));
    assert_eq!(find(&phone, "nguyenthimai"), one("Nguyễn Thị Mai", "name"));
    assert_eq!(find(&phone, "nguyne"), one("Nguyễn Thị Mai", "similar"));
    // By given name, whoever lives where.
    let both = [("Trần Văn Hòa", "house"), ("Nguyễn Thị Mai", "house")];
    for text in ["12", "so 12", "ngõ 5", "5/12"] {
        let found = find(&phone, text);
        assert!(
            found
                .iter()
                .map(|(name, by)| (name.as_str(), by.as_str()))
                .eq(both),
            "{text}: {found:?}"
        );
    }
    assert_eq!(find(&phone, ""), []);
    let one_row = phone.call("find", json!({ "text": "n", "limit": 0 }));
    assert_eq!(one_row.as_array().map(Vec::len), Some(1));
    let listed = json!({ "hamlet": null, "lacking": null, "find": "mai", "offset": 0, "limit": 9 });
    assert_eq!(phone.call("people", listed)["total"], 1);
}

#[test]
fn what_a_sync_changes_is_found_at_once() {
    let phone = Phone::new(Role::Police);
    let roll = Roll::new();
    phone.take(&roll.office);
    assert_eq!(find(&phone, "khuyne"), []);
    let mut office = Author::new(2, "Lê Văn Sơn", Role::Police);
    office.says(Resident {
        of: None,
        household: roll.household,
        name: "Đỗ Thị Khuyên".into(),
        birth_year: None,
        sex: None,
        last4: Some("4417".into()),
        position: None,
    });
    office.says(Household {
        of: Some(roll.household),
        hamlet: roll.hamlets[0],
        lane: Some("Ngõ 7".into()),
        house: Some("40A".into()),
        head: None,
        code: None,
        venue: None,
    });
    office.says(Identity {
        resident: roll.people[0],
        birth: None,
        personal_id: Some("001190008236".into()),
        phones: None,
        residence: None,
        legacy_id9: None,
    });
    phone.take(&office);
    assert_eq!(find(&phone, "khuyne"), one("Đỗ Thị Khuyên", "similar"));
    assert_eq!(find(&phone, "417"), one("Đỗ Thị Khuyên", "id"));
    assert_eq!(find(&phone, "mai 40a"), one("Nguyễn Thị Mai", "house"));
    assert_eq!(find(&phone, "mai 12"), []);
    for text in ["236", "08236", "001 190 008 236"] {
        assert_eq!(find(&phone, text), one("Nguyễn Thị Mai", "id"), "{text}");
    }
    assert_eq!(phone.call("verify", json!({}))["differences"], json!([]));
}
