//! A day without any network, as the screen does it; the server is played by its keys.

use crate::book::{Phone, Roll, identity, now};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::fs;
use tungnha_api::ErrorCode;
use tungnha_core::words::Role;
use tungnha_core::{Admission, Incarnation, MemberId};
use tungnha_protocol::courier::{OpeningKey, open_parcel, reply};
use tungnha_protocol::{Cursor, Frame, Head, SignedAdmission, SignedExchange};

fn sealing() -> OpeningKey {
    OpeningKey::from_bytes([11; 32])
}

/// A volunteer's phone with the roll and two claims that wait.
fn phone(roll: &Roll) -> Phone {
    let phone = Phone::with(Role::Volunteer, |grant| {
        grant.sealing_key = Some(sealing().sealing());
    });
    phone.take(&roll.office);
    for person in roll.people {
        let record = json!({
            "resident": person.to_string(), "app": "vneid", "level": 1, "stage": "activated",
            "citizen_statement": false, "visit": null,
        });
        phone.call("record", record);
    }
    phone
}

fn file(bytes: &[u8]) -> Value {
    json!({ "name": "tu-usb.tungnha-reply", "bytes_base64": STANDARD.encode(bytes) })
}

fn bytes(exported: &Value) -> Vec<u8> {
    let text = exported["bytes_base64"].as_str().expect("bytes");
    STANDARD.decode(text).expect("base64")
}

/// What the server says to a parcel: received, and nothing is new.
fn answer(parcel: &[u8]) -> Vec<u8> {
    let request = open_parcel(parcel, &sealing()).expect("for this server");
    let signed = SignedExchange::from_bytes(&request).expect("signed");
    let asked = signed.request().expect("an exchange");
    assert_eq!(asked.batches.len(), 1);
    let admission = Admission {
        book: tungnha_core::BookId(uuid::Uuid::from_u128(7)),
        incarnation: Incarnation(uuid::Uuid::from_bytes(asked.incarnation.0)),
        first: 1,
        last: 2,
        received_at: now(),
        member: MemberId(uuid::Uuid::from_u128(8)),
        role: Role::Volunteer,
        held: Vec::new(),
    };
    let head = Head {
        clock: now().0,
        receipts: vec![SignedAdmission::sign(&admission, &identity())],
        backed_up_through: 0,
        grant: None,
        restart: false,
        highest: 2,
        forked: None,
        decided: None,
        addresses: None,
        reads_wait: None,
        awaits_acceptance: None,
    };
    let end = Frame::End {
        more: false,
        cursor: Cursor {
            seq: 2,
            ..asked.cursor
        },
        checked: None,
    };
    let to = asked.reply_key.expect("a key to answer to");
    reply(
        &request,
        &[Frame::Head(head), end],
        to,
        &identity(),
        [12; 32],
    )
    .expect("sealed")
}

#[test]
fn there_and_back_on_a_stick() {
    let roll = Roll::new();
    let phone = phone(&roll);
    let out = phone.call("courier_out", json!({ "save": false }));
    assert_eq!((&out["rows"], &out["path"]), (&json!(2), &Value::Null));
    assert_eq!(out["file_name"], "tung-nha-2026-11-14.tungnha-parcel");
    // A parcel on its way is no receipt.
    let unsent = |phone: &Phone| phone.call("status", json!({}))["work"]["unsent"].clone();
    assert_eq!(unsent(&phone), 2);
    let reply = answer(&bytes(&out));
    let taken = phone.call("courier_in", file(&reply));
    assert_eq!((&taken["sent"], &taken["late"]), (&json!(2), &json!(false)));
    assert_eq!(unsent(&phone), 0);
    let kept = fs::read_to_string(phone.home().join("waiting")).expect("a number");
    assert_eq!(kept, "0\n");
    // Brought twice.
    let again = phone.call("courier_in", file(&reply));
    assert_eq!(
        (&again["sent"], &again["reissued"]),
        (&json!(0), &json!(false))
    );
}

#[test]
fn files_that_are_not_for_this_device() {
    let roll = Roll::new();
    let (mine, other) = (phone(&roll), phone(&roll));
    let parcel = bytes(&mine.call("courier_out", json!({ "save": false })));
    let reply = answer(&parcel);
    let refused = |phone: &Phone, bytes: &[u8]| phone.refused("courier_in", file(bytes));
    // Before its own first parcel, a device has no key that opens any reply.
    assert_eq!(refused(&other, &reply), ErrorCode::NotForThisDevice);
    let mut changed = reply.clone();
    *changed.last_mut().expect("bytes") ^= 1;
    assert_eq!(refused(&mine, &changed), ErrorCode::NotForThisDevice);
    assert_eq!(refused(&mine, &parcel), ErrorCode::UnreadableParcel);
    assert_eq!(refused(&mine, b"PK"), ErrorCode::UnreadableParcel);
    let spoilt = json!({ "name": "x", "bytes_base64": "*" });
    assert_eq!(mine.refused("courier_in", spoilt), ErrorCode::BadInput);
    let not_a_parcel = json!({
        "name": "x", "bytes_base64": STANDARD.encode(&reply), "save": false,
    });
    assert_eq!(
        mine.refused("courier_carry", not_a_parcel),
        ErrorCode::UnreadableParcel
    );
    let work = mine.call("status", json!({}))["work"]["unsent"].clone();
    assert_eq!(work, 2);
}

#[test]
fn a_device_that_knows_no_key_to_seal_to_says_so() {
    let phone = Phone::new(Role::Volunteer);
    let refused = phone.refused("courier_out", json!({ "save": false }));
    assert_eq!(refused, ErrorCode::SyncFirst);
}

#[test]
fn without_a_line_nothing_is_carried() {
    let roll = Roll::new();
    let phone = phone(&roll);
    let parcel = phone.call("courier_out", json!({ "save": false }));
    let carried = json!({
        "name": parcel["file_name"], "bytes_base64": parcel["bytes_base64"], "save": false,
    });
    assert_eq!(
        phone.refused("courier_carry", carried),
        ErrorCode::NoConnection
    );
}
